/* The moment before a summary is published. */
#pragma once

#include "arc-summary.h"
#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*ArcPublishFunc) (GtkWidget *widget);

/* Shows over the window of @widget whose words appear in @summary, and calls @publish with it if
 * the person goes on. */
void arc_summary_publish_ask (GtkWidget *widget, const ArcSummary *summary, ArcPublishFunc publish);

G_END_DECLS
