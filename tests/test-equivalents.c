/* What measured figures come to: on the Insights page, by the shipped examples and by what a team
 * agreed on. */
#include <string.h>

#include "arc-equivalent-row.h"
#include "arc-insights-page.h"
#include "arc-review.h"
#include "team-helpers.h"
#include "window-helpers.h"

static gpointer
measure_func (ArcJournal *journal, gpointer unit, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Wrote the notes at once");
  entry->outcome = ARC_OUTCOME_ACHIEVED;
  entry->occurred_us = g_get_real_time ();
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 312, unit);
  entry->evidence_per = ARC_PER_WEEK;
  arc_journal_save_entry (journal, entry, NULL, NULL, error);
  return NULL;
}

static GtkWidget *
find_explained (GtkWidget *root, const char *line)
{
  GtkWidget *label = arc_test_wait_for (root, arc_test_is_label, line);

  return arc_test_find (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW), arc_test_is_type,
                        "GtkMenuButton");
}

/* Without a team: the examples, only those that fit, and how they are calculated. */
static void
test_examples (void)
{
  g_autofree char *path = arc_test_journal_path ();
  ArcJournalService *service = arc_test_service (path);
  GtkWidget *page = NULL, *window = NULL, *button = NULL;

  arc_test_call (service, measure_func, (gpointer) "minutes");
  page = arc_insights_page_new (service);
  window = arc_test_show (page, 360, 700);
  find_explained (page, "312 minutes a week = 10 lunch breaks");
  button = find_explained (page, "312 minutes a week = 26 reflections");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "How is this calculated?");
  /* It would be less than one. */
  g_assert_null (arc_test_find (page, arc_test_shows_text, "working day"));
  g_assert_cmpint (arc_test_min_width (page), <=, 360);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  arc_test_wait_for (window, arc_test_shows_text, "312 minutes a week ÷ 12 = 26.");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  arc_test_service_end (service);
}

static gpointer
put_func (ArcJournal *journal, gpointer team_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new ("");

  g_free (equivalent->name);
  equivalent->name = g_strdup ("<b>visit</b>");
  g_free (equivalent->unit);
  equivalent->unit = g_strdup ("hours");
  g_free (equivalent->source);
  equivalent->source = g_strdup ("our own average");
  equivalent->amount = 2;
  return arc_review_put_equivalent (journal, team_id, equivalent, error);
}

/* A team's own come first; times are one unit; foreign text is text. What is not the best of a
 * figure is folded away. */
static void
test_team (void)
{
  ArcTestTeam *team = arc_test_team_new ();
  g_autofree char *id = arc_test_call (team->ada.service, put_func, team->team_id);
  GtkWidget *page = NULL, *window = NULL;

  arc_test_call (team->ada.service, measure_func, (gpointer) "minutes");
  page = arc_insights_page_new (team->ada.service);
  window = arc_test_show (page, 800, 700);
  find_explained (page, "312 minutes a week = 2.6 <b>visit</b>");
  find_explained (page, "312 minutes a week = 10 lunch breaks");
  g_assert_null (arc_test_find (page, arc_test_shows_text, "client call"));
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (arc_test_find (page, arc_test_is_type, "AdwExpanderRow")), TRUE);
  arc_test_wait_for (page, arc_test_is_label, "312 minutes a week = 39 client calls");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  arc_test_team_free (team);
}

/* Another unit is nothing to convert. */
static void
test_units (void)
{
  g_autoptr (GPtrArray) examples = arc_equivalent_list_examples ();

  g_assert_null (arc_equivalent_row_new (examples->pdata[0], "euros", ARC_PER_ONCE, 1000));
  g_assert_null (arc_equivalent_row_new (examples->pdata[0], "minutes", ARC_PER_ONCE, 1));
}

/* What is counted in hours is said and calculated in hours, with the forms of one and of many. */
static void
test_wording (void)
{
  static const struct {
    double minutes;
    ArcPer per;
    const char *said;
  } figures[] = {
      {1, ARC_PER_ONCE, "1 minute"},
      {60, ARC_PER_ONCE, "60 minutes"},
      {90, ARC_PER_WEEK, "1.5 hours a week"},
      {100, ARC_PER_ONCE, "100 minutes"},
      {312, ARC_PER_WEEK, "312 minutes a week"},
      {660, ARC_PER_ONCE, "11 hours"},
      {660, ARC_PER_TIME, "11 hours each time"},
      {615, ARC_PER_NOT_SAID, "10 hours"},
  };
  g_autoptr (ArcEquivalent) day = arc_equivalent_find_example ("example-day");
  const ArcMeasured two = {(char *) "minutes", ARC_PER_ONCE, 990, 1, 0};
  const ArcMeasured one = {(char *) "minutes", ARC_PER_ONCE, 480, 1, 1};
  g_autofree char *days = arc_equivalent_describe (day, &two);
  g_autofree char *a_day = arc_equivalent_describe (day, &one);
  g_autofree char *why = arc_equivalent_explain (day, &two);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    const ArcMeasured measured = {(char *) "minutes", figures[i].per, figures[i].minutes, 1, 1};
    g_autofree char *said = arc_measured_say (&measured);

    g_assert_cmpstr (said, ==, figures[i].said);
  }
  g_assert_cmpstr (days, ==, "16 hours = 2.1 working days");
  g_assert_cmpstr (a_day, ==, "8 hours = 1 working day");
  g_assert_cmpstr (why, ==,
                   "One working day = 8 hours (eight hours make a day). 16.5 hours ÷ 8 = 2.1.");
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
  g_test_add_func ("/equivalents/examples", test_examples);
  g_test_add_func ("/equivalents/team", test_team);
  g_test_add_func ("/equivalents/units", test_units);
  g_test_add_func ("/equivalents/wording", test_wording);
  return g_test_run ();
}
