/* From the journal's tables to what the agenda reckons with. */
#include "arc-gather.h"

#include <stdio.h>

#include "arc-text.h"

/* Of one reminder, from a fortnight ago on: a daily one has 15 of them behind it. */
#define OCCURRENCES_MAX 24
/* So far ahead look-backs are looked for; the daemon wakes at the end of it at the latest. */
#define HORIZON_DAYS 31
#define OLDEST_DAYS 15
/* More than these are not named by any notification. */
#define WAITING_MAX 500
#define QUOTE_CHARS 200
#define DAY_S 86400

/* An occurrence of one of the reminders. */
typedef struct {
  const ArcReminder *reminder;
  ArcOccurrence when;
  ArcDay day; /* day-start hour counted */
} Slot;

typedef struct {
  ArcGathered *gathered;
  ArcJournal *journal;
  gint64 now_us;
  gint64 written_us;
  GArray *slots; /* of Slot, in the order of time */
} Gathering;

/* ---- settings ---- */

/* "22:00" in seconds, or -1. */
static int
parse_time (const char *text)
{
  int hour, minute;
  char rest;

  if (sscanf (text, "%d:%d%c", &hour, &minute, &rest) != 2 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59)
    return -1;
  return hour * 3600 + minute * 60;
}

static void
read_settings (ArcGathered *gathered, ArcJournal *journal)
{
  g_autofree char *from = arc_journal_dup_setting (journal, ARC_SETTING_QUIET_FROM);
  g_autofree char *to = arc_journal_dup_setting (journal, ARC_SETTING_QUIET_TO);
  g_autofree char *quote = arc_journal_dup_setting (journal, ARC_SETTING_QUOTE);
  g_autofree char *reminders = arc_journal_dup_setting (journal, ARC_SETTING_REMINDERS);
  int from_s = parse_time (from);
  int to_s = parse_time (to);

  if (from_s >= 0 && to_s >= 0)
    gathered->rules.quiet = (ArcQuietHours){from_s, to_s};
  gathered->rules.day_start_h = arc_journal_get_day_start (journal);
  gathered->rules.zone = gathered->zone;
  gathered->quote = g_str_equal (quote, "yes");
  gathered->off = g_str_equal (reminders, "off");
}

/* ---- reflections ---- */

static gint
by_time (gconstpointer a, gconstpointer b)
{
  const Slot *one = a;
  const Slot *two = b;

  if (one->when.utc_us != two->when.utc_us)
    return one->when.utc_us < two->when.utc_us ? -1 : 1;
  return g_strcmp0 (one->reminder->id, two->reminder->id);
}

/* What a reminder would have said before it was made or moved was never asked for. A change that
 * lies in the future was made by a clock that went wrong. */
static gint64
first_that_counts (const Gathering *gathering, const ArcReminder *reminder)
{
  gint64 from_us = gathering->now_us - ARC_AGENDA_OLDEST_US;

  return reminder->modified_us <= gathering->now_us ? MAX (from_us, reminder->modified_us)
                                                    : from_us;
}

static void
add_slots (Gathering *gathering, const ArcReminder *reminder)
{
  const ArcAgendaRules *rules = &gathering->gathered->rules;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) occurrences = arc_reminder_expand (
      reminder, rules->zone, first_that_counts (gathering, reminder), OCCURRENCES_MAX, &error);

  /* One that cannot be understood must not silence the others. */
  if (!occurrences) {
    g_debug ("reminder %s: %s", reminder->id, error->message);
    return;
  }
  for (guint i = 0; i < occurrences->len; i++) {
    Slot slot = {.reminder = reminder, .when = g_array_index (occurrences, ArcOccurrence, i)};

    slot.day = arc_day_of (slot.when.utc_us, rules->zone, rules->day_start_h);
    g_array_append_val (gathering->slots, slot);
  }
}

/* Older than what is looked for anyway, but put off by the person until a time that is near, or
 * shown again since then. */
static gboolean
is_owed (const Gathering *gathering, const ArcFiring *firing)
{
  ArcDay first = arc_day_add (gathering->gathered->today, -OLDEST_DAYS);

  return firing->state != ARC_FIRING_DONE && firing->wall_s < arc_wall_seconds (first, 0);
}

static const ArcReminder *
find_reminder (const GPtrArray *reminders, const char *id)
{
  for (guint i = 0; i < reminders->len; i++) {
    const ArcReminder *reminder = reminders->pdata[i];

    if (g_str_equal (reminder->id, id))
      return reminder;
  }
  return NULL;
}

static ArcDay
day_of_wall (gint64 wall_s)
{
  return arc_day_add ((ArcDay){1970, 1, 1}, (int) (wall_s / DAY_S));
}

