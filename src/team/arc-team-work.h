/* What the sources of this folder share about a team that is being worked on. */
#pragma once

#include "arc-transport.h"

G_BEGIN_DECLS

/* Keys of the sync state (arc_journal_get_sync_state()). */
#define ARC_STATE_ROSTER "roster"       /* the roster that holds; the transport's */
#define ARC_STATE_MY_ROSTER "my-roster" /* the last one that I made a turn of */
#define ARC_STATE_TURNS "turns"         /* turns of barriers came that were not looked at yet */
#define ARC_STATE_REFRESHED "looked-at" /* content version of the journal at the last refresh */
#define ARC_STATE_TURN_PREFIX                                                                      \
  "turn/" /* + a barrier's id: revision of the turn that was taken over */

/**
 * ArcTeamWork:
 * @lock: nobody else syncs this journal meanwhile
 * @roster: (nullable): the one that holds, as far as is known
 *
 * A team that is being worked on.
 */
typedef struct {
  ArcJournal *journal;
  int lock;
  ArcTeam *team;
  ArcKeys *keys;
  ArcTransport *transport;
  ArcRoster *roster;
  gboolean read_anew; /* there is more to be read than before */
} ArcTeamWork;

/* Waits, as long as somebody else syncs this journal; -1 with ARC_ERROR_BUSY when that takes too
 * long, or ARC_ERROR_INTERRUPTED. */
int arc_team_lock (ArcJournal *journal, GCancellable *cancellable, GError **error);
void arc_team_unlock (int lock);

/* The team with exactly this id; ARC_ERROR_NOT_FOUND. */
ArcTeam *arc_team_load (ArcJournal *journal, const char *team_id, GError **error);

/* Takes @lock, also when it fails; -1 for one that the caller keeps. */
ArcTeamWork *arc_team_work_new (ArcJournal *journal, const char *team_id, int lock, GError **error);
void arc_team_work_free (ArcTeamWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamWork, arc_team_work_free)
/* Reads the roster and the team anew from what the journal knows, and brings the team's name, my
 * state and my roles up to date. */
gboolean arc_team_work_reload (ArcTeamWork *work, GError **error);
/* Pulls, and reloads. */
gboolean arc_team_work_pull (ArcTeamWork *work, ArcSyncReport *report, GCancellable *cancellable,
                             GError **error);
/* Publishes @roster, a turn of mine. Killed at any moment, the next sync does the rest. */
gboolean arc_team_work_put_roster (ArcTeamWork *work, ArcRoster *roster, GError **error);

/* The last post with this id that this journal knows, the one by me if there are several. */
ArcPosted *arc_team_load_posted (ArcJournal *journal, const char *post_id, GError **error);

/* The latest of the turns of one barrier: (element-type ArcPosted), by id; @posts are all turns
 * about its share. */
GPtrArray *arc_team_latest_turns (const GPtrArray *posts, const char *barrier_id);

/* After a pull: my barriers as the latest turns have them. */
gboolean arc_team_take_over_turns (ArcJournal *journal, const ArcTeam *team, GError **error);

G_END_DECLS
