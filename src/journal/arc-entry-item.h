/* One row of an ArcEntryList: a month heading, an entry, or an entry that is still being read. */
#pragma once

#include "arc-journal.h"

G_BEGIN_DECLS

/**
 * ArcEntryItem:
 *
 * Properties: "brief" (ArcBrief, %NULL for headings and while loading) and "count" (entries of a
 * heading's month), both read-only and notified when they change.
 */
#define ARC_TYPE_ENTRY_ITEM (arc_entry_item_get_type ())
G_DECLARE_FINAL_TYPE (ArcEntryItem, arc_entry_item, ARC, ENTRY_ITEM, GObject)

gboolean arc_entry_item_is_heading (ArcEntryItem *item);
/* year * 100 + month, of headings and entries. */
int arc_entry_item_get_month (ArcEntryItem *item);
/* Entries of a heading's month; 0 where it is not known (searches). */
guint arc_entry_item_get_count (ArcEntryItem *item);
/* (nullable): NULL for headings and while loading; "notify::brief" says when it arrives. */
const ArcBrief *arc_entry_item_get_brief (ArcEntryItem *item);

/* ---- for the list only ----------------------------------------------------------------- */

/* Where a row stands: its month, and 0 for the heading or 1 for the month's newest entry … */
#define ARC_ROW_KEY(month, offset) (((gint64) (month) << 32) | (gint64) (offset))
#define ARC_ROW_KEY_MONTH(key) ((int) ((key) >> 32))
#define ARC_ROW_KEY_OFFSET(key) ((guint) ((key) &0xffffffff))

/**
 * arc_entry_item_new:
 * @owner: (transfer none): a table of gint64 keys to the items that are alive, which the item
 *   leaves when it is freed; see arc_entry_item_detach()
 */
ArcEntryItem *arc_entry_item_new (GHashTable *owner, gint64 key);
gint64 arc_entry_item_get_key (ArcEntryItem *item);
/* The item moves to another place: it leaves the table, then enters it under its new key. */
void arc_entry_item_leave (ArcEntryItem *item);
void arc_entry_item_enter (ArcEntryItem *item, gint64 key);
/* The item is no row any more: it leaves the table, and forgets it. */
void arc_entry_item_detach (ArcEntryItem *item);
/* Whether the brief is missing, or known to be out of date. */
gboolean arc_entry_item_needs_brief (ArcEntryItem *item);
void arc_entry_item_set_stale (ArcEntryItem *item);
void arc_entry_item_set_brief (ArcEntryItem *item, const ArcBrief *brief);
void arc_entry_item_set_count (ArcEntryItem *item, guint count);

G_END_DECLS
