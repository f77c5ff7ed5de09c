/* Feeds the reader of calendars with anything. Besides not crashing and not hanging: a fault has a
 * line and a sentence, nothing comes after it that was half read, and what was read, written and
 * read again is the same.
 *
 * With libFuzzer (clang -fsanitize=fuzzer,address,undefined) the engine calls
 * LLVMFuzzerTestOneInput(); else fuzz-engine.c does. */
#include <string.h>

#include "arc-icalendar.h"
#include "arc-json.h"
#include "fuzz-engine.h"

const char *const arc_fuzz_words[] = {
    "\r\n",
    "\n",
    "\r\n ",
    "\n\t",
    ":",
    ";",
    ",",
    "\\",
    "\\n",
    "\\,",
    "\"",
    "=",
    "BEGIN:VCALENDAR\r\n",
    "END:VCALENDAR\r\n",
    "BEGIN:VJOURNAL\r\n",
    "END:VJOURNAL\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "END:VTIMEZONE\r\n",
    "BEGIN:STANDARD\r\n",
    "END:STANDARD\r\n",
    "BEGIN:X\r\n",
    "UID:",
    "SUMMARY:",
    "DESCRIPTION:",
    "CATEGORIES:",
    "DTSTART:",
    "DTSTART;TZID=",
    "DTSTART;VALUE=DATE:",
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=SECONDLY",
    "RDATE:",
    "TZOFFSETFROM:",
    "TZOFFSETTO:+2359",
    "TZID:",
    "X-LIC-LOCATION:",
    "X-ARC-RECORD:",
    "19700101T000000",
    "16010101T000000",
    "99991231T235960Z",
    "UNTIL=20301231T000000Z",
    "COUNT=1000000",
    "BYDAY=-1SU",
    "../../etc/passwd",
    "Europe/Berlin",
    "## Action",
    "## Change",
    "\\\\## Action",
    "{",
    "}",
    "\"id\":\"",
    "\"seen\":1",
    "\xff",
    "\xc3",
    "\x01",
    "\xf0\x9f\x98\x80",
    "\xef\xbb\xbf",
    NULL,
};

/* No line is over 75 bytes, no character is cut, nothing drives what shows it. */
static void
check_written (const GString *text)
{
  const char *line = text->str;

  g_assert_true (g_utf8_validate (text->str, text->len, NULL));
  while (*line != '\0') {
    const char *end = strstr (line, "\r\n");

    g_assert_nonnull (end);
    g_assert_cmpuint (end - line, <=, 75);
    for (; line < end; line++)
      g_assert_true (*line == '\t' || !g_ascii_iscntrl (*line));
    line = end + 2;
  }
}

/* (transfer full): the valid records of a calendar. */
static GPtrArray *
read_all (const char *data, gsize size, gboolean is_own)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (ArcLines) lines = arc_lines_new (in);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcIcalendarReader) reader = arc_icalendar_reader_new (lines, "Europe/Berlin", &error);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_record_free);

  g_assert_no_error (error);
  for (;;) {
    g_autoptr (GError) fault = NULL;
    ArcRecord *record;
    guint64 line;

    arc_icalendar_reader_next (reader, &record, &line, &fault, NULL, &error);
    g_assert_no_error (error);
    g_assert_false (record != NULL && fault != NULL);
    g_assert_true ((line == 0) == (record == NULL && fault == NULL));
    if (line == 0)
      return records;
    if (fault != NULL) {
      g_assert_true (*fault->message != '\0');
      if (is_own)
        g_error ("what was written cannot be read: line %lu: %s", (gulong) line, fault->message);
    } else if (arc_entry_validate (record->entry, NULL)) {
      g_ptr_array_add (records, record);
    } else {
      arc_record_free (record);
    }
  }
}

static char *
to_json (const GPtrArray *records)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++) {
    arc_json_append_record (out, records->pdata[i]);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}

static void
check_round_trip (const GPtrArray *records)
{
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *before = to_json (records);
  g_autofree char *after = NULL;

  arc_calendar_writer_begin (writer, text);
  for (guint i = 0; i < records->len; i++)
    arc_icalendar_append_record (writer, text, records->pdata[i], ARC_CALENDAR_ALL);
  arc_calendar_writer_end (writer, text);
  check_written (text);
  /* Tasks and events alone are no journals. */
  if (records->len == 0)
    return;
  again = read_all (text->str, text->len, TRUE);
  after = to_json (again);
  g_assert_cmpstr (before, ==, after);
}

/* A rule that someone else made. */
static void
check_reminder (const char *data, gsize size)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  g_free (reminder->rule);
  reminder->rule = g_strndup (data, size);
  reminder->start = (ArcDay){2026, 11, 20};
  reminder->at_s = 15 * 3600;
  if (size % 2 == 1) {
    g_free (reminder->zone);
    reminder->zone = g_strdup ("Australia/Lord_Howe");
  }
  if (arc_calendar_write_reminder (reminder, "Europe/Berlin", text, NULL))
    check_written (text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *content = (const char *) data;
  g_autoptr (GPtrArray) records = NULL;

  if (size > 5 && memcmp (content, "FREQ=", 5) == 0)
    check_reminder (content, size);
  records = read_all (content, size, FALSE);
  check_round_trip (records);
  return 0;
}
