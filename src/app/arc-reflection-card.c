/* A reflection that has fallen due and was not written: put it off, or skip it. */
#include "arc-reflection-card.h"

#include "arc-later-button.h"
#include "arc-reminders-wake.h"
#include "arc-undo-toast.h"
#include "arc-waiting-data.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcReflectionCard {
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkLabel *since_label;
  GtkWidget *answers_box;

  ArcJournalService *service;
  ArcDue *due; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArcReflectionCard, arc_reflection_card, ADW_TYPE_BIN)

/* ---- taking back ---- */

/* What undo needs. */
typedef struct {
  ArcReflectionCard *card;
  ArcPutOff *put_off; /* until it was taken back */
} Done;

static void
done_free (Done *done)
{
  g_object_unref (done->card);
  g_clear_pointer (&done->put_off, arc_put_off_free);
  g_free (done);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcReflectionCard) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
undo_cb (gpointer data)
{
  Done *done = data;
  ArcReflectionCard *self = done->card;

  if (self->service == NULL || done->put_off == NULL)
    return;
  arc_journal_service_write_async (
      self->service, arc_put_off_undo, g_steal_pointer (&done->put_off),
      (GDestroyNotify) arc_put_off_free, NULL, NULL, taken_back_cb, g_object_ref (self));
}

/* ---- putting off, skipping ---- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcReflectionCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPutOff) put_off =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_autofree char *text = NULL;
  Done *done;

  gtk_widget_set_sensitive (self->answers_box, TRUE);
  arc_toast_error (GTK_WIDGET (self), error);
  if (put_off == NULL || self->service == NULL)
    return;
  if (put_off->wants_reminders && put_off->until_us != 0)
    arc_reminders_wake (self->service);
  text = put_off->until_us != 0 ? arc_put_off_dup_text (put_off)
                                : g_strdup (_ ("Skipped: you will be asked the next time"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  done = g_new0 (Done, 1);
  *done = (Done){g_object_ref (self), g_steal_pointer (&put_off)};
  arc_undo_toast_show (GTK_WIDGET (self), text, undo_cb, done, (GDestroyNotify) done_free);
}

static void
store (ArcReflectionCard *self, gint64 until_us)
{
  if (self->due == NULL || self->service == NULL)
    return;
  gtk_widget_set_sensitive (self->answers_box, FALSE);
  arc_journal_service_write_async (
      self->service, arc_put_off_store,
      arc_put_off_new (self->due->subject_id, self->due->wall_s, until_us),
      (GDestroyNotify) arc_put_off_free, (GDestroyNotify) arc_put_off_free, NULL, stored_cb,
      g_object_ref (self));
}

static void
skip_cb (ArcReflectionCard *self)
{
  store (self, 0);
}

/* ---- the widget ---- */

static void
arc_reflection_card_dispose (GObject *object)
{
  ArcReflectionCard *self = ARC_REFLECTION_CARD (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->due, arc_due_free);
  G_OBJECT_CLASS (arc_reflection_card_parent_class)->dispose (object);
}

static void
arc_reflection_card_class_init (ArcReflectionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_reflection_card_dispose;
  g_type_ensure (ARC_TYPE_LATER_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-reflection-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcReflectionCard, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReflectionCard, since_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReflectionCard, answers_box);
  gtk_widget_class_bind_template_callback (widget_class, store);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
}

static void
arc_reflection_card_init (ArcReflectionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->answers_box, arc_wrap_layout_new (6));
}

GtkWidget *
arc_reflection_card_new (ArcJournalService *service)
{
  ArcReflectionCard *self = g_object_new (ARC_TYPE_REFLECTION_CARD, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_reflection_card_show (ArcReflectionCard *self, const ArcTodayData *data)
{
  const ArcDue *due = data->due_reflection;
  g_autofree char *when = NULL;
  g_autofree char *since = NULL;

  g_return_if_fail (ARC_IS_REFLECTION_CARD (self));

  g_clear_pointer (&self->due, arc_due_free);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          due != NULL && !arc_journal_service_is_read_only (self->service));
  if (due == NULL)
    return;
  self->due = arc_due_copy (due);
  when = arc_when_soon (due->due_us, data->now_us, data->reflections->zone);
  /* Translators: a reflection that was not written; %s is a time: “Due since Fri 15:30” */
  since = g_strdup_printf (_ ("Due since %s"), when);
  gtk_label_set_label (self->heading_label,
                       *due->topic != '\0' ? due->topic : _ ("Time to reflect"));
  gtk_label_set_label (self->since_label, since);
}
