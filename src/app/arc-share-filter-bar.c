/* The filters of a team's shares, in a row that scrolls where it is narrow. */
#include "arc-share-filter-bar.h"

#include "arc-choice-popover.h"
#include "arc-date-choice.h"
#include "arc-filter-chip.h"
#include "arc-share-topics.h"

#include <glib/gi18n.h>

struct _ArcShareFilterBar {
  AdwBin parent_instance;

  GtkBox *chips_box;
  GtkToggleButton *new_button;
  ArcFilterChip *member_chip;
  ArcChoicePopover *member_choice;
  ArcFilterChip *topic_chip;
  ArcChoicePopover *topic_choice;
  ArcFilterChip *outcome_chip;
  ArcChoicePopover *outcome_choice;
  ArcFilterChip *date_chip;
  ArcDateChoice *date_choice;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  gboolean clearing; /* the person is not the one who changes things */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcShareFilterBar, arc_share_filter_bar, ADW_TYPE_BIN)

static void
update (ArcShareFilterBar *self)
{
  g_autofree char *dates = arc_date_choice_dup_value (self->date_choice);

  arc_filter_chip_set_value (self->member_chip, arc_choice_popover_get_label (self->member_choice));
  arc_filter_chip_set_value (self->topic_chip, arc_choice_popover_get_label (self->topic_choice));
  arc_filter_chip_set_value (self->outcome_chip,
                             arc_choice_popover_get_label (self->outcome_choice));
  arc_filter_chip_set_value (self->date_chip, dates);
}

static void
changed (ArcShareFilterBar *self)
{
  if (self->clearing)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- topics ------------------------------------------------------------------------------- */

static void
topics_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcShareFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) topics =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  if (topics == NULL || self->service == NULL)
    return;
  arc_choice_popover_clear (self->topic_choice);
  for (guint i = 0; i < topics->len; i++)
    arc_choice_popover_add (self->topic_choice, topics->pdata[i], topics->pdata[i]);
}

static void
topics_opened (ArcShareFilterBar *self)
{
  if (self->service != NULL)
    arc_journal_service_read_async (self->service, arc_share_topics_read, g_strdup (self->team_id),
                                    g_free, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                    topics_read, g_object_ref (self));
}

/* ---- chips -------------------------------------------------------------------------------- */

static void
choice_cleared (ArcShareFilterBar *self, ArcFilterChip *chip)
{
  if (chip == self->member_chip)
    arc_choice_popover_set_value (self->member_choice, NULL, NULL);
  else if (chip == self->topic_chip)
    arc_choice_popover_set_value (self->topic_choice, NULL, NULL);
  else if (chip == self->outcome_chip)
    arc_choice_popover_set_value (self->outcome_choice, NULL, NULL);
  else
    arc_date_choice_clear (self->date_choice);
  changed (self);
}

static ArcFilterChip *
add_chip (ArcShareFilterBar *self, const char *name, GtkWidget *popover, const char *signal)
{
  GtkWidget *chip = arc_filter_chip_new (name);

  arc_filter_chip_set_popover (ARC_FILTER_CHIP (chip), popover);
  g_signal_connect_object (popover, signal, G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "cleared", G_CALLBACK (choice_cleared), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips_box, chip);
  return ARC_FILTER_CHIP (chip);
}

static void
add_outcomes (ArcShareFilterBar *self)
{
  for (ArcOutcome outcome = ARC_OUTCOME_ACHIEVED; outcome < ARC_N_OUTCOMES; outcome++) {
    g_autofree char *value = g_strdup_printf ("%d", outcome);

    arc_choice_popover_add (self->outcome_choice, value, arc_outcome_to_label (outcome));
  }
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_share_filter_bar_dispose (GObject *object)
{
  ArcShareFilterBar *self = ARC_SHARE_FILTER_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_share_filter_bar_parent_class)->dispose (object);
}

static void
arc_share_filter_bar_finalize (GObject *object)
{
  g_free (ARC_SHARE_FILTER_BAR (object)->team_id);
  G_OBJECT_CLASS (arc_share_filter_bar_parent_class)->finalize (object);
}

