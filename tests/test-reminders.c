/* The reminder daemon's engine in a world that the test moves: clock, zone, notification server,
 * other processes. Dates are literal; 2026-11-20 is a Friday. */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arc-engine.h"
#include "arc-json-team.h"
#include "arc-test.h"

#define WEEKLY "FREQ=WEEKLY;BYDAY=FR"
#define HALF_PAST_THREE (15 * 3600 + 30 * 60)

typedef struct {
  gint64 now_us;
  const char *zone;
  gboolean has_server;
  gboolean is_same_server;
  gboolean fails;
  ArcServerFeatures features;
  GString *log; /* what happened since it was last read */
  guint ids;
  gint64 armed_us;
  gboolean off;
  char *body;                 /* of the last message */
  void (*on_show) (gpointer); /* called in the middle of showing */
  gpointer on_show_data;
} World;

typedef struct {
  char *path;
  World world;
  ArcEngine *engine;
  ArcJournal *window; /* what the person does elsewhere */
} Fixture;

/* ---- the world ---- */

static gint64
now (gpointer data)
{
  return ((World *) data)->now_us;
}

static char *
dup_zone (gpointer data)
{
  return g_strdup (((World *) data)->zone);
}

static void
arm (gint64 at_us, gpointer data)
{
  World *world = data;

  g_assert_cmpint (at_us, >, world->now_us);
  world->armed_us = at_us;
}

static gboolean
probe (ArcServerFeatures *features, gpointer data)
{
  World *world = data;

  *features = world->features;
  return world->has_server;
}

static guint
show (const ArcMessage *message, guint replaces, gpointer data, GError **error)
{
  World *world = data;

  g_assert_true (world->has_server);
  if (world->on_show)
    world->on_show (world->on_show_data);
  if (world->fails) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_FAILED, "The server fails.");
    return 0;
  }
  g_string_append_printf (world->log, "show %u", replaces ? replaces : ++world->ids);
  g_string_append_printf (world->log, " “%s”", message->title);
  for (guint i = 0; i < message->n_actions; i++)
    g_string_append_printf (world->log, " %s", message->actions[i].key);
  g_string_append_c (world->log, '\n');
  g_free (world->body);
  world->body = g_strdup (message->body);
  return replaces ? replaces : world->ids;
}

static void
withdraw (guint id, gpointer data)
{
  g_string_append_printf (((World *) data)->log, "withdraw %u\n", id);
}

static gboolean
is_same_server (gpointer data)
{
  return ((World *) data)->is_same_server;
}

static void
open_window (ArcOpen what, const char *id, const char *token, gpointer data)
{
  static const char *const words[] = {
      [ARC_OPEN_WRITE] = "write",
      [ARC_OPEN_WAITING] = "waiting",
      [ARC_OPEN_ENTRY] = "entry",
      [ARC_OPEN_TEAM] = "team",
  };

  g_assert_true ((id != NULL) == (what == ARC_OPEN_ENTRY));
  g_string_append_printf (((World *) data)->log, "open %s %s\n", words[what], token);
}

static void
settled (gboolean off, gpointer data)
{
  ((World *) data)->off = off;
}

static const ArcWorld table = {.now_us = now,
                               .dup_zone = dup_zone,
                               .arm = arm,
                               .probe = probe,
                               .show = show,
                               .withdraw = withdraw,
                               .is_same_server = is_same_server,
                               .open = open_window,
                               .settled = settled};

static gint64
at (const char *wall)
{
  gint64 instant_us;

  g_assert_true (arc_instant_parse (wall, "Europe/Berlin", 0, &instant_us, NULL));
  return instant_us;
}

static void
world_init (World *world)
{
  *world = (World){.now_us = at ("2026-11-01 12:00"),
                   .zone = "Europe/Berlin",
                   .has_server = TRUE,
                   .is_same_server = TRUE,
                   .features = ARC_SERVER_ACTIONS | ARC_SERVER_MARKUP,
                   .log = g_string_new (NULL)};
}

static void
world_clear (World *world)
{
  g_assert_cmpstr (world->log->str, ==, "");
  g_string_free (world->log, TRUE);
  g_free (world->body);
}

static void
expect_in (World *world, const char *log)
{
  g_assert_cmpstr (world->log->str, ==, log);
  g_string_truncate (world->log, 0);
}

/* ---- the fixture ---- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ArcJournalOptions options = {.clock = now, .clock_data = &fixture->world};
  g_autoptr (GError) error = NULL;

  world_init (&fixture->world);
  fixture->path = arc_test_path ("journal.db");
  options.path = fixture->path;
  fixture->window = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  fixture->engine = arc_engine_new (fixture->path, &table, &fixture->world);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_engine_free (fixture->engine);
  arc_journal_close (fixture->window);
  world_clear (&fixture->world);
  g_free (fixture->path);
}

static void
expect (Fixture *fixture, const char *log)
{
  expect_in (&fixture->world, log);
}

/* The timer rings at @wall; twice, since reconciling changes nothing more. */
static void
ring (Fixture *fixture, const char *wall, const char *log)
{
  g_test_message ("%s", wall);
  fixture->world.now_us = at (wall);
  arc_engine_reconcile (fixture->engine);
  expect (fixture, log);
  arc_engine_reconcile (fixture->engine);
  expect (fixture, "");
}

static void
expect_armed (Fixture *fixture, const char *wall)
{
  g_autofree char *found =
      arc_instant_format_local (fixture->world.armed_us, "Europe/Berlin", "%Y-%m-%d %H:%M");

  g_assert_cmpstr (found, ==, wall);
}

static void
restart (Fixture *fixture)
{
  arc_engine_free (fixture->engine);
  fixture->engine = arc_engine_new (fixture->path, &table, &fixture->world);
}

static ArcDay
day (const char *text)
{
  ArcDay value;

  g_assert_true (arc_day_from_text (text, &value));
  return value;
}

