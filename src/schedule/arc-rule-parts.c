/* Reading a recurrence rule. libical knows the grammar; what it lets pass is checked here. */
#include "arc-config.h"
#include "arc-rule-parts.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"

#define MAX_MONTH 12
#define MAX_MONTH_DAY 31
#define MAX_WEEK 53
/* A number with more digits overflows in libical, and means nothing that a person would live to
 * see. */
#define INTERVAL_DIGITS 4
#define COUNT_DIGITS 6
#define WEEKDAY_DIGITS 2

void
arc_numbers_add (ArcNumbers *numbers, int number)
{
  int index = ABS (number);
  guint64 *bits = number > 0 ? numbers->forward : numbers->backward;

  g_assert (index >= 1 && index <= ARC_NUMBERS_MAX);
  bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
  numbers->n++;
}

static gboolean
has_bit (const guint64 *bits, int index)
{
  return index >= 1 && index <= ARC_NUMBERS_MAX && (bits[index / 64] >> (index % 64) & 1);
}

gboolean
arc_numbers_has (const ArcNumbers *numbers, int number, int total)
{
  return has_bit (numbers->forward, number) || has_bit (numbers->backward, total - number + 1);
}

gboolean
arc_rule_parts_name_days (const ArcRuleParts *parts)
{
  return parts->weekdays || parts->any_nth || parts->month_days.n || parts->year_days.n;
}

static gboolean
refuse (const char *rule, GError **error)
{
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("“%.60s” is not a rule for repeating. Every Friday, for example, is "
                  "“FREQ=WEEKLY;BYDAY=FR”."),
               rule);
  return FALSE;
}

static gboolean
refuse_for (const char *reason, GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, reason);
  return FALSE;
}

/* ---- before libical: numbers that it would cut to size without a word ---- */

static gboolean
is_number (const char *text, gsize most_digits)
{
  gsize digits = strspn (text, "0123456789");

  return digits >= 1 && digits <= most_digits && !text[digits];
}

static gboolean
has_short_numbers (const char *text, gsize most_digits)
{
  for (const char *p = text; *p;) {
    gsize digits = strspn (p, "0123456789");

    if (digits > most_digits)
      return FALSE;
    p += digits ? digits : 1;
  }
  return TRUE;
}

static gboolean
is_sane (const char *rule)
{
  g_auto (GStrv) parts = NULL;

  if (!g_utf8_validate (rule, -1, NULL) || g_utf8_strlen (rule, -1) > ARC_LIMIT_RULE_CHARS)
    return FALSE;
  parts = g_strsplit (rule, ";", -1);
  for (guint i = 0; parts[i]; i++) {
    const char *value = strchr (parts[i], '=');

    if (!*parts[i] && !parts[i + 1]) /* some calendars end with a semicolon */
      continue;
    if (!value)
      return FALSE;
    value++;
    if (g_ascii_strncasecmp (parts[i], "INTERVAL=", 9) == 0 && !is_number (value, INTERVAL_DIGITS))
      return FALSE;
    if (g_ascii_strncasecmp (parts[i], "COUNT=", 6) == 0 && !is_number (value, COUNT_DIGITS))
      return FALSE;
    if (g_ascii_strncasecmp (parts[i], "BYDAY=", 6) == 0 &&
        !has_short_numbers (value, WEEKDAY_DIGITS))
      return FALSE;
  }
  return TRUE;
}

/* ---- after libical: into sets ---- */

#define HAS(array) ((array)[0] != ICAL_RECURRENCE_ARRAY_MAX)

/* libical counts from Sunday = 1. */
static GDateWeekday
to_weekday (icalrecurrencetype_weekday weekday)
{
  return weekday == ICAL_SUNDAY_WEEKDAY ? G_DATE_SUNDAY : (GDateWeekday) (weekday - 1);
}

