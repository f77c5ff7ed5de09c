/* What is killed and what looks afterwards, for kill.py and power-cut.py.
 *
 *   kill-worker work MODE JOURNAL SEED    does MODE for ever, a line on standard output for each
 *                                         thing done, written after the journal acknowledged it
 *   kill-worker verify JOURNAL            reads such lines; says what is not as it was promised
 *   kill-worker verify-alive JOURNAL      the same while the worker has only been stopped
 *
 * Lines: "S id n" saved with text n · "X id" deleted · "D id n" draft at text n · "I k" batch k
 * imported · "J path" a journal made, with one entry · "M path" a journal of an older format
 * brought up to date. */
#include "arc-test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BATCH 150

static void acknowledge (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
acknowledge (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;
  gsize length;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  length = strlen (line);
  /* Shorter than PIPE_BUF, so whole or not at all. */
  if (write (STDOUT_FILENO, line, length) != (gssize) length)
    exit (3);
}

static char *
text_of (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (n);
  GString *text = g_string_new (NULL);
  guint words = g_rand_int_range (random, 1, 300);

  g_string_printf (text, "Text %u:", n);
  for (guint i = 0; i < words; i++)
    g_string_append_printf (text, " word%u", g_rand_int_range (random, 0, 5000));
  return g_string_free (text, FALSE);
}

/* Whether it failed because others were writing all the time, so that it is to be tried again. Any
 * other failure ends the program. */
static gboolean
is_busy (GError *error)
{
  if (!error)
    return FALSE;
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_BUSY))
    return TRUE;
  g_printerr ("%s\n", error->message);
  exit (4);
}

/* ---- work ---- */

static void
save (ArcJournal *journal, ArcEntry *entry, guint n)
{
  g_autofree char *text = text_of (n);
  g_autoptr (GError) error = NULL;

  arc_entry_set_section (entry, ARC_SECTION_ACTION, text);
  if (n % 3 == 0)
    arc_entry_add_tag (entry, "third");
  arc_journal_save_entry (journal, entry, NULL, NULL, &error);
  if (!is_busy (error))
    acknowledge ("S %s %u\n", entry->id, n);
}

static void
work_save (ArcJournal *journal, GRand *random)
{
  g_autoptr (ArcEntry) entry = NULL;
  guint n = g_rand_int_range (random, 0, 1000000) * 1000;

  for (;; n++) {
    g_autoptr (GError) error = NULL;

    if (!entry || g_rand_int_range (random, 0, 3) == 0) {
      g_clear_pointer (&entry, arc_entry_free);
      entry = arc_entry_new ();
      entry->occurred_us = ARC_TEST_NOW - g_rand_int_range (random, 0, 300) * ARC_TEST_DAY;
    }
    save (journal, entry, n);
    if (!entry->id || g_rand_int_range (random, 0, 6) > 0)
      continue;
    arc_journal_delete_entry (journal, entry->id, &error);
    if (is_busy (error))
      continue;
    acknowledge ("X %s\n", entry->id);
    g_clear_pointer (&entry, arc_entry_free);
  }
}

static void
work_draft (ArcJournal *journal, GRand *random)
{
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  guint n = g_rand_int_range (random, 0, 1000000) * 1000;

  for (;;) {
    g_autofree char *text = text_of (n);
    g_autoptr (GError) error = NULL;

    arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, text);
    arc_journal_save_draft (journal, draft, &error);
    if (!is_busy (error))
      acknowledge ("D %s %u\n", draft->id, n++);
  }
}

static ArcRecord *
batch_record (guint batch, guint i)
{
  g_autofree char *text = text_of (batch * BATCH + i);
  g_autofree char *topic = g_strdup_printf ("batch %u", batch);
  ArcEntry *entry = arc_test_entry (text, NULL, NULL);

  arc_entry_set_topic (entry, topic);
  entry->occurred_us = ARC_TEST_NOW - i * ARC_TEST_HOUR;
  return arc_record_new (entry);
}

static void
work_import (ArcJournal *journal, GRand *random)
{
  for (guint batch = g_rand_int_range (random, 0, 10000000);; batch++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ArcImport) import = arc_import_begin (journal, &error);

    for (guint i = 0; i < BATCH && !is_busy (error); i++) {
      g_autoptr (ArcRecord) record = batch_record (batch, i);

      arc_import_add (import, record, NULL, &error);
    }
    if (!is_busy (error))
      arc_import_commit (import, &error);
    if (!is_busy (error))
      acknowledge ("I %u\n", batch);
  }
}

