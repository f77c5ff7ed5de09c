/* summary: what a team's shares say; publish, list, show. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-document.h"
#include "arc-cli-interrupt.h"
#include "arc-cli-loop.h"
#include "arc-cli-team.h"
#include "arc-json-summary.h"
#include "arc-review.h"

typedef struct {
  char *team;
  char *since;
  char *until;
  char *topic;
  char *audience;
  char *format;
  char *output;
  char *replace;
  gboolean inside;
  gboolean preview;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->team);
  g_free (options->since);
  g_free (options->until);
  g_free (options->topic);
  g_free (options->audience);
  g_free (options->format);
  g_free (options->output);
  g_free (options->replace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

#define SCOPE_OPTIONS(options)                                                                     \
  {"team", 0, 0, G_OPTION_ARG_STRING, &(options).team, N_ ("Of this team"), N_ ("NAME")},          \
      {"since", 0, 0, G_OPTION_ARG_STRING, &(options).since, N_ ("From this day on"), N_ ("DAY")}, \
      {"until", 0, 0, G_OPTION_ARG_STRING, &(options).until, N_ ("Up to this day"), N_ ("DAY")},   \
      {"topic", 0, 0, G_OPTION_ARG_STRING, &(options).topic, N_ ("On this topic"), N_ ("TOPIC")},  \
  {                                                                                                \
    "audience", 0, 0, G_OPTION_ARG_STRING, &(options).audience,                                    \
        N_ ("Who will read it: team or managers"), N_ ("AUDIENCE")                                 \
  }
#define PAPER_OPTIONS(options)                                                                     \
  {"format",                                                                                       \
   0,                                                                                              \
   0,                                                                                              \
   G_OPTION_ARG_STRING,                                                                            \
   &(options).format,                                                                              \
   N_ ("text, markdown, html, pdf or json"),                                                       \
   N_ ("FORMAT")},                                                                                 \
      {"output",   'o', 0, G_OPTION_ARG_FILENAME, &(options).output, N_ ("Write to this file"),    \
       N_ ("FILE")},                                                                               \
  {                                                                                                \
    "inside", 0, 0, G_OPTION_ARG_NONE, &(options).inside,                                          \
        N_ ("Keep names and words: the file stays in the team"), NULL                              \
  }

static gboolean
parse_scope (ArcCli *cli, const Options *options, ArcReviewScope *scope, int *status)
{
  scope->topic = options->topic;
  scope->audience = ARC_AUDIENCE_TEAM;
  if (!arc_cli_parse_one_day (cli, options->since, &scope->since, status) ||
      !arc_cli_parse_one_day (cli, options->until, &scope->until, status))
    return FALSE;
  if (arc_day_is_set (scope->since) && arc_day_is_set (scope->until) &&
      arc_day_compare (scope->since, scope->until) > 0) {
    *status = arc_cli_usage (cli, _ ("The last day, “%s”, is before the first, “%s”."),
                             options->until, options->since);
    return FALSE;
  }
  if (options->audience && (!arc_audience_from_word (options->audience, &scope->audience) ||
                            scope->audience == ARC_AUDIENCE_NAMED)) {
    *status =
        arc_cli_usage (cli, _ ("“%s” is not an audience: team or managers."), options->audience);
    return FALSE;
  }
  return TRUE;
}

static gboolean
go_on (double fraction, gpointer user_data)
{
  return !g_cancellable_is_cancelled (user_data);
}

static ArcSummary *
make_summary (ArcJournal *journal, const ArcReviewScope *scope, const ArcSummaryModule *module,
              GError **error)
{
  g_autoptr (GCancellable) cancellable = arc_cli_interrupt_watch ();
  g_autoptr (ArcSummary) previous = NULL;
  g_autoptr (ArcSummaryInput) input = arc_review_gather (journal, scope, &previous, error);

  return input ? module->build (input, go_on, cancellable, error) : NULL;
}

/* What is exported leaves the team, unless one says that it does not: --output, and the formats
 * that are made to be passed on. */
