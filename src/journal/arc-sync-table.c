/* What a transport wants to find again, and the files that were set aside. */
#include "arc-config.h"
#include "arc-team-private.h"

#include <string.h>

/* ---- sync state ---- */

GBytes *
arc_journal_get_sync_state (ArcJournal *journal, const char *team_id, const char *key,
                            GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT value FROM sync_state WHERE team_id = ? AND key = ?", error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, key);
  if (!arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return arc_column_bytes (statement, 0);
}

gboolean
arc_sync_table_put (ArcJournal *journal, const char *team_id, const char *key, GBytes *value,
                    GError **error)
{
  static const char put[] = "INSERT INTO sync_state (team_id, key, value) VALUES (?,?,?) "
                            "ON CONFLICT (team_id, key) DO UPDATE SET value = excluded.value";
  static const char removal[] = "DELETE FROM sync_state WHERE team_id = ? AND key = ?";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, value ? put : removal, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, key);
  if (value)
    arc_bind_bytes (statement, 3, value);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_sync_table_put_all (ArcJournal *journal, const char *team_id, GHashTable *state, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  if (!state)
    return TRUE;
  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!arc_sync_table_put (journal, team_id, key, value, error))
      return FALSE;
  return TRUE;
}

typedef struct {
  const char *team_id;
  const char *key;
  GBytes *value;
} SetState;

static gboolean
set_state_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const SetState *set = data;

  return arc_sync_table_put (journal, set->team_id, set->key, set->value, error);
}

gboolean
arc_journal_set_sync_state (ArcJournal *journal, const char *team_id, const char *key,
                            GBytes *value, GError **error)
{
  SetState set = {team_id, key, value};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_state_in_transaction, &set, error);
}

GHashTable *
arc_journal_list_sync_state (ArcJournal *journal, const char *team_id, const char *prefix,
                             GError **error)
{
  static const char sql[] =
      "SELECT key, value FROM sync_state WHERE team_id = ?1 AND key >= ?2 ORDER BY key";
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, prefix);
  for (;;) {
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row || !g_str_has_prefix (arc_column_text (statement, 0), prefix))
      break;
    g_hash_table_insert (found, g_strdup (arc_column_text (statement, 0)),
                         arc_column_bytes (statement, 1));
  }
  return g_steal_pointer (&found);
}

/* ---- set aside ---- */

void
arc_set_aside_free (ArcSetAside *set_aside)
{
  if (!set_aside)
    return;
  g_free (set_aside->team_id);
  g_free (set_aside->place);
  g_free (set_aside->message);
  g_free (set_aside);
}

typedef struct {
  const ArcSetAside *what;
  gboolean is_new;
} SetAside;

static gboolean
is_known (ArcJournal *journal, const ArcSetAside *what, gboolean *known, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT 1 FROM set_aside WHERE team_id = ? AND place = ? AND message = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, what->team_id);
  arc_bind_text (statement, 2, what->place);
  arc_bind_text (statement, 3, what->message);
  return arc_statement_step (journal, statement, known, error);
}

static gboolean
set_aside_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  static const char sql[] =
      "INSERT INTO set_aside (team_id, place, message, at_us) VALUES (?,?,?,?) "
      "ON CONFLICT (team_id, place) DO UPDATE SET (message, at_us) = "
      "(excluded.message, excluded.at_us)";
  SetAside *set = data;
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, set->what->team_id);
  arc_bind_text (statement, 2, set->what->place);
  arc_bind_text (statement, 3, set->what->message);
  arc_bind_int (statement, 4, set->what->at_us);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

gboolean
arc_journal_set_aside (ArcJournal *journal, const ArcSetAside *set_aside, gboolean *is_new,
                       GError **error)
{
  SetAside set = {set_aside};
  gboolean known;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!is_known (journal, set_aside, &known, error))
    return FALSE;
  if (is_new)
    *is_new = !known;
  return known || arc_journal_transact (journal, set_aside_in_transaction, &set, error);
}

static gboolean
clear_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const ArcSetAside *what = data;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "DELETE FROM set_aside WHERE team_id = ? AND place = ?", error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, what->team_id);
  arc_bind_text (statement, 2, what->place);
  if (!arc_statement_run (journal, statement, error))
    return FALSE;
  arc_journal_mark_changed (journal);
  return TRUE;
}

gboolean
arc_journal_clear_set_aside (ArcJournal *journal, const char *team_id, const char *place,
                             GError **error)
{
  ArcSetAside what = {.team_id = (char *) team_id, .place = (char *) place};
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  /* Looked at first: an idle sync writes nothing. */
  statement =
      arc_statement_get (journal, "SELECT 1 FROM set_aside WHERE team_id = ? AND place = ?", error);
  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, team_id);
  arc_bind_text (statement, 2, place);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  arc_statement_release (g_steal_pointer (&statement));
  return !row || arc_journal_transact (journal, clear_in_transaction, &what, error);
}

static gpointer
read_set_aside (sqlite3_stmt *statement, gpointer data)
{
  ArcSetAside *set_aside = g_new0 (ArcSetAside, 1);

  set_aside->team_id = g_strdup (arc_column_text (statement, 0));
  set_aside->place = g_strdup (arc_column_text (statement, 1));
  set_aside->message = g_strdup (arc_column_text (statement, 2));
  set_aside->at_us = sqlite3_column_int64 (statement, 3);
  return set_aside;
}

GPtrArray *
arc_journal_list_set_aside (ArcJournal *journal, const char *team_id, GError **error)
{
  static const char sql[] = "SELECT team_id, place, message, at_us FROM set_aside "
                            "WHERE ?1 IS NULL OR team_id = ?1 ORDER BY at_us, team_id, place";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, team_id);
  return arc_statement_collect (journal, statement, read_set_aside, NULL,
                                (GDestroyNotify) arc_set_aside_free, error);
}
