/* Sharing parts of one entry. Nothing leaves the journal before the person says so; what they see
 * in the preview is made by the code that makes the share, of the same stored entry. */
#include "arc-share-dialog.h"

#include <glib/gi18n.h>

#include "arc-share-form.h"
#include "arc-share-preview.h"
#include "arc-team-jobs.h"
#include "arc-undo-toast.h"

struct _ArcShareDialog {
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkButton *share_button;
  GtkWidget *toast_overlay;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  AdwStatusPage *asking_page;
  AdwLeaflet *leaflet;
  ArcShareForm *form;
  ArcSharePreview *preview;
  GtkWidget *preview_bar;

  ArcJournalService *service;
  GCancellable *cancellable; /* cancelled when the dialog goes */
  GtkWidget *opener;         /* weak */
  char *entry_id;
  ArcShareDraft *draft;
  GtkFileChooserNative *chooser;
  gboolean is_busy; /* with what the person asked for */
};

G_DEFINE_FINAL_TYPE (ArcShareDialog, arc_share_dialog, ADW_TYPE_WINDOW)

static void read_draft (ArcShareDialog *self);

/* ---- showing --------------------------------------------------------------------------- */

static void
update_header (ArcShareDialog *self)
{
  gboolean has_form = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;
  gboolean folded = has_form && adw_leaflet_get_folded (self->leaflet);
  gboolean at_preview =
      folded && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->preview);

  gtk_widget_set_visible (self->cancel_button, !at_preview);
  gtk_widget_set_visible (self->back_button, at_preview);
  gtk_widget_set_visible (self->preview_bar, folded && !at_preview);
  gtk_widget_set_visible (GTK_WIDGET (self->share_button), has_form);
}

static void
update_button (ArcShareDialog *self)
{
  const ArcShareTeam *team = arc_share_form_get_team (self->form);
  gboolean read_only = arc_journal_service_is_read_only (self->service);
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (self->form);

  gtk_button_set_label (self->share_button,
                        team != NULL && team->share != NULL ? _ ("_Update") : _ ("_Share"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->share_button),
                            team != NULL && !self->is_busy && !read_only &&
                                arc_share_form_is_complete (self->form) &&
                                !arc_share_team_has_choice (self->draft, team, choice));
}

static void
changed_cb (ArcShareDialog *self)
{
  const ArcShareTeam *team = arc_share_form_get_team (self->form);
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (self->form);

  if (self->draft == NULL || team == NULL)
    return;
  arc_share_preview_show (self->preview, self->draft, team, choice);
  update_button (self);
}

static void
show_page (ArcShareDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  update_header (self);
}

static void
show_asking (ArcShareDialog *self, const char *team)
{
  g_autofree char *text =
      g_strdup_printf (_ ("Your request to join %s waits for somebody who looks after the team. "
                          "Then you can share."),
                       team);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->asking_page, escaped);
  show_page (self, "asking");
}

static void
take_draft (ArcShareDialog *self, ArcShareDraft *draft)
{
  g_autofree char *title = arc_entry_dup_display_title (draft->entry);
  ArcShareDraft *before = self->draft;

  self->draft = draft;
  adw_window_title_set_subtitle (self->window_title, title);
  arc_share_form_set_draft (self->form, draft);
  show_page (self, "form");
  if (before == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  g_clear_pointer (&before, arc_share_draft_free);
}

static void
draft_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcShareDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcShareDraft *draft =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service == NULL) {
    g_clear_pointer (&draft, arc_share_draft_free);
    return;
  }
  if (draft == NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->problem_page, message);
    show_page (self, "problem");
    return;
  }
  if (draft->teams->len > 0) {
    take_draft (self, draft);
    return;
  }
  if (draft->asking != NULL)
    show_asking (self, draft->asking);
  else
    show_page (self, "none");
  arc_share_draft_free (draft);
}

static void
read_draft (ArcShareDialog *self)
{
  if (self->service != NULL)
    arc_journal_service_read_async (self->service, arc_share_draft_read, g_strdup (self->entry_id),
                                    g_free, (GDestroyNotify) arc_share_draft_free,
                                    self->cancellable, draft_read_cb, g_object_ref (self));
}

static void
preview_clicked_cb (ArcShareDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->preview));
}

static void
back_clicked_cb (ArcShareDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->form));
}

/* ---- doing ----------------------------------------------------------------------------- */

static void
set_busy (ArcShareDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !is_busy);
  update_button (self);
}

/* What can be taken back from the toast, after the dialog is gone. */
typedef struct {
  ArcJournalService *service;
  GtkWidget *opener; /* weak */
  char *post_id;     /* to be stopped; or else: */
  char *team_id;
  char *entry_id;
  ArcShareChoice *choice; /* to be shared again */
} TakeBack;

