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

/* How a post leaves an equivalent: with the values in it, switched off, or as the program ships it.
 */
typedef enum {
  ARC_EQUIVALENT_HOLDS,
  ARC_EQUIVALENT_OFF,
  ARC_EQUIVALENT_AS_SHIPPED,
  ARC_N_EQUIVALENT_STATES,
} ArcEquivalentState;

/* How many of a unit may make one. */
#define ARC_EQUIVALENT_AMOUNT_MAX 1e9
/* How many of the equivalents of one figure are shown before somebody asks for all. */
#define ARC_EQUIVALENTS_SHOWN 2

/**
 * ArcEquivalent:
 * @id: what it is known by: "example-call" for a shipped one, also after a team changed it; else
 * the id of its first post
 * @builds_on: (element-type utf8): the posts that its author knew as the latest, as in
 *   ArcPracticeTurn
 * @state: the values below count only if it holds
 * @is_shipped: one of the examples, unchanged: its texts are in English here, and translated where
 *   they are said
 * @name: what one of them is called: "client call"; @plural: "client calls"
 * @unit: the measured unit that it converts, as people write it: "minutes"
 * @amount: how many of @unit make one; above 0, at most ARC_EQUIVALENT_AMOUNT_MAX
 * @source: where that figure comes from: "our own average 2026"
 */
typedef struct {
  char *id;
  GPtrArray *builds_on;
  ArcEquivalentState state;
  gboolean is_shipped;
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
/* FALSE with ARC_ERROR_INVALID or _TOO_LARGE: the first thing that is wrong, in a sentence. */
gboolean arc_equivalent_validate (const ArcEquivalent *equivalent, GError **error);

/* Texts as they are shown: those of an example in the reader's language. */
const char *arc_equivalent_get_name (const ArcEquivalent *equivalent);
const char *arc_equivalent_get_plural (const ArcEquivalent *equivalent);
const char *arc_equivalent_get_unit (const ArcEquivalent *equivalent);
const char *arc_equivalent_get_source (const ArcEquivalent *equivalent);

/* The unit by which every time is added up. */
#define ARC_UNIT_MINUTES "minutes"

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
ArcMeasured *arc_measured_copy (const ArcMeasured *measured);
void arc_measured_free (ArcMeasured *measured);
/* (transfer full): "312 minutes a week"; what is a round number of hours, or many of them, in
 * hours. */
char *arc_measured_say (const ArcMeasured *measured);

/**
 * arc_equivalent_describe:
 *
 * "312 minutes a week = 39 client calls", rounded as one would say it.
 *
 * Returns: (transfer full) (nullable): %NULL if the units do not fit, or it would be less than one
 */
char *arc_equivalent_describe (const ArcEquivalent *equivalent, const ArcMeasured *measured);
/* The same also where it is less than one: for what was decided to be shown. */
char *arc_equivalent_say (const ArcEquivalent *equivalent, const ArcMeasured *measured);
/* (transfer full): "One client call = 8 minutes" */
char *arc_equivalent_say_worth (const ArcEquivalent *equivalent);
/* (transfer full): "One client call = 8 minutes (our own average 2026)." */
char *arc_equivalent_say_rate (const ArcEquivalent *equivalent);
/* (transfer full): that, and "312 minutes a week ÷ 8 = 39. From the estimates of three people …" */
char *arc_equivalent_explain (const ArcEquivalent *equivalent, const ArcMeasured *measured);

/**
 * arc_equivalents_rank:
 * @equivalents: (element-type ArcEquivalent)
 *
 * Those that fit the figure, the best first: a team's own before examples, counts that one can
 * picture before others, and of the first two one of each kind where there is.
 *
 * Returns: (transfer container) (element-type ArcEquivalent)
 */
GPtrArray *arc_equivalents_rank (const GPtrArray *equivalents, const ArcMeasured *measured);

/* (element-type ArcEquivalent): the shipped examples. */
GPtrArray *arc_equivalent_list_examples (void);
/* (transfer full) (nullable): the shipped example of that id. */
ArcEquivalent *arc_equivalent_find_example (const char *id);

/* Words of bodies and scripts; labels as people see them, translated. */
const char *arc_equivalent_kind_to_word (ArcEquivalentKind kind);
gboolean arc_equivalent_kind_from_word (const char *word, ArcEquivalentKind *kind);
const char *arc_equivalent_kind_to_label (ArcEquivalentKind kind);
const char *arc_equivalent_state_to_word (ArcEquivalentState state);
gboolean arc_equivalent_state_from_word (const char *word, ArcEquivalentState *state);
const char *arc_equivalent_state_to_label (ArcEquivalentState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEquivalent, arc_equivalent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMeasured, arc_measured_free)

G_END_DECLS
