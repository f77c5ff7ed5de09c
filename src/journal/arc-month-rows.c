/* The rows of an entry list in figures. Indexes are kept by month, so that a million rows cost a
 * few hundred numbers and finding one is a binary search. */
#include "arc-month-rows.h"

struct _ArcMonthRows {
  GArray *months; /* of ArcMonthRow */
};

static void
clear_month (gpointer data)
{
  ArcMonthRow *row = data;

  g_clear_pointer (&row->positions, g_array_unref);
}

/* Months after @index moved. */
static void
renumber (ArcMonthRows *rows, guint index)
{
  for (guint i = index; i < rows->months->len; i++) {
    ArcMonthRow *row = arc_month_rows_get (rows, i);
    ArcMonthRow *before = i > 0 ? arc_month_rows_get (rows, i - 1) : NULL;

    row->start = before != NULL ? before->start + before->count + 1 : 0;
  }
}

/* Index of @position in @positions, which descend, or -1. */
static int
search_position (const GArray *positions, gint64 position)
{
  guint low = 0, high = positions->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    gint64 found = g_array_index (positions, gint64, middle);

    if (found == position)
      return (int) middle;
    if (found > position)
      low = middle + 1;
    else
      high = middle;
  }

  return -1;
}

ArcMonthRows *
arc_month_rows_new (void)
{
  ArcMonthRows *rows = g_new0 (ArcMonthRows, 1);

  rows->months = g_array_new (FALSE, TRUE, sizeof (ArcMonthRow));
  g_array_set_clear_func (rows->months, clear_month);

  return rows;
}

void
arc_month_rows_free (ArcMonthRows *rows)
{
  g_array_unref (rows->months);
  g_free (rows);
}

guint
arc_month_rows_get_n_rows (ArcMonthRows *rows)
{
  const ArcMonthRow *last = NULL;

  if (rows->months->len == 0)
    return 0;

  last = arc_month_rows_get (rows, rows->months->len - 1);

  return last->start + last->count + 1;
}

guint
arc_month_rows_get_n_entries (ArcMonthRows *rows)
{
  return arc_month_rows_get_n_rows (rows) - rows->months->len;
}

guint
arc_month_rows_get_n_months (ArcMonthRows *rows)
{
  return rows->months->len;
}

ArcMonthRow *
arc_month_rows_get (ArcMonthRows *rows, guint index)
{
  return &g_array_index (rows->months, ArcMonthRow, index);
}

void
arc_month_rows_insert (ArcMonthRows *rows, guint index, int month, guint count, GArray *positions)
{
  ArcMonthRow row = {.month = month, .count = count, .positions = positions};

  g_array_insert_val (rows->months, index, row);
  renumber (rows, index);
}

void
arc_month_rows_remove (ArcMonthRows *rows, guint index)
{
  g_array_remove_index (rows->months, index);
  renumber (rows, index);
}

void
arc_month_rows_set (ArcMonthRows *rows, guint index, guint count, GArray *positions)
{
  ArcMonthRow *row = arc_month_rows_get (rows, index);

  g_clear_pointer (&row->positions, g_array_unref);
  row->positions = positions;
  row->count = count;
  renumber (rows, index + 1);
}

void
arc_month_rows_append_entry (ArcMonthRows *rows, int month, gint64 position)
{
  ArcMonthRow *last = NULL;

  if (rows->months->len > 0)
    last = arc_month_rows_get (rows, rows->months->len - 1);
  if (last == NULL || month < last->month) {
    arc_month_rows_insert (rows, rows->months->len, month, 0,
                           g_array_new (FALSE, FALSE, sizeof (gint64)));
    last = arc_month_rows_get (rows, rows->months->len - 1);
  }

  g_array_append_val (last->positions, position);
  last->count++;
}

ArcMonthRow *
arc_month_rows_locate (ArcMonthRows *rows, guint index, guint *offset)
{
  guint low = 0, high = rows->months->len;

  if (index >= arc_month_rows_get_n_rows (rows))
    return NULL;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (arc_month_rows_get (rows, middle)->start <= index)
      low = middle;
    else
      high = middle;
  }
  *offset = index - arc_month_rows_get (rows, low)->start;

  return arc_month_rows_get (rows, low);
}

int
arc_month_rows_find_month (ArcMonthRows *rows, int month)
{
  guint low = 0, high = rows->months->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    int found = arc_month_rows_get (rows, middle)->month;

    if (found == month)
      return (int) middle;
    if (found > month)
      low = middle + 1;
    else
      high = middle;
  }

  return -1;
}

static gboolean
month_has_position (const ArcMonthRow *row, gint64 position, guint *offset)
{
  int found = row->positions != NULL ? search_position (row->positions, position) : -1;

  if (found >= 0)
    *offset = (guint) found + 1;

  return found >= 0;
}

ArcMonthRow *
arc_month_rows_find_position (ArcMonthRows *rows, int month, gint64 position, guint *offset)
{
  int index = arc_month_rows_find_month (rows, month);

  if (index >= 0 && month_has_position (arc_month_rows_get (rows, index), position, offset))
    return arc_month_rows_get (rows, index);

  for (guint i = 0; i < rows->months->len; i++)
    if (month_has_position (arc_month_rows_get (rows, i), position, offset))
      return arc_month_rows_get (rows, i);

  return NULL;
}

void
arc_positions_difference (const GArray *before, const GArray *after, guint *start, guint *removed,
                          guint *added)
{
  guint shorter = MIN (before->len, after->len);
  guint same = 0, end = 0;

  while (same < shorter &&
         g_array_index (before, gint64, same) == g_array_index (after, gint64, same))
    same++;
  while (end < shorter - same && g_array_index (before, gint64, before->len - 1 - end) ==
                                     g_array_index (after, gint64, after->len - 1 - end))
    end++;

  *start = same;
  *removed = before->len - same - end;
  *added = after->len - same - end;
}
