/* One line of a summary: what it says, what speaks for it, and the words that it rests on. */
#pragma once

#include "arc-summary.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What may be done with the lines of a summary. */
typedef enum {
  ARC_SUMMARY_ROW_PLAIN = 0,
  ARC_SUMMARY_ROW_CORRECTS = 1 << 0, /* merge, rename, move … */
  ARC_SUMMARY_ROW_LEADS = 1 << 1,    /* make it a practice, propose it as focus */
} ArcSummaryRowFlags;

/**
 * arc_summary_row_new:
 * @summary: (transfer none): must outlive the row
 * @part: of @summary
 * @index: of the line in @part
 *
 * Its menus do actions of a widget around it: "summary.merge", "summary.rename", "summary.drop",
 * "summary.barrier", "summary.practice", "summary.focus" for "(uu)": part and line;
 * "summary.split", "summary.move" for "(uuu)": the statement too; "summary.show-share" for "s".
 *
 * Returns: (transfer floating): a GtkListBoxRow
 */
GtkWidget *arc_summary_row_new (const ArcSummary *summary, ArcSummaryPart part, guint index,
                                ArcSummaryRowFlags flags);

G_END_DECLS
