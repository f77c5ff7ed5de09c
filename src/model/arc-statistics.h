/* Figures about many entries, with their uncertainty: pure functions of counts. */
#pragma once

#include "arc-day.h"
#include "arc-entry.h"

G_BEGIN_DECLS

/* The 97.5th percentile of the normal distribution: two-sided 95 %. */
#define ARC_Z_95 1.959963984540054

/* A share and the bounds between which it probably lies, each 0 to 1. */
typedef struct {
  double share;
  double low;
  double high;
} ArcInterval;

/**
 * arc_wilson:
 * @hits: at most @trials
 * @z: how sure the bounds are, ARC_Z_95 for 95 %
 *
 * The score interval of a share (E. B. Wilson, 1927), which holds for small numbers and for shares
 * near 0 and 1 too. Of no trials nothing is known: 0 to 1, with a share of 0.
 */
ArcInterval arc_wilson (guint64 hits, guint64 trials, double z);

/* What is counted together. Weeks begin on Monday. */
typedef enum {
  ARC_PERIOD_WEEK,
  ARC_PERIOD_MONTH,
  ARC_PERIOD_QUARTER,
  ARC_PERIOD_YEAR,
} ArcPeriod;

/* The Monday of the week that @day is in. */
ArcDay arc_week_start (ArcDay day);
/* The first day of the period that @day is in, and of the next one. */
ArcDay arc_period_start (ArcPeriod period, ArcDay day);
ArcDay arc_period_next (ArcPeriod period, ArcDay start);

/**
 * arc_period_choose:
 * @most: how many periods can be shown
 *
 * Returns: the shortest period that needs at most @most of them from @first to @last; years if even
 * they are more
 */
ArcPeriod arc_period_choose (ArcDay first, ArcDay last, guint most);

/* What happened on one day, or in the period that begins on it. */
typedef struct {
  ArcDay day;
  guint entries;
  guint outcomes[ARC_N_OUTCOMES];
} ArcDayCount;

/* Outcomes that were said: all but ARC_OUTCOME_NOT_SAID. */
guint arc_day_count_said (const ArcDayCount *count);

/**
 * arc_count_periods:
 * @days: (element-type ArcDayCount): ascending
 * @most: at most so many periods, the latest
 *
 * Returns: (transfer full) (element-type ArcDayCount): one element per period from the first day to
 * the last, also where nothing happened
 */
GArray *arc_count_periods (const GArray *days, ArcPeriod period, guint most);

/* Fewer outcomes than this say nothing about a share. */
#define ARC_CURVE_OUTCOMES 20

/* One point of the learning curve: of @of outcomes @reached their goal. */
typedef struct {
  ArcDay start; /* of the period that it ends with */
  guint64 reached;
  guint64 of;
  ArcInterval interval;
} ArcCurvePoint;

/**
 * arc_curve:
 * @days: (element-type ArcDayCount): ascending
 *
 * The share of actions that reached their goal, at the end of each period with an outcome: among
 * the outcomes of that period and, where these are fewer than ARC_CURVE_OUTCOMES, of the days
 * before it until there are as many. Partly is not reached; what was not said does not count.
 *
 * Returns: (transfer full) (element-type ArcCurvePoint): empty under ARC_CURVE_OUTCOMES outcomes
 */
GArray *arc_curve (const GArray *days, ArcPeriod period);

G_END_DECLS
