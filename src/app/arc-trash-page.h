/* The trash: deleted entries, for ARC_TRASH_DAYS days. */
#pragma once

#include "arc-page.h"

G_BEGIN_DECLS

#define ARC_TYPE_TRASH_PAGE (arc_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTrashPage, arc_trash_page, ARC, TRASH_PAGE, ArcPage)

GtkWidget *arc_trash_page_new (ArcJournalService *service);

G_END_DECLS
