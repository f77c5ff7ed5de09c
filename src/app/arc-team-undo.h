/* What one put before the team a moment ago can be taken back. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * arc_team_undo_offer:
 * @widget: below an AdwToastOverlay
 * @post_id: of mine
 * @text: what was done, plain text
 *
 * A toast whose Undo takes the post back, here and with the next sync for the others too.
 */
void arc_team_undo_offer (GtkWidget *widget, ArcJournalService *service, const char *post_id,
                          const char *text);
/* The same for several of mine. @post_ids: (transfer full) (element-type utf8) */
void arc_team_undo_offer_all (GtkWidget *widget, ArcJournalService *service, GPtrArray *post_ids,
                              const char *text);
/* Takes the post back at once. */
void arc_team_take_back (GtkWidget *widget, ArcJournalService *service, const char *post_id);

G_END_DECLS
