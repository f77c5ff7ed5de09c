/* The values of a chart as a table. A screen reader says each row with the names of its columns,
 * which GtkColumnView of GTK 4.8 does not. */
#include "arc-chart-table.h"

/* Longer tables scroll by themselves. */
#define ROWS_MAX 12
#define HEIGHT 360

/* Only the first column gives way, so that the others stand below each other. */
static GtkWidget *
cell_new (const char *text, gboolean first, gboolean header, GtkSizeGroup *group)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), first ? 0 : 1);
  if (first) {
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_width_chars (GTK_LABEL (label), 11);
    gtk_widget_set_tooltip_text (label, text);
  }
  gtk_widget_set_hexpand (label, first);
  gtk_widget_set_valign (label, header ? GTK_ALIGN_END : GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, header ? "caption-heading" : "numeric");
  gtk_size_group_add_widget (group, label);
  return label;
}

static GtkWidget *
cells_new (char **cells, guint n, gboolean header, GPtrArray *groups)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box),
                    cell_new (cells[i], i == 0, header, g_ptr_array_index (groups, i)));
  return box;
}

GtkWidget *
arc_chart_table_new (const ArcChartData *data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *headers;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < data->headers->len; i++)
    g_ptr_array_add (groups, gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL));
  headers = cells_new ((char **) data->headers->pdata, data->headers->len, TRUE, groups);
  gtk_widget_add_css_class (headers, "arc-table-headers");
  gtk_box_append (GTK_BOX (box), headers);
  for (guint i = 0; i < data->rows->len; i++) {
    GStrv cells = g_ptr_array_index (data->rows, i);
    g_autofree char *text = arc_chart_data_describe (data, (const char *const *) cells);
    GtkWidget *row = gtk_list_box_row_new ();

    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                                cells_new (cells, data->headers->len, FALSE, groups));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "arc-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, data->title,
                                  -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  data->rows->len > ROWS_MAX ? GTK_POLICY_AUTOMATIC
                                                             : GTK_POLICY_NEVER);
  if (data->rows->len > ROWS_MAX)
    gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  /* Columns stay columns as long as the table lives. */
  g_object_set_data_full (G_OBJECT (scrolled), "arc-columns", g_steal_pointer (&groups),
                          (GDestroyNotify) g_ptr_array_unref);
  return scrolled;
}
