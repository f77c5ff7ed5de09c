/* Goals: a number to reach each week. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include "arc-day.h"
#include "arc-id.h"

#define WEEK_DAYS 7

static gpointer
read_goal (sqlite3_stmt *statement, gpointer data)
{
  ArcGoal *goal = g_new0 (ArcGoal, 1);

  goal->id = g_strdup (arc_column_text (statement, 0));
  goal->title = g_strdup (arc_column_text (statement, 1));
  goal->unit = g_strdup (arc_column_text (statement, 2));
  goal->target = sqlite3_column_int (statement, 3);
  goal->paused = sqlite3_column_int (statement, 4);
  goal->created_us = sqlite3_column_int64 (statement, 5);
  goal->modified_us = sqlite3_column_int64 (statement, 6);
  return goal;
}

GPtrArray *
arc_journal_list_goals (ArcJournal *journal, GError **error)
{
  static const char sql[] = "SELECT id, title, unit, target, paused, created_us, modified_us "
                            "FROM goal ORDER BY created_us, id";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  return statement ? arc_statement_collect (journal, statement, read_goal, NULL,
                                            (GDestroyNotify) arc_goal_free, error)
                   : NULL;
}

gboolean
arc_goal_table_put (ArcJournal *journal, const ArcGoal *goal, GError **error)
{
  static const char sql[] =
      "INSERT INTO goal (id, title, unit, target, paused, created_us, modified_us) "
      "VALUES (?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET (title, unit, target, paused,"
      " created_us, modified_us) = (excluded.title, excluded.unit, excluded.target,"
      " excluded.paused, excluded.created_us, excluded.modified_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, goal->id);
  arc_bind_text (statement, 2, goal->title);
  arc_bind_text (statement, 3, goal->unit);
  arc_bind_int (statement, 4, goal->target);
  arc_bind_int (statement, 5, goal->paused);
  arc_bind_int (statement, 6, goal->created_us);
  arc_bind_int (statement, 7, goal->modified_us);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

static gboolean
save_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  return arc_goal_table_put (journal, data, error);
}

gboolean
arc_journal_save_goal (ArcJournal *journal, ArcGoal *goal, GError **error)
{
  gint64 now_us = arc_journal_now (journal);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_goal_validate (goal, error))
    return FALSE;
  if (!goal->id)
    goal->id = arc_id_new (now_us);
  if (!goal->created_us)
    goal->created_us = now_us;
  goal->modified_us = now_us;
  return arc_journal_transact (journal, save_in_transaction, goal, error);
}

static gboolean
delete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  arc_journal_mark_changed (journal);
  return arc_journal_run_with (journal, "DELETE FROM goal_count WHERE goal_id = ?", id, error) &&
         arc_journal_run_with (journal, "DELETE FROM goal WHERE id = ?", id, error);
}

gboolean
arc_journal_delete_goal (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, delete_in_transaction, (gpointer) id, error);
}

/* ---- how far it got ---- */

static gboolean
count_reflections (ArcJournal *journal, ArcDay monday, int *count, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT count(*) FROM entry WHERE position >= ? AND position < ?", error);
  g_autofree char *zone = arc_zone_local ();
  int day_start_h = arc_journal_get_day_start (journal);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, arc_day_start (monday, zone, day_start_h));
  arc_bind_int (statement, 2, arc_day_start (arc_day_add (monday, WEEK_DAYS), zone, day_start_h));
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *count = row ? sqlite3_column_int (statement, 0) : 0;
  return TRUE;
}

gboolean
arc_journal_get_goal_count (ArcJournal *journal, const ArcGoal *goal, ArcDay monday, int *count,
                            GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  g_autofree char *week = arc_day_to_text (monday);
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!*goal->unit)
    return count_reflections (journal, monday, count, error);
  statement = arc_statement_get (
      journal, "SELECT count FROM goal_count WHERE goal_id = ? AND monday = ?", error);
  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, goal->id);
  arc_bind_text (statement, 2, week);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *count = row ? sqlite3_column_int (statement, 0) : 0;
  return TRUE;
}

typedef struct {
  const char *goal_id;
  ArcDay monday;
  int count;
} Count;

gboolean
arc_goal_table_put_count (ArcJournal *journal, const char *goal_id, ArcDay monday, int count,
                          GError **error)
{
  g_autofree char *week = arc_day_to_text (monday);
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal,
                         "INSERT INTO goal_count (goal_id, monday, count) VALUES (?, ?, ?) "
                         "ON CONFLICT DO UPDATE SET count = excluded.count",
                         error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, goal_id);
  arc_bind_text (statement, 2, week);
  arc_bind_int (statement, 3, count);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

static gboolean
set_count_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Count *set = data;

  return arc_goal_table_put_count (journal, set->goal_id, set->monday, set->count, error);
}

gboolean
arc_goal_table_list_counts (ArcJournal *journal, const char *goal_id, GArray *weeks, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT monday, count FROM goal_count WHERE goal_id = ? ORDER BY monday", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, goal_id);
  while (row) {
    ArcGoalWeek week = {0};

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    week.count = sqlite3_column_int (statement, 1);
    if (arc_day_from_text (arc_column_text (statement, 0), &week.monday))
      g_array_append_val (weeks, week);
  }
  return TRUE;
}

gboolean
arc_journal_set_goal_count (ArcJournal *journal, const char *goal_id, ArcDay monday, int count,
                            GError **error)
{
  Count set = {goal_id, monday, MAX (count, 0)};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_count_in_transaction, &set, error);
}
