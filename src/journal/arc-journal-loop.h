/* The journal's side of the loop: commitments, look-backs, reminders, what fell due, goals.
 *
 * As in arc-journal.h: functions belong to the thread that opened the journal, and fail with a
 * GError of ARC_ERROR that can be shown. */
#pragma once

#include "arc-firing.h"
#include "arc-journal.h"
#include "arc-loop.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

/* ---- the loop of an entry (arc-loop-table.c) ------------------------------------------- */

/**
 * arc_journal_save_entry_with_loop:
 * @loop: (nullable): all that hangs on the entry from now on: commitments and barriers that it no
 *   longer has are removed, those without an id get one. %NULL leaves it as it is.
 *
 * As arc_journal_save_entry(), in the same transaction. A commitment's or barrier's state is
 * not taken from @loop but for new ones: answering is arc_journal_answer().
 */
gboolean arc_journal_save_entry_with_loop (ArcJournal *journal, ArcEntry *entry, ArcLoop *loop,
                                           const char *draft_id, ArcSaved *saved, GError **error);
/* (transfer full): what hangs on an entry; empty where nothing does. */
ArcLoop *arc_journal_load_loop (ArcJournal *journal, const char *entry_id, GError **error);
gboolean arc_journal_set_look_back_on (ArcJournal *journal, const char *entry_id, ArcDay day,
                                       GError **error);
/* (transfer full) (nullable): id of the entry that looks back at @entry_id, NULL without error. */
char *arc_journal_find_continuation (ArcJournal *journal, const char *entry_id, GError **error);

/* Loads into @record what hangs on its entry: look-backs, the loop, firings; no earlier states. */
gboolean arc_journal_complete_record (ArcJournal *journal, ArcRecord *record, GError **error);

/* ---- commitments and barriers (arc-commitment-table.c, arc-barrier-table.c) ------------- */

typedef enum {
  ARC_COMMITMENTS_ALL,
  ARC_COMMITMENTS_OPEN,
  ARC_COMMITMENTS_OVERDUE, /* open, and due before today */
} ArcCommitmentFilter;

/**
 * ArcCommitmentBrief:
 * @due: its own day, or the entry's look-back day; year 0 if neither
 * @answered_us: when it was last looked back at, 0 if never; @did and @helped: that answer
 */
typedef struct {
  ArcCommitment *commitment;
  ArcDay due;
  char *entry_title;
  char *topic;
  gint64 answered_us;
  ArcDid did;
  ArcHelped helped;
} ArcCommitmentBrief;
void arc_commitment_brief_free (ArcCommitmentBrief *brief);

/* (element-type ArcCommitmentBrief): of live entries, by due day (those without one last). */
GPtrArray *arc_journal_list_commitments (ArcJournal *journal, ArcCommitmentFilter filter,
                                         GError **error);
/* Whether there ever was a commitment or a barrier; cheap. */
gboolean arc_journal_has_commitments (ArcJournal *journal);
/* Open commitments of live entries; cheap. */
guint arc_journal_count_open_commitments (ArcJournal *journal);
ArcCommitment *arc_journal_load_commitment (ArcJournal *journal, const char *id, GError **error);
/**
 * arc_journal_save_commitment:
 *
 * Adds (id %NULL) or changes one. Its text becomes a line of the entry's Change if it is not one
 * yet, as a new revision of the entry.
 */
gboolean arc_journal_save_commitment (ArcJournal *journal, ArcCommitment *commitment,
                                      GError **error);
gboolean arc_journal_set_commitment_state (ArcJournal *journal, const char *commitment_id,
                                           ArcCommitmentState state, GError **error);
gboolean arc_journal_delete_commitment (ArcJournal *journal, const char *id, GError **error);

typedef struct {
  ArcBarrier *barrier;
  char *entry_title;
  char *topic;
} ArcBarrierBrief;
void arc_barrier_brief_free (ArcBarrierBrief *brief);

