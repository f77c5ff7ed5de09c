/* Keeps what is being written on disk: drafts while it is typed, the entry when it is done.
 *
 * Writes run on the journal's thread in the order they were asked for. What they need to know of
 * each other (which entry this has become, under which id its draft is) is in a Session, which
 * only they touch: so a draft that is handed over while a save is still under way follows it
 * rightly, also when the main loop does not run any more. */
#include "arc-draft-keeper.h"

#include "arc-id.h"

/* ---- on the journal's thread ----------------------------------------------------------- */

typedef struct {
  ArcEntry *base; /* as stored, or as begun; NULL: not known, load it */
  char *entry_id; /* NULL for a new entry */
  char *revision; /* the one that editing started from */
  char *draft_id;
  gboolean written; /* the draft may be on disk */
} Session;

typedef enum {
  JOB_DRAFT,
  JOB_SAVE,
  JOB_DISCARD,
} JobKind;

typedef struct {
  ArcDraftKeeper *keeper; /* not touched by the journal's thread */
  Session *session;
  JobKind kind;
  gboolean release;
  ArcDraftSnapshot *snapshot;
  guint64 serial;
  /* what came of it */
  ArcSaved saved;
  ArcEntry *stored; /* without sections */
  gboolean has_draft;
} Job;

static void
session_clear (gpointer data)
{
  Session *session = data;

  g_clear_pointer (&session->base, arc_entry_free);
  g_free (session->entry_id);
  g_free (session->revision);
  g_free (session->draft_id);
}

static void
session_unref (Session *session)
{
  g_atomic_rc_box_release_full (session, session_clear);
}

static Session *
session_new (const ArcEntry *base, const char *draft_id)
{
  Session *session = g_atomic_rc_box_new0 (Session);

  /* The text of a draft says nothing about the entry it was made from. */
  if (draft_id == NULL)
    session->base = arc_entry_copy (base);
  session->entry_id = g_strdup (base->id);
  session->revision = g_strdup (base->revision);
  session->draft_id = draft_id != NULL ? g_strdup (draft_id) : arc_id_new (g_get_real_time ());
  session->written = draft_id != NULL;
  return session;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->snapshot, arc_draft_snapshot_free);
  g_clear_pointer (&job->stored, arc_entry_free);
  session_unref (job->session);
  g_object_unref (job->keeper);
  g_free (job);
}

static ArcEntry *
assemble (const Job *job)
{
  ArcEntry *entry = arc_entry_copy (job->snapshot->entry);

  g_free (entry->id);
  g_free (entry->revision);
  entry->id = g_strdup (job->session->entry_id);
  entry->revision = g_strdup (job->session->revision);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_entry_set_section (entry, (ArcSection) i, job->snapshot->section[i]);
  return entry;
}

static void
know_base (ArcJournal *journal, Session *session)
{
  g_autoptr (ArcEntry) stored = NULL;

  if (session->base != NULL || session->entry_id == NULL)
    return;
  /* Not found is no fault here: then there is nothing that a draft could equal. */
  stored = arc_journal_load_entry (journal, session->entry_id, NULL);
  if (stored != NULL && g_strcmp0 (stored->revision, session->revision) == 0)
    session->base = g_steal_pointer (&stored);
}

static gboolean
is_worth_keeping (const ArcEntry *entry, const Session *session)
{
  if (session->base != NULL && arc_entry_same_content (entry, session->base))
    return FALSE;
  if (session->entry_id != NULL || !arc_entry_is_empty (entry))
    return TRUE;
  /* A new entry of which only the time and the lens were chosen is still nothing written. */
  return g_strcmp0 (entry->topic, session->base != NULL ? session->base->topic : "") != 0 ||
         entry->tags->len > 0 || entry->outcome != ARC_OUTCOME_NOT_SAID ||
         entry->evidence != ARC_EVIDENCE_NONE;
}

static gboolean
discard (ArcJournal *journal, Job *job, GError **error)
{
  if (!job->session->written)
    return TRUE;
  if (!arc_journal_discard_draft (journal, job->session->draft_id, error))
    return FALSE;
  job->session->written = FALSE;
  return TRUE;
}

static gboolean
write_draft (ArcJournal *journal, Job *job, GError **error)
{
  Session *session = job->session;
  g_autoptr (ArcDraft) draft = arc_draft_new ();

  know_base (journal, session);
  arc_entry_free (draft->entry);
  draft->entry = assemble (job);
  if (!is_worth_keeping (draft->entry, session))
    return discard (journal, job, error);

  draft->id = g_strdup (session->draft_id);
  draft->step = job->snapshot->step;
  session->written = TRUE;
  job->has_draft = TRUE;
  return arc_journal_save_draft (journal, draft, error) &&
         (!job->release || arc_journal_release_draft (journal, draft->id, error));
}

