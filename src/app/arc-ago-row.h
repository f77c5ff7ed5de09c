/* An entry from a week, a month or a year ago, as a row that opens it. */
#pragma once

#include "arc-today-data.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_AGO_ROW (arc_ago_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcAgoRow, arc_ago_row, ARC, AGO_ROW, GtkListBoxRow)

GtkWidget *arc_ago_row_new (ArcAgo ago, const ArcEntry *entry);

G_END_DECLS
