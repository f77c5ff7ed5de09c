/* Deleting an entry with a toast that takes it back. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_UNDO_DELETE (arc_undo_delete_get_type ())
G_DECLARE_FINAL_TYPE (ArcUndoDelete, arc_undo_delete, ARC, UNDO_DELETE, GObject)

/**
 * arc_undo_delete_new:
 * @overlay: where the toast appears; must live longer than the object
 *
 * Property "can-undo" (gboolean): whether the toast of the last deletion is there.
 *
 * Returns: (transfer full)
 */
ArcUndoDelete *arc_undo_delete_new (ArcJournalService *service, AdwToastOverlay *overlay);

/* Moves the entry to the trash, then shows the toast; a failure becomes a toast too. */
void arc_undo_delete_run (ArcUndoDelete *self, const char *entry_id);
/* Brings back what the toast is about; nothing without one. */
void arc_undo_delete_undo (ArcUndoDelete *self);
gboolean arc_undo_delete_can_undo (ArcUndoDelete *self);

G_END_DECLS
