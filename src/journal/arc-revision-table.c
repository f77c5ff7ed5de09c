/* Earlier states of entries. */
#include "arc-config.h"
#include "arc-journal-private.h"

gboolean
arc_revision_table_keep (ArcJournal *journal, const ArcEntry *entry, GError **error)
{
  static const char sql[] = "INSERT INTO revision (entry_id, " ARC_CONTENT
                            ") VALUES (?," ARC_CONTENT_PARAMETERS ") ON CONFLICT DO NOTHING";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *tags = arc_entry_dup_tags_text (entry);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry->id);
  arc_bind_content (statement, 2, entry, tags);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_revision_table_has (ArcJournal *journal, const char *revision)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT 1 FROM revision WHERE revision = ?", NULL);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, revision);
  return arc_statement_step (journal, statement, &row, NULL) && row;
}

gboolean
arc_revision_table_remove (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM revision WHERE entry_id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry_id);
  return arc_statement_run (journal, statement, error);
}

GPtrArray *
arc_revision_table_list (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] =
      "SELECT " ARC_CONTENT " FROM revision WHERE entry_id = ? ORDER BY modified_us, revision";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autoptr (GPtrArray) revisions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_entry_free);
  gboolean row = TRUE;

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add (revisions, arc_column_content (statement, 0, entry_id));
  }
  return g_steal_pointer (&revisions);
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0; i < array->len / 2; i++) {
    gpointer other = array->pdata[i];

    array->pdata[i] = array->pdata[array->len - 1 - i];
    array->pdata[array->len - 1 - i] = other;
  }
}

GPtrArray *
arc_journal_list_revisions (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcEntry) current = NULL;
  GPtrArray *revisions;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  current = arc_journal_load_entry (journal, entry_id, error);
  if (!current)
    return NULL;
  revisions = arc_revision_table_list (journal, entry_id, error);
  if (!revisions)
    return NULL;
  reverse (revisions);
  g_ptr_array_insert (revisions, 0, g_steal_pointer (&current));
  return revisions;
}
