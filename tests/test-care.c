/* Care: check finds what was tampered with, backups while others write, recovery from the worst. */
#include "arc-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096

/* A journal of @n entries with some of everything; closed again. */
static char *
make_journal (guint n)
{
  char *path = arc_test_path ("journal.db");
  ArcTestClock clock = {ARC_TEST_NOW, 1000};
  g_autoptr (ArcJournal) journal = arc_test_open (path, &clock);

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = g_strdup_printf ("Entry number%u about the weekly report\n", i);
    g_autofree char *tag = g_strdup_printf ("tag%u", i % 5);
    g_autofree char *body = g_strnfill (i % 7 * 400, 'x');
    g_autoptr (ArcEntry) entry = arc_test_entry (text, body, "Do it better");

    entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_DAY;
    arc_entry_add_tag (entry, tag);
    arc_entry_set_topic (entry, "CRM");
    arc_test_save (journal, entry, ARC_SAVED_NEW);
    if (i % 3 == 0) {
      arc_entry_set_title (entry, "Titled");
      arc_test_save (journal, entry, ARC_SAVED_CHANGED);
    }
    if (i % 4 == 0) {
      g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry->id);

      look_back->did = ARC_DID_YES;
      g_assert_true (arc_journal_save_look_back (journal, look_back, NULL));
    }
    if (i % 10 == 9)
      g_assert_true (arc_journal_delete_entry (journal, entry->id, NULL));
  }
  return path;
}

static guint64
count_of (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  arc_test_assert_sound (journal);
  return arc_journal_count_entries (journal);
}

/* ---- check ---- */

static void
test_check_finds (void)
{
  static const char *const damage[] = {
      "DELETE FROM entry WHERE position = (SELECT max(position) FROM entry)",
      "UPDATE entry SET action = 'something else' WHERE position = (SELECT min(position) FROM "
      "entry)",
      "UPDATE entry SET labels = 'other' WHERE position = (SELECT min(position) FROM entry)",
      "UPDATE entry SET facets = '' WHERE position = (SELECT min(position) FROM entry)",
      "UPDATE entry SET month = 190001 WHERE position = (SELECT min(position) FROM entry)",
      "UPDATE month SET entries = entries + 1 WHERE month = (SELECT max(month) FROM month)",
      "DELETE FROM month WHERE month = (SELECT max(month) FROM month)",
      "INSERT INTO month VALUES (190001, 3)",
      "UPDATE label SET uses = uses + 1 WHERE folded = 'crm'",
      "DELETE FROM label WHERE folded = 'tag1'",
      "INSERT INTO look_back SELECT 'x', 'no-such-entry', at_us, zone, did, helped, note, NULL "
      "FROM "
      "look_back LIMIT 1",
      "UPDATE trash SET id = (SELECT id FROM entry LIMIT 1)",
      "UPDATE entry SET action = CAST (x'ff' AS TEXT) WHERE position = (SELECT min(position) FROM "
      "entry)",
      "UPDATE entry SET id = 'not an id' WHERE position = (SELECT min(position) FROM entry)",
      "UPDATE entry SET outcome = 'great' WHERE position = (SELECT min(position) FROM entry)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damage); i++) {
    g_autofree char *path = make_journal (12);
    g_autoptr (GError) error = NULL;
    g_autoptr (ArcJournal) journal = NULL;
    g_autoptr (GPtrArray) faults = NULL;

    arc_test_sql (path, damage[i]);
    journal = arc_test_open (path, NULL);
    faults = arc_journal_check (journal, &error);
    g_assert_no_error (error);
    if (faults->len == 0) {
      g_test_message ("not found: %s", damage[i]);
      g_test_fail ();
    }
    for (guint j = 0; j < faults->len; j++)
      g_assert_cmpuint (strlen (faults->pdata[j]), >, 10);
  }
}

static void
overwrite (const char *path, off_t from, gsize length, int byte)
{
  g_autofree char *bytes = g_malloc (length);
  int fd = g_open (path, O_WRONLY);

  if (byte >= 0)
    memset (bytes, byte, length);
  else
    for (gsize i = 0; i < length; i++)
      bytes[i] = (char) g_test_rand_int_range (0, 256);
  g_assert_cmpint (pwrite (fd, bytes, length, from), ==, (gssize) length);
  close (fd);
}

static gsize
size_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

