/* Barriers: obstacles outside the writer's control. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

#define COLUMNS                                                                                    \
  "barrier.id, barrier.entry_id, barrier.text, barrier.owner, barrier.next_step, "                 \
  "barrier.next_by, barrier.state, barrier.why, barrier.created_us, barrier.modified_us"
#define N_COLUMNS 10

void
arc_barrier_brief_free (ArcBarrierBrief *brief)
{
  if (!brief)
    return;
  arc_barrier_free (brief->barrier);
  g_free (brief->entry_title);
  g_free (brief->topic);
  g_free (brief);
}

static gpointer
read_barrier (sqlite3_stmt *statement, gpointer data)
{
  ArcBarrier *barrier = g_new0 (ArcBarrier, 1);

  barrier->id = g_strdup (arc_column_text (statement, 0));
  barrier->entry_id = g_strdup (arc_column_text (statement, 1));
  barrier->text = g_strdup (arc_column_text (statement, 2));
  barrier->owner = g_strdup (arc_column_text (statement, 3));
  barrier->next_step = g_strdup (arc_column_text (statement, 4));
  arc_day_from_text (arc_column_text (statement, 5), &barrier->next_by);
  arc_barrier_state_from_word (arc_column_text (statement, 6), &barrier->state);
  barrier->why = g_strdup (arc_column_text (statement, 7));
  barrier->created_us = sqlite3_column_int64 (statement, 8);
  barrier->modified_us = sqlite3_column_int64 (statement, 9);
  return barrier;
}

gboolean
arc_barrier_table_put (ArcJournal *journal, const ArcBarrier *barrier, int line,
                       gboolean with_state, GError **error)
{
  static const char sql[] =
      "INSERT INTO barrier (id, entry_id, line, text, owner, next_step, next_by, state, why,"
      " created_us, modified_us) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) "
      "ON CONFLICT (id) DO UPDATE SET (entry_id, line, text, owner, next_step, next_by, state, why,"
      " created_us, modified_us) = (excluded.entry_id, excluded.line, excluded.text,"
      " excluded.owner, excluded.next_step, excluded.next_by,"
      " CASE WHEN ?12 THEN excluded.state ELSE barrier.state END,"
      " excluded.why, excluded.created_us, excluded.modified_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *next_by = arc_day_to_text (barrier->next_by);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, barrier->id);
  arc_bind_text (statement, 2, barrier->entry_id);
  arc_bind_int (statement, 3, line);
  arc_bind_text (statement, 4, barrier->text);
  arc_bind_text (statement, 5, barrier->owner);
  arc_bind_text (statement, 6, barrier->next_step);
  arc_bind_text (statement, 7, next_by);
  arc_bind_text (statement, 8, arc_barrier_state_to_word (barrier->state));
  arc_bind_text (statement, 9, barrier->why);
  arc_bind_int (statement, 10, barrier->created_us);
  arc_bind_int (statement, 11, barrier->modified_us);
  arc_bind_int (statement, 12, with_state);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_answer (journal, barrier->entry_id, error);
}

GPtrArray *
arc_barrier_table_list (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT " COLUMNS " FROM barrier WHERE entry_id = ? " ARC_LINE_ORDER, error);

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  return arc_statement_collect (journal, statement, read_barrier, NULL,
                                (GDestroyNotify) arc_barrier_free, error);
}

static gpointer
read_brief (sqlite3_stmt *statement, gpointer data)
{
  ArcBarrierBrief *brief = g_new0 (ArcBarrierBrief, 1);

  brief->barrier = read_barrier (statement, NULL);
  brief->entry_title = g_strdup (arc_column_text (statement, N_COLUMNS));
  brief->topic = g_strdup (arc_column_text (statement, N_COLUMNS + 1));
  return brief;
}

GPtrArray *
arc_journal_list_barriers (ArcJournal *journal, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS ", entry.heading, entry.topic FROM barrier "
      "JOIN entry ON entry.id = barrier.entry_id "
      "ORDER BY state NOT IN ('open', 'being-removed'), barrier.created_us DESC, barrier.line, "
      "barrier.id";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  return statement ? arc_statement_collect (journal, statement, read_brief, NULL,
                                            (GDestroyNotify) arc_barrier_brief_free, error)
                   : NULL;
}

ArcBarrier *
arc_journal_load_barrier (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, "SELECT " COLUMNS " FROM barrier WHERE id = ?", error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error))
    return NULL;
  if (row)
    return read_barrier (statement, NULL);
  g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no barrier “%s”."),
               ARC_SHORT (id));
  return NULL;
}

static gboolean
save_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  ArcBarrier *barrier = data;
  int line = G_MAXINT;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT line FROM barrier WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, barrier->id);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  if (row)
    line = sqlite3_column_int (statement, 0);
  return arc_entry_table_add_line (journal, barrier->entry_id, barrier->text, error) &&
         arc_barrier_table_put (journal, barrier, line, TRUE, error);
}

gboolean
arc_journal_save_barrier (ArcJournal *journal, ArcBarrier *barrier, GError **error)
{
  gint64 now_us = arc_journal_now (journal);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_barrier_validate (barrier, error))
    return FALSE;
  if (!barrier->id) {
    /* It is shared with the line, and must not tell when that was written. */
    barrier->id = arc_id_new_random ();
    barrier->created_us = now_us;
  }
  barrier->modified_us = now_us;
  return arc_journal_transact (journal, save_in_transaction, barrier, error);
}
