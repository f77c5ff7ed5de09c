/* What belongs to the journal beside entries, as items: reminders, goals, settings. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"

/* ---- out ---- */

typedef struct {
  ArcItemFunc func;
  gpointer data;
} Visit;

static gboolean
visit_record (ArcRecord *record, gpointer data, GError **error)
{
  const Visit *visit = data;
  ArcItem item = {.kind = ARC_ITEM_ENTRY, .record = record};

  return visit->func (&item, visit->data, error);
}

static gboolean
visit_reminders (ArcJournal *journal, const Visit *visit, GError **error)
{
  g_autoptr (GPtrArray) reminders = arc_journal_list_reminders (journal, error);

  if (!reminders)
    return FALSE;
  for (guint i = 0; i < reminders->len; i++) {
    ArcReminder *reminder = reminders->pdata[i];
    g_autoptr (GPtrArray) firings = arc_journal_list_kept_firings (journal, reminder->id, error);
    ArcItem item = {.kind = ARC_ITEM_REMINDER, .reminder = reminder, .firings = firings};

    if (!firings || !visit->func (&item, visit->data, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
visit_goals (ArcJournal *journal, const Visit *visit, GError **error)
{
  g_autoptr (GPtrArray) goals = arc_journal_list_goals (journal, error);

  if (!goals)
    return FALSE;
  for (guint i = 0; i < goals->len; i++) {
    g_autoptr (ArcItem) item = arc_item_new_goal (arc_goal_copy (goals->pdata[i]));

    if (!arc_goal_table_list_counts (journal, item->goal->id, item->weeks, error) ||
        !visit->func (item, visit->data, error))
      return FALSE;
  }
  return TRUE;
}

static gpointer
read_setting (sqlite3_stmt *statement, gpointer data)
{
  return arc_item_new_setting (arc_column_text (statement, 0), arc_column_text (statement, 1));
}

static gboolean
visit_settings (ArcJournal *journal, const Visit *visit, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT key, value FROM setting ORDER BY key", error);
  g_autoptr (GPtrArray) items = statement
                                    ? arc_statement_collect (journal, statement, read_setting, NULL,
                                                             (GDestroyNotify) arc_item_free, error)
                                    : NULL;

  if (!items)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!visit->func (items->pdata[i], visit->data, error))
      return FALSE;
  return TRUE;
}

gboolean
arc_journal_foreach_item (ArcJournal *journal, gboolean with_history, ArcItemFunc func,
                          gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GError) local = NULL;
  Visit visit = {func, user_data};
  gboolean done;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_journal_exec (journal, "BEGIN", error))
    return FALSE;
  done = arc_search_visit (journal, all, 0, TRUE, with_history, visit_record, &visit, cancellable,
                           &local) &&
         visit_reminders (journal, &visit, &local) && visit_goals (journal, &visit, &local) &&
         visit_settings (journal, &visit, &local);
  arc_journal_exec (journal, "ROLLBACK", NULL);
  if (done || !local) /* All of it, or the function had enough. */
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- in ---- */

/* The id from what it says, so that a second import finds it; and times that are missing. */
static void
complete (const ArcImport *import, char **id, const char *says, gint64 *created_us,
          gint64 *modified_us)
{
  if (!*id)
    *id = arc_id_for_content (says, strlen (says));
  if (!*created_us)
    *created_us = import->begun_us;
  if (!*modified_us)
    *modified_us = *created_us;
}

/* When the row of @id was changed last, or 0 where there is none. */
static gboolean
find_modified (ArcJournal *journal, const char *sql, const char *id, gint64 *modified_us,
               GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, id);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *modified_us = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

static ArcImported
compare (gint64 stored_us, gint64 modified_us)
{
  if (!stored_us)
    return ARC_IMPORTED_ADDED;
  return stored_us < modified_us ? ARC_IMPORTED_UPDATED : ARC_IMPORTED_UNCHANGED;
}

static gboolean
add_reminder (ArcImport *import, const ArcItem *item, ArcImported *how, GError **error)
{
  ArcReminder *reminder = item->reminder;
  g_autofree char *says = g_strdup_printf ("reminder %s %s %d %s", reminder->title, reminder->rule,
                                           reminder->at_s, reminder->zone);
  gboolean changed = FALSE;
  gint64 stored_us;

  complete (import, &reminder->id, says, &reminder->created_us, &reminder->modified_us);
  if (!find_modified (import->journal, "SELECT modified_us FROM reminder WHERE id = ?",
                      reminder->id, &stored_us, error))
    return FALSE;
  *how = compare (stored_us, reminder->modified_us);
  if ((*how != ARC_IMPORTED_UNCHANGED &&
       !arc_reminder_table_put (import->journal, reminder, error)) ||
      !arc_import_put_firings (import, item->firings, reminder->id, NULL, &changed, error))
    return FALSE;
  if (changed && *how == ARC_IMPORTED_UNCHANGED)
    *how = ARC_IMPORTED_UPDATED;
  return TRUE;
}

static gboolean
has_week (const GArray *weeks, ArcDay monday)
{
  for (guint i = 0; i < weeks->len; i++)
    if (arc_day_compare (g_array_index (weeks, ArcGoalWeek, i).monday, monday) == 0)
      return TRUE;
  return FALSE;
}

/* Weeks that are counted here keep their count, unless the whole goal is newer there. */
static gboolean
add_weeks (ArcJournal *journal, const ArcItem *item, gboolean replace, GError **error)
{
  g_autoptr (GArray) stored = g_array_new (FALSE, TRUE, sizeof (ArcGoalWeek));

  if (!arc_goal_table_list_counts (journal, item->goal->id, stored, error))
    return FALSE;
  for (guint i = 0; i < item->weeks->len; i++) {
    const ArcGoalWeek *week = &g_array_index (item->weeks, ArcGoalWeek, i);

    if ((replace || !has_week (stored, week->monday)) &&
        !arc_goal_table_put_count (journal, item->goal->id, week->monday, week->count, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_goal (ArcImport *import, const ArcItem *item, ArcImported *how, GError **error)
{
  ArcGoal *goal = item->goal;
  g_autofree char *says = g_strdup_printf ("goal %s %s", goal->title, goal->unit);
  gint64 stored_us;

  complete (import, &goal->id, says, &goal->created_us, &goal->modified_us);
  if (!find_modified (import->journal, "SELECT modified_us FROM goal WHERE id = ?", goal->id,
                      &stored_us, error))
    return FALSE;
  *how = compare (stored_us, goal->modified_us);
  return (*how == ARC_IMPORTED_UNCHANGED || arc_goal_table_put (import->journal, goal, error)) &&
         add_weeks (import->journal, item, *how != ARC_IMPORTED_UNCHANGED, error);
}

/* The months of the entries follow the hour at which a day starts. */
static gboolean
move_months (ArcImport *import, GError **error)
{
  ArcJournal *journal = import->journal;

  journal->day_start_version = -1;
  if (!arc_month_table_rebuild (journal, error))
    return FALSE;
  /* What was still to be counted has been counted with the rest. */
  g_hash_table_remove_all (journal->counts->months);
  return TRUE;
}

static gboolean
add_setting (ArcImport *import, const ArcItem *item, ArcImported *how, GError **error)
{
  ArcJournal *journal = import->journal;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT 1 FROM setting WHERE key = ?", error);
  gboolean row;

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, item->key);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *how = row ? ARC_IMPORTED_UNCHANGED : ARC_IMPORTED_ADDED;
  if (row)
    return TRUE;
  return arc_setting_table_put (journal, item->key, item->value, error) &&
         (!g_str_equal (item->key, ARC_SETTING_DAY_START) || move_months (import, error));
}

gboolean
arc_import_add_aside (ArcImport *import, ArcItem *item, ArcImported *how, GError **error)
{
  ArcImported done = ARC_IMPORTED_ADDED;
  gboolean ok;

  ARC_JOURNAL_ASSERT_OWNER (import->journal);
  g_return_val_if_fail (import->open, FALSE);
  if (!arc_item_validate (item, error))
    return FALSE;
  if (item->kind == ARC_ITEM_REMINDER)
    ok = add_reminder (import, item, &done, error);
  else if (item->kind == ARC_ITEM_GOAL)
    ok = add_goal (import, item, &done, error);
  else
    ok = add_setting (import, item, &done, error);
  if (ok && how)
    *how = done;
  return ok;
}