/* New journals, from nothing to the newest format, one after the other. */
static void
work_create (const char *path, GRand *random)
{
  for (guint i = g_rand_int_range (random, 0, 1000000) * 100;; i++) {
    g_autofree char *new_path = g_strdup_printf ("%s.%u", path, i);
    g_autoptr (ArcJournal) journal = arc_test_open (new_path, NULL);

    g_free (arc_test_add (journal, "First", 0));
    acknowledge ("J %s\n", new_path);
  }
}

#define N_OLD_FORMATS 2

/* Journals of older formats, brought up to date one after the other. */
static void
work_migrate (const char *path, GRand *random)
{
  for (guint i = g_rand_int_range (random, 0, 1000000) * 100;; i++) {
    g_autofree char *name = g_strdup_printf ("journal-%u.db", i % N_OLD_FORMATS + 1);
    g_autofree char *fixture =
        g_build_filename (g_getenv ("ARC_TEST_SOURCE"), "fixtures", name, NULL);
    g_autofree char *new_path = g_strdup_printf ("%s.%u", path, i);
    g_autofree char *bytes = NULL;
    g_autoptr (ArcJournal) journal = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;

    g_file_get_contents (fixture, &bytes, &length, &error);
    is_busy (error);
    g_file_set_contents (new_path, bytes, length, &error);
    is_busy (error);
    journal = arc_test_open (new_path, NULL);
    acknowledge ("M %s\n", new_path);
  }
}

static ArcJournal *
open_patiently (const char *path)
{
  ArcJournalOptions options = {.path = path};

  for (;;) {
    g_autoptr (GError) error = NULL;
    ArcJournal *journal = arc_journal_open (&options, &error);

    if (!is_busy (error))
      return journal;
  }
}

static int
work (const char *mode, const char *path, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  ArcJournal *journal;

  if (g_str_equal (mode, "create"))
    work_create (path, random);
  if (g_str_equal (mode, "migrate"))
    work_migrate (path, random);
  journal = open_patiently (path);
  if (g_str_equal (mode, "save"))
    work_save (journal, random);
  else if (g_str_equal (mode, "draft"))
    work_draft (journal, random);
  else if (g_str_equal (mode, "import"))
    work_import (journal, random);
  return 2;
}

/* ---- verify ---- */

/* What was last said of one id. */
typedef struct {
  char kind; /* S, X, D */
  guint n;
} Promise;

G_GNUC_NORETURN G_GNUC_PRINTF (1, 2) static void broken (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s\n", text);
  exit (1);
}

static guint
text_number (const char *text)
{
  guint n = 0;
  g_autofree char *whole = NULL;

  if (sscanf (text, "Text %u:", &n) != 1)
    broken ("a text is not whole: %.60s", text);
  whole = text_of (n);
  if (!g_str_equal (whole, text))
    broken ("a text is not whole: %.60s", text);
  return n;
}

static gboolean
was_kept (ArcJournal *journal, const char *id, guint n)
{
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) revisions = arc_journal_list_revisions (journal, id, NULL);

  for (guint i = 0; revisions && i < revisions->len; i++)
    if (text_number (((ArcEntry *) revisions->pdata[i])->section[0]) == n)
      return TRUE;
  trash = arc_journal_list_trash (journal, NULL);
  for (guint i = 0; i < trash->len; i++) {
    const ArcTrashed *trashed = trash->pdata[i];

    /* The one thing done but not acknowledged may have been its deletion. */
    if (g_str_equal (trashed->entry->id, id) && text_number (trashed->entry->section[0]) == n)
      return TRUE;
  }
  return FALSE;
}

static void
verify_promise (ArcJournal *journal, const char *id, const Promise *promise, guint *n_unfinished)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, id, NULL);

  switch (promise->kind) {
  case 'S':
    if (!entry || text_number (entry->section[0]) != promise->n)
      ++*n_unfinished;
    if (!was_kept (journal, id, promise->n))
      broken ("the acknowledged state of %s is lost", id);
    break;
  case 'X':
    if (entry)
      broken ("%s was deleted and is there", id);
    break;
  default:
    break;
  }
}

static void
verify_drafts (ArcJournal *journal, GHashTable *promises, gboolean writer_lives)
{
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, NULL);
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, promises);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    const Promise *promise = value;
    gboolean found = FALSE;

    if (promise->kind != 'D')
      continue;
    for (guint i = 0; i < drafts->len; i++) {
      const ArcDraft *draft = drafts->pdata[i];

      if (g_str_equal (draft->id, id)) {
        guint n = text_number (draft->entry->section[0]);

        /* At most the one that was being written is ahead. */
        found = n == promise->n || n == promise->n + 1;
        if (draft->is_open && !writer_lives)
          broken ("the draft %s is open, but its writer is dead", draft->id);
      }
    }
    if (!found)
      broken ("the acknowledged draft %s is lost", (char *) id);
  }
}

