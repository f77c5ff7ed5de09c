/* Importing: all or nothing, twice is once, newer and older states, history, trash. */
#include "arc-id.h"
#include "arc-journal-loop.h"
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

#define LINE_A "0193a1b2-0000-7000-8000-00000000000a"
#define LINE_B "0193a1b2-0000-7000-8000-00000000000b"

static ArcCommitment *
add_line (ArcRecord *record, const char *id, const char *text, int modified_s)
{
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_START, text);

  commitment->id = g_strdup (id);
  commitment->created_us = ARC_TEST_NOW;
  commitment->modified_us = ARC_TEST_NOW + modified_s * ARC_US_PER_SECOND;
  g_ptr_array_add (record->loop->commitments, commitment);
  return commitment;
}

static void
add_answer (ArcRecord *record, const char *id, ArcDid did, ArcHelped helped, int at_s)
{
  ArcLookBack *look_back = arc_look_back_new (record->entry->id);

  look_back->id = g_strdup (id);
  look_back->commitment_id = g_strdup (LINE_A);
  look_back->at_us = ARC_TEST_NOW + at_s * ARC_US_PER_SECOND;
  look_back->did = did;
  look_back->helped = helped;
  g_ptr_array_add (record->look_backs, look_back);
}

/* (transfer full): what hangs on the only entry, in short. */
static char *
describe_loop (ArcJournal *journal, const char *entry_id)
{
  g_autoptr (ArcRecord) record = arc_record_new (arc_journal_load_entry (journal, entry_id, NULL));
  g_autofree char *day = NULL;
  GString *out = g_string_new (NULL);

  g_assert_true (arc_journal_complete_record (journal, record, NULL));
  for (guint i = 0; i < record->loop->commitments->len; i++) {
    const ArcCommitment *commitment = record->loop->commitments->pdata[i];

    g_string_append_printf (out, "%s: %s\n", commitment->text,
                            arc_commitment_state_to_word (commitment->state));
  }
  for (guint i = 0; i < record->look_backs->len; i++) {
    const ArcLookBack *look_back = record->look_backs->pdata[i];
    const char *helped = arc_helped_to_word (look_back->helped);

    g_string_append_printf (out, "%s %s\n", arc_did_to_word (look_back->did),
                            helped ? helped : "-");
  }
  day = arc_day_to_text (record->loop->look_back_on);
  g_string_append (out, day);
  return g_string_free (out, FALSE);
}

static void
assert_loop (Fixture *fixture, const char *expected)
{
  g_autoptr (ArcRecord) record = full_record ("First", 0);
  g_autofree char *found = describe_loop (fixture->journal, record->entry->id);

  g_assert_cmpstr (found, ==, expected);
}

/* What was done with a commitment elsewhere comes over though its entry has not changed, is
 * reported, and never undoes what was done here later. */
static void
test_loop_merges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRecord) first = full_record ("First", 0);
  g_autoptr (ArcRecord) later = full_record ("First", 0);
  g_autoptr (ArcRecord) again = full_record ("First", 0);
  g_autoptr (ArcRecord) other = full_record ("First", 0);
  g_autoptr (ArcRecord) newer = full_record ("Second", 1);
  g_autofree char *third = NULL;

  g_ptr_array_set_size (first->look_backs, 0);
  g_ptr_array_set_size (later->look_backs, 0);
  g_ptr_array_set_size (again->look_backs, 0);
  g_ptr_array_set_size (other->look_backs, 0);
  g_ptr_array_set_size (newer->look_backs, 0);
  add_line (first, LINE_A, "Ask first", 0);
  first->loop->look_back_on = (ArcDay){2026, 11, 27};
  g_assert_cmpint (import_one (fixture->journal, first), ==, ARC_IMPORTED_ADDED);
  assert_loop (fixture, "Ask first: open\n2026-11-27");

  /* Answered there, and a second one made there. */
  add_line (later, LINE_A, "Ask first", 60)->state = ARC_COMMITMENT_DONE;
  add_line (later, LINE_B, "Note the time", 60);
  add_answer (later, LINE_A, ARC_DID_YES, ARC_HELPED_NOT_SAID, 60);
  later->loop->look_back_on = (ArcDay){2026, 12, 4};
  g_assert_cmpint (import_one (fixture->journal, later), ==, ARC_IMPORTED_UPDATED);
  assert_loop (fixture, "Ask first: done\nNote the time: open\nyes -\n2026-12-04");

  /* The older state of it changes nothing. */
  add_line (again, LINE_A, "Ask first", 0);
  again->loop->look_back_on = (ArcDay){2026, 11, 27};
  g_assert_cmpint (import_one (fixture->journal, again), ==, ARC_IMPORTED_UNCHANGED);
  assert_loop (fixture, "Ask first: done\nNote the time: open\nyes -\n2026-12-04");

  /* Only what helped is said there. */
  add_answer (other, LINE_A, ARC_DID_YES, ARC_HELPED_PARTLY, 60);
  g_assert_cmpint (import_one (fixture->journal, other), ==, ARC_IMPORTED_UPDATED);
  assert_loop (fixture, "Ask first: done\nNote the time: open\nyes partly\n2026-12-04");

  /* A newer entry with an older answer does not open what is done. */
  add_line (newer, LINE_A, "Ask first", 30);
  newer->loop->look_back_on = (ArcDay){2026, 12, 11};
  g_assert_cmpint (import_one (fixture->journal, newer), ==, ARC_IMPORTED_UPDATED);
  third = describe_loop (fixture->journal, newer->entry->id);
  g_assert_cmpstr (third, ==, "Ask first: done\nNote the time: open\nyes partly\n2026-12-11");
}

