/* What is kept around entries: trash, drafts, labels, months, look-backs, what Today shows. */
#include "arc-journal-loop.h"
#include "arc-test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

static guint
uses_of (ArcJournal *journal, ArcLabelKind kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = arc_journal_list_labels (journal, kind, NULL, 1000, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (((ArcLabel *) labels->pdata[i])->name, name))
      return ((ArcLabel *) labels->pdata[i])->uses;
  return 0;
}

static guint
n_months (ArcJournal *journal)
{
  g_autoptr (GArray) months = arc_journal_list_months (journal, NULL);

  return months->len;
}

static guint
n_trash (ArcJournal *journal)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, NULL);

  return trash->len;
}

/* ---- trash ---- */

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (ArcEntry) entry = arc_test_entry ("Findable words", NULL, "Change it");
  g_autoptr (ArcLookBack) look_back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *none = NULL;

  arc_entry_add_tag (entry, "kept");
  arc_entry_set_topic (entry, "CRM");
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  arc_entry_set_title (entry, "Second state");
  arc_test_save (journal, entry, ARC_SAVED_CHANGED);
  look_back = arc_look_back_new (entry->id);
  look_back->did = ARC_DID_PARTLY;
  g_assert_true (arc_journal_save_look_back (journal, look_back, &error));
  before = arc_test_describe (journal);

  g_assert_true (arc_journal_delete_entry (journal, entry->id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 0);
  g_assert_cmpuint (n_months (journal), ==, 0);
  g_assert_cmpuint (n_trash (journal), ==, 1);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TAG, "kept"), ==, 0);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TOPIC, "CRM"), ==, 0);
  none = arc_test_search (journal, "findable");
  g_assert_cmpstr (none, ==, "");
  g_assert_false (arc_journal_delete_entry (journal, entry->id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  arc_test_assert_sound (journal);

  g_assert_true (arc_journal_undelete_entry (journal, entry->id, &error));
  g_assert_no_error (error);
  after = arc_test_describe (journal);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (arc_journal_undelete_entry (journal, entry->id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

static void
test_purge (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autofree char *id = arc_test_add (journal, "Gone for good", 0);
  g_autofree char *other = arc_test_add (journal, "Stays", 0);
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) look_backs = NULL;
  g_autofree char *left = NULL;

  look_back->did = ARC_DID_YES;
  g_assert_true (arc_journal_save_look_back (journal, look_back, &error));
  g_assert_false (arc_journal_purge_entry (journal, id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_true (arc_journal_delete_entry (journal, id, &error));
  g_assert_true (arc_journal_purge_entry (journal, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_trash (journal), ==, 0);
  g_assert_false (arc_journal_undelete_entry (journal, id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  left = arc_test_sql_text (fixture->path, "SELECT count(*) FROM look_back");
  g_assert_cmpstr (left, ==, "0");
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 1);
}

/* Good is good: no text of it is left in the file, nor in its log. */
static void
test_purge_leaves_no_text (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {"The zebrafish one", "The hippogriff one", "the okapi",
                                      "The quagga"};
  static const char *const suffixes[] = {"", "-wal"};
  g_autoptr (ArcEntry) entry = arc_test_entry ("The zebrafish one", NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_free (arc_test_add (fixture->journal, "Others around it", 0));
  arc_entry_add_tag (entry, "the okapi");
  arc_entry_set_topic (entry, "The quagga");
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "The hippogriff one");
  arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
  g_assert_true (arc_journal_delete_entry (fixture->journal, entry->id, &error));
  g_assert_true (arc_journal_purge_entry (fixture->journal, entry->id, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;

    if (!g_file_get_contents (path, &bytes, &length, NULL))
      continue;
    for (guint w = 0; w < G_N_ELEMENTS (texts); w++)
      if (memmem (bytes, length, texts[w], strlen (texts[w]))) {
        g_test_message ("“%s” is left in the file%s", texts[w], suffixes[i]);
        g_test_fail ();
      }
  }
}

static void
test_purge_old (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autofree char *old = arc_test_add (journal, "Old", 0);
  g_autofree char *young = arc_test_add (journal, "Young", 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_journal_delete_entry (journal, old, &error));
  fixture->clock.now_us += 2 * ARC_TEST_DAY;
  g_assert_true (arc_journal_delete_entry (journal, young, &error));
  fixture->clock.now_us += (ARC_TRASH_DAYS - 3) * ARC_TEST_DAY;
  g_assert_cmpint (arc_journal_purge_old (journal, &error), ==, 0);
  fixture->clock.now_us += 2 * ARC_TEST_DAY;
  g_assert_cmpint (arc_journal_purge_old (journal, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (n_trash (journal), ==, 1);
  fixture->clock.now_us += 2 * ARC_TEST_DAY;
  g_assert_cmpint (arc_journal_purge_old (journal, &error), ==, 1);
  g_assert_cmpint (arc_journal_purge_old (journal, &error), ==, 0);
}

/* A clock that went wrong must not empty the trash of what was just deleted. */
static void
test_purge_after_clock_went_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = arc_test_add (fixture->journal, "Kept", 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_journal_delete_entry (fixture->journal, id, &error));
  fixture->clock.now_us -= 400 * ARC_TEST_DAY;
  g_assert_cmpint (arc_journal_purge_old (fixture->journal, &error), ==, 0);
  g_assert_cmpuint (n_trash (fixture->journal), ==, 1);
}

static void
test_trash_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = arc_test_add (fixture->journal, "A", 0);
  g_autofree char *b = arc_test_add (fixture->journal, "B", 0);
  g_autoptr (GPtrArray) trash = NULL;

  arc_journal_delete_entry (fixture->journal, b, NULL);
  arc_journal_delete_entry (fixture->journal, a, NULL);
  trash = arc_journal_list_trash (fixture->journal, NULL);
  g_assert_cmpuint (trash->len, ==, 2);
  g_assert_cmpstr (((ArcTrashed *) trash->pdata[0])->entry->id, ==, a);
  g_assert_cmpint (((ArcTrashed *) trash->pdata[0])->deleted_us, >=, ARC_TEST_NOW);
}

/* ---- drafts ---- */

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autoptr (ArcDraft) second = arc_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *id = NULL;

  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "Typ");
  draft->step = 1;
  g_assert_true (arc_journal_save_draft (journal, draft, &error));
  g_assert_no_error (error);
  g_assert_nonnull (draft->id);
  id = g_strdup (draft->id);
  arc_entry_set_section (second->entry, ARC_SECTION_ACTION, "Second");
  second->entry->id = g_strdup ("0192f3a0-7b1c-7def-8123-456789abcdef");
  second->entry->revision = g_strdup ("0192f3a0-7b1c-7def-8123-456789abcdee");
  g_assert_true (arc_journal_save_draft (journal, second, &error));
  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "Typed on");
  arc_entry_add_tag (draft->entry, "t");
  draft->step = 2;
  g_assert_true (arc_journal_save_draft (journal, draft, &error));
  g_assert_cmpstr (draft->id, ==, id);

  drafts = arc_journal_list_drafts (journal, &error);
  g_assert_cmpuint (drafts->len, ==, 2);
  {
    const ArcDraft *first = drafts->pdata[0];
    const ArcDraft *other = drafts->pdata[1];

    g_assert_cmpstr (first->id, ==, id);
    g_assert_cmpstr (first->entry->section[0], ==, "Typed on");
    g_assert_cmpuint (first->entry->tags->len, ==, 1);
    g_assert_null (first->entry->id);
    g_assert_cmpint (first->step, ==, 2);
    g_assert_cmpint (first->updated_us, >=, ARC_TEST_NOW);
    g_assert_cmpstr (other->entry->id, ==, second->entry->id);
    g_assert_cmpstr (other->entry->revision, ==, second->entry->revision);
  }
  g_assert_true (arc_journal_discard_draft (journal, id, &error));
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = arc_journal_list_drafts (journal, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  /* Drafts are no entries: nothing else shows them. */
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 0);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TAG, "t"), ==, 0);
}

static gboolean
draft_is_open (ArcJournal *journal)
{
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);

  g_assert_cmpuint (drafts->len, ==, 1);
  return ((ArcDraft *) drafts->pdata[0])->is_open;
}

/* Another process writes a draft, says so, and waits to be killed. */
static void
test_draft_of_killed (Fixture *fixture, gconstpointer data)
{
  const char *self = data;
  g_autoptr (GError) error = NULL;
  const char *argv[] = {self, "--write-draft", fixture->path, NULL};
  GPid pid;
  int out;
  char byte;
  g_autoptr (GPtrArray) drafts = NULL;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL,
                                           NULL, &pid, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (out, &byte, 1), ==, 1);
  g_assert_true (draft_is_open (fixture->journal));
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  close (out);
  g_assert_false (draft_is_open (fixture->journal));
  drafts = arc_journal_list_drafts (fixture->journal, &error);
  g_assert_cmpstr (((ArcDraft *) drafts->pdata[0])->entry->section[0], ==, "From elsewhere");
  /* Taken over: from now on it is this process's. */
  g_assert_true (arc_journal_save_draft (fixture->journal, drafts->pdata[0], &error));
  g_assert_no_error (error);
}

G_GNUC_NORETURN static void
write_draft_and_wait (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (ArcDraft) draft = arc_draft_new ();

  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "From elsewhere");
  g_assert_true (arc_journal_save_draft (journal, draft, NULL));
  g_assert_cmpint (write (STDOUT_FILENO, "x", 1), ==, 1);
  for (;;)
    pause ();
}

