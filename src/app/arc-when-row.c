/* When it happened: a row that shows day and time, and opens a calendar. */
#include "arc-when-row.h"

#include <glib/gi18n.h>

#include "arc-day.h"
#include "arc-limits.h"

struct _ArcWhenRow {
  AdwActionRow parent_instance;

  GtkMenuButton *open_button;
  GtkCalendar *calendar;
  GtkWidget *time_box;
  GtkSpinButton *hour_button;
  GtkSpinButton *minute_button;

  gint64 instant_us;
  char *zone;
  gboolean quiet; /* while the program sets the controls */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcWhenRow, arc_when_row, ADW_TYPE_ACTION_ROW)

static void
show_instant (ArcWhenRow *self)
{
  g_autofree char *local = arc_zone_local ();
  gboolean elsewhere = !g_str_equal (local, self->zone);
  /* Translators: day and time, as g_date_time_format() writes them: “20 November 2026, 14:03” */
  g_autofree char *text =
      arc_instant_format_local (self->instant_us, self->zone, _ ("%-d %B %Y, %H:%M"));

  gtk_menu_button_set_label (self->open_button, text);
  /* An entry keeps the zone in which it was written. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), elsewhere ? self->zone : "");
}

static GDateTime *
as_date_time (ArcWhenRow *self)
{
  g_autoptr (GTimeZone) zone = arc_zone_open (self->zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->instant_us / ARC_US_PER_SECOND);

  return g_date_time_to_timezone (utc, zone);
}

static void
fill_controls (ArcWhenRow *self)
{
  g_autoptr (GDateTime) at = as_date_time (self);

  self->quiet = TRUE;
  gtk_calendar_select_day (self->calendar, at);
  gtk_spin_button_set_value (self->hour_button, g_date_time_get_hour (at));
  gtk_spin_button_set_value (self->minute_button, g_date_time_get_minute (at));
  self->quiet = FALSE;
}

static void
take_instant (ArcWhenRow *self, gint64 instant_us)
{
  if (instant_us == self->instant_us)
    return;
  self->instant_us = instant_us;
  show_instant (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
control_changed_cb (ArcWhenRow *self)
{
  g_autoptr (GTimeZone) zone = arc_zone_open (self->zone);
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) at = NULL;

  if (self->quiet)
    return;
  day = gtk_calendar_get_date (self->calendar);
  if (g_date_time_get_year (day) < ARC_LIMIT_FIRST_YEAR ||
      g_date_time_get_year (day) > ARC_LIMIT_LAST_YEAR)
    return;
  at = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                        g_date_time_get_day_of_month (day),
                        gtk_spin_button_get_value_as_int (self->hour_button),
                        gtk_spin_button_get_value_as_int (self->minute_button), 0);
  if (at != NULL)
    take_instant (self, g_date_time_to_unix (at) * ARC_US_PER_SECOND);
}

static void
now_clicked_cb (ArcWhenRow *self)
{
  take_instant (self, g_get_real_time ());
  fill_controls (self);
  gtk_menu_button_popdown (self->open_button);
}

/* 7 as “07”, as clocks show it. */
static gboolean
spin_output_cb (GtkSpinButton *button, ArcWhenRow *self)
{
  /* Translators: an hour or a minute, with two digits */
  g_autofree char *text = g_strdup_printf (_ ("%02d"), gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (button))))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
popover_shown_cb (ArcWhenRow *self)
{
  fill_controls (self);
}

static void
arc_when_row_finalize (GObject *object)
{
  g_free (ARC_WHEN_ROW (object)->zone);
  G_OBJECT_CLASS (arc_when_row_parent_class)->finalize (object);
}

static void
arc_when_row_class_init (ArcWhenRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = arc_when_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-when-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWhenRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWhenRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcWhenRow, time_box);
  gtk_widget_class_bind_template_child (widget_class, ArcWhenRow, hour_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWhenRow, minute_button);
  gtk_widget_class_bind_template_callback (widget_class, control_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, now_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, spin_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
arc_when_row_init (ArcWhenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Hours stand before minutes in every script. */
  gtk_widget_set_direction (self->time_box, GTK_TEXT_DIR_LTR);
  arc_when_row_set_instant (self, g_get_real_time (), NULL);
}

GtkWidget *
arc_when_row_new (void)
{
  return g_object_new (ARC_TYPE_WHEN_ROW, NULL);
}

void
arc_when_row_set_instant (ArcWhenRow *self, gint64 instant_us, const char *zone)
{
  char *kept;

  g_return_if_fail (ARC_IS_WHEN_ROW (self));

  kept = zone != NULL && *zone != '\0' ? g_strdup (zone) : arc_zone_local ();
  g_free (self->zone);
  self->zone = kept;
  self->instant_us = instant_us;
  show_instant (self);
}

gint64
arc_when_row_get_instant (ArcWhenRow *self)
{
  g_return_val_if_fail (ARC_IS_WHEN_ROW (self), 0);

  return self->instant_us;
}
