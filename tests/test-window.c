/* The window as a whole: real widgets over a real journal in a folder of its own. Every wait has a
 * condition and an end. */
#include <adwaita.h>
#include <string.h>

#include "arc-application.h"
#include "arc-composer.h"
#include "arc-config.h"
#include "arc-history-dialog.h"
#include "arc-journal-page.h"
#include "arc-reader.h"
#include "arc-window.h"
#include "window-helpers.h"

#define WIDE_PX 1100
#define NARROW_PX 360
/* 2026-11-20T13:00:00Z. */
#define NOON G_GINT64_CONSTANT (1795179600000000)
#define HOUR (G_GINT64_CONSTANT (3600) * 1000000)

typedef struct {
  char *folder;
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  char *first_id; /* of the entry about apples, the older one */
} Fixture;

/* One for all tests: it has the keys and the actions; the windows have services of their own. */
static GtkApplication *application;

static gboolean
sees (Fixture *fixture, const char *label)
{
  return arc_test_find (fixture->window, arc_test_is_label, label) != NULL;
}

static const char *
root_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "root_stack")));
}

static GtkWidget *
journal_page (Fixture *fixture)
{
  GtkWidget *page = arc_test_find (fixture->window, arc_test_is_type, "ArcJournalPage");

  g_assert_nonnull (page);

  return page;
}

static GtkWidget *
in_journal (Fixture *fixture, const char *name)
{
  return arc_test_child (journal_page (fixture), ARC_TYPE_JOURNAL_PAGE, name);
}

static const char *
list_state (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (in_journal (fixture, "stack")));
}

static guint
n_rows (Fixture *fixture)
{
  GtkListView *view = GTK_LIST_VIEW (in_journal (fixture, "list_view"));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view)));
}

static gboolean
reads (Fixture *fixture, const char *title)
{
  GtkWidget *reader = arc_test_find (fixture->window, arc_test_is_type, "ArcReader");

  return reader != NULL && arc_test_find (reader, arc_test_is_label, title) != NULL;
}

static void
act (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (target != NULL ? gtk_widget_activate_action (fixture->window, action, "s", target)
                                : gtk_widget_activate_action (fixture->window, action, NULL));
}

/* ---- the journal --------------------------------------------------------------------------- */

static ArcJournal *
open_journal (Fixture *fixture)
{
  ArcJournalOptions options = {.path = fixture->path};
  g_autoptr (GError) error = NULL;
  ArcJournal *journal = arc_journal_open (&options, &error);

  g_assert_no_error (error);

  return journal;
}

/* (transfer full): the new entry's id. */
static char *
add_entry (ArcJournal *journal, const char *title, const char *action, gint64 occurred_us)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (GError) error = NULL;

  arc_entry_set_title (entry, title);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_add_tag (entry, "fruit");
  entry->outcome = ARC_OUTCOME_PARTLY;
  entry->occurred_us = occurred_us;
  arc_journal_save_entry (journal, entry, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (entry->id);
}

static void
open_window (Fixture *fixture, int width_px)
{
  fixture->service = arc_journal_service_new (fixture->path);
  fixture->window = arc_window_new (application, fixture->service);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width_px, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ARC_TEST_WAIT_UNTIL (!g_str_equal (root_page (fixture), "starting"));
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("window-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;

  set_up_empty (fixture, data);
  journal = open_journal (fixture);
  fixture->first_id = add_entry (journal, "Apples", "I picked red apples.", NOON);
  g_free (add_entry (journal, "Pears", "I picked green pears.", NOON + HOUR));
  g_clear_pointer (&journal, arc_journal_close);
  open_window (fixture, data != NULL ? GPOINTER_TO_INT (data) : WIDE_PX);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->window;

  if (fixture->window != NULL) {
    g_object_add_weak_pointer (G_OBJECT (fixture->window), &weak);
    gtk_window_destroy (GTK_WINDOW (fixture->window));
    arc_journal_service_close (fixture->service);
    g_clear_object (&fixture->service);
    /* Whatever was under way lets go of it. */
    ARC_TEST_WAIT_UNTIL (weak == NULL);
  }
  g_free (fixture->first_id);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* ---- starting ------------------------------------------------------------------------------ */

static void
test_first_start (Fixture *fixture, gconstpointer data)
{
  GtkWidget *welcome = NULL;

  open_window (fixture, WIDE_PX);
  g_assert_cmpstr (root_page (fixture), ==, "welcome");
  ARC_TEST_WAIT_UNTIL (arc_test_find (fixture->window, arc_test_is_type, "ArcWelcome") != NULL);
  welcome = arc_test_find (fixture->window, arc_test_is_type, "ArcWelcome");
  g_signal_emit_by_name (welcome, "done", "The CRM", TRUE);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "composer"));
  ARC_TEST_WAIT_UNTIL (arc_test_find (fixture->window, arc_test_is_type, "ArcComposer") != NULL);
}

