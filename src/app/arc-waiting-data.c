/* What waits to be looked back at, and the answers. Runs on the journal's threads. */
#include "arc-waiting-data.h"

#include "arc-reflections.h"

ArcWaitingItem *
arc_waiting_item_copy (const ArcWaitingItem *item)
{
  ArcWaitingItem *copy = g_memdup2 (item, sizeof *item);

  copy->waiting = g_memdup2 (item->waiting, sizeof *item->waiting);
  copy->waiting->entry_id = g_strdup (item->waiting->entry_id);
  copy->waiting->commitment_id = g_strdup (item->waiting->commitment_id);
  copy->waiting->topic = g_strdup (item->waiting->topic);
  copy->waiting->title = g_strdup (item->waiting->title);
  copy->waiting->quote = g_strdup (item->waiting->quote);
  copy->commitment = item->commitment != NULL ? arc_commitment_copy (item->commitment) : NULL;
  copy->entry_title = g_strdup (item->entry_title);
  return copy;
}

void
arc_waiting_item_free (ArcWaitingItem *item)
{
  if (item == NULL)
    return;
  g_clear_pointer (&item->waiting, arc_waiting_free);
  g_clear_pointer (&item->commitment, arc_commitment_free);
  g_free (item->entry_title);
  g_free (item);
}

const char *
arc_waiting_item_get_id (const ArcWaitingItem *item)
{
  return item->waiting->commitment_id != NULL ? item->waiting->commitment_id
                                              : item->waiting->entry_id;
}

/* Fills in what the list does not tell. */
static gboolean
complete (ArcJournal *journal, ArcWaitingItem *item, ArcDay today, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, item->waiting->entry_id, error);

  if (entry == NULL)
    return FALSE;
  item->entry_title = arc_entry_dup_display_title (entry);
  item->decided_days = arc_day_between (
      arc_day_of (entry->occurred_us, entry->zone, arc_journal_get_day_start (journal)), today);
  if (item->waiting->commitment_id != NULL)
    item->commitment = arc_journal_load_commitment (journal, item->waiting->commitment_id, error);
  return item->waiting->commitment_id == NULL || item->commitment != NULL;
}

GPtrArray *
arc_waiting_items_read (ArcJournal *journal, GError **error)
{
  ArcDay today = arc_journal_today (journal);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_waiting_item_free);
  g_autoptr (GPtrArray) list =
      arc_journal_list_waiting (journal, today, ARC_LOOK_BACKS_ASKED, error);
  ArcDay ask_again;

  if (list == NULL || !arc_reflections_next_day (journal, today, &ask_again, error))
    return NULL;
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++) {
    ArcWaitingItem *item = g_new0 (ArcWaitingItem, 1);

    item->waiting = list->pdata[i];
    item->now_us = arc_journal_now (journal);
    item->ask_again = ask_again;
    g_ptr_array_add (items, item);
  }
  for (guint i = 0; i < items->len; i++)
    if (!complete (journal, items->pdata[i], today, error))
      return NULL;
  return g_steal_pointer (&items);
}

gpointer
arc_waiting_items_func (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                        GError **error)
{
  return arc_waiting_items_read (journal, error);
}

/* ---- answers ---- */

ArcWaitingAnswer *
arc_waiting_answer_new (const ArcWaitingItem *item, const ArcLookBack *look_back,
                        ArcCommitmentState state)
{
  ArcWaitingAnswer *answer = g_new0 (ArcWaitingAnswer, 1);

  answer->item = arc_waiting_item_copy (item);
  answer->look_back = arc_look_back_copy (look_back);
  answer->state = state;
  return answer;
}

void
arc_waiting_answer_free (ArcWaitingAnswer *answer)
{
  arc_waiting_item_free (answer->item);
  arc_look_back_free (answer->look_back);
  g_free (answer);
}

gpointer
arc_waiting_answer_store (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                          GError **error)
{
  ArcWaitingAnswer *answer = data;

  if (answer->state != ARC_COMMITMENT_OPEN)
    arc_journal_set_commitment_state (journal, answer->item->waiting->commitment_id, answer->state,
                                      error);
  else
    arc_journal_answer (journal, answer->look_back, answer->item->ask_again, error);
  return NULL;
}

gpointer
arc_waiting_answer_undo (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                         GError **error)
{
  ArcWaitingAnswer *answer = data;
  const ArcCommitment *before = answer->item->commitment;

  /* Taking back an answer that was not given does nothing; the state may have been chosen alone. */
  if (arc_journal_unanswer (journal, answer->look_back->id, before, answer->item->waiting->due,
                            error) &&
      answer->state != ARC_COMMITMENT_OPEN)
    arc_journal_set_commitment_state (journal, before->id, before->state, error);
  return NULL;
}
