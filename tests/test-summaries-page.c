/* The page of a team's summaries: from what two people share in a folder to a draft, corrected,
 * published, and told to who wrote it. */
#include "arc-practices.h"
#include "arc-review.h"
#include "arc-summaries-page.h"
#include "arc-summary-export.h"
#include "arc-summary-row.h"
#include "arc-team-news.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <string.h>

typedef struct {
  ArcTestTeam *team;
  char *share; /* of Ben */
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = NULL;

  fixture->team = arc_test_team_new ();
  entry_id = arc_test_team_write (&fixture->team->ben);
  fixture->share = arc_test_team_share (fixture->team, &fixture->team->ben, entry_id, ARC_PART_ALL,
                                        ARC_AUDIENCE_TEAM);
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
  g_free (fixture->share);
}

static gpointer
list_practices_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_practices_list (journal, NULL, error);
}

static void
answer (const char *label)
{
  arc_test_click (arc_test_wait_window ("AdwMessageDialog"), label);
}

static void
make_draft (Fixture *fixture)
{
  arc_test_click (fixture->page, "_Make a Summary");
  answer ("_Make");
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Publish…");
}

static GtkExpander *
find_evidence (Fixture *fixture)
{
  return GTK_EXPANDER (arc_test_wait_for (fixture->page, arc_test_is_type, "GtkExpander"));
}

/* ---- a draft ------------------------------------------------------------------------------ */

/* A topic's line gives a taste of what was said, and opens all that it rests on, with who said it.
 */
static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  GtkWidget *taste;

  make_draft (fixture);
  taste = arc_test_wait_for (fixture->page, arc_test_shows_text, "“");
  g_assert_true (gtk_widget_get_visible (taste));
  g_assert_null (arc_test_find (fixture->page, arc_test_is_label, "Ben Ito"));
  gtk_expander_set_expanded (find_evidence (fixture), TRUE);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Ben Ito");
  g_assert_false (gtk_widget_get_visible (taste));
}

/* Dropped, and back with the toast; both reach the journal. */
static void
test_drop_and_undo (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  arc_test_wait_for (fixture->page, arc_test_is_label, "What did not work");
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_CORRECTION), ==, 0);
  gtk_widget_activate_action (fixture->page, "summary.drop", "(uu)", (guint) ARC_SUMMARY_DID_NOT,
                              0);
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_CORRECTION) == 1);
  arc_test_wait_gone (fixture->page, arc_test_is_label, "What did not work");
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_CORRECTION) == 0);
  arc_test_wait_for (fixture->page, arc_test_is_label, "What did not work");
}

/* ---- publishing --------------------------------------------------------------------------- */

static void
publish (Fixture *fixture)
{
  guint before = arc_test_team_count_posts (&fixture->team->ada, ARC_POST_SUMMARY);
  GtkWidget *dialog = NULL;

  arc_test_click (fixture->page, "_Publish…");
  dialog = arc_test_wait_window ("AdwMessageDialog");
  /* Whose words appear is said before. */
  arc_test_wait_for (dialog, arc_test_is_label, "Ben Ito");
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_SUMMARY), ==, before);
  arc_test_click (dialog, "_Publish");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_SUMMARY) == 1);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Published");
}

/* As in the application: a row without its action could not be used. */
static void
add_show_page (GtkWidget *window)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-page", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

static void
test_publish (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = NULL, *news = NULL, *window = NULL;

  arc_test_wait_for (fixture->page, arc_test_is_label, "No summary yet");
  make_draft (fixture);
  publish (fixture);
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);

  page = arc_summaries_page_new (fixture->team->ben.service, fixture->team->team_id);
  window = arc_test_show (page, 360, 600);
  arc_test_wait_for (page, arc_test_shows_text, "your words are in it");
  g_assert_null (arc_test_find (page, arc_test_is_button, "_Make a Summary"));
  g_assert_cmpint (arc_test_min_width (page), <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();

  /* Who wrote it is told, until they noted it. */
  news = arc_team_news_new (fixture->team->ben.service);
  window = arc_test_show (news, 360, 500);
  add_show_page (window);
  arc_team_news_refresh (ARC_TEAM_NEWS (news));
  arc_test_wait_for (news, arc_test_is_label, "Ada Weber published a summary of Sales");
  arc_test_wait_for (news, arc_test_is_label, "Your words are in it.");
  arc_test_click (news, "Noted");
  /* Writing comes in the order in which it was asked for. */
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ben, ARC_POST_SUMMARY), ==, 1);
  arc_team_news_refresh (ARC_TEAM_NEWS (news));
  arc_test_wait_gone (window, arc_test_is_label, "From your team");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

