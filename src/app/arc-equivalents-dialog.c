/* The equivalents of a team: a list, and the fields of one of them. What is done is done at once,
 * and can be undone while the toast is shown. */
#include "arc-equivalents-dialog.h"

#include "arc-equivalent-form.h"
#include "arc-equivalent-jobs.h"
#include "arc-team-sync.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

struct _ArcEquivalentsDialog {
  AdwWindow parent_instance;

  GtkStack *stack; /* loading, list, form, error */
  AdwWindowTitle *list_title;
  AdwWindowTitle *form_title;
  GtkWidget *add_button;
  GtkWidget *save_button;
  GtkLabel *who_label;
  AdwPreferencesGroup *own_group;
  GtkListBox *own_list;
  GtkListBox *example_list;
  AdwStatusPage *error_page;
  ArcEquivalentForm *form;

  ArcJournalService *service; /* NULL once it is closed */
  GCancellable *cancellable;
  char *team_id;
  ArcEquivalentsInfo *info;
  AdwToast *toast;  /* weak: what was done last */
  char *focus_name; /* of the control that had the cursor, to have it again */
  gboolean is_reading;
  gboolean must_read_again;
};

G_DEFINE_FINAL_TYPE (ArcEquivalentsDialog, arc_equivalents_dialog, ADW_TYPE_WINDOW)

/* ---- doing and undoing -------------------------------------------------------------------- */

/* A change, and how it was before. */
typedef struct {
  ArcEquivalentsDialog *self; /* weak: a toast outlives the dialog for a moment */
  char *id;                   /* NULL for a new one, until it has one */
  ArcEquivalent *was;         /* NULL for a new one */
  char *done;                 /* what the toast says */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_weak_pointer (&change->self);
  g_free (change->id);
  arc_equivalent_free (change->was);
  g_free (change->done);
  g_free (change);
}

/* Takes @done. */
static Change *
change_new (ArcEquivalentsDialog *self, const ArcEquivalent *was, char *done)
{
  Change *change = g_new0 (Change, 1);

  g_set_weak_pointer (&change->self, self);
  change->id = was != NULL ? g_strdup (was->id) : NULL;
  change->was = was != NULL ? arc_equivalent_copy (was) : NULL;
  change->done = done;
  return change;
}

static void refresh (ArcEquivalentsDialog *self);

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcEquivalentsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  g_free (arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error));
  if (self->service == NULL)
    return;
  if (error != NULL)
    arc_toast_error (GTK_WIDGET (self->stack), error);
  else
    arc_team_sync_request (arc_team_sync_get (self->service));
  refresh (self);
}

static void
undo_cb (gpointer data)
{
  const Change *change = data;

  if (change->self != NULL && change->self->service != NULL)
    arc_equivalent_job_restore (change->self->service, change->self->team_id, change->id,
                                change->was, restored_cb, g_object_ref (change->self));
}

static void
show_list (ArcEquivalentsDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->info != NULL ? "list" : "loading");
}

/* Takes @change. What was done before it is not what Undo is about any more. */
static void
offer_undo (ArcEquivalentsDialog *self, Change *change)
{
  AdwToast *toast = NULL;

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  toast =
      arc_undo_toast_show (GTK_WIDGET (self->stack), change->done, undo_cb, change, change_free);
  g_set_weak_pointer (&self->toast, toast);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  ArcEquivalentsDialog *self = change->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self == NULL || self->service == NULL) {
    change_free (change);
    return;
  }
  gtk_widget_set_sensitive (self->save_button, TRUE);
  refresh (self);
  if (id == NULL) {
    arc_toast_error (GTK_WIDGET (self->stack), error);
    change_free (change);
    return;
  }
  if (change->id == NULL)
    change->id = g_steal_pointer (&id);
  arc_team_sync_request (arc_team_sync_get (self->service));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0) {
    arc_equivalent_form_forget (self->form);
    show_list (self);
  }
  offer_undo (self, change);
}

/* ---- the fields --------------------------------------------------------------------------- */

static void
show_form (ArcEquivalentsDialog *self, const ArcEquivalent *equivalent)
{
  adw_window_title_set_title (self->form_title, *equivalent->id == '\0' ? _ ("New Equivalent")
                                                                        : _ ("Change Equivalent"));
  gtk_stack_set_visible_child_name (self->stack, "form");
  arc_equivalent_form_show (self->form, equivalent);
}

static void
add_clicked_cb (ArcEquivalentsDialog *self)
{
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new ("");

  show_form (self, equivalent);
}

static const ArcEquivalent *
find (ArcEquivalentsDialog *self, const char *id)
{
  for (guint i = 0; self->info != NULL && i < self->info->list->len; i++) {
    const ArcTeamEquivalent *one = self->info->list->pdata[i];

    if (g_str_equal (one->equivalent->id, id))
      return one->equivalent;
  }
  return NULL;
}

