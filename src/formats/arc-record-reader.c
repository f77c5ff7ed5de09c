/* Reads files of records: what is common to all formats, and JSON Lines. */
#include "arc-config.h"

#include "arc-record-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-csv.h"
#include "arc-fail.h"
#include "arc-icalendar.h"
#include "arc-json-text.h"
#include "arc-json.h"
#include "arc-lines.h"
#include "arc-markdown.h"

/* Names of foreign fields shown to a person who has to map them. */
#define MAX_NAMES 20

typedef struct {
  ArcLines *lines;
  const ArcReadOptions *options;
  ArcReadFunc func;
  ArcRejectFunc reject;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 n_seen;
} Reader;

/* ---- what becomes of a record ---- */

/* Rejects a line for a fault in it; passes on every other error. */
static gboolean
settle (Reader *reader, guint64 line, GError *fault, GError **error)
{
  if (g_error_matches (fault, ARC_ERROR, ARC_ERROR_INVALID) ||
      g_error_matches (fault, ARC_ERROR, ARC_ERROR_TOO_LARGE) ||
      g_error_matches (fault, ARC_ERROR, ARC_ERROR_NEWER)) {
    g_autofree char *why = g_utf8_make_valid (fault->message, -1);
    reader->reject (line, why, reader->user_data);
    g_error_free (fault);
    return TRUE;
  }
  g_propagate_error (error, fault);
  return FALSE;
}

/* Takes @item, or the @fault that stands for it. */
static gboolean
deliver_item (Reader *reader, ArcItem *item, guint64 line, GError *fault, GError **error)
{
  g_autoptr (ArcItem) owned = item;

  reader->n_seen++;
  if (item != NULL && arc_item_validate (item, &fault))
    reader->func (item, line, reader->user_data, &fault);
  return fault == NULL || settle (reader, line, fault, error);
}

/* Takes @record, or the @fault that stands for it. */
static gboolean
deliver (Reader *reader, ArcRecord *record, guint64 line, GError *fault, GError **error)
{
  return deliver_item (reader, record != NULL ? arc_item_new_entry (record) : NULL, line, fault,
                       error);
}

/* A file that needs a mapping; FALSE. */
static gboolean
fail_foreign (GList *names, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (GList *name = names; name != NULL && n < MAX_NAMES; name = name->next, n++)
    g_string_append_printf (list, "%s%s", n > 0 ? ", " : "", (const char *) name->data);
  if (g_list_length (names) > MAX_NAMES)
    g_string_append (list, ", …");
  if (n == 0)
    return ARC_FAIL (error, _ ("These records have no fields."));
  return ARC_FAIL (
      error,
      _ ("These are not ARC Journal's own records. Say with --map which field goes where, "
         "as in --map %s=action. The fields are: %s."),
      (const char *) names->data, list->str);
}

/* ---- JSON ---- */

/* A scalar as text; FALSE for lists and objects. */
static gboolean
scalar_to_text (JsonNode *node, char **text)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING) {
    *text = json_node_dup_string (node);
  } else {
    GString *out = g_string_new (NULL);
    arc_json_text_append (out, node);
    *text = g_string_free (out, FALSE);
  }
  return TRUE;
}

static gboolean
add_value (GPtrArray *values, JsonNode *node, const char *field, GError **error)
{
  char *text;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!scalar_to_text (node, &text))
    return ARC_FAIL_SHOWING (error, _ ("“%s” is neither text nor a number nor a list of them."),
                             field);
  g_ptr_array_add (values, text);
  return TRUE;
}

static gboolean
look_up_member (const char *field, gpointer user_data, GPtrArray **values, GError **error)
{
  JsonNode *node = json_object_get_member (user_data, field);

  if (node == NULL)
    return TRUE;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    if (!add_value (list, node, field, error))
      return FALSE;
  } else {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++)
      if (!add_value (list, json_array_get_element (array, i), field, error))
        return FALSE;
  }
  *values = g_steal_pointer (&list);
  return TRUE;
}

