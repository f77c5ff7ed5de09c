/* reminders: add, list, pause, resume, skip, remove, next. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "arc-cli-filter.h"
#include "arc-cli-loop.h"
#include "arc-cli-schedule.h"
#include "arc-day.h"
#include "arc-json.h"

#define HOUR_S 3600
#define MINUTE_S 60
#define NEXT_COUNT 5
#define MAX_COUNT 10000

/* "15:30"; FALSE with @status of wrong usage. */
static gboolean
parse_at (ArcCli *cli, const char *text, int *at_s, int *status)
{
  unsigned hours, minutes;
  int end = 0;

  if (g_ascii_isdigit (text[0]) && sscanf (text, "%2u:%2u%n", &hours, &minutes, &end) == 2 &&
      end >= 4 && text[end] == '\0' && hours < 24 && minutes < 60) {
    *at_s = hours * HOUR_S + minutes * MINUTE_S;
    return TRUE;
  }
  *status = arc_cli_usage (cli, _ ("“%s” is not a time of day. Write it like 15:30."), text);
  return FALSE;
}

/* (transfer full): the reminder that @prefix means; NULL with an error. */
static ArcReminder *
find_reminder (ArcJournal *journal, const char *prefix, GError **error)
{
  g_autofree char *id = arc_journal_resolve (journal, ARC_ID_REMINDER, prefix, error);
  g_autoptr (GPtrArray) reminders = id != NULL ? arc_journal_list_reminders (journal, error) : NULL;

  for (guint i = 0; reminders != NULL && i < reminders->len; i++)
    if (g_str_equal (((ArcReminder *) reminders->pdata[i])->id, id))
      return arc_reminder_copy (reminders->pdata[i]);
  if (reminders != NULL)
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("Nothing has an id that begins with “%s”."), prefix);
  return NULL;
}

/* ---- add ---- */

