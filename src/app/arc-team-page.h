/* The page of one team: what is shared, its commitments and barriers, its focus. */
#pragma once

#include "arc-foldable.h"
#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_PAGE (arc_team_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamPage, arc_team_page, ARC, TEAM_PAGE, ArcFoldable)

/* Property "folded" (gboolean): whether the window's sidebar is a page of its own. */
GtkWidget *arc_team_page_new (ArcJournalService *service, const char *team_id);
/* Puts the keyboard focus on the list, or on the review that waits. */
void arc_team_page_focus (ArcTeamPage *self);

G_END_DECLS
