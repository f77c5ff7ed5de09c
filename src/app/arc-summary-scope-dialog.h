/* Asks what a summary is to be about. */
#pragma once

#include "arc-summary-jobs.h"
#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*ArcScopeChosenFunc) (GtkWidget *widget, const ArcSummaryScope *scope);

/* Over the window of @widget; @chosen is called with it, unless the person leaves. */
void arc_summary_scope_ask (GtkWidget *widget, const ArcSummariesInfo *info,
                            ArcScopeChosenFunc chosen);

G_END_DECLS
