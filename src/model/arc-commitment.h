/* A commitment: a line of the Change that was given a kind. And a barrier: one that was marked as
 * outside the writer's control. */
#pragma once

#include <glib-object.h>

#include "arc-day.h"

G_BEGIN_DECLS

typedef enum {
  ARC_KIND_STOP,
  ARC_KIND_START,
  ARC_KIND_CONTINUE,
  ARC_KIND_MORE,
  ARC_N_KINDS,
} ArcKind;

/**
 * ArcCommitmentState:
 * @ARC_COMMITMENT_OPEN: asked about when due
 * @ARC_COMMITMENT_DONE: a look-back said it was done
 * @ARC_COMMITMENT_HABIT: "habit now": it stuck
 * @ARC_COMMITMENT_LET_GO: "let it go", or no longer wanted
 */
typedef enum {
  ARC_COMMITMENT_OPEN,
  ARC_COMMITMENT_DONE,
  ARC_COMMITMENT_HABIT,
  ARC_COMMITMENT_LET_GO,
  ARC_N_COMMITMENT_STATES,
} ArcCommitmentState;

/**
 * ArcCommitment:
 *
 * Strings are owned and never %NULL but for @id and @entry_id until given. @text is the line of
 * the Change section that it belongs to: the composer finds it by that text, so that nothing is
 * typed twice. A @due of year 0 inherits the entry's look-back day.
 */
typedef struct {
  char *id;
  char *entry_id;
  ArcKind kind;
  char *text;
  char *if_text;
  char *then_text;
  char *measure;
  ArcDay due;
  ArcCommitmentState state;
  gint64 created_us;
  gint64 modified_us;
} ArcCommitment;

#define ARC_TYPE_COMMITMENT (arc_commitment_get_type ())
GType arc_commitment_get_type (void);
ArcCommitment *arc_commitment_new (ArcKind kind, const char *text);
ArcCommitment *arc_commitment_copy (const ArcCommitment *commitment);
void arc_commitment_free (ArcCommitment *commitment);
gboolean arc_commitment_equal (const ArcCommitment *a, const ArcCommitment *b);
/* Every rule and limit; FALSE with ARC_ERROR_INVALID or ARC_ERROR_TOO_LARGE, naming the field. */
gboolean arc_commitment_validate (const ArcCommitment *commitment, GError **error);

typedef enum {
  ARC_BARRIER_OPEN,
  ARC_BARRIER_BEING_REMOVED,
  ARC_BARRIER_REMOVED,
  ARC_BARRIER_STAYS,
  ARC_N_BARRIER_STATES,
} ArcBarrierState;

/* An obstacle; @text is a line of the Change as well. @why says why it stays. */
typedef struct {
  char *id;
  char *entry_id;
  char *text;
  char *owner;
  char *next_step;
  ArcDay next_by; /* year 0: no date */
  ArcBarrierState state;
  char *why;
  gint64 created_us;
  gint64 modified_us;
} ArcBarrier;

#define ARC_TYPE_BARRIER (arc_barrier_get_type ())
GType arc_barrier_get_type (void);
ArcBarrier *arc_barrier_new (const char *text);
ArcBarrier *arc_barrier_copy (const ArcBarrier *barrier);
void arc_barrier_free (ArcBarrier *barrier);
gboolean arc_barrier_equal (const ArcBarrier *a, const ArcBarrier *b);
gboolean arc_barrier_validate (const ArcBarrier *barrier, GError **error);

/* Words of the interchange format and the command line; labels as people see them, translated. */
const char *arc_kind_to_word (ArcKind kind);
gboolean arc_kind_from_word (const char *word, ArcKind *kind);
const char *arc_kind_to_label (ArcKind kind);
const char *arc_commitment_state_to_word (ArcCommitmentState state);
gboolean arc_commitment_state_from_word (const char *word, ArcCommitmentState *state);
const char *arc_commitment_state_to_label (ArcCommitmentState state);
const char *arc_barrier_state_to_word (ArcBarrierState state);
gboolean arc_barrier_state_from_word (const char *word, ArcBarrierState *state);
const char *arc_barrier_state_to_label (ArcBarrierState state);

/* Whether a date was given: year 0 means none. */
gboolean arc_day_is_set (ArcDay day);
/* (transfer full): "2026-11-27", or "" for none. */
char *arc_day_to_text (ArcDay day);
/* "" means none; FALSE if it is no single day. */
gboolean arc_day_from_text (const char *text, ArcDay *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCommitment, arc_commitment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcBarrier, arc_barrier_free)

G_END_DECLS
