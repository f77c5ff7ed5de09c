/* The rows that say how often, when and where a reflection recurs. */
#include "arc-schedule-form.h"

#include <glib/gi18n.h>

#include "arc-day-row.h"
#include "arc-rule-choice.h"
#include "arc-time-row.h"
#include "arc-week.h"
#include "arc-weekday-row.h"

struct _ArcScheduleForm {
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *title_row;
  AdwComboRow *repeat_row;
  ArcWeekdayRow *weekdays_row;
  GtkWidget *interval_row;
  GtkSpinButton *interval_button;
  AdwComboRow *nth_row;
  AdwComboRow *weekday_row;
  AdwComboRow *month_day_row;
  AdwActionRow *custom_row;
  ArcTimeRow *time_row;
  ArcDayRow *start_row;
  AdwComboRow *zone_row;
  AdwEntryRow *zone_name_row;

  ArcReminder *reminder; /* as the rows say it */
  char *custom_rule;     /* (nullable): a rule from elsewhere that the rows cannot say */
  ArcRuleChoice choice;
  GStrv zones;    /* those of zone_row but for the last, which is any other */
  gboolean quiet; /* while the program sets the rows */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcScheduleForm, arc_schedule_form, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the rows in the list. */
static const int nths[] = {1, 2, 3, 4, 5, -1};

/* ---- what the lists offer --------------------------------------------------------------- */

static void
take_model (AdwComboRow *row, GtkStringList *model)
{
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  g_object_unref (model);
}

static void
fill_repeats (ArcScheduleForm *self)
{
  GtkStringList *repeats = gtk_string_list_new (NULL);

  gtk_string_list_append (repeats, _ ("Every day"));
  gtk_string_list_append (repeats, _ ("Monday to Friday"));
  gtk_string_list_append (repeats, _ ("Every week"));
  gtk_string_list_append (repeats, _ ("Every few weeks"));
  gtk_string_list_append (repeats, _ ("Every month on a weekday"));
  gtk_string_list_append (repeats, _ ("Every month on a date"));
  if (self->custom_rule != NULL)
    gtk_string_list_append (repeats, _ ("Custom rule"));
  take_model (self->repeat_row, repeats);
}

static void
fill_weekdays (ArcScheduleForm *self)
{
  GtkStringList *weekdays = gtk_string_list_new (NULL);
  int first = arc_week_first_day ();

  for (int i = 0; i < 7; i++) {
    g_autofree char *name = arc_week_day_name ((first - 1 + i) % 7 + 1, FALSE);

    gtk_string_list_append (weekdays, name);
  }
  take_model (self->weekday_row, weekdays);
}

static void
fill_month_days (ArcScheduleForm *self)
{
  GtkStringList *days = gtk_string_list_new (NULL);

  for (int day = 1; day <= 31; day++) {
    /* Translators: a day of the month, in a list of them */
    g_autofree char *text = g_strdup_printf (_ ("%d."), day);

    gtk_string_list_append (days, text);
  }
  gtk_string_list_append (days, _ ("The last day"));
  take_model (self->month_day_row, days);
}

/* Wherever I am; here; where it was set to; any other. */
static void
fill_zones (ArcScheduleForm *self, const char *here)
{
  g_autoptr (GStrvBuilder) zones = g_strv_builder_new ();
  GtkStringList *labels = gtk_string_list_new (NULL);
  const char *own = self->reminder->zone;

  g_strv_builder_add (zones, "");
  gtk_string_list_append (labels, _ ("Wherever I am"));
  g_strv_builder_add (zones, here);
  gtk_string_list_append (labels, here);
  if (*own != '\0' && !g_str_equal (own, here)) {
    g_strv_builder_add (zones, own);
    gtk_string_list_append (labels, own);
  }
  gtk_string_list_append (labels, _ ("Another one…"));
  g_strfreev (self->zones);
  self->zones = g_strv_builder_end (zones);
  take_model (self->zone_row, labels);
}

/* ---- from the reminder to the rows ------------------------------------------------------ */

static void
show_rows (ArcScheduleForm *self)
{
  ArcRepeat repeat = self->choice.repeat;
  gboolean other_zone = adw_combo_row_get_selected (self->zone_row) == g_strv_length (self->zones);

  gtk_widget_set_visible (GTK_WIDGET (self->weekdays_row),
                          repeat == ARC_REPEAT_WEEKLY || repeat == ARC_REPEAT_WEEKS);
  gtk_widget_set_visible (self->interval_row, repeat == ARC_REPEAT_WEEKS);
  gtk_widget_set_visible (GTK_WIDGET (self->nth_row), repeat == ARC_REPEAT_MONTH_WEEKDAY);
  gtk_widget_set_visible (GTK_WIDGET (self->weekday_row), repeat == ARC_REPEAT_MONTH_WEEKDAY);
  gtk_widget_set_visible (GTK_WIDGET (self->month_day_row), repeat == ARC_REPEAT_MONTH_DAY);
  gtk_widget_set_visible (GTK_WIDGET (self->custom_row), repeat == ARC_REPEAT_CUSTOM);
  gtk_widget_set_visible (GTK_WIDGET (self->zone_name_row), other_zone);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->nth_row),
                               self->choice.nth == 5 ? _ ("Only in months that have five") : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->month_day_row),
                               self->choice.month_day > 28 ? _ ("Only in months that have it")
                                                           : "");
}

