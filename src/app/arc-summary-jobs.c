/* Making and publishing summaries for the window. */
#include "arc-summary-jobs.h"

#include "arc-share-topics.h"
#include "arc-summary-module.h"

/* What a progress is out of. */
#define WHOLE 1000

/* ---- the scope ---------------------------------------------------------------------------- */

ArcSummaryScope *
arc_summary_scope_new (const char *team_id)
{
  ArcSummaryScope *scope = g_new0 (ArcSummaryScope, 1);

  scope->team_id = g_strdup (team_id);
  return scope;
}

ArcSummaryScope *
arc_summary_scope_copy (const ArcSummaryScope *scope)
{
  ArcSummaryScope *copy = arc_summary_scope_new (scope->team_id);

  copy->audience = scope->audience;
  copy->topic = g_strdup (scope->topic);
  copy->since = scope->since;
  copy->until = scope->until;
  copy->replaces = g_strdup (scope->replaces);
  return copy;
}

void
arc_summary_scope_free (ArcSummaryScope *scope)
{
  if (scope == NULL)
    return;
  g_free (scope->team_id);
  g_free (scope->topic);
  g_free (scope->replaces);
  g_free (scope);
}

/* ---- what serves again -------------------------------------------------------------------- */

struct _ArcSummaryStore {
  GMutex lock; /* one summary at a time: a cancelled one may still be ending */
  ArcStatementIndex *index;
};

static void
store_clear (gpointer data)
{
  ArcSummaryStore *store = data;

  if (store->index != NULL)
    arc_summary_module_get (NULL)->index_free (store->index);
  g_mutex_clear (&store->lock);
}

ArcSummaryStore *
arc_summary_store_new (void)
{
  ArcSummaryStore *store = g_atomic_rc_box_new0 (ArcSummaryStore);

  g_mutex_init (&store->lock);
  return store;
}

ArcSummaryStore *
arc_summary_store_ref (ArcSummaryStore *store)
{
  return g_atomic_rc_box_acquire (store);
}

void
arc_summary_store_unref (ArcSummaryStore *store)
{
  g_atomic_rc_box_release_full (store, store_clear);
}

/* ---- making ------------------------------------------------------------------------------- */

typedef struct {
  ArcSummaryScope *scope;
  ArcSummaryStore *store;
  ArcProgress *progress;
  GCancellable *cancellable;
  ArcSummaryInput *input;
  ArcSummary *previous; /* which input refers to */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  arc_summary_scope_free (making->scope);
  arc_summary_store_unref (making->store);
  g_clear_pointer (&making->progress, arc_progress_unref);
  g_clear_object (&making->cancellable);
  g_clear_pointer (&making->input, arc_summary_input_free);
  g_clear_pointer (&making->previous, arc_summary_free);
  g_free (making);
}

static gpointer
gather_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *making = g_task_get_task_data (data);
  const ArcReviewScope scope = {.team_id = making->scope->team_id,
                                .audience = making->scope->audience,
                                .topic = making->scope->topic,
                                .since = making->scope->since,
                                .until = making->scope->until,
                                .replaces = making->scope->replaces};

  making->input = arc_review_gather (journal, &scope, &making->previous, error);
  return NULL;
}

static gboolean
go_on (double fraction, gpointer user_data)
{
  Making *making = user_data;

  if (making->progress != NULL)
    arc_progress_set (making->progress, (guint64) (CLAMP (fraction, 0, 1) * WHOLE), WHOLE);
  return !g_cancellable_is_cancelled (making->cancellable);
}

static void
build_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;
  const ArcSummaryModule *module = arc_summary_module_get (&error);
  ArcSummary *summary = NULL;

  if (module != NULL) {
    g_mutex_lock (&making->store->lock);
    if (making->store->index == NULL)
      making->store->index = module->index_new ();
    making->input->index = making->store->index;
    summary = module->build (making->input, go_on, making, &error);
    making->input->index = NULL; /* it stays in the store */
    g_mutex_unlock (&making->store->lock);
  }
  if (summary != NULL)
    g_task_return_pointer (task, summary, (GDestroyNotify) arc_summary_free);
  else
    g_task_return_error (task, error);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, build_func);
}

