/* The last change, quoted, with two questions: did you do it, did it help? */
#pragma once

#include "arc-journal-service.h"
#include "arc-today-data.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_LOOK_BACK_CARD (arc_look_back_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcLookBackCard, arc_look_back_card, ARC, LOOK_BACK_CARD, AdwBin)

/* (transfer full): the first lines of a change, list marks aside, in quotation marks. */
char *arc_look_back_quote (const char *change);

GtkWidget *arc_look_back_card_new (ArcJournalService *service);

/**
 * arc_look_back_card_show:
 * @data: what Today read; its change is quoted
 *
 * Hides the card where there is no change to quote. What was answered already stays until
 * arc_look_back_card_leave(), so that an answer does not make the card vanish under the pointer.
 */
void arc_look_back_card_show (ArcLookBackCard *self, const ArcTodayData *data);

/* (nullable): the entry that is quoted, while the card is shown. */
const char *arc_look_back_card_get_entry_id (ArcLookBackCard *self);

/* The visit is over: an answered card is done with. */
void arc_look_back_card_leave (ArcLookBackCard *self);

G_END_DECLS
