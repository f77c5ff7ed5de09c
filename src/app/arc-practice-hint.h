/* A practice of the team that fits what is being written, offered while the change is thought
 * about and at no other time. */
#pragma once

#include "arc-draft-keeper.h"
#include "arc-practice-card.h"

G_BEGIN_DECLS

/* After the last keystroke. */
#define ARC_PRACTICE_HINT_PAUSE_MS 400

#define ARC_TYPE_PRACTICE_HINT (arc_practice_hint_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticeHint, arc_practice_hint, ARC, PRACTICE_HINT, AdwBin)

/**
 * ArcPracticeHint::take:
 * @hint: the hint
 * @offer: an #ArcPracticeOffer
 *
 * “I'll try it”: its commitment is to be put into the change.
 *
 * Returns: whether that was done
 */

/**
 * ArcPracticeHint::left:
 *
 * The card went while it had the focus.
 */

GtkWidget *arc_practice_hint_new (void);
/* @service: (nullable): %NULL ends all it does, for good. */
void arc_practice_hint_set_service (ArcPracticeHint *self, ArcJournalService *service);
/* Asked for the text, on the main thread, whenever it is compared. */
void arc_practice_hint_set_source (ArcPracticeHint *self, ArcDraftSource source,
                                   gpointer user_data);

/**
 * arc_practice_hint_begin:
 * @text_id: what the text is called (arc-practices-offered.h)
 * @is_resumed: whether it was begun earlier
 *
 * Another text is written from now on.
 */
void arc_practice_hint_begin (ArcPracticeHint *self, const char *text_id, gboolean is_resumed);
/* Whether the change is being thought about. Where it is not, nothing is read, compared or shown.
 */
void arc_practice_hint_set_asking (ArcPracticeHint *self, gboolean asking);
/* The text has changed. */
void arc_practice_hint_touch (ArcPracticeHint *self);
/* The text was saved as @entry_id. @is_done: all of it. */
void arc_practice_hint_saved (ArcPracticeHint *self, const char *entry_id, gboolean is_done);
/* The text was thrown away. */
void arc_practice_hint_discarded (ArcPracticeHint *self);

/* For tests: whether it reads, compares or waits for a pause. */
gboolean arc_practice_hint_is_busy (ArcPracticeHint *self);

G_END_DECLS
