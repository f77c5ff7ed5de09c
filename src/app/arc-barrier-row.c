/* One barrier, with what can be said about it. */
#include "arc-barrier-row.h"

#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcBarrierRow {
  AdwExpanderRow parent_instance;

  AdwComboRow *state_row;
  GtkEditable *owner_row;
  GtkEditable *step_row;
  GtkEditable *by_row;
  GtkEditable *why_row;

  ArcBarrier *barrier;
  ArcDay today;
  char *from; /* the topic or title it comes from */
  gboolean is_filling;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcBarrierRow, arc_barrier_row, ADW_TYPE_EXPANDER_ROW)

static void
append_part (GString *text, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
show_subtitle (ArcBarrierRow *self)
{
  const ArcBarrier *barrier = self->barrier;
  g_autoptr (GString) text = g_string_new (arc_barrier_state_to_label (barrier->state));

  append_part (text, barrier->owner);
  append_part (text, barrier->next_step);
  if (arc_day_is_set (barrier->next_by)) {
    g_autofree char *date = arc_when_date (barrier->next_by, self->today);

    append_part (text, date);
  }
  append_part (text, self->from);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
}

static void
changed (ArcBarrierRow *self)
{
  show_subtitle (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
replace (char **field, GtkEditable *row)
{
  g_free (*field);
  *field = g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
read_by (ArcBarrierRow *self, ArcDay *day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->by_row)));

  return arc_day_from_text (text, day);
}

static void
by_changed_cb (ArcBarrierRow *self)
{
  ArcDay day;

  if (read_by (self, &day))
    gtk_widget_remove_css_class (GTK_WIDGET (self->by_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->by_row), "error");
}

static void
text_cb (ArcBarrierRow *self)
{
  ArcDay day;

  replace (&self->barrier->owner, self->owner_row);
  replace (&self->barrier->next_step, self->step_row);
  replace (&self->barrier->why, self->why_row);
  /* What is no date yet stays in the row, marked, and is not saved. */
  if (read_by (self, &day))
    self->barrier->next_by = day;
  changed (self);
}

static void
show_why (ArcBarrierRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->why_row), self->barrier->state == ARC_BARRIER_STAYS);
}

static void
state_cb (ArcBarrierRow *self)
{
  if (self->is_filling || self->barrier == NULL)
    return;
  self->barrier->state = adw_combo_row_get_selected (self->state_row);
  show_why (self);
  changed (self);
}

static void
show_entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcBarrierRow *self = ARC_BARRIER_ROW (widget);

  gtk_widget_activate_action (widget, "win.show-entry", "s", self->barrier->entry_id);
}

static void
arc_barrier_row_dispose (GObject *object)
{
  ArcBarrierRow *self = ARC_BARRIER_ROW (object);

  g_clear_pointer (&self->barrier, arc_barrier_free);
  g_clear_pointer (&self->from, g_free);
  G_OBJECT_CLASS (arc_barrier_row_parent_class)->dispose (object);
}

static void
arc_barrier_row_class_init (ArcBarrierRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_barrier_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-barrier-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcBarrierRow, state_row);
  gtk_widget_class_bind_template_child (widget_class, ArcBarrierRow, owner_row);
  gtk_widget_class_bind_template_child (widget_class, ArcBarrierRow, step_row);
  gtk_widget_class_bind_template_child (widget_class, ArcBarrierRow, by_row);
  gtk_widget_class_bind_template_child (widget_class, ArcBarrierRow, why_row);
  gtk_widget_class_bind_template_callback (widget_class, state_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_changed_cb);
  gtk_widget_class_install_action (widget_class, "barrier.show-entry", NULL, show_entry_action);
}

static void
arc_barrier_row_init (ArcBarrierRow *self)
{
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (ArcBarrierState state = ARC_BARRIER_OPEN; state < ARC_N_BARRIER_STATES; state++)
    gtk_string_list_append (states, arc_barrier_state_to_label (state));
  adw_combo_row_set_model (self->state_row, G_LIST_MODEL (states));
}

GtkWidget *
arc_barrier_row_new (const ArcBarrierBrief *brief, ArcDay today)
{
  ArcBarrierRow *self = g_object_new (ARC_TYPE_BARRIER_ROW, NULL);
  g_autofree char *by = arc_day_to_text (brief->barrier->next_by);

  self->barrier = arc_barrier_copy (brief->barrier);
  self->today = today;
  self->from = g_strdup (*brief->topic != '\0' ? brief->topic : brief->entry_title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->barrier->text);
  adw_combo_row_set_selected (self->state_row, self->barrier->state);
  gtk_editable_set_text (self->owner_row, self->barrier->owner);
  gtk_editable_set_text (self->step_row, self->barrier->next_step);
  gtk_editable_set_text (self->by_row, by);
  gtk_editable_set_text (self->why_row, self->barrier->why);
  show_why (self);
  show_subtitle (self);
  self->is_filling = FALSE;
  return GTK_WIDGET (self);
}

const ArcBarrier *
arc_barrier_row_get_barrier (ArcBarrierRow *self)
{
  g_return_val_if_fail (ARC_IS_BARRIER_ROW (self), NULL);

  return self->barrier;
}
