/* The next reflection: the earliest time at which one of several reminders falls. */
#include "arc-config.h"
#include "arc-schedule.h"

#define WEEK_DAYS 7
/* Nobody skips more in advance; whoever does is asked again after so many. */
#define SKIPPED_MAX 100

gboolean
arc_occurrence_is_skipped (const ArcReminder *reminder, const ArcOccurrence *occurrence,
                           const GPtrArray *firings)
{
  const ArcFiring *firing = arc_firings_find (firings, reminder->id,
                                              arc_wall_seconds (occurrence->day, occurrence->at_s));

  return firing && firing->state == ARC_FIRING_DONE;
}

/* The first one of @reminder that is not skipped. */
static gboolean
find_first (const ArcReminder *reminder, const GPtrArray *firings, const char *here, gint64 from_us,
            ArcOccurrence *first)
{
  guint limit = 1 + (firings ? MIN (firings->len, SKIPPED_MAX) : 0);
  g_autoptr (GArray) found = arc_reminder_expand (reminder, here, from_us, limit, NULL);

  /* One that cannot be understood must not hide the others. */
  for (guint i = 0; found && i < found->len; i++) {
    *first = g_array_index (found, ArcOccurrence, i);
    if (!arc_occurrence_is_skipped (reminder, first, firings))
      return TRUE;
  }
  return FALSE;
}

const ArcReminder *
arc_next_reflection (const GPtrArray *reminders, const GPtrArray *firings, const char *here,
                     gint64 from_us, ArcOccurrence *next)
{
  const ArcReminder *earliest = NULL;

  g_return_val_if_fail (reminders != NULL && next != NULL, NULL);
  for (guint i = 0; i < reminders->len; i++) {
    const ArcReminder *reminder = reminders->pdata[i];
    ArcOccurrence first;

    if (!find_first (reminder, firings, here, from_us, &first) ||
        (earliest && first.utc_us >= next->utc_us))
      continue;
    earliest = reminder;
    *next = first;
  }
  return earliest;
}

ArcDay
arc_next_reflection_day (const GPtrArray *reminders, const GPtrArray *firings, const char *here,
                         int day_start_h, ArcDay after)
{
  gint64 from_us = arc_day_start (arc_day_add (after, 1), here, day_start_h);
  ArcOccurrence next;

  if (!arc_next_reflection (reminders, firings, here, from_us, &next))
    return arc_day_add (after, WEEK_DAYS);
  return arc_day_of (next.utc_us, here, day_start_h);
}
