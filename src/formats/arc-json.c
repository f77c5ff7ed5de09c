/* Records to and from JSON objects, member by member. */
#include "arc-config.h"

#include "arc-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-id.h"
#include "arc-json-aside.h"
#include "arc-json-firing.h"
#include "arc-json-loop.h"
#include "arc-json-member.h"
#include "arc-json-text.h"

/* ---- writing ---- */

static void
put_evidence (JsonObject *object, const ArcEntry *entry)
{
  if (entry->evidence == ARC_EVIDENCE_NONE)
    return;

  JsonObject *evidence = json_object_new ();
  json_object_set_string_member (evidence, "kind", arc_evidence_to_word (entry->evidence));
  if (entry->evidence == ARC_EVIDENCE_MEASURED) {
    json_object_set_double_member (evidence, "amount", entry->evidence_amount);
    arc_member_put_text (evidence, "unit", entry->evidence_unit);
    arc_member_put_text (evidence, "per", arc_per_to_word (entry->evidence_per));
  }
  json_object_set_object_member (object, "evidence", evidence);
}

/* What a person wrote and chose. */
static void
put_content (JsonObject *object, const ArcEntry *entry)
{
  arc_member_put_text (object, "title", entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_member_put_text (object, arc_section_to_word (i), entry->section[i]);
  arc_member_put_text (object, "outcome", arc_outcome_to_word (entry->outcome));
  arc_member_put_text (object, "lens", arc_lens_to_word (entry->lens));
  arc_member_put_text (object, "topic", entry->topic);
  if (entry->tags->len > 0) {
    JsonArray *tags = json_array_sized_new (entry->tags->len);
    for (guint i = 0; i < entry->tags->len; i++)
      json_array_add_string_element (tags, entry->tags->pdata[i]);
    json_object_set_array_member (object, "tags", tags);
  }
  put_evidence (object, entry);
}

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
  put_content (object, entry);
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
  put_content (object, entry);

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

static gboolean
read_tags (JsonObject *object, ArcEntry *entry, GError **error)
{
  JsonArray *tags;

  if (!arc_member_get_array (object, "tags", &tags, error))
    return FALSE;
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++) {
    JsonNode *tag = json_array_get_element (tags, i);
    if (!arc_member_node_is_text (tag))
      return ARC_FAIL (error, _ ("“%s” must be a list of texts."), "tags");
    arc_entry_add_tag (entry, json_node_get_string (tag));
  }
  return TRUE;
}

static gboolean
read_amount (JsonObject *evidence, double *amount, GError **error)
{
  JsonNode *node = arc_member_get (evidence, "amount");

  *amount = 0;
  if (node == NULL)
    return TRUE;
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return ARC_FAIL (error, _ ("“%s” must be a number."), "evidence.amount");
  *amount = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_evidence (JsonObject *object, ArcEntry *entry, GError **error)
{
  JsonNode *node = arc_member_get (object, "evidence");
  const char *kind, *unit, *per;
  ArcEvidence evidence;
  ArcPer counts = ARC_PER_NOT_SAID;
  double amount;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("“%s” must be an object."), "evidence");
  JsonObject *members = json_node_get_object (node);
  if (!arc_member_get_text (members, "kind", &kind, error) ||
      !arc_member_get_text (members, "unit", &unit, error) ||
      !arc_member_get_text (members, "per", &per, error) || !read_amount (members, &amount, error))
    return FALSE;
  if (per != NULL && !arc_per_from_word (per, &counts))
    return ARC_FAIL (error, _ ("“%s” must be one of once, time and week."), "evidence.per");
  if (kind == NULL || !arc_evidence_from_word (kind, &evidence))
    return ARC_FAIL (error, _ ("“%s” must be one of felt, learned, did-differently and measured."),
                     "evidence.kind");
  arc_entry_set_evidence (entry, evidence, amount, unit);
  entry->evidence_per = evidence == ARC_EVIDENCE_MEASURED ? counts : ARC_PER_NOT_SAID;
  return TRUE;
}

static gboolean
read_choices (JsonObject *object, ArcEntry *entry, GError **error)
{
  const char *outcome, *lens, *topic;

  if (!arc_member_get_text (object, "outcome", &outcome, error) ||
      !arc_member_get_text (object, "lens", &lens, error) ||
      !arc_member_get_text (object, "topic", &topic, error))
    return FALSE;
  if (outcome != NULL && !arc_outcome_from_word (outcome, &entry->outcome))
    return ARC_FAIL (error, _ ("“%s” must be one of achieved, partly and missed."), "outcome");
  if (lens != NULL && !arc_lens_from_word (lens, &entry->lens))
    return ARC_FAIL (
        error, _ ("“%s” must be one of individual, manager, executive and facilitator."), "lens");
  if (topic != NULL)
    arc_entry_set_topic (entry, topic);
  return TRUE;
}

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
  if (!arc_member_get_text (object, "title", &text, error))
    return FALSE;
  arc_entry_set_title (entry, text);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (!arc_member_get_text (object, arc_section_to_word (i), &text, error))
      return FALSE;
    arc_entry_set_section (entry, i, text);
  }
  return read_choices (object, entry, error) && read_tags (object, entry, error) &&
         read_evidence (object, entry, error);
}

static gboolean
read_answers (JsonObject *object, ArcLookBack *look_back, GError **error)
{
  const char *did, *helped;

  if (!arc_member_get_text (object, "did", &did, error) ||
      !arc_member_get_text (object, "helped", &helped, error))
    return FALSE;
  if (did != NULL && !arc_did_from_word (did, &look_back->did))
    return ARC_FAIL (error, _ ("“%s” must be one of yes, partly, not-yet and no-longer."),
                     "look_backs.did");
  if (helped != NULL && !arc_helped_from_word (helped, &look_back->helped))
    return ARC_FAIL (error, _ ("“%s” must be one of yes, partly, no and too-early."),
                     "look_backs.helped");
  return TRUE;
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
      !read_answers (object, look_back, error))
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
