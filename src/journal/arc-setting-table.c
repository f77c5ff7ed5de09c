/* Settings that belong to the journal, whichever program opens it. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "arc-day.h"

#define LAST_DAY_START_H 12

typedef struct {
  const char *key;
  const char *value;
} Setting;

char *
arc_journal_dup_setting (ArcJournal *journal, const char *key)
{
  g_autoptr (ArcStatement) statement = NULL;
  gboolean row;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, "SELECT value FROM setting WHERE key = ?", NULL);
  if (!statement)
    return g_strdup ("");
  arc_bind_text (statement, 1, key);
  if (!arc_statement_step (journal, statement, &row, NULL) || !row)
    return g_strdup ("");
  return g_strdup (arc_column_text (statement, 0));
}

gboolean
arc_setting_table_put (ArcJournal *journal, const char *key, const char *value, GError **error)
{
  static const char sql[] = "INSERT INTO setting (key, value) VALUES (?, ?) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);

  if (!statement)
    return FALSE;
  arc_bind_text (statement, 1, key);
  arc_bind_text (statement, 2, value);
  arc_journal_mark_changed (journal);
  return arc_statement_run (journal, statement, error);
}

static gboolean
set_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  const Setting *setting = data;

  return arc_setting_table_put (journal, setting->key, setting->value, error);
}

gboolean
arc_journal_set_setting (ArcJournal *journal, const char *key, const char *value, GError **error)
{
  Setting setting = {key, value};

  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_transact (journal, set_in_transaction, &setting, error);
}

int
arc_journal_get_day_start (ArcJournal *journal)
{
  gint64 version;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  /* Asked for with every save, so kept; another process may have set it. Inside a transaction
   * nobody else can, and the content version does not move. */
  version = arc_journal_get_content_version (journal);
  if (journal->day_start_version != version) {
    g_autofree char *value = arc_journal_dup_setting (journal, ARC_SETTING_DAY_START);

    journal->day_start_h = CLAMP (atoi (value), 0, LAST_DAY_START_H);
    journal->day_start_version = version;
  }
  return journal->day_start_h;
}

static gboolean
set_day_start_in_transaction (ArcJournal *journal, gpointer data, GError **error)
{
  if (!set_in_transaction (journal, data, error))
    return FALSE;
  journal->day_start_version = -1;
  return arc_month_table_rebuild (journal, error);
}

gboolean
arc_journal_set_day_start (ArcJournal *journal, int hour, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%d", hour);
  Setting setting = {ARC_SETTING_DAY_START, value};
  gboolean done;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (hour < 0 || hour > LAST_DAY_START_H) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("A day can start between 0:00 and %d:00."),
                 LAST_DAY_START_H);
    return FALSE;
  }
  done = arc_journal_transact (journal, set_day_start_in_transaction, &setting, error);
  journal->day_start_version = -1;
  return done;
}

ArcDay
arc_journal_today (ArcJournal *journal)
{
  g_autofree char *zone = arc_zone_local ();

  return arc_day_of (arc_journal_now (journal), zone, arc_journal_get_day_start (journal));
}
