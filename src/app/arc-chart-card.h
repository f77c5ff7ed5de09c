/* A chart with its title and explanation, its table, and the files it can be saved as. */
#pragma once

#include <adwaita.h>

#include "arc-chart-data.h"

G_BEGIN_DECLS

#define ARC_TYPE_CHART_CARD (arc_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcChartCard, arc_chart_card, ARC, CHART_CARD, AdwBin)

/**
 * arc_chart_card_new:
 * @data: (transfer full)
 * @about: (nullable): a sentence that says what is counted
 */
GtkWidget *arc_chart_card_new (ArcChartData *data, const char *about);
/* Whether the table is shown instead of the chart. */
gboolean arc_chart_card_get_table (ArcChartCard *card);
void arc_chart_card_set_table (ArcChartCard *card, gboolean table);
const char *arc_chart_card_get_title (ArcChartCard *card);

G_END_DECLS
