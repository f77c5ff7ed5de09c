/* The row that is written in stays in sight. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ArcReveal ArcReveal;

/**
 * arc_reveal_new:
 * @scroller: what scrolls; lives longer than what is returned
 * @rows_box: holds the rows, below @scroller; lives longer too
 *
 * Where something takes room from @scroller, the row that has the focus stays in sight if it was.
 *
 * Returns: (transfer full): free with arc_reveal_free()
 */
ArcReveal *arc_reveal_new (GtkScrolledWindow *scroller, GtkWidget *rows_box);
void arc_reveal_free (ArcReveal *reveal);

/* Scrolls no further than it takes to see @row, once that has its place. */
void arc_reveal_show (ArcReveal *reveal, GtkWidget *row);
/* Nothing is to be scrolled to any more. */
void arc_reveal_forget (ArcReveal *reveal);

G_END_DECLS
