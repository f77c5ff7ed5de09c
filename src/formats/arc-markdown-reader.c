/* Entries from Markdown text, as arc-markdown.c writes it. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-fail.h"
#include "arc-json-text.h"
#include "arc-json.h"
#include "arc-markdown-field.h"
#include "arc-markdown.h"

/* One entry's lines while they are taken apart. */
typedef struct {
  char **lines;
  guint n_lines;
  guint at;
  gboolean is_template;
  gboolean is_last; /* no entry follows in this file */
  ArcRecord *record;
  char *title;
  char *shown[ARC_MARKDOWN_N_FIELDS];
  guint shown_at[ARC_MARKDOWN_N_FIELDS];
  gboolean has_section[ARC_N_SECTIONS];
} Page;

struct _ArcMarkdownReader {
  ArcLines *lines;
  GString *page; /* lines of the entry being gathered; NULL outside one */
  guint64 page_line;
  gboolean is_too_long;
  gboolean is_begun;
  gboolean has_returns; /* the whole file has Windows line ends */
  gboolean has_complained;
};

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->lines, g_strfreev);
  g_clear_pointer (&page->record, arc_record_free);
  g_clear_pointer (&page->title, g_free);
  for (guint i = 0; i < ARC_MARKDOWN_N_FIELDS; i++)
    g_clear_pointer (&page->shown[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/* ---- the head of a page ---- */

static gboolean
read_comment (Page *page, const char *line, GError **error)
{
  const char *json = line + strlen (ARC_MARKDOWN_COMMENT);
  const char *end = g_strrstr (json, ARC_MARKDOWN_COMMENT_END);

  if (end == NULL)
    return ARC_FAIL (error, _ ("The comment is not closed."));
  g_autoptr (JsonNode) node = arc_json_text_parse (json, end - json, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ARC_FAIL (error, _ ("The comment does not hold what ARC Journal writes there."));
  ArcRecord *record = arc_json_to_record (json_node_get_object (node), error);
  if (record == NULL)
    return FALSE;
  arc_record_free (page->record);
  page->record = record;
  return TRUE;
}

/* "- Date: 2026-11-20" */
static gboolean
read_item (Page *page, const char *line, GError **error)
{
  const char *colon = strchr (line, ':');
  ArcMarkdownField field;

  if (colon != NULL) {
    g_autofree char *name = g_strstrip (g_strndup (line + 2, colon - line - 2));
    if (arc_markdown_field_from_name (name, &field)) {
      g_free (page->shown[field]);
      page->shown[field] = g_strstrip (g_strdup (colon + 1));
      page->shown_at[field] = page->at;
      return TRUE;
    }
  }
  return ARC_FAIL_SHOWING (error, _ ("“%s” is not a field of an entry."), line + 2);
}

static gboolean
read_head (Page *page, GError **error)
{
  ArcSection section;

  for (; page->at < page->n_lines; page->at++) {
    const char *line = page->lines[page->at];
    if (arc_markdown_is_section (line, strlen (line), &section))
      return TRUE;
    if (is_blank (line))
      continue;
    if (page->title == NULL && line[0] == '#' && (line[1] == ' ' || line[1] == '\0')) {
      page->title = g_strstrip (g_strdup (line + 1));
    } else if (g_str_has_prefix (line, ARC_MARKDOWN_COMMENT)) {
      if (!read_comment (page, line, error))
        return FALSE;
    } else if (g_str_has_prefix (line, "- ")) {
      if (!read_item (page, line, error))
        return FALSE;
    } else if (!page->is_template || !g_str_has_prefix (line, ARC_MARKDOWN_HINT)) {
      return ARC_FAIL (error, _ ("This text stands in no section. Put it under “## Action”, "
                                 "“## Reflection” or “## Change”."));
    }
  }
  return TRUE;
}

/* Brings the visible lines into the entry, which so far is what the comment says. */
static gboolean
apply_head (Page *page, gint64 now_us, GError **error)
{
  ArcEntry *entry = page->record->entry;
  g_autofree char *untitled = arc_markdown_untitled (entry);
  g_autofree char *title = arc_markdown_field_show (entry, ARC_MARKDOWN_TITLE);

  if (page->title != NULL && g_strcmp0 (title, page->title) != 0) {
    gboolean is_untitled = *page->title == '\0' || g_str_equal (untitled, page->title);
    /* A title of blanks only is shown as none, and stays. */
    if (!is_untitled || title != NULL)
      arc_entry_set_title (entry, is_untitled ? NULL : page->title);
  }
  for (guint i = ARC_MARKDOWN_DATE; i < ARC_MARKDOWN_N_FIELDS; i++) {
    const char *shown = page->shown[i] != NULL && *page->shown[i] != '\0' ? page->shown[i] : NULL;
    if (!arc_markdown_field_read (entry, i, shown, now_us, error)) {
      page->at = page->shown_at[i];
      return FALSE;
    }
  }
  return TRUE;
}

/* ---- sections ---- */

static char *
join_lines (Page *page, guint from, guint to)
{
  GString *out = g_string_new (NULL);
  gboolean is_first = TRUE;

  for (guint i = from; i < to; i++) {
    const char *line = page->lines[i];
    gsize slashes = strspn (line, "\\");
    if (page->is_template && g_str_has_prefix (line, ARC_MARKDOWN_HINT))
      continue;
    if (slashes > 0 && arc_markdown_is_structure (line + slashes, strlen (line + slashes)))
      line++;
    if (!is_first)
      g_string_append_c (out, '\n');
    is_first = FALSE;
    g_string_append (out, line);
  }
  return g_string_free (out, FALSE);
}

/* Without blank lines before and after. */
static char *
trim_lines (const char *text)
{
  gsize length = strlen (text);

  for (;;) {
    gsize blanks = strspn (text, " \t\r");
    if (text[blanks] != '\n')
      break;
    text += blanks + 1;
  }
  length = strlen (text);
  while (length > 0 && strchr (" \t\r\n", text[length - 1]) != NULL)
    length--;
  return g_strndup (text, length);
}

/* Sections of a template are free of blank lines around them, unless they had some before. */
static void
set_edited (ArcEntry *entry, ArcSection section, const char *text)
{
  g_autofree char *edited = trim_lines (text);
  g_autofree char *before = trim_lines (entry->section[section]);

  if (!g_str_equal (edited, before))
    arc_entry_set_section (entry, section, edited);
}

static gboolean
read_section (Page *page, GError **error)
{
  ArcEntry *entry = page->record->entry;
  ArcSection section, next;
  const char *heading = page->lines[page->at];
  gboolean ok = arc_markdown_is_section (heading, strlen (heading), &section);
  guint from = page->at + 1;
  guint to = from;

  g_assert (ok);
  if (page->has_section[section])
    return ARC_FAIL (error, _ ("The section “%s” is there twice."),
                     arc_markdown_section_name (section));
  page->has_section[section] = TRUE;
  while (to < page->n_lines &&
         !arc_markdown_is_section (page->lines[to], strlen (page->lines[to]), &next))
    to++;
  page->at = to;

  /* The blank lines that the writer puts around a text are not the text's. */
  gboolean is_followed = to < page->n_lines || !page->is_last;
  if (from < to && *page->lines[from] == '\0')
    from++;
  if (is_followed && from < to && *page->lines[to - 1] == '\0')
    to--;
  g_autofree char *text = join_lines (page, from, to);
  if (page->is_template)
    set_edited (entry, section, text);
  else
    arc_entry_set_section (entry, section, text);
  return TRUE;
}

/* ---- pages ---- */

static void
split (Page *page, const char *text, gsize length, gboolean has_returns)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  const char *end = text + length;

  while (text < end) {
    const char *feed = memchr (text, '\n', end - text);
    gsize size = (feed != NULL ? feed : end) - text;
    gboolean is_shortened = has_returns && size > 0 && text[size - 1] == '\r';
    g_ptr_array_add (lines, g_strndup (text, is_shortened ? size - 1 : size));
    text += feed != NULL ? size + 1 : size;
  }
  page->n_lines = lines->len;
  g_ptr_array_add (lines, NULL);
  page->lines = (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

static gboolean
parse (Page *page, const char *text, gsize length, gboolean has_returns, gint64 now_us,
       GError **error)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return ARC_FAIL (error, _ ("This is not valid UTF-8 text without NUL characters."));
  split (page, text, length, has_returns);
  if (!read_head (page, error))
    return FALSE;
  guint body = page->at;
  if (!apply_head (page, now_us, error))
    return FALSE;
  for (page->at = body; page->at < page->n_lines;)
    if (!read_section (page, error))
      return FALSE;
  return TRUE;
}

/* A template's section that is not there any more was emptied. */
static void
empty_missing (Page *page)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (!page->has_section[i])
      arc_entry_set_section (page->record->entry, i, NULL);
}

ArcEntry *
arc_markdown_parse_template (const char *text, gsize length, const ArcEntry *base, gint64 now_us,
                             GError **error)
{
  const char *end = memchr (text, '\n', length);
  gboolean has_returns = end != NULL && end > text && end[-1] == '\r';
  g_autoptr (GError) fault = NULL;
  g_auto (Page) page = {0};

  page.is_template = page.is_last = TRUE;
  page.record = arc_record_new (arc_entry_copy (base));
  if (!parse (&page, text, length, has_returns, now_us, &fault)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("line %u: %s"), page.at + 1,
                 fault->message);
    return NULL;
  }
  empty_missing (&page);
  return g_steal_pointer (&page.record->entry);
}

/* ---- files ---- */

ArcMarkdownReader *
arc_markdown_reader_new (ArcLines *lines)
{
  ArcMarkdownReader *reader = g_new0 (ArcMarkdownReader, 1);

  reader->lines = lines;
  return reader;
}

void
arc_markdown_reader_free (ArcMarkdownReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->page != NULL)
    g_string_free (reader->page, TRUE);
  g_free (reader);
}

