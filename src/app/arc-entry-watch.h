/* Notices that the entry being edited was changed or deleted by somebody else. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_ENTRY_WATCH (arc_entry_watch_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryWatch, arc_entry_watch, ARC, ENTRY_WATCH, GObject)

/**
 * ArcEntryWatch::elsewhere:
 * @watch: the watch
 * @deleted: whether the entry is gone rather than changed
 *
 * The stored entry is not the one that editing started from any more.
 */

/* (transfer full) */
ArcEntryWatch *arc_entry_watch_new (ArcJournalService *service);

/**
 * arc_entry_watch_set_entry:
 * @id: (nullable): the entry, or %NULL to watch none
 * @revision: (nullable): the state of it that is known
 *
 * To be called again with what came of each save of one's own.
 */
void arc_entry_watch_set_entry (ArcEntryWatch *self, const char *id, const char *revision);

/* While a save of one's own is under way, a new revision is expected. Looks again when it ends. */
void arc_entry_watch_set_paused (ArcEntryWatch *self, gboolean paused);

G_END_DECLS
