/* A recurrence rule taken apart into sets of numbers, so that asking about one day costs the same
 * whatever the rule says. */
#pragma once

#include "arc-day.h"

G_BEGIN_DECLS

/* Days of a year: the largest number that a rule can name. */
#define ARC_NUMBERS_MAX 366

/* Numbers from 1 on, counted from the first ("2") or from the last ("-2"). */
typedef struct {
  guint64 forward[ARC_NUMBERS_MAX / 64 + 1];
  guint64 backward[ARC_NUMBERS_MAX / 64 + 1];
  guint n;
} ArcNumbers;

void arc_numbers_add (ArcNumbers *numbers, int number);
/* Whether the @number-th of @total is meant. */
gboolean arc_numbers_has (const ArcNumbers *numbers, int number, int total);

typedef enum {
  ARC_PERIOD_DAY,
  ARC_PERIOD_WEEK,
  ARC_PERIOD_MONTH,
  ARC_PERIOD_YEAR,
} ArcPeriod;

typedef enum {
  ARC_UNTIL_NEVER,
  ARC_UNTIL_DAY,     /* the whole of @until_day */
  ARC_UNTIL_WALL,    /* @until_s on @until_day, where the reminder is */
  ARC_UNTIL_INSTANT, /* the same in UTC */
} ArcUntil;

/* @months and @weekdays are bits: 1 << 1 is January, 1 << G_DATE_MONDAY is Monday. */
typedef struct {
  ArcPeriod period;
  int interval;
  int count; /* 0: no end by number */
  ArcUntil until;
  ArcDay until_day;
  int until_s;
  GDateWeekday week_start;
  guint months;
  ArcNumbers month_days;
  ArcNumbers year_days;
  ArcNumbers weeks;
  guint weekdays;                             /* every one of the period */
  ArcNumbers nth_weekdays[G_DATE_SUNDAY + 1]; /* by weekday: the second, the last … */
  gboolean any_nth;
  ArcNumbers positions; /* of the days that the rest leaves in each period */
} ArcRuleParts;

/* Reads an RRULE value. Returns %FALSE with %ARC_ERROR_INVALID. */
gboolean arc_rule_parts_read (const char *rule, ArcRuleParts *parts, GError **error);

/* Whether the rule names days, or leaves the choice to the day it starts on. */
gboolean arc_rule_parts_name_days (const ArcRuleParts *parts);

G_END_DECLS
