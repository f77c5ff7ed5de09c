/* How long ago something was, and dates, in words. */
#pragma once

#include "arc-day.h"

G_BEGIN_DECLS

/**
 * arc_when_date:
 * @today: leaves out the year when @day is in the same one
 *
 * Returns: (transfer full): "Friday, 27 November"
 */
char *arc_when_date (ArcDay day, ArcDay today);

/**
 * arc_when_decided:
 * @days: whole days since, 0 for today
 *
 * Returns: (transfer full): "A week ago you decided"
 */
char *arc_when_decided (int days);

/**
 * arc_when_ago:
 * @days: whole days since, 0 for today
 *
 * Returns: (transfer full): "today", "yesterday", "3 days ago"
 */
char *arc_when_ago (int days);

/**
 * arc_when_soon:
 *
 * Returns: (transfer full): "today 15:30", "Fri 15:30", "Fri 4 Dec, 15:30", as seen in @zone
 */
char *arc_when_soon (gint64 instant_us, gint64 now_us, const char *zone);

G_END_DECLS
