/* Today: write now, go on with a draft, look back at the last change and at earlier entries.
 * Reads anew when the journal changes, when it is looked at, and when the day ends. */
#include "arc-today-page.h"

#include "arc-ago-row.h"
#include "arc-distance-hint.h"
#include "arc-draft-row.h"
#include "arc-due-list.h"
#include "arc-goal-list.h"
#include "arc-look-back-card.h"
#include "arc-next-reflection.h"
#include "arc-reminder-offer.h"
#include "arc-today-data.h"
#include "arc-waiting-card.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

/* Drafts shown before "Show all". */
#define DRAFTS_SHOWN 3

struct _ArcTodayPage {
  AdwBin parent_instance;

  GtkWidget *write_button;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *date_box;
  GtkLabel *date_label;
  AdwBin *offer_bin;
  GtkBox *drafts_box;
  GtkBox *waiting_box;
  AdwBin *look_back_bin;
  ArcDistanceHint *distance_hint;
  ArcDueList *due_list;
  GtkWidget *ago_group;
  GtkListBox *ago_list;
  GtkWidget *quiet_label;
  ArcLookBackCard *look_back_card;
  ArcNextReflection *next_reflection;
  ArcReminderOffer *offer;
  ArcGoalList *goal_list;

  ArcJournalService *service;
  GCancellable *cancellable;
  GtkWindow *window; /* while mapped */
  guint day_timer_id;
  gboolean folded;
  gboolean is_reading;
  gboolean must_read_again;
  gboolean shows_all_drafts;
};

enum {
  PROP_0,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcTodayPage, arc_today_page, ADW_TYPE_BIN)

static void arc_today_page_refresh (ArcTodayPage *self);

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_all_clicked_cb (ArcTodayPage *self)
{
  self->shows_all_drafts = TRUE;
  arc_today_page_refresh (self);
}

static void
append_show_all (ArcTodayPage *self, guint hidden)
{
  g_autofree char *label =
      g_strdup_printf (ngettext ("Show %u more draft", "Show %u more drafts", hidden), hidden);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_all_clicked_cb), self);
  gtk_box_append (self->drafts_box, button);
}

static void
show_drafts (ArcTodayPage *self, const ArcTodayData *data)
{
  g_autofree char *zone = arc_zone_local ();
  guint shown = self->shows_all_drafts ? data->drafts->len : MIN (data->drafts->len, DRAFTS_SHOWN);

  clear_box (self->drafts_box);
  for (guint i = 0; i < shown; i++) {
    const ArcDraft *draft = g_ptr_array_index (data->drafts, i);
    ArcDay day = arc_day_of (draft->updated_us, zone, data->day_start_h);
    g_autofree char *when = arc_when_ago (arc_day_between (day, data->today));

    gtk_box_append (self->drafts_box, arc_draft_row_new (self->service, draft, when));
  }
  if (shown < data->drafts->len)
    append_show_all (self, data->drafts->len - shown);
  gtk_widget_set_visible (GTK_WIDGET (self->drafts_box), shown > 0);
}

/* ---- what waits --------------------------------------------------------------------------- */

static const ArcWaitingItem *
find_item (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (arc_waiting_item_get_id (items->pdata[i]), id))
      return items->pdata[i];
  return NULL;
}

static const char *
card_id (GtkWidget *card)
{
  return arc_waiting_item_get_id (arc_waiting_card_get_item (ARC_WAITING_CARD (card)));
}

static gboolean
has_card (ArcTodayPage *self, const char *id)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->waiting_box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (g_str_equal (card_id (card), id))
      return TRUE;
  return FALSE;
}

/* Whether the card would look the same: an answer that was taken back has touched the time only. */
static gboolean
is_same_commitment (const ArcCommitment *a, const ArcCommitment *b)
{
  g_autoptr (ArcCommitment) copy = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  copy = arc_commitment_copy (a);
  copy->modified_us = b->modified_us;
  return arc_commitment_equal (copy, b);
}

static gboolean
is_same (const ArcWaitingItem *a, const ArcWaitingItem *b)
{
  return b != NULL && g_str_equal (a->waiting->quote, b->waiting->quote) &&
         arc_day_compare (a->waiting->due, b->waiting->due) == 0 &&
         is_same_commitment (a->commitment, b->commitment);
}

/* What was answered stays until the visit is over, so that nothing vanishes under the pointer, and
 * nothing else comes up to be asked in its place. */