static gboolean
take_numbers (const short *array, int size, int most, ArcNumbers *numbers)
{
  for (int i = 0; i < size && array[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
    if (array[i] == 0 || ABS (array[i]) > most)
      return FALSE;
    arc_numbers_add (numbers, array[i]);
  }
  return TRUE;
}

static gboolean
take_months (const struct icalrecurrencetype *from, ArcRuleParts *parts)
{
  for (int i = 0; i < ICAL_BY_MONTH_SIZE && from->by_month[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
    if (from->by_month[i] < 1 || from->by_month[i] > MAX_MONTH)
      return FALSE;
    parts->months |= 1u << from->by_month[i];
  }
  return TRUE;
}

static gboolean
take_weekdays (const struct icalrecurrencetype *from, ArcRuleParts *parts)
{
  for (int i = 0; i < ICAL_BY_DAY_SIZE && from->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
    GDateWeekday weekday = to_weekday (icalrecurrencetype_day_day_of_week (from->by_day[i]));
    int nth = icalrecurrencetype_day_position (from->by_day[i]);

    if (weekday < G_DATE_MONDAY || weekday > G_DATE_SUNDAY || ABS (nth) > MAX_WEEK)
      return FALSE;
    if (nth == 0) {
      parts->weekdays |= 1u << weekday;
    } else {
      arc_numbers_add (&parts->nth_weekdays[weekday], nth);
      parts->any_nth = TRUE;
    }
  }
  return TRUE;
}

static gboolean
take_until (const struct icalrecurrencetype *from, ArcRuleParts *parts)
{
  struct icaltimetype until = from->until;

  if (icaltime_is_null_time (until))
    return TRUE;
  if (until.year < 1 || until.year > 9999 || until.month < 1 || until.month > MAX_MONTH ||
      until.day < 1 || !g_date_valid_dmy (until.day, until.month, until.year) || until.hour < 0 ||
      until.hour > 23 || until.minute < 0 || until.minute > 59 || until.second < 0 ||
      until.second > 60)
    return FALSE;
  parts->until_day = (ArcDay){until.year, until.month, until.day};
  parts->until_s = until.hour * 3600 + until.minute * 60 + until.second;
  if (until.is_date)
    parts->until = ARC_UNTIL_DAY;
  else
    parts->until = icaltime_is_utc (until) ? ARC_UNTIL_INSTANT : ARC_UNTIL_WALL;
  return TRUE;
}

/* What RFC 5545 (3.3.10) forbids in combination; libical ignores some of it. */
static gboolean
may_combine (const ArcRuleParts *parts)
{
  if (parts->period != ARC_PERIOD_YEAR && (parts->weeks.n || parts->year_days.n))
    return FALSE;
  if (parts->period == ARC_PERIOD_WEEK && parts->month_days.n)
    return FALSE;
  if (parts->any_nth && (parts->period < ARC_PERIOD_MONTH || parts->weeks.n))
    return FALSE;
  return TRUE;
}

static gboolean
take (const char *rule, const struct icalrecurrencetype *from, ArcRuleParts *parts, GError **error)
{
  if (from->freq == ICAL_NO_RECURRENCE)
    return refuse (rule, error);
  if (from->freq < ICAL_DAILY_RECURRENCE)
    return refuse_for (_ ("A reminder repeats daily at most. Use FREQ=DAILY, WEEKLY, MONTHLY or "
                          "YEARLY."),
                       error);
  if (HAS (from->by_hour) || HAS (from->by_minute) || HAS (from->by_second))
    return refuse_for (_ ("The time of day belongs to the reminder, not to its rule. Leave out "
                          "BYHOUR, BYMINUTE and BYSECOND."),
                       error);
  if (from->rscale || from->skip != ICAL_SKIP_OMIT)
    return refuse_for (_ ("Rules follow the Gregorian calendar. Leave out RSCALE and SKIP."),
                       error);
  parts->period = (ArcPeriod) (from->freq - ICAL_DAILY_RECURRENCE);
  parts->interval = from->interval;
  parts->count = from->count;
  parts->week_start = to_weekday (from->week_start);
  if (!take_months (from, parts) || !take_weekdays (from, parts) || !take_until (from, parts) ||
      !take_numbers (from->by_month_day, ICAL_BY_MONTHDAY_SIZE, MAX_MONTH_DAY,
                     &parts->month_days) ||
      !take_numbers (from->by_year_day, ICAL_BY_YEARDAY_SIZE, ARC_NUMBERS_MAX, &parts->year_days) ||
      !take_numbers (from->by_week_no, ICAL_BY_WEEKNO_SIZE, MAX_WEEK, &parts->weeks) ||
      !take_numbers (from->by_set_pos, ICAL_BY_SETPOS_SIZE, ARC_NUMBERS_MAX, &parts->positions) ||
      !may_combine (parts))
    return refuse (rule, error);
  return TRUE;
}

gboolean
arc_rule_parts_read (const char *rule, ArcRuleParts *parts, GError **error)
{
  struct icalrecurrencetype read;
  gboolean ok;

  memset (parts, 0, sizeof *parts);
  if (!is_sane (rule))
    return refuse (rule, error);
  read = icalrecurrencetype_from_string (rule);
  ok = take (rule, &read, parts, error);
  if (read.rscale)
    icalmemory_free_buffer (read.rscale);
  return ok;
}
