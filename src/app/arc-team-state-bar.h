/* How a team's folder and this journal are in step: when, what went wrong, what was set aside. */
#pragma once

#include "arc-team-info.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_STATE_BAR (arc_team_state_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamStateBar, arc_team_state_bar, ARC, TEAM_STATE_BAR, AdwBin)

/* Its button activates the action team.sync. */
GtkWidget *arc_team_state_bar_new (void);
void arc_team_state_bar_show (ArcTeamStateBar *self, const ArcTeamInfo *info);
void arc_team_state_bar_set_syncing (ArcTeamStateBar *self, gboolean syncing);

G_END_DECLS
