/* The composer: one entry, written in three guided steps or all at once. No word of it is lost. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-loop.h"

G_BEGIN_DECLS

#define ARC_TYPE_COMPOSER (arc_composer_get_type ())
G_DECLARE_FINAL_TYPE (ArcComposer, arc_composer, ARC, COMPOSER, AdwBin)

/**
 * ArcComposer::closed:
 * @composer: the composer
 * @entry_id: (nullable): the entry that was saved, %NULL when only a draft or nothing is left
 * @beside: somebody else had changed the entry, so this text was kept as an entry of its own,
 *   @entry_id: the person must be told
 *
 * The person is done here. The composer may be destroyed or begun anew. That a draft was kept it
 * says itself, by the action win.toast.
 */

/**
 * arc_composer_new:
 * @service: where drafts and entries go
 *
 * A page for the whole window, with a header bar of its own. Call one of arc_composer_begin_new(),
 * arc_composer_edit() and arc_composer_resume() before showing it.
 *
 * Returns: (transfer floating)
 */
GtkWidget *arc_composer_new (ArcJournalService *service);

/**
 * arc_composer_begin_new:
 * @topic: (nullable): filled in under More
 * @lens: chooses the questions
 *
 * Starts an empty entry that happens now. Nothing is kept until something is written.
 */
void arc_composer_begin_new (ArcComposer *self, const char *topic, ArcLens lens);

/**
 * arc_composer_edit:
 * @entry: as loaded from the journal, with id and revision
 * @loop: (nullable): what hangs on it; %NULL for nothing
 */
void arc_composer_edit (ArcComposer *self, const ArcEntry *entry, const ArcLoop *loop);

/**
 * arc_composer_resume:
 * @draft: as listed by the journal; it is taken over and goes on under the same id
 */
void arc_composer_resume (ArcComposer *self, const ArcDraft *draft);

/**
 * arc_composer_close:
 *
 * Leaves with everything kept, as Escape does. #ArcComposer::closed follows once the draft is on
 * disk; it does not follow when that fails: the composer stays and says why.
 */
void arc_composer_close (ArcComposer *self);

/**
 * arc_composer_flush:
 *
 * For the moment the window closes: hands what is not on disk yet to the service before it returns.
 * The caller then waits by arc_journal_service_flush().
 *
 * Returns: %FALSE if the journal refused the last write, so that closing now would lose text
 */
gboolean arc_composer_flush (ArcComposer *self);

G_END_DECLS
