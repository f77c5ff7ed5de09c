/* When reminders fall: expected instances with literal dates, rules in words, rules that are
 * refused, hostile rules, and random ones held against libical's own iterator. */
#include "arc-error.h"
#include "arc-schedule.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York"
#define LORD_HOWE "Australia/Lord_Howe"
#define TO_THE_END 100000

static ArcDay
day_from (const char *text)
{
  ArcDay day = {0};

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &day.year, &day.month, &day.day), ==, 3);
  return day;
}

static int
clock_from (const char *text)
{
  int hour, minute;

  g_assert_cmpint (sscanf (text, "%d:%d", &hour, &minute), ==, 2);
  return hour * 3600 + minute * 60;
}

static gint64
instant_from (const char *text)
{
  gint64 instant_us;

  g_assert_true (arc_instant_parse (text, "UTC", 0, &instant_us, NULL));
  return instant_us;
}

static ArcReminder *
make_reminder (const char *rule, const char *start, const char *at, const char *zone)
{
  ArcReminder *reminder = arc_reminder_new ();

  g_free (reminder->rule);
  reminder->rule = g_strdup (rule);
  g_free (reminder->zone);
  reminder->zone = g_strdup (zone);
  reminder->start = day_from (start);
  reminder->at_s = clock_from (at);
  return reminder;
}

static GArray *
expand (const ArcReminder *reminder, const char *here, const char *from, guint limit)
{
  g_autoptr (GError) error = NULL;
  gint64 from_us = *from ? instant_from (from) : G_MININT64;
  GArray *found = arc_reminder_expand (reminder, here, from_us, limit, &error);

  g_assert_no_error (error);
  return found;
}

/* "2027-03-28T01:30:00Z ..." */
static char *
instants (const GArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++) {
    g_autofree char *one = arc_instant_format (g_array_index (found, ArcOccurrence, i).utc_us);

    g_string_append_printf (text, "%s%s", i ? " " : "", one);
  }
  return g_string_free (text, FALSE);
}

/* "2027-03-28 ..." */
static char *
days (const GArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++) {
    ArcDay day = g_array_index (found, ArcOccurrence, i).day;

    g_string_append_printf (text, "%s%04d-%02d-%02d", i ? " " : "", day.year, day.month, day.day);
  }
  return g_string_free (text, FALSE);
}

