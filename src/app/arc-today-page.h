/* Today: write now, go on with a draft, look back at the last change and at earlier entries. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TODAY_PAGE (arc_today_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTodayPage, arc_today_page, ARC, TODAY_PAGE, AdwBin)

/* Property "folded" (gboolean): whether the page shows a way back. */

GtkWidget *arc_today_page_new (ArcJournalService *service);

G_END_DECLS
