/* When reflections fall, as the window shows it: read and changed on the journal's threads. */
#include "arc-reflections.h"

#include <stdio.h>

#include "arc-rule-choice.h"

#define QUARTER_S 900
#define DAY_S 86400
/* A skipped occurrence that lies further back interests nobody. */
#define OLDEST_DAYS 15

/* ---- reading ---- */

GPtrArray *
arc_reflections_read_firings (ArcJournal *journal, ArcDay today, GError **error)
{
  return arc_journal_list_firings (journal, arc_day_add (today, -OLDEST_DAYS), error);
}

ArcReflections *
arc_reflections_read (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcReflections) data = g_new0 (ArcReflections, 1);
  g_autofree char *offer = arc_journal_dup_setting (journal, ARC_SETTING_OFFER);

  data->zone = arc_zone_local ();
  data->now_us = arc_journal_now (journal);
  data->day_start_h = arc_journal_get_day_start (journal);
  data->reminders = arc_journal_list_reminders (journal, error);
  if (data->reminders == NULL)
    return NULL;
  data->firings = arc_reflections_read_firings (journal, arc_journal_today (journal), error);
  if (data->firings == NULL)
    return NULL;
  data->may_offer = data->reminders->len == 0 && *offer == '\0';
  data->next = arc_next_reflection (data->reminders, data->firings, data->zone, data->now_us,
                                    &data->next_at);
  return g_steal_pointer (&data);
}

void
arc_reflections_free (ArcReflections *reflections)
{
  if (reflections == NULL)
    return;
  g_clear_pointer (&reflections->reminders, g_ptr_array_unref);
  g_clear_pointer (&reflections->firings, g_ptr_array_unref);
  g_free (reflections->zone);
  g_free (reflections);
}

gboolean
arc_reflections_next_day (ArcJournal *journal, ArcDay after, ArcDay *day, GError **error)
{
  g_autoptr (ArcReflections) data = arc_reflections_read (journal, error);

  if (data == NULL)
    return FALSE;
  *day = arc_next_reflection_day (data->reminders, data->firings, data->zone, data->day_start_h,
                                  after);
  return TRUE;
}

/* ---- changing ---- */

gpointer
arc_reflections_save (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcReminder *reminder = data;
  g_autofree char *reminders = arc_journal_dup_setting (journal, ARC_SETTING_REMINDERS);

  return GINT_TO_POINTER (arc_reminder_check (reminder, error) &&
                          arc_journal_save_reminder (journal, reminder, error) &&
                          !g_str_equal (reminders, "off"));
}

void
arc_removed_free (ArcRemoved *removed)
{
  if (removed == NULL)
    return;
  arc_reminder_free (removed->reminder);
  g_clear_pointer (&removed->firings, g_ptr_array_unref);
  g_free (removed);
}

static ArcReminder *
find_reminder (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (GPtrArray) reminders = arc_journal_list_reminders (journal, error);

  for (guint i = 0; reminders != NULL && i < reminders->len; i++) {
    const ArcReminder *reminder = g_ptr_array_index (reminders, i);

    if (g_strcmp0 (reminder->id, id) == 0)
      return arc_reminder_copy (reminder);
  }
  return NULL;
}

gpointer
arc_reflections_remove (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (ArcRemoved) removed = g_new0 (ArcRemoved, 1);
  const char *id = data;

  removed->reminder = find_reminder (journal, id, error);
  /* Somebody else removed it: there is nothing left to do. */
  if (removed->reminder == NULL)
    return NULL;
  removed->firings = arc_reflections_read_firings (journal, arc_journal_today (journal), error);
  if (removed->firings == NULL || !arc_journal_delete_reminder (journal, id, error))
    return NULL;
  for (guint i = removed->firings->len; i-- > 0;) {
    const ArcFiring *firing = g_ptr_array_index (removed->firings, i);

    if (!g_str_equal (firing->subject_id, id))
      g_ptr_array_remove_index (removed->firings, i);
  }
  return g_steal_pointer (&removed);
}

gpointer
arc_reflections_restore (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                         GError **error)
{
  ArcRemoved *removed = data;

  if (!arc_journal_save_reminder (journal, removed->reminder, error))
    return NULL;
  for (guint i = 0; i < removed->firings->len; i++)
    if (!arc_journal_set_firing (journal, g_ptr_array_index (removed->firings, i), error))
      return NULL;
  return NULL;
}

ArcSkip *
arc_skip_new (const char *reminder_id, const ArcOccurrence *at, gboolean skip)
{
  ArcSkip *self = g_new0 (ArcSkip, 1);

  self->reminder_id = g_strdup (reminder_id);
  self->at = *at;
  self->skip = skip;
  return self;
}

void
arc_skip_free (ArcSkip *skip)
{
  if (skip == NULL)
    return;
  g_free (skip->reminder_id);
  g_free (skip);
}

gpointer
arc_reflections_skip (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcSkip *skip = data;
  ArcFiring firing = {.subject_id = skip->reminder_id,
                      .wall_s = arc_wall_seconds (skip->at.day, skip->at.at_s),
                      .state = ARC_FIRING_DONE};

  if (skip->skip)
    arc_journal_set_firing (journal, &firing, error);
  else
    arc_journal_forget_firing (journal, firing.subject_id, firing.wall_s, error);
  return NULL;
}

/* ---- the first one ---- */

ArcReminder *
arc_reflections_first (gint64 now_us, const char *zone)
{
  ArcReminder *reminder = arc_reminder_new ();
  ArcDay today = arc_day_of (now_us, zone, 0);
  g_autofree char *clock = arc_instant_format_local (now_us, zone, "%H:%M:%S");
  ArcRuleChoice choice;
  int hour = 0, minute = 0, second = 0;

  if (sscanf (clock, "%d:%d:%d", &hour, &minute, &second) != 3)
    g_warn_if_reached ();
  /* To the nearest quarter; the last one of the day stays in it. */
  reminder->at_s =
      MIN ((hour * 3600 + minute * 60 + second + QUARTER_S / 2) / QUARTER_S * QUARTER_S,
           DAY_S - QUARTER_S);
  arc_rule_choice_init (&choice, today);
  g_free (reminder->rule);
  reminder->rule = arc_rule_choice_to_rule (&choice);
  /* Not today once more, a few minutes from now. */
  reminder->start = arc_day_add (today, 7);
  return reminder;
}

gpointer
arc_reflections_refuse_offer (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                              GError **error)
{
  arc_journal_set_setting (journal, ARC_SETTING_OFFER, "no", error);
  return NULL;
}
