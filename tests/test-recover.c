/* Recovery brings back all that a journal holds, not its entries alone. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "arc-journal-loop.h"
#include "arc-json.h"
#include "arc-test.h"

#define PAGE_BYTES 4096
#define HEADER_BYTES 100

static gboolean
append_item (ArcItem *item, gpointer data, GError **error)
{
  arc_json_append_item (data, item);
  g_string_append_c (data, '\n');
  return TRUE;
}

static char *
export_path (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  arc_test_assert_sound (journal);
  arc_journal_foreach_item (journal, TRUE, append_item, text, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
add_firing (ArcJournal *journal, const char *subject_id, ArcDay day, int at_s, ArcFiringState state)
{
  const ArcFiring firing = {.subject_id = (char *) subject_id,
                            .wall_s = arc_wall_seconds (day, at_s),
                            .state = state,
                            .snooze_until_us = state == ARC_FIRING_SNOOZED ? ARC_TEST_NOW : 0};

  g_assert_true (arc_journal_set_firing (journal, &firing, NULL));
}

static void
add_loop (ArcJournal *journal, const char *entry_id)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_START, "Ask first");
  g_autoptr (ArcBarrier) barrier = arc_barrier_new ("No licences");
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry_id);
  g_autoptr (GError) error = NULL;

  commitment->entry_id = g_strdup (entry_id);
  commitment->due = (ArcDay){2026, 11, 27};
  arc_journal_save_commitment (journal, commitment, &error);
  g_assert_no_error (error);
  barrier->entry_id = g_strdup (entry_id);
  barrier->next_by = (ArcDay){2026, 12, 1};
  arc_journal_save_barrier (journal, barrier, &error);
  g_assert_no_error (error);
  look_back->commitment_id = g_strdup (commitment->id);
  look_back->did = ARC_DID_PARTLY;
  arc_journal_answer (journal, look_back, (ArcDay){2026, 12, 4}, &error);
  g_assert_no_error (error);
  arc_journal_set_look_back_on (journal, entry_id, (ArcDay){2026, 12, 11}, &error);
  g_assert_no_error (error);
  add_firing (journal, commitment->id, (ArcDay){2026, 11, 27}, 0, ARC_FIRING_DONE);
  add_firing (journal, entry_id, (ArcDay){2026, 12, 11}, 0, ARC_FIRING_SNOOZED);
}

/* (transfer full): path of a journal with one of everything. */
static char *
make_journal (void)
{
  char *path = arc_test_path ("journal.db");
  ArcTestClock clock = {ARC_TEST_NOW, 1000};
  g_autoptr (ArcJournal) journal = arc_test_open (path, &clock);
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (ArcGoal) goal = arc_goal_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = arc_test_add (journal, "First", 0);
  g_autofree char *second = arc_test_add (journal, "Second", 0);
  g_autofree char *third = NULL;

  add_loop (journal, first);
  add_loop (journal, second);
  g_free (reminder->rule);
  reminder->rule = g_strdup ("FREQ=WEEKLY;BYDAY=FR");
  reminder->start = (ArcDay){2026, 11, 27};
  reminder->at_s = 55800;
  arc_journal_save_reminder (journal, reminder, &error);
  g_assert_no_error (error);
  add_firing (journal, reminder->id, (ArcDay){2026, 11, 27}, 55800, ARC_FIRING_SNOOZED);
  add_firing (journal, reminder->id, (ArcDay){2026, 12, 4}, 55800, ARC_FIRING_DONE);
  /* What is on a screen is of this computer only. */
  add_firing (journal, reminder->id, (ArcDay){2026, 12, 11}, 55800, ARC_FIRING_SHOWN);
  /* An entry on which nothing else hangs. */
  third = arc_test_add (journal, "Third", 0);
  add_firing (journal, third, (ArcDay){2026, 12, 11}, 0, ARC_FIRING_DONE);
  g_free (goal->unit);
  goal->unit = g_strdup ("calls");
  goal->target = 10;
  arc_journal_save_goal (journal, goal, &error);
  g_assert_no_error (error);
  arc_journal_set_goal_count (journal, goal->id, (ArcDay){2026, 11, 9}, 4, &error);
  arc_journal_set_goal_count (journal, goal->id, (ArcDay){2026, 11, 16}, 7, &error);
  g_assert_no_error (error);
  arc_journal_set_setting (journal, ARC_SETTING_FIRST_TOPIC, "CRM", &error);
  arc_journal_set_day_start (journal, 4, &error);
  g_assert_no_error (error);
  return path;
}

static ArcRecovered
recover (const char *into, const char *source)
{
  ArcJournalOptions options = {.path = into};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;

  arc_journal_recover (&options, source, &recovered, NULL, &error);
  g_assert_no_error (error);
  return recovered;
}

