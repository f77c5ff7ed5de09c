/* Something that waits to be looked back at: quoted, with two questions, each one click or key. */
#pragma once

#include "arc-journal-service.h"
#include "arc-waiting-data.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_WAITING_CARD (arc_waiting_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcWaitingCard, arc_waiting_card, ARC, WAITING_CARD, AdwBin)

/**
 * ArcWaitingCard::answered:
 *
 * The person answered the first question, or ended the loop.
 */

/**
 * ArcWaitingCard::undone:
 *
 * What was answered is taken back, or could not be saved: nothing is answered.
 */

/**
 * ArcWaitingCard::done:
 *
 * Nothing more is to be asked about it.
 */

/**
 * arc_waiting_card_new:
 * @compact: for a narrow place where one card follows the other: no way to the entry
 */
GtkWidget *arc_waiting_card_new (ArcJournalService *service, const ArcWaitingItem *item,
                                 gboolean compact);

const ArcWaitingItem *arc_waiting_card_get_item (ArcWaitingCard *self);
/* Or put off. */
gboolean arc_waiting_card_is_answered (ArcWaitingCard *self);
/* Whether an answer is being written or taken back: what was read before does not show it. */
gboolean arc_waiting_card_is_storing (ArcWaitingCard *self);

/**
 * arc_waiting_card_press:
 * @key: y, p, n, l for the first question, y, p, n, t for the second
 *
 * Returns: whether the key means an answer now
 */
gboolean arc_waiting_card_press (ArcWaitingCard *self, guint key);

G_END_DECLS
