/* What a person corrects in a draft, in the window: the effect on the draft, in the journal, on the
 * next summary, and that it can be taken back; and what happens on Cancel and to odd input. */
#include "arc-json-summary.h"
#include "arc-review.h"
#include "arc-summaries-page.h"
#include "arc-summary-view.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <string.h>

typedef struct {
  ArcTestTeam *team;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

/* Of Ben: what worked about two topics, and what did not about a third. */
static const struct {
  const char *topic;
  ArcOutcome outcome;
  const char *action;
} entries[] = {
    {"Walnuts", ARC_OUTCOME_ACHIEVED, "Logged the walnut call at once. Read it aloud after."},
    {"Plums", ARC_OUTCOME_ACHIEVED, "Sent the plum quote from the car park. Rang on Monday."},
    {"Apricots", ARC_OUTCOME_MISSED, "Forgot the apricot board for a week."},
};

static gpointer
write_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, entries[number].action);
  arc_entry_set_topic (entry, entries[number].topic);
  arc_entry_set_zone (entry, "Europe/Berlin");
  entry->outcome = entries[number].outcome;
  entry->occurred_us = G_GINT64_CONSTANT (1795000000000000) + number;
  if (!arc_journal_save_entry (journal, entry, NULL, NULL, error))
    return NULL;
  return g_strdup (entry->id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_team_new ();
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autofree char *id =
        arc_test_call (fixture->team->ben.service, write_func, GUINT_TO_POINTER (i));
    g_autofree char *share = arc_test_team_share (fixture->team, &fixture->team->ben, id,
                                                  ARC_PART_ALL, ARC_AUDIENCE_TEAM);
  }
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  fixture->page = arc_summaries_page_new (fixture->team->ada.service, fixture->team->team_id);
  fixture->window = arc_test_show (fixture->page, 800, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ada.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  arc_test_team_free (fixture->team);
}

/* ---- what is there ------------------------------------------------------------------------- */

static guint
count_corrections (Fixture *fixture)
{
  return arc_test_team_count_posts (&fixture->team->ada, ARC_POST_CORRECTION);
}

static const ArcSummary *
get_summary (Fixture *fixture)
{
  GtkWidget *view = arc_test_child (fixture->page, ARC_TYPE_SUMMARIES_PAGE, "view");

  return arc_summary_view_get_summary (ARC_SUMMARY_VIEW (view));
}

/* The line with this text in one of the parts; NULL for none. */
static const ArcSummaryLine *
find_line (Fixture *fixture, const char *text, ArcSummaryPart *part, guint *index)
{
  const ArcSummary *summary = get_summary (fixture);

  for (guint p = 0; summary != NULL && p < ARC_N_SUMMARY_PARTS; p++)
    for (guint i = 0; i < summary->parts[p]->len; i++) {
      const ArcSummaryLine *line = summary->parts[p]->pdata[i];

      if (g_str_equal (line->text, text)) {
        *part = p;
        *index = i;
        return line;
      }
    }
  return NULL;
}

static guint
count_quotes (Fixture *fixture, const char *text)
{
  ArcSummaryPart part;
  guint index;
  const ArcSummaryLine *line = find_line (fixture, text, &part, &index);

  return line != NULL ? line->quotes->len : 0;
}

static gboolean
has_line (Fixture *fixture, const char *text)
{
  ArcSummaryPart part;
  guint index;

  return find_line (fixture, text, &part, &index) != NULL;
}

static void
make_draft (Fixture *fixture)
{
  arc_test_click (fixture->page, "_Make a Summary");
  arc_test_click (arc_test_wait_window ("AdwMessageDialog"), "_Make");
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Publish…");
}

static void
correct (Fixture *fixture, const char *action, const char *line, int quote)
{
  ArcSummaryPart part;
  guint index;

  g_assert_nonnull (find_line (fixture, line, &part, &index));
  if (quote < 0)
    g_assert_true (gtk_widget_activate_action (fixture->page, action, "(uu)", (guint) part, index));
  else
    g_assert_true (gtk_widget_activate_action (fixture->page, action, "(uuu)", (guint) part, index,
                                               (guint) quote));
}

static GtkWidget *
wait_dialog (void)
{
  return arc_test_wait_window ("AdwMessageDialog");
}

static gboolean
no_dialog (void)
{
  return arc_test_find_window ("AdwMessageDialog") == NULL;
}

static gboolean
can_do (GtkWidget *dialog)
{
  return adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do");
}

/* Of the row with this title in a dialog. */
static void
choose (GtkWidget *dialog, const char *title)
{
  GtkWidget *label = arc_test_wait_for (dialog, arc_test_is_label, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);

  adw_action_row_activate (ADW_ACTION_ROW (row));
}

/* A summary that is made anew, by a page that knows nothing of the first. */
static void
make_again (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  fixture->page = arc_summaries_page_new (fixture->team->ada.service, fixture->team->team_id);
  fixture->window = arc_test_show (fixture->page, 360, 600);
  make_draft (fixture);
}

/* ---- rename -------------------------------------------------------------------------------- */

