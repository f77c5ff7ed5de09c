/* The days of a recurrence rule, in order. */
#pragma once

#include "arc-rule-parts.h"

G_BEGIN_DECLS

/* Called with one day after the other; returns whether to go on. */
typedef gboolean (*ArcRuleDayFunc) (ArcDay day, gpointer data);

/**
 * arc_rule_days_walk:
 * @start: the first day that counts (DTSTART)
 * @from: days before it are passed over, but counted by COUNT
 *
 * Calls @func with the days of the rule, UNTIL left aside. Ends 400 years after @from, or with the
 * last year that a journal knows: the Gregorian calendar repeats after 400 years, so that a rule
 * without a day among them has none at all.
 */
void arc_rule_days_walk (const ArcRuleParts *parts, ArcDay start, ArcDay from, ArcRuleDayFunc func,
                         gpointer data);

G_END_DECLS
