/* goals: add, list, set, count, pause, resume, remove. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli-loop.h"
#include "arc-day.h"
#include "arc-json-aside.h"
#include "arc-json.h"

#define WEEK_DAYS 7

/* The Monday of the week that @day is in. 1970-01-05 was one. */
static ArcDay
monday_of (ArcDay day)
{
  int since = arc_day_between ((ArcDay){1970, 1, 5}, day) % WEEK_DAYS;

  return arc_day_add (day, -((since + WEEK_DAYS) % WEEK_DAYS));
}

static gboolean
parse_number (ArcCli *cli, const char *text, int *number, int *status)
{
  gint64 value;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &value, NULL)) {
    *number = value;
    return TRUE;
  }
  *status = arc_cli_usage (cli, _ ("“%s” is not a whole number."), text);
  return FALSE;
}

/* (transfer full): the goal that @prefix means; NULL with an error. */
static ArcGoal *
find_goal (ArcJournal *journal, const char *prefix, GError **error)
{
  g_autofree char *id = arc_journal_resolve (journal, ARC_ID_GOAL, prefix, error);
  g_autoptr (GPtrArray) goals = id != NULL ? arc_journal_list_goals (journal, error) : NULL;

  for (guint i = 0; goals != NULL && i < goals->len; i++)
    if (g_str_equal (((ArcGoal *) goals->pdata[i])->id, id))
      return arc_goal_copy (goals->pdata[i]);
  if (goals != NULL)
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("Nothing has an id that begins with “%s”."), prefix);
  return NULL;
}

static int
save (ArcCli *cli, ArcJournal *journal, ArcGoal *goal)
{
  g_autoptr (GError) error = NULL;

  if (!arc_journal_save_goal (journal, goal, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", goal->id);
  return ARC_CLI_DONE;
}

/* "add" makes one, "set" changes one: with the same options. */
static int
add_or_set (ArcCli *cli, char ***argv, gboolean is_new)
{
  g_autofree char *target = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *title = NULL;
  const GOptionEntry table[] = {
      {"target", 0, 0, G_OPTION_ARG_STRING, &target, N_ ("How many a week"), N_ ("NUMBER")},
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_ ("What is counted; reflections, if not given"),
       N_ ("TEXT")},
      {"title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("The title"), N_ ("TEXT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcGoal) goal = NULL;
  g_autoptr (GError) error = NULL;
  int number = 0, status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, !is_new, !is_new, &status) ||
      !parse_number (cli, target, &number, &status))
    return status;
  if (is_new && target == NULL)
    return arc_cli_usage (cli, _ ("A goal needs --target, a number a week."));
  g_autoptr (ArcJournal) journal =
      arc_cli_open (cli, is_new ? ARC_CLI_CREATE : ARC_CLI_CHANGE, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  goal = is_new ? arc_goal_new () : find_goal (journal, (*argv)[0], &error);
  if (goal == NULL)
    return arc_cli_fail (cli, error);
  if (target != NULL)
    goal->target = number;
  arc_cli_take_text (&goal->unit, unit);
  arc_cli_take_text (&goal->title, title);
  return save (cli, journal, goal);
}

static int
run_add (ArcCli *cli, char ***argv)
{
  return add_or_set (cli, argv, TRUE);
}

static int
run_set (ArcCli *cli, char ***argv)
{
  return add_or_set (cli, argv, FALSE);
}

static int
set_paused (ArcCli *cli, char ***argv, gboolean paused)
{
  g_autoptr (ArcGoal) goal = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL || (goal = find_goal (journal, (*argv)[0], &error)) == NULL)
    return arc_cli_fail (cli, error);
  goal->paused = paused;
  return save (cli, journal, goal);
}

static int
run_pause (ArcCli *cli, char ***argv)
{
  return set_paused (cli, argv, TRUE);
}

static int
run_resume (ArcCli *cli, char ***argv)
{
  return set_paused (cli, argv, FALSE);
}

