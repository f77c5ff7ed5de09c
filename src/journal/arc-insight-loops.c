/* What hangs on entries, added up: loops, commitments, answers, habits, measurements, goals. */
#include "arc-config.h"
#include "arc-insight-scan.h"

#include "arc-text.h"

/* ---- chains ---- */

gboolean
arc_chains_read (ArcJournal *journal, ArcChains *chains, GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (
      journal, "SELECT entry_id, continues FROM loop WHERE continues IS NOT NULL", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  chains->ids = g_string_chunk_new (4096);
  chains->earlier = g_hash_table_new (g_str_hash, g_str_equal);
  chains->continued = g_hash_table_new (g_str_hash, g_str_equal);
  while (row) {
    char *later, *earlier;

    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    later = g_string_chunk_insert_const (chains->ids, arc_column_text (statement, 0));
    earlier = g_string_chunk_insert_const (chains->ids, arc_column_text (statement, 1));
    g_hash_table_insert (chains->earlier, later, earlier);
    g_hash_table_add (chains->continued, earlier);
  }
  return TRUE;
}

/* Makes every entry on the way from @entry_id point to @root, so that long chains stay cheap. */
static void
shorten (ArcChains *chains, const char *entry_id, const char *root)
{
  char *key, *next;

  while (!g_str_equal (entry_id, root) &&
         g_hash_table_lookup_extended (chains->earlier, entry_id, (gpointer *) &key,
                                       (gpointer *) &next) &&
         next != root) {
    g_hash_table_insert (chains->earlier, key, (gpointer) root);
    entry_id = next;
  }
}

const char *
arc_chains_root (ArcChains *chains, const char *entry_id)
{
  const char *root = entry_id;
  const char *next;
  guint left = g_hash_table_size (chains->earlier); /* a circle has no root: any of it will do */

  while (left-- > 0 && (next = g_hash_table_lookup (chains->earlier, root)))
    root = next;
  shorten (chains, entry_id, root);
  return root;
}

gboolean
arc_chains_is_continued (ArcChains *chains, const char *entry_id)
{
  return g_hash_table_contains (chains->continued, entry_id);
}

void
arc_chains_clear (ArcChains *chains)
{
  g_clear_pointer (&chains->earlier, g_hash_table_unref);
  g_clear_pointer (&chains->continued, g_hash_table_unref);
  g_clear_pointer (&chains->ids, g_string_chunk_free);
}

/* ---- loops: ended, or open ---- */

enum {
  LOOP_ENDED = 1,
  LOOP_OPEN,
};

/* Whether the entry of this row still waits for something. 0 if it never did. */
static int
loop_state (ArcStatement *statement, ArcChains *chains)
{
  const char *look_back_on = arc_column_text (statement, 1);
  ArcDid did = ARC_DID_NOT_SAID;

  if (sqlite3_column_int64 (statement, 2) > 0)
    return sqlite3_column_int64 (statement, 3) > 0 ? LOOP_OPEN : LOOP_ENDED;
  arc_did_from_word (arc_column_text (statement, 4), &did);
  if (did == ARC_DID_NOT_SAID && !*look_back_on)
    return 0;
  if (did == ARC_DID_YES || did == ARC_DID_NO_LONGER)
    return LOOP_ENDED;
  /* The next entry of the chain took it up. */
  return arc_chains_is_continued (chains, arc_column_text (statement, 0)) ? LOOP_ENDED : LOOP_OPEN;
}

static void
count_loops (GHashTable *states, ArcInsights *insights)
{
  GHashTableIter iter;
  gpointer state;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, NULL, &state)) {
    if (GPOINTER_TO_INT (state) == LOOP_OPEN)
      insights->loops_open++;
    else
      insights->loops_ended++;
  }
}

gboolean
arc_insights_read_loops (ArcJournal *journal, ArcChains *chains, ArcInsights *insights,
                         GCancellable *cancellable, GError **error)
{
  static const char sql[] =
      "SELECT x.entry_id, ifnull(l.look_back_on, ''),"
      " (SELECT count(*) FROM commitment c WHERE c.entry_id = x.entry_id),"
      " (SELECT count(*) FROM commitment c WHERE c.entry_id = x.entry_id AND c.state = 'open'),"
      " (SELECT b.did FROM look_back b WHERE b.entry_id = x.entry_id AND b.commitment_id IS NULL"
      "  ORDER BY b.at_us DESC, b.id DESC LIMIT 1) "
      "FROM (SELECT entry_id FROM loop UNION SELECT entry_id FROM commitment"
      " UNION SELECT entry_id FROM look_back) x "
      "JOIN entry e ON e.id = x.entry_id LEFT JOIN loop l ON l.entry_id = x.entry_id";
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (row) {
    const char *root;
    int state;

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !arc_statement_step (journal, statement, &row, error))
      return FALSE;
    state = row ? loop_state (statement, chains) : 0;
    if (state == 0)
      continue;
    root = arc_chains_root (chains, arc_column_text (statement, 0));
    if (state > GPOINTER_TO_INT (g_hash_table_lookup (states, root)))
      g_hash_table_insert (states, g_strdup (root), GINT_TO_POINTER (state));
  }
  count_loops (states, insights);
  return TRUE;
}

/* ---- commitments and answers ---- */

static void
count_commitment (ArcStatement *statement, ArcInsights *insights)
{
  guint64 n = sqlite3_column_int64 (statement, 2);
  ArcKind kind;
  ArcCommitmentState state;

  if (!arc_kind_from_word (arc_column_text (statement, 0), &kind) ||
      !arc_commitment_state_from_word (arc_column_text (statement, 1), &state))
    return;
  insights->kinds[kind][state] += n;
  insights->commitments += n;
  if (state == ARC_COMMITMENT_HABIT)
    insights->n_habits += n;
}