/* ---- labels, months ---- */

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) entry = NULL;
  g_autoptr (GPtrArray) labels = NULL, begun = NULL, one = NULL;

  for (guint i = 0; i < 5; i++) {
    g_clear_pointer (&entry, arc_entry_free);
    entry = arc_test_entry ("x", NULL, NULL);
    arc_entry_add_tag (entry, i == 0 ? "Client" : "client");
    arc_entry_add_tag (entry, i < 2 ? "clock" : "Überblick");
    arc_entry_set_topic (entry, "CRM");
    arc_test_save (journal, entry, ARC_SAVED_NEW);
  }
  labels = arc_journal_list_labels (journal, ARC_LABEL_TAG, NULL, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (labels->len, ==, 3);
  g_assert_cmpstr (((ArcLabel *) labels->pdata[0])->name, ==, "Client");
  g_assert_cmpuint (((ArcLabel *) labels->pdata[0])->uses, ==, 5);
  g_assert_cmpstr (((ArcLabel *) labels->pdata[1])->name, ==, "Überblick");
  begun = arc_journal_list_labels (journal, ARC_LABEL_TAG, "CL", 100, &error);
  g_assert_cmpuint (begun->len, ==, 2);
  g_clear_pointer (&begun, g_ptr_array_unref);
  begun = arc_journal_list_labels (journal, ARC_LABEL_TAG, "über", 100, &error);
  g_assert_cmpuint (begun->len, ==, 1);
  g_clear_pointer (&begun, g_ptr_array_unref);
  begun = arc_journal_list_labels (journal, ARC_LABEL_TAG, "%", 100, &error);
  g_assert_cmpuint (begun->len, ==, 0);
  one = arc_journal_list_labels (journal, ARC_LABEL_TAG, NULL, 1, &error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TOPIC, "CRM"), ==, 5);

  arc_entry_clear_tags (entry);
  arc_entry_set_topic (entry, "Sales");
  arc_test_save (journal, entry, ARC_SAVED_CHANGED);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TAG, "Client"), ==, 4);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TOPIC, "CRM"), ==, 4);
  g_assert_cmpuint (uses_of (journal, ARC_LABEL_TOPIC, "Sales"), ==, 1);
}

