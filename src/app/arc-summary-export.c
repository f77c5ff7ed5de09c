/* Summaries and playbooks as files: what they are to be, where, and writing them. */
#include "arc-summary-export.h"

#include "arc-error.h"
#include "arc-json-summary.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const labels[] = {
    [ARC_PAPER_PDF] = N_ ("PDF"),
    [ARC_PAPER_HTML] = N_ ("Web page (HTML)"),
    [ARC_PAPER_MARKDOWN] = N_ ("Markdown"),
    [ARC_PAPER_JSON] = N_ ("Data (JSON)"),
};

/* ---- writing ------------------------------------------------------------------------------ */

/* What a file is made of: a summary, or a document that was made on the main thread. */
typedef struct {
  ArcSummary *summary;
  GPtrArray *members; /* (nullable): whom a file for outside does not name */
  ArcDocument *document;
  ArcDay day;
  ArcPaper paper;
  gboolean inside;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->summary, arc_summary_free);
  g_clear_pointer (&job->members, g_ptr_array_unref);
  g_clear_pointer (&job->document, arc_document_free);
  g_free (job->path);
  g_free (job);
}

static GBytes *
make_bytes (const Job *job, GError **error)
{
  const ArcSummaryModule *module = arc_summary_module_get (error);
  g_autoptr (ArcSummary) shown = NULL;
  g_autoptr (ArcDocument) document = NULL;

  if (module == NULL)
    return NULL;
  if (job->document != NULL)
    return arc_paper_set (module, job->document, job->paper, job->day, error);
  shown = job->inside ? arc_summary_copy (job->summary)
                      : arc_summary_outside (job->summary, job->members);
  if (job->paper == ARC_PAPER_JSON) {
    char *text = arc_body_from_summary (shown);

    return g_bytes_new_take (text, strlen (text));
  }
  document = module->document (shown, !job->inside);
  return arc_paper_set (module, document, job->paper, job->day, error);
}

static void
write_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (job, &error);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL) {
    g_task_return_error (task, error);
  } else if (g_file_set_contents_full (job->path, text, (gssize) length,
                                       G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                       0600, &error)) {
    g_task_return_boolean (task, TRUE);
  } else {
    g_task_return_new_error (task, ARC_ERROR, ARC_ERROR_FAILED, _ ("Cannot write “%s”: %s"),
                             job->path, error->message);
    g_clear_error (&error);
  }
}

static void
run (Job *job, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_func);
}

void
arc_summary_export_write (const ArcSummary *summary, ArcPaper paper, gboolean inside,
                          const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){.summary = arc_summary_copy (summary),
               .day = summary->made_on,
               .paper = paper,
               .inside = inside,
               .path = g_strdup (path)};
  run (job, callback, user_data);
}

gboolean
arc_summary_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- asking ------------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *widget;
  GtkWidget *paper_row;
  GtkWidget *inside_switch; /* (nullable) */
  char *name;
  Job *job; /* NULL once it runs */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->widget);
  g_clear_pointer (&asking->job, job_free);
  g_free (asking->name);
  g_free (asking);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (arc_summary_export_finish (result, &error))
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("The file is written"));
  else
    arc_toast_error (widget, error);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, Asking *asking)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

    asking->job->path = file != NULL ? g_file_get_path (file) : NULL;
    if (asking->job->path != NULL)
      run (g_steal_pointer (&asking->job), written_cb, g_object_ref (asking->widget));
    else
      gtk_widget_activate_action (asking->widget, "win.toast", "s",
                                  _ ("Choose a folder on this computer"));
  }
  asking_free (asking);
  g_object_unref (chooser);
}

static void
ask_where (Asking *asking)
{
  GtkRoot *root = gtk_widget_get_root (asking->widget);
  g_autofree char *safe = g_strdelimit (g_strdup (asking->name), G_DIR_SEPARATOR_S "\\:", '-');
  g_autofree char *name = g_strconcat (safe, arc_paper_get_ending (asking->job->paper), NULL);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save As"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (!g_str_equal (response, "save")) {
    asking_free (asking);
    return;
  }
  asking->job->paper = adw_combo_row_get_selected (ADW_COMBO_ROW (asking->paper_row));
  asking->job->inside =
      asking->inside_switch != NULL && gtk_switch_get_active (GTK_SWITCH (asking->inside_switch));
  ask_where (asking);
}

static GtkWidget *
paper_row_new (guint n_papers)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_papers; i++)
    gtk_string_list_append (list, _ (labels[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Format"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  return row;
}

static GtkWidget *
inside_row_new (GtkWidget **toggle)
{
  GtkWidget *row = adw_action_row_new ();

  *toggle = gtk_switch_new ();
  gtk_widget_set_valign (*toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Keep names and words"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Such a file stays in the team"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *toggle);
  return row;
}

static void
ask (Asking *asking, const char *body, guint n_papers, gboolean asks_inside)
{
  GtkRoot *root = gtk_widget_get_root (asking->widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Save as a File"), body);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  asking->paper_row = paper_row_new (n_papers);
  gtk_list_box_append (GTK_LIST_BOX (list), asking->paper_row);
  if (asks_inside)
    gtk_list_box_append (GTK_LIST_BOX (list), inside_row_new (&asking->inside_switch));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                    _ ("_Save…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

static Asking *
asking_new (GtkWidget *widget, const char *name)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->widget = g_object_ref (widget);
  asking->name = g_strdup (name);
  asking->job = g_new0 (Job, 1);
  return asking;
}

void
arc_summary_export_ask (GtkWidget *widget, const ArcSummary *summary, GPtrArray *members)
{
  Asking *asking = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (summary != NULL);

  asking = asking_new (widget, summary->title);
  asking->job->summary = arc_summary_copy (summary);
  asking->job->members = members != NULL ? g_ptr_array_ref (members) : NULL;
  asking->job->day = summary->made_on;
  ask (asking,
       _ ("For use outside the team: without names, and without words but those that their writers "
          "released for it."),
       G_N_ELEMENTS (labels), TRUE);
}

void
arc_playbook_export_ask (GtkWidget *widget, const GPtrArray *practices, const char *team_name,
                         guint group_size, ArcDay today)
{
  g_autoptr (GError) error = NULL;
  const ArcSummaryModule *module = arc_summary_module_get (&error);
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  g_autofree char *name = NULL;
  Asking *asking = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (practices != NULL);

  if (module == NULL) {
    arc_toast_error (widget, error);
    return;
  }
  for (guint i = 0; i < practices->len; i++)
    g_ptr_array_add (inputs, ((const ArcPractice *) practices->pdata[i])->input);
  /* Translators: %s is a team. */
  name = g_strdup_printf (_ ("Playbook of %s"), team_name);
  asking = asking_new (widget, name);
  asking->job->document = module->playbook (inputs, team_name, group_size, today);
  asking->job->day = today;
  ask (asking, _ ("What works for the team, as a file to pass on."), ARC_PAPER_JSON, FALSE);
}
