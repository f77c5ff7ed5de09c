/* Preferences, Reminders: whether they arrive, when they keep quiet, and the schedules. The
 * switches belong to the journal; what the daemon says of itself is shown beside them. */
#include "arc-reminders-page.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "arc-reflections.h"
#include "arc-reminders-client.h"
#include "arc-schedule-dialog.h"
#include "arc-schedule-preview.h"
#include "arc-time-row.h"
#include "arc-undo-toast.h"
#include "arc-when.h"

#define QUIET_FROM_S (22 * 3600)
#define QUIET_TO_S (7 * 3600)

struct _ArcRemindersPage {
  AdwPreferencesPage parent_instance;

  AdwActionRow *on_row;
  GtkSwitch *on_switch;
  AdwActionRow *test_row;
  GtkWidget *test_button;
  AdwExpanderRow *quiet_row;
  ArcTimeRow *from_row;
  ArcTimeRow *to_row;
  GtkSwitch *quote_switch;
  GtkListBox *schedules_list;
  GtkWidget *add_button;

  ArcJournalService *service;
  GCancellable *cancellable; /* cancelled when the page goes */
  ArcReflections *reflections;
  guint watch_id;
  guint changes;   /* by the person: what was read before one of them is old */
  guint writing;   /* settings that are not on the disk yet: the last of them reads the page anew */
  guint switching; /* writes of the switch that are not on the disk yet */
  gboolean is_on;  /* as the person has it */
  gboolean quiet;  /* while the program sets the rows */
};

G_DEFINE_FINAL_TYPE (ArcRemindersPage, arc_reminders_page, ADW_TYPE_PREFERENCES_PAGE)

static void refresh (ArcRemindersPage *self);

/* ---- one setting of the journal --------------------------------------------------------- */

typedef struct {
  const char *key;
  char *value;
} Setting;

static void
setting_free (Setting *setting)
{
  g_free (setting->value);
  g_free (setting);
}

static gpointer
write_setting (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  arc_journal_set_setting (journal, setting->key, setting->value, error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  self->writing--;
  if (self->service == NULL)
    return;
  arc_toast_error (GTK_WIDGET (self), error);
  refresh (self);
}

static void
store (ArcRemindersPage *self, const char *key, const char *value, GAsyncReadyCallback callback)
{
  Setting *setting = g_new0 (Setting, 1);

  *setting = (Setting){key, g_strdup (value)};
  self->changes++;
  self->writing++;
  arc_journal_service_write_async (self->service, write_setting, setting,
                                   (GDestroyNotify) setting_free, NULL, NULL, callback,
                                   g_object_ref (self));
}

/* ---- the daemon ------------------------------------------------------------------------- */

static char *
dup_running (ArcRemindersPage *self, const ArcRemindersStatus *status)
{
  g_autofree char *zone = arc_zone_local ();
  g_autofree char *when = NULL;

  if (status->problem != NULL && *status->problem != '\0')
    return g_strdup (status->problem);
  if (!status->has_server)
    return g_strdup (_ ("Running, but this desktop shows no notifications"));
  if (status->next_us == 0)
    return g_strdup (_ ("Running; nothing is planned"));
  when = arc_when_soon (status->next_us, g_get_real_time (), zone);
  /* Translators: %s is a time: “Running; the next one comes Fri 15:30” */
  return g_strdup_printf (_ ("Running; the next one comes %s"), when);
}

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcRemindersStatus) status = arc_reminders_get_status_finish (result, &error);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (self->service == NULL)
    return;
  if (status != NULL && status->running)
    text = dup_running (self, status);
  else if (status == NULL)
    text = g_strdup (error->message);
  else
    text = g_strdup (self->is_on ? _ ("Not running: they show in the window only")
                                 : _ ("Not running"));
  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (self->on_row, markup);
}

static void
ask_status (ArcRemindersPage *self)
{
  arc_reminders_get_status_async (arc_journal_service_get_path (self->service), self->cancellable,
                                  status_cb, g_object_ref (self));
}

static void
daemon_changed_cb (gboolean running, gpointer user_data)
{
  ask_status (user_data);
}

static void
enabled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_reminders_set_enabled_finish (result, &error);
  if (self->service == NULL)
    return;
  arc_toast_error (GTK_WIDGET (self), error);
  ask_status (self);
}

/* The daemon reads the setting when it is told, so it is told afterwards: of the last of several
 * quick changes only, since an earlier one would start it while the journal still says “off”, or
 * stop it after it was wanted again. */
static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  self->writing--;
  self->switching--;
  if (self->service == NULL)
    return;
  refresh (self);
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    return;
  }
  if (self->switching > 0)
    return;
  arc_reminders_set_enabled_async (arc_journal_service_get_path (self->service), self->is_on, NULL,
                                   enabled_cb, g_object_ref (self));
}

