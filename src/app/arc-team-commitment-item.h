/* A row of the list of a team's commitments: a heading, or a commitment. */
#pragma once

#include "arc-team-scan.h"

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_COMMITMENT_ITEM (arc_team_commitment_item_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamCommitmentItem, arc_team_commitment_item, ARC, TEAM_COMMITMENT_ITEM,
                      GObject)

ArcTeamCommitmentItem *arc_team_commitment_item_new_heading (const char *heading);
ArcTeamCommitmentItem *arc_team_commitment_item_new (const ArcTeamCommitment *commitment,
                                                     ArcDay today);
/* (nullable): NULL for a commitment */
const char *arc_team_commitment_item_get_heading (ArcTeamCommitmentItem *item);
/* "Start: log the call" */
const char *arc_team_commitment_item_get_title (ArcTeamCommitmentItem *item);
/* "Mia · due Friday, 27 November · overdue by 3 days" */
const char *arc_team_commitment_item_get_details (ArcTeamCommitmentItem *item);
const char *arc_team_commitment_item_get_share_id (ArcTeamCommitmentItem *item);
gboolean arc_team_commitment_item_is_overdue (ArcTeamCommitmentItem *item);
gboolean arc_team_commitment_item_equal (ArcTeamCommitmentItem *a, ArcTeamCommitmentItem *b);

G_END_DECLS
