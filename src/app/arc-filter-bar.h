/* The filters of the Journal: outcome, topic, tag, dates. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_FILTER_BAR (arc_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcFilterBar, arc_filter_bar, ARC, FILTER_BAR, AdwBin)

/* Whose entries are searched. */
typedef enum {
  ARC_WHOSE_MINE,
  ARC_WHOSE_TEAM, /* what others shared with me */
  ARC_WHOSE_BOTH,
  ARC_N_WHOSE,
} ArcWhose;

/* ArcFilterBar::changed: the person changed a filter. */

void arc_filter_bar_set_service (ArcFilterBar *bar, ArcJournalService *service);
void arc_filter_bar_set_today (ArcFilterBar *bar, ArcDay today);
/* Adds the conditions to @query. */
void arc_filter_bar_apply (ArcFilterBar *bar, ArcQuery *query);
ArcWhose arc_filter_bar_get_whose (ArcFilterBar *bar);
/* There is nothing to choose where there is no team. */
void arc_filter_bar_set_has_teams (ArcFilterBar *bar, gboolean has_teams);
/* Takes all filters away; does not emit "changed". */
void arc_filter_bar_clear (ArcFilterBar *bar);

G_END_DECLS
