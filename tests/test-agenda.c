/* What is shown when, with a clock that the test sets: missed, snoozed, quiet, merged, claimed. */
#include "arc-schedule.h"

#include <stdio.h>
#include <string.h>

#define BERLIN "Europe/Berlin"
#define NEW_YORK "America/New_York"
#define SECOND ARC_US_PER_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define NEVER "never"

/* All that a daemon would have at hand. */
typedef struct {
  GPtrArray *due;
  GPtrArray *firings;
  ArcAgendaRules rules;
  gint64 next_us;
} World;

static World *
world_new (void)
{
  World *world = g_new0 (World, 1);

  world->due = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_due_free);
  world->firings = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_firing_free);
  world->rules.zone = BERLIN;
  return world;
}

static void
world_free (World *world)
{
  g_ptr_array_unref (world->due);
  g_ptr_array_unref (world->firings);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* "2027-03-26 15:30" on the wall of the world's zone. */
static gint64
at (const World *world, const char *text)
{
  gint64 instant_us;

  g_assert_true (arc_instant_parse (text, world->rules.zone, 0, &instant_us, NULL));
  return instant_us;
}

static void
add_due_on (World *world, ArcDueKind kind, const char *id, ArcDay day, int at_s)
{
  ArcDue due = {.kind = kind,
                .subject_id = (char *) id,
                .topic = (char *) "topic",
                .quote = (char *) "words"};

  due.wall_s = arc_wall_seconds (day, at_s);
  due.due_us = arc_wall_to_instant (day, at_s, world->rules.zone);
  g_ptr_array_add (world->due, arc_due_copy (&due));
}

static void
add_due (World *world, ArcDueKind kind, const char *id, const char *wall)
{
  ArcDay day;
  int hour, minute;

  g_assert_cmpint (sscanf (wall, "%d-%d-%d %d:%d", &day.year, &day.month, &day.day, &hour, &minute),
                   ==, 5);
  add_due_on (world, kind, id, day, hour * 3600 + minute * 60);
}

/* As a daemon does: what a rule brings from a fortnight ago on. */
static void
set_due_by_rule (World *world, const char *rule, const char *start, int at_s, gint64 now_us)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (GArray) found = NULL;

  g_free (reminder->rule);
  reminder->rule = g_strdup (rule);
  reminder->at_s = at_s;
  g_assert_cmpint (sscanf (start, "%d-%d-%d", &reminder->start.year, &reminder->start.month,
                           &reminder->start.day),
                   ==, 3);
  found =
      arc_reminder_expand (reminder, world->rules.zone, now_us - ARC_AGENDA_OLDEST_US, 30, NULL);
  g_ptr_array_set_size (world->due, 0);
  for (guint i = 0; i < found->len; i++) {
    const ArcOccurrence *occurrence = &g_array_index (found, ArcOccurrence, i);

    add_due_on (world, ARC_DUE_REFLECTION, "R", occurrence->day, occurrence->at_s);
  }
}

static void
record_one (World *world, const ArcDue *due, ArcFiringState state, gint64 time_us)
{
  ArcFiring firing = {.subject_id = due->subject_id,
                      .wall_s = due->wall_s,
                      .state = state,
                      .claimed_us = time_us,
                      .snooze_until_us = time_us};

  for (guint i = 0; i < world->firings->len; i++) {
    const ArcFiring *old = world->firings->pdata[i];

    if (old->wall_s == due->wall_s && g_str_equal (old->subject_id, due->subject_id)) {
      g_ptr_array_remove_index (world->firings, i);
      break;
    }
  }
  g_ptr_array_add (world->firings, arc_firing_copy (&firing));
}

/* What the daemon writes down after a notice; @time_us is the claim's or the end of the snooze. */
static void
record (World *world, const ArcNotice *notice, ArcFiringState state, gint64 time_us)
{
  for (guint i = 0; i < notice->due->len; i++)
    record_one (world, notice->due->pdata[i], state, time_us);
}

