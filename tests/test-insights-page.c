/* The Insights page, its charts, and weekly goals: real widgets over a real journal. Every wait has
 * a condition and an end. */
#include <adwaita.h>
#include <string.h>

#include "arc-chart-card.h"
#include "arc-chart-draw.h"
#include "arc-chart.h"
#include "arc-goal-row.h"
#include "arc-insight-charts.h"
#include "arc-insights-page.h"
#include "arc-journal-insights.h"
#include "arc-measure.h"
#include "arc-today-page.h"
#include "window-helpers.h"

static gboolean
is_card (GtkWidget *widget, const char *title)
{
  return ARC_IS_CHART_CARD (widget) &&
         g_str_equal (arc_chart_card_get_title (ARC_CHART_CARD (widget)), title);
}

/* ---- a journal and its window ------------------------------------------------------------- */

typedef struct {
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  char *action; /* the last action of the window, "show-entry 1234" */
} Fixture;

static void
write_journal (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  arc_test_call (fixture->service, func, data);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->action);
  fixture->action =
      g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                       parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_journal_path ();
  fixture->service = arc_test_service (fixture->path);
}

/* Shows @page, as the window does, below a toast overlay. */
static void
show (Fixture *fixture, GtkWidget *page)
{
  const GActionEntry entries[] = {
      {.name = "write", .activate = action_cb},
      {.name = "back", .activate = action_cb},
      {.name = "toast", .activate = action_cb, .parameter_type = "s"},
      {.name = "show-entry", .activate = action_cb, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->window = arc_test_show (page, 800, 700);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  if (fixture->window != NULL) {
    g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
    gtk_window_destroy (GTK_WINDOW (fixture->window));
    ARC_TEST_WAIT_UNTIL (window == NULL);
  }
  arc_test_service_end (fixture->service);
  g_free (fixture->path);
  g_free (fixture->action);
}

/* Entries of the last weeks, one a day: @data is how many. */
static gpointer
add_entries (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 now_us = g_get_real_time ();
  int n = GPOINTER_TO_INT (data);

  for (int i = 0; i < n; i++) {
    g_autoptr (ArcEntry) entry = arc_entry_new ();
    g_autoptr (ArcLoop) loop = arc_loop_new ();

    arc_entry_set_section (entry, ARC_SECTION_ACTION, "Called a client & wrote <b>notes</b>");
    arc_entry_set_section (entry, ARC_SECTION_CHANGE, "Call before noon");
    arc_entry_set_topic (entry, i % 2 ? "CRM" : "Meetings & more");
    arc_entry_add_tag (entry, "calls");
    entry->outcome = ARC_OUTCOME_ACHIEVED + i % 3;
    entry->occurred_us = now_us - i * ARC_US_PER_DAY;
    arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 30, "minutes & more");
    entry->evidence_per = ARC_PER_WEEK;
    if (i == 0) {
      g_ptr_array_add (loop->commitments, arc_commitment_new (ARC_KIND_START, "Call before noon"));
      ((ArcCommitment *) loop->commitments->pdata[0])->state = ARC_COMMITMENT_HABIT;
    }
    if (!arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, error))
      return NULL;
  }
  return NULL;
}

static gpointer
add_counted_goal (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcGoal) goal = arc_goal_new ();

  goal->target = 10;
  g_free (goal->unit);
  goal->unit = g_strdup ("deals updated");
  arc_journal_save_goal (journal, goal, error);
  return NULL;
}

/* ---- charts ------------------------------------------------------------------------------- */

static ArcChartData *
three_columns (void)
{
  ArcChartData *data = arc_chart_data_new (ARC_CHART_COLUMNS, "Test");
  static const char *const labels[] = {"June", "July", "August"};

  arc_chart_data_add_series (data, "Good");
  arc_chart_data_add_header (data, "Month");
  arc_chart_data_add_header (data, "Good");
  for (guint i = 0; i < 3; i++) {
    double value = i + 1;
    const char *cells[] = {labels[i], i == 0 ? "1" : i == 1 ? "2" : "3", NULL};
    g_autofree char *text = arc_chart_data_describe (data, cells);

    arc_chart_data_add_point (data, labels[i], labels[i], text, &value);
    arc_chart_data_take_row (data, g_strdupv ((char **) cells));
  }
  return data;
}

static void
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean handled;

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
  }
}

