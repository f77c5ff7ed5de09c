/* Several entries on one topic that end without a change: a sign of dwelling on it. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <string.h>

/* Only what was written lately says something; and the query stays bounded. */
#define LOOKED_AT 100

static char *
dup_newest_topic (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT topic FROM entry ORDER BY position DESC LIMIT 1", error);
  gboolean row;

  if (!statement || !arc_statement_step (journal, statement, &row, error) || !row)
    return NULL;
  return g_strdup (arc_column_text (statement, 0));
}

/* How many of the last entries on @topic ended without a change; -1 with an error. */
static int
count_without_change (ArcJournal *journal, const char *topic, GError **error)
{
  static const char sql[] = "SELECT count(*) FROM (SELECT id, change FROM"
                            " (SELECT id, topic, change FROM entry ORDER BY position DESC LIMIT ?2)"
                            " WHERE topic = ?1 LIMIT ?3) AS last"
                            " WHERE trim(change, char(9, 10, 13, 32)) = '' AND NOT EXISTS"
                            " (SELECT 1 FROM commitment WHERE commitment.entry_id = last.id)";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gboolean row;

  if (!statement)
    return -1;
  arc_bind_text (statement, 1, topic);
  arc_bind_int (statement, 2, LOOKED_AT);
  arc_bind_int (statement, 3, ARC_CIRCLING_ENTRIES);
  if (!arc_statement_step (journal, statement, &row, error))
    return -1;
  return row ? (int) sqlite3_column_int64 (statement, 0) : 0;
}

static GStrv
list_refused (ArcJournal *journal)
{
  g_autofree char *value = arc_journal_dup_setting (journal, ARC_SETTING_NO_DISTANCE);

  return g_strsplit (value, "\n", -1);
}

char *
arc_journal_find_circling (ArcJournal *journal, const char *topic, GError **error)
{
  g_autofree char *on = NULL;
  g_auto (GStrv) refused = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  on = topic ? g_strdup (topic) : dup_newest_topic (journal, error);
  if (!on || !*on)
    return NULL;
  refused = list_refused (journal);
  if (g_strv_contains ((const char *const *) refused, on) ||
      count_without_change (journal, on, error) < ARC_CIRCLING_ENTRIES)
    return NULL;
  return g_steal_pointer (&on);
}

gboolean
arc_journal_refuse_distance (ArcJournal *journal, const char *topic, gboolean refused,
                             GError **error)
{
  g_auto (GStrv) before = NULL;
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  g_autofree char *value = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  before = list_refused (journal);
  for (guint i = 0; before[i]; i++)
    if (*before[i] && !g_str_equal (before[i], topic))
      g_ptr_array_add (topics, before[i]);
  if (refused)
    g_ptr_array_add (topics, (gpointer) topic);
  g_ptr_array_add (topics, NULL);
  value = g_strjoinv ("\n", (char **) topics->pdata);
  return arc_journal_set_setting (journal, ARC_SETTING_NO_DISTANCE, value, error);
}
