/* Reading and changing a team's equivalents for the window, off the main thread. */
#pragma once

#include "arc-journal-service.h"
#include "arc-review.h"

G_BEGIN_DECLS

/**
 * ArcEquivalentsInfo:
 * @list: (element-type ArcTeamEquivalent)
 * @may_lead: whether I may change them
 */
typedef struct {
  char *team_name;
  GPtrArray *list;
  gboolean may_lead;
} ArcEquivalentsInfo;
void arc_equivalents_info_free (ArcEquivalentsInfo *info);
/* An ArcJournalFunc for a team's id. */
gpointer arc_equivalents_info_read (ArcJournal *journal, gpointer team_id,
                                    GCancellable *cancellable, GError **error);

/* All end with arc_journal_service_call_finish(); where that gives an error nothing was changed. */

/* Result: (transfer full): its id. */
void arc_equivalent_job_put (ArcJournalService *service, const char *team_id,
                             const ArcEquivalent *equivalent, GAsyncReadyCallback callback,
                             gpointer user_data);
/* As arc_review_switch_equivalent(). Result: (transfer full): its id. */
void arc_equivalent_job_switch (ArcJournalService *service, const char *team_id, const char *id,
                                gboolean is_on, GAsyncReadyCallback callback, gpointer user_data);
/* As arc_review_restore_equivalent(). Result: (transfer full): its id. */
void arc_equivalent_job_restore (ArcJournalService *service, const char *team_id, const char *id,
                                 const ArcEquivalent *was, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