static gboolean
remove_old_cards (ArcTodayPage *self, const GPtrArray *waiting)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->waiting_box));
  gboolean any_answered = FALSE;

  while (card != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (card);
    ArcWaitingCard *waiting_card = ARC_WAITING_CARD (card);
    const ArcWaitingItem *item = arc_waiting_card_get_item (waiting_card);

    if (arc_waiting_card_is_answered (waiting_card) || arc_waiting_card_is_storing (waiting_card))
      any_answered = TRUE;
    else if (!is_same (item, find_item (waiting, card_id (card))))
      gtk_box_remove (self->waiting_box, card);
    card = next;
  }
  return any_answered;
}

static void
show_waiting (ArcTodayPage *self, const ArcTodayData *data)
{
  gboolean any_answered = remove_old_cards (self, data->waiting);
  gboolean any;

  for (guint i = 0; i < data->waiting->len && !any_answered; i++) {
    const ArcWaitingItem *item = data->waiting->pdata[i];

    if (!has_card (self, arc_waiting_item_get_id (item)))
      gtk_box_append (self->waiting_box, arc_waiting_card_new (self->service, item, FALSE));
  }
  any = gtk_widget_get_first_child (GTK_WIDGET (self->waiting_box)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_box), any);
  /* One thing to look back at, not two: the last change asks when nothing else does. */
  gtk_widget_set_visible (GTK_WIDGET (self->look_back_bin), !any);
}

/* Nothing is worth a place twice: an entry from earlier that a card asks about. */
static gboolean
is_asked_about (ArcTodayPage *self, const char *entry_id)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->waiting_box)); card != NULL;
       card = gtk_widget_get_next_sibling (card)) {
    const ArcWaitingItem *item = arc_waiting_card_get_item (ARC_WAITING_CARD (card));

    if (g_str_equal (item->waiting->entry_id, entry_id))
      return TRUE;
  }
  return FALSE;
}

/* ---- showing ------------------------------------------------------------------------------ */

static gboolean
show_ago (ArcTodayPage *self, const ArcTodayData *data)
{
  const char *quoted = gtk_widget_get_visible (GTK_WIDGET (self->look_back_bin))
                           ? arc_look_back_card_get_entry_id (self->look_back_card)
                           : NULL;
  GtkListBoxRow *row;
  gboolean any = FALSE;

  while ((row = gtk_list_box_get_row_at_index (self->ago_list, 0)) != NULL)
    gtk_list_box_remove (self->ago_list, GTK_WIDGET (row));
  for (int ago = 0; ago < ARC_N_AGO; ago++) {
    /* What the card quotes need not stand there twice, also when it was answered just now. */
    if (data->ago[ago] == NULL || g_strcmp0 (data->ago[ago]->id, quoted) == 0 ||
        is_asked_about (self, data->ago[ago]->id))
      continue;
    gtk_list_box_append (self->ago_list, arc_ago_row_new (ago, data->ago[ago]));
    any = TRUE;
  }
  gtk_widget_set_visible (self->ago_group, any);
  return any;
}

static void
show_data (ArcTodayPage *self, const ArcTodayData *data)
{
  g_autofree char *date = arc_when_date (data->today, data->today);
  gboolean is_empty = data->entries == 0 && data->drafts->len == 0;
  gboolean has_ago;

  gtk_label_set_label (self->date_label, date);
  arc_next_reflection_show (self->next_reflection, data->reflections);
  arc_reminder_offer_show (self->offer, data->reflections, data->entries > 0);
  show_drafts (self, data);
  arc_look_back_card_show (self->look_back_card, data);
  show_waiting (self, data);
  arc_distance_hint_show (self->distance_hint, data->circling);
  arc_due_list_show (self->due_list, data->due, data->today);
  has_ago = show_ago (self, data);
  gtk_widget_set_visible (self->quiet_label,
                          data->drafts->len == 0 && !has_ago && data->due->len == 0 &&
                              data->circling == NULL &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->waiting_box)) &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->look_back_card)));
  /* One primary button: an empty page has its own. */
  gtk_widget_set_visible (self->write_button, !is_empty);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "content");
}

static gboolean
day_ended_cb (gpointer user_data)
{
  ArcTodayPage *self = user_data;

  self->day_timer_id = 0;
  arc_today_page_refresh (self);
  return G_SOURCE_REMOVE;
}

/* One timer, to the end of the day. It does not count the time asleep; the window becoming
 * active afterwards reads anew. */
