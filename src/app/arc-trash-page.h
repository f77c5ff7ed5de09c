/* The trash: deleted entries, for ARC_TRASH_DAYS days. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TRASH_PAGE (arc_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTrashPage, arc_trash_page, ARC, TRASH_PAGE, AdwBin)

/* Property "folded" (gboolean): whether the page shows a way back. */

GtkWidget *arc_trash_page_new (ArcJournalService *service);

G_END_DECLS
