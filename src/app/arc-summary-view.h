/* A summary to read: what it is about, and its parts with their lines. */
#pragma once

#include "arc-summary-row.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SUMMARY_VIEW (arc_summary_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcSummaryView, arc_summary_view, ARC, SUMMARY_VIEW, AdwBin)

GtkWidget *arc_summary_view_new (void);
/* @summary: copied. @by: (nullable): who published it. With %ARC_SUMMARY_ROW_CORRECTS its title can
 * be changed. */
void arc_summary_view_show (ArcSummaryView *self, const ArcSummary *summary, const char *by,
                            ArcSummaryRowFlags flags);
/* (transfer none) (nullable): what is shown, with the title as it stands now. */
const ArcSummary *arc_summary_view_get_summary (ArcSummaryView *self);

G_END_DECLS
