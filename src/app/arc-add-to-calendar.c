/* Writes a reminder as a calendar, away from the main thread. */
#include "arc-add-to-calendar.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "arc-calendar.h"
#include "arc-day.h"
#include "arc-undo-toast.h"

typedef struct {
  ArcReminder *reminder;
  char *path;
} Job;

static void
job_free (Job *job)
{
  arc_reminder_free (job->reminder);
  g_free (job->path);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *here = arc_zone_local ();
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;

  if (arc_calendar_write_reminder (job->reminder, here, text, &error) &&
      g_file_set_contents (job->path, text->str, text->len, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_cb (AdwToast *toast, GtkWidget *widget)
{
  const char *uri = g_object_get_data (G_OBJECT (toast), "arc-uri");
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    arc_toast_error (widget, error);
    return;
  }
  if (overlay == NULL)
    return;
  toast = adw_toast_new (_ ("Written; open it with your calendar"));
  adw_toast_set_button_label (toast, _ ("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "arc-uri", g_filename_to_uri (job->path, NULL, NULL),
                          g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), widget, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
arc_add_to_calendar_at (GtkWidget *widget, const ArcReminder *reminder, const char *path)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, written_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->reminder = arc_reminder_copy (reminder);
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* The chooser keeps the widget alive while it is open, and itself until it is answered. */
static void
chosen_cb (GtkFileChooserNative *chooser, int response, GtkWidget *widget)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    path = file != NULL ? g_file_get_path (file) : NULL;
    if (path != NULL)
      arc_add_to_calendar_at (widget, g_object_get_data (G_OBJECT (chooser), "arc-reminder"), path);
  }
  g_object_unref (chooser);
}

void
arc_add_to_calendar (GtkWidget *widget, const ArcReminder *reminder)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Add to calendar"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Write"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  /* Translators: the name of a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("reflection.ics"));
  g_object_set_data_full (G_OBJECT (chooser), "arc-reminder", arc_reminder_copy (reminder),
                          (GDestroyNotify) arc_reminder_free);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), g_object_ref (widget),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
