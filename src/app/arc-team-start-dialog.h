/* Beginning with a team: making one in a folder, or asking to join one. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_START_DIALOG (arc_team_start_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamStartDialog, arc_team_start_dialog, ARC, TEAM_START_DIALOG, AdwWindow)

typedef enum {
  ARC_TEAM_START_CREATE,
  ARC_TEAM_START_JOIN,
} ArcTeamStart;

/* Returns: (transfer floating): to be presented over @parent */
GtkWidget *arc_team_start_dialog_new (GtkWindow *parent, ArcJournalService *service,
                                      ArcTeamStart start);
/* What the person would choose with the file chooser. */
void arc_team_start_dialog_set_folder (ArcTeamStartDialog *dialog, const char *path);

G_END_DECLS
