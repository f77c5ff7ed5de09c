/* The page of a team's practices: proposing, endorsing, answering and retiring, by two people. */
#include "arc-id.h"
#include "arc-json-summary.h"
#include "arc-practices-page.h"
#include "arc-practices.h"
#include "arc-summary-paper.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <string.h>

typedef struct {
  ArcTestTeam *team;
  char *share;     /* of Ben */
  GtkWidget *page; /* Ada's */
  GtkWidget *window;
} Fixture;

static gpointer
put_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();

  turn->state = ARC_PRACTICE_CANDIDATE;
  g_free (turn->when);
  turn->when = g_strdup ("a client <b>calls</b>");
  g_free (turn->doing);
  turn->doing = g_strdup ("log the quince at once");
  g_free (turn->topic);
  turn->topic = g_strdup ("Almonds");
  g_free (turn->finder);
  turn->finder = g_strdup (fixture->team->ben.me);
  g_ptr_array_add (turn->shares, g_strdup (fixture->share));
  /* Of nobody here. */
  g_ptr_array_add (turn->shares, g_strdup ("00000000-0000-4000-8000-000000000001"));
  return arc_practices_put_turn (journal, fixture->team->team_id, turn, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = NULL;
  g_autofree char *id = NULL;

  fixture->team = arc_test_team_new ();
  entry_id = arc_test_team_write (&fixture->team->ben);
  fixture->share = arc_test_team_share (fixture->team, &fixture->team->ben, entry_id, ARC_PART_ALL,
                                        ARC_AUDIENCE_TEAM);
  id = arc_test_call (fixture->team->ben.service, put_func, fixture);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  fixture->page = arc_practices_page_new (fixture->team->ada.service, fixture->team->team_id);
  fixture->window = arc_test_show (fixture->page, 800, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_test_team_rest (fixture->team);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  arc_test_team_free (fixture->team);
  g_free (fixture->share);
}

static const char *const sentence = "When a client <b>calls</b>, do: log the quince at once";

static gpointer
list_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_practices_list (journal, NULL, error);
}

static gpointer
get_state_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = arc_practices_list (journal, NULL, error);

  g_assert_cmpuint (list->len, ==, 1);
  return GINT_TO_POINTER (((const ArcPractice *) list->pdata[0])->input->turn->state);
}

static gpointer
get_mine_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = arc_practices_list (journal, NULL, error);
  const ArcPractice *practice = list->pdata[0];

  return GINT_TO_POINTER (practice->mine != NULL ? practice->mine->response : ARC_TRIAL_NOT_SAID);
}

static gpointer
get_credit_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = arc_practices_list (journal, NULL, error);
  const ArcPractice *practice = list->pdata[0];

  return GINT_TO_POINTER (practice->mine != NULL ? practice->mine->credit : ARC_CREDIT_NOT_ASKED);
}

static int
ask (ArcTestPerson *person, ArcJournalFunc func)
{
  return GPOINTER_TO_INT (arc_test_call (person->service, func, NULL));
}

static void
open_practice (GtkWidget *page)
{
  GtkWidget *label = arc_test_wait_for (page, arc_test_is_label, sentence);
  GtkWidget *row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  arc_test_wait_for (page, arc_test_is_label, "History");
}

static void
endorse (Fixture *fixture)
{
  open_practice (fixture->page);
  arc_test_click (fixture->page, "_Endorse…");
  /* Prefilled from the candidate. */
  arc_test_click (arc_test_wait_window ("ArcPracticeDialog"), "_Endorse");
  ARC_TEST_WAIT_UNTIL (ask (&fixture->team->ada, get_state_func) == ARC_PRACTICE_ENDORSED);
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Word Anew…");
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
}

