/* A practice that is offered: its words, what speaks for it, and three answers. */
#pragma once

#include "arc-journal-service.h"
#include "arc-practice-finder.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PRACTICE_CARD (arc_practice_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticeCard, arc_practice_card, ARC, PRACTICE_CARD, AdwBin)

/**
 * ArcPracticeCard::try:
 *
 * “I'll try it”: what that means is up to whoever shows the card.
 */

/**
 * ArcPracticeCard::answered:
 *
 * “I already do” or “Not for me, because …” was said, and is on its way to the team.
 */

/**
 * ArcPracticeCard::dismissed:
 *
 * Not now.
 */

GtkWidget *arc_practice_card_new (void);
void arc_practice_card_set_service (ArcPracticeCard *self, ArcJournalService *service);

/**
 * arc_practice_card_show:
 * @offer: (transfer full) (nullable): %NULL hides the card
 * @title: (nullable): whose practice it is, and why it is shown
 */
void arc_practice_card_show (ArcPracticeCard *self, ArcPracticeOffer *offer, const char *title);
/* (transfer none) (nullable): what is shown. */
const ArcPracticeOffer *arc_practice_card_get_offer (ArcPracticeCard *self);

G_END_DECLS
