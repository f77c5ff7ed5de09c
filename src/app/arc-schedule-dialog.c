/* The dialog for one reflection that recurs: how often, when, and its next five times. What the
 * rows say holds once it is saved; skipping one time and removing hold at once, with a way back. */
#include "arc-schedule-dialog.h"

#include <glib/gi18n.h>

#include "arc-add-to-calendar.h"
#include "arc-day-row.h"
#include "arc-reflections.h"
#include "arc-reminders-wake.h"
#include "arc-schedule-form.h"
#include "arc-schedule-preview.h"
#include "arc-undo-toast.h"
#include "arc-when.h"

/* What a pause lasts unless another day is chosen. */
#define PAUSE_DAYS 14

struct _ArcScheduleDialog {
  AdwWindow parent_instance;

  GtkWidget *save_button;
  ArcScheduleForm *form;
  AdwPreferencesGroup *times_group;
  GtkListBox *times_list;
  GtkWidget *manage_group;
  AdwExpanderRow *pause_row;
  ArcDayRow *until_row;
  GtkWidget *calendar_group;
  GtkWidget *remove_button;

  ArcJournalService *service;
  GCancellable *cancellable; /* cancelled when the dialog goes */
  GtkWidget *opener;         /* weak */
  ArcReminder *stored;       /* as the journal has it, or as it was proposed */
  gint64 now_us;
  char *here;
  guint preview_serial; /* of the last preview that was asked for */
  gboolean quiet;       /* while the program sets the rows */
};

G_DEFINE_FINAL_TYPE (ArcScheduleDialog, arc_schedule_dialog, ADW_TYPE_WINDOW)

static void refresh (ArcScheduleDialog *self);

static ArcReminder *
dup_reminder (ArcScheduleDialog *self)
{
  ArcReminder *reminder = arc_schedule_form_dup_reminder (self->form);

  reminder->paused = adw_expander_row_get_enable_expansion (self->pause_row);
  reminder->paused_until = reminder->paused ? arc_day_row_get_day (self->until_row) : (ArcDay){0};
  return reminder;
}

static gboolean
is_stored (ArcScheduleDialog *self)
{
  return self->stored->id != NULL;
}

/* ---- skipping --------------------------------------------------------------------------- */

typedef struct {
  ArcScheduleDialog *dialog;
  ArcSkip *skip;
} Skipping;

static void
skipping_free (Skipping *skipping)
{
  g_object_unref (skipping->dialog);
  arc_skip_free (skipping->skip);
  g_free (skipping);
}

static void skip (ArcScheduleDialog *self, const char *reminder_id, const ArcOccurrence *at,
                  gboolean is_skip);

static void
unskip_cb (gpointer data)
{
  Skipping *skipping = data;

  if (skipping->dialog->service != NULL)
    skip (skipping->dialog, skipping->skip->reminder_id, &skipping->skip->at, FALSE);
}

static void
skipped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Skipping *skipping = user_data;
  ArcScheduleDialog *self = skipping->dialog;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (self->service == NULL || error != NULL || !skipping->skip->skip) {
    if (self->service != NULL)
      arc_toast_error (GTK_WIDGET (self->form), error);
    skipping_free (skipping);
  } else {
    arc_undo_toast_show (GTK_WIDGET (self->form), _ ("This time is left out"), unskip_cb, skipping,
                         (GDestroyNotify) skipping_free);
  }
  refresh (self);
}

static void
skip (ArcScheduleDialog *self, const char *reminder_id, const ArcOccurrence *at, gboolean is_skip)
{
  Skipping *skipping = g_new0 (Skipping, 1);

  skipping->dialog = g_object_ref (self);
  skipping->skip = arc_skip_new (reminder_id, at, is_skip);
  arc_journal_service_write_async (
      self->service, arc_reflections_skip, arc_skip_new (reminder_id, at, is_skip),
      (GDestroyNotify) arc_skip_free, NULL, NULL, skipped_cb, skipping);
}

static void
skip_clicked_cb (GtkWidget *button, ArcScheduleDialog *self)
{
  const ArcOccurrence *at = g_object_get_data (G_OBJECT (button), "arc-occurrence");
  gboolean is_skip = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "arc-skip"));

  skip (self, self->stored->id, at, is_skip);
}

/* ---- the next five times ---------------------------------------------------------------- */

