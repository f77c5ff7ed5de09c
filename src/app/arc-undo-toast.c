/* Toasts with a way back: what a page did at once can be undone while the toast is shown. */
#include "arc-undo-toast.h"
#include "arc-error.h"
#include <glib/gi18n.h>

typedef struct {
  ArcUndoFunc func;
  gpointer data;
  GDestroyNotify destroy;
} ArcUndo;

static void
arc_undo_free (gpointer data, GClosure *closure)
{
  ArcUndo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->data);
  g_free (undo);
}

static void
button_clicked_cb (AdwToast *toast, ArcUndo *undo)
{
  undo->func (undo->data);
}

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

AdwToast *
arc_undo_toast_show (GtkWidget *widget, const char *text, ArcUndoFunc func, gpointer data,
                     GDestroyNotify destroy)
{
  AdwToastOverlay *overlay = find_overlay (widget);
  g_autofree char *title = g_markup_escape_text (text, -1);
  ArcUndo *undo = g_new0 (ArcUndo, 1);
  AdwToast *toast = adw_toast_new (title);

  *undo = (ArcUndo){func, data, destroy};
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), undo,
                         arc_undo_free, 0);
  if (overlay == NULL) {
    g_object_unref (toast);
    return NULL;
  }
  adw_toast_overlay_add_toast (overlay, toast);
  return toast;
}

void
arc_toast_error (GtkWidget *widget, const GError *error)
{
  AdwToastOverlay *overlay = find_overlay (widget);
  g_autofree char *title = NULL;

  if (error == NULL || overlay == NULL ||
      g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  title = g_markup_escape_text (error->message, -1);
  adw_toast_overlay_add_toast (overlay, adw_toast_new (title));
}
