/* Teams in the window: making and joining one, its members, what the list and the reader say, and
 * that it all comes by itself while the window is open. Two people who meet in a folder. */
#include "arc-journal-loop.h"
#include "arc-journal-page.h"
#include "arc-member-row.h"
#include "arc-reader.h"
#include "arc-share-open.h"
#include "arc-shared-entries.h"
#include "arc-team-jobs.h"
#include "arc-team-members-dialog.h"
#include "arc-team-start-dialog.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  ArcTestTeam *team;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
stop (ArcTestPerson *person)
{
  arc_team_sync_stop (arc_team_sync_get (person->service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (person));
}

static void
start (ArcTestPerson *person)
{
  arc_team_sync_start (arc_team_sync_get (person->service));
}

static void
show_page (Fixture *fixture)
{
  fixture->page = adw_bin_new ();
  fixture->window = arc_test_show (fixture->page, 900, 700);
}

static void
set_up_people (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_people_new ();
  show_page (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_team_new ();
  show_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (&fixture->team->ada);
  stop (&fixture->team->ben);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  arc_test_team_free (fixture->team);
}

/* ---- making, joining, accepting ---- */

static const char *
get_page (GtkWidget *dialog)
{
  GtkWidget *stack = arc_test_child (dialog, ARC_TYPE_TEAM_START_DIALOG, "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static GtkWidget *
start_team (Fixture *fixture, ArcTestPerson *person, ArcTeamStart what, const char *name)
{
  GtkWidget *dialog =
      arc_team_start_dialog_new (GTK_WINDOW (fixture->window), person->service, what);
  GtkWidget *button = arc_test_child (dialog, ARC_TYPE_TEAM_START_DIALOG, "start_button");
  GtkWidget *me = arc_test_child (dialog, ARC_TYPE_TEAM_START_DIALOG, "me_row");
  GtkWidget *team = arc_test_child (dialog, ARC_TYPE_TEAM_START_DIALOG, "team_row");

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (me), name);
  g_assert_false (gtk_widget_is_sensitive (button));
  arc_team_start_dialog_set_folder (ARC_TEAM_START_DIALOG (dialog), fixture->team->folder);
  if (what == ARC_TEAM_START_CREATE) {
    g_assert_false (gtk_widget_is_sensitive (button));
    gtk_editable_set_text (GTK_EDITABLE (team), "   ");
    g_assert_false (gtk_widget_is_sensitive (button));
    gtk_editable_set_text (GTK_EDITABLE (team), "Sales <&>");
  }
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  ARC_TEST_WAIT_UNTIL (g_strcmp0 (get_page (dialog), "done") == 0);
  return dialog;
}

static gboolean
is_member_row (GtkWidget *widget, const char *title)
{
  return ARC_IS_MEMBER_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static guint
count_members (Fixture *fixture, ArcMemberState state)
{
  g_autoptr (GPtrArray) members = arc_test_team_list_members (fixture->team, &fixture->team->ben);
  guint count = 0;

  for (guint i = 0; i < members->len; i++)
    if (((const ArcMember *) members->pdata[i])->state == state)
      count++;
  return count;
}

static gpointer
find_team_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, NULL, error);

  return team != NULL ? g_strdup (team->id) : NULL;
}

static void
test_make_and_join (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *row = NULL;

  dialog = start_team (fixture, &fixture->team->ada, ARC_TEAM_START_CREATE, "Ada Weber");
  arc_test_wait_for (dialog, arc_test_shows_text, "Sales <&> is ready");
  arc_test_wait_for (dialog, arc_test_shows_text, "your keys are in a file beside the journal");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture->team->team_id = arc_test_call (fixture->team->ada.service, find_team_func, NULL);

  /* Ada's window is open, and Ben asks on his computer: she sees it without doing anything. */
  start (&fixture->team->ada);
  ARC_TEST_WAIT_UNTIL (
      arc_team_sync_get_has_teams (arc_team_sync_get (fixture->team->ada.service)));
  ARC_TEST_WAIT_UNTIL (
      arc_team_sync_get_result (arc_team_sync_get (fixture->team->ada.service))->ended_us > 0);
  dialog = start_team (fixture, &fixture->team->ben, ARC_TEAM_START_JOIN, "Ben Ito");
  arc_test_wait_for (dialog, arc_test_shows_text, "You asked to join Sales <&>");
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = arc_team_members_dialog_new (GTK_WINDOW (fixture->window), fixture->team->ada.service,
                                        fixture->team->team_id);
  gtk_window_present (GTK_WINDOW (dialog));
  row = arc_test_wait_for (dialog, is_member_row, "Ben Ito wants to join");
  g_assert_cmpuint (strlen (arc_member_row_get_member (ARC_MEMBER_ROW (row))->fingerprint), ==,
                    6 * 5 + 5);

  /* One click, and Ben is in once both have synced. */
  start (&fixture->team->ben);
  arc_test_click (dialog, "_Accept");
  arc_test_wait_for (dialog, is_member_row, "Ben Ito");
  ARC_TEST_WAIT_UNTIL (count_members (fixture, ARC_MEMBER_IN) == 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- members ---- */

static void
find_ben (Fixture *fixture, ArcMember **ben)
{
  g_autoptr (GPtrArray) members = arc_test_team_list_members (fixture->team, &fixture->team->ada);

  for (guint i = 0; i < members->len; i++)
    if (g_str_equal (((const ArcMember *) members->pdata[i])->id, fixture->team->ben.me))
      *ben = arc_member_copy (members->pdata[i]);
}

static gboolean
ben_is (Fixture *fixture, ArcMemberState state, ArcRoles roles)
{
  g_autoptr (ArcMember) ben = NULL;

  find_ben (fixture, &ben);
  return ben != NULL && ben->state == state && ben->roles == roles;
}

static gboolean
is_action_row (GtkWidget *widget, const char *title)
{
  return ADW_IS_ACTION_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = arc_team_members_dialog_new (
      GTK_WINDOW (fixture->window), fixture->team->ada.service, fixture->team->team_id);
  GtkWidget *row = NULL;
  GtkWidget *question = NULL;

  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_wait_for (dialog, is_member_row, "Ada Weber (you)");
  row = arc_test_wait_for (dialog, is_member_row, "Ben Ito");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  adw_action_row_activate (ADW_ACTION_ROW (arc_test_wait_for (row, is_action_row, "Manager")));
  ARC_TEST_WAIT_UNTIL (ben_is (fixture, ARC_MEMBER_IN, ARC_ROLE_MANAGER));

  /* Removing is asked for once more: it cannot be undone. */
  ARC_TEST_WAIT_UNTIL ((row = arc_test_find (dialog, is_member_row, "Ben Ito")) != NULL &&
                       arc_member_row_get_member (ARC_MEMBER_ROW (row))->roles == ARC_ROLE_MANAGER);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  arc_test_click (row, "_Remove…");
  question = arc_test_wait_window ("AdwMessageDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  ARC_TEST_WAIT_UNTIL (ben_is (fixture, ARC_MEMBER_REMOVED, 0) ||
                       ben_is (fixture, ARC_MEMBER_REMOVED, ARC_ROLE_MANAGER));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_member_cannot (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = arc_team_members_dialog_new (
      GTK_WINDOW (fixture->window), fixture->team->ben.service, fixture->team->team_id);
  GtkWidget *row = NULL;

  gtk_window_present (GTK_WINDOW (dialog));
  row = arc_test_wait_for (dialog, is_member_row, "Ada Weber");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_null (arc_test_find (row, is_action_row, "Manager"));
  g_assert_null (arc_test_find (row, arc_test_is_button, "_Remove…"));
  g_assert_false (
      gtk_widget_is_sensitive (arc_test_child (dialog, ARC_TYPE_TEAM_MEMBERS_DIALOG, "size_row")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
has_teams_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_has_teams (journal));
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = arc_team_members_dialog_new (
      GTK_WINDOW (fixture->window), fixture->team->ben.service, fixture->team->team_id);
  GtkWidget *question = NULL;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_wait_for (dialog, is_member_row, "Ben Ito (you)");
  arc_test_click (dialog, "_Leave the Team…");
  question = arc_test_wait_window ("AdwMessageDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "cancel");
  arc_test_settle ();
  g_assert_true (arc_test_call (fixture->team->ben.service, has_teams_func, NULL));
  arc_test_click (dialog, "_Leave the Team…");
  question = arc_test_wait_window ("AdwMessageDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  ARC_TEST_WAIT_UNTIL (!arc_test_call (fixture->team->ben.service, has_teams_func, NULL));
  ARC_TEST_WAIT_UNTIL (dialog == NULL || !gtk_widget_get_visible (dialog));
  /* It may go later than this variable. */
  g_clear_weak_pointer (&dialog);
}

static GtkWidget *
find_question (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window) &&
        g_str_equal (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading))
      return window;
  }
  return NULL;
}

/* The folder is gone: leaving says so, and offers to forget the team in this journal. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->team->folder, "-away", NULL);
  GtkWidget *dialog = arc_team_members_dialog_new (
      GTK_WINDOW (fixture->window), fixture->team->ben.service, fixture->team->team_id);
  GtkWidget *question = NULL;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_wait_for (dialog, is_member_row, "Ben Ito (you)");
  g_assert_cmpint (g_rename (fixture->team->folder, away), ==, 0);
  arc_test_click (dialog, "_Leave the Team…");
  question = arc_test_wait_window ("AdwMessageDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  ARC_TEST_WAIT_UNTIL ((question = find_question ("The Team Could Not Be Left")) != NULL);
  g_assert_true (arc_test_call (fixture->team->ben.service, has_teams_func, NULL));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  ARC_TEST_WAIT_UNTIL (!arc_test_call (fixture->team->ben.service, has_teams_func, NULL));
  ARC_TEST_WAIT_UNTIL (dialog == NULL || !gtk_widget_get_visible (dialog));
  /* It may go later than this variable. */
  g_clear_weak_pointer (&dialog);
  g_assert_cmpint (g_rename (away, fixture->team->folder), ==, 0);
}

/* ---- list and reader ---- */

static char *
dup_mark (Fixture *fixture, const char *entry_id)
{
  return arc_shared_entries_dup_note (arc_shared_entries_get (fixture->team->ada.service),
                                      entry_id);
}

static gboolean
has_mark (Fixture *fixture, const char *entry_id, const char *expected)
{
  g_autofree char *mark = dup_mark (fixture, entry_id);

  return g_strcmp0 (mark, expected) == 0;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  GtkWidget *page = arc_journal_page_new (fixture->team->ada.service);
  g_autofree char *share_id = NULL;

  adw_bin_set_child (ADW_BIN (fixture->page), page);
  arc_test_wait_for (page, arc_test_is_label, "Quince title");
  g_assert_true (has_mark (fixture, entry_id, NULL));
  share_id = arc_test_team_share (fixture->team, &fixture->team->ada, entry_id,
                                  ARC_PART_ACTION | ARC_PART_CHANGE, ARC_AUDIENCE_TEAM);
  ARC_TEST_WAIT_UNTIL (has_mark (fixture, entry_id, "Shared with Sales: Action, Change"));
  adw_bin_set_child (ADW_BIN (fixture->page), NULL);
}

static GtkWidget *
show_reader (Fixture *fixture, const char *entry_id)
{
  GtkWidget *reader = arc_reader_new ();

  arc_reader_set_service (ARC_READER (reader), fixture->team->ada.service);
  adw_bin_set_child (ADW_BIN (fixture->page), reader);
  arc_reader_show (ARC_READER (reader), entry_id, NULL);
  arc_test_wait_for (reader, arc_test_is_label, "Quince title");
  return reader;
}

static gpointer
count_commitments_func (ArcJournal *journal, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (journal, id, error);

  return GUINT_TO_POINTER (loop->commitments->len);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  GtkWidget *reader = show_reader (fixture, entry_id);
  g_autofree char *share_id = NULL;

  g_assert_null (arc_test_find (reader, arc_test_is_label, "Shared with Sales"));
  share_id = arc_test_team_share (fixture->team, &fixture->team->ada, entry_id, ARC_PART_REFLECTION,
                                  ARC_AUDIENCE_TEAM);
  arc_test_wait_for (reader, arc_test_is_label, "Shared with Sales");
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_answer (&fixture->team->ben, share_id, ARC_ANSWER_SUGGESTION,
                        "Keep a <grape> list");
  arc_test_team_answer (&fixture->team->ben, share_id, ARC_ANSWER_THANKS, "");
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);

  arc_test_wait_for (reader, arc_test_shows_text, "Ben Ito suggested");
  arc_test_wait_for (reader, arc_test_is_label, "Keep a <grape> list");
  arc_test_wait_for (reader, arc_test_shows_text, "Ben Ito said thanks");
  arc_test_click (reader, "Make It a _Commitment");
  ARC_TEST_WAIT_UNTIL (GPOINTER_TO_UINT (arc_test_call (fixture->team->ada.service,
                                                        count_commitments_func, entry_id)) == 2);
  arc_test_wait_for (reader, arc_test_shows_text, "Start: Keep a <grape> list");

  while (arc_test_find (reader, arc_test_is_button, "_Dismiss") != NULL) {
    guint before = 0;

    while (arc_test_find_nth (reader, arc_test_is_button, "_Dismiss", before) != NULL)
      before++;
    arc_test_click (reader, "_Dismiss");
    ARC_TEST_WAIT_UNTIL (arc_test_find_nth (reader, arc_test_is_button, "_Dismiss", before - 1) ==
                         NULL);
  }
  g_assert_null (arc_test_find (reader, arc_test_shows_text, "Ben Ito said thanks"));
  adw_bin_set_child (ADW_BIN (fixture->page), NULL);
}

typedef struct {
  gboolean is_done;
  char *id;
} Done;

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Done *done = user_data;
  g_autoptr (GError) error = NULL;

  done->id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);
  g_assert_no_error (error);
  done->is_done = TRUE;
}

static void
test_barrier (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  GtkWidget *reader = show_reader (fixture, entry_id);
  g_autofree char *share_id = arc_test_team_share (fixture->team, &fixture->team->ada, entry_id,
                                                   ARC_PART_REFLECTION, ARC_AUDIENCE_TEAM);
  g_autoptr (GPtrArray) bens = NULL;
  const ArcBarrier *barrier = NULL;
  ArcBarrierTurn *turn = NULL;
  Done done = {FALSE, NULL};

  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  bens = arc_test_team_list_shares (&fixture->team->ben);
  barrier = ((const ArcPosted *) bens->pdata[0])->share->loop->barriers->pdata[0];
  turn = arc_barrier_turn_new (barrier->id);
  g_free (turn->owner);
  turn->owner = g_strdup (fixture->team->ben.me);
  g_free (turn->next_step);
  turn->next_step = g_strdup ("asks the vendor");
  turn->state = ARC_BARRIER_BEING_REMOVED;
  arc_team_job_turn_barrier (arc_team_sync_get (fixture->team->ben.service), share_id, turn, NULL,
                             turned_cb, &done);
  arc_barrier_turn_free (turn);
  ARC_TEST_WAIT_UNTIL (done.is_done);
  g_assert_nonnull (done.id);
  g_free (done.id);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_team_sync (&fixture->team->ada);
  arc_test_wait_for (reader, arc_test_shows_text, "Ben Ito takes care of it · asks the vendor");
  adw_bin_set_child (ADW_BIN (fixture->page), NULL);
}

/* ---- searching what others shared ---- */

static void
choose_whose (GtkWidget *page, const char *label)
{
  GtkWidget *chip = arc_test_wait_for (page, arc_test_is_type, "ArcFilterChip");
  GtkWidget *button = arc_test_wait_for (chip, arc_test_is_type, "GtkMenuButton");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  arc_test_click (chip, label);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static gpointer
add_own_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  arc_entry_set_title (entry, "Medlar of my own");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Looked for the walnut tree.");
  return GINT_TO_POINTER (arc_journal_save_entry (journal, entry, NULL, NULL, error));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  g_autofree char *share_id =
      arc_test_team_share (fixture->team, &fixture->team->ada, entry_id,
                           ARC_PART_ACTION | ARC_PART_TITLE, ARC_AUDIENCE_TEAM);
  GtkWidget *page = NULL;
  GtkWidget *search = NULL;

  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  arc_test_call (fixture->team->ben.service, add_own_func, NULL);
  start (&fixture->team->ben);
  page = arc_journal_page_new (fixture->team->ben.service);
  adw_bin_set_child (ADW_BIN (fixture->page), page);
  arc_test_wait_for (page, arc_test_is_label, "Medlar of my own");
  arc_test_wait_for (page, arc_test_is_label, "Whose");
  g_assert_null (arc_test_find (page, arc_test_is_label, "Quince title"));

  choose_whose (page, "The team’s");
  arc_test_wait_for (page, arc_test_is_label, "Quince title");
  arc_test_wait_gone (page, arc_test_is_label, "Medlar of my own");
  choose_whose (page, "Both");
  arc_test_wait_for (page, arc_test_is_label, "Medlar of my own");
  arc_test_wait_for (page, arc_test_is_label, "Quince title");

  /* One search finds in both; what was not shared is not there to be found. */
  search = arc_test_child (page, ARC_TYPE_JOURNAL_PAGE, "search_entry");
  gtk_editable_set_text (GTK_EDITABLE (search), "list");
  arc_test_wait_gone (page, arc_test_is_label, "Medlar of my own");
  arc_test_wait_for (page, arc_test_is_label, "Quince title");
  gtk_editable_set_text (GTK_EDITABLE (search), "plum");
  arc_test_wait_for (page, arc_test_is_label, "Nothing found");
  gtk_editable_set_text (GTK_EDITABLE (search), "walnut");
  arc_test_wait_for (page, arc_test_is_label, "Medlar of my own");
  arc_test_wait_for (page, arc_test_is_label, "Quince title");
  adw_bin_set_child (ADW_BIN (fixture->page), NULL);
}

/* ---- by itself ---- */

static guint
count_shares (ArcTestPerson *person)
{
  g_autoptr (GPtrArray) shares = arc_test_team_list_shares (person);

  return shares->len;
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (arc_team_sync_flush_finish (ARC_TEAM_SYNC (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* What one shares is with the other, whose window is open, without anybody asking for it. */
static void
test_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  g_autofree char *share_id = NULL;
  gboolean is_flushed = FALSE;

  start (&fixture->team->ada);
  start (&fixture->team->ben);
  ARC_TEST_WAIT_UNTIL (
      arc_team_sync_get_result (arc_team_sync_get (fixture->team->ben.service))->ended_us > 0);
  share_id = arc_test_team_share (fixture->team, &fixture->team->ada, entry_id, ARC_PART_ACTION,
                                  ARC_AUDIENCE_TEAM);
  ARC_TEST_WAIT_UNTIL (count_shares (&fixture->team->ben) == 1);
  arc_team_sync_flush_async (arc_team_sync_get (fixture->team->ada.service), 5000, flushed_cb,
                             &is_flushed);
  ARC_TEST_WAIT_UNTIL (is_flushed);
}

/* Without a team nothing happens, and the module stays where it is. */
static void
test_without (Fixture *fixture, gconstpointer data)
{
  ArcTeamSync *sync = arc_team_sync_get (fixture->team->ada.service);
  g_autofree char *entry_id = NULL;
  g_autofree char *maps = NULL;

  start (&fixture->team->ada);
  entry_id = arc_test_team_write (&fixture->team->ada);
  arc_test_settle ();
  g_assert_false (arc_team_sync_get_has_teams (sync));
  g_assert_cmpint (arc_team_sync_get_result (sync)->ended_us, ==, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_null (strstr (maps, "arc-team.so"));
}

static gpointer
move_folder_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (journal, NULL, error);

  g_free (team->location);
  team->location = g_strdup (data);
  return GINT_TO_POINTER (arc_journal_save_team (journal, team, error));
}

/* A folder that is not there is a problem that is said, and tried again. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  ArcTeamSync *sync = arc_team_sync_get (fixture->team->ben.service);

  arc_test_call (fixture->team->ben.service, move_folder_func, (gpointer) "/nonexistent/folder");
  start (&fixture->team->ben);
  ARC_TEST_WAIT_UNTIL (arc_team_sync_get_state (sync) == ARC_TEAM_SYNC_PROBLEM);
  g_assert_nonnull (arc_team_sync_get_result (sync)->problem);
  arc_test_call (fixture->team->ben.service, move_folder_func, fixture->team->folder);
  arc_team_sync_request (sync);
  ARC_TEST_WAIT_UNTIL (arc_team_sync_get_state (sync) == ARC_TEAM_SYNC_IDLE);
  g_assert_null (arc_team_sync_get_result (sync)->problem);
}

/* (transfer full): a file of this name anywhere below @path. */
static char *
find_file (const char *path, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *one;

  while (dir != NULL && (one = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (path, one, NULL);
    char *found = NULL;

    if (g_str_equal (one, name))
      return g_steal_pointer (&inner);
    found = g_file_test (inner, G_FILE_TEST_IS_DIR) ? find_file (inner, name) : NULL;
    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Rubbish in the folder is one message, once; the window stays as it was. */
static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  ArcTeamSync *sync = arc_team_sync_get (fixture->team->ben.service);
  const ArcTeamSyncResult *result = arc_team_sync_get_result (sync);
  g_autofree char *entry_id = arc_test_team_write (&fixture->team->ada);
  g_autofree char *share_id = arc_test_team_share (fixture->team, &fixture->team->ada, entry_id,
                                                   ARC_PART_ACTION, ARC_AUDIENCE_TEAM);
  g_autofree char *folder =
      g_build_filename (fixture->team->folder, "members", fixture->team->ada.me, NULL);
  g_autofree char *manifest = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  arc_test_team_sync (&fixture->team->ada);
  manifest = find_file (folder, "manifest.arc");
  g_assert_nonnull (manifest);
  g_assert_true (g_file_get_contents (manifest, &text, &length, NULL));
  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (manifest, text, (gssize) length, NULL));
  start (&fixture->team->ben);
  ARC_TEST_WAIT_UNTIL (result->message != NULL);
  g_assert_cmpuint (result->set_aside, ==, 1);
  g_assert_null (result->problem);
  arc_team_sync_request (sync);
  ARC_TEST_WAIT_UNTIL (result->message == NULL);
}

/* ---- a file by e-mail ---- */

static void
test_strange_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->team->folder, "x.arcshare", NULL);
  GtkWidget *dialog = NULL;

  g_assert_true (arc_share_open_is_one (path));
  g_assert_true (arc_share_open_is_one ("/X.ARCSHARE"));
  g_assert_false (arc_share_open_is_one ("/x.jsonl"));
  g_assert_true (g_file_set_contents (path, "no share at all", -1, NULL));
  arc_share_open (GTK_WINDOW (fixture->window), fixture->team->ben.service, path);
  dialog = arc_test_wait_window ("AdwMessageDialog");
  arc_test_wait_for (dialog, arc_test_is_label, "This share cannot be read");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  arc_test_init (&argc, &argv);

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/team-window/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("without", set_up_people, test_without);
  ADD ("make-and-join", set_up_people, test_make_and_join);
  ADD ("members", set_up, test_members);
  ADD ("member-cannot", set_up, test_member_cannot);
  ADD ("leave", set_up, test_leave);
  ADD ("forget", set_up, test_forget);
  ADD ("list", set_up, test_list);
  ADD ("answers", set_up, test_answers);
  ADD ("barrier", set_up, test_barrier);
  ADD ("search", set_up, test_search);
  ADD ("by-itself", set_up, test_by_itself);
  ADD ("problem", set_up, test_problem);
  ADD ("set-aside", set_up, test_set_aside);
  ADD ("strange-file", set_up, test_strange_file);
  return g_test_run ();
}
