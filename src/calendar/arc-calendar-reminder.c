/* A reminder as the event that other calendars see. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-calendar-writer.h"
#include "arc-id.h"
#include "arc-schedule.h"

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* The first occurrence, which a rule counts from. Where a pause leaves none, the reminder as it
 * would be without: a calendar shows it as cancelled, and nothing is lost. */
static gboolean
find_first (ArcReminder *reminder, const char *here, ArcOccurrence *first, gboolean *is_cancelled,
            GError **error)
{
  g_autoptr (GArray) found = arc_reminder_expand (reminder, here, G_MININT64, 1, error);

  *is_cancelled = found != NULL && found->len == 0;
  if (*is_cancelled && reminder->paused) {
    g_array_unref (g_steal_pointer (&found));
    reminder->paused = FALSE;
    found = arc_reminder_expand (reminder, here, G_MININT64, 1, error);
  }
  if (found == NULL)
    return FALSE;
  *first = found->len > 0 ? g_array_index (found, ArcOccurrence, 0)
                          : (ArcOccurrence){.day = reminder->start, .at_s = reminder->at_s};
  return TRUE;
}

/* Occurrences that were skipped before they came: those that came were answered, or passed by. */
static void
except_skipped (ArcCalendarEvent *event, const ArcReminder *reminder, const GPtrArray *firings,
                const char *zone)
{
  gint64 first_s = arc_wall_seconds (event->day, event->at_s);

  for (guint i = 0; i < firings->len; i++) {
    const ArcFiring *firing = firings->pdata[i];
    ArcDay day = arc_day_of (firing->wall_s * ARC_US_PER_SECOND, "UTC", 0);
    int at_s = firing->wall_s - arc_wall_seconds (day, 0);

    if (firing->state == ARC_FIRING_DONE && at_s == reminder->at_s && firing->wall_s >= first_s &&
        firing->changed_us < arc_wall_to_instant (day, at_s, zone) &&
        !arc_calendar_event_is_excepted (event, firing->wall_s))
      g_array_append_val (event->excepted, firing->wall_s);
  }
}

ArcCalendarEvent *
arc_calendar_module_event_from_reminder (const ArcReminder *reminder, const GPtrArray *firings,
                                         const char *here, GError **error)
{
  const char *zone = *reminder->zone != '\0' ? reminder->zone : here;
  g_autoptr (ArcReminder) shown = arc_reminder_copy (reminder);
  g_autoptr (ArcCalendarEvent) event = arc_calendar_event_new ();
  ArcOccurrence first;

  if (!find_first (shown, here, &first, &event->is_cancelled, error))
    return NULL;
  g_free (event->rule);
  event->rule = arc_calendar_rule (shown, zone, first.day, error);
  if (event->rule == NULL)
    return NULL;
  event->uid = reminder->id != NULL ? g_strdup (reminder->id)
                                    : arc_id_for_content (event->rule, strlen (event->rule));
  replace (&event->summary, *reminder->title != '\0' ? reminder->title : _ ("Reflection"));
  replace (&event->zone, reminder->zone);
  if (event->is_cancelled)
    replace (&event->comment, _ ("Paused until it is resumed."));
  event->has_start = TRUE;
  event->day = first.day;
  event->at_s = first.at_s;
  event->created_us = reminder->created_us;
  event->modified_us = reminder->modified_us;
  if (firings != NULL)
    except_skipped (event, reminder, firings, zone);
  return g_steal_pointer (&event);
}
