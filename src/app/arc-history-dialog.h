/* The history of an entry: its states, what changed from one to the next, and the way back. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_HISTORY_DIALOG (arc_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcHistoryDialog, arc_history_dialog, ARC, HISTORY_DIALOG, AdwWindow)

/* To be made modal for @parent, which shows the toast when a state was restored. */
GtkWidget *arc_history_dialog_new (GtkWindow *parent, ArcJournalService *service,
                                   const char *entry_id);

G_END_DECLS