static void
overwrite (const char *path, gsize from, gsize to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  memset (bytes + from, 0, MIN (to, length) - from);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

/* The list of tables is gone: SQLite finds none. */
static void
lose_schema (const char *path)
{
  overwrite (path, HEADER_BYTES, PAGE_BYTES);
}

static void
assert_recovers (const char *path, const char *expected)
{
  g_autofree char *into = arc_test_path ("new.db");
  ArcRecovered recovered = recover (into, path);
  g_autofree char *found = export_path (into);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (recovered.lost, ==, 0);
  arc_recovered_clear (&recovered);
}

static void
test_sound (void)
{
  g_autofree char *path = make_journal ();
  g_autofree char *expected = export_path (path);

  g_assert_nonnull (strstr (expected, "\"type\":\"reminder\""));
  g_assert_nonnull (strstr (expected, "\"counts\":[{\"week\":\"2026-11-09\",\"count\":4}"));
  g_assert_nonnull (strstr (expected, "\"due\":\"2026-12-04T15:30\",\"state\":\"done\""));
  g_assert_nonnull (strstr (expected, "\"due\":\"2026-12-11\",\"state\":\"snoozed\""));
  g_assert_null (strstr (expected, "2026-12-11T15:30"));
  g_assert_nonnull (strstr (expected, "\"key\":\"day-start-h\",\"value\":\"4\""));
  assert_recovers (path, expected);
}

static void
test_pages (void)
{
  g_autofree char *path = make_journal ();
  g_autofree char *expected = export_path (path);

  lose_schema (path);
  assert_recovers (path, expected);
}

static char *
copy_fixture (const char *name)
{
  g_autofree char *fixture =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", name, NULL);
  char *path = arc_test_path ("old.db");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (fixture, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

/* A journal of the first format: brought up to date first, and page by page. */
static void
test_format_1 (gconstpointer is_damaged)
{
  g_autofree char *path = copy_fixture ("journal-1.db");
  g_autofree char *fixture =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", "journal-1.jsonl", NULL);
  g_autofree char *entries = NULL;
  g_autofree char *into = arc_test_path ("new.db");
  g_autofree char *before = arc_test_fingerprint (path);
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;
  ArcRecovered recovered;

  if (is_damaged)
    lose_schema (path);
  recovered = recover (into, path);
  arc_recovered_clear (&recovered);
  found = export_path (into);
  g_file_get_contents (fixture, &entries, NULL, NULL);
  g_assert_nonnull (strstr (found, "\"key\":\"first-topic\",\"value\":\"CRM\""));
  if (is_damaged)
    return;
  g_assert_true (g_str_has_prefix (found, entries));
  after = arc_test_fingerprint (path);
  g_assert_cmpstr (before, ==, after);
}

/* The second format, with all that hangs on entries: whole, and page by page. */
static void
test_format_2 (gconstpointer is_damaged)
{
  g_autofree char *path = copy_fixture ("journal-2.db");
  g_autofree char *fixture =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", "journal-2.jsonl", NULL);
  g_autofree char *items = NULL;
  g_autofree char *into = arc_test_path ("new.db");
  g_autofree char *found = NULL;
  ArcRecovered recovered;

  if (is_damaged)
    lose_schema (path);
  recovered = recover (into, path);
  arc_recovered_clear (&recovered);
  found = export_path (into);
  g_file_get_contents (fixture, &items, NULL, NULL);
  g_assert_cmpstr (found, ==, items);
}

/* What the index names and no page holds any more is counted. */
static void
test_lost (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *into = arc_test_path ("new.db");
  ArcJournal *journal = arc_test_open (path, NULL);
  g_autofree char *root = NULL;
  ArcRecovered recovered;
  GStatBuf info;

  for (guint i = 0; i < 200; i++) {
    g_autofree char *text = g_strdup_printf ("Entry %u %0600d", i, 0);

    g_free (arc_test_add (journal, text, ARC_TEST_NOW - i * ARC_TEST_DAY));
  }
  arc_journal_close (journal);
  root = arc_test_sql_text (path, "SELECT group_concat(pageno) FROM (SELECT pageno FROM dbstat "
                                  "WHERE name = 'entry' AND pagetype = 'leaf' LIMIT 10)");
  if (!root) {
    g_test_skip ("this SQLite has no dbstat");
    return;
  }
  g_auto (GStrv) pages = g_strsplit (root, ",", -1);
  for (guint i = 0; pages[i]; i++) {
    gsize number = g_ascii_strtoull (pages[i], NULL, 10);

    overwrite (path, (number - 1) * PAGE_BYTES, number * PAGE_BYTES);
  }
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  recovered = recover (into, path);
  g_assert_cmpuint (recovered.lost, >, 0);
  g_assert_cmpuint (recovered.entries + recovered.lost, ==, 200);
  arc_recovered_clear (&recovered);
}

/* Stopped, it leaves nothing behind. */
static void
test_cancelled (void)
{
  g_autofree char *path = make_journal ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ArcJournalOptions options = {.path = path};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *before = arc_test_fingerprint (path);
  g_autofree char *after = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_cancellable_cancel (cancellable);
  g_assert_false (arc_journal_recover (&options, path, &recovered, cancellable, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INTERRUPTED);
  after = arc_test_fingerprint (path);
  g_assert_cmpstr (before, ==, after);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_cmpstr (name, ==, "journal.db");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recover/all/sound", test_sound);
  g_test_add_func ("/recover/all/pages", test_pages);
  g_test_add_data_func ("/recover/format-1/sound", NULL, test_format_1);
  g_test_add_data_func ("/recover/format-1/pages", "damaged", test_format_1);
  g_test_add_data_func ("/recover/format-2/sound", NULL, test_format_2);
  g_test_add_data_func ("/recover/format-2/pages", "damaged", test_format_2);
  g_test_add_func ("/recover/lost", test_lost);
  g_test_add_func ("/recover/cancelled", test_cancelled);
  return g_test_run ();
}