static GtkWidget *
new_skip_button (ArcScheduleDialog *self, const ArcOccurrence *at, gboolean is_skip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (is_skip ? _ ("S_kip") : _ ("Do not s_kip"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, is_skip ? _ ("Leave this time out; it costs nothing")
                                               : _ ("Take this time back in"));
  g_object_set_data_full (G_OBJECT (button), "arc-occurrence", g_memdup2 (at, sizeof *at), g_free);
  g_object_set_data (G_OBJECT (button), "arc-skip", GINT_TO_POINTER (is_skip));
  g_signal_connect (button, "clicked", G_CALLBACK (skip_clicked_cb), self);
  return button;
}

/* What the time is here, of a reflection that follows the clock of another place. */
static char *
dup_time_here (ArcScheduleDialog *self, const ArcOccurrence *at, const char *zone)
{
  g_autofree char *time = NULL;

  if (g_str_equal (zone, self->here))
    return g_strdup ("");
  time = arc_instant_format_local (at->utc_us, self->here, "%H:%M");
  /* Translators: %s is a time of day: “09:30 where you are” */
  return g_strdup_printf (_ ("%s where you are"), time);
}

static void
append_time (ArcScheduleDialog *self, const ArcReminder *reminder, const ArcOccurrence *at,
             gboolean is_skipped, gboolean has_button)
{
  const char *zone = *reminder->zone != '\0' ? reminder->zone : self->here;
  ArcDay today = arc_day_of (self->now_us, self->here, 0);
  g_autofree char *date = arc_when_date (at->day, today);
  /* Not as the rule says it: a clock change may skip that time. */
  g_autofree char *time = arc_instant_format_local (at->utc_us, zone, "%H:%M");
  g_autofree char *time_here = dup_time_here (self, at, zone);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (is_skipped ? _ ("skipped") : time);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time_here);
  gtk_widget_add_css_class (label, is_skipped ? "dim-label" : "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (has_button || is_skipped)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_skip_button (self, at, !is_skipped));
  gtk_list_box_append (self->times_list, row);
}

static void
show_times (ArcScheduleDialog *self, const ArcReminder *reminder, const ArcSchedulePreview *preview)
{
  /* What is changed must be saved before one of its times can be left out. */
  gboolean may_skip = is_stored (self) && arc_reminder_equal (reminder, self->stored) &&
                      !arc_journal_service_is_read_only (self->service);
  gboolean has_next = FALSE;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->times_list, 0)) != NULL)
    gtk_list_box_remove (self->times_list, GTK_WIDGET (row));
  for (guint i = 0; i < preview->n_times; i++) {
    gboolean is_skipped = may_skip && preview->skipped[i];
    gboolean is_next = !is_skipped && !has_next;

    append_time (self, reminder, &preview->times[i], is_skipped, is_next && may_skip);
    has_next = has_next || is_next;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->times_list), preview->n_times > 0);
}

static char *
dup_description (const ArcReminder *reminder, const ArcSchedulePreview *preview)
{
  if (preview->problem != NULL)
    return g_strdup (preview->problem);
  if (preview->n_times > 0)
    return g_strdup (preview->sentence);
  if (reminder->paused)
    return g_strdup (_ ("Nothing until you resume it."));
  return g_strdup (_ ("Its last time has passed."));
}

typedef struct {
  ArcScheduleDialog *dialog;
  ArcReminder *reminder;
  guint serial;
} Previewing;

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Previewing *previewing = user_data;
  g_autoptr (ArcScheduleDialog) self = previewing->dialog;
  g_autoptr (ArcReminder) reminder = previewing->reminder;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSchedulePreview) preview =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_autofree char *description = NULL;
  g_autofree char *markup = NULL;

  if (self->service == NULL || previewing->serial != self->preview_serial)
    return;
  if (preview == NULL) {
    arc_toast_error (GTK_WIDGET (self->form), error);
    return;
  }
  description = dup_description (reminder, preview);
  markup = g_markup_escape_text (description, -1);
  adw_preferences_group_set_description (self->times_group, markup);
  show_times (self, reminder, preview);
  gtk_widget_set_sensitive (self->save_button,
                            preview->problem == NULL &&
                                !arc_journal_service_is_read_only (self->service));
}

/* A rule from elsewhere may take its time: it is expanded on the reading thread. */
static void
refresh (ArcScheduleDialog *self)
{
  Previewing *previewing;
  ArcReminder *reminder;

  if (self->service == NULL)
    return;
  reminder = dup_reminder (self);
  previewing = g_new0 (Previewing, 1);
  *previewing = (Previewing){g_object_ref (self), reminder, ++self->preview_serial};
  arc_journal_service_read_async (self->service, arc_schedule_preview_read,
                                  arc_preview_request_new (reminder, self->now_us, self->here),
                                  (GDestroyNotify) arc_preview_request_free,
                                  (GDestroyNotify) arc_schedule_preview_free, self->cancellable,
                                  preview_cb, previewing);
}

static void
changed_cb (ArcScheduleDialog *self)
{
  if (!self->quiet)
    refresh (self);
}

static void
pause_switched_cb (ArcScheduleDialog *self)
{
  gboolean paused = adw_expander_row_get_enable_expansion (self->pause_row);

  if (self->quiet)
    return;
  adw_expander_row_set_expanded (self->pause_row, paused);
  refresh (self);
}

/* ---- saving ----------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcScheduleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_on = GPOINTER_TO_INT (
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error));

  if (is_on)
    arc_reminders_wake (ARC_JOURNAL_SERVICE (source));
  if (self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (error != NULL)
    arc_toast_error (GTK_WIDGET (self->form), error);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (ArcScheduleDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, FALSE);
  arc_journal_service_write_async (self->service, arc_reflections_save, dup_reminder (self),
                                   (GDestroyNotify) arc_reminder_free, NULL, NULL, saved_cb,
                                   g_object_ref (self));
}

static void
calendar_activated_cb (ArcScheduleDialog *self)
{
  arc_add_to_calendar (GTK_WIDGET (self->form), self->stored);
}

/* ---- removing --------------------------------------------------------------------------- */

