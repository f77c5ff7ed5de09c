/* Shares and their uncertainty, weeks, months, quarters and years: literal figures. */
#include "arc-statistics.h"

#include <math.h>

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 0.00005)

static void
assert_day (ArcDay day, int year, int month, int of_month)
{
  g_assert_cmpint (day.year, ==, year);
  g_assert_cmpint (day.month, ==, month);
  g_assert_cmpint (day.day, ==, of_month);
}

/* Figures by hand, and as published for the score interval (Newcombe 1998, table I, method 3). */
static void
test_wilson (void)
{
  const struct {
    guint64 hits, trials;
    double low, high;
  } cases[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611},
      {1, 29, 0.0061, 0.1718},   {18, 20, 0.6990, 0.9721},  {1, 1, 0.2065, 1},
      {20, 20, 0.8389, 1},       {10, 20, 0.2993, 0.7007},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ArcInterval interval = arc_wilson (cases[i].hits, cases[i].trials, ARC_Z_95);

    assert_near (interval.share, (double) cases[i].hits / cases[i].trials);
    assert_near (interval.low, cases[i].low);
    assert_near (interval.high, cases[i].high);
  }
}

/* 18 of 20 beats 1 of 1, since the lower bound does. */
static void
test_wilson_ranks (void)
{
  g_assert_cmpfloat (arc_wilson (18, 20, ARC_Z_95).low, >, arc_wilson (1, 1, ARC_Z_95).low);
}

static void
test_wilson_ends (void)
{
  ArcInterval none = arc_wilson (0, 0, ARC_Z_95);
  ArcInterval many = arc_wilson (G_GUINT64_CONSTANT (1000000), 1000000, ARC_Z_95);

  g_assert_cmpfloat (none.share, ==, 0);
  g_assert_cmpfloat (none.low, ==, 0);
  g_assert_cmpfloat (none.high, ==, 1);
  g_assert_cmpfloat (many.high, ==, 1);
  g_assert_cmpfloat (many.low, <, 1);
  for (guint64 trials = 1; trials < 60; trials++)
    for (guint64 hits = 0; hits <= trials; hits++) {
      ArcInterval interval = arc_wilson (hits, trials, ARC_Z_95);

      g_assert_true (interval.low >= 0 && interval.low <= interval.share);
      g_assert_true (interval.high <= 1 && interval.high >= interval.share);
    }
}

static void
test_weeks (void)
{
  assert_day (arc_week_start ((ArcDay){2026, 11, 20}), 2026, 11, 16);
  assert_day (arc_week_start ((ArcDay){2026, 11, 16}), 2026, 11, 16);
  assert_day (arc_week_start ((ArcDay){2026, 11, 22}), 2026, 11, 16);
  assert_day (arc_week_start ((ArcDay){2027, 1, 1}), 2026, 12, 28);
  assert_day (arc_week_start ((ArcDay){2028, 3, 1}), 2028, 2, 28);
  /* The week of a clock change in Berlin is a week like others. */
  assert_day (arc_period_next (ARC_PERIOD_WEEK, (ArcDay){2027, 3, 22}), 2027, 3, 29);
}

static void
test_periods (void)
{
  ArcDay day = {2026, 11, 20};

  assert_day (arc_period_start (ARC_PERIOD_MONTH, day), 2026, 11, 1);
  assert_day (arc_period_next (ARC_PERIOD_MONTH, (ArcDay){2026, 12, 1}), 2027, 1, 1);
  assert_day (arc_period_start (ARC_PERIOD_QUARTER, day), 2026, 10, 1);
  assert_day (arc_period_start (ARC_PERIOD_QUARTER, (ArcDay){2026, 3, 31}), 2026, 1, 1);
  assert_day (arc_period_next (ARC_PERIOD_QUARTER, (ArcDay){2026, 10, 1}), 2027, 1, 1);
  assert_day (arc_period_start (ARC_PERIOD_YEAR, day), 2026, 1, 1);
  assert_day (arc_period_next (ARC_PERIOD_YEAR, (ArcDay){2026, 1, 1}), 2027, 1, 1);
}

static void
test_choose (void)
{
  ArcDay first = {2026, 1, 1};

  g_assert_cmpint (arc_period_choose (first, first, 26), ==, ARC_PERIOD_WEEK);
  /* 2026-01-01 is in the week of 2025-12-29; the 26th week from there begins on 2026-06-22. */
  g_assert_cmpint (arc_period_choose (first, (ArcDay){2026, 6, 28}, 26), ==, ARC_PERIOD_WEEK);
  g_assert_cmpint (arc_period_choose (first, (ArcDay){2026, 6, 29}, 26), ==, ARC_PERIOD_MONTH);
  g_assert_cmpint (arc_period_choose (first, (ArcDay){2028, 2, 29}, 26), ==, ARC_PERIOD_MONTH);
  g_assert_cmpint (arc_period_choose (first, (ArcDay){2028, 3, 1}, 26), ==, ARC_PERIOD_QUARTER);
  g_assert_cmpint (arc_period_choose (first, (ArcDay){2032, 7, 1}, 26), ==, ARC_PERIOD_YEAR);
  g_assert_cmpint (arc_period_choose ((ArcDay){1900, 1, 1}, (ArcDay){2999, 1, 1}, 26), ==,
                   ARC_PERIOD_YEAR);
}

