/* One weekly goal. A week that falls short is only a shorter bar. */
#include "arc-goal-row.h"

#include <glib/gi18n.h>

#include "arc-insight-charts.h"

/* Up to so many the bar shows each by itself. */
#define BLOCKS_MAX 10

struct _ArcGoalRow {
  GtkListBoxRow parent_instance;

  GtkLabel *text_label;
  GtkLevelBar *level_bar;
  GtkWidget *less_button;
  GtkWidget *more_button;
  GtkWidget *edit_button;

  ArcGoalHistory *history;
};

enum {
  SIGNAL_STEP,
  SIGNAL_EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcGoalRow, arc_goal_row, GTK_TYPE_LIST_BOX_ROW)

static void
less_clicked_cb (ArcGoalRow *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, -1);
}

static void
more_clicked_cb (ArcGoalRow *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, 1);
}

static void
edit_clicked_cb (ArcGoalRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

/* Takes @name. */
static void
name_button (GtkWidget *button, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

static void
arc_goal_row_finalize (GObject *object)
{
  g_clear_pointer (&ARC_GOAL_ROW (object)->history, arc_goal_history_free);
  G_OBJECT_CLASS (arc_goal_row_parent_class)->finalize (object);
}

static void
arc_goal_row_class_init (ArcGoalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_goal_row_finalize;
  signals[SIGNAL_STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_EDIT] =
      g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-goal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcGoalRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalRow, level_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalRow, less_button);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalRow, more_button);
  gtk_widget_class_bind_template_child (widget_class, ArcGoalRow, edit_button);
  gtk_widget_class_bind_template_callback (widget_class, less_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
}

static void
arc_goal_row_init (ArcGoalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* No level is low or high: the colours of those would judge. */
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

GtkWidget *
arc_goal_row_new (void)
{
  return g_object_new (ARC_TYPE_GOAL_ROW, NULL);
}

static char *
row_text (const ArcGoalHistory *history, int count)
{
  g_autofree char *progress = arc_goal_progress_text (history->goal, count);

  /* Translators: a weekly goal that is paused: “2 of 3 reflections”. */
  return history->goal->paused ? g_strdup_printf (_ ("%s (paused)"), progress)
                               : g_steal_pointer (&progress);
}

void
arc_goal_row_set_history (ArcGoalRow *self, const ArcGoalHistory *history, gboolean writable)
{
  g_autofree char *text = NULL;
  int count = history->counts[ARC_GOAL_WEEKS - 1];
  int target = history->goal->target;
  gboolean counted = *history->goal->unit != '\0' && !history->goal->paused && writable;

  g_return_if_fail (ARC_IS_GOAL_ROW (self));

  text = row_text (history, count);
  g_clear_pointer (&self->history, arc_goal_history_free);
  self->history = arc_goal_history_copy (history);
  gtk_label_set_label (self->text_label, text);
  gtk_level_bar_set_mode (self->level_bar, target <= BLOCKS_MAX ? GTK_LEVEL_BAR_MODE_DISCRETE
                                                                : GTK_LEVEL_BAR_MODE_CONTINUOUS);
  gtk_level_bar_set_max_value (self->level_bar, target);
  gtk_level_bar_set_value (self->level_bar, CLAMP (count, 0, target));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (self->less_button, counted);
  gtk_widget_set_visible (self->more_button, counted);
  gtk_widget_set_visible (self->edit_button, writable);
  gtk_widget_set_sensitive (self->less_button, count > 0);
  /* Translators: button of a goal, such as “opportunities updated”. */
  name_button (self->less_button, g_strdup_printf (_ ("One less: %s"), history->goal->unit));
  /* Translators: button of a goal, such as “opportunities updated”. */
  name_button (self->more_button, g_strdup_printf (_ ("One more: %s"), history->goal->unit));
  /* Translators: button of a goal, such as “2 of 3 reflections”. */
  name_button (self->edit_button, g_strdup_printf (_ ("Change this goal: %s"), text));
}

const ArcGoal *
arc_goal_row_get_goal (ArcGoalRow *self)
{
  g_return_val_if_fail (ARC_IS_GOAL_ROW (self), NULL);

  return self->history != NULL ? self->history->goal : NULL;
}
