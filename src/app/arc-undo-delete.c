/* Deleting an entry with a toast that takes it back, instead of asking first. */
#include "arc-undo-delete.h"

#include <glib/gi18n.h>

/* Longer than a usual toast: it takes a moment to notice that it was the wrong entry. */
#define TOAST_S 10

struct _ArcUndoDelete {
  GObject parent_instance;

  ArcJournalService *service;
  AdwToastOverlay *overlay; /* unowned */
  AdwToast *toast;          /* the one that is shown, or NULL */
  char *entry_id;           /* what it would bring back */
};

enum {
  PROP_CAN_UNDO = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcUndoDelete, arc_undo_delete, G_TYPE_OBJECT)

typedef gboolean (*EntryFunc) (ArcJournal *journal, const char *id, GError **error);

/* What travels to the worker and back. */
typedef struct {
  ArcUndoDelete *self;
  EntryFunc func;
  char *id;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->self);
  g_free (change->id);
  g_free (change);
}

static gpointer
change_on_worker (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (change->func (journal, change->id, error));
}

static void
forget (ArcUndoDelete *self)
{
  if (self->toast == NULL)
    return;

  g_clear_object (&self->toast);
  g_clear_pointer (&self->entry_id, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

static void
toast_dismissed (ArcUndoDelete *self, AdwToast *toast)
{
  if (toast == self->toast)
    forget (self);
}

static void
show_error (ArcUndoDelete *self, const GError *error)
{
  /* The titles of toasts are markup. */
  g_autofree char *title = g_markup_escape_text (error->message, -1);

  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (title));
}

static void
show_undo (ArcUndoDelete *self, const char *entry_id)
{
  AdwToast *toast = adw_toast_new (_ ("Entry moved to the trash"));

  forget (self);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, TOAST_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (arc_undo_delete_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed), self,
                           G_CONNECT_SWAPPED);
  self->toast = g_object_ref (toast);
  self->entry_id = g_strdup (entry_id);
  adw_toast_overlay_add_toast (self->overlay, toast);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

static void
run (ArcUndoDelete *self, EntryFunc func, const char *entry_id, GAsyncReadyCallback callback)
{
  Change *change = g_new0 (Change, 1);

  change->self = g_object_ref (self);
  change->func = func;
  change->id = g_strdup (entry_id);
  /* The service frees the data after the callback, which therefore may use it. */
  arc_journal_service_write_async (self->service, change_on_worker, change, change_free, NULL, NULL,
                                   callback, change);
}

static void
deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (change->self->service == NULL)
    return;
  if (error != NULL)
    show_error (change->self, error);
  else
    show_undo (change->self, change->id);
}

static void
undeleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  if (error != NULL && change->self->service != NULL)
    show_error (change->self, error);
}

static void
arc_undo_delete_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, arc_undo_delete_can_undo (ARC_UNDO_DELETE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_undo_delete_dispose (GObject *object)
{
  ArcUndoDelete *self = ARC_UNDO_DELETE (object);

  g_clear_object (&self->toast);
  g_clear_pointer (&self->entry_id, g_free);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_undo_delete_parent_class)->dispose (object);
}

static void
arc_undo_delete_class_init (ArcUndoDeleteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = arc_undo_delete_get_property;
  object_class->dispose = arc_undo_delete_dispose;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
arc_undo_delete_init (ArcUndoDelete *self)
{
}

ArcUndoDelete *
arc_undo_delete_new (ArcJournalService *service, AdwToastOverlay *overlay)
{
  ArcUndoDelete *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  self = g_object_new (ARC_TYPE_UNDO_DELETE, NULL);
  self->service = g_object_ref (service);
  self->overlay = overlay;

  return self;
}

void
arc_undo_delete_run (ArcUndoDelete *self, const char *entry_id)
{
  g_return_if_fail (ARC_IS_UNDO_DELETE (self));
  g_return_if_fail (entry_id != NULL);

  run (self, arc_journal_delete_entry, entry_id, deleted);
}

void
arc_undo_delete_undo (ArcUndoDelete *self)
{
  g_autoptr (AdwToast) toast = NULL;
  g_autofree char *entry_id = NULL;

  g_return_if_fail (ARC_IS_UNDO_DELETE (self));

  if (self->toast == NULL)
    return;

  toast = g_object_ref (self->toast);
  entry_id = g_strdup (self->entry_id);
  forget (self);
  adw_toast_dismiss (toast);
  run (self, arc_journal_undelete_entry, entry_id, undeleted);
}

gboolean
arc_undo_delete_can_undo (ArcUndoDelete *self)
{
  g_return_val_if_fail (ARC_IS_UNDO_DELETE (self), FALSE);

  return self->toast != NULL;
}
