/* The goals of this week. Rows are kept while they change, so that the focus stays. */
#include "arc-goal-list.h"

#include <glib/gi18n.h>

#include "arc-goal-dialog.h"
#include "arc-goal-row.h"
#include "arc-undo-toast.h"

struct _ArcGoalList {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *add_button;

  ArcJournalService *service;
  GCancellable *cancellable;
  gboolean manage;
  gboolean is_reading;
  gboolean must_read_again;
};

G_DEFINE_FINAL_TYPE (ArcGoalList, arc_goal_list, ADW_TYPE_BIN)

/* ---- counting ---- */

typedef struct {
  char *goal_id;
  int by;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->goal_id);
  g_free (step);
}

/* What another window counted meanwhile stays counted. */
static gpointer
count_step (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Step *step = data;
  ArcDay monday = arc_week_start (arc_journal_today (journal));
  g_autoptr (GPtrArray) goals = arc_journal_list_goals (journal, error);
  int count;

  for (guint i = 0; goals != NULL && i < goals->len; i++) {
    const ArcGoal *goal = g_ptr_array_index (goals, i);

    if (g_str_equal (goal->id, step->goal_id) &&
        arc_journal_get_goal_count (journal, goal, monday, &count, error))
      arc_journal_set_goal_count (journal, goal->id, monday, count + step->by, error);
  }
  return NULL;
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcGoalList) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL && self->cancellable != NULL)
    arc_toast_error (GTK_WIDGET (self), error);
}

static void
row_step_cb (ArcGoalList *self, int by, ArcGoalRow *row)
{
  Step *step = g_new0 (Step, 1);

  step->goal_id = g_strdup (arc_goal_row_get_goal (row)->id);
  step->by = by;
  arc_journal_service_write_async (self->service, count_step, step, step_free, NULL, NULL,
                                   stepped_cb, g_object_ref (self));
}

/* ---- setting and changing ---- */

static void
open_dialog (ArcGoalList *self, const ArcGoal *goal)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = arc_goal_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                           self->service, GTK_WIDGET (self), goal);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
row_edit_cb (ArcGoalList *self, ArcGoalRow *row)
{
  open_dialog (self, arc_goal_row_get_goal (row));
}

static void
add_clicked_cb (ArcGoalList *self)
{
  open_dialog (self, NULL);
}

/* ---- showing ---- */

static void
append_row (ArcGoalList *self)
{
  GtkWidget *row = arc_goal_row_new ();

  g_signal_connect_object (row, "step", G_CALLBACK (row_step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edit", G_CALLBACK (row_edit_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
show_goals (ArcGoalList *self, const GPtrArray *histories)
{
  gboolean writable = !arc_journal_service_is_read_only (self->service);
  GtkListBoxRow *row;
  int n = 0;

  for (guint i = 0; i < histories->len; i++) {
    const ArcGoalHistory *history = g_ptr_array_index (histories, i);

    if (history->goal->paused && !self->manage)
      continue;
    if (gtk_list_box_get_row_at_index (self->list, n) == NULL)
      append_row (self);
    row = gtk_list_box_get_row_at_index (self->list, n++);
    arc_goal_row_set_history (ARC_GOAL_ROW (row), history, writable);
  }
  while ((row = gtk_list_box_get_row_at_index (self->list, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->add_button, self->manage && writable);
  adw_preferences_group_set_description (
      self->group,
      self->manage && n == 0 ? _ ("How many reflections would be good for you in a week?") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || self->manage);
}

static gpointer
read_goals (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_list_goal_histories (journal, arc_week_start (arc_journal_today (journal)),
                                          error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcGoalList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) histories =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->cancellable == NULL)
    return;
  if (self->must_read_again)
    arc_goal_list_refresh (self);
  else if (histories != NULL)
    show_goals (self, histories);
  else
    arc_toast_error (GTK_WIDGET (self), error);
}

void
arc_goal_list_refresh (ArcGoalList *self)
{
  g_return_if_fail (ARC_IS_GOAL_LIST (self));

  if (self->service == NULL)
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, read_goals, NULL, NULL,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb,
                                  g_object_ref (self));
}

static void
arc_goal_list_dispose (GObject *object)
{
  ArcGoalList *self = ARC_GOAL_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_goal_list_parent_class)->dispose (object);
}

static void
arc_goal_list_class_init (ArcGoalListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_goal_list_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-goal-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcGoalList, group);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalList, list);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalList, add_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
arc_goal_list_init (ArcGoalList *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_goal_list_new (ArcJournalService *service, gboolean manage)
{
  ArcGoalList *self = g_object_new (ARC_TYPE_GOAL_LIST, NULL);

  self->service = g_object_ref (service);
  self->manage = manage;
  if (manage)
    adw_preferences_group_set_title (self->group, _ ("Goals of this week"));
  return GTK_WIDGET (self);
}
