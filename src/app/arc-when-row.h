/* When it happened: a row that shows day and time, and opens a calendar. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_WHEN_ROW (arc_when_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcWhenRow, arc_when_row, ARC, WHEN_ROW, AdwActionRow)

/**
 * ArcWhenRow::changed:
 *
 * The person chose another moment.
 */

GtkWidget *arc_when_row_new (void);

/**
 * arc_when_row_set_instant:
 * @instant_us: microseconds UTC
 * @zone: (nullable): the IANA zone in which it is shown and chosen; the local one if %NULL or ""
 *
 * Emits nothing.
 */
void arc_when_row_set_instant (ArcWhenRow *self, gint64 instant_us, const char *zone);
/* Microseconds UTC: exactly what was set, until the person chooses; whole minutes then. */
gint64 arc_when_row_get_instant (ArcWhenRow *self);

G_END_DECLS
