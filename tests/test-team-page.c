/* The page of a team in the window: reading, reviewing and answering what two people share in a
 * folder, their commitments and barriers, the focus, and the news for who wrote. */
#include "arc-focus-card.h"
#include "arc-share-list.h"
#include "arc-share-reader.h"
#include "arc-shared-pane.h"
#include "arc-team-jobs.h"
#include "arc-team-module.h"
#include "arc-team-news.h"
#include "arc-team-page.h"
#include "arc-team-rows.h"
#include "arc-team-start-page.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <string.h>

#define SHARES 3
/* Shares in the list that must not be read at once. */
#define MANY_SHARES 20000
#define MANY_TEAM "0b7c3f52-6f0e-4d2b-9a51-2f8f5a3f1c01"
#define MANY_ME "0b7c3f52-6f0e-4d2b-9a51-2f8f5a3f1c02"
#define MANY_OTHER "0b7c3f52-6f0e-4d2b-9a51-2f8f5a3f1c03"

typedef struct {
  ArcTestTeam *team;
  char *shares[SHARES]; /* of Ben, oldest first */
  GtkWidget *page;      /* Ada's */
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_team_new ();
  for (int i = 0; i < SHARES; i++) {
    g_autofree char *entry_id = arc_test_team_write (&fixture->team->ben);

    fixture->shares[i] = arc_test_team_share (fixture->team, &fixture->team->ben, entry_id,
                                              ARC_PART_ALL, ARC_AUDIENCE_TEAM);
  }
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  fixture->page = arc_team_page_new (fixture->team->ada.service, fixture->team->team_id);
  fixture->window = arc_test_show (fixture->page, 1000, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ada.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  arc_test_team_free (fixture->team);
  for (int i = 0; i < SHARES; i++)
    g_free (fixture->shares[i]);
}

static gpointer
count_unread_func (ArcJournal *journal, gpointer team_id, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (arc_journal_count_unread_shares (journal, team_id));
}

static guint
count_unread (Fixture *fixture)
{
  return GPOINTER_TO_UINT (
      arc_test_call (fixture->team->ada.service, count_unread_func, fixture->team->team_id));
}

static void
show_view (Fixture *fixture, const char *name)
{
  GtkWidget *stack = arc_test_child (fixture->page, ARC_TYPE_TEAM_PAGE, "view_stack");

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), name);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return arc_test_find (fixture->page, arc_test_shows_text, text) != NULL;
}

static gboolean
is_pressed (Fixture *fixture, const char *label)
{
  GtkWidget *button = arc_test_find (fixture->page, arc_test_is_button, label);

  return button != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

/* ---- the review --------------------------------------------------------------------------- */

/* Everything new comes once, by the button and by keys, and it ends. */
static void
test_review (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_unread (fixture), ==, SHARES);
  arc_test_click (fixture->page, "_Review 3 New");
  arc_test_wait_for (fixture->page, arc_test_shows_text, "It took the whole plum afternoon.");
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 1);
  arc_test_click (fixture->page, "_Next");
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 2);
  g_assert_true (arc_test_press (arc_test_find (fixture->page, arc_test_is_button, "_Next"),
                                 "<Control>Return"));
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == 0);
  arc_test_click (fixture->page, "_Next");
  arc_test_wait_for (fixture->page, arc_test_shows_text, "All read");
  /* Nothing is new, so there is nothing to review. */
  arc_test_wait_gone (fixture->page, arc_test_is_button, "_Next");
  arc_test_click (fixture->page, "_Back to the List");
  arc_test_wait_gone (fixture->page, arc_test_shows_text, "All read");
  /* What was reviewed is nobody's business: not a post more than before. */
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER), ==, 0);
}

static void
test_back_in_a_review (Fixture *fixture, gconstpointer data)
{
  GtkWidget *previous = NULL;

  arc_test_click (fixture->page, "_Review 3 New");
  previous = arc_test_wait_for (fixture->page, arc_test_is_button, "Previous (P)");
  g_assert_false (gtk_widget_get_sensitive (previous));
  arc_test_wait_for (fixture->page, arc_test_shows_text, "Quince title");
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 1);
  arc_test_click (fixture->page, "_Next");
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_sensitive (previous));
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 2);
  arc_test_click (fixture->page, "Previous (P)");
  ARC_TEST_WAIT_UNTIL (!gtk_widget_get_sensitive (previous));
  /* Ending it early leaves the rest new. */
  g_assert_true (arc_test_press (previous, "Escape"));
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 1 New");
}