/* Who found it is asked, and answers as somebody who is to do it. */
static void
test_from_candidate_to_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = NULL, *window = NULL;

  endorse (fixture);
  page = arc_practices_page_new (fixture->team->ben.service, fixture->team->team_id);
  window = arc_test_show (page, 360, 600);
  arc_test_wait_for (page, arc_test_is_label, "Start with these");
  g_object_set (page, "folded", TRUE, NULL);
  g_assert_cmpint (arc_test_min_width (page), <=, 360);
  g_object_set (page, "folded", FALSE, NULL);
  open_practice (page);
  g_assert_cmpint (arc_test_min_width (page), <=, 360);
  g_assert_null (arc_test_find (page, arc_test_is_button, "_Retire…"));
  arc_test_click (page, "_Name Me");
  ARC_TEST_WAIT_UNTIL (ask (&fixture->team->ben, get_credit_func) == ARC_CREDIT_YES);
  arc_test_wait_for (page, arc_test_is_label, "Found by Ben Ito");
  arc_test_click (page, "_Not for Me…");
  gtk_editable_set_text (GTK_EDITABLE (arc_test_wait_for (arc_test_wait_window ("AdwMessageDialog"),
                                                          arc_test_is_type, "GtkEntry")),
                         "no phone");
  arc_test_click (arc_test_wait_window ("AdwMessageDialog"), "_Say So");
  ARC_TEST_WAIT_UNTIL (ask (&fixture->team->ben, get_mine_func) == ARC_TRIAL_NOT_FOR_ME);
  arc_test_wait_for (page, arc_test_shows_text, "no phone");
  arc_test_click (page, "I’ll _Try It");
  ARC_TEST_WAIT_UNTIL (ask (&fixture->team->ben, get_mine_func) == ARC_TRIAL_TRYING);
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

static void
test_retire (Fixture *fixture, gconstpointer data)
{
  endorse (fixture);
  arc_test_click (fixture->page, "_Retire…");
  gtk_editable_set_text (GTK_EDITABLE (arc_test_wait_for (arc_test_wait_window ("AdwMessageDialog"),
                                                          arc_test_is_type, "GtkEntry")),
                         "the new system does it");
  arc_test_click (arc_test_wait_window ("AdwMessageDialog"), "_Retire");
  ARC_TEST_WAIT_UNTIL (ask (&fixture->team->ada, get_state_func) == ARC_PRACTICE_RETIRED);
  arc_test_wait_for (fixture->page, arc_test_is_label, "the new system does it");
  g_assert_null (arc_test_find (fixture->page, arc_test_is_button, "I’ll _Try It"));
}

/* Who reads it sees what it rests on, as far as it was shared with them. */
static void
test_sources (Fixture *fixture, gconstpointer data)
{
  open_practice (fixture->page);
  arc_test_wait_for (fixture->page, arc_test_is_label, "Quince title");
  arc_test_wait_for (fixture->page, arc_test_is_label,
                     "Ben Ito · Wednesday, 18 November 2026 · Almonds");
  arc_test_wait_for (fixture->page, arc_test_is_label,
                     "1 share that was taken back or is not for you");
}

static guint
count_history (ArcTestPerson *person)
{
  g_autoptr (GPtrArray) list = arc_test_call (person->service, list_func, NULL);
  guint turns = 0;

  for (guint i = 0; i < list->len; i++)
    turns += ((const ArcPractice *) list->pdata[i])->history->len;
  return turns;
}

static gboolean
no_window (const char *type)
{
  return arc_test_find_window (type) == NULL;
}

/* Nothing is done by opening a dialog, nor with nothing in it. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL, *entry = NULL;

  endorse (fixture);
  g_assert_cmpuint (count_history (&fixture->team->ada), ==, 2);
  arc_test_click (fixture->page, "_Retire…");
  dialog = arc_test_wait_window ("AdwMessageDialog");
  entry = arc_test_wait_for (dialog, arc_test_is_type, "GtkEntry");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " \xe2\x80\xae ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "not yet");
  arc_test_click (dialog, "_Cancel");
  ARC_TEST_WAIT_UNTIL (no_window ("AdwMessageDialog"));
  arc_test_click (fixture->page, "_Word Anew…");
  dialog = arc_test_wait_window ("ArcPracticeDialog");
  g_assert_true (arc_test_press (dialog, "Escape"));
  ARC_TEST_WAIT_UNTIL (no_window ("ArcPracticeDialog"));
  g_assert_cmpuint (count_history (&fixture->team->ada), ==, 2);
}

/* Anybody proposes; a “do” is all it needs. */
static void
test_propose (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL, *save = NULL;

  arc_test_wait_for (fixture->page, arc_test_is_label, sentence);
  arc_test_click (fixture->page, "_Propose…");
  dialog = arc_test_wait_window ("ArcPracticeDialog");
  save = arc_test_child (dialog, G_OBJECT_TYPE (dialog), "save_button");
  g_assert_false (gtk_widget_get_sensitive (save));
  /* Whoever has the keyboard alone writes at once. */
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)),
                              arc_test_child (dialog, G_OBJECT_TYPE (dialog), "when_row")));
  gtk_editable_set_text (GTK_EDITABLE (arc_test_child (dialog, G_OBJECT_TYPE (dialog), "do_row")),
                         "write <i>two</i> \xe2\x80\xae lines");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  arc_test_wait_for (fixture->page, arc_test_is_label, "write <i>two</i> lines");
  g_assert_cmpuint (count_history (&fixture->team->ada), ==, 2);
}

