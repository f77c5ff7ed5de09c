/* Firings: what became of each thing that fell due, so that nothing fires twice or is lost. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include "arc-day.h"

/* A claim that was not followed by a show is taken over after this. */
#define CLAIM_US (60 * ARC_US_PER_SECOND)

/* The column due_us has the key in microseconds. */
static gint64
to_column (gint64 wall_s)
{
  return wall_s * ARC_US_PER_SECOND;
}

/* One in a state that nobody knows is left alone. */
static ArcFiringState
read_state (const char *word)
{
  ArcFiringState state;

  return arc_firing_state_from_word (word, &state) ? state : ARC_FIRING_DONE;
}

static void
read_owner (ArcFiring *firing, const char *owner, const char *own_name)
{
  gboolean running;

  if (arc_firing_is_kept (firing))
    return;
  running = arc_process_is_running (owner);
  if (running && firing->state == ARC_FIRING_CLAIMED)
    firing->claimed_us = firing->changed_us;
  firing->is_foreign = running && !g_str_equal (owner, own_name);
}

static gpointer
read_row (sqlite3_stmt *statement, gpointer own_name)
{
  ArcFiring *firing = g_new0 (ArcFiring, 1);

  firing->subject_id = g_strdup (arc_column_text (statement, 0));
  firing->wall_s = sqlite3_column_int64 (statement, 1) / ARC_US_PER_SECOND;
  firing->state = read_state (arc_column_text (statement, 2));
  firing->snooze_until_us = sqlite3_column_int64 (statement, 3);
  firing->notification = sqlite3_column_int64 (statement, 4);
  firing->changed_us = sqlite3_column_int64 (statement, 6);
  read_owner (firing, arc_column_text (statement, 5), own_name);
  return firing;
}

GPtrArray *
arc_journal_list_firings (ArcJournal *journal, ArcDay since, GError **error)
{
  /* What was put off is asked again however old it is, and then still waits for its answer. */
  static const char sql[] = "SELECT subject_id, due_us, state, snooze_until_us, notification,"
                            " owner, changed_us FROM firing WHERE due_us >= ? OR state = 'snoozed' "
                            "OR (state IN ('claimed', 'shown') AND changed_us >= ?) "
                            "ORDER BY due_us, subject_id";
  g_autofree char *own_name = arc_process_name ();
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, to_column (arc_wall_seconds (since, 0)));
  arc_bind_int (statement, 2, arc_wall_to_instant (since, 0, "UTC"));
  return arc_statement_collect (journal, statement, read_row, own_name,
                                (GDestroyNotify) arc_firing_free, error);
}

GPtrArray *
arc_journal_list_kept_firings (ArcJournal *journal, const char *owner_id, GError **error)
{
  static const char sql[] =
      "SELECT subject_id, due_us, state, snooze_until_us, notification, owner, changed_us"
      " FROM firing WHERE state IN ('snoozed', 'done') AND subject_id IN "
      "(SELECT ?1 UNION ALL SELECT id FROM commitment WHERE entry_id = ?1)"
      " ORDER BY due_us, subject_id";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, owner_id);
  return arc_statement_collect (journal, statement, read_row, NULL,
                                (GDestroyNotify) arc_firing_free, error);
}

/* ---- claiming ---- */

typedef struct {
  const char *subject_id;
  gint64 wall_s;
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
  arc_bind_int (statement, 2, to_column (claim->wall_s));
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *taken = row;
  if (!row)
    return TRUE;
  switch (read_state (arc_column_text (statement, 0))) {
  case ARC_FIRING_CLAIMED:
    changed_us = sqlite3_column_int64 (statement, 2);
    *taken = arc_process_is_running (arc_column_text (statement, 1)) && changed_us <= now_us &&
             now_us - changed_us < CLAIM_US;
    break;
  case ARC_FIRING_SNOOZED:
    *taken = sqlite3_column_int64 (statement, 3) > now_us;
    break;
  default:
    break;
  }
  return TRUE;
}

static gboolean
put (ArcJournal *journal, const ArcFiring *firing, gint64 changed_us, GError **error)
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
  arc_bind_text (statement, 1, firing->subject_id);
  arc_bind_int (statement, 2, to_column (firing->wall_s));
  arc_bind_text (statement, 3, arc_firing_state_to_word (firing->state));
  arc_bind_int (statement, 4, firing->snooze_until_us);
  arc_bind_int (statement, 5, firing->notification);
  arc_bind_text (statement, 6, owner);
  arc_bind_int (statement, 7, changed_us);
  return arc_statement_run (journal, statement, error);
}

static gboolean
claim_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  Claim *claim = data;
  ArcFiring firing = {.subject_id = (char *) claim->subject_id,
                      .wall_s = claim->wall_s,
                      .state = ARC_FIRING_CLAIMED};
  gboolean taken;

  if (!is_taken (journal, claim, &taken, error))
    return FALSE;
  claim->claimed = !taken;
  return taken || put (journal, &firing, arc_journal_now (journal), error);
}

gboolean
arc_journal_claim_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                          gboolean *claimed, GError **error)
{
  Claim claim = {subject_id, wall_s, FALSE};

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
  arc_bind_int (statement, 2, to_column (claim->wall_s));
  arc_bind_text (statement, 3, owner);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_release_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                            GError **error)
{
  Claim claim = {subject_id, wall_s, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, release_in_transaction, &claim, error);
}

static gboolean
set_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const ArcFiring *firing = data;

  /* The window shows what waits: it looks again when something was answered or put off. */
  if (arc_firing_is_kept (firing))
    arc_journal_mark_changed (journal);
  return put (journal, firing, arc_journal_now (journal), error);
}

gboolean
arc_journal_set_firing (ArcJournal *journal, const ArcFiring *firing, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_in_transaction, (gpointer) firing, error);
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
  arc_bind_int (statement, 2, to_column (claim->wall_s));
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_forget_firing (ArcJournal *journal, const char *subject_id, gint64 wall_s,
                           GError **error)
{
  Claim claim = {subject_id, wall_s, FALSE};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, forget_in_transaction, &claim, error);
}

/* ---- from elsewhere ---- */

static gboolean
says_more (const ArcFiring *firing, ArcFiringState stored, gint64 stored_us)
{
  gboolean stored_is_kept = stored == ARC_FIRING_SNOOZED || stored == ARC_FIRING_DONE;

  return firing->changed_us > stored_us || (firing->state == ARC_FIRING_DONE && !stored_is_kept);
}

gboolean
arc_firing_table_merge (ArcJournal *journal, const ArcFiring *firing, gboolean *changed,
                        GError **error)
{
  static const char sql[] = "SELECT state, changed_us FROM firing "
                            "WHERE subject_id = ? AND due_us = ?";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, firing->subject_id);
  arc_bind_int (statement, 2, to_column (firing->wall_s));
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  if (row && !says_more (firing, read_state (arc_column_text (statement, 0)),
                         sqlite3_column_int64 (statement, 1)))
    return TRUE;
  *changed = TRUE;
  arc_journal_mark_changed (journal);
  return put (journal, firing, firing->changed_us, error);
}