/* Once, and not again after it was said. */
static void
test_says_once_what_is_private (Fixture *fixture, gconstpointer data)
{
  arc_test_click (fixture->page, "_Review 3 New");
  arc_test_click (fixture->page, "_Got It");
  arc_test_wait_gone (fixture->page, arc_test_is_button, "_Got It");
  arc_test_click (fixture->page, "_Next");
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 2);
  g_assert_null (arc_test_find (fixture->page, arc_test_is_button, "_Got It"));
}

/* ---- answers ------------------------------------------------------------------------------ */

static void
read_first (Fixture *fixture)
{
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  gtk_widget_activate_action (fixture->page, "shared.show", "s", fixture->shares[0]);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "It took the whole plum afternoon.");
}

static void
test_thanks_and_undo (Fixture *fixture, gconstpointer data)
{
  read_first (fixture);
  arc_test_click (fixture->page, "_Thanks");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER) == 1);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "You said thanks");
  g_assert_true (is_pressed (fixture, "_Thanks"));
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER) == 0);
  ARC_TEST_WAIT_UNTIL (!is_pressed (fixture, "_Thanks"));
}

static void
type_suggestion (Fixture *fixture, const char *text)
{
  GtkWidget *field = arc_test_wait_for (fixture->page, arc_test_is_type, "ArcLineView");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), text, -1);
}

static char *
dup_suggestion (Fixture *fixture)
{
  GtkWidget *field = arc_test_wait_for (fixture->page, arc_test_is_type, "ArcLineView");
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* A row that leads to an entry can only be used where there is a window that shows it. */
static GtkWidget *
show_news (GtkWidget *news)
{
  GtkWidget *window = arc_test_show (news, 600, 500);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show-entry", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  arc_team_news_refresh (ARC_TEAM_NEWS (news));
  return window;
}

/* The writer gets it, is told, and can put it away. */
static void
test_suggestion (Fixture *fixture, gconstpointer data)
{
  GtkWidget *news = NULL;
  GtkWidget *window = NULL;

  read_first (fixture);
  type_suggestion (fixture, "Ask Piet <first> & soon.");
  g_assert_true (arc_test_press (arc_test_find (fixture->page, arc_test_is_button, "_Send"),
                                 "<Control>Return"));
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER) == 1);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "You suggested");
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ben, ARC_POST_ANSWER), ==, 1);

  news = arc_team_news_new (fixture->team->ben.service);
  window = show_news (news);
  arc_test_wait_for (news, arc_test_is_label, "Ada Weber suggested something on “Quince title”");
  arc_test_wait_for (news, arc_test_is_label, "Ask Piet <first> & soon.");
  arc_test_click (news, "Noted");
  /* After the write that the click asked for. */
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ben, ARC_POST_ANSWER), ==, 1);
  arc_team_news_refresh (ARC_TEAM_NEWS (news));
  arc_test_wait_gone (window, arc_test_is_label, "From your team");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

/* What was typed to one share is not sent to another, and is there again. */
static void
test_suggestion_stays_with_its_share (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;

  read_first (fixture);
  type_suggestion (fixture, "half a sugg");
  gtk_widget_activate_action (fixture->page, "shared.show", "s", fixture->shares[1]);
  ARC_TEST_WAIT_UNTIL (count_unread (fixture) == SHARES - 2);
  arc_test_settle ();
  other = dup_suggestion (fixture);
  g_assert_cmpstr (other, ==, "");
  gtk_widget_activate_action (fixture->page, "shared.show", "s", fixture->shares[0]);
  for (g_autofree char *text = NULL; g_strcmp0 (text, "half a sugg") != 0;) {
    g_clear_pointer (&text, g_free);
    arc_test_settle ();
    text = dup_suggestion (fixture);
  }
  again = dup_suggestion (fixture);
  g_assert_cmpstr (again, ==, "half a sugg");
}