/* Put off before the reminder was moved or paused, it is no longer asked for. */
static void
add_owed_slots (Gathering *gathering, const GPtrArray *reminders)
{
  const ArcGathered *gathered = gathering->gathered;
  const ArcAgendaRules *rules = &gathered->rules;

  for (guint i = 0; i < gathered->firings->len; i++) {
    const ArcFiring *firing = gathered->firings->pdata[i];
    const ArcReminder *reminder =
        is_owed (gathering, firing) ? find_reminder (reminders, firing->subject_id) : NULL;
    Slot slot = {.reminder = reminder};

    if (!reminder || firing->changed_us < reminder->modified_us)
      continue;
    slot.when.day = day_of_wall (firing->wall_s);
    slot.when.at_s = (int) (firing->wall_s % DAY_S);
    slot.when.utc_us = arc_wall_to_instant (slot.when.day, slot.when.at_s,
                                            *reminder->zone ? reminder->zone : rules->zone);
    slot.day = arc_day_of (slot.when.utc_us, rules->zone, rules->day_start_h);
    g_array_append_val (gathering->slots, slot);
  }
}

/* From when on what is written counts for a slot: the start of its day, or half-way from another
 * reflection earlier that day. */
static gint64
counts_from (const Gathering *gathering, guint position)
{
  const ArcAgendaRules *rules = &gathering->gathered->rules;
  const Slot *slot = &g_array_index (gathering->slots, Slot, position);
  gint64 start_us = arc_day_start (slot->day, rules->zone, rules->day_start_h);

  for (guint i = position; i-- > 0;) {
    const Slot *earlier = &g_array_index (gathering->slots, Slot, i);

    if (earlier->when.utc_us == slot->when.utc_us)
      continue;
    if (arc_day_compare (earlier->day, slot->day) == 0)
      start_us = earlier->when.utc_us + (slot->when.utc_us - earlier->when.utc_us) / 2;
    break;
  }
  return start_us;
}

static void
add_reflection (Gathering *gathering, guint position)
{
  const Slot *slot = &g_array_index (gathering->slots, Slot, position);
  ArcDue due = {.kind = ARC_DUE_REFLECTION,
                .subject_id = slot->reminder->id,
                .wall_s = arc_wall_seconds (slot->when.day, slot->when.at_s),
                .due_us = slot->when.utc_us,
                .topic = slot->reminder->title,
                .quote = (char *) ""};

  if (gathering->written_us && gathering->written_us >= counts_from (gathering, position))
    return;
  g_ptr_array_add (gathering->gathered->due, arc_due_copy (&due));
}

static gboolean
read_reflections (Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) reminders = arc_journal_list_reminders (gathering->journal, error);
  ArcGathered *gathered = gathering->gathered;

  if (!reminders || !arc_journal_last_written (gathering->journal, gathering->now_us,
                                               &gathering->written_us, error))
    return FALSE;
  for (guint i = 0; i < reminders->len; i++)
    add_slots (gathering, reminders->pdata[i]);
  add_owed_slots (gathering, reminders);
  g_array_sort (gathering->slots, by_time);
  for (guint i = gathering->slots->len; i-- > 0;)
    add_reflection (gathering, i);
  gathered->ask_again = arc_next_reflection_day (reminders, gathered->firings, gathered->zone,
                                                 gathered->rules.day_start_h, gathered->today);
  return TRUE;
}

/* ---- look-backs ---- */

/* The first reflection of @day, done or not, or the morning. */
static gint64
time_on (const Gathering *gathering, ArcDay day)
{
  for (guint i = 0; i < gathering->slots->len; i++) {
    const Slot *slot = &g_array_index (gathering->slots, Slot, i);

    if (arc_day_compare (slot->day, day) == 0)
      return slot->when.utc_us;
  }
  return arc_wall_to_instant (day, ARC_MORNING_S, gathering->gathered->rules.zone);
}

static void
add_look_back (Gathering *gathering, const ArcWaiting *waiting)
{
  g_autofree char *quote = arc_text_excerpt (waiting->quote, QUOTE_CHARS);
  ArcDue due = {.kind = waiting->commitment_id ? ARC_DUE_COMMITMENT : ARC_DUE_LOOK_BACK,
                .subject_id = waiting->commitment_id ? waiting->commitment_id : waiting->entry_id,
                .wall_s = arc_wall_seconds (waiting->due, 0),
                .due_us = time_on (gathering, waiting->due),
                .topic = waiting->topic,
                .quote = quote};

  g_ptr_array_add (gathering->gathered->due, arc_due_copy (&due));
}