static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (root_page (fixture), ==, "main");
  ARC_TEST_WAIT_UNTIL (arc_test_find (fixture->window, arc_test_is_type, "ArcTodayPage") != NULL);
  /* Only what is looked at is built. */
  g_assert_null (gtk_stack_get_child_by_name (
      GTK_STACK (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "page_stack")), "journal"));
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "not a journal, but a letter", -1, NULL));
  open_window (fixture, WIDE_PX);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "problem"));
  ARC_TEST_WAIT_UNTIL (sees (fixture, "The journal cannot be opened"));
  g_assert_nonnull (arc_test_find (fixture->window, arc_test_shows_text, fixture->path));

  g_assert_cmpint (remove (fixture->path), ==, 0);
  g_signal_emit_by_name (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "problem_page"),
                         "retry");
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "welcome"));
}

/* ---- the Journal --------------------------------------------------------------------------- */

static void
test_list_and_reader (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.show-page", "journal");
  ARC_TEST_WAIT_UNTIL (sees (fixture, "Apples") && sees (fixture, "Pears") &&
                       sees (fixture, "November 2026"));
  act (fixture, "win.show-entry", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (reads (fixture, "Apples"));
  ARC_TEST_WAIT_UNTIL (
      arc_test_find (fixture->window, arc_test_shows_text, "I picked red apples.") != NULL);
  g_assert_true (reads (fixture, "fruit"));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.search", "apples");
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 2);
  ARC_TEST_WAIT_UNTIL (sees (fixture, "Apples") && !sees (fixture, "Pears"));
  act (fixture, "win.search", "tag:fruit");
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 3);
  act (fixture, "win.search", "bananas");
  ARC_TEST_WAIT_UNTIL (g_str_equal (list_state (fixture), "nothing"));
  act (fixture, "win.search", "");
  ARC_TEST_WAIT_UNTIL (g_str_equal (list_state (fixture), "list") && n_rows (fixture) == 3);
}

/* Whatever is typed only searches. */
static void
test_strange_searches (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {"\"", "AND", "*", "col:x", "tag:", "-", "NEAR(", "a*b", "\\"};
  g_autofree char *long_text = g_strnfill (10000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    act (fixture, "win.search", texts[i]);
    ARC_TEST_WAIT_UNTIL (!g_str_equal (list_state (fixture), "loading"));
    g_assert_cmpstr (list_state (fixture), !=, "error");
  }
  act (fixture, "win.search", long_text);
  ARC_TEST_WAIT_UNTIL (g_str_equal (list_state (fixture), "nothing"));
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.show-page", "journal");
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 3);
  act (fixture, "win.show-entry", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (reads (fixture, "Apples"));
  act (fixture, "win.delete", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 2 && !reads (fixture, "Apples"));
  ARC_TEST_WAIT_UNTIL (sees (fixture, "Entry moved to the trash"));
  act (fixture, "win.undo", NULL);
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 3 && reads (fixture, "Apples"));
}

/* What another window, or arcj, does. */
static void
test_follows_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) other = open_journal (fixture);

  act (fixture, "win.show-page", "journal");
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 3);
  g_free (add_entry (other, "Plums", "I picked blue plums.", NOON + 2 * HOUR));
  ARC_TEST_WAIT_UNTIL (n_rows (fixture) == 4 && sees (fixture, "Plums"));
}

static void
test_folded (Fixture *fixture, gconstpointer data)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "leaflet"));

  ARC_TEST_WAIT_UNTIL (adw_leaflet_get_folded (leaflet));
  act (fixture, "win.show-page", "journal");
  ARC_TEST_WAIT_UNTIL (sees (fixture, "Pears"));
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, NARROW_PX);
  act (fixture, "win.show-entry", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (reads (fixture, "Apples"));
  g_assert_true (gtk_widget_activate_action (journal_page (fixture), "journal.back", NULL));
  ARC_TEST_WAIT_UNTIL (sees (fixture, "Pears") && !reads (fixture, "Apples"));
  act (fixture, "win.back", NULL);
  ARC_TEST_WAIT_UNTIL (adw_leaflet_get_visible_child (leaflet) ==
                       arc_test_child (fixture->window, ARC_TYPE_WINDOW, "sidebar"));
}