static void
count_answer (ArcStatement *statement, ArcInsights *insights)
{
  guint64 n = sqlite3_column_int64 (statement, 3);
  ArcDid did = ARC_DID_NOT_SAID;
  ArcHelped helped = ARC_HELPED_NOT_SAID;
  ArcKind kind;

  arc_did_from_word (arc_column_text (statement, 0), &did);
  arc_helped_from_word (arc_column_text (statement, 1), &helped);
  insights->did[did] += n;
  insights->helped[helped] += n;
  if (arc_kind_from_word (arc_column_text (statement, 2), &kind))
    insights->kind_helped[kind][helped] += n;
}

typedef void (*ReadFunc) (ArcStatement *statement, ArcInsights *insights);

static gboolean
read_rows (ArcJournal *journal, const char *sql, ReadFunc read, ArcInsights *insights,
           GError **error)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (row) {
    if (!arc_statement_step (journal, statement, &row, error))
      return FALSE;
    if (row)
      read (statement, insights);
  }
  return TRUE;
}

static void
read_habit (ArcStatement *statement, ArcInsights *insights)
{
  ArcHabit *habit = g_new0 (ArcHabit, 1);
  g_autofree char *zone = arc_zone_local ();

  habit->text = g_strdup (arc_column_text (statement, 0));
  habit->entry_id = g_strdup (arc_column_text (statement, 1));
  arc_kind_from_word (arc_column_text (statement, 2), &habit->kind);
  habit->since = arc_day_of (sqlite3_column_int64 (statement, 3), zone, insights->day_start_h);
  g_ptr_array_add (insights->habits, habit);
}

gboolean
arc_insights_read_commitments (ArcJournal *journal, ArcInsights *insights, GError **error)
{
  static const char counts[] =
      "SELECT c.kind, c.state, count(*) FROM commitment c JOIN entry e ON e.id = c.entry_id "
      "GROUP BY c.kind, c.state";
  static const char answers[] =
      "SELECT b.did, b.helped, c.kind, count(*) FROM look_back b JOIN entry e ON e.id = b.entry_id "
      "LEFT JOIN commitment c ON c.id = b.commitment_id GROUP BY b.did, b.helped, c.kind";
  static const char habits[] =
      "SELECT c.text, c.entry_id, c.kind, c.modified_us "
      "FROM commitment c JOIN entry e ON e.id = c.entry_id WHERE c.state = 'habit' "
      "ORDER BY c.modified_us DESC, c.id LIMIT " G_STRINGIFY (ARC_HABITS_MAX);

  return read_rows (journal, counts, count_commitment, insights, error) &&
         read_rows (journal, answers, count_answer, insights, error) &&
         read_rows (journal, habits, read_habit, insights, error);
}

/* ---- goals ---- */

void
arc_goal_history_free (ArcGoalHistory *history)
{
  if (!history)
    return;
  arc_goal_free (history->goal);
  g_free (history);
}

ArcGoalHistory *
arc_goal_history_copy (const ArcGoalHistory *history)
{
  ArcGoalHistory *copy = g_memdup2 (history, sizeof *history);

  copy->goal = arc_goal_copy (history->goal);
  return copy;
}

static ArcGoalHistory *
read_history (ArcJournal *journal, const ArcGoal *goal, ArcDay monday, GError **error)
{
  g_autoptr (ArcGoalHistory) history = g_new0 (ArcGoalHistory, 1);

  history->goal = arc_goal_copy (goal);
  for (int i = 0; i < ARC_GOAL_WEEKS; i++)
    if (!arc_journal_get_goal_count (journal, goal,
                                     arc_day_add (monday, 7 * (i + 1 - ARC_GOAL_WEEKS)),
                                     &history->counts[i], error))
      return NULL;
  return g_steal_pointer (&history);
}

GPtrArray *
arc_journal_list_goal_histories (ArcJournal *journal, ArcDay monday, GError **error)
{
  g_autoptr (GPtrArray) goals = arc_journal_list_goals (journal, error);
  g_autoptr (GPtrArray) histories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_goal_history_free);

  if (!goals)
    return NULL;
  for (guint i = 0; i < goals->len; i++) {
    ArcGoalHistory *history = read_history (journal, g_ptr_array_index (goals, i), monday, error);

    if (!history)
      return NULL;
    g_ptr_array_add (histories, history);
  }
  return g_steal_pointer (&histories);
}

GArray *
arc_journal_list_goal_counts (ArcJournal *journal, const char *goal_id, GError **error)
{
  g_autoptr (ArcStatement) statement = NULL;
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (ArcGoalCount));
  gboolean row = TRUE;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  statement = arc_statement_get (
      journal, "SELECT monday, count FROM goal_count WHERE goal_id = ? ORDER BY monday", error);
  if (!statement)
    return NULL;
  arc_bind_text (statement, 1, goal_id);
  while (row) {
    ArcGoalCount count;

    if (!arc_statement_step (journal, statement, &row, error))
      return NULL;
    if (!row || !arc_day_from_text (arc_column_text (statement, 0), &count.monday))
      continue;
    count.count = sqlite3_column_int (statement, 1);
    g_array_append_val (counts, count);
  }
  return g_steal_pointer (&counts);
}

gboolean
arc_insights_read_goals (ArcJournal *journal, ArcInsights *insights, GError **error)
{
  GPtrArray *histories = arc_journal_list_goal_histories (journal, insights->monday, error);

  if (!histories)
    return FALSE;
  g_ptr_array_unref (insights->goals);
  insights->goals = histories;
  return TRUE;
}
