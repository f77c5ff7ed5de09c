/* Reminders, goals and settings, to and from JSON. */
#include "arc-config.h"

#include "arc-json-aside.h"

#include <glib/gi18n-lib.h>

#include "arc-fail.h"
#include "arc-json-firing.h"
#include "arc-json-member.h"

/* ---- writing ---- */

static void
put_flag (JsonObject *object, const char *name, gboolean flag)
{
  if (flag)
    json_object_set_boolean_member (object, name, TRUE);
}

static void
put_reminder (JsonObject *object, const ArcReminder *reminder, const GPtrArray *firings)
{
  g_autofree char *at = arc_member_format_wall_time (reminder->at_s);

  arc_member_put_text (object, "id", reminder->id);
  arc_member_put_text (object, "title", reminder->title);
  arc_member_put_text (object, "rule", reminder->rule);
  arc_member_put_day (object, "start", reminder->start);
  arc_member_put_text (object, "at", at);
  arc_member_put_text (object, "zone", reminder->zone);
  put_flag (object, "paused", reminder->paused);
  arc_member_put_day (object, "paused_until", reminder->paused_until);
  arc_member_put_time (object, "created_at", reminder->created_us);
  arc_member_put_time (object, "modified_at", reminder->modified_us);
  arc_json_put_firings (object, firings, reminder->id, TRUE);
}

static void
put_goal (JsonObject *object, const ArcGoal *goal, const GArray *weeks)
{
  JsonArray *counts;

  arc_member_put_text (object, "id", goal->id);
  arc_member_put_text (object, "title", goal->title);
  arc_member_put_text (object, "unit", goal->unit);
  json_object_set_int_member (object, "target", goal->target);
  put_flag (object, "paused", goal->paused);
  arc_member_put_time (object, "created_at", goal->created_us);
  arc_member_put_time (object, "modified_at", goal->modified_us);
  if (weeks->len == 0)
    return;
  counts = json_array_sized_new (weeks->len);
  for (guint i = 0; i < weeks->len; i++) {
    const ArcGoalWeek *week = &g_array_index (weeks, ArcGoalWeek, i);
    JsonObject *count = json_object_new ();

    arc_member_put_day (count, "week", week->monday);
    json_object_set_int_member (count, "count", week->count);
    json_array_add_object_element (counts, count);
  }
  json_object_set_array_member (object, "counts", counts);
}

JsonObject *
arc_json_from_aside (const ArcItem *item, int version)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", arc_item_kind_to_word (item->kind));
  json_object_set_int_member (object, "version", version);
  if (item->kind == ARC_ITEM_REMINDER) {
    put_reminder (object, item->reminder, item->firings);
  } else if (item->kind == ARC_ITEM_GOAL) {
    put_goal (object, item->goal, item->weeks);
  } else {
    json_object_set_string_member (object, "key", item->key);
    json_object_set_string_member (object, "value", item->value);
  }
  return object;
}

/* ---- reading ---- */

static gboolean
read_text (JsonObject *object, const char *name, char **owned, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  arc_member_replace (owned, text);
  return TRUE;
}

static gboolean
read_wall_time (JsonObject *object, const char *name, int *at_s, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  if (text != NULL && arc_member_parse_wall_time (text, at_s))
    return TRUE;
  return ARC_FAIL (error, _ ("“%s” must be a time of day such as 15:30."), name);
}

static ArcItem *
to_reminder (JsonObject *object, GError **error)
{
  g_autoptr (ArcItem) item = arc_item_new_reminder (arc_reminder_new ());
  ArcReminder *reminder = item->reminder;

  if (!arc_member_get_id (object, "id", &reminder->id, error) ||
      !read_text (object, "title", &reminder->title, error) ||
      !read_text (object, "rule", &reminder->rule, error) ||
      !arc_member_get_day (object, "start", &reminder->start, error) ||
      !read_wall_time (object, "at", &reminder->at_s, error) ||
      !read_text (object, "zone", &reminder->zone, error) ||
      !arc_member_get_flag (object, "paused", &reminder->paused, error) ||
      !arc_member_get_day (object, "paused_until", &reminder->paused_until, error) ||
      !arc_member_get_time (object, "created_at", &reminder->created_us, error) ||
      !arc_member_get_time (object, "modified_at", &reminder->modified_us, error) ||
      !arc_json_read_firings (object, item->firings, error))
    return NULL;
  return g_steal_pointer (&item);
}

static gboolean
read_weeks (JsonObject *object, GArray *weeks, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, "counts", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    ArcGoalWeek week = {0};
    gint64 count = 0;

    if (!arc_member_get_element (array, i, "counts", &element, error) ||
        !arc_member_get_day (element, "week", &week.monday, error) ||
        !arc_member_get_int (element, "count", &count, error))
      return FALSE;
    if (!arc_day_is_set (week.monday))
      return ARC_FAIL (error, _ ("“%s” must be a day such as 2026-11-20."), "counts.week");
    week.count = CLAMP (count, -1, G_MAXINT);
    g_array_append_val (weeks, week);
  }
  return TRUE;
}

static ArcItem *
to_goal (JsonObject *object, GError **error)
{
  g_autoptr (ArcItem) item = arc_item_new_goal (arc_goal_new ());
  ArcGoal *goal = item->goal;
  gint64 target = 0;

  if (!arc_member_get_id (object, "id", &goal->id, error) ||
      !read_text (object, "title", &goal->title, error) ||
      !read_text (object, "unit", &goal->unit, error) ||
      !arc_member_get_int (object, "target", &target, error) ||
      !arc_member_get_flag (object, "paused", &goal->paused, error) ||
      !arc_member_get_time (object, "created_at", &goal->created_us, error) ||
      !arc_member_get_time (object, "modified_at", &goal->modified_us, error) ||
      !read_weeks (object, item->weeks, error))
    return NULL;
  goal->target = CLAMP (target, 0, G_MAXINT);
  return g_steal_pointer (&item);
}

static ArcItem *
to_setting (JsonObject *object, GError **error)
{
  const char *key, *value;

  if (!arc_member_get_text (object, "key", &key, error) ||
      !arc_member_get_text (object, "value", &value, error))
    return NULL;
  return arc_item_new_setting (key != NULL ? key : "", value != NULL ? value : "");
}

ArcItem *
arc_json_to_aside (ArcItemKind kind, JsonObject *object, GError **error)
{
  switch (kind) {
  case ARC_ITEM_REMINDER:
    return to_reminder (object, error);
  case ARC_ITEM_GOAL:
    return to_goal (object, error);
  case ARC_ITEM_SETTING:
    return to_setting (object, error);
  default:
    g_return_val_if_reached (NULL);
  }
}
