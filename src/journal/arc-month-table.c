/* How many entries each month has: what makes a list of a million know its length. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include "arc-day.h"

static gboolean
write_count (ArcJournal *journal, int month, int delta, GError **error)
{
  static const char add[] = "INSERT INTO month (month, entries) VALUES (?1, ?2) "
                            "ON CONFLICT DO UPDATE SET entries = entries + excluded.entries";
  static const char tidy[] = "DELETE FROM month WHERE month = ?1 AND entries <= 0";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, add, error);
  g_autoptr (ArcStatement) removal = NULL;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, month);
  arc_bind_int (statement, 2, delta);
  if (!arc_statement_run (journal, statement, error))
    return FALSE;
  if (delta > 0)
    return TRUE;
  removal = arc_statement_get (journal, tidy, error);
  if (!removal)
    return FALSE;
  arc_bind_int (removal, 1, month);
  return arc_statement_run (journal, removal, error);
}

gboolean
arc_month_table_count (ArcJournal *journal, int month, int delta, GError **error)
{
  gpointer key = GINT_TO_POINTER (month);
  GHashTable *months;

  if (!journal->counts)
    return write_count (journal, month, delta, error);
  months = journal->counts->months;
  delta += GPOINTER_TO_INT (g_hash_table_lookup (months, key));
  g_hash_table_insert (months, key, GINT_TO_POINTER (delta));
  return TRUE;
}

gboolean
arc_month_table_flush (ArcJournal *journal, ArcCounts *counts, GError **error)
{
  GHashTableIter iter;
  gpointer month, delta;

  g_hash_table_iter_init (&iter, counts->months);
  while (g_hash_table_iter_next (&iter, &month, &delta))
    if (GPOINTER_TO_INT (delta) != 0 &&
        !write_count (journal, GPOINTER_TO_INT (month), GPOINTER_TO_INT (delta), error))
      return FALSE;
  g_hash_table_remove_all (counts->months);
  return TRUE;
}

static gboolean
set_month (ArcJournal *journal, gint64 position, int month, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "UPDATE entry SET month = ? WHERE position = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, month);
  arc_bind_int (statement, 2, position);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_month_table_rebuild (ArcJournal *journal, GError **error)
{
  int day_start_h = arc_journal_get_day_start (journal);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT position, occurred_us, zone, month FROM entry", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (row) {
    gint64 move[2];

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    move[0] = sqlite3_column_int64 (statement, 0);
    move[1] = arc_day_month (arc_day_of (sqlite3_column_int64 (statement, 1),
                                         arc_column_text (statement, 2), day_start_h));
    if (move[1] != sqlite3_column_int64 (statement, 3))
      g_array_append_vals (moves, move, 2);
  }
  for (guint i = 0; i < moves->len; i += 2)
    if (!set_month (journal, g_array_index (moves, gint64, i), g_array_index (moves, gint64, i + 1),
                    error))
      return FALSE;
  return arc_journal_exec (journal, "DELETE FROM month", error) &&
         arc_journal_exec (
             journal, "INSERT INTO month SELECT month, count(*) FROM entry GROUP BY month", error);
}

GArray *
arc_journal_list_months (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GArray) months = g_array_new (FALSE, FALSE, sizeof (ArcMonth));
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement =
      arc_statement_get (journal, "SELECT month, entries FROM month ORDER BY month DESC", error);
  if (!statement)
    return NULL;
  while (row) {
    ArcMonth month;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    month.month = sqlite3_column_int (statement, 0);
    month.entries = sqlite3_column_int (statement, 1);
    g_array_append_val (months, month);
  }
  return g_steal_pointer (&months);
}

GArray *
arc_journal_list_positions (ArcJournal *journal, int month, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT position FROM entry WHERE month = ? ORDER BY position DESC", error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, month);
  while (row) {
    gint64 position;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    position = sqlite3_column_int64 (statement, 0);
    g_array_append_val (positions, position);
  }
  return g_steal_pointer (&positions);
}