static void
rename_to (Fixture *fixture, const char *line, const char *name)
{
  GtkWidget *dialog = NULL;

  correct (fixture, "summary.rename", line, -1);
  dialog = wait_dialog ();
  gtk_editable_set_text (GTK_EDITABLE (arc_test_wait_for (dialog, arc_test_is_type, "GtkEntry")),
                         name);
  arc_test_click (dialog, "_Rename");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  rename_to (fixture, "Walnuts", "Write it <b>down</b> & at once");
  arc_test_wait_for (fixture->page, arc_test_is_label, "Write it <b>down</b> & at once");
  g_assert_false (has_line (fixture, "Walnuts"));
  g_assert_cmpuint (count_corrections (fixture), ==, 1);
  make_again (fixture);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Write it <b>down</b> & at once");
  /* The last name holds; taken back, the one before does. */
  rename_to (fixture, "Write it <b>down</b> & at once", "Another");
  arc_test_wait_for (fixture->page, arc_test_is_label, "Another");
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_for (fixture->page, arc_test_is_label, "Write it <b>down</b> & at once");
  g_assert_cmpuint (count_corrections (fixture), ==, 1);
}

static void
test_rename_oddly (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (10000, 'w');
  GtkWidget *dialog = NULL, *entry = NULL;

  make_draft (fixture);
  correct (fixture, "summary.rename", "Walnuts", -1);
  dialog = wait_dialog ();
  entry = arc_test_wait_for (dialog, arc_test_is_type, "GtkEntry");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Walnuts");
  g_assert_true (can_do (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_false (can_do (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), " \t\xe2\x80\xae ");
  g_assert_false (can_do (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Not wanted");
  arc_test_click (dialog, "_Cancel");
  ARC_TEST_WAIT_UNTIL (no_dialog ());
  g_assert_cmpuint (count_corrections (fixture), ==, 0);
  g_assert_true (has_line (fixture, "Walnuts"));
  /* A heading stays a heading. */
  rename_to (fixture, "Walnuts", "turned \xe2\x80\xae round");
  arc_test_wait_for (fixture->page, arc_test_is_label, "turned round");
  rename_to (fixture, "turned round", long_name);
  ARC_TEST_WAIT_UNTIL (count_corrections (fixture) == 2);
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "turned round"));
  g_object_set (fixture->page, "folded", TRUE, NULL);
  g_assert_cmpint (arc_test_min_width (fixture->page), <=, 360);
  g_assert_cmpint (
      arc_test_min_width (arc_test_child (fixture->page, ARC_TYPE_SUMMARIES_PAGE, "view")), <=,
      300);
}

/* ---- merge, split, move -------------------------------------------------------------------- */

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  make_draft (fixture);
  g_assert_cmpuint (count_quotes (fixture, "Plums"), ==, 2);
  correct (fixture, "summary.merge", "Walnuts", -1);
  dialog = wait_dialog ();
  /* Nothing is chosen by itself, nor is the line itself there; where a line stands is said. */
  g_assert_false (can_do (dialog));
  g_assert_null (arc_test_find (dialog, arc_test_is_label, "Walnuts"));
  arc_test_wait_for (dialog, arc_test_is_label, "What did not work");
  arc_test_click (dialog, "_Cancel");
  ARC_TEST_WAIT_UNTIL (no_dialog ());
  g_assert_cmpuint (count_corrections (fixture), ==, 0);

  correct (fixture, "summary.merge", "Walnuts", -1);
  dialog = wait_dialog ();
  choose (dialog, "Plums");
  g_assert_true (can_do (dialog));
  arc_test_click (dialog, "_Merge");
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "Walnuts"));
  g_assert_cmpuint (count_quotes (fixture, "Plums"), ==, 4);
  make_again (fixture);
  g_assert_false (has_line (fixture, "Walnuts"));
  g_assert_cmpuint (count_quotes (fixture, "Plums"), ==, 4);
}

static void
test_merge_undone (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  correct (fixture, "summary.merge", "Walnuts", -1);
  choose (wait_dialog (), "Apricots");
  arc_test_click (wait_dialog (), "_Merge");
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "Walnuts"));
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (has_line (fixture, "Walnuts"));
  g_assert_cmpuint (count_corrections (fixture), ==, 0);
  g_assert_cmpuint (count_quotes (fixture, "Apricots"), ==, 1);
}

static char *
dup_quote (Fixture *fixture, const char *text, guint number)
{
  ArcSummaryPart part;
  guint index;
  const ArcSummaryLine *line = find_line (fixture, text, &part, &index);

  return g_strdup (((const ArcQuote *) line->quotes->pdata[number])->text);
}

/* A statement that is split off is a line of its own. */
static void
test_split (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;

  make_draft (fixture);
  said = dup_quote (fixture, "Walnuts", 1);
  correct (fixture, "summary.split", "Walnuts", 1);
  ARC_TEST_WAIT_UNTIL (has_line (fixture, said));
  g_assert_cmpuint (count_quotes (fixture, "Walnuts"), ==, 1);
  g_assert_cmpuint (count_corrections (fixture), ==, 1);
  make_again (fixture);
  g_assert_cmpuint (count_quotes (fixture, said), ==, 1);
  g_assert_cmpuint (count_quotes (fixture, "Walnuts"), ==, 1);
}

