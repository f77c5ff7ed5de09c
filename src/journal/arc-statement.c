/* Statements: prepared once, cached, bound by small helpers. */
#include "arc-journal-private.h"

#include <string.h>

void
arc_statement_release (ArcStatement *statement)
{
  if (!statement)
    return;
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

void
arc_own_statement_free (ArcOwnStatement *statement)
{
  sqlite3_finalize (statement);
}

static sqlite3_stmt *
prepare (ArcJournal *journal, const char *sql, guint flags, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (journal->db, sql, -1, flags, &statement, NULL) != SQLITE_OK) {
    arc_journal_set_error (journal, error);
    return NULL;
  }
  return statement;
}

ArcStatement *
arc_statement_get (ArcJournal *journal, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (journal->statements, sql);

  if (!statement) {
    statement = prepare (journal, sql, SQLITE_PREPARE_PERSISTENT, error);
    if (statement)
      g_hash_table_insert (journal->statements, (gpointer) sql, statement);
  }
  return statement;
}

ArcOwnStatement *
arc_own_statement_new (ArcJournal *journal, const char *sql, GError **error)
{
  return prepare (journal, sql, 0, error);
}

void
arc_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  int code =
      text ? sqlite3_bind_text64 (statement, index, text, strlen (text), SQLITE_STATIC, SQLITE_UTF8)
           : sqlite3_bind_null (statement, index);

  g_assert (code == SQLITE_OK || code == SQLITE_NOMEM);
}

void
arc_bind_int (sqlite3_stmt *statement, int index, gint64 value)
{
  int code = sqlite3_bind_int64 (statement, index, value);

  g_assert (code == SQLITE_OK);
}

void
arc_bind_double (sqlite3_stmt *statement, int index, double value)
{
  int code = sqlite3_bind_double (statement, index, value);

  g_assert (code == SQLITE_OK);
}

const char *
arc_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text ? text : "";
}

char *
arc_column_dup_nullable (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

gboolean
arc_statement_step (ArcJournal *journal, sqlite3_stmt *statement, gboolean *row, GError **error)
{
  int code = sqlite3_step (statement);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  arc_journal_set_error (journal, error);
  return FALSE;
}

gboolean
arc_statement_run (ArcJournal *journal, sqlite3_stmt *statement, GError **error)
{
  gboolean row = TRUE;

  while (row)
    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
  return TRUE;
}

gboolean
arc_journal_exec (ArcJournal *journal, const char *sql, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  return statement && arc_statement_run (journal, statement, error);
}

gint64
arc_journal_get_int (ArcJournal *journal, const char *sql, gint64 fallback)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, NULL);
  gboolean row;

  if (!statement || !arc_statement_step (journal, statement, &row, NULL) || !row)
    return fallback;
  return sqlite3_column_int64 (statement, 0);
}

GPtrArray *
arc_statement_collect (ArcJournal *journal, sqlite3_stmt *statement, ArcReadRowFunc read,
                       gpointer data, GDestroyNotify free_element, GError **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (free_element);
  gboolean row = TRUE;

  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add (elements, read (statement, data));
  }
  return g_steal_pointer (&elements);
}

gboolean
arc_journal_run_with (ArcJournal *journal, const char *sql, const char *text, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, text);
  return arc_statement_run (journal, statement, error);
}
