/* A chart that can be looked at, gone through by keys, and read by a screen reader. */
#pragma once

#include <adwaita.h>

#include "arc-chart-data.h"

G_BEGIN_DECLS

#define ARC_TYPE_CHART (arc_chart_get_type ())
G_DECLARE_FINAL_TYPE (ArcChart, arc_chart, ARC, CHART, GtkWidget)

/* @data: (transfer full) */
GtkWidget *arc_chart_new (ArcChartData *data);
const ArcChartData *arc_chart_get_data (ArcChart *chart);
/* The property "selected": the point under the pointer or the focus, -1 for none. */
int arc_chart_get_selected (ArcChart *chart);
void arc_chart_set_selected (ArcChart *chart, int selected);

G_END_DECLS
