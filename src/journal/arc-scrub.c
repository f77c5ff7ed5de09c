/* Words that were taken back leave the file for good. Rows are overwritten as they go
 * (PRAGMA secure_delete); what is left to do is the search index, which keeps a word until it
 * merges, and the log. */
#include "arc-config.h"
#include "arc-team-private.h"

gboolean
arc_scrub_later (ArcJournal *journal, GError **error)
{
  return arc_journal_exec (journal, "UPDATE scrub SET pending = 1 WHERE pending = 0", error);
}

static gboolean
merge_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  return arc_journal_exec (journal, "INSERT INTO share_search (share_search) VALUES ('optimize')",
                           error);
}

static gboolean
settle_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  return arc_journal_exec (journal, "UPDATE scrub SET pending = 0", error);
}

/* FALSE, without error, while another connection still reads from the log. */
static gboolean
empty_log (ArcJournal *journal, gboolean *emptied, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "PRAGMA wal_checkpoint (TRUNCATE)", error);
  gboolean row;

  if (!statement || !arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *emptied = row && sqlite3_column_int (statement, 0) == 0;
  return TRUE;
}

gboolean
arc_journal_scrub (ArcJournal *journal, GError **error)
{
  gboolean emptied = FALSE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (arc_journal_get_int (journal, "SELECT pending FROM scrub", 0) == 0)
    return TRUE;
  if (!arc_journal_transact (journal, merge_in_transaction, NULL, error) ||
      !empty_log (journal, &emptied, error))
    return FALSE;
  /* It stays to be done where someone was reading: the next call tries again. */
  return !emptied || arc_journal_transact (journal, settle_in_transaction, NULL, error);
}
