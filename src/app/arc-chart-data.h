/* What a chart shows, as a plain value: drawn (arc-chart-draw.c), spoken, shown as a table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARC_CHART_SERIES_MAX 4

/**
 * ArcChartKind:
 * @ARC_CHART_CURVE: values are a share, its lower and its upper bound, each 0 to 1
 * @ARC_CHART_COLUMNS: one stack of the series per point, in time
 * @ARC_CHART_BARS: one stack of the series per point, below each other
 * @ARC_CHART_CALENDAR: one value per day; the first point is a Monday
 */
typedef enum {
  ARC_CHART_CURVE,
  ARC_CHART_COLUMNS,
  ARC_CHART_BARS,
  ARC_CHART_CALENDAR,
} ArcChartKind;

/**
 * ArcChartPoint:
 * @label: what it is, in full
 * @tick: what stands at the axis, "" for nothing
 * @text: label and values as one sentence
 */
typedef struct {
  char *label;
  char *tick;
  char *text;
  double values[ARC_CHART_SERIES_MAX];
} ArcChartPoint;

/**
 * ArcChartData:
 * @series: (element-type utf8): their names, as the legend has them
 * @points: (element-type ArcChartPoint)
 * @headers: (element-type utf8): of the table's columns
 * @rows: (element-type GStrv): of the table, as many cells as @headers
 * @target: a line to compare with, 0 for none
 */
typedef struct {
  ArcChartKind kind;
  char *title;
  GPtrArray *series;
  GPtrArray *points;
  GPtrArray *headers;
  GPtrArray *rows;
  double target;
} ArcChartData;

ArcChartData *arc_chart_data_new (ArcChartKind kind, const char *title);
void arc_chart_data_free (ArcChartData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcChartData, arc_chart_data_free)

void arc_chart_data_add_series (ArcChartData *data, const char *name);
/* @values: as many as there are series; three for a curve; one for a calendar, below 0 for a day to
 * come. */
void arc_chart_data_add_point (ArcChartData *data, const char *label, const char *tick,
                               const char *text, const double *values);
void arc_chart_data_add_header (ArcChartData *data, const char *text);
/* (transfer full): takes @cells. */
void arc_chart_data_take_row (ArcChartData *data, GStrv cells);
/* The highest point: sum of a stack, or the greatest value. At least @data->target. */
double arc_chart_data_get_most (const ArcChartData *data);
/* (transfer full): a row as one sentence, "August 2026, Achieved: 3, Partly: 1". */
char *arc_chart_data_describe (const ArcChartData *data, const char *const *cells);
/* (transfer full): "48 %" */
char *arc_chart_percent (double share);
double arc_chart_data_sum (const ArcChartData *data, guint point);

G_END_DECLS
