/* Entries to and from journals of a calendar. */
#include "arc-config.h"

#include "arc-icalendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-fail.h"
#include "arc-icalendar-reminder.h"
#include "arc-id.h"
#include "arc-json-text.h"
#include "arc-json.h"
#include "arc-markdown-field.h"

/* A member beside those of the record: what the journal looked like when it was written. */
#define SEEN "seen"

struct _ArcIcalendarReader {
  ArcLines *lines;
  ArcCalendarReader *calendar;
  char *zone;
  gboolean is_over;
};

/* ---- the description ---- */

/* Whether a line is the heading of a section, or one with backslashes before it. */
static gboolean
is_heading (const char *line, gsize length, gsize *slashes, ArcSection *section)
{
  *slashes = 0;
  while (*slashes < length && line[*slashes] == '\\')
    (*slashes)++;
  return arc_markdown_is_section (line + *slashes, length - *slashes, section);
}

static void
append_section (GString *out, ArcSection section, const char *text)
{
  ArcSection found;
  gsize slashes;

  g_string_append_printf (out, "%s## %s\n\n", out->len > 0 ? "\n\n" : "",
                          arc_markdown_section_name (section));
  for (;;) {
    gsize length = strcspn (text, "\n");

    if (is_heading (text, length, &slashes, &found))
      g_string_append_c (out, '\\');
    g_string_append_len (out, text, length);
    if (text[length] == '\0')
      return;
    g_string_append_c (out, '\n');
    text += length + 1;
  }
}

static char *
describe (const ArcEntry *entry)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (*entry->section[i] != '\0')
      append_section (out, i, entry->section[i]);
  return arc_calendar_dup_plain (out->str);
}

/* Moves @text to the end of @section. One blank line after a heading and one before the next are
 * not the text's. */
static void
move_text (GString *section, GString *text, gboolean is_followed)
{
  gsize from = text->len > 0 && text->str[0] == '\n' ? 1 : 0;
  gsize to = text->len;

  if (to > from && text->str[to - 1] == '\n')
    to--;
  if (is_followed && to > from && text->str[to - 1] == '\n')
    to--;
  if (section->len > 0 && to > from)
    g_string_append (section, "\n\n");
  g_string_append_len (section, text->str + from, to - from);
  g_string_truncate (text, 0);
}

/* Texts under our headings; what stands above them, or has none, is the action. */
static void
take_description (ArcEntry *entry, const char *description)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GString *sections[ARC_N_SECTIONS];
  const char *line = description;
  ArcSection section = ARC_SECTION_ACTION;
  gboolean has_heading = FALSE;

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    sections[i] = g_string_new (NULL);
  for (;;) {
    gsize length = strcspn (line, "\n");
    ArcSection next;
    gsize slashes;
    gboolean is_marked = is_heading (line, length, &slashes, &next);

    if (is_marked && slashes == 0) {
      move_text (sections[section], text, TRUE);
      section = next;
      has_heading = TRUE;
    } else {
      g_string_append_len (text, line + is_marked, length - is_marked);
      g_string_append_c (text, '\n');
    }
    if (line[length] == '\0')
      break;
    line += length + 1;
  }
  if (has_heading)
    move_text (sections[section], text, FALSE);
  else
    g_string_assign (sections[ARC_SECTION_ACTION], description);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    arc_entry_set_section (entry, i, sections[i]->str);
    g_string_free (sections[i], TRUE);
  }
}

/* ---- writing ---- */

static gint64
whole_seconds (gint64 instant_us)
{
  gint64 part_us = instant_us % ARC_US_PER_SECOND;

  return instant_us - (part_us < 0 ? part_us + ARC_US_PER_SECOND : part_us);
}

static void
add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) text, strlen (text) + 1);
}

/* (transfer full): says whether two journals look the same. */
static char *
digest (const ArcCalendarJournal *journal)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, journal->start_us);

  add_text (sum, journal->summary);
  add_text (sum, journal->description);
  add_text (sum, start);
  for (guint i = 0; i < journal->categories->len; i++)
    add_text (sum, journal->categories->pdata[i]);
  return g_strndup (g_checksum_get_string (sum), 32);
}

