/* What hangs on an entry as a whole: the day to look back, the chain; and what waits. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-text.h"

void
arc_waiting_free (ArcWaiting *waiting)
{
  if (!waiting)
    return;
  g_free (waiting->entry_id);
  g_free (waiting->commitment_id);
  g_free (waiting->topic);
  g_free (waiting->title);
  g_free (waiting->quote);
  g_free (waiting);
}

/* ---- rows ---- */

static gboolean
put_row (ArcJournal *journal, const char *entry_id, const ArcLoop *loop, GError **error)
{
  static const char sql[] = "INSERT INTO loop (entry_id, look_back_on, continues) VALUES (?, ?, ?) "
                            "ON CONFLICT (entry_id) DO UPDATE SET (look_back_on, continues) = "
                            "(excluded.look_back_on, excluded.continues)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *day = arc_day_to_text (loop->look_back_on);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry_id);
  arc_bind_text (statement, 2, day);
  arc_bind_text (statement, 3, loop->continues);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_loop_table_set_day (ArcJournal *journal, const char *entry_id, ArcDay day, GError **error)
{
  static const char sql[] = "INSERT INTO loop (entry_id, look_back_on) VALUES (?, ?) "
                            "ON CONFLICT (entry_id) DO UPDATE SET "
                            "look_back_on = excluded.look_back_on";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *text = arc_day_to_text (day);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, entry_id);
  arc_bind_text (statement, 2, text);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_loop_table_remove (ArcJournal *journal, const char *entry_id, GError **error)
{
  return arc_journal_run_with (
             journal,
             "DELETE FROM firing WHERE subject_id IN "
             "(SELECT ?1 UNION ALL SELECT id FROM commitment WHERE entry_id = ?1)",
             entry_id, error) &&
         arc_journal_run_with (journal, "DELETE FROM commitment WHERE entry_id = ?", entry_id,
                               error) &&
         arc_journal_run_with (journal, "DELETE FROM barrier WHERE entry_id = ?", entry_id,
                               error) &&
         arc_journal_run_with (journal, "DELETE FROM loop WHERE entry_id = ?", entry_id, error);
}

/* (nullable): the one of @elements, whose first member is the id. */
static gpointer
find_by_id (const GPtrArray *elements, const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_strcmp0 (*(char **) elements->pdata[i], id) == 0)
      return elements->pdata[i];
  return NULL;
}

static gboolean
has_id (const GPtrArray *elements, const char *id)
{
  return find_by_id (elements, id) != NULL;
}