static void
test_instants (void)
{
  static const struct {
    const char *rule;
    const char *start;
    const char *at;
    const char *zone;
    const char *here;
    const char *from;
    const char *expected;
  } table[] = {
      /* 02:00 becomes 03:00 on 2027-03-28, and 03:00 becomes 02:00 on 2027-10-31. */
      {"FREQ=DAILY", "2027-03-27", "02:30", BERLIN, "UTC", "",
       "2027-03-27T01:30:00Z 2027-03-28T01:30:00Z 2027-03-29T00:30:00Z"},
      {"FREQ=DAILY", "2027-10-30", "02:30", BERLIN, "UTC", "",
       "2027-10-30T00:30:00Z 2027-10-31T00:30:00Z 2027-11-01T01:30:00Z"},
      {"FREQ=WEEKLY;BYDAY=SU", "2027-03-28", "02:30", BERLIN, "UTC", "",
       "2027-03-28T01:30:00Z 2027-04-04T00:30:00Z 2027-04-11T00:30:00Z"},
      {"FREQ=WEEKLY;BYDAY=FR", "2027-03-19", "15:30", BERLIN, "UTC", "",
       "2027-03-19T14:30:00Z 2027-03-26T14:30:00Z 2027-04-02T13:30:00Z"},
      /* 2027-03-14 and 2027-11-07, both at 02:00. */
      {"FREQ=DAILY", "2027-03-13", "02:30", NEW_YORK, "UTC", "",
       "2027-03-13T07:30:00Z 2027-03-14T07:30:00Z 2027-03-15T06:30:00Z"},
      {"FREQ=DAILY", "2027-11-06", "01:30", NEW_YORK, "UTC", "",
       "2027-11-06T05:30:00Z 2027-11-07T05:30:00Z 2027-11-08T06:30:00Z"},
      /* By half an hour: on 2027-10-03 02:00 becomes 02:30, on 2027-04-04 02:00 becomes 01:30. */
      {"FREQ=DAILY", "2027-10-02", "02:15", LORD_HOWE, "UTC", "",
       "2027-10-01T15:45:00Z 2027-10-02T15:45:00Z 2027-10-03T15:15:00Z"},
      {"FREQ=DAILY", "2027-04-03", "01:45", LORD_HOWE, "UTC", "",
       "2027-04-02T14:45:00Z 2027-04-03T14:45:00Z 2027-04-04T15:15:00Z"},
      /* A zone that left out 2011-12-30: that day and the next are one instant. */
      {"FREQ=DAILY", "2011-12-29", "10:00", "Pacific/Apia", "UTC", "",
       "2011-12-29T20:00:00Z 2011-12-30T20:00:00Z 2011-12-31T20:00:00Z"},
      /* Midnight that a clock change skips. */
      {"FREQ=DAILY", "2018-11-03", "00:00", "America/Sao_Paulo", "UTC", "",
       "2018-11-03T03:00:00Z 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z"},
      /* Without a zone it is where the person is; with one it stays there. */
      {"FREQ=WEEKLY;BYDAY=FR", "2027-03-26", "15:30", "", BERLIN, "",
       "2027-03-26T14:30:00Z 2027-04-02T13:30:00Z 2027-04-09T13:30:00Z"},
      {"FREQ=WEEKLY;BYDAY=FR", "2027-03-26", "15:30", "", NEW_YORK, "",
       "2027-03-26T19:30:00Z 2027-04-02T19:30:00Z 2027-04-09T19:30:00Z"},
      {"FREQ=WEEKLY;BYDAY=FR", "2027-03-26", "15:30", BERLIN, NEW_YORK, "",
       "2027-03-26T14:30:00Z 2027-04-02T13:30:00Z 2027-04-09T13:30:00Z"},
      {"FREQ=DAILY", "2027-01-01", "08:00", "", "Pacific/Kiritimati", "2027-06-01T00:00:00Z",
       "2027-06-01T18:00:00Z 2027-06-02T18:00:00Z 2027-06-03T18:00:00Z"},
      /* Around the end of 32-bit time, 2038-01-19T03:14:07Z, and clock changes after it. */
      {"FREQ=DAILY", "2038-01-18", "03:14", "UTC", "UTC", "",
       "2038-01-18T03:14:00Z 2038-01-19T03:14:00Z 2038-01-20T03:14:00Z"},
      {"FREQ=WEEKLY", "2038-01-12", "04:14", BERLIN, "UTC", "",
       "2038-01-12T03:14:00Z 2038-01-19T03:14:00Z 2038-01-26T03:14:00Z"},
      {"FREQ=DAILY", "2038-03-27", "02:30", BERLIN, "UTC", "",
       "2038-03-27T01:30:00Z 2038-03-28T01:30:00Z 2038-03-29T00:30:00Z"},
      {"FREQ=DAILY", "2040-11-03", "01:30", NEW_YORK, "UTC", "",
       "2040-11-03T05:30:00Z 2040-11-04T05:30:00Z 2040-11-05T06:30:00Z"},
      /* What lies at @from counts, what lies before does not. */
      {"FREQ=DAILY", "2027-01-01", "09:00", BERLIN, "UTC", "2027-03-01T08:00:00Z",
       "2027-03-01T08:00:00Z 2027-03-02T08:00:00Z 2027-03-03T08:00:00Z"},
      {"FREQ=DAILY", "2027-01-01", "09:00", BERLIN, "UTC", "2027-03-01T08:00:00.000001Z",
       "2027-03-02T08:00:00Z 2027-03-03T08:00:00Z 2027-03-04T08:00:00Z"},
      {"FREQ=DAILY", "2027-01-01", "23:59", "Pacific/Kiritimati", "UTC", "2027-03-01T09:59:00Z",
       "2027-03-01T09:59:00Z 2027-03-02T09:59:00Z 2027-03-03T09:59:00Z"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcReminder) reminder =
        make_reminder (table[i].rule, table[i].start, table[i].at, table[i].zone);
    g_autoptr (GArray) found = expand (reminder, table[i].here, table[i].from, 3);
    g_autofree char *text = instants (found);

    g_assert_cmpstr (text, ==, table[i].expected);
  }
}

