/* The journal behind a main loop: order, threads, news from other processes, flush, close. */
#include "arc-test.h"
#include "arc-journal-service.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#define PATIENCE_S 20

typedef struct {
  char *path;
  const char *self;
  ArcJournalService *service;
  guint changed;
} Fixture;

static gboolean
out_of_patience (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; a failure after PATIENCE_S. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late_ = FALSE;                                                                        \
    guint source_ = g_timeout_add_seconds (PATIENCE_S, out_of_patience, &late_);                   \
    while (!(condition) && !late_)                                                                 \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (late_)                                                                                     \
      g_error ("waited %d s in vain for %s", PATIENCE_S, #condition);                              \
    g_source_remove (source_);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
on_changed (ArcJournalService *service, gpointer user_data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  ((Fixture *) user_data)->changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_path ("journal.db");
  fixture->self = data;
  fixture->service = arc_journal_service_new (fixture->path);
  g_signal_connect (fixture->service, "changed", G_CALLBACK (on_changed), fixture);
  g_assert_cmpstr (arc_journal_service_get_path (fixture->service), ==, fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;
  gpointer weak = fixture->service;

  arc_journal_service_close (fixture->service);
  g_object_add_weak_pointer (G_OBJECT (fixture->service), &weak);
  g_object_unref (fixture->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
  journal = arc_test_open (fixture->path, NULL);
  arc_test_assert_sound (journal);
  g_free (fixture->path);
}

/* ---- what runs on the workers ---- */

typedef struct {
  guint number;
  GThread *ran_on;
  gboolean called_back;
  gboolean freed;
  GError *error;
  char *result;
  GMutex mutex;
  GCond cond;
  gboolean go;
} Job;

static gpointer
save_numbered (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autofree char *text = g_strdup_printf ("Number %04u", job->number);
  g_autoptr (ArcEntry) entry = arc_test_entry (text, NULL, NULL);

  entry->occurred_us = ARC_TEST_NOW + job->number;
  job->ran_on = g_thread_self ();
  if (!arc_journal_save_entry (journal, entry, NULL, NULL, error))
    return NULL;
  return g_strdup (entry->id);
}

static gpointer
count_entries (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  ((Job *) data)->ran_on = g_thread_self ();
  return g_strdup_printf ("%" G_GUINT64_FORMAT, arc_journal_count_entries (journal));
}

static gpointer
wait_for_go (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 until = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;

  g_mutex_lock (&job->mutex);
  while (!job->go)
    if (!g_cond_wait_until (&job->cond, &job->mutex, until))
      g_error ("nobody said go");
  g_mutex_unlock (&job->mutex);
  return NULL;
}

static void
go (Job *job)
{
  g_mutex_lock (&job->mutex);
  job->go = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static void
job_freed (gpointer data)
{
  Job *job = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  job->freed = TRUE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_false (job->freed);
  job->result = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &job->error);
  job->called_back = TRUE;
}

static void
job_clear (Job *job)
{
  g_free (job->result);
  g_clear_error (&job->error);
}

static void
ask_write (Fixture *fixture, ArcJournalFunc func, Job *job)
{
  arc_journal_service_write_async (fixture->service, func, job, job_freed, g_free, NULL, on_done,
                                   job);
}

static void
ask_read (Fixture *fixture, ArcJournalFunc func, Job *job)
{
  arc_journal_service_read_async (fixture->service, func, job, job_freed, g_free, NULL, on_done,
                                  job);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &job->error);
  job->called_back = TRUE;
}

static void
open_service (Fixture *fixture)
{
  Job job = {0};

  arc_journal_service_open_async (fixture->service, NULL, on_opened, &job);
  WAIT_UNTIL (job.called_back);
  g_assert_no_error (job.error);
  g_assert_false (arc_journal_service_is_read_only (fixture->service));
}

/* ---- tests ---- */

static void
test_write_and_read (Fixture *fixture, gconstpointer data)
{
  Job write = {.number = 1}, read = {0}, early = {0}, opened = {0};

  /* Asked for before it is open: queued. */
  arc_journal_service_open_async (fixture->service, NULL, on_opened, &opened);
  ask_read (fixture, count_entries, &early);
  ask_write (fixture, save_numbered, &write);
  WAIT_UNTIL (write.called_back && write.freed && early.called_back && opened.called_back);
  g_assert_no_error (opened.error);
  g_assert_no_error (early.error);
  job_clear (&early);
  g_assert_no_error (write.error);
  g_assert_nonnull (write.result);
  g_assert_true (write.ran_on != g_thread_self ());
  ask_read (fixture, count_entries, &read);
  WAIT_UNTIL (read.called_back && read.freed);
  g_assert_cmpstr (read.result, ==, "1");
  g_assert_true (read.ran_on != g_thread_self ());
  g_assert_true (read.ran_on != write.ran_on);
  job_clear (&write);
  job_clear (&read);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  Job jobs[60] = {0};
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  open_service (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
    jobs[i].number = i;
    ask_write (fixture, save_numbered, &jobs[i]);
  }
  WAIT_UNTIL (jobs[59].called_back);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
    g_assert_true (jobs[i].called_back);
    g_assert_no_error (jobs[i].error);
    g_assert_true (jobs[i].ran_on == jobs[0].ran_on);
    if (i > 0)
      g_assert_cmpstr (jobs[i].result, >, jobs[i - 1].result); /* ids rise with time */
    g_string_prepend (expected, i > 0 ? "|" : "");
    {
      g_autofree char *text = g_strdup_printf ("Number %04u", i);

      g_string_prepend (expected, text);
    }
  }
  journal = arc_test_open (fixture->path, NULL);
  found = arc_test_search (journal, "number");
  g_assert_cmpstr (found, ==, expected->str);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    job_clear (&jobs[i]);
}

static void
test_reader_cannot_write (Fixture *fixture, gconstpointer data)
{
  Job job = {.number = 1};

  open_service (fixture);
  ask_read (fixture, save_numbered, &job);
  WAIT_UNTIL (job.called_back);
  arc_test_assert_sentence (&job.error, ARC_ERROR_READ_ONLY);
  job_clear (&job);
}

static void
test_reading_holds_up_no_writing (Fixture *fixture, gconstpointer data)
{
  Job read = {0}, write = {.number = 1};

  open_service (fixture);
  ask_read (fixture, wait_for_go, &read);
  ask_write (fixture, save_numbered, &write);
  WAIT_UNTIL (write.called_back);
  g_assert_no_error (write.error);
  g_assert_false (read.called_back);
  go (&read);
  WAIT_UNTIL (read.called_back);
  job_clear (&read);
  job_clear (&write);
}

static void
test_own_change_is_told (Fixture *fixture, gconstpointer data)
{
  Job write = {.number = 1}, read = {0};

  open_service (fixture);
  ask_write (fixture, save_numbered, &write);
  WAIT_UNTIL (fixture->changed > 0);
  /* Who reads because of the signal sees what was written. */
  ask_read (fixture, count_entries, &read);
  WAIT_UNTIL (read.called_back);
  g_assert_cmpstr (read.result, ==, "1");
  WAIT_UNTIL (write.called_back);
  job_clear (&write);
  job_clear (&read);
}

static void
run_self (Fixture *fixture, const char *command)
{
  const char *argv[] = {fixture->self, command, fixture->path, NULL};
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
test_others_changes_are_told (Fixture *fixture, gconstpointer data)
{
  open_service (fixture);
  for (guint i = 0; i < 5; i++) {
    guint before;
    Job read = {0};
    gint64 start_us;
    g_autofree char *expected = g_strdup_printf ("%u", i + 1);

    while (g_main_context_iteration (NULL, FALSE))
      ;
    before = fixture->changed;
    run_self (fixture, "--add");
    start_us = g_get_monotonic_time ();
    WAIT_UNTIL (fixture->changed > before);
    g_assert_cmpint (g_get_monotonic_time () - start_us, <, 2 * G_TIME_SPAN_SECOND);
    ask_read (fixture, count_entries, &read);
    WAIT_UNTIL (read.called_back);
    g_assert_cmpstr (read.result, ==, expected);
    job_clear (&read);
  }
}

static void
test_flush (Fixture *fixture, gconstpointer data)
{
  Job block = {0}, writes[20] = {0};
  g_autoptr (ArcJournal) journal = NULL;

  open_service (fixture);
  ask_write (fixture, wait_for_go, &block);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++) {
    writes[i].number = i;
    ask_write (fixture, save_numbered, &writes[i]);
  }
  g_assert_false (arc_journal_service_flush (fixture->service, 100));
  go (&block);
  g_assert_true (arc_journal_service_flush (fixture->service, PATIENCE_S * 1000));
  journal = arc_test_open (fixture->path, NULL);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 20);
  WAIT_UNTIL (writes[19].called_back);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    job_clear (&writes[i]);
}

static void
test_close_finishes_what_is_queued (Fixture *fixture, gconstpointer data)
{
  Job writes[20] = {0}, opened = {0};
  g_autoptr (ArcJournal) journal = NULL;

  arc_journal_service_open_async (fixture->service, NULL, on_opened, &opened);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++) {
    writes[i].number = i;
    ask_write (fixture, save_numbered, &writes[i]);
  }
  arc_journal_service_close (fixture->service);
  journal = arc_test_open (fixture->path, NULL);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 20);
  WAIT_UNTIL (writes[19].called_back && opened.called_back);
  job_clear (&opened);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++) {
    g_assert_no_error (writes[i].error);
    job_clear (&writes[i]);
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  Job block = {0}, write = {.number = 1};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ArcJournal) journal = NULL;

  open_service (fixture);
  ask_write (fixture, wait_for_go, &block);
  arc_journal_service_write_async (fixture->service, save_numbered, &write, job_freed, g_free,
                                   cancellable, on_done, &write);
  g_cancellable_cancel (cancellable);
  go (&block);
  WAIT_UNTIL (write.called_back && write.freed);
  g_assert_nonnull (write.error);
  journal = arc_test_open (fixture->path, NULL);
  g_assert_cmpuint (arc_journal_count_entries (journal), ==, 0);
  job_clear (&write);
}

