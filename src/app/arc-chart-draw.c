/* Draws charts. Series differ by pattern, not by colour alone: full, striped, outlined, pale. */
#include "arc-chart-draw.h"

#include <math.h>
#include <pango/pangocairo.h>

#define PLOT_HEIGHT 180
#define GAP 6.0
#define BAR_HEIGHT 14.0
#define SWATCH 12.0
#define CELL_MAX 13.0
#define N_LINES 4 /* of the grid, above 0 */

/* Where things stand. Measured along the direction of reading: mirror() turns it to pixels. */
typedef struct {
  double width;
  double top;    /* of the plot, below title and legend */
  double bottom; /* of the plot, above the ticks */
  double start;  /* of the plot, after the axis labels */
  double end;
  double line; /* height of a line of text */
  double cell; /* of the calendar */
} Plot;

/* ---- text ---- */

static PangoLayout *
make_text (const ArcChartLook *look, const char *text, gboolean title)
{
  PangoLayout *layout = pango_layout_new (look->context);
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (look->context));
  double size = pango_font_description_get_size (font) * (title ? 1.1 : 0.85);

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, size);
  if (title)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
text_size (const ArcChartLook *look, const char *text, double *width, double *height)
{
  g_autoptr (PangoLayout) layout = make_text (look, text, FALSE);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  *width = w;
  *height = h;
}

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

/* What is faint elsewhere is not where contrast is asked for. */
static double
faint (const ArcChartLook *look, double alpha)
{
  return look->high_contrast ? MIN (1, alpha * 2.5) : alpha;
}

static double
mirror (const ArcChartLook *look, const Plot *plot, double x, double width)
{
  return look->rtl ? plot->width - x - width : x;
}

