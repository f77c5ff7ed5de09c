/* The long works of the Data page, as functions that run on a worker of ArcJournalService. */
#include "arc-data-jobs.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "arc-record-reader.h"
#include "arc-schedule.h"
#include "arc-writer.h"

/* Every so many records the progress is told and a stop noticed. */
#define RECORDS_A_STEP 64

ArcDataJob *
arc_data_job_new (const char *path, ArcProgress *progress)
{
  ArcDataJob *job = g_new0 (ArcDataJob, 1);

  job->path = g_strdup (path);
  job->progress = arc_progress_ref (progress);
  return job;
}

void
arc_data_job_free (ArcDataJob *job)
{
  g_free (job->path);
  arc_progress_unref (job->progress);
  g_free (job);
}

static ArcDataMoved *
arc_data_moved_new (void)
{
  ArcDataMoved *moved = g_new0 (ArcDataMoved, 1);

  moved->rejected = g_ptr_array_new_with_free_func (g_free);
  return moved;
}

void
arc_data_moved_free (ArcDataMoved *moved)
{
  if (moved == NULL)
    return;
  g_ptr_array_unref (moved->rejected);
  g_free (moved);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDataMoved, arc_data_moved_free)

static guint64
file_bytes (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;
}

gpointer
arc_data_read_size (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDataSize *size = g_new0 (ArcDataSize, 1);
  g_autofree char *wal = g_strconcat (arc_journal_get_path (journal), "-wal", NULL);

  size->entries = arc_journal_count_entries (journal);
  size->bytes = file_bytes (arc_journal_get_path (journal)) + file_bytes (wal);
  return size;
}

gpointer
arc_data_check (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_check (journal, error);
}

gpointer
arc_data_backup (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDataJob *job = data;

  arc_journal_backup (journal, job->path, cancellable, error);
  return NULL;
}

/* ---- import ------------------------------------------------------------------------------- */

typedef struct {
  ArcDataJob *job;
  ArcImport *import;
  ArcDataMoved *moved;
  GInputStream *stream;
  guint64 bytes;
  guint64 records;
  GCancellable *cancellable;
} ArcImporting;

static gboolean
import_item (ArcItem *item, guint64 line, gpointer user_data, GError **error)
{
  ArcImporting *self = user_data;
  ArcImported how = ARC_IMPORTED_ADDED;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (item->kind == ARC_ITEM_REMINDER && !arc_reminder_check (item->reminder, error))
    return FALSE;
  if (!arc_import_add_item (self->import, item, &how, error))
    return FALSE;
  if (how == ARC_IMPORTED_ADDED)
    self->moved->added++;
  else if (how == ARC_IMPORTED_UPDATED)
    self->moved->updated++;
  else
    self->moved->unchanged++;
  if (++self->records % RECORDS_A_STEP == 0)
    arc_progress_set (self->job->progress, g_seekable_tell (G_SEEKABLE (self->stream)),
                      self->bytes);
  return TRUE;
}

static void
reject_record (guint64 line, const char *why, gpointer user_data)
{
  ArcImporting *self = user_data;

  /* Translators: why an entry of a file was not imported: “line 2: The date is not valid.” */
  g_ptr_array_add (self->moved->rejected, g_strdup_printf (_ ("line %lu: %s"), (gulong) line, why));
}

gpointer
arc_data_import (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDataJob *job = data;
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (ArcDataMoved) moved = arc_data_moved_new ();
  g_autoptr (ArcImport) import = NULL;
  g_autofree char *zone = arc_zone_local ();
  ArcReadOptions options = {.name = job->path, .zone = zone, .now_us = arc_journal_now (journal)};
  ArcImporting importing = {.job = job,
                            .moved = moved,
                            .stream = G_INPUT_STREAM (stream),
                            .bytes = file_bytes (job->path),
                            .cancellable = cancellable};

  if (stream == NULL)
    return NULL;
  import = importing.import = arc_import_begin (journal, error);
  if (import == NULL)
    return NULL;
  if (!arc_record_reader_run (G_INPUT_STREAM (stream), &options, import_item, reject_record,
                              &importing, cancellable, error))
    return NULL;
  /* All or nothing: without the commit, what was added goes again. */
  if (moved->rejected->len == 0 && !arc_import_commit (import, error))
    return NULL;
  return g_steal_pointer (&moved);
}

/* ---- export ------------------------------------------------------------------------------- */

typedef struct {
  ArcDataJob *job;
  ArcWriter *writer;
  ArcDataMoved *moved;
  guint64 entries;
  GCancellable *cancellable;
} ArcExporting;

static gboolean
export_item (ArcItem *item, gpointer user_data, GError **error)
{
  ArcExporting *self = user_data;

  if (!arc_writer_item (self->writer, item, self->cancellable, error))
    return FALSE;
  if (item->kind == ARC_ITEM_ENTRY && ++self->moved->added % RECORDS_A_STEP == 0)
    arc_progress_set (self->job->progress, self->moved->added, self->entries);
  return TRUE;
}

static gboolean
write_all (ArcJournal *journal, ArcExporting *self, GOutputStream *stream, GError **error)
{
  g_autoptr (ArcWriter) writer = arc_writer_new (stream, self->job->format, FALSE);

  self->writer = writer;
  return arc_writer_begin (writer, self->cancellable, error) &&
         arc_journal_foreach_item (journal, FALSE, export_item, self, self->cancellable, error) &&
         arc_writer_end (writer, self->cancellable, error);
}

/* A stream that replaces a file does so when it is closed, unless that is cancelled. */
static void
abandon (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

gpointer
arc_data_export (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDataJob *job = data;
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  g_autoptr (ArcDataMoved) moved = arc_data_moved_new ();
  ArcExporting exporting = {.job = job,
                            .moved = moved,
                            .entries = arc_journal_count_entries (journal),
                            .cancellable = cancellable};

  if (stream == NULL)
    return NULL;
  if (!write_all (journal, &exporting, G_OUTPUT_STREAM (stream), error)) {
    abandon (G_OUTPUT_STREAM (stream));
    return NULL;
  }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return NULL;
  return g_steal_pointer (&moved);
}