static ArcNotice *
reconcile (World *world, gint64 now_us)
{
  ArcNotice *notice =
      arc_agenda_reconcile (world->due, world->firings, &world->rules, now_us, &world->next_us);

  g_assert_cmpint (world->next_us, >, now_us);
  return notice;
}

/* "late A B" */
static char *
describe (const ArcNotice *notice)
{
  GString *text = g_string_new (NULL);

  if (!notice)
    return g_string_free (text, FALSE);
  g_string_append (text, notice->late ? "late" : "now");
  for (guint i = 0; i < notice->due->len; i++) {
    const ArcDue *due = notice->due->pdata[i];

    g_string_append_printf (text, " %s", due->subject_id);
    g_assert_cmpstr (due->topic, ==, "topic");
    g_assert_cmpstr (due->quote, ==, "words");
  }
  return g_string_free (text, FALSE);
}

/* What comes at @wall and when it looks again; twice, since asking changes nothing. */
static ArcNotice *
expect (World *world, const char *wall, const char *shown, const char *next)
{
  ArcNotice *notice = NULL;
  gint64 next_us = g_str_equal (next, NEVER) ? G_MAXINT64 : at (world, next);

  g_test_message ("at %s", wall);
  for (int i = 0; i < 2; i++) {
    g_autofree char *text = NULL;

    arc_notice_free (notice);
    notice = reconcile (world, at (world, wall));
    text = describe (notice);
    g_assert_cmpstr (text, ==, shown);
    g_assert_cmpint (world->next_us, ==, next_us);
  }
  return notice;
}

static void
expect_nothing (World *world, const char *wall, const char *next)
{
  g_assert_null (expect (world, wall, "", next));
}

static void
expect_shown (World *world, const char *wall, const char *shown, const char *next)
{
  g_autoptr (ArcNotice) notice = expect (world, wall, shown, next);

  record (world, notice, ARC_FIRING_SHOWN, 0);
  expect_nothing (world, wall, next);
}

/* ---- quiet hours ---- */

