/* All entries of a journal, or those that meet a query, as a GListModel that loads what is looked
 * at: pages by position, month headings as rows of their own, flat at a million entries. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

/* One row: a month heading, an entry, or an entry that is still being read. */
#define ARC_TYPE_ENTRY_ITEM (arc_entry_item_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryItem, arc_entry_item, ARC, ENTRY_ITEM, GObject)

gboolean arc_entry_item_is_heading (ArcEntryItem *item);
/* year * 100 + month, of headings and entries. */
int arc_entry_item_get_month (ArcEntryItem *item);
/* Entries of a heading's month; 0 where it is not known (searches). */
guint arc_entry_item_get_count (ArcEntryItem *item);
/* (nullable): NULL for headings and while loading; "notify::brief" says when it arrives. */
const ArcBrief *arc_entry_item_get_brief (ArcEntryItem *item);

#define ARC_TYPE_ENTRY_LIST (arc_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryList, arc_entry_list, ARC, ENTRY_LIST, GObject)

ArcEntryList *arc_entry_list_new (ArcJournalService *service);

/**
 * arc_entry_list_set_query:
 * @query: (nullable): %NULL or an empty query lists everything
 *
 * Starts reading; rows change when it is done. Follows ArcJournalService::changed from then on.
 */
void arc_entry_list_set_query (ArcEntryList *list, const ArcQuery *query);

/* Property "loading" (gboolean): whether a first page is on its way. */
gboolean arc_entry_list_is_loading (ArcEntryList *list);
/* (nullable): the last failure of reading, for the page to show. Property "error" notifies. */
const GError *arc_entry_list_get_error (ArcEntryList *list);
/* Whether a search may have more rows than are loaded; reading near the end loads them. */
gboolean arc_entry_list_has_more (ArcEntryList *list);

/**
 * arc_entry_list_find_async:
 *
 * Finds the row of an entry, for selecting it. Result: the row's index, or -1
 * (%GTK_INVALID_LIST_POSITION-like %G_MAXUINT when unknown).
 */
void arc_entry_list_find_async (ArcEntryList *list, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
guint arc_entry_list_find_finish (ArcEntryList *list, GAsyncResult *result, GError **error);

G_END_DECLS
