/* A practice that is offered: its words, what speaks for it, and three answers. It comes without
 * taking the focus, and tells a screen reader as a state does: when there is a pause. */
#include "arc-practice-card.h"

#include "arc-practice-jobs.h"
#include "arc-practice-view.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcPracticeCard {
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *sentence_label;
  GtkLabel *evidence_label;
  GtkWidget *answers_box;

  ArcJournalService *service;
  ArcPracticeOffer *offer;
};

enum {
  SIGNAL_TRY,
  SIGNAL_ANSWERED,
  SIGNAL_DISMISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcPracticeCard, arc_practice_card, ADW_TYPE_BIN)

static void
try_clicked_cb (ArcPracticeCard *self)
{
  if (self->offer != NULL)
    g_signal_emit (self, signals[SIGNAL_TRY], 0);
}

static void
already_clicked_cb (ArcPracticeCard *self)
{
  if (self->offer == NULL || self->service == NULL)
    return;
  arc_practice_job_answer (self->service, self->offer->practice_id, ARC_TRIAL_ALREADY, NULL,
                           arc_practice_job_done, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

static void
said_why_not_cb (GtkWidget *widget)
{
  /* The dialog may outlast what it was asked about. */
  if (ARC_PRACTICE_CARD (widget)->offer != NULL)
    g_signal_emit (widget, signals[SIGNAL_ANSWERED], 0);
}

static void
not_for_me_clicked_cb (ArcPracticeCard *self)
{
  if (self->offer != NULL && self->service != NULL)
    arc_practice_ask_why_not (GTK_WIDGET (self), self->service, self->offer->practice_id,
                              said_why_not_cb);
}

static void
dismiss_clicked_cb (ArcPracticeCard *self)
{
  if (self->offer != NULL)
    g_signal_emit (self, signals[SIGNAL_DISMISSED], 0);
}

static void
arc_practice_card_dispose (GObject *object)
{
  ArcPracticeCard *self = ARC_PRACTICE_CARD (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->offer, arc_practice_offer_free);
  G_OBJECT_CLASS (arc_practice_card_parent_class)->dispose (object);
}

static void
arc_practice_card_class_init (ArcPracticeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_practice_card_dispose;
  signals[SIGNAL_TRY] =
      g_signal_new ("try", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ANSWERED] =
      g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DISMISSED] =
      g_signal_new ("dismissed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-practice-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeCard, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeCard, evidence_label);
  gtk_widget_class_bind_template_child (widget_class, ArcPracticeCard, answers_box);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, already_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_for_me_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
arc_practice_card_init (ArcPracticeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->answers_box, arc_wrap_layout_new (6));
}

GtkWidget *
arc_practice_card_new (void)
{
  return g_object_new (ARC_TYPE_PRACTICE_CARD, NULL);
}

void
arc_practice_card_set_service (ArcPracticeCard *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_PRACTICE_CARD (self));

  g_set_object (&self->service, service);
}

void
arc_practice_card_show (ArcPracticeCard *self, ArcPracticeOffer *offer, const char *title)
{
  g_return_if_fail (ARC_IS_PRACTICE_CARD (self));

  arc_practice_offer_free (self->offer);
  self->offer = offer;
  gtk_widget_set_visible (GTK_WIDGET (self), offer != NULL);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_label_set_label (self->sentence_label, offer != NULL ? offer->sentence : "");
  gtk_label_set_label (self->evidence_label, offer != NULL ? offer->evidence : "");
}

const ArcPracticeOffer *
arc_practice_card_get_offer (ArcPracticeCard *self)
{
  g_return_val_if_fail (ARC_IS_PRACTICE_CARD (self), NULL);

  return self->offer;
}
