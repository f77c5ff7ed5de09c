/* Something that waits to be looked back at. Every answer is stored at once, and can be undone. */
#include "arc-waiting-card.h"

#include "arc-answer-row.h"
#include "arc-id.h"
#include "arc-later-button.h"
#include "arc-look-back-card.h"
#include "arc-reminders-wake.h"
#include "arc-undo-toast.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcWaitingCard {
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkLabel *quote_label;
  GtkLabel *plan_label;
  ArcAnswerRow *did_row;
  ArcAnswerRow *helped_row;
  GtkWidget *helped_box;
  GtkLabel *noted_label;
  GtkWidget *end_box;
  GtkWidget *later_button;
  GtkWidget *habit_button;
  GtkWidget *let_go_button;
  GtkActionable *entry_button;
  GtkLabel *entry_label;

  ArcJournalService *service;
  ArcWaitingItem *item;
  ArcLookBack *look_back;
  ArcCommitmentState state; /* open unless the loop was ended here */
  ArcPutOff *put_off;       /* (nullable): to be asked later, not now */
  AdwToast *toast;          /* weak */
  guint writes;             /* under way */
  gboolean compact;
};

enum {
  ANSWERED,
  UNDONE,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcWaitingCard, arc_waiting_card, ADW_TYPE_BIN)

static gboolean
has_did (ArcWaitingCard *self)
{
  return self->look_back->did != ARC_DID_NOT_SAID;
}

/* What was not done has not helped yet. */
static gboolean
asks_helped (ArcWaitingCard *self)
{
  return self->state == ARC_COMMITMENT_OPEN &&
         (self->look_back->did == ARC_DID_YES || self->look_back->did == ARC_DID_PARTLY ||
          self->look_back->helped != ARC_HELPED_NOT_SAID);
}

static char *
dup_noted (ArcWaitingCard *self)
{
  if (self->put_off != NULL)
    return arc_put_off_dup_text (self->put_off);
  if (self->state == ARC_COMMITMENT_HABIT)
    return g_strdup (_ ("Noted: it is a habit now."));
  if (self->state == ARC_COMMITMENT_LET_GO || self->look_back->did == ARC_DID_NO_LONGER)
    return g_strdup (_ ("Noted. You let it go."));
  if (self->look_back->did == ARC_DID_PARTLY || self->look_back->did == ARC_DID_NOT_YET)
    return g_strdup (_ ("Noted. It will be asked again when you next reflect."));
  return g_strdup (_ ("Noted, thank you."));
}

/* Brings the widgets in line with what was answered. */
static void
show_answers (ArcWaitingCard *self)
{
  gboolean answered = arc_waiting_card_is_answered (self);
  gboolean may_answer = !arc_journal_service_is_read_only (self->service);
  gboolean ended = self->state != ARC_COMMITMENT_OPEN || self->put_off != NULL || !may_answer;
  gboolean is_commitment = self->item->commitment != NULL;
  g_autofree char *noted = dup_noted (self);

  arc_answer_row_set_value (self->did_row, self->look_back->did);
  arc_answer_row_set_value (self->helped_row, self->look_back->helped);
  gtk_widget_set_visible (GTK_WIDGET (self->did_row), !ended && !(self->compact && has_did (self)));
  gtk_widget_set_visible (self->helped_box, asks_helped (self));
  gtk_label_set_label (self->noted_label, noted);
  gtk_widget_set_visible (GTK_WIDGET (self->noted_label), answered);
  /* While writing there is no later: the next card, or none, is one key away. */
  gtk_widget_set_visible (self->later_button, !self->compact);
  gtk_widget_set_visible (self->habit_button, is_commitment);
  gtk_widget_set_visible (self->let_go_button, is_commitment);
  gtk_widget_set_visible (self->end_box,
                          (is_commitment || !self->compact) && !answered && may_answer);
}

static void
forget_answers (ArcWaitingCard *self)
{
  self->look_back->did = ARC_DID_NOT_SAID;
  self->look_back->helped = ARC_HELPED_NOT_SAID;
  self->state = ARC_COMMITMENT_OPEN;
  show_answers (self);
  g_signal_emit (self, signals[UNDONE], 0);
}

