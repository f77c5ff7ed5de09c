/* Labels of running text: wrapped, from the start of the line. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * arc_text_label_new:
 * @text: plain text
 * @css_class: (nullable): a style class, such as "dim-label"
 *
 * Returns: (transfer floating)
 */
GtkWidget *arc_text_label_new (const char *text, const char *css_class);

/* The same as a heading of @level, for screen readers too. */
GtkWidget *arc_text_heading_new (const char *text, const char *css_class, int level);

/* Takes all children out of @box. */
void arc_box_clear (GtkBox *box);

G_END_DECLS