static void
on_switched_cb (ArcRemindersPage *self)
{
  gboolean is_on = gtk_switch_get_active (self->on_switch);

  if (self->quiet || is_on == self->is_on)
    return;
  self->is_on = is_on;
  self->switching++;
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_row), is_on);
  store (self, ARC_SETTING_REMINDERS, is_on ? "" : "off", switched_cb);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_reminders_send_test_finish (result, &error);
  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->test_button, TRUE);
  arc_toast_error (GTK_WIDGET (self), error);
  ask_status (self);
}

static void
test_clicked_cb (ArcRemindersPage *self)
{
  gtk_widget_set_sensitive (self->test_button, FALSE);
  arc_reminders_send_test_async (arc_journal_service_get_path (self->service), self->cancellable,
                                 tested_cb, g_object_ref (self));
}

/* ---- quiet hours, own words ------------------------------------------------------------- */

static char *
dup_time (int at_s)
{
  return g_strdup_printf ("%02d:%02d", at_s / 3600, at_s / 60 % 60);
}

static void
quiet_changed_cb (ArcRemindersPage *self)
{
  gboolean is_set = adw_expander_row_get_enable_expansion (self->quiet_row);
  g_autofree char *from = dup_time (arc_time_row_get_seconds (self->from_row));
  g_autofree char *to = dup_time (arc_time_row_get_seconds (self->to_row));

  if (self->quiet)
    return;
  store (self, ARC_SETTING_QUIET_FROM, is_set ? from : "", written_cb);
  store (self, ARC_SETTING_QUIET_TO, is_set ? to : "", written_cb);
}

static void
quiet_switched_cb (ArcRemindersPage *self)
{
  if (self->quiet)
    return;
  adw_expander_row_set_expanded (self->quiet_row,
                                 adw_expander_row_get_enable_expansion (self->quiet_row));
  quiet_changed_cb (self);
}

static void
quote_switched_cb (ArcRemindersPage *self)
{
  if (!self->quiet)
    store (self, ARC_SETTING_QUOTE, gtk_switch_get_active (self->quote_switch) ? "yes" : "",
           written_cb);
}

/* "22:00" in seconds, or -1. */
static int
parse_time (const char *text)
{
  int hour, minute;

  if (sscanf (text, "%d:%d", &hour, &minute) != 2 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59)
    return -1;
  return hour * 3600 + minute * 60;
}

/* ---- schedules -------------------------------------------------------------------------- */

static void
open_schedule (ArcRemindersPage *self, const ArcReminder *reminder)
{
  g_autoptr (ArcReminder) first = NULL;
  gint64 now_us = g_get_real_time ();

  if (self->reflections == NULL)
    return;
  if (reminder == NULL)
    first = arc_reflections_first (now_us, self->reflections->zone);
  gtk_window_present (GTK_WINDOW (arc_schedule_dialog_new (GTK_WIDGET (self), self->service,
                                                           first != NULL ? first : reminder, now_us,
                                                           self->reflections->zone)));
}

static void
schedule_activated_cb (ArcRemindersPage *self, GtkListBoxRow *row)
{
  open_schedule (self, g_object_get_data (G_OBJECT (row), "arc-reminder"));
}

static void
add_clicked_cb (ArcRemindersPage *self)
{
  open_schedule (self, NULL);
}

static char *
dup_subtitle (const ArcReminder *reminder, const ArcReflections *reflections)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *when = NULL;
  ArcOccurrence next;

  g_ptr_array_add (one, (gpointer) reminder);
  if (arc_next_reflection (one, reflections->firings, reflections->zone, reflections->now_us,
                           &next) == NULL)
    return g_strdup (reminder->paused ? _ ("Paused") : _ ("Its last time has passed"));
  when = arc_when_soon (next.utc_us, reflections->now_us, reflections->zone);
  /* Translators: %s is a time: “Next: Fri 15:30” */
  return g_strdup_printf (_ ("Next: %s"), when);
}

/* “CRM: every Friday at 15:30” */
static char *
dup_title (const ArcReminder *reminder)
{
  g_autofree char *sentence = arc_schedule_sentence (reminder);
  g_autofree char *title =
      *reminder->title == '\0'
          ? g_strdup (sentence)
          /* Translators: a topic, and how often: “CRM: every Friday at 15:30” */
          : g_strdup_printf (_ ("%1$s: %2$s"), reminder->title, sentence);

  return g_markup_escape_text (title, -1);
}