static ArcItem *
object_to_item (Reader *reader, JsonObject *object, GError **error)
{
  const ArcReadOptions *options = reader->options;
  ArcRecord *record;

  if (options->mapping != NULL) {
    record = arc_mapping_apply (options->mapping, look_up_member, object, options->zone,
                                options->now_us, error);
    return record != NULL ? arc_item_new_entry (record) : NULL;
  }
  if (!arc_json_is_own (object)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("This has none of the fields action, reflection and change."));
    return NULL;
  }
  return arc_json_to_item (object, error);
}

static gboolean
deliver_json (Reader *reader, const char *text, gsize length, guint64 line, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (JsonNode) node = arc_json_text_parse (text, length, &fault);
  ArcItem *item = NULL;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (&fault, ARC_ERROR, ARC_ERROR_INVALID, _ ("This is not a JSON object."));
  } else if (node != NULL) {
    JsonObject *object = json_node_get_object (node);
    /* The first record speaks for the file. */
    if (reader->n_seen == 0 && reader->options->mapping == NULL && !arc_json_is_own (object)) {
      g_autoptr (GList) names = json_object_get_members (object);
      return fail_foreign (names, error);
    }
    item = object_to_item (reader, object, &fault);
  }
  return deliver_item (reader, item, line, g_steal_pointer (&fault), error);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static GError *
new_too_long (void)
{
  return g_error_new_literal (ARC_ERROR, ARC_ERROR_TOO_LARGE,
                              _ ("The record is longer than 64 MiB."));
}

static gboolean
read_json_lines (Reader *reader, GError **error)
{
  for (;;) {
    char *text;
    gsize length;
    gboolean too_long;
    if (!arc_lines_next (reader->lines, &text, &length, &too_long, reader->cancellable, error))
      return FALSE;
    if (text == NULL)
      return TRUE;
    guint64 line = arc_lines_get_number (reader->lines);
    if (too_long) {
      if (!deliver (reader, NULL, line, new_too_long (), error))
        return FALSE;
    } else if (!is_blank (text, length) && !deliver_json (reader, text, length, line, error)) {
      return FALSE;
    }
  }
}

/* Objects spread over lines, alone or in a list: cut apart by their brackets. */
typedef struct {
  Reader *reader;
  GString *object;
  guint64 line; /* on which the object began */
  guint depth;  /* brackets open inside the object */
  gboolean in_list;
  gboolean is_quoted;
  gboolean is_escaped;
} Cutter;

static gboolean
cut_outside (Cutter *cutter, char c, guint64 line, GError **error)
{
  if (c == '{') {
    cutter->depth = 1;
    cutter->line = line;
    g_string_append_c (cutter->object, c);
  } else if (c == '[' && !cutter->in_list) {
    cutter->in_list = TRUE;
  } else if (!g_ascii_isspace (c) && c != ',' && !(c == ']' && cutter->in_list)) {
    return ARC_FAIL (error, _ ("line %lu: This is not a list of JSON objects."), (gulong) line);
  }
  return TRUE;
}

static gboolean
cut_inside (Cutter *cutter, char c, GError **error)
{
  g_string_append_c (cutter->object, c);
  if (cutter->object->len > ARC_LINES_LIMIT) {
    g_propagate_error (error, new_too_long ());
    return FALSE;
  }
  if (cutter->is_quoted) {
    if (cutter->is_escaped)
      cutter->is_escaped = FALSE;
    else if (c == '\\')
      cutter->is_escaped = TRUE;
    else if (c == '"')
      cutter->is_quoted = FALSE;
    return TRUE;
  }
  if (c == '"')
    cutter->is_quoted = TRUE;
  else if (c == '{' || c == '[')
    cutter->depth++;
  else if ((c == '}' || c == ']') && --cutter->depth == 0) {
    gboolean ok = deliver_json (cutter->reader, cutter->object->str, cutter->object->len,
                                cutter->line, error);
    g_string_truncate (cutter->object, 0);
    return ok;
  }
  return TRUE;
}

