/* Offers the tags or topics in use that begin with what is being typed. */
#include "arc-label-completion.h"

#include <glib/gi18n.h>

#include "arc-text.h"

/* Asked for, so that enough are left when some are in use here already. */
#define ASKED 20
#define SHOWN 6

struct _ArcLabelCompletion {
  GObject parent_instance;

  GtkWidget *entry;
  ArcLabelKind kind;
  ArcJournalService *service;
  GPtrArray *exclude; /* of char*, folded */
  GCancellable *cancellable;

  GtkWidget *popover;
  GtkListBox *list;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcLabelCompletion, arc_label_completion, G_TYPE_OBJECT)

/* ---- asking the journal ---------------------------------------------------------------- */

typedef struct {
  ArcLabelKind kind;
  char *prefix;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->prefix);
  g_free (question);
}

static gpointer
list_labels (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  return arc_journal_list_labels (journal, question->kind, question->prefix, ASKED, error);
}

/* ---- the list -------------------------------------------------------------------------- */

static void
set_expanded (ArcLabelCompletion *self, gboolean expanded)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED,
                               expanded, -1);
}

static void
clear_list (ArcLabelCompletion *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static gboolean
is_excluded (ArcLabelCompletion *self, const char *folded)
{
  return self->exclude != NULL &&
         g_ptr_array_find_with_equal_func (self->exclude, folded, g_str_equal, NULL);
}

static void
add_label (ArcLabelCompletion *self, const char *name)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "arc-name", g_strdup (name), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_labels (ArcLabelCompletion *self, GPtrArray *labels)
{
  g_autofree char *typed = arc_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint shown = 0;

  clear_list (self);
  for (guint i = 0; i < labels->len && shown < SHOWN; i++) {
    const ArcLabel *label = g_ptr_array_index (labels, i);
    g_autofree char *folded = arc_text_fold (label->name);

    /* What stands there already needs no offer. */
    if (g_str_equal (folded, typed) || is_excluded (self, folded))
      continue;
    add_label (self, label->name);
    shown++;
  }
  if (shown == 0) {
    arc_label_completion_hide (self);
    return;
  }
  gtk_popover_popup (GTK_POPOVER (self->popover));
  set_expanded (self, TRUE);
}

static gboolean
entry_has_focus (ArcLabelCompletion *self)
{
  return (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
labels_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcLabelCompletion) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  /* A newer question is under way, or the entry has gone: either cancelled this one. */
  if (error != NULL || self->entry == NULL || self->cancellable == NULL)
    return;
  if (entry_has_focus (self))
    show_labels (self, labels);
}

static void
cancel (ArcLabelCompletion *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (ArcLabelCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  Question *question;

  cancel (self);
  if (self->service == NULL || !entry_has_focus (self))
    return;
  if (*text == '\0') {
    arc_label_completion_hide (self);
    return;
  }
  question = g_new0 (Question, 1);
  question->kind = self->kind;
  question->prefix = arc_text_tidy_label (text);
  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (self->service, list_labels, question, question_free,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                  labels_listed, g_object_ref (self));
}

static void
choose (ArcLabelCompletion *self, GtkListBoxRow *row)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "arc-name"));

  arc_label_completion_hide (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, name);
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, ArcLabelCompletion *self)
{
  choose (self, row);
}

static void
select_by (ArcLabelCompletion *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : (by > 0 ? 0 : -1);

  gtk_list_box_select_row (self->list,
                           index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             ArcLabelCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (self->popover) || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    select_by (self, 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    select_by (self, -1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Escape:
    arc_label_completion_hide (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
    if (row == NULL)
      return GDK_EVENT_PROPAGATE;
    choose (self, row);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
focus_left (ArcLabelCompletion *self)
{
  arc_label_completion_hide (self);
}

static void
build_popover (ArcLabelCompletion *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated), self);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  /* Typing goes on in the entry. */
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, self->entry);
}

static void
watch_entry (ArcLabelCompletion *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
}

static void
arc_label_completion_dispose (GObject *object)
{
  ArcLabelCompletion *self = ARC_LABEL_COMPLETION (object);

  arc_label_completion_stop (self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->exclude, g_ptr_array_unref);
  G_OBJECT_CLASS (arc_label_completion_parent_class)->dispose (object);
}

static void
arc_label_completion_class_init (ArcLabelCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_label_completion_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
arc_label_completion_init (ArcLabelCompletion *self)
{
}

ArcLabelCompletion *
arc_label_completion_new (GtkWidget *entry, ArcLabelKind kind)
{
  ArcLabelCompletion *self = g_object_new (ARC_TYPE_LABEL_COMPLETION, NULL);

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), self);

  self->entry = entry;
  self->kind = kind;
  build_popover (self);
  watch_entry (self);
  return self;
}

void
arc_label_completion_set_service (ArcLabelCompletion *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_LABEL_COMPLETION (self));

  g_set_object (&self->service, service);
}

void
arc_label_completion_set_exclude (ArcLabelCompletion *self, GPtrArray *exclude)
{
  g_return_if_fail (ARC_IS_LABEL_COMPLETION (self));

  g_clear_pointer (&self->exclude, g_ptr_array_unref);
  self->exclude = exclude != NULL ? g_ptr_array_ref (exclude) : NULL;
}

void
arc_label_completion_hide (ArcLabelCompletion *self)
{
  g_return_if_fail (ARC_IS_LABEL_COMPLETION (self));

  if (self->popover == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_expanded (self, FALSE);
}

void
arc_label_completion_stop (ArcLabelCompletion *self)
{
  g_return_if_fail (ARC_IS_LABEL_COMPLETION (self));

  cancel (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->list = NULL;
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  self->entry = NULL;
}
