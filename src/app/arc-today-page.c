/* Today: write now, go on with a draft, look back at the last change and at earlier entries.
 * Reads anew when the journal changes, when it is looked at, and when the day ends. */
#include "arc-today-page.h"

#include "arc-ago-row.h"
#include "arc-distance-hint.h"
#include "arc-draft-row.h"
#include "arc-due-list.h"
#include "arc-gained-list.h"
#include "arc-reflection-card.h"
#include "arc-goal-list.h"
#include "arc-look-back-card.h"
#include "arc-next-reflection.h"
#include "arc-practice-of-day.h"
#include "arc-reminder-offer.h"
#include "arc-team-news.h"
#include "arc-today-data.h"
#include "arc-waiting-card.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

/* Drafts shown before "Show all". */
#define DRAFTS_SHOWN 3

struct _ArcTodayPage {
  ArcPage parent_instance;

  GtkWidget *write_button;
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
  ArcReflectionCard *reflection_card;
  ArcReminderOffer *offer;
  ArcGoalList *goal_list;
  ArcGainedList *gained_list;
  ArcTeamNews *team_news;
  ArcPracticeOfDay *practice;

  GtkWindow *window; /* while mapped */
  guint day_timer_id;
  gboolean shows_all_drafts;
};

G_DEFINE_FINAL_TYPE (ArcTodayPage, arc_today_page, ARC_TYPE_PAGE)

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
  arc_page_refresh (ARC_PAGE (self));
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

    gtk_box_append (self->drafts_box,
                    arc_draft_row_new (arc_page_get_service (ARC_PAGE (self)), draft, when));
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
      gtk_box_append (self->waiting_box,
                      arc_waiting_card_new (arc_page_get_service (ARC_PAGE (self)), item, FALSE));
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

static gboolean
day_ended_cb (gpointer user_data)
{
  ArcTodayPage *self = user_data;

  self->day_timer_id = 0;
  arc_page_refresh (ARC_PAGE (self));
  return G_SOURCE_REMOVE;
}

/* When the page looks different by itself: at the next reflection, or a new day. */
static gint64
next_change (const ArcTodayData *data)
{
  gint64 next_us = data->next_day_us;

  if (data->reflections->next != NULL)
    next_us = MIN (next_us, data->reflections->next_at.utc_us);
  return data->put_off_us != 0 ? MIN (next_us, data->put_off_us) : next_us;
}

/* One timer. It does not count the time asleep; the window becoming active afterwards reads anew.
 */
static void
arm_day_timer (ArcTodayPage *self, const ArcTodayData *data)
{
  gint64 wait_s = (next_change (data) - data->now_us) / ARC_US_PER_SECOND + 1;

  g_clear_handle_id (&self->day_timer_id, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->day_timer_id =
        g_timeout_add_seconds ((guint) CLAMP (wait_s, 1, 2 * 86400), day_ended_cb, self);
}

static gboolean
arc_today_page_show (ArcPage *page, gpointer today_data)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (page);
  const ArcTodayData *data = today_data;
  g_autofree char *date = arc_when_date (data->today, data->today);
  gboolean is_empty = data->entries == 0 && data->drafts->len == 0;
  gboolean has_ago;

  gtk_label_set_label (self->date_label, date);
  arc_next_reflection_show (self->next_reflection, data->reflections, data->put_off_us);
  arc_reflection_card_show (self->reflection_card, data);
  arc_reminder_offer_show (self->offer, data->reflections, data->entries > 0);
  show_drafts (self, data);
  arc_look_back_card_show (self->look_back_card, data);
  show_waiting (self, data);
  arc_distance_hint_show (self->distance_hint, data->circling);
  arc_due_list_show (self->due_list, data->due, data->today);
  arc_gained_list_show (self->gained_list, data->measured, data->equivalents);
  has_ago = show_ago (self, data);
  gtk_widget_set_visible (self->quiet_label,
                          data->drafts->len == 0 && !has_ago && data->due->len == 0 &&
                              data->circling == NULL &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->reflection_card)) &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->team_news)) &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->waiting_box)) &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->look_back_card)));
  /* One primary button: an empty page has its own. */
  gtk_widget_set_visible (self->write_button, !is_empty);
  arm_day_timer (self, data);
  return !is_empty;
}

