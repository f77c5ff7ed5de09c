/* Reminders to and from events of a calendar. */
#include "arc-config.h"

#include "arc-icalendar-reminder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-error.h"
#include "arc-json-aside.h"
#include "arc-json-member.h"
#include "arc-json-text.h"
#include "arc-json.h"

/* A member beside those of the reminder: what the event looked like when it was written. */
#define SEEN "seen"

static void
add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) text, strlen (text) + 1);
}

static void
add_number (GChecksum *sum, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_text (sum, text);
}

static gint64
start_of (const ArcCalendarEvent *event)
{
  return arc_wall_seconds (event->day, event->at_s);
}

/* (transfer full): says whether two events look the same. */
static char *
digest (const ArcCalendarEvent *event)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *summary = arc_calendar_dup_plain (event->summary);

  add_text (sum, summary);
  add_text (sum, event->rule);
  add_text (sum, event->is_utc ? "UTC" : event->zone != NULL ? event->zone : "?");
  add_number (sum, event->has_start ? start_of (event) : G_MININT64);
  add_number (sum, event->is_cancelled);
  for (guint i = 0; i < event->excepted->len; i++)
    add_number (sum, g_array_index (event->excepted, gint64, i));
  return g_strndup (g_checksum_get_string (sum), 32);
}

/* ---- writing ---- */

static char *
dup_exact (const ArcItem *item, const ArcCalendarEvent *event)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *seen = digest (event);
  JsonObject *object = arc_json_from_aside (item, ARC_JSON_VERSION);
  GString *out = g_string_new (NULL);

  json_node_take_object (node, object);
  json_object_set_string_member (object, SEEN, seen);
  arc_json_text_append (out, node);
  /* The one control character that JSON does not escape. */
  g_string_replace (out, "\x7f", "\\u007f", 0);
  return g_string_free (out, FALSE);
}

gboolean
arc_icalendar_append_reminder (ArcCalendarWriter *writer, GString *out, const ArcItem *item,
                               const char *here, GError **error)
{
  g_autoptr (ArcCalendarEvent) event =
      arc_calendar_event_from_reminder (item->reminder, item->firings, here, error);

  if (event == NULL)
    return FALSE;
  g_free (event->exact);
  event->exact = dup_exact (item, event);
  arc_calendar_writer_event (writer, event, out);
  return TRUE;
}

/* ---- reading ---- */

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* What the wall clock in @zone shows when it shows @wall_s in UTC. */
static gint64
utc_to_wall (gint64 wall_s, const char *zone)
{
  gint64 instant_us = wall_s * ARC_US_PER_SECOND;
  g_autofree char *time = arc_instant_format_local (instant_us, zone, "%H:%M:%S");
  int at_s = 0;

  arc_member_parse_wall_time (time, &at_s);
  return arc_wall_seconds (arc_day_of (instant_us, zone, 0), at_s);
}

/* Some calendars write everything in UTC. */
static void
localize (ArcCalendarEvent *event, const char *zone, const char *here)
{
  const char *where = *zone != '\0' ? zone : here;
  gint64 wall_s;

  if (!event->is_utc || !event->has_start)
    return;
  wall_s = utc_to_wall (start_of (event), where);
  event->day = arc_day_of (wall_s * ARC_US_PER_SECOND, "UTC", 0);
  event->at_s = wall_s - arc_wall_seconds (event->day, 0);
  for (guint i = 0; i < event->excepted->len; i++) {
    gint64 *excepted = &g_array_index (event->excepted, gint64, i);

    *excepted = utc_to_wall (*excepted, where);
  }
  event->is_utc = FALSE;
  replace (&event->zone, zone);
}

static gboolean
take_title (ArcReminder *reminder, const ArcCalendarEvent *event, const ArcCalendarEvent *before)
{
  g_autofree char *plain = arc_calendar_dup_plain (before->summary);

  if (g_str_equal (plain, event->summary))
    return FALSE;
  replace (&reminder->title, event->summary);
  g_strdelimit (reminder->title, "\n", ' ');
  return TRUE;
}

