/* A share that came as a file, by e-mail. */
#pragma once

#include <gtk/gtk.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

/* Whether @path is named like one. */
gboolean arc_share_open_is_one (const char *path);

/* Takes in what the file holds, and says in a dialog over @parent what that was, or why not. */
void arc_share_open (GtkWindow *parent, ArcJournalService *service, const char *path);

G_END_DECLS
