/* Commitments in the window: lines that carry a kind, and the page on which they are answered. Real
 * widgets over a real journal; every wait has a condition and an end. */
#include <adwaita.h>

#include "arc-change-lines.h"
#include "arc-commitment-row.h"
#include "arc-commitments-page.h"
#include "arc-journal-loop.h"
#include "window-helpers.h"

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
  fixture->path = arc_test_journal_path ();
  fill (fixture);
  fixture->service = arc_test_service (fixture->path);
  fixture->page = arc_commitments_page_new (fixture->service);
  fixture->window = arc_test_show (fixture->page, 700, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_service_end (fixture->service);
  g_free (fixture->path);
  g_free (fixture->commitment_id);
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

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = arc_test_wait_for (fixture->page, arc_test_is_type, "ArcCommitmentRow");

  g_assert_cmpint (stored_state (fixture), ==, ARC_COMMITMENT_OPEN);
  g_assert_true (gtk_widget_activate_action (row, "commitment.did", "s", "yes"));
  ARC_TEST_WAIT_UNTIL (stored_state (fixture) == ARC_COMMITMENT_DONE);
  /* The row stays where it is, until the next visit. */
  g_assert_true (arc_test_find (fixture->page, arc_test_is_type, "ArcCommitmentRow") == row);
  g_assert_true (gtk_widget_activate_action (row, "commitment.state", "s", "habit"));
  ARC_TEST_WAIT_UNTIL (stored_state (fixture) == ARC_COMMITMENT_HABIT);
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
  g_test_add_func ("/commitments/lines-keep-the-loop", test_lines_keep_the_loop);
  g_test_add ("/commitments/answer", Fixture, NULL, set_up, test_answer, tear_down);
  return g_test_run ();
}
