/* Importing: all or nothing, twice is once, newer and older states, history, trash. */
#include "arc-id.h"
#include "arc-test.h"

#include <string.h>

typedef struct {
  char *path;
  ArcTestClock clock;
  ArcJournal *journal;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_path ("journal.db");
  fixture->clock = (ArcTestClock){ARC_TEST_NOW, 1000000};
  fixture->journal = arc_test_open (fixture->path, &fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_test_assert_sound (fixture->journal);
  arc_journal_close (fixture->journal);
  g_free (fixture->path);
}

static ArcRecord *
bare_record (guint i)
{
  g_autofree char *text = g_strdup_printf ("Record %u", i);
  g_autofree char *tag = g_strdup_printf ("tag %u", i % 7);
  ArcEntry *entry = arc_test_entry (text, "r", "c");

  entry->occurred_us = ARC_TEST_NOW - (i % 100) * ARC_TEST_DAY;
  arc_entry_add_tag (entry, tag);
  arc_entry_set_topic (entry, i % 2 ? "odd" : "even");
  return arc_record_new (entry);
}

static ArcImported
import_one (ArcJournal *journal, ArcRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (journal, &error);
  ArcImported how = -1;

  g_assert_no_error (error);
  arc_import_add (import, record, &how, &error);
  g_assert_no_error (error);
  g_assert_true (arc_import_commit (import, &error));
  g_assert_no_error (error);
  return how;
}

static guint
import_many (ArcJournal *journal, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (journal, &error);
  guint added = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ArcRecord) record = bare_record (i);
    ArcImported how;

    arc_import_add (import, record, &how, &error);
    g_assert_no_error (error);
    added += how == ARC_IMPORTED_ADDED;
  }
  g_assert_true (arc_import_commit (import, &error));
  g_assert_no_error (error);
  return added;
}

static void
test_twice_is_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;

  g_assert_cmpuint (import_many (fixture->journal, 500), ==, 500);
  first = arc_test_describe (fixture->journal);
  g_assert_cmpuint (import_many (fixture->journal, 500), ==, 0);
  second = arc_test_describe (fixture->journal);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (import_many (fixture->journal, 510), ==, 10);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 510);
}

/* The search index follows what one import adds and changes again, whatever the order, and what is
 * saved after it. */
static void
test_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (fixture->journal, &error);
  g_autofree char *id = arc_id_new (ARC_TEST_NOW);
  g_autofree char *old = NULL, *new = NULL, *after = NULL;

  for (guint i = 0; i < 20; i++) {
    g_autoptr (ArcRecord) record =
        arc_record_new (arc_test_entry (i % 5 == 0 ? "Walrus" : "Pelican", NULL, NULL));

    record->entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_DAY;
    if (i % 5 == 0) {
      g_autofree char *text = g_strdup_printf ("Walrus%u", i);

      arc_entry_set_section (record->entry, ARC_SECTION_ACTION, text);
      record->entry->id = g_strdup (id);
      record->entry->revision = arc_id_new (ARC_TEST_NOW + i);
      record->entry->modified_us = ARC_TEST_NOW + i;
    } else {
      record->entry->id = arc_id_new (ARC_TEST_NOW + i);
    }
    g_assert_true (arc_import_add (import, record, NULL, &error));
  }
  g_assert_true (arc_import_commit (import, &error));
  arc_test_assert_sound (fixture->journal);
  old = arc_test_search (fixture->journal, "walrus0");
  new = arc_test_search (fixture->journal, "walrus15");
  g_assert_cmpstr (old, ==, "");
  g_assert_cmpstr (new, ==, "Walrus15");
  g_free (arc_test_add (fixture->journal, "Ostrich", ARC_TEST_NOW));
  after = arc_test_search (fixture->journal, "ostrich");
  g_assert_cmpstr (after, ==, "Ostrich");
}

static void
test_rolled_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  g_free (arc_test_add (fixture->journal, "There before", ARC_TEST_NOW));
  before = arc_test_describe (fixture->journal);
  {
    g_autoptr (ArcImport) import = arc_import_begin (fixture->journal, &error);

    for (guint i = 0; i < 300; i++) {
      g_autoptr (ArcRecord) record = bare_record (i);

      g_assert_true (arc_import_add (import, record, NULL, &error));
    }
  }
  after = arc_test_describe (fixture->journal);
  g_assert_cmpstr (before, ==, after);
  /* And the journal goes on working. */
  g_free (arc_test_add (fixture->journal, "After", ARC_TEST_NOW));
}

