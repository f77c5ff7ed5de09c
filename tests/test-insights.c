/* Insights read from a journal: days, outcomes by label, loops, habits, measurements, goals. */
#include "arc-journal-insights.h"
#include "arc-test.h"

#define DAY ARC_TEST_DAY
#define HOUR ARC_TEST_HOUR

static ArcInsights *
read_all (ArcJournal *journal)
{
  g_autoptr (ArcInsightScan) scan = arc_insight_scan_new ();
  g_autoptr (GError) error = NULL;
  ArcInsights *insights = NULL;

  g_assert_true (arc_insight_scan_step (journal, scan, 0, &insights, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (insights);
  return insights;
}

static ArcJournal *
open_new (ArcTestClock *clock)
{
  g_autofree char *path = arc_test_path ("journal.db");

  return arc_test_open (path, clock);
}

typedef struct {
  gint64 at_us;
  const char *zone;
  ArcOutcome outcome;
  const char *topic;
  const char *tags; /* one per line */
} Simple;

static char *
add (ArcJournal *journal, Simple simple)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("did it", "it went", "go on");

  entry->occurred_us = simple.at_us ? simple.at_us : ARC_TEST_NOW;
  arc_entry_set_zone (entry, simple.zone ? simple.zone : "Europe/Berlin");
  entry->outcome = simple.outcome;
  arc_entry_set_topic (entry, simple.topic);
  arc_entry_set_tags_text (entry, simple.tags ? simple.tags : "");
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  return g_strdup (entry->id);
}

/* Gives an entry a loop of commitments, told as "kind:state" words. */
static void
commit (ArcJournal *journal, const char *id, const char *const *commitments, const char *continues)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, id, NULL);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (GError) error = NULL;

  loop->continues = g_strdup (continues);
  for (guint i = 0; commitments && commitments[i]; i++) {
    g_auto (GStrv) words = g_strsplit (commitments[i], ":", 2);
    g_autofree char *text = g_strdup_printf ("change %u", i);
    ArcCommitment *commitment;
    ArcKind kind;

    g_assert_true (arc_kind_from_word (words[0], &kind));
    commitment = arc_commitment_new (kind, text);
    g_assert_true (arc_commitment_state_from_word (words[1], &commitment->state));
    g_ptr_array_add (loop->commitments, commitment);
  }
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
answer (ArcJournal *journal, const char *id, ArcDid did, ArcHelped helped)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (id);
  g_autoptr (GError) error = NULL;

  look_back->did = did;
  look_back->helped = helped;
  arc_journal_save_look_back (journal, look_back, &error);
  g_assert_no_error (error);
}

static char *
measure (ArcJournal *journal, gint64 at_us, double amount, const char *unit, ArcPer per,
         const char *continues)
{
  g_autofree char *id = add (journal, (Simple){at_us});
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, id, NULL);

  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, amount, unit);
  entry->evidence_per = per;
  arc_test_save (journal, entry, ARC_SAVED_CHANGED);
  if (continues)
    commit (journal, id, NULL, continues);
  return g_steal_pointer (&id);
}

/* ---- tests ---- */

static void
test_empty (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  g_autoptr (ArcInsights) insights = read_all (journal);

  g_assert_cmpuint (insights->entries, ==, 0);
  g_assert_cmpuint (insights->days->len, ==, 0);
  g_assert_cmpuint (insights->loops_ended + insights->loops_open, ==, 0);
  g_assert_false (arc_journal_has_insights (journal));
}

static void
test_has_insights (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  g_autofree char *id = add (journal, (Simple){0});
  g_autofree char *said = NULL;

  g_assert_false (arc_journal_has_insights (journal));
  commit (journal, id, (const char *[]){"stop:open", NULL}, NULL);
  g_assert_true (arc_journal_has_insights (journal));
  g_assert_true (arc_journal_delete_entry (journal, id, NULL));
  g_assert_false (arc_journal_has_insights (journal));
  said = add (journal, (Simple){.outcome = ARC_OUTCOME_MISSED});
  g_assert_true (arc_journal_has_insights (journal));
}

