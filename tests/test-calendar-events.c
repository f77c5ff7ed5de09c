/* Reminders as events of a calendar, there and back: by literal texts, changed elsewhere, hostile.
 */
#include <string.h>

#include "arc-icalendar-reminder.h"
#include "arc-icalendar.h"
#include "arc-json.h"

#define ID_REMINDER "0193a1b2-0000-7000-8000-000000000001"
#define NOW_US G_GINT64_CONSTANT (1795183391000000) /* 2026-11-20T14:03:11Z, a Friday */
#define HALF_PAST_THREE (15 * 3600 + 1800)

static void
set (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* On Fridays at half past three in Berlin. */
static ArcItem *
new_item (void)
{
  ArcReminder *reminder = arc_reminder_new ();

  reminder->id = g_strdup (ID_REMINDER);
  set (&reminder->title, "Review, with; signs");
  set (&reminder->rule, "FREQ=WEEKLY;BYDAY=FR");
  set (&reminder->zone, "Europe/Berlin");
  reminder->start = (ArcDay){2026, 11, 18};
  reminder->at_s = HALF_PAST_THREE;
  reminder->created_us = reminder->modified_us = NOW_US + 123456;
  return arc_item_new_reminder (reminder);
}

static void
add_firing (ArcItem *item, ArcDay day, ArcFiringState state, gint64 changed_us)
{
  const ArcFiring firing = {.wall_s = arc_wall_seconds (day, item->reminder->at_s),
                            .state = state,
                            .changed_us = changed_us,
                            .snooze_until_us =
                                state == ARC_FIRING_SNOOZED ? changed_us + ARC_US_PER_DAY : 0};

  g_ptr_array_add (item->firings, arc_firing_copy (&firing));
}

static GString *
write_item (const ArcItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcCalendarWriter) writer = arc_calendar_writer_new (&error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  arc_calendar_writer_begin (writer, out);
  g_assert_true (arc_icalendar_append_reminder (writer, out, item, "Europe/Berlin", &error));
  g_assert_no_error (error);
  arc_calendar_writer_end (writer, out);
  return out;
}

/* (transfer full) (element-type ArcItem): faults are appended to @faults as "line: why". */
static GPtrArray *
read_calendar (const char *text, gsize size, GString *faults)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (text, size, NULL);
  g_autoptr (ArcLines) lines = arc_lines_new (in);
  g_autoptr (ArcIcalendarReader) reader = arc_icalendar_reader_new (lines, "Europe/Berlin", NULL);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_item_free);

  for (;;) {
    g_autoptr (GError) fault = NULL;
    g_autoptr (GError) error = NULL;
    ArcItem *item;
    guint64 line;

    arc_icalendar_reader_next (reader, &item, &line, &fault, NULL, &error);
    g_assert_no_error (error);
    if (line == 0)
      return items;
    if (fault != NULL)
      g_string_append_printf (faults, "%lu: %s\n", (gulong) line, fault->message);
    else
      g_ptr_array_add (items, item);
  }
}

static ArcItem *
read_one (const GString *text)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autoptr (GPtrArray) items = read_calendar (text->str, text->len, faults);

  g_assert_cmpstr (faults->str, ==, "");
  g_assert_cmpuint (items->len, ==, 1);
  return g_ptr_array_steal_index (items, 0);
}

static char *
to_json (const ArcItem *item)
{
  GString *out = g_string_new (NULL);

  arc_json_append_item (out, item);
  return g_string_free (out, FALSE);
}

static void
assert_round_trip (const ArcItem *item)
{
  g_autoptr (GString) text = write_item (item);
  g_autoptr (ArcItem) again = read_one (text);
  g_autofree char *before = to_json (item);
  g_autofree char *after = to_json (again);

  g_assert_cmpstr (before, ==, after);
}