/* Three more members, whom it did not help. */
static gpointer
put_trials_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  const char *team_id = fixture->team->team_id;
  g_autoptr (GPtrArray) list = arc_practices_list (journal, NULL, error);
  const char *practice_id = ((const ArcPractice *) list->pdata[0])->input->id;
  g_autoptr (GPtrArray) members = arc_journal_list_members (journal, team_id, error);
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  for (guint i = 0; i < 3; i++) {
    g_autofree char *id = arc_id_new_random ();
    g_autofree char *name = g_strdup_printf ("Person %u", i);
    ArcMember *member = arc_member_new (id, name);
    ArcPost *post = arc_post_new (ARC_POST_TRIAL, id);
    ArcTrial *trial = arc_trial_new (practice_id);

    member->state = ARC_MEMBER_IN;
    g_ptr_array_add (members, member);
    trial->response = ARC_TRIAL_TRYING;
    trial->did = ARC_DID_YES;
    trial->helped = ARC_HELPED_NO;
    trial->tried_on = (ArcDay){2026, 11, 20};
    post->subject = g_strdup (practice_id);
    post->audience = ARC_AUDIENCE_TEAM;
    g_free (post->body);
    post->body = arc_body_from_trial (trial);
    arc_trial_free (trial);
    g_ptr_array_add (batch->posts, post);
    g_ptr_array_add (batch->shares, NULL);
  }
  arc_journal_set_members (journal, team_id, members, error);
  return GINT_TO_POINTER (arc_journal_apply_posts (journal, team_id, batch, NULL, error));
}

/* What did not help is said where one can act on it. */
static void
test_recheck (Fixture *fixture, gconstpointer data)
{
  const char *asks = "Most of the latest trials did not help: retire it, or word it anew?";

  endorse (fixture);
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ada.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  g_assert_null (arc_test_find (fixture->page, arc_test_is_label, asks));
  g_assert_true (arc_test_call (fixture->team->ada.service, put_trials_func, fixture));
  arc_test_wait_for (fixture->page, arc_test_is_label, asks);
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Retire…");
}

/* A playbook has no names but of those who agreed. */
static void
test_playbook (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("arc-save-XXXXXX", &error);

  endorse (fixture);
  arc_test_click (fixture->page, "Back to the list");
  for (ArcPaper paper = ARC_PAPER_PDF; paper < ARC_PAPER_JSON; paper++) {
    g_autofree char *name = g_strconcat ("playbook", arc_paper_get_ending (paper), NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = NULL;
    GtkWidget *dialog = NULL;

    arc_test_click (fixture->page, "Save as a playbook");
    dialog = arc_test_wait_window ("AdwMessageDialog");
    adw_combo_row_set_selected (
        ADW_COMBO_ROW (arc_test_wait_for (dialog, arc_test_is_type, "AdwComboRow")), paper);
    arc_test_click (dialog, "_Save…");
    arc_test_save_as (folder, name);
    ARC_TEST_WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    if (paper == ARC_PAPER_PDF) {
      g_assert_true (g_str_has_prefix (text, "%PDF-"));
      continue;
    }
    g_assert_nonnull (strstr (text, "log the quince at once"));
    g_assert_null (strstr (text, "<b>calls</b>"));
    g_assert_null (strstr (text, "Ben Ito"));
  }
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = arc_test_wait_for (fixture->page, arc_test_is_type, "GtkSearchEntry");

  arc_test_wait_for (fixture->page, arc_test_is_label, sentence);
  gtk_editable_set_text (GTK_EDITABLE (search), "zebra");
  arc_test_wait_for (fixture->page, arc_test_is_label, "No practice fits.");
  g_assert_null (arc_test_find (fixture->page, arc_test_is_label, sentence));
  gtk_editable_set_text (GTK_EDITABLE (search), "QUINCE");
  arc_test_wait_for (fixture->page, arc_test_is_label, sentence);
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/practices-page/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("from-candidate-to-answer", test_from_candidate_to_answer);
  ADD ("retire", test_retire);
  ADD ("cancelled", test_cancelled);
  ADD ("propose", test_propose);
  ADD ("recheck", test_recheck);
  ADD ("playbook", test_playbook);
  ADD ("sources", test_sources);
  ADD ("search", test_search);
#undef ADD
  return g_test_run ();
}
