/* Keeps what is being written on disk: drafts while it is typed, the entry when it is done. */
#pragma once

#include "arc-draft-job.h"
#include "arc-journal-service.h"

G_BEGIN_DECLS

/* From the first keystroke that is not on disk to the next write. Later ones do not put it off. */
#define ARC_DRAFT_THROTTLE_MS 600
/* Until the next try after a write failed. */
#define ARC_DRAFT_RETRY_S 10

/* Takes a snapshot, on the main thread; (transfer full). */
typedef ArcDraftSnapshot *(*ArcDraftSource) (gpointer user_data);

/**
 * ArcDraftState:
 * @ARC_DRAFT_CLEAN: nothing was written that is worth keeping
 * @ARC_DRAFT_SAVING: the latest text is not on disk yet
 * @ARC_DRAFT_KEPT: the latest text is on disk as a draft
 * @ARC_DRAFT_SAVED: the latest text is saved as an entry
 * @ARC_DRAFT_FAILED: the latest text is not on disk, and the last try failed
 */
typedef enum {
  ARC_DRAFT_CLEAN,
  ARC_DRAFT_SAVING,
  ARC_DRAFT_KEPT,
  ARC_DRAFT_SAVED,
  ARC_DRAFT_FAILED,
} ArcDraftState;

#define ARC_TYPE_DRAFT_KEEPER (arc_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (ArcDraftKeeper, arc_draft_keeper, ARC, DRAFT_KEEPER, GObject)

/**
 * ArcDraftKeeper::changed:
 *
 * The state, the error or whether it is busy may have changed.
 */

/**
 * ArcDraftKeeper::saved:
 * @keeper: the keeper
 * @entry: the entry as stored, without its sections
 * @saved: an #ArcSaved
 */

/**
 * arc_draft_keeper_new:
 * @source: asked for the text whenever it is written
 *
 * Returns: (transfer full)
 */
ArcDraftKeeper *arc_draft_keeper_new (ArcJournalService *service, ArcDraftSource source,
                                      gpointer user_data);

/**
 * arc_draft_keeper_begin:
 * @base: what editing starts from: an empty entry, or one with id and revision
 * @draft_id: (nullable): the draft to go on with, in which case @base is what it holds
 *
 * What differs from @base is worth a draft. Forgets what was written before.
 */
void arc_draft_keeper_begin (ArcDraftKeeper *self, const ArcEntry *base, const char *draft_id);

/* What hung on @base then; before anything else happens, and not for a draft that goes on. */
void arc_draft_keeper_set_loop (ArcDraftKeeper *self, const ArcLoop *loop);

/* The text has changed. Like all that follows, nothing before arc_draft_keeper_begin(). */
void arc_draft_keeper_touch (ArcDraftKeeper *self);

/**
 * arc_draft_keeper_flush:
 * @release: the editor closes: the draft then waits for whoever goes on with it
 *
 * Hands what is not on disk to the service at once.
 */
void arc_draft_keeper_flush (ArcDraftKeeper *self, gboolean release);

/* Saves the entry and discards the draft, in one transaction. ArcDraftKeeper::saved follows. */
void arc_draft_keeper_save (ArcDraftKeeper *self);
/* Discards the draft: what was written is not wanted. */
void arc_draft_keeper_discard (ArcDraftKeeper *self);
/* Tries again what failed. Happens by itself each %ARC_DRAFT_RETRY_S. */
void arc_draft_keeper_retry (ArcDraftKeeper *self);
/* Stops all timers and tells nobody anything any more. */
void arc_draft_keeper_stop (ArcDraftKeeper *self);

/* (transfer none): what names the text that was begun: the entry's id, of a new entry the draft's,
 * which it keeps when the draft is resumed. */
const char *arc_draft_keeper_get_text_id (ArcDraftKeeper *self);
ArcDraftState arc_draft_keeper_get_state (ArcDraftKeeper *self);
/* Whether a write is under way. */
gboolean arc_draft_keeper_is_busy (ArcDraftKeeper *self);
/* (nullable): why the last write failed, until it succeeds. */
const GError *arc_draft_keeper_get_error (ArcDraftKeeper *self);

G_END_DECLS