static gboolean
read_json_document (Reader *reader, GError **error)
{
  g_autoptr (GString) object = g_string_new (NULL);
  Cutter cutter = {.reader = reader, .object = object};

  for (;;) {
    char *text;
    gsize length;
    gboolean too_long;
    if (!arc_lines_next (reader->lines, &text, &length, &too_long, reader->cancellable, error))
      return FALSE;
    if (text == NULL)
      break;
    guint64 line = arc_lines_get_number (reader->lines);
    if (too_long) {
      g_propagate_error (error, new_too_long ());
      return FALSE;
    }
    for (gsize i = 0; i <= length; i++) {
      char c = i < length ? text[i] : '\n';
      if (!(cutter.depth > 0 ? cut_inside (&cutter, c, error)
                             : cut_outside (&cutter, c, line, error)))
        return FALSE;
    }
  }
  return cutter.depth == 0 || deliver_json (reader, object->str, object->len, cutter.line, error);
}

/* Whether the file is not one object per line: a list, or an object over several lines. */
static gboolean
is_document (const char *head, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (head[i]))
    i++;
  if (i < length && head[i] == '[')
    return TRUE;
  const char *end = memchr (head + i, '\n', length - i);
  return end != NULL && head[i] == '{' && is_blank (head + i + 1, end - head - i - 1);
}

/* ---- CSV ---- */

typedef struct {
  GPtrArray *header;
  GPtrArray *row;
} CsvRow;

static gboolean
look_up_cell (const char *field, gpointer user_data, GPtrArray **values, GError **error)
{
  CsvRow *csv = user_data;

  for (guint i = 0; i < csv->header->len; i++)
    if (g_str_equal (csv->header->pdata[i], field)) {
      *values = g_ptr_array_new_with_free_func (g_free);
      if (i < csv->row->len)
        g_ptr_array_add (*values, g_strdup (csv->row->pdata[i]));
      return TRUE;
    }
  return TRUE;
}

static ArcRecord *
row_to_record (Reader *reader, GPtrArray *header, GPtrArray *row, GError **error)
{
  const ArcReadOptions *options = reader->options;
  CsvRow csv = {header, row};

  if (row->len > header->len) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("The row has %u cells, but there are %u columns."), row->len, header->len);
    return NULL;
  }
  if (options->mapping != NULL)
    return arc_mapping_apply (options->mapping, look_up_cell, &csv, options->zone, options->now_us,
                              error);
  return arc_csv_to_record (header, row, error);
}

static gboolean
check_header (Reader *reader, GPtrArray *header, GError **error)
{
  for (guint i = 0; i < header->len; i++)
    g_strstrip (header->pdata[i]);
  if (reader->options->mapping != NULL || arc_csv_is_own (header))
    return TRUE;

  g_autoptr (GList) names = NULL;
  for (guint i = header->len; i > 0; i--)
    names = g_list_prepend (names, header->pdata[i - 1]);
  return fail_foreign (names, error);
}

static gboolean
read_csv (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) header = NULL;
  const char *head;
  gsize length;

  if (!arc_lines_peek (reader->lines, &head, &length, reader->cancellable, error))
    return FALSE;
  char separator = arc_csv_find_separator (head, length);
  for (;;) {
    g_autoptr (GPtrArray) row = NULL;
    g_autofree char *why = NULL;
    GError *fault = NULL;
    ArcRecord *record = NULL;
    guint64 line;
    if (!arc_csv_next_row (reader->lines, separator, &row, &line, &why, reader->cancellable, error))
      return FALSE;
    if (row == NULL)
      return TRUE;
    if (why != NULL && header == NULL)
      return ARC_FAIL (error, _ ("line %lu: %s"), (gulong) line, why);
    if (header == NULL) {
      header = g_steal_pointer (&row);
      if (!check_header (reader, header, error))
        return FALSE;
      continue;
    }
    if (why != NULL)
      g_set_error (&fault, ARC_ERROR, ARC_ERROR_INVALID, "%s", why);
    else
      record = row_to_record (reader, header, row, &fault);
    if (!deliver (reader, record, line, fault, error))
      return FALSE;
  }
}

