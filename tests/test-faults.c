/* Every n-th operation on the disk fails, for every n: what was acknowledged stays, what was not is
 * there whole or not at all, the failure is a sentence, and the journal goes on working. */
#include "arc-test.h"
#include "fault-vfs.h"

#include <glib/gstdio.h>
#include <string.h>

#define BASE_ENTRIES 30

/* One thing that can be done to a journal. */
typedef struct {
  const char *name;
  gboolean (*act) (ArcJournal *journal, GError **error);
  /* Whether it shows in full. */
  gboolean (*is_done) (ArcJournal *journal);
} Deed;

static char *base_path;
static char *base_text;
static char *victim_id;  /* an entry of the base */
static char *trashed_id; /* another, in its trash */

static char *
long_text (guint i)
{
  GString *text = g_string_new ("needle ");

  for (guint j = 0; j < 400; j++)
    g_string_append_printf (text, "word%u ", (i * 7919 + j * 104729) % 10007);
  return g_string_free (text, FALSE);
}

static void
make_base (void)
{
  ArcTestClock clock = {ARC_TEST_NOW, 1000};
  ArcJournal *journal;

  base_path = arc_test_path ("base.db");
  journal = arc_test_open (base_path, &clock);
  for (guint i = 0; i < BASE_ENTRIES; i++) {
    g_autofree char *id = arc_test_add (journal, "Already there", ARC_TEST_NOW - i * ARC_TEST_DAY);

    if (i == 3)
      victim_id = g_strdup (id);
    if (i == 5) {
      arc_journal_delete_entry (journal, id, NULL);
      trashed_id = g_strdup (id);
    }
  }
  base_text = arc_test_describe (journal);
  arc_journal_close (journal);
}

static char *
copy_base (void)
{
  char *path = arc_test_path ("journal.db");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (base_path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

static void
remove_journal (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *file = g_build_filename (folder, name, NULL);

    g_remove (file);
  }
  g_rmdir (folder);
}

/* ---- deeds ---- */

static gboolean
finds_needle (ArcJournal *journal, guint n)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("needle", (ArcDay){2026, 11, 20});
  g_autoptr (GPtrArray) found = arc_journal_search (journal, query, G_MAXINT64, 1000, NULL);

  return found && found->len == n;
}

static gboolean
save (ArcJournal *journal, GError **error)
{
  g_autofree char *text = long_text (1);
  g_autoptr (ArcEntry) entry = arc_test_entry (text, "r", "c");

  arc_entry_add_tag (entry, "t");
  return arc_journal_save_entry (journal, entry, NULL, NULL, error);
}

static gboolean
is_saved (ArcJournal *journal)
{
  return arc_journal_count_entries (journal) == BASE_ENTRIES && finds_needle (journal, 1);
}

static gboolean
edit (ArcJournal *journal, GError **error)
{
  g_autofree char *text = long_text (2);
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, victim_id, error);

  if (!entry)
    return FALSE;
  arc_entry_set_section (entry, ARC_SECTION_ACTION, text);
  return arc_journal_save_entry (journal, entry, NULL, NULL, error);
}

static gboolean
is_edited (ArcJournal *journal)
{
  g_autoptr (GPtrArray) revisions = arc_journal_list_revisions (journal, victim_id, NULL);

  return finds_needle (journal, 1) && revisions->len == 2;
}

static gboolean
save_draft (ArcJournal *journal, GError **error)
{
  g_autofree char *text = long_text (3);
  g_autoptr (ArcDraft) draft = arc_draft_new ();

  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, text);
  return arc_journal_save_draft (journal, draft, error);
}

static gboolean
has_draft (ArcJournal *journal)
{
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);
  g_autofree char *text = long_text (3);

  return drafts->len == 1 && g_str_equal (((ArcDraft *) drafts->pdata[0])->entry->section[0], text);
}

static gboolean
delete_one (ArcJournal *journal, GError **error)
{
  return arc_journal_delete_entry (journal, victim_id, error);
}

static gboolean
is_deleted (ArcJournal *journal)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, NULL);

  return arc_journal_count_entries (journal) == BASE_ENTRIES - 2 && trash->len == 2;
}

static gboolean
undelete_one (ArcJournal *journal, GError **error)
{
  return arc_journal_undelete_entry (journal, trashed_id, error);
}

static gboolean
is_undeleted (ArcJournal *journal)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, NULL);

  return arc_journal_count_entries (journal) == BASE_ENTRIES && trash->len == 0;
}

static gboolean
purge_one (ArcJournal *journal, GError **error)
{
  return arc_journal_purge_entry (journal, trashed_id, error);
}

