/* The writes of a composer, as they run on the journal's thread. */
#pragma once

#include "arc-journal-loop.h"

G_BEGIN_DECLS

/**
 * ArcDraftSnapshot:
 * @entry: everything but the sections, id and revision
 * @section: the texts, shared with whoever wrote them, so that an unchanged one costs nothing
 * @loop: what hangs on the entry
 * @step: the step that the composer is at
 *
 * What is being written, at one moment.
 */
typedef struct {
  ArcEntry *entry;
  GRefString *section[ARC_N_SECTIONS];
  ArcLoop *loop;
  int step;
} ArcDraftSnapshot;

void arc_draft_snapshot_free (ArcDraftSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDraftSnapshot, arc_draft_snapshot_free)

/**
 * ArcDraftSession:
 *
 * What the writes of one text need to know of each other: which entry it has become, under which id
 * its draft is. Only they look into it: so a draft that is handed over while a save is still under
 * way follows it rightly, also when the main loop does not run any more.
 */
typedef struct _ArcDraftSession ArcDraftSession;

/**
 * arc_draft_session_new:
 * @base: what editing starts from: an empty entry, or one with id and revision
 * @draft_id: (nullable): the draft to go on with, in which case @base is what it holds
 *
 * Returns: (transfer full)
 */
ArcDraftSession *arc_draft_session_new (const ArcEntry *base, const char *draft_id);
/* What hung on the entry when editing began: with it, choosing a kind is worth a draft. */
void arc_draft_session_set_loop (ArcDraftSession *session, const ArcLoop *loop);
/* (transfer none): of its draft, whether or not there is one; before any write was asked for. */
const char *arc_draft_session_get_draft_id (ArcDraftSession *session);
ArcDraftSession *arc_draft_session_ref (ArcDraftSession *session);
void arc_draft_session_unref (ArcDraftSession *session);

/**
 * ArcDraftJobKind:
 * @ARC_DRAFT_JOB_WRITE: write the draft; discard it where nothing is left that is worth one
 * @ARC_DRAFT_JOB_SAVE: save the entry and discard the draft
 * @ARC_DRAFT_JOB_DISCARD: discard the draft
 */
typedef enum {
  ARC_DRAFT_JOB_WRITE,
  ARC_DRAFT_JOB_SAVE,
  ARC_DRAFT_JOB_DISCARD,
} ArcDraftJobKind;

/**
 * ArcDraftJob:
 * @session: (transfer full): of the text
 * @release: the editor closes: the draft then waits for whoever goes on with it
 * @snapshot: (transfer full): the text
 * @saved: out: what saving did
 * @stored: out: the entry as saved, without its sections, or %NULL
 * @has_draft: out: whether there is a draft now
 */
typedef struct {
  ArcDraftSession *session;
  ArcDraftJobKind kind;
  gboolean release;
  ArcDraftSnapshot *snapshot;
  ArcSaved saved;
  ArcEntry *stored;
  gboolean has_draft;
} ArcDraftJob;

/* Frees what @job holds. */
void arc_draft_job_clear (ArcDraftJob *job);

/**
 * arc_draft_job_run:
 * @data: an #ArcDraftJob
 *
 * An ArcJournalFunc, for the thread that writes.
 *
 * Returns: nothing to be freed
 */
gpointer arc_draft_job_run (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                            GError **error);

G_END_DECLS
