/* The history of an entry: its states, what changed from one to the next, and the way back. */
#include "arc-history-dialog.h"

#include <glib/gi18n.h>

#include "arc-difference-view.h"
#include "arc-undo-toast.h"

struct _ArcHistoryDialog {
  AdwWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *difference_pane;
  GtkListBox *revision_list;
  AdwWindowTitle *difference_title;
  GtkWidget *restore_button;
  AdwBin *difference_bin;
  ArcDifferenceView *difference_view;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *entry_id;
  GPtrArray *revisions; /* of ArcEntry, newest first */
};

G_DEFINE_FINAL_TYPE (ArcHistoryDialog, arc_history_dialog, ADW_TYPE_WINDOW)

/* ---- the states ------------------------------------------------------------------------ */

static gpointer
list_revisions (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_list_revisions (journal, data, error);
}

static char *
dup_time (const ArcEntry *revision)
{
  g_autofree char *zone = arc_zone_local ();

  /* Translators: date and time of a state of an entry, as for g_date_time_format() */
  return arc_instant_format_local (revision->modified_us, zone, _ ("%-d %B %Y, %H:%M"));
}

static const ArcEntry *
revision_before (ArcHistoryDialog *self, guint index)
{
  return index + 1 < self->revisions->len ? self->revisions->pdata[index + 1] : NULL;
}

static void
append_row (ArcHistoryDialog *self, guint index)
{
  const ArcEntry *revision = self->revisions->pdata[index];
  const ArcEntry *before = revision_before (self, index);
  g_autofree char *time = dup_time (revision);
  g_autofree char *summary =
      before != NULL ? arc_difference_dup_summary (before, revision) : g_strdup (_ ("Written"));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->revision_list, row);
}

static void
show_revision (ArcHistoryDialog *self, guint index)
{
  const ArcEntry *revision = self->revisions->pdata[index];
  g_autofree char *time = dup_time (revision);

  adw_window_title_set_title (self->difference_title, time);
  adw_window_title_set_subtitle (self->difference_title,
                                 index == 0 ? _ ("As it is now") : _ ("An earlier version"));
  gtk_widget_set_visible (self->restore_button,
                          index > 0 && !arc_journal_service_is_read_only (self->service));
  arc_difference_view_show (self->difference_view, revision_before (self, index), revision);
}

static void
row_selected (ArcHistoryDialog *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_revision (self, (guint) gtk_list_box_row_get_index (row));
}

static void
row_activated (ArcHistoryDialog *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->difference_pane);
}

static void
revisions_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service == NULL)
    return;
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self->leaflet), error);
    return;
  }

  self->revisions = g_steal_pointer (&revisions);
  for (guint i = 0; i < self->revisions->len; i++)
    append_row (self, i);
  gtk_list_box_select_row (self->revision_list,
                           gtk_list_box_get_row_at_index (self->revision_list, 0));
  gtk_widget_child_focus (GTK_WIDGET (self->revision_list), GTK_DIR_TAB_FORWARD);
}

/* ---- the way back ---------------------------------------------------------------------- */

/* Saves what the earlier state says as a new state of the entry, whatever it is by now: the state
 * in between stays in the history. */
static gpointer
restore (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcEntry *earlier = data;
  g_autoptr (ArcEntry) entry = arc_entry_copy (earlier);
  g_autoptr (ArcEntry) current = arc_journal_load_entry (journal, earlier->id, error);

  if (current == NULL)
    return NULL;

  g_free (entry->revision);
  entry->revision = g_strdup (current->revision);

  return GINT_TO_POINTER (arc_journal_save_entry (journal, entry, NULL, NULL, error));
}

static void
restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (self->service == NULL)
    return;
  if (error != NULL) {
    gtk_widget_set_sensitive (self->restore_button, TRUE);
    arc_toast_error (GTK_WIDGET (self->leaflet), error);
    return;
  }

  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s",
                                _ ("The earlier version is back"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
restore_clicked (ArcHistoryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->revision_list);
  const ArcEntry *earlier = NULL;

  if (row == NULL)
    return;

  earlier = self->revisions->pdata[gtk_list_box_row_get_index (row)];
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  arc_journal_service_write_async (self->service, restore, arc_entry_copy (earlier),
                                   (GDestroyNotify) arc_entry_free, NULL, NULL, restored,
                                   g_object_ref (self));
}

static void
back_clicked (ArcHistoryDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* ---- the dialog ------------------------------------------------------------------------ */

static void
arc_history_dialog_dispose (GObject *object)
{
  ArcHistoryDialog *self = ARC_HISTORY_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_history_dialog_parent_class)->dispose (object);
}

static void
arc_history_dialog_finalize (GObject *object)
{
  ArcHistoryDialog *self = ARC_HISTORY_DIALOG (object);

  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_free (self->entry_id);

  G_OBJECT_CLASS (arc_history_dialog_parent_class)->finalize (object);
}

static void
arc_history_dialog_class_init (ArcHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_history_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_history_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, difference_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, revision_list);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, difference_title);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ArcHistoryDialog, difference_bin);
  gtk_widget_class_bind_template_callback (widget_class, row_selected);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
arc_history_dialog_init (ArcHistoryDialog *self)
{
  GtkWidget *view = arc_difference_view_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->difference_view = ARC_DIFFERENCE_VIEW (view);
  adw_bin_set_child (self->difference_bin, view);
}

GtkWidget *
arc_history_dialog_new (GtkWindow *parent, ArcJournalService *service, const char *entry_id)
{
  ArcHistoryDialog *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (entry_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);
  self->service = g_object_ref (service);
  self->entry_id = g_strdup (entry_id);
  arc_journal_service_read_async (service, list_revisions, g_strdup (entry_id), g_free,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                  revisions_read, g_object_ref (self));

  return GTK_WIDGET (self);
}
