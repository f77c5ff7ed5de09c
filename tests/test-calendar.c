/* iCalendar: what is written, literally; what is read, from ourselves and from others; that files
 * made to harm cannot. */
#include <glib/gstdio.h>
#include <string.h>

#include "arc-calendar.h"
#include "arc-day.h"
#include "arc-error.h"
#include "arc-icalendar-reminder.h"
#include "arc-icalendar.h"
#include "arc-json.h"

#define ID_ENTRY "0192f0c1-2b7a-7f00-8000-000000000001"
#define ID_COMMITMENT "0192f0c1-2b7a-7f00-8000-000000000002"
#define ID_REMINDER "0192f0c1-2b7a-7f00-8000-000000000003"
#define ID_REVISION "0192f0c1-2b7a-7f00-8000-000000000004"
#define NOW_US G_GINT64_CONSTANT (1795183391123456) /* 2026-11-20T14:03:11.123456Z */

/* ---- making and reading ---- */

static void
set (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static ArcReminder *
new_reminder (const char *rule, ArcDay start, int at_s, const char *zone)
{
  ArcReminder *reminder = arc_reminder_new ();

  reminder->id = g_strdup (ID_REMINDER);
  set (&reminder->title, "Reflection");
  set (&reminder->rule, rule);
  set (&reminder->zone, zone);
  reminder->start = start;
  reminder->at_s = at_s;
  reminder->created_us = reminder->modified_us = NOW_US;
  return reminder;
}

static ArcRecord *
new_record (const char *action)
{
  ArcEntry *entry = arc_entry_new ();

  entry->id = g_strdup (ID_ENTRY);
  entry->revision = g_strdup (ID_REVISION);
  entry->occurred_us = entry->created_us = entry->modified_us = NOW_US;
  arc_entry_set_zone (entry, "Europe/Berlin");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  return arc_record_new (entry);
}

/* (transfer full): a calendar of one record. */
static GString *
write_record (const ArcRecord *record, ArcCalendarParts parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (&error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  arc_calendar_writer_begin (writer, out);
  arc_icalendar_append_record (writer, out, record, parts);
  arc_calendar_writer_end (writer, out);
  return out;
}

/* (transfer full): from the first line @from on, without the ends of the lines' "\r". */
static char *
part_from (const GString *text, const char *from)
{
  const char *found = strstr (text->str, from);
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (found);
  lines = g_strsplit (found, "\r\n", -1);
  return g_strjoinv ("\n", lines);
}

/* (transfer full) (element-type ArcRecord): faults are appended to @faults as "line: why". */
static GPtrArray *
read_calendar (const char *text, gssize length, GString *faults)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (text, size, NULL);
  g_autoptr (ArcLines) lines = arc_lines_new (in);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcIcalendarReader) reader = arc_icalendar_reader_new (lines, "Europe/Berlin", &error);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_record_free);

  g_assert_no_error (error);
  for (;;) {
    g_autoptr (GError) fault = NULL;
    g_autoptr (ArcItem) item = NULL;
    guint64 line;

    arc_icalendar_reader_next (reader, &item, &line, &fault, NULL, &error);
    g_assert_no_error (error);
    if (line == 0)
      return records;
    if (fault != NULL)
      g_string_append_printf (faults, "%lu: %s\n", (gulong) line, fault->message);
    else
      g_ptr_array_add (records, g_steal_pointer (&item->record));
  }
}

/* (transfer full): the only record of a calendar without faults. */
static ArcRecord *
read_one (const char *text)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autoptr (GPtrArray) records = read_calendar (text, -1, faults);

  g_assert_cmpstr (faults->str, ==, "");
  g_assert_cmpuint (records->len, ==, 1);
  return g_ptr_array_steal_index (records, 0);
}

static char *
to_json (const ArcRecord *record)
{
  GString *out = g_string_new (NULL);

  arc_json_append_record (out, record);
  return g_string_free (out, FALSE);
}

/* ---- what is written ---- */

