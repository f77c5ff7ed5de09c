/* Days of the week to choose from: a button for each, in the order of the person's region. */
#include "arc-weekday-row.h"

#include "arc-week.h"

struct _ArcWeekdayRow {
  AdwPreferencesRow parent_instance;

  GtkBox *days_box;
  GtkToggleButton *buttons[G_DATE_SUNDAY + 1]; /* by weekday; owned by the box */
  gboolean quiet;                              /* while the program presses buttons */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcWeekdayRow, arc_weekday_row, ADW_TYPE_PREFERENCES_ROW)

static void
toggled_cb (ArcWeekdayRow *self, GtkToggleButton *button)
{
  if (self->quiet)
    return;
  if (arc_weekday_row_get_days (self) == 0) {
    self->quiet = TRUE;
    gtk_toggle_button_set_active (button, TRUE);
    self->quiet = FALSE;
    return;
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_button (ArcWeekdayRow *self, GDateWeekday weekday)
{
  g_autofree char *name = arc_week_day_name (weekday, FALSE);
  g_autofree char *short_name = arc_week_day_name (weekday, TRUE);
  GtkWidget *button = gtk_toggle_button_new_with_label (short_name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  /* In a narrow window with large text seven names have no room side by side. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->days_box, button);
  self->buttons[weekday] = GTK_TOGGLE_BUTTON (button);
}

static void
arc_weekday_row_class_init (ArcWeekdayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-weekday-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWeekdayRow, days_box);
}

static void
arc_weekday_row_init (ArcWeekdayRow *self)
{
  int first = arc_week_first_day ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < 7; i++)
    add_button (self, (first - 1 + i) % 7 + 1);
}

void
arc_weekday_row_set_days (ArcWeekdayRow *self, guint weekdays)
{
  g_return_if_fail (ARC_IS_WEEKDAY_ROW (self));

  self->quiet = TRUE;
  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    gtk_toggle_button_set_active (self->buttons[weekday], (weekdays & 1u << weekday) != 0);
  self->quiet = FALSE;
}

guint
arc_weekday_row_get_days (ArcWeekdayRow *self)
{
  guint weekdays = 0;

  g_return_val_if_fail (ARC_IS_WEEKDAY_ROW (self), 0);

  for (int weekday = G_DATE_MONDAY; weekday <= G_DATE_SUNDAY; weekday++)
    if (gtk_toggle_button_get_active (self->buttons[weekday]))
      weekdays |= 1u << weekday;
  return weekdays;
}
