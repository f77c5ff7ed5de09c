/* Commitments and barriers that a team shares, gathered from its shares a page at a time, so that
 * nobody waits for a large team. */
#pragma once

#include "arc-journal-service.h"
#include "arc-team-barrier.h"

G_BEGIN_DECLS

/* A commitment that somebody shared. */
typedef struct {
  char *share_id;
  char *author_name;
  gboolean is_mine;
  ArcCommitment *commitment;
  ArcDid did; /* the last answer */
  ArcHelped helped;
} ArcTeamCommitment;
void arc_team_commitment_free (ArcTeamCommitment *commitment);
gboolean arc_team_commitment_equal (const ArcTeamCommitment *a, const ArcTeamCommitment *b);

#define ARC_TYPE_TEAM_SCAN (arc_team_scan_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamScan, arc_team_scan, ARC, TEAM_SCAN, GObject)

/**
 * ArcTeamScan::scanned:
 *
 * What it holds is new, or it failed.
 */

ArcTeamScan *arc_team_scan_new (ArcJournalService *service, const char *team_id);
/* Whether somebody looks: only then it follows the journal. */
void arc_team_scan_set_active (ArcTeamScan *self, gboolean active);
/* Looks at more of the older shares. */
void arc_team_scan_look_further (ArcTeamScan *self);

/* Whether it has been through the shares once. */
gboolean arc_team_scan_is_done (ArcTeamScan *self);
/* (nullable) */
const GError *arc_team_scan_get_error (ArcTeamScan *self);
/* Whether there are older shares that it did not look at. */
gboolean arc_team_scan_has_more (ArcTeamScan *self);
/* (element-type ArcTeamCommitment): by due day, those without one last */
const GPtrArray *arc_team_scan_get_commitments (ArcTeamScan *self);
/* (element-type ArcTeamBarrier): of the newest shares first */
const GPtrArray *arc_team_scan_get_barriers (ArcTeamScan *self);
/* (element-type ArcMember) */
GPtrArray *arc_team_scan_get_members (ArcTeamScan *self);
const char *arc_team_scan_get_me (ArcTeamScan *self);
ArcDay arc_team_scan_get_today (ArcTeamScan *self);

G_END_DECLS
