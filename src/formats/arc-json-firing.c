/* Firings, to and from JSON. */
#include "arc-config.h"

#include "arc-json-firing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-member.h"

#define DAY_S 86400
#define DAY_CHARS 10 /* "2026-11-20" */

/* ---- writing ---- */

static void
put_due (JsonObject *object, gint64 wall_s, gboolean with_time)
{
  ArcDay day = arc_day_of (wall_s * ARC_US_PER_SECOND, "UTC", 0);
  g_autofree char *day_text = arc_day_to_text (day);
  g_autofree char *time_text = arc_member_format_wall_time (wall_s - arc_wall_seconds (day, 0));
  g_autofree char *both = g_strconcat (day_text, "T", time_text, NULL);

  arc_member_put_text (object, "due", with_time || wall_s % DAY_S != 0 ? both : day_text);
}

static JsonObject *
from_firing (const ArcFiring *firing, const char *owner_id, gboolean with_time)
{
  JsonObject *object = json_object_new ();

  if (firing->subject_id != NULL && g_strcmp0 (firing->subject_id, owner_id) != 0)
    arc_member_put_text (object, "commitment", firing->subject_id);
  put_due (object, firing->wall_s, with_time);
  arc_member_put_text (object, "state", arc_firing_state_to_word (firing->state));
  if (firing->state == ARC_FIRING_SNOOZED)
    arc_member_put_time (object, "until", firing->snooze_until_us);
  if (firing->changed_us != 0)
    arc_member_put_time (object, "at", firing->changed_us);
  return object;
}

void
arc_json_put_firings (JsonObject *object, const GPtrArray *firings, const char *owner_id,
                      gboolean with_time)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < firings->len; i++)
    if (arc_firing_is_kept (firings->pdata[i]))
      json_array_add_object_element (array, from_firing (firings->pdata[i], owner_id, with_time));
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, "firings", g_steal_pointer (&array));
}

/* ---- reading ---- */

static gboolean
parse_due (const char *text, gint64 *wall_s)
{
  g_autofree char *day_text = g_strndup (text, DAY_CHARS);
  const char *rest = text + strlen (day_text);
  ArcDay day = {0, 0, 0};
  int at_s = 0;

  if (!arc_day_from_text (day_text, &day) || !arc_day_is_set (day))
    return FALSE;
  if (*rest != '\0' && (*rest != 'T' || !arc_member_parse_wall_time (rest + 1, &at_s)))
    return FALSE;
  *wall_s = arc_wall_seconds (day, at_s);
  return TRUE;
}

static gboolean
read_firing (JsonObject *object, ArcFiring *firing, GError **error)
{
  const char *due, *state;

  if (!arc_member_get_id (object, "commitment", &firing->subject_id, error) ||
      !arc_member_get_text (object, "due", &due, error) ||
      !arc_member_get_text (object, "state", &state, error) ||
      !arc_member_get_time (object, "until", &firing->snooze_until_us, error) ||
      !arc_member_get_time (object, "at", &firing->changed_us, error))
    return FALSE;
  if (due == NULL || !parse_due (due, &firing->wall_s))
    return ARC_FAIL (error, _ ("“%s” must be a day such as 2026-11-20, or 2026-11-20T15:30."),
                     "firings.due");
  if (state == NULL || !arc_firing_state_from_word (state, &firing->state) ||
      !arc_firing_is_kept (firing))
    return ARC_FAIL (error, _ ("“%s” must be one of snoozed and done."), "firings.state");
  if (firing->state != ARC_FIRING_SNOOZED)
    firing->snooze_until_us = 0;
  return TRUE;
}

gboolean
arc_json_read_firings (JsonObject *object, GPtrArray *firings, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, "firings", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    g_autoptr (ArcFiring) firing = g_new0 (ArcFiring, 1);

    if (!arc_member_get_element (array, i, "firings", &element, error) ||
        !read_firing (element, firing, error))
      return FALSE;
    g_ptr_array_add (firings, g_steal_pointer (&firing));
  }
  return TRUE;
}
