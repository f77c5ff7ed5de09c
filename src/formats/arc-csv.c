/* CSV rows to and from records. */
#include "arc-config.h"

#include "arc-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-id.h"
#include "arc-json-text.h"

typedef enum {
  COLUMN_ID,
  COLUMN_OCCURRED_AT,
  COLUMN_ZONE,
  COLUMN_TITLE,
  COLUMN_ACTION,
  COLUMN_REFLECTION,
  COLUMN_CHANGE,
  COLUMN_OUTCOME,
  COLUMN_LENS,
  COLUMN_TOPIC,
  COLUMN_TAGS,
  COLUMN_EVIDENCE,
  COLUMN_AMOUNT,
  COLUMN_UNIT,
  COLUMN_CREATED_AT,
  COLUMN_MODIFIED_AT,
  COLUMN_REVISION,
  COLUMN_PER,
  N_COLUMNS,
} Column;

static const char *const columns[N_COLUMNS] = {
    "id",     "occurred_at", "zone",       "title",       "action",   "reflection",
    "change", "outcome",     "lens",       "topic",       "tags",     "evidence",
    "amount", "unit",        "created_at", "modified_at", "revision", "per",
};

/* ---- writing ---- */

/* Whether @text is something a spreadsheet may run, behind any number of apostrophes: counting
 * those too is what lets the reader take exactly one away. */
static gboolean
looks_like_formula (const char *text)
{
  text += strspn (text, "'");
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static void
append_cell (GString *out, const char *text, gboolean is_number)
{
  gboolean is_guarded = !is_number && looks_like_formula (text);

  if (!is_guarded && text[strcspn (text, "\",;\t\r\n")] == '\0' && !g_str_has_prefix (text, " ") &&
      !g_str_has_suffix (text, " ")) {
    g_string_append (out, text);
    return;
  }
  g_string_append_c (out, '"');
  if (is_guarded)
    g_string_append_c (out, '\'');
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1) {
    g_string_append_len (out, text, quote - text + 1);
    g_string_append_c (out, '"');
  }
  g_string_append (out, text);
  g_string_append_c (out, '"');
}

/* "a; b", a semicolon or backslash inside a tag behind a backslash. */
static char *
join_tags (GPtrArray *tags)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++) {
    if (i > 0)
      g_string_append (out, "; ");
    for (const char *c = tags->pdata[i]; *c != '\0'; c++) {
      if (*c == ';' || *c == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  }
  return g_string_free (out, FALSE);
}

static char *
dup_cell (const ArcRecord *record, Column column)
{
  const ArcEntry *entry = record->entry;

  switch (column) {
  case COLUMN_ID:
    return g_strdup (entry->id);
  case COLUMN_OCCURRED_AT:
    return arc_instant_format (entry->occurred_us);
  case COLUMN_ZONE:
    return g_strdup (entry->zone);
  case COLUMN_TITLE:
    return g_strdup (entry->title);
  case COLUMN_ACTION:
  case COLUMN_REFLECTION:
  case COLUMN_CHANGE:
    return g_strdup (entry->section[ARC_SECTION_ACTION + (column - COLUMN_ACTION)]);
  case COLUMN_OUTCOME:
    return g_strdup (arc_outcome_to_word (entry->outcome));
  case COLUMN_LENS:
    return g_strdup (arc_lens_to_word (entry->lens));
  case COLUMN_TOPIC:
    return g_strdup (entry->topic);
  case COLUMN_TAGS:
    return join_tags (entry->tags);
  case COLUMN_EVIDENCE:
    return g_strdup (arc_evidence_to_word (entry->evidence));
  case COLUMN_AMOUNT: {
    if (entry->evidence != ARC_EVIDENCE_MEASURED)
      return NULL;
    GString *number = g_string_new (NULL);
    arc_json_text_append_number (number, entry->evidence_amount);
    return g_string_free (number, FALSE);
  }
  case COLUMN_UNIT:
    return g_strdup (entry->evidence_unit);
  case COLUMN_CREATED_AT:
    return arc_instant_format (entry->created_us);
  case COLUMN_MODIFIED_AT:
    return arc_instant_format (entry->modified_us);
  case COLUMN_REVISION:
    return g_strdup (entry->revision);
  case COLUMN_PER:
    return g_strdup (arc_per_to_word (entry->evidence_per));
  case N_COLUMNS:
    break;
  }
  g_return_val_if_reached (NULL);
}

void
arc_csv_append_header (GString *out)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    g_string_append (out, columns[i]);
  }
  g_string_append (out, "\r\n");
}

void
arc_csv_append_record (GString *out, const ArcRecord *record)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    g_autofree char *cell = dup_cell (record, i);
    if (i > 0)
      g_string_append_c (out, ',');
    append_cell (out, cell != NULL ? cell : "", i == COLUMN_AMOUNT);
  }
  g_string_append (out, "\r\n");
}

/* ---- reading rows ---- */

