/* A recurrence rule in the words that people use for it. */
#include "arc-config.h"
#include "arc-schedule.h"

#include <glib/gi18n-lib.h>

#include "arc-rule-parts.h"

#define EVERY_DAY 0xfeu
#define WORKING_DAYS 0x3eu
/* So many that no number counted from the last is one counted from the first. */
#define FAR 100000

/* The words that follow are parts of sentences such as “every Friday” and “the last Friday of
 * every month”. */
static const char *const WEEKDAYS[] = {NULL,
                                       NC_ ("reminder", "Monday"),
                                       NC_ ("reminder", "Tuesday"),
                                       NC_ ("reminder", "Wednesday"),
                                       NC_ ("reminder", "Thursday"),
                                       NC_ ("reminder", "Friday"),
                                       NC_ ("reminder", "Saturday"),
                                       NC_ ("reminder", "Sunday")};

static const char *const MONTHS[] = {NULL,
                                     NC_ ("reminder", "January"),
                                     NC_ ("reminder", "February"),
                                     NC_ ("reminder", "March"),
                                     NC_ ("reminder", "April"),
                                     NC_ ("reminder", "May"),
                                     NC_ ("reminder", "June"),
                                     NC_ ("reminder", "July"),
                                     NC_ ("reminder", "August"),
                                     NC_ ("reminder", "September"),
                                     NC_ ("reminder", "October"),
                                     NC_ ("reminder", "November"),
                                     NC_ ("reminder", "December")};

/* Translators: “the 1st of every month” and so on. */
static const char *const MONTH_DAYS[] = {NULL,
                                         NC_ ("reminder", "the 1st"),
                                         NC_ ("reminder", "the 2nd"),
                                         NC_ ("reminder", "the 3rd"),
                                         NC_ ("reminder", "the 4th"),
                                         NC_ ("reminder", "the 5th"),
                                         NC_ ("reminder", "the 6th"),
                                         NC_ ("reminder", "the 7th"),
                                         NC_ ("reminder", "the 8th"),
                                         NC_ ("reminder", "the 9th"),
                                         NC_ ("reminder", "the 10th"),
                                         NC_ ("reminder", "the 11th"),
                                         NC_ ("reminder", "the 12th"),
                                         NC_ ("reminder", "the 13th"),
                                         NC_ ("reminder", "the 14th"),
                                         NC_ ("reminder", "the 15th"),
                                         NC_ ("reminder", "the 16th"),
                                         NC_ ("reminder", "the 17th"),
                                         NC_ ("reminder", "the 18th"),
                                         NC_ ("reminder", "the 19th"),
                                         NC_ ("reminder", "the 20th"),
                                         NC_ ("reminder", "the 21st"),
                                         NC_ ("reminder", "the 22nd"),
                                         NC_ ("reminder", "the 23rd"),
                                         NC_ ("reminder", "the 24th"),
                                         NC_ ("reminder", "the 25th"),
                                         NC_ ("reminder", "the 26th"),
                                         NC_ ("reminder", "the 27th"),
                                         NC_ ("reminder", "the 28th"),
                                         NC_ ("reminder", "the 29th"),
                                         NC_ ("reminder", "the 30th"),
                                         NC_ ("reminder", "the 31st")};

static const char *const EVERY_WEEKDAY[] = {NULL,
                                            NC_ ("reminder", "every Monday"),
                                            NC_ ("reminder", "every Tuesday"),
                                            NC_ ("reminder", "every Wednesday"),
                                            NC_ ("reminder", "every Thursday"),
                                            NC_ ("reminder", "every Friday"),
                                            NC_ ("reminder", "every Saturday"),
                                            NC_ ("reminder", "every Sunday")};

static const char *
word (const char *text)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "reminder", text);
}

/* "a", "a and b", "a, b and c". */
static char *
list_words (const GPtrArray *words)
{
  g_autofree char *list = g_strdup (words->pdata[0]);

  for (guint i = 1; i < words->len; i++) {
    g_autofree char *shorter = g_steal_pointer (&list);

    if (i + 1 == words->len)
      /* Translators: the last two of a list. */
      list = g_strdup_printf (C_ ("reminder", "%s and %s"), shorter, (char *) words->pdata[i]);
    else
      /* Translators: two of a list that goes on. */
      list = g_strdup_printf (C_ ("reminder", "%s, %s"), shorter, (char *) words->pdata[i]);
  }
  return g_steal_pointer (&list);
}

static char *
list_weekdays (const ArcRuleParts *parts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (int i = 0; i < 7; i++) {
    int weekday = (parts->week_start - 1 + i) % 7 + 1;

    if (parts->weekdays & 1u << weekday)
      g_ptr_array_add (words, (char *) word (WEEKDAYS[weekday]));
  }
  return list_words (words);
}

