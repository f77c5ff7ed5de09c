/* Shares, their uncertainty, and counts by week, month, quarter and year. */
#include "arc-statistics.h"

#include <math.h>

ArcInterval
arc_wilson (guint64 hits, guint64 trials, double z)
{
  double n = trials;
  double share, centre, spread, scale;

  g_return_val_if_fail (hits <= trials, ((ArcInterval){0, 0, 1}));
  if (trials == 0)
    return (ArcInterval){0, 0, 1};
  share = hits / n;
  scale = 1 + z * z / n;
  centre = (share + z * z / (2 * n)) / scale;
  spread = z / scale * sqrt (share * (1 - share) / n + z * z / (4 * n * n));
  /* At the ends the bound is exact; rounding must not push the share outside. */
  return (ArcInterval){share, hits == 0 ? 0 : MAX (centre - spread, 0),
                       hits == trials ? 1 : MIN (centre + spread, 1)};
}

/* ---- periods ---- */

ArcDay
arc_week_start (ArcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return arc_day_add (day, -((int) g_date_get_weekday (&date) - G_DATE_MONDAY));
}

ArcDay
arc_period_start (ArcPeriod period, ArcDay day)
{
  switch (period) {
  case ARC_PERIOD_WEEK:
    return arc_week_start (day);
  case ARC_PERIOD_MONTH:
    return (ArcDay){day.year, day.month, 1};
  case ARC_PERIOD_QUARTER:
    return (ArcDay){day.year, (day.month - 1) / 3 * 3 + 1, 1};
  case ARC_PERIOD_YEAR:
  default:
    return (ArcDay){day.year, 1, 1};
  }
}

static ArcDay
add_months (ArcDay start, int months)
{
  int month = start.month - 1 + months;

  return (ArcDay){start.year + month / 12, month % 12 + 1, 1};
}

ArcDay
arc_period_next (ArcPeriod period, ArcDay start)
{
  switch (period) {
  case ARC_PERIOD_WEEK:
    return arc_day_add (start, 7);
  case ARC_PERIOD_MONTH:
    return add_months (start, 1);
  case ARC_PERIOD_QUARTER:
    return add_months (start, 3);
  case ARC_PERIOD_YEAR:
  default:
    return add_months (start, 12);
  }
}

/* How many periods it takes from the one with @first to the one with @last. */
static int
periods_between (ArcPeriod period, ArcDay first, ArcDay last)
{
  ArcDay from = arc_period_start (period, first);
  ArcDay to = arc_period_start (period, last);
  int months = (to.year - from.year) * 12 + to.month - from.month;

  switch (period) {
  case ARC_PERIOD_WEEK:
    return arc_day_between (from, to) / 7 + 1;
  case ARC_PERIOD_MONTH:
    return months + 1;
  case ARC_PERIOD_QUARTER:
    return months / 3 + 1;
  case ARC_PERIOD_YEAR:
  default:
    return months / 12 + 1;
  }
}

ArcPeriod
arc_period_choose (ArcDay first, ArcDay last, guint most)
{
  for (ArcPeriod period = ARC_PERIOD_WEEK; period < ARC_PERIOD_YEAR; period++)
    if (periods_between (period, first, last) <= (int) most)
      return period;
  return ARC_PERIOD_YEAR;
}

/* ---- counts ---- */

guint
arc_day_count_said (const ArcDayCount *count)
{
  guint said = 0;

  for (guint i = ARC_OUTCOME_NOT_SAID + 1; i < ARC_N_OUTCOMES; i++)
    said += count->outcomes[i];
  return said;
}

static void
add_counts (ArcDayCount *sum, const ArcDayCount *count)
{
  sum->entries += count->entries;
  for (guint i = 0; i < ARC_N_OUTCOMES; i++)
    sum->outcomes[i] += count->outcomes[i];
}

/* The first day of the earliest period that is shown. */
static ArcDay
first_start (const GArray *days, ArcPeriod period, guint most)
{
  ArcDay last = g_array_index (days, ArcDayCount, days->len - 1).day;
  ArcDay start = arc_period_start (period, g_array_index (days, ArcDayCount, 0).day);

  for (int excess = periods_between (period, start, last) - (int) most; excess > 0; excess--)
    start = arc_period_next (period, start);
  return start;
}

GArray *
arc_count_periods (const GArray *days, ArcPeriod period, guint most)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (ArcDayCount));
  guint i = 0;
  ArcDay start;

  if (days->len == 0)
    return counts;
  start = first_start (days, period, most);
  while (i < days->len && arc_day_compare (g_array_index (days, ArcDayCount, i).day, start) < 0)
    i++;
  while (i < days->len) {
    ArcDay next = arc_period_next (period, start);
    ArcDayCount sum = {.day = start};

    for (; i < days->len && arc_day_compare (g_array_index (days, ArcDayCount, i).day, next) < 0;
         i++)
      add_counts (&sum, &g_array_index (days, ArcDayCount, i));
    g_array_append_val (counts, sum);
    start = next;
  }
  return counts;
}

/* The point that ends with day @end (its last) of the period that begins on @start. */
static gboolean
curve_point (const GArray *days, guint end, ArcDay start, ArcCurvePoint *point)
{
  *point = (ArcCurvePoint){.start = start};
  for (guint i = end + 1; i-- > 0;) {
    const ArcDayCount *count = &g_array_index (days, ArcDayCount, i);

    if (arc_day_compare (count->day, start) < 0 && point->of >= ARC_CURVE_OUTCOMES)
      break;
    point->of += arc_day_count_said (count);
    point->reached += count->outcomes[ARC_OUTCOME_ACHIEVED];
  }
  if (point->of < ARC_CURVE_OUTCOMES)
    return FALSE;
  point->interval = arc_wilson (point->reached, point->of, ARC_Z_95);
  return TRUE;
}

GArray *
arc_curve (const GArray *days, ArcPeriod period)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ArcCurvePoint));

  for (guint i = 0; i < days->len;) {
    ArcDay start = arc_period_start (period, g_array_index (days, ArcDayCount, i).day);
    ArcDay next = arc_period_next (period, start);
    gboolean any = FALSE;
    ArcCurvePoint point;

    for (; i < days->len && arc_day_compare (g_array_index (days, ArcDayCount, i).day, next) < 0;
         i++)
      any = any || arc_day_count_said (&g_array_index (days, ArcDayCount, i)) > 0;
    if (any && curve_point (days, i - 1, start, &point))
      g_array_append_val (points, point);
  }
  return points;
}
