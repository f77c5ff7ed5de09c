/* A popover with a list of which one is chosen. */
#include "arc-choice-popover.h"

/* Higher than this it scrolls. */
#define MOST_HEIGHT_PX 320

struct _ArcChoicePopover {
  GtkPopover parent_instance;

  GtkListBox *list;
  GtkWidget *empty_label;
  char *value;
  char *label;
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcChoicePopover, arc_choice_popover, GTK_TYPE_POPOVER)

static void
activated_cb (ArcChoicePopover *self, GtkListBoxRow *row)
{
  arc_choice_popover_set_value (self, g_object_get_data (G_OBJECT (row), "arc-value"),
                                gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
arc_choice_popover_finalize (GObject *object)
{
  ArcChoicePopover *self = ARC_CHOICE_POPOVER (object);

  g_free (self->value);
  g_free (self->label);
  G_OBJECT_CLASS (arc_choice_popover_parent_class)->finalize (object);
}

static void
arc_choice_popover_class_init (ArcChoicePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_choice_popover_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_choice_popover_init (ArcChoicePopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  gtk_widget_add_css_class (self->empty_label, "arc-block");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->empty_label);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "propagate-natural-width", TRUE, "max-content-height", MOST_HEIGHT_PX, "child", box,
                NULL);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

GtkWidget *
arc_choice_popover_new (const char *empty)
{
  ArcChoicePopover *self = g_object_new (ARC_TYPE_CHOICE_POPOVER, NULL);

  gtk_label_set_text (GTK_LABEL (self->empty_label), empty);
  return GTK_WIDGET (self);
}

void
arc_choice_popover_clear (ArcChoicePopover *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (ARC_IS_CHOICE_POPOVER (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (self->empty_label, TRUE);
}

void
arc_choice_popover_add (ArcChoicePopover *self, const char *value, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *text = gtk_label_new (label);

  g_return_if_fail (ARC_IS_CHOICE_POPOVER (self));

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 30);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  g_object_set_data_full (G_OBJECT (row), "arc-value", g_strdup (value), g_free);
  gtk_list_box_append (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_visible (self->empty_label, FALSE);
}

void
arc_choice_popover_set_value (ArcChoicePopover *self, const char *value, const char *label)
{
  g_return_if_fail (ARC_IS_CHOICE_POPOVER (self));

  g_free (self->value);
  g_free (self->label);
  self->value = g_strdup (value);
  self->label = g_strdup (label);
}

const char *
arc_choice_popover_get_value (ArcChoicePopover *self)
{
  g_return_val_if_fail (ARC_IS_CHOICE_POPOVER (self), NULL);

  return self->value;
}

const char *
arc_choice_popover_get_label (ArcChoicePopover *self)
{
  g_return_val_if_fail (ARC_IS_CHOICE_POPOVER (self), NULL);

  return self->label;
}