/* (element-type ArcBarrierBrief): of live entries; open ones first, newest first. */
GPtrArray *arc_journal_list_barriers (ArcJournal *journal, GError **error);
ArcBarrier *arc_journal_load_barrier (ArcJournal *journal, const char *id, GError **error);
/* As arc_journal_save_commitment(). */
gboolean arc_journal_save_barrier (ArcJournal *journal, ArcBarrier *barrier, GError **error);

/* The one id of a commitment, barrier, reminder or goal that @prefix begins. */
typedef enum {
  ARC_ID_COMMITMENT,
  ARC_ID_BARRIER,
  ARC_ID_REMINDER,
  ARC_ID_GOAL,
} ArcIdKind;
char *arc_journal_resolve (ArcJournal *journal, ArcIdKind kind, const char *prefix, GError **error);

/* ---- answering (arc-look-back-table.c) ------------------------------------------------- */

/**
 * arc_journal_answer:
 * @look_back: about an entry, or about one of its commitments; gets id and time where missing
 * @ask_again: when to ask again if it is not yet done; usually the next reflection's day
 *
 * Stores the look-back, and draws the consequence: "yes" closes (done), "no longer" lets go,
 * "partly" and "not yet" stay open and are asked again on @ask_again. Of an entry without
 * commitments it moves or clears the look-back day. Answering again with the same id replaces.
 */
gboolean arc_journal_answer (ArcJournal *journal, ArcLookBack *look_back, ArcDay ask_again,
                             GError **error);
/**
 * arc_journal_answer_again:
 * @before: (nullable): the commitment as it stood before the first answer; %NULL for an entry
 * @look_back_on: the entry's look-back day before the first answer, where @before is %NULL
 *
 * As arc_journal_answer(), for an answer that may replace an earlier one of the same id: what that
 * one moved is put back first, in the same transaction, so that no trace of "not yet" stays behind
 * a "yes".
 */
gboolean arc_journal_answer_again (ArcJournal *journal, ArcLookBack *look_back,
                                   const ArcCommitment *before, ArcDay look_back_on,
                                   ArcDay ask_again, GError **error);
/* Takes an answer back: the look-back goes, the commitment is open again, due as it was. */
gboolean arc_journal_unanswer (ArcJournal *journal, const char *look_back_id,
                               const ArcCommitment *before, ArcDay look_back_on, GError **error);

/**
 * ArcWaiting:
 *
 * Something that waits to be looked back at: an entry as a whole (commitment_id %NULL), or one
 * commitment, of kind @kind. @quote is the commitment's line, or the entry's Change.
 */
typedef struct {
  char *entry_id;
  char *commitment_id;
  ArcKind kind;
  ArcDay due;
  char *topic;
  char *title;
  char *quote;
} ArcWaiting;
void arc_waiting_free (ArcWaiting *waiting);
/* (element-type ArcWaiting): due on or before @until, oldest first, at most @limit (0: all). */
GPtrArray *arc_journal_list_waiting (ArcJournal *journal, ArcDay until, guint limit,
                                     GError **error);
/* The same, due on or after @since. */
GPtrArray *arc_journal_list_waiting_between (ArcJournal *journal, ArcDay since, ArcDay until,
                                             guint limit, GError **error);

/* ---- going round in circles (arc-circling.c) -------------------------------------------- */

/* So many entries in a row on one topic without a change are dwelling on it. */
#define ARC_CIRCLING_ENTRIES 3

/**
 * arc_journal_find_circling:
 * @topic: (nullable): %NULL for the topic of the newest entry
 *
 * Whether the last entries on a topic, among the last hundred entries, all ended without a change
 * and without a commitment, and the person did not refuse to be asked about that topic.
 *
 * Returns: (transfer full) (nullable): the topic, or %NULL without error
 */
char *arc_journal_find_circling (ArcJournal *journal, const char *topic, GError **error);
/* The person does not want to be asked about this topic. @refused %FALSE takes it back. */
gboolean arc_journal_refuse_distance (ArcJournal *journal, const char *topic, gboolean refused,
                                      GError **error);

