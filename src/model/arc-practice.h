/* A practice: a behaviour worth adopting, worded by a person, and what became of it when others
 * tried it. And how people correct the grouping that candidates come from. */
#pragma once

#include "arc-day.h"
#include "arc-look-back.h"

G_BEGIN_DECLS

typedef enum {
  ARC_PRACTICE_CANDIDATE,
  ARC_PRACTICE_ENDORSED,
  ARC_PRACTICE_RETIRED,
  ARC_N_PRACTICE_STATES,
} ArcPracticeState;

/* Days after which a practice is looked at again, unless somebody said otherwise: six months. */
#define ARC_PRACTICE_RECHECK_DAYS 183

/**
 * ArcPracticeTurn:
 * @practice_id: id of the practice's first post; "" in that post itself
 * @builds_on: (element-type utf8): the turns that its author knew as the latest, as in
 *   ArcBarrierTurn
 * @when: "When … do … so that …", in a person's words
 * @shares: (element-type utf8): ids of the shares that it rests on
 * @finder: a member's id, "" for nobody; credited only if their trial says so (ArcTrial.credit)
 * @recheck_on: when to look at it again
 * @why: why it was retired; "" otherwise
 */
typedef struct {
  char *practice_id;
  GPtrArray *builds_on;
  ArcPracticeState state;
  char *when;
  char *doing;
  char *so_that;
  char *topic;
  GPtrArray *shares;
  char *finder;
  ArcDay recheck_on;
  char *why;
} ArcPracticeTurn;

#define ARC_TYPE_PRACTICE_TURN (arc_practice_turn_get_type ())
GType arc_practice_turn_get_type (void);
ArcPracticeTurn *arc_practice_turn_new (void);
ArcPracticeTurn *arc_practice_turn_copy (const ArcPracticeTurn *turn);
void arc_practice_turn_free (ArcPracticeTurn *turn);
gboolean arc_practice_turn_validate (const ArcPracticeTurn *turn, GError **error);
/* (transfer full): "When …, …, so that …." in one sentence; what is empty is left out. */
char *arc_practice_turn_to_sentence (const ArcPracticeTurn *turn);

/* What someone says to a practice that is offered. */
typedef enum {
  ARC_TRIAL_NOT_SAID,
  ARC_TRIAL_TRYING,     /* "I'll try it" */
  ARC_TRIAL_ALREADY,    /* "I already do" */
  ARC_TRIAL_NOT_FOR_ME, /* "Not for me, because …" */
  ARC_N_TRIAL_RESPONSES,
} ArcTrialResponse;

typedef enum {
  ARC_CREDIT_NOT_ASKED,
  ARC_CREDIT_YES,
  ARC_CREDIT_NO,
  ARC_N_CREDITS,
} ArcCredit;

/**
 * ArcTrial:
 *
 * One per person and practice, revised by its author: what they said, and their last look-back.
 * @tried_on: the day of that look-back; @credit: whether its finder wants to be named.
 */
typedef struct {
  char *practice_id;
  ArcTrialResponse response;
  char *why;
  ArcDid did;
  ArcHelped helped;
  ArcDay tried_on;
  ArcCredit credit;
} ArcTrial;
ArcTrial *arc_trial_new (const char *practice_id);
void arc_trial_free (ArcTrial *trial);
gboolean arc_trial_validate (const ArcTrial *trial, GError **error);

/* How a person corrects the grouping. */
typedef enum {
  ARC_CORRECT_MERGE,   /* the statements belong together */
  ARC_CORRECT_SPLIT,   /* the first does not belong to the others */
  ARC_CORRECT_RENAME,  /* the group of the first is called @text */
  ARC_CORRECT_DROP,    /* the statements are not shown */
  ARC_CORRECT_BARRIER, /* the statements name an obstacle, owned by @text (a member's id, or "") */
  ARC_N_CORRECTIONS,
} ArcCorrectionKind;

/* The @text of a merge or split that is about lines by topic, which small teams have: the lines of
 * all the statements that stand with those that are named. */
#define ARC_CORRECTION_BY_TOPIC "topic"

/* @statements: (element-type utf8): ids (arc-statements.h). Moving is a split and a merge. Undone
 * by revoking its post. */
typedef struct {
  ArcCorrectionKind kind;
  GPtrArray *statements;
  char *text;
} ArcCorrection;
ArcCorrection *arc_correction_new (ArcCorrectionKind kind);
void arc_correction_free (ArcCorrection *correction);
gboolean arc_correction_is_by_topic (const ArcCorrection *correction);
gboolean arc_correction_validate (const ArcCorrection *correction, GError **error);

/* Words of bodies and scripts; labels as people see them, translated. */
const char *arc_practice_state_to_word (ArcPracticeState state);
gboolean arc_practice_state_from_word (const char *word, ArcPracticeState *state);
const char *arc_practice_state_to_label (ArcPracticeState state);
const char *arc_trial_response_to_word (ArcTrialResponse response);
gboolean arc_trial_response_from_word (const char *word, ArcTrialResponse *response);
const char *arc_trial_response_to_label (ArcTrialResponse response);
const char *arc_credit_to_word (ArcCredit credit);
gboolean arc_credit_from_word (const char *word, ArcCredit *credit);
const char *arc_credit_to_label (ArcCredit credit);
const char *arc_correction_kind_to_word (ArcCorrectionKind kind);
gboolean arc_correction_kind_from_word (const char *word, ArcCorrectionKind *kind);
const char *arc_correction_kind_to_label (ArcCorrectionKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticeTurn, arc_practice_turn_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTrial, arc_trial_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCorrection, arc_correction_free)

G_END_DECLS
