/* A text view that is as high as its text: for a row that grows while one writes in it.
 *
 * GtkTextView is made for scrolling: the height it asks for is the one of what it happens to have
 * laid out at the width it had before. */
#include "arc-line-view.h"

struct _ArcLineView {
  GtkTextView parent_instance;

  char *preedit; /* what the input method shows at the cursor */
};

G_DEFINE_FINAL_TYPE (ArcLineView, arc_line_view, GTK_TYPE_TEXT_VIEW)

static char *
dup_shown_text (ArcLineView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter at;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_buffer_get_text (buffer, &start, &at, TRUE);
  after = gtk_text_buffer_get_text (buffer, &at, &end, TRUE);
  return g_strconcat (before, self->preedit != NULL ? self->preedit : "", after, NULL);
}

static int
height_at (ArcLineView *self, int width_px)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int margins = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
  g_autofree char *text = dup_shown_text (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int height = 0;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, gtk_text_view_get_pixels_inside_wrap (view) * PANGO_SCALE);
  if (width_px >= 0)
    pango_layout_set_width (layout, MAX (0, width_px - margins) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static GtkSizeRequestMode
arc_line_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
arc_line_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = height_at (ARC_LINE_VIEW (widget), for_size);
    *natural = *minimum;
    return;
  }
  GTK_WIDGET_CLASS (arc_line_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
}

static void
preedit_changed (ArcLineView *self, const char *preedit)
{
  g_free (self->preedit);
  self->preedit = g_strdup (preedit);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
arc_line_view_finalize (GObject *object)
{
  g_free (ARC_LINE_VIEW (object)->preedit);
  G_OBJECT_CLASS (arc_line_view_parent_class)->finalize (object);
}

static void
arc_line_view_class_init (ArcLineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_line_view_finalize;
  widget_class->get_request_mode = arc_line_view_get_request_mode;
  widget_class->measure = arc_line_view_measure;
}

static void
arc_line_view_init (ArcLineView *self)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);

  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
  g_object_unref (buffer);
}

GtkWidget *
arc_line_view_new (void)
{
  return g_object_new (ARC_TYPE_LINE_VIEW, NULL);
}
