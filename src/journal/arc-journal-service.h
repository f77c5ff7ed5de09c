/* The journal for programs with a main loop: one thread writes, one reads, the loop never waits. */
#pragma once

#include "arc-journal.h"

G_BEGIN_DECLS

#define ARC_TYPE_JOURNAL_SERVICE (arc_journal_service_get_type ())
G_DECLARE_FINAL_TYPE (ArcJournalService, arc_journal_service, ARC, JOURNAL_SERVICE, GObject)

/**
 * ArcJournalFunc:
 * @journal: open, owned by the thread this runs on
 * @data: what the caller gave
 * @cancellable: (nullable)
 *
 * Runs on a worker thread: must not touch a widget, nor anything of the main thread.
 *
 * Returns: (transfer full): the result, freed by the destroy function given with it
 */
typedef gpointer (*ArcJournalFunc) (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                    GError **error);

/**
 * ArcJournalService::changed:
 *
 * Emitted on the main thread when what a reader would see has changed: by this program, at once;
 * by another, within two seconds.
 */

/**
 * arc_journal_service_new:
 * @path: (nullable): arc_journal_default_path() if %NULL
 *
 * Opening happens on the worker; requests queue up meanwhile. See arc_journal_service_open_async().
 */
ArcJournalService *arc_journal_service_new (const char *path);
const char *arc_journal_service_get_path (ArcJournalService *service);

/* Opens (or tries again to open) the journal. Fails as arc_journal_open(). */
void arc_journal_service_open_async (ArcJournalService *service, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean arc_journal_service_open_finish (ArcJournalService *service, GAsyncResult *result,
                                          GError **error);
/* Valid once open. */
gboolean arc_journal_service_is_read_only (ArcJournalService *service);

/**
 * arc_journal_service_write_async:
 * @data: (transfer full): passed to @func
 * @free_data: (nullable): frees @data on the main thread, after the callback
 * @free_result: (nullable): frees the result if nobody takes it
 *
 * Runs @func on the writing thread, in the order of calls.
 */
void arc_journal_service_write_async (ArcJournalService *service, ArcJournalFunc func,
                                      gpointer data, GDestroyNotify free_data,
                                      GDestroyNotify free_result, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/* As above on the reading thread, whose connection cannot write: long searches hold up no save. */
void arc_journal_service_read_async (ArcJournalService *service, ArcJournalFunc func, gpointer data,
                                     GDestroyNotify free_data, GDestroyNotify free_result,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full): what @func returned; NULL may be a result, so check @error. */
gpointer arc_journal_service_call_finish (ArcJournalService *service, GAsyncResult *result,
                                          GError **error);

/**
 * arc_journal_service_flush:
 * @timeout_ms: give up after
 *
 * Waits until every write asked for so far is done: for the moment a window closes. Blocks.
 *
 * Returns: whether all were done in time
 */
gboolean arc_journal_service_flush (ArcJournalService *service, guint timeout_ms);

/* Finishes what is queued, closes both connections, joins the threads. */
void arc_journal_service_close (ArcJournalService *service);

G_END_DECLS
