/* What the window shows when the journal cannot be opened: what happened, what one can do. */
#include "arc-problem-page.h"

#include <glib/gi18n.h>

struct _ArcProblemPage {
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkButton *retry_button;
  GtkFileChooserNative *chooser; /* while it is open */
};

enum {
  RETRY,
  OPEN_OTHER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcProblemPage, arc_problem_page, ADW_TYPE_BIN)

static void
retry_clicked (ArcProblemPage *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
chooser_responded (ArcProblemPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    g_signal_emit (self, signals[OPEN_OTHER], 0, path);
}

static void
open_other_clicked (ArcProblemPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Open Another Journal"), window,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Journals"));
  gtk_file_filter_add_pattern (filter, "*.db");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_responded), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
arc_problem_page_dispose (GObject *object)
{
  ArcProblemPage *self = ARC_PROBLEM_PAGE (object);

  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (arc_problem_page_parent_class)->dispose (object);
}

static void
arc_problem_page_class_init (ArcProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_problem_page_dispose;

  signals[RETRY] = g_signal_new ("retry", ARC_TYPE_PROBLEM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[OPEN_OTHER] = g_signal_new ("open-other", ARC_TYPE_PROBLEM_PAGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcProblemPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, ArcProblemPage, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, open_other_clicked);
}

static void
arc_problem_page_init (ArcProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
arc_problem_page_show (ArcProblemPage *self, const GError *error)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (ARC_IS_PROBLEM_PAGE (self));
  g_return_if_fail (error != NULL);

  /* The description of a status page is markup. */
  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->status_page, escaped);
  gtk_widget_grab_focus (GTK_WIDGET (self->retry_button));
}