static void
add (GArray *days, int year, int month, int day, guint achieved, guint partly, guint missed)
{
  ArcDayCount count = {
      {year, month, day}, achieved + partly + missed, {0, achieved, partly, missed}};

  g_array_append_val (days, count);
}

static void
test_count (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (ArcDayCount));
  g_autoptr (GArray) none = arc_count_periods (days, ARC_PERIOD_MONTH, 26);
  g_autoptr (GArray) months = NULL;
  g_autoptr (GArray) latest = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  add (days, 2026, 1, 31, 1, 0, 0);
  add (days, 2026, 2, 1, 0, 2, 0);
  add (days, 2026, 2, 28, 0, 0, 3);
  add (days, 2026, 4, 1, 4, 0, 0);
  months = arc_count_periods (days, ARC_PERIOD_MONTH, 26);
  g_assert_cmpuint (months->len, ==, 4);
  g_assert_cmpuint (g_array_index (months, ArcDayCount, 0).entries, ==, 1);
  g_assert_cmpuint (g_array_index (months, ArcDayCount, 1).entries, ==, 5);
  g_assert_cmpuint (arc_day_count_said (&g_array_index (months, ArcDayCount, 1)), ==, 5);
  g_assert_cmpuint (g_array_index (months, ArcDayCount, 2).entries, ==, 0);
  assert_day (g_array_index (months, ArcDayCount, 2).day, 2026, 3, 1);
  g_assert_cmpuint (g_array_index (months, ArcDayCount, 3).outcomes[ARC_OUTCOME_ACHIEVED], ==, 4);

  latest = arc_count_periods (days, ARC_PERIOD_MONTH, 2);
  g_assert_cmpuint (latest->len, ==, 2);
  assert_day (g_array_index (latest, ArcDayCount, 0).day, 2026, 3, 1);
}

static void
test_no_curve_under_twenty (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (ArcDayCount));
  g_autoptr (GArray) under = NULL;
  g_autoptr (GArray) enough = NULL;

  add (days, 2026, 1, 5, 9, 5, 5);
  under = arc_curve (days, ARC_PERIOD_MONTH);
  g_assert_cmpuint (under->len, ==, 0);
  add (days, 2026, 1, 6, 1, 0, 0);
  enough = arc_curve (days, ARC_PERIOD_MONTH);
  g_assert_cmpuint (enough->len, ==, 1);
  g_assert_cmpuint (g_array_index (enough, ArcCurvePoint, 0).reached, ==, 10);
  g_assert_cmpuint (g_array_index (enough, ArcCurvePoint, 0).of, ==, 20);
}

static void
test_curve (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (ArcDayCount));
  g_autoptr (GArray) points = NULL;
  const ArcCurvePoint *point;

  add (days, 2026, 1, 10, 2, 5, 8);  /* 15: no point yet */
  add (days, 2026, 2, 10, 10, 0, 0); /* 25 with January */
  add (days, 2026, 3, 10, 0, 0, 0);  /* an entry without an outcome makes no point */
  add (days, 2026, 4, 10, 12, 3, 6); /* 21 by itself */
  points = arc_curve (days, ARC_PERIOD_MONTH);
  g_assert_cmpuint (points->len, ==, 2);

  point = &g_array_index (points, ArcCurvePoint, 0);
  assert_day (point->start, 2026, 2, 1);
  g_assert_cmpuint (point->reached, ==, 12);
  g_assert_cmpuint (point->of, ==, 25);
  assert_near (point->interval.share, 0.48);
  assert_near (point->interval.low, 0.3003);
  assert_near (point->interval.high, 0.6650);

  point = &g_array_index (points, ArcCurvePoint, 1);
  assert_day (point->start, 2026, 4, 1);
  g_assert_cmpuint (point->reached, ==, 12);
  g_assert_cmpuint (point->of, ==, 21);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/wilson", test_wilson);
  g_test_add_func ("/statistics/wilson-ranks", test_wilson_ranks);
  g_test_add_func ("/statistics/wilson-ends", test_wilson_ends);
  g_test_add_func ("/statistics/weeks", test_weeks);
  g_test_add_func ("/statistics/periods", test_periods);
  g_test_add_func ("/statistics/choose", test_choose);
  g_test_add_func ("/statistics/count", test_count);
  g_test_add_func ("/statistics/no-curve-under-twenty", test_no_curve_under_twenty);
  g_test_add_func ("/statistics/curve", test_curve);
  return g_test_run ();
}
