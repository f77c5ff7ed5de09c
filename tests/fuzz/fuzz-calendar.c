/* Feeds the reader of calendars with anything. Besides not crashing and not hanging: a fault has a
 * line and a sentence, nothing comes after it that was half read, and what was read, written and
 * read again is the same.
 *
 * With libFuzzer (clang -fsanitize=fuzzer,address,undefined) the engine calls
 * LLVMFuzzerTestOneInput(); else fuzz-engine.c does. */
#include <string.h>

#include "arc-icalendar-reminder.h"
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
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "X-ARC-REMINDER:",
    "RRULE:",
    "EXDATE:",
    "EXDATE;TZID=",
    "STATUS:CANCELLED\r\n",
    "{\"type\":\"reminder\",\"rule\":\"FREQ=DAILY\",\"start\":\"2026-11-20\",\"at\":\"15:30\"",
    "\"firings\":[{\"due\":\"2026-11-27T15:30\",\"state\":\"done\"}]",
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

/* Whether all the rules let it into a journal. */
static gboolean
is_valid (const ArcItem *item)
{
  g_autoptr (ArcCalendarEvent) event = NULL;

  if (!arc_item_validate (item, NULL))
    return FALSE;
  if (item->kind == ARC_ITEM_REMINDER)
    event = arc_calendar_event_from_reminder (item->reminder, item->firings, "Europe/Berlin", NULL);
  return item->kind != ARC_ITEM_REMINDER || event != NULL;
}

/* (transfer full) (element-type ArcItem): the valid items of a calendar. */
static GPtrArray *
read_all (const char *data, gsize size, gboolean is_own)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (ArcLines) lines = arc_lines_new (in);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcIcalendarReader) reader = arc_icalendar_reader_new (lines, "Europe/Berlin", &error);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_item_free);

  g_assert_no_error (error);
  for (;;) {
    g_autoptr (GError) fault = NULL;
    g_autoptr (ArcItem) item = NULL;
    guint64 line;

    arc_icalendar_reader_next (reader, &item, &line, &fault, NULL, &error);
    g_assert_no_error (error);
    g_assert_false (item != NULL && fault != NULL);
    g_assert_true ((line == 0) == (item == NULL && fault == NULL));
    if (line == 0)
      return items;
    if (fault != NULL) {
      g_assert_true (*fault->message != '\0');
      if (is_own)
        g_error ("what was written cannot be read: line %lu: %s", (gulong) line, fault->message);
    } else if (is_valid (item)) {
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  }
}

static char *
to_json (const GPtrArray *items)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++) {
    arc_json_append_item (out, items->pdata[i]);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}

static void
append (ArcCalendarWriter *writer, GString *text, const ArcItem *item)
{
  if (item->kind == ARC_ITEM_ENTRY)
    arc_icalendar_append_record (writer, text, item->record, ARC_CALENDAR_ALL);
  else
    g_assert_true (arc_icalendar_append_reminder (writer, text, item, "Europe/Berlin", NULL));
}

static void
check_round_trip (const GPtrArray *items)
{
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *before = to_json (items);
  g_autofree char *after = NULL;

  arc_calendar_writer_begin (writer, text);
  for (guint i = 0; i < items->len; i++)
    append (writer, text, items->pdata[i]);
  arc_calendar_writer_end (writer, text);
  check_written (text);
  /* Tasks and events alone are no journals. */
  if (items->len == 0)
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
  g_autoptr (GPtrArray) items = NULL;

  if (size > 5 && memcmp (content, "FREQ=", 5) == 0)
    check_reminder (content, size);
  items = read_all (content, size, FALSE);
  check_round_trip (items);
  return 0;
}
