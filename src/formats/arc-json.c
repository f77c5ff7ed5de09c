/* Records to and from JSON objects, member by member. */
#include "arc-config.h"

#include "arc-json.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-id.h"
#include "arc-json-aside.h"
#include "arc-json-content.h"
#include "arc-json-firing.h"
#include "arc-json-loop.h"
#include "arc-json-member.h"
#include "arc-json-text.h"

/* ---- writing ---- */

static JsonObject *
from_look_back (const ArcLookBack *look_back)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "id", look_back->id);
  arc_member_put_time (object, "at", look_back->at_us);
  arc_member_put_text (object, "zone", look_back->zone);
  arc_member_put_text (object, "did", arc_did_to_word (look_back->did));
  arc_member_put_text (object, "helped", arc_helped_to_word (look_back->helped));
  arc_member_put_text (object, "note", look_back->note);
  arc_member_put_text (object, "commitment", look_back->commitment_id);
  return object;
}

static JsonObject *
from_revision (const ArcEntry *entry)
{
  JsonObject *object = json_object_new ();

  arc_member_put_text (object, "revision", entry->revision);
  arc_member_put_text (object, "parent", entry->parent);
  arc_member_put_time (object, "occurred_at", entry->occurred_us);
  arc_member_put_text (object, "zone", entry->zone);
  arc_member_put_time (object, "modified_at", entry->modified_us);
  arc_json_put_content (object, entry, TRUE);
  return object;
}

JsonObject *
arc_json_from_record (const ArcRecord *record)
{
  g_return_val_if_fail (record != NULL && record->entry != NULL, NULL);

  const ArcEntry *entry = record->entry;
  JsonObject *object = json_object_new ();
  json_object_set_string_member (object, "type", "entry");
  json_object_set_int_member (object, "version", ARC_JSON_VERSION);
  arc_member_put_text (object, "id", entry->id);
  arc_member_put_text (object, "revision", entry->revision);
  arc_member_put_text (object, "parent", entry->parent);
  arc_member_put_time (object, "occurred_at", entry->occurred_us);
  arc_member_put_text (object, "zone", entry->zone);
  arc_member_put_time (object, "created_at", entry->created_us);
  arc_member_put_time (object, "modified_at", entry->modified_us);
  if (record->deleted_us != 0)
    arc_member_put_time (object, "deleted_at", record->deleted_us);
  arc_json_put_content (object, entry, TRUE);

  if (record->look_backs->len > 0) {
    JsonArray *look_backs = json_array_new ();
    for (guint i = 0; i < record->look_backs->len; i++)
      json_array_add_object_element (look_backs, from_look_back (record->look_backs->pdata[i]));
    json_object_set_array_member (object, "look_backs", look_backs);
  }
  arc_json_put_loop (object, record->loop);
  arc_json_put_firings (object, record->firings, entry->id, FALSE);
  if (record->revisions->len > 0) {
    JsonArray *revisions = json_array_new ();
    for (guint i = 0; i < record->revisions->len; i++)
      json_array_add_object_element (revisions, from_revision (record->revisions->pdata[i]));
    json_object_set_array_member (object, "revisions", revisions);
  }
  return object;
}

void
arc_json_append_record (GString *out, const ArcRecord *record)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, arc_json_from_record (record));
  arc_json_text_append (out, node);
}

/* ---- reading ---- */

/* What an entry and each of its revisions have. */
static gboolean
read_content (JsonObject *object, ArcEntry *entry, GError **error)
{
  const char *text;

  if (!arc_member_get_id (object, "revision", &entry->revision, error) ||
      !arc_member_get_id (object, "parent", &entry->parent, error) ||
      !arc_member_get_time (object, "occurred_at", &entry->occurred_us, error) ||
      !arc_member_get_time (object, "modified_at", &entry->modified_us, error))
    return FALSE;
  if (!arc_member_get_text (object, "zone", &text, error))
    return FALSE;
  if (text != NULL)
    arc_entry_set_zone (entry, text);
  return arc_json_read_content (object, entry, error);
}

