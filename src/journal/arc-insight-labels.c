/* Commitments by the topic and the tags of their entries. */
#include "arc-config.h"
#include "arc-insight-scan.h"

#include "arc-text.h"

static void
count_label (GPtrArray *tallies, GHashTable *known, const char *name, ArcCommitmentState state,
             guint64 n)
{
  g_autofree char *folded = arc_text_fold (name);
  ArcTally *tally = g_hash_table_lookup (known, folded);

  if (!*folded)
    return;
  if (!tally) {
    tally = g_new0 (ArcTally, 1);
    tally->name = g_strdup (name);
    g_hash_table_insert (known, g_steal_pointer (&folded), tally);
    g_ptr_array_add (tallies, tally);
  }
  tally->counts[state] += n;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const ArcTally *one = *(ArcTally *const *) a, *other = *(ArcTally *const *) b;
  guint64 one_sum = 0, other_sum = 0;

  for (guint i = 0; i < ARC_TALLY_COLUMNS; i++) {
    one_sum += one->counts[i];
    other_sum += other->counts[i];
  }
  if (one_sum != other_sum)
    return one_sum > other_sum ? -1 : 1;
  return strcmp (one->name, other->name);
}

gboolean
arc_insights_read_labels (ArcJournal *journal, ArcInsights *insights, GCancellable *cancellable,
                          GError **error)
{
  static const char sql[] =
      "SELECT e.topic, e.tags, c.state, count(*) FROM commitment c JOIN entry e "
      "ON e.id = c.entry_id GROUP BY e.topic, e.tags, c.state";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autoptr (GHashTable) topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row = TRUE;

  G_STATIC_ASSERT ((int) ARC_N_COMMITMENT_STATES == ARC_TALLY_COLUMNS);
  if (!statement)
    return FALSE;
  while (row) {
    g_auto (GStrv) names = NULL;
    ArcCommitmentState state;
    guint64 n;

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row || !arc_commitment_state_from_word (arc_column_text (statement, 2), &state))
      continue;
    n = sqlite3_column_int64 (statement, 3);
    count_label (insights->commitment_topics, topics, arc_column_text (statement, 0), state, n);
    names = g_strsplit (arc_column_text (statement, 1), "\n", -1);
    for (char **name = names; *name; name++)
      count_label (insights->commitment_tags, tags, *name, state, n);
  }
  g_ptr_array_sort (insights->commitment_topics, compare_sums);
  g_ptr_array_sort (insights->commitment_tags, compare_sums);
  return TRUE;
}
