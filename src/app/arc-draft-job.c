/* The writes of a composer, as they run on the journal's thread. */
#include "arc-draft-job.h"

#include "arc-id.h"

struct _ArcDraftSession {
  ArcEntry *base; /* as stored, or as begun; NULL: not known, load it */
  ArcLoop *loop;  /* what hung on it then */
  char *entry_id; /* NULL for a new entry */
  char *revision; /* the one that editing started from */
  char *draft_id;
  gboolean written; /* the draft may be on disk */
};

static void
session_clear (gpointer data)
{
  ArcDraftSession *session = data;

  g_clear_pointer (&session->base, arc_entry_free);
  g_clear_pointer (&session->loop, arc_loop_free);
  g_free (session->entry_id);
  g_free (session->revision);
  g_free (session->draft_id);
}

static ArcEntry *
assemble (const ArcDraftJob *job)
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
know_base (ArcJournal *journal, ArcDraftSession *session)
{
  g_autoptr (ArcEntry) stored = NULL;

  if (session->base != NULL || session->entry_id == NULL)
    return;
  /* Not found is no fault here: then there is nothing that a draft could equal. */
  stored = arc_journal_load_entry (journal, session->entry_id, NULL);
  if (stored != NULL && g_strcmp0 (stored->revision, session->revision) == 0)
    session->base = g_steal_pointer (&stored);
}

/* Of a new entry the day alone is chosen by default, and says nothing. */
static gboolean
is_loop_changed (const ArcLoop *loop, const ArcDraftSession *session)
{
  if (session->entry_id == NULL || session->loop == NULL)
    return loop->commitments->len > 0 || loop->barriers->len > 0;
  return !arc_loop_equal (loop, session->loop);
}

static gboolean
is_worth_keeping (const ArcEntry *entry, const ArcLoop *loop, const ArcDraftSession *session)
{
  if (is_loop_changed (loop, session))
    return TRUE;
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
discard (ArcJournal *journal, ArcDraftJob *job, GError **error)
{
  if (!job->session->written)
    return TRUE;
  if (!arc_journal_discard_draft (journal, job->session->draft_id, error))
    return FALSE;
  job->session->written = FALSE;
  return TRUE;
}

static gboolean
write_draft (ArcJournal *journal, ArcDraftJob *job, GError **error)
{
  ArcDraftSession *session = job->session;
  g_autoptr (ArcDraft) draft = arc_draft_new ();

  know_base (journal, session);
  arc_entry_free (draft->entry);
  draft->entry = assemble (job);
  arc_loop_free (draft->loop);
  draft->loop = arc_loop_copy (job->snapshot->loop);
  if (!is_worth_keeping (draft->entry, draft->loop, session))
    return discard (journal, job, error);

  draft->id = g_strdup (session->draft_id);
  draft->step = job->snapshot->step;
  session->written = TRUE;
  job->has_draft = TRUE;
  return arc_journal_save_draft (journal, draft, error) &&
         (!job->release || arc_journal_release_draft (journal, draft->id, error));
}

static gboolean
save (ArcJournal *journal, ArcDraftJob *job, GError **error)
{
  ArcDraftSession *session = job->session;
  g_autoptr (ArcEntry) entry = assemble (job);
  g_autoptr (ArcLoop) loop = arc_loop_copy (job->snapshot->loop);

  /* Without a change there is nothing to look back at. */
  if (session->entry_id == NULL && *entry->section[ARC_SECTION_CHANGE] == '\0')
    loop->look_back_on = (ArcDay){0, 0, 0};
  if (!arc_journal_save_entry_with_loop (
          journal, entry, loop, session->written ? session->draft_id : NULL, &job->saved, error))
    return FALSE;
  job->stored = arc_entry_copy (job->snapshot->entry);
  g_free (job->stored->id);
  g_free (job->stored->revision);
  job->stored->id = g_strdup (entry->id);
  job->stored->revision = g_strdup (entry->revision);

  session_clear (session);
  session->entry_id = g_strdup (entry->id);
  session->revision = g_strdup (entry->revision);
  session->draft_id = arc_id_new (arc_journal_now (journal));
  session->written = FALSE;
  session->base = g_steal_pointer (&entry);
  session->loop = g_steal_pointer (&loop);
  return TRUE;
}

void
arc_draft_snapshot_free (ArcDraftSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  g_clear_pointer (&snapshot->entry, arc_entry_free);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    g_clear_pointer (&snapshot->section[i], g_ref_string_release);
  g_clear_pointer (&snapshot->loop, arc_loop_free);
  g_free (snapshot);
}

ArcDraftSession *
arc_draft_session_new (const ArcEntry *base, const char *draft_id)
{
  ArcDraftSession *session = g_atomic_rc_box_new0 (ArcDraftSession);

  /* The text of a draft says nothing about the entry it was made from. */
  if (draft_id == NULL)
    session->base = arc_entry_copy (base);
  session->entry_id = g_strdup (base->id);
  session->revision = g_strdup (base->revision);
  session->draft_id = draft_id != NULL ? g_strdup (draft_id) : arc_id_new (g_get_real_time ());
  session->written = draft_id != NULL;
  return session;
}

void
arc_draft_session_set_loop (ArcDraftSession *session, const ArcLoop *loop)
{
  g_clear_pointer (&session->loop, arc_loop_free);
  session->loop = arc_loop_copy (loop);
}

const char *
arc_draft_session_get_draft_id (ArcDraftSession *session)
{
  return session->draft_id;
}

ArcDraftSession *
arc_draft_session_ref (ArcDraftSession *session)
{
  return g_atomic_rc_box_acquire (session);
}

void
arc_draft_session_unref (ArcDraftSession *session)
{
  g_atomic_rc_box_release_full (session, session_clear);
}

void
arc_draft_job_clear (ArcDraftJob *job)
{
  g_clear_pointer (&job->snapshot, arc_draft_snapshot_free);
  g_clear_pointer (&job->stored, arc_entry_free);
  g_clear_pointer (&job->session, arc_draft_session_unref);
}

gpointer
arc_draft_job_run (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcDraftJob *job = data;

  switch (job->kind) {
  case ARC_DRAFT_JOB_WRITE:
    return GINT_TO_POINTER (write_draft (journal, job, error));
  case ARC_DRAFT_JOB_SAVE:
    return GINT_TO_POINTER (save (journal, job, error));
  case ARC_DRAFT_JOB_DISCARD:
    return GINT_TO_POINTER (discard (journal, job, error));
  }
  g_assert_not_reached ();
}
