/* Keeps the teams of a journal in step while the window is open, off the main thread.
 *
 * There is one for each ArcJournalService. It costs nothing where there is no team: the team module
 * is loaded when there is something for it to do. What it brings in is told by
 * ArcJournalService::changed, as every change. */
#pragma once

#include "arc-journal-service.h"
#include "arc-journal-team.h"

G_BEGIN_DECLS

typedef enum {
  ARC_TEAM_SYNC_IDLE,
  ARC_TEAM_SYNC_RUNNING,
  ARC_TEAM_SYNC_PROBLEM, /* the last sync failed; it is tried again by itself */
} ArcTeamSyncState;

/**
 * ArcTeamSyncResult:
 * @ended_us: microseconds UTC; 0 if there was none yet
 * @received: posts that came, changed or went
 * @set_aside: files that were set aside in this sync, and were not known before
 * @message: (nullable): one sentence about them
 * @problem: (nullable): why it failed, in a sentence
 *
 * What the last sync did.
 */
typedef struct {
  gint64 ended_us;
  guint sent;
  guint revoked;
  guint received;
  guint members_new;
  guint set_aside;
  char *message;
  char *problem;
} ArcTeamSyncResult;

#define ARC_TYPE_TEAM_SYNC (arc_team_sync_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamSync, arc_team_sync, ARC, TEAM_SYNC, GObject)

/* Property "state" (ArcTeamSyncState as guint, read-only).
 * Property "has-teams" (gboolean, read-only): known soon after arc_team_sync_start(). */

/**
 * ArcTeamSync::synced:
 *
 * Emitted on the main thread after each sync, successful or not; see arc_team_sync_get_result().
 */

/* (transfer none): the one of @service, made when first asked for; it goes with the service. */
ArcTeamSync *arc_team_sync_get (ArcJournalService *service);

/* Begins to watch and to sync, if there are teams or as soon as there is one. May be called again.
 */
void arc_team_sync_start (ArcTeamSync *sync);
/* Syncs now, or as soon as what runs has ended. */
void arc_team_sync_request (ArcTeamSync *sync);
/* Stops watching and cancels a sync under way: nothing more is emitted. */
void arc_team_sync_stop (ArcTeamSync *sync);

ArcTeamSyncState arc_team_sync_get_state (ArcTeamSync *sync);
gboolean arc_team_sync_get_has_teams (ArcTeamSync *sync);
/* (transfer none): never NULL */
const ArcTeamSyncResult *arc_team_sync_get_result (ArcTeamSync *sync);

/* Waits, at most @timeout_ms, until what I shared or took back is where the others can get it:
 * for the moment after the last window closed. Ends with nothing to tell. */
void arc_team_sync_flush_async (ArcTeamSync *sync, guint timeout_ms, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean arc_team_sync_flush_finish (ArcTeamSync *sync, GAsyncResult *result, GError **error);

G_END_DECLS
