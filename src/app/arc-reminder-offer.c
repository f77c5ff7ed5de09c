/* “Ask again next Friday at this time?”: the first reminder, one click. */
#include "arc-reminder-offer.h"

#include <glib/gi18n.h>

#include "arc-reminders-wake.h"
#include "arc-schedule-dialog.h"
#include "arc-schedule-preview.h"
#include "arc-undo-toast.h"
#include "arc-wrap-layout.h"

struct _ArcReminderOffer {
  AdwBin parent_instance;

  GtkLabel *question_label;
  GtkLabel *explanation_label;
  GtkWidget *answers_box;

  ArcJournalService *service;
  ArcReminder *offered;
  gint64 now_us;
  char *zone;
};

G_DEFINE_FINAL_TYPE (ArcReminderOffer, arc_reminder_offer, ADW_TYPE_BIN)

/* Whole sentences: in many languages the word before the day depends on the day. */
static const char *
question_of (ArcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  switch (g_date_get_weekday (&date)) {
  case G_DATE_MONDAY:
    return _ ("Ask again next Monday at this time?");
  case G_DATE_TUESDAY:
    return _ ("Ask again next Tuesday at this time?");
  case G_DATE_WEDNESDAY:
    return _ ("Ask again next Wednesday at this time?");
  case G_DATE_THURSDAY:
    return _ ("Ask again next Thursday at this time?");
  case G_DATE_FRIDAY:
    return _ ("Ask again next Friday at this time?");
  case G_DATE_SATURDAY:
    return _ ("Ask again next Saturday at this time?");
  default:
    return _ ("Ask again next Sunday at this time?");
  }
}

/* ---- accepting -------------------------------------------------------------------------- */

/* What undo removes. */
typedef struct {
  ArcJournalService *service;
  ArcReminder *reminder;
} Accepted;

static void
accepted_free (Accepted *accepted)
{
  g_object_unref (accepted->service);
  arc_reminder_free (accepted->reminder);
  g_free (accepted);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcRemoved) removed =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (error != NULL)
    g_message ("%s", error->message);
}

static void
undo_cb (gpointer data)
{
  Accepted *accepted = data;

  arc_journal_service_write_async (accepted->service, arc_reflections_remove,
                                   g_strdup (accepted->reminder->id), g_free,
                                   (GDestroyNotify) arc_removed_free, NULL, undone_cb, NULL);
}

typedef struct {
  ArcReminderOffer *offer;
  ArcReminder *reminder; /* gets its id on the writing thread */
} Accepting;

static gpointer
accept (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Accepting *accepting = data;

  return arc_reflections_save (journal, accepting->reminder, cancellable, error);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Accepting *accepting = user_data;
  g_autoptr (ArcReminderOffer) self = accepting->offer;
  g_autoptr (ArcReminder) reminder = accepting->reminder;
  g_autoptr (GError) error = NULL;
  gboolean is_on = GPOINTER_TO_INT (
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error));
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;
  Accepted *accepted;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    return;
  }
  if (is_on)
    arc_reminders_wake (ARC_JOURNAL_SERVICE (source));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  sentence = arc_schedule_sentence (reminder);
  /* Translators: %s is “every Friday at 15:30” */
  text = g_strdup_printf (_ ("You will be asked %s"), sentence);
  accepted = g_new0 (Accepted, 1);
  *accepted = (Accepted){g_object_ref (ARC_JOURNAL_SERVICE (source)), g_steal_pointer (&reminder)};
  arc_undo_toast_show (GTK_WIDGET (self), text, undo_cb, accepted, (GDestroyNotify) accepted_free);
}

static void
yes_clicked_cb (ArcReminderOffer *self)
{
  Accepting *accepting;

  if (self->offered == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  accepting = g_new0 (Accepting, 1);
  *accepting = (Accepting){g_object_ref (self), arc_reminder_copy (self->offered)};
  arc_journal_service_write_async (self->service, accept, accepting, NULL, NULL, NULL, accepted_cb,
                                   accepting);
}

static void
other_clicked_cb (ArcReminderOffer *self)
{
  if (self->offered != NULL)
    gtk_window_present (GTK_WINDOW (arc_schedule_dialog_new (
        GTK_WIDGET (self), self->service, self->offered, self->now_us, self->zone)));
}

/* ---- refusing --------------------------------------------------------------------------- */

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcReminderOffer) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
no_clicked_cb (ArcReminderOffer *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  arc_journal_service_write_async (self->service, arc_reflections_refuse_offer, NULL, NULL, NULL,
                                   NULL, refused_cb, g_object_ref (self));
}

/* ---- the widget ------------------------------------------------------------------------- */

static void
arc_reminder_offer_dispose (GObject *object)
{
  ArcReminderOffer *self = ARC_REMINDER_OFFER (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->offered, arc_reminder_free);
  g_clear_pointer (&self->zone, g_free);
  G_OBJECT_CLASS (arc_reminder_offer_parent_class)->dispose (object);
}

static void
arc_reminder_offer_class_init (ArcReminderOfferClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_reminder_offer_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-reminder-offer.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcReminderOffer, question_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReminderOffer, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReminderOffer, answers_box);
  gtk_widget_class_bind_template_callback (widget_class, yes_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_clicked_cb);
}

static void
arc_reminder_offer_init (ArcReminderOffer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->answers_box, arc_wrap_layout_new (6));
}

GtkWidget *
arc_reminder_offer_new (ArcJournalService *service)
{
  ArcReminderOffer *self = g_object_new (ARC_TYPE_REMINDER_OFFER, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_reminder_offer_show (ArcReminderOffer *self, const ArcReflections *reflections,
                         gboolean has_entries)
{
  gboolean is_shown;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ARC_IS_REMINDER_OFFER (self));

  is_shown =
      has_entries && reflections->may_offer && !arc_journal_service_is_read_only (self->service);
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;
  g_clear_pointer (&self->offered, arc_reminder_free);
  self->offered = arc_reflections_first (reflections->now_us, reflections->zone);
  self->now_us = reflections->now_us;
  g_free (self->zone);
  self->zone = g_strdup (reflections->zone);
  sentence = arc_schedule_sentence (self->offered);
  /* Translators: %s is “every Friday at 15:30” */
  text = g_strdup_printf (_ ("You are then asked %s. You can change or pause it at any time."),
                          sentence);
  gtk_label_set_label (self->question_label, question_of (self->offered->start));
  gtk_label_set_label (self->explanation_label, text);
}
