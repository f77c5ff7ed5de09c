/* The commitments that a team shares, by their dates. */
#pragma once

#include "arc-team-scan.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_COMMITMENTS (arc_team_commitments_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamCommitments, arc_team_commitments, ARC, TEAM_COMMITMENTS, AdwBin)

/* A row activates the action shared.show with the id of its share. */
GtkWidget *arc_team_commitments_new (ArcTeamScan *scan);

G_END_DECLS
