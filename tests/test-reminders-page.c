/* The reminders page of the preferences beside a daemon that really runs: what it says is true, its
 * switch starts and stops the daemon, its button shows a notification. ARC_REMINDERS is the daemon;
 * the session bus is the test's own, and so is the notification server. */
#include "arc-reminders-page.h"

#include "arc-journal-loop.h"
#include "arc-reminders-client.h"
#include "notification-server.h"
#include "window-helpers.h"

#define NOT_RUNNING "Not running: they show in the window only"

typedef struct {
  char *path;
  GDBusConnection *connection;
  ArcTestServer server;
  ArcJournalService *service;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer without_server)
{
  fixture->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (fixture->connection);
  if (without_server == NULL)
    arc_test_server_start (&fixture->server, fixture->connection);
  fixture->path = arc_test_journal_path ();
  fixture->service = arc_test_service (fixture->path);
  fixture->page = arc_reminders_page_new (fixture->service);
  fixture->window = arc_test_show (fixture->page, 640, 700);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer stopped)
{
  g_assert_true (arc_reminders_set_enabled_finish (result, NULL));
  *(gboolean *) stopped = TRUE;
}

static void
gone_cb (gboolean running, gpointer gone)
{
  *(gboolean *) gone = !running;
}

static void
tear_down (Fixture *fixture, gconstpointer without_server)
{
  gboolean stopped = FALSE, gone = FALSE;
  guint watch;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_reminders_set_enabled_async (fixture->path, FALSE, NULL, stopped_cb, &stopped);
  ARC_TEST_WAIT_UNTIL (stopped);
  watch = arc_reminders_watch (fixture->path, gone_cb, &gone);
  ARC_TEST_WAIT_UNTIL (gone);
  g_bus_unwatch_name (watch);
  arc_test_service_end (fixture->service);
  arc_test_server_clear (&fixture->server);
  g_object_unref (fixture->connection);
  g_free (fixture->path);
}

static void
wait_says (Fixture *fixture, const char *text)
{
  arc_test_wait_for (fixture->page, arc_test_shows_text, text);
}

static gpointer
remind_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();

  g_free (reminder->rule);
  g_free (reminder->title);
  reminder->rule = g_strdup ("FREQ=DAILY");
  reminder->title = g_strdup ("Review");
  reminder->start = arc_day_add (arc_journal_today (journal), 2);
  reminder->at_s = 9 * 3600 + 41 * 60;
  arc_journal_save_reminder (journal, reminder, error);
  return NULL;
}

static void
switch_to (Fixture *fixture, gboolean on)
{
  GtkWidget *widget = arc_test_child (fixture->page, ARC_TYPE_REMINDERS_PAGE, "on_switch");

  gtk_switch_set_active (GTK_SWITCH (widget), on);
}

/* Nothing runs until it is needed; then it says so, and what comes next. */
static void
test_status (Fixture *fixture, gconstpointer data)
{
  wait_says (fixture, NOT_RUNNING);
  arc_test_click (fixture->page, "Send a _test reminder");
  ARC_TEST_WAIT_UNTIL (fixture->server.shown == 1);
  wait_says (fixture, "Running; nothing is planned");

  arc_test_call (fixture->service, remind_func, NULL);
  wait_says (fixture, "Running; the next one comes ");
  wait_says (fixture, " 09:41");
  wait_says (fixture, "Next: ");
}

static void
test_switch (Fixture *fixture, gconstpointer data)
{
  GtkWidget *test_row = arc_test_child (fixture->page, ARC_TYPE_REMINDERS_PAGE, "test_row");

  arc_test_call (fixture->service, remind_func, NULL);
  wait_says (fixture, NOT_RUNNING);
  switch_to (fixture, FALSE);
  wait_says (fixture, "Not running");
  arc_test_wait_gone (fixture->page, arc_test_shows_text, NOT_RUNNING);
  g_assert_false (gtk_widget_is_sensitive (test_row));

  switch_to (fixture, TRUE);
  wait_says (fixture, "Running; the next one comes ");
  g_assert_true (gtk_widget_is_sensitive (test_row));

  switch_to (fixture, FALSE);
  arc_test_wait_gone (fixture->page, arc_test_shows_text, "Running; ");
  wait_says (fixture, "Not running");
  g_assert_cmpuint (fixture->server.shown, ==, 0);
}

