/* Commitments: lines of a Change that were given a kind. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

#define COLUMNS                                                                                    \
  "commitment.id, commitment.entry_id, commitment.kind, commitment.text, commitment.if_text, "     \
  "commitment.then_text, commitment.measure, commitment.due, commitment.state, "                   \
  "commitment.created_us, commitment.modified_us"
#define N_COLUMNS 11

void
arc_commitment_brief_free (ArcCommitmentBrief *brief)
{
  if (!brief)
    return;
  arc_commitment_free (brief->commitment);
  g_free (brief->entry_title);
  g_free (brief->topic);
  g_free (brief);
}

/* ---- rows ---- */

static gpointer
read_commitment (sqlite3_stmt *statement, gpointer data)
{
  ArcCommitment *commitment = g_new0 (ArcCommitment, 1);

  commitment->id = g_strdup (arc_column_text (statement, 0));
  commitment->entry_id = g_strdup (arc_column_text (statement, 1));
  arc_kind_from_word (arc_column_text (statement, 2), &commitment->kind);
  commitment->text = g_strdup (arc_column_text (statement, 3));
  commitment->if_text = g_strdup (arc_column_text (statement, 4));
  commitment->then_text = g_strdup (arc_column_text (statement, 5));
  commitment->measure = g_strdup (arc_column_text (statement, 6));
  arc_day_from_text (arc_column_text (statement, 7), &commitment->due);
  arc_commitment_state_from_word (arc_column_text (statement, 8), &commitment->state);
  commitment->created_us = sqlite3_column_int64 (statement, 9);
  commitment->modified_us = sqlite3_column_int64 (statement, 10);
  return commitment;
}

gboolean
arc_commitment_table_put (ArcJournal *journal, const ArcCommitment *commitment, int line,
                          gboolean with_state, GError **error)
{
  static const char sql[] =
      "INSERT INTO commitment (id, entry_id, line, kind, text, if_text, then_text, measure, due,"
      " state, created_us, modified_us) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) "
      "ON CONFLICT (id) DO UPDATE SET (entry_id, line, kind, text, if_text, then_text, measure, "
      "due,"
      " state, created_us, modified_us) = (excluded.entry_id, excluded.line, excluded.kind,"
      " excluded.text, excluded.if_text, excluded.then_text, excluded.measure, excluded.due,"
      " CASE WHEN ?13 THEN excluded.state ELSE commitment.state END,"
      " excluded.created_us, excluded.modified_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *due = arc_day_to_text (commitment->due);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, commitment->id);
  arc_bind_text (statement, 2, commitment->entry_id);
  arc_bind_int (statement, 3, line);
  arc_bind_text (statement, 4, arc_kind_to_word (commitment->kind));
  arc_bind_text (statement, 5, commitment->text);
  arc_bind_text (statement, 6, commitment->if_text);
  arc_bind_text (statement, 7, commitment->then_text);
  arc_bind_text (statement, 8, commitment->measure);
  arc_bind_text (statement, 9, due);
  arc_bind_text (statement, 10, arc_commitment_state_to_word (commitment->state));
  arc_bind_int (statement, 11, commitment->created_us);
  arc_bind_int (statement, 12, commitment->modified_us);
  arc_bind_int (statement, 13, with_state);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_answer (journal, commitment->entry_id, error);
}

GPtrArray *
arc_commitment_table_list (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT " COLUMNS " FROM commitment WHERE entry_id = ? " ARC_LINE_ORDER, error);

  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  return arc_statement_collect (journal, statement, read_commitment, NULL,
                                (GDestroyNotify) arc_commitment_free, error);
}

/* ---- lists ---- */

static gpointer
read_brief (sqlite3_stmt *statement, gpointer data)
{
  ArcCommitmentBrief *brief = g_new0 (ArcCommitmentBrief, 1);

  brief->commitment = read_commitment (statement, NULL);
  arc_day_from_text (arc_column_text (statement, N_COLUMNS), &brief->due);
  brief->entry_title = g_strdup (arc_column_text (statement, N_COLUMNS + 1));
  brief->topic = g_strdup (arc_column_text (statement, N_COLUMNS + 2));
  brief->answered_us = sqlite3_column_int64 (statement, N_COLUMNS + 3);
  arc_did_from_word (arc_column_text (statement, N_COLUMNS + 4), &brief->did);
  arc_helped_from_word (arc_column_text (statement, N_COLUMNS + 5), &brief->helped);
  return brief;
}

/* The last answer comes with the row that has the greatest at_us: SQLite takes bare columns from
 * the row of max() (https://www.sqlite.org/lang_select.html#bareagg). */
