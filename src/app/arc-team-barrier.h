/* A barrier that somebody shared, with what the team made of it. For the journal's threads and for
 * widgets. */
#pragma once

#include "arc-journal-team.h"

G_BEGIN_DECLS

/* A turn of a barrier, with the names of people. */
typedef struct {
  char *post_id;
  char *author_name;
  char *owner_name; /* "" for none */
  gboolean is_mine; /* made by me */
  gboolean owner_is_me;
  ArcBarrierTurn *turn;
} ArcTeamTurn;

/**
 * ArcTeamBarrier:
 * @barrier: as its writer shared it
 * @latest: (element-type ArcTeamTurn): those that no other turn builds on: none before somebody
 *   took a turn, more than one where two took one at once
 */
typedef struct {
  char *share_id;
  char *author_name;
  gboolean is_mine;
  ArcDay day;
  ArcBarrier *barrier;
  GPtrArray *latest;
} ArcTeamBarrier;

void arc_team_barrier_free (ArcTeamBarrier *barrier);
ArcTeamBarrier *arc_team_barrier_copy (const ArcTeamBarrier *barrier);
gboolean arc_team_barrier_equal (const ArcTeamBarrier *a, const ArcTeamBarrier *b);
/* Removed, or said to stay, by every latest turn; by its writer where there is none. */
gboolean arc_team_barrier_is_closed (const ArcTeamBarrier *barrier);
/* Whether nobody owns it. */
gboolean arc_team_barrier_is_free (const ArcTeamBarrier *barrier);
/* Whether I am one of its owners. */
gboolean arc_team_barrier_is_owned_by_me (const ArcTeamBarrier *barrier);

/**
 * arc_team_barriers_add:
 * @posted: a share
 * @turns: (element-type ArcPosted): of its barriers; others are passed over
 * @members: (element-type ArcMember)
 *
 * Appends the share's barriers to @barriers.
 */
void arc_team_barriers_add (GPtrArray *barriers, const ArcPosted *posted, const GPtrArray *turns,
                            const GPtrArray *members, const char *me);

/* (transfer none): how a member is called; "" if they are not known. */
const char *arc_members_find_name (const GPtrArray *members, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamBarrier, arc_team_barrier_free)

G_END_DECLS
