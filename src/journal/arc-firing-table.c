/* Firings: what became of each thing that fell due, so that nothing fires twice or is lost. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include "arc-day.h"

/* A claim that was not followed by a show is taken over after this. */
#define CLAIM_US (60 * ARC_US_PER_SECOND)

static const char *const states[] = {"claimed", "shown", "snoozed", "done"};

void
arc_fired_row_free (ArcFiredRow *row)
{
  if (!row)
    return;
  g_free (row->subject_id);
  g_free (row);
}

gint64
arc_fired_due (ArcDay day, int at_s)
{
  return arc_wall_seconds (day, at_s) * ARC_US_PER_SECOND;
}

static ArcFired
state_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], word))
      return i;
  return ARC_FIRED_DONE;
}

static void
read_owner (ArcFiredRow *row, const char *owner, gint64 changed_us, const char *own_name)
{
  gboolean running;

  if (row->state != ARC_FIRED_CLAIMED && row->state != ARC_FIRED_SHOWN)
    return;
  running = arc_process_is_running (owner);
  if (running && row->state == ARC_FIRED_CLAIMED)
    row->claimed_us = changed_us;
  row->is_foreign = running && !g_str_equal (owner, own_name);
}

static gpointer
read_row (sqlite3_stmt *statement, gpointer data)
{
  ArcFiredRow *row = g_new0 (ArcFiredRow, 1);

  row->subject_id = g_strdup (arc_column_text (statement, 0));
  row->due_us = sqlite3_column_int64 (statement, 1);
  row->state = state_from_word (arc_column_text (statement, 2));
  row->snooze_until_us = sqlite3_column_int64 (statement, 3);
  row->notification = sqlite3_column_int64 (statement, 4);
  read_owner (row, arc_column_text (statement, 5), sqlite3_column_int64 (statement, 6), data);
  return row;
}

GPtrArray *
arc_journal_list_firings (ArcJournal *journal, gint64 since_us, GError **error)
{
  static const char sql[] = "SELECT subject_id, due_us, state, snooze_until_us, notification,"
                            " owner, changed_us FROM firing WHERE due_us >= ? OR state = 'snoozed' "
                            "ORDER BY due_us, subject_id";
  g_autofree char *own_name = arc_process_name ();
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, since_us);
  return arc_statement_collect (journal, statement, read_row, own_name,
                                (GDestroyNotify) arc_fired_row_free, error);
}

/* ---- claiming ---- */

typedef struct {
  const char *subject_id;
  gint64 due_us;
  gboolean claimed;
} Claim;

/* Whether somebody else has it, and is at it. */
static gboolean
is_taken (ArcJournal *journal, const Claim *claim, gboolean *taken, GError **error)
{
  static const char sql[] = "SELECT state, owner, changed_us, snooze_until_us FROM firing "
                            "WHERE subject_id = ? AND due_us = ?";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gint64 now_us = arc_journal_now (journal);
  gint64 changed_us;
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, claim->subject_id);
  arc_bind_int (statement, 2, claim->due_us);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *taken = row;
  if (!row)
    return TRUE;
  switch (state_from_word (arc_column_text (statement, 0))) {
  case ARC_FIRED_CLAIMED:
    changed_us = sqlite3_column_int64 (statement, 2);
    *taken = arc_process_is_running (arc_column_text (statement, 1)) && changed_us <= now_us &&
             now_us - changed_us < CLAIM_US;
    break;
  case ARC_FIRED_SNOOZED:
    *taken = sqlite3_column_int64 (statement, 3) > now_us;
    break;
  default:
    break;
  }
  return TRUE;
}

static gboolean
put (ArcJournal *journal, const ArcFiredRow *row, GError **error)
{
  static const char sql[] =
      "INSERT INTO firing (subject_id, due_us, state, snooze_until_us, notification, owner,"
      " changed_us) VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET (state, snooze_until_us,"
      " notification, owner, changed_us) = (excluded.state, excluded.snooze_until_us,"
      " excluded.notification, excluded.owner, excluded.changed_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *owner = arc_process_name ();

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, row->subject_id);
  arc_bind_int (statement, 2, row->due_us);
  arc_bind_text (statement, 3, states[row->state]);
  arc_bind_int (statement, 4, row->snooze_until_us);
  arc_bind_int (statement, 5, row->notification);
  arc_bind_text (statement, 6, owner);
  arc_bind_int (statement, 7, arc_journal_now (journal));
  return arc_statement_run (journal, statement, error);
}

static gboolean
claim_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  Claim *claim = data;
  ArcFiredRow row = {.subject_id = (char *) claim->subject_id,
                     .due_us = claim->due_us,
                     .state = ARC_FIRED_CLAIMED};
  gboolean taken;

  if (!is_taken (journal, claim, &taken, error))
    return FALSE;
  claim->claimed = !taken;
  return taken || put (journal, &row, error);
}

gboolean
arc_journal_claim_firing (ArcJournal *journal, const char *subject_id, gint64 due_us,
                          gboolean *claimed, GError **error)
{
  Claim claim = {subject_id, due_us, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_journal_transact (journal, claim_in_transaction, &claim, error))
    return FALSE;
  *claimed = claim.claimed;
  return TRUE;
}

static gboolean
release_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  static const char sql[] = "DELETE FROM firing WHERE subject_id = ? AND due_us = ?"
                            " AND state = 'claimed' AND owner = ?";
  const Claim *claim = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *owner = arc_process_name ();

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, claim->subject_id);
  arc_bind_int (statement, 2, claim->due_us);
  arc_bind_text (statement, 3, owner);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_release_firing (ArcJournal *journal, const char *subject_id, gint64 due_us,
                            GError **error)
{
  Claim claim = {subject_id, due_us, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, release_in_transaction, &claim, error);
}

static gboolean
set_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const ArcFiredRow *row = data;

  /* The window shows what waits: it looks again when something was answered or put off. */
  if (row->state == ARC_FIRED_DONE || row->state == ARC_FIRED_SNOOZED)
    arc_journal_mark_changed (journal);
  return put (journal, row, error);
}

gboolean
arc_journal_set_firing (ArcJournal *journal, const ArcFiredRow *row, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_in_transaction, (gpointer) row, error);
}

static gboolean
forget_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Claim *claim = data;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM firing WHERE subject_id = ? AND due_us = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, claim->subject_id);
  arc_bind_int (statement, 2, claim->due_us);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_forget_firing (ArcJournal *journal, const char *subject_id, gint64 due_us,
                           GError **error)
{
  Claim claim = {subject_id, due_us, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, forget_in_transaction, &claim, error);
}