/* ---- storing ---- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWaitingCard) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  self->writes--;
  if (error == NULL)
    return;
  arc_toast_error (GTK_WIDGET (self), error);
  if (self->look_back == NULL)
    return;
  /* What could not be saved does not look as if it was. */
  forget_answers (self);
}

static void
write_answer (ArcWaitingCard *self, ArcJournalFunc func)
{
  self->writes++;
  arc_journal_service_write_async (
      self->service, func, arc_waiting_answer_new (self->item, self->look_back, self->state),
      (GDestroyNotify) arc_waiting_answer_free, NULL, NULL, stored_cb, g_object_ref (self));
}

static void
undo_cb (gpointer data)
{
  ArcWaitingCard *self = data;

  if (self->look_back == NULL || !arc_waiting_card_is_answered (self))
    return;
  write_answer (self, arc_waiting_answer_undo);
  forget_answers (self);
}

/* One toast a card, which takes back all of it. */
static void
offer_undo (ArcWaitingCard *self)
{
  if (self->toast == NULL)
    g_set_weak_pointer (&self->toast,
                        arc_undo_toast_show (GTK_WIDGET (self), _ ("Answer saved"), undo_cb,
                                             g_object_ref (self), g_object_unref));
}

static void
store (ArcWaitingCard *self)
{
  gboolean is_done;

  show_answers (self);
  write_answer (self, arc_waiting_answer_store);
  offer_undo (self);
  is_done = !asks_helped (self) || self->look_back->helped != ARC_HELPED_NOT_SAID;
  g_signal_emit (self, signals[ANSWERED], 0);
  if (is_done)
    g_signal_emit (self, signals[DONE], 0);
}

/* ---- putting off ---- */

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWaitingCard) self = user_data;
  g_autoptr (GError) error = NULL;

  arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  self->writes--;
  arc_toast_error (GTK_WIDGET (self), error);
}

static void
undo_put_off_cb (gpointer data)
{
  ArcWaitingCard *self = data;

  if (self->service == NULL || self->put_off == NULL)
    return;
  self->writes++;
  arc_journal_service_write_async (
      self->service, arc_put_off_undo, g_steal_pointer (&self->put_off),
      (GDestroyNotify) arc_put_off_free, NULL, NULL, taken_back_cb, g_object_ref (self));
  show_answers (self);
}

static void
put_off_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWaitingCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPutOff) put_off =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_autofree char *text = NULL;

  self->writes--;
  if (error != NULL)
    arc_toast_error (GTK_WIDGET (self), error);
  if (put_off == NULL || self->service == NULL)
    return;
  if (put_off->wants_reminders)
    arc_reminders_wake (self->service);
  text = arc_put_off_dup_text (put_off);
  g_clear_pointer (&self->put_off, arc_put_off_free);
  self->put_off = g_steal_pointer (&put_off);
  show_answers (self);
  arc_undo_toast_show (GTK_WIDGET (self), text, undo_put_off_cb, g_object_ref (self),
                       g_object_unref);
}

static void
put_off_to (ArcWaitingCard *self, gint64 until_us)
{
  if (self->service == NULL || self->writes > 0 || arc_waiting_card_is_answered (self))
    return;
  self->writes++;
  arc_journal_service_write_async (
      self->service, arc_put_off_store,
      arc_put_off_new (arc_waiting_item_get_id (self->item), arc_waiting_item_get_wall (self->item),
                       until_us),
      (GDestroyNotify) arc_put_off_free, (GDestroyNotify) arc_put_off_free, NULL, put_off_cb,
      g_object_ref (self));
}

/* ---- answering ---- */

static void
set_did (ArcWaitingCard *self, ArcDid did)
{
  if (self->look_back == NULL || self->look_back->did == did ||
      arc_journal_service_is_read_only (self->service))
    return;
  self->look_back->did = did;
  store (self);
}

