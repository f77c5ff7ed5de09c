/* All entries of a journal, or those that meet a query, as a GListModel that loads what is looked
 * at: pages by position, month headings as rows of their own, flat at a million entries. */
#pragma once

#include <gio/gio.h>

#include "arc-entry-item.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_ENTRY_LIST (arc_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryList, arc_entry_list, ARC, ENTRY_LIST, GObject)

/* A GListModel of ArcEntryItem; empty until it is given a query. */
ArcEntryList *arc_entry_list_new (ArcJournalService *service);

/**
 * arc_entry_list_set_query:
 * @query: (nullable): %NULL or an empty query lists everything
 *
 * Starts reading; rows change when it is done. Follows ArcJournalService::changed from then on.
 */
void arc_entry_list_set_query (ArcEntryList *list, const ArcQuery *query);

/* Property "loading" (gboolean): whether a first page is on its way. Property "n-entries" (guint):
 * rows that are entries; of a search, those that are loaded. */
gboolean arc_entry_list_is_loading (ArcEntryList *list);
guint arc_entry_list_get_n_entries (ArcEntryList *list);
/* (nullable): the last failure of reading, for the page to show. Property "error" notifies. */
const GError *arc_entry_list_get_error (ArcEntryList *list);
/* Whether a search may have more rows than are loaded; reading near the end loads them. */
gboolean arc_entry_list_has_more (ArcEntryList *list);

/**
 * arc_entry_list_find_async:
 *
 * Finds the row of an entry, for selecting it. Result: the row's index, or %G_MAXUINT when it is
 * not there (which is GTK_INVALID_LIST_POSITION), with an error where reading failed.
 */
void arc_entry_list_find_async (ArcEntryList *list, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
guint arc_entry_list_find_finish (ArcEntryList *list, GAsyncResult *result, GError **error);

G_END_DECLS
