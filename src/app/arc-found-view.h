/* What others shared, alone or among my own entries, for the Journal page. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_FOUND_VIEW (arc_found_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcFoundView, arc_found_view, ARC, FOUND_VIEW, AdwBin)

/**
 * ArcFoundView::chosen:
 * @id: of an entry of mine, or of a share
 * @is_mine: which of both
 * @opened: whether it is to be read now, where there is room for one pane only
 */

GtkWidget *arc_found_view_new (ArcJournalService *service);

/**
 * arc_found_view_search:
 * @query: (nullable): %NULL or an empty one finds all
 * @with_entries: my own entries too
 */
void arc_found_view_search (ArcFoundView *view, const ArcQuery *query, gboolean with_entries,
                            ArcDay today);
void arc_found_view_focus (ArcFoundView *view);

G_END_DECLS