/* What other calendars see, as it comes back from them. */
static ArcCalendarJournal *
show (const ArcEntry *entry)
{
  ArcCalendarJournal *journal = arc_calendar_journal_new ();
  g_autofree char *title = arc_entry_dup_display_title (entry);

  g_free (journal->summary);
  journal->summary = arc_calendar_dup_plain (title);
  g_free (journal->description);
  journal->description = describe (entry);
  for (guint i = 0; i < entry->tags->len; i++)
    g_ptr_array_add (journal->categories, arc_calendar_dup_plain (entry->tags->pdata[i]));
  journal->has_start = TRUE;
  journal->start_us = whole_seconds (entry->occurred_us);
  g_free (journal->zone);
  journal->zone = g_strdup (*entry->zone != '\0' ? entry->zone : "UTC");
  return journal;
}

static gboolean
has_same_sections (const ArcEntry *a, const ArcEntry *b)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (!g_str_equal (a->section[i], b->section[i]))
      return FALSE;
  return TRUE;
}

/* The record as JSON, without the texts that the description gives back. */
static char *
dup_exact (const ArcRecord *record, const ArcCalendarJournal *journal)
{
  g_autoptr (ArcEntry) bare = arc_entry_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *seen = digest (journal);
  JsonObject *object = arc_json_from_record (record);
  GString *out = g_string_new (NULL);

  json_node_take_object (node, object);
  take_description (bare, journal->description);
  for (guint i = 0; i < ARC_N_SECTIONS && has_same_sections (bare, record->entry); i++)
    json_object_remove_member (object, arc_section_to_word (i));
  json_object_set_string_member (object, SEEN, seen);
  arc_json_text_append (out, node);
  /* The one control character that JSON does not escape. */
  g_string_replace (out, "\x7f", "\\u007f", 0);
  return g_string_free (out, FALSE);
}

void
arc_icalendar_append_record (ArcCalendarWriter *writer, GString *out, const ArcRecord *record,
                             ArcCalendarParts parts)
{
  const ArcEntry *entry = record->entry;
  g_autoptr (ArcCalendarJournal) journal = NULL;

  if (parts & ARC_CALENDAR_JOURNALS) {
    journal = show (entry);
    journal->exact = (g_free (journal->exact), dup_exact (record, journal));
    journal->uid = entry->id != NULL ? g_strdup (entry->id)
                                     : arc_id_for_content (journal->exact, strlen (journal->exact));
    journal->created_us = entry->created_us;
    journal->modified_us = entry->modified_us;
    journal->is_cancelled = record->deleted_us != 0;
    arc_calendar_writer_journal (writer, journal, out);
  }
  if (record->deleted_us == 0)
    arc_calendar_writer_loop (writer, record, parts, out);
}

/* ---- reading ---- */

static void
take_title (ArcEntry *entry, const char *summary)
{
  g_autofree char *line = g_strdelimit (g_strdup (summary), "\n", ' ');

  arc_entry_set_title (entry, line);
}

static void
take_tags (ArcEntry *entry, const GPtrArray *categories)
{
  arc_entry_clear_tags (entry);
  for (guint i = 0; i < categories->len; i++)
    arc_entry_add_tag (entry, categories->pdata[i]);
}

static void
take_start (ArcEntry *entry, const ArcCalendarJournal *journal)
{
  if (!journal->has_start)
    return;
  entry->occurred_us = journal->start_us;
  if (*journal->zone != '\0')
    arc_entry_set_zone (entry, journal->zone);
}

/* The revision of what another program wrote: the same for the same words. */
static char *
dup_revision (const char *id, const ArcCalendarJournal *journal)
{
  g_autofree char *seen = digest (journal);
  g_autofree char *seed = g_strconcat (id != NULL ? id : "", " ", seen, NULL);

  return arc_id_for_content (seed, strlen (seed));
}

static ArcRecord *
read_foreign (const ArcCalendarJournal *journal, const char *zone)
{
  ArcEntry *entry = arc_entry_new ();

  take_title (entry, journal->summary);
  take_description (entry, journal->description);
  take_tags (entry, journal->categories);
  arc_entry_set_zone (entry, zone);
  take_start (entry, journal);
  entry->created_us = journal->created_us;
  entry->modified_us = journal->modified_us;
  if (journal->uid != NULL && *journal->uid != '\0') {
    g_autofree char *lower = g_ascii_strdown (journal->uid, -1);
    entry->id = arc_id_is_valid (lower) ? g_steal_pointer (&lower)
                                        : arc_id_for_content (journal->uid, strlen (journal->uid));
    entry->revision = dup_revision (entry->id, journal);
  }
  return arc_record_new (entry);
}

