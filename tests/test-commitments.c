/* Commitments in the window: lines that carry a kind, and the page on which they are answered. Real
 * widgets over a real journal; every wait has a condition and an end. */
#include <adwaita.h>

#include "arc-change-lines.h"
#include "arc-commitment-row.h"
#include "arc-commitments-page.h"
#include "arc-journal-loop.h"

#define WAIT_S 10

/* ---- waiting ------------------------------------------------------------------------------ */

typedef gboolean (*Condition) (gpointer data);

static gboolean
timed_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_until (Condition condition, gpointer data, const char *what)
{
  gboolean timed_out = FALSE;
  guint id = g_timeout_add_seconds (WAIT_S, timed_out_cb, &timed_out);

  while (!condition (data) && !timed_out)
    g_main_context_iteration (NULL, TRUE);
  if (timed_out)
    g_error ("waited in vain: %s", what);
  g_source_remove (id);
}

/* ---- lines -------------------------------------------------------------------------------- */

static ArcLoop *
make_loop (void)
{
  ArcLoop *loop = arc_loop_new ();
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_STOP, "keeping two lists");

  g_free (commitment->if_text);
  commitment->if_text = g_strdup ("it is Monday");
  commitment->due = (ArcDay){2026, 11, 27};
  g_ptr_array_add (loop->commitments, commitment);
  g_ptr_array_add (loop->barriers, arc_barrier_new ("the report is closed"));
  return loop;
}

static void
assert_same_loop (ArcChangeLines *lines, const ArcLoop *expected)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();

  arc_change_lines_add_to_loop (lines, loop);
  g_assert_true (arc_loop_equal (loop, expected));
}

/* What hangs on the lines survives being shown, and undone text finds it again. */
static void
test_lines_keep_the_loop (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (arc_change_lines_new ());
  ArcChangeLines *lines = ARC_CHANGE_LINES (widget);
  g_autoptr (ArcLoop) loop = make_loop ();
  g_autoptr (ArcLoop) nothing = arc_loop_new ();
  g_autofree char *text = NULL;

  arc_change_lines_set_text (lines, "plain\n  keeping two lists \n\nthe report is closed\r");
  arc_change_lines_set_loop (lines, loop);
  assert_same_loop (lines, loop);
  text = arc_change_lines_dup_text (lines);
  g_assert_cmpstr (text, ==, "plain\n  keeping two lists \n\nthe report is closed\r");
  /* The same lines in another order, as undo brings them. */
  arc_change_lines_set_text (lines, "the report is closed\nkeeping two lists\nnew");
  assert_same_loop (lines, loop);
  arc_change_lines_set_text (lines, "something else");
  assert_same_loop (lines, nothing);
}

/* ---- the page ----------------------------------------------------------------------------- */

typedef struct {
  char *path;
  char *commitment_id;
  ArcJournalService *service;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
fill (Fixture *fixture)
{
  ArcJournalOptions options = {.path = fixture->path};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, &error);
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcLoop) loop = make_loop ();

  g_assert_no_error (error);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "keeping two lists\nthe report is closed");
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->commitment_id = g_strdup (((ArcCommitment *) loop->commitments->pdata[0])->id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("arc-commitments-XXXXXX", NULL);
  gboolean is_open = FALSE;

  fixture->path = g_build_filename (folder, "journal.db", NULL);
  fill (fixture);
  fixture->service = arc_journal_service_new (fixture->path);
  arc_journal_service_open_async (fixture->service, NULL, opened_cb, &is_open);
  wait_until (is_true, &is_open, "the journal to open");
  fixture->window = adw_window_new ();
  fixture->page = arc_commitments_page_new (fixture->service);
  {
    GtkWidget *overlay = adw_toast_overlay_new ();

    adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
    adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  }
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_journal_service_close (fixture->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->service);
  g_free (fixture->path);
  g_free (fixture->commitment_id);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  if (ARC_IS_COMMITMENT_ROW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_row (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
has_row (gpointer data)
{
  return find_row (data) != NULL;
}

static ArcCommitmentState
stored_state (Fixture *fixture)
{
  ArcJournalOptions options = {.path = fixture->path, .read_only = TRUE};
  g_autoptr (ArcJournal) journal = arc_journal_open (&options, NULL);
  g_autoptr (ArcCommitment) commitment =
      arc_journal_load_commitment (journal, fixture->commitment_id, NULL);

  return commitment->state;
}

static gboolean
is_done (gpointer data)
{
  return stored_state (data) == ARC_COMMITMENT_DONE;
}

static gboolean
is_habit (gpointer data)
{
  return stored_state (data) == ARC_COMMITMENT_HABIT;
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  wait_until (has_row, fixture->page, "a row");
  row = find_row (fixture->page);
  g_assert_cmpint (stored_state (fixture), ==, ARC_COMMITMENT_OPEN);
  g_assert_true (gtk_widget_activate_action (row, "commitment.did", "s", "yes"));
  wait_until (is_done, fixture, "the answer on disk");
  /* The row stays where it is, until the next visit. */
  g_assert_true (find_row (fixture->page) == row);
  g_assert_true (gtk_widget_activate_action (row, "commitment.state", "s", "habit"));
  wait_until (is_habit, fixture, "the habit on disk");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/commitments/lines-keep-the-loop", test_lines_keep_the_loop);
  g_test_add ("/commitments/answer", Fixture, NULL, set_up, test_answer, tear_down);
  return g_test_run ();
}
