/* Feeds the readers of files with anything. The first byte chooses the reader, the rest is the
 * file. Besides not crashing: what was read, written and read again must be the same.
 *
 * With libFuzzer (clang -fsanitize=fuzzer,address,undefined) the engine calls
 * LLVMFuzzerTestOneInput(); else fuzz-engine.c does. */
#include "arc-json.h"
#include "arc-lines.h"
#include "arc-markdown.h"
#include "arc-record-reader.h"
#include "arc-writer.h"
#include "fuzz-engine.h"

#define NOW_US G_GINT64_CONSTANT (1795183391000000)

const char *const arc_fuzz_words[] = {
    "\n",        "\r\n",
    "\"",        "\\",
    "{",         "}",
    "[",         "]",
    ",",         ";",
    ":",         "# ",
    "## Action", "<!-- arc: ",
    "-->",       "\\u0000",
    "\\ud800",   "\xff",
    "\xc3",      "null",
    "1e999",     "-",
    "'",         "=",
    "\t",        "\\#",
    "- Date: ",  "\"version\":2",
    "\"id\":\"", "\xef\xbb\xbf",
    "\x1f",      " ",
    NULL,
};

static gboolean
take_json (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  arc_json_append_item (user_data, item);
  g_string_append_c (user_data, '\n');
  return TRUE;
}

static ArcRecord *
copy_record (const ArcRecord *record)
{
  ArcRecord *copy = arc_record_new (arc_entry_copy (record->entry));

  copy->deleted_us = record->deleted_us;
  arc_loop_free (copy->loop);
  copy->loop = arc_loop_copy (record->loop);
  for (guint i = 0; i < record->look_backs->len; i++)
    g_ptr_array_add (copy->look_backs, arc_look_back_copy (record->look_backs->pdata[i]));
  g_ptr_array_unref (copy->firings);
  copy->firings = arc_firings_copy (record->firings);
  for (guint i = 0; i < record->revisions->len; i++)
    g_ptr_array_add (copy->revisions, arc_entry_copy (record->revisions->pdata[i]));
  return copy;
}

static gboolean
take_copy (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  ArcItem *copy = NULL;

  if (item->kind == ARC_ITEM_ENTRY) {
    copy = arc_item_new_entry (copy_record (item->record));
  } else if (item->kind == ARC_ITEM_REMINDER) {
    copy = arc_item_new_reminder (arc_reminder_copy (item->reminder));
    g_ptr_array_unref (copy->firings);
    copy->firings = arc_firings_copy (item->firings);
  } else if (item->kind == ARC_ITEM_GOAL) {
    copy = arc_item_new_goal (arc_goal_copy (item->goal));
    g_array_append_vals (copy->weeks, item->weeks->data, item->weeks->len);
  } else {
    copy = arc_item_new_setting (item->key, item->value);
  }
  g_ptr_array_add (user_data, copy);
  return TRUE;
}

/* A rejection has a line and a sentence. */
static void
take_rejection (guint64 line, const char *why, gpointer user_data)
{
  g_assert_cmpuint (line, >, 0);
  g_assert_true (g_utf8_validate (why, -1, NULL) && *why != '\0');
}

static void
refuse (guint64 line, const char *why, gpointer user_data)
{
  g_error ("what was written cannot be read: line %lu: %s", (gulong) line, why);
}

static void
forget_what_csv_lacks (ArcRecord *record)
{
  g_ptr_array_set_size (record->look_backs, 0);
  g_ptr_array_set_size (record->firings, 0);
  g_ptr_array_set_size (record->revisions, 0);
  g_ptr_array_set_size (record->loop->commitments, 0);
  g_ptr_array_set_size (record->loop->barriers, 0);
  record->loop->look_back_on = (ArcDay){0, 0, 0};
  g_clear_pointer (&record->loop->continues, g_free);
  g_clear_pointer (&record->entry->parent, g_free);
  record->deleted_us = 0;
}

/* What @items become in @format must say the same when read again. */
static void
check_round_trip (GPtrArray *items, ArcFormat format)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (ArcWriter) writer = arc_writer_new (out, format, FALSE);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  ArcReadOptions options = {.has_format = TRUE, .format = format};

  arc_writer_begin (writer, NULL, &error);
  for (guint i = 0; i < items->len; i++) {
    ArcItem *item = items->pdata[i];
    /* What the others have no place for. */
    if (format != ARC_FORMAT_JSONL && item->kind != ARC_ITEM_ENTRY)
      continue;
    if (format == ARC_FORMAT_CSV)
      forget_what_csv_lacks (item->record);
    take_json (item, 0, before, NULL);
    arc_writer_item (writer, item, NULL, &error);
  }
  arc_writer_end (writer, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), NULL);
  arc_record_reader_run (in, &options, take_json, refuse, after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->str, ==, after->str);
}

static void
check_file (const char *data, gsize size, const ArcReadOptions *options)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_item_free);
  g_autoptr (GError) error = NULL;

  if (!arc_record_reader_run (in, options, take_copy, take_rejection, items, NULL, &error))
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  check_round_trip (items, ARC_FORMAT_JSONL);
  check_round_trip (items, ARC_FORMAT_MARKDOWN);
  check_round_trip (items, ARC_FORMAT_CSV);
}

static void
check_template (const char *data, gsize size)
{
  g_autoptr (ArcEntry) base = arc_entry_new ();
  g_autoptr (ArcEntry) entry = arc_markdown_parse_template (data, size, base, NOW_US, NULL);
  g_autoptr (GString) page = g_string_new (NULL);

  if (entry == NULL || !arc_entry_validate (entry, NULL))
    return;
  arc_markdown_append_template (page, entry);
  g_autoptr (ArcEntry) again =
      arc_markdown_parse_template (page->str, page->len, entry, NOW_US, NULL);
  g_assert_nonnull (again);
  g_assert_true (arc_entry_same_content (entry, again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (size == 0)
    return 0;
  const char *content = (const char *) data + 1;
  g_autoptr (ArcMapping) mapping =
      arc_mapping_parse ("a=action,b=reflection,c=tags,d=date,e=outcome,t=title", NULL);
  ArcReadOptions options = {.has_format = TRUE, .zone = "Europe/Berlin", .now_us = NOW_US};

  switch (data[0]) {
  case 'j':
    options.format = ARC_FORMAT_JSONL;
    break;
  case 'm':
    options.format = ARC_FORMAT_MARKDOWN;
    break;
  case 'c':
    options.format = ARC_FORMAT_CSV;
    break;
  case 'J':
    options.format = ARC_FORMAT_JSONL;
    options.mapping = mapping;
    break;
  case 'C':
    options.format = ARC_FORMAT_CSV;
    options.mapping = mapping;
    break;
  case 't':
    check_template (content, size - 1);
    return 0;
  default:
    options.has_format = FALSE;
  }
  check_file (content, size - 1, &options);
  return 0;
}
