/* Charts as files: SVG, and PNG at twice the size. */
#include "arc-chart-draw.h"

#include <cairo-svg.h>
#include <pango/pangocairo.h>

#define MARGIN 24
#define PNG_SCALE 2

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_on (cairo_surface_t *surface, const ArcChartData *data, const ArcChartLook *look, int width,
         int height, int scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  gdk_cairo_set_source_rgba (cr, &look->back);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  arc_chart_draw (cr, data, look, width, height, -1);
  cairo_destroy (cr);
}

GBytes *
arc_chart_export (const ArcChartData *data, ArcChartFile kind, gboolean rtl, int width)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");
  ArcChartLook look = {.back = {1, 1, 1, 1}, .context = context, .rtl = rtl, .with_title = TRUE};
  int inner = width - 2 * MARGIN, height, whole;
  cairo_surface_t *surface;

  gdk_rgba_parse (&look.text, "#1e1e1e");
  gdk_rgba_parse (&look.accent, "#1c71d8");
  pango_context_set_font_description (context, font);
  pango_context_set_base_dir (context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_font_description_free (font);
  height = arc_chart_measure (data, &look, inner);
  whole = height + 2 * MARGIN;
  if (kind == ARC_CHART_SVG) {
    surface = cairo_svg_surface_create_for_stream (append, bytes, width, whole);
    draw_on (surface, data, &look, inner, height, 1);
    cairo_surface_finish (surface);
  } else {
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * PNG_SCALE, whole * PNG_SCALE);
    draw_on (surface, data, &look, inner, height, PNG_SCALE);
    cairo_surface_write_to_png_stream (surface, append, bytes);
  }
  cairo_surface_destroy (surface);
  g_object_unref (context);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
