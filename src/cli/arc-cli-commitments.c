/* commitments: add, list, set, remove. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-loop.h"
#include "arc-day.h"
#include "arc-json-loop.h"

/* As given; NULL where an option was not. */
typedef struct {
  char *kind;
  char *text;
  char *if_text;
  char *then_text;
  char *measure;
  char *due;
  char *state;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->kind);
  g_free (options->text);
  g_free (options->if_text);
  g_free (options->then_text);
  g_free (options->measure);
  g_free (options->due);
  g_free (options->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

#define N_SHARED 5

/* The options that "add" and "set" share. */
static void
describe (Options *options, GOptionEntry *table)
{
  const GOptionEntry shared[N_SHARED] = {
      {"kind", 0, 0, G_OPTION_ARG_STRING, &options->kind, N_ ("stop, start, continue or more"),
       N_ ("KIND")},
      {"if", 0, 0, G_OPTION_ARG_STRING, &options->if_text, N_ ("When it is time to do it"),
       N_ ("TEXT")},
      {"then", 0, 0, G_OPTION_ARG_STRING, &options->then_text, N_ ("What you will do then"),
       N_ ("TEXT")},
      {"measure", 0, 0, G_OPTION_ARG_STRING, &options->measure, N_ ("How it will be seen"),
       N_ ("TEXT")},
      {"due", 0, 0, G_OPTION_ARG_STRING, &options->due,
       N_ ("By when; without it, when the entry is looked back at"), N_ ("DAY")},
  };

  memcpy (table, shared, sizeof shared);
}

static gboolean
apply (ArcCli *cli, const Options *options, ArcCommitment *commitment, int *status)
{
  if (options->kind != NULL && !arc_kind_from_word (options->kind, &commitment->kind)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not a kind: stop, start, continue or more."),
                             options->kind);
    return FALSE;
  }
  if (options->state != NULL &&
      !arc_commitment_state_from_word (options->state, &commitment->state)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not a state: open, done, habit or let-go."),
                             options->state);
    return FALSE;
  }
  arc_cli_take_text (&commitment->if_text, options->if_text);
  arc_cli_take_text (&commitment->then_text, options->then_text);
  arc_cli_take_text (&commitment->measure, options->measure);
  return arc_cli_parse_one_day (cli, options->due, &commitment->due, status);
}

