/* Entries as Markdown text. */
#include "arc-config.h"

#include "arc-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-json-text.h"
#include "arc-json.h"
#include "arc-markdown-field.h"
#include "arc-prompts.h"

/* ---- the exact values, in a comment ---- */

/* What the visible lines of @entry say to a reader that knows nothing else but the exact date. */
static ArcEntry *
read_back (const ArcEntry *entry)
{
  ArcEntry *bare = arc_entry_new ();

  bare->occurred_us = entry->occurred_us;
  arc_entry_set_zone (bare, entry->zone);
  for (guint i = 0; i < ARC_MARKDOWN_N_FIELDS; i++) {
    g_autofree char *shown = arc_markdown_field_show (entry, i);
    g_autofree char *untitled = arc_markdown_untitled (entry);
    if (i == ARC_MARKDOWN_TITLE && g_strcmp0 (shown, untitled) == 0)
      continue;
    arc_markdown_field_read (bare, i, shown, 0, NULL);
  }
  return bare;
}

static void
append_comment (GString *out, const ArcRecord *record)
{
  static const struct {
    ArcMarkdownField field;
    const char *member;
  } optional[] = {
      {ARC_MARKDOWN_TITLE, "title"}, {ARC_MARKDOWN_OUTCOME, "outcome"},
      {ARC_MARKDOWN_TOPIC, "topic"}, {ARC_MARKDOWN_TAGS, "tags"},
      {ARC_MARKDOWN_LENS, "lens"},   {ARC_MARKDOWN_EVIDENCE, "evidence"},
  };
  g_autoptr (ArcEntry) bare = read_back (record->entry);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) json = g_string_new (NULL);
  JsonObject *object = arc_json_from_record (record);

  json_node_take_object (node, object);
  json_object_remove_member (object, "type");
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    json_object_remove_member (object, arc_section_to_word (i));
  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    if (arc_markdown_field_equal (bare, record->entry, optional[i].field))
      json_object_remove_member (object, optional[i].member);
  arc_json_text_append (json, node);
  /* Compact JSON has ">" in its texts only, where it may be escaped: so "-->" cannot occur. */
  g_string_replace (json, ">", "\\u003e", 0);
  g_string_append_printf (out, "\n%s%s %s\n", ARC_MARKDOWN_COMMENT, json->str,
                          ARC_MARKDOWN_COMMENT_END);
}

/* ---- texts ---- */

/* Appends @text, with its last line end; a backslash goes before what is not to be structure. */
static void
append_text (GString *out, const char *text)
{
  for (;;) {
    gsize length = strcspn (text, "\n");
    gsize slashes = strspn (text, "\\");
    if (slashes <= length && arc_markdown_is_structure (text + slashes, length - slashes))
      g_string_append_c (out, '\\');
    g_string_append_len (out, text, length);
    g_string_append_c (out, '\n');
    if (text[length] == '\0')
      return;
    text += length + 1;
  }
}

void
arc_markdown_append_record (GString *out, const ArcRecord *record, gboolean is_first)
{
  const ArcEntry *entry = record->entry;
  g_autofree char *title = arc_markdown_field_show (entry, ARC_MARKDOWN_TITLE);
  g_autofree char *untitled = arc_markdown_untitled (entry);

  g_string_append_printf (out, "%s# %s\n\n", is_first ? "" : "\n",
                          title != NULL ? title : untitled);
  for (guint i = ARC_MARKDOWN_DATE; i < ARC_MARKDOWN_N_FIELDS; i++) {
    g_autofree char *shown = arc_markdown_field_show (entry, i);
    if (shown != NULL)
      g_string_append_printf (out, "- %s: %s\n", arc_markdown_field_name (i), shown);
  }
  append_comment (out, record);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (*entry->section[i] == '\0')
      continue;
    g_string_append_printf (out, "\n## %s\n\n", arc_markdown_section_name (i));
    append_text (out, entry->section[i]);
  }
}

static void
append_hint (GString *out, const char *text)
{
  g_string_append_printf (out, "%s%s %s\n", ARC_MARKDOWN_HINT, text, ARC_MARKDOWN_COMMENT_END);
}

void
arc_markdown_append_template (GString *out, const ArcEntry *entry)
{
  g_autofree char *title = arc_markdown_field_show (entry, ARC_MARKDOWN_TITLE);

  g_string_append_printf (out, "# %s\n\n", title != NULL ? title : "");
  for (guint i = ARC_MARKDOWN_DATE; i < ARC_MARKDOWN_N_FIELDS; i++) {
    g_autofree char *shown = arc_markdown_field_show (entry, i);
    if (shown == NULL && i == ARC_MARKDOWN_LENS)
      shown = g_strdup (arc_lens_to_word (entry->lens));
    g_string_append_printf (out, "- %s:%s%s\n", arc_markdown_field_name (i),
                            shown != NULL ? " " : "", shown != NULL ? shown : "");
  }
  g_string_append_c (out, '\n');
  append_hint (out, _ ("Lines like this one are left out. The title may stay empty."));
  append_hint (out, _ ("Outcome: achieved, partly or missed. Tags: with commas between them."));
  append_hint (out, _ ("Evidence: felt, learned, did-differently, or “measured, 25 minutes”."));
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    g_string_append_printf (out, "\n## %s\n\n", arc_markdown_section_name (i));
    append_hint (out, arc_prompt_question (entry->lens, i));
    g_string_append_c (out, '\n');
    append_text (out, entry->section[i]);
  }
}
