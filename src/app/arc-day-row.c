/* A day: a row that shows it, and opens a calendar. */
#include "arc-day-row.h"

#include <glib/gi18n.h>

#include "arc-limits.h"

struct _ArcDayRow {
  AdwActionRow parent_instance;

  GtkMenuButton *open_button;
  GtkCalendar *calendar;
  GtkButton *none_button;

  ArcDay day;
  char *none;
  gboolean quiet; /* while the program moves the calendar */
};

enum {
  PROP_0,
  PROP_NONE,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcDayRow, arc_day_row, ADW_TYPE_ACTION_ROW)

static void
show_day (ArcDayRow *self)
{
  g_autoptr (GDateTime) noon =
      g_date_time_new_utc (self->day.year, self->day.month, self->day.day, 12, 0, 0);
  g_autofree char *text = NULL;

  if (noon != NULL)
    /* Translators: a day, as g_date_time_format() writes it: “Fri 27 Nov 2026” */
    text = g_date_time_format (noon, _ ("%a %-d %b %Y"));
  gtk_menu_button_set_label (self->open_button, text != NULL         ? text
                                                : self->none != NULL ? self->none
                                                                     : _ ("None"));
}

static void
take_day (ArcDayRow *self, ArcDay day)
{
  if (arc_day_compare (day, self->day) == 0)
    return;
  self->day = day;
  show_day (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
day_selected_cb (ArcDayRow *self)
{
  g_autoptr (GDateTime) date = NULL;
  ArcDay day;

  if (self->quiet)
    return;
  date = gtk_calendar_get_date (self->calendar);
  day = (ArcDay){g_date_time_get_year (date), g_date_time_get_month (date),
                 g_date_time_get_day_of_month (date)};
  if (day.year >= ARC_LIMIT_FIRST_YEAR && day.year <= ARC_LIMIT_LAST_YEAR)
    take_day (self, day);
}

static void
none_clicked_cb (ArcDayRow *self)
{
  take_day (self, (ArcDay){0});
  gtk_menu_button_popdown (self->open_button);
}

static void
popover_shown_cb (ArcDayRow *self)
{
  g_autoptr (GDateTime) noon =
      g_date_time_new_utc (self->day.year, self->day.month, self->day.day, 12, 0, 0);

  if (noon == NULL)
    return;
  self->quiet = TRUE;
  gtk_calendar_select_day (self->calendar, noon);
  self->quiet = FALSE;
}

static void
set_none (ArcDayRow *self, const char *none)
{
  g_free (self->none);
  self->none = g_strdup (none);
  gtk_button_set_label (self->none_button, none != NULL ? none : "");
  gtk_widget_set_visible (GTK_WIDGET (self->none_button), none != NULL);
  show_day (self);
}

static void
arc_day_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NONE)
    g_value_set_string (value, ARC_DAY_ROW (object)->none);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
arc_day_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NONE)
    set_none (ARC_DAY_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
arc_day_row_finalize (GObject *object)
{
  g_free (ARC_DAY_ROW (object)->none);
  G_OBJECT_CLASS (arc_day_row_parent_class)->finalize (object);
}

static void
arc_day_row_class_init (ArcDayRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_day_row_get_property;
  object_class->set_property = arc_day_row_set_property;
  object_class->finalize = arc_day_row_finalize;

  props[PROP_NONE] =
      g_param_spec_string ("none", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-day-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcDayRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ArcDayRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcDayRow, none_button);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
arc_day_row_init (ArcDayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_day (self);
}

GtkWidget *
arc_day_row_new (void)
{
  return g_object_new (ARC_TYPE_DAY_ROW, NULL);
}

void
arc_day_row_set_day (ArcDayRow *self, ArcDay day)
{
  g_return_if_fail (ARC_IS_DAY_ROW (self));

  self->day = day;
  show_day (self);
}

ArcDay
arc_day_row_get_day (ArcDayRow *self)
{
  g_return_val_if_fail (ARC_IS_DAY_ROW (self), (ArcDay){0});

  return self->day;
}
