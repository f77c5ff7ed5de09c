/* A chart as a widget. Arrow keys go through its values; the selected one is the widget's
 * accessible name, so that a screen reader says it, and is shown in the caption of its card. */
#include "arc-chart.h"

#include <glib/gi18n.h>

#include "arc-chart-draw.h"

struct _ArcChart {
  GtkWidget parent_instance;

  ArcChartData *data;
  int selected;
};

enum {
  PROP_0,
  PROP_SELECTED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcChart, arc_chart, GTK_TYPE_WIDGET)

static void
look_of (ArcChart *self, ArcChartLook *look)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  AdwStyleManager *manager = adw_style_manager_get_default ();

  *look = (ArcChartLook){.text = {0, 0, 0, 1}, .accent = {0.1, 0.4, 0.8, 1}, .back = {1, 1, 1, 1}};
  gtk_style_context_get_color (style, &look->text);
  gtk_style_context_lookup_color (style, "accent_color", &look->accent);
  gtk_style_context_lookup_color (style, "card_bg_color", &look->back);
  look->context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  look->rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  look->high_contrast = adw_style_manager_get_high_contrast (manager);
}

static void
update_accessible (ArcChart *self)
{
  g_autofree char *label = NULL;

  if (self->selected >= 0) {
    const ArcChartPoint *point = g_ptr_array_index (self->data->points, self->selected);

    /* Translators: name of a chart, then the value that is selected in it. */
    label = g_strdup_printf (_ ("%s: %s"), self->data->title, point->text);
  } else {
    /* Translators: name of a chart. */
    label = g_strdup_printf (_ ("%s: chart"), self->data->title);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Arrow keys go from value to value."), -1);
}

static void
move_by (ArcChart *self, int steps)
{
  int n = self->data->points->len;
  int from = self->selected >= 0 ? self->selected : n - 1;

  arc_chart_set_selected (self, CLAMP (from + steps, 0, n - 1));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, ArcChart *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean calendar = self->data->kind == ARC_CHART_CALENDAR;
  gboolean bars = self->data->kind == ARC_CHART_BARS;
  int along = (calendar ? 7 : 1) * (rtl ? -1 : 1);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->data->points->len == 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    if (bars)
      return GDK_EVENT_PROPAGATE;
    move_by (self, along);
    return GDK_EVENT_STOP;
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    if (bars)
      return GDK_EVENT_PROPAGATE;
    move_by (self, -along);
    return GDK_EVENT_STOP;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    if (!bars && !calendar)
      return GDK_EVENT_PROPAGATE;
    move_by (self, keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : -1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    arc_chart_set_selected (self, 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    arc_chart_set_selected (self, self->data->points->len - 1);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
pointer_moved_cb (ArcChart *self, double x, double y)
{
  ArcChartLook look;
  int hit;

  look_of (self, &look);
  hit = arc_chart_hit (self->data, &look, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)), x, y);
  if (hit >= 0)
    arc_chart_set_selected (self, hit);
}

static void
pointer_left_cb (ArcChart *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    arc_chart_set_selected (self, -1);
}

static void
clicked_cb (ArcChart *self, int n, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  pointer_moved_cb (self, x, y);
}

static void
focus_entered_cb (ArcChart *self)
{
  int last = (int) self->data->points->len - 1;

  if (self->selected < 0 && last >= 0)
    arc_chart_set_selected (self, self->data->kind == ARC_CHART_BARS ? 0 : last);
}

static void
focus_left_cb (ArcChart *self)
{
  arc_chart_set_selected (self, -1);
}

static GtkSizeRequestMode
arc_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
arc_chart_measure_widget (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  ArcChart *self = ARC_CHART (widget);
  ArcChartLook look;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 160;
    *natural = 480;
    return;
  }
  look_of (self, &look);
  *minimum = *natural = arc_chart_measure (self->data, &look, for_size > 0 ? for_size : 480);
}

static void
arc_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArcChart *self = ARC_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ArcChartLook look;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  look_of (self, &look);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  arc_chart_draw (cr, self->data, &look, width, height, self->selected);
  cairo_destroy (cr);
}

static void
arc_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_SELECTED:
    g_value_set_int (value, ARC_CHART (object)->selected);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_SELECTED:
    arc_chart_set_selected (ARC_CHART (object), g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_chart_finalize (GObject *object)
{
  g_clear_pointer (&ARC_CHART (object)->data, arc_chart_data_free);
  G_OBJECT_CLASS (arc_chart_parent_class)->finalize (object);
}

static void
arc_chart_class_init (ArcChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_chart_get_property;
  object_class->set_property = arc_chart_set_property;
  object_class->finalize = arc_chart_finalize;
  widget_class->get_request_mode = arc_chart_get_request_mode;
  widget_class->measure = arc_chart_measure_widget;
  widget_class->snapshot = arc_chart_snapshot;
  props[PROP_SELECTED] =
      g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "arc-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
arc_chart_init (ArcChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
arc_chart_new (ArcChartData *data)
{
  ArcChart *self = g_object_new (ARC_TYPE_CHART, NULL);

  self->data = data;
  update_accessible (self);
  return GTK_WIDGET (self);
}

const ArcChartData *
arc_chart_get_data (ArcChart *self)
{
  g_return_val_if_fail (ARC_IS_CHART (self), NULL);

  return self->data;
}

int
arc_chart_get_selected (ArcChart *self)
{
  g_return_val_if_fail (ARC_IS_CHART (self), -1);

  return self->selected;
}

void
arc_chart_set_selected (ArcChart *self, int selected)
{
  g_return_if_fail (ARC_IS_CHART (self));

  if (self->selected == selected || selected >= (int) self->data->points->len)
    return;
  self->selected = selected;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}