static void
show_choice (ArcScheduleForm *self)
{
  const ArcRuleChoice *choice = &self->choice;
  int first = arc_week_first_day ();

  adw_combo_row_set_selected (self->repeat_row, choice->repeat);
  arc_weekday_row_set_days (self->weekdays_row, choice->weekdays);
  gtk_spin_button_set_value (self->interval_button, choice->interval);
  for (guint i = 0; i < G_N_ELEMENTS (nths); i++)
    if (nths[i] == choice->nth)
      adw_combo_row_set_selected (self->nth_row, i);
  adw_combo_row_set_selected (self->weekday_row, (choice->weekday - first + 7) % 7);
  adw_combo_row_set_selected (self->month_day_row,
                              choice->month_day > 0 ? choice->month_day - 1 : 31);
}

static void
show_zone (ArcScheduleForm *self)
{
  for (guint i = 0; self->zones[i] != NULL; i++)
    if (g_str_equal (self->zones[i], self->reminder->zone)) {
      adw_combo_row_set_selected (self->zone_row, i);
      return;
    }
}

/* ---- from the rows to the reminder ------------------------------------------------------ */

static void
emit_changed (ArcScheduleForm *self)
{
  show_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
choice_changed_cb (ArcScheduleForm *self)
{
  ArcRuleChoice *choice = &self->choice;
  guint nth = adw_combo_row_get_selected (self->nth_row);
  int weekday = adw_combo_row_get_selected (self->weekday_row);
  int month_day = adw_combo_row_get_selected (self->month_day_row);

  if (self->quiet)
    return;
  choice->repeat = adw_combo_row_get_selected (self->repeat_row);
  choice->weekdays = arc_weekday_row_get_days (self->weekdays_row);
  choice->interval = gtk_spin_button_get_value_as_int (self->interval_button);
  choice->nth = nths[MIN (nth, G_N_ELEMENTS (nths) - 1)];
  choice->weekday = (arc_week_first_day () - 1 + weekday) % 7 + 1;
  choice->month_day = month_day < 31 ? month_day + 1 : -1;
  g_free (self->reminder->rule);
  self->reminder->rule = choice->repeat == ARC_REPEAT_CUSTOM ? g_strdup (self->custom_rule)
                                                             : arc_rule_choice_to_rule (choice);
  emit_changed (self);
}

static void
title_changed_cb (ArcScheduleForm *self)
{
  if (self->quiet)
    return;
  g_free (self->reminder->title);
  self->reminder->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  g_strstrip (self->reminder->title);
  emit_changed (self);
}

static void
when_changed_cb (ArcScheduleForm *self)
{
  if (self->quiet)
    return;
  self->reminder->at_s = arc_time_row_get_seconds (self->time_row);
  self->reminder->start = arc_day_row_get_day (self->start_row);
  emit_changed (self);
}

static void
zone_changed_cb (ArcScheduleForm *self)
{
  guint selected = adw_combo_row_get_selected (self->zone_row);
  gboolean is_other = self->zones != NULL && selected >= g_strv_length (self->zones);

  if (self->quiet || self->zones == NULL)
    return;
  g_free (self->reminder->zone);
  self->reminder->zone =
      g_strdup (is_other ? gtk_editable_get_text (GTK_EDITABLE (self->zone_name_row))
                         : self->zones[selected]);
  g_strstrip (self->reminder->zone);
  emit_changed (self);
}

/* ---- the widget ------------------------------------------------------------------------- */

static void
arc_schedule_form_finalize (GObject *object)
{
  ArcScheduleForm *self = ARC_SCHEDULE_FORM (object);

  arc_reminder_free (self->reminder);
  g_free (self->custom_rule);
  g_strfreev (self->zones);
  G_OBJECT_CLASS (arc_schedule_form_parent_class)->finalize (object);
}

static void
arc_schedule_form_class_init (ArcScheduleFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_schedule_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ARC_TYPE_DAY_ROW);
  g_type_ensure (ARC_TYPE_TIME_ROW);
  g_type_ensure (ARC_TYPE_WEEKDAY_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-schedule-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, title_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, weekdays_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, interval_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, interval_button);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, nth_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, weekday_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, month_day_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, custom_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, time_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, start_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, zone_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleForm, zone_name_row);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, when_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_changed_cb);
}

static void
arc_schedule_form_init (ArcScheduleForm *self)
{
  self->quiet = TRUE;
  self->reminder = arc_reminder_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_weekdays (self);
  fill_month_days (self);
}

void
arc_schedule_form_set_reminder (ArcScheduleForm *self, const ArcReminder *reminder,
                                const char *here)
{
  g_return_if_fail (ARC_IS_SCHEDULE_FORM (self));

  self->quiet = TRUE;
  arc_reminder_free (self->reminder);
  self->reminder = arc_reminder_copy (reminder);
  arc_rule_choice_read (&self->choice, reminder->rule, reminder->start);
  if (self->choice.week_start == G_DATE_MONDAY && self->choice.repeat != ARC_REPEAT_WEEKS)
    self->choice.week_start = arc_week_first_day ();
  g_clear_pointer (&self->custom_rule, g_free);
  if (self->choice.repeat == ARC_REPEAT_CUSTOM) {
    g_autofree char *words = arc_rule_describe (reminder->rule);

    self->custom_rule = g_strdup (reminder->rule);
    adw_action_row_set_subtitle (self->custom_row, words);
  }
  fill_repeats (self);
  fill_zones (self, here);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), reminder->title);
  show_choice (self);
  arc_time_row_set_seconds (self->time_row, reminder->at_s);
  arc_day_row_set_day (self->start_row, reminder->start);
  show_zone (self);
  show_rows (self);
  self->quiet = FALSE;
}

ArcReminder *
arc_schedule_form_dup_reminder (ArcScheduleForm *self)
{
  g_return_val_if_fail (ARC_IS_SCHEDULE_FORM (self), NULL);

  return arc_reminder_copy (self->reminder);
}
