/* "1 Action — 2 Reflection — 3 Change": shows the step of the composer and leads to the others. */
#include "arc-step-bar.h"

#include <glib/gi18n.h>

struct _ArcStepBar {
  AdwBin parent_instance;

  GtkWidget *steps_box;
  GtkToggleButton *buttons[ARC_N_SECTIONS];
  GtkWidget *names[ARC_N_SECTIONS];
  GtkWidget *rules[ARC_N_SECTIONS]; /* before the step; NULL for the first */
  ArcSection step;
  gboolean compact;
  gboolean quiet; /* while the program presses buttons */
};

enum {
  PROP_0,
  PROP_COMPACT,
  N_PROPS,
};

enum {
  SIGNAL_STEP_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcStepBar, arc_step_bar, ADW_TYPE_BIN)

static void
update_buttons (ArcStepBar *self)
{
  self->quiet = TRUE;
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    gboolean current = i == self->step;

    gtk_toggle_button_set_active (self->buttons[i], current);
    gtk_widget_set_visible (self->names[i], current || !self->compact);
    gtk_label_set_ellipsize (GTK_LABEL (self->names[i]),
                             self->compact ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    if (self->rules[i] != NULL)
      gtk_widget_set_visible (self->rules[i], !self->compact);
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_STATE_SELECTED,
                                 current, -1);
  }
  self->quiet = FALSE;
}

static void
button_toggled (GtkToggleButton *button, ArcStepBar *self)
{
  ArcSection chosen = ARC_SECTION_ACTION;

  if (self->quiet)
    return;
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (self->buttons[i] == button)
      chosen = (ArcSection) i;
  arc_step_bar_set_step (self, chosen);
  g_signal_emit (self, signals[SIGNAL_STEP_CHOSEN], 0, chosen);
}

static void
add_rule (ArcStepBar *self, ArcSection step)
{
  self->rules[step] =
      g_object_new (GTK_TYPE_SEPARATOR, "valign", GTK_ALIGN_CENTER, "width-request", 12, NULL);
  gtk_box_append (GTK_BOX (self->steps_box), self->rules[step]);
}

static void
add_step (ArcStepBar *self, ArcSection step)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digit = g_strdup_printf ("%d", (int) step + 1);
  /* Translators: a step of the composer, for screen readers: “Step 2 of 3: Reflection” */
  g_autofree char *name = g_strdup_printf (_ ("Step %1$d of %2$d: %3$s"), (int) step + 1,
                                           ARC_N_SECTIONS, arc_section_to_label (step));
  /* Translators: the tooltip of a step, with its keys: “Reflection (Alt+2)” */
  g_autofree char *tooltip =
      g_strdup_printf (_ ("%1$s (Alt+%2$d)"), arc_section_to_label (step), (int) step + 1);

  self->names[step] = gtk_label_new (arc_section_to_label (step));
  gtk_box_append (GTK_BOX (box), gtk_label_new (digit));
  gtk_box_append (GTK_BOX (box), self->names[step]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "arc-step");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (button_toggled), self);
  gtk_box_append (GTK_BOX (self->steps_box), button);
  self->buttons[step] = GTK_TOGGLE_BUTTON (button);
}

static void
arc_step_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcStepBar *self = ARC_STEP_BAR (object);

  switch (id) {
  case PROP_COMPACT:
    g_value_set_boolean (value, self->compact);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_step_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcStepBar *self = ARC_STEP_BAR (object);

  switch (id) {
  case PROP_COMPACT:
    self->compact = g_value_get_boolean (value);
    if (self->compact)
      gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
    update_buttons (self);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_step_bar_class_init (ArcStepBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_step_bar_get_property;
  object_class->set_property = arc_step_bar_set_property;

  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_STEP_CHOSEN] =
      g_signal_new ("step-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
arc_step_bar_init (ArcStepBar *self)
{
  self->steps_box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB_LIST,
                                  "spacing", 3, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Steps"), -1);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (i > 0)
      add_rule (self, (ArcSection) i);
    add_step (self, (ArcSection) i);
  }
  adw_bin_set_child (ADW_BIN (self), self->steps_box);
  update_buttons (self);
}

GtkWidget *
arc_step_bar_new (void)
{
  return g_object_new (ARC_TYPE_STEP_BAR, NULL);
}

ArcSection
arc_step_bar_get_step (ArcStepBar *self)
{
  g_return_val_if_fail (ARC_IS_STEP_BAR (self), ARC_SECTION_ACTION);

  return self->step;
}

void
arc_step_bar_set_step (ArcStepBar *self, ArcSection step)
{
  g_return_if_fail (ARC_IS_STEP_BAR (self));
  g_return_if_fail (step < ARC_N_SECTIONS);

  self->step = step;
  update_buttons (self);
}
