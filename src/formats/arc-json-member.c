/* Members of JSON objects: put where they say something, and read with their type checked. */
#include "arc-config.h"

#include "arc-json-member.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "arc-fail.h"
#include "arc-id.h"

#define HOUR_S 3600
#define MINUTE_S 60

void
arc_member_put_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

void
arc_member_put_time (JsonObject *object, const char *name, gint64 instant_us)
{
  g_autofree char *text = arc_instant_format (instant_us);

  json_object_set_string_member (object, name, text);
}

JsonNode *
arc_member_get (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

gboolean
arc_member_node_is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
arc_member_get_text (JsonObject *object, const char *name, const char **text, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (!arc_member_node_is_text (node))
    return ARC_FAIL (error, _ ("“%s” must be text."), name);
  *text = json_node_get_string (node);
  return TRUE;
}

gboolean
arc_member_get_id (JsonObject *object, const char *name, char **id, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  g_autofree char *lower = g_ascii_strdown (text, -1);
  if (!arc_id_is_valid (lower))
    return ARC_FAIL (error, _ ("“%s” must be an id (a UUID)."), name);
  g_free (*id);
  *id = g_steal_pointer (&lower);
  return TRUE;
}

gboolean
arc_member_get_time (JsonObject *object, const char *name, gint64 *instant_us, GError **error)
{
  const char *text;
  gint64 parsed_us;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  /* Words such as "now" are for people. */
  if (!g_ascii_isdigit (*text) || !arc_instant_parse (text, "UTC", 0, &parsed_us, NULL))
    return ARC_FAIL (error, _ ("“%s” must be a time such as 2026-11-20T13:03:11Z."), name);
  *instant_us = parsed_us;
  return TRUE;
}

gboolean
arc_member_get_array (JsonObject *object, const char *name, JsonArray **array, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  *array = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return ARC_FAIL (error, _ ("“%s” must be a list."), name);
  *array = json_node_get_array (node);
  return TRUE;
}

void
arc_member_replace (char **owned, const char *text)
{
  if (text == NULL)
    return;
  g_free (*owned);
  *owned = g_strdup (text);
}

gboolean
arc_member_get_element (JsonArray *array, guint i, const char *field, JsonObject **element,
                        GError **error)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("“%s” must be a list of objects."), field);
  *element = json_node_get_object (node);
  return TRUE;
}

void
arc_member_put_day (JsonObject *object, const char *name, ArcDay day)
{
  g_autofree char *text = arc_day_to_text (day);

  arc_member_put_text (object, name, text);
}

gboolean
arc_member_get_day (JsonObject *object, const char *name, ArcDay *day, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  if (text != NULL && !arc_day_from_text (text, day))
    return ARC_FAIL (error, _ ("“%s” must be a day such as 2026-11-20."), name);
  return TRUE;
}

gboolean
arc_member_get_int (JsonObject *object, const char *name, gint64 *number, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return ARC_FAIL (error, _ ("“%s” must be a whole number."), name);
  *number = json_node_get_int (node);
  return TRUE;
}

gboolean
arc_member_get_flag (JsonObject *object, const char *name, gboolean *flag, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return ARC_FAIL (error, _ ("“%s” must be true or false."), name);
  *flag = json_node_get_boolean (node);
  return TRUE;
}

char *
arc_member_format_wall_time (int at_s)
{
  int minutes = at_s % HOUR_S / MINUTE_S;

  return at_s % MINUTE_S == 0
             ? g_strdup_printf ("%02d:%02d", at_s / HOUR_S, minutes)
             : g_strdup_printf ("%02d:%02d:%02d", at_s / HOUR_S, minutes, at_s % MINUTE_S);
}

gboolean
arc_member_parse_wall_time (const char *text, int *at_s)
{
  unsigned hours, minutes, seconds = 0;
  int end = 0;

  if (!g_ascii_isdigit (text[0]) ||
      (sscanf (text, "%2u:%2u:%2u%n", &hours, &minutes, &seconds, &end) != 3 &&
       sscanf (text, "%2u:%2u%n", &hours, &minutes, &end) != 2) ||
      text[end] != '\0' || hours >= 24 || minutes >= 60 || seconds >= 60)
    return FALSE;
  *at_s = hours * HOUR_S + minutes * MINUTE_S + seconds;
  return TRUE;
}