/* Translators, for all of these: %s is a weekday, “weekday” or “day”. (nullable) */
static char *
nth_words (int nth, const char *day)
{
  switch (nth) {
  case -1:
    return g_strdup_printf (C_ ("reminder", "the last %s"), day);
  case 1:
    return g_strdup_printf (C_ ("reminder", "the first %s"), day);
  case 2:
    return g_strdup_printf (C_ ("reminder", "the second %s"), day);
  case 3:
    return g_strdup_printf (C_ ("reminder", "the third %s"), day);
  case 4:
    return g_strdup_printf (C_ ("reminder", "the fourth %s"), day);
  case 5:
    return g_strdup_printf (C_ ("reminder", "the fifth %s"), day);
  default:
    return NULL;
  }
}

/* Adds the words of each number from 1 to 5 and of the last. %FALSE if there are others. */
static gboolean
add_nth_words (const ArcNumbers *numbers, const char *day, GPtrArray *words)
{
  guint found = 0;

  for (int nth = 1; nth <= 6; nth++) {
    int number = nth <= 5 ? nth : FAR;

    if (!arc_numbers_has (numbers, number, FAR))
      continue;
    g_ptr_array_add (words, nth_words (nth <= 5 ? nth : -1, day));
    found++;
  }
  return found == numbers->n;
}

/* ---- days of a month ---- */

static gboolean
add_month_days (const ArcRuleParts *parts, GPtrArray *words)
{
  guint found = 0;

  for (int day = 1; day < (int) G_N_ELEMENTS (MONTH_DAYS); day++) {
    if (!arc_numbers_has (&parts->month_days, day, FAR))
      continue;
    g_ptr_array_add (words, g_strdup (word (MONTH_DAYS[day])));
    found++;
  }
  if (arc_numbers_has (&parts->month_days, FAR, FAR)) {
    g_ptr_array_add (words, g_strdup (C_ ("reminder", "the last day")));
    found++;
  }
  return found == parts->month_days.n;
}

static gboolean
add_nth_weekdays (const ArcRuleParts *parts, GPtrArray *words)
{
  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    if (!add_nth_words (&parts->nth_weekdays[weekday], word (WEEKDAYS[weekday]), words))
      return FALSE;
  return TRUE;
}

/* “The last weekday”: one of several days, picked by its position. */
static gboolean
add_picked_days (const ArcRuleParts *parts, GPtrArray *words)
{
  if (parts->weekdays == WORKING_DAYS)
    return add_nth_words (&parts->positions, C_ ("reminder", "weekday"), words);
  if (parts->weekdays == EVERY_DAY)
    return add_nth_words (&parts->positions, C_ ("reminder", "day"), words);
  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    if (parts->weekdays == 1u << weekday)
      return add_nth_words (&parts->positions, word (WEEKDAYS[weekday]), words);
  return FALSE;
}

/* (nullable): “the 1st and the 15th”, “the last Friday”. */
static char *
month_words (const ArcRuleParts *parts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean said = FALSE;

  if (parts->month_days.n && !parts->weekdays && !parts->any_nth && !parts->positions.n)
    said = add_month_days (parts, words);
  else if (parts->any_nth && !parts->weekdays && !parts->month_days.n && !parts->positions.n)
    said = add_nth_weekdays (parts, words);
  else if (parts->positions.n && !parts->any_nth && !parts->month_days.n)
    said = add_picked_days (parts, words);
  return said && words->len ? list_words (words) : NULL;
}

/* ---- one period after the other ---- */

static char *
describe_days (const ArcRuleParts *parts)
{
  int n = parts->interval;

  if (parts->months || parts->month_days.n || parts->positions.n || parts->weekdays)
    return NULL;
  if (n == 1)
    return g_strdup (C_ ("reminder", "every day"));
  return g_strdup_printf (ngettext ("every %d day", "every %d days", n), n);
}

static char *
describe_weekdays (const ArcRuleParts *parts)
{
  g_autofree char *weekdays = list_weekdays (parts);

  if (parts->interval > 1)
    return g_strdup_printf (
        ngettext ("every %d week on %s", "every %d weeks on %s", parts->interval), parts->interval,
        weekdays);
  if (parts->weekdays == EVERY_DAY)
    return g_strdup (C_ ("reminder", "every day"));
  if (parts->weekdays == WORKING_DAYS)
    return g_strdup (C_ ("reminder", "every weekday"));
  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    if (parts->weekdays == 1u << weekday)
      return g_strdup (word (EVERY_WEEKDAY[weekday]));
  /* Translators: several weekdays, as in “every Monday and Thursday”. */
  return g_strdup_printf (C_ ("reminder", "every %s"), weekdays);
}