/* A published one is corrected by a draft of the same period, and is the same summary then. */
static void
test_new_version (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = arc_test_child (fixture->page, ARC_TYPE_SUMMARIES_PAGE, "published_list");
  GtkWidget *page = NULL, *window = NULL, *title = NULL;

  make_draft (fixture);
  publish (fixture);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  arc_test_wait_for (fixture->page, arc_test_shows_text, "version 1, published by Ada Weber");
  arc_test_click (fixture->page, "_New Version");
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Publish…");
  title = arc_test_wait_for (fixture->page, arc_test_is_type, "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (title), "Once more <b>with</b> care");
  publish (fixture);
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  page = arc_summaries_page_new (fixture->team->ben.service, fixture->team->team_id);
  window = arc_test_show (page, 360, 600);
  arc_test_wait_for (page, arc_test_is_label, "Once more <b>with</b> care");
  arc_test_wait_for (page, arc_test_shows_text, "version 2");
  /* It is not his. */
  g_assert_null (arc_test_find (page, arc_test_is_button, "_New Version"));
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

static void
test_publish_undone (Fixture *fixture, gconstpointer data)
{
  make_draft (fixture);
  arc_test_click (fixture->page, "_Publish…");
  answer ("_Cancel");
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_SUMMARY), ==, 0);
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Publish…");
  publish (fixture);
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_SUMMARY) == 0);
  arc_test_wait_gone (fixture->page, arc_test_is_label, "Published");
}

/* An empty title is none: the one that was there stays. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  GtkWidget *title = NULL;

  make_draft (fixture);
  title = arc_test_wait_for (fixture->page, arc_test_is_type, "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (title), "  ");
  publish (fixture);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Sales");
}

/* ---- from a line to what the team does ----------------------------------------------------- */

static gboolean
no_window (const char *type)
{
  return arc_test_find_window (type) == NULL;
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  make_draft (fixture);
  gtk_widget_activate_action (fixture->page, "summary.focus", "(uu)", (guint) ARC_SUMMARY_DID_NOT,
                              0);
  dialog = arc_test_wait_window ("ArcFocusDialog");
  gtk_window_close (GTK_WINDOW (dialog));
  ARC_TEST_WAIT_UNTIL (no_window ("ArcFocusDialog"));
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_FOCUS), ==, 0);
  gtk_widget_activate_action (fixture->page, "summary.focus", "(uu)", (guint) ARC_SUMMARY_DID_NOT,
                              0);
  dialog = arc_test_wait_window ("ArcFocusDialog");
  /* What the line says is what is proposed. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       arc_test_child (dialog, G_OBJECT_TYPE (dialog), "behaviour_row"))),
                   ==, "Asked Ben for the walnut list.");
  g_signal_emit_by_name (arc_test_child (dialog, G_OBJECT_TYPE (dialog), "save_button"), "clicked");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_FOCUS) == 1);
}

static GtkEditable *
find_row (GtkWidget *dialog, const char *id)
{
  return GTK_EDITABLE (arc_test_child (dialog, G_OBJECT_TYPE (dialog), id));
}

/* Worded by a person, with the shares of the line, and who found it is asked. */
static void
test_practice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (10000, 'w');
  GtkWidget *dialog = NULL, *save = NULL;

  make_draft (fixture);
  gtk_widget_activate_action (fixture->page, "summary.practice", "(uu)",
                              (guint) ARC_SUMMARY_DID_NOT, 0);
  dialog = arc_test_wait_window ("ArcPracticeDialog");
  save = arc_test_child (dialog, G_OBJECT_TYPE (dialog), "save_button");
  g_assert_false (gtk_widget_get_sensitive (save));
  /* A beginning: what somebody said, and about what. */
  g_assert_cmpstr (gtk_editable_get_text (find_row (dialog, "do_row")), ==,
                   "Asked Ben for the walnut list.");
  g_assert_cmpstr (gtk_editable_get_text (find_row (dialog, "topic_row")), ==, "Almonds");
  gtk_editable_set_text (find_row (dialog, "when_row"), " \xe2\x80\xae ");
  g_assert_false (gtk_widget_get_sensitive (save));
  /* What is too long stays where it was typed, and is said. */
  gtk_editable_set_text (find_row (dialog, "when_row"), long_text);
  g_signal_emit_by_name (save, "clicked");
  arc_test_wait_for (dialog, arc_test_shows_text, "longer than 2000 characters");
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_PRACTICE), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (find_row (dialog, "when_row")), ==, long_text);
  gtk_editable_set_text (find_row (dialog, "when_row"), "a <b>list</b> is \xe2\x80\xae late");
  gtk_editable_set_text (find_row (dialog, "do_row"), "ask before lunch");
  g_signal_emit_by_name (save, "clicked");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_PRACTICE) == 1);
  ARC_TEST_WAIT_UNTIL (no_window ("ArcPracticeDialog"));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  {
    g_autoptr (GPtrArray) list =
        arc_test_call (fixture->team->ben.service, list_practices_func, NULL);
    const ArcPractice *practice = list->pdata[0];
    g_autofree char *sentence = arc_practice_turn_to_sentence (practice->input->turn);

    g_assert_cmpstr (sentence, ==, "When a <b>list</b> is late, do: ask before lunch");
    g_assert_cmpint (practice->input->turn->state, ==, ARC_PRACTICE_ENDORSED);
    g_assert_cmpuint (practice->input->turn->shares->len, ==, 1);
    g_assert_cmpstr (practice->input->turn->shares->pdata[0], ==, fixture->share);
    g_assert_true (practice->asks_credit);
    g_assert_cmpstr (practice->input->finder_name, ==, "");
  }
}

