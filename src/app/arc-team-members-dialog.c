/* The people of one team. */
#include "arc-team-members-dialog.h"

#include <glib/gi18n.h>

#include "arc-member-row.h"
#include "arc-team-jobs.h"
#include "arc-undo-toast.h"

/* A spin button is clicked several times in a row. */
#define SIZE_SETTLE_MS 600

struct _ArcTeamMembersDialog {
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *toast_overlay;
  GtkWidget *page;
  AdwPreferencesGroup *asking_group;
  AdwPreferencesGroup *members_group;
  AdwPreferencesGroup *gone_group;
  GtkWidget *size_row;
  GtkSpinButton *size_spin;
  AdwActionRow *folder_row;
  GtkWidget *leave_button;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  ArcTeam *team;
  GPtrArray *members; /* as shown */
  GPtrArray *rows;    /* of ArcMemberRow */
  guint size_id;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (ArcTeamMembersDialog, arc_team_members_dialog, ADW_TYPE_WINDOW)

static void read_people (ArcTeamMembersDialog *self);
static void left_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* ---- doing ----------------------------------------------------------------------------- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamMembersDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_team_job_finish (ARC_TEAM_SYNC (source), result, &error);
  if (self->service == NULL)
    return;
  arc_toast_error (self->toast_overlay, error);
  /* What was refused is shown as it was. */
  if (error != NULL)
    g_clear_pointer (&self->members, g_ptr_array_unref);
  read_people (self);
}

static ArcTeamSync *
get_sync (ArcTeamMembersDialog *self)
{
  return arc_team_sync_get (self->service);
}

static void
accept_cb (ArcTeamMembersDialog *self, ArcMemberRow *row)
{
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  arc_team_job_accept (get_sync (self), self->team_id, arc_member_row_get_member (row)->id, NULL,
                       done_cb, g_object_ref (self));
}

static void
roles_chosen_cb (ArcTeamMembersDialog *self, guint roles, ArcMemberRow *row)
{
  arc_team_job_set_roles (get_sync (self), self->team_id, arc_member_row_get_member (row)->id,
                          (ArcRoles) roles, NULL, done_cb, g_object_ref (self));
}

static GtkWidget *
ask (ArcTeamMembersDialog *self, const char *heading, const char *body, const char *yes)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "yes",
                                    yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, ArcTeamMembersDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "arc-id");

  if (g_str_equal (response, "yes") && self->service != NULL)
    arc_team_job_remove (get_sync (self), self->team_id, id, NULL, done_cb, g_object_ref (self));
}

static void
remove_cb (ArcTeamMembersDialog *self, ArcMemberRow *row)
{
  const ArcMember *member = arc_member_row_get_member (row);
  /* Translators: the name of a person. */
  g_autofree char *heading = g_strdup_printf (_ ("Remove %s?"), member->name);
  GtkWidget *dialog = ask (
      self, heading,
      _ ("They cannot read what is shared from now on, and what they shared leaves everybody’s "
         "journal. What they have read already they may have kept."),
      _ ("_Remove"));

  g_object_set_data_full (G_OBJECT (dialog), "arc-id", g_strdup (member->id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
}

static void
forget_answered_cb (AdwMessageDialog *dialog, const char *response, ArcTeamMembersDialog *self)
{
  if (!g_str_equal (response, "yes") || self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->page, FALSE);
  arc_team_job_forget (get_sync (self), self->team_id, NULL, left_cb, g_object_ref (self));
}

/* A folder that is not there cannot be cleared, and may be gone for good; keys too. */
static void
offer_to_forget (ArcTeamMembersDialog *self, const GError *error)
{
  /* Translators: %s is a sentence that says what is missing. */
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nIf it will not come back, you can forget the team here: what others shared and "
         "your keys go from this journal, and what you shared stays where it is."),
      error->message);
  GtkWidget *dialog =
      ask (self, _ ("The Team Could Not Be Left"), body, _ ("_Forget the Team Here"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (forget_answered_cb), self, 0);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamMembersDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_team_job_finish (ARC_TEAM_SYNC (source), result, &error);
  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->page, TRUE);
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_NOT_FOUND) ||
      g_error_matches (error, ARC_ERROR, ARC_ERROR_IO))
    offer_to_forget (self, error);
  else if (error != NULL)
    arc_toast_error (self->toast_overlay, error);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
