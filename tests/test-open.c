/* Opening: creating, permissions, what the file says of itself, and what is refused untouched. */
#include "arc-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static guint
mode_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
assert_refused (const char *path, gboolean must_exist, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = arc_test_fingerprint (path);
  g_autofree char *after = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  ArcJournalOptions options = {.path = path, .must_exist = must_exist};

  g_assert_null (arc_journal_open (&options, &error));
  arc_test_assert_sentence (&error, code);
  after = arc_test_fingerprint (path);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
}

static void
test_create (void)
{
  g_autofree char *path = arc_test_path ("new/folder/journal.db");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  mode_t old = umask (0);
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autofree char *id = arc_test_add (journal, "First", 0);

  umask (old);
  g_assert_cmpstr (arc_journal_get_path (journal), ==, path);
  g_assert_false (arc_journal_is_read_only (journal));
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (wal), ==, 0600);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 1);
  arc_test_assert_sound (journal);
}

static void
test_default_path (void)
{
  g_autofree char *expected =
      g_build_filename (g_get_user_data_dir (), "arc-journal", "journal.db", NULL);
  g_autofree char *path = arc_journal_default_path ();
  g_autofree char *chosen = NULL;

  g_assert_cmpstr (path, ==, expected);
  g_setenv ("ARC_JOURNAL", "/somewhere/else.db", TRUE);
  chosen = arc_journal_default_path ();
  g_unsetenv ("ARC_JOURNAL");
  g_assert_cmpstr (chosen, ==, "/somewhere/else.db");
}

static void
test_file_says_what_it_is (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autofree char *mode = arc_test_sql_text (path, "PRAGMA journal_mode");
  g_autofree char *version = arc_test_sql_text (path, "PRAGMA user_version");
  g_autofree char *application = arc_test_sql_text (path, "PRAGMA application_id");
  g_autofree char *encoding = arc_test_sql_text (path, "PRAGMA encoding");
  g_autofree char *lax = arc_test_sql_text (
      path, "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
            "'sqlite_%' AND sql NOT LIKE '%STRICT%' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' AND "
            "name NOT IN (SELECT v.name || s.column1 FROM sqlite_schema v, (VALUES ('_data'), "
            "('_idx'), ('_docsize'), ('_config'), ('_content')) s WHERE v.sql LIKE "
            "'CREATE VIRTUAL TABLE%')");

  g_assert_cmpstr (mode, ==, "wal");
  g_assert_cmpstr (version, ==, "3");
  g_assert_cmpstr (application, !=, "0");
  g_assert_cmpstr (encoding, ==, "UTF-8");
  g_assert_cmpstr (lax, ==, NULL);
}

static void
test_reopen (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autofree char *first = NULL, *again = NULL;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

    if (i == 0)
      g_free (arc_test_add (journal, "First", 0));
    *(i == 0 ? &first : &again) = arc_test_describe (journal);
  }
  g_assert_cmpstr (first, ==, again);
}

static void
test_refuses_foreign (void)
{
  static const char *const sql[] = {
      "CREATE TABLE a (b)",
      "PRAGMA application_id = 1234; CREATE TABLE a (b); INSERT INTO a VALUES (1)",
      "PRAGMA journal_mode = WAL; CREATE TABLE a (b)",
      "PRAGMA application_id = 1234; PRAGMA user_version = 1; CREATE TABLE entry (id)",
      "PRAGMA user_version = 1; CREATE TABLE entry (id)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++) {
    g_autofree char *path = arc_test_path ("other.db");

    arc_test_sql (path, sql[i]);
    g_chmod (path, 0644);
    assert_refused (path, FALSE, ARC_ERROR_NOT_A_JOURNAL);
    assert_refused (path, TRUE, ARC_ERROR_NOT_A_JOURNAL);
  }
}