static gboolean
says (GtkWidget *reader, const char *text)
{
  GtkWidget *field = arc_test_find (reader, arc_test_is_type, "ArcLineView");
  GtkTextIter start, end;
  GtkTextBuffer *buffer = NULL;
  g_autofree char *typed = NULL;

  if (field == NULL)
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  typed = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return g_str_equal (typed, text);
}

static gpointer
dup_kept_func (ArcJournal *journal, gpointer ids, GCancellable *cancellable, GError **error)
{
  return arc_journal_dup_suggestion (journal, ((char **) ids)[0], ((char **) ids)[1]);
}

static gboolean
is_kept (ArcJournalService *service, Fixture *fixture, const char *text)
{
  char *ids[] = {fixture->team->team_id, fixture->shares[0]};
  g_autofree char *kept = arc_test_call (service, dup_kept_func, ids);

  return g_str_equal (kept, text);
}

/* What was typed outlives the program, without anything said to it; sent, it is gone. */
static void
test_suggestion_outlives (Fixture *fixture, gconstpointer data)
{
  ArcJournalService *other = arc_test_service (fixture->team->ada.path);
  GtkWidget *reader = NULL;
  GtkWidget *window = NULL;
  gboolean stops = FALSE;

  read_first (fixture);
  type_suggestion (fixture, "half a sugg");
  /* Neither closed nor flushed: as after a kill. */
  ARC_TEST_WAIT_UNTIL (is_kept (other, fixture, "half a sugg"));
  reader = arc_share_reader_new ();
  window = arc_test_show (reader, 600, 500);
  arc_share_reader_set_service (ARC_SHARE_READER (reader), other);
  arc_share_reader_show (ARC_SHARE_READER (reader), fixture->shares[0]);
  ARC_TEST_WAIT_UNTIL (says (reader, "half a sugg"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER), ==, 0);

  /* A window that closes does not wait for the moment. */
  type_suggestion (fixture, "all of it");
  g_signal_emit_by_name (fixture->window, "close-request", &stops);
  g_assert_true (is_kept (fixture->team->ada.service, fixture, "all of it"));
  g_clear_object (&other);
}

static void
test_suggestion_sent (Fixture *fixture, gconstpointer data)
{
  read_first (fixture);
  type_suggestion (fixture, "whole");
  ARC_TEST_WAIT_UNTIL (is_kept (fixture->team->ada.service, fixture, "whole"));
  arc_test_click (fixture->page, "_Send");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_ANSWER) == 1);
  ARC_TEST_WAIT_UNTIL (is_kept (fixture->team->ada.service, fixture, ""));
}

/* What is taken back while it is read goes from the screen. */
static gpointer
revoke_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *ids = data;

  return GINT_TO_POINTER (arc_journal_revoke_post (journal, ids[0], ids[1], error));
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  const char *ids[] = {fixture->team->team_id, fixture->shares[0]};

  read_first (fixture);
  arc_test_call (fixture->team->ben.service, revoke_func, ids);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "It was taken back");
  g_assert_false (shows (fixture, "It took the whole plum afternoon."));
}

/* ---- commitments, barriers, focus --------------------------------------------------------- */

static void
test_commitments (Fixture *fixture, gconstpointer data)
{
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  show_view (fixture, "commitments");
  arc_test_wait_for (fixture->page, arc_test_is_label, "Start: log the pear call");
  g_assert_true (shows (fixture, "Ben Ito"));
}

static void
test_barrier_is_taken_on (Fixture *fixture, gconstpointer data)
{
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  show_view (fixture, "barriers");
  arc_test_wait_for (fixture->page, arc_test_is_label, "no rights in the apricot system");
  g_assert_true (shows (fixture, "Nobody owns these yet"));
  arc_test_click (fixture->page, "I’ll _Own This");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ada, ARC_POST_BARRIER) == 1);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "You own this");
  /* And back. */
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_gone (fixture->page, arc_test_shows_text, "You own this");
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = id != NULL;
}

static gpointer
find_barrier_func (ArcJournal *journal, gpointer share_id, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) states = arc_journal_load_post (journal, share_id, error);
  const ArcPosted *posted = states->pdata[0];

  return g_strdup (((const ArcBarrier *) posted->share->loop->barriers->pdata[0])->id);
}