leave_answered_cb (AdwMessageDialog *dialog, const char *response, ArcTeamMembersDialog *self)
{
  if (!g_str_equal (response, "yes") || self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->page, FALSE);
  arc_team_job_leave (get_sync (self), self->team_id, NULL, left_cb, g_object_ref (self));
}

static void
leave_clicked_cb (ArcTeamMembersDialog *self)
{
  g_autofree char *heading = NULL;
  GtkWidget *dialog = NULL;

  if (self->team == NULL)
    return;
  /* Translators: the name of a team. */
  heading = g_strdup_printf (_ ("Leave %s?"), self->team->name);
  dialog = ask (self, heading,
                _ ("Everything that you shared goes from the folder, and what others shared goes "
                   "from this journal. Your own entries stay. People and the folder’s service may "
                   "keep copies."),
                _ ("_Leave"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, 0);
}

static gboolean
size_settled_cb (gpointer data)
{
  ArcTeamMembersDialog *self = data;

  self->size_id = 0;
  arc_team_job_set_group_size (get_sync (self), self->team_id,
                               (guint) gtk_spin_button_get_value_as_int (self->size_spin), NULL,
                               done_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
size_changed_cb (ArcTeamMembersDialog *self)
{
  if (self->quiet)
    return;
  g_clear_handle_id (&self->size_id, g_source_remove);
  self->size_id = g_timeout_add (SIZE_SETTLE_MS, size_settled_cb, self);
}

/* ---- showing --------------------------------------------------------------------------- */

typedef struct {
  ArcTeam *team; /* NULL: left */
  GPtrArray *members;
} People;

static void
people_free (gpointer data)
{
  People *people = data;

  g_clear_pointer (&people->team, arc_team_free);
  g_clear_pointer (&people->members, g_ptr_array_unref);
  g_free (people);
}

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  People *people = NULL;
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);
  g_autoptr (GPtrArray) members = NULL;

  if (teams == NULL)
    return NULL;
  members = arc_journal_list_members (journal, data, error);
  if (members == NULL)
    return NULL;
  people = g_new0 (People, 1);
  people->members = g_steal_pointer (&members);
  for (guint i = 0; i < teams->len; i++)
    if (g_str_equal (((const ArcTeam *) teams->pdata[i])->id, data))
      people->team = arc_team_copy (teams->pdata[i]);
  return people;
}

static gboolean
same_members (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const ArcMember *one = a->pdata[i], *other = b->pdata[i];

    if (g_strcmp0 (one->id, other->id) != 0 || g_strcmp0 (one->name, other->name) != 0 ||
        one->roles != other->roles || one->state != other->state ||
        g_strcmp0 (one->fingerprint, other->fingerprint) != 0)
      return FALSE;
  }
  return TRUE;
}

static AdwPreferencesGroup *
group_of (ArcTeamMembersDialog *self, const ArcMember *member)
{
  switch (member->state) {
  case ARC_MEMBER_ASKING:
    return self->asking_group;
  case ARC_MEMBER_IN:
    return self->members_group;
  case ARC_MEMBER_LEFT:
  case ARC_MEMBER_REMOVED:
  default:
    return self->gone_group;
  }
}

static void
show_members (ArcTeamMembersDialog *self)
{
  gboolean is_admin = (self->team->roles & ARC_ROLE_ADMIN) != 0;
  guint counts[3] = {0};

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group_of (self, arc_member_row_get_member (self->rows->pdata[i])),
                                  self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->members->len; i++) {
    const ArcMember *member = self->members->pdata[i];
    gboolean is_me = g_strcmp0 (member->id, self->team->me) == 0;
    GtkWidget *row = arc_member_row_new (member, is_me, is_admin);

    g_signal_connect_object (row, "accept", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "roles-chosen", G_CALLBACK (roles_chosen_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
    adw_preferences_group_add (group_of (self, member), row);
    g_ptr_array_add (self->rows, row);
    counts[MIN ((guint) member->state, 2)]++;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->asking_group), counts[0] > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->members_group), counts[1] > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->gone_group), counts[2] > 0);
  adw_preferences_group_set_description (
      self->asking_group,
      is_admin ? _ ("Accept whom you know. They can then read what was shared with the whole team.")
               : _ ("An admin of the team can accept them."));
}

