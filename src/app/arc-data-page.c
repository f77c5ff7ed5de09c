/* Preferences, Data: where the journal is, copies of it, entries in and out. One long work at a
 * time; it runs on a worker, with progress, and can be stopped. */
#include "arc-data-page.h"

#include <glib/gi18n.h>

#include "arc-data-jobs.h"
#include "arc-progress-dialog.h"
#include "arc-share-open.h"

struct _ArcDataPage {
  AdwPreferencesPage parent_instance;

  GtkLabel *path_label;
  GtkLabel *size_label;
  GtkWidget *import_row;
  AdwComboRow *format_row;

  ArcJournalService *service;
  GCancellable *cancellable; /* of what is read for the page */
  GCancellable *job_cancellable;
  ArcProgressDialog *job_dialog; /* NULL while nothing runs */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (ArcDataPage, arc_data_page, ADW_TYPE_PREFERENCES_PAGE)

/* In the order of the combo row. */
static const struct {
  ArcFormat format;
  const char *ending;
} export_formats[] = {
    {ARC_FORMAT_JSONL, ".jsonl"},
    {ARC_FORMAT_MARKDOWN, ".md"},
    {ARC_FORMAT_CSV, ".csv"},
    {ARC_FORMAT_ICALENDAR, ".ics"},
};

static GtkWindow *
get_window (ArcDataPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_toast (ArcDataPage *self, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);
  g_autofree char *title = g_markup_escape_text (text, -1);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (title));
}

/* ---- where and how much ------------------------------------------------------------------- */

static void
size_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autofree ArcDataSize *size =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *entries = NULL;
  g_autofree char *text = NULL;

  if (size == NULL || self->cancellable == NULL)
    return;
  bytes = g_format_size (size->bytes);
  entries = g_strdup_printf (ngettext ("%lu entry", "%lu entries", (gulong) size->entries),
                             (gulong) size->entries);
  /* Translators: “250 entries · 1.2 MB” */
  text = g_strdup_printf (_ ("%s · %s"), entries, bytes);
  gtk_label_set_label (self->size_label, text);
}

static void
read_size (ArcDataPage *self)
{
  if (self->cancellable != NULL)
    arc_journal_service_read_async (self->service, arc_data_read_size, NULL, NULL, g_free,
                                    self->cancellable, size_read_cb, g_object_ref (self));
}

static void
folder_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_toast (self, error->message);
}

static void
open_folder_cb (ArcDataPage *self)
{
  g_autofree char *folder = g_path_get_dirname (arc_journal_service_get_path (self->service));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri_full (get_window (self), uri, GDK_CURRENT_TIME, NULL, folder_opened_cb,
                       g_object_ref (self));
}

static void
copy_path_cb (ArcDataPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->path_label));
  show_toast (self, _ ("Path copied"));
}

/* ---- one long work ------------------------------------------------------------------------ */

/* Returns: (transfer full): what the work tells its progress to; NULL if another one runs. */
static ArcProgress *
begin_job (ArcDataPage *self, const char *heading)
{
  g_autoptr (ArcProgress) progress = NULL;

  if (self->job_dialog != NULL)
    return NULL;
  progress = arc_progress_new ();
  g_clear_object (&self->job_cancellable);
  self->job_cancellable = g_cancellable_new ();
  self->job_dialog =
      arc_progress_dialog_new (get_window (self), heading, progress, self->job_cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  return g_steal_pointer (&progress);
}

/* Returns: whether there is something to report: no error, and the page still shown. */
static gboolean
end_job (ArcDataPage *self, const GError *error)
{
  g_clear_pointer (&self->job_dialog, arc_progress_dialog_finish);
  if (self->cancellable == NULL || get_window (self) == NULL)
    return FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  read_size (self);
  if (error == NULL)
    return TRUE;
  if (g_cancellable_is_cancelled (self->job_cancellable))
    show_toast (self, _ ("Stopped; nothing was changed"));
  else
    arc_report_dialog_show (get_window (self), _ ("That did not work"), error->message, NULL);
  return FALSE;
}

static void
check_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (!end_job (self, error))
    return;
  if (faults->len == 0)
    arc_report_dialog_show (get_window (self), _ ("The journal is sound"),
                            _ ("Every part of it was read and found in order."), NULL);
  else
    arc_report_dialog_show (
        get_window (self), _ ("The journal has faults"),
        _ ("Make a backup now. Then “arcj recover” can bring what is readable into a new file."),
        faults);
}

