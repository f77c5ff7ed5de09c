/* The practices of one team: the library, and one of them with what it rests on. */
#pragma once

#include "arc-foldable.h"
#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PRACTICES_PAGE (arc_practices_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticesPage, arc_practices_page, ARC, PRACTICES_PAGE, ArcFoldable)

/* Property "folded" (gboolean): whether the window's sidebar is a page of its own. */
GtkWidget *arc_practices_page_new (ArcJournalService *service, const char *team_id);

G_END_DECLS
