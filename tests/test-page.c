/* The base of the pages: what is read when, and what is shown then. Two small pages stand for all:
 * one whose journal answers as the test wants it, and the states that everyone meets. */
#include "arc-page.h"

#include "arc-error.h"
#include "window-helpers.h"

/* What the next reading finds; read on the worker, set while none is under way. */
static struct {
  GMutex mutex;
  const char *text; /* NULL: an error */
} journal_has;

static int readings;
static int queries_alive;

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, ArcPage)

struct _TestPage {
  ArcPage parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, ARC_TYPE_PAGE)

static gpointer
read_func (ArcJournal *journal, gpointer query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&journal_has.mutex);

  g_assert_cmpstr (query, ==, "query");
  g_atomic_int_inc (&readings);
  if (journal_has.text == NULL) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_FAILED, "The disk is <gone>.");
    return NULL;
  }
  return g_strdup (journal_has.text);
}

static gpointer
make_query (ArcPage *page)
{
  queries_alive++;
  return g_strdup ("query");
}

static void
free_query (gpointer query)
{
  queries_alive--;
  g_free (query);
}

static gboolean
show (ArcPage *page, gpointer data)
{
  gtk_label_set_label (GTK_LABEL (TEST_PAGE (page)->label), data);
  return *(char *) data != '\0';
}

static void
test_page_class_init (TestPageClass *klass)
{
  ArcPageClass *page_class = ARC_PAGE_CLASS (klass);

  page_class->read = read_func;
  page_class->free_data = g_free;
  page_class->make_query = make_query;
  page_class->free_query = free_query;
  page_class->show = show;
}

static void
test_page_init (TestPage *self)
{
  self->label = gtk_label_new (NULL);
  g_object_set (self, "title", "Pears", "error-title", "Pears could not be read", "content",
                self->label, "empty", gtk_label_new ("No pears yet"), "header-end",
                gtk_button_new_with_label ("Pick one"), NULL);
}

/* ---- a page in a window ---- */

typedef struct {
  char *path;
  ArcJournalService *service;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
set_text (const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&journal_has.mutex);

  journal_has.text = text;
}

static void
set_up (Fixture *fixture, gconstpointer text)
{
  set_text (text);
  readings = 0;
  fixture->path = arc_test_journal_path ();
  fixture->service = arc_test_service (fixture->path);
  fixture->page = g_object_new (TEST_TYPE_PAGE, "service", fixture->service, NULL);
  fixture->window = arc_test_show (fixture->page, 600, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer text)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* Also one that was read just now lets go. */
  ARC_TEST_WAIT_UNTIL (page == NULL);
  g_assert_cmpint (queries_alive, ==, 0);
  arc_test_service_end (fixture->service);
  g_free (fixture->path);
}

static void
wait_label (Fixture *fixture, const char *text)
{
  arc_test_wait_for (fixture->window, arc_test_is_label, text);
}

static void
test_states (Fixture *fixture, gconstpointer text)
{
  wait_label (fixture, "three pears");
  wait_label (fixture, "Pears");

  set_text ("");
  g_signal_emit_by_name (fixture->service, "changed");
  wait_label (fixture, "No pears yet");
  g_assert_null (arc_test_find (fixture->window, arc_test_is_label, "three pears"));

  set_text (NULL);
  g_signal_emit_by_name (fixture->service, "changed");
  wait_label (fixture, "Pears could not be read");
  /* The message is text and no markup. */
  wait_label (fixture, "The disk is <gone>.");

  set_text ("four pears");
  arc_test_click (fixture->window, "_Try again");
  wait_label (fixture, "four pears");
}

static void
test_unseen (Fixture *fixture, gconstpointer text)
{
  wait_label (fixture, "three pears");
  gtk_widget_set_visible (fixture->page, FALSE);
  readings = 0;
  set_text ("four pears");
  g_signal_emit_by_name (fixture->service, "changed");
  arc_test_settle ();
  g_assert_cmpint (g_atomic_int_get (&readings), ==, 0);

  gtk_widget_set_visible (fixture->page, TRUE);
  wait_label (fixture, "four pears");
}

/* Changes that come while it reads are read once more, not once each. */
static void
test_burst (Fixture *fixture, gconstpointer text)
{
  wait_label (fixture, "three pears");
  readings = 0;
  for (int i = 0; i < 10; i++)
    g_signal_emit_by_name (fixture->service, "changed");
  set_text ("four pears");
  wait_label (fixture, "four pears");
  g_assert_cmpint (g_atomic_int_get (&readings), <=, 2);
}

static void
test_hold (Fixture *fixture, gconstpointer text)
{
  wait_label (fixture, "three pears");
  /* A reading under way does not come through either. */
  set_text ("four pears");
  readings = 0;
  g_signal_emit_by_name (fixture->service, "changed");
  arc_page_hold (ARC_PAGE (fixture->page));
  ARC_TEST_WAIT_UNTIL (g_atomic_int_get (&readings) == 1 && queries_alive == 0);
  g_signal_emit_by_name (fixture->service, "changed");
  arc_test_settle ();
  g_assert_cmpint (g_atomic_int_get (&readings), ==, 1);
  wait_label (fixture, "three pears");

  arc_page_release (ARC_PAGE (fixture->page));
  wait_label (fixture, "four pears");

  /* The next visit shows what there is. */
  arc_page_hold (ARC_PAGE (fixture->page));
  set_text ("five pears");
  gtk_widget_set_visible (fixture->page, FALSE);
  gtk_widget_set_visible (fixture->page, TRUE);
  wait_label (fixture, "five pears");
}

static gboolean
shows_back (Fixture *fixture)
{
  return arc_test_find (fixture->window, arc_test_is_button, "Back") != NULL;
}

static void
test_folded (Fixture *fixture, gconstpointer text)
{
  wait_label (fixture, "Pears");
  wait_label (fixture, "Pick one");
  g_assert_false (shows_back (fixture));

  g_object_set (fixture->page, "folded", TRUE, NULL);
  ARC_TEST_WAIT_UNTIL (shows_back (fixture));
  wait_label (fixture, "Pears");

  g_object_set (fixture->page, "folded-title", FALSE, NULL);
  arc_test_wait_gone (fixture->window, arc_test_is_label, "Pears");
  g_object_set (fixture->page, "folded", FALSE, NULL);
  wait_label (fixture, "Pears");
  g_assert_false (shows_back (fixture));
}

/* Closed while it reads: it lets go. */
static void
test_closed (Fixture *fixture, gconstpointer text)
{
  gpointer page = fixture->page;

  wait_label (fixture, "three pears");
  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  g_signal_emit_by_name (fixture->service, "changed");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ARC_TEST_WAIT_UNTIL (page == NULL);
  g_assert_cmpint (queries_alive, ==, 0);
  /* Nobody is left to read. */
  readings = 0;
  g_signal_emit_by_name (fixture->service, "changed");
  arc_test_settle ();
  g_assert_cmpint (g_atomic_int_get (&readings), ==, 0);

  fixture->page = g_object_new (TEST_TYPE_PAGE, "service", fixture->service, NULL);
  fixture->window = arc_test_show (fixture->page, 600, 400);
  wait_label (fixture, "three pears");
}

#define ADD(name, func) g_test_add ("/page/" name, Fixture, "three pears", set_up, func, tear_down)

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);

  ADD ("states", test_states);
  ADD ("unseen", test_unseen);
  ADD ("burst", test_burst);
  ADD ("hold", test_hold);
  ADD ("folded", test_folded);
  ADD ("closed", test_closed);
  return g_test_run ();
}