static gboolean
save (ArcJournal *journal, Job *job, GError **error)
{
  Session *session = job->session;
  g_autoptr (ArcEntry) entry = assemble (job);

  if (!arc_journal_save_entry (journal, entry, session->written ? session->draft_id : NULL,
                               &job->saved, error))
    return FALSE;
  job->stored = arc_entry_copy (job->snapshot->entry);
  job->stored->id = g_strdup (entry->id);
  job->stored->revision = g_strdup (entry->revision);

  session_clear (session);
  session->entry_id = g_strdup (entry->id);
  session->revision = g_strdup (entry->revision);
  session->draft_id = arc_id_new (arc_journal_now (journal));
  session->written = FALSE;
  session->base = g_steal_pointer (&entry);
  return TRUE;
}

static gpointer
run_job (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  switch (job->kind) {
  case JOB_DRAFT:
    return GINT_TO_POINTER (write_draft (journal, job, error));
  case JOB_SAVE:
    return GINT_TO_POINTER (save (journal, job, error));
  case JOB_DISCARD:
    return GINT_TO_POINTER (discard (journal, job, error));
  }
  g_assert_not_reached ();
}

/* ---- on the main thread ---------------------------------------------------------------- */

struct _ArcDraftKeeper {
  GObject parent_instance;

  ArcJournalService *service;
  ArcDraftSource source;
  gpointer source_data;

  Session *session; /* passed on to jobs, never looked into */
  guint64 serial;   /* counts the changes of the text */
  guint64 sent;     /* the last one handed to the service */
  guint64 kept;     /* the last one on disk */
  gboolean has_draft;
  gboolean is_entry; /* it was saved here: what is on disk is the entry, unless there is a draft */
  guint under_way;   /* jobs */
  gboolean again;    /* write once more as soon as the job under way is done */

  GError *error;
  JobKind failed; /* what met it */

  guint throttle_id;
  guint retry_id;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcDraftKeeper, arc_draft_keeper, G_TYPE_OBJECT)

static void job_done (GObject *source, GAsyncResult *result, gpointer user_data);

static void
send (ArcDraftKeeper *self, JobKind kind, gboolean release)
{
  Job *job = g_new0 (Job, 1);

  g_clear_handle_id (&self->throttle_id, g_source_remove);
  self->again = FALSE;
  job->keeper = g_object_ref (self);
  job->session = g_atomic_rc_box_acquire (self->session);
  job->kind = kind;
  job->release = release;
  job->snapshot = self->source (self->source_data);
  job->serial = self->serial;
  self->sent = self->serial;
  self->under_way++;
  arc_journal_service_write_async (self->service, run_job, job, job_free, NULL, NULL, job_done,
                                   job);
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
  return self->retry_id != 0 && self->failed == JOB_DRAFT;
}

static void
take_failure (ArcDraftKeeper *self, const Job *job, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  /* A save that failed stays the thing to try again, whatever becomes of drafts meanwhile. */
  if (self->failed != JOB_SAVE)
    self->failed = job->kind;
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static void
take_success (ArcDraftKeeper *self, const Job *job)
{
  self->kept = job->serial;
  self->has_draft = job->has_draft;
  if (job->kind == JOB_SAVE)
    self->is_entry = TRUE;
  if (self->error == NULL || (self->failed == JOB_SAVE && job->kind == JOB_DRAFT))
    return;
  g_clear_error (&self->error);
  self->failed = JOB_DRAFT;
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
  if (job->session != self->session)
    return;
  self->under_way--;
  if (error != NULL)
    take_failure (self, job, g_steal_pointer (&error));
  else
    take_success (self, job);
  arm_retry (self);
  if (self->again && !waits_for_retry (self) && self->sent < self->serial)
    send (self, JOB_DRAFT, FALSE);
  if (job->stored != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, job->stored, job->saved);
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
    send (self, JOB_DRAFT, FALSE);
  return G_SOURCE_REMOVE;
}

static void
arc_draft_keeper_dispose (GObject *object)
{
  ArcDraftKeeper *self = ARC_DRAFT_KEEPER (object);

  arc_draft_keeper_stop (self);
  g_clear_object (&self->service);
  g_clear_error (&self->error);
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

void
arc_draft_snapshot_free (ArcDraftSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  g_clear_pointer (&snapshot->entry, arc_entry_free);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    g_clear_pointer (&snapshot->section[i], g_ref_string_release);
  g_free (snapshot);
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
  self->session = session_new (base, draft_id);
  self->serial = 0;
  self->sent = 0;
  self->kept = 0;
  self->has_draft = draft_id != NULL;
  self->is_entry = FALSE;
  self->under_way = 0;
  self->failed = JOB_DRAFT;
  g_clear_error (&self->error);
  /* Taken over at once, so that no other window offers it. */
  if (draft_id != NULL)
    send (self, JOB_DRAFT, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_touch (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->session != NULL);

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
    send (self, JOB_DRAFT, release);
  emit_changed (self);
}

void
arc_draft_keeper_save (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->session != NULL);

  send (self, JOB_SAVE, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_discard (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->session != NULL);

  send (self, JOB_DISCARD, FALSE);
  emit_changed (self);
}

void
arc_draft_keeper_retry (ArcDraftKeeper *self)
{
  g_return_if_fail (ARC_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->error == NULL || self->under_way > 0)
    return;
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
  /* What is under way goes on, but nobody hears of it. */
  g_clear_pointer (&self->session, session_unref);
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
