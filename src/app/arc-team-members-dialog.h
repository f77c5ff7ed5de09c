/* The people of one team: who they are, who wants to join, leaving. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_MEMBERS_DIALOG (arc_team_members_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamMembersDialog, arc_team_members_dialog, ARC, TEAM_MEMBERS_DIALOG,
                      AdwWindow)

/* Returns: (transfer floating): to be presented over @parent; closes when the team is left. */
GtkWidget *arc_team_members_dialog_new (GtkWindow *parent, ArcJournalService *service,
                                        const char *team_id);

G_END_DECLS
