/* A summary: what a team's shares of a period say, each line with the statements it rests on.
 * Pure and deterministic: the same input, in any order, gives the same summary. */
#pragma once

#include "arc-evidence.h"
#include "arc-grouping.h"
#include "arc-reply.h"

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

typedef struct _ArcSummary ArcSummary;

/**
 * ArcSummaryInput:
 * @audience: who will read it: shares of a smaller audience are left out
 * @topic: (nullable): only shares on it
 * @since, @until: days, both included; year 0: no bound
 * @today: for what is overdue
 * @members: how many people the team has
 * @inputs: (element-type ArcSharedInput)
 * @corrections: (element-type ArcCorrection)
 * @practices: (element-type ArcPracticeInput)
 * @barriers: (element-type ArcBarrierInput)
 * @equivalents: (element-type ArcEquivalent)
 * @previous: (nullable): the last summary: for what changed, and so that groups do not jump
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
  ArcStatementIndex *index;
} ArcSummaryInput;
ArcSummaryInput *arc_summary_input_new (void);
void arc_summary_input_free (ArcSummaryInput *input);

/**
 * ArcQuote:
 * @id: of the statement; @share_id: where it stands
 * @author: a member's id, @author_name, both "" if it must not be said
 * @is_withdrawn: its share was revoked: @text is "" then, and stays so
 */
typedef struct {
  char *id;
  char *share_id;
  char *author;
  char *author_name;
  char *text;
  gboolean quotable;
  gboolean is_withdrawn;
} ArcQuote;

/* The parts of a summary, in this order. */
typedef enum {
  ARC_SUMMARY_WORKED,
  ARC_SUMMARY_DID_NOT,
  ARC_SUMMARY_BARRIERS,
  ARC_SUMMARY_COMMITMENTS,
  ARC_SUMMARY_ALIKE,  /* pairs, where there are no groups */
  ARC_SUMMARY_TOPICS, /* by topic and outcome, where there are no groups */
  ARC_SUMMARY_EQUIVALENTS,
  ARC_SUMMARY_PRACTICES,
  ARC_SUMMARY_CHANGED, /* since the last summary */
  ARC_N_SUMMARY_PARTS,
} ArcSummaryPart;

/**
 * ArcSummaryLine:
 * @key: of the group, stays from one summary to the next
 * @text: what it says: a real statement, a person's heading, or a sentence made of figures
 * @evidence: in words
 * @quotes: (element-type ArcQuote): what it rests on, the most typical first
 * @for_it, @against, @people, @bound: as in ArcEvidenceSum; 0 where they must not be said
 * @owner: of a barrier; @due: of a commitment or a barrier's next step
 * @note: how an equivalent is calculated; what changed
 */
typedef struct {
  char *key;
  char *text;
  char *evidence;
  GPtrArray *quotes;
  double for_it;
  double against;
  guint people;
  double bound;
  char *owner;
  ArcDay due;
  char *note;
} ArcSummaryLine;

/**
 * ArcSummary:
 * @version: 1, and one more for each correction after it was published
 * @sharers: how many people shared, @members: of how many; both 0 if the figure must not be shown
 * @parts: (element-type ArcSummaryLine): by ArcSummaryPart
 * @kept, @open, @overdue: commitments
 * @focus: a behaviour proposed for the next session; "" for none
 * @left_out: what was not taken in and why, in a sentence; "" if nothing
 */
struct _ArcSummary {
  char *title;
  char *team_name;
  char *topic;
  ArcAudience audience;
  ArcDay since;
  ArcDay until;
  ArcDay made_on;
  guint version;
  guint sharers;
  guint members;
  guint shares;
  guint statements;
  gboolean is_grouped;
  GPtrArray *parts[ARC_N_SUMMARY_PARTS];
  guint kept;
  guint open;
  guint overdue;
  char *focus;
  char *left_out;
};

/* NULL with ARC_ERROR_INTERRUPTED or ARC_ERROR_FAILED. */
ArcSummary *arc_summary_build (const ArcSummaryInput *input, ArcSummaryProgress progress,
                               gpointer user_data, GError **error);
ArcSummary *arc_summary_new (void);
ArcSummary *arc_summary_copy (const ArcSummary *summary);
void arc_summary_free (ArcSummary *summary);

/**
 * arc_summary_outside:
 *
 * The summary as it may leave the team: no names, and no words but those of quotable shares; other
 * lines keep their evidence and say that the words stay in the team.
 */
ArcSummary *arc_summary_outside (const ArcSummary *summary);
/* Takes the words of a revoked share out, for good. Whether anything was there. */
gboolean arc_summary_withdraw (ArcSummary *summary, const char *share_id);
/* (transfer full) (element-type ArcQuote, not owned): whose words appear, by author. */
GPtrArray *arc_summary_list_quotes (const ArcSummary *summary);

/* The line and quote texts are foreign: escape them where they are shown. */
const char *arc_summary_part_to_label (ArcSummaryPart part);
const char *arc_summary_part_to_word (ArcSummaryPart part);

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
/* (transfer container) (element-type ArcPracticeInput): the best-proven endorsed ones, best first.
 */
GPtrArray *arc_practices_best (const GPtrArray *practices, guint limit);
/* Why the practice should be looked at again: due, six months without a trial, trials that stopped
 * helping; NULL if it need not. (transfer full): a sentence */
char *arc_practice_recheck (const ArcPracticeInput *practice, ArcDay today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummary, arc_summary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummaryInput, arc_summary_input_free)

G_END_DECLS
