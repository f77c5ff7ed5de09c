/* The thread on which everything with teams happens: files, keys, the key ring. One work at a time,
 * each with a journal of its own; what a person asked for goes before a sync. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

typedef struct _ArcTeamWorker ArcTeamWorker;

/* In the order in which they are taken. */
typedef enum {
  ARC_TEAM_WORK_ACTION,
  ARC_TEAM_WORK_SYNC,
} ArcTeamWork;

/* @path: of the journal */
ArcTeamWorker *arc_team_worker_new (const char *path);
/* What is queued is still done, and tells nobody. Main thread. */
void arc_team_worker_free (ArcTeamWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamWorker, arc_team_worker_free)

/**
 * arc_team_worker_push:
 * @task: (transfer full): gets the result, on the main thread; its source object owns @worker
 * @data: (transfer full): passed to @func, freed on the main thread by @free_data
 * @free_result: (nullable): frees the result if nobody takes it
 */
void arc_team_worker_push (ArcTeamWorker *worker, ArcTeamWork work, GTask *task,
                           ArcJournalFunc func, gpointer data, GDestroyNotify free_data,
                           GDestroyNotify free_result);

G_END_DECLS