static gboolean
is_export (const Options *options, ArcPaper paper)
{
  return !options->inside && (options->output || paper == ARC_PAPER_MARKDOWN ||
                              paper == ARC_PAPER_HTML || paper == ARC_PAPER_PDF);
}

static int
write_summary (ArcCli *cli, ArcJournal *journal, const char *team_id,
               const ArcSummaryModule *module, const ArcSummary *summary, const Options *options,
               ArcPaper paper)
{
  gboolean is_outside = is_export (options, paper);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members =
      is_outside ? arc_journal_list_members (journal, team_id, &error) : NULL;
  g_autoptr (ArcSummary) shown = NULL;
  g_autoptr (ArcDocument) document = NULL;
  g_autofree char *json = NULL;

  if (error)
    return arc_cli_fail (cli, error);
  shown = is_outside ? arc_summary_outside (summary, members) : arc_summary_copy (summary);
  document = module->document (shown, is_outside);
  json = arc_body_from_summary (shown);
  return arc_cli_write_document (cli, module, document, json, paper, shown->made_on,
                                 options->output);
}

static int
run_draft (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {SCOPE_OPTIONS (options), PAPER_OPTIONS (options),
                                G_OPTION_ENTRY_NULL};
  ArcReviewScope scope = {0};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcSummary) summary = NULL;
  ArcPaper paper;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !parse_scope (cli, &options, &scope, &status) ||
      !arc_cli_parse_paper (cli, options.format, options.output, &paper, &status))
    return status;
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open_team (cli, ARC_CLI_READ, options.team, &team, &error) : NULL;
  if (!journal)
    return arc_cli_fail (cli, error);
  scope.team_id = team->id;
  summary = make_summary (journal, &scope, module, &error);
  if (!summary)
    return arc_cli_fail (cli, error);
  return write_summary (cli, journal, team->id, module, summary, &options, paper);
}

/* What readers would see, then whose words it is. */
static int
preview (ArcCli *cli, ArcJournal *journal, const char *team_id, const ArcSummaryModule *module,
         const ArcSummary *summary)
{
  const Options inside = {.inside = TRUE};
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (summary);
  g_autoptr (GString) names = g_string_new (NULL);
  const char *last = "";
  guint people = 0;
  int status = write_summary (cli, journal, team_id, module, summary, &inside, ARC_PAPER_TEXT);

  for (guint i = 0; i < quotes->len; i++) {
    const ArcQuote *quote = quotes->pdata[i];

    if (g_str_equal (quote->author, last))
      continue;
    last = quote->author;
    g_string_append_printf (names, "\n  %s", quote->author_name);
    people++;
  }
  arc_cli_print (cli, "\n");
  if (people == 0)
    arc_cli_print (cli, "%s", _ ("Nobody’s words appear in it."));
  else
    arc_cli_print (cli,
                   ngettext ("The words of %u person appear in it. Who wrote them is told.",
                             "The words of %u people appear in it. Those who wrote them are told.",
                             people),
                   people);
  arc_cli_print_text (cli, names->str);
  arc_cli_print (cli, "\n");
  return status;
}

static int
run_publish (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {SCOPE_OPTIONS (options),
                                {"replace", 0, 0, G_OPTION_ARG_STRING, &options.replace,
                                 N_ ("As a new version of this summary"), N_ ("ID")},
                                {"preview", 0, 0, G_OPTION_ARG_NONE, &options.preview,
                                 N_ ("Show it, and whose words appear; publish nothing"), NULL},
                                G_OPTION_ENTRY_NULL};
  ArcReviewScope scope = {0};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcSummary) summary = NULL;
  g_autofree char *replaced = NULL;
  g_autofree char *id = NULL;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !parse_scope (cli, &options, &scope, &status))
    return status;
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open_team (cli, ARC_CLI_CHANGE, options.team, &team, &error) : NULL;
  if (!journal)
    return arc_cli_fail (cli, error);
  if (options.replace) {
    replaced = arc_journal_resolve_post (journal, ARC_POST_SUMMARY, options.replace, &error);
    if (!replaced)
      return arc_cli_fail (cli, error);
    scope.replaces = replaced;
  }
  scope.team_id = team->id;
  summary = make_summary (journal, &scope, module, &error);
  if (!summary)
    return arc_cli_fail (cli, error);
  if (options.preview)
    return preview (cli, journal, team->id, module, summary);
  id = arc_review_publish (journal, team->id, summary, replaced, &error);
  if (!id)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

