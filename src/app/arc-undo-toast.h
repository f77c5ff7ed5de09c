/* Toasts with a way back: what a page did at once can be undone while the toast is shown. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*ArcUndoFunc) (gpointer data);

/**
 * arc_undo_toast_show:
 * @widget: any widget below an AdwToastOverlay
 * @text: what was done, plain text
 * @undo: called when the person takes it back
 * @data: (transfer full): passed to @undo
 * @destroy: (nullable): frees @data when the toast is gone
 *
 * Shows the toast in the overlay around @widget, so that it stays when the page changes.
 *
 * Returns: (transfer none) (nullable): the toast, until it is gone; %NULL without an overlay
 */
AdwToast *arc_undo_toast_show (GtkWidget *widget, const char *text, ArcUndoFunc undo, gpointer data,
                               GDestroyNotify destroy);

/**
 * arc_toast_error:
 * @error: (nullable): nothing is shown for %NULL or when the person cancelled
 *
 * Says what failed, in the toast overlay around @widget.
 */
void arc_toast_error (GtkWidget *widget, const GError *error);

G_END_DECLS