static void
test_quiet_hours (void)
{
  static const struct {
    int from_h;
    int to_h;
    const char *instant;
    const char *zone;
    const char *after;
  } table[] = {
      {22, 7, "2027-02-05T20:59:59Z", BERLIN, "2027-02-05T20:59:59Z"},
      {22, 7, "2027-02-05T21:00:00Z", BERLIN, "2027-02-06T06:00:00Z"},
      {22, 7, "2027-02-05T23:30:00Z", BERLIN, "2027-02-06T06:00:00Z"},
      {22, 7, "2027-02-06T05:59:59.999999Z", BERLIN, "2027-02-06T06:00:00Z"},
      {22, 7, "2027-02-06T06:00:00Z", BERLIN, "2027-02-06T06:00:00Z"},
      {12, 14, "2027-02-05T10:59:59Z", BERLIN, "2027-02-05T10:59:59Z"},
      {12, 14, "2027-02-05T11:00:00Z", BERLIN, "2027-02-05T13:00:00Z"},
      {12, 14, "2027-02-05T13:00:00Z", BERLIN, "2027-02-05T13:00:00Z"},
      {0, 7, "2027-02-05T23:00:00Z", BERLIN, "2027-02-06T06:00:00Z"},
      {22, 0, "2027-02-05T21:30:00Z", BERLIN, "2027-02-05T23:00:00Z"},
      /* None. */
      {0, 0, "2027-02-05T23:30:00Z", BERLIN, "2027-02-05T23:30:00Z"},
      {9, 9, "2027-02-05T08:00:00Z", BERLIN, "2027-02-05T08:00:00Z"},
      /* Nights of 23 and 25 hours. */
      {22, 7, "2027-03-27T21:30:00Z", BERLIN, "2027-03-28T05:00:00Z"},
      {22, 7, "2027-10-30T20:30:00Z", BERLIN, "2027-10-31T06:00:00Z"},
      /* An end that the clock passes twice: after the first it is over. */
      {22, 2, "2027-10-30T23:30:00Z", BERLIN, "2027-10-31T00:00:00Z"},
      {12, 14, "2027-02-05T17:00:00Z", NEW_YORK, "2027-02-05T19:00:00Z"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    ArcQuietHours quiet = {table[i].from_h * 3600, table[i].to_h * 3600};
    gint64 instant_us;
    g_autofree char *after = NULL;

    g_assert_true (arc_instant_parse (table[i].instant, "UTC", 0, &instant_us, NULL));
    after = arc_instant_format (arc_quiet_hours_after (quiet, instant_us, table[i].zone));
    g_assert_cmpstr (after, ==, table[i].after);
  }
}

/* ---- one after the other ---- */

static void
test_in_time (void)
{
  g_autoptr (World) world = world_new ();

  expect_nothing (world, "2027-03-01 12:00", NEVER);
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-04-02 15:30");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  expect_nothing (world, "2027-03-26 15:29:59.999999", "2027-03-26 15:30");
  expect_shown (world, "2027-03-26 15:30", "now R", "2027-04-02 15:30");
  expect_nothing (world, "2027-04-02 15:29", "2027-04-02 15:30");
  expect_shown (world, "2027-04-02 15:31", "now R", NEVER);
}

static void
test_suspend (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-22 09:00");
  add_due (world, ARC_DUE_REFLECTION, "A", "2027-03-23 15:30");
  add_due (world, ARC_DUE_REFLECTION, "B", "2027-03-24 15:30");
  add_due (world, ARC_DUE_REFLECTION, "B", "2027-03-26 15:30");
  expect_nothing (world, "2027-03-21 12:00", "2027-03-22 09:00");
  /* The newest reflection leads. */
  expect_shown (world, "2027-03-25 08:00", "late B A L", "2027-03-26 15:30");
  expect_shown (world, "2027-03-26 15:30", "now B", NEVER);
}

static void
test_late (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  arc_notice_free (expect (world, "2027-03-26 15:35", "now R", NEVER));
  arc_notice_free (expect (world, "2027-03-26 15:35:00.000001", "late R", NEVER));
  /* A fortnight, and not a moment longer (a clock change lies between). */
  arc_notice_free (expect (world, "2027-04-09 16:30", "late R", NEVER));
  expect_nothing (world, "2027-04-09 16:30:00.000001", NEVER);
}

static void
test_clock_back (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-04-02 15:30");
  expect_shown (world, "2027-03-26 15:30", "now R", "2027-04-02 15:30");
  expect_nothing (world, "2027-03-26 14:30", "2027-04-02 15:30");
  expect_nothing (world, "2027-03-26 15:30", "2027-04-02 15:30");
  expect_nothing (world, "2027-03-26 16:30", "2027-04-02 15:30");
}

static void
test_clock_forward (void)
{
  g_autoptr (World) world = world_new ();
  const int at_s = 15 * 3600 + 1800;

  set_due_by_rule (world, "FREQ=WEEKLY;BYDAY=FR", "2027-03-26", at_s,
                   at (world, "2027-03-26 15:30"));
  expect_shown (world, "2027-03-26 15:30", "now R", "2027-04-02 15:30");

  set_due_by_rule (world, "FREQ=WEEKLY;BYDAY=FR", "2027-03-26", at_s,
                   at (world, "2028-03-27 10:00"));
  expect_shown (world, "2028-03-27 10:00", "late R R", "2028-03-31 15:30");

  /* And back: what has come stays so, what has not comes in its time. */
  set_due_by_rule (world, "FREQ=WEEKLY;BYDAY=FR", "2027-03-26", at_s,
                   at (world, "2027-03-27 10:00"));
  expect_nothing (world, "2027-03-27 10:00", "2027-04-02 15:30");
}

/* Old look-backs wait in the window, not in a burst. */
static void
test_years_past (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_LOOK_BACK, "L", "2019-03-01 09:00");
  add_due (world, ARC_DUE_COMMITMENT, "C", "2026-03-01 09:00");
  expect_nothing (world, "2027-03-26 12:00", NEVER);
}