static void
test_keys (void)
{
  g_autoptr (GtkWidget) chart = g_object_ref_sink (arc_chart_new (three_columns ()));

  g_assert_cmpint (arc_chart_get_selected (ARC_CHART (chart)), ==, -1);
  press (chart, GDK_KEY_Home);
  g_assert_cmpint (arc_chart_get_selected (ARC_CHART (chart)), ==, 0);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test: June, Good: 1");
  press (chart, GDK_KEY_Right);
  press (chart, GDK_KEY_Right);
  press (chart, GDK_KEY_Right);
  g_assert_cmpint (arc_chart_get_selected (ARC_CHART (chart)), ==, 2);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Test: August, Good: 3");
  /* Time runs from right to left there, so the key that points left goes on. */
  gtk_widget_set_direction (chart, GTK_TEXT_DIR_RTL);
  press (chart, GDK_KEY_Right);
  g_assert_cmpint (arc_chart_get_selected (ARC_CHART (chart)), ==, 1);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
look_for_test (ArcChartLook *look, gboolean rtl)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");

  *look = (ArcChartLook){.text = {0, 0, 0, 1}, .accent = {0, 0, 1, 1}, .rtl = rtl};
  look->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_context_set_font_description (look->context, font);
  pango_font_description_free (font);
}

static void
test_hit (void)
{
  g_autoptr (ArcChartData) data = three_columns ();
  ArcChartLook look;
  int height;

  for (int rtl = 0; rtl < 2; rtl++) {
    look_for_test (&look, rtl);
    height = arc_chart_measure (data, &look, 600);
    g_assert_cmpint (arc_chart_hit (data, &look, 600, height, 580, 60), ==, rtl ? 0 : 2);
    g_assert_cmpint (arc_chart_hit (data, &look, 600, height, 60, 60), ==, rtl ? 2 : 0);
    g_assert_cmpint (arc_chart_hit (data, &look, 600, height, 300, -5), ==, -1);
    g_object_unref (look.context);
  }
}

/* Every kind draws at any size, with no points too, and as both kinds of file. */
static void
test_export (void)
{
  for (ArcChartKind kind = ARC_CHART_CURVE; kind <= ARC_CHART_CALENDAR; kind++)
    for (guint n = 0; n < 400; n = n * 3 + 1) {
      g_autoptr (ArcChartData) data = arc_chart_data_new (kind, "Shares & <more>");
      g_autoptr (GBytes) svg = NULL;
      g_autoptr (GBytes) png = NULL;

      arc_chart_data_add_series (data, "One");
      arc_chart_data_add_series (data, "Two");
      for (guint i = 0; i < n; i++) {
        const double values[] = {i % 5 / 5., i % 4 / 10., i % 3 / 2.};

        arc_chart_data_add_point (data, "label", i % 7 ? "" : "tick", "text", values);
      }
      svg = arc_chart_export (data, ARC_CHART_SVG, n % 2, 720);
      png = arc_chart_export (data, ARC_CHART_PNG, n % 2, 720);
      g_assert_nonnull (
          g_strstr_len (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), "<svg"));
      g_assert_cmpmem (g_bytes_get_data (png, NULL), 4, "\211PNG", 4);
    }
}

static void
test_words (void)
{
  g_autoptr (ArcGoal) goal = arc_goal_new ();
  g_autofree char *title = NULL;
  g_autofree char *some = NULL;
  g_autofree char *beyond = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *measure = arc_measure_text (30, "minutes saved", ARC_PER_WEEK);
  g_autofree char *sum = arc_measure_text (0.1 + 0.2, "days", ARC_PER_NOT_SAID);

  goal->target = 3;
  title = arc_goal_title_text (goal);
  some = arc_goal_progress_text (goal, 2);
  beyond = arc_goal_progress_text (goal, 4);
  g_assert_cmpstr (title, ==, "3 reflections a week");
  g_assert_cmpstr (some, ==, "2 of 3 reflections");
  g_assert_cmpstr (beyond, ==, "4 reflections (goal: 3)");
  goal->target = 10;
  g_free (goal->unit);
  goal->unit = g_strdup ("opportunities updated");
  counted = arc_goal_progress_text (goal, 7);
  g_assert_cmpstr (counted, ==, "7 of 10 opportunities updated");
  g_assert_cmpstr (measure, ==, "30 minutes saved each week");
  g_assert_cmpstr (sum, ==, "0.3 days");
}

