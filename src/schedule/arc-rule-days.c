/* The days of a recurrence rule (RFC 5545, 3.3.10).
 *
 * Why not libical's iterator (3.0.16): it begins "every 2 weeks on Sunday" a week late when the
 * start is a Tuesday, finds no last day of the month in a daily rule and passes BYSETPOS over in a
 * weekly one; and it looks for the next match as long as it takes, up to seconds for a rule of
 * ordinary length that never falls. Here every day is looked at once, so that the cost is known. */
#include "arc-rule-days.h"

#include "arc-limits.h"

#define CYCLE_YEARS 400

/* What a rule can ask about a day. */
typedef struct {
  int serial; /* days since the year 1, as GDate counts */
  int year;
  int month;
  int day;
  int month_days;
  int year_day;
  int year_days;
  GDateWeekday weekday;
} Facts;

static int
serial_of (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static int
days_in_year (int year)
{
  return g_date_is_leap_year (year) ? 366 : 365;
}

static Facts
facts_at (int serial)
{
  GDate date;
  Facts facts = {.serial = serial};

  g_date_clear (&date, 1);
  g_date_set_julian (&date, serial);
  facts.year = g_date_get_year (&date);
  facts.month = g_date_get_month (&date);
  facts.day = g_date_get_day (&date);
  facts.month_days = g_date_get_days_in_month (facts.month, facts.year);
  facts.year_day = g_date_get_day_of_year (&date);
  facts.year_days = days_in_year (facts.year);
  facts.weekday = g_date_get_weekday (&date);
  return facts;
}

/* The same as facts_at(); most steps stay in the month, and are an addition. */
static void
move_to (Facts *facts, int serial)
{
  int days = serial - facts->serial;

  if (facts->day + days < 1 || facts->day + days > facts->month_days) {
    *facts = facts_at (serial);
    return;
  }
  facts->serial = serial;
  facts->day += days;
  facts->year_day += days;
  facts->weekday = ((int) facts->weekday - 1 + days % 7 + 7) % 7 + 1;
}

/* How many days @weekday is after the start of its week. */
static int
days_into_week (GDateWeekday weekday, GDateWeekday week_start)
{
  return ((int) weekday - (int) week_start + 7) % 7;
}

/* ---- one day ---- */

/* A week belongs to the year that has most of it, thus to that of its fourth day. */
static gboolean
is_in_weeks (const ArcRuleParts *parts, const Facts *facts)
{
  Facts middle = *facts;
  int week, weeks;

  move_to (&middle, facts->serial - days_into_week (facts->weekday, parts->week_start) + 3);
  week = (middle.year_day - 1) / 7 + 1;
  weeks = week + (middle.year_days - middle.year_day) / 7;
  return arc_numbers_has (&parts->weeks, week, weeks);
}

static gboolean
is_on_weekday (const ArcRuleParts *parts, const Facts *facts)
{
  const ArcNumbers *nth = &parts->nth_weekdays[facts->weekday];
  gboolean of_year = parts->period == ARC_PERIOD_YEAR && !parts->months;
  int index = ((of_year ? facts->year_day : facts->day) - 1) / 7 + 1;
  int left = of_year ? facts->year_days - facts->year_day : facts->month_days - facts->day;

  if (parts->weekdays & 1u << facts->weekday)
    return TRUE;
  return nth->n && arc_numbers_has (nth, index, index + left / 7);
}

static gboolean
matches (const ArcRuleParts *parts, const Facts *facts)
{
  if (parts->months && !(parts->months & 1u << facts->month))
    return FALSE;
  if (parts->month_days.n && !arc_numbers_has (&parts->month_days, facts->day, facts->month_days))
    return FALSE;
  if (parts->year_days.n && !arc_numbers_has (&parts->year_days, facts->year_day, facts->year_days))
    return FALSE;
  if ((parts->weekdays || parts->any_nth) && !is_on_weekday (parts, facts))
    return FALSE;
  return !parts->weeks.n || is_in_weeks (parts, facts);
}

/* ---- one period ---- */

/* Whole periods from that of @start to that of @facts. */
static int
periods_between (const ArcRuleParts *parts, const Facts *start, const Facts *facts)
{
  switch (parts->period) {
  case ARC_PERIOD_DAY:
    return facts->serial - start->serial;
  case ARC_PERIOD_WEEK:
    return (facts->serial - days_into_week (facts->weekday, parts->week_start) -
            (start->serial - days_into_week (start->weekday, parts->week_start))) /
           7;
  case ARC_PERIOD_MONTH:
    return (facts->year - start->year) * 12 + facts->month - start->month;
  case ARC_PERIOD_YEAR:
    return facts->year - start->year;
  }
  g_assert_not_reached ();
}

/* The first day of the period that is @periods after that of @start, and how many it has; %FALSE
 * beyond the last year. */
static gboolean
find_period (const ArcRuleParts *parts, const Facts *start, int periods, int *first, int *n_days)
{
  int months = start->year * 12 + start->month - 1 + periods;
  int year = start->year + periods;

  switch (parts->period) {
  case ARC_PERIOD_DAY:
    *first = start->serial + periods;
    *n_days = 1;
    return TRUE;
  case ARC_PERIOD_WEEK:
    *first = start->serial - days_into_week (start->weekday, parts->week_start) + periods * 7;
    *n_days = 7;
    return TRUE;
  case ARC_PERIOD_MONTH:
    if (months / 12 > ARC_LIMIT_LAST_YEAR)
      return FALSE;
    *first = serial_of (months / 12, months % 12 + 1, 1);
    *n_days = g_date_get_days_in_month (months % 12 + 1, months / 12);
    return TRUE;
  case ARC_PERIOD_YEAR:
    if (year > ARC_LIMIT_LAST_YEAR)
      return FALSE;
    *first = serial_of (year, 1, 1);
    *n_days = days_in_year (year);
    return TRUE;
  }
  g_assert_not_reached ();
}

/* The days of one period that the rule names, into @days. Returns how many. @facts is wherever the
 * last period left it. */
static int
fill_period (const ArcRuleParts *parts, Facts *facts, int first, int n_days,
             int days[ARC_NUMBERS_MAX])
{
  int n = 0;
  int kept = 0;

  for (int serial = first; serial < first + n_days;) {
    move_to (facts, serial);
    if (parts->months && !(parts->months & 1u << facts->month)) {
      serial += facts->month_days - facts->day + 1;
      continue;
    }
    if (matches (parts, facts))
      days[n++] = serial;
    serial++;
  }
  if (!parts->positions.n)
    return n;
  for (int i = 0; i < n; i++)
    if (arc_numbers_has (&parts->positions, i + 1, n))
      days[kept++] = days[i];
  return kept;
}

/* What the rule leaves open comes from the day it starts on. */
static ArcRuleParts
with_defaults (const ArcRuleParts *parts, const Facts *start)
{
  ArcRuleParts full = *parts;

  if (arc_rule_parts_name_days (parts) || parts->period == ARC_PERIOD_DAY)
    return full;
  if (parts->period == ARC_PERIOD_WEEK || parts->weeks.n) {
    full.weekdays = 1u << start->weekday;
    return full;
  }
  arc_numbers_add (&full.month_days, start->day);
  if (parts->period == ARC_PERIOD_YEAR && !parts->months)
    full.months = 1u << start->month;
  return full;
}

/* The last day to look at. */
static int
horizon (const Facts *from)
{
  int year = from->year + CYCLE_YEARS;

  return year > ARC_LIMIT_LAST_YEAR ? serial_of (ARC_LIMIT_LAST_YEAR, 12, 31)
                                    : serial_of (year, 12, 31);
}

void
arc_rule_days_walk (const ArcRuleParts *parts, ArcDay start, ArcDay from, ArcRuleDayFunc func,
                    gpointer data)
{
  Facts begin = facts_at (serial_of (start.year, start.month, start.day));
  Facts from_facts = facts_at (MAX (serial_of (from.year, from.month, from.day), begin.serial));
  ArcRuleParts full = with_defaults (parts, &begin);
  Facts facts = begin;
  int last = horizon (&from_facts);
  int skipped = periods_between (&full, &begin, &from_facts);
  int counted = 0;
  int days[ARC_NUMBERS_MAX];
  int first, n_days;

  /* A rule that counts must be counted from its start. */
  skipped = full.count ? 0 : skipped - skipped % full.interval;
  for (int periods = skipped;
       find_period (&full, &begin, periods, &first, &n_days) && first <= last;
       periods += full.interval) {
    int n = fill_period (&full, &facts, first, n_days, days);

    for (int i = 0; i < n; i++) {
      if (days[i] < begin.serial)
        continue;
      if (days[i] > last || (full.count && ++counted > full.count))
        return;
      if (days[i] < from_facts.serial)
        continue;
      move_to (&facts, days[i]);
      if (!func ((ArcDay){facts.year, facts.month, facts.day}, data))
        return;
    }
  }
}