typedef struct {
  ArcJournalService *service;
  ArcRemoved *removed;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->service);
  arc_removed_free (removal->removed);
  g_free (removal);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) opener = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (opener != NULL)
    arc_toast_error (opener, error);
}

static void
restore_cb (gpointer data)
{
  Removal *removal = data;

  if (removal->removed == NULL)
    return;
  arc_journal_service_write_async (
      removal->service, arc_reflections_restore, g_steal_pointer (&removal->removed),
      (GDestroyNotify) arc_removed_free, NULL, NULL, restored_cb, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcScheduleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcRemoved) removed =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (error != NULL) {
    if (self->service != NULL)
      arc_toast_error (GTK_WIDGET (self->form), error);
    return;
  }
  if (removed != NULL && self->opener != NULL) {
    Removal *removal = g_new0 (Removal, 1);

    *removal = (Removal){g_object_ref (ARC_JOURNAL_SERVICE (source)), g_steal_pointer (&removed)};
    arc_undo_toast_show (self->opener, _ ("Reminder removed"), restore_cb, removal,
                         (GDestroyNotify) removal_free);
  }
  if (self->service != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
remove_clicked_cb (ArcScheduleDialog *self)
{
  gtk_widget_set_sensitive (self->remove_button, FALSE);
  arc_journal_service_write_async (
      self->service, arc_reflections_remove, g_strdup (self->stored->id), g_free,
      (GDestroyNotify) arc_removed_free, NULL, removed_cb, g_object_ref (self));
}

/* ---- the window ------------------------------------------------------------------------- */

/* A pause whose end has come is none. */
static void
end_pause (ArcReminder *reminder, ArcDay today)
{
  if (reminder->paused_until.year == 0 || arc_day_compare (reminder->paused_until, today) > 0)
    return;
  reminder->paused = FALSE;
  reminder->paused_until = (ArcDay){0};
}

static void
show_stored (ArcScheduleDialog *self)
{
  ArcDay today = arc_day_of (self->now_us, self->here, 0);
  gboolean read_only = arc_journal_service_is_read_only (self->service);

  end_pause (self->stored, today);
  self->quiet = TRUE;
  arc_schedule_form_set_reminder (self->form, self->stored, self->here);
  adw_expander_row_set_enable_expansion (self->pause_row, self->stored->paused);
  adw_expander_row_set_expanded (self->pause_row, self->stored->paused);
  arc_day_row_set_day (self->until_row, self->stored->paused ? self->stored->paused_until
                                                             : arc_day_add (today, PAUSE_DAYS));
  gtk_widget_set_visible (self->manage_group, is_stored (self) && !read_only);
  gtk_widget_set_visible (self->calendar_group, is_stored (self));
  gtk_widget_set_visible (self->remove_button, is_stored (self) && !read_only);
  self->quiet = FALSE;
}

static void
arc_schedule_dialog_dispose (GObject *object)
{
  ArcScheduleDialog *self = ARC_SCHEDULE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->opener);
  G_OBJECT_CLASS (arc_schedule_dialog_parent_class)->dispose (object);
}

static void
arc_schedule_dialog_finalize (GObject *object)
{
  ArcScheduleDialog *self = ARC_SCHEDULE_DIALOG (object);

  arc_reminder_free (self->stored);
  g_free (self->here);
  G_OBJECT_CLASS (arc_schedule_dialog_parent_class)->finalize (object);
}

static void
arc_schedule_dialog_class_init (ArcScheduleDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_schedule_dialog_dispose;
  object_class->finalize = arc_schedule_dialog_finalize;

  g_type_ensure (ARC_TYPE_DAY_ROW);
  g_type_ensure (ARC_TYPE_SCHEDULE_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-schedule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, form);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, times_group);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, times_list);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, manage_group);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, pause_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, calendar_group);
  gtk_widget_class_bind_template_child (widget_class, ArcScheduleDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
arc_schedule_dialog_init (ArcScheduleDialog *self)
{
  self->quiet = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_schedule_dialog_new (GtkWidget *opener, ArcJournalService *service, const ArcReminder *reminder,
                         gint64 now_us, const char *here)
{
  ArcScheduleDialog *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (reminder != NULL && here != NULL, NULL);

  root = gtk_widget_get_root (opener);
  self = g_object_new (ARC_TYPE_SCHEDULE_DIALOG, "transient-for",
                       GTK_IS_WINDOW (root) ? root : NULL, NULL);
  self->service = g_object_ref (service);
  self->stored = arc_reminder_copy (reminder);
  self->now_us = now_us;
  self->here = g_strdup (here);
  g_set_weak_pointer (&self->opener, opener);
  if (!is_stored (self))
    gtk_window_set_title (GTK_WINDOW (self), _ ("Reflect Regularly"));
  show_stored (self);
  refresh (self);
  return GTK_WIDGET (self);
}
