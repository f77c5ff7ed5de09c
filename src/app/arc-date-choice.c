/* The choices of a filter by date: this week, this month, the last three, or a range. */
#include "arc-date-choice.h"

#include <glib/gi18n.h>

#include "arc-week.h"

typedef enum {
  DATES_ANY,
  DATES_THIS_WEEK,
  DATES_THIS_MONTH,
  DATES_THREE_MONTHS,
  DATES_RANGE,
} Dates;

struct _ArcDateChoice {
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkCalendar *first_calendar;
  GtkCalendar *last_calendar;
  GtkWidget *week_button;

  ArcDay today;
  Dates dates;
  ArcDay first; /* of a range */
  ArcDay last;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcDateChoice, arc_date_choice, GTK_TYPE_POPOVER)

static ArcDay
week_start (ArcDay today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (today.year, today.month, today.day, 12, 0, 0);
  int since = (g_date_time_get_day_of_week (noon) - arc_week_first_day () + 7) % 7;

  return arc_day_add (today, -since);
}

static ArcDay
three_months_before (ArcDay today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (today.year, today.month, today.day, 12, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_add_months (noon, -3);
  ArcDay day = {g_date_time_get_year (then), g_date_time_get_month (then),
                g_date_time_get_day_of_month (then)};

  return day;
}

static ArcDay
day_of_calendar (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  ArcDay day = {g_date_time_get_year (date), g_date_time_get_month (date),
                g_date_time_get_day_of_month (date)};

  return day;
}

static char *
dup_short_date (ArcDay day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (day.year, day.month, day.day, 12, 0, 0);

  /* Translators: a short date, as for g_date_time_format(): “3 Nov 2026” */
  return g_date_time_format (noon, _ ("%-d %b %Y"));
}

static void
choose (ArcDateChoice *self, Dates dates)
{
  self->dates = dates;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
this_week_clicked (ArcDateChoice *self)
{
  choose (self, DATES_THIS_WEEK);
}

static void
this_month_clicked (ArcDateChoice *self)
{
  choose (self, DATES_THIS_MONTH);
}

static void
three_months_clicked (ArcDateChoice *self)
{
  choose (self, DATES_THREE_MONTHS);
}

static void
range_clicked (ArcDateChoice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "range");
  gtk_widget_child_focus (GTK_WIDGET (self->first_calendar), GTK_DIR_TAB_FORWARD);
}

static void
show_range_clicked (ArcDateChoice *self)
{
  ArcDay first = day_of_calendar (self->first_calendar);
  ArcDay last = day_of_calendar (self->last_calendar);
  gboolean ordered = arc_day_compare (first, last) <= 0;

  self->first = ordered ? first : last;
  self->last = ordered ? last : first;
  choose (self, DATES_RANGE);
}

static void
back_clicked (ArcDateChoice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "presets");
  gtk_widget_grab_focus (self->week_button);
}

static void
closed (ArcDateChoice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "presets");
}

static void
arc_date_choice_class_init (ArcDateChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", ARC_TYPE_DATE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-date-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcDateChoice, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcDateChoice, first_calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcDateChoice, last_calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcDateChoice, week_button);
  gtk_widget_class_bind_template_callback (widget_class, this_week_clicked);
  gtk_widget_class_bind_template_callback (widget_class, this_month_clicked);
  gtk_widget_class_bind_template_callback (widget_class, three_months_clicked);
  gtk_widget_class_bind_template_callback (widget_class, range_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show_range_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, closed);
}

static void
arc_date_choice_init (ArcDateChoice *self)
{
  g_autofree char *zone = arc_zone_local ();

  self->today = arc_day_of (g_get_real_time (), zone, 0);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_date_choice_new (void)
{
  return g_object_new (ARC_TYPE_DATE_CHOICE, NULL);
}

void
arc_date_choice_set_today (ArcDateChoice *self, ArcDay today)
{
  g_return_if_fail (ARC_IS_DATE_CHOICE (self));

  self->today = today;
}

void
arc_date_choice_clear (ArcDateChoice *self)
{
  g_return_if_fail (ARC_IS_DATE_CHOICE (self));

  self->dates = DATES_ANY;
}

char *
arc_date_choice_dup_value (ArcDateChoice *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (ARC_IS_DATE_CHOICE (self), NULL);

  switch (self->dates) {
  case DATES_THIS_WEEK:
    return g_strdup (_ ("This week"));
  case DATES_THIS_MONTH:
    return g_strdup (_ ("This month"));
  case DATES_THREE_MONTHS:
    return g_strdup (_ ("Last 3 months"));
  case DATES_RANGE:
    first = dup_short_date (self->first);
    last = dup_short_date (self->last);
    /* Translators: the first and the last day of a range of dates */
    return g_strdup_printf (_ ("%s – %s"), first, last);
  case DATES_ANY:
  default:
    return NULL;
  }
}

void
arc_date_choice_apply (ArcDateChoice *self, ArcQuery *query)
{
  ArcDay month_start = self->today;

  g_return_if_fail (ARC_IS_DATE_CHOICE (self));

  month_start.day = 1;
  switch (self->dates) {
  case DATES_THIS_WEEK:
    arc_query_set_after (query, week_start (self->today));
    break;
  case DATES_THIS_MONTH:
    arc_query_set_after (query, month_start);
    break;
  case DATES_THREE_MONTHS:
    arc_query_set_after (query, three_months_before (self->today));
    break;
  case DATES_RANGE:
    arc_query_set_after (query, self->first);
    arc_query_set_before (query, arc_day_add (self->last, 1));
    break;
  case DATES_ANY:
  default:
    break;
  }
}
