/* The choices of a filter by tag or topic: those in use, the most used first. A journal can have
 * thousands: the first are listed, the others are found by their beginning. */
#include "arc-label-choice.h"

#include <glib/gi18n.h>

/* Labels listed at a time; a search entry appears above so many. */
#define LISTED 100
#define SEARCHABLE 12

struct _ArcLabelChoice {
  GtkPopover parent_instance;

  GtkSearchEntry *search_entry;
  GtkBox *list_box;
  GtkLabel *empty_label;

  ArcJournalService *service;
  ArcLabelKind kind;
  GPtrArray *chosen;
  GCancellable *cancellable;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLabelChoice, arc_label_choice, GTK_TYPE_POPOVER)

/* What the worker is asked for. */
typedef struct {
  ArcLabelKind kind;
  char *prefix;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->prefix);
  g_free (request);
}

static gpointer
list_labels (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;

  return arc_journal_list_labels (journal, request->kind, request->prefix, LISTED, error);
}

static gboolean
find_chosen (ArcLabelChoice *self, const char *name, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, name, g_str_equal, index);
}

static void
toggled (GtkCheckButton *button, ArcLabelChoice *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "arc-label");
  guint index = 0;
  gboolean known = find_chosen (self, name, &index);

  if (gtk_check_button_get_active (button) && !known)
    g_ptr_array_add (self->chosen, g_strdup (name));
  else if (!gtk_check_button_get_active (button) && known)
    g_ptr_array_remove_index (self->chosen, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append (ArcLabelChoice *self, const char *name, guint uses)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *number = g_strdup_printf ("%u", uses);
  GtkWidget *count = gtk_label_new (uses > 0 ? number : "");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "arc-label", g_strdup (name), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), find_chosen (self, name, NULL));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled), self, 0);
  gtk_box_append (self->list_box, button);
}

static void
clear_list (ArcLabelChoice *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_box_remove (self->list_box, child);
}

static gboolean
is_listed (const GPtrArray *labels, const char *name)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (((ArcLabel *) labels->pdata[i])->name, name))
      return TRUE;

  return FALSE;
}

static void
show_labels (ArcLabelChoice *self, const GPtrArray *labels)
{
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';

  clear_list (self);
  /* What is chosen stays within reach, also where the list would not hold it. */
  for (guint i = 0; !searching && i < self->chosen->len; i++)
    if (!is_listed (labels, self->chosen->pdata[i]))
      append (self, self->chosen->pdata[i], 0);
  for (guint i = 0; i < labels->len; i++) {
    const ArcLabel *label = labels->pdata[i];

    append (self, label->name, label->uses);
  }
  if (!searching)
    gtk_widget_set_visible (GTK_WIDGET (self->search_entry), labels->len > SEARCHABLE);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label),
                          gtk_widget_get_first_child (GTK_WIDGET (self->list_box)) == NULL);
}

static void
labels_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcLabelChoice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (labels != NULL && self->service != NULL)
    show_labels (self, labels);
}

static void
search_changed (ArcLabelChoice *self)
{
  arc_label_choice_refresh (self);
}

static void
arc_label_choice_dispose (GObject *object)
{
  ArcLabelChoice *self = ARC_LABEL_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_label_choice_parent_class)->dispose (object);
}

static void
arc_label_choice_finalize (GObject *object)
{
  g_ptr_array_unref (ARC_LABEL_CHOICE (object)->chosen);

  G_OBJECT_CLASS (arc_label_choice_parent_class)->finalize (object);
}

static void
arc_label_choice_class_init (ArcLabelChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_label_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_label_choice_finalize;

  signals[CHANGED] = g_signal_new ("changed", ARC_TYPE_LABEL_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-label-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLabelChoice, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcLabelChoice, list_box);
  gtk_widget_class_bind_template_child (widget_class, ArcLabelChoice, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
}

static void
arc_label_choice_init (ArcLabelChoice *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_label_choice_new (ArcJournalService *service, ArcLabelKind kind)
{
  ArcLabelChoice *self = g_object_new (ARC_TYPE_LABEL_CHOICE, NULL);

  self->service = g_object_ref (service);
  self->kind = kind;
  gtk_label_set_text (self->empty_label,
                      kind == ARC_LABEL_TAG ? _ ("No tags in use") : _ ("No topics in use"));

  return GTK_WIDGET (self);
}

const GPtrArray *
arc_label_choice_get_chosen (ArcLabelChoice *self)
{
  g_return_val_if_fail (ARC_IS_LABEL_CHOICE (self), NULL);

  return self->chosen;
}

void
arc_label_choice_clear (ArcLabelChoice *self)
{
  g_return_if_fail (ARC_IS_LABEL_CHOICE (self));

  g_ptr_array_set_size (self->chosen, 0);
  clear_list (self);
}

void
arc_label_choice_refresh (ArcLabelChoice *self)
{
  Request *request = NULL;

  g_return_if_fail (ARC_IS_LABEL_CHOICE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  request = g_new0 (Request, 1);
  request->kind = self->kind;
  request->prefix = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  arc_journal_service_read_async (self->service, list_labels, request, request_free,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                  labels_read, g_object_ref (self));
}