static void
test_months (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = NULL, positions = NULL;
  g_autoptr (GPtrArray) page = NULL, rest = NULL;
  g_autoptr (ArcEntry) moved = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < 10; i++)
    g_free (arc_test_add (journal, "November", ARC_TEST_NOW - i * ARC_TEST_DAY));
  for (guint i = 0; i < 4; i++)
    g_free (arc_test_add (journal, "Last year", ARC_TEST_NOW - (365 + i) * ARC_TEST_DAY));
  /* 2026-11-30 23:30Z is December in Berlin. */
  id = arc_test_add (journal, "Midnight", G_GINT64_CONSTANT (1796081400000000));
  months = arc_journal_list_months (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 3);
  g_assert_cmpint (g_array_index (months, ArcMonth, 0).month, ==, 202612);
  g_assert_cmpint (g_array_index (months, ArcMonth, 1).month, ==, 202611);
  g_assert_cmpuint (g_array_index (months, ArcMonth, 1).entries, ==, 10);
  g_assert_cmpint (g_array_index (months, ArcMonth, 2).month, ==, 202511);
  g_assert_cmpuint (g_array_index (months, ArcMonth, 2).entries, ==, 4);

  positions = arc_journal_list_positions (journal, 202611, &error);
  g_assert_cmpuint (positions->len, ==, 10);
  page = arc_journal_list_month (journal, 202611, g_array_index (positions, gint64, 0), 6, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 6);
  for (guint i = 0; i < page->len; i++) {
    g_assert_cmpint (((ArcBrief *) page->pdata[i])->position, ==,
                     g_array_index (positions, gint64, i));
    g_assert_cmpint (((ArcBrief *) page->pdata[i])->month, ==, 202611);
    g_assert_cmpstr (((ArcBrief *) page->pdata[i])->title, ==, "November");
  }
  rest =
      arc_journal_list_month (journal, 202611, g_array_index (positions, gint64, 6), 100, &error);
  g_assert_cmpuint (rest->len, ==, 4);

  /* Re-dating an entry moves it, and a month without entries goes. */
  moved = arc_journal_load_entry (journal, id, &error);
  moved->occurred_us = ARC_TEST_NOW - 400 * ARC_TEST_DAY;
  arc_test_save (journal, moved, ARC_SAVED_CHANGED);
  g_clear_pointer (&months, g_array_unref);
  months = arc_journal_list_months (journal, &error);
  g_assert_cmpuint (months->len, ==, 3);
  g_assert_cmpint (g_array_index (months, ArcMonth, 0).month, ==, 202611);
  g_assert_cmpint (g_array_index (months, ArcMonth, 2).month, ==, 202510);
}

