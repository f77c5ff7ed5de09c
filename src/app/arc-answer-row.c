/* A question and its few answers, each one tap: buttons of which at most one is pressed. */
#include "arc-answer-row.h"

#include "arc-wrap-layout.h"

struct _ArcAnswerRow {
  AdwBin parent_instance;

  GtkLabel *question_label;
  GtkBox *answers_box;
  GPtrArray *buttons; /* of GtkToggleButton, owned by the box */
  gboolean quiet;     /* while the program presses buttons */
};

enum {
  PROP_0,
  PROP_QUESTION,
  N_PROPS,
};

enum {
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcAnswerRow, arc_answer_row, ADW_TYPE_BIN)

static guint
button_value (gpointer button)
{
  return GPOINTER_TO_UINT (g_object_get_data (button, "arc-value"));
}

/* Buttons that are toggled by hand rather than grouped: a group cannot go back to "none". */
static void
button_toggled_cb (GtkToggleButton *button, ArcAnswerRow *self)
{
  guint value = button_value (button);

  if (self->quiet)
    return;
  arc_answer_row_set_value (self, value);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, value);
}

static void
arc_answer_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcAnswerRow *self = ARC_ANSWER_ROW (object);

  switch (id) {
  case PROP_QUESTION:
    g_value_set_string (value, gtk_label_get_label (self->question_label));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_answer_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcAnswerRow *self = ARC_ANSWER_ROW (object);

  switch (id) {
  case PROP_QUESTION:
    gtk_label_set_label (self->question_label, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_answer_row_dispose (GObject *object)
{
  ArcAnswerRow *self = ARC_ANSWER_ROW (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (arc_answer_row_parent_class)->dispose (object);
}

static void
arc_answer_row_class_init (ArcAnswerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_answer_row_get_property;
  object_class->set_property = arc_answer_row_set_property;
  object_class->dispose = arc_answer_row_dispose;

  props[PROP_QUESTION] =
      g_param_spec_string ("question", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-answer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerRow, question_label);
  gtk_widget_class_bind_template_child (widget_class, ArcAnswerRow, answers_box);
}

static void
arc_answer_row_init (ArcAnswerRow *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->answers_box), arc_wrap_layout_new (6));
}

void
arc_answer_row_add (ArcAnswerRow *self, guint value, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_return_if_fail (ARC_IS_ANSWER_ROW (self));
  g_return_if_fail (value > 0);

  g_object_set_data (G_OBJECT (button), "arc-value", GUINT_TO_POINTER (value));
  g_signal_connect (button, "toggled", G_CALLBACK (button_toggled_cb), self);
  gtk_box_append (self->answers_box, button);
  g_ptr_array_add (self->buttons, button);
}

guint
arc_answer_row_get_value (ArcAnswerRow *self)
{
  g_return_val_if_fail (ARC_IS_ANSWER_ROW (self), 0);

  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

    if (gtk_toggle_button_get_active (button))
      return button_value (button);
  }
  return 0;
}

void
arc_answer_row_set_value (ArcAnswerRow *self, guint value)
{
  g_return_if_fail (ARC_IS_ANSWER_ROW (self));

  self->quiet = TRUE;
  for (guint i = 0; i < self->buttons->len; i++) {
    GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

    gtk_toggle_button_set_active (button, button_value (button) == value);
  }
  self->quiet = FALSE;
}
