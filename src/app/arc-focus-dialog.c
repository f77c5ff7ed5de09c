/* Asks the team for one behaviour, with its measure and date. */
#include "arc-focus-dialog.h"

#include "arc-day-row.h"
#include "arc-team-jobs.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

/* A new one is due after so many days: a team follows up within two weeks. */
#define DUE_DAYS 14

struct _ArcFocusDialog {
  AdwWindow parent_instance;

  GtkWidget *content_box;
  GtkWidget *save_button;
  GtkEditable *behaviour_row;
  GtkEditable *measure_row;
  ArcDayRow *by_row;

  ArcJournalService *service;
  GtkWidget *origin;
  char *team_id;
  char *post_id; /* NULL for a new one */
};

G_DEFINE_FINAL_TYPE (ArcFocusDialog, arc_focus_dialog, ADW_TYPE_WINDOW)

static char *
dup_row (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
changed_cb (ArcFocusDialog *self)
{
  g_autofree char *behaviour = dup_row (self->behaviour_row);
  g_autofree char *measure = dup_row (self->measure_row);

  gtk_widget_set_sensitive (self->save_button,
                            *behaviour != '\0' && *measure != '\0' &&
                                arc_day_is_set (arc_day_row_get_day (self->by_row)));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcFocusDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  if (error == NULL) {
    gtk_widget_activate_action (self->origin, "win.toast", "s",
                                _ ("The team is asked, and can say yes or propose something else"));
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  gtk_widget_set_sensitive (self->save_button, TRUE);
  arc_toast_error (self->content_box, error);
}

static void
save_clicked_cb (ArcFocusDialog *self)
{
  g_autofree char *behaviour = dup_row (self->behaviour_row);
  g_autoptr (ArcTeamFocus) focus = arc_team_focus_new (behaviour);

  g_free (focus->measure);
  focus->measure = dup_row (self->measure_row);
  focus->by = arc_day_row_get_day (self->by_row);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  arc_team_job_set_focus (arc_team_sync_get (self->service), self->team_id, focus, self->post_id,
                          NULL, saved_cb, g_object_ref (self));
}

static void
arc_focus_dialog_dispose (GObject *object)
{
  ArcFocusDialog *self = ARC_FOCUS_DIALOG (object);

  g_clear_object (&self->service);
  g_clear_object (&self->origin);
  g_clear_pointer (&self->team_id, g_free);
  g_clear_pointer (&self->post_id, g_free);
  G_OBJECT_CLASS (arc_focus_dialog_parent_class)->dispose (object);
}

static void
arc_focus_dialog_class_init (ArcFocusDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_focus_dialog_dispose;
  g_type_ensure (ARC_TYPE_DAY_ROW);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-focus-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcFocusDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusDialog, behaviour_row);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusDialog, measure_row);
  gtk_widget_class_bind_template_child (widget_class, ArcFocusDialog, by_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
arc_focus_dialog_init (ArcFocusDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_focus_dialog_new (GtkWindow *parent, ArcJournalService *service, GtkWidget *origin,
                      const char *team_id, const ArcTeamFocus *focus, const char *post_id,
                      ArcDay today)
{
  ArcFocusDialog *self = g_object_new (ARC_TYPE_FOCUS_DIALOG, "transient-for", parent, NULL);

  self->service = g_object_ref (service);
  self->origin = g_object_ref (origin);
  self->team_id = g_strdup (team_id);
  self->post_id = g_strdup (post_id);
  if (focus != NULL) {
    gtk_editable_set_text (self->behaviour_row, focus->behaviour);
    gtk_editable_set_text (self->measure_row, focus->measure);
  }
  arc_day_row_set_day (self->by_row, focus != NULL ? focus->by : arc_day_add (today, DUE_DAYS));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->behaviour_row));
  return GTK_WIDGET (self);
}