static void
test_refused_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (fixture->journal, &error);
  g_autoptr (ArcRecord) bad = arc_record_new (arc_test_entry ("\xff", NULL, NULL));
  g_autoptr (ArcRecord) good = bare_record (1);

  g_assert_true (arc_import_add (import, good, NULL, &error));
  g_assert_false (arc_import_add (import, bad, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  /* A refused record leaves the others alone: who imports decides. */
  g_assert_true (arc_import_commit (import, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 1);
}

static ArcRecord *
full_record (const char *text, guint state)
{
  ArcRecord *record = arc_record_new (arc_test_entry (text, NULL, "c"));
  ArcEntry *entry = record->entry;

  entry->id = g_strdup ("0192f3a0-7b1c-7def-8123-456789abcdef");
  entry->revision = g_strdup_printf ("0192f3a0-7b1c-7def-8123-0000000000%02u", state);
  if (state > 0)
    entry->parent = g_strdup_printf ("0192f3a0-7b1c-7def-8123-0000000000%02u", state - 1);
  arc_entry_set_zone (entry, "Asia/Tokyo");
  entry->occurred_us = ARC_TEST_NOW - ARC_TEST_DAY;
  entry->created_us = ARC_TEST_NOW - ARC_TEST_DAY + 5;
  entry->modified_us = entry->created_us + state * 1000000;
  return record;
}

static char *
current_text (ArcJournal *journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) entry =
      arc_journal_load_entry (journal, "0192f3a0-7b1c-7def-8123-456789abcdef", &error);

  g_assert_no_error (error);
  return g_strdup (entry->section[0]);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRecord) first = full_record ("First", 0);
  g_autoptr (ArcRecord) second = full_record ("Second", 1);
  g_autoptr (ArcRecord) again = full_record ("First", 0);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autofree char *text = NULL, *still = NULL;

  g_assert_cmpint (import_one (fixture->journal, first), ==, ARC_IMPORTED_ADDED);
  g_assert_cmpint (import_one (fixture->journal, second), ==, ARC_IMPORTED_UPDATED);
  text = current_text (fixture->journal);
  g_assert_cmpstr (text, ==, "Second");
  g_assert_cmpint (import_one (fixture->journal, again), ==, ARC_IMPORTED_UNCHANGED);
  still = current_text (fixture->journal);
  g_assert_cmpstr (still, ==, "Second");
  revisions = arc_journal_list_revisions (fixture->journal, first->entry->id, NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
}

static gboolean
import_record (ArcRecord *record, gpointer user_data, GError **error)
{
  return arc_import_add (user_data, record, NULL, error);
}

/* Everything goes over: history, trash, look-backs; importing the copy back changes nothing. */
static void
test_copy_whole_journal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other_path = arc_test_path ("other.db");
  g_autoptr (ArcJournal) other = arc_test_open (other_path, NULL);
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *ours = NULL, *theirs = NULL, *again = NULL;

  for (guint i = 0; i < 20; i++) {
    g_autoptr (ArcEntry) entry = arc_test_entry ("One", NULL, "c");
    g_autoptr (ArcLookBack) look_back = NULL;

    entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_DAY;
    arc_entry_add_tag (entry, "t");
    arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
    for (guint j = 0; j < i % 4; j++) {
      g_autofree char *text = g_strdup_printf ("Changed %u", j);

      arc_entry_set_section (entry, ARC_SECTION_ACTION, text);
      arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
    }
    if (i % 3 == 0) {
      look_back = arc_look_back_new (entry->id);
      look_back->did = ARC_DID_PARTLY;
      g_assert_true (arc_journal_save_look_back (fixture->journal, look_back, NULL));
    }
    if (i % 5 == 0)
      g_assert_true (arc_journal_delete_entry (fixture->journal, entry->id, NULL));
  }
  ours = arc_test_describe (fixture->journal);
  for (guint round = 0; round < 2; round++) {
    g_autoptr (ArcImport) import = arc_import_begin (other, &error);

    g_assert_no_error (error);
    arc_journal_foreach (fixture->journal, all, 0, round == 0, TRUE, import_record, import, NULL,
                         &error);
    g_assert_no_error (error);
    g_assert_true (arc_import_commit (import, &error));
    g_free (theirs);
    theirs = arc_test_describe (other);
    g_assert_cmpstr (ours, ==, theirs);
  }
  arc_test_assert_sound (other);
  {
    g_autoptr (ArcImport) import = arc_import_begin (fixture->journal, &error);

    arc_journal_foreach (other, all, 0, TRUE, TRUE, import_record, import, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (arc_import_commit (import, &error));
  }
  again = arc_test_describe (fixture->journal);
  g_assert_cmpstr (ours, ==, again);
}

/* Importing what was deleted here brings it back, and no state of it is lost. */
static void
test_deleted_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRecord) first = full_record ("First", 0);
  g_autoptr (ArcRecord) second = full_record ("Second", 1);
  g_autoptr (ArcRecord) again = full_record ("First", 0);
  g_autoptr (GPtrArray) trash = NULL, revisions = NULL;
  g_autofree char *text = NULL;

  import_one (fixture->journal, first);
  import_one (fixture->journal, second);
  g_assert_true (arc_journal_delete_entry (fixture->journal, first->entry->id, NULL));
  g_assert_cmpint (import_one (fixture->journal, again), ==, ARC_IMPORTED_ADDED);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 1);
  trash = arc_journal_list_trash (fixture->journal, NULL);
  g_assert_cmpuint (trash->len, ==, 0);
  text = current_text (fixture->journal);
  g_assert_cmpstr (text, ==, "Second");
  revisions = arc_journal_list_revisions (fixture->journal, first->entry->id, NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
}

