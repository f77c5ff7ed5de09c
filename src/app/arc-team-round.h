/* One round of syncing, on the worker's thread: all teams of the journal, and what to watch. */
#pragma once

#include "arc-journal-service.h"
#include "arc-team-sync.h"

G_BEGIN_DECLS

/**
 * ArcTeamRound:
 * @folders: (element-type utf8): folders in which something may happen next
 * @unsent: posts and revocations that still wait
 */
typedef struct {
  ArcTeamSyncResult result;
  gboolean has_teams;
  GPtrArray *folders;
  guint unsent;
} ArcTeamRound;

void arc_team_round_free (ArcTeamRound *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamRound, arc_team_round_free)

/* An ArcJournalFunc without data. A failure is told in the result, but for a cancelled round.
 * Returns: (transfer full): an ArcTeamRound */
gpointer arc_team_round_run (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
