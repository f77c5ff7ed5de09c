/* From a line of a summary to what the team does. */
#pragma once

#include "arc-summary-correct.h"

G_BEGIN_DECLS

/* Asks, over the window of @widget, whether the line is to be proposed as focus or made a practice.
 * @widget is below a toast overlay. */
void arc_summary_act_focus (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                            const ArcSummary *summary, ArcSummaryPlace place, ArcDay today);
void arc_summary_act_practice (GtkWidget *widget, ArcJournalService *service, const char *team_id,
                               const ArcSummary *summary, ArcSummaryPlace place, ArcDay today);

G_END_DECLS
