/* Bringing many records in: one transaction, counters summed up and written once. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"

/* Bytes of terms that are gathered before they go to the index; the second is the default. */
#define GATHER_MORE "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432)"
#define GATHER_USUAL "INSERT INTO search (search, rank) VALUES ('hashsize', 1048576)"

/* Many rows at once are indexed with more memory and without triggers. A trigger makes a statement
 * one of several writes, before which FTS5 empties what it has gathered into the index: a segment
 * for each entry, merged over and over, half the time of an import. So the entry table indexes its
 * rows itself meanwhile, see arc_entry_table_index(). What is kept in the index's own settings
 * changes within the transaction, and back before it ends. */
static void
tune (ArcJournal *journal, gboolean bulk)
{
  sqlite3_db_config (journal->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, bulk ? 0 : 1, NULL);
  arc_journal_exec (journal, bulk ? "PRAGMA cache_size = -65536" : "PRAGMA cache_size = -2000",
                    NULL);
}

ArcImport *
arc_import_begin (ArcJournal *journal, GError **error)
{
  ArcImport *import;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_journal_begin (journal, error))
    return NULL;
  import = g_new0 (ArcImport, 1);
  import->journal = journal;
  import->begun_us = arc_journal_now (journal);
  import->zone = arc_zone_local ();
  import->open = TRUE;
  journal->counts = arc_counts_new ();
  tune (journal, TRUE);
  arc_journal_exec (journal, GATHER_MORE, NULL);
  return import;
}

static void
append_field (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text) + 1);
}

/* The id of a record that brings none: from what it says, so that importing it again finds it. */
static char *
id_of_content (const ArcEntry *entry)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *when = g_strdup_printf ("%" G_GINT64_FORMAT, entry->occurred_us);

  append_field (bytes, when);
  append_field (bytes, entry->title);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    append_field (bytes, entry->section[i]);
  return arc_id_for_content (bytes->data, bytes->len);
}

/* Times that a file does not give. The revision, too, comes from the content. */
static void
complete (ArcImport *import, ArcEntry *entry)
{
  if (!entry->id)
    entry->id = id_of_content (entry);
  if (!entry->occurred_us)
    entry->occurred_us = import->begun_us + import->added;
  if (!*entry->zone)
    arc_entry_set_zone (entry, import->zone);
  if (!entry->created_us)
    entry->created_us = import->begun_us;
  if (!entry->modified_us)
    entry->modified_us = entry->created_us;
  if (!entry->revision) {
    g_autofree char *seed = g_strconcat (entry->id, " revision", NULL);

    entry->revision = arc_id_for_content (seed, strlen (seed));
  }
}

static gboolean
check_ids (const ArcEntry *entry, GError **error)
{
  if (arc_id_is_valid (entry->id) && arc_id_is_valid (entry->revision) &&
      (!entry->parent || arc_id_is_valid (entry->parent)))
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("The id is not a UUID in lower case. Leave it out to get a new one."));
  return FALSE;
}

static gboolean
put_revisions (ArcImport *import, ArcRecord *record, GError **error)
{
  for (guint i = 0; i < record->revisions->len; i++) {
    ArcEntry *revision = record->revisions->pdata[i];

    g_free (revision->id);
    revision->id = g_strdup (record->entry->id);
    if (!*revision->zone)
      arc_entry_set_zone (revision, record->entry->zone);
    if (!revision->revision || !check_ids (revision, error) ||
        !arc_entry_validate (revision, error) ||
        !arc_revision_table_keep (import->journal, revision, error))
      return FALSE;
  }
  return TRUE;
}

/* A newer state goes on top, an older one under; none is lost. */
static gboolean
merge (ArcImport *import, const ArcEntry *stored, ArcEntry *entry, ArcImported *how, GError **error)
{
  ArcJournal *journal = import->journal;

  *how = ARC_IMPORTED_UNCHANGED;
  if (g_strcmp0 (stored->revision, entry->revision) == 0 ||
      arc_entry_same_content (stored, entry) || arc_revision_table_has (journal, entry->revision))
    return TRUE;
  if (entry->modified_us <= stored->modified_us)
    return arc_revision_table_keep (journal, entry, error);
  *how = ARC_IMPORTED_UPDATED;
  return arc_revision_table_keep (journal, stored, error) &&
         arc_entry_table_update (journal, stored, entry, error);
}

