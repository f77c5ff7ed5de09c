/* One filter: a button that opens its choices; while it filters it says by what, and has an ×. */
#include "arc-filter-chip.h"

#include <glib/gi18n.h>

struct _ArcFilterChip {
  AdwBin parent_instance;

  GtkWidget *box;
  GtkMenuButton *menu_button;
  GtkLabel *label;
  GtkWidget *clear_button;

  char *name;
};

enum {
  OPENED,
  CLEARED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcFilterChip, arc_filter_chip, ADW_TYPE_BIN)

static void
clear_clicked (ArcFilterChip *self)
{
  /* The button goes away under the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
popover_shown (ArcFilterChip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
arc_filter_chip_finalize (GObject *object)
{
  g_free (ARC_FILTER_CHIP (object)->name);

  G_OBJECT_CLASS (arc_filter_chip_parent_class)->finalize (object);
}

static void
arc_filter_chip_class_init (ArcFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_filter_chip_finalize;

  signals[OPENED] = g_signal_new ("opened", ARC_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[CLEARED] = g_signal_new ("cleared", ARC_TYPE_FILTER_CHIP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcFilterChip, box);
  gtk_widget_class_bind_template_child (widget_class, ArcFilterChip, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ArcFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, ArcFilterChip, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
}

static void
arc_filter_chip_init (ArcFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_filter_chip_new (const char *name)
{
  ArcFilterChip *self = g_object_new (ARC_TYPE_FILTER_CHIP, NULL);
  /* Translators: %s is the name of a filter: “Outcome” */
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove the filter “%s”"), name);

  self->name = g_strdup (name);
  gtk_widget_set_tooltip_text (self->clear_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  arc_filter_chip_set_value (self, NULL);

  return GTK_WIDGET (self);
}

void
arc_filter_chip_set_popover (ArcFilterChip *self, GtkWidget *popover)
{
  g_return_if_fail (ARC_IS_FILTER_CHIP (self));

  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->menu_button, popover);
}

void
arc_filter_chip_set_value (ArcFilterChip *self, const char *value)
{
  g_autofree char *label = NULL;

  g_return_if_fail (ARC_IS_FILTER_CHIP (self));

  /* Translators: a filter and what it filters by, for a screen reader: “Outcome: partly” */
  label = value != NULL ? g_strdup_printf (_ ("%s: %s"), self->name, value)
                        : g_strdup_printf (_ ("Filter by %s"), self->name);
  gtk_label_set_text (self->label, value != NULL ? value : self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  /* The value may be cut. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), value);
  gtk_widget_set_visible (self->clear_button, value != NULL);
  if (value != NULL)
    gtk_widget_add_css_class (self->box, "active");
  else
    gtk_widget_remove_css_class (self->box, "active");
}

void
arc_filter_chip_popdown (ArcFilterChip *self)
{
  g_return_if_fail (ARC_IS_FILTER_CHIP (self));

  gtk_menu_button_popdown (self->menu_button);
}
