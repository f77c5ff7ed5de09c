/* What was measured, added up: of all entries for insights, of some days for Today. */
#include "arc-config.h"
#include "arc-insight-scan.h"

#include <string.h>

#include "arc-text.h"

/* Entries of some days that are looked at, the newest first. */
#define MEASURED_MAX 2000
/* Entries before one in its loop that are looked at. */
#define CHAIN_MAX 1000

void
arc_evidence_total_free (ArcEvidenceTotal *total)
{
  if (!total)
    return;
  g_free (total->unit);
  g_free (total);
}

void
arc_insight_measured_free (ArcInsightMeasured *measured)
{
  g_free (measured->entry_id);
  g_free (measured->unit);
  g_free (measured);
}

static int
compare_evidence (gconstpointer a, gconstpointer b)
{
  const ArcEvidenceTotal *one = *(ArcEvidenceTotal *const *) a;
  const ArcEvidenceTotal *other = *(ArcEvidenceTotal *const *) b;

  /* Only figures that say what they count for can be added up with reason: those come first. */
  if ((one->per == ARC_PER_NOT_SAID) != (other->per == ARC_PER_NOT_SAID))
    return one->per == ARC_PER_NOT_SAID ? 1 : -1;
  if (one->loops != other->loops)
    return one->loops > other->loops ? -1 : 1;
  return strcmp (one->unit, other->unit);
}

static void
add_measured (GPtrArray *evidence, GHashTable *totals, const ArcInsightMeasured *measured)
{
  g_autofree char *folded = arc_text_fold (measured->unit);
  g_autofree char *key = g_strdup_printf ("%d%s", measured->per, folded);
  ArcEvidenceTotal *total = g_hash_table_lookup (totals, key);

  if (!total) {
    total = g_new0 (ArcEvidenceTotal, 1);
    total->unit = g_strdup (measured->unit);
    total->per = measured->per;
    g_hash_table_insert (totals, g_steal_pointer (&key), total);
    g_ptr_array_add (evidence, total);
  }
  total->amount += measured->amount;
  total->loops++;
}

void
arc_insights_sum_evidence (ArcInsights *insights, ArcChains *chains, const GPtrArray *measured)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) totals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = measured->len; i-- > 0;) {
    const ArcInsightMeasured *latest = g_ptr_array_index (measured, i);

    if (g_hash_table_add (seen, g_strdup (arc_chains_root (chains, latest->entry_id))))
      add_measured (insights->evidence, totals, latest);
  }
  g_ptr_array_sort (insights->evidence, compare_evidence);
}

/* ---- of some days ---- */

/* The newest first. */
static GPtrArray *
read_measured (ArcJournal *journal, gint64 from_us, gint64 to_us, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal,
      "SELECT id, evidence_unit, evidence_per, evidence_amount FROM entry "
      "WHERE position >= ? AND position < ? AND evidence = 'measured' AND evidence_unit <> '' "
      "ORDER BY position DESC LIMIT " G_STRINGIFY (MEASURED_MAX),
      error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_insight_measured_free);
  gboolean row = TRUE;

  if (!statement)
    return NULL;
  arc_bind_int (statement, 1, from_us);
  arc_bind_int (statement, 2, to_us);
  while (row) {
    ArcInsightMeasured *measured;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    measured = g_new0 (ArcInsightMeasured, 1);
    measured->entry_id = g_strdup (arc_column_text (statement, 0));
    measured->unit = g_strdup (arc_column_text (statement, 1));
    arc_per_from_word (arc_column_text (statement, 2), &measured->per);
    measured->amount = sqlite3_column_double (statement, 3);
    g_ptr_array_add (list, measured);
  }
  return g_steal_pointer (&list);
}

/* The first entry of a loop, found by steps: reading all loops would cost more than a few days. */
static char *
find_root (ArcJournal *journal, const char *entry_id, GError **error)
{
  g_autofree char *root = g_strdup (entry_id);

  for (guint i = 0; i < CHAIN_MAX; i++) {
    g_autoptr (ArcStatement) statement = arc_statement_get (
        journal, "SELECT continues FROM loop WHERE entry_id = ? AND continues IS NOT NULL", error);
    gboolean row;

    if (!statement)
      return NULL;
    arc_bind_text (statement, 1, root);
    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row)
      break;
    g_free (root);
    root = g_strdup (arc_column_text (statement, 0));
  }
  return g_steal_pointer (&root);
}

GPtrArray *
arc_journal_list_measured_between (ArcJournal *journal, gint64 from_us, gint64 to_us,
                                   GError **error)
{
  g_autoptr (GPtrArray) measured = read_measured (journal, from_us, to_us, error);
  g_autoptr (GPtrArray) evidence =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_evidence_total_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) totals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!measured)
    return NULL;
  for (guint i = 0; i < measured->len; i++) {
    const ArcInsightMeasured *latest = measured->pdata[i];
    char *root = find_root (journal, latest->entry_id, error);

    if (!root)
      return NULL;
    if (g_hash_table_add (seen, root))
      add_measured (evidence, totals, latest);
  }
  g_ptr_array_sort (evidence, compare_evidence);
  return g_steal_pointer (&evidence);
}
