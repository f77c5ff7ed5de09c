/* arc-journal-reminders itself on a session bus of its own, with a notification server and a window
 * that the test plays. ARC_REMINDERS is the program; ARC_SOAK makes the idle sample a minute long.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "arc-journal-loop.h"
#include "arc-names.h"
#include "arc-reminders-client.h"
#include "arc-test.h"
#include "notification-server.h"

#define WAIT_S 30
#define LOOK_MS 20
#define IDLE_S 10
#define IDLE_SOAK_S 60
#define PRIVATE_DIRTY_LIMIT_KB (6 * 1024)

typedef struct {
  GTestDBus *bus;
  GDBusConnection *connection; /* of the server and the window */
  ArcJournal *journal;
  char *path;
  GPid daemon;
  gboolean exited;
  ArcTestServer server;
  guint window_name, window_object;
  char *activated; /* action of the window */
} Fixture;

/* ---- waiting ---- */

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
on_too_long (gpointer data)
{
  g_error ("waited for too long");
  return G_SOURCE_REMOVE;
}

static gboolean
on_look (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* What the journal says comes with no event, so it is looked at again and again. */
static void
wait_for (Fixture *fixture, Condition condition)
{
  guint limit = g_timeout_add_seconds (WAIT_S, on_too_long, NULL);
  guint look = g_timeout_add (LOOK_MS, on_look, NULL);

  while (!condition (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (limit);
}

static gboolean
on_tick (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets @seconds pass: the one thing that an idle sample needs. */
static void
let_pass (guint seconds)
{
  gboolean done = FALSE;

  g_timeout_add_seconds (seconds, on_tick, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_shown (Fixture *fixture)
{
  return fixture->server.shown > 0;
}

static gboolean
is_closed (Fixture *fixture)
{
  return fixture->server.closed > 0;
}

static gboolean
is_activated (Fixture *fixture)
{
  return fixture->activated != NULL;
}

static gboolean
has_exited (Fixture *fixture)
{
  return fixture->exited;
}

/* ---- the notification server ---- */

static void
start_server (Fixture *fixture)
{
  arc_test_server_start (&fixture->server, fixture->connection);
}

static void
press (Fixture *fixture, const char *action)
{
  arc_test_server_press (&fixture->server, action);
}

/* ---- the window ---- */

static const char window_xml[] =
    "<node><interface name='org.freedesktop.Application'>"
    "<method name='ActivateAction'><arg type='s' direction='in'/><arg type='av' direction='in'/>"
    "<arg type='a{sv}' direction='in'/></method></interface></node>";

static void
on_window_call (GDBusConnection *connection, const char *sender, const char *path,
                const char *interface, const char *method, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->activated);
  g_variant_get (parameters, "(sava{sv})", &fixture->activated, NULL, NULL);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
start_window (Fixture *fixture)
{
  static const GDBusInterfaceVTable table = {.method_call = on_window_call};

  fixture->window_object = arc_test_export (fixture->connection, window_xml,
                                            "/io/github/arcjournal/ArcJournal", &table, fixture);
  fixture->window_name =
      g_bus_own_name_on_connection (fixture->connection, "io.github.arcjournal.ArcJournal",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

/* ---- the daemon ---- */

static void
on_exit_of_daemon (GPid pid, int status, gpointer data)
{
  Fixture *fixture = data;

  fixture->exited = TRUE;
  g_spawn_close_pid (pid);
}

static GPid
spawn (Fixture *fixture)
{
  const char *argv[] = {g_getenv ("ARC_REMINDERS"), NULL};
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_assert_nonnull (argv[0]);
  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  fixture->exited = FALSE;
  g_child_watch_add (pid, on_exit_of_daemon, fixture);
  return pid;
}

static void
start_daemon (Fixture *fixture)
{
  fixture->daemon = spawn (fixture);
}

static void
end_daemon (Fixture *fixture, int signal_number)
{
  if (!fixture->exited)
    kill (fixture->daemon, signal_number);
  wait_for (fixture, has_exited);
  fixture->daemon = 0;
}

/* ---- the journal ---- */

static gint64
days_ago (gpointer days)
{
  return g_get_real_time () - GPOINTER_TO_INT (days) * ARC_TEST_DAY;
}

static void
open_journal (Fixture *fixture)
{
  /* Reminders that were made just now have missed nothing. */
  ArcJournalOptions options = {.clock = days_ago, .clock_data = GINT_TO_POINTER (7)};
  g_autoptr (GError) error = NULL;

  fixture->journal = arc_journal_open (&options, &error);
  g_assert_no_error (error);
}

static ArcDay
yesterday (void)
{
  g_autofree char *zone = arc_zone_local ();

  return arc_day_add (arc_day_of (g_get_real_time (), zone, 0), -1);
}

/* Something to look back at, due since yesterday. (transfer full): its commitment's id. */
static char *
promise (Fixture *fixture)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Did it", NULL, "Ask first");
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (GError) error = NULL;
  ArcSaved saved;

  g_free (entry->topic);
  entry->topic = g_strdup ("Calls");
  loop->look_back_on = yesterday ();
  g_ptr_array_add (loop->commitments, arc_commitment_new (ARC_KIND_START, "Ask first"));
  arc_journal_save_entry_with_loop (fixture->journal, entry, loop, NULL, &saved, &error);
  g_assert_no_error (error);
  return g_strdup (((ArcCommitment *) loop->commitments->pdata[0])->id);
}

/* A reflection that was missed yesterday. */
static void
remind (Fixture *fixture)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (GError) error = NULL;

  g_free (reminder->title);
  g_free (reminder->rule);
  reminder->title = g_strdup ("Review");
  reminder->rule = g_strdup ("FREQ=DAILY;COUNT=1");
  reminder->start = yesterday ();
  reminder->at_s = 9 * 3600;
  arc_journal_save_reminder (fixture->journal, reminder, &error);
  g_assert_no_error (error);
}

static ArcFiringState
state_of_only_firing (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows =
      arc_journal_list_firings (fixture->journal, (ArcDay){1970, 1, 1}, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  return ((ArcFiring *) rows->pdata[0])->state;
}

static gboolean
is_recorded (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows =
      arc_journal_list_firings (fixture->journal, (ArcDay){1970, 1, 1}, NULL);

  return rows->len > 0 && ((ArcFiring *) rows->pdata[0])->state == ARC_FIRING_SHOWN;
}

/* ---- the fixture ---- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->path = arc_journal_default_path ();
}

static void
remove_journal (const char *path)
{
  static const char *const suffixes[] = {"", "-wal", "-shm"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
    g_autoptr (GFile) file = g_file_new_for_path (name);

    g_file_delete (file, NULL, NULL);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->daemon)
    end_daemon (fixture, SIGTERM);
  arc_test_server_clear (&fixture->server);
  g_clear_handle_id (&fixture->window_name, g_bus_unown_name);
  g_clear_pointer (&fixture->journal, arc_journal_close);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_object_unref (fixture->connection);
  g_test_dbus_stop (fixture->bus);
  g_object_unref (fixture->bus);
  remove_journal (fixture->path);
  g_free (fixture->path);
  g_free (fixture->activated);
}

static void
expect_actions (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; fixture->server.actions[i]; i += 2)
    g_ptr_array_add (keys, fixture->server.actions[i]);
  g_ptr_array_add (keys, NULL);
  text = g_strjoinv (" ", (char **) keys->pdata);
  g_assert_cmpstr (text, ==, expected);
}

/* ---- tests ---- */

static void
test_appears (Fixture *fixture, gconstpointer data)
{
  gint64 began_us;

  start_server (fixture);
  open_journal (fixture);
  remind (fixture);
  g_free (promise (fixture));
  began_us = g_get_monotonic_time ();
  start_daemon (fixture);
  wait_for (fixture, is_shown);
  g_test_message ("shown %.0f ms after the start", (g_get_monotonic_time () - began_us) / 1000.0);
  g_assert_cmpstr (fixture->server.title, ==, "Review");
  g_assert_cmpstr (fixture->server.body, ==, "1 look-back comes with it.");
  expect_actions (fixture, "default write hour skip");
}

typedef struct {
  const char *action;
  ArcCommitmentState state;
  ArcDid did;
} AnswerCase;

static const AnswerCase answers[] = {
    {"yes", ARC_COMMITMENT_DONE, ARC_DID_YES},
    {"partly", ARC_COMMITMENT_OPEN, ARC_DID_PARTLY},
    {"not-yet", ARC_COMMITMENT_OPEN, ARC_DID_NOT_YET},
};

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  const AnswerCase *one = data;
  g_autofree char *id = NULL;
  g_autoptr (ArcCommitment) after = NULL;
  g_autoptr (GPtrArray) look_backs = NULL;

  start_server (fixture);
  open_journal (fixture);
  id = promise (fixture);
  start_daemon (fixture);
  wait_for (fixture, is_shown);
  wait_for (fixture, is_recorded);
  g_assert_cmpstr (fixture->server.title, ==, "Calls: did you do it?");
  expect_actions (fixture, "default yes partly not-yet");
  press (fixture, one->action);
  wait_for (fixture, is_closed);
  after = arc_journal_load_commitment (fixture->journal, id, NULL);
  g_assert_cmpint (after->state, ==, one->state);
  look_backs = arc_journal_list_look_backs (fixture->journal, after->entry_id, NULL);
  g_assert_cmpuint (look_backs->len, ==, 1);
  g_assert_cmpint (((ArcLookBack *) look_backs->pdata[0])->did, ==, one->did);
}

typedef struct {
  const char *action;
  const char *activated; /* in the window, or NULL */
  ArcFiringState state;
} ActionCase;

static const ActionCase actions[] = {
    {"write", "write", ARC_FIRING_SHOWN},
    {"default", "show-waiting", ARC_FIRING_SHOWN},
    {"hour", NULL, ARC_FIRING_SNOOZED},
    {"skip", NULL, ARC_FIRING_DONE},
};

static void
test_action (Fixture *fixture, gconstpointer data)
{
  const ActionCase *one = data;

  start_server (fixture);
  start_window (fixture);
  open_journal (fixture);
  remind (fixture);
  start_daemon (fixture);
  wait_for (fixture, is_shown);
  wait_for (fixture, is_recorded);
  press (fixture, one->action);
  wait_for (fixture, is_closed);
  if (one->activated)
    wait_for (fixture, is_activated);
  g_assert_cmpstr (fixture->activated, ==, one->activated);
  g_assert_cmpint (state_of_only_firing (fixture), ==, one->state);
}

static void
test_server_comes_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  open_journal (fixture);
  remind (fixture);
  start_daemon (fixture);
  let_pass (1);
  rows = arc_journal_list_firings (fixture->journal, (ArcDay){1970, 1, 1}, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
  start_server (fixture);
  wait_for (fixture, is_shown);
  g_assert_cmpstr (fixture->server.title, ==, "Review");
}

static void
test_journal_comes_late (Fixture *fixture, gconstpointer data)
{
  start_server (fixture);
  start_daemon (fixture);
  let_pass (1);
  open_journal (fixture);
  remind (fixture);
  wait_for (fixture, is_shown);
}

static void
test_journal_changes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  start_server (fixture);
  open_journal (fixture);
  start_daemon (fixture);
  let_pass (1);
  id = promise (fixture);
  wait_for (fixture, is_shown);
  wait_for (fixture, is_recorded);
  /* Done in the window: it goes from the screen. */
  arc_journal_set_commitment_state (fixture->journal, id, ARC_COMMITMENT_DONE, NULL);
  wait_for (fixture, is_closed);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  guint id;

  start_server (fixture);
  open_journal (fixture);
  remind (fixture);
  start_daemon (fixture);
  wait_for (fixture, is_recorded);
  id = fixture->server.ids;
  end_daemon (fixture, SIGKILL);
  fixture->server.shown = 0;
  start_daemon (fixture);
  wait_for (fixture, is_shown);
  g_assert_cmpuint (fixture->server.replaces, ==, id);
  g_assert_cmpuint (fixture->server.ids, ==, id);
}

static void
test_only_one (Fixture *fixture, gconstpointer data)
{
  GPid first;

  start_server (fixture);
  open_journal (fixture);
  remind (fixture);
  start_daemon (fixture);
  wait_for (fixture, is_recorded);
  first = fixture->daemon;
  fixture->daemon = spawn (fixture);
  wait_for (fixture, has_exited);
  fixture->daemon = first;
  fixture->exited = FALSE;
  g_assert_cmpuint (fixture->server.shown, ==, 1);
}

/* ---- the window's side ---- */

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static ArcRemindersStatus *
get_status (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArcRemindersStatus *status;

  arc_reminders_get_status_async (NULL, NULL, on_result, &result);
  status = arc_reminders_get_status_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  return status;
}

static void
set_enabled (gboolean enabled)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  arc_reminders_set_enabled_async (NULL, enabled, NULL, on_result, &result);
  g_assert_true (arc_reminders_set_enabled_finish (wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static void
test_client (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRemindersStatus) before = NULL;
  g_autoptr (ArcRemindersStatus) during = NULL;
  g_autoptr (GAsyncResult) tested = NULL;
  g_autoptr (GAsyncResult) snoozed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hidden =
      g_build_filename (g_get_user_config_dir (), "autostart",
                        "io.github.arcjournal.ArcJournal.Reminders.desktop", NULL);

  start_server (fixture);
  open_journal (fixture);
  remind (fixture);
  before = get_status ();
  g_assert_false (before->running);
  start_daemon (fixture);
  wait_for (fixture, is_recorded);
  during = get_status ();
  g_assert_true (during->running);
  g_assert_true (during->has_server);
  g_assert_null (during->problem);

  arc_reminders_send_test_async (NULL, NULL, on_result, &tested);
  g_assert_true (arc_reminders_send_test_finish (wait_for_result (&tested), &error));
  g_assert_cmpstr (fixture->server.title, ==, "This is how a reminder arrives");

  arc_reminders_snooze_async (NULL, g_get_real_time () + ARC_TEST_HOUR, NULL, on_result, &snoozed);
  g_assert_cmpint (arc_reminders_snooze_finish (wait_for_result (&snoozed), &error), ==, 1);
  g_assert_cmpint (state_of_only_firing (fixture), ==, ARC_FIRING_SNOOZED);

  set_enabled (TRUE);
  g_assert_false (g_file_test (hidden, G_FILE_TEST_EXISTS));
  set_enabled (FALSE);
  wait_for (fixture, has_exited);
  fixture->daemon = 0;
  g_assert_true (g_file_test (hidden, G_FILE_TEST_EXISTS));
  set_enabled (FALSE);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  start_server (fixture);
  open_journal (fixture);
  start_daemon (fixture);
  let_pass (1);
  g_assert_true (arc_journal_set_setting (fixture->journal, ARC_SETTING_REMINDERS, "off", NULL));
  wait_for (fixture, has_exited);
  fixture->daemon = 0;
}

/* ---- doing nothing ---- */

static guint64
read_number (const char *file, const char *key)
{
  g_autofree char *text = NULL;
  const char *found;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  found = strstr (text, key);
  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen (key), NULL, 10);
}

/* Of all its threads: each time one waited, it had been woken before. */
static guint64
count_wake_ups (GPid pid)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", (int) pid);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *task;
  guint64 sum = 0;

  g_assert_nonnull (dir);
  while ((task = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (folder, task, "status", NULL);

    sum += read_number (file, "\nvoluntary_ctxt_switches:\t");
  }
  return sum;
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  guint seconds = g_getenv ("ARC_SOAK") ? IDLE_SOAK_S : IDLE_S;
  g_autofree char *rollup = NULL;
  guint64 before, after, private_kb;

  start_server (fixture);
  open_journal (fixture);
  remind (fixture);
  g_free (promise (fixture));
  start_daemon (fixture);
  wait_for (fixture, is_recorded);
  /* What the last change set off has come to rest: monitors wait for two seconds. */
  let_pass (5);
  before = count_wake_ups (fixture->daemon);
  let_pass (seconds);
  after = count_wake_ups (fixture->daemon);
  rollup = g_strdup_printf ("/proc/%d/smaps_rollup", (int) fixture->daemon);
  private_kb = read_number (rollup, "\nPrivate_Dirty:");
  g_test_message ("%" G_GUINT64_FORMAT " wake-ups in %u s; Private_Dirty %" G_GUINT64_FORMAT " kB",
                  after - before, seconds, private_kb);
  g_assert_cmpuint (after - before, ==, 0);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (private_kb, <=, PRIVATE_DIRTY_LIMIT_KB);
#endif
}

#define ADD(path, test) g_test_add ("/daemon/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("appears", test_appears);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autofree char *path = g_strconcat ("/daemon/answer/", answers[i].action, NULL);

    g_test_add (path, Fixture, &answers[i], set_up, test_answer, tear_down);
  }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_autofree char *path = g_strconcat ("/daemon/action/", actions[i].action, NULL);

    g_test_add (path, Fixture, &actions[i], set_up, test_action, tear_down);
  }
  ADD ("server-comes-late", test_server_comes_late);
  ADD ("journal-comes-late", test_journal_comes_late);
  ADD ("journal-changes", test_journal_changes);
  ADD ("killed", test_killed);
  ADD ("only-one", test_only_one);
  ADD ("client", test_client);
  ADD ("off", test_off);
  ADD ("idle", test_idle);
  return g_test_run ();
}
