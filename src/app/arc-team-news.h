/* What teams have for me today: what they ask for, what teammates said to my entries, who wants to
 * join. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_NEWS (arc_team_news_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamNews, arc_team_news, ARC, TEAM_NEWS, AdwBin)

/* Hidden while there is nothing. */
GtkWidget *arc_team_news_new (ArcJournalService *service);
/* Reads anew. */
void arc_team_news_refresh (ArcTeamNews *self);

G_END_DECLS
