/* Times the journal beside raw SQLite, in turns within one run; prints lines of
 * "NAME OURS_US LIMIT_US".
 *
 *   bench-store save JOURNAL RAW     one durable save
 *   bench-store search JOURNAL RAW   the first 50 results, for words of three frequencies
 *   bench-store import JSONL FOLDER ENTRIES SEED ARCJ   arcj import beside a bulk insert
 *   bench-store process JOURNAL ARCJ the whole process of arcj search; no limit but 10 ms */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "arc-journal.h"
#include "corpus.h"
#include "raw.h"

#define SAVES 201
#define SEARCHES 101
#define PROCESSES 41
#define BUDGET_US 10000

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, times->len / 2);
}

static double
now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void
add_since (GArray *times, double start_us)
{
  double took_us = now_us () - start_us;

  g_array_append_val (times, took_us);
}

static void
report (const char *name, GArray *ours, GArray *limit)
{
  g_print ("%s %.1f %.1f\n", name, median (ours), median (limit));
  g_array_set_size (ours, 0);
  g_array_set_size (limit, 0);
}

static ArcJournal *
open_journal (const char *path)
{
  ArcJournalOptions options = {.path = path, .must_exist = TRUE};
  g_autoptr (GError) error = NULL;
  ArcJournal *journal = arc_journal_open (&options, &error);

  if (error)
    g_error ("%s", error->message);
  return journal;
}

static void
bench_save (const char *journal_path, const char *raw_path)
{
  g_autoptr (ArcJournal) journal = open_journal (journal_path);
  RawStore *raw = raw_store_open (raw_path, FALSE);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) limit = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < SAVES; i++) {
    g_autoptr (ArcRecord) record = corpus_record (4242, i, SAVES);
    g_autoptr (ArcEntry) entry = arc_entry_copy (record->entry);
    g_autoptr (GError) error = NULL;
    double start_us;

    g_clear_pointer (&entry->id, g_free);
    g_clear_pointer (&entry->revision, g_free);
    start_us = now_us ();
    if (!arc_journal_save_entry (journal, entry, NULL, NULL, &error))
      g_error ("%s", error->message);
    add_since (ours, start_us);
    start_us = now_us ();
    raw_store_save (raw, record->entry);
    add_since (limit, start_us);
  }
  report ("save", ours, limit);
  raw_store_close (raw);
}

static void
bench_search (const char *journal_path, const char *raw_path)
{
  static const char *const words[][2] = {
      {"search-rare", CORPUS_RARE_WORD},
      {"search-middle", CORPUS_MIDDLE_WORD},
      {"search-common", CORPUS_COMMON_WORD},
  };
  g_autoptr (ArcJournal) journal = open_journal (journal_path);
  RawStore *raw = raw_store_open (raw_path, FALSE);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) limit = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint w = 0; w < G_N_ELEMENTS (words); w++) {
    for (guint i = 0; i < SEARCHES; i++) {
      g_autoptr (ArcQuery) query = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      double start_us = now_us ();

      query = arc_query_parse (words[w][1], (ArcDay){2026, 11, 20});
      found = arc_journal_search (journal, query, G_MAXINT64, 50, &error);
      if (error || found->len == 0)
        g_error ("%s found nothing", words[w][1]);
      add_since (ours, start_us);
      start_us = now_us ();
      if (raw_store_search (raw, words[w][1]) != found->len)
        g_error ("“%s”: raw and journal do not find the same", words[w][1]);
      add_since (limit, start_us);
    }
    report (words[w][0], ours, limit);
  }
  raw_store_close (raw);
}

static double
run_us (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  double start_us = now_us ();
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL |
                         G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                     NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
  return now_us () - start_us;
}

static void
remove_store (const char *path)
{
  static const char *const suffixes[] = {"", "-wal", "-shm"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

    g_remove (file);
  }
}

static void
bench_import (const char *jsonl, const char *folder, guint64 n, guint64 seed, const char *arcj)
{
  g_autofree char *journal = g_build_filename (folder, "import.db", NULL);
  g_autofree char *raw_path = g_build_filename (folder, "import.raw", NULL);
  const char *const argv[] = {arcj, "--journal", journal, "import", jsonl, NULL};
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) limit = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_record_free);

  for (guint64 i = 0; i < n; i++)
    g_ptr_array_add (records, corpus_record (seed, i, n));
  for (guint round = 0; round < 3; round++) {
    double took_us, start_us;
    RawStore *raw;

    remove_store (journal);
    remove_store (raw_path);
    took_us = run_us (argv);
    g_array_append_val (ours, took_us);
    raw = raw_store_open (raw_path, TRUE);
    start_us = now_us ();
    raw_store_begin (raw);
    for (guint64 i = 0; i < n; i++)
      raw_store_insert (raw, ((ArcRecord *) records->pdata[i])->entry);
    raw_store_commit (raw);
    add_since (limit, start_us);
    raw_store_close (raw);
  }
  report ("import", ours, limit);
  remove_store (journal);
  remove_store (raw_path);
}

static void
bench_process (const char *journal, const char *arcj)
{
  static const char *const words[][2] = {
      {"process-rare", CORPUS_RARE_WORD},
      {"process-middle", CORPUS_MIDDLE_WORD},
      {"process-common", CORPUS_COMMON_WORD},
  };

  for (guint w = 0; w < G_N_ELEMENTS (words); w++) {
    const char *const argv[] = {arcj, "--journal", journal, "search", words[w][1], NULL};
    g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));

    for (guint i = 0; i < PROCESSES; i++) {
      double took_us = run_us (argv);

      g_array_append_val (ours, took_us);
    }
    g_print ("%s %.1f %d\n", words[w][0], median (ours), BUDGET_US);
  }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "save"))
    bench_save (argv[2], argv[3]);
  else if (argc == 4 && g_str_equal (argv[1], "search"))
    bench_search (argv[2], argv[3]);
  else if (argc == 4 && g_str_equal (argv[1], "process"))
    bench_process (argv[2], argv[3]);
  else if (argc == 7 && g_str_equal (argv[1], "import"))
    bench_import (argv[2], argv[3], g_ascii_strtoull (argv[4], NULL, 10),
                  g_ascii_strtoull (argv[5], NULL, 10), argv[6]);
  else
    return 2;
  return 0;
}