/* Lines and answers without ids and times of their own: a second import finds them. */
static void
test_loop_without_ids (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr (ArcRecord) record = full_record ("First", 0);
    ArcCommitment *commitment = add_line (record, NULL, " Ask first ", 0);

    g_ptr_array_set_size (record->look_backs, 0);
    commitment->modified_us = 0;
    add_answer (record, NULL, ARC_DID_PARTLY, ARC_HELPED_NOT_SAID, 60);
    g_clear_pointer (&((ArcLookBack *) record->look_backs->pdata[0])->commitment_id, g_free);
    g_assert_cmpint (import_one (fixture->journal, record), ==,
                     i == 0 ? ARC_IMPORTED_ADDED : ARC_IMPORTED_UNCHANGED);
    assert_loop (fixture, " Ask first : open\npartly -\n");
  }
}

/* A line that is changed in the composer is newer than what another copy has. */
static void
test_edited_line_is_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRecord) first = full_record ("First", 0);
  g_autoptr (ArcRecord) again = full_record ("First", 0);
  g_autoptr (ArcEntry) entry = NULL;
  g_autoptr (ArcLoop) loop = NULL;
  g_autoptr (ArcCommitment) before = NULL, after = NULL, still = NULL;
  ArcSaved saved;

  add_line (first, LINE_A, "Ask first", 0);
  add_line (first, LINE_B, "Note the time", 0);
  import_one (fixture->journal, first);
  entry = arc_journal_load_entry (fixture->journal, first->entry->id, NULL);
  loop = arc_journal_load_loop (fixture->journal, entry->id, NULL);
  g_free (((ArcCommitment *) loop->commitments->pdata[0])->measure);
  ((ArcCommitment *) loop->commitments->pdata[0])->measure = g_strdup ("3 of 4");
  g_assert_true (
      arc_journal_save_entry_with_loop (fixture->journal, entry, loop, NULL, &saved, NULL));
  after = arc_journal_load_commitment (fixture->journal, LINE_A, NULL);
  g_assert_cmpint (after->modified_us, >, ARC_TEST_NOW);
  still = arc_journal_load_commitment (fixture->journal, LINE_B, NULL);
  g_assert_cmpint (still->modified_us, ==, ARC_TEST_NOW);
  add_line (again, LINE_A, "Ask first", 0);
  g_assert_cmpint (import_one (fixture->journal, again), ==, ARC_IMPORTED_UNCHANGED);
  before = arc_journal_load_commitment (fixture->journal, LINE_A, NULL);
  g_assert_cmpstr (before->measure, ==, "3 of 4");
}

static ArcImported
import_firing (ArcJournal *journal, const char *id, ArcFiringState state, int changed_s)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (ArcItem) item = NULL;
  g_autoptr (ArcImport) import = arc_import_begin (journal, NULL);
  ArcFiring *firing = g_new0 (ArcFiring, 1);
  ArcImported how;

  reminder->id = g_strdup (id);
  reminder->start = (ArcDay){2026, 11, 20};
  reminder->created_us = reminder->modified_us = ARC_TEST_NOW;
  g_free (reminder->rule);
  reminder->rule = g_strdup ("FREQ=DAILY");
  item = arc_item_new_reminder (g_steal_pointer (&reminder));
  firing->wall_s = arc_wall_seconds ((ArcDay){2026, 11, 27}, 55800);
  firing->state = state;
  firing->changed_us = ARC_TEST_NOW + changed_s * ARC_US_PER_SECOND;
  g_ptr_array_add (item->firings, firing);
  g_assert_true (arc_import_add_item (import, item, &how, NULL));
  g_assert_true (arc_import_commit (import, NULL));
  return how;
}

static ArcFiringState
state_of_firing (ArcJournal *journal)
{
  g_autoptr (GPtrArray) firings = arc_journal_list_firings (journal, (ArcDay){2026, 1, 1}, NULL);

  g_assert_cmpuint (firings->len, ==, 1);
  return ((ArcFiring *) firings->pdata[0])->state;
}

static void
test_firings_merge (Fixture *fixture, gconstpointer data)
{
  ArcFiring shown = {.subject_id = (char *) LINE_A,
                     .wall_s = arc_wall_seconds ((ArcDay){2026, 11, 27}, 55800),
                     .state = ARC_FIRING_SHOWN};

  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_SNOOZED, 10), ==,
                   ARC_IMPORTED_ADDED);
  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_SNOOZED, 10), ==,
                   ARC_IMPORTED_UNCHANGED);
  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_DONE, 20), ==,
                   ARC_IMPORTED_UPDATED);
  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_SNOOZED, 10), ==,
                   ARC_IMPORTED_UNCHANGED);
  g_assert_cmpint (state_of_firing (fixture->journal), ==, ARC_FIRING_DONE);
  /* On a screen here since, and skipped there before: it is skipped. */
  g_assert_true (arc_journal_set_firing (fixture->journal, &shown, NULL));
  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_SNOOZED, -1000), ==,
                   ARC_IMPORTED_UNCHANGED);
  g_assert_cmpint (import_firing (fixture->journal, LINE_A, ARC_FIRING_DONE, -1000), ==,
                   ARC_IMPORTED_UPDATED);
  g_assert_cmpint (state_of_firing (fixture->journal), ==, ARC_FIRING_DONE);
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
  ADD ("loop-merges", test_loop_merges);
  ADD ("loop-without-ids", test_loop_without_ids);
  ADD ("edited-line-is-newer", test_edited_line_is_newer);
  ADD ("firings-merge", test_firings_merge);
  ADD ("readers-meanwhile", test_readers_meanwhile);
  return g_test_run ();
}