static void
test_split_undone (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  correct (fixture, "summary.split", "Plums", 0);
  ARC_TEST_WAIT_UNTIL (count_quotes (fixture, "Plums") == 1);
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (count_quotes (fixture, "Plums") == 2);
  g_assert_cmpuint (count_corrections (fixture), ==, 0);
}

/* To another line, and back with one Undo, though it is two corrections. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  make_draft (fixture);
  correct (fixture, "summary.move", "Walnuts", 0);
  dialog = wait_dialog ();
  choose (dialog, "Plums");
  arc_test_click (dialog, "_Move");
  ARC_TEST_WAIT_UNTIL (count_quotes (fixture, "Plums") == 3);
  g_assert_cmpuint (count_quotes (fixture, "Walnuts"), ==, 1);
  g_assert_cmpuint (count_corrections (fixture), ==, 2);
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (count_corrections (fixture) == 0);
  ARC_TEST_WAIT_UNTIL (count_quotes (fixture, "Plums") == 2);
  g_assert_cmpuint (count_quotes (fixture, "Walnuts"), ==, 2);
}

static void
test_move_kept (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  correct (fixture, "summary.move", "Walnuts", 0);
  choose (wait_dialog (), "Apricots");
  arc_test_click (wait_dialog (), "_Cancel");
  ARC_TEST_WAIT_UNTIL (no_dialog ());
  g_assert_cmpuint (count_corrections (fixture), ==, 0);
  correct (fixture, "summary.move", "Walnuts", 0);
  choose (wait_dialog (), "Apricots");
  arc_test_click (wait_dialog (), "_Move");
  ARC_TEST_WAIT_UNTIL (count_quotes (fixture, "Apricots") == 2);
  make_again (fixture);
  g_assert_cmpuint (count_quotes (fixture, "Apricots"), ==, 2);
  g_assert_cmpuint (count_quotes (fixture, "Walnuts"), ==, 1);
}

/* ---- drop, barrier ------------------------------------------------------------------------- */

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  correct (fixture, "summary.drop", "Apricots", -1);
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "Apricots"));
  make_again (fixture);
  g_assert_false (has_line (fixture, "Apricots"));
  g_assert_true (has_line (fixture, "Plums"));
}

static void
test_barrier (Fixture *fixture, gconstpointer data)
{
  const char *said = "Forgot the apricot board for a week.";
  ArcSummaryPart part;
  guint index;
  const ArcSummaryLine *line = NULL;
  GtkWidget *dialog = NULL;

  make_draft (fixture);
  correct (fixture, "summary.barrier", "Apricots", -1);
  dialog = wait_dialog ();
  arc_test_wait_for (dialog, arc_test_is_label, "Nobody yet");
  choose (dialog, "Ben Ito");
  arc_test_click (dialog, "_Mark");
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "Apricots"));
  line = find_line (fixture, said, &part, &index);
  g_assert_nonnull (line);
  g_assert_cmpint (part, ==, ARC_SUMMARY_BARRIERS);
  g_assert_cmpstr (line->owner, ==, "Ben Ito");
  arc_test_wait_for (fixture->page, arc_test_shows_text, "Ben Ito owns this");
  make_again (fixture);
  line = find_line (fixture, said, &part, &index);
  g_assert_nonnull (line);
  g_assert_cmpint (part, ==, ARC_SUMMARY_BARRIERS);
}

static void
test_barrier_undone (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  correct (fixture, "summary.barrier", "Apricots", -1);
  choose (wait_dialog (), "Nobody yet");
  arc_test_click (wait_dialog (), "_Mark");
  ARC_TEST_WAIT_UNTIL (!has_line (fixture, "Apricots"));
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (has_line (fixture, "Apricots"));
  g_assert_cmpuint (count_corrections (fixture), ==, 0);
}

/* What one leader corrects is what another finds. */
static void
test_others_see_it (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  rename_to (fixture, "Plums", "From the car park");
  arc_test_wait_for (fixture->page, arc_test_is_label, "From the car park");
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  /* Ben leads nothing: the corrections of leaders do not come to him. */
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ben, ARC_POST_CORRECTION), ==, 0);
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
#define ADD(name, test)                                                                            \
  g_test_add ("/summary-corrections/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("rename", test_rename);
  ADD ("rename/oddly", test_rename_oddly);
  ADD ("merge", test_merge);
  ADD ("merge/undone", test_merge_undone);
  ADD ("split", test_split);
  ADD ("split/undone", test_split_undone);
  ADD ("move", test_move);
  ADD ("move/kept", test_move_kept);
  ADD ("drop", test_drop);
  ADD ("barrier", test_barrier);
  ADD ("barrier/undone", test_barrier_undone);
  ADD ("others", test_others_see_it);
#undef ADD
  return g_test_run ();
}