static void
own (ArcTestPerson *person, const char *share_id, const char *barrier_id)
{
  ArcBarrierTurn *turn = arc_barrier_turn_new (barrier_id);
  gboolean done = FALSE;

  g_free (turn->owner);
  turn->owner = g_strdup (person->me);
  turn->state = ARC_BARRIER_BEING_REMOVED;
  arc_team_job_turn_barrier (arc_team_sync_get (person->service), share_id, turn, NULL, turned_cb,
                             &done);
  arc_barrier_turn_free (turn);
  ARC_TEST_WAIT_UNTIL (done);
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (person));
}

/* Two who took it on without knowing of each other are both shown. */
static void
test_two_owners (Fixture *fixture, gconstpointer data)
{
  g_autofree char *barrier_id =
      arc_test_call (fixture->team->ada.service, find_barrier_func, fixture->shares[2]);

  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  own (&fixture->team->ada, fixture->shares[2], barrier_id);
  own (&fixture->team->ben, fixture->shares[2], barrier_id);
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ben.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ben));
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  gtk_widget_activate_action (fixture->page, "shared.show", "s", fixture->shares[2]);
  arc_test_wait_for (fixture->page, arc_test_shows_text, "You own this");
  arc_test_wait_for (fixture->page, arc_test_shows_text, "Ben Ito owns this");
  g_assert_true (shows (fixture, "twice at the same time"));
}

static ArcTeamAim *
aim_new (guint n_asked, guint group_size)
{
  ArcTeamAim *aim = g_new0 (ArcTeamAim, 1);

  aim->post_id = g_strdup ("post");
  aim->team_id = g_strdup ("team");
  aim->team_name = g_strdup ("Sales");
  aim->author_name = g_strdup ("Ada");
  aim->focus = arc_team_focus_new ("log each call");
  aim->replies = g_ptr_array_new ();
  aim->asked = g_ptr_array_new_with_free_func (g_free);
  aim->n_asked = n_asked;
  aim->n_yes = 2;
  aim->has_figures = n_asked >= group_size;
  return aim;
}

static gboolean
tells_figures (ArcJournalService *service, guint n_asked)
{
  g_autoptr (ArcTeamAim) aim = aim_new (n_asked, ARC_GROUP_SIZE_DEFAULT);
  GtkWidget *card = arc_focus_card_new (service, aim, (ArcDay){2026, 11, 22}, FALSE, TRUE);
  GtkWidget *window = arc_test_show (card, 400, 400);
  gboolean found = FALSE;

  arc_test_wait_for (card, arc_test_is_label, "log each call");
  found = arc_test_find (card, arc_test_shows_text, "said yes") != NULL;
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  return found;
}

/* Below the minimum group size no figure about people. */
static void
test_figures_of_a_focus (Fixture *fixture, gconstpointer data)
{
  g_assert_false (tells_figures (fixture->team->ada.service, ARC_GROUP_SIZE_DEFAULT - 1));
  g_assert_true (tells_figures (fixture->team->ada.service, ARC_GROUP_SIZE_DEFAULT));
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *news = NULL;
  GtkWidget *window = NULL;

  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  show_view (fixture, "focus");
  arc_test_click (fixture->page, "_Ask for a Focus");
  dialog = arc_test_wait_window ("ArcFocusDialog");
  /* Whoever has the keyboard alone writes at once. */
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)),
                              arc_test_child (dialog, G_OBJECT_TYPE (dialog), "behaviour_row")));
  g_assert_false (
      gtk_widget_get_sensitive (arc_test_find (dialog, arc_test_is_button, "_Ask the Team")));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (
                             dialog, g_type_from_name ("ArcFocusDialog"), "behaviour_row")),
                         "Log each call");
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (
                             dialog, g_type_from_name ("ArcFocusDialog"), "measure_row")),
                         "a colleague could answer");
  arc_test_click (dialog, "_Ask the Team");
  arc_test_wait_for (fixture->page, arc_test_is_label, "Log each call");
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);

  news = arc_team_news_new (fixture->team->ben.service);
  window = show_news (news);
  arc_test_wait_for (news, arc_test_is_label, "Ada Weber asks Sales");
  arc_test_click (news, "_Yes, I Will");
  ARC_TEST_WAIT_UNTIL (arc_test_team_count_posts (&fixture->team->ben, ARC_POST_FOCUS_REPLY) == 1);
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ben));
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ben.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ben));
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  /* Named replies are shown at any size of the team, figures are not. */
  arc_test_wait_for (fixture->page, arc_test_is_label, "Ben Ito: yes");
  g_assert_false (shows (fixture, "said yes"));
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