/* ---- reminders and firings (arc-reminder-table.c, arc-firing-table.c) ------------------- */

/* (element-type ArcReminder): in the order of their making. */
GPtrArray *arc_journal_list_reminders (ArcJournal *journal, GError **error);
/* Gives an id where missing. The rule must have been checked (arc_rule_check()). */
gboolean arc_journal_save_reminder (ArcJournal *journal, ArcReminder *reminder, GError **error);
gboolean arc_journal_delete_reminder (ArcJournal *journal, const char *id, GError **error);
/**
 * arc_journal_last_written:
 *
 * When the last entry was written, or happened, in the fortnight before @until_us: by then a
 * reflection that fell due earlier is done.
 *
 * Returns: microseconds UTC, @written_us 0 if there was none; %FALSE on error
 */
gboolean arc_journal_last_written (ArcJournal *journal, gint64 until_us, gint64 *written_us,
                                   GError **error);

/* (element-type ArcFiring): what became of things due on @since or later, all that are snoozed, and
 * what came onto the screen since then, in the order of what the wall clock shows. */
GPtrArray *arc_journal_list_firings (ArcJournal *journal, ArcDay since, GError **error);
/* (element-type ArcFiring): those that are kept (arc_firing_is_kept()) of a reminder, or of an entry
 * and its commitments, in the order of what the wall clock shows. */
GPtrArray *arc_journal_list_kept_firings (ArcJournal *journal, const char *owner_id,
                                          GError **error);
/**
 * arc_journal_claim_firing:
 * @wall_s: with @subject_id the key, see #ArcFiring
 * @claimed: (out): whether this process got it; %FALSE if another one has it already
 *
 * One of several processes wins. A claim that is not followed by a show within a minute, or whose
 * process died, may be taken over.
 */
gboolean arc_journal_claim_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                                   gboolean *claimed, GError **error);
/* Gives a claim back that could not be shown: it is as if it had never been made. */
gboolean arc_journal_release_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                                     GError **error);
/* Writes down what became of it, now and by this process, whatever @firing says of that. */
gboolean arc_journal_set_firing (ArcJournal *journal, const ArcFiring *firing, GError **error);
/* As if it had never fallen due or been skipped; nothing if there is no such firing. */
gboolean arc_journal_forget_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                                    GError **error);

/* ---- goals (arc-goal-table.c) ---------------------------------------------------------- */

/* (element-type ArcGoal) */
GPtrArray *arc_journal_list_goals (ArcJournal *journal, GError **error);
gboolean arc_journal_save_goal (ArcJournal *journal, ArcGoal *goal, GError **error);
gboolean arc_journal_delete_goal (ArcJournal *journal, const char *id, GError **error);
/* How far a goal got in the week that begins on @monday. Reflections are counted, others kept. */
gboolean arc_journal_get_goal_count (ArcJournal *journal, const ArcGoal *goal, ArcDay monday,
                                     int *count, GError **error);
gboolean arc_journal_set_goal_count (ArcJournal *journal, const char *goal_id, ArcDay monday,
                                     int count, GError **error);

/* ---- settings of reminders (arc_journal_dup_setting()) ---------------------------------- */

#define ARC_SETTING_QUIET_FROM "quiet-from" /* "22:00"; "" for none */
#define ARC_SETTING_QUIET_TO "quiet-to"     /* "07:00" */
#define ARC_SETTING_QUOTE                                                                          \
  "quote-in-notifications"                /* "yes": the person's own words may be shown            \
                                           */
#define ARC_SETTING_REMINDERS "reminders" /* "off": the daemon stays silent */
#define ARC_SETTING_OFFER                                                                          \
  "offer-of-reminder" /* "no": a first reminder was offered, and not wanted */

#define ARC_SETTING_NO_DISTANCE "no-distance" /* topics not to be asked about, one a line */

G_END_DECLS