/* What has waited for longer, and was put off: only this is asked about at its time. */
static gboolean
read_owed_look_backs (Gathering *gathering, GError **error)
{
  const ArcGathered *gathered = gathering->gathered;
  gint64 oldest_s = G_MAXINT64;
  g_autoptr (GPtrArray) waiting = NULL;

  for (guint i = 0; i < gathered->firings->len; i++) {
    const ArcFiring *firing = gathered->firings->pdata[i];

    if (is_owed (gathering, firing))
      oldest_s = MIN (oldest_s, firing->wall_s);
  }
  if (oldest_s == G_MAXINT64)
    return TRUE;
  waiting =
      arc_journal_list_waiting_between (gathering->journal, day_of_wall (oldest_s),
                                        arc_day_add (gathered->today, -OLDEST_DAYS - 1), 0, error);
  for (guint i = 0; waiting && i < waiting->len; i++) {
    const ArcWaiting *one = waiting->pdata[i];
    const char *subject_id = one->commitment_id ? one->commitment_id : one->entry_id;
    const ArcFiring *firing =
        arc_firings_find (gathered->firings, subject_id, arc_wall_seconds (one->due, 0));

    if (firing && is_owed (gathering, firing))
      add_look_back (gathering, one);
  }
  return waiting != NULL;
}

static gboolean
read_look_backs (Gathering *gathering, GError **error)
{
  ArcDay today = gathering->gathered->today;
  g_autoptr (GPtrArray) waiting =
      arc_journal_list_waiting_between (gathering->journal, arc_day_add (today, -OLDEST_DAYS),
                                        arc_day_add (today, HORIZON_DAYS), WAITING_MAX, error);

  if (!waiting)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    add_look_back (gathering, waiting->pdata[i]);
  return read_owed_look_backs (gathering, error);
}

/* ---- teams ---- */

static gboolean
read_teams (Gathering *gathering, GError **error)
{
  ArcGathered *gathered = gathering->gathered;

  gathered->teams = arc_journal_has_teams (gathering->journal)
                        ? arc_journal_list_teams (gathering->journal, FALSE, error)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) arc_team_free);
  if (!gathered->teams)
    return FALSE;
  gathered->tidings = arc_tidings_gather (gathering->journal, gathered->teams, error);
  return gathered->tidings != NULL;
}

/* When it comes: at its time, or when it was put off to. */
static gint64
time_of (const ArcGathered *gathered, const ArcDue *due)
{
  const ArcFiring *firing = arc_firings_find (gathered->firings, due->subject_id, due->wall_s);

  if (firing && firing->state == ARC_FIRING_SNOOZED)
    return firing->snooze_until_us;
  return firing && firing->state == ARC_FIRING_DONE ? 0 : due->due_us;
}

static void
find_next (ArcGathered *gathered, gint64 now_us)
{
  for (guint i = 0; i < gathered->due->len; i++) {
    const ArcDue *due = gathered->due->pdata[i];
    gint64 time_us = time_of (gathered, due);

    if (time_us <= now_us || (gathered->next && time_us >= gathered->next_us))
      continue;
    gathered->next = due;
    gathered->next_us = time_us;
  }
}

/* ---- public ---- */

gint64
arc_tomorrow_morning (gint64 now_us, const char *zone)
{
  return arc_wall_to_instant (arc_day_add (arc_day_of (now_us, zone, 0), 1), ARC_MORNING_S, zone);
}

ArcGathered *
arc_gather (ArcJournal *journal, gint64 now_us, const char *zone, GError **error)
{
  g_autoptr (ArcGathered) gathered = g_new0 (ArcGathered, 1);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  Gathering gathering = {
      .gathered = gathered, .journal = journal, .now_us = now_us, .slots = slots};

  gathered->zone = g_strdup (zone);
  gathered->due = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_due_free);
  read_settings (gathered, journal);
  gathered->today = arc_day_of (now_us, gathered->zone, gathered->rules.day_start_h);
  gathered->firings =
      arc_journal_list_firings (journal, arc_day_add (gathered->today, -OLDEST_DAYS), error);
  if (!gathered->firings || !read_reflections (&gathering, error) ||
      !read_look_backs (&gathering, error) || !read_teams (&gathering, error))
    return NULL;
  find_next (gathered, now_us);
  return g_steal_pointer (&gathered);
}

void
arc_gathered_free (ArcGathered *gathered)
{
  if (!gathered)
    return;
  g_clear_pointer (&gathered->due, g_ptr_array_unref);
  g_clear_pointer (&gathered->firings, g_ptr_array_unref);
  g_clear_pointer (&gathered->teams, g_ptr_array_unref);
  g_clear_pointer (&gathered->tidings, g_ptr_array_unref);
  g_free (gathered->zone);
  g_free (gathered);
}

const ArcDue *
arc_gathered_find_due (const ArcGathered *gathered, const char *subject_id, gint64 wall_s)
{
  for (guint i = 0; i < gathered->due->len; i++) {
    const ArcDue *due = gathered->due->pdata[i];

    if (due->wall_s == wall_s && g_str_equal (due->subject_id, subject_id))
      return due;
  }
  return NULL;
}
