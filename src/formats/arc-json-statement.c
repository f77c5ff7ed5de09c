/* JSON Lines of statements. */
#include "arc-config.h"

#include "arc-json-statement.h"

#include <glib/gi18n-lib.h>

#include "arc-fail.h"
#include "arc-json-member.h"
#include "arc-json-text.h"

static gboolean
take_id (JsonObject *object, char **id, char **id_json, GError **error)
{
  JsonNode *node = arc_member_get (object, "id");
  g_autoptr (GString) json = g_string_new (NULL);

  if (node == NULL)
    return ARC_FAIL (error, _ ("“%s” is missing."), "id");
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_STRING &&
                                        json_node_get_value_type (node) != G_TYPE_INT64))
    return ARC_FAIL (error, _ ("“%s” must be text or a whole number."), "id");
  arc_json_text_append (json, node);
  if (arc_member_node_is_text (node)) {
    if (*json_node_get_string (node) == '\0')
      return ARC_FAIL (error, _ ("“%s” is empty."), "id");
    *id = g_strdup (json_node_get_string (node));
  } else {
    *id = g_strdup (json->str);
  }
  *id_json = g_string_free (g_steal_pointer (&json), FALSE);
  return TRUE;
}

gboolean
arc_json_statement_parse (const char *line, gsize length, char **id, char **id_json, char **text,
                          GError **error)
{
  g_autoptr (JsonNode) node = arc_json_text_parse (line, length, error);
  JsonObject *object;
  const char *found = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("This is not a JSON object."));
  object = json_node_get_object (node);
  if (!arc_member_get_text (object, "text", &found, error))
    return FALSE;
  if (found == NULL)
    return ARC_FAIL (error, _ ("“%s” is missing."), "text");
  if (!take_id (object, id, id_json, error))
    return FALSE;
  *text = g_strdup (found);
  return TRUE;
}

void
arc_json_statement_append_cluster (GString *out, const char *id_json, const char *cluster)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), cluster);

  g_string_append_printf (out, "{\"id\":%s,\"cluster\":", id_json);
  arc_json_text_append (out, node);
  g_string_append (out, "}\n");
}