static int
run_list (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Of this team"), N_ ("NAME")},
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
  journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (!journal)
    return arc_cli_fail (cli, error);
  if (options.team) {
    team = arc_journal_find_team (journal, options.team, &error);
    if (!team)
      return arc_cli_fail (cli, error);
  }
  list = arc_review_list_published (journal, team ? team->id : NULL, &error);
  if (!list)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < list->len; i++) {
    const ArcPublished *published = list->pdata[i];
    const ArcSummary *summary = published->summary;

    if (is_jsonl) {
      g_autofree char *json = arc_body_from_summary (summary);

      /* The id goes in front of what the summary itself says. */
      arc_cli_print (cli, "{\"id\":\"%s\",", published->post_id);
      arc_cli_print_text (cli, json + 1);
      arc_cli_print (cli, "\n");
    } else {
      g_autofree char *day = arc_day_to_text (summary->made_on);
      g_autofree char *since = arc_day_to_text (summary->since);
      g_autofree char *until = arc_day_to_text (summary->until);

      arc_cli_print_post_id (cli, journal, published->post_id);
      arc_cli_print (cli, "  %s  ", day);
      arc_cli_print_text (cli, summary->title);
      arc_cli_print (cli, " (");
      arc_cli_print_text (cli, published->author_name);
      arc_cli_print (cli, _ (", version %u)"), summary->version);
      if (arc_day_is_set (summary->since) || arc_day_is_set (summary->until))
        arc_cli_print (cli, " · %s – %s", since, until);
      if (summary->audience == ARC_AUDIENCE_MANAGERS)
        arc_cli_print (cli, " · %s", arc_audience_to_label (summary->audience));
      arc_cli_print (cli, published->quotes_me ? " · %s\n" : "\n%s",
                     published->quotes_me ? _ ("your words are in it") : "");
    }
  }
  return ARC_CLI_DONE;
}

static int
run_show (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {PAPER_OPTIONS (options), G_OPTION_ENTRY_NULL};
  const ArcSummaryModule *module;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcPublished) published = NULL;
  ArcPaper paper;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_paper (cli, options.format, options.output, &paper, &status))
    return status;
  module = arc_summary_module_get (&error);
  journal = module ? arc_cli_open (cli, ARC_CLI_READ, &error) : NULL;
  published = journal ? arc_review_load_published (journal, (*argv)[0], &error) : NULL;
  if (!published)
    return arc_cli_fail (cli, error);
  return write_summary (cli, journal, published->team_id, module, published->summary, &options,
                        paper);
}

int
arc_cli_summary (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"summary publish",
       "[--team T] [--since D] [--until D] [--topic T] [--audience team|managers] [--replace ID] "
       "[--preview]",
       N_ ("Freeze a summary, and put it before the team"), run_publish},
      {"summary list", "[--team T] [--format text|jsonl]", N_ ("Published summaries"), run_list},
      {"summary show", "ID [--format text|markdown|html|pdf|json] [--output FILE] [--inside]",
       N_ ("Show a published summary"), run_show},
  };

  /* Without a subcommand: a draft of what could be published. */
  if (!(*argv)[1] || g_str_has_prefix ((*argv)[1], "-"))
    return run_draft (cli, argv);
  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
