/* One gentle question where several entries on a topic ended without a change. */
#include "arc-distance-hint.h"

#include "arc-journal-loop.h"
#include "arc-undo-toast.h"

#include <glib/gi18n.h>

struct _ArcDistanceHint {
  AdwBin parent_instance;

  GtkLabel *why_label;

  ArcJournalService *service;
  char *topic; /* what is shown */
  char *asked; /* what the journal was asked about last */
};

G_DEFINE_FINAL_TYPE (ArcDistanceHint, arc_distance_hint, ADW_TYPE_BIN)

/* ---- refusing ---- */

typedef struct {
  ArcDistanceHint *hint;
  char *topic;
} Refusal;

static Refusal *
refusal_new (ArcDistanceHint *hint, const char *topic)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->hint = g_object_ref (hint);
  refusal->topic = g_strdup (topic);
  return refusal;
}

static void
refusal_free (Refusal *refusal)
{
  g_object_unref (refusal->hint);
  g_free (refusal->topic);
  g_free (refusal);
}

/* The hint itself stays on the main thread: only the words go to the worker. */
typedef struct {
  char *topic;
  gboolean refused;
} Refuse;

static void
refuse_free (gpointer data)
{
  Refuse *refuse = data;

  g_free (refuse->topic);
  g_free (refuse);
}

static gpointer
refuse_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Refuse *refuse = data;

  arc_journal_refuse_distance (journal, refuse->topic, refuse->refused, error);
  return NULL;
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDistanceHint) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
refuse (ArcDistanceHint *self, const char *topic, gboolean refused)
{
  Refuse *refusal = g_new0 (Refuse, 1);

  refusal->topic = g_strdup (topic);
  refusal->refused = refused;
  arc_journal_service_write_async (self->service, refuse_func, refusal, refuse_free, NULL, NULL,
                                   refused_cb, g_object_ref (self));
}

static void
undo_cb (gpointer data)
{
  const Refusal *refusal = data;

  if (refusal->hint->service == NULL)
    return;
  refuse (refusal->hint, refusal->topic, FALSE);
  arc_distance_hint_show (refusal->hint, refusal->topic);
}

static void
dismiss_cb (ArcDistanceHint *self)
{
  g_autofree char *topic = g_strdup (self->topic);
  g_autofree char *text = NULL;

  if (topic == NULL || self->service == NULL)
    return;
  refuse (self, topic, TRUE);
  arc_distance_hint_show (self, NULL);
  text = g_strdup_printf (_ ("“%s” is not asked about again"), topic);
  arc_undo_toast_show (GTK_WIDGET (self), text, undo_cb, refusal_new (self, topic),
                       (GDestroyNotify) refusal_free);
}

/* ---- asking the journal ---- */

static gpointer
find_func (ArcJournal *journal, gpointer topic, GCancellable *cancellable, GError **error)
{
  return arc_journal_find_circling (journal, topic, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcDistanceHint) self = user_data;
  g_autofree char *topic =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);

  /* An answer to an earlier question says nothing. */
  if (self->service != NULL && (topic == NULL || g_strcmp0 (topic, self->asked) == 0))
    arc_distance_hint_show (self, topic);
}

/* ---- the widget ---- */

static void
arc_distance_hint_dispose (GObject *object)
{
  ArcDistanceHint *self = ARC_DISTANCE_HINT (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->topic, g_free);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (arc_distance_hint_parent_class)->dispose (object);
}

static void
arc_distance_hint_class_init (ArcDistanceHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_distance_hint_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-distance-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcDistanceHint, why_label);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
arc_distance_hint_init (ArcDistanceHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_distance_hint_new (void)
{
  return g_object_new (ARC_TYPE_DISTANCE_HINT, NULL);
}

void
arc_distance_hint_set_service (ArcDistanceHint *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_DISTANCE_HINT (self));

  g_set_object (&self->service, service);
}

void
arc_distance_hint_show (ArcDistanceHint *self, const char *topic)
{
  g_autofree char *own = g_strdup (topic); /* @topic may be ours */

  g_return_if_fail (ARC_IS_DISTANCE_HINT (self));

  g_free (self->topic);
  self->topic = g_steal_pointer (&own);
  if (self->topic != NULL) {
    /* Translators: %s is a topic. */
    g_autofree char *why =
        g_strdup_printf (_ ("The last entries on “%s” found no change yet."), self->topic);

    gtk_label_set_label (self->why_label, why);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->topic != NULL);
}

void
arc_distance_hint_check (ArcDistanceHint *self, const char *topic)
{
  g_autofree char *own = g_strdup (topic);

  g_return_if_fail (ARC_IS_DISTANCE_HINT (self));

  g_free (self->asked);
  self->asked = g_steal_pointer (&own);
  if (self->service == NULL || self->asked == NULL || *self->asked == '\0') {
    arc_distance_hint_show (self, NULL);
    return;
  }
  arc_journal_service_read_async (self->service, find_func, g_strdup (self->asked), g_free, g_free,
                                  NULL, found_cb, g_object_ref (self));
}
