/* A time of day: a row that shows it, and opens two numbers to change it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TIME_ROW (arc_time_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcTimeRow, arc_time_row, ARC, TIME_ROW, AdwActionRow)

/* ArcTimeRow::changed: the person chose another time. */

GtkWidget *arc_time_row_new (void);
/* Seconds since midnight, 0 to 86399. Setting emits nothing; choosing gives whole minutes. */
void arc_time_row_set_seconds (ArcTimeRow *self, int at_s);
int arc_time_row_get_seconds (ArcTimeRow *self);

G_END_DECLS