/* Days of rules, most of them the examples of RFC 5545, 3.8.5.3. */
static void
test_days (void)
{
  static const struct {
    const char *rule;
    const char *start;
    const char *expected;
  } table[] = {
      {"FREQ=DAILY;COUNT=3", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04"},
      {"FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02",
       "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12"},
      {"FREQ=DAILY;UNTIL=19980103T140000Z;BYMONTH=1", "1998-01-01",
       "1998-01-01 1998-01-02 1998-01-03"},
      {"FREQ=DAILY;BYMONTHDAY=-1;COUNT=3", "1997-09-02", "1997-09-30 1997-10-31 1997-11-30"},
      {"FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3", "1997-09-02", "1997-09-02 1997-09-16 1997-09-30"},
      {"FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "1997-09-02",
       "1997-09-02 1997-09-04 1997-09-09 1997-09-11"},
      {"FREQ=WEEKLY;INTERVAL=2;UNTIL=19970919T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01",
       "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17"},
      {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
       "1997-08-05 1997-08-10 1997-08-19 1997-08-24"},
      {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
       "1997-08-05 1997-08-17 1997-08-19 1997-08-31"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5", "2027-01-07",
       "2027-01-07 2027-01-18 2027-01-21 2027-02-01 2027-02-04"},
      {"FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05",
       "1997-09-05 1997-10-03 1997-11-07 1997-12-05"},
      {"FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU", "1997-09-07",
       "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25"},
      {"FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17"},
      {"FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28"},
      {"FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15", "1997-09-02",
       "1997-09-02 1997-09-15 1997-10-02 1997-10-15"},
      {"FREQ=MONTHLY;INTERVAL=18;COUNT=3;BYMONTHDAY=10,11", "1997-09-10",
       "1997-09-10 1997-09-11 1999-03-10"},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5", "1997-09-02",
       "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13"},
      {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=3", "1997-09-13",
       "1997-09-13 1997-10-11 1997-11-08"},
      {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04",
       "1997-09-04 1997-10-07 1997-11-06"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "1997-09-29",
       "1997-09-29 1997-10-30 1997-11-27"},
      {"FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "1997-06-10",
       "1997-06-10 1997-07-10 1998-06-10 1998-07-10"},
      {"FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200", "1997-01-01",
       "1997-01-01 1997-04-10 1997-07-19 2000-01-01"},
      {"FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"},
      {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12",
       "1997-05-12 1998-05-11 1999-05-17"},
      {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3", "2026-01-01", "2027-01-04 2028-01-03 2029-01-01"},
      {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2", "2020-01-01", "2021-01-01 2027-01-01"},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "1996-11-05",
       "1996-11-05 2000-11-07 2004-11-02"},
      {"FREQ=YEARLY;BYMONTH=1;BYDAY=SU;COUNT=3", "2027-01-01", "2027-01-03 2027-01-10 2027-01-17"},
      {"FREQ=DAILY;INTERVAL=2;BYMONTHDAY=1,2,3;COUNT=4", "2027-01-01",
       "2027-01-01 2027-01-03 2027-02-02 2027-03-02"},
      {"FREQ=DAILY;BYMONTHDAY=-1;COUNT=2", "2027-01-31", "2027-01-31 2027-02-28"},
      /* Where libical's iterator leaves days out, or lets days pass that it should not. */
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=3", "2046-07-10", "2046-07-15 2046-07-29 2046-08-12"},
      {"FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=3", "2027-01-04",
       "2027-01-08 2027-01-15 2027-01-22"},
      {"FREQ=YEARLY;BYMONTHDAY=15;COUNT=3", "2027-01-15", "2027-01-15 2027-02-15 2027-03-15"},
      {"FREQ=YEARLY;BYMONTH=3;BYYEARDAY=60,61;COUNT=3", "2027-01-01",
       "2027-03-01 2027-03-02 2028-03-01"},
      /* Leap days, also around 2100, which is no leap year. */
      {"FREQ=YEARLY;COUNT=3", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3", "2096-02-29",
       "2096-02-29 2104-02-29 2108-02-29"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3", "2027-01-01",
       "2027-02-28 2028-02-29 2029-02-28"},
      /* Month ends. */
      {"FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", "2027-01-01",
       "2027-01-31 2027-03-31 2027-05-31 2027-07-31"},
      {"FREQ=MONTHLY;COUNT=4", "2027-01-31", "2027-01-31 2027-03-31 2027-05-31 2027-07-31"},
      {"FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "2027-01-01",
       "2027-01-31 2027-02-28 2027-03-31 2027-04-30"},
      {"FREQ=MONTHLY;BYDAY=-1FR;COUNT=4", "2027-01-01",
       "2027-01-29 2027-02-26 2027-03-26 2027-04-30"},
      {"FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=4", "2027-01-30",
       "2027-02-26 2027-03-26 2027-04-30 2027-05-28"},
      /* Ends: a day counts whole, a time by the wall there, UTC by the instant (09:00 is 08:00Z).
       */
      {"FREQ=DAILY;UNTIL=20270103", "2027-01-01", "2027-01-01 2027-01-02 2027-01-03"},
      {"FREQ=DAILY;UNTIL=20270103T090000", "2027-01-01", "2027-01-01 2027-01-02 2027-01-03"},
      {"FREQ=DAILY;UNTIL=20270103T085959", "2027-01-01", "2027-01-01 2027-01-02"},
      {"FREQ=DAILY;UNTIL=20270103T080000Z", "2027-01-01", "2027-01-01 2027-01-02 2027-01-03"},
      {"FREQ=DAILY;UNTIL=20270103T075959Z", "2027-01-01", "2027-01-01 2027-01-02"},
      {"FREQ=DAILY;UNTIL=20261231", "2027-01-01", ""},
      /* Order and case of the parts do not matter. */
      {"byday=FR;count=2;freq=weekly", "2027-01-01", "2027-01-01 2027-01-08"},
      {"FREQ=WEEKLY;BYDAY=FR;COUNT=2;", "2027-01-01", "2027-01-01 2027-01-08"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcReminder) reminder =
        make_reminder (table[i].rule, table[i].start, "09:00", BERLIN);
    g_autoptr (GArray) found = expand (reminder, "UTC", "", TO_THE_END);
    g_autofree char *text = days (found);

    g_test_message ("%s", table[i].rule);
    g_assert_cmpstr (text, ==, table[i].expected);
  }
}

/* A start far behind changes nothing, and COUNT counts from it. */
static void
test_far (void)
{
  static const struct {
    const char *rule;
    const char *start;
    const char *from;
    const char *expected;
  } table[] = {
      {"FREQ=DAILY;INTERVAL=3", "1900-01-01", "2027-01-01T00:00:00Z",
       "2027-01-01 2027-01-04 2027-01-07"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "1997-09-05", "2027-01-01T00:00:00Z",
       "2027-01-01 2027-01-11 2027-01-15"},
      {"FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR", "1997-09-26", "2027-01-01T00:00:00Z",
       "2027-04-30 2027-09-24 2028-02-25"},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "1904-02-29", "2027-01-01T00:00:00Z",
       "2028-02-29 2032-02-29 2036-02-29"},
      {"FREQ=DAILY;COUNT=10000", "2000-01-01", "2027-05-17T00:00:00Z", "2027-05-17 2027-05-18"},
      {"FREQ=WEEKLY;COUNT=10", "2000-01-01", "2027-05-17T00:00:00Z", ""},
      {"FREQ=DAILY", "2500-01-01", "2027-05-17T00:00:00Z", "2500-01-01 2500-01-02 2500-01-03"},
      {"FREQ=DAILY", "2027-01-01", "2999-12-30T00:00:00Z", "2999-12-30 2999-12-31"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcReminder) reminder = make_reminder (table[i].rule, table[i].start, "09:00", "");
    g_autoptr (GArray) found = expand (reminder, "UTC", table[i].from, 3);
    g_autofree char *text = days (found);

    g_test_message ("%s", table[i].rule);
    g_assert_cmpstr (text, ==, table[i].expected);
  }
}