static void
check_clicked_cb (ArcDataPage *self)
{
  g_autoptr (ArcProgress) progress = begin_job (self, _ ("Checking the journal…"));

  if (progress != NULL)
    arc_journal_service_read_async (self->service, arc_data_check, NULL, NULL,
                                    (GDestroyNotify) g_ptr_array_unref, self->job_cancellable,
                                    check_done_cb, g_object_ref (self));
}

static void
backup_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (end_job (self, error))
    show_toast (self, _ ("Backup written"));
}

void
arc_data_page_backup_to (ArcDataPage *self, const char *path)
{
  g_autoptr (ArcProgress) progress = begin_job (self, _ ("Backing up…"));

  if (progress != NULL)
    arc_journal_service_read_async (self->service, arc_data_backup,
                                    arc_data_job_new (path, progress),
                                    (GDestroyNotify) arc_data_job_free, NULL, self->job_cancellable,
                                    backup_done_cb, g_object_ref (self));
}

static void
export_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcDataMoved *moved =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (end_job (self, error)) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%lu entry exported", "%lu entries exported", (gulong) moved->added),
        (gulong) moved->added);

    show_toast (self, text);
  }
  arc_data_moved_free (moved);
}

void
arc_data_page_export_to (ArcDataPage *self, const char *path)
{
  g_autoptr (ArcProgress) progress = begin_job (self, _ ("Exporting…"));
  ArcDataJob *job;

  if (progress == NULL)
    return;
  job = arc_data_job_new (path, progress);
  job->format = export_formats[adw_combo_row_get_selected (self->format_row)].format;
  arc_journal_service_read_async (self->service, arc_data_export, job,
                                  (GDestroyNotify) arc_data_job_free,
                                  (GDestroyNotify) arc_data_moved_free, self->job_cancellable,
                                  export_done_cb, g_object_ref (self));
}

static char *
describe_import (const ArcDataMoved *moved)
{
  g_autofree char *added =
      g_strdup_printf (ngettext ("%lu entry added", "%lu entries added", (gulong) moved->added),
                       (gulong) moved->added);
  g_autofree char *updated = g_strdup_printf (
      ngettext ("%lu brought up to date", "%lu brought up to date", (gulong) moved->updated),
      (gulong) moved->updated);
  g_autofree char *unchanged = g_strdup_printf (
      ngettext ("%lu was there already", "%lu were there already", (gulong) moved->unchanged),
      (gulong) moved->unchanged);

  /* Translators: “250 entries added, 0 brought up to date, 3 were there already.” */
  return g_strdup_printf (_ ("%s, %s, %s."), added, updated, unchanged);
}

static void
import_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  ArcDataMoved *moved =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (end_job (self, error)) {
    g_autofree char *text = describe_import (moved);

    if (moved->rejected->len == 0)
      arc_report_dialog_show (get_window (self), _ ("Imported"), text, NULL);
    else
      arc_report_dialog_show (get_window (self), _ ("Nothing was imported"),
                              _ ("The file has entries that cannot be read. Mend these lines and "
                                 "import it again."),
                              moved->rejected);
  }
  arc_data_moved_free (moved);
}

void
arc_data_page_import_from (ArcDataPage *self, const char *path)
{
  g_autoptr (ArcProgress) progress = NULL;

  if (arc_share_open_is_one (path)) {
    arc_share_open (get_window (self), self->service, path);
    return;
  }
  progress = begin_job (self, _ ("Importing…"));
  if (progress != NULL)
    arc_journal_service_write_async (
        self->service, arc_data_import, arc_data_job_new (path, progress),
        (GDestroyNotify) arc_data_job_free, (GDestroyNotify) arc_data_moved_free,
        self->job_cancellable, import_done_cb, g_object_ref (self));
}

