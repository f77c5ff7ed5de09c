/* generate ENTRIES SEED [--journal FILE | --raw FILE]: a large journal, the same every time.
 *
 * Without a file, JSON Lines go to standard output. */
#include <gio/gio.h>
#include <gio/gunixoutputstream.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arc-journal.h"
#include "arc-writer.h"
#include "corpus.h"
#include "raw.h"

#define BATCH 50000

static void
to_stdout (guint64 n, guint64 seed)
{
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (ArcWriter) writer = arc_writer_new (out, ARC_FORMAT_JSONL, FALSE);
  g_autoptr (GError) error = NULL;

  arc_writer_begin (writer, NULL, &error);
  for (guint64 i = 0; i < n && !error; i++) {
    g_autoptr (ArcRecord) record = corpus_record (seed, i, n);

    arc_writer_record (writer, record, NULL, &error);
  }
  if (!error)
    arc_writer_end (writer, NULL, &error);
  if (error)
    g_error ("%s", error->message);
}

static void
to_journal (guint64 n, guint64 seed, const char *path)
{
  ArcJournalOptions options = {.path = path};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  ArcImport *import = NULL;

  for (guint64 i = 0; i < n && !error; i++) {
    g_autoptr (ArcRecord) record = corpus_record (seed, i, n);

    if (!import)
      import = arc_import_begin (journal, &error);
    if (!error)
      arc_import_add (import, record, NULL, &error);
    if (!error && (i + 1) % BATCH == 0) {
      arc_import_commit (import, &error);
      g_clear_pointer (&import, arc_import_free);
    }
  }
  if (!error && import)
    arc_import_commit (import, &error);
  g_clear_pointer (&import, arc_import_free);
  if (error)
    g_error ("%s", error->message);
}

static void
to_raw (guint64 n, guint64 seed, const char *path)
{
  RawStore *store = raw_store_open (path, TRUE);

  for (guint64 i = 0; i < n; i++) {
    g_autoptr (ArcRecord) record = corpus_record (seed, i, n);

    if (i % BATCH == 0)
      raw_store_begin (store);
    raw_store_insert (store, record->entry);
    if ((i + 1) % BATCH == 0 || i + 1 == n)
      raw_store_commit (store);
  }
  raw_store_close (store);
}

int
main (int argc, char **argv)
{
  guint64 n, seed;

  if (argc != 3 && argc != 5) {
    g_printerr ("Usage: generate ENTRIES SEED [--journal FILE | --raw FILE]\n");
    return 2;
  }
  n = g_ascii_strtoull (argv[1], NULL, 10);
  seed = g_ascii_strtoull (argv[2], NULL, 10);
  if (argc == 3)
    to_stdout (n, seed);
  else if (g_str_equal (argv[3], "--journal"))
    to_journal (n, seed, argv[4]);
  else
    to_raw (n, seed, argv[4]);
  return 0;
}
