/* One row of the Journal's list: a month heading or an entry. */
#pragma once

#include <adwaita.h>

#include "arc-entry-item.h"
#include "arc-shared-entries.h"

G_BEGIN_DECLS

#define ARC_TYPE_ENTRY_ROW (arc_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryRow, arc_entry_row, ARC, ENTRY_ROW, AdwBin)

GtkWidget *arc_entry_row_new (void);

/**
 * arc_entry_row_bind:
 * @list_item: (nullable): whose ArcEntryItem to show from now on, also when it changes
 * @day_start_h: hour at which a day begins
 */
void arc_entry_row_bind (ArcEntryRow *row, GtkListItem *list_item, int day_start_h);
/* Marks entries of which a team sees something; from now on, also when that changes. */
void arc_entry_row_set_shared (ArcEntryRow *row, ArcSharedEntries *shared);
/* Its index in the list, GTK_INVALID_LIST_POSITION while it is none of it. */
guint arc_entry_row_get_index (ArcEntryRow *row);

/* "●", "◐", "○"; "" when it was not said. */
const char *arc_outcome_to_mark (ArcOutcome outcome);

G_END_DECLS
