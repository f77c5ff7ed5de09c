/* Days of the week to choose from: a button for each, in the order of the person's region. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_WEEKDAY_ROW (arc_weekday_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcWeekdayRow, arc_weekday_row, ARC, WEEKDAY_ROW, AdwPreferencesRow)

/* ArcWeekdayRow::changed: the person chose other days. At least one stays chosen. */

/* Bits: 1 << G_DATE_MONDAY is Monday. Setting them emits nothing. */
void arc_weekday_row_set_days (ArcWeekdayRow *self, guint weekdays);
guint arc_weekday_row_get_days (ArcWeekdayRow *self);

G_END_DECLS