static void
take_back_free (gpointer data)
{
  TakeBack *back = data;

  g_clear_weak_pointer (&back->opener);
  g_object_unref (back->service);
  g_free (back->post_id);
  g_free (back->team_id);
  g_free (back->entry_id);
  g_clear_pointer (&back->choice, arc_share_choice_free);
  g_free (back);
}

static TakeBack *
take_back_new (ArcShareDialog *self)
{
  TakeBack *back = g_new0 (TakeBack, 1);

  back->service = g_object_ref (self->service);
  g_set_weak_pointer (&back->opener, self->opener);
  return back;
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) opener = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (g_task_get_source_tag (G_TASK (result)) == arc_team_job_share)
    id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);
  else
    arc_team_job_finish (ARC_TEAM_SYNC (source), result, &error);
  if (opener != NULL)
    arc_toast_error (opener, error);
}

static void
take_back_cb (gpointer data)
{
  TakeBack *back = data;
  ArcTeamSync *sync = arc_team_sync_get (back->service);
  GtkWidget *opener = back->opener != NULL ? g_object_ref (back->opener) : NULL;

  if (back->post_id != NULL)
    arc_team_job_unshare (sync, back->post_id, NULL, taken_back_cb, opener);
  else
    arc_team_job_share (sync, back->team_id, back->entry_id, back->choice, NULL, NULL,
                        taken_back_cb, opener);
}

/* What a job needs when it is done. */
typedef struct {
  ArcShareDialog *dialog;
  char *team_id;
  char *team_name;
  char *post_id;          /* of the share as it was */
  ArcShareChoice *before; /* (nullable): what it shared */
  char *path;             /* (nullable): a file to be written */
  GPtrArray *to;          /* its readers */
} Doing;

static Doing *
doing_new (ArcShareDialog *self)
{
  const ArcShareTeam *team = arc_share_form_get_team (self->form);
  Doing *doing = g_new0 (Doing, 1);

  doing->dialog = g_object_ref (self);
  doing->team_id = g_strdup (team->team->id);
  doing->team_name = g_strdup (team->team->name);
  if (team->share != NULL) {
    doing->post_id = g_strdup (team->share->post_id);
    doing->before = arc_share_choice_copy (team->share->choice);
  }
  return doing;
}

static void
doing_free (Doing *doing)
{
  g_object_unref (doing->dialog);
  g_free (doing->team_id);
  g_free (doing->team_name);
  g_free (doing->post_id);
  g_clear_pointer (&doing->before, arc_share_choice_free);
  g_free (doing->path);
  g_clear_pointer (&doing->to, g_ptr_array_unref);
  g_free (doing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

/* Returns: whether it worked; if not, the dialog says why, and stays. */
static gboolean
check_done (ArcShareDialog *self, const GError *error)
{
  if (self->service == NULL)
    return error == NULL;
  set_busy (self, FALSE);
  if (error == NULL)
    return TRUE;
  arc_toast_error (self->toast_overlay, error);
  return FALSE;
}

static void
tell_shared (ArcShareDialog *self, const Doing *doing, const char *post_id)
{
  g_autofree char *text = NULL;
  TakeBack *back;

  if (self->service == NULL || self->opener == NULL)
    return;
  if (doing->post_id != NULL) {
    GtkWidget *opener = self->opener;

    gtk_widget_activate_action (opener, "win.toast", "s", _ ("Others will see it as it is now"));
    return;
  }
  /* Translators: the name of a team. */
  text = g_strdup_printf (_ ("Shared with %s"), doing->team_name);
  back = take_back_new (self);
  back->post_id = g_strdup (post_id);
  arc_undo_toast_show (self->opener, text, take_back_cb, back, take_back_free);
}

static void
shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  ArcShareDialog *self = doing->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  if (!check_done (self, error))
    return;
  tell_shared (self, doing, post_id);
  if (self->service != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
share_clicked_cb (ArcShareDialog *self)
{
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (self->form);
  Doing *doing = doing_new (self);

  set_busy (self, TRUE);
  arc_team_job_share (arc_team_sync_get (self->service), doing->team_id, self->entry_id, choice,
                      doing->post_id, NULL, shared_cb, doing);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  ArcShareDialog *self = doing->dialog;
  g_autoptr (GError) error = NULL;

  arc_team_job_finish (ARC_TEAM_SYNC (source), result, &error);
  if (!check_done (self, error) || self->service == NULL)
    return;
  if (self->opener != NULL) {
    TakeBack *back = take_back_new (self);

    back->team_id = g_strdup (doing->team_id);
    back->entry_id = g_strdup (self->entry_id);
    back->choice = arc_share_choice_copy (doing->before);
    arc_undo_toast_show (self->opener, _ ("No longer shared"), take_back_cb, back, take_back_free);
  }
  gtk_window_close (GTK_WINDOW (self));
}

static void
stop_cb (ArcShareDialog *self)
{
  Doing *doing = doing_new (self);

  if (doing->post_id == NULL) {
    doing_free (doing);
    return;
  }
  set_busy (self, TRUE);
  arc_team_job_unshare (arc_team_sync_get (self->service), doing->post_id, NULL, stopped_cb, doing);
}

/* ---- a file for e-mail ----------------------------------------------------------------- */

static void
file_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  ArcShareDialog *self = doing->dialog;
  g_autoptr (GError) error = NULL;

  arc_team_job_finish (ARC_TEAM_SYNC (source), result, &error);
  if (!check_done (self, error) || self->service == NULL)
    return;
  if (self->opener != NULL)
    gtk_widget_activate_action (self->opener, "win.toast", "s",
                                _ ("Saved as a file that only its readers can open"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
shared_for_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);
  ArcTeamSync *sync = ARC_TEAM_SYNC (source);

  if (error != NULL) {
    check_done (doing->dialog, error);
    return;
  }
  arc_team_job_write_file (sync, post_id, doing->to, doing->path, NULL, file_written_cb, doing);
  g_steal_pointer (&doing);
}

void
arc_share_dialog_save_to (ArcShareDialog *self, const char *path)
{
  g_autoptr (ArcShareChoice) choice = NULL;
  g_autoptr (GPtrArray) readers = NULL;
  Doing *doing;

  g_return_if_fail (ARC_IS_SHARE_DIALOG (self));
  g_return_if_fail (path != NULL);

  choice = arc_share_form_dup_choice (self->form);
  readers = arc_share_team_list_readers (arc_share_form_get_team (self->form), choice);
  doing = doing_new (self);
  doing->path = g_strdup (path);
  doing->to = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < readers->len; i++)
    g_ptr_array_add (doing->to, g_strdup (((const ArcMember *) readers->pdata[i])->id));
  set_busy (self, TRUE);
  arc_team_job_share (arc_team_sync_get (self->service), doing->team_id, self->entry_id, choice,
                      doing->post_id, NULL, shared_for_file_cb, doing);
}

static void
file_chosen_cb (ArcShareDialog *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

    if (path != NULL)
      arc_share_dialog_save_to (self, path);
  }
  if (self->chooser == chooser)
    g_clear_object (&self->chooser);
}

static void
show_toast (ArcShareDialog *self, const char *text)
{
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toast_overlay), adw_toast_new (text));
}

