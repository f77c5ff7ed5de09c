/* What arc-team-jobs.c needs of ArcTeamSync. */
#pragma once

#include "arc-team-sync.h"

G_BEGIN_DECLS

/* Runs @func before any sync; a sync follows if it is done. @task as in arc_team_worker_push(); it
 * must have been made for @sync. */
void arc_team_sync_run (ArcTeamSync *sync, GTask *task, ArcJournalFunc func, gpointer data,
                        GDestroyNotify free_data, GDestroyNotify free_result);

G_END_DECLS
