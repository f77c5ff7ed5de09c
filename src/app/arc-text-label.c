/* Labels of running text: wrapped, from the start of the line. */
#include "arc-text-label.h"

/* Narrower than this no text is set; on 360 pixels there is room for three times as much. */
#define LEAST_CHARS 12

static void
set_up (GtkLabel *label, const char *text, const char *css_class)
{
  gtk_label_set_text (label, text);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  /* Without a least width GTK asks what the text would be in a column of one letter, again and
   * again: a page of a hundred labels would stand still for a quarter of a second. */
  gtk_label_set_width_chars (label, (int) MIN (g_utf8_strlen (text, -1), LEAST_CHARS));
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
}

GtkWidget *
arc_text_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  set_up (GTK_LABEL (label), text, css_class);
  return label;
}

GtkWidget *
arc_text_heading_new (const char *text, const char *css_class, int level)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  set_up (GTK_LABEL (label), text, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  return label;
}

void
arc_box_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
