/* The filters of the Journal: outcome, topic, tag, dates; a row that scrolls where it is narrow. */
#include "arc-filter-bar.h"

#include <glib/gi18n.h>

#include "arc-date-choice.h"
#include "arc-entry-row.h"
#include "arc-filter-chip.h"
#include "arc-label-choice.h"

struct _ArcFilterBar {
  AdwBin parent_instance;

  GtkBox *chips_box;

  ArcFilterChip *whose_chip;
  GtkCheckButton *whose_buttons[ARC_N_WHOSE];
  ArcFilterChip *outcome_chip;
  GtkCheckButton *outcome_buttons[ARC_N_OUTCOMES];
  ArcFilterChip *topic_chip;
  ArcLabelChoice *topic_choice;
  ArcFilterChip *tag_chip;
  ArcLabelChoice *tag_choice;
  ArcFilterChip *date_chip;
  ArcDateChoice *date_choice;
  gboolean clearing; /* the person is not the one who changes things */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcFilterBar, arc_filter_bar, ADW_TYPE_BIN)

/* ---- what the chips say ---------------------------------------------------------------- */

static const char *const whose_labels[ARC_N_WHOSE] = {
    N_ ("Mine"),
    N_ ("The team’s"),
    N_ ("Both"),
};

static void
show_whose (ArcFilterBar *self)
{
  ArcWhose whose = arc_filter_bar_get_whose (self);

  arc_filter_chip_set_value (self->whose_chip,
                             whose != ARC_WHOSE_MINE ? _ (whose_labels[whose]) : NULL);
}

static void
show_outcomes (ArcFilterBar *self)
{
  GString *value = g_string_new (NULL);

  for (int i = 0; i < ARC_N_OUTCOMES; i++)
    if (gtk_check_button_get_active (self->outcome_buttons[i]))
      g_string_append_printf (value, "%s%s", value->len > 0 ? ", " : "", arc_outcome_to_label (i));
  arc_filter_chip_set_value (self->outcome_chip, value->len > 0 ? value->str : NULL);
  g_string_free (value, TRUE);
}

static void
show_labels (ArcFilterChip *chip, ArcLabelChoice *choice)
{
  const GPtrArray *chosen = arc_label_choice_get_chosen (choice);
  GString *value = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (value, "%s%s", i > 0 ? ", " : "", (const char *) chosen->pdata[i]);
  arc_filter_chip_set_value (chip, value->len > 0 ? value->str : NULL);
  g_string_free (value, TRUE);
}

static void
update (ArcFilterBar *self)
{
  g_autofree char *dates = arc_date_choice_dup_value (self->date_choice);

  show_whose (self);
  show_outcomes (self);
  show_labels (self->topic_chip, self->topic_choice);
  show_labels (self->tag_chip, self->tag_choice);
  arc_filter_chip_set_value (self->date_chip, dates);
}

static void
changed (ArcFilterBar *self)
{
  if (self->clearing)
    return;

  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- chips ----------------------------------------------------------------------------- */

static void
clear_outcomes (ArcFilterBar *self)
{
  gboolean before = self->clearing;

  self->clearing = TRUE;
  for (int i = 0; i < ARC_N_OUTCOMES; i++)
    gtk_check_button_set_active (self->outcome_buttons[i], FALSE);
  self->clearing = before;
}

static void
outcome_cleared (ArcFilterBar *self)
{
  clear_outcomes (self);
  changed (self);
}

static void
whose_cleared (ArcFilterBar *self)
{
  gtk_check_button_set_active (self->whose_buttons[ARC_WHOSE_MINE], TRUE);
}

/* Each choice toggles two of them. */
static void
whose_toggled (ArcFilterBar *self, GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    changed (self);
}

static void
topic_cleared (ArcFilterBar *self)
{
  arc_label_choice_clear (self->topic_choice);
  changed (self);
}

static void
tag_cleared (ArcFilterBar *self)
{
  arc_label_choice_clear (self->tag_choice);
  changed (self);
}

static void
dates_cleared (ArcFilterBar *self)
{
  arc_date_choice_clear (self->date_choice);
  changed (self);
}

static ArcFilterChip *
add_chip (ArcFilterBar *self, const char *name, GtkWidget *popover, GCallback cleared)
{
  GtkWidget *chip = arc_filter_chip_new (name);

  arc_filter_chip_set_popover (ARC_FILTER_CHIP (chip), popover);
  g_signal_connect_object (chip, "cleared", cleared, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips_box, chip);

  return ARC_FILTER_CHIP (chip);
}

static GtkWidget *
outcome_popover_new (ArcFilterBar *self)
{
  static const ArcOutcome order[] = {ARC_OUTCOME_ACHIEVED, ARC_OUTCOME_PARTLY, ARC_OUTCOME_MISSED,
                                     ARC_OUTCOME_NOT_SAID};
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
    const char *word = arc_outcome_to_label (order[i]);
    const char *mark = arc_outcome_to_mark (order[i]);
    g_autofree char *label =
        *mark != '\0' ? g_strdup_printf ("%s  %s", mark, word) : g_strdup (word);
    GtkWidget *button = gtk_check_button_new_with_label (label);

    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                    -1);
    g_signal_connect_object (button, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
    self->outcome_buttons[order[i]] = GTK_CHECK_BUTTON (button);
    gtk_box_append (GTK_BOX (box), button);
  }
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  return popover;
}

