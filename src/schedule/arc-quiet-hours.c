/* Hours in which nothing is shown. */
#include "arc-schedule.h"

static int
wall_time_s (gint64 instant_us, const char *zone)
{
  g_autoptr (GTimeZone) tz = arc_zone_open (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_us / ARC_US_PER_SECOND);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, tz) : NULL;

  if (!local)
    return 0;
  return g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60 +
         g_date_time_get_second (local);
}

gint64
arc_quiet_hours_after (ArcQuietHours quiet, gint64 instant_us, const char *zone)
{
  int at_s = wall_time_s (instant_us, zone);
  gboolean spans_midnight = quiet.from_s > quiet.to_s;
  gboolean is_quiet = spans_midnight ? at_s >= quiet.from_s || at_s < quiet.to_s
                                     : at_s >= quiet.from_s && at_s < quiet.to_s;
  ArcDay day;
  gint64 end_us;

  if (!is_quiet)
    return instant_us;
  day = arc_day_of (instant_us, zone, 0);
  if (spans_midnight && at_s >= quiet.from_s)
    day = arc_day_add (day, 1);
  end_us = arc_wall_to_instant (day, quiet.to_s, zone);
  /* In an hour that the clock repeats the end may have passed already. */
  return MAX (end_us, instant_us);
}
