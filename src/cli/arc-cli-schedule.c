/* Finds and loads the module of the schedule, and passes calls on to it. */
#include "arc-config.h"

#include "arc-cli-schedule.h"

#include <gmodule.h>
#include <glib/gi18n.h>

#include "arc-cli-schedule-module.h"

#define FILE_NAME "arc-schedule." G_MODULE_SUFFIX
#define MODULES_VARIABLE "ARC_JOURNAL_MODULES"
#define WEEK_DAYS 7

/* In the order in which they are tried. */
static GPtrArray *
list_paths (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *chosen = g_getenv (MODULES_VARIABLE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (chosen != NULL && *chosen != '\0')
    g_ptr_array_add (paths, g_build_filename (chosen, FILE_NAME, NULL));
  if (program != NULL) {
    g_autofree char *folder = g_path_get_dirname (program);
    /* In a build tree it lies beside the program. */
    if (g_str_has_suffix (folder, "src" G_DIR_SEPARATOR_S "cli"))
      g_ptr_array_add (paths, g_build_filename (folder, FILE_NAME, NULL));
  }
  g_ptr_array_add (paths, g_build_filename (ARC_MODULEDIR, FILE_NAME, NULL));
  return paths;
}

static const ArcScheduleModule *
open_module (const char *path, GError **error)
{
  GModule *opened = g_module_open (path, G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (opened == NULL) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED, _ ("Reminders cannot be used: %s"),
                 g_module_error ());
    return NULL;
  }
  g_module_make_resident (opened);
  if (g_module_symbol (opened, ARC_SCHEDULE_MODULE_SYMBOL, &symbol) && symbol != NULL &&
      ((const ArcScheduleModule *) symbol)->version == ARC_SCHEDULE_MODULE_VERSION)
    return symbol;
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
               _ ("Reminders cannot be used: “%s” belongs to another version of ARC Journal."),
               path);
  return NULL;
}

static const ArcScheduleModule *
load (GError **error)
{
  static const ArcScheduleModule *module;
  g_autoptr (GPtrArray) paths = NULL;

  if (module != NULL)
    return module;
  paths = list_paths ();
  for (guint i = 0; i < paths->len; i++)
    if (g_file_test (paths->pdata[i], G_FILE_TEST_EXISTS)) {
      module = open_module (paths->pdata[i], error);
      return module;
    }
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
               _ ("Reminders cannot be used: “%s” is not installed."),
               (const char *) paths->pdata[paths->len - 1]);
  return NULL;
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
