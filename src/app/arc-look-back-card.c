/* The last change, quoted, with two questions. Both answers belong to one look-back: the first
 * saves it at once, the second updates it. */
#include "arc-look-back-card.h"

#include "arc-answer-row.h"
#include "arc-id.h"
#include "arc-text.h"
#include "arc-undo-toast.h"
#include "arc-when.h"

#include <glib/gi18n.h>

/* How much of a change is quoted; the entry itself is one click away. */
#define QUOTED_LINES 4

struct _ArcLookBackCard {
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkLabel *quote_label;
  GtkLabel *last_label;
  GtkWidget *questions_box;
  ArcAnswerRow *did_row;
  ArcAnswerRow *helped_row;
  GtkRevealer *thanks_revealer;
  GtkLabel *thanks_label;
  GtkActionable *entry_button;
  GtkLabel *entry_label;

  ArcJournalService *service;
  ArcLookBack *look_back; /* of this visit; its answers are those that were given last */
  ArcLookBack *stored;    /* the same as the journal has it */
  ArcLookBack *before;    /* what undo goes back to */
  AdwToast *toast;        /* weak: while it is shown, the last answer can be undone */
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (ArcLookBackCard, arc_look_back_card, ADW_TYPE_BIN)

static gpointer
save_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  arc_journal_save_look_back (journal, data, error);
  return NULL;
}

static gpointer
delete_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ArcLookBack *look_back = data;

  arc_journal_delete_look_back (journal, look_back->id, error);
  return NULL;
}

static void
show_thanks (ArcLookBackCard *self)
{
  gboolean has_did = self->look_back->did != ARC_DID_NOT_SAID;
  gboolean has_helped = self->look_back->helped != ARC_HELPED_NOT_SAID;

  if (self->look_back->did == ARC_DID_NOT_YET)
    gtk_label_set_label (self->thanks_label,
                         _ ("Noted. It will be asked again when you next reflect."));
  else
    gtk_label_set_label (self->thanks_label, _ ("Noted, thank you."));
  gtk_revealer_set_reveal_child (self->thanks_revealer, has_did || has_helped);
}

/* Brings the buttons in line with the look-back. */
static void
show_answers (ArcLookBackCard *self)
{
  arc_answer_row_set_value (self->did_row, self->look_back->did);
  arc_answer_row_set_value (self->helped_row, self->look_back->helped);
  self->answered =
      self->look_back->did != ARC_DID_NOT_SAID || self->look_back->helped != ARC_HELPED_NOT_SAID;
  show_thanks (self);
}

/* A save or deletion under way. */
typedef struct {
  ArcLookBackCard *card;
  ArcLookBack *look_back;
} ArcStoring;

static gboolean
is_current (ArcLookBackCard *self, const ArcLookBack *look_back)
{
  return self->look_back != NULL && g_str_equal (self->look_back->id, look_back->id);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcStoring *storing = user_data;
  g_autoptr (ArcLookBackCard) self = storing->card;
  g_autoptr (ArcLookBack) look_back = storing->look_back;
  g_autoptr (GError) error = NULL;

  g_free (storing);
  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  arc_toast_error (GTK_WIDGET (self), error);
  if (!is_current (self, look_back))
    return;
  if (error == NULL) {
    g_clear_pointer (&self->stored, arc_look_back_free);
    self->stored = g_steal_pointer (&look_back);
  } else {
    /* What could not be saved does not look as if it was. */
    g_clear_pointer (&self->look_back, arc_look_back_free);
    self->look_back = arc_look_back_copy (self->stored);
    show_answers (self);
  }
}

static void
store (ArcLookBackCard *self, const ArcLookBack *look_back)
{
  gboolean is_empty =
      look_back->did == ARC_DID_NOT_SAID && look_back->helped == ARC_HELPED_NOT_SAID;
  ArcStoring *storing = g_new0 (ArcStoring, 1);

  storing->card = g_object_ref (self);
  storing->look_back = arc_look_back_copy (look_back);
  arc_journal_service_write_async (
      self->service, is_empty ? delete_func : save_func, arc_look_back_copy (look_back),
      (GDestroyNotify) arc_look_back_free, NULL, NULL, stored_cb, storing);
}

static void
undo_cb (gpointer data)
{
  ArcLookBackCard *self = data;
  g_autoptr (ArcLookBack) before = g_steal_pointer (&self->before);

  if (before == NULL)
    return;
  /* By now the card may ask about something else. */
  if (is_current (self, before)) {
    g_clear_pointer (&self->look_back, arc_look_back_free);
    self->look_back = arc_look_back_copy (before);
    show_answers (self);
  }
  store (self, before);
}

/* One toast at a time, which undoes the last answer: a queue of them would undo one before it. */
static void
offer_undo (ArcLookBackCard *self)
{
  if (self->toast == NULL)
    g_set_weak_pointer (&self->toast,
                        arc_undo_toast_show (GTK_WIDGET (self), _ ("Answer saved"), undo_cb,
                                             g_object_ref (self), g_object_unref));
}

static void
answered_cb (ArcLookBackCard *self)
{
  g_autoptr (ArcLookBack) before = NULL;

  if (self->look_back == NULL)
    return;
  before = arc_look_back_copy (self->look_back);
  self->look_back->did = arc_answer_row_get_value (self->did_row);
  self->look_back->helped = arc_answer_row_get_value (self->helped_row);
  if (arc_look_back_equal (before, self->look_back))
    return;
  g_clear_pointer (&self->before, arc_look_back_free);
  self->before = g_steal_pointer (&before);
  show_answers (self);
  store (self, self->look_back);
  offer_undo (self);
}