/* Whichever page is lost: opening fails, or check says so, or nothing was there. Never a crash. */
static void
test_check_any_page (void)
{
  g_autofree char *path = make_journal (60);
  g_autofree char *good = NULL;
  gsize length;
  guint found = 0, pages, unused;
  g_autofree char *free_pages = arc_test_sql_text (path, "PRAGMA freelist_count");

  unused = atoi (free_pages);
  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  pages = length / PAGE;
  for (guint page = 0; page < pages; page++) {
    g_autoptr (GError) error = NULL;
    ArcJournalOptions options = {.path = path};
    g_autoptr (ArcJournal) journal = NULL;
    g_autoptr (GPtrArray) faults = NULL;

    g_assert_true (g_file_set_contents (path, good, length, NULL));
    overwrite (path, (off_t) page * PAGE, PAGE, page % 2 ? 0 : -1);
    journal = arc_journal_open (&options, &error);
    if (journal)
      faults = arc_journal_check (journal, &error);
    if (error) {
      g_assert_true (error->domain == ARC_ERROR);
      found++;
    } else if (faults->len > 0) {
      found++;
    } else {
      g_test_message ("no fault seen in page %u", page + 1);
    }
  }
  /* What lies in a page that is not in use is nobody's loss. */
  g_assert_cmpuint (found, >=, pages - unused);
}

/* ---- backup ---- */

typedef struct {
  const char *path;
  gint stop;
  guint saved;
} Writer;

static gpointer
write_on (gpointer data)
{
  Writer *writer = data;
  g_autoptr (ArcJournal) journal = arc_test_open (writer->path, NULL);

  while (!g_atomic_int_get (&writer->stop)) {
    g_free (arc_test_add (journal, "Written while copying", 0));
    g_atomic_int_inc ((gint *) &writer->saved);
  }
  return NULL;
}