/* (transfer full): its id. */
static char *
remind (Fixture *fixture, const char *title, const char *rule, int at_s)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (GError) error = NULL;

  g_free (reminder->title);
  g_free (reminder->rule);
  reminder->title = g_strdup (title);
  reminder->rule = g_strdup (rule);
  reminder->start = day ("2026-11-02");
  reminder->at_s = at_s;
  g_assert_true (arc_journal_save_reminder (fixture->window, reminder, &error));
  g_assert_no_error (error);
  return g_strdup (reminder->id);
}

static void
remind_on_fridays (Fixture *fixture)
{
  g_free (remind (fixture, "Review", WEEKLY, HALF_PAST_THREE));
}

/* (transfer full): the id of an entry that wants to be asked on @on; of its commitment, if that
 * has @text. */
static char *
promise (Fixture *fixture, const char *topic, const char *on, const char *text)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Did it", NULL, text ? text : "Secret words");
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (GError) error = NULL;
  ArcSaved saved;

  g_free (entry->topic);
  entry->topic = g_strdup (topic);
  entry->occurred_us = at ("2026-11-01 12:00");
  loop->look_back_on = day (on);
  if (text)
    g_ptr_array_add (loop->commitments, arc_commitment_new (ARC_KIND_START, text));
  g_assert_true (
      arc_journal_save_entry_with_loop (fixture->window, entry, loop, NULL, &saved, &error));
  g_assert_no_error (error);
  if (!text)
    return g_strdup (entry->id);
  return g_strdup (((ArcCommitment *) loop->commitments->pdata[0])->id);
}

static void
promise_only (Fixture *fixture, const char *topic, const char *on, const char *text)
{
  g_free (promise (fixture, topic, on, text));
}

static void
write_entry (Fixture *fixture)
{
  g_free (arc_test_add (fixture->window, "Written", 0));
}

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_assert_true (arc_journal_set_setting (fixture->window, key, value, NULL));
}

#define SHOWN "show 1 “Review” write hour skip\n"

/* ---- when it comes ---- */

static void
test_on_time (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-20 15:00", "show 1 “2 reflections are waiting” write hour skip\n");
  ring (fixture, "2026-11-20 15:29", "");
  expect_armed (fixture, "2026-11-20 15:30");
  ring (fixture, "2026-11-20 15:30", SHOWN);
  expect_armed (fixture, "2026-11-27 15:30");
}

static void
test_first_time (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-02 12:00", "");
  expect_armed (fixture, "2026-11-06 15:30");
  ring (fixture, "2026-11-06 15:30", SHOWN);
  /* Made after its time: the first one comes a week later. */
  fixture->world.now_us = at ("2026-11-06 16:00");
  g_free (remind (fixture, "Later", WEEKLY, HALF_PAST_THREE));
  ring (fixture, "2026-11-06 16:00", "");
  expect_armed (fixture, "2026-11-13 15:30");
}

static void
test_suspend (Fixture *fixture, gconstpointer data)
{
  g_free (remind (fixture, "Daily", "FREQ=DAILY", HALF_PAST_THREE));
  ring (fixture, "2026-11-02 09:00", "");
  expect_armed (fixture, "2026-11-02 15:30");
  ring (fixture, "2026-11-04 18:00", "show 1 “3 reflections are waiting” write hour skip\n");
  expect_armed (fixture, "2026-11-05 15:30");
}

static void
test_suspend_merges_all (Fixture *fixture, gconstpointer data)
{
  g_free (remind (fixture, "Daily", "FREQ=DAILY", HALF_PAST_THREE));
  promise_only (fixture, "CRM", "2026-11-03", NULL);
  ring (fixture, "2026-11-02 09:00", "");
  ring (fixture, "2026-11-03 18:00",
        "show 1 “2 reflections and 1 look-back are waiting” write hour skip\n");
  g_assert_cmpstr (fixture->world.body, ==, "Daily · CRM");
}

static void
test_clock_back (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  ring (fixture, "2026-11-06 14:30", "");
  ring (fixture, "2026-11-06 15:30", "");
  ring (fixture, "2026-11-06 15:31", "");
  expect_armed (fixture, "2026-11-13 15:30");
}

static void
test_clock_forward (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  promise_only (fixture, "CRM", "2026-11-13", NULL);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  /* Not one for each of fifty weeks. The old one gives way on the screen. */
  ring (fixture, "2027-11-05 16:00",
        "withdraw 1\nshow 2 “2 reflections are waiting” write hour skip\n");
  expect_armed (fixture, "2027-11-12 15:30");
  fixture->world.now_us = at ("2026-11-06 16:00");
  arc_engine_reconcile (fixture->engine);
  g_string_truncate (fixture->world.log, 0);
  ring (fixture, "2026-11-13 15:30", "show 3 “Review” write hour skip\n");
}

static void
test_journey (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  fixture->world.zone = "America/New_York";
  /* 15:30 over there. */
  ring (fixture, "2026-11-06 21:30", "");
  expect_armed (fixture, "2026-11-13 21:30");
}

static void
test_quiet_hours (Fixture *fixture, gconstpointer data)
{
  g_free (remind (fixture, "Late", "FREQ=DAILY;COUNT=1", 23 * 3600));
  set (fixture, ARC_SETTING_QUIET_FROM, "22:00");
  set (fixture, ARC_SETTING_QUIET_TO, "07:00");
  ring (fixture, "2026-11-02 23:00", "");
  expect_armed (fixture, "2026-11-03 07:00");
  ring (fixture, "2026-11-03 00:30", "");
  ring (fixture, "2026-11-03 06:59", "");
  ring (fixture, "2026-11-03 07:00", "show 1 “Late” write hour skip\n");
  /* What is put off into the night waits for the morning as well. */
  fixture->world.now_us = at ("2026-11-03 21:30");
  arc_engine_act (fixture->engine, 1, ARC_ACTION_HOUR, NULL);
  expect (fixture, "withdraw 1\n");
  expect_armed (fixture, "2026-11-04 07:00");
  ring (fixture, "2026-11-03 22:30", "");
  /* A restart in the night shows nothing either. */
  restart (fixture);
  ring (fixture, "2026-11-04 06:00", "");
  ring (fixture, "2026-11-04 07:00", "show 2 “Late” write hour skip\n");
}

