/* The long works of the Data page, as functions that run on a worker of ArcJournalService. */
#pragma once

#include "arc-format.h"
#include "arc-journal-service.h"
#include "arc-progress-dialog.h"

G_BEGIN_DECLS

/* Number and size of what the journal holds. */
typedef struct {
  guint64 entries;
  guint64 bytes; /* of the file and its WAL */
} ArcDataSize;

/* ArcJournalFunc without data. Returns: (transfer full): ArcDataSize, freed by g_free() */
gpointer arc_data_read_size (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                             GError **error);

/* ArcJournalFunc without data. Returns: (transfer full) (element-type utf8): faults, as
 * arc_journal_check() */
gpointer arc_data_check (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                         GError **error);

/**
 * ArcDataJob:
 * @path: the file to write or read
 * @format: of an export
 * @progress: told how far the work is
 */
typedef struct {
  char *path;
  ArcFormat format;
  ArcProgress *progress;
} ArcDataJob;

ArcDataJob *arc_data_job_new (const char *path, ArcProgress *progress);
void arc_data_job_free (ArcDataJob *job);

/* ArcJournalFunc with an ArcDataJob: a whole copy of the journal. Returns NULL. */
gpointer arc_data_backup (ArcJournal *journal, gpointer job, GCancellable *cancellable,
                          GError **error);

/**
 * ArcDataMoved:
 * @rejected: (element-type utf8): "line 2: …"; if there are any, nothing was imported
 */
typedef struct {
  guint64 added;
  guint64 updated;
  guint64 unchanged;
  GPtrArray *rejected;
} ArcDataMoved;

void arc_data_moved_free (ArcDataMoved *moved);

/**
 * arc_data_import:
 *
 * ArcJournalFunc with an ArcDataJob: brings in all entries of a file, or none. On the writing
 * thread only.
 *
 * Returns: (transfer full): an #ArcDataMoved
 */
gpointer arc_data_import (ArcJournal *journal, gpointer job, GCancellable *cancellable,
                          GError **error);

/**
 * arc_data_export:
 *
 * ArcJournalFunc with an ArcDataJob: writes all entries. The file is replaced only when complete.
 *
 * Returns: (transfer full): an #ArcDataMoved, its entries counted as added
 */
gpointer arc_data_export (ArcJournal *journal, gpointer job, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
