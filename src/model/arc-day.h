/* "Which day is this?" — the one place that answers, and dates as people type them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARC_US_PER_SECOND G_GINT64_CONSTANT (1000000)
#define ARC_US_PER_DAY (ARC_US_PER_SECOND * 86400)

/* A calendar date. */
typedef struct {
  int year;
  int month; /* 1 to 12 */
  int day;   /* 1 to 31 */
} ArcDay;

/**
 * arc_zone_local:
 *
 * Returns: (transfer full): the IANA name of the zone this computer is in ("UTC" if unknown)
 */
char *arc_zone_local (void);

/**
 * arc_zone_open:
 * @zone: (nullable): an IANA name; %NULL, "" or an unknown name means UTC
 *
 * Zones are cached: opening one reads a file.
 *
 * Returns: (transfer full)
 */
GTimeZone *arc_zone_open (const char *zone);

/**
 * arc_zone_is_valid:
 *
 * Returns: whether the system knows @zone
 */
gboolean arc_zone_is_valid (const char *zone);

/**
 * arc_day_of:
 * @instant_us: microseconds UTC
 * @zone: (nullable): IANA zone
 * @day_start_h: hour at which a day begins, 0 to 12: at 4, what happens at 03:00 belongs to the
 *   day before
 *
 * Returns: the day on which @instant_us falls there
 */
ArcDay arc_day_of (gint64 instant_us, const char *zone, int day_start_h);

/**
 * arc_day_start:
 *
 * Returns: the instant, microseconds UTC, at which @day begins in @zone
 */
gint64 arc_day_start (ArcDay day, const char *zone, int day_start_h);

/**
 * arc_wall_seconds:
 * @at_s: seconds after midnight, as the wall clock shows them
 *
 * Returns: what a wall clock shows, in seconds since 1970-01-01 00:00 on the wall; the same number
 *   in every zone, so that it names an occurrence and not an instant
 */
gint64 arc_wall_seconds (ArcDay day, int at_s);

/**
 * arc_wall_to_instant:
 * @at_s: seconds after midnight, as the wall clock shows them
 *
 * A wall-clock time that a clock change skips is read with the offset before the gap; one that it
 * repeats means the first (RFC 5545, 3.3.5).
 *
 * Returns: the instant, microseconds UTC, at which the wall clock in @zone shows @at_s on @day
 */
gint64 arc_wall_to_instant (ArcDay day, int at_s, const char *zone);

/* The day @days later (or earlier). */
ArcDay arc_day_add (ArcDay day, int days);
/* <0, 0, >0 as strcmp(). */
int arc_day_compare (ArcDay a, ArcDay b);
/* Days from @a to @b. */
int arc_day_between (ArcDay a, ArcDay b);
/* year * 100 + month: the key of a month heading. */
int arc_day_month (ArcDay day);

/**
 * arc_day_parse:
 * @text: "2026-11-20", "2026-11", "2026", "today", "yesterday"
 * @today: what "today" means
 * @first: (out): first day of what was named
 * @last: (out) (optional): last day of it
 *
 * Returns: whether @text is such a date
 */
gboolean arc_day_parse (const char *text, ArcDay today, ArcDay *first, ArcDay *last);

/**
 * arc_instant_parse:
 * @text: "now", "today", "yesterday", a date, "2026-11-20 14:03", "2026-11-20T14:03:11.123456",
 *   each optionally with "Z" or "+01:00"
 * @zone: zone of a text without an offset
 * @now_us: what "now" means; a date alone means its noon, today alone means now
 * @instant_us: (out)
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID
 */
gboolean arc_instant_parse (const char *text, const char *zone, gint64 now_us, gint64 *instant_us,
                            GError **error);

/**
 * arc_instant_format:
 *
 * Returns: (transfer full): "2026-11-20T13:03:11Z", with six decimals where they are not zero
 */
char *arc_instant_format (gint64 instant_us);

/**
 * arc_instant_format_local:
 * @format: as g_date_time_format()
 *
 * Returns: (transfer full): @instant_us as seen in @zone
 */
char *arc_instant_format_local (gint64 instant_us, const char *zone, const char *format);

G_END_DECLS