static gboolean
remove_commitments_not_in (ArcJournal *journal, const char *entry_id, const ArcLoop *loop,
                           GError **error)
{
  g_autoptr (GPtrArray) stored = arc_commitment_table_list (journal, entry_id, error);

  if (!stored)
    return FALSE;
  for (guint i = 0; i < stored->len; i++) {
    const ArcCommitment *commitment = stored->pdata[i];

    if (!has_id (loop->commitments, commitment->id) &&
        (!arc_journal_run_with (journal, "DELETE FROM look_back WHERE commitment_id = ?",
                                commitment->id, error) ||
         !arc_journal_run_with (journal, "DELETE FROM commitment WHERE id = ?", commitment->id,
                                error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
remove_barriers_not_in (ArcJournal *journal, const char *entry_id, const ArcLoop *loop,
                        GError **error)
{
  g_autoptr (GPtrArray) stored = arc_barrier_table_list (journal, entry_id, error);

  if (!stored)
    return FALSE;
  for (guint i = 0; i < stored->len; i++) {
    const ArcBarrier *barrier = stored->pdata[i];

    if (!has_id (loop->barriers, barrier->id) &&
        !arc_journal_run_with (journal, "DELETE FROM barrier WHERE id = ?", barrier->id, error))
      return FALSE;
  }
  return TRUE;
}

/* Gives an id and times where missing, and the entry it belongs to. */
static void
complete (ArcJournal *journal, char **id, char **entry_id, gint64 *created_us, gint64 *modified_us,
          const char *entry)
{
  gint64 now_us = arc_journal_now (journal);

  /* It is shared with the line, and must not tell when that was written. */
  if (!*id)
    *id = arc_id_new_random ();
  g_free (*entry_id);
  *entry_id = g_strdup (entry);
  if (!*created_us)
    *created_us = now_us;
  if (!*modified_us)
    *modified_us = *created_us;
}

/* An editor that saved and went on does not know the ids yet: the same line is the same commitment.
 */
static void
adopt_ids (ArcLoop *loop, const ArcLoop *stored)
{
  for (guint i = 0; i < loop->commitments->len; i++) {
    ArcCommitment *commitment = loop->commitments->pdata[i];
    const ArcCommitment *known =
        commitment->id ? NULL : arc_loop_find_commitment (stored, commitment->text);

    if (known && !has_id (loop->commitments, known->id)) {
      commitment->id = g_strdup (known->id);
      commitment->created_us = known->created_us;
    }
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    ArcBarrier *barrier = loop->barriers->pdata[i];
    const ArcBarrier *known = barrier->id ? NULL : arc_loop_find_barrier (stored, barrier->text);

    if (known && !has_id (loop->barriers, known->id)) {
      barrier->id = g_strdup (known->id);
      barrier->created_us = known->created_us;
    }
  }
}

/* When each line was changed last: now, if it says something else than what is stored. */
static void
touch (ArcLoop *loop, const ArcLoop *stored, gint64 now_us)
{
  for (guint i = 0; i < loop->commitments->len; i++) {
    ArcCommitment *commitment = loop->commitments->pdata[i];
    const ArcCommitment *known = find_by_id (stored->commitments, commitment->id);
    ArcCommitment same = *commitment;

    if (!known)
      continue;
    same.entry_id = known->entry_id;
    same.state = known->state;
    same.created_us = known->created_us;
    same.modified_us = known->modified_us;
    commitment->modified_us = arc_commitment_equal (&same, known) ? known->modified_us : now_us;
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    ArcBarrier *barrier = loop->barriers->pdata[i];
    const ArcBarrier *known = find_by_id (stored->barriers, barrier->id);
    ArcBarrier same = *barrier;

    if (!known)
      continue;
    same.entry_id = known->entry_id;
    same.state = known->state;
    same.created_us = known->created_us;
    same.modified_us = known->modified_us;
    barrier->modified_us = arc_barrier_equal (&same, known) ? known->modified_us : now_us;
  }
}

gboolean
arc_loop_table_put (ArcJournal *journal, const char *entry_id, ArcLoop *loop, gboolean with_state,
                    GError **error)
{
  g_autoptr (ArcLoop) stored = arc_journal_load_loop (journal, entry_id, error);

  if (!stored)
    return FALSE;
  adopt_ids (loop, stored);
  if (!with_state)
    touch (loop, stored, arc_journal_now (journal));
  if (!remove_commitments_not_in (journal, entry_id, loop, error) ||
      !remove_barriers_not_in (journal, entry_id, loop, error))
    return FALSE;
  for (guint i = 0; i < loop->commitments->len; i++) {
    ArcCommitment *commitment = loop->commitments->pdata[i];

    complete (journal, &commitment->id, &commitment->entry_id, &commitment->created_us,
              &commitment->modified_us, entry_id);
    if (!arc_commitment_table_put (journal, commitment, i, with_state, error))
      return FALSE;
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    ArcBarrier *barrier = loop->barriers->pdata[i];

    complete (journal, &barrier->id, &barrier->entry_id, &barrier->created_us,
              &barrier->modified_us, entry_id);
    if (!arc_barrier_table_put (journal, barrier, i, with_state, error))
      return FALSE;
  }
  /* Answers to what is no longer a commitment went with it. */
  return put_row (journal, entry_id, loop, error) &&
         arc_entry_share_table_note_answer (journal, entry_id, error);
}

/* ---- public ---- */

ArcLoop *
arc_journal_load_loop (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (ArcStatement) statement = NULL;
  GPtrArray *list;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  list = arc_commitment_table_list (journal, entry_id, error);
  if (!list)
    return NULL;
  g_ptr_array_unref (loop->commitments);
  loop->commitments = list;
  list = arc_barrier_table_list (journal, entry_id, error);
  if (!list)
    return NULL;
  g_ptr_array_unref (loop->barriers);
  loop->barriers = list;
  statement = arc_statement_get (
      journal, "SELECT look_back_on, continues FROM loop WHERE entry_id = ?", error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  if (!arc_statement_step (journal, statement, &row, error))
    return NULL;
  if (row) {
    arc_day_from_text (arc_column_text (statement, 0), &loop->look_back_on);
    loop->continues = arc_column_dup_nullable (statement, 1);
  }
  return g_steal_pointer (&loop);
}

gboolean
arc_journal_complete_record (ArcJournal *journal, ArcRecord *record, GError **error)
{
  const char *id = record->entry->id;
  GPtrArray *look_backs = arc_journal_list_look_backs (journal, id, error);
  GPtrArray *firings = look_backs ? arc_journal_list_kept_firings (journal, id, error) : NULL;
  ArcLoop *loop = firings ? arc_journal_load_loop (journal, id, error) : NULL;

  if (look_backs) {
    g_ptr_array_unref (record->look_backs);
    record->look_backs = look_backs;
  }
  if (firings) {
    g_ptr_array_unref (record->firings);
    record->firings = firings;
  }
  if (!loop)
    return FALSE;
  arc_loop_free (record->loop);
  record->loop = loop;
  return TRUE;
}

typedef struct {
  const char *entry_id;
  ArcDay day;
} SetDay;

static gboolean
set_day_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const SetDay *set = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcEntry) entry = arc_entry_table_find (journal, set->entry_id, &local);

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!entry) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no entry “%s”."),
                 ARC_SHORT (set->entry_id));
    return FALSE;
  }
  return arc_loop_table_set_day (journal, set->entry_id, set->day, error);
}

gboolean
arc_journal_set_look_back_on (ArcJournal *journal, const char *entry_id, ArcDay day, GError **error)
{
  SetDay set = {entry_id, day};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_day_in_transaction, &set, error);
}

