/* Finds and loads the module of iCalendar, and passes calls on to it. */
#include "arc-config.h"

#include "arc-calendar.h"

#include <gmodule.h>
#include <glib/gi18n-lib.h>

#include "arc-calendar-module.h"
#include "arc-error.h"

#ifdef ARC_CALENDAR_BUILT_IN

/* A program under test that has the module's code in it. */
static const ArcCalendarModule *
load (GError **error)
{
  return &arc_calendar_module;
}

static const ArcCalendarModule *
loaded (void)
{
  return &arc_calendar_module;
}

#else

#define FILE_NAME "arc-icalendar." G_MODULE_SUFFIX

static const ArcCalendarModule *module;

/* In the order in which they are tried. */
static GPtrArray *
list_paths (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *chosen = g_getenv (ARC_CALENDAR_MODULES_VARIABLE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (chosen != NULL && *chosen != '\0')
    g_ptr_array_add (paths, g_build_filename (chosen, FILE_NAME, NULL));
  if (program != NULL) {
    g_autofree char *folder = g_path_get_dirname (program);
    g_autofree char *above = g_path_get_dirname (folder);
    g_autofree char *beside = g_path_get_basename (above);

    /* In a build tree: src/cli/arcj and src/calendar. */
    if (g_str_equal (beside, "src"))
      g_ptr_array_add (paths, g_build_filename (above, "calendar", FILE_NAME, NULL));
  }
  g_ptr_array_add (paths, g_build_filename (ARC_MODULEDIR, FILE_NAME, NULL));
  return paths;
}

static const ArcCalendarModule *
open_module (const char *path, GError **error)
{
  GModule *opened = g_module_open (path, G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (opened == NULL) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED, _ ("Calendars cannot be used: %s"),
                 g_module_error ());
    return NULL;
  }
  /* libical's table of zones, and our error domain, must not go again. */
  g_module_make_resident (opened);
  if (g_module_symbol (opened, ARC_CALENDAR_MODULE_SYMBOL, &symbol) && symbol != NULL &&
      ((const ArcCalendarModule *) symbol)->version == ARC_CALENDAR_MODULE_VERSION)
    return symbol;
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
               _ ("Calendars cannot be used: “%s” belongs to another version of ARC Journal."),
               path);
  return NULL;
}

static const ArcCalendarModule *
load (GError **error)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
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
               _ ("Calendars cannot be used: “%s” is not installed."),
               (const char *) paths->pdata[paths->len - 1]);
  return NULL;
}

/* For what was made by the module, which therefore is there. */
static const ArcCalendarModule *
loaded (void)
{
  return module;
}

#endif

/* ---- writing ---- */

ArcCalendarWriter *
arc_calendar_writer_new (GError **error)
{
  const ArcCalendarModule *found = load (error);

  return found != NULL ? found->writer_new () : NULL;
}

void
arc_calendar_writer_free (ArcCalendarWriter *writer)
{
  if (writer != NULL)
    loaded ()->writer_free (writer);
}

void
arc_calendar_writer_begin (ArcCalendarWriter *writer, GString *out)
{
  loaded ()->writer_begin (writer, out);
}

void
arc_calendar_writer_end (ArcCalendarWriter *writer, GString *out)
{
  loaded ()->writer_end (writer, out);
}

void
arc_calendar_writer_journal (ArcCalendarWriter *writer, const ArcCalendarJournal *journal,
                             GString *out)
{
  loaded ()->writer_journal (writer, journal, out);
}

void
arc_calendar_writer_loop (ArcCalendarWriter *writer, const ArcRecord *record,
                          ArcCalendarParts parts, GString *out)
{
  loaded ()->writer_loop (writer, record, parts, out);
}

gboolean
arc_calendar_writer_reminder (ArcCalendarWriter *writer, const ArcReminder *reminder,
                              const char *here, GString *out, GError **error)
{
  return loaded ()->writer_reminder (writer, reminder, here, out, error);
}

gboolean
arc_calendar_write_reminder (const ArcReminder *reminder, const char *here, GString *out,
                             GError **error)
{
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (error);

  if (writer == NULL)
    return FALSE;
  arc_calendar_writer_begin (writer, out);
  if (!arc_calendar_writer_reminder (writer, reminder, here, out, error))
    return FALSE;
  arc_calendar_writer_end (writer, out);
  return TRUE;
}

/* ---- reading ---- */

ArcCalendarReader *
arc_calendar_reader_new (const char *zone, GError **error)
{
  const ArcCalendarModule *found = load (error);

  return found != NULL ? found->reader_new (zone) : NULL;
}

void
arc_calendar_reader_free (ArcCalendarReader *reader)
{
  if (reader != NULL)
    loaded ()->reader_free (reader);
}

void
arc_calendar_reader_push (ArcCalendarReader *reader, const char *line, gsize length,
                          gboolean too_long, guint64 number)
{
  loaded ()->reader_push (reader, line, length, too_long, number);
}

gboolean
arc_calendar_reader_pop (ArcCalendarReader *reader, ArcCalendarJournal **journal, guint64 *line,
                         char **fault)
{
  return loaded ()->reader_pop (reader, journal, line, fault);
}
