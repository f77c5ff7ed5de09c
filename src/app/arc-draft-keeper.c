/* Keeps what is being written on disk: drafts while it is typed, the entry when it is done. */
#include "arc-draft-keeper.h"

/* One write that was asked for. */
typedef struct {
  ArcDraftJob base; /* first: it is what runs on the journal's thread */
  ArcDraftKeeper *keeper;
  guint64 serial;
} Job;

struct _ArcDraftKeeper {
  GObject parent_instance;

  ArcJournalService *service;
  ArcDraftSource source;
  gpointer source_data;

  ArcDraftSession *session;
  char *text_id;
  guint64 serial; /* counts the changes of the text */
  guint64 sent;   /* the last one handed to the service */
  guint64 kept;   /* the last one on disk */
  gboolean has_draft;
  gboolean is_entry; /* it was saved here: what is on disk is the entry, unless there is a draft */
  guint under_way;   /* jobs */
  gboolean again;    /* write once more as soon as the job under way is done */

  GError *error;
  ArcDraftJobKind failed; /* what met it */

  guint throttle_id;
  guint retry_id;
  gboolean retry_wanted; /* as soon as nothing is under way */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcDraftKeeper, arc_draft_keeper, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  arc_draft_job_clear (&job->base);
  g_object_unref (job->keeper);
  g_free (job);
}

static void job_done (GObject *source, GAsyncResult *result, gpointer user_data);

static void
send (ArcDraftKeeper *self, ArcDraftJobKind kind, gboolean release)
{
  Job *job = g_new0 (Job, 1);

  g_clear_handle_id (&self->throttle_id, g_source_remove);
  self->again = FALSE;
  job->keeper = g_object_ref (self);
  job->base.session = arc_draft_session_ref (self->session);
  job->base.kind = kind;
  job->base.release = release;
  job->base.snapshot = self->source (self->source_data);
  job->serial = self->serial;
  self->sent = self->serial;
  self->under_way++;
  arc_journal_service_write_async (self->service, arc_draft_job_run, job, job_free, NULL, NULL,
                                   job_done, job);
}

static void
emit_changed (ArcDraftKeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
retry_cb (gpointer user_data)
{
  ArcDraftKeeper *self = user_data;

  self->retry_id = 0;
  arc_draft_keeper_retry (self);
  return G_SOURCE_REMOVE;
}

/* What the person has to mend is not tried again by itself. */
static void
arm_retry (ArcDraftKeeper *self)
{
  if (self->retry_id == 0 && self->error != NULL &&
      !g_error_matches (self->error, ARC_ERROR, ARC_ERROR_INVALID) &&
      !g_error_matches (self->error, ARC_ERROR, ARC_ERROR_TOO_LARGE))
    self->retry_id = g_timeout_add_seconds (ARC_DRAFT_RETRY_S, retry_cb, self);
}

/* While drafts fail, the next try brings the latest text along. */
static gboolean
waits_for_retry (ArcDraftKeeper *self)
{
  return self->retry_id != 0 && self->failed == ARC_DRAFT_JOB_WRITE;
}

static void
take_failure (ArcDraftKeeper *self, const Job *job, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  /* A save that failed stays the thing to try again, whatever becomes of drafts meanwhile. */
  if (self->failed != ARC_DRAFT_JOB_SAVE)
    self->failed = job->base.kind;
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static void
take_success (ArcDraftKeeper *self, const Job *job)
{
  self->kept = job->serial;
  self->has_draft = job->base.has_draft;
  if (job->base.kind == ARC_DRAFT_JOB_SAVE)
    self->is_entry = TRUE;
  if (self->error == NULL ||
      (self->failed == ARC_DRAFT_JOB_SAVE && job->base.kind == ARC_DRAFT_JOB_WRITE))
    return;
  g_clear_error (&self->error);
  self->failed = ARC_DRAFT_JOB_WRITE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static void
job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (ArcDraftKeeper) self = g_object_ref (job->keeper);
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  /* What belongs to an earlier text is nobody's concern any more. */
  if (job->base.session != self->session)
    return;
  self->under_way--;
  if (error != NULL)
    take_failure (self, job, g_steal_pointer (&error));
  else
    take_success (self, job);
  arm_retry (self);
  if (self->retry_wanted && self->under_way == 0)
    arc_draft_keeper_retry (self);
  if (self->again && !waits_for_retry (self) && self->sent < self->serial)
    send (self, ARC_DRAFT_JOB_WRITE, FALSE);
  if (job->base.stored != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, job->base.stored, job->base.saved);
  emit_changed (self);
}

static gboolean
throttle_cb (gpointer user_data)
{
  ArcDraftKeeper *self = user_data;

  self->throttle_id = 0;
  if (self->under_way > 0)
    self->again = TRUE;
  else
    send (self, ARC_DRAFT_JOB_WRITE, FALSE);
  return G_SOURCE_REMOVE;
}

static void
arc_draft_keeper_dispose (GObject *object)
{
  ArcDraftKeeper *self = ARC_DRAFT_KEEPER (object);

  arc_draft_keeper_stop (self);
  g_clear_object (&self->service);
  g_clear_error (&self->error);
  g_clear_pointer (&self->text_id, g_free);
  G_OBJECT_CLASS (arc_draft_keeper_parent_class)->dispose (object);
}

static void
arc_draft_keeper_class_init (ArcDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_draft_keeper_dispose;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, ARC_TYPE_ENTRY, G_TYPE_INT);
}

static void
arc_draft_keeper_init (ArcDraftKeeper *self)
{
}

ArcDraftKeeper *
arc_draft_keeper_new (ArcJournalService *service, ArcDraftSource source, gpointer user_data)
{
  ArcDraftKeeper *self = g_object_new (ARC_TYPE_DRAFT_KEEPER, NULL);

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), self);
  g_return_val_if_fail (source != NULL, self);

  self->service = g_object_ref (service);
  self->source = source;
  self->source_data = user_data;
  return self;
}

