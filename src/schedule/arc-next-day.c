/* The day of the next reflection. */
#include "arc-schedule.h"

#define WEEK_DAYS 7

ArcDay
arc_reminders_next_day (const GPtrArray *reminders, const char *here, ArcDay after, int day_start_h)
{
  gint64 from_us = arc_day_start (arc_day_add (after, 1), here, day_start_h);
  gint64 first_us = G_MAXINT64;

  for (guint i = 0; i < reminders->len; i++) {
    g_autoptr (GArray) next = arc_reminder_expand (reminders->pdata[i], here, from_us, 1, NULL);

    if (next && next->len > 0)
      first_us = MIN (first_us, g_array_index (next, ArcOccurrence, 0).utc_us);
  }
  return first_us == G_MAXINT64 ? arc_day_add (after, WEEK_DAYS)
                                : arc_day_of (first_us, here, day_start_h);
}