static gboolean
is_purged (ArcJournal *journal)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, NULL);

  return arc_journal_count_entries (journal) == BASE_ENTRIES - 1 && trash->len == 0;
}

static gboolean
look_back (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcLookBack) answer = arc_look_back_new (victim_id);

  answer->did = ARC_DID_PARTLY;
  return arc_journal_save_look_back (journal, answer, error);
}

static gboolean
has_look_back (ArcJournal *journal)
{
  g_autoptr (GPtrArray) list = arc_journal_list_look_backs (journal, victim_id, NULL);

  return list->len == 1;
}

static gboolean
start_day_late (ArcJournal *journal, GError **error)
{
  return arc_journal_set_day_start (journal, 4, error);
}

static gboolean
starts_late (ArcJournal *journal)
{
  return arc_journal_get_day_start (journal) == 4;
}

static gboolean
import_many (ArcJournal *journal, GError **error)
{
  g_autoptr (ArcImport) import = arc_import_begin (journal, error);

  if (!import)
    return FALSE;
  for (guint i = 0; i < 40; i++) {
    g_autofree char *text = long_text (100 + i);
    g_autoptr (ArcRecord) record = arc_record_new (arc_test_entry (text, NULL, "c"));

    record->entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_DAY * 3;
    if (!arc_import_add (import, record, NULL, error))
      return FALSE;
  }
  return arc_import_commit (import, error);
}

static gboolean
is_imported (ArcJournal *journal)
{
  return arc_journal_count_entries (journal) == BASE_ENTRIES - 1 + 40 && finds_needle (journal, 40);
}

static gboolean
back_up (ArcJournal *journal, GError **error)
{
  g_autofree char *copy = g_strconcat (arc_journal_get_path (journal), ".copy", NULL);
  g_autoptr (ArcJournal) other = NULL;
  g_autofree char *text = NULL;

  if (!arc_journal_backup (journal, copy, NULL, error)) {
    g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    return FALSE;
  }
  fault_vfs_disarm ();
  other = arc_test_open (copy, NULL);
  text = arc_test_describe (other);
  g_assert_cmpstr (text, ==, base_text);
  return TRUE;
}

static gboolean
is_unchanged (ArcJournal *journal)
{
  g_autofree char *text = arc_test_describe (journal);

  return g_str_equal (text, base_text);
}

static const Deed deeds[] = {
    {"save", save, is_saved},
    {"edit", edit, is_edited},
    {"draft", save_draft, has_draft},
    {"delete", delete_one, is_deleted},
    {"undelete", undelete_one, is_undeleted},
    {"purge", purge_one, is_purged},
    {"look-back", look_back, has_look_back},
    {"day-start", start_day_late, starts_late},
    {"import", import_many, is_imported},
    {"backup", back_up, is_unchanged},
};

/* ---- the loop over every n ---- */

static void
assert_whole (const char *path, const Deed *deed, gboolean acknowledged, guint n)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  gboolean done = deed->is_done (journal);

  arc_test_assert_sound (journal);
  if (acknowledged && !done)
    g_error ("%s was acknowledged, but is not there (fault at operation %u)", deed->name, n);
  if (!done && !is_unchanged (journal))
    g_error ("%s failed and left something half-done (fault at operation %u)", deed->name, n);
}

/* One run with a fault at operation @n. Returns: whether the fault happened. */
static gboolean
run_once (const Deed *deed, FaultKind kind, guint n, gboolean for_good)
{
  g_autofree char *path = copy_base ();
  ArcTestClock clock = {ARC_TEST_NOW + 5 * ARC_TEST_DAY, 1000};
  ArcJournalOptions options = {
      .path = path,
      .vfs = FAULT_VFS_NAME,
      .clock = arc_test_clock_read,
      .clock_data = &clock,
  };
  g_autoptr (GError) error = NULL;
  ArcJournal *journal = NULL;
  gboolean acknowledged, happened;

  fault_vfs_arm (kind, n, for_good);
  journal = arc_journal_open (&options, &error);
  acknowledged = journal && deed->act (journal, &error);
  if (!acknowledged) {
    g_assert_nonnull (error);
    arc_test_assert_sentence (&error, error->code);
    if (kind == FAULT_FULL && for_good && error)
      g_assert_cmpint (error->code, ==, ARC_ERROR_NO_SPACE);
  }
  if (for_good) {
    /* The program ends while the disk still fails. */
    g_clear_pointer (&journal, arc_journal_close);
    happened = fault_vfs_disarm ();
  } else {
    happened = fault_vfs_disarm ();
    /* The disk is well again: the same program can go on. */
    if (journal && arc_journal_is_read_only (journal)) {
      arc_journal_close (journal);
      journal = arc_journal_open (&options, &error);
      g_assert_no_error (error);
    }
    if (journal && !acknowledged && !deed->is_done (journal)) {
      acknowledged = deed->act (journal, &error);
      g_assert_no_error (error);
    }
    g_clear_pointer (&journal, arc_journal_close);
  }
  assert_whole (path, deed, acknowledged, n);
  remove_journal (path);
  return happened;
}

