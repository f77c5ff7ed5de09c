/* Asks the team for one behaviour. */
#pragma once

#include "arc-journal-service.h"
#include "arc-reply.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_FOCUS_DIALOG (arc_focus_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcFocusDialog, arc_focus_dialog, ARC, FOCUS_DIALOG, AdwWindow)

/**
 * arc_focus_dialog_new:
 * @origin: below a toast overlay, for what is said afterwards
 * @focus: (nullable): to be changed, with its @post_id
 * @today: what a new one is due two weeks after
 */
GtkWidget *arc_focus_dialog_new (GtkWindow *parent, ArcJournalService *service, GtkWidget *origin,
                                 const char *team_id, const ArcTeamFocus *focus,
                                 const char *post_id, ArcDay today);

G_END_DECLS
