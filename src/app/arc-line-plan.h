/* What makes a line of the Change a commitment or a barrier: kind, day, if–then, measure. */
#pragma once

#include "arc-loop.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_LINE_PLAN (arc_line_plan_get_type ())
G_DECLARE_FINAL_TYPE (ArcLinePlan, arc_line_plan, ARC, LINE_PLAN, AdwBin)

/* The word for a line that is outside the writer's control; else those of arc_kind_to_word(), or ""
 * for a plain line. */
#define ARC_LINE_BARRIER "barrier"

/**
 * ArcLinePlan::changed:
 *
 * The person changed something.
 */

GtkWidget *arc_line_plan_new (void);

/* Shows what hangs on the line; at most one of them is not %NULL. Emits nothing. */
void arc_line_plan_set (ArcLinePlan *self, const ArcCommitment *commitment,
                        const ArcBarrier *barrier);
const char *arc_line_plan_get_kind (ArcLinePlan *self);
/* Turns the line into this kind, keeping what was said about it. */
void arc_line_plan_set_kind (ArcLinePlan *self, const char *kind);
/* What people call the kind; "" for a plain line. */
const char *arc_line_plan_get_kind_label (ArcLinePlan *self);
/* The line's text, for the gentle question beside it. */
void arc_line_plan_set_line (ArcLinePlan *self, const char *line);
/* Adds the line as it stands to @loop, if it is more than a plain line. */
void arc_line_plan_add_to_loop (ArcLinePlan *self, const char *line, ArcLoop *loop);

G_END_DECLS
