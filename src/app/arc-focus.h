/* Moving the focus through composite widgets. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * arc_focus_through:
 * @widget: an #AdwBin
 *
 * A focus vfunc for bins whose grab_focus vfunc passes the focus on to a child. GtkWidget's own
 * ends a way backwards with gtk_widget_grab_focus(), which would lead to that child again and
 * again.
 *
 * Returns: whether the focus stays inside
 */
gboolean arc_focus_through (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