static gpointer
revoke_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *ids = data;

  return GINT_TO_POINTER (arc_journal_revoke_post (journal, ids[0], ids[1], error));
}

/* What its writer takes back goes from a draft. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  const char *ids[] = {fixture->team->team_id, fixture->share};

  make_draft (fixture);
  gtk_expander_set_expanded (find_evidence (fixture), TRUE);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Ben Ito");
  arc_test_call (fixture->team->ben.service, revoke_func, ids);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  arc_test_wait_gone (fixture->page, arc_test_is_label, "Ben Ito");
  arc_test_wait_gone (fixture->page, arc_test_is_type, "GtkExpander");
}

/* What is published, and is taken back by its writer then, is said to be so; its words are gone. */
static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = arc_test_child (fixture->page, ARC_TYPE_SUMMARIES_PAGE, "published_list");
  const char *ids[] = {fixture->team->team_id, fixture->share};

  make_draft (fixture);
  publish (fixture);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  gtk_expander_set_expanded (find_evidence (fixture), TRUE);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "plum");
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_call (fixture->team->ben.service, revoke_func, ids);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  arc_test_wait_gone (fixture->page, arc_test_shows_text, "plum");
  gtk_expander_set_expanded (find_evidence (fixture), TRUE);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "Withdrawn by its writer.");
}