static int
run_add (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  GOptionEntry table[N_SHARED + 2] = {0};
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *entry_id = NULL;
  int status;

  describe (&options, table);
  table[N_SHARED] = (GOptionEntry){"text",
                                   0,
                                   0,
                                   G_OPTION_ARG_STRING,
                                   &options.text,
                                   N_ ("What you will do: a line of the entry's Change"),
                                   N_ ("TEXT")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  if (options.kind == NULL || options.text == NULL)
    return arc_cli_usage (cli, _ ("A commitment needs --kind and --text."));
  commitment = arc_commitment_new (ARC_KIND_START, options.text);
  if (!apply (cli, &options, commitment, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with_id (cli, ARC_CLI_CHANGE, (*argv)[0], ARC_AMONG_ENTRIES, &entry_id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  commitment->entry_id = g_steal_pointer (&entry_id);
  if (!arc_journal_save_commitment (journal, commitment, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", commitment->id);
  return ARC_CLI_DONE;
}

static int
run_set (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  GOptionEntry table[N_SHARED + 2] = {0};
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int status;

  describe (&options, table);
  table[N_SHARED] = (GOptionEntry){
      "state",     0, 0, G_OPTION_ARG_STRING, &options.state, N_ ("open, done, habit or let-go"),
      N_ ("STATE")};
  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_with (cli, ARC_ID_COMMITMENT, (*argv)[0], &id, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  commitment = arc_journal_load_commitment (journal, id, &error);
  if (commitment == NULL)
    return arc_cli_fail (cli, error);
  if (!apply (cli, &options, commitment, &status))
    return status;
  if (!arc_journal_save_commitment (journal, commitment, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
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
      arc_cli_open_with (cli, ARC_ID_COMMITMENT, (*argv)[0], &id, &error);
  if (journal == NULL || !arc_journal_delete_commitment (journal, id, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* ---- list ---- */

static void
print_brief (ArcCli *cli, ArcJournal *journal, const ArcCommitmentBrief *brief)
{
  const ArcCommitment *commitment = brief->commitment;
  g_autofree char *due = arc_day_to_text (brief->due);

  arc_cli_print_id (cli, journal, ARC_ID_COMMITMENT, commitment->id);
  arc_cli_print (cli, "  %-10s  ", due);
  /* Translators: the kind of a commitment and its text: "Start: ask before I build". */
  g_autofree char *line =
      g_strdup_printf (_ ("%s: %s"), arc_kind_to_label (commitment->kind), commitment->text);
  arc_cli_print_text (cli, line);
  if (commitment->state != ARC_COMMITMENT_OPEN)
    arc_cli_print (cli, " (%s)", arc_commitment_state_to_label (commitment->state));
  arc_cli_print (cli, "\n");
}

static void
print_json (ArcCli *cli, const ArcCommitmentBrief *brief)
{
  JsonObject *object = arc_json_from_commitment (brief->commitment);
  g_autofree char *due = arc_day_to_text (brief->due);
  const char *did = arc_did_to_word (brief->did);
  const char *helped = arc_helped_to_word (brief->helped);

  json_object_set_string_member (object, "entry", brief->commitment->entry_id);
  if (*due != '\0')
    json_object_set_string_member (object, "ask_on", due);
  json_object_set_string_member (object, "title", brief->entry_title);
  if (*brief->topic != '\0')
    json_object_set_string_member (object, "topic", brief->topic);
  if (brief->answered_us != 0) {
    g_autofree char *at = arc_instant_format (brief->answered_us);
    json_object_set_string_member (object, "answered_at", at);
  }
  if (did != NULL)
    json_object_set_string_member (object, "did", did);
  if (helped != NULL)
    json_object_set_string_member (object, "helped", helped);
  arc_cli_print_object (cli, object);
}

static int
run_list (ArcCli *cli, char ***argv)
{
  gboolean is_open = FALSE, is_overdue = FALSE, is_all = FALSE, is_jsonl;
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"open", 0, 0, G_OPTION_ARG_NONE, &is_open, N_ ("Those that are open (the default)"), NULL},
      {"overdue", 0, 0, G_OPTION_ARG_NONE, &is_overdue, N_ ("Open ones that were due before today"),
       NULL},
      {"all", 0, 0, G_OPTION_ARG_NONE, &is_all, N_ ("Those that have ended, too"), NULL},
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  if (is_open + is_overdue + is_all > 1)
    return arc_cli_usage (cli, _ ("Give one of --open, --overdue and --all."));
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  g_autoptr (GPtrArray) briefs =
      arc_journal_list_commitments (journal,
                                    is_all       ? ARC_COMMITMENTS_ALL
                                    : is_overdue ? ARC_COMMITMENTS_OVERDUE
                                                 : ARC_COMMITMENTS_OPEN,
                                    &error);
  if (briefs == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < briefs->len; i++)
    if (is_jsonl)
      print_json (cli, briefs->pdata[i]);
    else
      print_brief (cli, journal, briefs->pdata[i]);
  return ARC_CLI_DONE;
}

int
arc_cli_commitments (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"commitments add",
       "ENTRY --kind stop|start|continue|more --text T [--if T] [--then T] [--measure T] [--due "
       "DAY]",
       N_ ("Make a line of an entry's Change a commitment"), run_add},
      {"commitments list", "[--open|--overdue|--all] [--format text|jsonl]",
       N_ ("List commitments, what is due first"), run_list},
      {"commitments set",
       "ID [--state open|done|habit|let-go] [--kind KIND] [--if T] [--then T] [--measure T] "
       "[--due DAY]",
       N_ ("Change a commitment"), run_set},
      {"commitments remove", "ID", N_ ("Make a commitment a plain line again"), run_remove},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
