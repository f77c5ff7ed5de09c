/* What many entries show: outcomes, loops, what stuck, goals. Read step by step, so that a long
 * journal neither keeps a person waiting nor other readers of the connection. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-statistics.h"

G_BEGIN_DECLS

/* Kinds of figures that fit in four columns: outcomes, or the states of commitments. */
#define ARC_TALLY_COLUMNS 4

/* A topic or tag, and how its entries came out (counts by ArcOutcome), or what became of its
 * commitments (by ArcCommitmentState). */
typedef struct {
  char *name;
  guint64 counts[ARC_TALLY_COLUMNS];
} ArcTally;

/* A commitment that became a habit. */
typedef struct {
  char *text;
  char *entry_id;
  ArcKind kind;
  ArcDay since;
} ArcHabit;

/* What was measured in one unit, once for each loop: of its entries, the latest that measured. */
typedef struct {
  char *unit;
  ArcPer per;
  double amount;
  guint64 loops;
} ArcEvidenceTotal;
void arc_evidence_total_free (ArcEvidenceTotal *total);

/**
 * arc_journal_list_measured_between:
 * @from_us, @to_us: instants; the second is not included
 *
 * What entries of these days measured, as in ArcInsights.evidence; of a loop the latest of them.
 *
 * Returns: (transfer full) (element-type ArcEvidenceTotal)
 */
GPtrArray *arc_journal_list_measured_between (ArcJournal *journal, gint64 from_us, gint64 to_us,
                                              GError **error);

#define ARC_GOAL_WEEKS 13

/* How far a goal got in the last weeks; the last of @counts is this week. */
typedef struct {
  ArcGoal *goal;
  int counts[ARC_GOAL_WEEKS];
} ArcGoalHistory;

/**
 * ArcInsights:
 * @today: by the journal's day start, when reading began
 * @days: (element-type ArcDayCount): ascending, days with an entry
 * @outcomes: entries, by ArcOutcome
 * @topics: (element-type ArcTally): those with most outcomes first
 * @tags: (element-type ArcTally): as @topics
 * @commitment_topics: (element-type ArcTally): commitments by state, most first
 * @commitment_tags: (element-type ArcTally): as @commitment_topics
 * @kinds: commitments by kind and state
 * @kind_helped: look-backs at commitments, by kind and what they answered
 * @did: look-backs, by what they answered; and @helped
 * @habits: (element-type ArcHabit): latest first, at most ARC_HABITS_MAX of @n_habits
 * @loops_ended: loops of which nothing waits any more: each change was done, became a habit or was
 *   let go
 * @loops_open: loops of which something waits
 * @evidence: (element-type ArcEvidenceTotal): by how many loops measured it
 * @goals: (element-type ArcGoalHistory): paused ones too
 * @monday: of this week
 */
typedef struct {
  ArcDay today;
  ArcDay monday;
  int day_start_h;
  guint64 entries;
  GArray *days;
  guint64 outcomes[ARC_N_OUTCOMES];
  GPtrArray *topics;
  GPtrArray *tags;
  GPtrArray *commitment_topics;
  GPtrArray *commitment_tags;
  guint64 kinds[ARC_N_KINDS][ARC_N_COMMITMENT_STATES];
  guint64 commitments;
  guint64 kind_helped[ARC_N_KINDS][ARC_HELPED_TOO_EARLY + 1];
  guint64 did[ARC_DID_NO_LONGER + 1];
  guint64 helped[ARC_HELPED_TOO_EARLY + 1];
  GPtrArray *habits;
  guint64 n_habits;
  guint64 loops_ended;
  guint64 loops_open;
  GPtrArray *evidence;
  GPtrArray *goals;
} ArcInsights;

#define ARC_HABITS_MAX 50

void arc_insights_free (ArcInsights *insights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcInsights, arc_insights_free)

/* Outcomes that were said. */
guint64 arc_insights_get_said (const ArcInsights *insights);

/* The reading of insights: its steps may run on one connection after another, one at a time. */
typedef struct _ArcInsightScan ArcInsightScan;
ArcInsightScan *arc_insight_scan_new (void);
void arc_insight_scan_free (ArcInsightScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcInsightScan, arc_insight_scan_free)

/**
 * arc_insight_scan_step:
 * @budget_ms: about how long to read; 0 for all at once
 * @insights: (out) (transfer full): all there is to know, once everything was read, else %NULL
 *
 * Call it until it gives the insights. Between two steps others read; what they change meanwhile
 * may be in the figures or not.
 */
gboolean arc_insight_scan_step (ArcJournal *journal, ArcInsightScan *scan, guint budget_ms,
                                ArcInsights **insights, GCancellable *cancellable, GError **error);
/* How much of the entries was read, 0 to 1. */
double arc_insight_scan_get_progress (const ArcInsightScan *scan);

/* Whether there is an outcome or a commitment, so that insights have something to say. Cheap. */
gboolean arc_journal_has_insights (ArcJournal *journal);

/**
 * arc_journal_compare_topic:
 * @first: (out) (transfer full) (nullable): the oldest entry on @topic, NULL if there is none
 * @latest: (out) (transfer full) (nullable): the newest, NULL if it is the same
 */
gboolean arc_journal_compare_topic (ArcJournal *journal, const char *topic, ArcEntry **first,
                                    ArcEntry **latest, GError **error);

/* (element-type ArcGoalHistory): every goal's last weeks up to the one of @monday. */
GPtrArray *arc_journal_list_goal_histories (ArcJournal *journal, ArcDay monday, GError **error);
ArcGoalHistory *arc_goal_history_copy (const ArcGoalHistory *history);
void arc_goal_history_free (ArcGoalHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGoalHistory, arc_goal_history_free)

/* What was counted towards a goal in the week that begins on @monday. */
typedef struct {
  ArcDay monday;
  int count;
} ArcGoalCount;
/* (element-type ArcGoalCount): all weeks of a goal that counts something, oldest first. */
GArray *arc_journal_list_goal_counts (ArcJournal *journal, const char *goal_id, GError **error);

G_END_DECLS
