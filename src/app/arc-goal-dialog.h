/* Sets, changes, pauses and removes a weekly goal. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

#define ARC_TYPE_GOAL_DIALOG (arc_goal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcGoalDialog, arc_goal_dialog, ARC, GOAL_DIALOG, AdwWindow)

/**
 * arc_goal_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @origin: a widget below the toast overlay that says a goal is removed, with a way back
 * @goal: (nullable): the one to change, %NULL for a new one
 */
GtkWidget *arc_goal_dialog_new (GtkWindow *parent, ArcJournalService *service, GtkWidget *origin,
                                const ArcGoal *goal);

G_END_DECLS
