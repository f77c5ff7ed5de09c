/* Sharing an entry in the window: what is ticked goes out, nothing else; with two people who meet
 * in a folder. */
#include "arc-share-dialog.h"
#include "arc-share-draft.h"
#include "arc-share-form.h"
#include "arc-share-preview.h"
#include "arc-team-sync.h"
#include "team-helpers.h"
#include "window-helpers.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  ArcTestTeam *team;
  char *entry_id;
  GtkWidget *page; /* opens the dialog, and gets its toasts */
  GtkWidget *window;
  GtkWidget *dialog;
} Fixture;

static gboolean
has_form (GtkWidget *dialog)
{
  GtkWidget *stack = arc_test_child (dialog, ARC_TYPE_SHARE_DIALOG, "stack");

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "form") == 0;
}

static GtkWidget *
open_dialog (Fixture *fixture)
{
  GtkWidget *dialog =
      arc_share_dialog_new (fixture->page, fixture->team->ada.service, fixture->entry_id);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->team = arc_test_team_new ();
  fixture->entry_id = arc_test_team_write (&fixture->team->ada);
  fixture->page = adw_bin_new ();
  fixture->window = arc_test_show (fixture->page, 800, 600);
  open_dialog (fixture);
  ARC_TEST_WAIT_UNTIL (has_form (fixture->dialog));
  /* Wide enough for both panes. */
  ARC_TEST_WAIT_UNTIL (
      gtk_widget_get_mapped (arc_test_child (fixture->dialog, ARC_TYPE_SHARE_DIALOG, "preview")));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_team_sync_stop (arc_team_sync_get (fixture->team->ada.service));
  ARC_TEST_WAIT_UNTIL (arc_test_team_is_resting (&fixture->team->ada));
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_settle ();
  g_assert_null (fixture->dialog);
  arc_test_team_free (fixture->team);
  g_free (fixture->entry_id);
}

/* ---- finding ---- */

/* The switch or button whose row has this title. */
static gboolean
is_row (GtkWidget *widget, const char *title)
{
  return ADW_IS_ACTION_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  return arc_test_wait_for (fixture->dialog, is_row, title);
}

static GtkWidget *
find_control (Fixture *fixture, const char *title)
{
  return adw_action_row_get_activatable_widget (ADW_ACTION_ROW (find_row (fixture, title)));
}

static void
switch_on (Fixture *fixture, const char *title)
{
  adw_action_row_activate (ADW_ACTION_ROW (find_row (fixture, title)));
}

static GtkWidget *
child (Fixture *fixture, const char *id)
{
  return arc_test_child (fixture->dialog, ARC_TYPE_SHARE_DIALOG, id);
}

static gboolean
previews (Fixture *fixture, const char *text)
{
  return arc_test_find (child (fixture, "preview"), arc_test_shows_text, text) != NULL;
}

static ArcShareForm *
form (Fixture *fixture)
{
  return ARC_SHARE_FORM (child (fixture, "form"));
}

static gboolean
is_closed (Fixture *fixture)
{
  return fixture->dialog == NULL || !gtk_widget_get_visible (fixture->dialog);
}

/* What Ben has, once both have synced. */
static GPtrArray *
get_bens (Fixture *fixture)
{
  arc_test_team_sync (&fixture->team->ada);
  arc_test_team_sync (&fixture->team->ben);
  return arc_test_team_list_shares (&fixture->team->ben);
}

static guint
count_bens (Fixture *fixture)
{
  g_autoptr (GPtrArray) bens = get_bens (fixture);

  return bens->len;
}

static void
click_share (Fixture *fixture)
{
  GtkWidget *button = child (fixture, "share_button");

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  ARC_TEST_WAIT_UNTIL (is_closed (fixture));
}

/* ---- nothing by itself ---- */

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (form (fixture));
  g_autoptr (GPtrArray) bens = NULL;

  g_assert_true (arc_share_choice_is_empty (choice));
  g_assert_false (choice->quotable);
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "share_button")));
  ARC_TEST_WAIT_UNTIL (previews (fixture, "nobody sees anything"));
  g_assert_false (previews (fixture, "walnut"));

  /* To change one's mind costs nothing. */
  switch_on (fixture, "Action");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "share_button")));
  switch_on (fixture, "Action");
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "share_button")));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 0);
}

