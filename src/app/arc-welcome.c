/* The first start: what are you learning? One calm page that leads to the first entry. */
#include "arc-welcome.h"

#include "arc-text.h"
#include "arc-undo-toast.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcWelcome {
  AdwBin parent_instance;

  GtkEditable *topic_entry;
  GtkBox *examples_box;
  GtkWidget *write_button;

  ArcJournalService *service;
  char *topic; /* the answer, while it is stored */
  gboolean write;
};

enum {
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcWelcome, arc_welcome, ADW_TYPE_BIN)

/* Translators: examples of what a person may be learning. */
static const char *const examples[] = {N_ ("A new CRM"), N_ ("Leading a team"),
                                       N_ ("Writing reports")};

static gpointer
store_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *topic = data;

  if (arc_journal_set_setting (journal, ARC_SETTING_WELCOME, "done", error) && *topic != '\0')
    arc_journal_set_setting (journal, ARC_SETTING_FIRST_TOPIC, topic, error);
  return NULL;
}

static void
emit_done (ArcWelcome *self)
{
  g_autofree char *topic = g_steal_pointer (&self->topic);

  g_signal_emit (self, signals[SIGNAL_DONE], 0, topic, self->write);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWelcome) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
  emit_done (self);
}

static void
finish (ArcWelcome *self, gboolean write)
{
  if (self->topic != NULL)
    return;
  self->topic = arc_text_tidy_label (gtk_editable_get_text (self->topic_entry));
  self->write = write;
  arc_journal_service_write_async (self->service, store_func, g_strdup (self->topic), g_free, NULL,
                                   NULL, stored_cb, g_object_ref (self));
}

static void
write_cb (ArcWelcome *self)
{
  finish (self, TRUE);
}

static void
skip_cb (ArcWelcome *self)
{
  finish (self, FALSE);
}

static void
example_clicked_cb (ArcWelcome *self, GtkButton *button)
{
  gtk_editable_set_text (self->topic_entry, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->topic_entry));
  gtk_editable_set_position (self->topic_entry, -1);
}

static void
add_examples (ArcWelcome *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    GtkWidget *button = gtk_button_new_with_label (_ (examples[i]));

    g_signal_connect_swapped (button, "clicked", G_CALLBACK (example_clicked_cb), self);
    gtk_box_append (self->examples_box, button);
  }
}

static gboolean
arc_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_WELCOME (widget)->topic_entry));
}

/* Ready to type, also where something else had the focus before. */
static void
arc_welcome_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_welcome_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

static void
arc_welcome_dispose (GObject *object)
{
  ArcWelcome *self = ARC_WELCOME (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->topic, g_free);
  G_OBJECT_CLASS (arc_welcome_parent_class)->dispose (object);
}

static void
arc_welcome_class_init (ArcWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_welcome_dispose;
  widget_class->grab_focus = arc_welcome_grab_focus;
  widget_class->map = arc_welcome_map;
  signals[SIGNAL_DONE] =
      g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWelcome, topic_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcWelcome, examples_box);
  gtk_widget_class_bind_template_child (widget_class, ArcWelcome, write_button);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
}

static void
arc_welcome_init (ArcWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->examples_box), arc_wrap_layout_new (6));
  add_examples (self);
}

GtkWidget *
arc_welcome_new (ArcJournalService *service)
{
  ArcWelcome *self = g_object_new (ARC_TYPE_WELCOME, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}
