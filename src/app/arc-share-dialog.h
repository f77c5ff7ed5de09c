/* Sharing parts of one entry: choose, see what readers will see, change it later or stop. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_DIALOG (arc_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareDialog, arc_share_dialog, ARC, SHARE_DIALOG, AdwWindow)

/**
 * arc_share_dialog_new:
 * @opener: where toasts are shown afterwards
 * @entry_id: the entry, as it is stored
 *
 * Returns: (transfer floating): transient for the window of @opener
 */
GtkWidget *arc_share_dialog_new (GtkWidget *opener, ArcJournalService *service,
                                 const char *entry_id);

/* Shares with the readers that are chosen, and writes it to @path for them. */
void arc_share_dialog_save_to (ArcShareDialog *dialog, const char *path);

G_END_DECLS