char *
arc_journal_find_continuation (ArcJournal *journal, const char *entry_id, GError **error)
{
  static const char sql[] = "SELECT entry_id FROM loop WHERE continues = ? AND entry_id IN "
                            "(SELECT id FROM entry) ORDER BY entry_id DESC LIMIT 1";
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, entry_id);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return g_strdup (arc_column_text (statement, 0));
}

/* ---- what waits ---- */

static gpointer
read_waiting (sqlite3_stmt *statement, gpointer data)
{
  ArcWaiting *waiting = g_new0 (ArcWaiting, 1);

  waiting->entry_id = g_strdup (arc_column_text (statement, 0));
  waiting->commitment_id = arc_column_dup_nullable (statement, 1);
  arc_day_from_text (arc_column_text (statement, 2), &waiting->due);
  waiting->topic = g_strdup (arc_column_text (statement, 3));
  waiting->title = g_strdup (arc_column_text (statement, 4));
  waiting->quote = g_strdup (arc_column_text (statement, 5));
  arc_kind_from_word (arc_column_text (statement, 7), &waiting->kind);
  return waiting;
}

GPtrArray *
arc_journal_list_waiting_between (ArcJournal *journal, ArcDay since, ArcDay until, guint limit,
                                  GError **error)
{
  /* An entry waits as a whole only where it has no commitments that could be asked about. */
  static const char sql[] =
      "SELECT entry.id, commitment.id, coalesce(nullif(commitment.due, ''), loop.look_back_on)"
      " AS day, entry.topic, entry.heading, commitment.text, commitment.line AS line,"
      " commitment.kind, commitment.created_us AS made"
      " FROM commitment JOIN entry ON entry.id = commitment.entry_id"
      " LEFT JOIN loop ON loop.entry_id = entry.id"
      " WHERE commitment.state = 'open' AND day BETWEEN ?3 AND ?1"
      " UNION ALL "
      "SELECT entry.id, NULL, loop.look_back_on, entry.topic, entry.heading, entry.change, 0, '', 0"
      " FROM loop JOIN entry ON entry.id = loop.entry_id"
      " WHERE loop.look_back_on BETWEEN ?3 AND ?1 AND NOT EXISTS"
      " (SELECT 1 FROM commitment WHERE commitment.entry_id = entry.id)"
      " ORDER BY day, 1, line, made LIMIT ?2";
  g_autoptr (ArcStatement) statement = NULL;
  g_autofree char *day = arc_day_to_text (until);
  g_autofree char *first = arc_day_is_set (since) ? arc_day_to_text (since) : g_strdup ("0");

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, day);
  arc_bind_int (statement, 2, limit ? (gint64) limit : -1);
  arc_bind_text (statement, 3, first);
  return arc_statement_collect (journal, statement, read_waiting, NULL,
                                (GDestroyNotify) arc_waiting_free, error);
}

GPtrArray *
arc_journal_list_waiting (ArcJournal *journal, ArcDay until, guint limit, GError **error)
{
  return arc_journal_list_waiting_between (journal, (ArcDay){0, 0, 0}, until, limit, error);
}

/* ---- ids ---- */

static gpointer
read_id (sqlite3_stmt *statement, gpointer data)
{
  return g_strdup (arc_column_text (statement, 0));
}

char *
arc_journal_resolve (ArcJournal *journal, ArcIdKind kind, const char *prefix, GError **error)
{
  static const char *const sql[] = {
      [ARC_ID_COMMITMENT] = "SELECT id FROM commitment WHERE id >= ?1 AND id < ?2 LIMIT 2",
      [ARC_ID_BARRIER] = "SELECT id FROM barrier WHERE id >= ?1 AND id < ?2 LIMIT 2",
      [ARC_ID_REMINDER] = "SELECT id FROM reminder WHERE id >= ?1 AND id < ?2 LIMIT 2",
      [ARC_ID_GOAL] = "SELECT id FROM goal WHERE id >= ?1 AND id < ?2 LIMIT 2",
  };
  g_autofree char *lower = g_ascii_strdown (prefix, -1);
  g_autofree char *end = g_strconcat (lower, "g", NULL);
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_id_is_prefix (lower)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” is not an id. Ids are made of 0–9, a–f and dashes."), ARC_SHORT (prefix));
    return NULL;
  }
  statement = arc_statement_get (journal, sql[kind], error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, lower);
  arc_bind_text (statement, 2, end);
  ids = arc_statement_collect (journal, statement, read_id, NULL, g_free, error);
  if (!ids)
    return NULL;
  if (ids->len == 1)
    return g_ptr_array_steal_index (ids, 0);
  if (ids->len == 0)
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("Nothing has an id that begins with “%s”."), ARC_SHORT (prefix));
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                 _ ("Several ids begin with “%s”. Give more of it."), ARC_SHORT (prefix));
  return NULL;
}