/* ---- one appointment ---- */

static void
test_one_appointment (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  promise_only (fixture, "CRM", "2026-11-06", NULL);
  promise_only (fixture, "Calls", "2026-11-06", "Ask first");
  ring (fixture, "2026-11-06 09:00", "");
  expect_armed (fixture, "2026-11-06 15:30");
  ring (fixture, "2026-11-06 15:30", SHOWN);
  g_assert_cmpstr (fixture->world.body, ==, "2 look-backs come with it.");
}

static void
test_look_back_alone (Fixture *fixture, gconstpointer data)
{
  promise_only (fixture, "CRM", "2026-11-05", NULL);
  ring (fixture, "2026-11-04 20:00", "");
  expect_armed (fixture, "2026-11-05 09:00");
  ring (fixture, "2026-11-05 09:00", "show 1 “CRM: did you do it?” yes partly not-yet\n");
}

static void
test_next_takes_place (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  promise_only (fixture, "CRM", "2026-11-06", NULL);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  ring (fixture, "2026-11-13 15:30", SHOWN);
  g_assert_cmpstr (fixture->world.body, ==, "1 look-back comes with it.");
}

/* ---- done work ---- */

static void
test_written_before (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  fixture->world.now_us = at ("2026-11-06 10:00");
  write_entry (fixture);
  ring (fixture, "2026-11-06 15:30", "");
  expect_armed (fixture, "2026-11-13 15:30");
  /* The day before is not that day. */
  fixture->world.now_us = at ("2026-11-12 23:00");
  write_entry (fixture);
  ring (fixture, "2026-11-13 15:30", SHOWN);
}

static void
test_written_after (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  fixture->world.now_us = at ("2026-11-06 15:50");
  write_entry (fixture);
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "withdraw 1\n");
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "");
}

static void
test_written_while_away (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  fixture->world.now_us = at ("2026-11-07 09:00");
  write_entry (fixture);
  ring (fixture, "2026-11-07 10:00", "");
}

static void
test_twice_a_day (Fixture *fixture, gconstpointer data)
{
  g_free (remind (fixture, "Plan", "FREQ=DAILY", 9 * 3600));
  g_free (remind (fixture, "Evening", "FREQ=DAILY", 17 * 3600));
  ring (fixture, "2026-11-02 09:00", "show 1 “Plan” write hour skip\n");
  fixture->world.now_us = at ("2026-11-02 09:10");
  write_entry (fixture);
  ring (fixture, "2026-11-02 09:10", "withdraw 1\n");
  ring (fixture, "2026-11-02 17:00", "show 2 “Evening” write hour skip\n");
  fixture->world.now_us = at ("2026-11-02 17:10");
  write_entry (fixture);
  ring (fixture, "2026-11-02 17:10", "withdraw 2\n");
  /* Written in the afternoon, it is the evening's. */
  ring (fixture, "2026-11-03 09:00", "show 3 “Plan” write hour skip\n");
  fixture->world.now_us = at ("2026-11-03 16:30");
  write_entry (fixture);
  ring (fixture, "2026-11-03 17:00", "withdraw 3\n");
}

static void
look_back (Fixture *fixture, const char *entry_id, ArcDid did)
{
  g_autoptr (ArcLookBack) answer = arc_look_back_new (entry_id);
  g_autoptr (GError) error = NULL;

  answer->did = did;
  arc_journal_answer (fixture->window, answer, day ("2026-12-01"), &error);
  g_assert_no_error (error);
}

static void
test_answered_in_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *early = promise (fixture, "Early", "2026-11-05", NULL);
  g_autofree char *late = promise (fixture, "Late", "2026-11-06", NULL);

  fixture->world.now_us = at ("2026-11-04 12:00");
  look_back (fixture, early, ARC_DID_YES);
  ring (fixture, "2026-11-05 09:00", "");
  ring (fixture, "2026-11-06 09:00", "show 1 “Late: did you do it?” yes partly not-yet\n");
  look_back (fixture, late, ARC_DID_NOT_YET);
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "withdraw 1\n");
  expect_armed (fixture, "2026-12-01 09:00");
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = remind (fixture, "Review", WEEKLY, HALF_PAST_THREE);

  ring (fixture, "2026-11-06 15:30", SHOWN);
  g_assert_true (arc_journal_delete_reminder (fixture->window, id, NULL));
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "withdraw 1\n");
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  g_assert_false (fixture->world.off);
  set (fixture, ARC_SETTING_REMINDERS, "off");
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "withdraw 1\n");
  g_assert_true (fixture->world.off);
  ring (fixture, "2026-11-13 15:30", "");
  g_assert_cmpint (fixture->world.armed_us, ==, G_MAXINT64);
}

/* ---- answers ---- */

static void
act (Fixture *fixture, const char *action, const char *log)
{
  arc_engine_act (fixture->engine, 1, action, "token");
  expect (fixture, log);
  arc_engine_reconcile (fixture->engine);
  expect (fixture, "");
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  act (fixture, ARC_ACTION_WRITE, "open write token\nwithdraw 1\n");
  /* Opened is not written, but it was seen: a restart does not show it again. */
  restart (fixture);
  ring (fixture, "2026-11-06 15:40", "");
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  act (fixture, ARC_ACTION_OPEN, "open waiting token\nwithdraw 1\n");
}

static void
test_skip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *commitment = promise (fixture, "Calls", "2026-11-06", "Ask first");
  g_autoptr (ArcCommitment) after = NULL;

  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  act (fixture, ARC_ACTION_SKIP, "withdraw 1\n");
  expect_armed (fixture, "2026-11-13 15:30");
  /* It costs nothing: the look-back still waits in the window. */
  after = arc_journal_load_commitment (fixture->window, commitment, NULL);
  g_assert_cmpint (after->state, ==, ARC_COMMITMENT_OPEN);
}