/* @job begins it, so that one stands for the other. */
typedef struct {
  Job job;       /* goes on at the first record */
  Job cancelled; /* waited for there, with the statement running */
} Listing;

static gboolean
cancel_at_first (ArcRecord *record, gpointer data, GError **error)
{
  Listing *listing = data;

  listing->job.number++;
  go (&listing->job);
  wait_for_go (NULL, &listing->cancelled, NULL, NULL);
  return TRUE;
}

/* Lists everything; who waits for the first record cancels it from the main thread. */
static gpointer
list_until_cancelled (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcQuery) all = arc_query_new ();

  arc_journal_foreach (journal, all, 0, TRUE, FALSE, cancel_at_first, data, NULL, error);
  return NULL;
}

/* Cancelling stops a statement that is already running. */
static void
test_cancelled_while_running (Fixture *fixture, gconstpointer data)
{
  Job writes[10] = {0}, after = {0};
  Listing list = {{0}};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  open_service (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++) {
    writes[i].number = i;
    ask_write (fixture, save_numbered, &writes[i]);
  }
  WAIT_UNTIL (writes[9].called_back);
  arc_journal_service_read_async (fixture->service, list_until_cancelled, &list, job_freed, NULL,
                                  cancellable, on_done, &list.job);
  wait_for_go (NULL, &list.job, NULL, NULL);
  g_cancellable_cancel (cancellable);
  go (&list.cancelled);
  WAIT_UNTIL (list.job.called_back);
  g_assert_nonnull (list.job.error);
  g_assert_cmpuint (list.job.number, ==, 1);
  ask_read (fixture, count_entries, &after);
  WAIT_UNTIL (after.called_back);
  g_assert_cmpstr (after.result, ==, "10");
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    job_clear (&writes[i]);
  job_clear (&list.job);
  job_clear (&after);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = arc_test_path ("text.db");
  g_autoptr (ArcJournalService) service = NULL;
  Job open = {0}, write = {.number = 1};

  g_assert_true (g_file_set_contents (path, "Dear diary\n", -1, NULL));
  service = arc_journal_service_new (path);
  arc_journal_service_open_async (service, NULL, on_opened, &open);
  WAIT_UNTIL (open.called_back);
  arc_test_assert_sentence (&open.error, ARC_ERROR_NOT_A_JOURNAL);
  arc_journal_service_write_async (service, save_numbered, &write, job_freed, g_free, NULL, on_done,
                                   &write);
  WAIT_UNTIL (write.called_back && write.freed);
  g_assert_nonnull (write.error);
  g_assert_true (write.error->domain == ARC_ERROR);
  job_clear (&write);
  /* Nothing to wait for when a window closes now. */
  g_assert_true (arc_journal_service_flush (service, PATIENCE_S * 1000));
  /* Once the file is out of the way, opening again works. */
  g_assert_cmpint (g_remove (path), ==, 0);
  open.called_back = FALSE;
  arc_journal_service_open_async (service, NULL, on_opened, &open);
  WAIT_UNTIL (open.called_back);
  g_assert_no_error (open.error);
  arc_journal_service_close (service);
}