static void
save_clicked_cb (ArcEquivalentsDialog *self)
{
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_form_take (self->form);
  const ArcEquivalent *was = NULL;
  char *done = NULL;

  if (equivalent == NULL || self->service == NULL)
    return;
  was = find (self, equivalent->id);
  done =
      g_strdup_printf (was != NULL ? _ ("“%s” is changed") : _ ("“%s” is added"), equivalent->name);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  arc_equivalent_job_put (self->service, self->team_id, equivalent, changed_cb,
                          change_new (self, was, done));
}

/* ---- the list ----------------------------------------------------------------------------- */

/* The equivalent that a control in a row is for. */
static const ArcEquivalent *
of_control (ArcEquivalentsDialog *self, GtkWidget *control)
{
  return find (self, g_object_get_data (G_OBJECT (control), "arc-equivalent"));
}

static void
edit_clicked_cb (ArcEquivalentsDialog *self, GtkWidget *button)
{
  const ArcEquivalent *equivalent = of_control (self, button);

  if (equivalent != NULL)
    show_form (self, equivalent);
}

/* Takes @done. */
static void
turn (ArcEquivalentsDialog *self, const ArcEquivalent *was, gboolean is_on, char *done)
{
  arc_equivalent_job_switch (self->service, self->team_id, was->id, is_on, changed_cb,
                             change_new (self, was, done));
}

static void
remove_clicked_cb (ArcEquivalentsDialog *self, GtkWidget *button)
{
  const ArcEquivalent *was = of_control (self, button);

  if (was != NULL)
    /* Translators: the name of an equivalent, such as “client call”. */
    turn (self, was, FALSE, g_strdup_printf (_ ("“%s” is removed"), arc_equivalent_get_name (was)));
}

static void
as_shipped_clicked_cb (ArcEquivalentsDialog *self, GtkWidget *button)
{
  const ArcEquivalent *was = of_control (self, button);

  if (was != NULL)
    /* Translators: the name of an equivalent, such as “client call”. */
    turn (self, was, TRUE,
          g_strdup_printf (_ ("“%s” is as it was shipped"), arc_equivalent_get_name (was)));
}

static void
switched_cb (ArcEquivalentsDialog *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  const ArcEquivalent *was = of_control (self, GTK_WIDGET (toggle));
  gboolean is_on = gtk_switch_get_active (toggle);

  if (was != NULL && is_on != (was->state == ARC_EQUIVALENT_HOLDS))
    /* Translators: the name of an equivalent, such as “client call”. */
    turn (self, was, is_on,
          g_strdup_printf (is_on ? _ ("“%s” is switched on") : _ ("“%s” is switched off"),
                           arc_equivalent_get_name (was)));
}

/* @what: what the control is, so that it can be found again in the next list. */
static void
prepare (ArcEquivalentsDialog *self, GtkWidget *control, const ArcEquivalent *equivalent,
         const char *what, const char *label)
{
  g_autofree char *name = g_strconcat (what, " ", equivalent->id, NULL);

  gtk_widget_set_name (control, name);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (control, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (control), "arc-equivalent", g_strdup (equivalent->id), g_free);
}

static void
add_button (ArcEquivalentsDialog *self, GtkWidget *row, const ArcEquivalent *equivalent,
            const char *icon, const char *what, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  prepare (self, button, equivalent, what, label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_controls (ArcEquivalentsDialog *self, GtkWidget *row, const ArcTeamEquivalent *one)
{
  const ArcEquivalent *equivalent = one->equivalent;
  const char *name = arc_equivalent_get_name (equivalent);
  g_autofree char *edit = g_strdup_printf (_ ("Change “%s”"), name);
  g_autofree char *drop = g_strdup_printf (_ ("Remove “%s”"), name);
  g_autofree char *back = g_strdup_printf (_ ("Put “%s” back as it was shipped"), name);
  g_autofree char *use = g_strdup_printf (_ ("Use “%s”"), name);
  gboolean is_on = equivalent->state == ARC_EQUIVALENT_HOLDS;
  GtkWidget *toggle = NULL;

  if (is_on)
    add_button (self, row, equivalent, "document-edit-symbolic", "edit", edit,
                G_CALLBACK (edit_clicked_cb));
  if (!one->is_example) {
    add_button (self, row, equivalent, "user-trash-symbolic", "remove", drop,
                G_CALLBACK (remove_clicked_cb));
    return;
  }
  if (!equivalent->is_shipped)
    add_button (self, row, equivalent, "edit-undo-symbolic", "back", back,
                G_CALLBACK (as_shipped_clicked_cb));
  toggle = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (toggle), is_on);
  prepare (self, toggle, equivalent, "switch", use);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (switched_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
}

/* Where it comes from, what it is for, and who said so. */
static char *
say_about (const ArcTeamEquivalent *one)
{
  const char *source = arc_equivalent_get_source (one->equivalent);
  const char *kind = arc_equivalent_kind_to_label (one->equivalent->kind);

  if (one->equivalent->state == ARC_EQUIVALENT_OFF)
    return one->is_mine ? g_strdup (_ ("Switched off by you"))
                        /* Translators: a person. */
                        : g_strdup_printf (_ ("Switched off by %s"), one->author_name);
  if (one->equivalent->is_shipped)
    /* Translators: where an equivalent comes from, and what it is for. */
    return g_strdup_printf (_ ("%s · %s"), source, kind);
  if (one->is_mine)
    /* Translators: where an equivalent comes from, and what it is for. */
    return g_strdup_printf (_ ("%s · %s · put in by you"), source, kind);
  /* Translators: where an equivalent comes from, what it is for, and a person. */
  return g_strdup_printf (_ ("%s · %s · put in by %s"), source, kind, one->author_name);
}

static GtkWidget *
row_new (ArcEquivalentsDialog *self, const ArcTeamEquivalent *one)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *worth = arc_equivalent_say_worth (one->equivalent);
  g_autofree char *about = say_about (one);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), worth);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  if (self->info->may_lead)
    add_controls (self, row, one);
  return row;
}