static void
set_helped (ArcWaitingCard *self, ArcHelped helped)
{
  if (self->look_back == NULL || self->look_back->helped == helped)
    return;
  self->look_back->helped = helped;
  store (self);
}

static void
did_cb (ArcWaitingCard *self)
{
  set_did (self, arc_answer_row_get_value (self->did_row));
}

static void
helped_cb (ArcWaitingCard *self)
{
  set_helped (self, arc_answer_row_get_value (self->helped_row));
}

static void
end_loop (ArcWaitingCard *self, ArcCommitmentState state)
{
  self->state = state;
  store (self);
}

static void
habit_cb (ArcWaitingCard *self)
{
  end_loop (self, ARC_COMMITMENT_HABIT);
}

static void
let_go_cb (ArcWaitingCard *self)
{
  end_loop (self, ARC_COMMITMENT_LET_GO);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return arc_waiting_card_press (ARC_WAITING_CARD (widget), g_variant_get_uint32 (args));
}

/* ---- showing ---- */

static char *
make_quote (const ArcWaitingItem *item)
{
  if (item->commitment == NULL)
    return arc_look_back_quote (item->waiting->quote);
  /* Translators: a commitment: its kind and its line: “Start: log the call”. */
  return g_strdup_printf (_ ("“%s: %s”"), arc_kind_to_label (item->commitment->kind),
                          item->commitment->text);
}

static char *
make_plan (const ArcCommitment *commitment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (commitment == NULL)
    return g_strdup ("");
  if (*commitment->if_text != '\0' && *commitment->then_text != '\0')
    g_string_append_printf (text, _ ("If %s, then %s"), commitment->if_text, commitment->then_text);
  else if (*commitment->if_text != '\0')
    g_string_append_printf (text, _ ("If %s"), commitment->if_text);
  if (*commitment->measure != '\0')
    g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", commitment->measure);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_entry_link (ArcWaitingCard *self)
{
  const ArcWaiting *waiting = self->item->waiting;
  g_autofree char *text =
      *waiting->topic != '\0'
          /* Translators: a link: the title of an entry, and its topic. */
          ? g_strdup_printf (_ ("%s · %s"), self->item->entry_title, waiting->topic)
          : g_strdup (self->item->entry_title);

  gtk_label_set_label (self->entry_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry_button), _ ("Open this entry"));
  /* Named last: an action without its target is a mistake that GTK warns about. */
  gtk_actionable_set_action_target (self->entry_button, "s", waiting->entry_id);
  gtk_actionable_set_action_name (self->entry_button, "win.show-entry");
  gtk_widget_set_visible (GTK_WIDGET (self->entry_button), !self->compact);
}

static void
show_item (ArcWaitingCard *self)
{
  g_autofree char *heading = arc_when_decided (self->item->decided_days);
  g_autofree char *quote = make_quote (self->item);
  g_autofree char *plan = make_plan (self->item->commitment);

  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->quote_label, quote);
  gtk_label_set_label (self->plan_label, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_label), *plan != '\0');
  show_entry_link (self);
  show_answers (self);
}

/* ---- the widget ---- */

static void
arc_waiting_card_dispose (GObject *object)
{
  ArcWaitingCard *self = ARC_WAITING_CARD (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->item, arc_waiting_item_free);
  g_clear_pointer (&self->look_back, arc_look_back_free);
  g_clear_pointer (&self->put_off, arc_put_off_free);
  g_clear_weak_pointer (&self->toast);
  G_OBJECT_CLASS (arc_waiting_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ARC_TYPE_ANSWER_ROW);
  g_type_ensure (ARC_TYPE_LATER_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-waiting-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, quote_label);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, plan_label);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, did_row);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, helped_row);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, helped_box);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, noted_label);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, end_box);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, later_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, habit_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, let_go_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, entry_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWaitingCard, entry_label);
  gtk_widget_class_bind_template_callback (widget_class, put_off_to);
  gtk_widget_class_bind_template_callback (widget_class, did_cb);
  gtk_widget_class_bind_template_callback (widget_class, helped_cb);
  gtk_widget_class_bind_template_callback (widget_class, habit_cb);
  gtk_widget_class_bind_template_callback (widget_class, let_go_cb);
}

