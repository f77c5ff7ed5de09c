/* The sections of the Insights page, from what was read. */
#pragma once

#include <adwaita.h>

#include "arc-journal-insights.h"

G_BEGIN_DECLS

/* Replaces what is in @box. Charts that were shown as tables stay tables. What was measured is
 * said in @equivalents (element-type ArcEquivalent) too. */
void arc_insight_sections_fill (GtkBox *box, const ArcInsights *insights,
                                const GPtrArray *equivalents);

G_END_DECLS
