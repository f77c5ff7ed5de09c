/* Insights: one pass over the entries, in steps, then what hangs on them. */
#include "arc-config.h"
#include "arc-insight-scan.h"

#include "arc-text.h"

/* Entries between two looks at the clock, and in one statement. */
#define CHUNK 2000

struct _ArcInsightScan {
  ArcInsights *insights; /* NULL once given away */
  gboolean begun;
  gint64 position; /* of the last entry that was read */
  gint64 first_position;
  gint64 last_position;
  int day_start_h;
  /* The day of the last entry, with its ends: most entries fall on it or on the next. */
  char *day_zone;
  gint64 day_from_us;
  gint64 day_to_us;
  ArcDay day;
  GHashTable *by_day; /* day number -> index + 1 in days: zones may put entries out of order */
  GHashTable *names;  /* as written, by kind -> ArcTally of the folded name */
  GHashTable *folded[2];
  GPtrArray *measured;
};

enum {
  TOPIC,
  TAG,
};

/* ---- values ---- */

static void
tally_free (gpointer data)
{
  ArcTally *tally = data;

  g_free (tally->name);
  g_free (tally);
}

static void
habit_free (gpointer data)
{
  ArcHabit *habit = data;

  g_free (habit->text);
  g_free (habit->entry_id);
  g_free (habit);
}

static ArcInsights *
insights_new (void)
{
  ArcInsights *insights = g_new0 (ArcInsights, 1);

  insights->days = g_array_new (FALSE, TRUE, sizeof (ArcDayCount));
  insights->topics = g_ptr_array_new_with_free_func (tally_free);
  insights->tags = g_ptr_array_new_with_free_func (tally_free);
  insights->commitment_topics = g_ptr_array_new_with_free_func (tally_free);
  insights->commitment_tags = g_ptr_array_new_with_free_func (tally_free);
  insights->habits = g_ptr_array_new_with_free_func (habit_free);
  insights->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_evidence_total_free);
  insights->goals = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_goal_history_free);
  return insights;
}

void
arc_insights_free (ArcInsights *insights)
{
  if (!insights)
    return;
  g_array_unref (insights->days);
  g_ptr_array_unref (insights->topics);
  g_ptr_array_unref (insights->tags);
  g_ptr_array_unref (insights->commitment_topics);
  g_ptr_array_unref (insights->commitment_tags);
  g_ptr_array_unref (insights->habits);
  g_ptr_array_unref (insights->evidence);
  g_ptr_array_unref (insights->goals);
  g_free (insights);
}

guint64
arc_insights_get_said (const ArcInsights *insights)
{
  guint64 said = 0;

  for (guint i = ARC_OUTCOME_NOT_SAID + 1; i < ARC_N_OUTCOMES; i++)
    said += insights->outcomes[i];
  return said;
}

/* ---- one entry ---- */

/* As arc_day_of(), which takes long for a million entries. */
static ArcDay
day_of (ArcInsightScan *scan, gint64 occurred_us, const char *zone)
{
  if (scan->day_zone && occurred_us >= scan->day_from_us && occurred_us < scan->day_to_us &&
      g_str_equal (scan->day_zone, zone))
    return scan->day;
  scan->day = arc_day_of (occurred_us, zone, scan->day_start_h);
  scan->day_from_us = arc_day_start (scan->day, zone, scan->day_start_h);
  scan->day_to_us = arc_day_start (arc_day_add (scan->day, 1), zone, scan->day_start_h);
  if (g_strcmp0 (scan->day_zone, zone) != 0) {
    g_free (scan->day_zone);
    scan->day_zone = g_strdup (zone);
  }
  return scan->day;
}

static void
count_day (ArcInsightScan *scan, ArcDay day, ArcOutcome outcome)
{
  gpointer key = GINT_TO_POINTER (day.year * 10000 + day.month * 100 + day.day);
  GArray *days = scan->insights->days;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (scan->by_day, key));
  ArcDayCount *count;

  if (index == 0) {
    ArcDayCount fresh = {.day = day};

    g_array_append_val (days, fresh);
    index = days->len;
    g_hash_table_insert (scan->by_day, key, GUINT_TO_POINTER (index));
  }
  count = &g_array_index (days, ArcDayCount, index - 1);
  count->entries++;
  count->outcomes[outcome]++;
}

