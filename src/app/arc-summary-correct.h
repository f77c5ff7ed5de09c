/* How a person corrects the lines of a summary. */
#pragma once

#include "arc-practice.h"
#include "arc-summary.h"
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

/* @corrections: (element-type ArcCorrection); @done: what it did, as a toast says it. */
typedef void (*ArcCorrectedFunc) (GtkWidget *widget, const GPtrArray *corrections,
                                  const char *done);

/**
 * arc_summary_correct_ask:
 * @widget: over the window of which it is asked, where something has to be asked
 * @members: (element-type ArcMember): who can own a barrier
 * @corrected: called with @widget once the person has said what they want
 */
void arc_summary_correct_ask (GtkWidget *widget, const ArcSummary *summary,
                              const GPtrArray *members, ArcSummaryPlace place,
                              ArcCorrecting correcting, ArcCorrectedFunc corrected);

G_END_DECLS
