/* Lays children out one after the other and begins a new line where the width ends, like words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARC_TYPE_WRAP_LAYOUT (arc_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (ArcWrapLayout, arc_wrap_layout, ARC, WRAP_LAYOUT, GtkLayoutManager)

/**
 * arc_wrap_layout_new:
 * @spacing_px: between the children of a line, and between lines
 *
 * A child that expands takes what is left of its line. Runs from right to left where the widget's
 * direction says so.
 *
 * Returns: (transfer full)
 */
GtkLayoutManager *arc_wrap_layout_new (int spacing_px);

G_END_DECLS
