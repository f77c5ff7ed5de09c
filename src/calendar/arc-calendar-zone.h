/* Time zones that a calendar brings along (VTIMEZONE), read with bounded work. */
#pragma once

#include "arc-calendar-time.h"

G_BEGIN_DECLS

typedef struct _ArcCalendarZone ArcCalendarZone;

ArcCalendarZone *arc_calendar_zone_new (void);
void arc_calendar_zone_free (ArcCalendarZone *zone);

/* The lines of one STANDARD or DAYLIGHT: begin, any number of lines, end. */
void arc_calendar_zone_begin_part (ArcCalendarZone *zone);
void arc_calendar_zone_take (ArcCalendarZone *zone, const char *name, const char *value);
void arc_calendar_zone_end_part (ArcCalendarZone *zone);

/**
 * arc_calendar_zone_to_instant:
 * @budget: (inout): how many rules may still be followed for this file
 * @instant_us: (out)
 *
 * Returns: %FALSE if the zone cannot be understood, or would take too much work
 */
gboolean arc_calendar_zone_to_instant (ArcCalendarZone *zone, const ArcCalendarTime *time,
                                       guint *budget, gint64 *instant_us);

/**
 * arc_calendar_zone_find:
 * @name: any bytes
 *
 * Returns: (transfer full) (nullable): the IANA zone that @name is, or that it ends with after the
 *   name of a program ("/mozilla.org/20050126_1/Europe/Berlin")
 */
char *arc_calendar_zone_find (const char *name);

G_END_DECLS