/* ---- files -------------------------------------------------------------------------------- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_summary_export_finish (result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static char *
write_file (const ArcSummary *summary, ArcPaper paper, gboolean inside)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("arc-paper-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  char *text = NULL;
  gboolean done = FALSE;

  arc_summary_export_write (summary, paper, inside, path, written_cb, &done);
  ARC_TEST_WAIT_UNTIL (done);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* From the window: what is chosen there, in the file that is chosen there. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("arc-save-XXXXXX", &error);
  g_autofree char *outside = g_build_filename (folder, "outside.md", NULL);
  g_autofree char *inside = g_build_filename (folder, "inside.md", NULL);
  GtkWidget *dialog = NULL;

  make_draft (fixture);
  arc_test_click (fixture->page, "Save as a file");
  answer ("_Cancel");
  for (guint i = 0; i < 2; i++) {
    const char *path = i == 0 ? outside : inside;
    g_autofree char *text = NULL;

    arc_test_click (fixture->page, "Save as a file");
    dialog = arc_test_wait_window ("AdwMessageDialog");
    adw_combo_row_set_selected (
        ADW_COMBO_ROW (arc_test_wait_for (dialog, arc_test_is_type, "AdwComboRow")),
        ARC_PAPER_MARKDOWN);
    gtk_switch_set_active (GTK_SWITCH (arc_test_wait_for (dialog, arc_test_is_type, "GtkSwitch")),
                           i == 1);
    arc_test_click (dialog, "_Save…");
    arc_test_save_as (folder, i == 0 ? "outside.md" : "inside.md");
    ARC_TEST_WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    g_assert_true ((strstr (text, "plum") != NULL) == (i == 1));
    g_assert_true ((strstr (text, "Ben Ito") != NULL) == (i == 1));
  }
}

static ArcSummary *
summary_new (void)
{
  ArcSummary *summary = arc_summary_new ();
  ArcSummaryLine *line = arc_summary_line_new ("key", "log the <b>pear</b> call");
  ArcQuote *quote = arc_quote_new ();

  g_free (quote->text);
  quote->text = g_strdup ("the <i>plum</i> & words");
  g_free (quote->author_name);
  quote->author_name = g_strdup ("Ben Ito");
  g_ptr_array_add (line->quotes, quote);
  line->for_it = 3;
  line->against = 1;
  g_ptr_array_add (summary->parts[ARC_SUMMARY_WORKED], line);
  summary->made_on = (ArcDay){2026, 11, 22};
  return summary;
}

/* A file goes outside the team without names and words, unless somebody says that it stays in. */
static void
test_files (void)
{
  g_autoptr (ArcSummary) summary = summary_new ();

  for (ArcPaper paper = ARC_PAPER_HTML; paper < ARC_PAPER_TEXT; paper++) {
    g_autofree char *outside = write_file (summary, paper, FALSE);
    g_autofree char *inside = write_file (summary, paper, TRUE);

    g_assert_null (strstr (outside, "Ben Ito"));
    g_assert_null (strstr (outside, "plum"));
    g_assert_nonnull (strstr (inside, "Ben Ito"));
    g_assert_nonnull (strstr (inside, "plum"));
  }
}

/* A bar says nothing about a handful, and its words say what it shows. */
static void
test_verdict (void)
{
  g_autoptr (ArcSummary) summary = summary_new ();
  ArcSummaryLine *line = summary->parts[ARC_SUMMARY_WORKED]->pdata[0];
  g_autofree char *said = NULL;
  ArcVerdict verdict;
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = NULL;

  g_assert_true (arc_summary_line_weigh (ARC_SUMMARY_WORKED, line, &verdict));
  said = arc_verdict_say (&verdict);
  g_assert_cmpstr (said, ==, "Most speak for it · 4 voices");
  gtk_list_box_append (GTK_LIST_BOX (list),
                       arc_summary_row_new (summary, ARC_SUMMARY_WORKED, 0, ARC_SUMMARY_ROW_PLAIN));
  window = arc_test_show (list, 360, 300);
  arc_test_wait_for (list, arc_test_is_type, "GtkLevelBar");
  arc_test_wait_for (list, arc_test_is_label, said);
  /* Foreign text is text. */
  arc_test_wait_for (list, arc_test_is_label, "log the <b>pear</b> call");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  /* There are no half people; and what did not work is judged from the other side. */
  line->for_it = 1.5;
  line->against = 2.5;
  g_assert_true (arc_summary_line_weigh (ARC_SUMMARY_DID_NOT, line, &verdict));
  g_assert_cmpfloat (verdict.part, ==, 2.5);
  g_clear_pointer (&said, g_free);
  said = arc_verdict_say (&verdict);
  g_assert_cmpstr (said, ==, "Most speak against it · 4 voices");
  line->against = 0;
  line->for_it = 2;
  g_assert_false (arc_summary_line_weigh (ARC_SUMMARY_WORKED, line, &verdict));
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/summaries-page/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("evidence", test_evidence);
  ADD ("drop-and-undo", test_drop_and_undo);
  ADD ("publish", test_publish);
  ADD ("publish/undone", test_publish_undone);
  ADD ("new-version", test_new_version);
  ADD ("title", test_title);
  ADD ("focus", test_focus);
  ADD ("practice", test_practice);
  ADD ("taken-back", test_taken_back);
  ADD ("withdrawn", test_withdrawn);
  ADD ("save", test_save);
#undef ADD
  g_test_add_func ("/summaries-page/files", test_files);
  g_test_add_func ("/summaries-page/verdict", test_verdict);
  return g_test_run ();
}