static void
count_batch (gpointer key, gpointer value, gpointer user_data)
{
  ArcJournal *journal = user_data;
  g_autofree char *topic = g_strdup_printf ("batch %u", GPOINTER_TO_UINT (key) - 1);
  g_autoptr (ArcQuery) query = arc_query_new ();
  g_autoptr (GPtrArray) found = NULL;

  arc_query_add_topic (query, topic);
  found = arc_journal_search (journal, query, G_MAXINT64, BATCH * 2, NULL);
  if (found->len != BATCH)
    broken ("the acknowledged %s is not whole", topic);
}

static void
verify_all_or_nothing (ArcJournal *journal)
{
  g_autoptr (GPtrArray) topics =
      arc_journal_list_labels (journal, ARC_LABEL_TOPIC, NULL, 100000, NULL);

  for (guint i = 0; i < topics->len; i++)
    if (((ArcLabel *) topics->pdata[i])->uses != BATCH)
      broken ("%s was imported in part", ((ArcLabel *) topics->pdata[i])->name);
}

static void
verify_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.path = path};
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  g_autoptr (GPtrArray) faults = NULL;

  if (!journal)
    broken ("it does not open: %s", error->message);
  faults = arc_journal_check (journal, &error);
  if (error)
    broken ("it cannot be checked: %s", error->message);
  if (faults->len > 0)
    broken ("it is not sound: %s", (char *) faults->pdata[0]);
}

static void
verify_created (const char *path)
{
  g_autoptr (ArcJournal) journal = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    broken ("the acknowledged journal %s is lost", path);
  verify_sound (path);
  journal = arc_test_open (path, NULL);
  if (arc_journal_count_entries (journal) != 1)
    broken ("the first entry of %s is lost", path);
}

static guint64
count_of (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  return arc_journal_count_entries (journal);
}

/* What was only being written has a random ending, which may be a digit by chance. */
static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Each journal beside @path, also one that was being made or brought up to date; and each copy that
 * was taken of one before. */
static void
verify_others (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  const char *other;

  while (dir && (other = g_dir_read_name (dir)))
    if (g_str_has_prefix (other, name) && other[strlen (name)] == '.' &&
        (is_number (other + strlen (name) + 1) || g_str_has_suffix (other, ".backup")))
      g_ptr_array_add (others, g_build_filename (folder, other, NULL));
  for (guint i = 0; i < others->len; i++) {
    verify_sound (others->pdata[i]);
    for (guint format = 1; format <= N_OLD_FORMATS; format++) {
      g_autofree char *backup =
          g_strdup_printf ("%s.format-%u.backup", (char *) others->pdata[i], format);

      if (g_file_test (backup, G_FILE_TEST_EXISTS) &&
          count_of (backup) != count_of (others->pdata[i]))
        broken ("%s is not what it is a copy of", backup);
    }
  }
}

static int
verify (const char *path, gboolean writer_lives)
{
  g_autoptr (GHashTable) promises = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) batches = g_hash_table_new (NULL, NULL);
  g_autoptr (ArcJournal) journal = NULL;
  GHashTableIter iter;
  gpointer id, promise;
  char line[512];
  guint unfinished = 0;

  while (fgets (line, sizeof line, stdin)) {
    char first[400] = "";
    guint n = 0;

    sscanf (line + 1, " %399s %u", first, &n);
    if (line[0] == 'I') {
      g_hash_table_add (batches, GUINT_TO_POINTER (atoi (first) + 1));
    } else if (line[0] == 'J') {
      verify_created (first);
    } else if (line[0] == 'M') {
      if (count_of (first) == 0)
        broken ("what was in %s is lost", first);
    } else {
      Promise *new = g_new0 (Promise, 1);

      new->kind = line[0];
      new->n = n;
      g_hash_table_replace (promises, g_strdup (first), new);
    }
  }
  verify_others (path);
  verify_sound (path);
  journal = arc_test_open (path, NULL);
  g_hash_table_iter_init (&iter, promises);
  while (g_hash_table_iter_next (&iter, &id, &promise))
    verify_promise (journal, id, promise, &unfinished);
  verify_drafts (journal, promises, writer_lives);
  verify_all_or_nothing (journal);
  g_hash_table_foreach (batches, count_batch, journal);
  g_print ("%u promises kept\n", g_hash_table_size (promises) + g_hash_table_size (batches));
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "work"))
    return work (argv[2], argv[3], (guint) atoi (argv[4]));
  if (argc == 3 && g_str_equal (argv[1], "verify"))
    return verify (argv[2], FALSE);
  if (argc == 3 && g_str_equal (argv[1], "verify-alive"))
    return verify (argv[2], TRUE);
  return 2;
}