static void
test_pause (void)
{
  g_autoptr (ArcReminder) reminder =
      make_reminder ("FREQ=WEEKLY;BYDAY=FR;COUNT=6", "2027-01-01", "15:30", BERLIN);
  g_autoptr (GArray) paused = NULL;
  g_autoptr (GArray) later = NULL;
  g_autoptr (GArray) resumed = NULL;
  g_autofree char *later_days = NULL;
  g_autofree char *resumed_days = NULL;

  reminder->paused = TRUE;
  paused = expand (reminder, "UTC", "", 10);
  g_assert_cmpuint (paused->len, ==, 0);

  reminder->paused_until = (ArcDay){2027, 1, 22};
  later = expand (reminder, "UTC", "", 10);
  later_days = days (later);
  g_assert_cmpstr (later_days, ==, "2027-01-22 2027-01-29 2027-02-05");

  reminder->paused = FALSE;
  resumed = expand (reminder, "UTC", "2027-01-23T00:00:00Z", 1);
  resumed_days = days (resumed);
  g_assert_cmpstr (resumed_days, ==, "2027-01-29");
  g_assert_true (arc_reminder_check (reminder, NULL));
}

static void
assert_refused (gboolean accepted, GError **error, const char *what)
{
  g_test_message ("%s", what);
  g_assert_false (accepted);
  g_assert_error (*error, ARC_ERROR, ARC_ERROR_INVALID);
  g_assert_true (g_str_has_suffix ((*error)->message, ".") ||
                 g_str_has_suffix ((*error)->message, "”."));
  g_clear_error (error);
}

