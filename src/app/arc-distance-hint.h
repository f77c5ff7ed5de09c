/* One gentle question where several entries on a topic ended without a change: from a distance, a
 * way on is easier to see. It can be dismissed for that topic. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_DISTANCE_HINT (arc_distance_hint_get_type ())
G_DECLARE_FINAL_TYPE (ArcDistanceHint, arc_distance_hint, ARC, DISTANCE_HINT, AdwBin)

GtkWidget *arc_distance_hint_new (void);
void arc_distance_hint_set_service (ArcDistanceHint *self, ArcJournalService *service);

/* @topic: (nullable): what arc_journal_find_circling() found; %NULL hides it. */
void arc_distance_hint_show (ArcDistanceHint *self, const char *topic);
/* Asks the journal about @topic, and shows or hides it by the answer. */
void arc_distance_hint_check (ArcDistanceHint *self, const char *topic);

G_END_DECLS
