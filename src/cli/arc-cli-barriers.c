/* barriers: add, list, own, set. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-loop.h"
#include "arc-day.h"
#include "arc-json-loop.h"

/* As given; NULL where an option was not. */
typedef struct {
  char *text;
  char *owner;
  char *next_step;
  char *next_by;
  char *state;
  char *why;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->text);
  g_free (options->owner);
  g_free (options->next_step);
  g_free (options->next_by);
  g_free (options->state);
  g_free (options->why);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

#define N_SHARED 3

static void
describe (Options *options, GOptionEntry *table)
{
  const GOptionEntry shared[N_SHARED] = {
      {"owner", 0, 0, G_OPTION_ARG_STRING, &options->owner, N_ ("Who can remove it"), N_ ("NAME")},
      {"next-step", 0, 0, G_OPTION_ARG_STRING, &options->next_step, N_ ("What happens next"),
       N_ ("TEXT")},
      {"by", 0, 0, G_OPTION_ARG_STRING, &options->next_by, N_ ("By when the next step is done"),
       N_ ("DAY")},
  };

  memcpy (table, shared, sizeof shared);
}

static gboolean
apply (ArcCli *cli, const Options *options, ArcBarrier *barrier, int *status)
{
  if (options->state != NULL && !arc_barrier_state_from_word (options->state, &barrier->state)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not a state: open, being-removed, removed or stays."),
                             options->state);
    return FALSE;
  }
  arc_cli_take_text (&barrier->owner, options->owner);
  arc_cli_take_text (&barrier->next_step, options->next_step);
  arc_cli_take_text (&barrier->why, options->why);
  return arc_cli_parse_one_day (cli, options->next_by, &barrier->next_by, status);
}

static int
run_add (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  GOptionEntry table[N_SHARED + 2] = {0};
  g_autoptr (ArcBarrier) barrier = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *entry_id = NULL;
  int status;

  describe (&options, table);
  table[N_SHARED] = (GOptionEntry){"text",
                                   0,
                                   0,
                                   G_OPTION_ARG_STRING,
                                   &options.text,
                                   N_ ("What is in the way: a line of the entry's Change"),
                                   N_ ("TEXT")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  if (options.text == NULL)
    return arc_cli_usage (cli, _ ("A barrier needs --text."));
  barrier = arc_barrier_new (options.text);
  if (!apply (cli, &options, barrier, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_CHANGE, (*argv)[0], ARC_AMONG_ENTRIES, &entry_id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  barrier->entry_id = g_steal_pointer (&entry_id);
  if (!arc_journal_save_barrier (journal, barrier, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", barrier->id);
  return ARC_CLI_DONE;
}

/* Changes the barrier that @prefix means by what was given. */
static int
change (ArcCli *cli, const char *prefix, const Options *options)
{
  g_autoptr (ArcBarrier) barrier = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;
  g_autoptr (ArcJournal) journal = arc_cli_open_with (cli, ARC_ID_BARRIER, prefix, &id, &error);

  if (journal == NULL)
    return arc_cli_fail (cli, error);
  barrier = arc_journal_load_barrier (journal, id, &error);
  if (barrier == NULL)
    return arc_cli_fail (cli, error);
  if (!apply (cli, options, barrier, &status))
    return status;
  if (!arc_journal_save_barrier (journal, barrier, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

static int
run_own (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  GOptionEntry table[N_SHARED + 1] = {0};
  int status;

  describe (&options, table);
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 2, &status))
    return status;
  if (((*argv)[1] != NULL) == (options.owner != NULL))
    return arc_cli_usage (cli, _ ("Say once who owns it: arcj barriers own ID NAME"));
  arc_cli_take_text (&options.owner, (*argv)[1]);
  return change (cli, (*argv)[0], &options);
}

static int
run_set (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  GOptionEntry table[N_SHARED + 3] = {0};
  int status;

  describe (&options, table);
  table[N_SHARED] = (GOptionEntry){"state",
                                   0,
                                   0,
                                   G_OPTION_ARG_STRING,
                                   &options.state,
                                   N_ ("open, being-removed, removed or stays"),
                                   N_ ("STATE")};
  table[N_SHARED + 1] = (GOptionEntry){
      "why", 0, 0, G_OPTION_ARG_STRING, &options.why, N_ ("Why it stays"), N_ ("TEXT")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  return change (cli, (*argv)[0], &options);
}

/* ---- list ---- */

static void
print_brief (ArcCli *cli, ArcJournal *journal, const ArcBarrierBrief *brief)
{
  const ArcBarrier *barrier = brief->barrier;
  g_autofree char *by = arc_day_to_text (barrier->next_by);

  arc_cli_print_id (cli, journal, ARC_ID_BARRIER, barrier->id);
  arc_cli_print (cli, "  %-10s  ", by);
  arc_cli_print_text (cli, barrier->text);
  arc_cli_print (cli, " (%s", arc_barrier_state_to_label (barrier->state));
  if (*barrier->owner != '\0') {
    arc_cli_print (cli, ", ");
    arc_cli_print_text (cli, barrier->owner);
  }
  arc_cli_print (cli, ")\n");
}

static void
print_json (ArcCli *cli, const ArcBarrierBrief *brief)
{
  JsonObject *object = arc_json_from_barrier (brief->barrier);

  json_object_set_string_member (object, "entry", brief->barrier->entry_id);
  json_object_set_string_member (object, "title", brief->entry_title);
  if (*brief->topic != '\0')
    json_object_set_string_member (object, "topic", brief->topic);
  arc_cli_print_object (cli, object);
}

static gboolean
is_open (const ArcBarrierBrief *brief)
{
  return brief->barrier->state == ARC_BARRIER_OPEN ||
         brief->barrier->state == ARC_BARRIER_BEING_REMOVED;
}

static int
run_list (ArcCli *cli, char ***argv)
{
  gboolean only_open = FALSE, is_jsonl;
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"open", 0, 0, G_OPTION_ARG_NONE, &only_open, N_ ("Those that are open only"), NULL},
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  g_autoptr (GPtrArray) briefs =
      journal != NULL ? arc_journal_list_barriers (journal, &error) : NULL;
  if (briefs == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < briefs->len; i++)
    if (only_open && !is_open (briefs->pdata[i]))
      continue;
    else if (is_jsonl)
      print_json (cli, briefs->pdata[i]);
    else
      print_brief (cli, journal, briefs->pdata[i]);
  return ARC_CLI_DONE;
}

int
arc_cli_barriers (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"barriers add", "ENTRY --text T [--owner NAME] [--next-step T] [--by DAY]",
       N_ ("Make a line of an entry's Change a barrier"), run_add},
      {"barriers list", "[--open] [--format text|jsonl]", N_ ("List barriers, open ones first"),
       run_list},
      {"barriers own", "ID NAME [--next-step T] [--by DAY]", N_ ("Say who can remove a barrier"),
       run_own},
      {"barriers set",
       "ID [--state open|being-removed|removed|stays] [--why T] [--owner NAME] [--next-step T] "
       "[--by DAY]",
       N_ ("Change a barrier"), run_set},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