static void
test_refused (void)
{
  static const char *const table[] = {
      "",
      ";",
      "FREQ",
      "FREQ=",
      "BYDAY=FR",
      "RRULE:FREQ=DAILY",
      "FREQ=FORTNIGHTLY",
      "FREQ=DAILY;X-FOO=1",
      "FREQ=DAILY\nFREQ=DAILY",
      "FREQ=SECONDLY",
      "FREQ=MINUTELY",
      "FREQ=HOURLY",
      "FREQ=DAILY;BYHOUR=9,17",
      "FREQ=DAILY;BYMINUTE=0,1,2",
      "FREQ=DAILY;BYSECOND=1",
      "FREQ=DAILY;INTERVAL=0",
      "FREQ=DAILY;INTERVAL=-1",
      "FREQ=DAILY;INTERVAL=999999",
      "FREQ=DAILY;INTERVAL=2x",
      "FREQ=DAILY;INTERVAL=",
      "FREQ=DAILY;COUNT=0",
      "FREQ=DAILY;COUNT=99999999999",
      "FREQ=DAILY;COUNT=3;UNTIL=20270101",
      "FREQ=DAILY;UNTIL=20271341",
      "FREQ=DAILY;UNTIL=tomorrow",
      "FREQ=DAILY;BYMONTH=13",
      "FREQ=DAILY;BYMONTH=2L",
      "FREQ=DAILY;BYYEARDAY=3",
      "FREQ=MONTHLY;BYMONTHDAY=32",
      "FREQ=MONTHLY;BYMONTHDAY=0",
      "FREQ=MONTHLY;BYWEEKNO=3",
      "FREQ=WEEKLY;BYDAY=1MO",
      "FREQ=WEEKLY;BYDAY=300SU",
      "FREQ=WEEKLY;BYMONTHDAY=3",
      "FREQ=WEEKLY;BYDAY=XX",
      "FREQ=YEARLY;BYWEEKNO=54",
      "FREQ=YEARLY;BYYEARDAY=367",
      "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO",
      "FREQ=YEARLY;SKIP=FORWARD",
      "RSCALE=CHINESE;FREQ=YEARLY",
      /* Never on any day. */
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;INTERVAL=9999",
      "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
      "FREQ=MONTHLY;BYDAY=6FR",
      "FREQ=WEEKLY;BYDAY=FR;BYSETPOS=2",
      "FREQ=DAILY;BYSETPOS=2",
      "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
      "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR,SA,SU",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *too_long = g_strnfill (600, 'A');

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_refused (arc_rule_check (table[i], &error), &error, table[i]);
  assert_refused (arc_rule_check (too_long, &error), &error, "too long");
  assert_refused (arc_rule_check ("FREQ=\xff", &error), &error, "not UTF-8");
}

/* Rules that are sound, but not from this start on. */
static void
test_reminder_check (void)
{
  static const struct {
    const char *rule;
    const char *start;
    gboolean ok;
  } table[] = {
      {"FREQ=WEEKLY;BYDAY=FR", "2027-01-01", TRUE},
      {"FREQ=YEARLY;BYMONTH=2", "2027-01-30", FALSE},
      {"FREQ=YEARLY;INTERVAL=4", "2028-02-29", TRUE},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2027-01-01", FALSE},
      {"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2027-02-01", FALSE},
      {"FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2027-01-01", FALSE},
      {"FREQ=DAILY;UNTIL=20261231", "2027-01-01", FALSE},
      {"FREQ=DAILY;UNTIL=20270101", "2027-01-01", TRUE},
      {"FREQ=DAILY;INTERVAL=9999", "2027-01-01", TRUE},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcReminder) odd = make_reminder ("FREQ=DAILY", "2027-01-01", "09:00", "");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcReminder) reminder = make_reminder (table[i].rule, table[i].start, "09:00", "");

    g_assert_true (arc_rule_check (table[i].rule, NULL));
    if (table[i].ok)
      g_assert_true (arc_reminder_check (reminder, NULL));
    else
      assert_refused (arc_reminder_check (reminder, &error), &error, table[i].rule);
  }
  odd->start = (ArcDay){2027, 2, 30};
  assert_refused (arc_reminder_check (odd, &error), &error, "no such first day");
  odd->start = (ArcDay){-5, 1, 1};
  assert_refused (arc_reminder_check (odd, &error), &error, "before all years");
  odd->start = (ArcDay){2027, 1, 1};
  odd->paused = TRUE;
  odd->paused_until = (ArcDay){70000, 1, 1};
  g_assert_null (arc_reminder_expand (odd, "UTC", 0, 1, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
}

static void
test_words (void)
{
  static const struct {
    const char *rule;
    const char *words;
  } table[] = {
      {"FREQ=DAILY", "every day"},
      {"FREQ=DAILY;INTERVAL=3", "every 3 days"},
      {"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday"},
      {"FREQ=DAILY;BYDAY=SA,SU", "every Saturday and Sunday"},
      {"FREQ=WEEKLY", "every week"},
      {"FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"},
      {"FREQ=WEEKLY;BYDAY=FR", "every Friday"},
      {"FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"},
      {"FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"},
      {"FREQ=WEEKLY;BYDAY=MO,SU;WKST=SU", "every Sunday and Monday"},
      {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"},
      {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday"},
      {"FREQ=MONTHLY", "every month"},
      {"FREQ=MONTHLY;INTERVAL=3", "every 3 months"},
      {"FREQ=MONTHLY;BYMONTHDAY=15", "the 15th of every month"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,15", "the 1st and the 15th of every month"},
      {"FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month"},
      {"FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month"},
      {"FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "the last Friday of every month"},
      {"FREQ=MONTHLY;BYDAY=2TU", "the second Tuesday of every month"},
      {"FREQ=MONTHLY;BYDAY=1MO,3MO", "the first Monday and the third Monday of every month"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday of every month"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1", "the first day of every month"},
      {"FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "the last Friday, every 3 months"},
      {"FREQ=YEARLY", "every year"},
      {"FREQ=YEARLY;INTERVAL=2", "every 2 years"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year on 29 February"},
      {"FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR", "every year on the last Friday of March"},
      {"FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1", "every 2 years on 1 May"},
      {"FREQ=WEEKLY;BYDAY=FR;COUNT=10", "every Friday, 10 times"},
      {"FREQ=WEEKLY;BYDAY=FR;COUNT=1", "every Friday, 1 time"},
      {"FREQ=WEEKLY;BYDAY=FR;UNTIL=20271231", "every Friday until 31 December 2027"},
      /* No simpler words. */
      {"FREQ=DAILY;BYMONTH=1", "FREQ=DAILY;BYMONTH=1"},
      {"FREQ=DAILY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;INTERVAL=2;BYDAY=MO"},
      {"FREQ=DAILY;BYDAY=MO;BYSETPOS=1", "FREQ=DAILY;BYDAY=MO;BYSETPOS=1"},
      {"FREQ=WEEKLY;BYDAY=MO;BYMONTH=3", "FREQ=WEEKLY;BYDAY=MO;BYMONTH=3"},
      {"FREQ=MONTHLY;BYDAY=FR", "FREQ=MONTHLY;BYDAY=FR"},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"},
      {"FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=-2FR"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=366",
       "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=366"},
      {"FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=MONTHLY;BYMONTHDAY=-3"},
      {"FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20"},
      {"FREQ=YEARLY;BYMONTH=2", "FREQ=YEARLY;BYMONTH=2"},
      {"FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=1"},
      {"every now and then", "every now and then"},
      {"", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *words = arc_rule_describe (table[i].rule);

    g_assert_cmpstr (words, ==, table[i].words);
  }
}

/* Each of these keeps libical's iterator busy for seconds to hours; the test's time is the limit.
 */
static void
test_hostile (void)
{
  static const char *const table[] = {
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=YEARLY;INTERVAL=9999;BYMONTH=2;BYMONTHDAY=29",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;INTERVAL=9999",
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
      "FREQ=DAILY;BYMONTHDAY=31;BYDAY=FR;BYSETPOS=2",
      "FREQ=DAILY;BYSETPOS=2;COUNT=999999",
      "FREQ=WEEKLY;INTERVAL=9999;BYMONTH=2;BYDAY=MO;BYSETPOS=2",
      "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
      "FREQ=MONTHLY;INTERVAL=9996;BYMONTHDAY=30",
      "FREQ=YEARLY;INTERVAL=9999;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
      "FREQ=YEARLY;BYDAY=53MO,53TU;BYYEARDAY=3",
      "FREQ=YEARLY;BYMONTH=2,2,2,2,2,2,2,2,2,2,2,2;BYMONTHDAY=30,31,30,31,30,31,30,31,30,31,30,31",
      "FREQ=MONTHLY;BYDAY=6MO,7TU,8WE,9TH,10FR,11SA,6MO,7TU,8WE,9TH,10FR,11SA,6MO,7TU,8WE,9TH",
      "FREQ=YEARLY;BYYEARDAY=366,-366;BYMONTHDAY=30;COUNT=999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (ArcReminder) reminder = make_reminder (table[i], "1901-02-01", "09:00", BERLIN);
    gint64 began_us = g_get_monotonic_time ();
    g_autoptr (GArray) all = expand (reminder, "UTC", "2027-01-01T00:00:00Z", G_MAXUINT);

    g_assert_cmpuint (all->len, ==, 0);
    g_test_message ("%s: %" G_GINT64_FORMAT " µs", table[i], g_get_monotonic_time () - began_us);
  }
}

/* ---- random rules ---- */

static void
append_number (GString *rule, GRand *rand, int most, gboolean from_the_end)
{
  int number = g_rand_int_range (rand, 1, most + 1);

  g_string_append_printf (rule, "%d", from_the_end && g_rand_boolean (rand) ? -number : number);
}

static void
append_numbers (GString *rule, const char *name, GRand *rand, int most, gboolean from_the_end)
{
  int n = g_rand_int_range (rand, 1, 4);

  g_string_append_printf (rule, ";%s=", name);
  for (int i = 0; i < n; i++) {
    if (i)
      g_string_append_c (rule, ',');
    append_number (rule, rand, most, from_the_end);
  }
}

static void
append_weekdays (GString *rule, GRand *rand, gboolean nth)
{
  static const char *const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  int n = g_rand_int_range (rand, 1, 4);

  g_string_append (rule, ";BYDAY=");
  for (int i = 0; i < n; i++) {
    if (i)
      g_string_append_c (rule, ',');
    if (nth)
      append_number (rule, rand, 4, TRUE);
    g_string_append (rule, weekdays[g_rand_int_range (rand, 0, 7)]);
  }
}

/* A rule of the kinds that libical's iterator follows rightly and ends. */
static char *
random_plain_rule (GRand *rand)
{
  static const char *const kinds[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
  int kind = g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds));
  GString *rule = g_string_new (NULL);

  g_string_printf (rule, "FREQ=%s;INTERVAL=%d", kinds[kind], g_rand_int_range (rand, 1, 4));
  if (kind == 0 && g_rand_boolean (rand))
    append_numbers (rule, "BYMONTHDAY", rand, 28, FALSE);
  else if (kind == 0)
    append_numbers (rule, "BYMONTH", rand, 12, FALSE);
  if (kind == 1)
    append_weekdays (rule, rand, FALSE);
  if (kind == 3)
    append_numbers (rule, "BYMONTH", rand, 12, FALSE);
  if (kind >= 2) {
    if (g_rand_boolean (rand))
      append_numbers (rule, "BYMONTHDAY", rand, 28, TRUE);
    else
      append_weekdays (rule, rand, g_rand_boolean (rand));
  }
  return g_string_free (rule, FALSE);
}

static char *
days_by_libical (const char *rule, ArcDay start, int limit)
{
  g_autofree char *text_of_start =
      g_strdup_printf ("%04d%02d%02dT090000", start.year, start.month, start.day);
  struct icaltimetype last = icaltime_null_time ();
  icalrecur_iterator *iterator;
  GString *text = g_string_new (NULL);

  iterator = icalrecur_iterator_new (icalrecurrencetype_from_string (rule),
                                     icaltime_from_string (text_of_start));
  g_assert_nonnull (iterator);
  while (limit > 0) {
    struct icaltimetype next = icalrecur_iterator_next (iterator);

    if (icaltime_is_null_time (next))
      break;
    /* A weekday that the rule names twice comes twice. */
    if (icaltime_compare (next, last) == 0)
      continue;
    g_string_append_printf (text, "%s%04d-%02d-%02d", text->len ? " " : "", next.year, next.month,
                            next.day);
    last = next;
    limit--;
  }
  icalrecur_iterator_free (iterator);
  return g_string_free (text, FALSE);
}

static void
test_against_libical (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20270328);

  for (int i = 0; i < 400; i++) {
    g_autofree char *rule = random_plain_rule (rand);
    g_autofree char *start =
        g_strdup_printf ("20%02d-%02d-%02d", g_rand_int_range (rand, 0, 90),
                         g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
    g_autoptr (ArcReminder) reminder = make_reminder (rule, start, "09:00", "UTC");
    g_autoptr (GArray) first = expand (reminder, "UTC", "", 1);
    g_autoptr (GArray) found = NULL;
    g_autofree char *ours = NULL;
    g_autofree char *theirs = NULL;

    /* libical is right only from a start that is an occurrence itself: every second Sunday from a
     * Tuesday on begins a week late. */
    if (first->len == 0)
      continue;
    reminder->start = g_array_index (first, ArcOccurrence, 0).day;
    found = expand (reminder, "UTC", "", 25);
    ours = days (found);
    theirs = days_by_libical (rule, reminder->start, (int) found->len);
    if (!g_str_equal (ours, theirs))
      g_test_message ("%s from %s", rule, start);
    g_assert_cmpstr (ours, ==, theirs);
  }
}

static const char *
pick (GRand *rand, const char *const *from, guint n)
{
  return from[g_rand_int_range (rand, 0, n)];
}

static char *
random_text (GRand *rand)
{
  static const char *const starts[] = {"FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"};
  static const char *const names[] = {
      ";BYDAY=",     ";BYMONTHDAY=", ";BYMONTH=", ";BYSETPOS=", ";BYWEEKNO=",
      ";BYYEARDAY=", ";INTERVAL=",   ";COUNT=",   ";UNTIL=",    ";WKST="};
  static const char *const values[] = {"MO", "-1FR", "53SU", "31",       "-366",
                                       "2",  "1",    "30",   "20300101", "20300101T120000Z"};
  static const char *const junk[] = {",", "-", "=", ";", "L", " ", "\xc3\xa9", "\n"};
  GString *text = g_string_new (pick (rand, starts, G_N_ELEMENTS (starts)));
  int n = g_rand_int_range (rand, 1, 5);

  for (int i = 0; i < n; i++) {
    g_string_append (text, pick (rand, names, G_N_ELEMENTS (names)));
    g_string_append (text, pick (rand, values, G_N_ELEMENTS (values)));
    while (g_rand_int_range (rand, 0, 4) == 0) {
      g_string_append (text, ",");
      g_string_append (text, pick (rand, values, G_N_ELEMENTS (values)));
    }
    if (g_rand_int_range (rand, 0, 8) == 0)
      g_string_append (text, pick (rand, junk, G_N_ELEMENTS (junk)));
  }
  return g_string_free (text, FALSE);
}

/* Whatever comes: an error or days in order, soon. */
static void
test_random_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20271031);
  const gint64 from_us = instant_from ("2028-02-29");
  int accepted = 0;

  for (int i = 0; i < 4000; i++) {
    g_autofree char *rule = random_text (rand);
    g_autofree char *words = arc_rule_describe (rule);
    g_autoptr (ArcReminder) reminder = make_reminder (rule, "2027-01-29", "09:00", BERLIN);
    g_autoptr (GArray) found = arc_reminder_expand (reminder, "UTC", from_us, 10, NULL);

    g_assert_nonnull (words);
    if (!found)
      continue;
    accepted++;
    for (guint at = 0; at < found->len; at++) {
      const ArcOccurrence *occurrence = &g_array_index (found, ArcOccurrence, at);

      g_assert_cmpint (occurrence->utc_us, >=, from_us);
      g_assert_true (at == 0 || occurrence->utc_us > occurrence[-1].utc_us);
    }
  }
  g_test_message ("%d of 4000 accepted", accepted);
  g_assert_cmpint (accepted, >, 100);
}

/* When a look-back asks: at the next reflection, else in a week. */
static void
test_next_day (void)
{
  g_autoptr (GPtrArray) reminders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_reminder_free);
  ArcReminder *reminder = arc_reminder_new ();
  ArcDay friday = {2026, 11, 20};
  ArcDay day = arc_next_reflection_day (reminders, NULL, "Europe/Berlin", 0, friday);

  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 11, 27}), ==, 0);
  g_free (reminder->rule);
  reminder->rule = g_strdup ("FREQ=WEEKLY;BYDAY=TU,FR");
  reminder->start = friday;
  reminder->at_s = 15 * 3600;
  g_ptr_array_add (reminders, reminder);
  day = arc_next_reflection_day (reminders, NULL, "Europe/Berlin", 0, friday);
  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 11, 24}), ==, 0);
  /* At one in the morning it still is the day before, where days start at four. */
  reminder->at_s = 3600;
  day = arc_next_reflection_day (reminders, NULL, "Europe/Berlin", 4, friday);
  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 11, 23}), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/instants", test_instants);
  g_test_add_func ("/recurrence/days", test_days);
  g_test_add_func ("/recurrence/far", test_far);
  g_test_add_func ("/recurrence/pause", test_pause);
  g_test_add_func ("/recurrence/refused", test_refused);
  g_test_add_func ("/recurrence/reminder-check", test_reminder_check);
  g_test_add_func ("/recurrence/words", test_words);
  g_test_add_func ("/recurrence/hostile", test_hostile);
  g_test_add_func ("/recurrence/against-libical", test_against_libical);
  g_test_add_func ("/recurrence/random-text", test_random_text);
  g_test_add_func ("/recurrence/next-day", test_next_day);
  return g_test_run ();
}