/* ---- look-backs and what Today shows ---- */

static void
test_look_backs (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autofree char *id = arc_test_add (journal, "x", 0);
  g_autoptr (ArcLookBack) first = arc_look_back_new (id);
  g_autoptr (ArcLookBack) second = arc_look_back_new (id);
  g_autoptr (GPtrArray) list = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  first->did = ARC_DID_NOT_YET;
  g_assert_true (arc_journal_save_look_back (journal, first, &error));
  g_assert_no_error (error);
  g_assert_nonnull (first->id);
  g_assert_cmpint (first->at_us, >=, ARC_TEST_NOW);
  second->did = ARC_DID_YES;
  second->helped = ARC_HELPED_TOO_EARLY;
  second->note = (g_free (second->note), g_strdup ("Later “more”"));
  g_assert_true (arc_journal_save_look_back (journal, second, &error));
  first->did = ARC_DID_PARTLY;
  g_assert_true (arc_journal_save_look_back (journal, first, &error));
  list = arc_journal_list_look_backs (journal, id, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (arc_look_back_equal (list->pdata[0], first));
  g_assert_true (arc_look_back_equal (list->pdata[1], second));
  g_assert_true (arc_journal_delete_look_back (journal, first->id, &error));
  after = arc_journal_list_look_backs (journal, id, &error);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_look_back_of_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new ("0192f3a0-7b1c-7def-8123-456789abcdef");
  g_autoptr (GError) error = NULL;

  look_back->did = ARC_DID_YES;
  g_assert_false (arc_journal_save_look_back (fixture->journal, look_back, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

static void
answer (ArcJournal *journal, const char *id, ArcDid did, ArcHelped helped)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (id);

  look_back->did = did;
  look_back->helped = helped;
  g_assert_true (arc_journal_save_look_back (journal, look_back, NULL));
}

static void
test_open_change (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (ArcEntry) older = arc_test_entry ("a", NULL, "Older change");
  g_autoptr (ArcEntry) newer = arc_test_entry ("b", NULL, "Newer change");
  g_autoptr (ArcEntry) without = arc_test_entry ("c", NULL, NULL);
  g_autoptr (ArcEntry) got = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_journal_open_change (journal, &error));
  g_assert_no_error (error);
  older->occurred_us = ARC_TEST_NOW - 9 * ARC_TEST_DAY;
  newer->occurred_us = ARC_TEST_NOW - 7 * ARC_TEST_DAY;
  without->occurred_us = ARC_TEST_NOW;
  arc_test_save (journal, newer, ARC_SAVED_NEW);
  arc_test_save (journal, older, ARC_SAVED_NEW);
  arc_test_save (journal, without, ARC_SAVED_NEW);
  got = arc_journal_open_change (journal, &error);
  g_assert_cmpstr (got->id, ==, newer->id);
  /* "Not yet" asks again; "yes" with an answer to "did it help?" ends it. */
  answer (journal, newer->id, ARC_DID_NOT_YET, ARC_HELPED_NOT_SAID);
  g_clear_pointer (&got, arc_entry_free);
  got = arc_journal_open_change (journal, &error);
  g_assert_cmpstr (got->id, ==, newer->id);
  answer (journal, newer->id, ARC_DID_YES, ARC_HELPED_YES);
  g_clear_pointer (&got, arc_entry_free);
  got = arc_journal_open_change (journal, &error);
  g_assert_cmpstr (got->id, ==, older->id);
  answer (journal, older->id, ARC_DID_NO_LONGER, ARC_HELPED_NOT_SAID);
  g_assert_null (arc_journal_open_change (journal, &error));
  g_assert_no_error (error);
}

/* An entry of some days ago, with a commitment that is in @state. (transfer full): its id. */
static char *
promise (ArcJournal *journal, const char *change, int days_ago, ArcCommitmentState state)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("a", NULL, change);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  const ArcCommitment *commitment = NULL;
  g_autoptr (GError) error = NULL;

  entry->occurred_us = ARC_TEST_NOW - days_ago * ARC_TEST_DAY;
  g_ptr_array_add (loop->commitments, arc_commitment_new (ARC_KIND_START, change));
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, &error);
  g_assert_no_error (error);
  commitment = loop->commitments->pdata[0];
  g_assert_true (arc_journal_set_commitment_state (journal, commitment->id, state, &error));
  g_assert_no_error (error);
  return g_strdup (entry->id);
}