/* It dies, or is killed: the page says so by itself. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  gboolean stopped = FALSE;

  arc_test_click (fixture->page, "Send a _test reminder");
  wait_says (fixture, "Running; ");
  arc_reminders_set_enabled_async (fixture->path, FALSE, NULL, stopped_cb, &stopped);
  ARC_TEST_WAIT_UNTIL (stopped);
  wait_says (fixture, NOT_RUNNING);
}

static void
enabled_cb (GObject *source, GAsyncResult *result, gpointer answers)
{
  g_autoptr (GError) error = NULL;

  arc_reminders_set_enabled_finish (result, &error);
  g_assert_no_error (error);
  (*(guint *) answers)++;
}

/* The program in a cover that writes a line whenever it is started; first in the PATH. */
static char *
cover_program (const char *folder)
{
  g_autofree char *program = g_build_filename (folder, "arc-journal-reminders", NULL);
  g_autofree char *log = g_build_filename (folder, "started", NULL);
  g_autofree char *path = g_strjoin (":", folder, g_getenv ("PATH"), NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho started >>'%s'\nexec '%s' \"$@\"\n",
                                             log, g_getenv ("ARC_REMINDERS"));

  g_assert_true (
      g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("PATH", path, TRUE);
  return g_steal_pointer (&log);
}

/* Whoever switches twice, or saves a schedule at the same moment, gets one daemon. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cover-XXXXXX", NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *log = cover_program (folder);
  g_autofree char *text = NULL;
  guint answers = 0;

  wait_says (fixture, NOT_RUNNING);
  for (int i = 0; i < 3; i++)
    arc_reminders_set_enabled_async (fixture->path, TRUE, NULL, enabled_cb, &answers);
  ARC_TEST_WAIT_UNTIL (answers == 3);
  wait_says (fixture, "Running; ");
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "started\n");

  /* As it was left, so it is. */
  switch_to (fixture, FALSE);
  switch_to (fixture, TRUE);
  switch_to (fixture, FALSE);
  switch_to (fixture, TRUE);
  wait_says (fixture, "Running; ");
  g_setenv ("PATH", path, TRUE);
}

/* Without anybody who shows notifications the button says why nothing came. */
static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  wait_says (fixture, NOT_RUNNING);
  arc_test_click (fixture->page, "Send a _test reminder");
  arc_test_wait_for (fixture->window, arc_test_is_label,
                     "This desktop shows no notifications, so reminders wait in the window.");
  wait_says (fixture, "Running, but this desktop shows no notifications");

  /* One that appears later is found when it is asked for. */
  arc_test_server_start (&fixture->server, fixture->connection);
  arc_test_click (fixture->page, "Send a _test reminder");
  ARC_TEST_WAIT_UNTIL (fixture->server.shown == 1);
  wait_says (fixture, "Running; nothing is planned");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("ARC_REMINDERS"));
  g_autofree char *path = g_strjoin (":", folder, g_getenv ("PATH"), NULL);

  /* As a program that is installed. */
  g_setenv ("PATH", path, TRUE);
  arc_test_init (&argc, &argv);
  g_test_add ("/reminders-page/status", Fixture, NULL, set_up, test_status, tear_down);
  g_test_add ("/reminders-page/switch", Fixture, NULL, set_up, test_switch, tear_down);
  g_test_add ("/reminders-page/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/reminders-page/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/reminders-page/no-server", Fixture, GINT_TO_POINTER (TRUE), set_up, test_no_server,
              tear_down);
  return g_test_run ();
}
