/* Look-backs: the later answers to "did you do it? did it help?". */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

gboolean
arc_look_back_table_put (ArcJournal *journal, const ArcLookBack *look_back, GError **error)
{
  static const char sql[] =
      "INSERT INTO look_back (id, entry_id, at_us, zone, did, helped, note, commitment_id) "
      "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
      "(entry_id, at_us, zone, did, helped, note, commitment_id) = (excluded.entry_id,"
      "excluded.at_us, excluded.zone, excluded.did, excluded.helped, excluded.note,"
      "excluded.commitment_id)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  const char *did = arc_did_to_word (look_back->did);
  const char *helped = arc_helped_to_word (look_back->helped);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, look_back->id);
  arc_bind_text (statement, 2, look_back->entry_id);
  arc_bind_int (statement, 3, look_back->at_us);
  arc_bind_text (statement, 4, look_back->zone);
  arc_bind_text (statement, 5, did ? did : "");
  arc_bind_text (statement, 6, helped ? helped : "");
  arc_bind_text (statement, 7, look_back->note);
  arc_bind_text (statement, 8, look_back->commitment_id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_answer (journal, look_back->entry_id, error);
}

static gboolean
put_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  ArcLookBack *look_back = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcEntry) entry = arc_entry_table_find (journal, look_back->entry_id, &local);

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!entry) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no entry “%s”."),
                 ARC_SHORT (look_back->entry_id));
    return FALSE;
  }
  return arc_look_back_table_put (journal, look_back, error);
}

static gboolean
delete_where (ArcJournal *journal, const char *sql, const char *id, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

static gboolean
delete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  return arc_entry_share_table_note_look_back (journal, id, error) &&
         delete_where (journal, "DELETE FROM look_back WHERE id = ?", id, error);
}

/* Checks @look_back, and gives it an id, a time and a zone where missing. */
static gboolean
complete (ArcJournal *journal, ArcLookBack *look_back, GError **error)
{
  if (!arc_text_validate (look_back->note, _ ("The note"), ARC_LIMIT_NOTE_CHARS, error))
    return FALSE;
  if (!look_back->at_us)
    look_back->at_us = arc_journal_now (journal);
  if (!look_back->id)
    look_back->id = arc_id_new (look_back->at_us);
  if (!*look_back->zone) {
    g_free (look_back->zone);
    look_back->zone = arc_zone_local ();
  }
  return TRUE;
}

gboolean
arc_journal_save_look_back (ArcJournal *journal, ArcLookBack *look_back, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return complete (journal, look_back, error) &&
         arc_journal_transact (journal, put_in_transaction, look_back, error);
}

/* ---- answering ---- */

typedef struct {
  ArcLookBack *look_back;
  ArcDay ask_again;
} Answer;

/* What an answer makes of a commitment or of an entry's look-back day. */
static gboolean
is_ended_by (ArcDid did)
{
  return did == ARC_DID_YES || did == ARC_DID_NO_LONGER;
}

static gboolean
move_commitment (ArcJournal *journal, const Answer *answer, GError **error)
{
  static const char sql[] = "UPDATE commitment SET state = ?1, modified_us = ?2, "
                            "due = CASE WHEN ?3 = '' THEN due ELSE ?3 END WHERE id = ?4";
  static const ArcCommitmentState states[] = {
      [ARC_DID_NOT_SAID] = ARC_COMMITMENT_OPEN,    [ARC_DID_YES] = ARC_COMMITMENT_DONE,
      [ARC_DID_PARTLY] = ARC_COMMITMENT_OPEN,      [ARC_DID_NOT_YET] = ARC_COMMITMENT_OPEN,
      [ARC_DID_NO_LONGER] = ARC_COMMITMENT_LET_GO,
  };
  const ArcLookBack *look_back = answer->look_back;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *due =
      is_ended_by (look_back->did) ? g_strdup ("") : arc_day_to_text (answer->ask_again);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, arc_commitment_state_to_word (states[look_back->did]));
  arc_bind_int (statement, 2, look_back->at_us);
  arc_bind_text (statement, 3, due);
  arc_bind_text (statement, 4, look_back->commitment_id);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_commitment (journal, look_back->commitment_id, error);
}