static void
test_deed (gconstpointer data)
{
  const Deed *deed = data;
  guint runs = 0;

  for (int kind = FAULT_IO; kind <= FAULT_TORN; kind++)
    for (int for_good = 0; for_good <= 1; for_good++) {
      guint n = 1;

      /* Every operation of the short ones; of the long ones the beginning, and then leaps. */
      while (run_once (deed, kind, n, for_good)) {
        n += n < 60 || g_getenv ("ARC_SOAK") ? 1 : n / 8;
        runs++;
      }
      g_assert_cmpuint (n, >, 1);
    }
  g_test_message ("%s: %u faults", deed->name, runs);
}

/* Creating a journal: afterwards there is a good one, or one can be made. */
static gboolean
create_once (FaultKind kind, guint n, gboolean for_good)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournalOptions options = {.path = path, .vfs = FAULT_VFS_NAME};
  g_autoptr (GError) error = NULL;
  ArcJournal *journal;
  gboolean happened;

  fault_vfs_arm (kind, n, for_good);
  journal = arc_journal_open (&options, &error);
  if (journal)
    arc_journal_close (journal);
  else
    arc_test_assert_sentence (&error, error->code);
  happened = fault_vfs_disarm ();
  journal = arc_test_open (path, NULL);
  arc_test_assert_sound (journal);
  g_free (arc_test_add (journal, "Works", 0));
  arc_journal_close (journal);
  remove_journal (path);
  return happened;
}

static void
test_create (void)
{
  guint runs = 0;

  for (int kind = FAULT_IO; kind <= FAULT_TORN; kind++)
    for (int for_good = 0; for_good <= 1; for_good++)
      for (guint n = 1; create_once (kind, n, for_good); n++)
        runs++;
  g_test_message ("create: %u faults", runs);
}

/* ---- bringing a journal of an older format up to date ---- */

static void
copy_fixture (const char *path, const char *name)
{
  g_autofree char *fixture =
      g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (fixture, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

static gboolean
migrate_once (const char *fixture, FaultKind kind, guint n, gboolean for_good, const char *expected)
{
  g_autofree char *path = arc_test_path ("journal.db");
  ArcJournalOptions options = {.path = path, .vfs = FAULT_VFS_NAME};
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  ArcJournal *journal;
  gboolean happened;

  copy_fixture (path, fixture);
  fault_vfs_arm (kind, n, for_good);
  journal = arc_journal_open (&options, &error);
  if (journal)
    arc_journal_close (journal);
  else
    arc_test_assert_sentence (&error, error->code);
  happened = fault_vfs_disarm ();
  journal = arc_test_open (path, NULL);
  arc_test_assert_sound (journal);
  text = arc_test_describe (journal);
  g_assert_cmpstr (text, ==, expected);
  arc_journal_close (journal);
  remove_journal (path);
  return happened;
}

/* Every write of a migration can fail. Without ARC_SOAK only some of them do, others each time. */
#define FAULTS_BETWEEN 7

static void
test_migrate (gconstpointer fixture)
{
  guint step = g_getenv ("ARC_SOAK") ? 1 : FAULTS_BETWEEN;
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *expected = NULL;
  guint runs = 0;

  copy_fixture (path, fixture);
  journal = arc_test_open (path, NULL);
  expected = arc_test_describe (journal);
  for (int kind = FAULT_IO; kind <= FAULT_TORN; kind++)
    for (int for_good = 0; for_good <= 1; for_good++)
      for (guint n = g_test_rand_int_range (1, step + 1);
           migrate_once (fixture, kind, n, for_good, expected); n += step)
        runs++;
  g_test_message ("migrate: %u faults", runs);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  make_base ();
  g_test_add_func ("/faults/create", test_create);
  g_test_add_data_func ("/faults/migrate/1", "journal-1.db", test_migrate);
  g_test_add_data_func ("/faults/migrate/2", "journal-2.db", test_migrate);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++) {
    g_autofree char *name = g_strconcat ("/faults/", deeds[i].name, NULL);

    g_test_add_data_func (name, &deeds[i], test_deed);
  }
  status = g_test_run ();
  g_free (base_path);
  g_free (base_text);
  g_free (victim_id);
  g_free (trashed_id);
  return status;
}