static int
run_add (ArcCli *cli, char ***argv)
{
  g_autofree char *rule = NULL;
  g_autofree char *at = NULL;
  g_autofree char *start = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *title = NULL;
  const GOptionEntry table[] = {
      {"rule", 0, 0, G_OPTION_ARG_STRING, &rule,
       N_ ("How it recurs, by RFC 5545: FREQ=WEEKLY;BYDAY=FR"), N_ ("RRULE")},
      {"at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("At what time"), N_ ("HH:MM")},
      {"start", 0, 0, G_OPTION_ARG_STRING, &start, N_ ("The first day it may fall on; today"),
       N_ ("DAY")},
      {"zone", 0, 0, G_OPTION_ARG_STRING, &zone,
       N_ ("The time zone it keeps to; wherever you are, if not given"), N_ ("ZONE")},
      {"title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("What the reflection is about"),
       N_ ("TEXT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  if (rule == NULL || at == NULL)
    return arc_cli_usage (cli, _ ("A reminder needs --rule and --at."));
  if (!parse_at (cli, at, &reminder->at_s, &status) ||
      !arc_cli_parse_one_day (cli, start != NULL ? start : "today", &reminder->start, &status))
    return status;
  arc_cli_take_text (&reminder->rule, rule);
  arc_cli_take_text (&reminder->zone, zone);
  arc_cli_take_text (&reminder->title, title);
  if (!arc_cli_schedule_check (reminder, &error))
    return arc_cli_fail (cli, error);
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CREATE, &error);
  if (journal == NULL || !arc_journal_save_reminder (journal, reminder, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", reminder->id);
  return ARC_CLI_DONE;
}

/* ---- list ---- */

static void
print_reminder (ArcCli *cli, ArcJournal *journal, const ArcReminder *reminder)
{
  g_autofree char *words = arc_cli_schedule_describe (reminder->rule);
  g_autofree char *until = arc_day_to_text (reminder->paused_until);

  arc_cli_print_id (cli, journal, ARC_ID_REMINDER, reminder->id);
  arc_cli_print (cli, "  %02d:%02d  ", reminder->at_s / HOUR_S, reminder->at_s % HOUR_S / MINUTE_S);
  arc_cli_print_text (cli, words);
  if (*reminder->zone != '\0')
    arc_cli_print (cli, "  %s", reminder->zone);
  if (*reminder->title != '\0') {
    arc_cli_print (cli, "  ");
    arc_cli_print_text (cli, reminder->title);
  }
  if (reminder->paused && *until != '\0') {
    arc_cli_print (cli, " (");
    arc_cli_print (cli, _ ("paused until %s"), until);
    arc_cli_print (cli, ")");
  } else if (reminder->paused) {
    arc_cli_print (cli, " (%s)", _ ("paused"));
  }
  arc_cli_print (cli, "\n");
}

static void
print_reminder_json (ArcCli *cli, ArcReminder *reminder, GPtrArray *firings)
{
  ArcItem item = {.kind = ARC_ITEM_REMINDER, .reminder = reminder, .firings = firings};
  g_autoptr (GString) line = g_string_new (NULL);

  arc_json_append_item (line, &item);
  g_string_append_c (line, '\n');
  arc_cli_print_text (cli, line->str);
}

static int
run_list (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  g_autoptr (GPtrArray) reminders =
      journal != NULL ? arc_journal_list_reminders (journal, &error) : NULL;
  if (reminders == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < reminders->len; i++) {
    ArcReminder *reminder = reminders->pdata[i];
    g_autoptr (GPtrArray) firings = NULL;
    if (!is_jsonl) {
      print_reminder (cli, journal, reminder);
      continue;
    }
    firings = arc_journal_list_kept_firings (journal, reminder->id, &error);
    if (firings == NULL)
      return arc_cli_fail (cli, error);
    print_reminder_json (cli, reminder, firings);
  }
  return ARC_CLI_DONE;
}

/* ---- pause, resume, remove ---- */

static int
set_paused (ArcCli *cli, const char *prefix, gboolean paused, ArcDay until)
{
  g_autoptr (ArcReminder) reminder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);

  if (journal == NULL || (reminder = find_reminder (journal, prefix, &error)) == NULL)
    return arc_cli_fail (cli, error);
  reminder->paused = paused;
  reminder->paused_until = until;
  if (!arc_journal_save_reminder (journal, reminder, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", reminder->id);
  return ARC_CLI_DONE;
}

static int
run_pause (ArcCli *cli, char ***argv)
{
  g_autofree char *until = NULL;
  const GOptionEntry table[] = {
      {"until", 0, 0, G_OPTION_ARG_STRING, &until,
       N_ ("The day on which it begins again; without it, until resumed"), N_ ("DAY")},
      G_OPTION_ENTRY_NULL,
  };
  ArcDay day = {0, 0, 0};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_one_day (cli, until, &day, &status))
    return status;
  return set_paused (cli, (*argv)[0], TRUE, day);
}

static int
run_resume (ArcCli *cli, char ***argv)
{
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  return set_paused (cli, (*argv)[0], FALSE, (ArcDay){0, 0, 0});
}

static int
run_remove (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with (cli, ARC_ID_REMINDER, (*argv)[0], &id, &error);
  if (journal == NULL || !arc_journal_delete_reminder (journal, id, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* ---- next ---- */

/* An occurrence and whose it is. */
typedef struct {
  const ArcReminder *reminder;
  ArcOccurrence at;
} Next;

/* Where to look from: an instant, or a day wherever the reminder is. */
typedef struct {
  gboolean has_day;
  ArcDay day;
  gint64 instant_us;
} From;

static gboolean
parse_from (ArcCli *cli, const char *text, gint64 now_us, From *from, int *status)
{
  g_autofree char *zone = arc_zone_local ();
  g_autoptr (GError) error = NULL;
  ArcDay last;

  from->instant_us = now_us;
  if (text == NULL || g_str_equal (text, "now"))
    return TRUE;
  from->has_day = arc_day_parse (text, arc_day_of (now_us, zone, 0), &from->day, &last);
  if (from->has_day || arc_instant_parse (text, zone, now_us, &from->instant_us, &error))
    return TRUE;
  *status = arc_cli_usage (cli, "%s", error->message);
  return FALSE;
}

static const char *
zone_of (const ArcReminder *reminder, const char *here)
{
  return *reminder->zone != '\0' ? reminder->zone : here;
}

static int
compare_next (gconstpointer a, gconstpointer b)
{
  const Next *left = a;
  const Next *right = b;

  if (left->at.utc_us != right->at.utc_us)
    return left->at.utc_us < right->at.utc_us ? -1 : 1;
  return g_strcmp0 (left->reminder->id, right->reminder->id);
}

static gboolean
is_skipped (const Next *next, const GPtrArray *firings)
{
  const ArcFiring *firing = arc_firings_find (firings, next->reminder->id,
                                              arc_wall_seconds (next->at.day, next->at.at_s));

  return firing != NULL && firing->state == ARC_FIRING_DONE;
}

/* Appends the next @count occurrences of @reminder, without those that were skipped beforehand. */
static gboolean
expand (GArray *all, const ArcReminder *reminder, const char *here, const From *from, guint count,
        const GPtrArray *firings, gint64 now_us, GError **error)
{
  gint64 from_us =
      from->has_day ? arc_day_start (from->day, zone_of (reminder, here), 0) : from->instant_us;
  g_autoptr (GArray) found =
      arc_cli_schedule_expand (reminder, here, from_us, count + firings->len, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len && count > 0; i++) {
    Next next = {reminder, g_array_index (found, ArcOccurrence, i)};
    if (next.at.utc_us > now_us && is_skipped (&next, firings))
      continue;
    g_array_append_val (all, next);
    count--;
  }
  return TRUE;
}

static void
print_next (ArcCli *cli, const Next *next, const char *here, gboolean is_jsonl)
{
  const ArcDay day = next->at.day;
  int at_s = next->at.at_s;
  g_autofree char *local =
      g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", day.year, day.month, day.day, at_s / HOUR_S,
                       at_s % HOUR_S / MINUTE_S, at_s % MINUTE_S);
  g_autofree char *utc = arc_instant_format (next->at.utc_us);

  if (is_jsonl) {
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "reminder_id", next->reminder->id);
    json_object_set_string_member (object, "local", local);
    json_object_set_string_member (object, "zone", zone_of (next->reminder, here));
    json_object_set_string_member (object, "utc", utc);
    arc_cli_print_object (cli, object);
    return;
  }
  local[10] = ' ';
  arc_cli_print (cli, "%.16s  %s", local, zone_of (next->reminder, here));
  if (*next->reminder->title != '\0') {
    arc_cli_print (cli, "  ");
    arc_cli_print_text (cli, next->reminder->title);
  }
  arc_cli_print (cli, "\n");
}

static gboolean
parse_count (ArcCli *cli, const char *text, guint64 *count, int *status)
{
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, MAX_COUNT, count, NULL))
    return TRUE;
  *status = arc_cli_usage (cli, _ ("“%s” is not a number from 1 to %d."), text, MAX_COUNT);
  return FALSE;
}

/* (transfer full): all reminders, or the one that @prefix means. */
static GPtrArray *
list_wanted (ArcJournal *journal, const char *prefix, GError **error)
{
  ArcReminder *reminder;

  if (prefix == NULL)
    return arc_journal_list_reminders (journal, error);
  reminder = find_reminder (journal, prefix, error);
  if (reminder == NULL)
    return NULL;
  GPtrArray *one = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_reminder_free);
  g_ptr_array_add (one, reminder);
  return one;
}

static int
run_next (ArcCli *cli, char ***argv)
{
  g_autofree char *from_text = NULL;
  g_autofree char *count_text = NULL;
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("From when on; now, if not given"),
       N_ ("WHEN")},
      {"count", 0, 0, G_OPTION_ARG_STRING, &count_text, N_ ("How many; 5, if not given"),
       N_ ("NUMBER")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Next));
  g_autoptr (GError) error = NULL;
  g_autofree char *here = arc_zone_local ();
  guint64 count = NEXT_COUNT;
  gboolean is_jsonl;
  From from = {0};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 1, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status) ||
      !parse_count (cli, count_text, &count, &status) ||
      !parse_from (cli, from_text, g_get_real_time (), &from, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) reminders = list_wanted (journal, (*argv)[0], &error);
  g_autoptr (GPtrArray) firings =
      reminders != NULL ? arc_journal_list_firings (journal, arc_journal_today (journal), &error)
                        : NULL;
  if (firings == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < reminders->len; i++)
    if (!expand (all, reminders->pdata[i], here, &from, count, firings, arc_journal_now (journal),
                 &error))
      return arc_cli_fail (cli, error);
  g_array_sort (all, compare_next);
  for (guint i = 0; i < all->len && i < count; i++)
    print_next (cli, &g_array_index (all, Next, i), here, is_jsonl);
  return ARC_CLI_DONE;
}