/* 2026-11-20 at 03:30 in Berlin is the day before, where days start at 4. */
static void
test_days (void)
{
  ArcTestClock clock = {ARC_TEST_NOW, 1};
  g_autoptr (ArcJournal) journal = open_new (&clock);
  gint64 night_us = arc_wall_to_instant ((ArcDay){2026, 11, 20}, 3 * 3600 + 1800, "Europe/Berlin");
  gint64 tokyo_us = arc_wall_to_instant ((ArcDay){2026, 11, 21}, 9 * 3600, "Asia/Tokyo");
  g_autofree char *a = add (journal, (Simple){night_us, .outcome = ARC_OUTCOME_ACHIEVED});
  g_autofree char *b = add (journal, (Simple){night_us + HOUR, .outcome = ARC_OUTCOME_MISSED});
  g_autofree char *c = add (journal, (Simple){tokyo_us, "Asia/Tokyo"});
  g_autofree char *d = add (journal, (Simple){tokyo_us + 10, "Europe/Berlin"});
  g_autoptr (ArcInsights) insights = NULL;
  const ArcDayCount *days;

  g_assert_true (arc_journal_set_day_start (journal, 4, NULL));
  insights = read_all (journal);
  days = (const ArcDayCount *) insights->days->data;
  g_assert_cmpuint (insights->days->len, ==, 3);
  g_assert_cmpint (days[0].day.day, ==, 19);
  g_assert_cmpuint (days[0].outcomes[ARC_OUTCOME_ACHIEVED], ==, 1);
  g_assert_cmpint (days[1].day.day, ==, 20);
  g_assert_cmpuint (days[1].outcomes[ARC_OUTCOME_MISSED], ==, 1);
  /* At the same moment it is the 21st in Tokyo and still 01:00 of the 21st, so the 20th, here. */
  g_assert_cmpuint (days[1].entries, ==, 2);
  g_assert_cmpint (days[2].day.day, ==, 21);
  g_assert_cmpuint (days[2].entries, ==, 1);
  g_assert_cmpuint (arc_insights_get_said (insights), ==, 2);
}

static void
test_labels (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  const Simple entries[] = {
      {ARC_TEST_NOW - 4 * DAY, NULL, ARC_OUTCOME_ACHIEVED, "CRM", "board\nfilters"},
      {ARC_TEST_NOW - 3 * DAY, NULL, ARC_OUTCOME_PARTLY, "crm", "Board"},
      {ARC_TEST_NOW - 2 * DAY, NULL, ARC_OUTCOME_MISSED, "Meetings", NULL},
      {ARC_TEST_NOW - 1 * DAY, NULL, ARC_OUTCOME_NOT_SAID, "Quiet", NULL},
  };
  g_autoptr (ArcInsights) insights = NULL;
  const ArcTally *tally;

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_free (add (journal, entries[i]));
  insights = read_all (journal);
  g_assert_cmpuint (insights->topics->len, ==, 3);
  tally = g_ptr_array_index (insights->topics, 0);
  g_assert_cmpstr (tally->name, ==, "CRM");
  g_assert_cmpuint (tally->counts[ARC_OUTCOME_ACHIEVED], ==, 1);
  g_assert_cmpuint (tally->counts[ARC_OUTCOME_PARTLY], ==, 1);
  tally = g_ptr_array_index (insights->topics, 2);
  g_assert_cmpstr (tally->name, ==, "Quiet");
  g_assert_cmpuint (insights->tags->len, ==, 2);
  tally = g_ptr_array_index (insights->tags, 0);
  g_assert_cmpstr (tally->name, ==, "board");
  g_assert_cmpuint (tally->counts[ARC_OUTCOME_PARTLY], ==, 1);
}