static void
save_file_cb (ArcShareDialog *self)
{
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (self->form);
  g_autoptr (GPtrArray) readers =
      arc_share_team_list_readers (arc_share_form_get_team (self->form), choice);

  if (!arc_share_form_is_complete (self->form)) {
    show_toast (self, _ ("First switch on what to share, and choose who can see it"));
    return;
  }
  if (readers->len == 0) {
    show_toast (self, _ ("There is nobody yet who could open the file"));
    return;
  }
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save as a File for E-mail"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Share and Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  /* Nothing of the entry's words in the name: services and mail programs show it. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("For you.arcshare"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the window ------------------------------------------------------------------------ */

static void
arc_share_dialog_dispose (GObject *object)
{
  ArcShareDialog *self = ARC_SHARE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->opener);

  G_OBJECT_CLASS (arc_share_dialog_parent_class)->dispose (object);
}

static void
arc_share_dialog_finalize (GObject *object)
{
  ArcShareDialog *self = ARC_SHARE_DIALOG (object);

  g_clear_pointer (&self->draft, arc_share_draft_free);
  g_free (self->entry_id);

  G_OBJECT_CLASS (arc_share_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, share_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, asking_page);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, form);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ArcShareDialog, preview_bar);
  gtk_widget_class_bind_template_callback (widget_class, update_header);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_file_cb);
}

static void
arc_share_dialog_class_init (ArcShareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_share_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_share_dialog_finalize;

  g_type_ensure (ARC_TYPE_SHARE_FORM);
  g_type_ensure (ARC_TYPE_SHARE_PREVIEW);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
arc_share_dialog_init (ArcShareDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_header (self);
}

GtkWidget *
arc_share_dialog_new (GtkWidget *opener, ArcJournalService *service, const char *entry_id)
{
  ArcShareDialog *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (entry_id != NULL, NULL);

  root = gtk_widget_get_root (opener);
  self = g_object_new (ARC_TYPE_SHARE_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL,
                       NULL);
  self->service = g_object_ref (service);
  self->entry_id = g_strdup (entry_id);
  g_set_weak_pointer (&self->opener, opener);
  g_signal_connect_object (service, "changed", G_CALLBACK (read_draft), self, G_CONNECT_SWAPPED);
  read_draft (self);
  return GTK_WIDGET (self);
}
