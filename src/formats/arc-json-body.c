/* Pieces of the bodies of posts. */
#include "arc-config.h"
#include "arc-json-body.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-member.h"
#include "arc-json-text.h"

/* ---- writing ---- */

char *
arc_body_end (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  GString *out = g_string_new (NULL);

  json_object_unref (object);
  arc_json_text_append (out, node);
  json_node_unref (node);
  return g_string_free (out, FALSE);
}

void
arc_body_put_texts (JsonObject *object, const char *name, const GPtrArray *texts)
{
  JsonArray *array;

  if (texts->len == 0)
    return;
  array = json_array_sized_new (texts->len);
  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  json_object_set_array_member (object, name, array);
}

void
arc_body_put_count (JsonObject *object, const char *name, guint count)
{
  if (count > 0)
    json_object_set_int_member (object, name, count);
}

void
arc_body_put_number (JsonObject *object, const char *name, double number)
{
  if (number != 0)
    json_object_set_double_member (object, name, number);
}

void
arc_body_put_flag (JsonObject *object, const char *name, gboolean flag)
{
  if (flag)
    json_object_set_boolean_member (object, name, TRUE);
}

void
arc_body_put_equivalent (JsonObject *object, const ArcEquivalent *equivalent)
{
  arc_member_put_text (object, "kind", arc_equivalent_kind_to_word (equivalent->kind));
  arc_member_put_text (object, "name", equivalent->name);
  arc_member_put_text (object, "plural", equivalent->plural);
  arc_member_put_text (object, "unit", equivalent->unit);
  arc_body_put_number (object, "amount", equivalent->amount);
  arc_member_put_text (object, "source", equivalent->source);
}

/* ---- reading ---- */

JsonObject *
arc_body_parse (const char *body, JsonNode **node, GError **error)
{
  *node = arc_json_text_parse (body, strlen (body), error);
  if (!*node)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (*node))
    return json_node_get_object (*node);
  (void) ARC_FAIL (error, _ ("What a teammate’s program wrote is not an object."));
  return NULL;
}

gboolean
arc_body_read_text (JsonObject *object, const char *name, char **owned, GError **error)
{
  const char *text;

  if (!arc_member_get_text (object, name, &text, error))
    return FALSE;
  arc_member_replace (owned, text);
  return TRUE;
}

gboolean
arc_body_read_texts (JsonObject *object, const char *name, GPtrArray *texts, GError **error)
{
  JsonArray *array;

  if (!arc_member_get_array (object, name, &array, error))
    return FALSE;
  if (array && json_array_get_length (array) > ARC_BODY_ARRAY_MAX)
    return ARC_FAIL (error, _ ("“%s” has more elements than can be read."), name);
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!arc_member_node_is_text (node))
      return ARC_FAIL (error, _ ("“%s” holds something that is not a text."), name);
    g_ptr_array_add (texts, json_node_dup_string (node));
  }
  return TRUE;
}

gboolean
arc_body_read_count (JsonObject *object, const char *name, guint *count, GError **error)
{
  gint64 number = *count;

  if (!arc_member_get_int (object, name, &number, error))
    return FALSE;
  if (number < 0 || number > G_MAXINT)
    return ARC_FAIL (error, _ ("“%s” is not a count."), name);
  *count = number;
  return TRUE;
}

gboolean
arc_body_read_number (JsonObject *object, const char *name, double *number, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_INT64 &&
                                        json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return ARC_FAIL (error, _ ("“%s” is not a number."), name);
  *number = json_node_get_double (node);
  return TRUE;
}

gboolean
arc_body_read_word (JsonObject *object, const char *name,
                    gboolean (*from_word) (const char *, guint *), guint *value, GError **error)
{
  const char *word;

  if (!arc_member_get_text (object, name, &word, error))
    return FALSE;
  if (word && !from_word (word, value))
    return ARC_FAIL (error, _ ("“%s” has a value that is not known."), name);
  return TRUE;
}

gboolean
arc_body_read_object (JsonObject *object, const char *name, JsonObject **member, GError **error)
{
  JsonNode *node = arc_member_get (object, name);

  *member = NULL;
  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("“%s” is not an object."), name);
  *member = json_node_get_object (node);
  return TRUE;
}

gboolean
arc_body_read_equivalent (JsonObject *object, ArcEquivalent *equivalent, GError **error)
{
  return ARC_BODY_READ_WORD (object, "kind", arc_equivalent_kind_from_word, &equivalent->kind,
                             error) &&
         arc_body_read_text (object, "name", &equivalent->name, error) &&
         arc_body_read_text (object, "plural", &equivalent->plural, error) &&
         arc_body_read_text (object, "unit", &equivalent->unit, error) &&
         arc_body_read_number (object, "amount", &equivalent->amount, error) &&
         arc_body_read_text (object, "source", &equivalent->source, error);
}