/* Only the lines of @text that begin with one of @names, one after the other. */
static char *
lines_of (const GString *text, const char *const *names)
{
  g_auto (GStrv) lines = g_strsplit (strstr (text->str, "BEGIN:VEVENT"), "\r\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    for (guint k = 0; names[k] != NULL; k++)
      if (g_str_has_prefix (lines[i], names[k]))
        g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (out, FALSE);
}

/* ---- what is written ---- */

/* What was skipped beforehand is left out; what came and was answered or put off is not. */
static void
test_skipped (void)
{
  static const char *const names[] = {"DTSTART", "RRULE", "EXDATE", "STATUS", NULL};
  g_autoptr (ArcItem) item = new_item ();
  g_autoptr (GString) text = NULL;
  g_autofree char *lines = NULL;

  add_firing (item, (ArcDay){2026, 11, 20}, ARC_FIRING_DONE, NOW_US + ARC_US_PER_DAY);
  add_firing (item, (ArcDay){2026, 11, 27}, ARC_FIRING_DONE, NOW_US);
  add_firing (item, (ArcDay){2026, 12, 4}, ARC_FIRING_SNOOZED, NOW_US);
  add_firing (item, (ArcDay){2026, 12, 11}, ARC_FIRING_DONE, NOW_US);
  text = write_item (item);
  lines = lines_of (text, names);
  g_assert_cmpstr (lines, ==,
                   "DTSTART;TZID=Europe/Berlin:20261120T153000\n"
                   "RRULE:FREQ=WEEKLY;BYDAY=FR\n"
                   "EXDATE;TZID=Europe/Berlin:20261127T153000\n"
                   "EXDATE;TZID=Europe/Berlin:20261211T153000\n");
  assert_round_trip (item);

  set (&item->reminder->zone, "");
  g_string_free (g_steal_pointer (&text), TRUE);
  text = write_item (item);
  g_assert_nonnull (strstr (text->str, "\r\nEXDATE:20261127T153000\r\n"));
  assert_round_trip (item);
  set (&item->reminder->zone, "UTC");
  g_string_free (g_steal_pointer (&text), TRUE);
  text = write_item (item);
  g_assert_nonnull (strstr (text->str, "\r\nEXDATE:20261127T153000Z\r\n"));
  assert_round_trip (item);
}

/* Paused without an end: it is there, cancelled, and nothing rings. */
static void
test_paused (void)
{
  static const char *const names[] = {"DTSTART", "RRULE",        "STATUS",
                                      "COMMENT", "BEGIN:VALARM", NULL};
  g_autoptr (ArcItem) item = new_item ();
  g_autoptr (GString) text = NULL;
  g_autofree char *lines = NULL;

  item->reminder->paused = TRUE;
  text = write_item (item);
  lines = lines_of (text, names);
  g_assert_cmpstr (lines, ==,
                   "DTSTART;TZID=Europe/Berlin:20261120T153000\n"
                   "RRULE:FREQ=WEEKLY;BYDAY=FR\n"
                   "COMMENT:Paused until it is resumed.\n"
                   "STATUS:CANCELLED\n");
  assert_round_trip (item);
  /* A pause with an end, and one that swallows all there is. */
  item->reminder->paused_until = (ArcDay){2026, 12, 1};
  assert_round_trip (item);
  set (&item->reminder->rule, "FREQ=WEEKLY;COUNT=2");
  assert_round_trip (item);
  item->reminder->paused_until = (ArcDay){2027, 12, 1};
  assert_round_trip (item);
}

static void
test_round_trip (void)
{
  static const char *const zones[] = {"", "UTC", "Europe/Berlin", "Australia/Lord_Howe",
                                      "America/New_York"};
  static const char *const rules[] = {"FREQ=DAILY",
                                      "FREQ=DAILY;COUNT=5",
                                      "FREQ=DAILY;UNTIL=20261130",
                                      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270101T000000Z",
                                      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                                      "freq=monthly;byday=-1fr"};

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rules); k++) {
      g_autoptr (ArcItem) item = new_item ();

      set (&item->reminder->zone, zones[i]);
      set (&item->reminder->rule, rules[k]);
      set (&item->reminder->title, k % 2 == 0 ? "" : "a\tb \\n 😀 \x01\x7f end");
      add_firing (item, (ArcDay){2026, 11, 25}, ARC_FIRING_DONE, NOW_US);
      assert_round_trip (item);
    }
}

/* ---- changed elsewhere ---- */

typedef struct {
  const char *from, *to;
  const char *expected; /* title, rule, start, time, zone, paused */
} Change;

static char *
describe (const ArcItem *item)
{
  const ArcReminder *reminder = item->reminder;
  g_autofree char *start = arc_day_to_text (reminder->start);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s, %s, %s %02d:%02d %s%s", reminder->title, reminder->rule, start,
                          reminder->at_s / 3600, reminder->at_s % 3600 / 60, reminder->zone,
                          reminder->paused ? " paused" : "");
  return g_string_free (out, FALSE);
}

#define START "DTSTART;TZID=Europe/Berlin:20261120T153000"

