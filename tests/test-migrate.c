/* Journals of every format that was ever released open, and hold what they held. The fixtures are
 * tests/fixtures/journal-N.db, made by the release of format N, with its own export beside it. */
#include <gio/gio.h>
#include <string.h>

#include "arc-journal-team.h"
#include "arc-json.h"
#include "arc-test.h"

static gboolean
append_record (ArcRecord *record, gpointer data, GError **error)
{
  arc_json_append_record (data, record);
  g_string_append_c (data, '\n');
  return TRUE;
}

static gboolean
append_item (ArcItem *item, gpointer data, GError **error)
{
  arc_json_append_item (data, item);
  g_string_append_c (data, '\n');
  return TRUE;
}

static char *
copy_fixture (const char *name)
{
  const char *source = g_getenv ("ARC_TEST_SOURCE");
  g_autofree char *fixture = g_build_filename (source, "fixtures", name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *path = arc_test_path ("journal.db");
  gsize length;

  g_file_get_contents (fixture, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_content (ArcJournal *journal, const char *fixture)
{
  g_autofree char *file =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", fixture, NULL);
  g_autoptr (GString) now = g_string_new (NULL);
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autofree char *then = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &then, NULL, &error);
  g_assert_no_error (error);
  arc_journal_foreach (journal, all, 0, TRUE, TRUE, append_record, now, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (now->str, ==, then);
}

/* What was made table by table is as what a new journal has. */
static void
assert_schema (const char *path)
{
  static const char sql[] =
      "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema "
      "WHERE name NOT LIKE 'look_back%' AND name <> 'draft' ORDER BY name)";
  g_autofree char *fresh = arc_test_path ("fresh.db");
  g_autofree char *expected = NULL;
  g_autofree char *got = arc_test_sql_text (path, sql);

  arc_journal_close (arc_test_open (fresh, NULL));
  expected = arc_test_sql_text (fresh, sql);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_format_1 (void)
{
  g_autofree char *path = copy_fixture ("journal-1.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);
  g_autofree char *topic = arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
  g_autofree char *found = arc_test_search (journal, "勉強");

  assert_content (journal, "journal-1.jsonl");
  arc_test_assert_sound (journal);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((ArcDraft *) drafts->pdata[0])->entry->section[0], ==,
                   "A draft that was never finished");
  g_assert_cmpint (((ArcDraft *) drafts->pdata[0])->step, ==, 1);
  g_assert_cmpstr (topic, ==, "CRM");
  g_assert_cmpint (arc_journal_get_day_start (journal), ==, 4);
  g_assert_nonnull (strstr (found, "勉強"));
}

/* A program that only reads meets an older journal first. */
static void
test_format_1_reading (void)
{
  g_autofree char *path = copy_fixture ("journal-1.db");
  ArcJournalOptions options = {.path = path, .read_only = TRUE, .must_exist = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (arc_journal_is_read_only (journal));
  assert_content (journal, "journal-1.jsonl");
}

/* With all that hangs on entries, and what stands beside them. */
static void
assert_items (ArcJournal *journal, const char *fixture)
{
  g_autofree char *file =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", fixture, NULL);
  g_autoptr (GString) now = g_string_new (NULL);
  g_autofree char *then = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &then, NULL, &error);
  g_assert_no_error (error);
  arc_journal_foreach_item (journal, TRUE, append_item, now, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (now->str, ==, then);
}

static void
test_format_2 (void)
{
  g_autofree char *path = copy_fixture ("journal-2.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);
  g_autofree char *found = arc_test_search (journal, "Kundin");
  g_autofree char *backup = g_strconcat (path, ".format-2.backup", NULL);
  const ArcDraft *draft;

  assert_items (journal, "journal-2.jsonl");
  arc_test_assert_sound (journal);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_cmpstr (((ArcCommitment *) draft->loop->commitments->pdata[0])->text, ==, "Ask first");
  g_assert_nonnull (strstr (found, "Rang die Kundin an"));
  g_assert_false (arc_journal_has_teams (journal));
  arc_journal_close (g_steal_pointer (&journal));
  assert_schema (path);
}

static void
test_format_2_reading (void)
{
  g_autofree char *path = copy_fixture ("journal-2.db");
  ArcJournalOptions options = {.path = path, .read_only = TRUE, .must_exist = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (arc_journal_is_read_only (journal));
  assert_items (journal, "journal-2.jsonl");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/format-1", test_format_1);
  g_test_add_func ("/migrate/format-1/reading", test_format_1_reading);
  g_test_add_func ("/migrate/format-2", test_format_2);
  g_test_add_func ("/migrate/format-2/reading", test_format_2_reading);
  return g_test_run ();
}