static GtkWidget *
whose_popover_new (ArcFilterBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; i < ARC_N_WHOSE; i++) {
    GtkWidget *button = gtk_check_button_new_with_label (_ (whose_labels[i]));

    self->whose_buttons[i] = GTK_CHECK_BUTTON (button);
    if (i == ARC_WHOSE_MINE)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    else
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->whose_buttons[ARC_WHOSE_MINE]);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (whose_labels[i]), -1);
    g_signal_connect_object (button, "toggled", G_CALLBACK (whose_toggled), self,
                             G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (box), button);
  }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static ArcLabelChoice *
add_label_chip (ArcFilterBar *self, ArcJournalService *service, ArcLabelKind kind, const char *name,
                GCallback cleared, ArcFilterChip **chip)
{
  GtkWidget *choice = arc_label_choice_new (service, kind);

  *chip = add_chip (self, name, choice, cleared);
  g_signal_connect_object (*chip, "opened", G_CALLBACK (arc_label_choice_refresh), choice,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);

  return ARC_LABEL_CHOICE (choice);
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
arc_filter_bar_class_init (ArcFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", ARC_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcFilterBar, chips_box);
}

static void
arc_filter_bar_init (ArcFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
arc_filter_bar_set_service (ArcFilterBar *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_FILTER_BAR (self));
  g_return_if_fail (self->outcome_chip == NULL);

  self->whose_chip =
      add_chip (self, _ ("Whose"), whose_popover_new (self), G_CALLBACK (whose_cleared));
  gtk_widget_set_visible (GTK_WIDGET (self->whose_chip), FALSE);
  self->outcome_chip =
      add_chip (self, _ ("Outcome"), outcome_popover_new (self), G_CALLBACK (outcome_cleared));
  self->topic_choice = add_label_chip (self, service, ARC_LABEL_TOPIC, _ ("Topic"),
                                       G_CALLBACK (topic_cleared), &self->topic_chip);
  self->tag_choice = add_label_chip (self, service, ARC_LABEL_TAG, _ ("Tag"),
                                     G_CALLBACK (tag_cleared), &self->tag_chip);
  self->date_choice = ARC_DATE_CHOICE (arc_date_choice_new ());
  self->date_chip =
      add_chip (self, _ ("Dates"), GTK_WIDGET (self->date_choice), G_CALLBACK (dates_cleared));
  g_signal_connect_object (self->date_choice, "changed", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
}

void
arc_filter_bar_set_today (ArcFilterBar *self, ArcDay today)
{
  g_return_if_fail (ARC_IS_FILTER_BAR (self));

  arc_date_choice_set_today (self->date_choice, today);
}

void
arc_filter_bar_apply (ArcFilterBar *self, ArcQuery *query)
{
  const GPtrArray *topics = NULL;
  const GPtrArray *tags = NULL;

  g_return_if_fail (ARC_IS_FILTER_BAR (self));

  for (int i = 0; i < ARC_N_OUTCOMES; i++)
    if (gtk_check_button_get_active (self->outcome_buttons[i]))
      arc_query_add_outcome (query, i);
  topics = arc_label_choice_get_chosen (self->topic_choice);
  for (guint i = 0; i < topics->len; i++)
    arc_query_add_topic (query, topics->pdata[i]);
  tags = arc_label_choice_get_chosen (self->tag_choice);
  for (guint i = 0; i < tags->len; i++)
    arc_query_add_tag (query, tags->pdata[i]);
  arc_date_choice_apply (self->date_choice, query);
}

ArcWhose
arc_filter_bar_get_whose (ArcFilterBar *self)
{
  g_return_val_if_fail (ARC_IS_FILTER_BAR (self), ARC_WHOSE_MINE);

  for (int i = 0; i < ARC_N_WHOSE; i++)
    if (self->whose_buttons[i] != NULL && gtk_check_button_get_active (self->whose_buttons[i]))
      return i;
  return ARC_WHOSE_MINE;
}

void
arc_filter_bar_set_has_teams (ArcFilterBar *self, gboolean has_teams)
{
  g_return_if_fail (ARC_IS_FILTER_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->whose_chip), has_teams);
  if (!has_teams)
    gtk_check_button_set_active (self->whose_buttons[ARC_WHOSE_MINE], TRUE);
}

void
arc_filter_bar_clear (ArcFilterBar *self)
{
  g_return_if_fail (ARC_IS_FILTER_BAR (self));

  self->clearing = TRUE;
  gtk_check_button_set_active (self->whose_buttons[ARC_WHOSE_MINE], TRUE);
  clear_outcomes (self);
  arc_label_choice_clear (self->topic_choice);
  arc_label_choice_clear (self->tag_choice);
  arc_date_choice_clear (self->date_choice);
  self->clearing = FALSE;
  update (self);
}
