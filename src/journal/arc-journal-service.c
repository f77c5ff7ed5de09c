/* Two threads with a connection each, fed by queues; results come back to the main loop. */
#include "arc-config.h"
#include "arc-journal-service.h"

#include <glib/gi18n-lib.h>

#define MONITOR_RATE_MS 100

typedef struct _Worker Worker;

/* One piece of work. It is freed on the main thread. */
typedef struct {
  ArcJournalService *service;
  ArcJournalFunc func; /* NULL: stop the thread */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task; /* NULL: nobody waits */
  gpointer result;
  GError *error;
  gboolean writes;
} Job;

struct _Worker {
  GThread *thread;
  GAsyncQueue *jobs;
  ArcJournal *journal; /* the thread's own */
  GError *failure;     /* why it is not open */
  gboolean writes;
};

struct _ArcJournalService {
  GObject parent_instance;
  char *path;
  Worker writer;
  Worker reader;
  GMutex opening;
  GCond opened;
  guint tries_begun; /* of the main thread */
  guint tries_made;  /* by the writer, under the lock */
  GError *failure;   /* of the writer's last try, under the lock */
  gint read_only;    /* atomic */
  gint checking;     /* atomic: a check for changes is queued */
  GFileMonitor *monitors[2];
  /* Of the reading thread. */
  gint64 data_version;
  gint64 content_version;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (ArcJournalService, arc_journal_service, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void queue_check (ArcJournalService *self);

/* ---- jobs ---- */

/* Not g_main_context_invoke(): that runs @func on the spot while no main loop happens to run. */
static void
run_on_main_thread (GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, NULL);
}

static void
job_free (Job *job)
{
  if (job->result && job->free_result)
    job->free_result (job->result);
  if (job->data && job->free_data)
    job->free_data (job->data);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_object (&job->service);
  g_free (job);
}

/* On the main thread. */
static gboolean
deliver (gpointer data)
{
  Job *job = data;

  if (job->task && job->error)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->task)
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  if (job->writes && !job->service->closed)
    queue_check (job->service);
  return G_SOURCE_REMOVE;
}

/* ---- flush ---- */

typedef struct {
  GMutex mutex;
  GCond done;
  gboolean reached;
  gint references;
} Barrier;

static void
barrier_unref (gpointer data)
{
  Barrier *barrier = data;

  if (!g_atomic_int_dec_and_test (&barrier->references))
    return;
  g_mutex_clear (&barrier->mutex);
  g_cond_clear (&barrier->done);
  g_free (barrier);
}

/* Runs also where the journal could not be opened: nothing is left to wait for then. */
static gpointer
reach_barrier (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Barrier *barrier = data;

  g_mutex_lock (&barrier->mutex);
  barrier->reached = TRUE;
  g_cond_signal (&barrier->done);
  g_mutex_unlock (&barrier->mutex);
  return NULL;
}

static void
interrupt (GCancellable *cancellable, gpointer journal)
{
  arc_journal_interrupt (journal);
}

