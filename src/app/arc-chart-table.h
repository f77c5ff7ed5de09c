/* The values of a chart as a table: a list whose rows are reached by keys and read as a whole. */
#pragma once

#include <gtk/gtk.h>

#include "arc-chart-data.h"

G_BEGIN_DECLS

GtkWidget *arc_chart_table_new (const ArcChartData *data);

G_END_DECLS
