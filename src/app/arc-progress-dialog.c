/* Long work: a dialog with progress and a way to stop, shown only when it takes a while. */
#include "arc-progress-dialog.h"

#include <glib/gi18n.h>

/* What is done sooner needs no dialog. */
#define APPEAR_MS 300
#define TICK_MS 100
/* Lines of a report that are shown. */
#define REPORT_LINES 200

struct _ArcProgress {
  GMutex lock;
  guint64 done;
  guint64 total;
};

struct _ArcProgressDialog {
  AdwMessageDialog parent_instance;

  GtkProgressBar *bar;
  ArcProgress *progress;
  GCancellable *cancellable;
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (ArcProgressDialog, arc_progress_dialog, ADW_TYPE_MESSAGE_DIALOG)

ArcProgress *
arc_progress_new (void)
{
  ArcProgress *progress = g_atomic_rc_box_new0 (ArcProgress);

  g_mutex_init (&progress->lock);
  return progress;
}

ArcProgress *
arc_progress_ref (ArcProgress *progress)
{
  return g_atomic_rc_box_acquire (progress);
}

static void
arc_progress_clear (gpointer progress)
{
  g_mutex_clear (&((ArcProgress *) progress)->lock);
}

void
arc_progress_unref (ArcProgress *progress)
{
  g_atomic_rc_box_release_full (progress, arc_progress_clear);
}

void
arc_progress_set (ArcProgress *progress, guint64 done, guint64 total)
{
  g_mutex_lock (&progress->lock);
  progress->done = done;
  progress->total = total;
  g_mutex_unlock (&progress->lock);
}

static gboolean
tick_cb (gpointer user_data)
{
  ArcProgressDialog *self = user_data;
  guint64 done = 0;
  guint64 total = 0;

  if (self->progress != NULL) {
    g_mutex_lock (&self->progress->lock);
    done = self->progress->done;
    total = self->progress->total;
    g_mutex_unlock (&self->progress->lock);
  }
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, MIN ((double) done / (double) total, 1.0));
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
appear_cb (gpointer user_data)
{
  ArcProgressDialog *self = user_data;

  self->timer_id = g_timeout_add (TICK_MS, tick_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
arc_progress_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  g_cancellable_cancel (ARC_PROGRESS_DIALOG (dialog)->cancellable);
}

static void
arc_progress_dialog_dispose (GObject *object)
{
  ArcProgressDialog *self = ARC_PROGRESS_DIALOG (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->progress, arc_progress_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (arc_progress_dialog_parent_class)->dispose (object);
}

static void
arc_progress_dialog_class_init (ArcProgressDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_progress_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = arc_progress_dialog_response;
}

static void
arc_progress_dialog_init (ArcProgressDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"), -1);
  adw_message_dialog_set_extra_child (dialog, GTK_WIDGET (self->bar));
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Stop"));
  adw_message_dialog_set_close_response (dialog, "cancel");
}

ArcProgressDialog *
arc_progress_dialog_new (GtkWindow *parent, const char *heading, ArcProgress *progress,
                         GCancellable *cancellable)
{
  ArcProgressDialog *self = g_object_new (ARC_TYPE_PROGRESS_DIALOG, "transient-for", parent,
                                          "modal", TRUE, "heading", heading, NULL);

  self->progress = progress != NULL ? arc_progress_ref (progress) : NULL;
  self->cancellable = g_object_ref (cancellable);
  self->timer_id = g_timeout_add (APPEAR_MS, appear_cb, self);
  /* The person may close it before the work has stopped. */
  return g_object_ref (self);
}

void
arc_progress_dialog_finish (ArcProgressDialog *self)
{
  g_return_if_fail (ARC_IS_PROGRESS_DIALOG (self));

  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static GtkWidget *
make_lines (GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  guint shown = MIN (lines->len, REPORT_LINES);

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (lines, i));
  if (shown < lines->len)
    g_string_append_printf (text,
                            ngettext ("\n… and %u more", "\n… and %u more", lines->len - shown),
                            lines->len - shown);
  gtk_label_set_label (GTK_LABEL (label), text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  return scrolled;
}

void
arc_report_dialog_show (GtkWindow *parent, const char *heading, const char *body, GPtrArray *lines)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  if (lines != NULL && lines->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_lines (lines));
  gtk_window_present (GTK_WINDOW (dialog));
}
