/* What stands in the team's way: barriers that its members shared, and who owns them. */
#pragma once

#include "arc-team-scan.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_BARRIERS (arc_team_barriers_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamBarriers, arc_team_barriers, ARC, TEAM_BARRIERS, AdwBin)

GtkWidget *arc_team_barriers_new (ArcJournalService *service, ArcTeamScan *scan);

G_END_DECLS
