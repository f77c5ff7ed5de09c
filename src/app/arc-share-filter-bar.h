/* The filters of a team's shares: what is new, member, topic, outcome, dates. */
#pragma once

#include "arc-share-list.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_FILTER_BAR (arc_share_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareFilterBar, arc_share_filter_bar, ARC, SHARE_FILTER_BAR, AdwBin)

/* ArcShareFilterBar::changed: the person changed a filter. */

void arc_share_filter_bar_set_team (ArcShareFilterBar *bar, ArcJournalService *service,
                                    const char *team_id);
void arc_share_filter_bar_set_today (ArcShareFilterBar *bar, ArcDay today);
/* @members: (element-type ArcMember) */
void arc_share_filter_bar_set_members (ArcShareFilterBar *bar, const GPtrArray *members);
/* Adds the conditions to @query. */
void arc_share_filter_bar_apply (ArcShareFilterBar *bar, ArcShareQuery *query);
/* Takes all filters away; does not emit "changed". */
void arc_share_filter_bar_clear (ArcShareFilterBar *bar);

G_END_DECLS
