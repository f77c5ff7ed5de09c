/* What speaks for a group of statements, and how strongly. Pure. */
#pragma once

#include "arc-equivalent.h"
#include "arc-practice.h"
#include "arc-saying.h"
#include "arc-statements.h"
#include "arc-statistics.h"

G_BEGIN_DECLS

/**
 * ArcEvidenceSum:
 * @people: distinct authors; all anonymous ones together count as one
 * @shares: distinct shares
 * @outcomes: of these shares, by ArcOutcome
 * @helped: look-backs at their commitments, or at the entry where no commitment was shared, by
 *   ArcHelped; the last of each loop and person
 * @trials: of a practice, by ArcHelped
 * @measured: (element-type ArcMeasured): the latest of each loop
 * @for_it: what speaks for it; @against: what speaks against it. A person counts once: with their
 *   last word (helped before outcome); partly counts half for each
 * @bound: lower Wilson bound of @for_it among both, with a prior of one for and one against, so
 *   that 18 of 20 beats 1 of 1
 */
typedef struct {
  guint people;
  guint shares;
  guint outcomes[ARC_N_OUTCOMES];
  guint helped[ARC_HELPED_TOO_EARLY + 1];
  guint trials[ARC_HELPED_TOO_EARLY + 1];
  GPtrArray *measured;
  double for_it;
  double against;
  double bound;
} ArcEvidenceSum;

/* @statements: (element-type ArcStatement); @trials: (nullable) (element-type ArcTrial). */
ArcEvidenceSum *arc_evidence_sum (const GPtrArray *statements, const GPtrArray *trials);
ArcEvidenceSum *arc_evidence_sum_copy (const ArcEvidenceSum *sum);
void arc_evidence_sum_free (ArcEvidenceSum *sum);

/* (element-type ArcMeasured): what shares measured: the latest of each loop, added up by unit and
 * frequency. @inputs: (element-type ArcSharedInput) */
GPtrArray *arc_evidence_measure (const GPtrArray *inputs);

/**
 * arc_evidence_describe:
 * @group_size: below so many people no figure is said: "two people, both say it helped" needs no
 *   figure, and names stand beside it
 *
 * Returns: (transfer full): a phrase or two, translated
 */
char *arc_evidence_describe (const ArcEvidenceSum *sum, guint group_size);
/* The same as phrases and figures. @sayings: (array fixed-size=2) (out). Returns: how many. */
guint arc_evidence_say (const ArcEvidenceSum *sum, guint group_size, ArcSaying *sayings);

/* Whether a figure over @part of @whole people may be shown: neither it nor what is left is of
 * fewer than @group_size people, unless it is none or all of them. */
gboolean arc_figure_allowed (guint part, guint whole, guint group_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEvidenceSum, arc_evidence_sum_free)

G_END_DECLS