static void
show_people (ArcTeamMembersDialog *self, People *people)
{
  gboolean changed = self->team == NULL || self->team->roles != people->team->roles ||
                     !same_members (self->members, people->members);
  gboolean is_admin = (people->team->roles & ARC_ROLE_ADMIN) != 0;
  gboolean first = FALSE;
  gboolean read_only = arc_journal_service_is_read_only (self->service);
  g_autofree char *folder = g_filename_display_name (people->team->location);

  g_clear_pointer (&self->team, arc_team_free);
  self->team = g_steal_pointer (&people->team);
  adw_window_title_set_subtitle (self->window_title, self->team->name);
  adw_action_row_set_subtitle (self->folder_row, folder);
  gtk_widget_set_sensitive (self->size_row, is_admin && !read_only);
  gtk_widget_set_sensitive (self->leave_button, !read_only);
  self->quiet = TRUE;
  if (self->size_id == 0)
    gtk_spin_button_set_value (self->size_spin, self->team->group_size);
  self->quiet = FALSE;
  if (!changed)
    return;
  first = self->members == NULL;
  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members = g_steal_pointer (&people->members);
  show_members (self);
  if (first)
    gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
people_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamMembersDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  People *people = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service != NULL && error != NULL)
    arc_toast_error (self->toast_overlay, error);
  else if (self->service != NULL && people->team == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else if (self->service != NULL)
    show_people (self, people);
  g_clear_pointer (&people, people_free);
}

static void
read_people (ArcTeamMembersDialog *self)
{
  if (self->service != NULL)
    arc_journal_service_read_async (self->service, read_func, g_strdup (self->team_id), g_free,
                                    people_free, self->cancellable, people_read_cb,
                                    g_object_ref (self));
}

/* ---- the window ------------------------------------------------------------------------ */

static void
arc_team_members_dialog_dispose (GObject *object)
{
  ArcTeamMembersDialog *self = ARC_TEAM_MEMBERS_DIALOG (object);

  /* What was set a moment ago holds. */
  if (self->size_id != 0) {
    g_clear_handle_id (&self->size_id, g_source_remove);
    size_settled_cb (self);
  }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_team_members_dialog_parent_class)->dispose (object);
}

static void
arc_team_members_dialog_finalize (GObject *object)
{
  ArcTeamMembersDialog *self = ARC_TEAM_MEMBERS_DIALOG (object);

  g_clear_pointer (&self->team, arc_team_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->team_id);

  G_OBJECT_CLASS (arc_team_members_dialog_parent_class)->finalize (object);
}

static void
arc_team_members_dialog_class_init (ArcTeamMembersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_team_members_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_team_members_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-team-members-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, asking_group);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, members_group);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, gone_group);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, size_spin);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamMembersDialog, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, size_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
arc_team_members_dialog_init (ArcTeamMembersDialog *self)
{
  self->quiet = TRUE;
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->size_spin, ARC_GROUP_SIZE_MIN, ARC_GROUP_SIZE_MAX);
  gtk_spin_button_set_increments (self->size_spin, 1, 1);
  self->quiet = FALSE;
}

GtkWidget *
arc_team_members_dialog_new (GtkWindow *parent, ArcJournalService *service, const char *team_id)
{
  ArcTeamMembersDialog *self;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (team_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_TEAM_MEMBERS_DIALOG, "transient-for", parent, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  g_signal_connect_object (service, "changed", G_CALLBACK (read_people), self, G_CONNECT_SWAPPED);
  read_people (self);
  return GTK_WIDGET (self);
}