static void
test_both_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRecord) record = full_record ("First", 0);
  g_autoptr (ArcRecord) theirs = full_record ("Theirs", 1);
  g_autoptr (ArcEntry) mine = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  gboolean mine_kept = FALSE, theirs_kept = FALSE;

  import_one (fixture->journal, record);
  mine = arc_journal_load_entry (fixture->journal, record->entry->id, NULL);
  arc_entry_set_section (mine, ARC_SECTION_ACTION, "Mine");
  arc_test_save (fixture->journal, mine, ARC_SAVED_CHANGED);
  import_one (fixture->journal, theirs);
  revisions = arc_journal_list_revisions (fixture->journal, mine->id, NULL);
  for (guint i = 0; i < revisions->len; i++) {
    mine_kept |= g_str_equal (((ArcEntry *) revisions->pdata[i])->section[0], "Mine");
    theirs_kept |= g_str_equal (((ArcEntry *) revisions->pdata[i])->section[0], "Theirs");
  }
  g_assert_true (mine_kept);
  g_assert_true (theirs_kept);
}

/* Readers see the journal as it was until the import is complete. */
static void
test_readers_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.path = fixture->path, .read_only = TRUE};
  g_autoptr (ArcJournal) reader = arc_journal_open (&options, &error);
  g_autoptr (ArcImport) import = arc_import_begin (fixture->journal, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 3000; i++) {
    g_autoptr (ArcRecord) record = bare_record (i);

    g_assert_true (arc_import_add (import, record, NULL, &error));
  }
  g_assert_cmpuint (arc_journal_count_entries (reader), ==, 0);
  g_assert_true (arc_import_commit (import, &error));
  g_assert_cmpuint (arc_journal_count_entries (reader), ==, 3000);
}

#define ADD(name, func) g_test_add ("/import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("twice-is-once", test_twice_is_once);
  ADD ("index", test_index);
  ADD ("rolled-back", test_rolled_back);
  ADD ("refused-record", test_refused_record);
  ADD ("states", test_states);
  ADD ("copy-whole-journal", test_copy_whole_journal);
  ADD ("deleted-comes-back", test_deleted_comes_back);
  ADD ("both-changed", test_both_changed);
  ADD ("readers-meanwhile", test_readers_meanwhile);
  return g_test_run ();
}