static void
test_changed (void)
{
  static const Change changes[] = {
      {"SUMMARY:Review\\, with\\; signs", "SUMMARY:Look back",
       "Look back, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 Europe/Berlin"},
      {START, "DTSTART;TZID=Europe/Berlin:20261120T100000",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 10:00 Europe/Berlin"},
      {START, "DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20261120T153000",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 America/New_York"},
      {START, "DTSTART:20261120T153000",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 "},
      /* The same in other words. */
      {START, "DTSTART:20261120T143000Z",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 Europe/Berlin"},
      {START, "DTSTART:20261120T160000Z",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 17:00 Europe/Berlin"},
      {START, "DTSTART;TZID=Nowhere:20261120T160000",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 16:00 Europe/Berlin"},
      {START, "DTSTART;TZID=Europe/Berlin:20261204T153000",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-12-04 15:30 Europe/Berlin"},
      {"RRULE:FREQ=WEEKLY;BYDAY=FR", "RRULE:FREQ=WEEKLY;BYDAY=FR;INTERVAL=2",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR;INTERVAL=2, 2026-11-20 15:30 Europe/Berlin"},
      {"DURATION:PT15M", "STATUS:CANCELLED",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 Europe/Berlin paused"},
      {"DURATION:PT15M", "DURATION:PT1H",
       "Review, with; signs, FREQ=WEEKLY;BYDAY=FR, 2026-11-18 15:30 Europe/Berlin"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (ArcItem) item = new_item ();
    g_autoptr (GString) text = write_item (item);
    g_autoptr (ArcItem) again = NULL;
    g_autofree char *found = NULL;
    g_autofree char *before = describe (item);

    g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
    again = read_one (text);
    found = describe (again);
    g_assert_cmpstr (found, ==, changes[i].expected);
    g_assert_cmpstr (again->reminder->id, ==, ID_REMINDER);
    /* What is newer replaces what is here; what says the same does not. */
    g_assert_cmpint (again->reminder->modified_us - item->reminder->modified_us, ==,
                     g_str_equal (found, before) ? 0 : 1);
  }
}

/* One occurrence taken out elsewhere is skipped; one resumed elsewhere speaks again. */
static void
test_changed_occurrences (void)
{
  g_autoptr (ArcItem) item = new_item ();
  g_autoptr (GString) text = write_item (item);
  g_autoptr (ArcItem) again = NULL, resumed = NULL;
  const ArcFiring *firing;

  g_string_replace (text, "DURATION:PT15M",
                    "EXDATE;TZID=Europe/Berlin:20261127T153000,20261204T153000\r\n"
                    "EXDATE:20261211T143000Z\r\nEXDATE;VALUE=DATE:20261218\r\nEXDATE:nonsense",
                    1);
  again = read_one (text);
  g_assert_cmpuint (again->firings->len, ==, 4);
  for (guint i = 0; i < 4; i++) {
    firing = again->firings->pdata[i];
    g_assert_cmpint (firing->wall_s, ==,
                     arc_wall_seconds ((ArcDay){2026, 11, 27}, HALF_PAST_THREE) +
                         i * G_GINT64_CONSTANT (7) * 86400);
    g_assert_cmpint (firing->state, ==, ARC_FIRING_DONE);
  }

  item->reminder->paused = TRUE;
  g_string_free (text, TRUE);
  text = write_item (item);
  g_string_replace (text, "STATUS:CANCELLED", "STATUS:CONFIRMED", 1);
  resumed = read_one (text);
  g_assert_false (resumed->reminder->paused);
}

/* ---- what means harm ---- */

#define EVENT(lines) "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" lines "END:VEVENT\nEND:VCALENDAR\n"
#define OWN                                                                                        \
  "X-ARC-REMINDER:{\"type\":\"reminder\"\\,\"rule\":\"FREQ=DAILY\"\\,"                             \
  "\"start\":\"2026-11-20\"\\,\"at\":\"15:30\"}\n"

static void
test_faults (void)
{
  static const struct {
    const char *text;
    guint n_items;
    const char *faults;
  } rows[] = {
      /* Events of others are theirs, whatever they hold. */
      {EVENT ("SUMMARY:x\nDTSTART:nonsense\nRRULE:FREQ=SECONDLY\nno line\n\xff\n"), 0,
       "1: This calendar has no journal entries (VJOURNAL). Events and tasks are not imported.\n"},
      {EVENT ("SUMMARY:Daily\nDTSTART:20261120T153000\nRRULE:FREQ=DAILY\n" OWN), 1, ""},
      {EVENT (OWN), 1, ""},
      {EVENT ("X-ARC-REMINDER:[]\n"), 0,
       "2: X-ARC-REMINDER does not hold what ARC Journal writes there.\n"},
      {EVENT ("X-ARC-REMINDER:{\"action\":\"x\"}\n"), 0,
       "2: X-ARC-REMINDER does not hold what ARC Journal writes there.\n"},
      {EVENT ("X-ARC-REMINDER:{\"type\":\"reminder\"\\,\"version\":2}\n"), 0,
       "2: This record has version 2 of the format, and this program knows version 1. A newer ARC "
       "Journal can read it.\n"},
      {EVENT ("DTSTART:nonsense\n" OWN), 0, "3: “nonsense” is not a date of a calendar.\n"},
      {EVENT ("DTSTART:99991231T153000\n" OWN), 0,
       "3: “99991231T153000” is not a date of a calendar.\n"},
      {EVENT (OWN "no line\n"), 0, "4: This is not a line of a calendar.\n"},
      {EVENT (OWN "SUMMARY:\xff\n"), 0,
       "4: This is not valid UTF-8 text without NUL characters.\n"},
      /* Not in an event of ours, and not in a calendar. */
      {EVENT ("BEGIN:VALARM\n" OWN "END:VALARM\n"), 0,
       "1: This calendar has no journal entries (VJOURNAL). Events and tasks are not imported.\n"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) items = read_calendar (rows[i].text, strlen (rows[i].text), faults);

    g_assert_cmpstr (faults->str, ==, rows[i].faults);
    g_assert_cmpuint (items->len, ==, rows[i].n_items);
  }
}

/* Some megabytes of it take a moment. */
static void
test_hostile (void)
{
  static const struct {
    const char *before, *text;
    guint n;
    const char *after;
    guint n_items;
  } rows[] = {
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" OWN "DTSTART:20261120T153000\nEXDATE:", "20261120T153000,",
       300000, "\nEND:VEVENT\nEND:VCALENDAR\n", 1},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" OWN, "EXDATE:20261121T153000Z\n", 200000,
       "END:VEVENT\nEND:VCALENDAR\n", 1},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" OWN "RRULE:FREQ=DAILY", ";BYDAY=MO", 500000,
       "\nEND:VEVENT\nEND:VCALENDAR\n", 1},
      {"BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nSUMMARY:x\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 100000,
       "BEGIN:VEVENT\n" OWN "END:VEVENT\nEND:VCALENDAR\n", 1},
      {"BEGIN:VCALENDAR\n",
       "BEGIN:VEVENT\nX-ARC-REMINDER:{\"type\":\"reminder\"\\,\"at\":\"15:30\"\\,"
       "\"rule\":\"FREQ=YEARLY\\;BYMONTH=2\\;BYMONTHDAY=30\"\\,\"start\":\"1900-01-01\"}\n"
       "END:VEVENT\n",
       200, "END:VCALENDAR\n", 200},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = g_string_new (rows[i].before);
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) items = NULL;

    for (guint k = 0; k < rows[i].n; k++)
      g_string_append (text, rows[i].text);
    g_string_append (text, rows[i].after);
    items = read_calendar (text->str, text->len, faults);
    g_assert_cmpstr (faults->str, ==, "");
    g_assert_cmpuint (items->len, ==, rows[i].n_items);
  }
}

/* A file that ends anywhere brings the whole reminder, or says what is missing. */
static void
test_cut (void)
{
  g_autoptr (ArcItem) item = new_item ();
  g_autoptr (GString) text = NULL;
  const char *end;

  set (&item->reminder->zone, "");
  text = write_item (item);
  end = strstr (text->str, "END:VCALENDAR");
  for (gsize length = 1; length < text->len; length++) {
    g_autoptr (GString) faults = g_string_new (NULL);
    g_autoptr (GPtrArray) items = read_calendar (text->str, length, faults);

    g_assert_true (*faults->str != '\0' || length >= (gsize) (end - text->str) + 13);
    g_assert_true (items->len == 0 || length >= (gsize) (end - text->str) - 2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-events/write/skipped", test_skipped);
  g_test_add_func ("/calendar-events/write/paused", test_paused);
  g_test_add_func ("/calendar-events/round-trip", test_round_trip);
  g_test_add_func ("/calendar-events/changed-elsewhere/reminder", test_changed);
  g_test_add_func ("/calendar-events/changed-elsewhere/occurrences", test_changed_occurrences);
  g_test_add_func ("/calendar-events/read/faults", test_faults);
  g_test_add_func ("/calendar-events/read/hostile", test_hostile);
  g_test_add_func ("/calendar-events/read/cut", test_cut);
  return g_test_run ();
}
