/* Passes calls on to the module of the schedule. */
#include "arc-config.h"

#include "arc-cli-schedule.h"

#include "arc-cli-schedule-module.h"
#include "arc-module.h"

#define WEEK_DAYS 7

static const ArcScheduleModule *
load (GError **error)
{
  static const ArcModule description = {
      .file = "arc-schedule",
      .folder = "cli",
      .symbol = ARC_SCHEDULE_MODULE_SYMBOL,
      .version = ARC_SCHEDULE_MODULE_VERSION,
  };

  return arc_module_get (&description, error);
}

gboolean
arc_cli_schedule_check (const ArcReminder *reminder, GError **error)
{
  const ArcScheduleModule *module = load (error);

  return module != NULL && module->reminder_check (reminder, error);
}

GArray *
arc_cli_schedule_expand (const ArcReminder *reminder, const char *here, gint64 from_us, guint limit,
                         GError **error)
{
  const ArcScheduleModule *module = load (error);

  return module != NULL ? module->reminder_expand (reminder, here, from_us, limit, error) : NULL;
}

char *
arc_cli_schedule_describe (const char *rule)
{
  const ArcScheduleModule *module = load (NULL);

  return module != NULL ? module->rule_describe (rule) : g_strdup (rule);
}

ArcDay
arc_cli_schedule_next_day (ArcJournal *journal)
{
  ArcDay today = arc_journal_today (journal);
  g_autoptr (GPtrArray) reminders = arc_journal_list_reminders (journal, NULL);
  g_autoptr (GPtrArray) firings = arc_journal_list_firings (journal, today, NULL);
  g_autofree char *here = arc_zone_local ();
  const ArcScheduleModule *module = NULL;

  /* Without reminders there is nothing to work out. */
  if (reminders != NULL && reminders->len > 0)
    module = load (NULL);
  return module != NULL ? module->next_reflection_day (reminders, firings, here,
                                                       arc_journal_get_day_start (journal), today)
                        : arc_day_add (today, WEEK_DAYS);
}
