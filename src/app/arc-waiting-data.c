/* What waits to be looked back at, and the answers. Runs on the journal's threads. */
#include "arc-waiting-data.h"

#include "arc-reflections.h"
#include "arc-when.h"

#include <glib/gi18n.h>

static const char *
subject_of (const ArcWaiting *waiting)
{
  return waiting->commitment_id != NULL ? waiting->commitment_id : waiting->entry_id;
}

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
  return subject_of (item->waiting);
}

/* What falls due on a day has no time of its own. */
static gint64
wall_of (const ArcWaiting *waiting)
{
  return arc_wall_seconds (waiting->due, 0);
}

gint64
arc_waiting_item_get_wall (const ArcWaitingItem *item)
{
  return wall_of (item->waiting);
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

/* ---- putting off ---- */

static gboolean
is_put_off (const ArcWaiting *waiting, const GPtrArray *firings, gint64 now_us)
{
  const ArcFiring *firing = arc_firings_find (firings, subject_of (waiting), wall_of (waiting));

  return firing != NULL && firing->state == ARC_FIRING_SNOOZED && firing->snooze_until_us > now_us;
}

/* (transfer full): at most ARC_LOOK_BACKS_ASKED; what is put off takes no place. */
static GPtrArray *
list_asked (ArcJournal *journal, ArcDay today, gboolean but_put_off, GError **error)
{
  gint64 now_us = arc_journal_now (journal);
  g_autoptr (GPtrArray) firings = arc_reflections_read_firings (journal, today, error);
  g_autoptr (GPtrArray) list = NULL;
  guint put_off = 0;

  if (firings == NULL)
    return NULL;
  for (guint i = 0; i < firings->len; i++)
    put_off += ((const ArcFiring *) firings->pdata[i])->state == ARC_FIRING_SNOOZED;
  list = arc_journal_list_waiting (journal, today,
                                   ARC_LOOK_BACKS_ASKED + (but_put_off ? put_off : 0), error);
  if (list == NULL)
    return NULL;
  for (guint i = list->len; but_put_off && i-- > 0;)
    if (is_put_off (list->pdata[i], firings, now_us))
      g_ptr_array_remove_index (list, i);
  g_ptr_array_set_size (list, MIN (list->len, ARC_LOOK_BACKS_ASKED));
  return g_steal_pointer (&list);
}

GPtrArray *
arc_waiting_items_read (ArcJournal *journal, gboolean but_put_off, GError **error)
{
  ArcDay today = arc_journal_today (journal);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_waiting_item_free);
  g_autoptr (GPtrArray) list = list_asked (journal, today, but_put_off, error);
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
  return arc_waiting_items_read (journal, FALSE, error);
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
    arc_journal_answer_again (journal, answer->look_back, answer->item->commitment,
                              answer->item->waiting->due, answer->item->ask_again, error);
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

ArcPutOff *
arc_put_off_new (const char *subject_id, gint64 wall_s, gint64 until_us)
{
  ArcPutOff *put_off = g_new0 (ArcPutOff, 1);

  put_off->subject_id = g_strdup (subject_id);
  put_off->wall_s = wall_s;
  put_off->until_us = until_us;
  return put_off;
}

ArcPutOff *
arc_put_off_copy (const ArcPutOff *put_off)
{
  ArcPutOff *copy = g_memdup2 (put_off, sizeof *put_off);

  copy->subject_id = g_strdup (put_off->subject_id);
  copy->before = put_off->before != NULL ? arc_firing_copy (put_off->before) : NULL;
  return copy;
}

void
arc_put_off_free (ArcPutOff *put_off)
{
  g_clear_pointer (&put_off->before, arc_firing_free);
  g_free (put_off->subject_id);
  g_free (put_off);
}

char *
arc_put_off_dup_text (const ArcPutOff *put_off)
{
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *when = arc_when_soon (put_off->until_us, g_get_real_time (), zone);

  /* Translators: %s is a time: “Put off until Fri 15:30” */
  return g_strdup_printf (_ ("Put off until %s"), when);
}

/* Last week's reflection is on the screen with this week's: they go together. */
static gboolean
end_earlier (ArcJournal *journal, const ArcPutOff *put_off, const GPtrArray *firings,
             GError **error)
{
  for (guint i = 0; i < firings->len; i++) {
    const ArcFiring *firing = firings->pdata[i];
    ArcFiring ended = {
        .subject_id = put_off->subject_id, .wall_s = firing->wall_s, .state = ARC_FIRING_DONE};

    if (firing->wall_s < put_off->wall_s && !arc_firing_is_kept (firing) &&
        g_str_equal (firing->subject_id, put_off->subject_id) &&
        !arc_journal_set_firing (journal, &ended, error))
      return FALSE;
  }
  return TRUE;
}

gpointer
arc_put_off_store (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcPutOff) put_off = arc_put_off_copy (data);
  ArcFiring firing = {.subject_id = put_off->subject_id,
                      .wall_s = put_off->wall_s,
                      .state = put_off->until_us ? ARC_FIRING_SNOOZED : ARC_FIRING_DONE,
                      .snooze_until_us = put_off->until_us};
  g_autofree char *reminders = arc_journal_dup_setting (journal, ARC_SETTING_REMINDERS);
  g_autoptr (GPtrArray) firings =
      arc_reflections_read_firings (journal, arc_journal_today (journal), error);
  const ArcFiring *before = NULL;

  if (firings == NULL || !arc_journal_set_firing (journal, &firing, error) ||
      !end_earlier (journal, put_off, firings, error))
    return NULL;
  before = arc_firings_find (firings, put_off->subject_id, put_off->wall_s);
  put_off->before = before != NULL ? arc_firing_copy (before) : NULL;
  put_off->wants_reminders = g_strcmp0 (reminders, "off") != 0;
  return g_steal_pointer (&put_off);
}

gpointer
arc_put_off_undo (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcPutOff *put_off = data;

  if (put_off->before != NULL) {
    g_autoptr (ArcFiring) firing = arc_firing_copy (put_off->before);

    /* Its notification is gone, if it had one: it waits in the window. */
    firing->notification = 0;
    if (firing->state == ARC_FIRING_CLAIMED)
      firing->state = ARC_FIRING_SHOWN;
    arc_journal_set_firing (journal, firing, error);
  } else {
    arc_journal_forget_firing (journal, put_off->subject_id, put_off->wall_s, error);
  }
  return NULL;
}
