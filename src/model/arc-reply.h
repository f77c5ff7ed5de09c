/* What teammates say to each other: answers to a share, turns of a barrier, a focus and replies. */
#pragma once

#include "arc-commitment.h"

G_BEGIN_DECLS

typedef enum {
  ARC_ANSWER_SUGGESTION,
  ARC_ANSWER_THANKS,
  ARC_ANSWER_WILL_TRY,
  ARC_ANSWER_ASK_LOOK_BACK, /* "would you look back at it?" */
  ARC_N_ANSWERS,
} ArcAnswerKind;

/* @text: of a suggestion; may be empty otherwise. */
typedef struct {
  ArcAnswerKind kind;
  char *text;
} ArcAnswer;
ArcAnswer *arc_answer_new (ArcAnswerKind kind, const char *text);
void arc_answer_free (ArcAnswer *answer);
gboolean arc_answer_validate (const ArcAnswer *answer, GError **error);

/**
 * ArcBarrierTurn:
 * @barrier_id: which barrier of the share that the post is about
 * @builds_on: (element-type utf8): the posts that its author knew as the latest turns
 * @owner: a member's id; "" for none
 *
 * The latest turns are those that no other builds on; two managers who took a barrier at once make
 * two, and both are shown.
 */
typedef struct {
  char *barrier_id;
  GPtrArray *builds_on;
  char *owner;
  char *next_step;
  ArcDay next_by;
  ArcBarrierState state;
  char *why;
} ArcBarrierTurn;
ArcBarrierTurn *arc_barrier_turn_new (const char *barrier_id);
void arc_barrier_turn_free (ArcBarrierTurn *turn);
gboolean arc_barrier_turn_validate (const ArcBarrierTurn *turn, GError **error);

/* One behaviour that a manager asks for. @ended: it is over. */
typedef struct {
  char *behaviour;
  char *measure;
  ArcDay by;
  gboolean ended;
} ArcTeamFocus;
ArcTeamFocus *arc_team_focus_new (const char *behaviour);
void arc_team_focus_free (ArcTeamFocus *focus);
gboolean arc_team_focus_validate (const ArcTeamFocus *focus, GError **error);

/* @counter: what the member would do instead; "" where they said yes. */
typedef struct {
  gboolean yes;
  char *counter;
} ArcFocusReply;
ArcFocusReply *arc_focus_reply_new (gboolean yes, const char *counter);
void arc_focus_reply_free (ArcFocusReply *reply);
gboolean arc_focus_reply_validate (const ArcFocusReply *reply, GError **error);

/* Words of bodies and scripts; labels as people see them, translated. */
const char *arc_answer_kind_to_word (ArcAnswerKind kind);
gboolean arc_answer_kind_from_word (const char *word, ArcAnswerKind *kind);
const char *arc_answer_kind_to_label (ArcAnswerKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcAnswer, arc_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcBarrierTurn, arc_barrier_turn_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamFocus, arc_team_focus_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcFocusReply, arc_focus_reply_free)

G_END_DECLS