/* ---- skip ---- */

static int
run_skip (ArcCli *cli, char ***argv)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Next));
  g_autoptr (ArcReminder) reminder = NULL;
  g_autoptr (GPtrArray) firings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *here = arc_zone_local ();
  From from = {0};
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL || (reminder = find_reminder (journal, (*argv)[0], &error)) == NULL)
    return arc_cli_fail (cli, error);
  from.instant_us = arc_journal_now (journal);
  firings = arc_journal_list_firings (journal, arc_journal_today (journal), &error);
  if (firings == NULL || !expand (all, reminder, here, &from, 1, firings, from.instant_us, &error))
    return arc_cli_fail (cli, error);
  if (all->len == 0)
    return arc_cli_fail_text (cli, _ ("It does not fall on any day from now on."));
  const Next *next = &g_array_index (all, Next, 0);
  const ArcFiring firing = {
      .subject_id = reminder->id,
      .wall_s = arc_wall_seconds (next->at.day, next->at.at_s),
      .state = ARC_FIRING_DONE,
  };
  if (!arc_journal_set_firing (journal, &firing, &error))
    return arc_cli_fail (cli, error);
  g_autofree char *day = arc_day_to_text (next->at.day);
  /* Translators: a day and a time. */
  arc_cli_print (cli, _ ("Skipped: %s %02d:%02d."), day, next->at.at_s / HOUR_S,
                 next->at.at_s % HOUR_S / MINUTE_S);
  arc_cli_print (cli, "\n");
  return ARC_CLI_DONE;
}

int
arc_cli_reminders (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"reminders add", "--rule RRULE --at HH:MM [--start DAY] [--zone ZONE] [--title T]",
       N_ ("Schedule a reflection that recurs"), run_add},
      {"reminders list", "[--format text|jsonl]", N_ ("List reminders"), run_list},
      {"reminders next", "[ID] [--from WHEN] [--count N] [--format text|jsonl]",
       N_ ("Show when reflections fall next"), run_next},
      {"reminders pause", "ID [--until DAY]", N_ ("Keep a reminder silent for a while"), run_pause},
      {"reminders resume", "ID", N_ ("Let a paused reminder speak again"), run_resume},
      {"reminders skip", "ID", N_ ("Leave the next reflection out, at no cost"), run_skip},
      {"reminders remove", "ID", N_ ("Remove a reminder"), run_remove},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
