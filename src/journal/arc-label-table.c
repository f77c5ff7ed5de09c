/* Tags and topics in use, with how many live entries carry each: for completion and filters. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <stdlib.h>
#include <string.h>

#include "arc-text.h"

typedef struct {
  char *name;
  int delta;
} LabelCount;

static void
label_count_free (LabelCount *count)
{
  g_free (count->name);
  g_free (count);
}

void
arc_label_free (ArcLabel *label)
{
  if (!label)
    return;
  g_free (label->name);
  g_free (label);
}

ArcCounts *
arc_counts_new (void)
{
  ArcCounts *counts = g_new0 (ArcCounts, 1);

  counts->months = g_hash_table_new (NULL, NULL);
  counts->unindexed = g_array_new (FALSE, FALSE, sizeof (gint64));
  counts->labels =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) label_count_free);
  return counts;
}

void
arc_counts_free (ArcCounts *counts)
{
  if (!counts)
    return;
  g_hash_table_unref (counts->months);
  g_hash_table_unref (counts->labels);
  g_array_unref (counts->unindexed);
  g_free (counts);
}

static gboolean
write_count (ArcJournal *journal, ArcLabelKind kind, const char *folded, const char *name,
             int delta, GError **error)
{
  static const char add[] = "INSERT INTO label (kind, folded, name, uses) VALUES (?1, ?2, ?3, ?4) "
                            "ON CONFLICT DO UPDATE SET uses = uses + excluded.uses";
  static const char tidy[] = "DELETE FROM label WHERE kind = ?1 AND folded = ?2 AND uses <= 0";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, add, error);
  g_autoptr (ArcStatement) removal = NULL;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, kind);
  arc_bind_text (statement, 2, folded);
  arc_bind_text (statement, 3, name);
  arc_bind_int (statement, 4, delta);
  if (!arc_statement_run (journal, statement, error))
    return FALSE;
  if (delta > 0)
    return TRUE;
  removal = arc_statement_get (journal, tidy, error);
  if (!removal)
    return FALSE;
  arc_bind_int (removal, 1, kind);
  arc_bind_text (removal, 2, folded);
  return arc_statement_run (journal, removal, error);
}

static gboolean
count_label (ArcJournal *journal, ArcLabelKind kind, const char *name, int delta, GError **error)
{
  g_autofree char *folded = arc_text_fold (name);
  g_autofree char *key = NULL;
  LabelCount *count;

  if (!journal->counts)
    return write_count (journal, kind, folded, name, delta, error);
  key = g_strdup_printf ("%d%s", kind, folded);
  count = g_hash_table_lookup (journal->counts->labels, key);
  if (!count) {
    count = g_new0 (LabelCount, 1);
    count->name = g_strdup (name);
    g_hash_table_insert (journal->counts->labels, g_steal_pointer (&key), count);
  }
  count->delta += delta;
  return TRUE;
}

gboolean
arc_label_table_count (ArcJournal *journal, const ArcEntry *entry, int delta, GError **error)
{
  if (*entry->topic && !count_label (journal, ARC_LABEL_TOPIC, entry->topic, delta, error))
    return FALSE;
  for (guint i = 0; i < entry->tags->len; i++)
    if (!count_label (journal, ARC_LABEL_TAG, entry->tags->pdata[i], delta, error))
      return FALSE;
  return TRUE;
}

gboolean
arc_label_table_flush (ArcJournal *journal, ArcCounts *counts, GError **error)
{
  GHashTableIter iter;
  const char *key;
  LabelCount *count;

  g_hash_table_iter_init (&iter, counts->labels);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &count))
    if (count->delta != 0 &&
        !write_count (journal, key[0] - '0', key + 1, count->name, count->delta, error))
      return FALSE;
  g_hash_table_remove_all (counts->labels);
  return TRUE;
}

GPtrArray *
arc_journal_list_labels (ArcJournal *journal, ArcLabelKind kind, const char *prefix, guint limit,
                         GError **error)
{
  static const char sql[] = "SELECT name, uses FROM label WHERE kind = ?1 AND folded >= ?2 "
                            "AND (?3 = '' OR substr(folded, 1, length(?3)) = ?3) "
                            "ORDER BY uses DESC, folded LIMIT ?4";
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_label_free);
  g_autofree char *folded = arc_text_fold (prefix ? prefix : "");
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (journal, sql, error);
  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, kind);
  arc_bind_text (statement, 2, folded);
  arc_bind_text (statement, 3, folded);
  arc_bind_int (statement, 4, limit ? limit : G_MAXINT);
  while (row) {
    ArcLabel *label;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    label = g_new0 (ArcLabel, 1);
    label->name = g_strdup (arc_column_text (statement, 0));
    label->uses = sqlite3_column_int (statement, 1);
    g_ptr_array_add (labels, label);
  }
  return g_steal_pointer (&labels);
}
