/* What waits to be looked back at, with all that a card needs to ask about it, and the answers.
 * Everything here runs on the journal's threads. */
#pragma once

#include "arc-journal-loop.h"

G_BEGIN_DECLS

/* A reflection asks at most so many look-backs. */
#define ARC_LOOK_BACKS_ASKED 3

/**
 * ArcWaitingItem:
 * @commitment: (nullable): as it was before an answer; %NULL for an entry as a whole
 * @entry_title: what the entry is called
 * @decided_days: how many days ago it was decided
 * @now_us: when this was read
 * @ask_again: when "not yet" asks again
 */
typedef struct {
  ArcWaiting *waiting;
  ArcCommitment *commitment;
  char *entry_title;
  int decided_days;
  gint64 now_us;
  ArcDay ask_again;
} ArcWaitingItem;

ArcWaitingItem *arc_waiting_item_copy (const ArcWaitingItem *item);
void arc_waiting_item_free (ArcWaitingItem *item);
/* The commitment's id, or the entry's. */
const char *arc_waiting_item_get_id (const ArcWaitingItem *item);
/* With its id the key of its firing. */
gint64 arc_waiting_item_get_wall (const ArcWaitingItem *item);

/* (transfer full) (element-type ArcWaitingItem): what is due by today, oldest first, at most
 * ARC_LOOK_BACKS_ASKED. With @but_put_off without what was put off to a time that has not come. */
GPtrArray *arc_waiting_items_read (ArcJournal *journal, gboolean but_put_off, GError **error);
/* An ArcJournalFunc without data, for the same, put off or not: for when the person writes. */
gpointer arc_waiting_items_func (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                 GError **error);

/**
 * ArcWaitingAnswer:
 * @look_back: what was answered; its @did is %ARC_DID_NOT_SAID where only @state was chosen
 * @state: "habit now" or "let it go"; %ARC_COMMITMENT_OPEN for neither
 *
 * For arc_journal_service_write_async().
 */
typedef struct {
  ArcWaitingItem *item;
  ArcLookBack *look_back;
  ArcCommitmentState state;
} ArcWaitingAnswer;

ArcWaitingAnswer *arc_waiting_answer_new (const ArcWaitingItem *item, const ArcLookBack *look_back,
                                          ArcCommitmentState state);
void arc_waiting_answer_free (ArcWaitingAnswer *answer);
/* ArcJournalFuncs for an ArcWaitingAnswer. Return NULL. */
gpointer arc_waiting_answer_store (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                   GError **error);
gpointer arc_waiting_answer_undo (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                  GError **error);

/**
 * ArcPutOff:
 * @subject_id: with @wall_s the key of its firing
 * @until_us: microseconds UTC, or 0 to skip it for good
 * @before: (nullable): what had become of it until then
 * @wants_reminders: (out): the daemon is to be told
 *
 * One of what waits, or a reflection, to be asked about later or never.
 */
typedef struct {
  char *subject_id;
  gint64 wall_s;
  gint64 until_us;
  ArcFiring *before;
  gboolean wants_reminders;
} ArcPutOff;

ArcPutOff *arc_put_off_new (const char *subject_id, gint64 wall_s, gint64 until_us);
ArcPutOff *arc_put_off_copy (const ArcPutOff *put_off);
void arc_put_off_free (ArcPutOff *put_off);
/* (transfer full): “Put off until today 15:30” */
char *arc_put_off_dup_text (const ArcPutOff *put_off);
/* An ArcJournalFunc for an ArcPutOff. Returns: (transfer full): it, with what else is known now. */
gpointer arc_put_off_store (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                            GError **error);
/* An ArcJournalFunc for what arc_put_off_store() returned. Returns NULL. */
gpointer arc_put_off_undo (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcWaitingItem, arc_waiting_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPutOff, arc_put_off_free)

G_END_DECLS
