/* The dialog of a team's equivalents: who leads the team changes them, everybody sees them. */
#include <string.h>

#include "arc-equivalent-form.h"
#include "arc-equivalents-dialog.h"
#include "arc-review.h"
#include "arc-summaries-page.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

typedef struct {
  ArcTestTeam *team;
  ArcTestPerson *person; /* who looks */
  GtkWidget *dialog;
} Fixture;

static void
open_dialog (Fixture *fixture, ArcTestPerson *person)
{
  fixture->person = person;
  fixture->dialog = arc_equivalents_dialog_new (NULL, person->service, fixture->team->team_id);
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 640);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "Examples");
}

/* Nothing of it stays, also not by way of a toast that is still shown. */
static void
close_dialog (Fixture *fixture)
{
  GtkWidget *left = fixture->dialog;

  arc_team_sync_stop (arc_team_sync_get (fixture->person->service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (fixture->person));
  g_object_add_weak_pointer (G_OBJECT (left), (gpointer *) &left);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ARC_TEST_WAIT_UNTIL (left == NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_team_new ();
  open_dialog (fixture, &fixture->team->ada);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_dialog (fixture);
  arc_test_team_free (fixture->team);
}

static GtkWidget *
child (Fixture *fixture, const char *id)
{
  return arc_test_child (fixture->dialog, ARC_TYPE_EQUIVALENTS_DIALOG, id);
}

static GtkEditable *
field (Fixture *fixture, const char *id)
{
  return GTK_EDITABLE (arc_test_child (child (fixture, "form"), ARC_TYPE_EQUIVALENT_FORM, id));
}

static const char *
label (Fixture *fixture, const char *id)
{
  GtkWidget *widget = arc_test_child (child (fixture, "form"), ARC_TYPE_EQUIVALENT_FORM, id);

  return gtk_widget_get_visible (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : NULL;
}

static void
fill (Fixture *fixture, const char *name, const char *plural, const char *amount,
      const char *source)
{
  gtk_editable_set_text (field (fixture, "name_row"), name);
  gtk_editable_set_text (field (fixture, "plural_row"), plural);
  gtk_editable_set_text (field (fixture, "amount_row"), amount);
  gtk_editable_set_text (field (fixture, "source_row"), source);
}

static gboolean
is_at (Fixture *fixture, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (child (fixture, "stack"))),
                    page) == 0;
}

/* What holds, as "visit=15"; for waiting until the journal has it. */
static gpointer
list_func (ArcJournal *journal, gpointer team_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = arc_review_list_equivalents (journal, team_id, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const ArcEquivalent *one = list->pdata[i];

    g_string_append_printf (text, "%s%s=%g", i > 0 ? " " : "", one->name, one->amount);
  }
  return g_string_free (text, FALSE);
}

static gboolean
holds (Fixture *fixture, const char *expected)
{
  g_autofree char *text =
      arc_test_call (fixture->person->service, list_func, fixture->team->team_id);

  return g_str_equal (text, expected);
}

#define EXAMPLES "client call=8 reflection=12 lunch break=30 working day=480"

static void
add_visit (Fixture *fixture)
{
  arc_test_click (fixture->dialog, "_Add…");
  fill (fixture, "visit", "visits", "15", "our own average 2026");
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One visit = 15 minutes");
}

/* Added with a sentence that shows what it will say, changed, removed, each undone. */
static void
test_add_change_remove (Fixture *fixture, gconstpointer data)
{
  arc_test_click (fixture->dialog, "_Add…");
  g_assert_null (label (fixture, "preview_label"));
  g_assert_null (label (fixture, "error_label"));
  fill (fixture, "visit", "visits", "15", "our own average 2026");
  g_assert_cmpstr (label (fixture, "preview_label"), ==, "2.5 hours a week = 10 visits");
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "“visit” is added");
  ARC_TEST_WAIT_UNTIL (holds (fixture, "visit=15 " EXAMPLES));
  arc_test_click (fixture->dialog, "Undo");
  ARC_TEST_WAIT_UNTIL (holds (fixture, EXAMPLES));
  arc_test_wait_gone (fixture->dialog, arc_test_is_button, "Change “visit”");
  add_visit (fixture);
  arc_test_click (fixture->dialog, "Change “visit”");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "name_row")), ==, "visit");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "amount_row")), ==, "15");
  gtk_editable_set_text (field (fixture, "amount_row"), "20");
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "“visit” is changed");
  ARC_TEST_WAIT_UNTIL (holds (fixture, "visit=20 " EXAMPLES));
  arc_test_click (fixture->dialog, "Undo");
  ARC_TEST_WAIT_UNTIL (holds (fixture, "visit=15 " EXAMPLES));
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One visit = 15 minutes");
  arc_test_click (fixture->dialog, "Remove “visit”");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "“visit” is removed");
  ARC_TEST_WAIT_UNTIL (holds (fixture, EXAMPLES));
  arc_test_click (fixture->dialog, "Undo");
  ARC_TEST_WAIT_UNTIL (holds (fixture, "visit=15 " EXAMPLES));
}