static void
arc_today_page_refresh (ArcPage *page)
{
  arc_goal_list_refresh (ARC_TODAY_PAGE (page)->goal_list);
  arc_team_news_refresh (ARC_TODAY_PAGE (page)->team_news);
  ARC_PAGE_CLASS (arc_today_page_parent_class)->refresh (page);
  /* Last: many practices take a while to read, and nothing waits for it. */
  arc_practice_of_day_refresh (ARC_TODAY_PAGE (page)->practice);
}

static void
window_is_active_cb (ArcTodayPage *self)
{
  if (gtk_window_is_active (self->window))
    arc_page_refresh (ARC_PAGE (self));
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
arc_today_page_dispose (GObject *object)
{
  ArcTodayPage *self = ARC_TODAY_PAGE (object);

  forget_window (self);
  g_clear_handle_id (&self->day_timer_id, g_source_remove);
  G_OBJECT_CLASS (arc_today_page_parent_class)->dispose (object);
}

static void
arc_today_page_class_init (ArcTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ArcPageClass *page_class = ARC_PAGE_CLASS (klass);

  object_class->dispose = arc_today_page_dispose;
  widget_class->map = arc_today_page_map;
  widget_class->unmap = arc_today_page_unmap;
  page_class->read = arc_today_data_read;
  page_class->free_data = (GDestroyNotify) arc_today_data_free;
  page_class->show = arc_today_page_show;
  page_class->refresh = arc_today_page_refresh;

  g_type_ensure (ARC_TYPE_DISTANCE_HINT);
  g_type_ensure (ARC_TYPE_DUE_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTodayPage, write_button);
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
}

static void
arc_today_page_init (ArcTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->date_box, arc_wrap_layout_new (6));
}

GtkWidget *
arc_today_page_new (ArcJournalService *service)
{
  ArcTodayPage *self = g_object_new (ARC_TYPE_TODAY_PAGE, "service", service, NULL);
  GtkWidget *card = arc_look_back_card_new (service);
  GtkWidget *next = arc_next_reflection_new (service);
  GtkWidget *reflection = arc_reflection_card_new (service);
  GtkWidget *offer = arc_reminder_offer_new (service);

  self->look_back_card = ARC_LOOK_BACK_CARD (card);
  adw_bin_set_child (self->look_back_bin, card);
  arc_distance_hint_set_service (self->distance_hint, service);
  self->next_reflection = ARC_NEXT_REFLECTION (next);
  gtk_box_append (GTK_BOX (self->date_box), next);
  self->reflection_card = ARC_REFLECTION_CARD (reflection);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->date_box)), reflection,
                              self->date_box);
  self->offer = ARC_REMINDER_OFFER (offer);
  adw_bin_set_child (self->offer_bin, offer);
  g_object_bind_property (offer, "visible", self->offer_bin, "visible", G_BINDING_SYNC_CREATE);
  self->team_news = ARC_TEAM_NEWS (arc_team_news_new (service));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->due_list))),
                              GTK_WIDGET (self->team_news), GTK_WIDGET (self->drafts_box));
  self->goal_list = ARC_GOAL_LIST (arc_goal_list_new (service, FALSE));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->due_list))),
                              GTK_WIDGET (self->goal_list), GTK_WIDGET (self->due_list));
  self->gained_list = ARC_GAINED_LIST (arc_gained_list_new ());
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->due_list))),
                              GTK_WIDGET (self->gained_list), GTK_WIDGET (self->goal_list));
  self->practice = ARC_PRACTICE_OF_DAY (arc_practice_of_day_new (service));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->due_list))),
                              GTK_WIDGET (self->practice), GTK_WIDGET (self->due_list));
  return GTK_WIDGET (self);
}