/* Labels are the same whatever their case: folding is slow, so each spelling is folded once. */
static ArcTally *
find_tally (ArcInsightScan *scan, int kind, const char *name)
{
  g_autofree char *spelling = g_strdup_printf ("%d%s", kind, name);
  g_autofree char *folded = NULL;
  ArcTally *tally = g_hash_table_lookup (scan->names, spelling);

  if (tally)
    return tally;
  folded = arc_text_fold (name);
  tally = g_hash_table_lookup (scan->folded[kind], folded);
  if (!tally) {
    tally = g_new0 (ArcTally, 1);
    tally->name = g_strdup (name);
    g_hash_table_insert (scan->folded[kind], g_steal_pointer (&folded), tally);
    g_ptr_array_add (kind == TOPIC ? scan->insights->topics : scan->insights->tags, tally);
  }
  g_hash_table_insert (scan->names, g_steal_pointer (&spelling), tally);
  return tally;
}

static void
count_labels (ArcInsightScan *scan, const char *topic, const char *tags, ArcOutcome outcome)
{
  if (*topic)
    find_tally (scan, TOPIC, topic)->counts[outcome]++;
  while (*tags) {
    const char *end = strchr (tags, '\n');
    g_autofree char *tag = end ? g_strndup (tags, end - tags) : g_strdup (tags);

    if (*tag)
      find_tally (scan, TAG, tag)->counts[outcome]++;
    tags = end ? end + 1 : "";
  }
}

static void
keep_measured (ArcInsightScan *scan, ArcStatement *statement)
{
  ArcInsightMeasured *measured = g_new0 (ArcInsightMeasured, 1);

  measured->amount = sqlite3_column_double (statement, 6);
  measured->unit = g_strdup (arc_column_text (statement, 7));
  if (!arc_per_from_word (arc_column_text (statement, 8), &measured->per))
    measured->per = ARC_PER_NOT_SAID;
  measured->entry_id = g_strdup (arc_column_text (statement, 9));
  g_ptr_array_add (scan->measured, measured);
}

static void
read_entry (ArcInsightScan *scan, ArcStatement *statement)
{
  ArcInsights *insights = scan->insights;
  ArcOutcome outcome;
  ArcDay day = day_of (scan, sqlite3_column_int64 (statement, 1), arc_column_text (statement, 2));

  if (!arc_outcome_from_word (arc_column_text (statement, 3), &outcome))
    outcome = ARC_OUTCOME_NOT_SAID;
  scan->position = sqlite3_column_int64 (statement, 0);
  insights->entries++;
  insights->outcomes[outcome]++;
  count_day (scan, day, outcome);
  count_labels (scan, arc_column_text (statement, 4), arc_column_text (statement, 5), outcome);
  if (sqlite3_column_type (statement, 9) != SQLITE_NULL)
    keep_measured (scan, statement);
}

/* ---- all entries ---- */

static gboolean
read_chunk (ArcJournal *journal, ArcInsightScan *scan, gboolean *more, GError **error)
{
  static const char sql[] =
      "SELECT position, occurred_us, zone, outcome, topic, tags, evidence_amount, evidence_unit,"
      " evidence_per, CASE evidence WHEN 'measured' THEN id END "
      "FROM entry WHERE position > ? ORDER BY position LIMIT ?";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  guint read = 0;
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  arc_bind_int (statement, 1, scan->position);
  arc_bind_int (statement, 2, CHUNK);
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    read_entry (scan, statement);
    read++;
  }
  *more = read == CHUNK;
  return TRUE;
}

static void
begin (ArcJournal *journal, ArcInsightScan *scan)
{
  scan->insights->today = arc_journal_today (journal);
  scan->insights->monday = arc_week_start (scan->insights->today);
  scan->day_start_h = scan->insights->day_start_h = arc_journal_get_day_start (journal);
  scan->first_position = arc_journal_get_int (journal, "SELECT min(position) FROM entry", 0);
  scan->last_position = arc_journal_get_int (journal, "SELECT max(position) FROM entry", 0);
  scan->begun = TRUE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return arc_day_compare (((const ArcDayCount *) a)->day, ((const ArcDayCount *) b)->day);
}

static guint64
tally_said (const ArcTally *tally)
{
  guint64 said = 0;

  for (guint i = ARC_OUTCOME_NOT_SAID + 1; i < ARC_N_OUTCOMES; i++)
    said += tally->counts[i];
  return said;
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  const ArcTally *one = *(ArcTally *const *) a, *other = *(ArcTally *const *) b;
  guint64 one_said = tally_said (one), other_said = tally_said (other);

  if (one_said != other_said)
    return one_said > other_said ? -1 : 1;
  if (one->counts[0] != other->counts[0])
    return one->counts[0] > other->counts[0] ? -1 : 1;
  return strcmp (one->name, other->name);
}

