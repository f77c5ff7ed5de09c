/* What a chart shows, as a plain value. */
#include "arc-chart-data.h"

#include <glib/gi18n.h>

static void
point_free (gpointer data)
{
  ArcChartPoint *point = data;

  g_free (point->label);
  g_free (point->tick);
  g_free (point->text);
  g_free (point);
}

ArcChartData *
arc_chart_data_new (ArcChartKind kind, const char *title)
{
  ArcChartData *data = g_new0 (ArcChartData, 1);

  data->kind = kind;
  data->title = g_strdup (title);
  data->series = g_ptr_array_new_with_free_func (g_free);
  data->points = g_ptr_array_new_with_free_func (point_free);
  data->headers = g_ptr_array_new_with_free_func (g_free);
  data->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return data;
}

void
arc_chart_data_free (ArcChartData *data)
{
  if (data == NULL)
    return;
  g_free (data->title);
  g_ptr_array_unref (data->series);
  g_ptr_array_unref (data->points);
  g_ptr_array_unref (data->headers);
  g_ptr_array_unref (data->rows);
  g_free (data);
}

void
arc_chart_data_add_series (ArcChartData *data, const char *name)
{
  g_return_if_fail (data->series->len < ARC_CHART_SERIES_MAX);

  g_ptr_array_add (data->series, g_strdup (name));
}

void
arc_chart_data_add_point (ArcChartData *data, const char *label, const char *tick, const char *text,
                          const double *values)
{
  ArcChartPoint *point = g_new0 (ArcChartPoint, 1);
  guint n = data->kind == ARC_CHART_CURVE      ? 3
            : data->kind == ARC_CHART_CALENDAR ? 1
                                               : MAX (data->series->len, 1);

  point->label = g_strdup (label);
  point->tick = g_strdup (tick);
  point->text = g_strdup (text);
  for (guint i = 0; i < n; i++)
    point->values[i] = values[i];
  g_ptr_array_add (data->points, point);
}

void
arc_chart_data_add_header (ArcChartData *data, const char *text)
{
  g_ptr_array_add (data->headers, g_strdup (text));
}

void
arc_chart_data_take_row (ArcChartData *data, GStrv cells)
{
  g_return_if_fail (g_strv_length (cells) == data->headers->len);

  g_ptr_array_add (data->rows, cells);
}

double
arc_chart_data_sum (const ArcChartData *data, guint index)
{
  const ArcChartPoint *point = g_ptr_array_index (data->points, index);
  double sum = 0;

  for (guint i = 0; i < ARC_CHART_SERIES_MAX; i++)
    sum += point->values[i];
  return sum;
}

double
arc_chart_data_get_most (const ArcChartData *data)
{
  double most = data->target;

  if (data->kind == ARC_CHART_CURVE)
    return 1;
  for (guint i = 0; i < data->points->len; i++)
    most = MAX (most, arc_chart_data_sum (data, i));
  return most;
}

char *
arc_chart_data_describe (const ArcChartData *data, const char *const *cells)
{
  GString *text = g_string_new (cells[0]);

  for (guint i = 1; i < data->headers->len; i++) {
    /* Translators: the name of a column of a table, and the value below it. */
    g_autofree char *cell =
        g_strdup_printf (_ ("%s: %s"), (char *) data->headers->pdata[i], cells[i]);

    /* Translators: between the values of one row of a table. */
    g_string_append (text, C_ ("table", ", "));
    g_string_append (text, cell);
  }
  return g_string_free (text, FALSE);
}

char *
arc_chart_percent (double share)
{
  /* Translators: a share of all, “48 %”; the space does not break. */
  return g_strdup_printf (_ ("%.0f\302\240%%"), share * 100);
}
