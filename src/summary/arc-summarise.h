/* Making a summary of a team's shares.
 * Pure and deterministic: the same input, in any order, gives the same summary. */
#pragma once

#include "arc-evidence.h"
#include "arc-grouping.h"
#include "arc-reply.h"
#include "arc-summary.h"

G_BEGIN_DECLS

/* Under so many statements no headings are made: by topic and outcome, and pairs that look alike.
 */
#define ARC_GROUPED_FROM 100

/* A practice as summaries and offers take it in: its latest turn, and what people said. */
typedef struct {
  char *id;
  ArcPracticeTurn *turn;
  GPtrArray *trials;  /* (element-type ArcTrial) */
  GPtrArray *authors; /* (element-type utf8): of @trials, beside them */
  char *finder_name;  /* "" unless they agreed to be named */
  gint64 endorsed_us; /* 0 if it is not */
  gboolean is_inside; /* in words that may not be quoted outside (arc_practices_mark_inside()) */
} ArcPracticeInput;
void arc_practice_input_free (ArcPracticeInput *input);

/* A shared barrier as it stands after its turns. */
typedef struct {
  char *share_id;
  char *barrier_id;
  char *owner_name;
  char *next_step;
  ArcDay next_by;
  ArcBarrierState state;
} ArcBarrierInput;
void arc_barrier_input_free (ArcBarrierInput *input);

/**
 * ArcSummaryInput:
 * @audience: who will read it: shares of a smaller audience are left out
 * @topic: (nullable): only shares on it
 * @since, @until: days, both included; year 0: no bound
 * @today: for what is overdue
 * @members: how many people the team has
 * @inputs: (element-type ArcSharedInput)
 * @corrections: (element-type ArcCorrection): the owner of a barrier is named, not an id
 * @practices: (element-type ArcPracticeInput)
 * @barriers: (element-type ArcBarrierInput)
 * @equivalents: (element-type ArcEquivalent)
 * @previous: (nullable): the last summary: for what changed, and so that groups do not jump
 * @replaced: (nullable) (transfer full): the published summary that this one corrects; groups take
 *   after it rather than after @previous
 * @index: (nullable): statements prepared earlier; brought up to date, and to be kept
 */
typedef struct {
  char *team_name;
  ArcAudience audience;
  char *topic;
  ArcDay since;
  ArcDay until;
  ArcDay today;
  guint group_size;
  guint members;
  GPtrArray *inputs;
  GPtrArray *corrections;
  GPtrArray *practices;
  GPtrArray *barriers;
  GPtrArray *equivalents;
  const ArcSummary *previous;
  ArcSummary *replaced;
  ArcStatementIndex *index;
} ArcSummaryInput;
ArcSummaryInput *arc_summary_input_new (void);
void arc_summary_input_free (ArcSummaryInput *input);

/* NULL with ARC_ERROR_INTERRUPTED or ARC_ERROR_FAILED. */
ArcSummary *arc_summary_build (const ArcSummaryInput *input, ArcSummaryProgress progress,
                               gpointer user_data, GError **error);

/**
 * arc_practices_offer:
 * @practices: (element-type ArcPracticeInput)
 * @me: my id: what I answered already is not offered again
 *
 * The endorsed practice that fits best what is being written, by topic or words.
 *
 * Returns: (transfer none) (nullable): %NULL if none fits
 */
const ArcPracticeInput *arc_practices_offer (const GPtrArray *practices, const char *text,
                                             const char *topic, const char *me);
/**
 * ArcPracticeOffers:
 *
 * The endorsed among some practices, prepared for being compared with a text again and again, in
 * the time of a keystroke. Belongs to one thread at a time.
 */
typedef struct _ArcPracticeOffers ArcPracticeOffers;
/* @practices: (element-type ArcPracticeInput): have to live as long as the result. */
ArcPracticeOffers *arc_practice_offers_new (const GPtrArray *practices);
void arc_practice_offers_free (ArcPracticeOffers *offers);
/**
 * arc_practice_offers_find:
 * @text: valid UTF-8; what counts most comes first, since of a very long one not all is looked at
 * @topic: (nullable)
 * @skip: (nullable) (element-type utf8): ids of those that are not to be offered
 *
 * The one that fits best what is being written, by topic or words.
 *
 * Returns: (transfer none) (nullable): %NULL if none fits
 */
const ArcPracticeInput *arc_practice_offers_find (ArcPracticeOffers *offers, const char *text,
                                                  const char *topic, GHashTable *skip);
/* (transfer container) (element-type ArcPracticeInput): the best-proven endorsed ones, best first.
 */
GPtrArray *arc_practices_best (const GPtrArray *practices, guint limit);
/* Why the practice should be looked at again: due, six months without a trial, trials that stopped
 * helping; ARC_SAY_NOTHING if it need not. */
ArcSaid arc_practice_recheck (const ArcPracticeInput *practice, ArcDay today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummaryInput, arc_summary_input_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticeOffers, arc_practice_offers_free)

G_END_DECLS
