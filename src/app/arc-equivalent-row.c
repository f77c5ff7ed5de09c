/* What a measured figure comes to, in words that people feel, and how that is calculated. */
#include "arc-equivalent-row.h"

#include <glib/gi18n.h>

#include "arc-review.h"

/* Characters of a line of the explanation. */
#define EXPLAIN_CHARS 36

gpointer
arc_equivalents_read (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  if (teams == NULL)
    return NULL;
  if (teams->len == 0)
    return arc_equivalent_list_examples ();
  return arc_review_list_equivalents (journal, ((const ArcTeam *) teams->pdata[0])->id, error);
}

static GtkWidget *
explain_button_new (const char *line, const char *explained)
{
  GtkWidget *label = gtk_label_new (explained);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), EXPLAIN_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "dialog-information-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("How is this calculated?"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  /* One button like it stands in every line. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How is this calculated?"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line, -1);
  return button;
}

/* NULL if it would be less than one. */
static GtkWidget *
row_new (const ArcEquivalent *equivalent, const ArcMeasured *measured)
{
  g_autofree char *line = arc_equivalent_describe (equivalent, measured);
  g_autofree char *explained = NULL;
  GtkWidget *row = NULL;

  if (line == NULL)
    return NULL;
  explained = arc_equivalent_explain (equivalent, measured);
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), explain_button_new (line, explained));
  return row;
}

GtkWidget *
arc_equivalent_row_new (const ArcEquivalent *equivalent, const char *unit, ArcPer per,
                        double amount)
{
  double factor = 1;
  g_autofree char *found = arc_unit_find (unit, &factor);
  const ArcMeasured measured = {.unit = found, .per = per, .amount = amount * factor};

  return row_new (equivalent, &measured);
}

void
arc_equivalent_rows_add (AdwPreferencesGroup *group, const GPtrArray *equivalents, const char *unit,
                         ArcPer per, double amount)
{
  double factor = 1;
  g_autofree char *found = arc_unit_find (unit, &factor);
  const ArcMeasured measured = {.unit = found, .per = per, .amount = amount * factor};
  g_autoptr (GPtrArray) ranked = arc_equivalents_rank (equivalents, &measured);
  GtkWidget *more = NULL;

  for (guint i = 0; i < ranked->len; i++) {
    GtkWidget *row = row_new (ranked->pdata[i], &measured);

    if (i < ARC_EQUIVALENTS_SHOWN) {
      adw_preferences_group_add (group, row);
      continue;
    }
    if (more == NULL) {
      more = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _ ("What else it comes to"));
      adw_preferences_group_add (group, more);
    }
    adw_expander_row_add_row (ADW_EXPANDER_ROW (more), row);
  }
}