char
arc_csv_find_separator (const char *line, gsize length)
{
  static const char separators[] = ",;\t";
  guint counts[3] = {0};
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (gsize i = 0; i < length; i++) {
    const char *found = line[i] != '\0' ? strchr (separators, line[i]) : NULL;
    if (line[i] == '"')
      is_quoted = !is_quoted;
    else if (line[i] == '\n' && !is_quoted)
      break;
    else if (found != NULL && !is_quoted)
      counts[found - separators]++;
  }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

typedef enum {
  CELL_BEGINS,
  CELL_PLAIN,
  CELL_QUOTED,
  CELL_CLOSED, /* after the closing quote */
} CellState;

typedef struct {
  char separator;
  CellState state;
  GPtrArray *row;
  GString *cell;
  gsize bytes;
  const char *fault;
} RowParser;

static void
end_cell (RowParser *parser)
{
  g_ptr_array_add (parser->row, g_strndup (parser->cell->str, parser->cell->len));
  g_string_truncate (parser->cell, 0);
  parser->state = CELL_BEGINS;
}

/* Takes one line of a row, or its next one where a quoted cell goes on. */
static void
parse_line (RowParser *parser, const char *text, gsize length)
{
  gsize i = 0;

  parser->bytes += length + 1;
  while (i < length) {
    char c = text[i];
    switch (parser->state) {
    case CELL_BEGINS:
      if (c == '"') {
        parser->state = CELL_QUOTED;
        i++;
        break;
      }
      parser->state = CELL_PLAIN;
      break;
    case CELL_PLAIN: {
      const char *end = memchr (text + i, parser->separator, length - i);
      gsize part = end != NULL ? (gsize) (end - text) - i : length - i;
      g_string_append_len (parser->cell, text + i, part);
      i += part;
      if (end != NULL) {
        end_cell (parser);
        i++;
      }
      break;
    }
    case CELL_QUOTED: {
      const char *quote = memchr (text + i, '"', length - i);
      gsize part = quote != NULL ? (gsize) (quote - text) - i : length - i;
      g_string_append_len (parser->cell, text + i, part);
      i += part;
      if (quote != NULL) {
        parser->state = CELL_CLOSED;
        i++;
      }
      break;
    }
    case CELL_CLOSED:
      i++;
      if (c == '"') {
        g_string_append_c (parser->cell, '"');
        parser->state = CELL_QUOTED;
      } else if (c == parser->separator) {
        end_cell (parser);
      } else if (parser->fault == NULL) {
        parser->fault = _ ("There is text behind a closing quote.");
      }
      break;
    }
  }
}

static void
check_row (RowParser *parser)
{
  for (guint i = 0; i < parser->row->len && parser->fault == NULL; i++)
    if (!g_utf8_validate (parser->row->pdata[i], -1, NULL))
      parser->fault = _ ("This is not valid UTF-8. Save the file as UTF-8 and try again.");
}

gboolean
arc_csv_next_row (ArcLines *lines, char separator, GPtrArray **row, guint64 *line, char **fault,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  RowParser parser = {separator, CELL_BEGINS, cells, cell, 0, NULL};
  gboolean is_begun = FALSE;

  *row = NULL;
  *fault = NULL;
  for (;;) {
    char *text;
    gsize length;
    gboolean too_long;
    if (!arc_lines_next (lines, &text, &length, &too_long, cancellable, error))
      return FALSE;
    if (text == NULL) {
      if (!is_begun)
        return TRUE;
      parser.fault = _ ("A quoted cell is not closed.");
      break;
    }
    if (!is_begun) {
      if (!too_long && (length == 0 || (length == 1 && *text == '\r')))
        continue;
      *line = arc_lines_get_number (lines);
      is_begun = TRUE;
    }
    if (too_long || parser.bytes + length > ARC_LINES_LIMIT) {
      /* Where the row would end cannot be told without reading it all. */
      parser.fault = _ ("The row is longer than 64 MiB.");
      break;
    }
    if (memchr (text, '\0', length) != NULL)
      parser.fault = _ ("A text holds the character NUL, which cannot be kept.");
    /* The "\r" of a line end belongs to the text only inside quotes. */
    gboolean had_return = length > 0 && text[length - 1] == '\r';
    parse_line (&parser, text, had_return ? length - 1 : length);
    if (parser.state != CELL_QUOTED)
      break;
    if (had_return)
      g_string_append_c (cell, '\r');
    g_string_append_c (cell, '\n');
  }
  end_cell (&parser);
  check_row (&parser);
  *fault = g_strdup (parser.fault);
  *row = g_steal_pointer (&cells);
  return TRUE;
}

/* ---- reading records ---- */

static gboolean
find_column (const char *name, Column *column)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (g_str_equal (columns[i], name)) {
      *column = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
arc_csv_is_own (GPtrArray *header)
{
  Column column;

  for (guint i = 0; i < header->len; i++)
    if (find_column (header->pdata[i], &column) &&
        (column == COLUMN_ACTION || column == COLUMN_REFLECTION || column == COLUMN_CHANGE))
      return TRUE;
  return FALSE;
}

static void
split_tags (const char *text, ArcEntry *entry)
{
  g_autoptr (GString) tag = g_string_new (NULL);

  for (const char *c = text;; c++) {
    if (*c == '\0' || *c == ';') {
      arc_entry_add_tag (entry, tag->str);
      g_string_truncate (tag, 0);
      if (*c == '\0')
        break;
    } else {
      if (*c == '\\' && (c[1] == ';' || c[1] == '\\'))
        c++;
      g_string_append_c (tag, *c);
    }
  }
}

static gboolean
read_id (const char *column, const char *cell, char **id, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (cell, -1);

  if (!arc_id_is_valid (lower))
    return ARC_FAIL (error, _ ("“%s” must be an id (a UUID)."), column);
  g_free (*id);
  *id = g_steal_pointer (&lower);
  return TRUE;
}

static gboolean
read_time (const char *column, const char *cell, gint64 *instant_us, GError **error)
{
  if (!g_ascii_isdigit (*cell) || !arc_instant_parse (cell, "UTC", 0, instant_us, NULL))
    return ARC_FAIL (error, _ ("“%s” must be a time such as 2026-11-20T13:03:11Z."), column);
  return TRUE;
}

static gboolean
read_amount (const char *column, const char *cell, double *amount, GError **error)
{
  char *end;

  *amount = g_ascii_strtod (cell, &end);
  if (end == cell || *end != '\0' || !isfinite (*amount))
    return ARC_FAIL (error, _ ("“%s” must be a number."), column);
  return TRUE;
}

/* Evidence is spread over four columns. */
typedef struct {
  ArcEvidence kind;
  double amount;
  const char *unit;
  ArcPer per;
} Evidence;

static gboolean
read_cell (ArcEntry *entry, Evidence *evidence, Column column, const char *cell, GError **error)
{
  const char *name = columns[column];

  switch (column) {
  case COLUMN_ID:
    return read_id (name, cell, &entry->id, error);
  case COLUMN_REVISION:
    return read_id (name, cell, &entry->revision, error);
  case COLUMN_OCCURRED_AT:
    return read_time (name, cell, &entry->occurred_us, error);
  case COLUMN_CREATED_AT:
    return read_time (name, cell, &entry->created_us, error);
  case COLUMN_MODIFIED_AT:
    return read_time (name, cell, &entry->modified_us, error);
  case COLUMN_AMOUNT:
    return read_amount (name, cell, &evidence->amount, error);
  case COLUMN_UNIT:
    evidence->unit = cell;
    return TRUE;
  case COLUMN_PER:
    return arc_per_from_word (cell, &evidence->per) ||
           ARC_FAIL (error, _ ("“%s” must be one of once, time and week."), name);
  case COLUMN_ZONE:
    arc_entry_set_zone (entry, cell);
    return TRUE;
  case COLUMN_TITLE:
    arc_entry_set_title (entry, cell);
    return TRUE;
  case COLUMN_TOPIC:
    arc_entry_set_topic (entry, cell);
    return TRUE;
  case COLUMN_TAGS:
    split_tags (cell, entry);
    return TRUE;
  case COLUMN_ACTION:
  case COLUMN_REFLECTION:
  case COLUMN_CHANGE:
    arc_entry_set_section (entry, ARC_SECTION_ACTION + (column - COLUMN_ACTION), cell);
    return TRUE;
  case COLUMN_OUTCOME:
    return arc_outcome_from_word (cell, &entry->outcome) ||
           ARC_FAIL (error, _ ("“%s” must be one of achieved, partly and missed."), name);
  case COLUMN_LENS:
    return arc_lens_from_word (cell, &entry->lens) ||
           ARC_FAIL (error,
                     _ ("“%s” must be one of individual, manager, executive and facilitator."),
                     name);
  case COLUMN_EVIDENCE:
    return arc_evidence_from_word (cell, &evidence->kind) ||
           ARC_FAIL (error, _ ("“%s” must be one of felt, learned, did-differently and measured."),
                     name);
  case N_COLUMNS:
    break;
  }
  g_return_val_if_reached (FALSE);
}

ArcRecord *
arc_csv_to_record (GPtrArray *header, GPtrArray *row, GError **error)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_entry_new ());
  Evidence evidence = {ARC_EVIDENCE_NONE, 0, NULL, ARC_PER_NOT_SAID};

  for (guint i = 0; i < MIN (header->len, row->len); i++) {
    const char *cell = row->pdata[i];
    Column column;
    if (*cell == '\0' || !find_column (header->pdata[i], &column))
      continue;
    if (*cell == '\'' && looks_like_formula (cell))
      cell++;
    if (!read_cell (record->entry, &evidence, column, cell, error))
      return NULL;
  }
  if (evidence.kind != ARC_EVIDENCE_NONE)
    arc_entry_set_evidence (record->entry, evidence.kind, evidence.amount, evidence.unit);
  if (evidence.kind == ARC_EVIDENCE_MEASURED)
    record->entry->evidence_per = evidence.per;
  return g_steal_pointer (&record);
}
