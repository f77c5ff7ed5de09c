/* One weekly goal: how far it got, and for what is counted by hand one more or one less. */
#pragma once

#include <gtk/gtk.h>

#include "arc-journal-insights.h"

G_BEGIN_DECLS

#define ARC_TYPE_GOAL_ROW (arc_goal_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcGoalRow, arc_goal_row, ARC, GOAL_ROW, GtkListBoxRow)

/**
 * arc_goal_row_new:
 *
 * Emits "step" (int: +1 or -1) and "edit".
 */
GtkWidget *arc_goal_row_new (void);
void arc_goal_row_set_history (ArcGoalRow *row, const ArcGoalHistory *history, gboolean writable);
const ArcGoal *arc_goal_row_get_goal (ArcGoalRow *row);

G_END_DECLS
