/* Lays children out one after the other and begins a new line where the width ends, like words. */
#include "arc-wrap-layout.h"

struct _ArcWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing_px;
};

enum {
  PROP_0,
  PROP_SPACING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcWrapLayout, arc_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* One line: children from @first on. */
typedef struct {
  GtkWidget *first; /* NULL: no line left */
  GtkWidget *next;  /* first of the next line, or NULL */
  int width_px;     /* natural, with spacing */
  int height_px;
  int expanding; /* children that take more */
} Line;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
width_of (GtkWidget *child, int available_px)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, available_px));
}

static int
height_of (GtkWidget *child, int width_px)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width_px, NULL, &natural, NULL, NULL);
  return natural;
}

static Line
take_line (ArcWrapLayout *self, GtkWidget *first, int available_px)
{
  Line line = {next_shown (first), NULL, 0, 0, 0};
  GtkWidget *child = line.first;

  while (child != NULL) {
    int width = width_of (child, available_px);
    int wanted = line.width_px + (child == line.first ? 0 : self->spacing_px) + width;

    if (child != line.first && wanted > available_px)
      break;
    line.width_px = wanted;
    line.height_px = MAX (line.height_px, height_of (child, width));
    line.expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    child = next_shown (gtk_widget_get_next_sibling (child));
  }
  line.next = child;
  return line;
}

static GtkSizeRequestMode
arc_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (ArcWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));

  while (child != NULL) {
    int child_minimum = 0;
    int child_natural = 0;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += child_natural + (*natural > 0 ? self->spacing_px : 0);
    child = next_shown (gtk_widget_get_next_sibling (child));
  }
}

static void
arc_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  ArcWrapLayout *self = ARC_WRAP_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int height = 0;

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (self, widget, minimum, natural);
    return;
  }
  while ((child = next_shown (child)) != NULL) {
    Line line = take_line (self, child, for_size < 0 ? G_MAXINT : for_size);

    height += line.height_px + (height > 0 ? self->spacing_px : 0);
    child = line.next;
  }
  *minimum = height;
  *natural = height;
}

static void
allocate_line (ArcWrapLayout *self, GtkWidget *widget, const Line *line, int width_px, int y_px)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int extra = line->expanding > 0 ? MAX (0, width_px - line->width_px) / line->expanding : 0;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->next;
       child = next_shown (gtk_widget_get_next_sibling (child))) {
    int width = width_of (child, width_px);
    GtkAllocation area;

    if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
      width += extra;
    area = (GtkAllocation){mirrored ? width_px - x - width : x, y_px, width, line->height_px};
    gtk_widget_size_allocate (child, &area, -1);
    x += width + self->spacing_px;
  }
}

static void
arc_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  ArcWrapLayout *self = ARC_WRAP_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while ((child = next_shown (child)) != NULL) {
    Line line = take_line (self, child, width);

    allocate_line (self, widget, &line, width, y);
    y += line.height_px + self->spacing_px;
    child = line.next;
  }
}

static void
arc_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcWrapLayout *self = ARC_WRAP_LAYOUT (object);

  switch (id) {
  case PROP_SPACING:
    g_value_set_int (value, self->spacing_px);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcWrapLayout *self = ARC_WRAP_LAYOUT (object);

  switch (id) {
  case PROP_SPACING:
    self->spacing_px = g_value_get_int (value);
    gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_wrap_layout_class_init (ArcWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = arc_wrap_layout_get_property;
  object_class->set_property = arc_wrap_layout_set_property;
  layout_class->get_request_mode = arc_wrap_layout_get_request_mode;
  layout_class->measure = arc_wrap_layout_measure;
  layout_class->allocate = arc_wrap_layout_allocate;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
arc_wrap_layout_init (ArcWrapLayout *self)
{
  self->spacing_px = 6;
}

GtkLayoutManager *
arc_wrap_layout_new (int spacing_px)
{
  return g_object_new (ARC_TYPE_WRAP_LAYOUT, "spacing", spacing_px, NULL);
}
