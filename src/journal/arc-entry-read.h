/* What an ArcEntryList asks the reading thread for, and what it gets. */
#pragma once

#include "arc-journal.h"
#include "arc-month-rows.h"

G_BEGIN_DECLS

/* Entries read at a time. */
#define ARC_ENTRY_PAGE 50

/**
 * ArcEntryReadKind:
 * @ARC_ENTRY_READ_START: the months of all entries, or the first page of a search
 * @ARC_ENTRY_READ_RELOAD: the same again after a change, with the positions of @months, or as far
 *   as the search was loaded (@wanted)
 * @ARC_ENTRY_READ_MORE: the page of the search after @position
 * @ARC_ENTRY_READ_PAGE: the entries of @month from @position on; where that is 0, from @offset on,
 *   with the positions of the whole month
 * @ARC_ENTRY_READ_FIND: @month and @position of the entry @id, with the positions of the month
 */
typedef enum {
  ARC_ENTRY_READ_START,
  ARC_ENTRY_READ_RELOAD,
  ARC_ENTRY_READ_MORE,
  ARC_ENTRY_READ_PAGE,
  ARC_ENTRY_READ_FIND,
} ArcEntryReadKind;

/* Question and answer: written by the asking thread before, by the reading thread meanwhile. */
typedef struct {
  ArcEntryReadKind kind;
  GObject *asker;   /* kept alive for the answer */
  guint generation; /* of the asker's query */
  ArcQuery *query;  /* NULL for all entries */
  GArray *months;   /* of int */
  guint wanted;
  char *id;
  int month;
  gint64 position;
  guint offset; /* 0 for the newest entry of the month */

  ArcMonthRows *rows;
  GPtrArray *briefs;
  GArray *positions;
  gboolean more;
} ArcEntryRead;

/* (nullable) @query is copied. */
ArcEntryRead *arc_entry_read_new (ArcEntryReadKind kind, const ArcQuery *query);
void arc_entry_read_free (gpointer read);

/* An ArcJournalFunc: @data is the ArcEntryRead; the result says nothing, but NULL is an error. */
gpointer arc_entry_read_run (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