static void
test_reminder (void)
{
  g_autoptr (ArcReminder) reminder = new_reminder ("FREQ=WEEKLY;BYDAY=FR", (ArcDay){2026, 11, 18},
                                                   15 * 3600 + 1800, "Europe/Berlin");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *event = NULL;

  g_assert_true (arc_calendar_write_reminder (reminder, "America/New_York", text, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text->str, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ARC"));
  g_assert_nonnull (strstr (text->str, "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"));
  event = part_from (text, "BEGIN:VEVENT");
  g_assert_cmpstr (event, ==,
                   "BEGIN:VEVENT\n"
                   "UID:" ID_REMINDER "\n"
                   "DTSTAMP:20261120T140311Z\n"
                   "CREATED:20261120T140311Z\n"
                   "LAST-MODIFIED:20261120T140311Z\n"
                   "DTSTART;TZID=Europe/Berlin:20261120T153000\n"
                   "DURATION:PT15M\n"
                   "RRULE:FREQ=WEEKLY;BYDAY=FR\n"
                   "SUMMARY:Reflection\n"
                   "BEGIN:VALARM\n"
                   "ACTION:DISPLAY\n"
                   "TRIGGER:PT0S\n"
                   "DESCRIPTION:Reflection\n"
                   "END:VALARM\n"
                   "END:VEVENT\n"
                   "END:VCALENDAR\n");
}

/* The first occurrence, and the rule as it holds from there. */
static void
test_rules (void)
{
  static const struct {
    const char *rule;
    const char *zone;
    ArcDay pause; /* until then */
    const char *expected;
  } rows[] = {
      /* Wherever the person is: no zone, and an end by the wall clock. */
      {"FREQ=DAILY", "", {0}, "DTSTART:20261120T090000\nDURATION:PT15M\nRRULE:FREQ=DAILY\n"},
      {"FREQ=DAILY;UNTIL=20261130",
       "",
       {0},
       "DTSTART:20261120T090000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=20261130T090000\n"},
      {"FREQ=DAILY;UNTIL=20261130T080000Z",
       "",
       {0},
       "DTSTART:20261120T090000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=20261130T090000\n"},
      /* In a zone the end is an instant. */
      {"FREQ=DAILY;UNTIL=20261130",
       "Europe/Berlin",
       {0},
       "DTSTART;TZID=Europe/Berlin:20261120T090000\nDURATION:PT15M\n"
       "RRULE:FREQ=DAILY;UNTIL=20261130T080000Z\n"},
      {"freq=daily;until=20261130T235959",
       "Europe/Berlin",
       {0},
       "DTSTART;TZID=Europe/Berlin:20261120T090000\nDURATION:PT15M\n"
       "RRULE:FREQ=DAILY;UNTIL=20261130T225959Z\n"},
      {"FREQ=DAILY", "UTC", {0}, "DTSTART:20261120T090000Z\nDURATION:PT15M\nRRULE:FREQ=DAILY\n"},
      /* The start is an occurrence, in the right one of two weeks. */
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
       "",
       {0},
       "DTSTART:20261130T090000\nDURATION:PT15M\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\n"},
      {"FREQ=MONTHLY;BYDAY=-1FR",
       "",
       {0},
       "DTSTART:20261127T090000\nDURATION:PT15M\nRRULE:FREQ=MONTHLY;BYDAY=-1FR\n"},
      /* After a pause; what fell into it was counted. */
      {"FREQ=DAILY;COUNT=10",
       "",
       {2026, 11, 24},
       "DTSTART:20261124T090000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=6\n"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ArcReminder) reminder =
        new_reminder (rows[i].rule, (ArcDay){2026, 11, 20}, 9 * 3600, rows[i].zone);
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *found = NULL;

    reminder->paused = arc_day_is_set (rows[i].pause);
    reminder->paused_until = rows[i].pause;
    g_assert_true (arc_calendar_write_reminder (reminder, "Europe/Berlin", text, NULL));
    found = part_from (text, "DTSTART");
    if (strstr (text->str, "VTIMEZONE") != NULL) {
      g_free (found);
      found = part_from (text, "DTSTART;TZID");
    }
    *strstr (found, "SUMMARY") = '\0';
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_refused_rule (void)
{
  g_autoptr (ArcReminder) reminder =
      new_reminder ("FREQ=SECONDLY", (ArcDay){2026, 11, 20}, 0, "Europe/Berlin");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_calendar_write_reminder (reminder, "UTC", text, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
}

static void
test_journal (void)
{
  g_autoptr (ArcRecord) record = new_record ("I called; they, too.");
  g_autoptr (GString) text = NULL;
  g_autofree char *journal = NULL;

  arc_entry_set_title (record->entry, "First call");
  arc_entry_set_section (record->entry, ARC_SECTION_CHANGE, "## Change\nAsk \\ first");
  arc_entry_add_tag (record->entry, "phone, mobile");
  arc_entry_add_tag (record->entry, "sales");
  text = write_record (record, ARC_CALENDAR_ALL);
  journal = part_from (text, "BEGIN:VJOURNAL");
  *strstr (journal, "X-ARC-RECORD") = '\0';
  g_assert_cmpstr (
      journal, ==,
      "BEGIN:VJOURNAL\n"
      "UID:" ID_ENTRY "\n"
      "DTSTAMP:20261120T140311Z\n"
      "CREATED:20261120T140311Z\n"
      "LAST-MODIFIED:20261120T140311Z\n"
      "DTSTART;TZID=Europe/Berlin:20261120T150311\n"
      "SUMMARY:First call\n"
      "DESCRIPTION:## Action\\n\\nI called\\; they\\, too.\\n\\n## Change\\n\\n\\\\## Change\n"
      " \\nAsk \\\\ first\n"
      "CATEGORIES:phone\\, mobile,sales\n"
      "CLASS:PRIVATE\n"
      "STATUS:FINAL\n");
}

static ArcCommitment *
add_commitment (ArcRecord *record, ArcCommitmentState state)
{
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_START, "Ask for the name first");

  commitment->id = g_strdup (ID_COMMITMENT);
  commitment->state = state;
  commitment->created_us = commitment->modified_us = NOW_US;
  g_ptr_array_add (record->loop->commitments, commitment);
  return commitment;
}

static void
add_look_back (ArcRecord *record, ArcDid did)
{
  ArcLookBack *look_back = arc_look_back_new (ID_ENTRY);

  look_back->commitment_id = g_strdup (ID_COMMITMENT);
  look_back->at_us = NOW_US + 7 * ARC_US_PER_DAY;
  look_back->did = did;
  g_ptr_array_add (record->look_backs, look_back);
}

static void
test_commitment (void)
{
  g_autoptr (ArcRecord) record = new_record ("I called.");
  ArcCommitment *commitment = add_commitment (record, ARC_COMMITMENT_OPEN);
  g_autoptr (GString) text = NULL;
  g_autofree char *task = NULL;

  arc_entry_set_topic (record->entry, "Phone");
  record->loop->look_back_on = (ArcDay){2026, 11, 27};
  set (&commitment->if_text, "the phone rings");
  set (&commitment->then_text, "I take a pencil");
  set (&commitment->measure, "three calls");
  text = write_record (record, ARC_CALENDAR_TODOS);
  task = part_from (text, "BEGIN:VTODO");
  g_assert_cmpstr (task, ==,
                   "BEGIN:VTODO\n"
                   "UID:" ID_COMMITMENT "\n"
                   "DTSTAMP:20261120T140311Z\n"
                   "CREATED:20261120T140311Z\n"
                   "LAST-MODIFIED:20261120T140311Z\n"
                   "SUMMARY:Ask for the name first\n"
                   "DESCRIPTION:If the phone rings\\, then I take a pencil\\nMeasure: three calls\n"
                   " \\nFrom: I called.\n"
                   "DUE;VALUE=DATE:20261127\n"
                   "STATUS:NEEDS-ACTION\n"
                   "PERCENT-COMPLETE:0\n"
                   "CATEGORIES:Start,Phone\n"
                   "RELATED-TO:" ID_ENTRY "\n"
                   "CLASS:PRIVATE\n"
                   "END:VTODO\n"
                   "END:VCALENDAR\n");
}

static void
test_commitment_states (void)
{
  static const struct {
    ArcCommitmentState state;
    ArcDid did;
    const char *expected;
  } rows[] = {
      {ARC_COMMITMENT_OPEN, ARC_DID_PARTLY, "STATUS:IN-PROCESS\r\nPERCENT-COMPLETE:50\r\n"},
      {ARC_COMMITMENT_DONE, ARC_DID_YES,
       "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\nCOMPLETED:20261127T140311Z\r\n"},
      {ARC_COMMITMENT_HABIT, ARC_DID_YES,
       "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\nCOMPLETED:20261127T140311Z\r\n"},
      {ARC_COMMITMENT_LET_GO, ARC_DID_NO_LONGER, "STATUS:CANCELLED\r\nCATEGORIES"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ArcRecord) record = new_record ("I called.");
    ArcCommitment *commitment = add_commitment (record, rows[i].state);
    g_autoptr (GString) text = NULL;

    add_look_back (record, rows[i].did);
    commitment->due = (ArcDay){2027, 1, 4};
    text = write_record (record, ARC_CALENDAR_ALL);
    g_assert_nonnull (strstr (text->str, "DUE;VALUE=DATE:20270104\r\n"));
    g_assert_nonnull (strstr (text->str, rows[i].expected));
  }
}

static void
test_look_back_day (void)
{
  g_autoptr (ArcRecord) record = new_record ("I called.");
  g_autoptr (GString) text = NULL;
  g_autofree char *event = NULL;

  arc_entry_set_section (record->entry, ARC_SECTION_CHANGE, "Ask first");
  record->loop->look_back_on = (ArcDay){2026, 11, 27};
  text = write_record (record, ARC_CALENDAR_EVENTS);
  event = part_from (text, "BEGIN:VEVENT");
  g_assert_cmpstr (event, ==,
                   "BEGIN:VEVENT\n"
                   "UID:" ID_ENTRY "-look-back\n"
                   "DTSTAMP:20261120T140311Z\n"
                   "CREATED:20261120T140311Z\n"
                   "LAST-MODIFIED:20261120T140311Z\n"
                   "DTSTART;VALUE=DATE:20261127\n"
                   "SUMMARY:Look back: I called.\n"
                   "DESCRIPTION:Ask first\n"
                   "RELATED-TO:" ID_ENTRY "\n"
                   "CLASS:PRIVATE\n"
                   "TRANSP:TRANSPARENT\n"
                   "END:VEVENT\n"
                   "END:VCALENDAR\n");
}

/* No line over 75 bytes, none cut inside a character, and no control characters, whatever the text.
 */
static void
assert_well_formed (const GString *text)
{
  const char *line = text->str;

  g_assert_true (g_utf8_validate (text->str, text->len, NULL));
  while (*line != '\0') {
    const char *end = strstr (line, "\r\n");
    g_autofree char *one = g_strndup (line, end - line);

    g_assert_nonnull (end);
    g_assert_cmpuint (end - line, <=, 75);
    g_assert_true (g_utf8_validate (one, -1, NULL));
    for (const char *at = one; *at != '\0'; at++)
      g_assert_true (*at == '\t' || !g_ascii_iscntrl (*at));
    line = end + 2;
  }
}

/* ---- there and back ---- */

static void
assert_round_trip (const char *action, const char *reflection, const char *change)
{
  g_autoptr (ArcRecord) record = new_record (action);
  g_autoptr (GString) text = NULL;
  g_autoptr (ArcRecord) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  arc_entry_set_section (record->entry, ARC_SECTION_REFLECTION, reflection);
  arc_entry_set_section (record->entry, ARC_SECTION_CHANGE, change);
  arc_entry_set_topic (record->entry, "a, b; c");
  arc_entry_set_evidence (record->entry, ARC_EVIDENCE_MEASURED, 0.1, "h, min");
  arc_entry_add_tag (record->entry, "one\\two");
  arc_entry_add_tag (record->entry, "three, four");
  record->entry->outcome = ARC_OUTCOME_PARTLY;
  record->entry->lens = ARC_LENS_MANAGER;
  add_look_back (record, ARC_DID_PARTLY);
  text = write_record (record, ARC_CALENDAR_JOURNALS);
  assert_well_formed (text);
  again = read_one (text->str);
  before = to_json (record);
  after = to_json (again);
  g_assert_cmpstr (before, ==, after);
}

static void
test_round_trip (void)
{
  static const char *const texts[] = {
      "",
      " ",
      "\n",
      "\n\n",
      "plain",
      " blanks at both ends ",
      "\n\nlines at both ends\n\n",
      "commas, semicolons; \\backslashes\\ and \\n",
      "windows\r\nlines\rand old ones",
      "control \x01\x1b[31m\x7f characters",
      "tab\tand \"quotes\" and ^carets",
      "## Action",
      "## Action\n\n## Reflection\n## Change",
      "\\## Action\n\\\\## Change \n ## Action",
      "text\n## Change\ntext",
      "BEGIN:VJOURNAL\nEND:VJOURNAL\nEND:VCALENDAR",
      "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 日本語 Grüße e\xcc\x81",
      "\xe2\x80\xa8line separators\xe2\x80\xa9 and \xc2\x85",
      "\xef\xb7\x90 noncharacters \xef\xbf\xbf",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    assert_round_trip (texts[i], "because", "more");
    assert_round_trip ("did", texts[i], NULL);
    assert_round_trip ("did", NULL, texts[i]);
    assert_round_trip (texts[i], texts[i], texts[(i + 1) % G_N_ELEMENTS (texts)]);
  }
}

static void
test_round_trip_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  while (text->len < 1024 * 1024)
    g_string_append (text, "One line of many, with 😀.\n");
  assert_round_trip (text->str, "because", "more");
  while (line->len < 1024 * 1024)
    g_string_append (line, "日本");
  assert_round_trip ("did", line->str, "more\x01");
}

static void
test_round_trip_times (void)
{
  static const struct {
    const char *zone;
    const char *instant;
    const char *written;
  } rows[] = {
      {"Europe/Berlin", "2026-11-20T14:03:11.999999Z",
       "DTSTART;TZID=Europe/Berlin:20261120T150311"},
      {"Europe/Berlin", "2026-10-25T00:30:00Z", "DTSTART;TZID=Europe/Berlin:20261025T023000"},
      /* The second 02:30 of that night: the wall clock means the first. */
      {"Europe/Berlin", "2026-10-25T01:30:00Z", "DTSTART:20261025T013000Z"},
      {"Australia/Lord_Howe", "2026-10-03T15:31:00Z",
       "DTSTART;TZID=Australia/Lord_Howe:20261004T023100"},
      {"UTC", "2026-11-20T14:03:11Z", "DTSTART:20261120T140311Z"},
      {"America/New_York", "1969-07-20T20:17:40.5Z",
       "DTSTART;TZID=America/New_York:19690720T161740"},
      {"Europe/Berlin", "2040-07-01T10:00:00Z", "DTSTART;TZID=Europe/Berlin:20400701T120000"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ArcRecord) record = new_record ("did");
    g_autoptr (ArcRecord) again = NULL;
    g_autoptr (GString) text = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    arc_entry_set_zone (record->entry, rows[i].zone);
    g_assert_true (
        arc_instant_parse (rows[i].instant, "UTC", 0, &record->entry->occurred_us, NULL));
    text = write_record (record, ARC_CALENDAR_JOURNALS);
    g_assert_nonnull (strstr (text->str, rows[i].written));
    again = read_one (text->str);
    before = to_json (record);
    after = to_json (again);
    g_assert_cmpstr (before, ==, after);
  }
}

/* What was changed in another calendar counts, as a state on top of the known one. */
static void
test_changed_elsewhere (void)
{
  g_autoptr (ArcRecord) record = new_record ("Old words");
  g_autoptr (GString) text = NULL;
  g_autoptr (ArcRecord) again = NULL;

  arc_entry_set_title (record->entry, "Old title");
  arc_entry_set_section (record->entry, ARC_SECTION_CHANGE, "Same\rchange");
  record->entry->outcome = ARC_OUTCOME_MISSED;
  text = write_record (record, ARC_CALENDAR_JOURNALS);
  g_string_replace (text, "SUMMARY:Old title", "SUMMARY:New title", 1);
  g_string_replace (text, "LAST-MODIFIED:20261120", "LAST-MODIFIED:20261121", 1);
  again = read_one (text->str);
  g_assert_cmpstr (again->entry->id, ==, ID_ENTRY);
  g_assert_cmpstr (again->entry->title, ==, "New title");
  g_assert_cmpstr (again->entry->section[ARC_SECTION_ACTION], ==, "Old words");
  g_assert_cmpstr (again->entry->section[ARC_SECTION_CHANGE], ==, "Same\rchange");
  g_assert_cmpint (again->entry->outcome, ==, ARC_OUTCOME_MISSED);
  g_assert_cmpint (again->entry->occurred_us, ==, NOW_US);
  g_assert_cmpstr (again->entry->parent, ==, ID_REVISION);
  g_assert_cmpstr (again->entry->revision, !=, ID_REVISION);
  g_assert_cmpint (again->entry->modified_us, ==,
                   NOW_US / ARC_US_PER_SECOND * ARC_US_PER_SECOND + ARC_US_PER_DAY);

  g_string_replace (text, "## Action\\n\\nOld words", "## Action\\n\\nNew words", 1);
  g_string_replace (text, "DTSTART;TZID=Europe/Berlin:20261120T150311", "DTSTART:20261121T080000Z",
                    1);
  g_clear_pointer (&again, arc_record_free);
  again = read_one (text->str);
  g_assert_cmpstr (again->entry->section[ARC_SECTION_ACTION], ==, "New words");
  g_assert_cmpstr (again->entry->section[ARC_SECTION_CHANGE], ==, "Same\nchange");
  g_assert_cmpint (again->entry->occurred_us, ==, G_GINT64_CONSTANT (1795248000000000));
}

/* ---- calendars of others ---- */

static void
test_foreign (void)
{
  g_autoptr (ArcRecord) record =
      read_one ("begin:vcalendar\n"
                "BEGIN:VEVENT\nSUMMARY:not this\nEND:VEVENT\n"
                "BEGIN:VJOURNAL\n"
                "UID:some-thing@example.org\n"
                "DTSTAMP:16010101T000000Z\n"
                "DTSTART;VALUE=DATE:20260105\n"
                "SUMMARY;LANGUAGE=en;X-A=\"a:b;c\":Long\n \tfolded\\, title\n"
                "DESCRIPTION:First\\nsecond\\Nthird \\x\n"
                "DESCRIPTION:Another\n"
                "CATEGORIES:Work,Home\\, garden\n"
                "CATEGORIES:work,More\n"
                "CREATED:20260106T101112Z\n"
                "LAST-MODIFIED:20260107T101112Z\n"
                "BEGIN:VALARM\nSUMMARY:nor this\nEND:VALARM\n"
                "ATTACH;VALUE=BINARY;ENCODING=BASE64:AAAA\n"
                "END:VJOURNAL\n"
                "END:VCALENDAR");
  g_autofree char *tags = arc_entry_dup_tags_text (record->entry);
  g_autoptr (ArcRecord) renamed = NULL;

  g_assert_cmpstr (record->entry->title, ==, "Long\tfolded, title");
  g_assert_cmpstr (record->entry->section[ARC_SECTION_ACTION], ==,
                   "First\nsecond\nthird \\x\n\nAnother");
  g_assert_cmpstr (tags, ==, "Work\nHome, garden\nMore");
  /* Noon in Berlin. */
  g_assert_cmpint (record->entry->occurred_us, ==, G_GINT64_CONSTANT (1767610800000000));
  g_assert_cmpstr (record->entry->zone, ==, "Europe/Berlin");
  g_assert_cmpint (record->entry->created_us, ==, G_GINT64_CONSTANT (1767694272000000));
  g_assert_cmpint (record->entry->modified_us, ==, G_GINT64_CONSTANT (1767780672000000));

  /* The name makes the id, so that it is found again with other words. */
  renamed = read_one ("BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nUID:some-thing@example.org\nSUMMARY:Other\n"
                      "END:VJOURNAL\nEND:VCALENDAR\n");
  g_assert_cmpstr (renamed->entry->id, ==, record->entry->id);
  g_assert_cmpstr (renamed->entry->revision, !=, record->entry->revision);
}

static void
test_headings (void)
{
  g_autoptr (ArcRecord) record =
      read_one ("BEGIN:VCALENDAR\nBEGIN:VJOURNAL\n"
                "DESCRIPTION:Above\\n## Change\\nless\\n## Action\\n\\nbelow\\n\n"
                "END:VJOURNAL\nEND:VCALENDAR\n");

  g_assert_cmpstr (record->entry->section[ARC_SECTION_ACTION], ==, "Above\n\nbelow\n");
  g_assert_cmpstr (record->entry->section[ARC_SECTION_REFLECTION], ==, "");
  g_assert_cmpstr (record->entry->section[ARC_SECTION_CHANGE], ==, "less");
}

#define WINDOWS_ZONE                                                                               \
  "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\n"                                                \
  "BEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"             \
  "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n"                                           \
  "BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"              \
  "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n"                            \
  "BEGIN:VTIMEZONE\nTZID:Ended\n"                                                                  \
  "BEGIN:STANDARD\nDTSTART:20001029T030000\n"                                                      \
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20051030T010000Z\n"                               \
  "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n"                                           \
  "BEGIN:DAYLIGHT\nDTSTART:20010325T020000\n"                                                      \
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20050327T010000Z\n"                                \
  "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n"

/* DTSTART as others write it, and the instant that it means. */
static void
test_foreign_times (void)
{
  static const struct {
    const char *start;
    const char *instant;
  } rows[] = {
      {"DTSTART:20260701T100000Z", "2026-07-01T10:00:00Z"},
      {"DTSTART:20260701T100000", "2026-07-01T08:00:00Z"},
      {"DTSTART;TZID=America/New_York:20260701T100000", "2026-07-01T14:00:00Z"},
      {"DTSTART;TZID=\"America/New_York\":20260701T100000", "2026-07-01T14:00:00Z"},
      {"DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20260701T100000",
       "2026-07-01T01:00:00Z"},
      {"DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20270328T023000",
       "2027-03-28T01:30:00Z"},
      {"DTSTART;TZID=W. Europe Standard Time:20260701T100000", "2026-07-01T08:00:00Z"},
      {"DTSTART;TZID=W. Europe Standard Time:20261101T100000", "2026-11-01T09:00:00Z"},
      /* Skipped: with the offset before. Repeated: the first. */
      {"DTSTART;TZID=W. Europe Standard Time:20270328T023000", "2027-03-28T01:30:00Z"},
      {"DTSTART;TZID=W. Europe Standard Time:20270328T030000", "2027-03-28T01:00:00Z"},
      {"DTSTART;TZID=W. Europe Standard Time:20261025T023000", "2026-10-25T00:30:00Z"},
      {"DTSTART;TZID=W. Europe Standard Time:20261025T030000", "2026-10-25T02:00:00Z"},
      {"DTSTART;TZID=Ended:20050701T100000", "2005-07-01T08:00:00Z"},
      {"DTSTART;TZID=Ended:20051030T100000", "2005-10-30T09:00:00Z"},
      {"DTSTART;TZID=Ended:20060701T100000", "2006-07-01T09:00:00Z"},
      {"DTSTART;TZID=Ended:19990701T100000", "1999-07-01T08:00:00Z"},
      {"CREATED:20260701T100000Z", "2026-07-01T10:00:00Z"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text =
        g_strconcat ("BEGIN:VCALENDAR\n" WINDOWS_ZONE "BEGIN:VJOURNAL\n", rows[i].start,
                     "\nSUMMARY:x\nEND:VJOURNAL\nEND:VCALENDAR\n", NULL);
    g_autoptr (ArcRecord) record = read_one (text);
    g_autofree char *instant = arc_instant_format (record->entry->occurred_us);

    g_assert_cmpstr (instant, ==, rows[i].instant);
  }
}

/* ---- what is no calendar, or means harm ---- */

static void
test_faults (void)
{
  static const struct {
    const char *text;
    const char *faults;
  } rows[] = {
      {"nonsense", "1: A calendar begins with “BEGIN:VCALENDAR”.\n"},
      {"\n\nSUMMARY:x\n", "3: A calendar begins with “BEGIN:VCALENDAR”.\n"},
      {"BEGIN:VJOURNAL\nEND:VJOURNAL\n", "1: A calendar begins with “BEGIN:VCALENDAR”.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:x",
       "2: “BEGIN:VJOURNAL” is not ended; the file is not whole.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
       "4: “END:VEVENT” ends nothing that has begun.\n"},
      {"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n",
       "3: “END:VCALENDAR” ends nothing that has begun.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n",
       "1: This calendar has no journal entries (VJOURNAL). Events and tasks are not imported.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nDTSTART:20260230\nEND:VJOURNAL\n"
       "BEGIN:VJOURNAL\nno line\nDTSTART:x\nEND:VJOURNAL\nBEGIN:VJOURNAL\n"
       "DTSTART;TZID=../../etc/passwd:20260101T000000\nEND:VJOURNAL\nEND:VCALENDAR\n",
       "3: “20260230” is not a date of a calendar.\n"
       "6: This is not a line of a calendar.\n"
       "10: The time zone “../../etc/passwd” is not known.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:\xff\nEND:VJOURNAL\nEND:VCALENDAR\n",
       "3: This is not valid UTF-8 text without NUL characters.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nX-ARC-RECORD:[]\nEND:VJOURNAL\nEND:VCALENDAR\n",
       "2: X-ARC-RECORD does not hold what ARC Journal writes there.\n"},
      /* Where nobody looks it does not matter. */
      {"BEGIN:VCALENDAR\nno line\nBEGIN:X\n\xff\nEND:X\nBEGIN:VJOURNAL\nSUMMARY:x\nEND:VJOURNAL\n"
       "END:VCALENDAR\n",
       ""},
      {"BEGIN:VCALENDAR\nEND:VCALENDAR\n", ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) records = read_calendar (rows[i].text, -1, faults);

    g_assert_cmpstr (faults->str, ==, rows[i].faults);
    g_assert_nonnull (records);
  }
}

static GString *
repeat (const char *before, const char *text, guint n, const char *after)
{
  GString *out = g_string_new (before);

  while (n-- > 0)
    g_string_append (out, text);
  g_string_append (out, after);
  return out;
}

/* Each of these is some megabytes long; done in a moment, or the time of this program is over. */
static void
test_hostile (void)
{
  static const struct {
    const char *before, *text;
    guint n;
    const char *after;
    guint n_records;
    const char *faults;
  } rows[] = {
      /* One line without an end, folded and not. */
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nDESCRIPTION:", "xxxxxxxx", 1000000,
       "\nEND:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nDESCRIPTION:", "x\r\n ", 1000000,
       "\nEND:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\n", "DESCRIPTION:x\n", 500000,
       "END:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nDESCRIPTION:", "## Action\\n", 500000,
       "x\nEND:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:x\nCATEGORIES:", "a,b,", 1000000,
       "\nEND:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY", ";X=\"y\"", 1000000,
       ":x\nEND:VJOURNAL\nEND:VCALENDAR\n", 1, ""},
      {"BEGIN:VCALENDAR\nBEGIN:VJOURNAL\n", "DTSTART:none\n", 300000,
       "END:VJOURNAL\nEND:VCALENDAR\n", 0, "3: “none” is not a date of a calendar.\n"},
      {"BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", 500000, "", 0,
       "33: More than 32 parts stand within each other.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\n",
       "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
       "RRULE:FREQ=DAILY\nEND:STANDARD\n",
       5000,
       "END:VTIMEZONE\nBEGIN:VJOURNAL\nDTSTART;TZID=Z:20260101T000000\nSUMMARY:x\nEND:VJOURNAL\n"
       "END:VCALENDAR\n",
       0, "30006: The time zone “Z” is not known.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
       "TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n",
       "BEGIN:VJOURNAL\nDTSTART;TZID=Z:20260101T000000\nSUMMARY:x\nEND:VJOURNAL\n", 1,
       "END:VCALENDAR\n", 0, "12: The time zone “Z” is not known.\n"},
      {"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
       "TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\nEND:VTIMEZONE\n",
       "BEGIN:VJOURNAL\nDTSTART;TZID=Z:20260101T000000\nSUMMARY:x\nEND:VJOURNAL\n", 20000,
       "END:VCALENDAR\n", 20000, ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = repeat (rows[i].before, rows[i].text, rows[i].n, rows[i].after);
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) records = read_calendar (text->str, text->len, faults);

    g_assert_cmpstr (faults->str, ==, rows[i].faults);
    g_assert_cmpuint (records->len, ==, rows[i].n_records);
  }
}

/* A file that ends anywhere brings whole entries, or says what is missing. */
static void
test_cut (void)
{
  g_autoptr (ArcRecord) record = new_record ("did");
  g_autoptr (GString) text = write_record (record, ARC_CALENDAR_JOURNALS);
  const char *end = strstr (text->str, "END:VCALENDAR");

  for (gsize length = 1; length < text->len; length++) {
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) records = read_calendar (text->str, length, faults);

    g_assert_true (*faults->str != '\0' || length >= (gsize) (end - text->str) + 13);
    g_assert_true (records->len == 0 || length >= (gsize) (end - text->str) - 2);
  }
}

/* ---- a second parser ---- */

static char *
expect_texts (const char *kind, const char *uid, const char *summary, const char *description)
{
  g_autofree char *text = g_strconcat (summary, "\n", description, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%s %s %.16s\n", kind, uid, sum);
}

/* Beforehand. */
static void
skip (ArcItem *item, ArcDay day, int at_s)
{
  const ArcFiring firing = {.wall_s = arc_wall_seconds (day, at_s),
                            .state = ARC_FIRING_DONE,
                            .changed_us = G_GINT64_CONSTANT (1700000000000000)};

  g_ptr_array_add (item->firings, arc_firing_copy (&firing));
}

static void
test_second_parser (void)
{
  static const struct {
    const char *title, *rule, *zone;
    ArcDay start;
    int at_s;
  } reminders[] = {
      {"Berlin", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20270411", "Europe/Berlin", {2027, 3, 14}, 9000},
      {"Autumn", "FREQ=DAILY;COUNT=3", "Europe/Berlin", {2026, 10, 24}, 9000},
      {"New York", "FREQ=DAILY", "America/New_York", {2027, 3, 12}, 9000},
      {"Lord Howe", "FREQ=WEEKLY;BYDAY=SU", "Australia/Lord_Howe", {2026, 9, 27}, 36000},
      {"Last Friday", "FREQ=MONTHLY;BYDAY=-1FR", "", {2026, 11, 1}, 55800},
      {"2038", "FREQ=YEARLY", "Europe/Berlin", {2037, 7, 19}, 43200},
      {"Paused", "FREQ=DAILY", "Europe/Berlin", {2026, 11, 20}, 43200},
  };
  g_autoptr (ArcRecord) record = new_record ("Commas, semicolons; 😀 and\n\tlines");
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (&error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *script = NULL;
  g_autofree char *out = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *task = NULL;
  int status, fd;

  arc_entry_set_section (record->entry, ARC_SECTION_CHANGE, "Ask for the name first");
  arc_entry_set_title (record->entry, "Title, with; signs \\ and “quotes”");
  add_commitment (record, ARC_COMMITMENT_OPEN);
  record->loop->look_back_on = (ArcDay){2026, 11, 27};
  arc_calendar_writer_begin (writer, text);
  for (gsize i = 0; i < G_N_ELEMENTS (reminders); i++) {
    g_autoptr (ArcReminder) reminder =
        new_reminder (reminders[i].rule, reminders[i].start, reminders[i].at_s, reminders[i].zone);

    set (&reminder->title, reminders[i].title);
    reminder->paused = i == 6;
    g_autoptr (ArcItem) item = arc_item_new_reminder (g_steal_pointer (&reminder));

    if (i == 1)
      skip (item, (ArcDay){2026, 10, 25}, 9000);
    if (i == 4)
      skip (item, (ArcDay){2026, 12, 25}, 55800);
    g_assert_true (arc_icalendar_append_reminder (writer, text, item, "Europe/Berlin", &error));
  }
  arc_icalendar_append_record (writer, text, record, ARC_CALENDAR_ALL);
  arc_calendar_writer_end (writer, text);
  assert_well_formed (text);
  fd = g_file_open_tmp ("calendar-XXXXXX.ics", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text->str, text->len, &error));

  script = g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "read-calendar.py", NULL);
  g_spawn_sync (NULL, (char *[]){(char *) "/usr/bin/python3", (char *) "-B", script, path, NULL},
                NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77) {
    g_test_skip (out);
    return;
  }
  g_assert_cmpint (status, ==, 0);
  journal = expect_texts ("VJOURNAL", ID_ENTRY, "Title, with; signs \\ and “quotes”",
                          "## Action\n\nCommas, semicolons; 😀 and\n\tlines\n\n"
                          "## Change\n\nAsk for the name first");
  task = expect_texts ("VTODO", ID_COMMITMENT, "Ask for the name first",
                       "From: Title, with; signs \\ and “quotes”");
  g_string_append_printf (
      expected,
      "VALARM 6\nVEVENT 8\nVJOURNAL 1\nVTIMEZONE 3\nVTODO 1\n"
      /* 02:30 is skipped on 28 March, and repeated on 25 October. */
      "Berlin 2027-03-14T01:30:00Z 2027-03-21T01:30:00Z 2027-03-28T01:30:00Z 2027-04-04T00:30:00Z "
      "2027-04-11T00:30:00Z\n"
      "Autumn 2026-10-24T00:30:00Z 2026-10-26T01:30:00Z\n"
      "New York 2027-03-12T07:30:00Z 2027-03-13T07:30:00Z 2027-03-14T07:30:00Z "
      "2027-03-15T06:30:00Z 2027-03-16T06:30:00Z\n"
      /* The clock moves by half an hour on 4 October. */
      "Lord Howe 2026-09-26T23:30:00Z 2026-10-03T23:00:00Z 2026-10-10T23:00:00Z "
      "2026-10-17T23:00:00Z 2026-10-24T23:00:00Z\n"
      /* The one at Christmas is skipped. */
      "Last Friday 2026-11-27T15:30:00 2027-01-29T15:30:00 2027-02-26T15:30:00 "
      "2027-03-26T15:30:00 2027-04-30T15:30:00\n"
      "2038 2037-07-19T10:00:00Z 2038-07-19T10:00:00Z 2039-07-19T10:00:00Z 2040-07-19T10:00:00Z "
      "2041-07-19T10:00:00Z\n"
      "Paused CANCELLED\n%s%s",
      journal, task);
  g_assert_cmpstr (out, ==, expected->str);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/write/reminder", test_reminder);
  g_test_add_func ("/calendar/write/rules", test_rules);
  g_test_add_func ("/calendar/write/refused-rule", test_refused_rule);
  g_test_add_func ("/calendar/write/journal", test_journal);
  g_test_add_func ("/calendar/write/commitment", test_commitment);
  g_test_add_func ("/calendar/write/commitment-states", test_commitment_states);
  g_test_add_func ("/calendar/write/look-back-day", test_look_back_day);
  g_test_add_func ("/calendar/round-trip/texts", test_round_trip);
  g_test_add_func ("/calendar/round-trip/long", test_round_trip_long);
  g_test_add_func ("/calendar/round-trip/times", test_round_trip_times);
  g_test_add_func ("/calendar/changed-elsewhere", test_changed_elsewhere);
  g_test_add_func ("/calendar/read/foreign", test_foreign);
  g_test_add_func ("/calendar/read/headings", test_headings);
  g_test_add_func ("/calendar/read/times", test_foreign_times);
  g_test_add_func ("/calendar/read/faults", test_faults);
  g_test_add_func ("/calendar/read/hostile", test_hostile);
  g_test_add_func ("/calendar/read/cut", test_cut);
  g_test_add_func ("/calendar/second-parser", test_second_parser);
  return g_test_run ();
}