/* Two programs with a window each: both hear of the other's changes, neither loses any. */
static void
test_two_services (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournalService) other = arc_journal_service_new (fixture->path);
  Fixture second = {.service = other};
  Job jobs[40] = {0}, read = {0};

  g_signal_connect (other, "changed", G_CALLBACK (on_changed), &second);
  open_service (fixture);
  open_service (&second);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
    jobs[i].number = i;
    ask_write (i % 2 ? fixture : &second, save_numbered, &jobs[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
    WAIT_UNTIL (jobs[i].called_back);
    g_assert_no_error (jobs[i].error);
    job_clear (&jobs[i]);
  }
  WAIT_UNTIL (fixture->changed > 0 && second.changed > 0);
  ask_read (&second, count_entries, &read);
  WAIT_UNTIL (read.called_back);
  g_assert_cmpstr (read.result, ==, "40");
  job_clear (&read);
  arc_journal_service_close (other);
}

static int
add_one (const char *path)
{
  g_autoptr (ArcJournal) journal = arc_test_open (path, NULL);

  g_free (arc_test_add (journal, "From outside", 0));
  return 0;
}

#define ADD(name, func) g_test_add ("/service/" name, Fixture, argv[0], set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--add"))
    return add_one (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("write-and-read", test_write_and_read);
  ADD ("order", test_order);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("reading-holds-up-no-writing", test_reading_holds_up_no_writing);
  ADD ("own-change-is-told", test_own_change_is_told);
  ADD ("others-changes-are-told", test_others_changes_are_told);
  ADD ("flush", test_flush);
  ADD ("close-finishes-what-is-queued", test_close_finishes_what_is_queued);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-while-running", test_cancelled_while_running);
  ADD ("refused", test_refused);
  ADD ("two-services", test_two_services);
  return g_test_run ();
}
