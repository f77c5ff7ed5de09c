/* The sections of the sidebar that belong to teams: a heading with the team's name, and rows. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Pages of a team are called so, with the team's id behind. */
#define ARC_TEAM_PAGE_PREFIX "team/"
#define ARC_SUMMARIES_PAGE_PREFIX "summaries/"
#define ARC_PRACTICES_PAGE_PREFIX "practices/"

/**
 * arc_team_rows_watch:
 * @list: whose rows are named after their pages; gets a row “Shared” for each team, with the number
 *   of what is new, and rows for its practices and summaries once one is in it
 * @service: open
 * @cancellable: cancelled when the window goes
 *
 * Keeps the rows in step with the journal.
 */
void arc_team_rows_watch (GtkListBox *list, ArcJournalService *service, GCancellable *cancellable);

/* (transfer none) (nullable): the name of the first team's page. */
const char *arc_team_rows_get_first (GtkListBox *list);

G_END_DECLS
