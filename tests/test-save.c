/* Saving: new, changed, unchanged, two editors of one entry; revisions; ids; odd texts. */
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

static void
assert_stored (ArcJournal *journal, const ArcEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcEntry) loaded = arc_journal_load_entry (journal, entry->id, &error);
  g_autofree char *expected = arc_test_describe_entry (entry);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = arc_test_describe_entry (loaded);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Did", "Came of it", "Will do");

  arc_entry_set_topic (entry, "CRM");
  arc_entry_add_tag (entry, "one");
  arc_entry_add_tag (entry, "two words");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 0.1, "hours");
  entry->outcome = ARC_OUTCOME_PARTLY;
  entry->lens = ARC_LENS_EXECUTIVE;
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  g_assert_cmpuint (strlen (entry->id), ==, 36);
  g_assert_nonnull (entry->revision);
  g_assert_null (entry->parent);
  g_assert_cmpint (entry->created_us, ==, entry->modified_us);
  g_assert_cmpint (entry->created_us, >=, ARC_TEST_NOW);
  g_assert_cmpint (entry->occurred_us, >=, ARC_TEST_NOW);
  g_assert_cmpint (entry->occurred_us, <=, ARC_TEST_NOW + 60000000);
  g_assert_cmpstr (entry->zone, ==, "Europe/Berlin");
  assert_stored (fixture->journal, entry);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("One", NULL, NULL);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *id = NULL;
  gint64 created_us;

  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  first = g_strdup (entry->revision);
  id = g_strdup (entry->id);
  created_us = entry->created_us;
  arc_test_save (fixture->journal, entry, ARC_SAVED_UNCHANGED);
  g_assert_cmpstr (entry->revision, ==, first);

  for (guint i = 0; i < 3; i++) {
    g_autofree char *text = g_strdup_printf ("Changed %u", i);
    g_autofree char *parent = g_strdup (entry->revision);

    arc_entry_set_section (entry, ARC_SECTION_ACTION, text);
    arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
    g_assert_cmpstr (entry->id, ==, id);
    g_assert_cmpstr (entry->parent, ==, parent);
    g_assert_cmpstr (entry->revision, !=, parent);
    g_assert_cmpint (entry->created_us, ==, created_us);
    g_assert_cmpint (entry->modified_us, >, created_us);
    assert_stored (fixture->journal, entry);
  }
  revisions = arc_journal_list_revisions (fixture->journal, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 4);
  g_assert_cmpstr (((ArcEntry *) revisions->pdata[0])->section[0], ==, "Changed 2");
  g_assert_cmpstr (((ArcEntry *) revisions->pdata[3])->section[0], ==, "One");
  g_assert_cmpstr (((ArcEntry *) revisions->pdata[3])->revision, ==, first);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 1);
}

/* Every single field counts as a change. */
static void
test_each_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("One", NULL, NULL);

  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  for (int field = 0; field < 11; field++) {
    switch (field) {
    case 0:
    case 1:
    case 2:
      arc_entry_set_section (entry, field, "x");
      break;
    case 3:
      arc_entry_set_title (entry, "Title");
      break;
    case 4:
      entry->outcome = ARC_OUTCOME_MISSED;
      break;
    case 5:
      entry->lens = ARC_LENS_FACILITATOR;
      break;
    case 6:
      arc_entry_set_topic (entry, "Topic");
      break;
    case 7:
      arc_entry_add_tag (entry, "tag");
      break;
    case 8:
      arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 25, "minutes");
      break;
    case 9:
      entry->occurred_us -= ARC_TEST_DAY * 40;
      break;
    case 10:
      arc_entry_set_zone (entry, "Asia/Tokyo");
      break;
    }
    arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
    assert_stored (fixture->journal, entry);
  }
}

