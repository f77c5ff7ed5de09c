/* A text view that is as high as its text: for a row that grows while one writes in it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARC_TYPE_LINE_VIEW (arc_line_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcLineView, arc_line_view, ARC, LINE_VIEW, GtkTextView)

/* For a few lines of text: all of it is laid out each time it changes. */
GtkWidget *arc_line_view_new (void);

G_END_DECLS
