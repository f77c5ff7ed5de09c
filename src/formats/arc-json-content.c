/* The content of an entry, to and from JSON. */
#include "arc-config.h"

#include "arc-json-content.h"

#include <glib/gi18n-lib.h>

#include "arc-fail.h"
#include "arc-json-member.h"

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

void
arc_json_put_content (JsonObject *object, const ArcEntry *entry, gboolean with_lens)
{
  arc_member_put_text (object, "title", entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_member_put_text (object, arc_section_to_word (i), entry->section[i]);
  arc_member_put_text (object, "outcome", arc_outcome_to_word (entry->outcome));
  if (with_lens)
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

gboolean
arc_json_read_content (JsonObject *object, ArcEntry *entry, GError **error)
{
  const char *text;

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

gboolean
arc_json_read_answers (JsonObject *object, ArcLookBack *look_back, GError **error)
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
