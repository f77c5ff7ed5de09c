/* What a manager asks the team for: one behaviour, its measure and date; yes, or something else. */
#pragma once

#include "arc-journal-service.h"
#include "arc-team-info.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_FOCUS_CARD (arc_focus_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcFocusCard, arc_focus_card, ARC, FOCUS_CARD, AdwBin)

/**
 * arc_focus_card_new:
 * @aim: (transfer none)
 * @is_manager: whether I may change and end it
 * @with_replies: whether it tells who said what; elsewhere it is about my own reply
 */
GtkWidget *arc_focus_card_new (ArcJournalService *service, const ArcTeamAim *aim, ArcDay today,
                               gboolean is_manager, gboolean with_replies);
const char *arc_focus_card_get_post_id (ArcFocusCard *self);
/* It has become another; what is being typed stays. */
void arc_focus_card_update (ArcFocusCard *self, const ArcTeamAim *aim, ArcDay today);

/* Brings the cards in @box in line with @aims (element-type ArcTeamAim). */
void arc_focus_cards_show (GtkBox *box, const GPtrArray *aims, ArcJournalService *service,
                           ArcDay today, gboolean is_manager, gboolean with_replies);

G_END_DECLS
