/* The day on which the writer asks to be asked: by default the next reflection's. */
#include "arc-look-back-choice.h"

#include "arc-reflections.h"
#include "arc-when.h"

#include <glib/gi18n.h>

typedef enum {
  CHOICE_DEFAULT,
  CHOICE_DAY,
  CHOICE_NONE,
} Choice;

struct _ArcLookBackChoice {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkWidget *default_button;

  Choice choice;
  ArcDay day;
  ArcDay by_default;
  guint setting; /* counts what was set */
  gboolean quiet;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLookBackChoice, arc_look_back_choice, ADW_TYPE_BIN)

static void
show_day (ArcLookBackChoice *self)
{
  ArcDay day = arc_look_back_choice_get_day (self);
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *text = NULL;

  if (!arc_day_is_set (day)) {
    text = g_strdup (_ ("Look back: not asked for"));
  } else {
    g_autofree char *date = arc_when_date (day, arc_day_of (g_get_real_time (), zone, 0));

    text = self->choice == CHOICE_DEFAULT
               /* Translators: %s is a date: “Friday, 4 December” */
               ? g_strdup_printf (_ ("Look back: at the next reflection, %s"), date)
               : g_strdup_printf (_ ("Look back: %s"), date);
  }
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (self->default_button, arc_day_is_set (self->by_default));
}

static void
choose (ArcLookBackChoice *self, Choice choice)
{
  self->choice = choice;
  show_day (self);
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
day_selected_cb (ArcLookBackChoice *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->quiet)
    return;
  g_date_time_get_ymd (date, &self->day.year, &self->day.month, &self->day.day);
  choose (self, CHOICE_DAY);
}

static void
default_cb (ArcLookBackChoice *self)
{
  gtk_popover_popdown (self->popover);
  choose (self, CHOICE_DEFAULT);
}

static void
none_cb (ArcLookBackChoice *self)
{
  gtk_popover_popdown (self->popover);
  choose (self, CHOICE_NONE);
}

/* ---- the next reflection ------------------------------------------------------------------ */

typedef struct {
  GWeakRef choice;
  guint setting;
} Finding;

static gpointer
find_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree ArcDay *day = g_new0 (ArcDay, 1);

  if (!arc_reflections_next_day (journal, arc_journal_today (journal), day, error))
    return NULL;
  return g_steal_pointer (&day);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Finding *finding = user_data;
  g_autoptr (ArcLookBackChoice) self = g_weak_ref_get (&finding->choice);
  g_autofree ArcDay *day =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);

  g_weak_ref_clear (&finding->choice);
  /* Without it there is no default: the person may still choose a day. */
  if (day == NULL || self == NULL || self->label == NULL || finding->setting != self->setting)
    return;
  self->by_default = *day;
  show_day (self);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_look_back_choice_class_init (ArcLookBackChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-look-back-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackChoice, button);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackChoice, label);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackChoice, popover);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackChoice, calendar);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackChoice, default_button);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, default_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
arc_look_back_choice_init (ArcLookBackChoice *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_day (self);
  self->quiet = FALSE;
}

GtkWidget *
arc_look_back_choice_new (void)
{
  return g_object_new (ARC_TYPE_LOOK_BACK_CHOICE, NULL);
}

void
arc_look_back_choice_set (ArcLookBackChoice *self, ArcDay day, ArcDay by_default)
{
  g_return_if_fail (ARC_IS_LOOK_BACK_CHOICE (self));

  self->setting++;
  self->day = day;
  self->by_default = by_default;
  self->choice = arc_day_is_set (day) ? CHOICE_DAY : CHOICE_DEFAULT;
  if (arc_day_is_set (day)) {
    g_autoptr (GDateTime) date = g_date_time_new_local (day.year, day.month, day.day, 12, 0, 0);

    self->quiet = TRUE;
    gtk_calendar_select_day (self->calendar, date);
    self->quiet = FALSE;
  }
  show_day (self);
}

void
arc_look_back_choice_find_default (ArcLookBackChoice *self, ArcJournalService *service)
{
  Finding *finding = NULL;

  g_return_if_fail (ARC_IS_LOOK_BACK_CHOICE (self));

  finding = g_new0 (Finding, 1);
  g_weak_ref_init (&finding->choice, self);
  finding->setting = self->setting;
  arc_journal_service_read_async (service, find_func, NULL, NULL, g_free, NULL, found_cb, finding);
}

ArcDay
arc_look_back_choice_get_day (ArcLookBackChoice *self)
{
  static const ArcDay none = {0, 0, 0};

  g_return_val_if_fail (ARC_IS_LOOK_BACK_CHOICE (self), none);

  switch (self->choice) {
  case CHOICE_DEFAULT:
    return self->by_default;
  case CHOICE_DAY:
    return self->day;
  case CHOICE_NONE:
    return none;
  }
  g_return_val_if_reached (none);
}
