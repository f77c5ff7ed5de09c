/* Which pages the sidebar offers: those that have something to show. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * arc_page_rows_watch:
 * @list: whose rows are named after their pages
 * @service: open
 * @cancellable: cancelled when the window goes
 *
 * Shows the rows of pages as soon as there is something for them, now and whenever the journal
 * changes. A row that was shown stays while the window is open.
 */
void arc_page_rows_watch (GtkListBox *list, ArcJournalService *service, GCancellable *cancellable);

G_END_DECLS