static void
arc_waiting_card_class_init (ArcWaitingCardClass *klass)
{
  static const guint keys[] = {GDK_KEY_y, GDK_KEY_p, GDK_KEY_n, GDK_KEY_l, GDK_KEY_t};
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_waiting_card_dispose;
  signals[ANSWERED] =
      g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNDONE] =
      g_signal_new ("undone", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, key_cb, "u", keys[i]);
  bind_template (widget_class);
}

static void
arc_waiting_card_init (ArcWaitingCard *self)
{
  g_autoptr (GtkLayoutManager) layout = arc_wrap_layout_new (6);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->end_box, g_steal_pointer (&layout));
  for (ArcDid did = ARC_DID_YES; did <= ARC_DID_NO_LONGER; did++)
    arc_answer_row_add (self->did_row, did, arc_did_to_label (did));
  for (ArcHelped helped = ARC_HELPED_YES; helped <= ARC_HELPED_TOO_EARLY; helped++)
    arc_answer_row_add (self->helped_row, helped, arc_helped_to_label (helped));
}

GtkWidget *
arc_waiting_card_new (ArcJournalService *service, const ArcWaitingItem *item, gboolean compact)
{
  ArcWaitingCard *self = g_object_new (ARC_TYPE_WAITING_CARD, NULL);

  self->service = g_object_ref (service);
  self->item = arc_waiting_item_copy (item);
  self->compact = compact;
  self->look_back = arc_look_back_new (item->waiting->entry_id);
  self->look_back->commitment_id = g_strdup (item->waiting->commitment_id);
  g_free (self->look_back->id);
  /* Named here, so that the second answer finds the first, saved or not. */
  self->look_back->id = arc_id_new (item->now_us);
  show_item (self);
  if (compact) {
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->did_row),
                                 _ ("Alt+Y yes · Alt+P partly · Alt+N not yet · Alt+L no longer"));
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->helped_row),
                                 _ ("Alt+Y yes · Alt+P partly · Alt+N no · Alt+T too early"));
  }
  return GTK_WIDGET (self);
}

const ArcWaitingItem *
arc_waiting_card_get_item (ArcWaitingCard *self)
{
  g_return_val_if_fail (ARC_IS_WAITING_CARD (self), NULL);

  return self->item;
}

gboolean
arc_waiting_card_is_answered (ArcWaitingCard *self)
{
  g_return_val_if_fail (ARC_IS_WAITING_CARD (self), FALSE);

  return has_did (self) || self->look_back->helped != ARC_HELPED_NOT_SAID ||
         self->state != ARC_COMMITMENT_OPEN || self->put_off != NULL;
}

gboolean
arc_waiting_card_is_storing (ArcWaitingCard *self)
{
  g_return_val_if_fail (ARC_IS_WAITING_CARD (self), FALSE);

  return self->writes > 0;
}

gboolean
arc_waiting_card_press (ArcWaitingCard *self, guint key)
{
  static const guint did_keys[] = {0, GDK_KEY_y, GDK_KEY_p, GDK_KEY_n, GDK_KEY_l};
  static const guint helped_keys[] = {0, GDK_KEY_y, GDK_KEY_p, GDK_KEY_n, GDK_KEY_t};
  gboolean second = FALSE;

  g_return_val_if_fail (ARC_IS_WAITING_CARD (self), FALSE);

  if (self->state != ARC_COMMITMENT_OPEN || self->put_off != NULL)
    return FALSE;
  second = has_did (self);
  if (second && (!asks_helped (self) || self->look_back->helped != ARC_HELPED_NOT_SAID))
    return FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (did_keys); i++) {
    if (key != (second ? helped_keys[i] : did_keys[i]))
      continue;
    if (second)
      set_helped (self, (ArcHelped) i);
    else
      set_did (self, (ArcDid) i);
    return TRUE;
  }
  return FALSE;
}
