/* Days, zones and dates as people type them. */
#include "arc-config.h"
#include "arc-day.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"

/* ---- zones ---- */

static GTimeZone *
open_uncached (const char *zone)
{
  GTimeZone *opened = NULL;

  if (zone && *zone)
    opened = g_time_zone_new_identifier (zone);
  return opened ? opened : g_time_zone_new_utc ();
}

GTimeZone *
arc_zone_open (const char *zone)
{
  static GMutex mutex;
  static GHashTable *cache;
  GTimeZone *found;

  g_mutex_lock (&mutex);
  if (!cache)
    cache =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  found = g_hash_table_lookup (cache, zone ? zone : "");
  if (!found) {
    /* A hostile file may name any number of zones; the world has fewer than 600. */
    if (g_hash_table_size (cache) > 1000)
      g_hash_table_remove_all (cache);
    found = open_uncached (zone);
    g_hash_table_insert (cache, g_strdup (zone ? zone : ""), found);
  }
  g_time_zone_ref (found);
  g_mutex_unlock (&mutex);
  return found;
}

gboolean
arc_zone_is_valid (const char *zone)
{
  g_autoptr (GTimeZone) opened = NULL;

  if (!zone || !*zone || strlen (zone) > 100)
    return FALSE;
  opened = g_time_zone_new_identifier (zone);
  return opened != NULL;
}

static char *
zone_from_link (void)
{
  g_autofree char *target = realpath ("/etc/localtime", NULL);
  const char *found = target ? strstr (target, "/zoneinfo/") : NULL;

  if (!found)
    return NULL;
  found += strlen ("/zoneinfo/");
  if (g_str_has_prefix (found, "posix/") || g_str_has_prefix (found, "right/"))
    found = strchr (found, '/') + 1;
  return g_strdup (found);
}

char *
arc_zone_local (void)
{
  const char *tz = g_getenv ("TZ");
  g_autofree char *linked = NULL;

  if (tz && *tz == ':')
    tz++;
  if (tz && arc_zone_is_valid (tz))
    return g_strdup (tz);
  linked = zone_from_link ();
  if (linked && arc_zone_is_valid (linked) && !g_str_equal (linked, "Etc/UTC"))
    return g_steal_pointer (&linked);
  return g_strdup ("UTC");
}

/* ---- days ---- */

static GDate
to_date (ArcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return date;
}

static gboolean
is_date (int year, int month, int day)
{
  return year >= ARC_LIMIT_FIRST_YEAR && year <= ARC_LIMIT_LAST_YEAR && month >= 1 && month <= 12 &&
         day >= 1 && g_date_valid_dmy (day, month, year);
}

static GDateTime *
to_local (gint64 instant_us, const char *zone)
{
  g_autoptr (GTimeZone) tz = arc_zone_open (zone);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) seconds = NULL;
  gint64 whole = instant_us / ARC_US_PER_SECOND;
  gint64 rest = instant_us % ARC_US_PER_SECOND;

  if (rest < 0) {
    whole--;
    rest += ARC_US_PER_SECOND;
  }
  seconds = g_date_time_new_from_unix_utc (whole);
  if (!seconds)
    seconds = g_date_time_new_from_unix_utc (0);
  utc = g_date_time_add (seconds, rest);
  return g_date_time_to_timezone (utc, tz);
}

ArcDay
arc_day_of (gint64 instant_us, const char *zone, int day_start_h)
{
  g_autoptr (GDateTime) local = to_local (instant_us, zone);
  ArcDay day;

  g_date_time_get_ymd (local, &day.year, &day.month, &day.day);
  /* By the wall clock, not by adding hours: a day of a clock change is not 24 hours long. */
  if (g_date_time_get_hour (local) < day_start_h)
    day = arc_day_add (day, -1);
  return day;
}

/* Seconds between 1970 and the wall-clock midnight of @day, as if the wall were in UTC. */
static gint64
wall_midnight_s (ArcDay day)
{
  GDate date = to_date (day);
  GDate epoch;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, 1, 1970);
  return (gint64) g_date_days_between (&epoch, &date) * 86400;
}

