/* Insights: what the entries show together. Nothing here scores a person. */
#pragma once

#include "arc-page.h"

G_BEGIN_DECLS

#define ARC_TYPE_INSIGHTS_PAGE (arc_insights_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcInsightsPage, arc_insights_page, ARC, INSIGHTS_PAGE, ArcPage)

GtkWidget *arc_insights_page_new (ArcJournalService *service);

G_END_DECLS