static void
test_snooze (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (ArcNotice) first = NULL;
  g_autoptr (ArcNotice) second = NULL;

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-26 09:00");
  first = expect (world, "2027-03-26 15:30", "now R L", NEVER);
  record (world, first, ARC_FIRING_SNOOZED, at (world, "2027-03-26 16:40"));
  expect_nothing (world, "2027-03-26 15:40", "2027-03-26 16:40");
  /* A daemon that starts anew in between knows no more than what is recorded. */
  expect_nothing (world, "2027-03-26 16:39:59", "2027-03-26 16:40");
  second = expect (world, "2027-03-26 16:40", "now R L", NEVER);
  record (world, second, ARC_FIRING_SNOOZED, at (world, "2027-03-27 09:00"));
  expect_shown (world, "2027-03-29 09:00", "late R L", NEVER);
}

static void
test_quiet (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (ArcNotice) notice = NULL;

  world->rules.quiet = (ArcQuietHours){22 * 3600, 7 * 3600};
  add_due (world, ARC_DUE_REFLECTION, "N", "2027-02-05 22:30");
  add_due (world, ARC_DUE_REFLECTION, "M", "2027-02-06 06:00");
  add_due (world, ARC_DUE_REFLECTION, "E", "2027-02-06 20:00");
  expect_nothing (world, "2027-02-05 22:30", "2027-02-06 07:00");
  expect_nothing (world, "2027-02-06 06:59", "2027-02-06 07:00");
  expect_shown (world, "2027-02-06 07:00", "now M N", "2027-02-06 20:00");
  /* Missed, and the computer comes back at night. */
  expect_nothing (world, "2027-02-06 23:00", "2027-02-07 07:00");
  notice = expect (world, "2027-02-07 07:00", "late E", NEVER);
  /* An hour from now would be in the night. */
  record (world, notice, ARC_FIRING_SNOOZED, at (world, "2027-02-07 22:10"));
  expect_nothing (world, "2027-02-07 21:10", "2027-02-08 07:00");
  expect_shown (world, "2027-02-08 07:00", "now E", NEVER);
}

static void
test_done (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-04-02 15:30");
  record_one (world, world->due->pdata[0], ARC_FIRING_DONE, 0);
  expect_nothing (world, "2027-03-26 15:30", "2027-04-02 15:30");
  expect_nothing (world, "2027-04-01 15:30", "2027-04-02 15:30");
}

/* ---- one appointment, not three ---- */

static void
test_one_appointment (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_COMMITMENT, "C", "2027-03-26 18:00");
  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-26 09:00");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  expect_nothing (world, "2027-03-26 09:00", "2027-03-26 15:30");
  expect_shown (world, "2027-03-26 15:30", "now R L C", NEVER);
  expect_nothing (world, "2027-03-26 18:00", NEVER);
}

static void
test_without_reflection (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_COMMITMENT, "C", "2027-03-25 09:00");
  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-25 09:00");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  expect_shown (world, "2027-03-25 09:00", "now C L", "2027-03-26 15:30");
}

