/* An equivalent: a named conversion of a measured figure into something people feel, with its
 * stated calculation and source. */
#pragma once

#include <glib-object.h>

#include "arc-entry.h"

G_BEGIN_DECLS

typedef enum {
  ARC_EQUIVALENT_ACTION,    /* leads to the next step */
  ARC_EQUIVALENT_FEEL_GOOD, /* shows what was gained */
  ARC_N_EQUIVALENT_KINDS,
} ArcEquivalentKind;

/**
 * ArcEquivalent:
 * @name: what one of them is called: "client call"; @plural: "client calls"
 * @unit: the measured unit that it converts, as people write it: "minutes"
 * @amount: how many of @unit make one; above 0
 * @source: where that figure comes from: "our own average 2026"
 */
typedef struct {
  char *id;
  ArcEquivalentKind kind;
  char *name;
  char *plural;
  char *unit;
  double amount;
  char *source;
} ArcEquivalent;
#define ARC_TYPE_EQUIVALENT (arc_equivalent_get_type ())
GType arc_equivalent_get_type (void);
ArcEquivalent *arc_equivalent_new (const char *id);
ArcEquivalent *arc_equivalent_copy (const ArcEquivalent *equivalent);
void arc_equivalent_free (ArcEquivalent *equivalent);
gboolean arc_equivalent_validate (const ArcEquivalent *equivalent, GError **error);

/**
 * arc_unit_find:
 * @unit: as a person wrote it: "min", "Minuten", "hours a week"
 * @factor: (out): by what to multiply to get minutes (for times)
 *
 * Returns: (transfer full): the unit by which figures are added up: "minutes" for every unit of
 *   time, else @unit folded
 */
char *arc_unit_find (const char *unit, double *factor);

/* What was measured in one unit and for one frequency: @amount over @loops loops by @people. */
typedef struct {
  char *unit; /* arc_unit_find() */
  ArcPer per;
  double amount;
  guint loops;
  guint people;
} ArcMeasured;
void arc_measured_free (ArcMeasured *measured);

/**
 * arc_equivalent_describe:
 *
 * "312 minutes are 39 client calls." — rounded as one would say it.
 *
 * Returns: (transfer full) (nullable): %NULL if the units do not fit, or it would be less than one
 */
char *arc_equivalent_describe (const ArcEquivalent *equivalent, const ArcMeasured *measured);
/* (transfer full): "One client call = 8 minutes (our own average 2026); 312 ÷ 8 = 39. Three
 * people's estimates." */
char *arc_equivalent_explain (const ArcEquivalent *equivalent, const ArcMeasured *measured);

/* (element-type ArcEquivalent): the shipped examples, translated. */
GPtrArray *arc_equivalent_list_examples (void);

/* Words of bodies and scripts; labels as people see them, translated. */
const char *arc_equivalent_kind_to_word (ArcEquivalentKind kind);
gboolean arc_equivalent_kind_from_word (const char *word, ArcEquivalentKind *kind);
const char *arc_equivalent_kind_to_label (ArcEquivalentKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEquivalent, arc_equivalent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMeasured, arc_measured_free)

G_END_DECLS