static gboolean
is_at_page (Fixture *fixture)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "leaflet"));

  return adw_leaflet_get_visible_child (leaflet) ==
         arc_test_child (fixture->window, ARC_TYPE_WINDOW, "page_stack");
}

static gboolean
is_folded (Fixture *fixture)
{
  return adw_leaflet_get_folded (
      ADW_LEAFLET (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "leaflet")));
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* A narrow window begins with a page, not with the list of pages; and an early Return does not open
 * that list. */
static void
test_narrow_start (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  ARC_TEST_WAIT_UNTIL (is_folded (fixture));
  page = arc_test_wait_for (fixture->window, arc_test_is_type, "ArcTodayPage");
  g_assert_true (is_at_page (fixture));
  ARC_TEST_WAIT_UNTIL (get_focus (fixture) != NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), page));
  g_assert_null (gtk_widget_get_ancestor (get_focus (fixture), ADW_TYPE_HEADER_BAR));
}

/* One that becomes narrow keeps the page that is shown, wherever the focus is. */
static void
test_narrow_later (Fixture *fixture, gconstpointer data)
{
  arc_test_wait_for (fixture->window, arc_test_is_type, "ArcTodayPage");
  g_assert_false (is_folded (fixture));
  gtk_widget_child_focus (arc_test_child (fixture->window, ARC_TYPE_WINDOW, "sidebar"),
                          GTK_DIR_TAB_FORWARD);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), NARROW_PX, 700);
  ARC_TEST_WAIT_UNTIL (is_folded (fixture));
  g_assert_true (is_at_page (fixture));
  arc_test_wait_for (fixture->window, arc_test_is_type, "ArcTodayPage");
}

/* Writing before any page was shown ends at Today. */
static void
test_write_first (Fixture *fixture, gconstpointer width_px)
{
  open_window (fixture, GPOINTER_TO_INT (width_px));
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "welcome"));
  act (fixture, "win.write", NULL);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "composer"));
  gtk_widget_activate_action (arc_test_wait_for (fixture->window, arc_test_is_type, "ArcComposer"),
                              "composer.close", NULL);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "main"));
  arc_test_wait_for (fixture->window, arc_test_is_type, "ArcTodayPage");
  g_assert_true (is_at_page (fixture));
}

/* Skipped once, the first question is not asked again. */
static void
test_skip_is_remembered (Fixture *fixture, gconstpointer data)
{
  open_window (fixture, WIDE_PX);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "welcome"));
  arc_test_click (fixture->window, "_Skip for now");
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "main"));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_service_end (fixture->service);

  open_window (fixture, WIDE_PX);
  arc_test_wait_for (fixture->window, arc_test_is_type, "ArcTodayPage");
  arc_test_wait_for (fixture->window, arc_test_is_label, "Nothing here yet");
  g_assert_cmpstr (root_page (fixture), ==, "main");
}

/* ---- writing ------------------------------------------------------------------------------- */

static void
test_edit_opens_composer (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.edit", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "composer"));
  ARC_TEST_WAIT_UNTIL (
      arc_test_find (fixture->window, arc_test_shows_text, "I picked red apples.") != NULL);
  /* The composer has the keys of the pages for its own. */
  gtk_widget_activate_action (fixture->window, "win.go", "s", "today");
  g_assert_cmpstr (root_page (fixture), ==, "composer");
  arc_composer_close (
      ARC_COMPOSER (arc_test_find (fixture->window, arc_test_is_type, "ArcComposer")));
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "main"));
  act (fixture, "win.go", "journal");
  ARC_TEST_WAIT_UNTIL (arc_test_find (fixture->window, arc_test_is_type, "ArcJournalPage") != NULL);
}