static void
assert_open_change (ArcJournal *journal, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) open = arc_journal_open_change (journal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (open != NULL ? open->id : NULL, ==, expected);
}

/* What became a habit, or was let go, is not asked about; what is open or done is. */
static void
test_open_change_ends (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autofree char *open = promise (journal, "Ask first.", 9, ARC_COMMITMENT_OPEN);
  g_autofree char *habit = promise (journal, "Log it.", 8, ARC_COMMITMENT_HABIT);
  g_autofree char *gone = promise (journal, "Keep two lists.", 7, ARC_COMMITMENT_LET_GO);

  assert_open_change (journal, open);
  answer (journal, open, ARC_DID_YES, ARC_HELPED_NOT_SAID);
  assert_open_change (journal, NULL);
  g_free (promise (journal, "Call Mia.", 6, ARC_COMMITMENT_OPEN));
  g_clear_pointer (&open, g_free);
  open = promise (journal, "Show Joan.", 5, ARC_COMMITMENT_OPEN);
  assert_open_change (journal, open);
}

static void
test_newest_between (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autofree char *early = arc_test_add (journal, "Early", ARC_TEST_NOW);
  g_autofree char *late = arc_test_add (journal, "Late", ARC_TEST_NOW + ARC_TEST_HOUR);
  g_autoptr (ArcEntry) both = NULL, first = NULL, edge = NULL;
  g_autoptr (GError) error = NULL;

  both =
      arc_journal_newest_between (journal, ARC_TEST_NOW - 1, ARC_TEST_NOW + ARC_TEST_DAY, &error);
  g_assert_cmpstr (both->id, ==, late);
  first = arc_journal_newest_between (journal, ARC_TEST_NOW, ARC_TEST_NOW + ARC_TEST_HOUR, &error);
  g_assert_cmpstr (first->id, ==, early);
  edge = arc_journal_newest_between (journal, ARC_TEST_NOW - ARC_TEST_DAY, ARC_TEST_NOW, &error);
  g_assert_null (edge);
  g_assert_no_error (error);
}