/* ---- choosing files ----------------------------------------------------------------------- */

typedef void (*ArcPathFunc) (ArcDataPage *self, const char *path);

static void
chosen_cb (ArcDataPage *self, int response, GtkFileChooserNative *chooser)
{
  ArcPathFunc func = g_object_get_data (G_OBJECT (chooser), "arc-func");

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

    if (path != NULL)
      func (self, path);
    else
      show_toast (self, _ ("Choose a folder on this computer"));
  }
  if (self->chooser == chooser)
    g_clear_object (&self->chooser);
}

static GtkFileChooser *
choose (ArcDataPage *self, const char *title, GtkFileChooserAction action, const char *accept,
        ArcPathFunc func)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, get_window (self), action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_object_set_data (G_OBJECT (self->chooser), "arc-func", func);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_FILE_CHOOSER (self->chooser);
}

static char *
dated_name (const char *ending)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  return g_strconcat ("arc-journal-", day, ending, NULL);
}

static void
backup_clicked_cb (ArcDataPage *self)
{
  g_autofree char *name = dated_name (".db");
  GtkFileChooser *chooser = choose (self, _ ("Back up"), GTK_FILE_CHOOSER_ACTION_SAVE,
                                    _ ("_Back up"), arc_data_page_backup_to);

  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_clicked_cb (ArcDataPage *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);
  g_autofree char *name = dated_name (export_formats[selected].ending);
  GtkFileChooser *chooser = choose (self, _ ("Export all entries"), GTK_FILE_CHOOSER_ACTION_SAVE,
                                    _ ("_Export"), arc_data_page_export_to);

  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
import_clicked_cb (ArcDataPage *self)
{
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooser *chooser = choose (self, _ ("Import entries"), GTK_FILE_CHOOSER_ACTION_OPEN,
                                    _ ("_Import"), arc_data_page_import_from);

  gtk_file_filter_set_name (known, _ ("JSON Lines, Markdown, CSV, iCalendar, shares"));
  for (guint i = 0; i < G_N_ELEMENTS (export_formats); i++)
    gtk_file_filter_add_suffix (known, export_formats[i].ending + 1);
  gtk_file_filter_add_suffix (known, "json");
  gtk_file_filter_add_suffix (known, "arcshare");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, known);
  gtk_file_chooser_add_filter (chooser, all);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- the widget itself -------------------------------------------------------------------- */

/* The window is closed: what it shows the progress of stops with it. */
static void
arc_data_page_unroot (GtkWidget *widget)
{
  ArcDataPage *self = ARC_DATA_PAGE (widget);

  g_cancellable_cancel (self->job_cancellable);
  g_clear_pointer (&self->job_dialog, arc_progress_dialog_finish);
  GTK_WIDGET_CLASS (arc_data_page_parent_class)->unroot (widget);
}

static void
arc_data_page_dispose (GObject *object)
{
  ArcDataPage *self = ARC_DATA_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job_cancellable);
  g_clear_object (&self->chooser);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_data_page_parent_class)->dispose (object);
}

static void
arc_data_page_class_init (ArcDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_data_page_dispose;
  widget_class->unroot = arc_data_page_unroot;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcDataPage, path_label);
  gtk_widget_class_bind_template_child (widget_class, ArcDataPage, size_label);
  gtk_widget_class_bind_template_child (widget_class, ArcDataPage, import_row);
  gtk_widget_class_bind_template_child (widget_class, ArcDataPage, format_row);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_path_cb);
  gtk_widget_class_bind_template_callback (widget_class, backup_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
}

static void
arc_data_page_init (ArcDataPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_data_page_new (ArcJournalService *service)
{
  ArcDataPage *self = g_object_new (ARC_TYPE_DATA_PAGE, NULL);

  self->service = g_object_ref (service);
  gtk_label_set_label (self->path_label, arc_journal_service_get_path (service));
  gtk_widget_set_sensitive (self->import_row, !arc_journal_service_is_read_only (service));
  g_signal_connect_swapped (service, "changed", G_CALLBACK (read_size), self);
  read_size (self);
  return GTK_WIDGET (self);
}
