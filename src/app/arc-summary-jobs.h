/* Making and publishing summaries for the window: nothing of it holds up the main loop, and what
 * takes long holds up no reading either. */
#pragma once

#include "arc-journal-service.h"
#include "arc-progress-dialog.h"
#include "arc-review.h"
#include "arc-team-info.h"

G_BEGIN_DECLS

/* What a summary is asked to be about; as ArcReviewScope, with strings of its own. */
typedef struct {
  char *team_id;
  ArcAudience audience;
  char *topic; /* (nullable): all */
  ArcDay since;
  ArcDay until;
  char *replaces; /* (nullable): the id of the published summary that it corrects */
} ArcSummaryScope;
ArcSummaryScope *arc_summary_scope_new (const char *team_id);
ArcSummaryScope *arc_summary_scope_copy (const ArcSummaryScope *scope);
void arc_summary_scope_free (ArcSummaryScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummaryScope, arc_summary_scope_free)

/* What is prepared once and serves again when a summary is made anew. */
typedef struct _ArcSummaryStore ArcSummaryStore;
ArcSummaryStore *arc_summary_store_new (void);
ArcSummaryStore *arc_summary_store_ref (ArcSummaryStore *store);
void arc_summary_store_unref (ArcSummaryStore *store);

/**
 * arc_summary_make_async:
 * @store: kept until it is done
 * @progress: (nullable): told how far it is, out of 1,000
 *
 * Gathers on the reading thread, and makes the summary on a thread of its own.
 */
void arc_summary_make_async (ArcJournalService *service, const ArcSummaryScope *scope,
                             ArcSummaryStore *store, ArcProgress *progress,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full): an error of ARC_ERROR can be shown. */
ArcSummary *arc_summary_make_finish (GAsyncResult *result, GError **error);

/* The rest ends with arc_journal_service_call_finish(). */

/**
 * arc_summary_publish_async:
 * @post_id: (nullable): a summary of mine that this is the next version of
 *
 * Result: (transfer full): the post's id.
 */
void arc_summary_publish_async (ArcJournalService *service, const char *team_id,
                                const ArcSummary *summary, const char *post_id,
                                GAsyncReadyCallback callback, gpointer user_data);
/* @corrections: (element-type ArcCorrection): all of them, or none. Result: (transfer full)
 * (element-type utf8): the ids of their posts. */
void arc_summary_correct_async (ArcJournalService *service, const char *team_id,
                                const GPtrArray *corrections, GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * ArcSummariesInfo:
 * @published: (element-type ArcPublished): newest first
 * @topics: (element-type utf8): of what is shared
 *
 * What the page of summaries shows.
 */
typedef struct {
  ArcTeamInfo *team;
  GPtrArray *published;
  GPtrArray *topics;
  gboolean may_lead;
} ArcSummariesInfo;
void arc_summaries_info_free (ArcSummariesInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSummariesInfo, arc_summaries_info_free)
/* An ArcJournalFunc for a team's id. */
gpointer arc_summaries_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
