/* equivalents: what measured figures come to in a team's own terms. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-loop.h"
#include "arc-cli-team.h"
#include "arc-json-summary.h"
#include "arc-review.h"

typedef struct {
  char *team;
  char *format;
  char *id;
  char *plural;
  char *unit;
  char *source;
  char *kind;
  char *amount;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->team);
  g_free (options->format);
  g_free (options->id);
  g_free (options->plural);
  g_free (options->unit);
  g_free (options->source);
  g_free (options->kind);
  g_free (options->amount);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

#define TEAM_OPTION(options)                                                                       \
  {                                                                                                \
    "team", 0, 0, G_OPTION_ARG_STRING, &(options).team, N_ ("Of this team"), N_ ("NAME")           \
  }

/* The only one whose id begins so; NULL with an error. */
static const ArcTeamEquivalent *
find (const GPtrArray *list, const char *prefix, GError **error)
{
  const ArcTeamEquivalent *found = NULL;
  guint matches = 0;

  for (guint i = 0; i < list->len; i++) {
    const ArcTeamEquivalent *one = list->pdata[i];

    if (g_str_equal (one->equivalent->id, prefix))
      return one;
    if (*prefix && g_str_has_prefix (one->equivalent->id, prefix)) {
      found = one;
      matches++;
    }
  }
  if (matches == 1)
    return found;
  g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
               matches > 1 ? _ ("Several equivalents begin with “%s”; give more of the id.")
                           : _ ("There is no equivalent “%s”; see arcj equivalents list."),
               prefix);
  return NULL;
}

/* ---- list ---- */

static void
print_json (ArcCli *cli, const ArcTeamEquivalent *one)
{
  g_autoptr (GString) line = g_string_new (NULL);

  arc_json_append_equivalent (line, one->equivalent, one->author_name);
  arc_cli_print_text (cli, line->str);
}

static void
print_line (ArcCli *cli, const ArcTeamEquivalent *one)
{
  g_autofree char *rate = arc_equivalent_say_rate (one->equivalent);

  arc_cli_print_text (cli, one->equivalent->id);
  arc_cli_print (cli, "  ");
  arc_cli_print_text (cli, rate);
  if (one->equivalent->state == ARC_EQUIVALENT_OFF)
    arc_cli_print (cli, " · %s", arc_equivalent_state_to_label (ARC_EQUIVALENT_OFF));
  else
    arc_cli_print (cli, " · %s", arc_equivalent_kind_to_label (one->equivalent->kind));
  if (*one->author_name) {
    arc_cli_print (cli, " · ");
    arc_cli_print_text (cli, one->author_name);
  }
  arc_cli_print (cli, "\n");
}

static int
run_list (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      TEAM_OPTION (options),
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, options.format, &is_jsonl, &status))
    return status;
  journal = arc_cli_open_team (cli, ARC_CLI_READ, options.team, &team, &error);
  list = journal ? arc_review_list_team_equivalents (journal, team->id, &error) : NULL;
  if (!list)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < list->len; i++) {
    if (is_jsonl)
      print_json (cli, list->pdata[i]);
    else
      print_line (cli, list->pdata[i]);
  }
  return ARC_CLI_DONE;
}

/* ---- set ---- */

static void
replace_text (char **text, const char *by)
{
  if (!by)
    return;
  g_free (*text);
  *text = g_strdup (by);
}

/* What is not said stays as it was. */
static gboolean
apply (ArcCli *cli, const Options *options, ArcEquivalent *equivalent, int *status)
{
  char *end = NULL;

  replace_text (&equivalent->plural, options->plural);
  replace_text (&equivalent->unit, options->unit);
  replace_text (&equivalent->source, options->source);
  if (options->kind && !arc_equivalent_kind_from_word (options->kind, &equivalent->kind)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not a kind: action or feel-good."), options->kind);
    return FALSE;
  }
  if (options->amount) {
    equivalent->amount = g_ascii_strtod (options->amount, &end);
    if (end == options->amount || *end) {
      *status = arc_cli_usage (cli, _ ("“%s” is not a number."), options->amount);
      return FALSE;
    }
  }
  return TRUE;
}

static ArcEquivalent *
begin_set (ArcJournal *journal, const ArcTeam *team, const Options *options, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  const ArcTeamEquivalent *known;
  ArcEquivalent *equivalent;

  if (!options->id) {
    equivalent = arc_equivalent_new ("");
    equivalent->amount = 0;
    replace_text (&equivalent->unit, ARC_UNIT_MINUTES);
    return equivalent;
  }
  list = arc_review_list_team_equivalents (journal, team->id, error);
  known = list ? find (list, options->id, error) : NULL;
  if (!known)
    return NULL;
  equivalent = arc_equivalent_copy (known->equivalent);
  /* Where an example comes from is not where the team's figure does. */
  if (equivalent->is_shipped)
    replace_text (&equivalent->source, "");
  equivalent->is_shipped = FALSE;
  equivalent->state = ARC_EQUIVALENT_HOLDS;
  return equivalent;
}

static int
run_set (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      TEAM_OPTION (options),
      {"id", 0, 0, G_OPTION_ARG_STRING, &options.id, N_ ("Change this one"), N_ ("ID")},
      {"amount", 0, 0, G_OPTION_ARG_STRING, &options.amount, N_ ("How many of the unit make one"),
       N_ ("NUMBER")},
      {"unit", 0, 0, G_OPTION_ARG_STRING, &options.unit, N_ ("Unit that was measured: minutes"),
       N_ ("TEXT")},
      {"source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("Where the figure comes from"),
       N_ ("TEXT")},
      {"plural", 0, 0, G_OPTION_ARG_STRING, &options.plural, N_ ("What several are called"),
       N_ ("TEXT")},
      {"kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_ ("action or feel-good"), N_ ("KIND")},
      G_OPTION_ENTRY_NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcEquivalent) equivalent = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, options.team, &team, &error);
  equivalent = journal ? begin_set (journal, team, &options, &error) : NULL;
  if (!equivalent)
    return arc_cli_fail (cli, error);
  replace_text (&equivalent->name, (*argv)[0]);
  if (!apply (cli, &options, equivalent, &status))
    return status;
  id = arc_review_put_equivalent (journal, team->id, equivalent, &error);
  if (!id)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* ---- remove, restore ---- */

static int
run_switch (ArcCli *cli, char ***argv, gboolean is_on)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {TEAM_OPTION (options), G_OPTION_ENTRY_NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const ArcTeamEquivalent *known;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, options.team, &team, &error);
  list = journal ? arc_review_list_team_equivalents (journal, team->id, &error) : NULL;
  known = list ? find (list, (*argv)[0], &error) : NULL;
  if (!known ||
      !arc_review_switch_equivalent (journal, team->id, known->equivalent->id, is_on, &error))
    return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

static int
run_remove (ArcCli *cli, char ***argv)
{
  return run_switch (cli, argv, FALSE);
}

static int
run_restore (ArcCli *cli, char ***argv)
{
  return run_switch (cli, argv, TRUE);
}

int
arc_cli_equivalents (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"equivalents list", "[--team T] [--format text|jsonl]",
       N_ ("What measured figures come to, in the team’s own terms"), run_list},
      {"equivalents set",
       "NAME --amount N --source T [--unit T] [--plural T] [--kind action|feel-good] [--id ID] "
       "[--team T]",
       N_ ("Add one, or change the one of an id"), run_set},
      {"equivalents remove", "ID [--team T]", N_ ("Take one away, or switch an example off"),
       run_remove},
      {"equivalents restore", "ID [--team T]", N_ ("Put an example back as it was shipped"),
       run_restore},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
