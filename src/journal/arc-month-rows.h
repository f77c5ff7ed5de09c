/* The rows of an entry list in figures: months, how many entries each has, their positions. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One month: a heading row, then @count entry rows. */
typedef struct {
  int month;         /* year * 100 + month */
  guint count;       /* > 0 */
  guint start;       /* index of its heading among all rows */
  GArray *positions; /* of gint64, newest first; NULL while not known */
} ArcMonthRow;

/* Newest month first. */
typedef struct _ArcMonthRows ArcMonthRows;

ArcMonthRows *arc_month_rows_new (void);
void arc_month_rows_free (ArcMonthRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcMonthRows, arc_month_rows_free)

guint arc_month_rows_get_n_rows (ArcMonthRows *rows);
guint arc_month_rows_get_n_entries (ArcMonthRows *rows);
guint arc_month_rows_get_n_months (ArcMonthRows *rows);
ArcMonthRow *arc_month_rows_get (ArcMonthRows *rows, guint index);

/* Inserts a month; (transfer full) (nullable) @positions. The caller keeps the order. */
void arc_month_rows_insert (ArcMonthRows *rows, guint index, int month, guint count,
                            GArray *positions);
void arc_month_rows_remove (ArcMonthRows *rows, guint index);
/* (transfer full) (nullable) @positions. */
void arc_month_rows_set (ArcMonthRows *rows, guint index, guint count, GArray *positions);

/**
 * arc_month_rows_append_entry:
 *
 * Appends an entry to the last month, or to a new one where @month is an earlier month than that.
 * (Of two entries written in different zones the older can belong to the later month: it stays
 * where its position puts it.)
 */
void arc_month_rows_append_entry (ArcMonthRows *rows, int month, gint64 position);

/* (nullable): the month that the row at @index belongs to, and its offset there, 0 the heading. */
ArcMonthRow *arc_month_rows_locate (ArcMonthRows *rows, guint index, guint *offset);
/* Index of @month, or -1. */
int arc_month_rows_find_month (ArcMonthRows *rows, int month);
/* (nullable): the month that has @position, looking at @month first; @offset is 1 for its newest.
 */
ArcMonthRow *arc_month_rows_find_position (ArcMonthRows *rows, int month, gint64 position,
                                           guint *offset);

/**
 * arc_positions_difference:
 * @start: (out): how many are the same at the beginning
 * @removed: (out): how many of @before follow that are not in @after there
 * @added: (out): how many of @after take their place
 */
void arc_positions_difference (const GArray *before, const GArray *after, guint *start,
                               guint *removed, guint *added);

G_END_DECLS