static ArcLookBack *
to_look_back (JsonObject *object, const char *entry_id, GError **error)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry_id);
  const char *zone, *note;

  if (!arc_member_get_id (object, "id", &look_back->id, error) ||
      !arc_member_get_id (object, "commitment", &look_back->commitment_id, error) ||
      !arc_member_get_time (object, "at", &look_back->at_us, error) ||
      !arc_member_get_text (object, "zone", &zone, error) ||
      !arc_member_get_text (object, "note", &note, error) ||
      !arc_json_read_answers (object, look_back, error))
    return NULL;
  arc_member_replace (&look_back->zone, zone);
  arc_member_replace (&look_back->note, note);
  return g_steal_pointer (&look_back);
}

static gboolean
read_look_backs (JsonObject *object, ArcRecord *record, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, "look_backs", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!arc_member_get_element (array, i, "look_backs", &element, error))
      return FALSE;
    ArcLookBack *look_back = to_look_back (element, record->entry->id, error);
    if (look_back == NULL)
      return FALSE;
    g_ptr_array_add (record->look_backs, look_back);
  }
  return TRUE;
}

static gboolean
read_revisions (JsonObject *object, ArcRecord *record, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!arc_member_get_array (object, "revisions", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!arc_member_get_element (array, i, "revisions", &element, error))
      return FALSE;
    g_autoptr (ArcEntry) entry = arc_entry_new ();
    entry->id = g_strdup (record->entry->id);
    entry->created_us = record->entry->created_us;
    if (!read_content (element, entry, error))
      return FALSE;
    g_ptr_array_add (record->revisions, g_steal_pointer (&entry));
  }
  return TRUE;
}

/* The kind that "type" says; without one it is an entry. */
static gboolean
read_kind (JsonObject *object, ArcItemKind *kind, GError **error)
{
  const char *type;

  *kind = ARC_ITEM_ENTRY;
  if (!arc_member_get_text (object, "type", &type, error))
    return FALSE;
  if (type == NULL || arc_item_kind_from_word (type, kind))
    return TRUE;
  return ARC_FAIL_SHOWING (
      error,
      _ ("This program does not know records of the type “%s”, only entry, reminder, goal "
         "and setting."),
      type);
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *version = arc_member_get (object, "version");

  if (version == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (version) != G_TYPE_INT64 ||
      json_node_get_int (version) < 1)
    return ARC_FAIL (error, _ ("“%s” must be a whole number from 1 on."), "version");
  if (json_node_get_int (version) <= ARC_JSON_VERSION)
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_NEWER,
               _ ("This record has version %lld of the format, and this program knows version "
                  "%d. A newer ARC Journal can read it."),
               (long long) json_node_get_int (version), ARC_JSON_VERSION);
  return FALSE;
}

gboolean
arc_json_is_own (JsonObject *object)
{
  JsonNode *type = json_object_get_member (object, "type");
  ArcItemKind kind;

  /* Records of a type that a newer program knows have a version all the same. */
  if (type != NULL && arc_member_node_is_text (type) &&
      (arc_item_kind_from_word (json_node_get_string (type), &kind) ||
       json_object_has_member (object, "version")))
    return TRUE;
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (json_object_has_member (object, arc_section_to_word (i)))
      return TRUE;
  return FALSE;
}

ArcRecord *
arc_json_to_record (JsonObject *object, GError **error)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_entry_new ());
  ArcEntry *entry = record->entry;

  if (!check_version (object, error) || !arc_member_get_id (object, "id", &entry->id, error) ||
      !arc_member_get_time (object, "created_at", &entry->created_us, error) ||
      !arc_member_get_time (object, "deleted_at", &record->deleted_us, error) ||
      !read_content (object, entry, error) || !read_look_backs (object, record, error) ||
      !arc_json_read_loop (object, record->loop, error) ||
      !arc_json_read_firings (object, record->firings, error) ||
      !read_revisions (object, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

ArcItem *
arc_json_to_item (JsonObject *object, GError **error)
{
  ArcItemKind kind;
  ArcRecord *record;

  if (!check_version (object, error) || !read_kind (object, &kind, error))
    return NULL;
  if (kind != ARC_ITEM_ENTRY)
    return arc_json_to_aside (kind, object, error);
  record = arc_json_to_record (object, error);
  return record != NULL ? arc_item_new_entry (record) : NULL;
}

void
arc_json_append_item (GString *out, const ArcItem *item)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, item->kind == ARC_ITEM_ENTRY
                                   ? arc_json_from_record (item->record)
                                   : arc_json_from_aside (item, ARC_JSON_VERSION));
  arc_json_text_append (out, node);
}
