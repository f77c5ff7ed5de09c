/* A practice of the team that fits what is being written. Once for a text: whatever the person
 * makes of it, nothing more is offered there.
 *
 * The practices are read and prepared once for a text, when its change is reached; after that a
 * pause in writing is followed by one comparison on the reading thread. Where there is nothing to
 * be offered, that one reading is all that ever happens. */
#include "arc-practice-hint.h"

#include "arc-practice-jobs.h"
#include "arc-text.h"

#include <glib/gi18n.h>

struct _ArcPracticeHint {
  AdwBin parent_instance;

  ArcPracticeCard *card;

  ArcJournalService *service;
  ArcDraftSource source;
  gpointer source_data;

  char *text_id;
  guint text_number;  /* counts the texts */
  guint64 generation; /* what was asked for before it is stale */
  ArcPracticeLibrary *library;
  gboolean has_read; /* or reads */
  gboolean is_asking;
  gboolean is_over; /* nothing more is offered in this text */
  gboolean may_be_taken;
  gboolean is_finding;
  gboolean must_find_again;
  guint under_way; /* readings, stale ones among them */
  guint pause_id;
};

enum {
  SIGNAL_TAKE,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcPracticeHint, arc_practice_hint, ADW_TYPE_BIN)

static void
hide (ArcPracticeHint *self)
{
  gboolean had_focus =
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if (arc_practice_card_get_offer (self->card) == NULL)
    return;
  /* First, so that the focus has not been moved elsewhere by then. */
  if (had_focus)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  arc_practice_card_show (self->card, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_offer (ArcPracticeHint *self, ArcPracticeOffer *offer)
{
  /* Translators: %s is a team. */
  g_autofree char *title = g_strdup_printf (_ ("What works for %s"), offer->team_name);

  arc_practice_card_show (self->card, offer, title);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* What is under way belongs to the past. */
static void
forget_asked (ArcPracticeHint *self)
{
  self->generation++;
  self->is_finding = FALSE;
  self->must_find_again = FALSE;
  g_clear_handle_id (&self->pause_id, g_source_remove);
}

static void
end (ArcPracticeHint *self)
{
  self->is_over = TRUE;
  forget_asked (self);
  g_clear_pointer (&self->library, arc_practice_library_unref);
  hide (self);
}

/* ---- comparing ---------------------------------------------------------------------------- */

/* One question to the reading thread. The hint itself stays on the main thread. */
typedef struct {
  ArcPracticeHint *hint; /* for the callback alone */
  guint64 generation;
  guint text_number;
  char *text_id;
  ArcPracticeLibrary *library;
  ArcDraftSnapshot *snapshot;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->hint);
  g_free (question->text_id);
  g_clear_pointer (&question->library, arc_practice_library_unref);
  g_clear_pointer (&question->snapshot, arc_draft_snapshot_free);
  g_free (question);
}

static Question *
question_new (ArcPracticeHint *self)
{
  Question *question = g_new0 (Question, 1);

  question->hint = g_object_ref (self);
  question->generation = self->generation;
  question->text_number = self->text_number;
  question->text_id = g_strdup (self->text_id);
  self->under_way++;
  return question;
}

/* Whether nobody is interested in the answer any more. */
static gboolean
is_stale (ArcPracticeHint *self, const Question *question)
{
  self->under_way--;
  return self->service == NULL || question->generation != self->generation;
}

static void find (ArcPracticeHint *self);

static gpointer
find_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return arc_practice_library_find (question->library, question->snapshot->section,
                                    question->snapshot->entry->topic);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  ArcPracticeHint *self = question->hint;
  g_autoptr (ArcPracticeOffer) offer =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, NULL);

  if (is_stale (self, question))
    return;
  self->is_finding = FALSE;
  /* More was written meanwhile: that decides. */
  if (self->must_find_again)
    find (self);
  else if (offer != NULL)
    show_offer (self, g_steal_pointer (&offer));
}

static void
find (ArcPracticeHint *self)
{
  Question *question = NULL;

  self->must_find_again = self->is_finding;
  if (self->is_finding)
    return;
  self->is_finding = TRUE;
  question = question_new (self);
  question->library = arc_practice_library_ref (self->library);
  question->snapshot = self->source (self->source_data);
  arc_journal_service_read_async (self->service, find_func, question, question_free,
                                  (GDestroyNotify) arc_practice_offer_free, NULL, found_cb,
                                  question);
}

static gboolean
pause_cb (gpointer user_data)
{
  ArcPracticeHint *self = user_data;

  self->pause_id = 0;
  find (self);
  return G_SOURCE_REMOVE;
}

/* ---- reading ------------------------------------------------------------------------------ */

static gpointer
read_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  ArcPracticeLibrary *library = arc_practice_library_read (journal, error);
  gboolean offered = FALSE;

  if (library != NULL &&
      (!arc_practices_was_offered (journal, question->text_id, &offered, error) || offered))
    g_clear_pointer (&library, arc_practice_library_unref);
  return library;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  ArcPracticeHint *self = question->hint;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPracticeLibrary) library =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  /* Nobody asked for it: what cannot be read is not offered. */
  if (error != NULL)
    g_debug ("No practice is offered: %s", error->message);
  self->under_way--;
  if (self->service == NULL || question->text_number != self->text_number || self->is_over ||
      library == NULL)
    return;
  self->library = g_steal_pointer (&library);
  if (self->is_asking)
    find (self);
}