static void
add_line (ArcMarkdownReader *reader, const char *text, gsize length, gboolean too_long)
{
  reader->is_too_long |= too_long || reader->page->len + length > ARC_LINES_LIMIT;
  if (reader->is_too_long)
    return;
  g_string_append_len (reader->page, text, length);
  g_string_append_c (reader->page, '\n');
}

/* Takes the gathered page apart, and makes room for the next. */
static void
finish_page (ArcMarkdownReader *reader, gboolean is_last, ArcRecord **record, guint64 *line,
             char **fault)
{
  g_autoptr (GError) error = NULL;
  g_auto (Page) page = {0};

  *line = reader->page_line;
  page.is_last = is_last;
  page.record = arc_record_new (arc_entry_new ());
  if (reader->is_too_long) {
    *fault = g_strdup (_ ("The entry is longer than 64 MiB."));
  } else if (parse (&page, reader->page->str, reader->page->len, reader->has_returns, 0, &error)) {
    *record = g_steal_pointer (&page.record);
  } else {
    *fault = g_strdup (error->message);
    *line += page.at;
  }
  g_string_free (g_steal_pointer (&reader->page), TRUE);
}

static void
begin_page (ArcMarkdownReader *reader, const char *text, gsize length, gboolean too_long)
{
  reader->page = g_string_new (NULL);
  reader->page_line = arc_lines_get_number (reader->lines);
  reader->is_too_long = FALSE;
  add_line (reader, text, length, too_long);
}