static gboolean
has_same_categories (const ArcCalendarJournal *a, const ArcCalendarJournal *b)
{
  if (a->categories->len != b->categories->len)
    return FALSE;
  for (guint i = 0; i < a->categories->len; i++)
    if (!g_str_equal (a->categories->pdata[i], b->categories->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Brings in what was changed in another calendar, as a state of its own on top of the known one. */
static void
take_changes (ArcEntry *entry, const ArcCalendarJournal *journal)
{
  g_autoptr (ArcCalendarJournal) before = show (entry);

  if (!g_str_equal (before->summary, journal->summary))
    take_title (entry, journal->summary);
  if (!g_str_equal (before->description, journal->description))
    take_description (entry, journal->description);
  if (!has_same_categories (before, journal))
    take_tags (entry, journal->categories);
  if (before->start_us != journal->start_us)
    take_start (entry, journal);
  if (entry->revision == NULL)
    return;
  g_free (entry->parent);
  entry->parent = entry->revision;
  entry->revision = dup_revision (entry->id, journal);
  entry->modified_us = MAX (entry->modified_us + 1, journal->modified_us);
}

/* What we wrote ourselves, perhaps changed since. */
static ArcRecord *
read_own (const ArcCalendarJournal *journal, GError **error)
{
  g_autoptr (JsonNode) node = arc_json_text_parse (journal->exact, strlen (journal->exact), error);
  g_autoptr (ArcRecord) record = NULL;
  g_autofree char *seen = digest (journal);
  gboolean has_sections = FALSE;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("X-ARC-RECORD does not hold what ARC Journal writes there."));
    return NULL;
  }
  object = json_node_get_object (node);
  record = arc_json_to_record (object, error);
  if (record == NULL)
    return NULL;
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    has_sections |= *record->entry->section[i] != '\0';
  if (!has_sections)
    take_description (record->entry, journal->description);
  if (g_strcmp0 (json_object_get_string_member_with_default (object, SEEN, NULL), seen) != 0)
    take_changes (record->entry, journal);
  return g_steal_pointer (&record);
}

/* ---- files ---- */

ArcIcalendarReader *
arc_icalendar_reader_new (ArcLines *lines, const char *zone, GError **error)
{
  ArcCalendarReader *calendar = arc_calendar_reader_new (zone, error);
  ArcIcalendarReader *reader;

  if (calendar == NULL)
    return NULL;
  reader = g_new0 (ArcIcalendarReader, 1);
  reader->lines = lines;
  reader->calendar = calendar;
  reader->zone = g_strdup (zone != NULL ? zone : "UTC");
  return reader;
}

void
arc_icalendar_reader_free (ArcIcalendarReader *reader)
{
  if (reader == NULL)
    return;
  arc_calendar_reader_free (reader->calendar);
  g_free (reader->zone);
  g_free (reader);
}

static gboolean
push_line (ArcIcalendarReader *reader, GCancellable *cancellable, GError **error)
{
  gboolean too_long;
  gsize length;
  char *text;

  if (!arc_lines_next (reader->lines, &text, &length, &too_long, cancellable, error))
    return FALSE;
  reader->is_over = text == NULL;
  arc_calendar_reader_push (reader->calendar, text, length, too_long,
                            arc_lines_get_number (reader->lines));
  return TRUE;
}

gboolean
arc_icalendar_reader_next (ArcIcalendarReader *reader, ArcItem **item, guint64 *line,
                           GError **fault, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcCalendarJournal) journal = NULL;
  g_autoptr (ArcCalendarEvent) event = NULL;
  g_autofree char *why = NULL;
  ArcRecord *record;

  *item = NULL;
  *line = 0;
  while (!arc_calendar_reader_pop (reader->calendar, &journal, &event, line, &why)) {
    if (reader->is_over)
      return TRUE;
    if (!push_line (reader, cancellable, error))
      return FALSE;
  }
  if (why != NULL) {
    g_set_error_literal (fault, ARC_ERROR, ARC_ERROR_INVALID, why);
  } else if (event != NULL) {
    *item = arc_icalendar_to_reminder (event, reader->zone, fault);
  } else {
    record =
        *journal->exact != '\0' ? read_own (journal, fault) : read_foreign (journal, reader->zone);
    *item = record != NULL ? arc_item_new_entry (record) : NULL;
  }
  return TRUE;
}