static int
run_remove (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open_with (cli, ARC_ID_GOAL, (*argv)[0], &id, &error);
  if (journal == NULL || !arc_journal_delete_goal (journal, id, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* The week of --week, or this one. */
static gboolean
parse_week (ArcCli *cli, ArcJournal *journal, const char *text, ArcDay *monday, int *status)
{
  ArcDay day = arc_journal_today (journal);

  if (!arc_cli_parse_one_day (cli, text, &day, status))
    return FALSE;
  *monday = monday_of (arc_day_is_set (day) ? day : arc_journal_today (journal));
  return TRUE;
}

static int
run_count (ArcCli *cli, char ***argv)
{
  g_autofree char *week = NULL;
  const GOptionEntry table[] = {
      {"week", 0, 0, G_OPTION_ARG_STRING, &week, N_ ("A day of the week, if not this one"),
       N_ ("DAY")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcGoal) goal = NULL;
  g_autoptr (GError) error = NULL;
  int number = 0, status;
  ArcDay monday;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 2, 2, &status) ||
      !parse_number (cli, (*argv)[1], &number, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL || (goal = find_goal (journal, (*argv)[0], &error)) == NULL)
    return arc_cli_fail (cli, error);
  if (!parse_week (cli, journal, week, &monday, &status))
    return status;
  if (*goal->unit == '\0')
    return arc_cli_fail_text (cli, _ ("Reflections are counted by the journal itself."));
  if (!arc_journal_set_goal_count (journal, goal->id, monday, number, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", goal->id);
  return ARC_CLI_DONE;
}

/* ---- list ---- */

static void
print_goal (ArcCli *cli, ArcJournal *journal, const ArcGoal *goal, int count)
{
  arc_cli_print_id (cli, journal, ARC_ID_GOAL, goal->id);
  arc_cli_print (cli, "  ");
  if (*goal->title != '\0') {
    arc_cli_print_text (cli, goal->title);
    arc_cli_print (cli, ": ");
  }
  /* Translators: how far a weekly goal got: "2 of 3 reflections", "7 of 10 calls". */
  g_autofree char *far = g_strdup_printf (_ ("%d of %d %s"), count, goal->target,
                                          *goal->unit != '\0' ? goal->unit : _ ("reflections"));
  arc_cli_print_text (cli, far);
  if (goal->paused)
    arc_cli_print (cli, " (%s)", _ ("paused"));
  arc_cli_print (cli, "\n");
}

static void
print_json (ArcCli *cli, const ArcGoal *goal, ArcDay monday, int count)
{
  g_autoptr (ArcItem) item = arc_item_new_goal (arc_goal_copy (goal));
  g_autofree char *week = arc_day_to_text (monday);
  JsonObject *object = arc_json_from_aside (item, ARC_JSON_VERSION);

  json_object_set_string_member (object, "week", week);
  json_object_set_int_member (object, "count", count);
  arc_cli_print_object (cli, object);
}

static int
run_list (ArcCli *cli, char ***argv)
{
  g_autofree char *week = NULL;
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"week", 0, 0, G_OPTION_ARG_STRING, &week, N_ ("A day of the week, if not this one"),
       N_ ("DAY")},
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  gboolean is_jsonl;
  ArcDay monday;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (!parse_week (cli, journal, week, &monday, &status))
    return status;
  g_autoptr (GPtrArray) goals = arc_journal_list_goals (journal, &error);
  if (goals == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < goals->len; i++) {
    int count;
    if (!arc_journal_get_goal_count (journal, goals->pdata[i], monday, &count, &error))
      return arc_cli_fail (cli, error);
    if (is_jsonl)
      print_json (cli, goals->pdata[i], monday, count);
    else
      print_goal (cli, journal, goals->pdata[i], count);
  }
  return ARC_CLI_DONE;
}

int
arc_cli_goals (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"goals add", "--target N [--unit T] [--title T]", N_ ("Set a goal for each week"), run_add},
      {"goals list", "[--week DAY] [--format text|jsonl]", N_ ("Show how far the goals got"),
       run_list},
      {"goals set", "ID [--target N] [--unit T] [--title T]", N_ ("Change a goal"), run_set},
      {"goals count", "ID N [--week DAY]", N_ ("Say how many it were this week"), run_count},
      {"goals pause", "ID", N_ ("Rest a goal, with its history kept"), run_pause},
      {"goals resume", "ID", N_ ("Take a goal up again"), run_resume},
      {"goals remove", "ID", N_ ("Remove a goal and its history"), run_remove},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
