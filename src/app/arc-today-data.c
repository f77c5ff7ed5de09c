/* All that the Today page shows, read from the journal in one go. Runs on the reading thread. */
#include "arc-today-data.h"

#include "arc-equivalent-row.h"
#include "arc-gather.h"
#include "arc-journal-insights.h"

/* How many days beside the exact one still count as "a week ago" and so on. */
static const int tolerance_days[ARC_N_AGO] = {1, 3, 7};
/* What falls due later than this, and more than so many, the Commitments page tells. */
#define DUE_DAYS 7
#define DUE_SHOWN 5

static ArcDay
day_ago (ArcDay today, ArcAgo ago)
{
  GDate date;

  if (ago == ARC_AGO_WEEK)
    return arc_day_add (today, -7);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, today.day, today.month, today.year);
  /* The 31st becomes the last day of a shorter month. */
  g_date_subtract_months (&date, ago == ARC_AGO_MONTH ? 1 : 12);
  return (ArcDay){g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date)};
}

/* The newest entry of one day. */
static gboolean
newest_on (ArcJournal *journal, ArcDay day, const char *zone, ArcEntry **entry, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int start_h = arc_journal_get_day_start (journal);
  gint64 from_us = arc_day_start (day, zone, start_h);
  gint64 to_us = arc_day_start (arc_day_add (day, 1), zone, start_h);

  *entry = arc_journal_newest_between (journal, from_us, to_us, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The entry of the day that is nearest to @day. */
static gboolean
read_nearest (ArcJournal *journal, ArcDay day, int tolerance, const char *zone, ArcEntry **entry,
              GError **error)
{
  if (!newest_on (journal, day, zone, entry, error))
    return FALSE;
  for (int away = 1; away <= tolerance && *entry == NULL; away++) {
    if (!newest_on (journal, arc_day_add (day, -away), zone, entry, error))
      return FALSE;
    if (*entry == NULL && !newest_on (journal, arc_day_add (day, away), zone, entry, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_drafts (ArcJournal *journal, ArcTodayData *data, GError **error)
{
  g_autoptr (GPtrArray) all = arc_journal_list_drafts (journal, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const ArcDraft *draft = g_ptr_array_index (all, i);

    if (!draft->is_open)
      g_ptr_array_add (data->drafts, arc_draft_copy (draft));
  }
  return TRUE;
}

/* "Not yet" asks again at the next reflection, so one look-back a day is enough. */
static gboolean
read_change (ArcJournal *journal, ArcTodayData *data, const char *zone, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (ArcEntry) change = arc_journal_open_change (journal, &local_error);
  g_autoptr (GPtrArray) look_backs = NULL;
  int start_h = data->day_start_h;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (change == NULL)
    return TRUE;
  look_backs = arc_journal_list_look_backs (journal, change->id, error);
  if (look_backs == NULL)
    return FALSE;
  if (look_backs->len > 0) {
    const ArcLookBack *last = g_ptr_array_index (look_backs, look_backs->len - 1);

    if (arc_day_compare (arc_day_of (last->at_us, zone, start_h), data->today) >= 0)
      return TRUE;
    data->last_did = last->did;
  }
  data->change_days =
      arc_day_between (arc_day_of (change->occurred_us, change->zone, start_h), data->today);
  data->change_asks = data->change_days > 0;
  data->change = g_steal_pointer (&change);
  return TRUE;
}

static gboolean
read_ago (ArcJournal *journal, ArcTodayData *data, const char *zone, GError **error)
{
  for (int ago = 0; ago < ARC_N_AGO; ago++) {
    g_autoptr (ArcEntry) entry = NULL;

    if (!read_nearest (journal, day_ago (data->today, ago), tolerance_days[ago], zone, &entry,
                       error))
      return FALSE;
    data->ago[ago] = g_steal_pointer (&entry);
  }
  return TRUE;
}

static gboolean
read_loop (ArcJournal *journal, ArcTodayData *data, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  data->waiting = arc_waiting_items_read (journal, TRUE, error);
  if (data->waiting == NULL)
    return FALSE;
  data->due = arc_journal_list_waiting_between (
      journal, arc_day_add (data->today, 1), arc_day_add (data->today, DUE_DAYS), DUE_SHOWN, error);
  if (data->due == NULL)
    return FALSE;
  data->circling = arc_journal_find_circling (journal, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* ---- what was measured ---- */

/* Figures of one unit for the same, whatever word it was written with. */
static void
add_measured (GPtrArray *measured, const ArcEvidenceTotal *total)
{
  double factor = 1;
  g_autofree char *unit = arc_unit_find (total->unit, &factor);
  ArcPer per = total->per == ARC_PER_NOT_SAID ? ARC_PER_ONCE : total->per;
  ArcMeasured *one = NULL;

  for (guint i = 0; i < measured->len && one == NULL; i++) {
    ArcMeasured *known = measured->pdata[i];

    if (known->per == per && g_str_equal (known->unit, unit))
      one = known;
  }
  if (one == NULL) {
    one = g_new0 (ArcMeasured, 1);
    one->unit = g_steal_pointer (&unit);
    one->per = per;
    g_ptr_array_add (measured, one);
  }
  one->amount += total->amount * factor;
  one->loops += total->loops;
}

static gboolean
read_measured (ArcJournal *journal, ArcTodayData *data, const char *zone, GError **error)
{
  const ArcDay first = {data->today.year, data->today.month, 1};
  g_autoptr (GPtrArray) totals = arc_journal_list_measured_between (
      journal, arc_day_start (first, zone, data->day_start_h), data->next_day_us, error);

  if (totals == NULL)
    return FALSE;
  for (guint i = 0; i < totals->len; i++)
    add_measured (data->measured, totals->pdata[i]);
  if (totals->len == 0)
    return TRUE;
  data->equivalents = arc_equivalents_read (journal, NULL, NULL, error);
  return data->equivalents != NULL;
}

/* ---- what is due ---- */

/* Whether it was put off to a time that has not come. */
static gboolean
is_put_off (const ArcFiring *firing, gint64 now_us)
{
  return firing != NULL && firing->state == ARC_FIRING_SNOOZED && firing->snooze_until_us > now_us;
}

/* Of those that have fallen due the newest takes the place of all, as on the screen. */
static const ArcDue *
find_newest (const ArcGathered *gathered, gint64 now_us)
{
  const ArcDue *newest = NULL;

  for (guint i = 0; i < gathered->due->len; i++) {
    const ArcDue *due = gathered->due->pdata[i];

    if (due->kind == ARC_DUE_REFLECTION && due->due_us <= now_us &&
        (newest == NULL || due->due_us > newest->due_us))
      newest = due;
  }
  return newest;
}

/* How the daemon reckons is how the window does. */
static gboolean
read_due_reflection (ArcJournal *journal, ArcTodayData *data, GError **error)
{
  g_autoptr (ArcGathered) gathered = NULL;
  const ArcFiring *firing = NULL;
  const ArcDue *newest = NULL;

  if (data->reflections->reminders->len == 0)
    return TRUE;
  gathered = arc_gather (journal, data->now_us, data->reflections->zone, error);
  if (gathered == NULL)
    return FALSE;
  newest = find_newest (gathered, data->now_us);
  if (newest == NULL)
    return TRUE;
  firing = arc_firings_find (gathered->firings, newest->subject_id, newest->wall_s);
  if (is_put_off (firing, data->now_us))
    data->put_off_us = firing->snooze_until_us;
  else if (firing == NULL || firing->state != ARC_FIRING_DONE)
    data->due_reflection = arc_due_copy (newest);
  return TRUE;
}

void
arc_today_data_free (ArcTodayData *data)
{
  if (data == NULL)
    return;
  g_clear_pointer (&data->drafts, g_ptr_array_unref);
  g_clear_pointer (&data->change, arc_entry_free);
  g_clear_pointer (&data->waiting, g_ptr_array_unref);
  g_clear_pointer (&data->due, g_ptr_array_unref);
  g_free (data->circling);
  g_clear_pointer (&data->reflections, arc_reflections_free);
  g_clear_pointer (&data->due_reflection, arc_due_free);
  g_clear_pointer (&data->measured, g_ptr_array_unref);
  g_clear_pointer (&data->equivalents, g_ptr_array_unref);
  for (int ago = 0; ago < ARC_N_AGO; ago++)
    g_clear_pointer (&data->ago[ago], arc_entry_free);
  g_free (data);
}

gpointer
arc_today_data_read (ArcJournal *journal, gpointer unused, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (ArcTodayData) data = g_new0 (ArcTodayData, 1);
  g_autofree char *zone = arc_zone_local ();

  data->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_draft_free);
  data->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_measured_free);
  data->today = arc_journal_today (journal);
  data->day_start_h = arc_journal_get_day_start (journal);
  data->now_us = arc_journal_now (journal);
  data->next_day_us = arc_day_start (arc_day_add (data->today, 1), zone, data->day_start_h);
  data->entries = arc_journal_count_entries (journal);
  data->reflections = arc_reflections_read (journal, error);
  if (data->reflections == NULL)
    return NULL;
  if (!read_due_reflection (journal, data, error) || !read_drafts (journal, data, error) ||
      !read_change (journal, data, zone, error) || !read_loop (journal, data, error) ||
      !read_measured (journal, data, zone, error) || !read_ago (journal, data, zone, error))
    return NULL;
  return g_steal_pointer (&data);
}
