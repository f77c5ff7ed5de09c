/* Turns insights into what charts show. */
#pragma once

#include "arc-chart-data.h"
#include "arc-journal-insights.h"

G_BEGIN_DECLS

/* Each (transfer full); (nullable) where there is nothing to show. */
ArcChartData *arc_insight_chart_curve (const ArcInsights *insights);
ArcChartData *arc_insight_chart_outcomes (const ArcInsights *insights);
ArcChartData *arc_insight_chart_topics (const ArcInsights *insights);
ArcChartData *arc_insight_chart_tags (const ArcInsights *insights);
ArcChartData *arc_insight_chart_kinds (const ArcInsights *insights);
ArcChartData *arc_insight_chart_commitment_topics (const ArcInsights *insights);
ArcChartData *arc_insight_chart_commitment_tags (const ArcInsights *insights);
ArcChartData *arc_insight_chart_answers (const ArcInsights *insights);
ArcChartData *arc_insight_chart_helped (const ArcInsights *insights);
ArcChartData *arc_insight_chart_calendar (const ArcInsights *insights);
ArcChartData *arc_insight_chart_goal (const ArcInsights *insights, const ArcGoalHistory *history);

/* (transfer full): "2 of 3 reflections", "7 of 10 opportunities updated" */
char *arc_goal_progress_text (const ArcGoal *goal, int count);
/* (transfer full): what the goal is called, "3 reflections a week" */
char *arc_goal_title_text (const ArcGoal *goal);

G_END_DECLS
