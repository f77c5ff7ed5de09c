/* The summaries of one team: those that are published, and making one. */
#pragma once

#include "arc-foldable.h"
#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SUMMARIES_PAGE (arc_summaries_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcSummariesPage, arc_summaries_page, ARC, SUMMARIES_PAGE, ArcFoldable)

/* Property "folded" (gboolean): whether the window's sidebar is a page of its own. */
GtkWidget *arc_summaries_page_new (ArcJournalService *service, const char *team_id);

G_END_DECLS
