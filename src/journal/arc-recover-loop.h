/* What a damaged journal still holds beside the texts of its entries: commitments, barriers, days
 * to look back, reminders, goals and settings. Gathered first, then put where their entries are. */
#pragma once

#include "arc-journal-private.h"
#include "arc-salvage.h"

G_BEGIN_DECLS

typedef struct _ArcFound ArcFound;

ArcFound *arc_found_new (void);
void arc_found_free (ArcFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcFound, arc_found_free)

/* Reads the tables through SQLite; FALSE if there may be more than it could read. */
gboolean arc_found_read_tables (ArcFound *found, sqlite3 *db);

/* A row of any table or index from the pages; takes those it knows, of tables that
 * arc_found_read_tables() could not read whole. */
void arc_found_take_row (ArcFound *found, const ArcRow *row);

/**
 * arc_found_put:
 * @known: ids of entries that are in the journal or its trash
 * @recovered: what breaks a rule is counted as lost
 *
 * Brings in all that was found.
 */
gboolean arc_found_put (ArcFound *found, ArcImport *import, GHashTable *known,
                        ArcRecovered *recovered, GError **error);

G_END_DECLS