static void
test_commitments (void)
{
  ArcTestClock clock = {ARC_TEST_NOW, 1};
  g_autoptr (ArcJournal) journal = open_new (&clock);
  g_autofree char *a = add (journal, (Simple){ARC_TEST_NOW - DAY, .topic = "crm", .tags = "x\ny"});
  g_autofree char *b = add (journal, (Simple){ARC_TEST_NOW - 2 * DAY, .topic = "CRM", .tags = "Y"});
  const ArcTally *tally;
  g_autoptr (ArcInsights) insights = NULL;
  const ArcHabit *habit;

  commit (journal, a, (const char *[]){"stop:open", "start:habit", "start:done", NULL}, NULL);
  commit (journal, b, (const char *[]){"more:let-go", NULL}, NULL);
  insights = read_all (journal);
  g_assert_cmpuint (insights->commitments, ==, 4);
  g_assert_cmpuint (insights->kinds[ARC_KIND_STOP][ARC_COMMITMENT_OPEN], ==, 1);
  g_assert_cmpuint (insights->kinds[ARC_KIND_START][ARC_COMMITMENT_HABIT], ==, 1);
  g_assert_cmpuint (insights->kinds[ARC_KIND_START][ARC_COMMITMENT_DONE], ==, 1);
  g_assert_cmpuint (insights->kinds[ARC_KIND_MORE][ARC_COMMITMENT_LET_GO], ==, 1);
  g_assert_cmpuint (insights->commitment_topics->len, ==, 1);
  tally = g_ptr_array_index (insights->commitment_topics, 0);
  g_assert_cmpuint (tally->counts[ARC_COMMITMENT_OPEN], ==, 1);
  g_assert_cmpuint (tally->counts[ARC_COMMITMENT_LET_GO], ==, 1);
  g_assert_cmpuint (insights->commitment_tags->len, ==, 2);
  tally = g_ptr_array_index (insights->commitment_tags, 0);
  g_assert_cmpuint (tally->counts[ARC_COMMITMENT_LET_GO], ==, 1);
  g_assert_cmpuint (tally->counts[ARC_COMMITMENT_HABIT], ==, 1);
  g_assert_cmpuint (insights->n_habits, ==, 1);
  habit = g_ptr_array_index (insights->habits, 0);
  g_assert_cmpstr (habit->text, ==, "change 1");
  g_assert_cmpstr (habit->entry_id, ==, a);
  g_assert_cmpint (habit->kind, ==, ARC_KIND_START);
  g_assert_cmpint (habit->since.day, ==, 20);
}

/* What is in the trash counts nowhere. */
static void
test_trash (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  g_autofree char *id = add (journal, (Simple){.outcome = ARC_OUTCOME_ACHIEVED, .topic = "CRM"});
  g_autoptr (ArcInsights) insights = NULL;

  commit (journal, id, (const char *[]){"stop:habit", NULL}, NULL);
  answer (journal, id, ARC_DID_YES, ARC_HELPED_YES);
  g_assert_true (arc_journal_delete_entry (journal, id, NULL));
  insights = read_all (journal);
  g_assert_cmpuint (insights->entries + insights->commitments + insights->n_habits, ==, 0);
  g_assert_cmpuint (insights->loops_ended + insights->loops_open, ==, 0);
  g_assert_cmpuint (insights->did[ARC_DID_YES], ==, 0);
}

static void
test_loops (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  g_autofree char *plain = add (journal, (Simple){ARC_TEST_NOW - 9 * DAY});
  g_autofree char *open = add (journal, (Simple){ARC_TEST_NOW - 8 * DAY});
  g_autofree char *ended = add (journal, (Simple){ARC_TEST_NOW - 7 * DAY});
  g_autofree char *first = add (journal, (Simple){ARC_TEST_NOW - 6 * DAY});
  g_autofree char *second = add (journal, (Simple){ARC_TEST_NOW - 5 * DAY});
  g_autofree char *third = add (journal, (Simple){ARC_TEST_NOW - 4 * DAY});
  g_autofree char *answered = add (journal, (Simple){ARC_TEST_NOW - 3 * DAY});
  g_autofree char *not_yet = add (journal, (Simple){ARC_TEST_NOW - 2 * DAY});
  g_autoptr (ArcInsights) insights = NULL;

  commit (journal, open, (const char *[]){"stop:done", "more:open", NULL}, NULL);
  commit (journal, ended, (const char *[]){"stop:done", "more:let-go", NULL}, NULL);
  /* One loop of three entries: asked about, continued, and a habit in the end. */
  answer (journal, first, ARC_DID_PARTLY, ARC_HELPED_TOO_EARLY);
  commit (journal, second, (const char *[]){"start:done", NULL}, first);
  commit (journal, third, (const char *[]){"start:habit", NULL}, second);
  answer (journal, answered, ARC_DID_YES, ARC_HELPED_NO);
  answer (journal, not_yet, ARC_DID_NOT_YET, ARC_HELPED_NOT_SAID);
  insights = read_all (journal);
  g_assert_cmpuint (insights->loops_ended, ==, 3);
  g_assert_cmpuint (insights->loops_open, ==, 2);
  g_assert_cmpuint (insights->did[ARC_DID_YES], ==, 1);
  g_assert_cmpuint (insights->did[ARC_DID_PARTLY], ==, 1);
  g_assert_cmpuint (insights->did[ARC_DID_NOT_YET], ==, 1);
  g_assert_cmpuint (insights->helped[ARC_HELPED_TOO_EARLY], ==, 1);
  g_assert_cmpuint (insights->helped[ARC_HELPED_NO], ==, 1);
}