/* ---- being removed ------------------------------------------------------------------------ */

static gpointer
remove_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArcTestTeam *team = data;

  return GINT_TO_POINTER (
      arc_team_module_get (error)->remove (journal, team->team_id, team->ben.me, error));
}

/* Who was removed is told what is still there and how it goes, and is called to nothing. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  ArcTestTeam *team = fixture->team;
  g_autofree char *entry_id = arc_test_team_write (&team->ada);
  g_autofree char *share_id =
      arc_test_team_share (team, &team->ada, entry_id, ARC_PART_ALL, ARC_AUDIENCE_TEAM);
  GtkWidget *page, *window;
  guint windows;

  arc_test_team_sync (&team->ada);
  arc_test_team_sync (&team->ben);
  g_assert_cmpuint (
      GPOINTER_TO_UINT (arc_test_call (team->ben.service, count_unread_func, team->team_id)), ==,
      1);
  arc_test_call (team->ada.service, remove_func, team);
  arc_test_team_sync (&team->ada);
  arc_test_team_sync (&team->ben);
  g_assert_cmpuint (arc_test_team_count_posts (&team->ben, ARC_POST_SHARE), >, 0);
  g_assert_cmpuint (
      GPOINTER_TO_UINT (arc_test_call (team->ben.service, count_unread_func, team->team_id)), ==,
      0);
  page = arc_team_page_new (team->ben.service, team->team_id);
  window = arc_test_show (page, 1000, 700);
  arc_test_wait_for (page, arc_test_shows_text, "stays in this journal until you leave the team");
  g_assert_nonnull (arc_test_find (page, arc_test_is_button, "_Leave the Team…"));
  /* Nobody could be asked for anything. */
  windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  gtk_widget_activate_action (page, "team.focus", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, windows);
  arc_team_sync_stop (arc_team_sync_get (team->ben.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&team->ben));
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

/* ---- going first, the sidebar, the start -------------------------------------------------- */

static void
test_going_first (Fixture *fixture, gconstpointer data)
{
  arc_test_wait_for (fixture->page, arc_test_is_label, "Would you go first?");
  arc_test_click (fixture->page, "Do not offer this again");
  arc_test_wait_gone (fixture->page, arc_test_is_label, "Would you go first?");
  /* It is remembered. */
  gtk_widget_set_visible (fixture->page, FALSE);
  gtk_widget_set_visible (fixture->page, TRUE);
  arc_test_wait_for (fixture->page, arc_test_is_button, "_Review 3 New");
  arc_test_settle ();
  g_assert_false (shows (fixture, "Would you go first?"));
}