/* What else the reflection of the day may have met. */
static void
test_leader (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-26 12:00");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 10:00");
  add_due (world, ARC_DUE_REFLECTION, "S", "2027-03-26 18:00");
  /* The first one leads. */
  arc_notice_free (expect (world, "2027-03-26 10:00", "now R L", "2027-03-26 18:00"));
  /* Done before its time: the next one leads. */
  record_one (world, world->due->pdata[1], ARC_FIRING_DONE, 0);
  expect_nothing (world, "2027-03-26 12:00", "2027-03-26 18:00");
  arc_notice_free (expect (world, "2027-03-26 18:00", "now S L", NEVER));
  /* Both done: the look-back has its own time. */
  record_one (world, world->due->pdata[2], ARC_FIRING_DONE, 0);
  expect_nothing (world, "2027-03-26 10:00", "2027-03-26 12:00");
  arc_notice_free (expect (world, "2027-03-26 12:00", "now L", NEVER));
  /* It was shown before there was a look-back: again its own time. */
  record_one (world, world->due->pdata[1], ARC_FIRING_SHOWN, 0);
  expect_nothing (world, "2027-03-26 11:00", "2027-03-26 12:00");
  /* Put off: the look-back goes with it. */
  record_one (world, world->due->pdata[1], ARC_FIRING_SNOOZED, at (world, "2027-03-26 13:00"));
  expect_nothing (world, "2027-03-26 12:00", "2027-03-26 13:00");
  expect_shown (world, "2027-03-26 13:00", "now R L", NEVER);
}

static void
test_day_start (void)
{
  g_autoptr (World) world = world_new ();

  /* At one in the night it is still Friday for those whose day begins at four. */
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-27 01:00");
  add_due (world, ARC_DUE_LOOK_BACK, "L", "2027-03-26 09:00");
  arc_notice_free (expect (world, "2027-03-26 09:00", "now L", "2027-03-27 01:00"));
  world->rules.day_start_h = 4;
  expect_nothing (world, "2027-03-26 09:00", "2027-03-27 01:00");
  expect_shown (world, "2027-03-27 01:00", "now R L", NEVER);
}

static void
test_travel (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  expect_shown (world, "2027-03-26 15:30", "now R", NEVER);
  world->rules.zone = NEW_YORK;
  g_ptr_array_set_size (world->due, 0);
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  add_due (world, ARC_DUE_REFLECTION, "R", "2027-04-02 15:30");
  expect_nothing (world, "2027-03-26 15:30", "2027-04-02 15:30");
  expect_shown (world, "2027-04-02 15:30", "now R", NEVER);
}

/* ---- claims ---- */

/* Two daemons: the second one finds what the first has claimed and leaves it alone. */
static void
test_claimed_by_another (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (ArcNotice) notice = NULL;

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  notice = expect (world, "2027-03-26 15:30", "now R", NEVER);
  record (world, notice, ARC_FIRING_CLAIMED, at (world, "2027-03-26 15:30"));
  expect_nothing (world, "2027-03-26 15:30:00.5", "2027-03-26 15:30:30");
  record (world, notice, ARC_FIRING_SHOWN, 0);
  expect_nothing (world, "2027-03-26 15:30:30", NEVER);
}

/* Killed between claim and show: it comes again, at once where nobody knows since when. */
static void
test_crash (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_REFLECTION, "R", "2027-03-26 15:30");
  record_one (world, world->due->pdata[0], ARC_FIRING_CLAIMED, at (world, "2027-03-26 15:30"));
  expect_nothing (world, "2027-03-26 15:30:29", "2027-03-26 15:30:30");
  arc_notice_free (expect (world, "2027-03-26 15:30:30", "now R", NEVER));
  /* The clock went back in between. */
  arc_notice_free (expect (world, "2027-03-26 15:30", "", "2027-03-26 15:30:30"));
  expect_nothing (world, "2027-03-26 14:30", "2027-03-26 15:30");
  record_one (world, world->due->pdata[0], ARC_FIRING_CLAIMED, 0);
  expect_shown (world, "2027-03-26 16:30", "late R", NEVER);
}

static void
test_duplicates (void)
{
  g_autoptr (World) world = world_new ();

  add_due (world, ARC_DUE_LOOK_BACK, "B", "2027-03-26 09:00");
  add_due (world, ARC_DUE_LOOK_BACK, "B", "2027-03-26 09:00");
  add_due (world, ARC_DUE_LOOK_BACK, "A", "2027-03-26 09:00");
  expect_shown (world, "2027-03-26 09:00", "now A B", NEVER);
}

/* ---- a daemon's year ---- */