/* The offset of @zone at @instant_s, in seconds east. */
static int
offset_at (GTimeZone *zone, gint64 instant_s)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant_s);

  return g_time_zone_get_offset (zone, interval);
}

/* As arc_wall_to_instant() says; GLib follows neither rule by itself. */
static gint64
wall_to_instant_s (GTimeZone *zone, gint64 wall_s)
{
  int before_s = offset_at (zone, wall_s - 86400);
  int after_s = offset_at (zone, wall_s + 86400);

  if (offset_at (zone, wall_s - before_s) == before_s)
    return wall_s - before_s;
  if (offset_at (zone, wall_s - after_s) == after_s)
    return wall_s - after_s;
  return wall_s - before_s;
}

gint64
arc_day_start (ArcDay day, const char *zone, int day_start_h)
{
  return arc_wall_to_instant (day, day_start_h * 3600, zone);
}

gint64
arc_wall_seconds (ArcDay day, int at_s)
{
  return wall_midnight_s (day) + at_s;
}

gint64
arc_wall_to_instant (ArcDay day, int at_s, const char *zone)
{
  g_autoptr (GTimeZone) tz = arc_zone_open (zone);

  return wall_to_instant_s (tz, arc_wall_seconds (day, at_s)) * ARC_US_PER_SECOND;
}

ArcDay
arc_day_add (ArcDay day, int days)
{
  GDate date = to_date (day);

  if (days >= 0)
    g_date_add_days (&date, days);
  else
    g_date_subtract_days (&date, -days);
  return (ArcDay){g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date)};
}

int
arc_day_compare (ArcDay a, ArcDay b)
{
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.month != b.month)
    return a.month < b.month ? -1 : 1;
  return a.day == b.day ? 0 : (a.day < b.day ? -1 : 1);
}

int
arc_day_between (ArcDay a, ArcDay b)
{
  GDate from = to_date (a);
  GDate to = to_date (b);

  return g_date_days_between (&from, &to);
}

int
arc_day_month (ArcDay day)
{
  return day.year * 100 + day.month;
}

/* ---- dates and times as typed ---- */

/* Reads exactly @digits digits. */
static gboolean
read_number (const char **text, guint digits, int *number)
{
  *number = 0;
  for (guint i = 0; i < digits; i++, (*text)++) {
    if (!g_ascii_isdigit (**text))
      return FALSE;
    *number = *number * 10 + (**text - '0');
  }
  return TRUE;
}

/* "2026", "2026-11" or "2026-11-20"; what is not there is 0. */
static gboolean
read_date (const char **text, int *year, int *month, int *day)
{
  *month = *day = 0;
  if (!read_number (text, 4, year) || g_ascii_isdigit (**text))
    return FALSE;
  if (**text != '-')
    return is_date (*year, 1, 1);
  (*text)++;
  if (!read_number (text, 2, month))
    return FALSE;
  if (**text != '-')
    return is_date (*year, *month, 1);
  (*text)++;
  return read_number (text, 2, day) && is_date (*year, *month, *day);
}

gboolean
arc_day_parse (const char *text, ArcDay today, ArcDay *first, ArcDay *last)
{
  ArcDay from, to;
  const char *p = text;
  int year, month, day;

  if (g_ascii_strcasecmp (text, "today") == 0) {
    from = to = today;
  } else if (g_ascii_strcasecmp (text, "yesterday") == 0) {
    from = to = arc_day_add (today, -1);
  } else {
    if (!read_date (&p, &year, &month, &day) || *p)
      return FALSE;
    from = (ArcDay){year, month ? month : 1, day ? day : 1};
    to = (ArcDay){year, month ? month : 12, day};
    if (!day)
      to.day = g_date_get_days_in_month (to.month, to.year);
  }
  *first = from;
  if (last)
    *last = to;
  return TRUE;
}