static void
note_destroyed (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* What was typed is on disk when the window has gone. */
static void
test_closing_keeps_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const ArcDraft *draft = NULL;
  GtkWidget *view = NULL;
  gboolean gone = FALSE;

  act (fixture, "win.write", NULL);
  ARC_TEST_WAIT_UNTIL (g_str_equal (root_page (fixture), "composer"));
  ARC_TEST_WAIT_UNTIL (arc_test_find (fixture->window, arc_test_is_type, "GtkTextView") != NULL);
  view = arc_test_find (fixture->window, arc_test_is_type, "GtkTextView");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Half a thought", -1);
  g_signal_connect_swapped (fixture->window, "destroy", G_CALLBACK (note_destroyed), &gone);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (gone);
  fixture->window = NULL;
  arc_journal_service_close (fixture->service);
  g_clear_object (&fixture->service);

  journal = open_journal (fixture);
  drafts = arc_journal_list_drafts (journal, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "Half a thought");
}

/* ---- history ------------------------------------------------------------------------------- */

static void
change_entry (Fixture *fixture)
{
  g_autoptr (ArcJournal) journal = open_journal (fixture);
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (journal, fixture->first_id, NULL);
  g_autoptr (GError) error = NULL;

  arc_entry_set_section (entry, ARC_SECTION_ACTION, "I picked yellow apples.");
  arc_journal_save_entry (journal, entry, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkListBox *list = NULL;

  change_entry (fixture);
  act (fixture, "win.show-entry", fixture->first_id);
  ARC_TEST_WAIT_UNTIL (reads (fixture, "Edited once"));
  dialog =
      arc_history_dialog_new (GTK_WINDOW (fixture->window), fixture->service, fixture->first_id);
  gtk_window_present (GTK_WINDOW (dialog));
  list = GTK_LIST_BOX (arc_test_child (dialog, ARC_TYPE_HISTORY_DIALOG, "revision_list"));
  ARC_TEST_WAIT_UNTIL (gtk_list_box_get_row_at_index (list, 1) != NULL);
  /* Both words, and in words what they are. */
  ARC_TEST_WAIT_UNTIL (arc_test_find (dialog, arc_test_shows_text, "I picked redyellow apples.") !=
                       NULL);
  g_assert_nonnull (arc_test_find (dialog, arc_test_shows_text, "1 word added, 1 word removed"));

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  ARC_TEST_WAIT_UNTIL (arc_test_find (dialog, arc_test_shows_text, "I picked red apples.") != NULL);
  g_signal_emit_by_name (arc_test_child (dialog, ARC_TYPE_HISTORY_DIALOG, "restore_button"),
                         "clicked");
  ARC_TEST_WAIT_UNTIL (
      arc_test_find (fixture->window, arc_test_shows_text, "I picked red apples.") != NULL);
  ARC_TEST_WAIT_UNTIL (reads (fixture, "Edited 2 times"));
  ARC_TEST_WAIT_UNTIL (sees (fixture, "The earlier version is back"));
}

int
main (int argc, char *argv[])
{
  arc_test_init (&argc, &argv);
  application = GTK_APPLICATION (arc_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define ADD(path, prepare, func) g_test_add (path, Fixture, NULL, prepare, func, tear_down)
  ADD ("/window/first-start", set_up_empty, test_first_start);
  ADD ("/window/start", set_up, test_start);
  ADD ("/window/problem", set_up_empty, test_problem);
  ADD ("/window/list-and-reader", set_up, test_list_and_reader);
  ADD ("/window/search", set_up, test_search);
  ADD ("/window/strange-searches", set_up, test_strange_searches);
  ADD ("/window/delete-and-undo", set_up, test_delete_and_undo);
  ADD ("/window/follows-others", set_up, test_follows_others);
  g_test_add ("/window/folded", Fixture, GINT_TO_POINTER (NARROW_PX), set_up, test_folded,
              tear_down);
  g_test_add ("/window/narrow-start", Fixture, GINT_TO_POINTER (NARROW_PX), set_up,
              test_narrow_start, tear_down);
  ADD ("/window/narrow-later", set_up, test_narrow_later);
  g_test_add ("/window/write-first", Fixture, GINT_TO_POINTER (WIDE_PX), set_up_empty,
              test_write_first, tear_down);
  g_test_add ("/window/write-first-narrow", Fixture, GINT_TO_POINTER (NARROW_PX), set_up_empty,
              test_write_first, tear_down);
  ADD ("/window/skip-is-remembered", set_up_empty, test_skip_is_remembered);
  ADD ("/window/edit-opens-composer", set_up, test_edit_opens_composer);
  ADD ("/window/closing-keeps-text", set_up, test_closing_keeps_text);
  ADD ("/window/history", set_up, test_history);

  return g_test_run ();
}