static void
test_snooze_survives (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  promise_only (fixture, "CRM", "2026-11-06", NULL);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  fixture->world.now_us = at ("2026-11-06 15:35");
  act (fixture, ARC_ACTION_HOUR, "withdraw 1\n");
  expect_armed (fixture, "2026-11-06 16:35");
  restart (fixture);
  ring (fixture, "2026-11-06 16:34", "");
  expect_armed (fixture, "2026-11-06 16:35");
  ring (fixture, "2026-11-06 16:35", "show 2 “Review” write hour skip\n");
  g_assert_cmpstr (fixture->world.body, ==, "1 look-back comes with it.");
}

static void
test_tomorrow (Fixture *fixture, gconstpointer data)
{
  promise_only (fixture, "CRM", "2026-11-06", NULL);
  promise_only (fixture, "Calls", "2026-11-06", NULL);
  ring (fixture, "2026-11-06 09:00", "show 1 “2 look-backs are waiting” look-back hour tomorrow\n");
  act (fixture, ARC_ACTION_TOMORROW, "withdraw 1\n");
  expect_armed (fixture, "2026-11-07 09:00");
  ring (fixture, "2026-11-07 09:00", "show 2 “2 look-backs are waiting” look-back hour tomorrow\n");
}

static void
test_snooze_by_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = remind (fixture, "Review", WEEKLY, HALF_PAST_THREE);
  gint64 due_us = arc_wall_seconds (day ("2026-11-13"), HALF_PAST_THREE) * ARC_US_PER_SECOND;
  g_autoptr (GError) error = NULL;

  ring (fixture, "2026-11-06 15:30", SHOWN);
  g_assert_cmpint (arc_engine_snooze (fixture->engine, NULL, 0, at ("2026-11-06 15:45"), &error),
                   ==, 1);
  g_assert_no_error (error);
  expect (fixture, "withdraw 1\n");
  expect_armed (fixture, "2026-11-06 15:45");
  ring (fixture, "2026-11-06 15:45", "show 2 “Review” write hour skip\n");
  /* After a click that brought the window, too. */
  arc_engine_act (fixture->engine, 2, ARC_ACTION_OPEN, "token");
  expect (fixture, "open waiting token\nwithdraw 2\n");
  g_assert_cmpint (arc_engine_snooze (fixture->engine, NULL, 0, at ("2026-11-06 16:00"), &error),
                   ==, 1);
  ring (fixture, "2026-11-06 16:00", "show 3 “Review” write hour skip\n");

  /* One that has not come yet. */
  g_assert_cmpint (arc_engine_snooze (fixture->engine, id, due_us, at ("2026-11-14 10:00"), &error),
                   ==, 1);
  ring (fixture, "2026-11-13 15:30", "");
  ring (fixture, "2026-11-14 10:00", "show 3 “Review” write hour skip\n");

  g_assert_cmpint (arc_engine_snooze (fixture->engine, NULL, 0, at ("2026-11-14 09:59"), &error), <,
                   0);
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_cmpint (
      arc_engine_snooze (fixture->engine, "nobody", 0, at ("2026-11-14 11:00"), &error), <, 0);
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

static void
put_off (Fixture *fixture, const char *id, const char *due, int at_s, const char *until)
{
  ArcFiring firing = {.subject_id = (char *) id,
                      .wall_s = arc_wall_seconds (day (due), at_s),
                      .state = ARC_FIRING_SNOOZED,
                      .snooze_until_us = at (until)};
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_journal_set_firing (fixture->window, &firing, &error));
  g_assert_no_error (error);
}

/* The person chose the time: however old it is, it comes then, stays, and comes back. */
static void
test_put_off_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = promise (fixture, "CRM", "2026-11-02", NULL);
  g_autofree char *commitment = promise (fixture, "Calls", "2026-11-03", "Log the call");

  promise_only (fixture, "Silent", "2026-11-02", NULL);
  ring (fixture, "2026-12-10 10:00", "");
  put_off (fixture, entry, "2026-11-02", 0, "2026-12-11 12:00");
  put_off (fixture, commitment, "2026-11-03", 0, "2027-02-01 12:00");
  ring (fixture, "2026-12-10 11:00", "");
  expect_armed (fixture, "2026-12-11 12:00");
  ring (fixture, "2026-12-11 12:00", "show 1 “CRM: did you do it?” yes partly not-yet\n");
  ring (fixture, "2026-12-12 12:00", "");
  act (fixture, ARC_ACTION_OPEN, "open waiting token\nwithdraw 1\n");
  ring (fixture, "2026-12-13 12:00", "");
  ring (fixture, "2027-02-01 12:00", "show 2 “Calls: did you do it?” yes partly not-yet\n");
  arc_engine_act (fixture->engine, 2, ARC_ACTION_YES, "token");
  expect (fixture, "withdraw 2\n");
  ring (fixture, "2027-02-02 12:00", "");
}

static void
test_put_off_old_reflection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      remind (fixture, "Review", "FREQ=WEEKLY;COUNT=1;BYDAY=FR", HALF_PAST_THREE);
  g_autofree char *moved =
      remind (fixture, "Moved", "FREQ=WEEKLY;COUNT=1;BYDAY=FR", HALF_PAST_THREE);
  g_autoptr (GPtrArray) reminders = NULL;

  fixture->world.now_us = at ("2026-11-05 12:00");
  put_off (fixture, id, "2026-11-06", HALF_PAST_THREE, "2026-12-04 10:00");
  put_off (fixture, moved, "2026-11-06", HALF_PAST_THREE, "2026-12-04 10:00");
  fixture->world.now_us = at ("2026-11-20 12:00");
  reminders = arc_journal_list_reminders (fixture->window, NULL);
  for (guint i = 0; i < reminders->len; i++) {
    ArcReminder *reminder = reminders->pdata[i];

    reminder->at_s += 3600;
    if (g_str_equal (reminder->id, moved))
      g_assert_true (arc_journal_save_reminder (fixture->window, reminder, NULL));
  }
  ring (fixture, "2026-12-03 12:00", "");
  expect_armed (fixture, "2026-12-04 10:00");
  ring (fixture, "2026-12-04 10:00", SHOWN);
  ring (fixture, "2026-12-05 10:00", "");
  write_entry (fixture);
  ring (fixture, "2026-12-05 11:00", "withdraw 1\n");
}