/* A calendar that begins elsewhere, or by another rule, has forgotten the pause before. */
static gboolean
take_schedule (ArcReminder *reminder, const ArcCalendarEvent *event, const ArcCalendarEvent *before)
{
  gboolean is_moved = event->has_start && arc_day_compare (event->day, before->day) != 0;
  gboolean is_other = *event->rule != '\0' && !g_str_equal (event->rule, before->rule);

  if (!is_moved && !is_other)
    return FALSE;
  if (*event->rule != '\0')
    replace (&reminder->rule, event->rule);
  if (event->has_start)
    reminder->start = event->day;
  reminder->paused = FALSE;
  reminder->paused_until = (ArcDay){0, 0, 0};
  return TRUE;
}

static gboolean
take_time (ArcReminder *reminder, const ArcCalendarEvent *event, const ArcCalendarEvent *before)
{
  gboolean is_elsewhere = event->zone != NULL && !g_str_equal (event->zone, before->zone);

  if (!event->has_start || (event->at_s == before->at_s && !is_elsewhere))
    return FALSE;
  reminder->at_s = event->at_s;
  if (is_elsewhere)
    replace (&reminder->zone, event->zone);
  return TRUE;
}

static gboolean
take_state (ArcReminder *reminder, const ArcCalendarEvent *event, const ArcCalendarEvent *before)
{
  if (event->is_cancelled == before->is_cancelled)
    return FALSE;
  reminder->paused = event->is_cancelled;
  reminder->paused_until = (ArcDay){0, 0, 0};
  return TRUE;
}

/* Occurrences that were taken out there are skipped. */
static gboolean
take_exceptions (ArcItem *item, const ArcCalendarEvent *event, const ArcCalendarEvent *before,
                 gint64 changed_us)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < event->excepted->len; i++) {
    gint64 wall_s = g_array_index (event->excepted, gint64, i);
    ArcFiring firing = {.wall_s = wall_s, .state = ARC_FIRING_DONE, .changed_us = changed_us};

    if (arc_calendar_event_is_excepted (before, wall_s) || !arc_firing_validate (&firing, NULL))
      continue;
    g_ptr_array_add (item->firings, arc_firing_copy (&firing));
    changed = TRUE;
  }
  return changed;
}

/* Brings in what was changed in another calendar. */
static gboolean
take_changes (ArcItem *item, ArcCalendarEvent *event, const char *here, GError **error)
{
  ArcReminder *reminder = item->reminder;
  g_autoptr (ArcCalendarEvent) before =
      arc_calendar_event_from_reminder (reminder, item->firings, here, error);
  gint64 changed_us = MAX (reminder->modified_us + 1, event->modified_us);
  gboolean changed;

  if (before == NULL)
    return FALSE;
  localize (event, before->zone, here);
  changed = take_title (reminder, event, before);
  changed |= take_schedule (reminder, event, before);
  changed |= take_time (reminder, event, before);
  changed |= take_state (reminder, event, before);
  if (changed)
    reminder->modified_us = changed_us;
  take_exceptions (item, event, before, changed_us);
  return TRUE;
}

ArcItem *
arc_icalendar_to_reminder (ArcCalendarEvent *event, const char *here, GError **error)
{
  g_autoptr (JsonNode) node = arc_json_text_parse (event->exact, strlen (event->exact), error);
  g_autoptr (ArcItem) item = NULL;
  g_autofree char *seen = digest (event);
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  item = object != NULL ? arc_json_to_item (object, error) : NULL;
  if (object != NULL && item == NULL)
    return NULL;
  if (item == NULL || item->kind != ARC_ITEM_REMINDER) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("X-ARC-REMINDER does not hold what ARC Journal writes there."));
    return NULL;
  }
  if (!arc_item_validate (item, error))
    return NULL;
  if (g_strcmp0 (json_object_get_string_member_with_default (object, SEEN, NULL), seen) != 0 &&
      !take_changes (item, event, here, error))
    return NULL;
  return g_steal_pointer (&item);
}
