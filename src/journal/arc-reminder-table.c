/* Reminders: reflections that recur. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include "arc-day.h"
#include "arc-id.h"

static gpointer
read_reminder (sqlite3_stmt *statement, gpointer data)
{
  ArcReminder *reminder = g_new0 (ArcReminder, 1);

  reminder->id = g_strdup (arc_column_text (statement, 0));
  reminder->title = g_strdup (arc_column_text (statement, 1));
  reminder->rule = g_strdup (arc_column_text (statement, 2));
  arc_day_from_text (arc_column_text (statement, 3), &reminder->start);
  reminder->at_s = sqlite3_column_int (statement, 4);
  reminder->zone = g_strdup (arc_column_text (statement, 5));
  reminder->paused = sqlite3_column_int (statement, 6);
  arc_day_from_text (arc_column_text (statement, 7), &reminder->paused_until);
  reminder->created_us = sqlite3_column_int64 (statement, 8);
  reminder->modified_us = sqlite3_column_int64 (statement, 9);
  return reminder;
}

GPtrArray *
arc_journal_list_reminders (ArcJournal *journal, GError **error)
{
  static const char sql[] = "SELECT id, title, rule, start, at_s, zone, paused, paused_until,"
                            " created_us, modified_us FROM reminder ORDER BY created_us, id";
  g_autoptr (ArcStatement) statement = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  return statement ? arc_statement_collect (journal, statement, read_reminder, NULL,
                                            (GDestroyNotify) arc_reminder_free, error)
                   : NULL;
}

gboolean
arc_reminder_table_put (ArcJournal *journal, const ArcReminder *reminder, GError **error)
{
  static const char sql[] =
      "INSERT INTO reminder (id, title, rule, start, at_s, zone, paused, paused_until, created_us,"
      " modified_us) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET (title, rule,"
      " start, at_s, zone, paused, paused_until, created_us, modified_us) = (excluded.title,"
      " excluded.rule, excluded.start, excluded.at_s, excluded.zone, excluded.paused,"
      " excluded.paused_until, excluded.created_us, excluded.modified_us)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autofree char *start = arc_day_to_text (reminder->start);
  g_autofree char *until = arc_day_to_text (reminder->paused_until);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, reminder->id);
  arc_bind_text (statement, 2, reminder->title);
  arc_bind_text (statement, 3, reminder->rule);
  arc_bind_text (statement, 4, start);
  arc_bind_int (statement, 5, reminder->at_s);
  arc_bind_text (statement, 6, reminder->zone);
  arc_bind_int (statement, 7, reminder->paused);
  arc_bind_text (statement, 8, until);
  arc_bind_int (statement, 9, reminder->created_us);
  arc_bind_int (statement, 10, reminder->modified_us);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

static gboolean
save_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  return arc_reminder_table_put (journal, data, error);
}

gboolean
arc_journal_save_reminder (ArcJournal *journal, ArcReminder *reminder, GError **error)
{
  gint64 now_us = arc_journal_now (journal);

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (!arc_reminder_validate (reminder, error))
    return FALSE;
  if (!reminder->id)
    reminder->id = arc_id_new (now_us);
  if (!reminder->created_us)
    reminder->created_us = now_us;
  reminder->modified_us = now_us;
  return arc_journal_transact (journal, save_in_transaction, reminder, error);
}

static gboolean
delete_in_transaction (ArcJournal *journal, gpointer id, GError **error)
{
  arc_journal_mark_changed (journal);
  return arc_journal_run_with (journal, "DELETE FROM firing WHERE subject_id = ?", id, error) &&
         arc_journal_run_with (journal, "DELETE FROM reminder WHERE id = ?", id, error);
}

gboolean
arc_journal_delete_reminder (ArcJournal *journal, const char *id, GError **error)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, delete_in_transaction, (gpointer) id, error);
}

/* ---- what makes a reflection done ---- */

#define FORTNIGHT_US (14 * ARC_US_PER_DAY)

/* The first 48 bits of an id of version 7 are the millisecond of its making. */
static char *
id_at (gint64 instant_us)
{
  guint64 ms = MAX (instant_us, 0) / 1000;

  return g_strdup_printf ("%08" G_GINT64_MODIFIER "x-%04" G_GINT64_MODIFIER "x", ms >> 16,
                          ms & 0xffff);
}

static gint64
instant_of_id (const char *id)
{
  guint64 high = g_ascii_strtoull (id, NULL, 16);
  guint64 low = g_ascii_strtoull (id + 9, NULL, 16);

  return (gint64) ((high << 16 | low) * 1000);
}

gboolean
arc_journal_last_written (ArcJournal *journal, gint64 until_us, gint64 *written_us, GError **error)
{
  static const char sql[] =
      "SELECT (SELECT max(position) FROM entry WHERE position BETWEEN ?1 AND ?2),"
      " (SELECT max(id) FROM entry WHERE id >= ?3 AND id < ?4 AND substr(id, 15, 1) = '7')";
  g_autoptr (ArcStatement) statement = NULL;
  g_autofree char *first = id_at (until_us - FORTNIGHT_US);
  g_autofree char *last = id_at (until_us + 1000);
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, until_us - FORTNIGHT_US);
  arc_bind_int (statement, 2, until_us);
  arc_bind_text (statement, 3, first);
  arc_bind_text (statement, 4, last);
  if (!arc_statement_step (journal, statement, &row, error))
    return FALSE;
  *written_us = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_type (statement, 1) == SQLITE_TEXT)
    *written_us = MAX (*written_us, instant_of_id (arc_column_text (statement, 1)));
  return TRUE;
}
