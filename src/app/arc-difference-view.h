/* Two states of an entry, as one text with what went and what came. */
#pragma once

#include <adwaita.h>

#include "arc-entry.h"

G_BEGIN_DECLS

#define ARC_TYPE_DIFFERENCE_VIEW (arc_difference_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcDifferenceView, arc_difference_view, ARC, DIFFERENCE_VIEW, AdwBin)

GtkWidget *arc_difference_view_new (void);

/**
 * arc_difference_view_show:
 * @before: (nullable): %NULL shows @after as it is
 *
 * Compares on a thread of its own; shows the result when it is there.
 */
void arc_difference_view_show (ArcDifferenceView *view, const ArcEntry *before,
                               const ArcEntry *after);

/**
 * arc_difference_dup_summary:
 *
 * Returns: (transfer full): what changed, in a few words: "Action, outcome"
 */
char *arc_difference_dup_summary (const ArcEntry *before, const ArcEntry *after);

G_END_DECLS
