/* "Which day is this?": literal dates, clock changes, day starts, dates as people type them. */
#include "arc-day.h"
#include "arc-error.h"

#include <stdio.h>
#include <string.h>

#define BERLIN "Europe/Berlin"

static gint64
utc (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * ARC_US_PER_SECOND + g_date_time_get_microsecond (time);
}

static char *
day_text (ArcDay day)
{
  return g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day);
}

static ArcDay
day_from (const char *text)
{
  ArcDay day = {0};

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &day.year, &day.month, &day.day), ==, 3);
  return day;
}

static void
assert_day (ArcDay day, const char *expected)
{
  g_autofree char *text = day_text (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_instant (gint64 instant_us, const char *expected)
{
  g_autofree char *text = arc_instant_format (instant_us);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_day_of (void)
{
  static const struct {
    const char *instant;
    const char *zone;
    int day_start_h;
    const char *day;
  } table[] = {
      {"2026-11-20T22:59:59Z", BERLIN, 0, "2026-11-20"},
      {"2026-11-20T23:00:00Z", BERLIN, 0, "2026-11-21"},
      {"2026-11-21T02:59:59Z", BERLIN, 4, "2026-11-20"},
      {"2026-11-21T03:00:00Z", BERLIN, 4, "2026-11-21"},
      {"2026-01-01T02:00:00Z", BERLIN, 4, "2025-12-31"},
      {"2024-03-01T02:00:00Z", BERLIN, 4, "2024-02-29"},
      {"2026-11-21T10:59:59Z", BERLIN, 12, "2026-11-20"},
      /* The clock goes forward: 02:00 becomes 03:00 at 01:00Z. */
      {"2027-03-28T00:59:59Z", BERLIN, 0, "2027-03-28"},
      {"2027-03-27T23:00:00Z", BERLIN, 0, "2027-03-28"},
      {"2027-03-28T22:00:00Z", BERLIN, 0, "2027-03-29"},
      {"2027-03-28T01:59:59Z", BERLIN, 4, "2027-03-27"},
      {"2027-03-28T02:00:00Z", BERLIN, 4, "2027-03-28"},
      {"2027-03-28T00:59:59Z", BERLIN, 2, "2027-03-27"},
      {"2027-03-28T01:00:00Z", BERLIN, 2, "2027-03-28"},
      /* The clock goes back: 03:00 becomes 02:00 at 01:00Z. */
      {"2027-10-30T22:00:00Z", BERLIN, 0, "2027-10-31"},
      {"2027-10-31T22:59:59Z", BERLIN, 0, "2027-10-31"},
      {"2027-10-31T23:00:00Z", BERLIN, 0, "2027-11-01"},
      {"2027-10-31T01:59:59Z", BERLIN, 3, "2027-10-30"},
      {"2027-10-31T02:00:00Z", BERLIN, 3, "2027-10-31"},
      {"2027-10-31T00:00:00Z", BERLIN, 2, "2027-10-31"},
      {"2027-10-31T01:00:00Z", BERLIN, 2, "2027-10-31"},
      /* A day without midnight. */
      {"2018-11-04T02:59:59Z", "America/Sao_Paulo", 0, "2018-11-03"},
      {"2018-11-04T03:00:00Z", "America/Sao_Paulo", 0, "2018-11-04"},
      /* Far east, far west, half hours. */
      {"2026-11-20T10:00:00Z", "Pacific/Kiritimati", 0, "2026-11-21"},
      {"2026-11-20T10:00:00Z", "Pacific/Pago_Pago", 0, "2026-11-19"},
      {"2026-11-20T18:30:00Z", "Asia/Kolkata", 0, "2026-11-21"},
      {"2026-11-20T18:29:59Z", "Asia/Kolkata", 0, "2026-11-20"},
      /* No zone, an unknown zone: UTC. */
      {"2026-11-20T23:59:59Z", NULL, 0, "2026-11-20"},
      {"2026-11-20T23:59:59Z", "", 0, "2026-11-20"},
      {"2026-11-20T23:59:59Z", "Nowhere/At_All", 0, "2026-11-20"},
      {"1969-12-31T23:59:59Z", NULL, 0, "1969-12-31"},
      {"1900-01-01T00:00:00Z", NULL, 0, "1900-01-01"},
      {"2999-12-31T23:59:59Z", NULL, 0, "2999-12-31"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *got =
        day_text (arc_day_of (utc (table[i].instant), table[i].zone, table[i].day_start_h));

    if (strcmp (got, table[i].day) != 0)
      g_error ("%s in %s, day starting at %d: %s, expected %s", table[i].instant, table[i].zone,
               table[i].day_start_h, got, table[i].day);
  }
  /* One microsecond before 1970 is still 1969. */
  assert_day (arc_day_of (-1, NULL, 0), "1969-12-31");
}

static void
test_day_start (void)
{
  static const struct {
    const char *day;
    const char *zone;
    int day_start_h;
    const char *instant;
  } table[] = {
      {"2026-11-20", BERLIN, 0, "2026-11-19T23:00:00Z"},
      {"2026-07-20", BERLIN, 0, "2026-07-19T22:00:00Z"},
      {"2026-11-20", BERLIN, 4, "2026-11-20T03:00:00Z"},
      {"2027-03-28", BERLIN, 0, "2027-03-27T23:00:00Z"},
      {"2027-03-29", BERLIN, 0, "2027-03-28T22:00:00Z"},
      {"2027-03-28", BERLIN, 4, "2027-03-28T02:00:00Z"},
      /* 02:00 is skipped: read with the offset before the gap. */
      {"2027-03-28", BERLIN, 2, "2027-03-28T01:00:00Z"},
      /* 02:00 comes twice: the first. */
      {"2027-10-31", BERLIN, 2, "2027-10-31T00:00:00Z"},
      {"2027-10-31", BERLIN, 3, "2027-10-31T02:00:00Z"},
      {"2018-11-04", "America/Sao_Paulo", 0, "2018-11-04T03:00:00Z"},
      /* Havana repeats the hour from midnight on. */
      {"2027-11-07", "America/Havana", 0, "2027-11-07T04:00:00Z"},
      {"2026-11-20", NULL, 0, "2026-11-20T00:00:00Z"},
      {"1969-12-31", NULL, 0, "1969-12-31T00:00:00Z"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    gint64 start = arc_day_start (day_from (table[i].day), table[i].zone, table[i].day_start_h);
    g_autofree char *got = arc_instant_format (start);

    if (strcmp (got, table[i].instant) != 0)
      g_error ("start of %s in %s at %d: %s, expected %s", table[i].day, table[i].zone,
               table[i].day_start_h, got, table[i].instant);
  }
}

/* Whatever the zone: an instant lies in its day, and a day begins in itself. (From 2012 on: until
 * then a few zones put their clocks back just after midnight, and so lived a day's start twice.) */
static void
test_day_property (void)
{
  static const char *const zones[] = {
      BERLIN,           "America/New_York",   "America/Sao_Paulo", "Australia/Lord_Howe",
      "Asia/Kathmandu", "America/St_Johns",   "Africa/Casablanca", "Pacific/Auckland",
      "Asia/Tehran",    "Pacific/Kiritimati", "America/Santiago",  "UTC",
  };

  for (guint i = 0; i < 40000; i++) {
    const char *zone = zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))];
    int hour = g_test_rand_int_range (0, 13);
    gint64 instant = utc ("2012-01-01T00:00:00Z") +
                     (gint64) (g_test_rand_double () * 40 * 365.25) * ARC_US_PER_DAY +
                     (gint64) (g_test_rand_double () * ARC_US_PER_DAY);
    ArcDay day = arc_day_of (instant, zone, hour);
    gint64 start = arc_day_start (day, zone, hour);
    gint64 next = arc_day_start (arc_day_add (day, 1), zone, hour);

    if (start > instant || instant >= next) {
      g_autofree char *text = arc_instant_format (instant);

      g_error ("%s in %s, day start %d, is not inside its own day", text, zone, hour);
    }
    g_assert_cmpint (arc_day_compare (arc_day_of (start, zone, hour), day), ==, 0);
  }
}

static void
test_arithmetic (void)
{
  ArcDay day = {2024, 2, 28};

  assert_day (arc_day_add (day, 1), "2024-02-29");
  assert_day (arc_day_add (day, 2), "2024-03-01");
  assert_day (arc_day_add (day, 366), "2025-02-28");
  assert_day (arc_day_add (day, -59), "2023-12-31");
  assert_day (arc_day_add (day, 0), "2024-02-28");
  assert_day (arc_day_add ((ArcDay){1970, 1, 1}, -1), "1969-12-31");
  g_assert_cmpint (arc_day_between ((ArcDay){2026, 1, 1}, (ArcDay){2027, 1, 1}), ==, 365);
  g_assert_cmpint (arc_day_between ((ArcDay){2027, 3, 29}, (ArcDay){2027, 3, 27}), ==, -2);
  g_assert_cmpint (arc_day_between (day, day), ==, 0);
  g_assert_cmpint (arc_day_compare ((ArcDay){2026, 1, 2}, (ArcDay){2026, 2, 1}), <, 0);
  g_assert_cmpint (arc_day_compare ((ArcDay){2026, 2, 1}, (ArcDay){2025, 12, 31}), >, 0);
  g_assert_cmpint (arc_day_compare (day, day), ==, 0);
  g_assert_cmpint (arc_day_month (day), ==, 202402);

  for (guint i = 0; i < 2000; i++) {
    int days = g_test_rand_int_range (-30000, 300000);

    g_assert_cmpint (arc_day_between (day, arc_day_add (day, days)), ==, days);
  }
}

static void
test_day_parse (void)
{
  static const struct {
    const char *text;
    const char *first;
    const char *last;
  } good[] = {
      {"2026-11-20", "2026-11-20", "2026-11-20"}, {"2026-11", "2026-11-01", "2026-11-30"},
      {"2024-02", "2024-02-01", "2024-02-29"},    {"2026", "2026-01-01", "2026-12-31"},
      {"today", "2026-03-01", "2026-03-01"},      {"yesterday", "2026-02-28", "2026-02-28"},
      {"2024-02-29", "2024-02-29", "2024-02-29"},
  };
  static const char *const bad[] = {"",           "2026-13",      "2026-00-01", "2026-02-30",
                                    "2026-11-31", "2026-11-20x",  "soon",       "2025-02-29",
                                    "-1",         "2026-11-20-1", "99999",      "2026-11-00",
                                    "x2026",      "２０２６"};
  ArcDay today = {2026, 3, 1};

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    ArcDay first, last;

    g_assert_true (arc_day_parse (good[i].text, today, &first, &last));
    assert_day (first, good[i].first);
    assert_day (last, good[i].last);
    g_assert_true (arc_day_parse (good[i].text, today, &first, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    ArcDay first;

    if (arc_day_parse (bad[i], today, &first, NULL))
      g_error ("“%s” was taken as a date", bad[i]);
  }
}

static void
test_instant_parse (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } good[] = {
      {"now", "2026-03-01T20:15:00.000007Z"},
      {"today", "2026-03-01T20:15:00.000007Z"},
      {"yesterday", "2026-02-28T11:00:00Z"},
      {"2026-11-20", "2026-11-20T11:00:00Z"},
      {"2026-07-20", "2026-07-20T10:00:00Z"},
      {"2026-11-20 14:03", "2026-11-20T13:03:00Z"},
      {"2026-11-20T14:03", "2026-11-20T13:03:00Z"},
      {"2026-11-20T14:03:11", "2026-11-20T13:03:11Z"},
      {"2026-11-20T14:03:11.123456", "2026-11-20T13:03:11.123456Z"},
      {"2026-11-20T14:03:11.5", "2026-11-20T13:03:11.500000Z"},
      {"2026-11-20T14:03:11Z", "2026-11-20T14:03:11Z"},
      {"2026-11-20T14:03:11.000001Z", "2026-11-20T14:03:11.000001Z"},
      {"2026-11-20 14:03Z", "2026-11-20T14:03:00Z"},
      {"2026-11-20T14:03:11+01:00", "2026-11-20T13:03:11Z"},
      {"2026-11-20T14:03:11-05:30", "2026-11-20T19:33:11Z"},
      {"1950-06-01T12:00:00Z", "1950-06-01T12:00:00Z"},
      /* Skipped: with the offset before the gap. Repeated: the first. */
      {"2027-03-28 02:30", "2027-03-28T01:30:00Z"},
      {"2027-10-31 02:30", "2027-10-31T00:30:00Z"},
      {"2027-03-28 01:59:59", "2027-03-28T00:59:59Z"},
      {"2027-03-28 03:00", "2027-03-28T01:00:00Z"},
  };
  static const char *const bad[] = {
      "",
      "soon",
      "2026-11-31",
      "2026-11-20 25:00",
      "2026-13-01",
      "2026-11-20 14:60",
      "2026-11-20T14:03:61",
      "2026-11-20 14:03 later",
      "14:03",
      "2026-11-20T14:03:11+",
      "2026-11-20T14:03:11+99:00",
      "2026-02-29",
  };
  gint64 now = utc ("2026-03-01T20:15:00Z") + 7;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    gint64 got = 0;

    if (!arc_instant_parse (good[i].text, BERLIN, now, &got, &error))
      g_error ("“%s”: %s", good[i].text, error->message);
    assert_instant (got, good[i].expected);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    gint64 got = 0;

    if (arc_instant_parse (bad[i], BERLIN, now, &got, &error))
      g_error ("“%s” was taken as a time", bad[i]);
    g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  }
}

static void
test_instant_round_trip (void)
{
  gint64 first = utc ("1900-01-01T00:00:00Z");
  gint64 last = utc ("2999-12-31T23:59:59Z");

  assert_instant (0, "1970-01-01T00:00:00Z");
  assert_instant (-1, "1969-12-31T23:59:59.999999Z");
  assert_instant (first, "1900-01-01T00:00:00Z");
  assert_instant (last + 999999, "2999-12-31T23:59:59.999999Z");
  for (guint i = 0; i < 20000; i++) {
    gint64 instant = first + (gint64) (g_test_rand_double () * (double) (last - first));
    g_autofree char *text = arc_instant_format (instant);
    gint64 again = 0;

    g_assert_true (arc_instant_parse (text, BERLIN, 0, &again, NULL));
    g_assert_cmpint (instant, ==, again);
  }
}

static void
test_zones (void)
{
  g_autofree char *local = arc_zone_local ();
  g_autofree char *seen = NULL;

  /* The tests' environment says TZ=Europe/Berlin. */
  g_assert_cmpstr (local, ==, BERLIN);
  g_assert_true (arc_zone_is_valid (BERLIN));
  g_assert_true (arc_zone_is_valid ("UTC"));
  g_assert_false (arc_zone_is_valid ("Nowhere/At_All"));
  g_assert_false (arc_zone_is_valid ("../../etc/passwd"));
  seen = arc_instant_format_local (utc ("2026-07-20T12:00:00Z"), BERLIN, "%Y-%m-%d %H:%M");
  g_assert_cmpstr (seen, ==, "2026-07-20 14:00");
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GTimeZone) zone = arc_zone_open (i == 0 ? NULL : i == 1 ? "" : "No/Such");

    g_assert_cmpint (g_time_zone_get_offset (zone, 0), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/of", test_day_of);
  g_test_add_func ("/day/start", test_day_start);
  g_test_add_func ("/day/property", test_day_property);
  g_test_add_func ("/day/arithmetic", test_arithmetic);
  g_test_add_func ("/day/parse", test_day_parse);
  g_test_add_func ("/instant/parse", test_instant_parse);
  g_test_add_func ("/instant/round-trip", test_instant_round_trip);
  g_test_add_func ("/zone/names", test_zones);
  return g_test_run ();
}
