/* Draws charts with Cairo, for the screen and for files alike. */
#pragma once

#include <gdk/gdk.h>

#include "arc-chart-data.h"

G_BEGIN_DECLS

/**
 * ArcChartLook:
 * @text: colour of words; @accent: of what is shown; @back: behind it
 * @context: gives font and direction of text
 * @rtl: time and bars run from right to left
 * @high_contrast: nothing is faint
 * @with_title: the title stands above, for files
 */
typedef struct {
  GdkRGBA text;
  GdkRGBA accent;
  GdkRGBA back;
  PangoContext *context;
  gboolean rtl;
  gboolean high_contrast;
  gboolean with_title;
} ArcChartLook;

/* The height it needs at @width, in pixels. */
int arc_chart_measure (const ArcChartData *data, const ArcChartLook *look, int width);
/* @selected: the point that is marked, or -1. */
void arc_chart_draw (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, int width,
                     int height, int selected);
/* The point at (@x, @y), or -1. */
int arc_chart_hit (const ArcChartData *data, const ArcChartLook *look, int width, int height,
                   double x, double y);

typedef enum {
  ARC_CHART_SVG,
  ARC_CHART_PNG,
} ArcChartFile;

/**
 * arc_chart_export:
 * @width: in pixels; a PNG has twice as many
 *
 * Returns: (transfer full): the contents of a file, dark on light whatever the screen shows
 */
GBytes *arc_chart_export (const ArcChartData *data, ArcChartFile kind, gboolean rtl, int width);

G_END_DECLS