static void
empty_list (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_strcmp0 (gtk_widget_get_name (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_named (child, name);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
remember_focus (ArcEquivalentsDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || g_object_get_data (G_OBJECT (focus), "arc-equivalent") == NULL)
    return;
  g_free (self->focus_name);
  self->focus_name = g_strdup (gtk_widget_get_name (focus));
}

static void
restore_focus (ArcEquivalentsDialog *self)
{
  g_autofree char *name = g_steal_pointer (&self->focus_name);
  GtkWidget *control = name != NULL ? find_named (GTK_WIDGET (self->stack), name) : NULL;

  if (name == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") != 0)
    return;
  gtk_widget_grab_focus (control != NULL ? control : self->add_button);
}

static void
fill_list (ArcEquivalentsDialog *self)
{
  guint own = 0;

  remember_focus (self);
  empty_list (self->own_list);
  empty_list (self->example_list);
  for (guint i = 0; i < self->info->list->len; i++) {
    const ArcTeamEquivalent *one = self->info->list->pdata[i];

    own += !one->is_example;
    gtk_list_box_append (one->is_example ? self->example_list : self->own_list,
                         row_new (self, one));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->own_list), own > 0);
  gtk_widget_set_visible (self->add_button, self->info->may_lead);
  adw_preferences_group_set_description (
      self->own_group,
      own > 0
          ? NULL
          : _ ("None yet. What a figure comes to in the team’s own terms moves people more than "
               "an example does."));
  gtk_widget_set_visible (GTK_WIDGET (self->who_label), !self->info->may_lead);
  adw_window_title_set_subtitle (self->list_title, self->info->team_name);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void
show_error (ArcEquivalentsDialog *self, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_info (ArcEquivalentsDialog *self, ArcEquivalentsInfo *info)
{
  gboolean is_form = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;

  arc_equivalents_info_free (self->info);
  self->info = info;
  fill_list (self);
  /* Whose role went meanwhile cannot save what is in the fields. */
  if (!is_form || !info->may_lead)
    show_list (self);
  restore_focus (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcEquivalentsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcEquivalentsInfo *info =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->service == NULL || self->must_read_again) {
    arc_equivalents_info_free (info);
    refresh (self);
  } else if (info == NULL) {
    show_error (self, error->message);
  } else {
    show_info (self, info);
  }
}

static void
refresh (ArcEquivalentsDialog *self)
{
  if (self->service == NULL)
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (
      self->service, arc_equivalents_info_read, g_strdup (self->team_id), g_free,
      (GDestroyNotify) arc_equivalents_info_free, self->cancellable, read_cb, g_object_ref (self));
}

/* ---- the widget --------------------------------------------------------------------------- */

/* From the fields to the list, from there out. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcEquivalentsDialog *self = ARC_EQUIVALENTS_DIALOG (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0)
    show_list (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
arc_equivalents_dialog_dispose (GObject *object)
{
  ArcEquivalentsDialog *self = ARC_EQUIVALENTS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->service);
  g_clear_pointer (&self->info, arc_equivalents_info_free);
  g_clear_pointer (&self->team_id, g_free);
  g_clear_pointer (&self->focus_name, g_free);
  G_OBJECT_CLASS (arc_equivalents_dialog_parent_class)->dispose (object);
}

static void
arc_equivalents_dialog_class_init (ArcEquivalentsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_equivalents_dialog_dispose;
  g_type_ensure (ARC_TYPE_EQUIVALENT_FORM);
  gtk_widget_class_install_action (widget_class, "equivalents.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "equivalents.back", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-equivalents-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, list_title);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, form_title);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, who_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, own_group);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, own_list);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, example_list);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentsDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
arc_equivalents_dialog_init (ArcEquivalentsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_equivalents_dialog_new (GtkWindow *parent, ArcJournalService *service, const char *team_id)
{
  ArcEquivalentsDialog *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (team_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_EQUIVALENTS_DIALOG, "transient-for", parent, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  g_signal_connect_object (service, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