typedef struct {
  const char *action;
  gboolean commitment;
  ArcCommitmentState state;
  ArcDid did;
  const char *due; /* afterwards */
} AnswerCase;

static const AnswerCase answers[] = {
    {ARC_ACTION_YES, TRUE, ARC_COMMITMENT_DONE, ARC_DID_YES, ""},
    {ARC_ACTION_PARTLY, TRUE, ARC_COMMITMENT_OPEN, ARC_DID_PARTLY, "2026-11-06"},
    {ARC_ACTION_NOT_YET, TRUE, ARC_COMMITMENT_OPEN, ARC_DID_NOT_YET, "2026-11-06"},
    {ARC_ACTION_YES, FALSE, 0, ARC_DID_YES, ""},
    {ARC_ACTION_PARTLY, FALSE, 0, ARC_DID_PARTLY, "2026-11-06"},
    {ARC_ACTION_NOT_YET, FALSE, 0, ARC_DID_NOT_YET, "2026-11-06"},
};

static char *
look_back_day (Fixture *fixture, const char *entry_id)
{
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (fixture->window, entry_id, NULL);

  return arc_day_to_text (loop->look_back_on);
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  const AnswerCase *one = data;
  g_autofree char *id =
      promise (fixture, "Calls", "2026-11-04", one->commitment ? "Ask first" : NULL);
  g_autofree char *entry_id = NULL;
  g_autofree char *due = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const ArcLookBack *found;

  remind_on_fridays (fixture);
  ring (fixture, "2026-11-04 09:00", "show 1 “Calls: did you do it?” yes partly not-yet\n");
  act (fixture, one->action, "withdraw 1\n");
  if (one->commitment) {
    g_autoptr (ArcCommitment) after = arc_journal_load_commitment (fixture->window, id, NULL);

    g_assert_cmpint (after->state, ==, one->state);
    entry_id = g_strdup (after->entry_id);
    due = arc_day_to_text (after->due);
  } else {
    entry_id = g_strdup (id);
    due = look_back_day (fixture, id);
  }
  g_assert_cmpstr (due, ==, one->due);
  list = arc_journal_list_look_backs (fixture->window, entry_id, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  found = list->pdata[0];
  g_assert_cmpint (found->did, ==, one->did);
  g_assert_cmpint (found->helped, ==, ARC_HELPED_NOT_SAID);
  /* Not yet: it comes with the next reflection. */
  ring (fixture, "2026-11-06 15:30", "show 2 “Review” write hour skip\n");
  g_assert_cmpstr (fixture->world.body, ==,
                   *one->due ? "1 look-back comes with it."
                             : "What did you do, what came of it, what will you change?");
}

static void
test_answer_skipped_next (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry = promise (fixture, "Calls", "2026-11-04", NULL);
  g_autofree char *id = remind (fixture, "Review", WEEKLY, HALF_PAST_THREE);
  g_autofree char *due = NULL;
  const ArcFiring skipped = {.subject_id = id,
                             .wall_s = arc_wall_seconds (day ("2026-11-06"), HALF_PAST_THREE),
                             .state = ARC_FIRING_DONE};

  g_assert_true (arc_journal_set_firing (fixture->window, &skipped, NULL));
  ring (fixture, "2026-11-04 09:00", "show 1 “Calls: did you do it?” yes partly not-yet\n");
  act (fixture, ARC_ACTION_NOT_YET, "withdraw 1\n");
  due = look_back_day (fixture, entry);
  g_assert_cmpstr (due, ==, "2026-11-13");
}

static void
test_answer_comes_late (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = promise (fixture, "CRM", "2026-11-05", NULL);
  g_autoptr (GPtrArray) list = NULL;

  ring (fixture, "2026-11-05 09:00", "show 1 “CRM: did you do it?” yes partly not-yet\n");
  look_back (fixture, id, ARC_DID_YES);
  act (fixture, ARC_ACTION_NOT_YET, "withdraw 1\n");
  list = arc_journal_list_look_backs (fixture->window, id, NULL);
  g_assert_cmpuint (list->len, ==, 1);
}

/* ---- the server ---- */

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) firings = NULL;

  remind_on_fridays (fixture);
  fixture->world.has_server = FALSE;
  ring (fixture, "2026-11-06 15:30", "");
  firings = arc_journal_list_firings (fixture->window, (ArcDay){1970, 1, 1}, NULL);
  g_assert_cmpuint (firings->len, ==, 0);
  fixture->world.has_server = TRUE;
  fixture->world.now_us = at ("2026-11-06 16:30");
  arc_engine_server_appeared (fixture->engine);
  expect (fixture, SHOWN);
}

static void
test_show_fails (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  fixture->world.fails = TRUE;
  ring (fixture, "2026-11-06 15:30", "");
  expect_armed (fixture, "2026-11-06 15:31");
  fixture->world.fails = FALSE;
  ring (fixture, "2026-11-06 15:31", SHOWN);
}

static void
test_restart_same_server (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  restart (fixture);
  ring (fixture, "2026-11-06 15:40", SHOWN);
  /* Done meanwhile: what still hangs there is taken back. */
  fixture->world.now_us = at ("2026-11-06 16:00");
  write_entry (fixture);
  restart (fixture);
  ring (fixture, "2026-11-06 16:00", "withdraw 1\n");
}