void
arc_summary_make_async (ArcJournalService *service, const ArcSummaryScope *scope,
                        ArcSummaryStore *store, ArcProgress *progress, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  Making *making = g_new0 (Making, 1);

  making->scope = arc_summary_scope_copy (scope);
  making->store = arc_summary_store_ref (store);
  making->progress = progress != NULL ? arc_progress_ref (progress) : NULL;
  making->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, making, making_free);
  arc_journal_service_read_async (service, gather_func, task, NULL, NULL, cancellable, gathered_cb,
                                  task);
}

ArcSummary *
arc_summary_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- publishing and correcting ------------------------------------------------------------ */

typedef struct {
  char *team_id;
  char *post_id;
  ArcSummary *summary;
  GPtrArray *corrections;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->team_id);
  g_free (writing->post_id);
  g_clear_pointer (&writing->summary, arc_summary_free);
  g_clear_pointer (&writing->corrections, g_ptr_array_unref);
  g_free (writing);
}

static gpointer
publish_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  return arc_review_publish (journal, writing->team_id, writing->summary, writing->post_id, error);
}

void
arc_summary_publish_async (ArcJournalService *service, const char *team_id,
                           const ArcSummary *summary, const char *post_id,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->team_id = g_strdup (team_id);
  writing->post_id = g_strdup (post_id);
  writing->summary = arc_summary_copy (summary);
  arc_journal_service_write_async (service, publish_func, writing, writing_free, g_free, NULL,
                                   callback, user_data);
}

/* What is half done would be no correction that anybody meant. */
static void
take_back (ArcJournal *journal, const char *team_id, const GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    arc_journal_revoke_post (journal, team_id, ids->pdata[i], NULL);
}

static gpointer
correct_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < writing->corrections->len; i++) {
    char *id =
        arc_review_correct (journal, writing->team_id, writing->corrections->pdata[i], error);

    if (id == NULL) {
      take_back (journal, writing->team_id, ids);
      return NULL;
    }
    g_ptr_array_add (ids, id);
  }
  return g_steal_pointer (&ids);
}

static gpointer
copy_correction (gconstpointer source, gpointer data)
{
  const ArcCorrection *correction = source;
  ArcCorrection *copy = arc_correction_new (correction->kind);

  for (guint i = 0; i < correction->statements->len; i++)
    g_ptr_array_add (copy->statements, g_strdup (correction->statements->pdata[i]));
  g_free (copy->text);
  copy->text = g_strdup (correction->text);
  return copy;
}

void
arc_summary_correct_async (ArcJournalService *service, const char *team_id,
                           const GPtrArray *corrections, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->team_id = g_strdup (team_id);
  writing->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_correction_free);
  for (guint i = 0; i < corrections->len; i++)
    g_ptr_array_add (writing->corrections, copy_correction (corrections->pdata[i], NULL));
  arc_journal_service_write_async (service, correct_func, writing, writing_free,
                                   (GDestroyNotify) g_ptr_array_unref, NULL, callback, user_data);
}

/* ---- what there is ------------------------------------------------------------------------ */

void
arc_summaries_info_free (ArcSummariesInfo *info)
{
  if (info == NULL)
    return;
  g_clear_pointer (&info->team, arc_team_info_free);
  g_clear_pointer (&info->published, g_ptr_array_unref);
  g_clear_pointer (&info->topics, g_ptr_array_unref);
  g_free (info);
}

gpointer
arc_summaries_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (ArcSummariesInfo) info = g_new0 (ArcSummariesInfo, 1);

  info->team = arc_team_info_read (journal, team_id, cancellable, error);
  if (info->team == NULL || info->team->team == NULL)
    return info->team != NULL ? g_steal_pointer (&info) : NULL;
  info->may_lead =
      info->team->team->state == ARC_MEMBER_IN && arc_review_may_lead (info->team->team->roles);
  info->published = arc_review_list_published (journal, team_id, error);
  info->topics =
      info->published != NULL ? arc_share_topics_read (journal, team_id, cancellable, error) : NULL;
  return info->topics != NULL ? g_steal_pointer (&info) : NULL;
}
