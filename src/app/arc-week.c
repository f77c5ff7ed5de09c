/* Weeks as the person's region has them, and the names of their days. */
#include "arc-week.h"

#include <langinfo.h>

GDateWeekday
arc_week_first_day (void)
{
#ifdef __GLIBC__
  /* The first day of a week, counted from 1 for the weekday of a given date: a Sunday or a Monday.
   * The date comes as a number in place of a pointer. */
  int counted = *nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  gboolean from_monday = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY)) == 19971201;
  int from_sunday = (counted - 1 + (from_monday ? 1 : 0)) % 7;

  return from_sunday == 0 ? G_DATE_SUNDAY : (GDateWeekday) from_sunday;
#else
  return G_DATE_MONDAY;
#endif
}

char *
arc_week_day_name (GDateWeekday weekday, gboolean is_short)
{
  /* The first of November 2027 is a Monday. */
  g_autoptr (GDateTime) day = g_date_time_new_utc (2027, 11, weekday, 12, 0, 0);

  return g_date_time_format (day, is_short ? "%a" : "%A");
}