/* ---- the preview is what the reader gets ---- */

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  const ArcShareTeam *team = arc_share_form_get_team (form (fixture));
  g_autoptr (GPtrArray) bens = NULL;
  const ArcPosted *posted = NULL;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (arc_test_child (
                                   child (fixture, "form"), ARC_TYPE_SHARE_FORM, "whole_button")),
                               TRUE);
  arc_share_preview_set_as_manager (ARC_SHARE_PREVIEW (child (fixture, "preview")), FALSE);
  switch_on (fixture, "Reflection");
  ARC_TEST_WAIT_UNTIL (previews (fixture, "plum"));
  g_assert_false (previews (fixture, "walnut"));
  g_assert_false (previews (fixture, "Quince"));
  g_assert_false (previews (fixture, "pear"));
  switch_on (fixture, "log the pear call");
  ARC_TEST_WAIT_UNTIL (previews (fixture, "pear"));
  g_assert_false (previews (fixture, "apricot"));
  g_assert_cmpuint (team->mates->len, ==, 1);

  click_share (fixture);
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 1);
  posted = bens->pdata[0];
  g_assert_cmpint (posted->share->parts, ==, ARC_PART_REFLECTION);
  g_assert_cmpstr (posted->share->entry->section[ARC_SECTION_REFLECTION], ==,
                   "It took the whole plum afternoon.");
  g_assert_cmpuint (posted->share->loop->commitments->len, ==, 1);
  g_assert_cmpuint (posted->share->loop->barriers->len, ==, 0);
  g_assert_null (strstr (posted->post->body, "walnut"));
  g_assert_null (strstr (posted->post->body, "cherries"));
  g_assert_null (strstr (posted->post->body, "apricot"));
  g_assert_null (strstr (posted->post->body, "Quince"));
  g_assert_null (strstr (posted->post->body, "Almonds"));
  g_assert_null (strstr (posted->post->body, "hazel"));
}

/* ---- the code of the preview is that of the share ---- */

static void
test_same_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcShareDraft) draft =
      arc_test_call (fixture->team->ada.service, arc_share_draft_read, fixture->entry_id);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) shown = NULL;
  g_autoptr (GPtrArray) bens = NULL;
  g_autofree char *post_id = NULL;

  choice->parts = ARC_PART_ALL;
  choice->all_commitments = TRUE;
  choice->audience = ARC_AUDIENCE_TEAM;
  shown = arc_share_draft_make (draft, draft->teams->pdata[0], choice);
  post_id = arc_test_team_share (fixture->team, &fixture->team->ada, fixture->entry_id,
                                 ARC_PART_ALL, ARC_AUDIENCE_TEAM);
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 1);
  g_assert_true (arc_share_equal (((const ArcPosted *) bens->pdata[0])->share, shown));
}

/* ---- names of teammates ---- */

static void
test_names (Fixture *fixture, gconstpointer data)
{
  switch_on (fixture, "Reflection");
  g_assert_false (previews (fixture, "would they mind"));
  switch_on (fixture, "Action");
  ARC_TEST_WAIT_UNTIL (previews (fixture, "This speaks of Ben Ito: would they mind?"));
}

/* ---- audiences ---- */

static void
test_audiences (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = child (fixture, "form");
  GtkWidget *managers = arc_test_child (widget, ARC_TYPE_SHARE_FORM, "managers_row");
  GtkWidget *named = arc_test_child (widget, ARC_TYPE_SHARE_FORM, "named_row");
  GtkWidget *whole = arc_test_child (widget, ARC_TYPE_SHARE_FORM, "whole_row");
  g_autoptr (ArcShareChoice) choice = NULL;
  g_autoptr (GPtrArray) bens = NULL;

  /* Ada is the only manager: there is nobody beside her. */
  g_assert_false (gtk_widget_is_sensitive (managers));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (whole)), ==,
                   "The whole team: 1 person");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (whole)), ==, "Ben Ito");

  /* Some people, of whom none is chosen, are nobody. */
  switch_on (fixture, "Action");
  adw_action_row_activate (ADW_ACTION_ROW (named));
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "share_button")));
  switch_on (fixture, "Ben Ito");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "share_button")));
  choice = arc_share_form_dup_choice (form (fixture));
  g_assert_cmpint (choice->audience, ==, ARC_AUDIENCE_NAMED);
  g_assert_cmpuint (choice->to->len, ==, 1);
  g_assert_cmpstr (choice->to->pdata[0], ==, fixture->team->ben.me);
  ARC_TEST_WAIT_UNTIL (previews (fixture, "Can read it: Ben Ito."));

  /* Ben is no manager: with a manager's eyes there is nothing. */
  ARC_TEST_WAIT_UNTIL (previews (fixture, "A manager sees nothing of this"));
  g_assert_false (previews (fixture, "walnut"));
  arc_share_preview_set_as_manager (ARC_SHARE_PREVIEW (child (fixture, "preview")), FALSE);
  ARC_TEST_WAIT_UNTIL (previews (fixture, "walnut"));
  click_share (fixture);
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 1);
}

static void
test_anonymous (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = arc_test_child (child (fixture, "form"), ARC_TYPE_SHARE_FORM, "anonymous_row");

  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Needs a team server"));
}

/* ---- changing and stopping ---- */

static void
share_action_section (Fixture *fixture)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (arc_test_child (
                                   child (fixture, "form"), ARC_TYPE_SHARE_FORM, "whole_button")),
                               TRUE);
  switch_on (fixture, "Action");
  click_share (fixture);
  arc_test_settle ();
  open_dialog (fixture);
  ARC_TEST_WAIT_UNTIL (has_form (fixture->dialog));
}

static gpointer
edit_func (ArcJournal *journal, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, id, error);

  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Asked nobody for the walnut list.");
  return GINT_TO_POINTER (arc_journal_save_entry (journal, entry, NULL, NULL, error));
}