/* An example is switched off and on, replaced by one's own figure, and put back. */
static void
test_examples (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toggle = arc_test_wait_for (fixture->dialog, arc_test_is_type, "GtkSwitch");

  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "Switched off by you");
  ARC_TEST_WAIT_UNTIL (holds (fixture, "reflection=12 lunch break=30 working day=480"));
  toggle = arc_test_wait_for (fixture->dialog, arc_test_is_type, "GtkSwitch");
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (toggle)));
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  arc_test_wait_gone (fixture->dialog, arc_test_is_label, "Switched off by you");
  ARC_TEST_WAIT_UNTIL (holds (fixture, EXAMPLES));
  arc_test_click (fixture->dialog, "Change “client call”");
  /* Where an example comes from is not where the team's figure does. */
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "source_row")), ==, "");
  gtk_editable_set_text (field (fixture, "amount_row"), "11.5");
  gtk_editable_set_text (field (fixture, "source_row"), "counted in October");
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One client call = 11.5 minutes");
  ARC_TEST_WAIT_UNTIL (
      holds (fixture, "client call=11.5 reflection=12 lunch break=30 working day=480"));
  arc_test_click (fixture->dialog, "Put “client call” back as it was shipped");
  ARC_TEST_WAIT_UNTIL (holds (fixture, EXAMPLES));
  arc_test_click (fixture->dialog, "Undo");
  ARC_TEST_WAIT_UNTIL (
      holds (fixture, "client call=11.5 reflection=12 lunch break=30 working day=480"));
}

static void
assert_refused (Fixture *fixture, const char *sentence, const char *row)
{
  arc_test_click (fixture->dialog, "_Save");
  g_assert_true (is_at (fixture, "form"));
  g_assert_cmpstr (label (fixture, "error_label"), ==, sentence);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (field (fixture, row)), "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         GTK_WIDGET (field (fixture, row))));
  g_assert_null (label (fixture, "preview_label"));
}

/* One sentence says what is wrong, at the field where it can be mended, and goes when it is. */
static void
test_validation (Fixture *fixture, gconstpointer data)
{
  static const char *const amounts[] = {"",    "0",    "-3",    "inf",
                                        "nan", "1e30", "eight", "1 2 3 4 5 6 7 8 9 0 1"};
  g_autofree char *long_word = g_strnfill (10000, 'x');

  arc_test_click (fixture->dialog, "_Add…");
  assert_refused (fixture, "Say what one of them is called: “client call”.", "name_row");
  fill (fixture, "visit", "", "", "");
  gtk_editable_set_text (field (fixture, "unit_row"), "  ");
  assert_refused (fixture, "Say which unit it converts: “minutes”.", "unit_row");
  gtk_editable_set_text (field (fixture, "unit_row"), "minutes");
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++) {
    gtk_editable_set_text (field (fixture, "amount_row"), amounts[i]);
    assert_refused (fixture,
                    "Say how many of the unit make one: a number above 0, and at most a billion.",
                    "amount_row");
  }
  gtk_editable_set_text (field (fixture, "amount_row"), "15");
  assert_refused (fixture, "Say where the figure comes from: “our own average 2026”.",
                  "source_row");
  gtk_editable_set_text (field (fixture, "source_row"), "counted");
  g_assert_null (label (fixture, "error_label"));
  g_assert_cmpstr (label (fixture, "preview_label"), ==, "2.5 hours a week = 10 visit");
  gtk_editable_set_text (field (fixture, "name_row"), long_word);
  arc_test_click (fixture->dialog, "_Save");
  g_assert_nonnull (label (fixture, "error_label"));
  g_assert_true (is_at (fixture, "form"));
  gtk_editable_set_text (field (fixture, "name_row"), "visit");
  gtk_editable_set_text (field (fixture, "source_row"), long_word);
  arc_test_click (fixture->dialog, "_Save");
  g_assert_nonnull (label (fixture, "error_label"));
  g_assert_true (holds (fixture, EXAMPLES));
}