/* Of a loop only the latest measurement counts; the same unit is added up whatever its case. */
static void
test_evidence (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  gint64 at = ARC_TEST_NOW - 20 * DAY;
  g_autofree char *a = measure (journal, at, 10, "minutes", ARC_PER_WEEK, NULL);
  g_autofree char *b = measure (journal, at + DAY, 25, "minutes", ARC_PER_WEEK, a);
  g_autofree char *c = add (journal, (Simple){at + 2 * DAY});
  g_autofree char *d = measure (journal, at + 3 * DAY, 5, "Minutes", ARC_PER_WEEK, NULL);
  g_autofree char *e = measure (journal, at + 4 * DAY, 90, "minutes", ARC_PER_ONCE, NULL);
  g_autoptr (ArcInsights) insights = NULL;
  const ArcEvidenceTotal *total;

  commit (journal, c, NULL, b);
  insights = read_all (journal);
  g_assert_cmpuint (insights->evidence->len, ==, 2);
  total = g_ptr_array_index (insights->evidence, 0);
  g_assert_cmpfloat (total->amount, ==, 30);
  g_assert_cmpuint (total->loops, ==, 2);
  g_assert_cmpint (total->per, ==, ARC_PER_WEEK);
  total = g_ptr_array_index (insights->evidence, 1);
  g_assert_cmpfloat (total->amount, ==, 90);
  g_assert_cmpint (total->per, ==, ARC_PER_ONCE);
}

/* A chain that runs in a circle, as a hostile file may hold, ends nevertheless; a long one soon. */
static void
test_chains (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autofree char *a = measure (journal, ARC_TEST_NOW, 1, "x", ARC_PER_ONCE, NULL);
  g_autofree char *b = measure (journal, ARC_TEST_NOW + 1, 2, "x", ARC_PER_ONCE, a);
  g_autofree char *circle = g_strdup_printf ("INSERT INTO loop VALUES ('%s', '', '%s')", a, b);
  g_autoptr (ArcInsights) insights = NULL;

  arc_test_sql (path, circle);
  arc_test_sql (path,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 50000) INSERT INTO loop SELECT 'x' || i, '', 'x' || (i - 1) FROM n");
  insights = read_all (journal);
  g_assert_cmpuint (insights->evidence->len, ==, 1);
}

