/* One row of the list of shares. */
#pragma once

#include "arc-share-item.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_ROW (arc_share_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareRow, arc_share_row, ARC, SHARE_ROW, AdwBin)

/* A click on it activates the action shared.open. */
GtkWidget *arc_share_row_new (void);

/**
 * arc_share_row_bind:
 * @list_item: (nullable): whose ArcShareItem to show from now on, also when it changes
 * @today: leaves out the year of days in the same one
 */
void arc_share_row_bind (ArcShareRow *row, GtkListItem *list_item, ArcDay today);
/* Its index in the list, GTK_INVALID_LIST_POSITION while it is none of it. */
guint arc_share_row_get_index (ArcShareRow *row);

G_END_DECLS
