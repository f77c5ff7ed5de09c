/* Sets, changes, pauses and removes a weekly goal. */
#include "arc-goal-dialog.h"

#include <glib/gi18n.h>

#include "arc-journal-insights.h"
#include "arc-undo-toast.h"

struct _ArcGoalDialog {
  AdwWindow parent_instance;

  GtkWidget *content_box;
  GtkWidget *save_button;
  AdwComboRow *kind_row;
  AdwEntryRow *unit_row;
  GtkSpinButton *target_spin;
  GtkWidget *pause_row;
  GtkSwitch *pause_switch;
  GtkWidget *remove_button;

  ArcJournalService *service;
  GtkWidget *origin;
  ArcGoal *goal;
};

/* What the combo row has. */
enum {
  COUNT_REFLECTIONS,
  COUNT_OTHER,
};

G_DEFINE_FINAL_TYPE (ArcGoalDialog, arc_goal_dialog, ADW_TYPE_WINDOW)

static gboolean
counts_other (ArcGoalDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == COUNT_OTHER;
}

static char *
dup_unit (ArcGoalDialog *self)
{
  if (!counts_other (self))
    return g_strdup ("");
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->unit_row))));
}

static void
changed_cb (ArcGoalDialog *self)
{
  g_autofree char *unit = dup_unit (self);

  gtk_widget_set_visible (GTK_WIDGET (self->unit_row), counts_other (self));
  gtk_widget_set_sensitive (self->save_button, !counts_other (self) || *unit != '\0');
}

/* ---- saving ---- */

static gpointer
save_goal (ArcJournal *journal, gpointer goal, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_save_goal (journal, goal, error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcGoalDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error == NULL) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  gtk_widget_set_sensitive (self->save_button, TRUE);
  arc_toast_error (self->content_box, error);
}

static void
save_clicked_cb (ArcGoalDialog *self)
{
  ArcGoal *goal = self->goal != NULL ? arc_goal_copy (self->goal) : arc_goal_new ();

  gtk_spin_button_update (self->target_spin);
  g_free (goal->unit);
  goal->unit = dup_unit (self);
  goal->target = gtk_spin_button_get_value_as_int (self->target_spin);
  goal->paused = gtk_switch_get_active (self->pause_switch);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  arc_journal_service_write_async (self->service, save_goal, goal, (GDestroyNotify) arc_goal_free,
                                   NULL, NULL, saved_cb, g_object_ref (self));
}

/* ---- removing, and taking that back ---- */

typedef struct {
  grefcount refs;
  ArcJournalService *service;
  GtkWidget *origin;
  ArcGoal *goal;
  GArray *counts; /* ArcGoalCount, as they were */
} Removal;

static void
removal_unref (gpointer data)
{
  Removal *removal = data;

  if (!g_ref_count_dec (&removal->refs))
    return;
  g_object_unref (removal->service);
  g_object_unref (removal->origin);
  arc_goal_free (removal->goal);
  g_clear_pointer (&removal->counts, g_array_unref);
  g_free (removal);
}

static Removal *
removal_ref (Removal *removal)
{
  g_ref_count_inc (&removal->refs);
  return removal;
}

static gpointer
remove_goal (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Removal *removal = data;

  removal->counts = arc_journal_list_goal_counts (journal, removal->goal->id, error);
  return GINT_TO_POINTER (removal->counts != NULL &&
                          arc_journal_delete_goal (journal, removal->goal->id, error));
}

static gpointer
restore_goal (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Removal *removal = data;

  if (!arc_journal_save_goal (journal, removal->goal, error))
    return NULL;
  for (guint i = 0; i < removal->counts->len; i++) {
    const ArcGoalCount *count = &g_array_index (removal->counts, ArcGoalCount, i);

    if (!arc_journal_set_goal_count (journal, removal->goal->id, count->monday, count->count,
                                     error))
      return NULL;
  }
  return NULL;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (removal->origin, error);
  removal_unref (removal);
}

static void
restore (gpointer data)
{
  Removal *removal = data;

  arc_journal_service_write_async (removal->service, restore_goal, removal_ref (removal),
                                   removal_unref, NULL, NULL, restored_cb, removal_ref (removal));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error == NULL)
    arc_undo_toast_show (removal->origin, _ ("The goal is removed"), restore, removal_ref (removal),
                         removal_unref);
  else
    arc_toast_error (removal->origin, error);
  removal_unref (removal);
}

static void
remove_clicked_cb (ArcGoalDialog *self)
{
  Removal *removal = g_new0 (Removal, 1);

  g_ref_count_init (&removal->refs);
  removal->service = g_object_ref (self->service);
  removal->origin = g_object_ref (self->origin);
  removal->goal = arc_goal_copy (self->goal);
  arc_journal_service_write_async (self->service, remove_goal, removal_ref (removal), removal_unref,
                                   NULL, NULL, removed_cb, removal);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- the dialog itself ---- */

static void
arc_goal_dialog_dispose (GObject *object)
{
  ArcGoalDialog *self = ARC_GOAL_DIALOG (object);

  g_clear_object (&self->service);
  g_clear_object (&self->origin);
  g_clear_pointer (&self->goal, arc_goal_free);
  G_OBJECT_CLASS (arc_goal_dialog_parent_class)->dispose (object);
}

static void
arc_goal_dialog_class_init (ArcGoalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_goal_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-goal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, target_spin);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, pause_row);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, pause_switch);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
arc_goal_dialog_init (ArcGoalDialog *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Enter saves from there too. */
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->target_spin));
  if (GTK_IS_TEXT (text))
    gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
}

static void
show_goal (ArcGoalDialog *self, const ArcGoal *goal)
{
  self->goal = arc_goal_copy (goal);
  adw_combo_row_set_selected (self->kind_row,
                              *goal->unit != '\0' ? COUNT_OTHER : COUNT_REFLECTIONS);
  gtk_editable_set_text (GTK_EDITABLE (self->unit_row), goal->unit);
  gtk_spin_button_set_value (self->target_spin, goal->target);
  gtk_switch_set_active (self->pause_switch, goal->paused);
}

GtkWidget *
arc_goal_dialog_new (GtkWindow *parent, ArcJournalService *service, GtkWidget *origin,
                     const ArcGoal *goal)
{
  ArcGoalDialog *self = g_object_new (ARC_TYPE_GOAL_DIALOG, "transient-for", parent, NULL);

  self->service = g_object_ref (service);
  self->origin = g_object_ref (origin);
  if (goal != NULL)
    show_goal (self, goal);
  gtk_widget_set_visible (self->pause_row, goal != NULL);
  gtk_widget_set_visible (self->remove_button, goal != NULL);
  changed_cb (self);
  return GTK_WIDGET (self);
}