static void
test_restart_other_server (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  fixture->world.is_same_server = FALSE;
  restart (fixture);
  /* The id belongs to somebody else there. */
  ring (fixture, "2026-11-06 20:00", "show 2 “Review” write hour skip\n");
  restart (fixture);
  /* A new session on another day does not begin with yesterday. */
  ring (fixture, "2026-11-07 09:00", "");
  fixture->world.is_same_server = TRUE;
  restart (fixture);
  ring (fixture, "2026-11-07 10:00", "");
}

static void
test_server_restarts (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  fixture->world.is_same_server = FALSE;
  fixture->world.now_us = at ("2026-11-06 15:40");
  arc_engine_server_appeared (fixture->engine);
  expect (fixture, "show 2 “Review” write hour skip\n");
}

static void
test_dismissed (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  arc_engine_dismissed (fixture->engine, 1);
  restart (fixture);
  ring (fixture, "2026-11-06 15:40", "");
  ring (fixture, "2026-11-13 15:30", "show 2 “Review” write hour skip\n");
}

/* ---- other processes ---- */

/* Another process: this program again, as a daemon that looks once. */
static int
be_other (const char *path, const char *wall)
{
  g_autoptr (ArcEngine) engine = NULL;
  World world;

  world_init (&world);
  world.now_us = at (wall);
  engine = arc_engine_new (path, &table, &world);
  arc_engine_reconcile (engine);
  fputs (world.log->str, stdout);
  g_string_truncate (world.log, 0);
  world_clear (&world);
  return 0;
}

static void
expect_of_other (Fixture *fixture, const char *wall, const char *log)
{
  const char *argv[] = {"/proc/self/exe", "--other", fixture->path, wall, NULL};
  g_autofree char *program = g_file_read_link (argv[0], NULL);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  argv[0] = program;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (output, ==, log);
}

static void
other_looks (gpointer data)
{
  expect_of_other (data, "2026-11-06 15:30", "");
}

static void
test_two_daemons (Fixture *fixture, gconstpointer data)
{
  remind_on_fridays (fixture);
  promise_only (fixture, "CRM", "2026-11-06", NULL);
  /* Once between claim and show, once after. */
  fixture->world.on_show = other_looks;
  fixture->world.on_show_data = fixture;
  ring (fixture, "2026-11-06 15:30", SHOWN);
  expect_of_other (fixture, "2026-11-06 15:31", "");
  /* And the other way round, a week later. */
  expect_of_other (fixture, "2026-11-13 15:30", SHOWN);
  ring (fixture, "2026-11-13 15:30", "");
}

static void
die (gpointer data)
{
  raise (SIGKILL);
}

/* A daemon that is killed when it has claimed and not shown. No connection survives a fork. */
static void
kill_while_showing (Fixture *fixture, const char *wall)
{
  int status;
  pid_t child;

  g_clear_pointer (&fixture->engine, arc_engine_free);
  g_clear_pointer (&fixture->window, arc_journal_close);
  child = fork ();
  if (child == 0) {
    World world;
    ArcEngine *engine;

    world_init (&world);
    world.on_show = die;
    world.now_us = at (wall);
    engine = arc_engine_new (fixture->path, &table, &world);
    arc_engine_reconcile (engine);
    _exit (1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  fixture->window = arc_test_open (fixture->path, NULL);
  restart (fixture);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) firings = NULL;

  remind_on_fridays (fixture);
  kill_while_showing (fixture, "2026-11-06 15:30");
  firings = arc_journal_list_firings (fixture->window, (ArcDay){1970, 1, 1}, NULL);
  g_assert_cmpuint (firings->len, ==, 1);
  g_assert_cmpint (((ArcFiring *) firings->pdata[0])->state, ==, ARC_FIRING_CLAIMED);
  ring (fixture, "2026-11-06 15:30", SHOWN);
}

/* ---- the journal's file ---- */

static void
test_no_journal (void)
{
  g_autofree char *path = arc_test_path ("journal.db");
  g_autoptr (ArcEngine) engine = NULL;
  World world;
  ArcEngineStatus status;

  world_init (&world);
  engine = arc_engine_new (path, &table, &world);
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "There is no journal*");
  arc_engine_reconcile (engine);
  g_test_assert_expected_messages ();
  g_assert_cmpint (world.armed_us, ==, G_MAXINT64);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  arc_engine_get_status (engine, &status);
  g_assert_nonnull (status.problem);

  arc_journal_close (arc_test_open (path, NULL));
  arc_engine_journal_touched (engine);
  arc_engine_get_status (engine, &status);
  g_assert_null (status.problem);
  expect_in (&world, "");
  world_clear (&world);
}

static void
test_replaced_journal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);

  remind_on_fridays (fixture);
  ring (fixture, "2026-11-06 15:30", SHOWN);
  g_assert_true (arc_journal_backup (fixture->window, other, NULL, NULL));
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  arc_engine_journal_touched (fixture->engine);
  expect (fixture, "");
  ring (fixture, "2026-11-13 15:30", SHOWN);
  /* The old connection's file is gone. */
  g_clear_pointer (&fixture->window, arc_journal_close);
  fixture->window = arc_test_open (fixture->path, NULL);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  ArcEngineStatus status;

  promise_only (fixture, "CRM", "2026-11-05", NULL);
  remind_on_fridays (fixture);
  ring (fixture, "2026-11-04 12:00", "");
  arc_engine_get_status (fixture->engine, &status);
  g_assert_cmpint (status.next_us, ==, at ("2026-11-05 09:00"));
  g_assert_cmpint (status.next_kind, ==, ARC_DUE_LOOK_BACK);
  g_assert_cmpstr (status.next_what, ==, "CRM");
  g_assert_true (status.has_server);
  g_assert_cmpuint (status.open, ==, 0);
  ring (fixture, "2026-11-05 09:00", "show 1 “CRM: did you do it?” yes partly not-yet\n");
  arc_engine_get_status (fixture->engine, &status);
  g_assert_cmpint (status.next_us, ==, at ("2026-11-06 15:30"));
}

