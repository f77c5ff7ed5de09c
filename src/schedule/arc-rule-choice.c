/* The rules that a person chooses from, and the RRULE that says the same. */
#include "arc-config.h"
#include "arc-rule-choice.h"

#include "arc-rule-parts.h"

#define WORKING_DAYS 0x3eu
/* So many that no number counted from the last is one counted from the first. */
#define FAR 100000

static const char *const WORDS[] = {NULL, "MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static GDateWeekday
weekday_of (ArcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_weekday (&date);
}

void
arc_rule_choice_init (ArcRuleChoice *choice, ArcDay day)
{
  GDateWeekday weekday = weekday_of (day);

  *choice = (ArcRuleChoice){.repeat = ARC_REPEAT_WEEKLY,
                            .weekdays = 1u << weekday,
                            .interval = 2,
                            .week_start = G_DATE_MONDAY,
                            .nth = -1,
                            .weekday = weekday,
                            .month_day = day.day};
}

/* ---- reading ---- */

/* Whether the rule has nothing but what the choices can say. */
static gboolean
is_plain (const ArcRuleParts *parts)
{
  return parts->count == 0 && parts->until == ARC_UNTIL_NEVER && !parts->months &&
         !parts->year_days.n && !parts->weeks.n && !parts->positions.n;
}

static gboolean
read_weeks (ArcRuleChoice *choice, const ArcRuleParts *parts)
{
  if (parts->any_nth || parts->month_days.n || parts->interval > ARC_WEEKS_MAX)
    return FALSE;
  if (parts->weekdays)
    choice->weekdays = parts->weekdays;
  choice->week_start = parts->week_start;
  if (parts->interval > 1) {
    choice->interval = parts->interval;
    choice->repeat = ARC_REPEAT_WEEKS;
  } else if (choice->weekdays == WORKING_DAYS) {
    choice->repeat = ARC_REPEAT_WORKDAYS;
  } else {
    choice->repeat = ARC_REPEAT_WEEKLY;
  }
  return TRUE;
}

static gboolean
read_days (ArcRuleChoice *choice, const ArcRuleParts *parts)
{
  if (parts->interval > 1 || parts->any_nth || parts->month_days.n)
    return FALSE;
  /* Weekdays of every day are those of every week. */
  if (parts->weekdays)
    return read_weeks (choice, parts);
  choice->repeat = ARC_REPEAT_DAILY;
  return TRUE;
}

/* The one number there is: 1 to @last, -1 for the last one, or 0. */
static int
only_number (const ArcNumbers *numbers, int last)
{
  if (numbers->n != 1)
    return 0;
  if (arc_numbers_has (numbers, FAR, FAR))
    return -1;
  for (int number = 1; number <= last; number++)
    if (arc_numbers_has (numbers, number, FAR))
      return number;
  return 0;
}

static gboolean
read_nth_weekday (ArcRuleChoice *choice, const ArcRuleParts *parts)
{
  guint found = 0;

  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++) {
    if (!parts->nth_weekdays[weekday].n)
      continue;
    choice->weekday = weekday;
    choice->nth = only_number (&parts->nth_weekdays[weekday], 5);
    found++;
  }
  choice->repeat = ARC_REPEAT_MONTH_WEEKDAY;
  return found == 1 && choice->nth != 0;
}

static gboolean
read_months (ArcRuleChoice *choice, const ArcRuleParts *parts)
{
  if (parts->interval > 1 || parts->weekdays)
    return FALSE;
  if (parts->any_nth)
    return !parts->month_days.n && read_nth_weekday (choice, parts);
  choice->repeat = ARC_REPEAT_MONTH_DAY;
  if (parts->month_days.n)
    choice->month_day = only_number (&parts->month_days, 31);
  return choice->month_day != 0;
}

static gboolean
read_parts (ArcRuleChoice *choice, const ArcRuleParts *parts)
{
  if (!is_plain (parts))
    return FALSE;
  switch (parts->period) {
  case ARC_PERIOD_DAY:
    return read_days (choice, parts);
  case ARC_PERIOD_WEEK:
    return read_weeks (choice, parts);
  case ARC_PERIOD_MONTH:
    return read_months (choice, parts);
  default:
    return FALSE;
  }
}

void
arc_rule_choice_read (ArcRuleChoice *choice, const char *rule, ArcDay start)
{
  ArcRuleParts parts;

  arc_rule_choice_init (choice, start);
  if (arc_rule_parts_read (rule, &parts, NULL) && read_parts (choice, &parts))
    return;
  arc_rule_choice_init (choice, start);
  choice->repeat = ARC_REPEAT_CUSTOM;
}

/* ---- writing ---- */

static char *
write_weeks (const ArcRuleChoice *choice)
{
  GString *rule = g_string_new ("FREQ=WEEKLY");
  guint n = 0;

  if (choice->repeat == ARC_REPEAT_WEEKS)
    g_string_append_printf (rule, ";INTERVAL=%d", choice->interval);
  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    if (choice->weekdays & 1u << weekday)
      g_string_append_printf (rule, "%s%s", n++ ? "," : ";BYDAY=", WORDS[weekday]);
  /* Which days lie in one week: of a single day every answer is the same. */
  if (choice->repeat == ARC_REPEAT_WEEKS && n > 1 && choice->week_start != G_DATE_MONDAY)
    g_string_append_printf (rule, ";WKST=%s", WORDS[choice->week_start]);
  return g_string_free (rule, FALSE);
}

char *
arc_rule_choice_to_rule (const ArcRuleChoice *choice)
{
  switch (choice->repeat) {
  case ARC_REPEAT_DAILY:
    return g_strdup ("FREQ=DAILY");
  case ARC_REPEAT_WORKDAYS:
    return g_strdup ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
  case ARC_REPEAT_WEEKLY:
  case ARC_REPEAT_WEEKS:
    return write_weeks (choice);
  case ARC_REPEAT_MONTH_WEEKDAY:
    return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s", choice->nth, WORDS[choice->weekday]);
  case ARC_REPEAT_MONTH_DAY:
    return g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%d", choice->month_day);
  default:
    g_return_val_if_reached (NULL);
  }
}
