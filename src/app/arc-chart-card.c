/* A chart with its title and explanation, its table, and the files it can be saved as. */
#include "arc-chart-card.h"

#include <glib/gi18n.h>

#include "arc-chart-draw.h"
#include "arc-chart-table.h"
#include "arc-chart.h"
#include "arc-undo-toast.h"

#define FILE_WIDTH 720

struct _ArcChartCard {
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *about_label;
  GtkLabel *caption_label;
  GtkStack *stack;
  GtkToggleButton *table_button;

  ArcChart *chart;
  GtkFileChooserNative *chooser;
  ArcChartFile file_kind;
};

G_DEFINE_FINAL_TYPE (ArcChartCard, arc_chart_card, ADW_TYPE_BIN)

static void
show_caption (ArcChartCard *self)
{
  const ArcChartData *data = arc_chart_get_data (self->chart);
  int selected = arc_chart_get_selected (self->chart);
  const ArcChartPoint *point = selected >= 0 ? g_ptr_array_index (data->points, selected) : NULL;

  /* A space keeps the line, so that nothing below moves. */
  gtk_label_set_label (self->caption_label, point != NULL ? point->text : " ");
}

static void
table_toggled_cb (ArcChartCard *self)
{
  gboolean table = gtk_toggle_button_get_active (self->table_button);

  if (table && gtk_stack_get_child_by_name (self->stack, "table") == NULL)
    gtk_stack_add_named (self->stack, arc_chart_table_new (arc_chart_get_data (self->chart)),
                         "table");
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "chart");
  gtk_widget_set_visible (GTK_WIDGET (self->caption_label), !table);
}

/* ---- saving ---- */

static void
saved_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcChartCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    arc_toast_error (GTK_WIDGET (self), error);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("The chart is saved"));
}

static void
chooser_response_cb (ArcChartCard *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  bytes = arc_chart_export (arc_chart_get_data (self->chart), self->file_kind,
                            gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
                            FILE_WIDTH);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, saved_cb, g_object_ref (self));
}

static void
save (ArcChartCard *self, ArcChartFile kind)
{
  const char *title = arc_chart_card_get_title (self);
  g_autofree char *safe = g_strdelimit (g_strdup (title), G_DIR_SEPARATOR_S "\\:", '-');
  g_autofree char *name = g_strconcat (safe, kind == ARC_CHART_SVG ? ".svg" : ".png", NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->file_kind = kind;
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Save this chart"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_svg_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (ARC_CHART_CARD (widget), ARC_CHART_SVG);
}

static void
save_png_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (ARC_CHART_CARD (widget), ARC_CHART_PNG);
}

/* ---- the widget itself ---- */

static void
arc_chart_card_dispose (GObject *object)
{
  g_clear_object (&ARC_CHART_CARD (object)->chooser);
  G_OBJECT_CLASS (arc_chart_card_parent_class)->dispose (object);
}

static void
arc_chart_card_class_init (ArcChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_chart_card_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcChartCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcChartCard, about_label);
  gtk_widget_class_bind_template_child (widget_class, ArcChartCard, caption_label);
  gtk_widget_class_bind_template_child (widget_class, ArcChartCard, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcChartCard, table_button);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_svg_action);
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_png_action);
}

static void
arc_chart_card_init (ArcChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_chart_card_new (ArcChartData *data, const char *about)
{
  ArcChartCard *self = g_object_new (ARC_TYPE_CHART_CARD, NULL);

  gtk_label_set_label (self->title_label, data->title);
  if (about != NULL)
    gtk_label_set_label (self->about_label, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), about != NULL);
  self->chart = ARC_CHART (arc_chart_new (data));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->chart), "chart");
  g_signal_connect_object (self->chart, "notify::selected", G_CALLBACK (show_caption), self,
                           G_CONNECT_SWAPPED);
  show_caption (self);
  return GTK_WIDGET (self);
}

gboolean
arc_chart_card_get_table (ArcChartCard *self)
{
  g_return_val_if_fail (ARC_IS_CHART_CARD (self), FALSE);

  return gtk_toggle_button_get_active (self->table_button);
}

void
arc_chart_card_set_table (ArcChartCard *self, gboolean table)
{
  g_return_if_fail (ARC_IS_CHART_CARD (self));

  gtk_toggle_button_set_active (self->table_button, table);
}

const char *
arc_chart_card_get_title (ArcChartCard *self)
{
  g_return_val_if_fail (ARC_IS_CHART_CARD (self), NULL);

  return arc_chart_get_data (self->chart)->title;
}
