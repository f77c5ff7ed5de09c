/* Beginning with a team: making one in a folder, or asking to join one. */
#include "arc-team-start-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-team-jobs.h"
#include "arc-undo-toast.h"

struct _ArcTeamStartDialog {
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkButton *start_button;
  GtkWidget *toast_overlay;
  GtkStack *stack;
  AdwPreferencesGroup *folder_group;
  AdwActionRow *folder_row;
  GtkWidget *team_row;
  GtkWidget *me_row;
  AdwStatusPage *done_page;
  GtkLabel *keys_label;
  GtkWidget *close_button;

  ArcJournalService *service;
  ArcTeamStart start;
  char *folder;
  gboolean is_busy;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (ArcTeamStartDialog, arc_team_start_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* An empty row is not yet a wrong one. */
static gboolean
check_row (GtkWidget *row)
{
  gboolean ok = arc_team_check_name (get_text (row), NULL);

  if (ok || *get_text (row) == '\0')
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
  return ok;
}

static void
update_button (ArcTeamStartDialog *self)
{
  gboolean has_name = check_row (self->me_row);
  gboolean has_team = self->start == ARC_TEAM_START_JOIN || check_row (self->team_row);

  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button),
                            self->folder != NULL && has_name && has_team && !self->is_busy);
}

/* ---- the folder ------------------------------------------------------------------------ */

void
arc_team_start_dialog_set_folder (ArcTeamStartDialog *self, const char *path)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (ARC_IS_TEAM_START_DIALOG (self));
  g_return_if_fail (path != NULL);

  g_free (self->folder);
  self->folder = g_strdup (path);
  shown = g_filename_display_name (path);
  adw_action_row_set_subtitle (self->folder_row, shown);
  update_button (self);
}

static void
folder_chosen_cb (ArcTeamStartDialog *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

    if (path != NULL)
      arc_team_start_dialog_set_folder (self, path);
    else
      adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toast_overlay),
                                   adw_toast_new (_ ("Choose a folder on this computer")));
  }
  if (self->chooser == chooser)
    g_clear_object (&self->chooser);
}

static void
folder_activated_cb (ArcTeamStartDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Folder of the Team"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- doing it -------------------------------------------------------------------------- */

static void
show_done (ArcTeamStartDialog *self, const ArcTeam *team, gboolean keys_in_file)
{
  g_autofree char *title = NULL;

  if (self->start == ARC_TEAM_START_CREATE) {
    /* Translators: the name of a team. */
    title = g_strdup_printf (_ ("%s is ready"), team->name);
    adw_status_page_set_description (
        self->done_page, _ ("Others join by choosing the same folder on their computers. You will "
                            "see here who wants to join, and accept them."));
  } else {
    /* Translators: the name of a team. */
    title = g_strdup_printf (_ ("You asked to join %s"), team->name);
    adw_status_page_set_description (
        self->done_page, _ ("Somebody who looks after the team has to accept you. Nothing else is "
                            "needed; it may take until both folders are in step."));
  }
  adw_status_page_set_title (self->done_page, title);
  gtk_label_set_text (
      self->keys_label,
      keys_in_file
          ? _ ("This computer has no key ring, so your keys are in a file beside the journal. "
               "Whoever can read that file can read what is shared with you.")
          : _ ("Your keys are in the key ring of this computer."));
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), FALSE);
  gtk_widget_grab_focus (self->close_button);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamStartDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean keys_in_file = FALSE;
  g_autoptr (ArcTeam) team =
      arc_team_job_finish_team (ARC_TEAM_SYNC (source), result, &keys_in_file, &error);

  if (self->service == NULL)
    return;
  self->is_busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  update_button (self);
  if (team != NULL)
    show_done (self, team, keys_in_file);
  else
    arc_toast_error (self->toast_overlay, error);
}

static void
start_clicked_cb (ArcTeamStartDialog *self)
{
  ArcTeamSync *sync = arc_team_sync_get (self->service);
  g_autofree char *team = g_strstrip (g_strdup (get_text (self->team_row)));
  g_autofree char *me = g_strstrip (g_strdup (get_text (self->me_row)));

  self->is_busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  update_button (self);
  if (self->start == ARC_TEAM_START_CREATE)
    arc_team_job_create (sync, self->folder, team, me, NULL, started_cb, g_object_ref (self));
  else
    arc_team_job_join (sync, self->folder, me, NULL, started_cb, g_object_ref (self));
}

/* ---- the window ------------------------------------------------------------------------ */

static void
arc_team_start_dialog_dispose (GObject *object)
{
  ArcTeamStartDialog *self = ARC_TEAM_START_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_team_start_dialog_parent_class)->dispose (object);
}

static void
arc_team_start_dialog_finalize (GObject *object)
{
  ArcTeamStartDialog *self = ARC_TEAM_START_DIALOG (object);

  g_free (self->folder);

  G_OBJECT_CLASS (arc_team_start_dialog_parent_class)->finalize (object);
}

static void
arc_team_start_dialog_class_init (ArcTeamStartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_team_start_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_team_start_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-team-start-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, start_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, folder_group);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, team_row);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, me_row);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, keys_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamStartDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, folder_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
arc_team_start_dialog_init (ArcTeamStartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_team_start_dialog_new (GtkWindow *parent, ArcJournalService *service, ArcTeamStart start)
{
  ArcTeamStartDialog *self;
  const char *me = g_get_real_name ();
  gboolean creates = start == ARC_TEAM_START_CREATE;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_TEAM_START_DIALOG, "transient-for", parent, "title",
                       creates ? _ ("Make a Team in a Folder") : _ ("Join a Team"), NULL);
  self->service = g_object_ref (service);
  self->start = start;
  gtk_button_set_label (self->start_button, creates ? _ ("_Make") : _ ("_Ask to Join"));
  adw_preferences_group_set_description (
      self->folder_group,
      creates ? _ ("Choose a folder that the people of the team synchronise already, or one on a "
                   "drive that all of them reach. No server is needed.")
              : _ ("Choose the folder in which the team was made, where it is on this computer."));
  gtk_widget_set_visible (self->team_row, creates);
  if (me != NULL && strcmp (me, "Unknown") != 0 && arc_team_check_name (me, NULL))
    gtk_editable_set_text (GTK_EDITABLE (self->me_row), me);
  update_button (self);
  return GTK_WIDGET (self);
}