static void
test_two_editors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) original = arc_test_entry ("Original", NULL, NULL);
  g_autoptr (ArcJournal) other = arc_test_open (fixture->path, NULL);
  g_autoptr (ArcEntry) mine = NULL, theirs = NULL;
  g_autoptr (GError) error = NULL;

  arc_test_save (fixture->journal, original, ARC_SAVED_NEW);
  mine = arc_journal_load_entry (fixture->journal, original->id, &error);
  g_assert_no_error (error);
  theirs = arc_journal_load_entry (other, original->id, &error);
  g_assert_no_error (error);
  arc_entry_set_section (mine, ARC_SECTION_ACTION, "Mine");
  arc_entry_set_section (theirs, ARC_SECTION_ACTION, "Theirs");
  arc_test_save (other, theirs, ARC_SAVED_CHANGED);
  arc_test_save (fixture->journal, mine, ARC_SAVED_BESIDE);
  g_assert_cmpstr (mine->id, !=, theirs->id);
  g_assert_cmpstr (theirs->id, ==, original->id);
  assert_stored (fixture->journal, theirs);
  assert_stored (fixture->journal, mine);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 2);
  /* From now on it is an entry like any other. */
  arc_entry_set_section (mine, ARC_SECTION_ACTION, "Mine again");
  arc_test_save (fixture->journal, mine, ARC_SAVED_CHANGED);
}

static void
test_deleted_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Original", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) trash = NULL;

  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  id = g_strdup (entry->id);
  g_assert_true (arc_journal_delete_entry (fixture->journal, id, &error));
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Edited after");
  arc_test_save (fixture->journal, entry, ARC_SAVED_BESIDE);
  g_assert_cmpstr (entry->id, !=, id);
  assert_stored (fixture->journal, entry);
  trash = arc_journal_list_trash (fixture->journal, &error);
  g_assert_cmpuint (trash->len, ==, 1);
  g_assert_cmpstr (((ArcTrashed *) trash->pdata[0])->entry->section[0], ==, "Original");
  /* Both can live. */
  g_assert_true (arc_journal_undelete_entry (fixture->journal, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 2);
}

static void
test_purged_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Original", NULL, NULL);
  g_autoptr (GError) error = NULL;
  ArcSaved saved;

  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  g_assert_true (arc_journal_delete_entry (fixture->journal, entry->id, &error));
  g_assert_true (arc_journal_purge_entry (fixture->journal, entry->id, &error));
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Edited after");
  g_assert_true (arc_journal_save_entry (fixture->journal, entry, NULL, &saved, &error));
  g_assert_no_error (error);
  assert_stored (fixture->journal, entry);
}

static void
test_refused_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("bad \xff bytes", NULL, NULL);
  g_autoptr (ArcEntry) far = arc_test_entry ("Too far", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_journal_save_entry (fixture->journal, entry, NULL, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (entry->id);
  far->occurred_us = G_MAXINT64;
  g_assert_false (arc_journal_save_entry (fixture->journal, far, NULL, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_cmpuint (arc_journal_count_entries (fixture->journal), ==, 0);
}

static void
test_odd_texts (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
      "😀👩‍👩‍👧 family",
      "עברית \xe2\x80\xae"
      "override",
      "\x01\x02\x1f\x7f control \x1b[31mred",
      "line\r\nends\r\nof Windows\rand Mac",
      "  leading and trailing  \n\n",
      "e\xcc\x81 is not é",
      "'; DROP TABLE entry; --",
      "\xef\xb7\x90 a match mark \xef\xb7\x91",
      "\xf4\x8f\xbf\xbf the last character",
      "%s %n %d",
      "\xe2\x80\xa8\xe2\x80\xa9 separators",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ArcEntry) entry = arc_test_entry (texts[i], texts[i], texts[i]);

    arc_entry_set_title (entry, texts[i]);
    arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
    g_assert_cmpstr (entry->section[0], ==, texts[i]);
    assert_stored (fixture->journal, entry);
  }
}

static void
test_largest_sections (Fixture *fixture, gconstpointer data)
{
  g_autofree char *line = g_strnfill (ARC_LIMIT_SECTION_BYTES, 'x');
  g_autofree char *words = g_strnfill (ARC_LIMIT_SECTION_BYTES, 'x');
  g_autoptr (ArcEntry) entry = NULL;

  for (guint i = 5; i < ARC_LIMIT_SECTION_BYTES; i += 6)
    words[i] = i % 60 == 5 ? '\n' : ' ';
  entry = arc_test_entry (line, words, "end");
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  {
    g_autoptr (ArcEntry) loaded = arc_journal_load_entry (fixture->journal, entry->id, NULL);

    g_assert_true (strcmp (loaded->section[0], line) == 0);
    g_assert_true (strcmp (loaded->section[1], words) == 0);
  }
}

/* Entries of one instant keep their own places, and all are listed. */
static void
test_same_instant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) positions =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    g_free (arc_test_add (fixture->journal, "At once", ARC_TEST_NOW - i % 3));
  listed = arc_journal_list_positions (fixture->journal, 202611, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 300);
  for (guint i = 0; i < listed->len; i++) {
    gint64 position = g_array_index (listed, gint64, i);

    g_assert_true (g_hash_table_add (positions, g_memdup2 (&position, sizeof position)));
    if (i > 0)
      g_assert_cmpint (position, <, g_array_index (listed, gint64, i - 1));
  }
}

