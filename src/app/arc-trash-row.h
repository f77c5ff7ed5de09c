/* One entry in the trash: bring it back, or delete it for good. */
#pragma once

#include "arc-journal.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ArcTrashBrief:
 *
 * What the Trash page shows of an entry: light, where the journal's own value holds every text.
 */
typedef struct {
  char *id;
  char *title;
  int deleted_days; /* days since it was deleted */
  int days_left;    /* until it goes by itself */
} ArcTrashBrief;

void arc_trash_brief_free (ArcTrashBrief *brief);

#define ARC_TYPE_TRASH_ROW (arc_trash_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcTrashRow, arc_trash_row, ARC, TRASH_ROW, GtkListBoxRow)

/* Its buttons activate the actions "trash.restore" and "trash.purge" with the entry's id. */
GtkWidget *arc_trash_row_new (const ArcTrashBrief *brief);

G_END_DECLS
