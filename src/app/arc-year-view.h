/* Your year: the first and the latest entry on a topic, side by side. */
#pragma once

#include <adwaita.h>

#include "arc-journal-insights.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_YEAR_VIEW (arc_year_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcYearView, arc_year_view, ARC, YEAR_VIEW, AdwBin)

GtkWidget *arc_year_view_new (ArcJournalService *service);
/* The topics to choose from: those of @insights with two entries or more. Hides without any. */
void arc_year_view_set_insights (ArcYearView *view, const ArcInsights *insights);

G_END_DECLS
