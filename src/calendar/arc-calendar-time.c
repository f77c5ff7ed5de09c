/* Dates and times as iCalendar writes them. */
#include "arc-calendar-time.h"

#include <string.h>

/* @n digits at @text as a number, or -1. */
static int
digits (const char *text, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++) {
    if (!g_ascii_isdigit (text[i]))
      return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

gboolean
arc_calendar_time_parse (const char *text, ArcCalendarTime *time)
{
  gsize length = strlen (text);
  int hour, minute, second;

  memset (time, 0, sizeof *time);
  if (length < 8)
    return FALSE;
  time->day = (ArcDay){digits (text, 4), digits (text + 4, 2), digits (text + 6, 2)};
  if (time->day.year < 1 || time->day.month < 1 || time->day.month > 12 || time->day.day < 1 ||
      !g_date_valid_dmy (time->day.day, time->day.month, time->day.year))
    return FALSE;
  time->is_date = length == 8;
  if (time->is_date)
    return TRUE;
  time->is_utc = length == 16 && text[15] == 'Z';
  if (text[8] != 'T' || (length != 15 && !time->is_utc))
    return FALSE;
  hour = digits (text + 9, 2);
  minute = digits (text + 11, 2);
  second = digits (text + 13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return FALSE;
  /* A leap second has no instant of its own here. */
  time->at_s = hour * 3600 + minute * 60 + MIN (second, 59);
  return TRUE;
}

char *
arc_calendar_format_day (ArcDay day)
{
  return g_strdup_printf ("%04d%02d%02d", day.year, day.month, day.day);
}

char *
arc_calendar_format_wall (ArcDay day, int at_s)
{
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", day.year, day.month, day.day, at_s / 3600,
                          at_s / 60 % 60, at_s % 60);
}

char *
arc_calendar_format_utc (gint64 instant_us)
{
  return arc_instant_format_local (instant_us, "UTC", "%Y%m%dT%H%M%SZ");
}
