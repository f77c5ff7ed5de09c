/* Summaries, practices and what belongs to them as JSON: bodies of posts, and files. Canonical: the
 * same value gives the same bytes. */
#pragma once

#include "arc-equivalent.h"
#include "arc-practice.h"
#include "arc-summary.h"

G_BEGIN_DECLS

/* (transfer full): never fails. */
char *arc_body_from_summary (const ArcSummary *summary);
char *arc_body_from_practice_turn (const ArcPracticeTurn *turn);
char *arc_body_from_trial (const ArcTrial *trial);
char *arc_body_from_correction (const ArcCorrection *correction);
char *arc_body_from_equivalent (const ArcEquivalent *equivalent);

/* (transfer full): checked by the value's _validate(); NULL with ARC_ERROR_INVALID or _TOO_LARGE.
 */
ArcSummary *arc_body_to_summary (const char *body, GError **error);
ArcPracticeTurn *arc_body_to_practice_turn (const char *body, GError **error);
ArcTrial *arc_body_to_trial (const char *body, GError **error);
ArcCorrection *arc_body_to_correction (const char *body, GError **error);
/* @id: the post's, which an equivalent is known by. */
ArcEquivalent *arc_body_to_equivalent (const char *body, const char *id, GError **error);

/**
 * arc_json_append_practice:
 * @finder: "" for nothing to say; @recheck: (nullable): a word (arc_said_to_word())
 * @helped: (array fixed-size=5): people who tried it, by ArcHelped
 * @answers: how many said anything
 *
 * A practice as a line of `arcj practices … --format jsonl`.
 */
void arc_json_append_practice (GString *out, const char *id, const char *team,
                               const ArcPracticeTurn *turn, const char *finder, const char *recheck,
                               const guint *helped, guint answers);

/**
 * arc_json_append_equivalent:
 * @author_name: "" for nobody
 *
 * An equivalent as a line of `arcj equivalents list --format jsonl`.
 */
void arc_json_append_equivalent (GString *out, const ArcEquivalent *equivalent,
                                 const char *author_name);

G_END_DECLS
