/* A VEVENT that recurs, as a plain value. */
#include "arc-calendar.h"

ArcCalendarEvent *
arc_calendar_event_new (void)
{
  ArcCalendarEvent *event = g_new0 (ArcCalendarEvent, 1);

  event->summary = g_strdup ("");
  event->comment = g_strdup ("");
  event->rule = g_strdup ("");
  event->zone = g_strdup ("");
  event->exact = g_strdup ("");
  event->excepted = g_array_new (FALSE, FALSE, sizeof (gint64));
  return event;
}

void
arc_calendar_event_free (ArcCalendarEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->uid);
  g_free (event->summary);
  g_free (event->comment);
  g_free (event->rule);
  g_free (event->zone);
  g_free (event->exact);
  g_array_unref (event->excepted);
  g_free (event);
}

gboolean
arc_calendar_event_is_excepted (const ArcCalendarEvent *event, gint64 wall_s)
{
  for (guint i = 0; i < event->excepted->len; i++)
    if (g_array_index (event->excepted, gint64, i) == wall_s)
      return TRUE;
  return FALSE;
}
