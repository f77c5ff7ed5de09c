/* Before there is a team: what one is for, and the two ways to begin. */
#pragma once

#include "arc-page.h"

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_START_PAGE (arc_team_start_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamStartPage, arc_team_start_page, ARC, TEAM_START_PAGE, ArcPage)

/* Where there is a team it gives way to its page, by the action win.show-page. */
GtkWidget *arc_team_start_page_new (ArcJournalService *service);

G_END_DECLS
