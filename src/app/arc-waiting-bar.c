/* Above the first question: what waits to be looked back at, one after the other. */
#include "arc-waiting-bar.h"

#include "arc-waiting-card.h"

#include <glib/gi18n.h>

struct _ArcWaitingBar {
  AdwBin parent_instance;

  GtkLabel *count_label;
  GtkButton *next_button;
  AdwBin *card_bin;

  ArcJournalService *service;
  GCancellable *cancellable; /* of the reading under way */
  GPtrArray *items;          /* of ArcWaitingItem, or NULL */
  guint shown;               /* which of them */
  GPtrArray *answered;       /* of ArcWaitingCard, in the order of the answers */
};

enum {
  LOOKED_BACK,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcWaitingBar, arc_waiting_bar, ADW_TYPE_BIN)

/* Answers that were given stay known: they can be taken back for a while. */
static void
stop_asking (ArcWaitingBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (self->card_bin, NULL);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

static void
finish (ArcWaitingBar *self)
{
  stop_asking (self);
  g_signal_emit (self, signals[FINISHED], 0);
}

static ArcWaitingCard *
get_card (ArcWaitingBar *self)
{
  GtkWidget *card = adw_bin_get_child (self->card_bin);

  return card != NULL ? ARC_WAITING_CARD (card) : NULL;
}

static void
update_next (ArcWaitingBar *self)
{
  gboolean answered = arc_waiting_card_is_answered (get_card (self));
  gboolean last = self->shown + 1 == self->items->len;

  /* Going on without an answer leaves it waiting. */
  gtk_button_set_label (self->next_button, last ? (answered ? _ ("Done") : _ ("Later"))
                                                : (answered ? _ ("Next") : _ ("Skip")));
}

static void
tell_looked_back (ArcWaitingBar *self)
{
  ArcWaitingCard *first = self->answered->len > 0 ? self->answered->pdata[0] : NULL;

  g_signal_emit (self, signals[LOOKED_BACK], 0,
                 first != NULL ? arc_waiting_card_get_item (first)->waiting->entry_id : NULL);
}

static void
answered_cb (ArcWaitingBar *self, ArcWaitingCard *card)
{
  if (!g_ptr_array_find (self->answered, card, NULL))
    g_ptr_array_add (self->answered, g_object_ref (card));
  update_next (self);
  tell_looked_back (self);
}

/* The card may be gone from the screen by now; its toast is not. */
static void
undone_cb (ArcWaitingBar *self, ArcWaitingCard *card)
{
  if (self->answered == NULL || !g_ptr_array_remove (self->answered, card))
    return;
  if (self->items != NULL)
    update_next (self);
  tell_looked_back (self);
}

static void show_item (ArcWaitingBar *self);

static void
next_cb (ArcWaitingBar *self)
{
  if (self->items == NULL)
    return;
  self->shown++;
  if (self->shown >= self->items->len)
    finish (self);
  else
    show_item (self);
}

static void
show_item (ArcWaitingBar *self)
{
  GtkWidget *card = arc_waiting_card_new (self->service, self->items->pdata[self->shown], TRUE);
  /* Translators: which of several look-backs: “Look back: 1 of 3”. */
  g_autofree char *many =
      g_strdup_printf (_ ("Look back: %u of %u"), self->shown + 1, self->items->len);

  gtk_label_set_label (self->count_label, self->items->len > 1 ? many : _ ("Look back"));
  g_signal_connect_object (card, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "done", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->card_bin, card);
  update_next (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
items_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWaitingBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  /* Nobody waits for this: Today says what is wrong with the journal. */
  if (error != NULL || self->cancellable == NULL || items->len == 0)
    return;
  g_clear_object (&self->cancellable);
  self->items = g_steal_pointer (&items);
  self->shown = 0;
  show_item (self);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *key, gpointer data)
{
  ArcWaitingBar *self = ARC_WAITING_BAR (widget);

  return gtk_widget_get_mapped (widget) && self->items != NULL &&
         arc_waiting_card_press (get_card (self), g_variant_get_uint32 (key));
}

/* From anywhere in the window: the focus stays in the text, so that no letter that is typed there
 * is taken for an answer. */
static void
add_shortcuts (ArcWaitingBar *self)
{
  static const guint keys[] = {GDK_KEY_y, GDK_KEY_p, GDK_KEY_n, GDK_KEY_l, GDK_KEY_t};
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_ALT_MASK),
                                              gtk_callback_action_new (key_cb, NULL, NULL));

    gtk_shortcut_set_arguments (shortcut, g_variant_new_uint32 (keys[i]));
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---- the widget ---- */

static void
arc_waiting_bar_dispose (GObject *object)
{
  ArcWaitingBar *self = ARC_WAITING_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->answered, g_ptr_array_unref);
  G_OBJECT_CLASS (arc_waiting_bar_parent_class)->dispose (object);
}

static void
arc_waiting_bar_class_init (ArcWaitingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_waiting_bar_dispose;
  signals[LOOKED_BACK] = g_signal_new ("looked-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FINISHED] =
      g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-waiting-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingBar, card_bin);
  gtk_widget_class_bind_template_callback (widget_class, finish);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
arc_waiting_bar_init (ArcWaitingBar *self)
{
  self->answered = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

GtkWidget *
arc_waiting_bar_new (void)
{
  return g_object_new (ARC_TYPE_WAITING_BAR, NULL);
}

void
arc_waiting_bar_load (ArcWaitingBar *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_WAITING_BAR (self));

  arc_waiting_bar_clear (self);
  g_set_object (&self->service, service);
  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (service, arc_waiting_items_func, NULL, NULL,
                                  (GDestroyNotify) g_ptr_array_unref, self->cancellable, items_read,
                                  g_object_ref (self));
}

void
arc_waiting_bar_clear (ArcWaitingBar *self)
{
  g_return_if_fail (ARC_IS_WAITING_BAR (self));

  stop_asking (self);
  g_ptr_array_set_size (self->answered, 0);
}
