/* A time of day: a row that shows it, and opens two numbers to change it. */
#include "arc-time-row.h"

#include <glib/gi18n.h>

struct _ArcTimeRow {
  AdwActionRow parent_instance;

  GtkMenuButton *open_button;
  GtkWidget *time_box;
  GtkSpinButton *hour_button;
  GtkSpinButton *minute_button;

  int at_s;
  gboolean quiet; /* while the program sets the numbers */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcTimeRow, arc_time_row, ADW_TYPE_ACTION_ROW)

static void
show_time (ArcTimeRow *self)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d", self->at_s / 3600, self->at_s / 60 % 60);

  gtk_menu_button_set_label (self->open_button, text);
}

static void
number_changed_cb (ArcTimeRow *self)
{
  int at_s = gtk_spin_button_get_value_as_int (self->hour_button) * 3600 +
             gtk_spin_button_get_value_as_int (self->minute_button) * 60;

  if (self->quiet || at_s == self->at_s)
    return;
  self->at_s = at_s;
  show_time (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* 7 as “07”, as clocks show it. */
static gboolean
output_cb (GtkSpinButton *button, ArcTimeRow *self)
{
  /* Translators: an hour or a minute, with two digits */
  g_autofree char *text = g_strdup_printf (_ ("%02d"), gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (button))))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
arc_time_row_class_init (ArcTimeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTimeRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTimeRow, time_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTimeRow, hour_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTimeRow, minute_button);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
}

static void
arc_time_row_init (ArcTimeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Hours stand before minutes in every script. */
  gtk_widget_set_direction (self->time_box, GTK_TEXT_DIR_LTR);
  show_time (self);
}

GtkWidget *
arc_time_row_new (void)
{
  return g_object_new (ARC_TYPE_TIME_ROW, NULL);
}

void
arc_time_row_set_seconds (ArcTimeRow *self, int at_s)
{
  g_return_if_fail (ARC_IS_TIME_ROW (self));
  g_return_if_fail (at_s >= 0 && at_s < 86400);

  self->quiet = TRUE;
  self->at_s = at_s;
  gtk_spin_button_set_value (self->hour_button, at_s / 3600);
  gtk_spin_button_set_value (self->minute_button, at_s / 60 % 60);
  self->quiet = FALSE;
  show_time (self);
}

int
arc_time_row_get_seconds (ArcTimeRow *self)
{
  g_return_val_if_fail (ARC_IS_TIME_ROW (self), 0);

  return self->at_s;
}
