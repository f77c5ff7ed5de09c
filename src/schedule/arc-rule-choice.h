/* The rules that a person chooses from, and the RRULE that says the same. */
#pragma once

#include "arc-schedule.h"

G_BEGIN_DECLS

typedef enum {
  ARC_REPEAT_DAILY,
  ARC_REPEAT_WORKDAYS,
  ARC_REPEAT_WEEKLY,
  ARC_REPEAT_WEEKS,         /* every @interval weeks */
  ARC_REPEAT_MONTH_WEEKDAY, /* the last Friday of every month */
  ARC_REPEAT_MONTH_DAY,     /* the 15th of every month */
  ARC_REPEAT_CUSTOM,        /* anything else that an RRULE can say */
  ARC_N_REPEATS,
} ArcRepeat;

#define ARC_WEEKS_MAX 52

/**
 * ArcRuleChoice:
 * @weekdays: of weekly ones: bits, 1 << G_DATE_MONDAY is Monday; at least one
 * @interval: of ARC_REPEAT_WEEKS: 2 to ARC_WEEKS_MAX
 * @week_start: where a week begins; matters for every few weeks only
 * @nth: 1 to 5 for the first to the fifth @weekday of a month, -1 for the last
 * @month_day: 1 to 31, -1 for the last; a month that does not have it is passed over
 *
 * Each kind reads its own members only. The rest of a rule (ends, exceptions) makes it a custom
 * one.
 */
typedef struct {
  ArcRepeat repeat;
  guint weekdays;
  int interval;
  GDateWeekday week_start;
  int nth;
  GDateWeekday weekday;
  int month_day;
} ArcRuleChoice;

/* What stands there before anything is chosen: weekly on the weekday of @day, and so on. */
void arc_rule_choice_init (ArcRuleChoice *choice, ArcDay day);
/* The choice that says the same as @rule, which starts on @start; what it leaves open stays as
 * arc_rule_choice_init() has it. */
void arc_rule_choice_read (ArcRuleChoice *choice, const char *rule, ArcDay start);
/* (transfer full): "FREQ=WEEKLY;BYDAY=FR"; not for a custom one. */
char *arc_rule_choice_to_rule (const ArcRuleChoice *choice);

G_END_DECLS