void
arc_draft_keeper_begin (ArcDraftKeeper *self, const ArcEntry *base, const char *draft_id)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));
  g_return_if_fail (base != NULL);

  arc_draft_keeper_stop (self);
  self->session = arc_draft_session_new (base, draft_id);
  /* Before a write is under way: then only writes may look into the session. */
  g_free (self->text_id);
  self->text_id =
      g_strdup (base->id != NULL ? base->id : arc_draft_session_get_draft_id (self->session));
  self->serial = 0;
  self->sent = 0;
  self->kept = 0;
  self->has_draft = draft_id != NULL;
  self->is_entry = FALSE;
  self->under_way = 0;
  self->failed = ARC_DRAFT_JOB_WRITE;
  g_clear_error (&self->error);
  /* Taken over at once, so that no other window offers it. */
  if (draft_id != NULL) {
    self->serial++;
    send (self, ARC_DRAFT_JOB_WRITE, FALSE);
  }
  emit_changed (self);
}

void
arc_draft_keeper_set_loop (ArcDraftKeeper *self, const ArcLoop *loop)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->session != NULL);

  arc_draft_session_set_loop (self->session, loop);
}

void
arc_draft_keeper_touch (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  if (self->session == NULL)
    return;
  self->serial++;
  if (self->throttle_id == 0 && !waits_for_retry (self))
    self->throttle_id = g_timeout_add (ARC_DRAFT_THROTTLE_MS, throttle_cb, self);
  emit_changed (self);
}

void
arc_draft_keeper_flush (ArcDraftKeeper *self, gboolean release)
{
  gboolean unsent;

  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  if (self->session == NULL)
    return;
  /* What was sent may have failed. */
  unsent = self->sent < self->serial || (self->under_way == 0 && self->kept < self->serial);
  if (unsent || (release && self->has_draft) || (release && self->under_way > 0))
    send (self, ARC_DRAFT_JOB_WRITE, release);
  emit_changed (self);
}

void
arc_draft_keeper_save (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  if (self->session == NULL)
    return;
  send (self, ARC_DRAFT_JOB_SAVE, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_discard (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  if (self->session == NULL)
    return;
  send (self, ARC_DRAFT_JOB_DISCARD, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_retry (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  /* What is under way may still meet the old trouble. */
  self->retry_wanted = self->error != NULL && self->under_way > 0;
  if (self->error == NULL)
    return;
  if (!self->retry_wanted)
    send (self, self->failed, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_stop (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->throttle_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->again = FALSE;
  self->retry_wanted = FALSE;
  /* What is under way goes on, but nobody hears of it. */
  g_clear_pointer (&self->session, arc_draft_session_unref);
}

const char *
arc_draft_keeper_get_text_id (ArcDraftKeeper *self)
{
  g_return_val_if_fail (ARC_IS_DRAFT_KEEPER (self), NULL);

  return self->text_id;
}

ArcDraftState
arc_draft_keeper_get_state (ArcDraftKeeper *self)
{
  g_return_val_if_fail (ARC_IS_DRAFT_KEEPER (self), ARC_DRAFT_CLEAN);

  if (self->kept < self->serial)
    return self->error != NULL && self->under_way == 0 ? ARC_DRAFT_FAILED : ARC_DRAFT_SAVING;
  if (self->has_draft)
    return ARC_DRAFT_KEPT;
  return self->is_entry ? ARC_DRAFT_SAVED : ARC_DRAFT_CLEAN;
}

gboolean
arc_draft_keeper_is_busy (ArcDraftKeeper *self)
{
  g_return_val_if_fail (ARC_IS_DRAFT_KEEPER (self), FALSE);

  return self->under_way > 0;
}

const GError *
arc_draft_keeper_get_error (ArcDraftKeeper *self)
{
  g_return_val_if_fail (ARC_IS_DRAFT_KEEPER (self), NULL);

  return self->error;
}
