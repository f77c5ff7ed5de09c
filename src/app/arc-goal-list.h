/* The goals of this week, on Today and on Insights. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_GOAL_LIST (arc_goal_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcGoalList, arc_goal_list, ARC, GOAL_LIST, AdwBin)

/**
 * arc_goal_list_new:
 * @manage: shows paused goals too and how to set one; otherwise it hides while there is no goal
 */
GtkWidget *arc_goal_list_new (ArcJournalService *service, gboolean manage);
/* Reads them. The page calls it when it is shown, when the journal changed, when the day ended. */
void arc_goal_list_refresh (ArcGoalList *list);

G_END_DECLS
