/* A day: a row that shows it, and opens a calendar. */
#pragma once

#include <adwaita.h>

#include "arc-day.h"

G_BEGIN_DECLS

#define ARC_TYPE_DAY_ROW (arc_day_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcDayRow, arc_day_row, ARC, DAY_ROW, AdwActionRow)

/* Property "none" (string): what no day is called, "Until I resume it"; where it is set, the person
 * can choose that too. */
/* ArcDayRow::changed: the person chose another day. */

GtkWidget *arc_day_row_new (void);
/* Year 0 is no day. Setting emits nothing. */
void arc_day_row_set_day (ArcDayRow *self, ArcDay day);
ArcDay arc_day_row_get_day (ArcDayRow *self);

G_END_DECLS