/* @x is where the text begins in reading direction; @align: 0 begins, 0.5 centred, 1 ends there. */
static double
draw_text (cairo_t *cr, const ArcChartLook *look, const Plot *plot, const char *text, double x,
           double y, double align, double max_width, double alpha)
{
  g_autoptr (PangoLayout) layout = make_text (look, text, FALSE);
  int width, height;

  if (max_width > 0) {
    pango_layout_get_pixel_size (layout, &width, &height);
    if (width > max_width) {
      pango_layout_set_width (layout, max_width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  }
  pango_layout_get_pixel_size (layout, &width, &height);
  set_color (cr, &look->text, alpha);
  cairo_move_to (cr, mirror (look, plot, x - width * align, width), y);
  pango_cairo_show_layout (cr, layout);
  return width;
}

/* ---- shapes ---- */

static void
stripe (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.6);
  for (double at = -height; at < width; at += 5) {
    cairo_move_to (cr, x + at, y + height);
    cairo_line_to (cr, x + at + height, y);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* One part of a stack, by the pattern of its series. */
static void
draw_part (cairo_t *cr, const ArcChartLook *look, guint series, double x, double y, double width,
           double height)
{
  if (width <= 0 || height <= 0)
    return;
  if (series == 0) {
    set_color (cr, &look->accent, 1);
    cairo_rectangle (cr, x, y, width, height);
    cairo_fill (cr);
    return;
  }
  if (series == 3) {
    set_color (cr, &look->text, faint (look, 0.15));
    cairo_rectangle (cr, x, y, width, height);
    cairo_fill (cr);
    return;
  }
  set_color (cr, &look->accent, 1);
  if (series == 1)
    stripe (cr, x, y, width, height);
  if (width < 1.5 || height < 1.5) {
    cairo_rectangle (cr, x, y, width, height);
    cairo_fill (cr);
    return;
  }
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, y + 0.5, width - 1, height - 1);
  cairo_stroke (cr);
}

static double
level_alpha (double value)
{
  static const double alphas[] = {0, 0.45, 0.7, 1};

  return alphas[(int) CLAMP (value, 0, 3)];
}

static void
draw_cell (cairo_t *cr, const ArcChartLook *look, double value, double x, double y, double size)
{
  cairo_rectangle (cr, x, y, size, size);
  if (value > 0)
    set_color (cr, &look->accent, level_alpha (value));
  else
    set_color (cr, &look->text, faint (look, 0.09));
  cairo_fill (cr);
}

/* ---- legend ---- */

static void
draw_swatch (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, guint series,
             double x, double y)
{
  switch (data->kind) {
  case ARC_CHART_CURVE:
    if (series == 1) {
      set_color (cr, &look->accent, faint (look, 0.22));
      cairo_rectangle (cr, x, y, SWATCH, SWATCH);
      cairo_fill (cr);
      return;
    }
    set_color (cr, &look->accent, 1);
    cairo_rectangle (cr, x, y + SWATCH / 2 - 1, SWATCH, 2);
    cairo_fill (cr);
    return;
  case ARC_CHART_CALENDAR:
    draw_cell (cr, look, series, x, y, SWATCH);
    return;
  case ARC_CHART_COLUMNS:
  case ARC_CHART_BARS:
  default:
    draw_part (cr, look, series, x, y, SWATCH, SWATCH);
  }
}

/* Draws it, or only measures where @cr is NULL. Returns the y below it. */
static double
lay_legend (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot,
            double y)
{
  double x = 0;

  if (data->series->len < 2)
    return y;
  for (guint i = 0; i < data->series->len; i++) {
    const char *name = g_ptr_array_index (data->series, i);
    double width, height;

    text_size (look, name, &width, &height);
    if (x > 0 && x + SWATCH + GAP + width > plot->width) {
      x = 0;
      y += plot->line + 2;
    }
    if (cr != NULL) {
      draw_swatch (cr, data, look, i, mirror (look, plot, x, SWATCH),
                   y + (plot->line - SWATCH) / 2);
      draw_text (cr, look, plot, name, x + SWATCH + GAP, y, 0, plot->width - x - SWATCH - GAP, 1);
    }
    x += SWATCH + GAP + width + 3 * GAP;
  }
  return y + plot->line + 2 * GAP;
}

static double
lay_title (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (!look->with_title)
    return 0;
  layout = make_text (look, data->title, TRUE);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (cr != NULL) {
    set_color (cr, &look->text, 1);
    cairo_move_to (cr, mirror (look, plot, 0, width), 0);
    pango_cairo_show_layout (cr, layout);
  }
  return height + 2 * GAP;
}

/* ---- the plot ---- */

/* A round number that @most lies below, in N_LINES round steps. */
static double
round_up (double most)
{
  double step = MAX (most, 1) / N_LINES;
  double scale = pow (10, floor (log10 (step)));
  static const double nice[] = {1, 2, 2.5, 3, 4, 5, 10};

  if (most <= N_LINES)
    return N_LINES;
  for (gsize i = 0; i < G_N_ELEMENTS (nice); i++)
    if (nice[i] * scale >= step - 1e-9 && (scale >= 10 || nice[i] != 2.5))
      return nice[i] * scale * N_LINES;
  return 10 * scale * N_LINES;
}

static char *
axis_label (const ArcChartData *data, double top, int line)
{
  double value = top * line / N_LINES;

  return data->kind == ARC_CHART_CURVE ? arc_chart_percent (value)
                                       : g_strdup_printf ("%.0f", value);
}

static double
axis_top (const ArcChartData *data)
{
  return data->kind == ARC_CHART_CURVE ? 1 : round_up (arc_chart_data_get_most (data));
}

static double
axis_width (const ArcChartData *data, const ArcChartLook *look)
{
  double top = axis_top (data), widest = 0;

  for (int line = 0; line <= N_LINES; line++) {
    g_autofree char *label = axis_label (data, top, line);
    double width, height;

    text_size (look, label, &width, &height);
    widest = MAX (widest, width);
  }
  return widest + GAP;
}

static Plot
lay_out (const ArcChartData *data, const ArcChartLook *look, double width, double height)
{
  Plot plot = {.width = width, .end = width};
  double unused;

  text_size (look, "Ag", &unused, &plot.line);
  plot.top = lay_legend (NULL, data, look, &plot, lay_title (NULL, data, look, &plot));
  plot.bottom = height;
  if (data->kind == ARC_CHART_CURVE || data->kind == ARC_CHART_COLUMNS) {
    plot.start = axis_width (data, look);
    plot.top += plot.line / 2;
    plot.bottom = height - plot.line - GAP;
  } else if (data->kind == ARC_CHART_CALENDAR) {
    guint weeks = (data->points->len + 6) / 7;

    plot.cell = MIN (width / MAX (weeks, 1), CELL_MAX);
    plot.top += plot.line + 2;
  }
  return plot;
}

int
arc_chart_measure (const ArcChartData *data, const ArcChartLook *look, int width)
{
  Plot plot = lay_out (data, look, width, 0);

  switch (data->kind) {
  case ARC_CHART_BARS:
    return ceil (plot.top + data->points->len * (plot.line + BAR_HEIGHT + 2 * GAP));
  case ARC_CHART_CALENDAR:
    return ceil (plot.top + 7 * plot.cell);
  case ARC_CHART_CURVE:
  case ARC_CHART_COLUMNS:
  default:
    return ceil (plot.top + PLOT_HEIGHT + plot.line + GAP);
  }
}

/* The box of a point, in reading direction; the whole height of the plot for curves and columns. */
static void
point_box (const ArcChartData *data, const Plot *plot, guint i, double *x, double *y, double *width,
           double *height)
{
  double step;

  switch (data->kind) {
  case ARC_CHART_BARS:
    step = plot->line + BAR_HEIGHT + 2 * GAP;
    *x = 0;
    *width = plot->width;
    *y = plot->top + i * step;
    *height = step - GAP;
    return;
  case ARC_CHART_CALENDAR:
    *x = i / 7 * plot->cell;
    *y = plot->top + i % 7 * plot->cell;
    *width = *height = plot->cell;
    return;
  case ARC_CHART_CURVE:
  case ARC_CHART_COLUMNS:
  default:
    step = (plot->end - plot->start) / data->points->len;
    *x = plot->start + i * step;
    *width = step;
    *y = plot->top;
    *height = plot->bottom - plot->top;
  }
}

int
arc_chart_hit (const ArcChartData *data, const ArcChartLook *look, int width, int height, double x,
               double y)
{
  Plot plot = lay_out (data, look, width, height);

  for (guint i = 0; i < data->points->len; i++) {
    double left, top, w, h;

    point_box (data, &plot, i, &left, &top, &w, &h);
    left = mirror (look, &plot, left, w);
    if (x >= left && x < left + w && y >= top && y < top + h)
      return i;
  }
  return -1;
}

static void
draw_grid (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double top = axis_top (data);

  for (int line = 0; line <= N_LINES; line++) {
    g_autofree char *label = axis_label (data, top, line);
    double y = plot->bottom - (plot->bottom - plot->top) * line / N_LINES;

    set_color (cr, &look->text, faint (look, line == 0 ? 0.4 : 0.12));
    cairo_rectangle (cr, mirror (look, plot, plot->start, plot->end - plot->start), round (y),
                     plot->end - plot->start, 1);
    cairo_fill (cr);
    draw_text (cr, look, plot, label, plot->start - GAP, y - plot->line / 2, 1, 0, 0.75);
  }
}

/* Every how many points there is room for a tick. */
static guint
tick_stride (const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double widest = 0;
  double step = (plot->end - plot->start) / data->points->len;

  if (data->kind == ARC_CHART_CALENDAR)
    return 1;
  for (guint i = 0; i < data->points->len; i++) {
    double width, height;

    text_size (look, ((ArcChartPoint *) data->points->pdata[i])->tick, &width, &height);
    widest = MAX (widest, width);
  }
  return MAX (ceil ((widest + 2 * GAP) / step), 1);
}

/* Ticks stand at equal distances, the last point's among them; those of a calendar, or of some
 * points only, where the one before leaves room. */
static void
draw_ticks (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  guint stride = tick_stride (data, look, plot);
  gboolean calendar = data->kind == ARC_CHART_CALENDAR;
  double free_from = 0;

  for (guint i = (data->points->len - 1) % stride; i < data->points->len; i += stride) {
    const ArcChartPoint *point = g_ptr_array_index (data->points, i);
    double x, y, width, height, text_width, text_height;

    if (*point->tick == '\0')
      continue;
    point_box (data, plot, i, &x, &y, &width, &height);
    text_size (look, point->tick, &text_width, &text_height);
    x = calendar ? x : x + width / 2 - text_width / 2;
    x = CLAMP (x, 0, MAX (plot->width - text_width, 0));
    if (x < free_from)
      continue;
    draw_text (cr, look, plot, point->tick, x,
               calendar ? plot->top - plot->line - 2 : plot->bottom + GAP, 0, 0, 0.75);
    free_from = x + text_width + GAP;
  }
}

static void
draw_stacks (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double scale = (plot->bottom - plot->top) / axis_top (data);

  for (guint i = 0; i < data->points->len; i++) {
    const ArcChartPoint *point = g_ptr_array_index (data->points, i);
    double x, y, width, height, bar, at = plot->bottom;

    point_box (data, plot, i, &x, &y, &width, &height);
    bar = MIN (MAX (width * 0.7, 2), 40);
    x = mirror (look, plot, x + (width - bar) / 2, bar);
    for (guint series = 0; series < data->series->len; series++) {
      double part = point->values[series] * scale;

      at -= part;
      draw_part (cr, look, series, x, at, bar, part);
    }
  }
  if (data->target > 0) {
    double dashes[] = {4, 3};

    set_color (cr, &look->text, 0.7);
    cairo_set_line_width (cr, 1.5);
    cairo_set_dash (cr, dashes, 2, 0);
    cairo_move_to (cr, mirror (look, plot, plot->start, 0), plot->bottom - data->target * scale);
    cairo_line_to (cr, mirror (look, plot, plot->end, 0), plot->bottom - data->target * scale);
    cairo_stroke (cr);
    cairo_set_dash (cr, NULL, 0, 0);
  }
}

static void
curve_point (const ArcChartData *data, const ArcChartLook *look, const Plot *plot, guint i,
             int value, double *x, double *y)
{
  const ArcChartPoint *point = g_ptr_array_index (data->points, i);
  double width, height;

  point_box (data, plot, i, x, y, &width, &height);
  *x = mirror (look, plot, *x + width / 2, 0);
  *y = plot->bottom - point->values[value] * (plot->bottom - plot->top);
}

static void
draw_curve (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double x, y;

  cairo_new_path (cr); /* text leaves a point behind */
  for (guint i = 0; i < data->points->len; i++) {
    curve_point (data, look, plot, i, 1, &x, &y);
    cairo_line_to (cr, x, y);
  }
  for (guint i = data->points->len; i-- > 0;) {
    curve_point (data, look, plot, i, 2, &x, &y);
    cairo_line_to (cr, x, y);
  }
  cairo_close_path (cr);
  set_color (cr, &look->accent, faint (look, 0.22));
  /* One point alone has a band without width. */
  cairo_set_line_width (cr, 10);
  if (data->points->len == 1)
    cairo_stroke_preserve (cr);
  cairo_fill (cr);
  set_color (cr, &look->accent, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < data->points->len; i++) {
    curve_point (data, look, plot, i, 0, &x, &y);
    cairo_line_to (cr, x, y);
  }
  cairo_stroke (cr);
  for (guint i = 0; i < data->points->len; i++) {
    curve_point (data, look, plot, i, 0, &x, &y);
    cairo_arc (cr, x, y, 3, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

static void
draw_bars (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double most = MAX (arc_chart_data_get_most (data), 1);

  for (guint i = 0; i < data->points->len; i++) {
    const ArcChartPoint *point = g_ptr_array_index (data->points, i);
    g_autofree char *sum = g_strdup_printf ("%.0f", arc_chart_data_sum (data, i));
    double x, y, width, height, used, at = 0;

    point_box (data, plot, i, &x, &y, &width, &height);
    used = draw_text (cr, look, plot, sum, width, y, 1, 0, 0.75);
    draw_text (cr, look, plot, point->label, x, y, 0, width - used - 2 * GAP, 1);
    for (guint series = 0; series < data->series->len; series++) {
      double part = point->values[series] / most * width;

      draw_part (cr, look, series, mirror (look, plot, at, part), y + plot->line + 2, part,
                 BAR_HEIGHT);
      at += part;
    }
  }
}

static void
draw_calendar (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot)
{
  double gap = plot->cell > 8 ? 2 : 1;

  for (guint i = 0; i < data->points->len; i++) {
    const ArcChartPoint *point = g_ptr_array_index (data->points, i);
    double x, y, width, height;

    if (point->values[0] < 0) /* a day to come */
      continue;
    point_box (data, plot, i, &x, &y, &width, &height);
    draw_cell (cr, look, point->values[0], mirror (look, plot, x, width - gap), y, width - gap);
  }
}

static void
draw_selection (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, const Plot *plot,
                guint i)
{
  double x, y, width, height;

  point_box (data, plot, i, &x, &y, &width, &height);
  x = mirror (look, plot, x, width);
  set_color (cr, &look->text, data->kind == ARC_CHART_CALENDAR ? 1 : faint (look, 0.1));
  if (data->kind == ARC_CHART_CALENDAR) {
    cairo_set_line_width (cr, 1.5);
    cairo_rectangle (cr, x - 0.5, y - 0.5, width, height);
    cairo_stroke (cr);
    return;
  }
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

void
arc_chart_draw (cairo_t *cr, const ArcChartData *data, const ArcChartLook *look, int width,
                int height, int selected)
{
  Plot plot = lay_out (data, look, width, height);

  lay_legend (cr, data, look, &plot, lay_title (cr, data, look, &plot));
  if (data->points->len == 0)
    return;
  if (selected >= 0 && selected < (int) data->points->len && data->kind != ARC_CHART_CALENDAR)
    draw_selection (cr, data, look, &plot, selected);
  switch (data->kind) {
  case ARC_CHART_CURVE:
    draw_grid (cr, data, look, &plot);
    draw_ticks (cr, data, look, &plot);
    draw_curve (cr, data, look, &plot);
    break;
  case ARC_CHART_COLUMNS:
    draw_grid (cr, data, look, &plot);
    draw_ticks (cr, data, look, &plot);
    draw_stacks (cr, data, look, &plot);
    break;
  case ARC_CHART_CALENDAR:
    draw_ticks (cr, data, look, &plot);
    draw_calendar (cr, data, look, &plot);
    if (selected >= 0 && selected < (int) data->points->len)
      draw_selection (cr, data, look, &plot, selected);
    break;
  case ARC_CHART_BARS:
  default:
    draw_bars (cr, data, look, &plot);
  }
}