static void
arm_day_timer (ArcTodayPage *self, const ArcTodayData *data)
{
  gint64 wait_s = (data->next_day_us - data->now_us) / ARC_US_PER_SECOND + 1;

  g_clear_handle_id (&self->day_timer_id, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->day_timer_id =
        g_timeout_add_seconds ((guint) CLAMP (wait_s, 1, 2 * 86400), day_ended_cb, self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTodayData) data =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->is_reading = FALSE;
  if (self->cancellable == NULL)
    return;
  if (self->must_read_again) {
    arc_today_page_refresh (self);
    return;
  }
  if (data != NULL) {
    show_data (self, data);
    arm_day_timer (self, data);
  } else if (error != NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
}

static void
arc_today_page_refresh (ArcTodayPage *self)
{
  /* What is not looked at is read when it is. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  arc_goal_list_refresh (self->goal_list);
  self->must_read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  arc_journal_service_read_async (self->service, arc_today_data_read, NULL, NULL,
                                  (GDestroyNotify) arc_today_data_free, self->cancellable, read_cb,
                                  g_object_ref (self));
}

static void
window_is_active_cb (ArcTodayPage *self)
{
  if (gtk_window_is_active (self->window))
    arc_today_page_refresh (self);
}

static void
forget_window (ArcTodayPage *self)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, window_is_active_cb, self);
  self->window = NULL;
}

static void
arc_today_page_map (GtkWidget *widget)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (arc_today_page_parent_class)->map (widget);
  if (GTK_IS_WINDOW (root)) {
    self->window = GTK_WINDOW (root);
    g_signal_connect_swapped (root, "notify::is-active", G_CALLBACK (window_is_active_cb), self);
  }
  arc_today_page_refresh (self);
}

static void
arc_today_page_unmap (GtkWidget *widget)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (widget);

  forget_window (self);
  g_clear_handle_id (&self->day_timer_id, g_source_remove);
  self->shows_all_drafts = FALSE;
  arc_look_back_card_leave (self->look_back_card);
  clear_box (self->waiting_box);
  GTK_WIDGET_CLASS (arc_today_page_parent_class)->unmap (widget);
}

static void
arc_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (object);

  switch (id) {
  case PROP_FOLDED:
    g_value_set_boolean (value, self->folded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_today_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (object);

  switch (id) {
  case PROP_FOLDED:
    if (self->folded == g_value_get_boolean (value))
      return;
    self->folded = !self->folded;
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_today_page_dispose (GObject *object)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (object);

  forget_window (self);
  g_clear_handle_id (&self->day_timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_today_page_parent_class)->dispose (object);
}

static void
arc_today_page_class_init (ArcTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_today_page_get_property;
  object_class->set_property = arc_today_page_set_property;
  object_class->dispose = arc_today_page_dispose;
  widget_class->map = arc_today_page_map;
  widget_class->unmap = arc_today_page_unmap;

  props[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ARC_TYPE_DISTANCE_HINT);
  g_type_ensure (ARC_TYPE_DUE_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, date_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, date_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, offer_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, drafts_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, look_back_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, distance_hint);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, due_list);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, ago_group);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, ago_list);
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, quiet_label);
  gtk_widget_class_bind_template_callback (widget_class, arc_today_page_refresh);
}

static void
arc_today_page_init (ArcTodayPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->date_box, arc_wrap_layout_new (6));
}

GtkWidget *
arc_today_page_new (ArcJournalService *service)
{
  ArcTodayPage *self = g_object_new (ARC_TYPE_TODAY_PAGE, NULL);
  GtkWidget *card = arc_look_back_card_new (service);
  GtkWidget *next = arc_next_reflection_new (service);
  GtkWidget *offer = arc_reminder_offer_new (service);

  self->service = g_object_ref (service);
  self->look_back_card = ARC_LOOK_BACK_CARD (card);
  adw_bin_set_child (self->look_back_bin, card);
  arc_distance_hint_set_service (self->distance_hint, service);
  self->next_reflection = ARC_NEXT_REFLECTION (next);
  gtk_box_append (GTK_BOX (self->date_box), next);
  self->offer = ARC_REMINDER_OFFER (offer);
  adw_bin_set_child (self->offer_bin, offer);
  g_object_bind_property (offer, "visible", self->offer_bin, "visible", G_BINDING_SYNC_CREATE);
  self->goal_list = ARC_GOAL_LIST (arc_goal_list_new (service, FALSE));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->due_list))),
                              GTK_WIDGET (self->goal_list), GTK_WIDGET (self->due_list));
  g_signal_connect_swapped (service, "changed", G_CALLBACK (arc_today_page_refresh), self);
  return GTK_WIDGET (self);
}