/* Importing what was deleted here brings it back; the newer of the two states is on top. */
static gboolean
bring_back (ArcImport *import, const ArcEntry *trashed, ArcEntry *entry, ArcImported *how,
            GError **error)
{
  if (!arc_trash_table_remove (import->journal, trashed->id, error) ||
      !arc_entry_table_insert (import->journal, trashed, error) ||
      !merge (import, trashed, entry, how, error))
    return FALSE;
  *how = ARC_IMPORTED_ADDED;
  return TRUE;
}

static gboolean
add_live (ArcImport *import, ArcRecord *record, ArcImported *how, GError **error)
{
  ArcJournal *journal = import->journal;
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcEntry) stored = arc_entry_table_find (journal, record->entry->id, &local);
  g_autoptr (ArcEntry) trashed = NULL;

  if (!stored && !local)
    trashed = arc_trash_table_find (journal, record->entry->id, NULL, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (stored)
    return merge (import, stored, record->entry, how, error);
  import->added++;
  if (trashed)
    return bring_back (import, trashed, record->entry, how, error);
  *how = ARC_IMPORTED_ADDED;
  return arc_entry_table_insert (journal, record->entry, error);
}

static gboolean
add_trashed (ArcImport *import, ArcRecord *record, ArcImported *how, GError **error)
{
  ArcJournal *journal = import->journal;
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcEntry) live = arc_entry_table_find (journal, record->entry->id, &local);
  g_autoptr (ArcEntry) trashed = NULL;

  if (!local && !live)
    trashed = arc_trash_table_find (journal, record->entry->id, NULL, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *how = ARC_IMPORTED_UNCHANGED;
  if (live || trashed)
    return TRUE;
  *how = ARC_IMPORTED_ADDED;
  return arc_trash_table_put (journal, record->entry, record->deleted_us, error);
}

gboolean
arc_import_add (ArcImport *import, ArcRecord *record, ArcImported *how, GError **error)
{
  ArcImported done = ARC_IMPORTED_ADDED;

  ARC_JOURNAL_ASSERT_OWNER (import->journal);
  g_return_val_if_fail (import->open, FALSE);
  if (arc_entry_is_empty (record->entry)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("There is no text in it. An entry needs an action, a reflection, a "
                            "change or a title."));
    return FALSE;
  }
  complete (import, record->entry);
  if (!check_ids (record->entry, error) || !arc_entry_validate (record->entry, error))
    return FALSE;
  if (!(record->deleted_us ? add_trashed : add_live) (import, record, &done, error) ||
      !put_revisions (import, record, error) ||
      !arc_import_put_hanging (import, record, &done, error))
    return FALSE;
  if (how)
    *how = done;
  return TRUE;
}

gboolean
arc_import_add_item (ArcImport *import, ArcItem *item, ArcImported *how, GError **error)
{
  return item->kind == ARC_ITEM_ENTRY ? arc_import_add (import, item->record, how, error)
                                      : arc_import_add_aside (import, item, how, error);
}

static void
end (ArcImport *import)
{
  import->open = FALSE;
  tune (import->journal, FALSE);
  g_clear_pointer (&import->journal->counts, arc_counts_free);
}

gboolean
arc_import_commit (ArcImport *import, GError **error)
{
  ArcJournal *journal = import->journal;
  gboolean done;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  g_return_val_if_fail (import->open, FALSE);
  done = arc_entry_table_index (journal, journal->counts, error) &&
         arc_journal_exec (journal, GATHER_USUAL, error) &&
         arc_label_table_flush (journal, journal->counts, error) &&
         arc_month_table_flush (journal, journal->counts, error);
  if (done)
    done = arc_journal_commit (journal, error);
  else
    arc_journal_rollback (journal);
  end (import);
  return done;
}

void
arc_import_free (ArcImport *import)
{
  if (!import)
    return;
  if (import->open) {
    arc_journal_rollback (import->journal);
    end (import);
  }
  g_free (import->zone);
  g_free (import);
}
