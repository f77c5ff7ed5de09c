/* What a window has to do with teams: syncing begins once it is shown, and what was set aside is
 * said in one message. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

/* When the first page is shown. */
void arc_window_teams_start (GtkWindow *window, ArcJournalService *service);

G_END_DECLS