static gboolean
is_quiet (const World *world, gint64 now_us)
{
  return arc_quiet_hours_after (world->rules.quiet, now_us, world->rules.zone) > now_us;
}

static void
add_random_due (World *world, GRand *rand, int number)
{
  g_autofree char *id = g_strdup_printf ("%d", number);
  ArcDay day = arc_day_add ((ArcDay){2027, 1, 1}, g_rand_int_range (rand, 0, 120));

  add_due_on (world, (ArcDueKind) g_rand_int_range (rand, 0, 3), id, day,
              g_rand_int_range (rand, 0, 1440) * 60);
}

/* Counts how often each thing was shown, by number. */
static void
take_notice (World *world, GRand *rand, const ArcNotice *notice, gint64 now_us, int *shown)
{
  int fate = g_rand_int_range (rand, 0, 10);

  g_assert_false (is_quiet (world, now_us));
  if (fate == 0) { /* killed before it showed anything */
    record (world, notice, ARC_FIRING_CLAIMED, now_us);
    return;
  }
  if (fate == 1) {
    record (world, notice, ARC_FIRING_SNOOZED, now_us + HOUR);
    return;
  }
  for (guint i = 0; i < notice->due->len; i++)
    shown[atoi (((const ArcDue *) notice->due->pdata[i])->subject_id)]++;
  record (world, notice, ARC_FIRING_SHOWN, now_us);
}

/* Wakes when told to, is suspended, dies, has its clock set: all comes, and once. */
static void
test_year (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2027);

  for (int round = 0; round < 40; round++) {
    g_autoptr (World) world = world_new ();
    int shown[80] = {0};
    int wakes = 0;
    gint64 now_us = at (world, "2027-01-01 00:00");

    world->rules.quiet = (ArcQuietHours){22 * 3600, 7 * 3600};
    world->rules.day_start_h = round % 5;
    for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
      add_random_due (world, rand, i);
    while (TRUE) {
      g_autoptr (ArcNotice) notice = reconcile (world, now_us);

      if (notice)
        take_notice (world, rand, notice, now_us, shown);
      if (!notice && world->next_us == G_MAXINT64)
        break;
      wakes++;
      if (notice) /* reconcile again, as after every change */
        now_us += SECOND;
      else if (g_rand_int_range (rand, 0, 8) == 0) /* suspended, less than a fortnight */
        now_us = MAX (world->next_us, now_us + 3 * ARC_US_PER_DAY);
      else if (g_rand_int_range (rand, 0, 20) == 0) /* the clock is set back */
        now_us -= HOUR;
      else
        now_us = world->next_us;
      g_assert_cmpint (wakes, <, 1000);
    }
    for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
      g_assert_cmpint (shown[i], ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/quiet-hours", test_quiet_hours);
  g_test_add_func ("/agenda/in-time", test_in_time);
  g_test_add_func ("/agenda/suspend", test_suspend);
  g_test_add_func ("/agenda/late", test_late);
  g_test_add_func ("/agenda/clock-back", test_clock_back);
  g_test_add_func ("/agenda/clock-forward", test_clock_forward);
  g_test_add_func ("/agenda/years-past", test_years_past);
  g_test_add_func ("/agenda/snooze", test_snooze);
  g_test_add_func ("/agenda/quiet", test_quiet);
  g_test_add_func ("/agenda/done", test_done);
  g_test_add_func ("/agenda/one-appointment", test_one_appointment);
  g_test_add_func ("/agenda/without-reflection", test_without_reflection);
  g_test_add_func ("/agenda/leader", test_leader);
  g_test_add_func ("/agenda/day-start", test_day_start);
  g_test_add_func ("/agenda/travel", test_travel);
  g_test_add_func ("/agenda/claimed-by-another", test_claimed_by_another);
  g_test_add_func ("/agenda/crash", test_crash);
  g_test_add_func ("/agenda/duplicates", test_duplicates);
  g_test_add_func ("/agenda/year", test_year);
  return g_test_run ();
}