static void
test_steps (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (ArcInsightScan) scan = arc_insight_scan_new ();
  g_autoptr (ArcInsights) insights = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  guint steps = 0;
  double progress = 0;

  g_free (add (journal, (Simple){1, .outcome = ARC_OUTCOME_ACHIEVED, .topic = "CRM"}));
  sql = g_strdup (
      "CREATE TEMP TABLE one AS SELECT * FROM entry;"
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7000) "
      "INSERT INTO entry SELECT position + i * 60000000, id || '-' || i, month, heading, excerpt,"
      " facets, labels, revision, parent, created_us, modified_us, occurred_us + i * 60000000,"
      " zone, outcome, lens, evidence, evidence_amount, evidence_unit, evidence_per, topic, tags,"
      " title, action, reflection, change FROM one, n");
  arc_test_sql (path, "DROP TRIGGER entry_inserted");
  arc_test_sql (path, sql);
  while (insights == NULL) {
    g_assert_cmpuint (steps++, <, 10);
    g_assert_true (arc_insight_scan_step (journal, scan, 1, &insights, NULL, &error));
    g_assert_cmpfloat (arc_insight_scan_get_progress (scan), >=, progress);
    progress = arc_insight_scan_get_progress (scan);
  }
  g_assert_cmpuint (insights->entries, ==, 7001);
  g_assert_cmpuint (insights->outcomes[ARC_OUTCOME_ACHIEVED], ==, 7001);
  g_clear_pointer (&scan, arc_insight_scan_free);
  g_clear_pointer (&insights, arc_insights_free);
  scan = arc_insight_scan_new ();
  g_cancellable_cancel (cancellable);
  g_assert_false (arc_insight_scan_step (journal, scan, 0, &insights, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_goals (void)
{
  ArcTestClock clock = {ARC_TEST_NOW, 1}; /* Friday 2026-11-20 */
  g_autoptr (ArcJournal) journal = open_new (&clock);
  g_autoptr (ArcGoal) reflections = arc_goal_new ();
  g_autoptr (ArcGoal) deals = arc_goal_new ();
  g_autoptr (ArcInsights) insights = NULL;
  g_autoptr (GError) error = NULL;
  const ArcGoalHistory *history;

  reflections->target = 3;
  deals->target = 10;
  g_free (deals->unit);
  deals->unit = g_strdup ("opportunities updated");
  g_assert_true (arc_journal_save_goal (journal, reflections, &error));
  g_assert_true (arc_journal_save_goal (journal, deals, &error));
  g_free (add (journal, (Simple){ARC_TEST_NOW}));
  g_free (add (journal, (Simple){ARC_TEST_NOW - 4 * DAY})); /* Monday */
  g_free (add (journal, (Simple){ARC_TEST_NOW - 5 * DAY})); /* the week before */
  g_assert_true (arc_journal_set_goal_count (journal, deals->id, (ArcDay){2026, 11, 9}, 7, &error));
  insights = read_all (journal);
  g_assert_cmpuint (insights->goals->len, ==, 2);
  g_assert_cmpint (insights->monday.day, ==, 16);
  history = g_ptr_array_index (insights->goals, 0);
  g_assert_cmpint (history->counts[ARC_GOAL_WEEKS - 1], ==, 2);
  g_assert_cmpint (history->counts[ARC_GOAL_WEEKS - 2], ==, 1);
  g_assert_cmpint (history->counts[ARC_GOAL_WEEKS - 3], ==, 0);
  history = g_ptr_array_index (insights->goals, 1);
  g_assert_cmpint (history->counts[ARC_GOAL_WEEKS - 1], ==, 0);
  g_assert_cmpint (history->counts[ARC_GOAL_WEEKS - 2], ==, 7);
}

static void
test_compare (void)
{
  g_autoptr (ArcJournal) journal = open_new (NULL);
  g_autofree char *a = add (journal, (Simple){ARC_TEST_NOW - 400 * DAY, .topic = "CRM"});
  g_autofree char *b = add (journal, (Simple){ARC_TEST_NOW - 20 * DAY, .topic = "crm"});
  g_autofree char *c = add (journal, (Simple){ARC_TEST_NOW - 10 * DAY, .topic = "CRM"});
  g_autofree char *d = add (journal, (Simple){ARC_TEST_NOW, .topic = "Other"});
  g_autoptr (ArcEntry) first = NULL;
  g_autoptr (ArcEntry) latest = NULL;
  g_autoptr (ArcEntry) only = NULL;
  g_autoptr (ArcEntry) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_journal_compare_topic (journal, "CRM", &first, &latest, &error));
  g_assert_cmpstr (first->id, ==, a);
  g_assert_cmpstr (latest->id, ==, c);
  g_assert_true (arc_journal_compare_topic (journal, "Other", &only, &none, &error));
  g_assert_cmpstr (only->id, ==, d);
  g_assert_null (none);
  g_clear_pointer (&only, arc_entry_free);
  g_assert_true (arc_journal_compare_topic (journal, "nothing", &only, &none, &error));
  g_assert_null (only);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/empty", test_empty);
  g_test_add_func ("/insights/has-insights", test_has_insights);
  g_test_add_func ("/insights/days", test_days);
  g_test_add_func ("/insights/labels", test_labels);
  g_test_add_func ("/insights/commitments", test_commitments);
  g_test_add_func ("/insights/trash", test_trash);
  g_test_add_func ("/insights/loops", test_loops);
  g_test_add_func ("/insights/evidence", test_evidence);
  g_test_add_func ("/insights/chains", test_chains);
  g_test_add_func ("/insights/steps", test_steps);
  g_test_add_func ("/insights/goals", test_goals);
  g_test_add_func ("/insights/compare", test_compare);
  return g_test_run ();
}