static gboolean
answer_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Answer *answer = data;
  const ArcLookBack *look_back = answer->look_back;
  ArcDay day = is_ended_by (look_back->did) ? (ArcDay){0, 0, 0} : answer->ask_again;

  if (!put_in_transaction (journal, answer->look_back, error))
    return FALSE;
  if (look_back->did == ARC_DID_NOT_SAID)
    return TRUE;
  if (look_back->commitment_id)
    return move_commitment (journal, answer, error);
  return arc_loop_table_set_day (journal, look_back->entry_id, day, error);
}

typedef struct {
  const char *look_back_id;
  const ArcCommitment *before; /* nullable */
  ArcDay look_back_on;
} Undo;

typedef struct {
  Undo undo;
  Answer answer;
} Again;

/* State and day only: its line and words may have been changed since. */
static gboolean
put_back (ArcJournal *journal, const ArcCommitment *before, GError **error)
{
  static const char sql[] =
      "UPDATE commitment SET (state, due, modified_us) = (?1, ?2, ?3) WHERE id = ?4";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *due = arc_day_to_text (before->due);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, arc_commitment_state_to_word (before->state));
  arc_bind_text (statement, 2, due);
  arc_bind_int (statement, 3, before->modified_us);
  arc_bind_text (statement, 4, before->id);
  return arc_statement_run (journal, statement, error) &&
         arc_entry_share_table_note_commitment (journal, before->id, error);
}

static gboolean
unanswer_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Undo *undo = data;
  g_autofree char *entry_id = NULL;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT entry_id FROM look_back WHERE id = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, undo->look_back_id);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  entry_id = g_strdup (arc_column_text (statement, 0));
  if (!delete_in_transaction (journal, (gpointer) undo->look_back_id, error))
    return FALSE;
  if (undo->before)
    return put_back (journal, undo->before, error);
  return arc_loop_table_set_day (journal, entry_id, undo->look_back_on, error);
}

gboolean
arc_journal_answer (ArcJournal *journal, ArcLookBack *look_back, ArcDay ask_again, GError **error)
{
  Answer answer = {look_back, ask_again};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return complete (journal, look_back, error) &&
         arc_journal_transact (journal, answer_in_transaction, &answer, error);
}

/* A look-back that nobody has saved is none to take back. */
static gboolean
answer_again_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Again *again = data;

  return unanswer_in_transaction (journal, (gpointer) &again->undo, error) &&
         answer_in_transaction (journal, (gpointer) &again->answer, error);
}

gboolean
arc_journal_answer_again (ArcJournal *journal, ArcLookBack *look_back, const ArcCommitment *before,
                          ArcDay look_back_on, ArcDay ask_again, GError **error)
{
  Again again = {.answer = {look_back, ask_again}};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!complete (journal, look_back, error))
    return FALSE;
  again.undo = (Undo){look_back->id, before, look_back_on};
  return arc_journal_transact (journal, answer_again_in_transaction, &again, error);
}

gboolean
arc_journal_unanswer (ArcJournal *journal, const char *look_back_id, const ArcCommitment *before,
                      ArcDay look_back_on, GError **error)
{
  Undo undo = {look_back_id, before, look_back_on};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, unanswer_in_transaction, &undo, error);
}

gboolean
arc_journal_delete_look_back (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, delete_in_transaction, (gpointer) id, error);
}

gboolean
arc_look_back_table_remove_all (ArcJournal *journal, const char *entry_id, GError **error)
{
  return delete_where (journal, "DELETE FROM look_back WHERE entry_id = ?", entry_id, error);
}

GPtrArray *
arc_journal_list_look_backs (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] =
      "SELECT id, at_us, zone, did, helped, note, commitment_id FROM look_back "
      "WHERE entry_id = ? ORDER BY at_us, id";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_look_back_free);
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  while (row) {
    ArcLookBack *look_back;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    look_back = g_new0 (ArcLookBack, 1);
    look_back->id = g_strdup (arc_column_text (statement, 0));
    look_back->entry_id = g_strdup (entry_id);
    look_back->at_us = sqlite3_column_int64 (statement, 1);
    look_back->zone = g_strdup (arc_column_text (statement, 2));
    arc_did_from_word (arc_column_text (statement, 3), &look_back->did);
    arc_helped_from_word (arc_column_text (statement, 4), &look_back->helped);
    look_back->note = g_strdup (arc_column_text (statement, 5));
    look_back->commitment_id = arc_column_dup_nullable (statement, 6);
    g_ptr_array_add (list, look_back);
  }
  return g_steal_pointer (&list);
}