static void
arc_share_filter_bar_class_init (ArcShareFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_share_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_share_filter_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_row (ArcShareFilterBar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  g_object_set (viewport, "hscroll-policy", GTK_SCROLL_NATURAL, "scroll-to-focus", TRUE, "child",
                self->chips_box, NULL);
  g_object_set (scroller, "vscrollbar-policy", GTK_POLICY_NEVER, "hscrollbar-policy",
                GTK_POLICY_EXTERNAL, "child", viewport, NULL);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static void
arc_share_filter_bar_init (ArcShareFilterBar *self)
{
  GtkWidget *new_button = gtk_toggle_button_new_with_label (_ ("New"));

  self->cancellable = g_cancellable_new ();
  self->chips_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  build_row (self);
  self->new_button = GTK_TOGGLE_BUTTON (new_button);
  gtk_widget_add_css_class (new_button, "arc-new-chip");
  gtk_widget_set_tooltip_text (new_button, _ ("Only what you have not read"));
  g_signal_connect_object (new_button, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips_box, new_button);
  self->member_choice = ARC_CHOICE_POPOVER (arc_choice_popover_new (_ ("No members yet")));
  self->member_chip = add_chip (self, _ ("Member"), GTK_WIDGET (self->member_choice), "chosen");
  self->topic_choice = ARC_CHOICE_POPOVER (arc_choice_popover_new (_ ("No topics in use")));
  self->topic_chip = add_chip (self, _ ("Topic"), GTK_WIDGET (self->topic_choice), "chosen");
  g_signal_connect_object (self->topic_chip, "opened", G_CALLBACK (topics_opened), self,
                           G_CONNECT_SWAPPED);
  self->outcome_choice = ARC_CHOICE_POPOVER (arc_choice_popover_new (""));
  self->outcome_chip = add_chip (self, _ ("Outcome"), GTK_WIDGET (self->outcome_choice), "chosen");
  add_outcomes (self);
  self->date_choice = ARC_DATE_CHOICE (arc_date_choice_new ());
  self->date_chip = add_chip (self, _ ("Dates"), GTK_WIDGET (self->date_choice), "changed");
}

void
arc_share_filter_bar_set_team (ArcShareFilterBar *self, ArcJournalService *service,
                               const char *team_id)
{
  g_return_if_fail (ARC_IS_SHARE_FILTER_BAR (self));

  g_set_object (&self->service, service);
  g_free (self->team_id);
  self->team_id = g_strdup (team_id);
}

void
arc_share_filter_bar_set_today (ArcShareFilterBar *self, ArcDay today)
{
  g_return_if_fail (ARC_IS_SHARE_FILTER_BAR (self));

  arc_date_choice_set_today (self->date_choice, today);
}

void
arc_share_filter_bar_set_members (ArcShareFilterBar *self, const GPtrArray *members)
{
  g_return_if_fail (ARC_IS_SHARE_FILTER_BAR (self));

  arc_choice_popover_clear (self->member_choice);
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];

    if (member->state == ARC_MEMBER_IN)
      arc_choice_popover_add (self->member_choice, member->id, member->name);
  }
}

void
arc_share_filter_bar_apply (ArcShareFilterBar *self, ArcShareQuery *query)
{
  g_autoptr (ArcQuery) dates = arc_query_new ();
  const char *outcome = NULL;

  g_return_if_fail (ARC_IS_SHARE_FILTER_BAR (self));

  query->unread_only = gtk_toggle_button_get_active (self->new_button);
  g_free (query->author);
  query->author = g_strdup (arc_choice_popover_get_value (self->member_choice));
  g_free (query->topic);
  query->topic = g_strdup (arc_choice_popover_get_value (self->topic_choice));
  outcome = arc_choice_popover_get_value (self->outcome_choice);
  query->outcome = outcome != NULL ? (int) g_ascii_strtoll (outcome, NULL, 10) : 0;
  arc_date_choice_apply (self->date_choice, dates);
  query->since = dates->has_after ? dates->after : (ArcDay){0};
  query->until = dates->has_before ? arc_day_add (dates->before, -1) : (ArcDay){0};
}

void
arc_share_filter_bar_clear (ArcShareFilterBar *self)
{
  g_return_if_fail (ARC_IS_SHARE_FILTER_BAR (self));

  self->clearing = TRUE;
  gtk_toggle_button_set_active (self->new_button, FALSE);
  arc_choice_popover_set_value (self->member_choice, NULL, NULL);
  arc_choice_popover_set_value (self->topic_choice, NULL, NULL);
  arc_choice_popover_set_value (self->outcome_choice, NULL, NULL);
  arc_date_choice_clear (self->date_choice);
  self->clearing = FALSE;
  update (self);
}