static gboolean
finish (ArcJournal *journal, ArcInsightScan *scan, GCancellable *cancellable, GError **error)
{
  g_auto (ArcChains) chains = {NULL, NULL, NULL};
  ArcInsights *insights = scan->insights;

  g_array_sort (insights->days, compare_days);
  g_ptr_array_sort (insights->topics, compare_tallies);
  g_ptr_array_sort (insights->tags, compare_tallies);
  if (!arc_chains_read (journal, &chains, error) ||
      !arc_insights_read_loops (journal, &chains, insights, cancellable, error) ||
      !arc_insights_read_commitments (journal, insights, error) ||
      !arc_insights_read_labels (journal, insights, cancellable, error) ||
      !arc_insights_read_goals (journal, insights, error))
    return FALSE;
  arc_insights_sum_evidence (insights, &chains, scan->measured);
  return TRUE;
}

ArcInsightScan *
arc_insight_scan_new (void)
{
  ArcInsightScan *scan = g_new0 (ArcInsightScan, 1);

  G_STATIC_ASSERT ((int) ARC_N_OUTCOMES == ARC_TALLY_COLUMNS);
  scan->insights = insights_new ();
  scan->position = G_MININT64;
  scan->by_day = g_hash_table_new (NULL, NULL);
  scan->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int kind = 0; kind < 2; kind++)
    scan->folded[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scan->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_insight_measured_free);
  return scan;
}

void
arc_insight_scan_free (ArcInsightScan *scan)
{
  if (!scan)
    return;
  arc_insights_free (scan->insights);
  g_free (scan->day_zone);
  g_hash_table_unref (scan->by_day);
  g_hash_table_unref (scan->names);
  for (int kind = 0; kind < 2; kind++)
    g_hash_table_unref (scan->folded[kind]);
  g_ptr_array_unref (scan->measured);
  g_free (scan);
}

gboolean
arc_insight_scan_step (ArcJournal *journal, ArcInsightScan *scan, guint budget_ms,
                       ArcInsights **insights, GCancellable *cancellable, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + budget_ms * G_GINT64_CONSTANT (1000);
  gboolean more = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  g_return_val_if_fail (scan->insights != NULL, FALSE);
  *insights = NULL;
  if (!scan->begun)
    begin (journal, scan);
  while (more) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_chunk (journal, scan, &more, error))
      return FALSE;
    if (more && budget_ms > 0 && g_get_monotonic_time () >= until_us)
      return TRUE;
  }
  if (!finish (journal, scan, cancellable, error))
    return FALSE;
  *insights = g_steal_pointer (&scan->insights);
  return TRUE;
}

double
arc_insight_scan_get_progress (const ArcInsightScan *scan)
{
  double all = (double) scan->last_position - (double) scan->first_position;

  if (!scan->begun || scan->position == G_MININT64 || all <= 0)
    return 0;
  return CLAMP (((double) scan->position - (double) scan->first_position) / all, 0, 1);
}

gboolean
arc_journal_has_insights (ArcJournal *journal)
{
  g_autoptr (ArcQuery) query = arc_query_new ();
  g_autoptr (GPtrArray) found = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (arc_journal_get_int (journal,
                           "SELECT EXISTS (SELECT 1 FROM commitment JOIN entry ON "
                           "entry.id = commitment.entry_id)",
                           0))
    return TRUE;
  for (guint outcome = ARC_OUTCOME_NOT_SAID + 1; outcome < ARC_N_OUTCOMES; outcome++)
    arc_query_add_outcome (query, outcome);
  found = arc_journal_search (journal, query, G_MAXINT64, 1, NULL);
  return found && found->len > 0;
}

/* ---- then and now ---- */

static gboolean
take_entry (ArcRecord *record, gpointer entry, GError **error)
{
  *(ArcEntry **) entry = arc_entry_copy (record->entry);
  return FALSE;
}

gboolean
arc_journal_compare_topic (ArcJournal *journal, const char *topic, ArcEntry **first,
                           ArcEntry **latest, GError **error)
{
  g_autoptr (ArcQuery) query = arc_query_new ();
  g_autoptr (ArcEntry) oldest = NULL;
  g_autoptr (ArcEntry) newest = NULL;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  arc_query_add_topic (query, topic);
  if (!arc_journal_foreach (journal, query, 1, TRUE, FALSE, take_entry, &oldest, NULL, error) ||
      !arc_journal_foreach (journal, query, 1, FALSE, FALSE, take_entry, &newest, NULL, error))
    return FALSE;
  if (oldest && newest && g_str_equal (oldest->id, newest->id))
    g_clear_pointer (&newest, arc_entry_free);
  *first = g_steal_pointer (&oldest);
  *latest = g_steal_pointer (&newest);
  return TRUE;
}