static void
read_library (ArcPracticeHint *self)
{
  Question *question = question_new (self);

  self->has_read = TRUE;
  arc_journal_service_read_async (self->service, read_func, question, question_free,
                                  (GDestroyNotify) arc_practice_library_unref, NULL, read_cb,
                                  question);
}

/* ---- what the person makes of it ---------------------------------------------------------- */

static void
pass (ArcPracticeHint *self)
{
  const ArcPracticeOffer *offer = arc_practice_card_get_offer (self->card);

  arc_practice_job_pass (self->service, offer->team_id, offer->practice_id, self->text_id);
  end (self);
}

/* What is not wanted here rests on the first page too. */
static void
dismissed_cb (ArcPracticeHint *self)
{
  const ArcPracticeOffer *offer = arc_practice_card_get_offer (self->card);

  arc_practice_job_set_shown (self->service, offer->team_id, offer->practice_id,
                              (ArcPracticeShown){offer->today, TRUE});
  pass (self);
}

static void
try_cb (ArcPracticeHint *self)
{
  const ArcPracticeOffer *offer = arc_practice_card_get_offer (self->card);
  gboolean taken = FALSE;

  g_signal_emit (self, signals[SIGNAL_TAKE], 0, offer, &taken);
  if (!taken) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("That was not put in: there are too many lines already."));
    return;
  }
  self->may_be_taken = TRUE;
  arc_practice_job_take (self->service, offer->team_id, offer->practice_id, self->text_id,
                         offer->commitment->text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _ ("It is a line of your change. Your team hears of it once you "
                                 "save."));
  end (self);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_practice_hint_dispose (GObject *object)
{
  ArcPracticeHint *self = ARC_PRACTICE_HINT (object);

  forget_asked (self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->library, arc_practice_library_unref);
  g_clear_pointer (&self->text_id, g_free);
  G_OBJECT_CLASS (arc_practice_hint_parent_class)->dispose (object);
}

static void
arc_practice_hint_class_init (ArcPracticeHintClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_practice_hint_dispose;
  signals[SIGNAL_TAKE] = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_BOOLEAN, 1, G_TYPE_POINTER);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
arc_practice_hint_init (ArcPracticeHint *self)
{
  GtkWidget *card = arc_practice_card_new ();

  self->card = ARC_PRACTICE_CARD (card);
  adw_bin_set_child (ADW_BIN (self), card);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (card, "try", G_CALLBACK (try_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "answered", G_CALLBACK (pass), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
arc_practice_hint_new (void)
{
  return g_object_new (ARC_TYPE_PRACTICE_HINT, NULL);
}

void
arc_practice_hint_set_service (ArcPracticeHint *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));

  if (service == NULL)
    end (self);
  g_set_object (&self->service, service);
  arc_practice_card_set_service (self->card, service);
}

void
arc_practice_hint_set_source (ArcPracticeHint *self, ArcDraftSource source, gpointer user_data)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));

  self->source = source;
  self->source_data = user_data;
}

void
arc_practice_hint_begin (ArcPracticeHint *self, const char *text_id, gboolean is_resumed)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));
  g_return_if_fail (text_id != NULL);

  end (self);
  self->text_number++;
  g_free (self->text_id);
  self->text_id = g_strdup (text_id);
  self->has_read = FALSE;
  self->is_asking = FALSE;
  self->may_be_taken = is_resumed;
  self->is_over = self->service == NULL || arc_journal_service_is_read_only (self->service);
}

void
arc_practice_hint_set_asking (ArcPracticeHint *self, gboolean asking)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));

  if (asking == self->is_asking || self->text_id == NULL)
    return;
  self->is_asking = asking;
  if (!asking) {
    forget_asked (self);
    hide (self);
  } else if (!self->is_over && self->library != NULL) {
    find (self);
  } else if (!self->is_over && !self->has_read) {
    read_library (self);
  }
}

void
arc_practice_hint_touch (ArcPracticeHint *self)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));

  /* What is offered stays: nothing changes under somebody's eyes. */
  if (!self->is_asking || self->library == NULL || self->is_over ||
      arc_practice_card_get_offer (self->card) != NULL)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (ARC_PRACTICE_HINT_PAUSE_MS, pause_cb, self);
}

void
arc_practice_hint_saved (ArcPracticeHint *self, const char *entry_id, gboolean is_done)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));
  g_return_if_fail (entry_id != NULL);

  if (self->text_id == NULL || self->service == NULL)
    return;
  if (self->may_be_taken)
    arc_practice_job_settle (self->service, self->text_id, entry_id, is_done);
  /* What is taken from now on is taken into the entry. */
  g_free (self->text_id);
  self->text_id = g_strdup (entry_id);
}

void
arc_practice_hint_discarded (ArcPracticeHint *self)
{
  g_return_if_fail (ARC_IS_PRACTICE_HINT (self));

  if (self->text_id != NULL && self->service != NULL && self->may_be_taken)
    arc_practice_job_drop_text (self->service, self->text_id);
  self->may_be_taken = FALSE;
}

gboolean
arc_practice_hint_is_busy (ArcPracticeHint *self)
{
  g_return_val_if_fail (ARC_IS_PRACTICE_HINT (self), FALSE);

  return self->under_way > 0 || self->pause_id != 0;
}