static void
run_job (Worker *worker, Job *job)
{
  GCancellable *cancellable = job->task ? g_task_get_cancellable (job->task) : NULL;
  gulong handler;

  if (job->func == reach_barrier) {
    reach_barrier (NULL, job->data, NULL, NULL);
    return;
  }
  if (!worker->journal) {
    job->error = worker->failure ? g_error_copy (worker->failure)
                                 : g_error_new_literal (ARC_ERROR, ARC_ERROR_IO,
                                                        _ ("The journal is not open."));
    return;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  handler = cancellable
                ? g_cancellable_connect (cancellable, G_CALLBACK (interrupt), worker->journal, NULL)
                : 0;
  job->result = job->func (worker->journal, job->data, cancellable, &job->error);
  if (handler)
    g_cancellable_disconnect (cancellable, handler);
}

/* Opening is a job like any other, so that what is asked for before waits for it. The reader waits
 * for the writer, who makes the file. */
static gpointer
open_writer (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_not_reached ();
}

static gpointer
open_reader (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_not_reached ();
}

static void
open_connection (ArcJournalService *self, Worker *worker)
{
  /* What a person wrote is not given up because another program is busy; the window goes on
   * meanwhile. */
  ArcJournalOptions options = {.path = self->path,
                               .read_only = !worker->writes,
                               .must_exist = !worker->writes,
                               .busy_ms = worker->writes ? ARC_PATIENT_MS : 0};

  if (worker->journal)
    return;
  g_clear_error (&worker->failure);
  worker->journal = arc_journal_open (&options, &worker->failure);
}

static void
tell_reader (ArcJournalService *self, const GError *failure)
{
  g_mutex_lock (&self->opening);
  self->tries_made++;
  g_clear_error (&self->failure);
  self->failure = failure ? g_error_copy (failure) : NULL;
  g_cond_signal (&self->opened);
  g_mutex_unlock (&self->opening);
}

/* (nullable): why the writer could not open the journal. */
static GError *
wait_for_writer (ArcJournalService *self, guint try)
{
  GError *failure;

  g_mutex_lock (&self->opening);
  while (self->tries_made < try)
    g_cond_wait (&self->opened, &self->opening);
  failure = self->failure ? g_error_copy (self->failure) : NULL;
  g_mutex_unlock (&self->opening);
  return failure;
}

static void
open_for_writing (ArcJournalService *self, Worker *worker)
{
  open_connection (self, worker);
  if (worker->journal)
    g_atomic_int_set (&self->read_only, arc_journal_is_read_only (worker->journal));
  tell_reader (self, worker->failure);
}

static void
open_for_reading (ArcJournalService *self, Worker *worker, Job *job)
{
  GError *failure = wait_for_writer (self, GPOINTER_TO_UINT (job->data));

  if (failure) {
    g_clear_error (&worker->failure);
    worker->failure = failure;
  } else {
    open_connection (self, worker);
  }
  if (!worker->journal) {
    job->error = g_error_copy (worker->failure);
    return;
  }
  self->data_version = arc_journal_get_data_version (worker->journal);
  self->content_version = arc_journal_get_content_version (worker->journal);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (;;) {
    Job *job = g_async_queue_pop (worker->jobs);
    gboolean stop = job->func == NULL;

    if (stop)
      g_clear_pointer (&worker->journal, arc_journal_close);
    else if (job->func == open_writer)
      open_for_writing (job->service, worker);
    else if (job->func == open_reader)
      open_for_reading (job->service, worker, job);
    else
      run_job (worker, job);
    if (stop) {
      /* Not delivered: nobody waits, and the main loop may be gone. */
      g_free (job);
      return NULL;
    }
    run_on_main_thread (deliver, job, (GDestroyNotify) job_free);
  }
}

static void
push (ArcJournalService *self, Worker *worker, Job *job)
{
  job->service = g_object_ref (self);
  job->writes = worker->writes;
  g_async_queue_push (worker->jobs, job);
}

/* ---- noticing changes ---- */

static gboolean
emit_changed (gpointer data)
{
  ArcJournalService *self = data;

  if (!self->closed)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gpointer
check_for_changes (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcJournalService *self = data;
  gint64 data_version;
  gint64 content_version;

  g_atomic_int_set (&self->checking, FALSE);
  data_version = arc_journal_get_data_version (journal);
  if (data_version == self->data_version)
    return NULL;
  self->data_version = data_version;
  content_version = arc_journal_get_content_version (journal);
  if (content_version == self->content_version)
    return NULL;
  self->content_version = content_version;
  run_on_main_thread (emit_changed, g_object_ref (self), g_object_unref);
  return NULL;
}

static void
queue_check (ArcJournalService *self)
{
  Job *job;

  if (self->closed || !g_atomic_int_compare_and_exchange (&self->checking, FALSE, TRUE))
    return;
  job = g_new0 (Job, 1);
  job->func = check_for_changes;
  job->data = self;
  push (self, &self->reader, job);
}

static void
watch (ArcJournalService *self)
{
  const char *const suffixes[] = {"", "-wal"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    if (self->monitors[i])
      continue;
    self->monitors[i] = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
    if (!self->monitors[i])
      continue;
    g_file_monitor_set_rate_limit (self->monitors[i], MONITOR_RATE_MS);
    g_signal_connect_swapped (self->monitors[i], "changed", G_CALLBACK (queue_check), self);
  }
}

/* ---- object ---- */

static void
worker_start (Worker *worker, const char *name, gboolean writes)
{
  worker->writes = writes;
  worker->jobs = g_async_queue_new ();
  worker->thread = g_thread_new (name, work, worker);
}

static void
worker_stop (Worker *worker)
{
  if (!worker->thread)
    return;
  g_async_queue_push (worker->jobs, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&worker->thread));
}

static void
arc_journal_service_finalize (GObject *object)
{
  ArcJournalService *self = ARC_JOURNAL_SERVICE (object);

  arc_journal_service_close (self);
  g_async_queue_unref (self->writer.jobs);
  g_async_queue_unref (self->reader.jobs);
  g_clear_error (&self->writer.failure);
  g_clear_error (&self->reader.failure);
  g_clear_error (&self->failure);
  g_mutex_clear (&self->opening);
  g_cond_clear (&self->opened);
  g_free (self->path);
  G_OBJECT_CLASS (arc_journal_service_parent_class)->finalize (object);
}

static void
arc_journal_service_class_init (ArcJournalServiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = arc_journal_service_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_journal_service_init (ArcJournalService *self)
{
  g_mutex_init (&self->opening);
  g_cond_init (&self->opened);
  worker_start (&self->writer, "journal-writer", TRUE);
  worker_start (&self->reader, "journal-reader", FALSE);
}

/* ---- public ---- */

ArcJournalService *
arc_journal_service_new (const char *path)
{
  ArcJournalService *self = g_object_new (ARC_TYPE_JOURNAL_SERVICE, NULL);

  self->path = path ? g_strdup (path) : arc_journal_default_path ();
  return self;
}

const char *
arc_journal_service_get_path (ArcJournalService *self)
{
  return self->path;
}

static void
on_both_open (GObject *source, GAsyncResult *result, gpointer data)
{
  ArcJournalService *self = ARC_JOURNAL_SERVICE (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (!error && self->closed)
    error = g_error_new_literal (ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("Stopped."));
  if (error) {
    g_task_return_error (task, error);
    return;
  }
  watch (self);
  g_task_return_boolean (task, TRUE);
}

void
arc_journal_service_open_async (ArcJournalService *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *write, *read;

  g_task_set_source_tag (task, arc_journal_service_open_async);
  if (self->closed) {
    g_task_return_new_error (task, ARC_ERROR, ARC_ERROR_INTERRUPTED, "%s", _ ("Stopped."));
    g_object_unref (task);
    return;
  }
  write = g_new0 (Job, 1);
  write->func = open_writer;
  push (self, &self->writer, write);
  read = g_new0 (Job, 1);
  read->func = open_reader;
  read->data = GUINT_TO_POINTER (++self->tries_begun);
  read->task = g_task_new (self, NULL, on_both_open, task);
  push (self, &self->reader, read);
}

gboolean
arc_journal_service_open_finish (ArcJournalService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
arc_journal_service_is_read_only (ArcJournalService *self)
{
  return g_atomic_int_get (&self->read_only);
}

static void
call (ArcJournalService *self, Worker *worker, ArcJournalFunc func, gpointer data,
      GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable,
      GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->free_result = free_result;
  job->task = g_task_new (self, cancellable, callback, user_data);
  /* With the task, not the job: the task may put its callback off to another turn of the loop. */
  g_task_set_task_data (job->task, data, free_data);
  if (!self->closed) {
    push (self, worker, job);
    return;
  }
  g_task_return_new_error (job->task, ARC_ERROR, ARC_ERROR_INTERRUPTED, "%s", _ ("Stopped."));
  job_free (job);
}

void
arc_journal_service_write_async (ArcJournalService *self, ArcJournalFunc func, gpointer data,
                                 GDestroyNotify free_data, GDestroyNotify free_result,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  call (self, &self->writer, func, data, free_data, free_result, cancellable, callback, user_data);
}

void
arc_journal_service_read_async (ArcJournalService *self, ArcJournalFunc func, gpointer data,
                                GDestroyNotify free_data, GDestroyNotify free_result,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  call (self, &self->reader, func, data, free_data, free_result, cancellable, callback, user_data);
}

gpointer
arc_journal_service_call_finish (ArcJournalService *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- waiting ---- */

gboolean
arc_journal_service_flush (ArcJournalService *self, guint timeout_ms)
{
  gint64 deadline_us = g_get_monotonic_time () + timeout_ms * G_GINT64_CONSTANT (1000);
  Barrier *barrier;
  gboolean reached;
  Job *job;

  if (self->closed)
    return TRUE;
  barrier = g_new0 (Barrier, 1);
  barrier->references = 2;
  g_mutex_init (&barrier->mutex);
  g_cond_init (&barrier->done);
  job = g_new0 (Job, 1);
  job->func = reach_barrier;
  job->data = barrier;
  job->free_data = barrier_unref;
  push (self, &self->writer, job);
  g_mutex_lock (&barrier->mutex);
  while (!barrier->reached && g_cond_wait_until (&barrier->done, &barrier->mutex, deadline_us))
    ;
  reached = barrier->reached;
  g_mutex_unlock (&barrier->mutex);
  barrier_unref (barrier);
  return reached;
}

void
arc_journal_service_close (ArcJournalService *self)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++) {
    if (self->monitors[i])
      g_signal_handlers_disconnect_by_data (self->monitors[i], self);
    g_clear_object (&self->monitors[i]);
  }
  worker_stop (&self->reader);
  worker_stop (&self->writer);
}
