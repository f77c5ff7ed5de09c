/* Records to and from JSON objects, member by member. */
#include "arc-config.h"

#include "arc-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-id.h"
#include "arc-json-text.h"

/* ---- writing ---- */

static void
put_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

static void
put_time (JsonObject *object, const char *name, gint64 instant_us)
{
  g_autofree char *text = arc_instant_format (instant_us);

  json_object_set_string_member (object, name, text);
}

static void
put_evidence (JsonObject *object, const ArcEntry *entry)
{
  if (entry->evidence == ARC_EVIDENCE_NONE)
    return;

  JsonObject *evidence = json_object_new ();
  json_object_set_string_member (evidence, "kind", arc_evidence_to_word (entry->evidence));
  if (entry->evidence == ARC_EVIDENCE_MEASURED) {
    json_object_set_double_member (evidence, "amount", entry->evidence_amount);
    put_text (evidence, "unit", entry->evidence_unit);
    put_text (evidence, "per", arc_per_to_word (entry->evidence_per));
  }
  json_object_set_object_member (object, "evidence", evidence);
}

/* What a person wrote and chose. */
static void
put_content (JsonObject *object, const ArcEntry *entry)
{
  put_text (object, "title", entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    put_text (object, arc_section_to_word (i), entry->section[i]);
  put_text (object, "outcome", arc_outcome_to_word (entry->outcome));
  put_text (object, "lens", arc_lens_to_word (entry->lens));
  put_text (object, "topic", entry->topic);
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

  put_text (object, "id", look_back->id);
  put_time (object, "at", look_back->at_us);
  put_text (object, "zone", look_back->zone);
  put_text (object, "did", arc_did_to_word (look_back->did));
  put_text (object, "helped", arc_helped_to_word (look_back->helped));
  put_text (object, "note", look_back->note);
  return object;
}

static JsonObject *
from_revision (const ArcEntry *entry)
{
  JsonObject *object = json_object_new ();

  put_text (object, "revision", entry->revision);
  put_text (object, "parent", entry->parent);
  put_time (object, "occurred_at", entry->occurred_us);
  put_text (object, "zone", entry->zone);
  put_time (object, "modified_at", entry->modified_us);
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
  put_text (object, "id", entry->id);
  put_text (object, "revision", entry->revision);
  put_text (object, "parent", entry->parent);
  put_time (object, "occurred_at", entry->occurred_us);
  put_text (object, "zone", entry->zone);
  put_time (object, "created_at", entry->created_us);
  put_time (object, "modified_at", entry->modified_us);
  if (record->deleted_us != 0)
    put_time (object, "deleted_at", record->deleted_us);
  put_content (object, entry);

  if (record->look_backs->len > 0) {
    JsonArray *look_backs = json_array_new ();
    for (guint i = 0; i < record->look_backs->len; i++)
      json_array_add_object_element (look_backs, from_look_back (record->look_backs->pdata[i]));
    json_object_set_array_member (object, "look_backs", look_backs);
  }
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

/* The member, or NULL where it is absent or null. */
static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
node_is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* @text stays NULL where the member is absent. */
static gboolean
get_text (JsonObject *object, const char *name, const char **text, GError **error)
{
  JsonNode *node = get_member (object, name);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (!node_is_text (node))
    return ARC_FAIL (error, _ ("“%s” must be text."), name);
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
get_id (JsonObject *object, const char *name, char **id, GError **error)
{
  const char *text;

  if (!get_text (object, name, &text, error))
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

/* @instant_us stays as it is where the member is absent. */
static gboolean
get_time (JsonObject *object, const char *name, gint64 *instant_us, GError **error)
{
  const char *text;
  gint64 parsed_us;

  if (!get_text (object, name, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  /* Words such as "now" are for people. */
  if (!g_ascii_isdigit (*text) || !arc_instant_parse (text, "UTC", 0, &parsed_us, NULL))
    return ARC_FAIL (error, _ ("“%s” must be a time such as 2026-11-20T13:03:11Z."), name);
  *instant_us = parsed_us;
  return TRUE;
}

static gboolean
get_array (JsonObject *object, const char *name, JsonArray **array, GError **error)
{
  JsonNode *node = get_member (object, name);

  *array = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return ARC_FAIL (error, _ ("“%s” must be a list."), name);
  *array = json_node_get_array (node);
  return TRUE;
}

static gboolean
read_tags (JsonObject *object, ArcEntry *entry, GError **error)
{
  JsonArray *tags;

  if (!get_array (object, "tags", &tags, error))
    return FALSE;
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++) {
    JsonNode *tag = json_array_get_element (tags, i);
    if (!node_is_text (tag))
      return ARC_FAIL (error, _ ("“%s” must be a list of texts."), "tags");
    arc_entry_add_tag (entry, json_node_get_string (tag));
  }
  return TRUE;
}

static gboolean
read_amount (JsonObject *evidence, double *amount, GError **error)
{
  JsonNode *node = get_member (evidence, "amount");

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
  JsonNode *node = get_member (object, "evidence");
  const char *kind, *unit, *per;
  ArcEvidence evidence;
  ArcPer counts = ARC_PER_NOT_SAID;
  double amount;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("“%s” must be an object."), "evidence");
  JsonObject *members = json_node_get_object (node);
  if (!get_text (members, "kind", &kind, error) || !get_text (members, "unit", &unit, error) ||
      !get_text (members, "per", &per, error) || !read_amount (members, &amount, error))
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

  if (!get_text (object, "outcome", &outcome, error) || !get_text (object, "lens", &lens, error) ||
      !get_text (object, "topic", &topic, error))
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

  if (!get_id (object, "revision", &entry->revision, error) ||
      !get_id (object, "parent", &entry->parent, error) ||
      !get_time (object, "occurred_at", &entry->occurred_us, error) ||
      !get_time (object, "modified_at", &entry->modified_us, error))
    return FALSE;
  if (!get_text (object, "zone", &text, error))
    return FALSE;
  if (text != NULL)
    arc_entry_set_zone (entry, text);
  if (!get_text (object, "title", &text, error))
    return FALSE;
  arc_entry_set_title (entry, text);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (!get_text (object, arc_section_to_word (i), &text, error))
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

  if (!get_text (object, "did", &did, error) || !get_text (object, "helped", &helped, error))
    return FALSE;
  if (did != NULL && !arc_did_from_word (did, &look_back->did))
    return ARC_FAIL (error, _ ("“%s” must be one of yes, partly, not-yet and no-longer."),
                     "look_backs.did");
  if (helped != NULL && !arc_helped_from_word (helped, &look_back->helped))
    return ARC_FAIL (error, _ ("“%s” must be one of yes, partly, no and too-early."),
                     "look_backs.helped");
  return TRUE;
}

static void
replace (char **owned, const char *text)
{
  if (text == NULL)
    return;
  g_free (*owned);
  *owned = g_strdup (text);
}

static ArcLookBack *
to_look_back (JsonObject *object, const char *entry_id, GError **error)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry_id);
  const char *zone, *note;

  if (!get_id (object, "id", &look_back->id, error) ||
      !get_time (object, "at", &look_back->at_us, error) ||
      !get_text (object, "zone", &zone, error) || !get_text (object, "note", &note, error) ||
      !read_answers (object, look_back, error))
    return NULL;
  replace (&look_back->zone, zone);
  replace (&look_back->note, note);
  return g_steal_pointer (&look_back);
}

/* The @i-th element of @array as an object. */
static gboolean
get_element (JsonArray *array, guint i, const char *field, JsonObject **element, GError **error)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("“%s” must be a list of objects."), field);
  *element = json_node_get_object (node);
  return TRUE;
}

