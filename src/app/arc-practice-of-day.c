/* A practice of the team on the first page, once a day. Whatever the person makes of it, that was
 * it for the day. */
#include "arc-practice-of-day.h"

#include "arc-practice-day.h"
#include "arc-practice-jobs.h"

#include <glib/gi18n.h>

struct _ArcPracticeOfDay {
  AdwBin parent_instance;

  ArcPracticeCard *card;

  ArcJournalService *service;
  GCancellable *cancellable;
  ArcDay closed_on; /* also before that is written down */
  gboolean is_reading;
  gboolean must_read_again;
};

G_DEFINE_FINAL_TYPE (ArcPracticeOfDay, arc_practice_of_day, ADW_TYPE_BIN)

static void
hide (ArcPracticeOfDay *self)
{
  arc_practice_card_show (self->card, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- what the person makes of it ---------------------------------------------------------- */

static void
close_day (ArcPracticeOfDay *self)
{
  const ArcPracticeOffer *offer = arc_practice_card_get_offer (self->card);

  arc_practice_job_set_shown (self->service, offer->team_id, offer->practice_id,
                              (ArcPracticeShown){offer->today, TRUE});
  self->closed_on = offer->today;
  hide (self);
}

/* As on the page of practices. */
static void
try_cb (ArcPracticeOfDay *self)
{
  const ArcPracticeOffer *offer = arc_practice_card_get_offer (self->card);

  arc_practice_job_try (self->service, offer->practice_id, arc_practice_job_done,
                        g_object_ref (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _ ("It is among your commitments, and asks you how it went"));
  close_day (self);
}

/* ---- showing ------------------------------------------------------------------------------ */

static gboolean
is_shown (ArcPracticeOfDay *self, const ArcPracticeOffer *offer)
{
  const ArcPracticeOffer *shown = arc_practice_card_get_offer (self->card);

  return shown != NULL && g_str_equal (shown->practice_id, offer->practice_id) &&
         g_str_equal (shown->sentence, offer->sentence) &&
         g_str_equal (shown->evidence, offer->evidence) &&
         arc_day_compare (shown->today, offer->today) == 0;
}

static void
show (ArcPracticeOfDay *self, ArcPracticeDay *day)
{
  ArcPracticeOffer *offer = day->offer;
  g_autofree char *title =
      day->is_start
          /* Translators: %s is a team. */
          ? g_strdup_printf (_ ("To start with: what works for %s"), offer->team_name)
          /* Translators: %s is a team. */
          : g_strdup_printf (_ ("What works for %s"), offer->team_name);

  if (day->is_new)
    arc_practice_job_set_shown (self->service, offer->team_id, offer->practice_id,
                                (ArcPracticeShown){offer->today, FALSE});
  if (is_shown (self, offer))
    return;
  arc_practice_card_show (self->card, g_steal_pointer (&day->offer), title);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcPracticeOfDay) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPracticeDay) day =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  /* Nobody asked for it: what cannot be read is not offered. */
  if (error != NULL)
    g_debug ("No practice is offered: %s", error->message);
  if (self->service == NULL)
    return;
  if (self->must_read_again)
    arc_practice_of_day_refresh (self);
  else if (day != NULL && arc_day_compare (day->offer->today, self->closed_on) != 0)
    show (self, day);
  else
    hide (self);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_practice_of_day_dispose (GObject *object)
{
  ArcPracticeOfDay *self = ARC_PRACTICE_OF_DAY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_practice_of_day_parent_class)->dispose (object);
}

static void
arc_practice_of_day_class_init (ArcPracticeOfDayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_practice_of_day_dispose;
}

static void
arc_practice_of_day_init (ArcPracticeOfDay *self)
{
  GtkWidget *card = arc_practice_card_new ();

  self->cancellable = g_cancellable_new ();
  self->card = ARC_PRACTICE_CARD (card);
  adw_bin_set_child (ADW_BIN (self), card);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (card, "try", G_CALLBACK (try_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "answered", G_CALLBACK (close_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "dismissed", G_CALLBACK (close_day), self, G_CONNECT_SWAPPED);
}

GtkWidget *
arc_practice_of_day_new (ArcJournalService *service)
{
  ArcPracticeOfDay *self = g_object_new (ARC_TYPE_PRACTICE_OF_DAY, NULL);

  self->service = g_object_ref (service);
  arc_practice_card_set_service (self->card, service);
  return GTK_WIDGET (self);
}

void
arc_practice_of_day_refresh (ArcPracticeOfDay *self)
{
  g_return_if_fail (ARC_IS_PRACTICE_OF_DAY (self));

  if (self->service == NULL || arc_journal_service_is_read_only (self->service))
    return;
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, arc_practice_day_read, NULL, NULL,
                                  (GDestroyNotify) arc_practice_day_free, self->cancellable,
                                  read_cb, g_object_ref (self));
}