static char *
describe_weeks (const ArcRuleParts *parts)
{
  int n = parts->interval;

  if (parts->months || parts->positions.n)
    return NULL;
  if (parts->weekdays)
    return describe_weekdays (parts);
  if (n == 1)
    return g_strdup (C_ ("reminder", "every week"));
  return g_strdup_printf (ngettext ("every %d week", "every %d weeks", n), n);
}

static char *
describe_months (const ArcRuleParts *parts)
{
  g_autofree char *days = NULL;
  int n = parts->interval;

  if (parts->months)
    return NULL;
  if (arc_rule_parts_name_days (parts) || parts->positions.n) {
    days = month_words (parts);
    if (!days)
      return NULL;
    if (n == 1)
      /* Translators: %s are days, as in “the last Friday of every month”. */
      return g_strdup_printf (C_ ("reminder", "%s of every month"), days);
    return g_strdup_printf (ngettext ("%s, every %d month", "%s, every %d months", n), days, n);
  }
  if (n == 1)
    return g_strdup (C_ ("reminder", "every month"));
  return g_strdup_printf (ngettext ("every %d month", "every %d months", n), n);
}

/* 0 unless there is exactly one. */
static int
only_month (const ArcRuleParts *parts)
{
  for (int month = 1; month < (int) G_N_ELEMENTS (MONTHS); month++)
    if (parts->months == 1u << month)
      return month;
  return 0;
}

static int
only_month_day (const ArcRuleParts *parts)
{
  for (int day = 1; day < (int) G_N_ELEMENTS (MONTH_DAYS); day++)
    if (parts->month_days.n == 1 && arc_numbers_has (&parts->month_days, day, FAR))
      return day;
  return 0;
}

static char *
describe_date (const ArcRuleParts *parts)
{
  g_autofree char *days = month_words (parts);
  const char *month = word (MONTHS[only_month (parts)]);
  g_autofree char *date = NULL;
  int n = parts->interval;

  if (!days)
    return NULL;
  if (only_month_day (parts))
    /* Translators: a day of the month and the month: “29 February”. */
    date = g_strdup_printf (C_ ("reminder", "%1$d %2$s"), only_month_day (parts), month);
  else
    /* Translators: a day and the month: “the last Friday of March”. */
    date = g_strdup_printf (C_ ("reminder", "%1$s of %2$s"), days, month);
  if (n == 1)
    /* Translators: %s is a date without a year. */
    return g_strdup_printf (C_ ("reminder", "every year on %s"), date);
  return g_strdup_printf (ngettext ("every %d year on %s", "every %d years on %s", n), n, date);
}

static char *
describe_years (const ArcRuleParts *parts)
{
  int n = parts->interval;

  if (parts->weeks.n || parts->year_days.n)
    return NULL;
  if (only_month (parts) && arc_rule_parts_name_days (parts))
    return describe_date (parts);
  if (parts->months || parts->positions.n || arc_rule_parts_name_days (parts))
    return NULL;
  if (n == 1)
    return g_strdup (C_ ("reminder", "every year"));
  return g_strdup_printf (ngettext ("every %d year", "every %d years", n), n);
}

static char *
describe_period (const ArcRuleParts *parts)
{
  switch (parts->period) {
  case ARC_PERIOD_DAY:
    /* Weekdays of every day are those of every week. */
    return parts->weekdays && parts->interval == 1 && !parts->month_days.n ? describe_weeks (parts)
                                                                           : describe_days (parts);
  case ARC_PERIOD_WEEK:
    return describe_weeks (parts);
  case ARC_PERIOD_MONTH:
    return describe_months (parts);
  case ARC_PERIOD_YEAR:
    return describe_years (parts);
  }
  g_assert_not_reached ();
}

char *
arc_rule_describe (const char *rule)
{
  ArcRuleParts parts;
  g_autofree char *words = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (rule != NULL, NULL);
  if (arc_rule_parts_read (rule, &parts, NULL))
    words = describe_period (&parts);
  if (!words)
    return g_strdup (rule);
  if (parts.count)
    /* Translators: “every Friday, 10 times” */
    return g_strdup_printf (ngettext ("%s, %d time", "%s, %d times", parts.count), words,
                            parts.count);
  if (parts.until == ARC_UNTIL_NEVER)
    return g_steal_pointer (&words);
  /* Translators: day, month, year: “31 December 2027” */
  date = g_strdup_printf (C_ ("reminder", "%1$d %2$s %3$d"), parts.until_day.day,
                          word (MONTHS[parts.until_day.month]), parts.until_day.year);
  /* Translators: “every Friday until 31 December 2027” */
  return g_strdup_printf (C_ ("reminder", "%s until %s"), words, date);
}