/* Reads ":mm[:ss[.ffffff]]" after the hour. */
static gboolean
read_clock (const char **text, int *hour, int *minute, int *second, int *us)
{
  *second = *us = 0;
  if (!read_number (text, 2, hour) || **text != ':')
    return FALSE;
  (*text)++;
  if (!read_number (text, 2, minute))
    return FALSE;
  if (**text == ':') {
    (*text)++;
    if (!read_number (text, 2, second))
      return FALSE;
    if (**text == '.' || **text == ',') {
      int scale = 100000;

      for ((*text)++; g_ascii_isdigit (**text); (*text)++, scale /= 10)
        *us += (**text - '0') * scale;
    }
  }
  return *hour < 24 && *minute < 60 && *second < 61;
}

/* Reads "", "Z", "+01:00" or "+0100"; @zoned says whether there was one. */
static gboolean
read_offset (const char **text, gboolean *zoned, int *offset_s)
{
  int sign, hour, minute;

  *zoned = TRUE;
  *offset_s = 0;
  if (**text == 'Z' || **text == 'z') {
    (*text)++;
    return TRUE;
  }
  if (**text != '+' && **text != '-') {
    *zoned = FALSE;
    return TRUE;
  }
  sign = *(*text)++ == '-' ? -1 : 1;
  if (!read_number (text, 2, &hour))
    return FALSE;
  if (**text == ':')
    (*text)++;
  if (!read_number (text, 2, &minute) || hour > 23 || minute > 59)
    return FALSE;
  *offset_s = sign * (hour * 3600 + minute * 60);
  return TRUE;
}

static gboolean
parse_moment (const char *text, const char *zone, gint64 *instant_us)
{
  const char *p = text;
  int year, month, day, hour = 12, minute = 0, second = 0, us = 0, offset_s = 0;
  gboolean zoned = FALSE;
  gint64 wall_s;

  if (!read_date (&p, &year, &month, &day) || !day)
    return FALSE;
  if (*p == 'T' || *p == 't' || *p == ' ') {
    p++;
    if (!read_clock (&p, &hour, &minute, &second, &us))
      return FALSE;
    while (*p == ' ')
      p++;
    if (!read_offset (&p, &zoned, &offset_s))
      return FALSE;
  }
  if (*p)
    return FALSE;
  wall_s = wall_midnight_s ((ArcDay){year, month, day}) + hour * 3600 + minute * 60 + second;
  if (zoned) {
    *instant_us = (wall_s - offset_s) * ARC_US_PER_SECOND + us;
  } else {
    g_autoptr (GTimeZone) tz = arc_zone_open (zone);

    *instant_us = wall_to_instant_s (tz, wall_s) * ARC_US_PER_SECOND + us;
  }
  return TRUE;
}

gboolean
arc_instant_parse (const char *text, const char *zone, gint64 now_us, gint64 *instant_us,
                   GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  ArcDay today = arc_day_of (now_us, zone, 0);

  if (g_ascii_strcasecmp (trimmed, "now") == 0 || g_ascii_strcasecmp (trimmed, "today") == 0) {
    *instant_us = now_us;
    return TRUE;
  }
  if (g_ascii_strcasecmp (trimmed, "yesterday") == 0) {
    *instant_us = arc_day_start (arc_day_add (today, -1), zone, 12);
    return TRUE;
  }
  if (parse_moment (trimmed, zone, instant_us)) {
    ArcDay day = arc_day_of (*instant_us, zone, 0);

    /* A date alone that is today means now, so that a day's entries keep their order. */
    if (strlen (trimmed) == strlen ("2026-11-20") && arc_day_compare (day, today) == 0)
      *instant_us = now_us;
    return TRUE;
  }
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("“%s” is not a date. Write it like 2026-11-20 or “2026-11-20 14:30”."),
               ARC_SHORT (trimmed));
  return FALSE;
}

char *
arc_instant_format (gint64 instant_us)
{
  g_autoptr (GDateTime) utc = to_local (instant_us, "UTC");
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");
  int us = g_date_time_get_microsecond (utc);

  return us ? g_strdup_printf ("%s.%06dZ", text, us) : g_strconcat (text, "Z", NULL);
}

char *
arc_instant_format_local (gint64 instant_us, const char *zone, const char *format)
{
  g_autoptr (GDateTime) local = to_local (instant_us, zone);
  char *text = g_date_time_format (local, format);

  return text ? text : g_strdup ("");
}