static void
test_stats (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (ArcEntry) entry = arc_test_entry ("one two three", "four 日本", NULL);
  g_autofree char *gone = arc_test_add (journal, "Gone", 0);
  g_autoptr (GError) error = NULL;
  ArcStats stats = {0};

  entry->occurred_us = ARC_TEST_NOW - ARC_TEST_DAY;
  entry->outcome = ARC_OUTCOME_MISSED;
  entry->lens = ARC_LENS_MANAGER;
  arc_entry_add_tag (entry, "a");
  arc_entry_add_tag (entry, "b");
  arc_entry_set_topic (entry, "CRM");
  arc_test_save (journal, entry, ARC_SAVED_NEW);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "seven");
  arc_test_save (journal, entry, ARC_SAVED_CHANGED);
  arc_journal_delete_entry (journal, gone, &error);
  answer (journal, entry->id, ARC_DID_YES, ARC_HELPED_YES);
  g_assert_true (arc_journal_stats (journal, &stats, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stats.entries, ==, 1);
  g_assert_cmpuint (stats.revisions, ==, 1);
  g_assert_cmpuint (stats.trashed, ==, 1);
  g_assert_cmpuint (stats.drafts, ==, 0);
  g_assert_cmpuint (stats.look_backs, ==, 1);
  g_assert_cmpuint (stats.words, ==, 7);
  g_assert_cmpuint (stats.outcomes[ARC_OUTCOME_MISSED], ==, 1);
  g_assert_cmpuint (stats.lenses[ARC_LENS_MANAGER], ==, 1);
  g_assert_cmpuint (stats.tags, ==, 2);
  g_assert_cmpuint (stats.topics, ==, 1);
  g_assert_cmpint (stats.first_us, ==, entry->occurred_us);
  g_assert_cmpint (stats.last_us, ==, entry->occurred_us);
  g_assert_cmpuint (stats.bytes, >, 4096);
}

#define ADD(name, func) g_test_add ("/keep/" name, Fixture, argv[0], set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write-draft"))
    write_draft_and_wait (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("trash", test_trash);
  ADD ("purge", test_purge);
  ADD ("purge-leaves-no-text", test_purge_leaves_no_text);
  ADD ("purge-old", test_purge_old);
  ADD ("purge-after-clock-went-back", test_purge_after_clock_went_back);
  ADD ("trash-order", test_trash_order);
  ADD ("drafts", test_drafts);
  ADD ("draft-of-killed", test_draft_of_killed);
  ADD ("labels", test_labels);
  ADD ("months", test_months);
  ADD ("look-backs", test_look_backs);
  ADD ("look-back-of-nothing", test_look_back_of_nothing);
  ADD ("open-change", test_open_change);
  ADD ("open-change-ends", test_open_change_ends);
  ADD ("newest-between", test_newest_between);
  ADD ("stats", test_stats);
  return g_test_run ();
}