static void
test_ids (Fixture *fixture, gconstpointer data)
{
  ArcJournal *journal = fixture->journal;
  g_autoptr (GError) error = NULL;
  g_autofree char *a = NULL, *b = NULL, *found = NULL, *upper = NULL, *trashed = NULL;
  guint common = 0;

  /* Two ids of one millisecond share their first digits. */
  fixture->clock.step_us = 0;
  a = arc_test_add (journal, "A", 0);
  b = arc_test_add (journal, "B", 0);
  while (a[common] == b[common])
    common++;
  g_assert_cmpuint (common, >=, 8);

  found = arc_journal_resolve_id (journal, a, ARC_AMONG_ENTRIES, &error);
  g_assert_cmpstr (found, ==, a);
  g_free (found);
  upper = g_ascii_strup (a, common + 1);
  found = arc_journal_resolve_id (journal, upper, ARC_AMONG_ENTRIES, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, a);
  upper[common] = '\0';
  g_assert_null (arc_journal_resolve_id (journal, upper, ARC_AMONG_ENTRIES, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_AMBIGUOUS);
  g_assert_null (arc_journal_resolve_id (journal, "ffffffff", ARC_AMONG_ENTRIES, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_null (arc_journal_resolve_id (journal, "%", ARC_AMONG_ENTRIES, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_journal_resolve_id (journal, "", ARC_AMONG_ENTRIES, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);

  g_assert_true (arc_journal_delete_entry (journal, a, &error));
  g_assert_null (arc_journal_resolve_id (journal, a, ARC_AMONG_ENTRIES, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  trashed = arc_journal_resolve_id (journal, a, ARC_AMONG_TRASH, &error);
  g_assert_cmpstr (trashed, ==, a);
  g_assert_null (
      arc_journal_resolve_id (journal, upper, ARC_AMONG_ENTRIES | ARC_AMONG_TRASH, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_AMBIGUOUS);
  g_assert_null (arc_journal_load_entry (journal, a, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

static void
test_draft_goes_with_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Done", NULL, NULL);
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autoptr (ArcDraft) other = arc_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "Don");
  arc_entry_set_section (other->entry, ARC_SECTION_ACTION, "Other");
  g_assert_true (arc_journal_save_draft (fixture->journal, draft, &error));
  g_assert_true (arc_journal_save_draft (fixture->journal, other, &error));
  g_assert_true (arc_journal_save_entry (fixture->journal, entry, draft->id, NULL, &error));
  g_assert_no_error (error);
  drafts = arc_journal_list_drafts (fixture->journal, &error);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((ArcDraft *) drafts->pdata[0])->id, ==, other->id);
}

static void
test_data_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) other = arc_test_open (fixture->path, NULL);
  gint64 before = arc_journal_get_data_version (fixture->journal);

  g_assert_cmpint (arc_journal_get_data_version (fixture->journal), ==, before);
  g_free (arc_test_add (other, "From outside", 0));
  g_assert_cmpint (arc_journal_get_data_version (fixture->journal), !=, before);
}

#define ADD(name, func) g_test_add ("/save/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new", test_new);
  ADD ("change", test_change);
  ADD ("each-field", test_each_field);
  ADD ("two-editors", test_two_editors);
  ADD ("deleted-meanwhile", test_deleted_meanwhile);
  ADD ("purged-meanwhile", test_purged_meanwhile);
  ADD ("refused-writes-nothing", test_refused_writes_nothing);
  ADD ("odd-texts", test_odd_texts);
  ADD ("largest-sections", test_largest_sections);
  ADD ("same-instant", test_same_instant);
  ADD ("ids", test_ids);
  ADD ("draft-goes-with-save", test_draft_goes_with_save);
  ADD ("data-version", test_data_version);
  return g_test_run ();
}