/* ---- Markdown ---- */

static gboolean
read_markdown (Reader *reader, GError **error)
{
  g_autoptr (ArcMarkdownReader) pages = arc_markdown_reader_new (reader->lines);

  if (reader->options->mapping != NULL)
    return ARC_FAIL (error, _ ("Markdown has no fields to map. Leave --map out."));
  for (;;) {
    g_autofree char *why = NULL;
    GError *fault = NULL;
    ArcRecord *record;
    guint64 line;
    if (!arc_markdown_reader_next (pages, &record, &line, &why, reader->cancellable, error))
      return FALSE;
    if (line == 0)
      return TRUE;
    if (why != NULL)
      g_set_error (&fault, ARC_ERROR, ARC_ERROR_INVALID, "%s", why);
    if (!deliver (reader, record, line, fault, error))
      return FALSE;
  }
}

/* ---- iCalendar ---- */

static gboolean
read_calendar (Reader *reader, GError **error)
{
  g_autoptr (ArcIcalendarReader) calendar = NULL;

  if (reader->options->mapping != NULL)
    return ARC_FAIL (error, _ ("A calendar has no fields to map. Leave --map out."));
  calendar = arc_icalendar_reader_new (reader->lines, reader->options->zone, error);
  if (calendar == NULL)
    return FALSE;
  for (;;) {
    GError *fault = NULL;
    ArcItem *item;
    guint64 line;
    if (!arc_icalendar_reader_next (calendar, &item, &line, &fault, reader->cancellable, error))
      return FALSE;
    if (line == 0)
      return TRUE;
    if (!deliver_item (reader, item, line, fault, error))
      return FALSE;
  }
}

/* ---- any format ---- */

static gboolean
find_format (Reader *reader, ArcFormat *format, gboolean *is_empty, gboolean *is_list,
             GError **error)
{
  const char *head;
  gsize length;

  if (!arc_lines_peek (reader->lines, &head, &length, reader->cancellable, error))
    return FALSE;
  if (length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    return ARC_FAIL (error, _ ("The file is UTF-16 text. Save it as UTF-8 and try again."));
  *is_empty = is_blank (head, MIN (length, 1000)) && is_blank (head, length);
  *is_list = is_document (head, length);
  *format = reader->options->format;
  if (!*is_empty && !reader->options->has_format &&
      !arc_format_detect (reader->options->name, head, length, format))
    return ARC_FAIL (error, _ ("The format of this file cannot be told. Say it with --from jsonl, "
                               "--from csv, --from markdown or --from ics."));
  return TRUE;
}

gboolean
arc_record_reader_run (GInputStream *stream, const ArcReadOptions *options, ArcReadFunc func,
                       ArcRejectFunc reject, gpointer user_data, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);

  g_autoptr (ArcLines) lines = arc_lines_new (stream);
  Reader reader = {lines, options, func, reject, user_data, cancellable, 0};
  ArcFormat format;
  gboolean is_empty, is_list;

  if (!find_format (&reader, &format, &is_empty, &is_list, error))
    return FALSE;
  if (is_empty)
    return TRUE;
  switch (format) {
  case ARC_FORMAT_JSONL:
    return is_list ? read_json_document (&reader, error) : read_json_lines (&reader, error);
  case ARC_FORMAT_CSV:
    return read_csv (&reader, error);
  case ARC_FORMAT_MARKDOWN:
    return read_markdown (&reader, error);
  case ARC_FORMAT_ICALENDAR:
    return read_calendar (&reader, error);
  case ARC_FORMAT_TEXT:
    break;
  }
  return ARC_FAIL (error, _ ("Plain text cannot be read back. Give jsonl, csv, markdown or ics."));
}