/* ---- the page ----------------------------------------------------------------------------- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show (fixture, arc_insights_page_new (fixture->service));
  arc_test_wait_for (fixture->window, arc_test_is_label, "Nothing to see yet");
}

static void
test_few (Fixture *fixture, gconstpointer data)
{
  write_journal (fixture, add_entries, GINT_TO_POINTER (19));
  show (fixture, arc_insights_page_new (fixture->service));
  arc_test_wait_for (fixture->window, is_card, "How actions came out");
  g_assert_null (arc_test_find (fixture->window, is_card, "Learning curve"));
  g_assert_nonnull (
      arc_test_find (fixture->window, arc_test_is_label,
                     "Say of 1 more action how it came out, and your learning curve appears "
                     "here. With fewer than 20 a share would say little."));
  /* One more, and it appears by itself. */
  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  arc_test_wait_for (fixture->window, is_card, "Learning curve");
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  static const char *const cards[] = {
      "Learning curve", "How actions came out", "Commitments by kind", "By topic",
      "By tag",         "Days of writing"};
  GtkWidget *row;
  int minimum;

  write_journal (fixture, add_counted_goal, NULL);
  write_journal (fixture, add_entries, GINT_TO_POINTER (30));
  show (fixture, arc_insights_page_new (fixture->service));
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    arc_test_wait_for (fixture->window, is_card, cards[i]);
  g_assert_nonnull (
      arc_test_find (fixture->window, arc_test_is_label, "900 minutes & more each week"));
  g_assert_nonnull (
      arc_test_find (fixture->window, arc_test_is_label,
                     "1 of 1 loop has come to an end (100\302\240%): done, a habit, or let go."));
  arc_test_wait_for (fixture->window, arc_test_is_label, "First");
  arc_test_wait_for (fixture->window, arc_test_is_label, "Latest");
  row = gtk_widget_get_ancestor (
      arc_test_wait_for (fixture->window, arc_test_is_label, "Call before noon"),
      ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX), "row-activated", row);
  gtk_widget_activate (row);
  g_assert_true (g_str_has_prefix (fixture->action, "show-entry "));
  arc_test_wait_for (fixture->window, arc_test_is_type, "ArcGoalRow");
  gtk_widget_measure (arc_test_find (fixture->window, arc_test_is_type, "ArcInsightsPage"),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card, *list, *row;

  write_journal (fixture, add_entries, GINT_TO_POINTER (3));
  show (fixture, arc_insights_page_new (fixture->service));
  card = arc_test_wait_for (fixture->window, is_card, "By topic");
  g_assert_null (arc_test_find (card, arc_test_is_type, "GtkListBox"));
  arc_chart_card_set_table (ARC_CHART_CARD (card), TRUE);
  list = arc_test_wait_for (card, arc_test_is_type, "GtkListBox");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_true (gtk_widget_get_focusable (row));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Meetings & more, Achieved: 1, Partly: 0, Missed: 1");
  /* It stays a table when the page is read anew. */
  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  arc_test_wait_for (fixture->window, arc_test_is_label, "Meetings & more");
  card = arc_test_wait_for (fixture->window, is_card, "By topic");
  g_assert_true (arc_chart_card_get_table (ARC_CHART_CARD (card)));
}

static void
test_caption (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card, *chart;

  write_journal (fixture, add_entries, GINT_TO_POINTER (3));
  show (fixture, arc_insights_page_new (fixture->service));
  card = arc_test_wait_for (fixture->window, is_card, "By topic");
  chart = arc_test_find (card, arc_test_is_type, "ArcChart");
  arc_chart_set_selected (ARC_CHART (chart), 1);
  g_assert_nonnull (
      arc_test_find (card, arc_test_is_label, "CRM, Achieved: 0, Partly: 1, Missed: 0"));
  arc_chart_set_selected (ARC_CHART (chart), -1);
  g_assert_null (arc_test_find (card, arc_test_is_label, "CRM, Achieved: 0, Partly: 1, Missed: 0"));
}

/* ---- goals -------------------------------------------------------------------------------- */

static GtkWidget *
open_dialog (Fixture *fixture, const char *button)
{
  arc_test_click (fixture->window, button);
  return arc_test_wait_window ("ArcGoalDialog");
}

static void
test_goal (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *bar;

  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  show (fixture, arc_insights_page_new (fixture->service));
  dialog = open_dialog (fixture, "_Set a Goal");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (arc_test_find (dialog, arc_test_is_type, "GtkSpinButton")), 3);
  arc_test_click (dialog, "_Save");
  ARC_TEST_WAIT_UNTIL (arc_test_find_window ("ArcGoalDialog") == NULL);
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 3 reflections");
  bar = arc_test_find (fixture->window, arc_test_is_type, "GtkLevelBar");
  g_assert_cmpfloat (gtk_level_bar_get_value (GTK_LEVEL_BAR (bar)), ==, 1);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "1 of 3 reflections");
  /* Reflections count themselves. */
  g_assert_null (arc_test_find (fixture->window, arc_test_is_button, "One more"));
  arc_test_wait_for (fixture->window, is_card, "3 reflections a week");
}

