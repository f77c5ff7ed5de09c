/* How long ago something was, and dates, in words. */
#include "arc-when.h"
#include <glib/gi18n.h>

/* Weeks are said up to two months, months up to two years. */
#define DAYS_SAID_AS_DAYS 13
#define DAYS_SAID_AS_WEEKS 60
#define DAYS_SAID_AS_MONTHS 729

char *
arc_when_date (ArcDay day, ArcDay today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (day.year, day.month, day.day, 12, 0, 0);
  char *text = NULL;

  if (noon == NULL)
    return g_strdup ("");
  if (day.year == today.year)
    /* Translators: a date as g_date_time_format() writes it: “Friday, 27 November”. */
    text = g_date_time_format (noon, _ ("%A, %-d %B"));
  else
    /* Translators: a date as g_date_time_format() writes it: “Friday, 27 November 2026”. */
    text = g_date_time_format (noon, _ ("%A, %-d %B %Y"));
  return text != NULL ? text : g_strdup ("");
}

char *
arc_when_decided (int days)
{
  int weeks = days / 7;
  int months = (days + 15) / 30;
  int years = (days + 182) / 365;

  if (days <= 0)
    return g_strdup (_ ("Today you decided"));
  if (days == 1)
    return g_strdup (_ ("Yesterday you decided"));
  if (days == 7)
    return g_strdup (_ ("A week ago you decided"));
  if (days <= DAYS_SAID_AS_DAYS)
    return g_strdup_printf (ngettext ("%d day ago you decided", "%d days ago you decided", days),
                            days);
  if (days <= DAYS_SAID_AS_WEEKS)
    return g_strdup_printf (ngettext ("%d week ago you decided", "%d weeks ago you decided", weeks),
                            weeks);
  if (days <= DAYS_SAID_AS_MONTHS)
    return g_strdup_printf (
        ngettext ("%d month ago you decided", "%d months ago you decided", months), months);
  return g_strdup_printf (ngettext ("%d year ago you decided", "%d years ago you decided", years),
                          years);
}

char *
arc_when_ago (int days)
{
  if (days <= 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("yesterday"));
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), days);
}

char *
arc_when_soon (gint64 instant_us, gint64 now_us, const char *zone)
{
  int days = arc_day_between (arc_day_of (now_us, zone, 0), arc_day_of (instant_us, zone, 0));

  if (days == 0)
    /* Translators: a time today, as g_date_time_format() writes it: “today 15:30” */
    return arc_instant_format_local (instant_us, zone, _ ("today %H:%M"));
  if (days > 0 && days < 7)
    /* Translators: a time within a week, as g_date_time_format() writes it: “Fri 15:30” */
    return arc_instant_format_local (instant_us, zone, _ ("%a %H:%M"));
  /* Translators: a time, as g_date_time_format() writes it: “Fri 4 Dec, 15:30” */
  return arc_instant_format_local (instant_us, zone, _ ("%a %-d %b, %H:%M"));
}