static void
test_test (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (arc_engine_show_test (fixture->engine, &error));
  expect (fixture, "show 1 “This is how a reminder arrives”\n");
  arc_engine_act (fixture->engine, 1, ARC_ACTION_OPEN, NULL);
  expect (fixture, "open waiting (null)\n");
  fixture->world.has_server = FALSE;
  g_assert_false (arc_engine_show_test (fixture->engine, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

/* ---- words ---- */

static void
test_topics_only (Fixture *fixture, gconstpointer data)
{
  promise_only (fixture, "A <b> & c", "2026-11-05", "Secret <i>words</i> & more");
  ring (fixture, "2026-11-05 09:00", "show 1 “A <b> & c: did you do it?” yes partly not-yet\n");
  g_assert_null (strstr (fixture->world.body, "Secret"));
}

static void
test_quotes (Fixture *fixture, gconstpointer data)
{
  set (fixture, ARC_SETTING_QUOTE, "yes");
  promise_only (fixture, "", "2026-11-05", "Secret <i>words</i> & more");
  ring (fixture, "2026-11-05 09:00", "show 1 “Did you do it?” yes partly not-yet\n");
  g_assert_cmpstr (fixture->world.body, ==, "“Secret &lt;i&gt;words&lt;/i&gt; &amp; more”");
}

static void
test_plain_server (Fixture *fixture, gconstpointer data)
{
  set (fixture, ARC_SETTING_QUOTE, "yes");
  fixture->world.features = 0;
  promise_only (fixture, "", "2026-11-05", "Secret <i>words</i>");
  ring (fixture, "2026-11-05 09:00", "show 1 “Did you do it?”\n");
  g_assert_cmpstr (fixture->world.body, ==, "“Secret <i>words</i>”\nOpen ARC Journal to answer.");
}

static void
test_untitled (Fixture *fixture, gconstpointer data)
{
  g_free (remind (fixture, "", WEEKLY, HALF_PAST_THREE));
  ring (fixture, "2026-11-06 15:30", "show 1 “Time to reflect” write hour skip\n");
}

/* ---- what teammates say ---- */

#define TEAM "0b0c1c52-93a5-4b0e-9d54-6f1f6d1c3a01"
#define ME "0b0c1c52-93a5-4b0e-9d54-6f1f6d1c3a02"
#define BEN "0b0c1c52-93a5-4b0e-9d54-6f1f6d1c3a03"
#define CLEO "0b0c1c52-93a5-4b0e-9d54-6f1f6d1c3a04"

static void
add_member (GPtrArray *members, const char *id, const char *name, ArcMemberState state)
{
  ArcMember *member = arc_member_new (id, name);

  member->state = state;
  g_ptr_array_add (members, member);
}

/* A team that this person administers: Ben is in, Cleo is @cleo. */
static void
have_team (Fixture *fixture, ArcMemberState cleo)
{
  g_autoptr (ArcTeam) team = arc_team_new (TEAM, "Sales");
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);
  g_autoptr (GError) error = NULL;

  g_free (team->me);
  team->me = g_strdup (ME);
  team->state = ARC_MEMBER_IN;
  team->roles = ARC_ROLE_ADMIN;
  add_member (members, ME, "Ada Weber", ARC_MEMBER_IN);
  add_member (members, BEN, "Ben Kim", ARC_MEMBER_IN);
  add_member (members, CLEO, "Cleo Ortiz", cleo);
  arc_journal_save_team (fixture->window, team, &error);
  g_assert_no_error (error);
  arc_journal_set_members (fixture->window, TEAM, members, &error);
  g_assert_no_error (error);
}

/* (transfer full): the id of a share of a new entry. */
static char *
share (Fixture *fixture, const char *topic)
{
  g_autoptr (ArcEntry) entry = arc_test_entry ("Did it", NULL, NULL);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (ArcShare) copy = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  g_free (entry->topic);
  entry->topic = g_strdup (topic);
  arc_test_save (fixture->window, entry, ARC_SAVED_NEW);
  choice->parts = ARC_PART_ACTION;
  copy = arc_share_make (entry, NULL, NULL, day ("2026-11-01"), NULL, choice);
  body = arc_body_from_share (copy);
  id = arc_journal_share_entry (fixture->window, TEAM, entry->id, choice, copy, body, NULL, &error);
  g_assert_no_error (error);
  return id;
}

/* (transfer full): the id of what came in. */
static char *
receive (Fixture *fixture, const char *author, const char *share_id, ArcAnswerKind kind,
         const char *text)
{
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (ArcAnswer) answer = arc_answer_new (kind, text);
  ArcPost *post = arc_post_new (ARC_POST_ANSWER, author);
  g_autoptr (GError) error = NULL;

  g_free (post->body);
  post->body = arc_body_from_answer (answer);
  post->audience = ARC_AUDIENCE_NAMED;
  post->subject = g_strdup (share_id);
  g_ptr_array_add (post->to, g_strdup (ME));
  g_ptr_array_add (batch->posts, post);
  g_ptr_array_add (batch->shares, NULL);
  arc_journal_apply_posts (fixture->window, TEAM, batch, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (post->id);
}

static void
test_suggestion (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share_id = NULL;

  have_team (fixture, ARC_MEMBER_IN);
  share_id = share (fixture, "New CRM");
  g_free (receive (fixture, BEN, share_id, ARC_ANSWER_SUGGESTION, "Secret words"));
  ring (fixture, "2026-11-02 12:00", "show 1 “Ben Kim has a suggestion for you”\n");
  g_assert_cmpstr (fixture->world.body, ==, "New CRM");
  /* Not again, nor by the next process. */
  restart (fixture);
  ring (fixture, "2026-11-02 13:00", "");
}

static void
test_suggestion_opens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share_id = NULL;

  have_team (fixture, ARC_MEMBER_IN);
  set (fixture, ARC_SETTING_QUOTE, "yes");
  share_id = share (fixture, "New CRM");
  g_free (receive (fixture, BEN, share_id, ARC_ANSWER_SUGGESTION, "Ask <them> first"));
  ring (fixture, "2026-11-02 12:00", "show 1 “Ben Kim has a suggestion for you”\n");
  g_assert_cmpstr (fixture->world.body, ==, "“Ask &lt;them&gt; first”");
  arc_engine_act (fixture->engine, 1, "default", "token");
  expect (fixture, "open entry token\nwithdraw 1\n");
  ring (fixture, "2026-11-02 13:00", "");
}

static void
test_suggestions_merge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share_id = NULL;
  g_autofree char *other_id = NULL;

  have_team (fixture, ARC_MEMBER_IN);
  share_id = share (fixture, "New CRM");
  other_id = share (fixture, "Review");
  g_free (receive (fixture, BEN, share_id, ARC_ANSWER_THANKS, ""));
  ring (fixture, "2026-11-02 12:00", "show 1 “Ben Kim thanks you”\n");
  g_free (receive (fixture, CLEO, other_id, ARC_ANSWER_WILL_TRY, ""));
  ring (fixture, "2026-11-02 12:10", "show 1 “2 answers from your team”\n");
  g_assert_cmpstr (fixture->world.body, ==, "Ben Kim · Cleo Ortiz");
  arc_engine_act (fixture->engine, 1, "default", "token");
  expect (fixture, "open team token\nwithdraw 1\n");
}

static void
test_suggestion_seen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share_id = NULL;
  g_autofree char *id = NULL;

  have_team (fixture, ARC_MEMBER_IN);
  share_id = share (fixture, "New CRM");
  id = receive (fixture, BEN, share_id, ARC_ANSWER_SUGGESTION, "Words");
  ring (fixture, "2026-11-02 12:00", "show 1 “Ben Kim has a suggestion for you”\n");
  g_assert_true (arc_journal_dismiss_news (fixture->window, id, NULL));
  ring (fixture, "2026-11-02 12:01", "withdraw 1\n");
}