static gboolean
read_look_backs (JsonObject *object, ArcRecord *record, GError **error)
{
  JsonArray *array;
  JsonObject *element;

  if (!get_array (object, "look_backs", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!get_element (array, i, "look_backs", &element, error))
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

  if (!get_array (object, "revisions", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!get_element (array, i, "revisions", &element, error))
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

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *type = get_member (object, "type");
  JsonNode *version = get_member (object, "version");

  if (version != NULL) {
    if (!JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (version) != G_TYPE_INT64 ||
        json_node_get_int (version) < 1)
      return ARC_FAIL (error, _ ("“%s” must be a whole number from 1 on."), "version");
    if (json_node_get_int (version) > ARC_JSON_VERSION) {
      g_set_error (error, ARC_ERROR, ARC_ERROR_NEWER,
                   _ ("This record has version %lld of the format, and this program knows version "
                      "%d. A newer ARC Journal can read it."),
                   (long long) json_node_get_int (version), ARC_JSON_VERSION);
      return FALSE;
    }
  }
  if (type != NULL && (!node_is_text (type) || g_strcmp0 (json_node_get_string (type), "entry")))
    return ARC_FAIL (error, _ ("“%s” must be “entry”."), "type");
  return TRUE;
}

gboolean
arc_json_is_own (JsonObject *object)
{
  JsonNode *type = json_object_get_member (object, "type");

  if (type != NULL && node_is_text (type) && g_str_equal (json_node_get_string (type), "entry"))
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

  if (!check_version (object, error) || !get_id (object, "id", &entry->id, error) ||
      !get_time (object, "created_at", &entry->created_us, error) ||
      !get_time (object, "deleted_at", &record->deleted_us, error) ||
      !read_content (object, entry, error) || !read_look_backs (object, record, error) ||
      !read_revisions (object, record, error))
    return NULL;
  return g_steal_pointer (&record);
}
