/* "It worked · Partly · Not yet": what came of it, in one tap. */
#include "arc-outcome-bar.h"

#define N_BUTTONS (ARC_N_OUTCOMES - 1)

struct _ArcOutcomeBar {
  AdwBin parent_instance;

  GtkToggleButton *achieved_button;
  GtkToggleButton *partly_button;
  GtkToggleButton *missed_button;
  GtkToggleButton *buttons[N_BUTTONS]; /* by outcome, less one */
  gboolean quiet;                      /* while the program presses buttons */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcOutcomeBar, arc_outcome_bar, ADW_TYPE_BIN)

static ArcOutcome
outcome_of (ArcOutcomeBar *self, GtkToggleButton *button)
{
  for (guint i = 0; i < N_BUTTONS; i++)
    if (self->buttons[i] == button)
      return (ArcOutcome) (i + 1);
  return ARC_OUTCOME_NOT_SAID;
}

/* The buttons are no GtkToggleButton group: a group cannot go back to "not said". */
static void
button_toggled_cb (GtkToggleButton *button, ArcOutcomeBar *self)
{
  gboolean active = gtk_toggle_button_get_active (button);

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
      active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (self->quiet)
    return;
  arc_outcome_bar_set_outcome (self, active ? outcome_of (self, button) : ARC_OUTCOME_NOT_SAID);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkToggleButton *
focused_button (ArcOutcomeBar *self)
{
  for (guint i = 0; i < N_BUTTONS; i++)
    if (gtk_widget_is_focus (GTK_WIDGET (self->buttons[i])))
      return self->buttons[i];
  return NULL;
}

static gboolean
move_choice (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ArcOutcomeBar *self = ARC_OUTCOME_BAR (widget);
  GtkToggleButton *button = focused_button (self);
  int by = 0;
  gboolean along = FALSE;
  int next;

  if (button == NULL)
    return GDK_EVENT_PROPAGATE;
  g_variant_get (args, "(ib)", &by, &along);
  /* "Right" leads back where reading runs from right to left. */
  if (along && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    by = -by;
  next = (int) outcome_of (self, button) - 1 + by;
  next = (next + N_BUTTONS) % N_BUTTONS;
  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[next]));
  gtk_toggle_button_set_active (self->buttons[next], TRUE);
  return GDK_EVENT_STOP;
}

static void
bind_arrows (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    guint keypad_key;
    int by;
    gboolean along; /* in reading direction */
  } arrows[] = {
      {GDK_KEY_Left, GDK_KEY_KP_Left, -1, TRUE},
      {GDK_KEY_Right, GDK_KEY_KP_Right, 1, TRUE},
      {GDK_KEY_Up, GDK_KEY_KP_Up, -1, FALSE},
      {GDK_KEY_Down, GDK_KEY_KP_Down, 1, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++) {
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, move_choice, "(ib)", arrows[i].by,
                                  arrows[i].along);
    gtk_widget_class_add_binding (widget_class, arrows[i].keypad_key, 0, move_choice, "(ib)",
                                  arrows[i].by, arrows[i].along);
  }
}

/* Tab enters the group at the chosen button; the arrows do the rest. */
static gboolean
arc_outcome_bar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ArcOutcomeBar *self = ARC_OUTCOME_BAR (widget);
  ArcOutcome outcome = arc_outcome_bar_get_outcome (self);
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!by_tab)
    return GTK_WIDGET_CLASS (arc_outcome_bar_parent_class)->focus (widget, direction);
  if (focused_button (self) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (
      GTK_WIDGET (self->buttons[outcome == ARC_OUTCOME_NOT_SAID ? 0 : outcome - 1]));
}

static void
arc_outcome_bar_class_init (ArcOutcomeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = arc_outcome_bar_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-outcome-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcOutcomeBar, achieved_button);
  gtk_widget_class_bind_template_child (widget_class, ArcOutcomeBar, partly_button);
  gtk_widget_class_bind_template_child (widget_class, ArcOutcomeBar, missed_button);
  gtk_widget_class_bind_template_callback (widget_class, button_toggled_cb);
  bind_arrows (widget_class);
}

static void
arc_outcome_bar_init (ArcOutcomeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buttons[ARC_OUTCOME_ACHIEVED - 1] = self->achieved_button;
  self->buttons[ARC_OUTCOME_PARTLY - 1] = self->partly_button;
  self->buttons[ARC_OUTCOME_MISSED - 1] = self->missed_button;
  for (guint i = 0; i < N_BUTTONS; i++)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_STATE_CHECKED,
                                 GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

GtkWidget *
arc_outcome_bar_new (void)
{
  return g_object_new (ARC_TYPE_OUTCOME_BAR, NULL);
}

ArcOutcome
arc_outcome_bar_get_outcome (ArcOutcomeBar *self)
{
  g_return_val_if_fail (ARC_IS_OUTCOME_BAR (self), ARC_OUTCOME_NOT_SAID);

  for (guint i = 0; i < N_BUTTONS; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return (ArcOutcome) (i + 1);
  return ARC_OUTCOME_NOT_SAID;
}

void
arc_outcome_bar_set_outcome (ArcOutcomeBar *self, ArcOutcome outcome)
{
  g_return_if_fail (ARC_IS_OUTCOME_BAR (self));
  g_return_if_fail (outcome < ARC_N_OUTCOMES);

  self->quiet = TRUE;
  for (guint i = 0; i < N_BUTTONS; i++)
    gtk_toggle_button_set_active (self->buttons[i], outcome == (ArcOutcome) (i + 1));
  self->quiet = FALSE;
}