static void
test_suggestion_at_night (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share_id = NULL;

  set (fixture, ARC_SETTING_QUIET_FROM, "22:00");
  set (fixture, ARC_SETTING_QUIET_TO, "07:00");
  have_team (fixture, ARC_MEMBER_IN);
  share_id = share (fixture, "New CRM");
  g_free (receive (fixture, BEN, share_id, ARC_ANSWER_SUGGESTION, "Words"));
  ring (fixture, "2026-11-02 23:00", "");
  expect_armed (fixture, "2026-11-03 07:00");
  ring (fixture, "2026-11-03 07:00", "show 1 “Ben Kim has a suggestion for you”\n");
}

static void
test_request (Fixture *fixture, gconstpointer data)
{
  have_team (fixture, ARC_MEMBER_ASKING);
  ring (fixture, "2026-11-02 12:00", "show 1 “Cleo Ortiz wants to join “Sales””\n");
  arc_engine_dismissed (fixture->engine, 1);
  ring (fixture, "2026-11-02 13:00", "");
  restart (fixture);
  ring (fixture, "2026-11-02 14:00", "");
}

#define ADD(path, test) g_test_add ("/reminders/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--other"))
    return be_other (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  ADD ("on-time", test_on_time);
  ADD ("first-time", test_first_time);
  ADD ("suspend-over-three", test_suspend);
  ADD ("suspend-merges-all", test_suspend_merges_all);
  ADD ("clock-back-an-hour", test_clock_back);
  ADD ("clock-forward-a-year", test_clock_forward);
  ADD ("journey", test_journey);
  ADD ("quiet-hours-across-midnight", test_quiet_hours);
  ADD ("one-appointment", test_one_appointment);
  ADD ("look-back-alone", test_look_back_alone);
  ADD ("next-takes-place", test_next_takes_place);
  ADD ("written-before", test_written_before);
  ADD ("written-after", test_written_after);
  ADD ("written-while-away", test_written_while_away);
  ADD ("twice-a-day", test_twice_a_day);
  ADD ("answered-in-window", test_answered_in_window);
  ADD ("deleted", test_deleted);
  ADD ("off", test_off);
  ADD ("write", test_write);
  ADD ("open", test_open);
  ADD ("skip", test_skip);
  ADD ("snooze-survives-restart", test_snooze_survives);
  ADD ("tomorrow", test_tomorrow);
  ADD ("snooze-by-window", test_snooze_by_window);
  ADD ("put-off-old", test_put_off_old);
  ADD ("put-off-old-reflection", test_put_off_old_reflection);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autofree char *path = g_strdup_printf ("/reminders/answer/%s-%s", answers[i].action,
                                             answers[i].commitment ? "commitment" : "entry");

    g_test_add (path, Fixture, &answers[i], set_up, test_answer, tear_down);
  }
  ADD ("answer/next-is-skipped", test_answer_skipped_next);
  ADD ("answer-comes-late", test_answer_comes_late);
  ADD ("no-server", test_no_server);
  ADD ("show-fails", test_show_fails);
  ADD ("restart-same-server", test_restart_same_server);
  ADD ("restart-other-server", test_restart_other_server);
  ADD ("server-restarts", test_server_restarts);
  ADD ("dismissed", test_dismissed);
  ADD ("two-daemons", test_two_daemons);
  ADD ("killed-between-claim-and-show", test_killed);
  ADD ("replaced-journal", test_replaced_journal);
  ADD ("status", test_status);
  ADD ("test", test_test);
  ADD ("topics-only", test_topics_only);
  ADD ("quotes", test_quotes);
  ADD ("plain-server", test_plain_server);
  ADD ("untitled", test_untitled);
  ADD ("team/suggestion", test_suggestion);
  ADD ("team/opens", test_suggestion_opens);
  ADD ("team/merge", test_suggestions_merge);
  ADD ("team/seen", test_suggestion_seen);
  ADD ("team/at-night", test_suggestion_at_night);
  ADD ("team/request", test_request);
  g_test_add_func ("/reminders/no-journal", test_no_journal);
  return g_test_run ();
}
