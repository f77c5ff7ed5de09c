/* A practice of the team on the first page, once a day. */
#pragma once

#include "arc-practice-card.h"

G_BEGIN_DECLS

#define ARC_TYPE_PRACTICE_OF_DAY (arc_practice_of_day_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticeOfDay, arc_practice_of_day, ARC, PRACTICE_OF_DAY, AdwBin)

/* Hidden while there is nothing. */
GtkWidget *arc_practice_of_day_new (ArcJournalService *service);
/* Reads anew. */
void arc_practice_of_day_refresh (ArcPracticeOfDay *self);

G_END_DECLS
