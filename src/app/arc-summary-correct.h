/* How a person corrects the lines of a summary. */
#pragma once

#include "arc-summary-jobs.h"
#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  ARC_CORRECTING_RENAME,
  ARC_CORRECTING_MERGE,
  ARC_CORRECTING_DROP,
  ARC_CORRECTING_BARRIER,
  ARC_CORRECTING_SPLIT,
  ARC_CORRECTING_MOVE,
} ArcCorrecting;

/* Where in a summary: @quote is for a statement of the line. */
typedef struct {
  ArcSummaryPart part;
  guint line;
  guint quote;
} ArcSummaryPlace;

/**
 * arc_summary_correct_ask:
 * @widget: over the window of which it is asked, where something has to be asked; below a toast
 *   overlay
 * @members: (element-type ArcMember): who can own a barrier
 *
 * Stores what the person says, and offers to take it back.
 */
void arc_summary_correct_ask (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                              const ArcSummary *summary, const GPtrArray *members,
                              ArcSummaryPlace place, ArcCorrecting correcting);

G_END_DECLS
