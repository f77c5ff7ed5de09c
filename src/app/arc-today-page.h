/* Today: write now, go on with a draft, look back at the last change and at earlier entries. */
#pragma once

#include "arc-page.h"

G_BEGIN_DECLS

#define ARC_TYPE_TODAY_PAGE (arc_today_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTodayPage, arc_today_page, ARC, TODAY_PAGE, ArcPage)

GtkWidget *arc_today_page_new (ArcJournalService *service);

G_END_DECLS