static void
test_sidebar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = arc_test_show (list, 300, 300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = g_strconcat (ARC_TEAM_PAGE_PREFIX, fixture->team->team_id, NULL);

  arc_team_rows_watch (GTK_LIST_BOX (list), fixture->team->ada.service, cancellable);
  arc_test_wait_for (list, arc_test_is_label, "Sales");
  arc_test_wait_for (list, arc_test_is_label, "3");
  g_assert_cmpstr (arc_team_rows_get_first (GTK_LIST_BOX (list)), ==, name);
  gtk_widget_activate_action (fixture->page, "shared.show", "s", fixture->shares[0]);
  arc_test_wait_for (list, arc_test_is_label, "2");
  g_cancellable_cancel (cancellable);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_start_page (void)
{
  g_autofree char *path = arc_test_journal_path ();
  ArcJournalService *service = arc_test_service (path);
  GtkWidget *page = arc_team_start_page_new (service);
  GtkWidget *window = arc_test_show (page, 360, 600);

  arc_test_wait_for (page, arc_test_is_button, "_Make a Team in a Folder");
  arc_test_wait_for (page, arc_test_is_button, "_Join a Team");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_service_end (service);
}

/* ---- many --------------------------------------------------------------------------------- */

static gpointer
add_many_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcTeam) team = arc_team_new (MANY_TEAM, "Large");
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);

  g_free (team->me);
  team->me = g_strdup (MANY_ME);
  team->state = ARC_MEMBER_IN;
  g_ptr_array_add (members, arc_member_new (MANY_ME, "Me"));
  g_ptr_array_add (members, arc_member_new (MANY_OTHER, "Other"));
  for (guint i = 0; i < members->len; i++)
    ((ArcMember *) members->pdata[i])->state = ARC_MEMBER_IN;
  g_assert_true (arc_journal_save_team (journal, team, error));
  g_assert_true (arc_journal_set_members (journal, MANY_TEAM, members, error));
  for (guint i = 0; i < MANY_SHARES; i += 500) {
    g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

    for (guint j = 0; j < 500; j++) {
      ArcPost *post = arc_post_new (ARC_POST_SHARE, MANY_OTHER);
      ArcShare *share = arc_share_new ();

      share->parts = ARC_PART_ACTION;
      share->day = arc_day_add ((ArcDay){2026, 1, 1}, (int) ((i + j) % 300));
      arc_entry_set_section (share->entry, ARC_SECTION_ACTION, "Did a thing.");
      g_free (post->body);
      post->body = g_strdup ("{}");
      g_ptr_array_add (batch->posts, post);
      g_ptr_array_add (batch->shares, share);
    }
    g_assert_true (arc_journal_apply_posts (journal, MANY_TEAM, batch, NULL, error));
  }
  return GINT_TO_POINTER (TRUE);
}

/* The list reads as far as somebody looks, whatever there is. */
static void
test_many (void)
{
  g_autofree char *path = arc_test_journal_path ();
  ArcJournalService *service = arc_test_service (path);
  g_autoptr (ArcShareList) list = arc_share_list_new (service);
  g_autoptr (ArcShareQuery) query = arc_share_query_new (MANY_TEAM);
  GListModel *model = G_LIST_MODEL (list);
  guint before = 0;

  g_assert_nonnull (arc_test_call (service, add_many_func, NULL));
  arc_share_list_set_query (list, query);
  ARC_TEST_WAIT_UNTIL (!arc_share_list_is_loading (list));
  before = g_list_model_get_n_items (model);
  g_assert_cmpuint (before, >, 0);
  g_assert_cmpuint (before, <, MANY_SHARES / 10);
  /* Looking at the end reads on. */
  g_object_unref (g_list_model_get_item (model, before - 1));
  ARC_TEST_WAIT_UNTIL (g_list_model_get_n_items (model) > before);
  for (guint i = 1; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (ArcShareItem) above = g_list_model_get_item (model, i - 1);
    g_autoptr (ArcShareItem) below = g_list_model_get_item (model, i);

    g_assert_cmpint (arc_share_item_get_head (above)->position, >,
                     arc_share_item_get_head (below)->position);
    if (i > 2 * before)
      break;
  }
  g_clear_object (&list);
  arc_test_service_end (service);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/team-page/review", test_review);
  ADD ("/team-page/review/back", test_back_in_a_review);
  ADD ("/team-page/review/private", test_says_once_what_is_private);
  ADD ("/team-page/answer/thanks", test_thanks_and_undo);
  ADD ("/team-page/answer/suggestion", test_suggestion);
  ADD ("/team-page/answer/suggestion-stays", test_suggestion_stays_with_its_share);
  ADD ("/team-page/answer/suggestion-outlives", test_suggestion_outlives);
  ADD ("/team-page/answer/suggestion-sent", test_suggestion_sent);
  ADD ("/team-page/taken-back", test_taken_back);
  ADD ("/team-page/commitments", test_commitments);
  ADD ("/team-page/barriers/own", test_barrier_is_taken_on);
  ADD ("/team-page/barriers/two", test_two_owners);
  ADD ("/team-page/focus/figures", test_figures_of_a_focus);
  ADD ("/team-page/focus", test_focus);
  ADD ("/team-page/removed", test_removed);
  ADD ("/team-page/going-first", test_going_first);
  ADD ("/team-page/sidebar", test_sidebar);
#undef ADD
  g_test_add_func ("/team-page/start", test_start_page);
  g_test_add_func ("/team-page/many", test_many);

  return g_test_run ();
}