/* Words that look like markup are words; long ones make nothing wider than a telephone. */
static void
test_hostile_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_word = g_strnfill (200, 'x');
  g_autofree char *shown = g_strdup_printf ("One %s = 15 minutes", long_word);

  arc_test_click (fixture->dialog, "_Add…");
  fill (fixture, "<b>visit</b> & %s", "", "15", "<i>&amp;");
  g_assert_cmpstr (label (fixture, "preview_label"), ==, "2.5 hours a week = 10 <b>visit</b> & %s");
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "“<b>visit</b> & %s” is added");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One <b>visit</b> & %s = 15 minutes");
  arc_test_click (fixture->dialog, "Change “<b>visit</b> & %s”");
  gtk_editable_set_text (field (fixture, "name_row"), long_word);
  g_assert_cmpint (arc_test_min_width (fixture->dialog), <=, 360);
  arc_test_click (fixture->dialog, "_Save");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, shown);
  g_assert_cmpint (arc_test_min_width (fixture->dialog), <=, 360);
}

/* By the keyboard alone: Return saves, Escape goes back and then out; what was typed is kept. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  arc_test_click (fixture->dialog, "_Add…");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         GTK_WIDGET (field (fixture, "name_row"))));
  fill (fixture, "visit", "visits", "15", "counted");
  g_assert_true (arc_test_press (fixture->dialog, "Escape"));
  g_assert_true (is_at (fixture, "list"));
  arc_test_click (fixture->dialog, "_Add…");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "name_row")), ==, "visit");
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (fixture->dialog)) ==
                 child (fixture, "save_button"));
  gtk_widget_activate_default (GTK_WIDGET (field (fixture, "name_row")));
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One visit = 15 minutes");
  /* Saved: the next one begins empty. */
  arc_test_click (fixture->dialog, "_Add…");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "name_row")), ==, "");
  g_assert_true (arc_test_press (fixture->dialog, "Escape"));
  /* The cursor stays at what was used. */
  gtk_widget_grab_focus (arc_test_wait_for (fixture->dialog, arc_test_is_type, "GtkSwitch"));
  gtk_switch_set_active (
      GTK_SWITCH (arc_test_wait_for (fixture->dialog, arc_test_is_type, "GtkSwitch")), FALSE);
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "Switched off by you");
  ARC_TEST_WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)) ==
                       arc_test_wait_for (fixture->dialog, arc_test_is_type, "GtkSwitch"));
}

/* A plain member sees what was agreed on and by whom, why nothing can be changed, and no control.
 */
static void
test_member (Fixture *fixture, gconstpointer data)
{
  add_visit (fixture);
  close_dialog (fixture);
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  open_dialog (fixture, &fixture->team->ben);
  arc_test_wait_for (fixture->dialog, arc_test_shows_text,
                     "Managers, facilitators and admins of the team change it");
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "One visit = 15 minutes");
  g_assert_nonnull (arc_test_find (fixture->dialog, arc_test_shows_text, "put in by Ada"));
  g_assert_null (arc_test_find (fixture->dialog, arc_test_is_button, "_Add…"));
  g_assert_null (arc_test_find (fixture->dialog, arc_test_is_button, "Change “visit”"));
  g_assert_null (arc_test_find (fixture->dialog, arc_test_is_button, "Remove “visit”"));
  g_assert_null (arc_test_find (fixture->dialog, arc_test_is_type, "GtkSwitch"));
}

/* From the page of summaries, for members too. */
static void
test_from_the_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = arc_summaries_page_new (fixture->team->ada.service, fixture->team->team_id);
  GtkWidget *window = arc_test_show (page, 360, 640);

  close_dialog (fixture);
  arc_test_wait_for (page, arc_test_is_button, "_Make a Summary");
  g_object_set (page, "folded", TRUE, NULL);
  g_assert_cmpint (arc_test_min_width (page), <=, 360);
  gtk_widget_activate (gtk_widget_get_ancestor (
      arc_test_wait_for (page, arc_test_is_label, "Equivalents"), ADW_TYPE_ACTION_ROW));
  fixture->dialog = arc_test_wait_window ("ArcEquivalentsDialog");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (fixture->dialog)) ==
                 GTK_WINDOW (window));
  arc_test_wait_for (fixture->dialog, arc_test_is_label, "Examples");
  close_dialog (fixture);
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  open_dialog (fixture, &fixture->team->ada);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
  ADD ("/equivalents/dialog/change", test_add_change_remove);
  ADD ("/equivalents/dialog/examples", test_examples);
  ADD ("/equivalents/dialog/validation", test_validation);
  ADD ("/equivalents/dialog/hostile", test_hostile_words);
  ADD ("/equivalents/dialog/keyboard", test_keyboard);
  ADD ("/equivalents/dialog/member", test_member);
  ADD ("/equivalents/dialog/page", test_from_the_page);
  return g_test_run ();
}
