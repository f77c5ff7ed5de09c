/* Which entries some team sees something of, for the marks in a list. One for each
 * ArcJournalService. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_SHARED_ENTRIES (arc_shared_entries_get_type ())
G_DECLARE_FINAL_TYPE (ArcSharedEntries, arc_shared_entries, ARC, SHARED_ENTRIES, GObject)

/* ArcSharedEntries::changed: another answer may hold for any entry. */

/* (transfer none): the one of @service, which follows the journal. */
ArcSharedEntries *arc_shared_entries_get (ArcJournalService *service);

/* (transfer full) (nullable): "Shared with Sales: Action, Change"; %NULL if nothing is. */
char *arc_shared_entries_dup_note (ArcSharedEntries *shared, const char *entry_id);

G_END_DECLS
