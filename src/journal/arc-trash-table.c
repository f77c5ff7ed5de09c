/* The trash: whole entries, taken out of lists and search, kept for thirty days. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-text.h"

void
arc_trashed_free (ArcTrashed *trashed)
{
  if (!trashed)
    return;
  arc_entry_free (trashed->entry);
  g_free (trashed);
}

gboolean
arc_trash_table_put (ArcJournal *journal, const ArcEntry *entry, gint64 deleted_us, GError **error)
{
  static const char sql[] =
      "INSERT INTO trash (id, deleted_us, " ARC_CONTENT ") VALUES (?,?," ARC_CONTENT_PARAMETERS ")";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *tags = arc_entry_dup_tags_text (entry);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry->id);
  arc_bind_int (statement, 2, deleted_us);
  arc_bind_content (statement, 3, entry, tags);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_trash_table_remove (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM trash WHERE id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

ArcEntry *
arc_trash_table_find (ArcJournal *journal, const char *id, gint64 *deleted_us, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT deleted_us, " ARC_CONTENT " FROM trash WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  if (deleted_us)
    *deleted_us = sqlite3_column_int64 (statement, 0);
  return arc_column_content (statement, 1, id);
}

/* Sets NOT_FOUND where a lookup yielded nothing and no other error. */
static gboolean
found (const ArcEntry *entry, const char *id, GError *local, GError **error)
{
  if (entry)
    return TRUE;
  if (local)
    g_propagate_error (error, local);
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no entry “%s”."),
                 ARC_SHORT (id));
  return FALSE;
}

static gboolean
delete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ArcEntry) stored = arc_entry_table_find (journal, id, &local);

  /* Nobody would expect that the others go on reading what was thrown away. */
  return found (stored, id, local, error) && arc_entry_share_table_revoke (journal, id, error) &&
         arc_entry_table_remove (journal, stored, error) &&
         arc_trash_table_put (journal, stored, arc_journal_now (journal), error);
}

gboolean
arc_journal_delete_entry (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, delete_in_transaction, (gpointer) id, error);
}

static gboolean
undelete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ArcEntry) trashed = arc_trash_table_find (journal, id, NULL, &local);

  return found (trashed, id, local, error) && arc_trash_table_remove (journal, id, error) &&
         arc_entry_table_insert (journal, trashed, error);
}

gboolean
arc_journal_undelete_entry (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, undelete_in_transaction, (gpointer) id, error);
}

GPtrArray *
arc_journal_list_trash (ArcJournal *journal, GError **error)
{
  static const char sql[] =
      "SELECT id, deleted_us, " ARC_CONTENT " FROM trash ORDER BY deleted_us DESC, id";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trashed_free);
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  while (row) {
    ArcTrashed *trashed;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    trashed = g_new0 (ArcTrashed, 1);
    trashed->deleted_us = sqlite3_column_int64 (statement, 1);
    trashed->entry = arc_column_content (statement, 2, arc_column_text (statement, 0));
    g_ptr_array_add (list, trashed);
  }
  return g_steal_pointer (&list);
}

/* ---- for good ---- */

static gboolean
purge (ArcJournal *journal, const char *id, GError **error)
{
  return arc_trash_table_remove (journal, id, error) &&
         arc_revision_table_remove (journal, id, error) &&
         arc_look_back_table_remove_all (journal, id, error) &&
         arc_loop_table_remove (journal, id, error) &&
         arc_entry_share_table_remove (journal, id, error);
}

static gboolean
purge_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ArcEntry) trashed = arc_trash_table_find (journal, id, NULL, &local);

  return found (trashed, id, local, error) && purge (journal, id, error);
}

/* Texts that were purged are not to be found in the file's free pages, which SQLite overwrites, or in
 * its log, which is emptied. Single words may stay in the search index until it merges them away. */
static gboolean
purge_securely (ArcJournal *journal, ArcTransactionFunc func, gpointer data, GError **error)
{
  if (!arc_journal_transact (journal, func, data, error))
    return FALSE;
  arc_journal_exec (journal, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}

gboolean
arc_journal_purge_entry (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return purge_securely (journal, purge_in_transaction, (gpointer) id, error);
}

typedef struct {
  gint64 before_us;
  int purged;
} PurgeOld;

static gboolean
purge_old_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  PurgeOld *old = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT id FROM trash WHERE deleted_us < ?", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, old->before_us);
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (row)
      g_ptr_array_add (ids, g_strdup (arc_column_text (statement, 0)));
  }
  for (guint i = 0; i < ids->len; i++)
    if (!purge (journal, ids->pdata[i], error))
      return FALSE;
  old->purged = ids->len;
  return TRUE;
}

int
arc_journal_purge_old (ArcJournal *journal, GError **error)
{
  PurgeOld old = {arc_journal_now (journal) - ARC_TRASH_DAYS * ARC_US_PER_DAY, 0};
  gint64 oldest;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  /* Looked at first: most starts have nothing to purge, and then write nothing. */
  oldest = arc_journal_get_int (journal, "SELECT coalesce(min(deleted_us), 0) FROM trash", 0);
  if (oldest == 0 || oldest >= old.before_us)
    return 0;
  return purge_securely (journal, purge_old_in_transaction, &old, error) ? old.purged : -1;
}