static void
test_refuses_garbage (void)
{
  g_autofree char *noise = g_malloc (20000);
  const struct {
    const char *bytes;
    gssize length;
  } table[] = {
      {"Dear diary\n", -1},
      {"{\"id\": 1}\n", -1},
      {"SQLite format 3", 15},
      {"x", 1},
      {noise, 20000},
      {noise, 4096},
      {noise, 100},
  };

  for (guint i = 0; i < 20000; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *path = arc_test_path ("other.db");

    g_assert_true (g_file_set_contents (path, table[i].bytes, table[i].length, NULL));
    assert_refused (path, FALSE, ARC_ERROR_NOT_A_JOURNAL);
  }
}

static void
test_refuses_newer (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournal *journal = arc_test_open (path, NULL);

  g_free (arc_test_add (journal, "From the future", 0));
  arc_journal_close (journal);
  arc_test_sql (path, "PRAGMA user_version = 999");
  assert_refused (path, FALSE, ARC_ERROR_NEWER);
}

static void
test_damaged_header (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.path = path};
  g_autofree char *bytes = NULL, *before = NULL, *after = NULL;
  gsize length;

  arc_journal_close (arc_test_open (path, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* The schema's page goes, the header stays. */
  memset (bytes + 100, 0xa5, 4096 - 100);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  g_chmod (path, 0600);
  before = arc_test_fingerprint (path);
  g_assert_null (arc_journal_open (&options, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
  after = arc_test_fingerprint (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_missing (void)
{
  g_autofree char *path = arc_test_path ("no/such/journal.db");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.path = path, .must_exist = TRUE};
  ArcJournalOptions reading = {.path = path, .read_only = TRUE};

  g_assert_null (arc_journal_open (&options, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_null (arc_journal_open (&reading, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_odd_places (void)
{
  g_autofree char *folder = arc_test_path ("folder");
  g_autofree char *file = arc_test_path ("file");
  g_autofree char *below_file = g_build_filename (file, "journal.db", NULL);
  g_autofree char *spaces = arc_test_path ("Mein Tagebuch ü?#%20&x=1/journal “1”.db");
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.path = folder};
  g_autoptr (ArcJournal) journal = NULL;

  g_mkdir (folder, 0700);
  g_assert_null (arc_journal_open (&options, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == ARC_ERROR);
  g_clear_error (&error);

  g_file_set_contents (file, "x", 1, NULL);
  options.path = below_file;
  g_assert_null (arc_journal_open (&options, &error));
  g_assert_true (error->domain == ARC_ERROR);
  g_clear_error (&error);

  journal = arc_test_open (spaces, NULL);
  g_assert_true (g_file_test (spaces, G_FILE_TEST_IS_REGULAR));
  g_free (arc_test_add (journal, "x", 0));
}

/* An empty file is what an interrupted first start may leave: it becomes a journal. */
static void
test_empty_file (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_chmod (path, 0644);
  journal = arc_test_open (path, NULL);
  arc_test_assert_sound (journal);
  g_free (arc_test_add (journal, "x", 0));
  g_assert_cmpuint (mode_of (path), ==, 0600);
}

static void
test_read_only (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournal *writer = arc_test_open (path, NULL);
  g_autofree char *id = arc_test_add (writer, "x", 0);
  ArcJournalOptions options = {.path = path, .read_only = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) reader = NULL;
  g_autoptr (ArcEntry) entry = arc_test_entry ("y", NULL, NULL);
  g_autoptr (ArcEntry) loaded = NULL;
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (id);

  arc_journal_close (writer);
  reader = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  g_assert_true (arc_journal_is_read_only (reader));
  loaded = arc_journal_load_entry (reader, id, &error);
  g_assert_no_error (error);
  g_assert_false (arc_journal_save_entry (reader, entry, NULL, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  g_assert_false (arc_journal_delete_entry (reader, id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  g_assert_false (arc_journal_save_draft (reader, draft, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  g_assert_false (arc_journal_save_look_back (reader, look_back, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  g_assert_false (arc_journal_set_day_start (reader, 4, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  g_assert_null (arc_import_begin (reader, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_READ_ONLY);
  arc_test_assert_sound (reader);
}

static gpointer
open_and_save (gpointer path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  for (guint i = 0; i < 5; i++)
    g_free (arc_test_add (journal, "At once", 0));
  return NULL;
}

/* Several programs start at the same moment where no journal is yet. */
static void
test_open_at_once (void)
{
  for (guint round = 0; round < 10; round++) {
    g_autofree char *path = arc_test_path ("deep/er/journal.db");
    GThread *threads[6];
    g_autoptr (ArcJournal) journal = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("open", open_and_save, path);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      g_thread_join (threads[i]);
    journal = arc_test_open (path, NULL);
    g_assert_cmpuint (arc_journal_count_entries (journal), ==, 30);
    arc_test_assert_sound (journal);
  }
}

typedef struct {
  const char *path;
  gint stop;
  gint holds; /* the lock */
  gint turns;
} Crowd;

static void
test_busy (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournal *holder = arc_test_open (path, NULL);
  ArcJournalOptions options = {.path = path, .busy_ms = 50};
  g_autoptr (GError) error = NULL;
  ArcImport *import = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  g_autoptr (ArcEntry) entry = arc_test_entry ("y", NULL, NULL);

  g_assert_no_error (error);
  import = arc_import_begin (holder, &error);
  g_assert_no_error (error);
  g_assert_false (arc_journal_save_entry (journal, entry, NULL, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_BUSY);
  g_assert_null (entry->id);
  arc_import_free (import);
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  arc_journal_close (holder);
}

/* Writes without a pause, but for a moment in which others could. */
static gpointer
write_without_pause (gpointer data)
{
  g_autoptr (ArcJournal) journal = arc_test_open (((Crowd *) data)->path, NULL);

  while (!g_atomic_int_get (&((Crowd *) data)->stop)) {
    g_autoptr (ArcImport) import = arc_import_begin (journal, NULL);

    g_atomic_int_inc (&((Crowd *) data)->turns);
    g_atomic_int_set (&((Crowd *) data)->holds, TRUE);
    g_usleep (30000);
    g_atomic_int_set (&((Crowd *) data)->holds, FALSE);
    g_clear_pointer (&import, arc_import_free);
    g_usleep (2000);
  }
  return NULL;
}

/* Who waits while another one writes all the time gets a turn well before its time is over. */
static void
test_turns (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  Crowd crowd = {.path = path};
  ArcJournalOptions options = {.path = path, .busy_ms = 3000};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  GThread *thread = g_thread_new ("crowd", write_without_pause, &crowd);
  guint n_turns = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < 10; i++) {
    g_autoptr (ArcEntry) entry = arc_test_entry ("Mine", NULL, NULL);
    int before;

    while (!g_atomic_int_get (&crowd.holds))
      g_thread_yield ();
    before = g_atomic_int_get (&crowd.turns);
    g_assert_true (arc_journal_save_entry (journal, entry, NULL, NULL, &error));
    g_assert_no_error (error);
    n_turns += g_atomic_int_get (&crowd.turns) - before;
  }
  g_atomic_int_set (&crowd.stop, TRUE);
  g_thread_join (thread);
  g_test_message ("%u turns of the other one for 10 of mine", n_turns);
  g_assert_cmpuint (n_turns, <, 60);
}

/* The folder is moved away under an open journal: saving says so, and works again when it is back.
 */
static void
test_lost_folder (void)
{
  g_autofree char *path = arc_test_path ("folder/journal.db");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *away = g_strconcat (folder, ".away", NULL);
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (ArcEntry) entry = arc_test_entry ("Typed while it is gone", NULL, NULL);
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autoptr (GError) error = NULL;

  g_free (arc_test_add (journal, "Before", 0));
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_false (arc_journal_save_entry (journal, entry, NULL, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_IO);
  g_assert_null (entry->id);
  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "Typed");
  g_assert_false (arc_journal_save_draft (journal, draft, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_IO);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 2);
  arc_test_assert_sound (journal);
}

static void
test_settings (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcTestClock clock = {G_GINT64_CONSTANT (1795224600000000), 0}; /* 2026-11-21 02:30 in Berlin */
  g_autoptr (ArcJournal) journal = arc_test_open (path, &clock);
  g_autoptr (GError) error = NULL;
  g_autofree char *none = arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
  g_autofree char *value = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_true (arc_journal_set_setting (journal, ARC_SETTING_FIRST_TOPIC, "CRM “neu”", &error));
  value = arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
  g_assert_cmpstr (value, ==, "CRM “neu”");
  g_assert_cmpint (arc_journal_get_day_start (journal), ==, 0);
  g_assert_cmpint (arc_journal_today (journal).day, ==, 21);
  g_assert_true (arc_journal_set_day_start (journal, 4, &error));
  g_assert_cmpint (arc_journal_get_day_start (journal), ==, 4);
  g_assert_cmpint (arc_journal_today (journal).day, ==, 20);
  g_assert_no_error (error);
}

/* A changed day start moves entries of the night to the month before, in lists and headings. */
static void
test_day_start_moves_months (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = NULL, moved = NULL;
  /* 2026-11-01 02:30 in Berlin */
  g_autofree char *id = arc_test_add (journal, "Late", G_GINT64_CONSTANT (1793496600000000));

  months = arc_journal_list_months (journal, &error);
  g_assert_cmpuint (months->len, ==, 1);
  g_assert_cmpint (g_array_index (months, ArcMonth, 0).month, ==, 202611);
  g_assert_true (arc_journal_set_day_start (journal, 4, &error));
  moved = arc_journal_list_months (journal, &error);
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpint (g_array_index (moved, ArcMonth, 0).month, ==, 202610);
  arc_test_assert_sound (journal);
}

/* This program again, as another process: counts the entries. */
static int
count_elsewhere (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  g_print ("%" G_GUINT64_FORMAT, arc_journal_count_entries (journal));
  return 0;
}

static void
expect_elsewhere (const char *path, const char *count)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = {program, "--count", path, NULL};
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, count);
}

/* Opening a second time in one process once dropped the first connection's locks: the next process
 * that closed took the WAL away, and what was saved after that was lost. */
static void
test_second_connection_keeps_locks (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) first = arc_test_open (path, NULL);
  g_autoptr (ArcJournal) second = arc_test_open (path, NULL);

  g_free (arc_test_add (first, "One", 0));
  expect_elsewhere (path, "1");
  g_free (arc_test_add (first, "Two", 0));
  expect_elsewhere (path, "2");
  g_assert_cmpuint (arc_journal_count_entries (second), ==, 2);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--count"))
    return count_elsewhere (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open/create", test_create);
  g_test_add_func ("/open/second-connection-keeps-locks", test_second_connection_keeps_locks);
  g_test_add_func ("/open/default-path", test_default_path);
  g_test_add_func ("/open/file-says-what-it-is", test_file_says_what_it_is);
  g_test_add_func ("/open/reopen", test_reopen);
  g_test_add_func ("/open/refuses-foreign", test_refuses_foreign);
  g_test_add_func ("/open/refuses-garbage", test_refuses_garbage);
  g_test_add_func ("/open/refuses-newer", test_refuses_newer);
  g_test_add_func ("/open/damaged-header", test_damaged_header);
  g_test_add_func ("/open/missing", test_missing);
  g_test_add_func ("/open/odd-places", test_odd_places);
  g_test_add_func ("/open/empty-file", test_empty_file);
  g_test_add_func ("/open/read-only", test_read_only);
  g_test_add_func ("/open/at-once", test_open_at_once);
  g_test_add_func ("/open/busy", test_busy);
  g_test_add_func ("/open/turns", test_turns);
  g_test_add_func ("/open/lost-folder", test_lost_folder);
  g_test_add_func ("/open/settings", test_settings);
  g_test_add_func ("/open/day-start-moves-months", test_day_start_moves_months);
  return g_test_run ();
}