static void
test_backup_while_writing (void)
{
  g_autofree char *path = make_journal (100);
  Writer writer = {path, 0, 0};
  GThread *thread = g_thread_new ("writer", write_on, &writer);
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10; i++) {
    g_autofree char *copy = arc_test_path ("copy.db");
    guint before = g_atomic_int_get ((gint *) &writer.saved);
    GStatBuf info;

    g_assert_true (arc_journal_backup (journal, copy, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (count_of (copy), >=, 90 + before);
    g_stat (copy, &info);
    g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 90 + writer.saved);
}

static void
test_backup_equals (void)
{
  g_autofree char *path = make_journal (50);
  g_autofree char *copy = arc_test_path ("copy.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (ArcJournal) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ours = NULL, *theirs = NULL;

  g_assert_true (arc_journal_backup (journal, copy, NULL, &error));
  other = arc_test_open (copy, NULL);
  ours = arc_test_describe (journal);
  theirs = arc_test_describe (other);
  g_assert_cmpstr (ours, ==, theirs);
}

static guint
files_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_backup_replaces_only_whole (void)
{
  g_autofree char *path = make_journal (20);
  g_autofree char *copy = arc_test_path ("copy.db");
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *itself = NULL;

  g_assert_true (g_file_set_contents (copy, "an older copy", -1, NULL));
  before = arc_test_fingerprint (copy);
  g_cancellable_cancel (cancellable);
  g_assert_false (arc_journal_backup (journal, copy, cancellable, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INTERRUPTED);
  after = arc_test_fingerprint (copy);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (files_beside (copy), ==, 1);
  g_assert_true (arc_journal_backup (journal, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (files_beside (copy), ==, 1);
  g_assert_cmpuint (count_of (copy), ==, 18);

  /* Onto itself, into nowhere: refused, with nothing lost. */
  g_assert_false (arc_journal_backup (journal, path, NULL, &error));
  g_assert_true (error->domain == ARC_ERROR);
  g_clear_error (&error);
  itself = arc_test_path ("no/such/folder/copy.db");
  g_assert_false (arc_journal_backup (journal, itself, NULL, &error));
  g_assert_true (error->domain == ARC_ERROR);
  g_clear_error (&error);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 18);
  arc_test_assert_sound (journal);
}

/* ---- recover ---- */

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

static char *
describe_path (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  arc_test_assert_sound (journal);
  return arc_test_describe (journal);
}

static void
test_recover_good_backup (void)
{
  g_autofree char *path = make_journal (40);
  g_autofree char *into = arc_test_path ("new.db");
  ArcRecovered recovered = recover (into, path);
  g_autofree char *ours = describe_path (path);
  g_autofree char *theirs = describe_path (into);
  ArcRecovered again;

  g_assert_cmpuint (recovered.lost, ==, 0);
  g_assert_cmpuint (recovered.entries, >=, 36);
  g_assert_null (recovered.kept_as);
  g_assert_cmpstr (ours, ==, theirs);
  arc_recovered_clear (&recovered);
  again = recover (into, path);
  g_assert_cmpuint (again.entries, ==, 0);
  g_assert_cmpuint (again.unchanged, >=, 36);
  arc_recovered_clear (&again);
}

static void
test_recover_into_existing (void)
{
  g_autofree char *path = make_journal (20);
  g_autofree char *into = arc_test_path ("new.db");
  ArcJournal *journal = arc_test_open (into, NULL);
  ArcRecovered recovered;

  g_free (arc_test_add (journal, "Mine", 0));
  arc_journal_close (journal);
  recovered = recover (into, path);
  g_assert_cmpuint (count_of (into), ==, 19);
  arc_recovered_clear (&recovered);
}

/* Lose some pages, then see how many entries come back. */
static guint64
recover_after (const char *what, guint entries, void (*damage) (const char *path))
{
  g_autofree char *path = make_journal (entries);
  g_autofree char *into = arc_test_path ("new.db");
  ArcRecovered recovered;
  guint64 n;

  damage (path);
  recovered = recover (into, path);
  n = count_of (into);
  g_test_message ("%s: %" G_GUINT64_FORMAT " of %u entries back, %" G_GUINT64_FORMAT " lost", what,
                  n, entries - entries / 10, recovered.lost);
  arc_recovered_clear (&recovered);
  return n;
}

static void
zero_schema (const char *path)
{
  overwrite (path, 0, PAGE, 0);
}

static void
spoil_header (const char *path)
{
  overwrite (path, 0, 100, -1);
}

static void
spoil_some_pages (const char *path)
{
  gsize pages = size_of (path) / PAGE;

  for (guint page = 10; page < pages; page += 17)
    overwrite (path, (off_t) page * PAGE, PAGE, 0);
}

static void
cut_off (const char *path)
{
  g_assert_cmpint (truncate (path, size_of (path) * 6 / 10 + 123), ==, 0);
}

static void
test_recover_damaged (void)
{
  g_assert_cmpuint (recover_after ("some pages zeroed", 300, spoil_some_pages), >=, 200);
  g_assert_cmpuint (recover_after ("header lost", 300, spoil_header), >=, 260);
  g_assert_cmpuint (recover_after ("first page zeroed", 300, zero_schema), >=, 260);
  g_assert_cmpuint (recover_after ("cut at 60 %", 300, cut_off), >=, 80);
}

static void
test_recover_itself (void)
{
  g_autofree char *path = make_journal (200);
  g_autofree char *before = NULL, *kept = NULL;
  ArcRecovered recovered;

  spoil_some_pages (path);
  before = arc_test_fingerprint (path);
  recovered = recover (path, path);
  g_assert_nonnull (recovered.kept_as);
  kept = arc_test_fingerprint (recovered.kept_as);
  g_assert_cmpstr (before, ==, kept);
  g_assert_cmpuint (count_of (path), >=, 100);
  arc_recovered_clear (&recovered);
}

static void
test_recover_refuses (void)
{
  g_autofree char *text = arc_test_path ("text.db");
  g_autofree char *missing = arc_test_path ("missing.db");
  g_autofree char *path = make_journal (10);
  ArcJournalOptions options = {.path = path};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *before = describe_path (path);
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (text, "Dear diary\n", -1, NULL));
  g_assert_false (arc_journal_recover (&options, text, &recovered, NULL, &error));
  g_assert_true (error->domain == ARC_ERROR);
  g_clear_error (&error);
  g_assert_false (arc_journal_recover (&options, missing, &recovered, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  after = describe_path (path);
  g_assert_cmpstr (before, ==, after);
}

/* Noise over noise: recovery may find little, but it ends, and what it makes is sound. */
static void
test_recover_noise (void)
{
  for (guint round = 0; round < 12; round++) {
    g_autofree char *path = make_journal (60);
    g_autofree char *into = arc_test_path ("new.db");
    ArcJournalOptions options = {.path = into};
    ArcRecovered recovered = {0};
    g_autoptr (GError) error = NULL;
    gsize size = size_of (path);

    for (guint i = 0; i < 40; i++)
      overwrite (path, g_test_rand_int_range (0, size - 64), g_test_rand_int_range (1, 64), -1);
    if (arc_journal_recover (&options, path, &recovered, NULL, &error))
      count_of (into);
    else
      g_assert_true (error->domain == ARC_ERROR);
    arc_recovered_clear (&recovered);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/finds", test_check_finds);
  g_test_add_func ("/check/any-page", test_check_any_page);
  g_test_add_func ("/backup/equals", test_backup_equals);
  g_test_add_func ("/backup/while-writing", test_backup_while_writing);
  g_test_add_func ("/backup/replaces-only-whole", test_backup_replaces_only_whole);
  g_test_add_func ("/recover/good-backup", test_recover_good_backup);
  g_test_add_func ("/recover/into-existing", test_recover_into_existing);
  g_test_add_func ("/recover/damaged", test_recover_damaged);
  g_test_add_func ("/recover/itself", test_recover_itself);
  g_test_add_func ("/recover/refuses", test_recover_refuses);
  g_test_add_func ("/recover/noise", test_recover_noise);
  return g_test_run ();
}