#define LIST_SQL                                                                                   \
  "SELECT " COLUMNS ", coalesce(nullif(commitment.due, ''), loop.look_back_on, '') AS day,"        \
  " entry.heading, entry.topic, coalesce(max(look_back.at_us), 0), look_back.did,"                 \
  " look_back.helped FROM commitment JOIN entry ON entry.id = commitment.entry_id"                 \
  " LEFT JOIN loop ON loop.entry_id = commitment.entry_id"                                         \
  " LEFT JOIN look_back ON look_back.commitment_id = commitment.id WHERE "
#define LIST_ORDER                                                                                 \
  " GROUP BY commitment.id ORDER BY day = '', day, commitment.created_us, commitment.line,"        \
  " commitment.id"

GPtrArray *
arc_journal_list_commitments (ArcJournal *journal, ArcCommitmentFilter filter, GError **error)
{
  static const char *const sql[] = {
      [ARC_COMMITMENTS_ALL] = LIST_SQL "?1 <> 'x'" LIST_ORDER,
      [ARC_COMMITMENTS_OPEN] = LIST_SQL "commitment.state = 'open' AND ?1 <> 'x'" LIST_ORDER,
      [ARC_COMMITMENTS_OVERDUE] = LIST_SQL
      "commitment.state = 'open' AND coalesce(nullif(commitment.due, ''), loop.look_back_on,"
      " '') BETWEEN '0' AND ?1" LIST_ORDER,
  };
  g_autoptr (ArcStatement) statement = NULL;
  g_autofree char *yesterday = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  yesterday = arc_day_to_text (arc_day_add (arc_journal_today (journal), -1));
  statement = arc_statement_get (journal, sql[filter], error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, yesterday);
  return arc_statement_collect (journal, statement, read_brief, NULL,
                                (GDestroyNotify) arc_commitment_brief_free, error);
}

guint
arc_journal_count_open_commitments (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal,
                              "SELECT count(*) FROM commitment WHERE commitment.state = 'open' AND "
                              "entry_id IN (SELECT id FROM entry)",
                              0);
}

gboolean
arc_journal_has_commitments (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal,
                              "SELECT EXISTS (SELECT 1 FROM commitment) OR EXISTS "
                              "(SELECT 1 FROM barrier)",
                              0) != 0;
}

/* ---- one ---- */

ArcCommitment *
arc_journal_load_commitment (ArcJournal *journal, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, "SELECT " COLUMNS " FROM commitment WHERE id = ?", error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error))
    return NULL;
  if (row)
    return read_commitment (statement, NULL);
  g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no commitment “%s”."),
               ARC_SHORT (id));
  return NULL;
}

static int
line_of (ArcJournal *journal, const char *id)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT line FROM commitment WHERE id = ?", NULL);
  gboolean row;

  if (!statement)
    return G_MAXINT;
  arc_bind_text (statement, 1, id);
  return arc_statement_step (journal, statement, &row, NULL) && row
             ? sqlite3_column_int (statement, 0)
             : G_MAXINT;
}

static gboolean
save_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  ArcCommitment *commitment = data;

  return arc_entry_table_add_line (journal, commitment->entry_id, commitment->text, error) &&
         arc_commitment_table_put (journal, commitment, line_of (journal, commitment->id), TRUE,
                                   error);
}

gboolean
arc_journal_save_commitment (ArcJournal *journal, ArcCommitment *commitment, GError **error)
{
  gint64 now_us = arc_journal_now (journal);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_commitment_validate (commitment, error))
    return FALSE;
  if (!commitment->id) {
    /* It is shared with the line, and must not tell when that was written. */
    commitment->id = arc_id_new_random ();
    commitment->created_us = now_us;
  }
  commitment->modified_us = now_us;
  return arc_journal_transact (journal, save_in_transaction, commitment, error);
}

typedef struct {
  const char *id;
  ArcCommitmentState state;
} StateChange;

static gboolean
set_state_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const StateChange *change = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "UPDATE commitment SET state = ?, modified_us = ? WHERE id = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, arc_commitment_state_to_word (change->state));
  arc_bind_int (statement, 2, arc_journal_now (journal));
  arc_bind_text (statement, 3, change->id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_commitment (journal, change->id, error);
}

gboolean
arc_journal_set_commitment_state (ArcJournal *journal, const char *commitment_id,
                                  ArcCommitmentState state, GError **error)
{
  StateChange change = {commitment_id, state};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_state_in_transaction, &change, error);
}

static gboolean
delete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  arc_journal_mark_changed (journal);
  return arc_entry_share_table_note_commitment (journal, id, error) &&
         arc_journal_run_with (journal, "DELETE FROM look_back WHERE commitment_id = ?", id,
                               error) &&
         arc_journal_run_with (journal, "DELETE FROM commitment WHERE id = ?", id, error);
}

gboolean
arc_journal_delete_commitment (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, delete_in_transaction, (gpointer) id, error);
}