static void
show_schedules (ArcRemindersPage *self)
{
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->schedules_list, 0)) != NULL)
    gtk_list_box_remove (self->schedules_list, GTK_WIDGET (old));
  for (guint i = 0; i < self->reflections->reminders->len; i++) {
    ArcReminder *reminder = g_ptr_array_index (self->reflections->reminders, i);
    g_autofree char *title = dup_title (reminder);
    g_autofree char *subtitle = dup_subtitle (reminder, self->reflections);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("go-next-symbolic"));
    g_object_set_data_full (G_OBJECT (row), "arc-reminder", arc_reminder_copy (reminder),
                            (GDestroyNotify) arc_reminder_free);
    gtk_list_box_append (self->schedules_list, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->schedules_list), self->reflections->reminders->len > 0);
}

/* ---- reading ---------------------------------------------------------------------------- */

typedef struct {
  ArcReflections *reflections;
  guint changes; /* of the person, by then */
  gboolean is_on;
  gboolean quote;
  int from_s; /* -1 for none */
  int to_s;
} PageData;

static void
page_data_free (PageData *data)
{
  arc_reflections_free (data->reflections);
  g_free (data);
}

static gpointer
read_page (ArcJournal *journal, gpointer changes, GCancellable *cancellable, GError **error)
{
  g_autofree char *reminders = arc_journal_dup_setting (journal, ARC_SETTING_REMINDERS);
  g_autofree char *quote = arc_journal_dup_setting (journal, ARC_SETTING_QUOTE);
  g_autofree char *from = arc_journal_dup_setting (journal, ARC_SETTING_QUIET_FROM);
  g_autofree char *to = arc_journal_dup_setting (journal, ARC_SETTING_QUIET_TO);
  ArcReflections *reflections = arc_reflections_read (journal, error);
  PageData *data;

  if (reflections == NULL)
    return NULL;
  data = g_new0 (PageData, 1);
  data->reflections = reflections;
  data->changes = GPOINTER_TO_UINT (changes);
  data->is_on = !g_str_equal (reminders, "off");
  data->quote = g_str_equal (quote, "yes");
  data->from_s = parse_time (from);
  data->to_s = parse_time (to);
  return data;
}

static void
show_page (ArcRemindersPage *self, const PageData *data)
{
  gboolean may_write = !arc_journal_service_is_read_only (self->service);
  gboolean has_quiet = data->from_s >= 0 && data->to_s >= 0;

  self->quiet = TRUE;
  self->is_on = data->is_on;
  gtk_switch_set_active (self->on_switch, data->is_on);
  gtk_switch_set_active (self->quote_switch, data->quote);
  adw_expander_row_set_enable_expansion (self->quiet_row, has_quiet);
  arc_time_row_set_seconds (self->from_row, has_quiet ? data->from_s : QUIET_FROM_S);
  arc_time_row_set_seconds (self->to_row, has_quiet ? data->to_s : QUIET_TO_S);
  self->quiet = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_row), data->is_on);
  gtk_widget_set_sensitive (self->add_button, may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->on_row), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->quiet_row), may_write);
  show_schedules (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  PageData *data = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (self->service != NULL && data != NULL && data->changes == self->changes) {
    g_clear_pointer (&self->reflections, arc_reflections_free);
    self->reflections = g_steal_pointer (&data->reflections);
    show_page (self, data);
    ask_status (self);
  } else if (self->service != NULL && error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
  }
  g_clear_pointer (&data, page_data_free);
}

static void
refresh (ArcRemindersPage *self)
{
  /* What is read now may be from before the person's change. */
  if (self->writing > 0)
    return;
  arc_journal_service_read_async (self->service, read_page, GUINT_TO_POINTER (self->changes), NULL,
                                  (GDestroyNotify) page_data_free, self->cancellable, read_cb,
                                  g_object_ref (self));
}

/* ---- the page --------------------------------------------------------------------------- */

static void
arc_reminders_page_dispose (GObject *object)
{
  ArcRemindersPage *self = ARC_REMINDERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->reflections, arc_reflections_free);
  G_OBJECT_CLASS (arc_reminders_page_parent_class)->dispose (object);
}

static void
arc_reminders_page_class_init (ArcRemindersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_reminders_page_dispose;
  g_type_ensure (ARC_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-reminders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, on_row);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, on_switch);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, test_row);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, quiet_row);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, quote_switch);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, schedules_list);
  gtk_widget_class_bind_template_child (widget_class, ArcRemindersPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, quiet_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, quiet_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, quote_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
arc_reminders_page_init (ArcRemindersPage *self)
{
  self->quiet = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_reminders_page_new (ArcJournalService *service)
{
  ArcRemindersPage *self;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_REMINDERS_PAGE, NULL);
  self->service = g_object_ref (service);
  g_signal_connect_swapped (service, "changed", G_CALLBACK (refresh), self);
  refresh (self);
  self->watch_id =
      arc_reminders_watch (arc_journal_service_get_path (service), daemon_changed_cb, self);
  return GTK_WIDGET (self);
}