static void
test_counted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *more;

  write_journal (fixture, add_counted_goal, NULL);
  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  show (fixture, arc_today_page_new (fixture->service));
  arc_test_wait_for (fixture->window, arc_test_is_label, "0 of 10 deals updated");
  more = arc_test_find (fixture->window, arc_test_is_button, "One more");
  gtk_test_accessible_assert_property (more, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "One more: deals updated");
  g_assert_false (
      gtk_widget_get_sensitive (arc_test_find (fixture->window, arc_test_is_button, "One less")));
  g_signal_emit_by_name (more, "clicked");
  g_signal_emit_by_name (more, "clicked");
  arc_test_wait_for (fixture->window, arc_test_is_label, "2 of 10 deals updated");
  /* The same button, so that the focus stays. */
  g_assert_true (arc_test_find (fixture->window, arc_test_is_button, "One more") == more);
  arc_test_click (fixture->window, "One less");
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 10 deals updated");
}

static void
test_pause_and_remove (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  write_journal (fixture, add_counted_goal, NULL);
  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  show (fixture, arc_insights_page_new (fixture->service));
  arc_test_wait_for (fixture->window, arc_test_is_label, "0 of 10 deals updated");
  arc_test_click (fixture->window, "One more");
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 10 deals updated");

  dialog = open_dialog (fixture, "Change this goal");
  gtk_switch_set_active (GTK_SWITCH (arc_test_find (dialog, arc_test_is_type, "GtkSwitch")), TRUE);
  arc_test_click (dialog, "_Save");
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 10 deals updated (paused)");
  ARC_TEST_WAIT_UNTIL (arc_test_find_window ("ArcGoalDialog") == NULL);
  g_assert_null (arc_test_find (fixture->window, arc_test_is_button, "One more"));

  dialog = open_dialog (fixture, "Change this goal");
  gtk_switch_set_active (GTK_SWITCH (arc_test_find (dialog, arc_test_is_type, "GtkSwitch")), FALSE);
  arc_test_click (dialog, "_Save");
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 10 deals updated");
  ARC_TEST_WAIT_UNTIL (arc_test_find_window ("ArcGoalDialog") == NULL);

  dialog = open_dialog (fixture, "Change this goal");
  arc_test_click (dialog, "_Remove This Goal");
  arc_test_wait_gone (fixture->window, arc_test_is_label, "1 of 10 deals updated");
  arc_test_click (fixture->window, "Undo");
  /* With what was counted. */
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 of 10 deals updated");
}

static void
test_no_empty_unit (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *save, *unit;

  write_journal (fixture, add_entries, GINT_TO_POINTER (1));
  show (fixture, arc_insights_page_new (fixture->service));
  dialog = open_dialog (fixture, "_Set a Goal");
  save = arc_test_find (dialog, arc_test_is_button, "_Save");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_assert_null (arc_test_find (dialog, arc_test_is_type, "AdwEntryRow"));
  adw_combo_row_set_selected (
      ADW_COMBO_ROW (arc_test_find (dialog, arc_test_is_type, "AdwComboRow")), 1);
  unit = arc_test_find (dialog, arc_test_is_type, "AdwEntryRow");
  g_assert_nonnull (unit);
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (GTK_EDITABLE (unit), " calls ");
  g_assert_true (gtk_widget_get_sensitive (save));
  arc_test_click (dialog, "_Save");
  arc_test_wait_for (fixture->window, arc_test_is_label, "0 of 2 calls");
  ARC_TEST_WAIT_UNTIL (arc_test_find_window ("ArcGoalDialog") == NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader is told, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  arc_test_init (&argc, &argv);
  g_test_add_func ("/insights-page/chart/keys", test_keys);
  g_test_add_func ("/insights-page/chart/hit", test_hit);
  g_test_add_func ("/insights-page/chart/export", test_export);
  g_test_add_func ("/insights-page/words", test_words);
  ADD ("/insights-page/empty", test_empty);
  ADD ("/insights-page/few", test_few);
  ADD ("/insights-page/page", test_page);
  ADD ("/insights-page/table", test_table);
  ADD ("/insights-page/caption", test_caption);
  ADD ("/insights-page/goal", test_goal);
  ADD ("/insights-page/counted", test_counted);
  ADD ("/insights-page/pause-and-remove", test_pause_and_remove);
  ADD ("/insights-page/no-empty-unit", test_no_empty_unit);
  return g_test_run ();
}
