/* Finds and loads the module of iCalendar, and passes calls on to it. */
#include "arc-config.h"

#include "arc-calendar.h"

#include "arc-calendar-module.h"
#include "arc-module.h"

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

static const ArcModule description = {
    .file = "arc-icalendar",
    .folder = "calendar",
    .symbol = ARC_CALENDAR_MODULE_SYMBOL,
    .version = ARC_CALENDAR_MODULE_VERSION,
};

static const ArcCalendarModule *
load (GError **error)
{
  return arc_module_get (&description, error);
}

/* For what was made by the module, which therefore is there. */
static const ArcCalendarModule *
loaded (void)
{
  return load (NULL);
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

void
arc_calendar_writer_event (ArcCalendarWriter *writer, const ArcCalendarEvent *event, GString *out)
{
  loaded ()->writer_event (writer, event, out);
}

ArcCalendarEvent *
arc_calendar_event_from_reminder (const ArcReminder *reminder, const GPtrArray *firings,
                                  const char *here, GError **error)
{
  const ArcCalendarModule *found = load (error);

  return found != NULL ? found->event_from_reminder (reminder, firings, here, error) : NULL;
}

gboolean
arc_calendar_write_reminder (const ArcReminder *reminder, const char *here, GString *out,
                             GError **error)
{
  g_autoptr (ArcCalendarEvent) event =
      arc_calendar_event_from_reminder (reminder, NULL, here, error);
  g_autoptr (ArcCalendarWriter) writer = event != NULL ? arc_calendar_writer_new (error) : NULL;

  if (writer == NULL)
    return FALSE;
  arc_calendar_writer_begin (writer, out);
  arc_calendar_writer_event (writer, event, out);
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
arc_calendar_reader_pop (ArcCalendarReader *reader, ArcCalendarJournal **journal,
                         ArcCalendarEvent **event, guint64 *line, char **fault)
{
  return loaded ()->reader_pop (reader, journal, event, line, fault);
}