gboolean
arc_markdown_reader_next (ArcMarkdownReader *reader, ArcRecord **record, guint64 *line,
                          char **fault, GCancellable *cancellable, GError **error)
{
  char *text;
  gsize length;
  gboolean too_long;

  *record = NULL;
  *line = 0;
  *fault = NULL;
  for (;;) {
    if (!arc_lines_next (reader->lines, &text, &length, &too_long, cancellable, error))
      return FALSE;
    if (text == NULL) {
      if (reader->page != NULL)
        finish_page (reader, TRUE, record, line, fault);
      return TRUE;
    }
    if (!reader->is_begun) {
      reader->is_begun = TRUE;
      reader->has_returns = length > 0 && text[length - 1] == '\r';
    }
    gboolean is_heading =
        length >= 1 && text[0] == '#' && (length == 1 || text[1] == ' ' || text[1] == '\r');
    if (is_heading && reader->page != NULL) {
      finish_page (reader, FALSE, record, line, fault);
      begin_page (reader, text, length, too_long);
      return TRUE;
    }
    if (is_heading) {
      begin_page (reader, text, length, too_long);
    } else if (reader->page != NULL) {
      add_line (reader, text, length, too_long);
    } else if ((too_long || !is_blank (text)) && !reader->has_complained) {
      reader->has_complained = TRUE;
      *line = arc_lines_get_number (reader->lines);
      *fault = g_strdup (_ ("An entry begins with a line such as “# Title”."));
      return TRUE;
    }
  }
}
