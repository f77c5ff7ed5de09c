/* Moving the focus through composite widgets. */
#include "arc-focus.h"

gboolean
arc_focus_through (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  return child != NULL && gtk_widget_child_focus (child, direction);
}