static void
show_last_answer (ArcLookBackCard *self, const ArcTodayData *data)
{
  if (!data->change_asks)
    gtk_label_set_label (self->last_label,
                         _ ("When you next reflect, you are asked whether it helped."));
  else if (data->last_did == ARC_DID_NOT_YET)
    gtk_label_set_label (self->last_label, _ ("Last time you said: not yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->last_label),
                          !data->change_asks || data->last_did == ARC_DID_NOT_YET);
}

static void
show_entry_link (ArcLookBackCard *self, const ArcEntry *entry)
{
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *text = NULL;

  if (*entry->topic != '\0')
    /* Translators: a link: the title of an entry, and its topic. */
    text = g_strdup_printf (_ ("%s · %s"), title, entry->topic);
  gtk_label_set_label (self->entry_label, text != NULL ? text : title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry_button), _ ("Open this entry"));
  /* Named last: an action without its target is a mistake that GTK warns about. */
  gtk_actionable_set_action_target (self->entry_button, "s", entry->id);
  gtk_actionable_set_action_name (self->entry_button, "win.show-entry");
}

static void
start_look_back (ArcLookBackCard *self, const ArcTodayData *data)
{
  g_clear_pointer (&self->look_back, arc_look_back_free);
  self->look_back = arc_look_back_new (data->change->id);
  g_free (self->look_back->id);
  /* Named here, so that the second answer finds the first, saved or not. */
  self->look_back->id = arc_id_new (data->now_us);
  g_clear_pointer (&self->stored, arc_look_back_free);
  self->stored = arc_look_back_copy (self->look_back);
  show_answers (self);
}

static void
arc_look_back_card_dispose (GObject *object)
{
  ArcLookBackCard *self = ARC_LOOK_BACK_CARD (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->look_back, arc_look_back_free);
  g_clear_pointer (&self->stored, arc_look_back_free);
  g_clear_pointer (&self->before, arc_look_back_free);
  g_clear_weak_pointer (&self->toast);
  G_OBJECT_CLASS (arc_look_back_card_parent_class)->dispose (object);
}

static void
arc_look_back_card_class_init (ArcLookBackCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_look_back_card_dispose;
  g_type_ensure (ARC_TYPE_ANSWER_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-look-back-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, quote_label);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, last_label);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, questions_box);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, did_row);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, helped_row);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, thanks_revealer);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, thanks_label);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, entry_button);
  gtk_widget_class_bind_template_child (widget_class, ArcLookBackCard, entry_label);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
}

static void
arc_look_back_card_init (ArcLookBackCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (ArcDid did = ARC_DID_YES; did <= ARC_DID_NO_LONGER; did++)
    arc_answer_row_add (self->did_row, did, arc_did_to_label (did));
  for (ArcHelped helped = ARC_HELPED_YES; helped <= ARC_HELPED_TOO_EARLY; helped++)
    arc_answer_row_add (self->helped_row, helped, arc_helped_to_label (helped));
}

char *
arc_look_back_quote (const char *change)
{
  g_auto (GStrv) lines = g_strsplit (change, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  guint shown = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *line = arc_text_excerpt (lines[i], ARC_EXCERPT_CHARS);

    if (*line == '\0')
      continue;
    if (shown == QUOTED_LINES) {
      g_string_append (text, "\n…");
      break;
    }
    if (shown++ > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, line);
  }
  /* Translators: a text in quotation marks. */
  return g_strdup_printf (_ ("“%s”"), text->str);
}

GtkWidget *
arc_look_back_card_new (ArcJournalService *service)
{
  ArcLookBackCard *self = g_object_new (ARC_TYPE_LOOK_BACK_CARD, NULL);

  self->service = g_object_ref (service);
  return GTK_WIDGET (self);
}

void
arc_look_back_card_show (ArcLookBackCard *self, const ArcTodayData *data)
{
  g_autofree char *heading = NULL;
  g_autofree char *quote = NULL;

  g_return_if_fail (ARC_IS_LOOK_BACK_CARD (self));

  if (self->answered)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), data->change != NULL);
  if (data->change == NULL) {
    g_clear_pointer (&self->look_back, arc_look_back_free);
    return;
  }
  heading = arc_when_decided (data->change_days);
  quote = arc_look_back_quote (data->change->section[ARC_SECTION_CHANGE]);
  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->quote_label, quote);
  gtk_widget_set_visible (self->questions_box,
                          data->change_asks && !arc_journal_service_is_read_only (self->service));
  show_last_answer (self, data);
  show_entry_link (self, data->change);
  if (self->look_back == NULL || !g_str_equal (self->look_back->entry_id, data->change->id))
    start_look_back (self, data);
}

const char *
arc_look_back_card_get_entry_id (ArcLookBackCard *self)
{
  g_return_val_if_fail (ARC_IS_LOOK_BACK_CARD (self), NULL);

  return self->look_back != NULL ? self->look_back->entry_id : NULL;
}

void
arc_look_back_card_leave (ArcLookBackCard *self)
{
  g_return_if_fail (ARC_IS_LOOK_BACK_CARD (self));

  if (!self->answered)
    return;
  self->answered = FALSE;
  g_clear_pointer (&self->look_back, arc_look_back_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