static gboolean
says_state (Fixture *fixture, const char *text)
{
  GtkWidget *row = arc_test_child (child (fixture, "form"), ARC_TYPE_SHARE_FORM, "state_row");
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  return gtk_widget_get_mapped (row) && subtitle != NULL && strstr (subtitle, text) != NULL;
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  GtkButton *button = NULL;
  g_autoptr (GPtrArray) bens = NULL;
  const ArcPosted *posted = NULL;

  share_action_section (fixture);
  button = GTK_BUTTON (child (fixture, "share_button"));
  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Update");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (find_control (fixture, "Action"))));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find_control (fixture, "Reflection"))));
  g_assert_false (says_state (fixture, "changed since"));

  /* The entry changes: others still see what they saw, and the dialog says so. */
  arc_test_call (fixture->team->ada.service, edit_func, fixture->entry_id);
  ARC_TEST_WAIT_UNTIL (says_state (fixture, "The entry has changed since"));
  bens = get_bens (fixture);
  posted = bens->pdata[0];
  g_assert_cmpstr (posted->share->entry->section[ARC_SECTION_ACTION], ==,
                   "Asked Ben for the walnut list.");
  g_clear_pointer (&bens, g_ptr_array_unref);

  click_share (fixture);
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 1);
  posted = bens->pdata[0];
  g_assert_cmpstr (posted->share->entry->section[ARC_SECTION_ACTION], ==,
                   "Asked nobody for the walnut list.");
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) bens = NULL;

  share_action_section (fixture);
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 1);
  g_clear_pointer (&bens, g_ptr_array_unref);
  g_signal_emit_by_name (
      arc_test_child (child (fixture, "form"), ARC_TYPE_SHARE_FORM, "stop_button"), "clicked");
  ARC_TEST_WAIT_UNTIL (is_closed (fixture));
  bens = get_bens (fixture);
  g_assert_cmpuint (bens->len, ==, 0);
  g_clear_pointer (&bens, g_ptr_array_unref);

  /* A click too much can be taken back: it is a share anew. */
  arc_test_wait_for (fixture->window, arc_test_is_label, "No longer shared");
  arc_test_click (fixture->window, "Undo");
  ARC_TEST_WAIT_UNTIL (count_bens (fixture) == 1);
}

/* ---- a file for e-mail ---- */

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->team->folder, "../for-ben.arcshare", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (arc_test_child (
                                   child (fixture, "form"), ARC_TYPE_SHARE_FORM, "whole_button")),
                               TRUE);
  switch_on (fixture, "Action");
  arc_share_dialog_save_to (ARC_SHARE_DIALOG (fixture->dialog), path);
  ARC_TEST_WAIT_UNTIL (is_closed (fixture));
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "ARC share "));
  g_assert_null (g_strstr_len (text, (gssize) length, "walnut"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* ---- keyboard and names ---- */

static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;
  guint seen = 0;

  focus = gtk_root_get_focus (GTK_ROOT (fixture->dialog));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, child (fixture, "form")));
  /* Every switch is met on the way, and can be thrown from its row. */
  for (guint i = 0; i < 60 && seen < 9; i++) {
    focus = gtk_root_get_focus (GTK_ROOT (fixture->dialog));
    if (ADW_IS_ACTION_ROW (focus) &&
        GTK_IS_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (focus))))
      seen++;
    gtk_widget_child_focus (fixture->dialog, GTK_DIR_TAB_FORWARD);
  }
  g_assert_true (arc_test_press (fixture->dialog, "Escape"));
  ARC_TEST_WAIT_UNTIL (is_closed (fixture));
}

static void
check_names (GtkWidget *widget)
{
  if (GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget))
    if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) &&
        !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
      g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
               G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *inner = gtk_widget_get_first_child (widget); inner != NULL;
       inner = gtk_widget_get_next_sibling (inner))
    check_names (inner);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  check_names (fixture->dialog);
}

/* ---- without a team ---- */

static void
test_no_team (void)
{
  ArcTestTeam *team = arc_test_people_new ();
  g_autofree char *entry_id = arc_test_team_write (&team->ada);
  GtkWidget *page = adw_bin_new ();
  GtkWidget *window = arc_test_show (page, 800, 600);
  GtkWidget *dialog = arc_share_dialog_new (page, team->ada.service, entry_id);

  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_wait_for (dialog, arc_test_is_button, "_Make a Team in a Folder…");
  arc_test_wait_for (dialog, arc_test_is_button, "_Join a Team…");
  g_assert_null (arc_test_find (dialog, arc_test_is_button, "_Share"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  arc_test_team_free (team);
}

int
main (int argc, char *argv[])
{
  /* So that what screen readers get can be asked for. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  arc_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/share-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("preview", test_preview);
  ADD ("same-copy", test_same_copy);
  ADD ("names", test_names);
  ADD ("audiences", test_audiences);
  ADD ("anonymous", test_anonymous);
  ADD ("change", test_change);
  ADD ("stop", test_stop);
  ADD ("file", test_file);
  ADD ("keyboard", test_keyboard);
  ADD ("accessible", test_accessible);
  g_test_add_func ("/share-dialog/no-team", test_no_team);
  return g_test_run ();
}
