/* The thread on which everything with teams happens. A journal is opened for each work: it takes a
 * millisecond, and nothing is held open while there is nothing to do. */
#include "arc-team-worker.h"

struct _ArcTeamWorker {
  GThreadPool *pool;
  char *path;
};

typedef struct {
  GTask *task;
  char *path;
  ArcTeamWork work;
  guint serial;
  ArcJournalFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  if (job->data != NULL && job->free_data != NULL)
    job->free_data (job->data);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job->path);
  g_free (job);
}

static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  return G_SOURCE_REMOVE;
}

static void
run (Job *job)
{
  ArcJournalOptions options = {.path = job->path, .must_exist = TRUE};
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  ArcJournal *journal = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  journal = arc_journal_open (&options, &job->error);
  if (journal == NULL)
    return;
  job->result = job->func (journal, job->data, cancellable, &job->error);
  arc_journal_close (journal);
}

/* Every reference is dropped on the main thread, where the objects belong. */
static void
run_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  run (job);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, job, job_free);
  g_source_attach (source, NULL);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = a, *second = b;

  if (first->work != second->work)
    return first->work < second->work ? -1 : 1;
  return first->serial < second->serial ? -1 : 1;
}

ArcTeamWorker *
arc_team_worker_new (const char *path)
{
  ArcTeamWorker *worker = g_new0 (ArcTeamWorker, 1);

  worker->path = g_strdup (path);
  worker->pool = g_thread_pool_new (run_cb, NULL, 1, FALSE, NULL);
  g_thread_pool_set_sort_function (worker->pool, compare_cb, NULL);
  return worker;
}

void
arc_team_worker_free (ArcTeamWorker *worker)
{
  g_return_if_fail (worker != NULL);

  g_thread_pool_free (worker->pool, FALSE, FALSE);
  g_free (worker->path);
  g_free (worker);
}

void
arc_team_worker_push (ArcTeamWorker *worker, ArcTeamWork work, GTask *task, ArcJournalFunc func,
                      gpointer data, GDestroyNotify free_data, GDestroyNotify free_result)
{
  static guint serial;
  Job *job;

  g_return_if_fail (worker != NULL);
  g_return_if_fail (G_IS_TASK (task));

  job = g_new0 (Job, 1);
  *job = (Job){.task = task,
               .path = g_strdup (worker->path),
               .work = work,
               .serial = ++serial,
               .func = func,
               .data = data,
               .free_data = free_data,
               .free_result = free_result};
  g_thread_pool_push (worker->pool, job, NULL);
}
