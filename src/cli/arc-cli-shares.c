/* shares: list, show; suggest; and what “search” finds in shares. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-filter.h"
#include "arc-cli-loop.h"
#include "arc-cli-output.h"
#include "arc-cli-team.h"
#include "arc-json-team.h"

/* Found at a time. */
#define PAGE 500

/* ---- one share ---- */

static void
print_json (ArcCli *cli, const ArcPosted *posted)
{
  g_autoptr (GString) line = g_string_new (NULL);

  arc_json_append_share (line, posted->post, posted->share, posted->team_name, posted->author_name);
  if (line->len == 0 || line->str[line->len - 1] != '\n')
    g_string_append_c (line, '\n');
  arc_cli_print_text (cli, line->str);
}

static void
print_brief (ArcCli *cli, ArcJournal *journal, const ArcPosted *posted, const char *excerpt)
{
  const ArcEntry *entry = posted->share->entry;
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *day = arc_day_to_text (posted->share->day);

  arc_cli_print_post_id (cli, journal, posted->post->id);
  arc_cli_print (cli, "  %s  ", day);
  arc_cli_print_text (cli, posted->author_name);
  arc_cli_print (cli, ": ");
  arc_cli_print_text (cli, title);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    arc_cli_print (cli, " (%s)", arc_outcome_to_label (entry->outcome));
  if (!posted->is_mine && !posted->is_read)
    /* Translators: of a share that was not reviewed yet. */
    arc_cli_print (cli, " · %s", _ ("new"));
  arc_cli_print (cli, "\n");
  if (excerpt != NULL && *excerpt != '\0') {
    arc_cli_print (cli, "    ");
    arc_cli_print_marked (cli, excerpt);
    arc_cli_print (cli, "\n");
  }
}

/* ---- list ---- */

typedef struct {
  char *team;
  char *author;
  char *topic;
  char *outcome;
  char *since;
  char *until;
  gboolean unread;
  gboolean mine;
  char *format;
} Filter;

static void
filter_clear (Filter *filter)
{
  g_free (filter->team);
  g_free (filter->author);
  g_free (filter->topic);
  g_free (filter->outcome);
  g_free (filter->since);
  g_free (filter->until);
  g_free (filter->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

/* Days and words, which need no journal; FALSE with @status of wrong usage. */
static gboolean
read_filter (ArcCli *cli, const Filter *given, ArcShareFilter *filter, int *status)
{
  ArcOutcome outcome = ARC_OUTCOME_NOT_SAID;

  filter->topic = given->topic;
  filter->unread_only = given->unread;
  filter->mine_only = given->mine;
  if (!arc_cli_parse_one_day (cli, given->since, &filter->since, status) ||
      !arc_cli_parse_one_day (cli, given->until, &filter->until, status))
    return FALSE;
  if (given->outcome != NULL && !arc_outcome_from_word (given->outcome, &outcome)) {
    *status = arc_cli_usage (cli, _ ("“%s” is not an outcome: achieved, partly or missed."),
                             given->outcome);
    return FALSE;
  }
  filter->outcome = outcome;
  return TRUE;
}

/* By id, so that what all members of a team print is the same. */
static gint
by_id (gconstpointer a, gconstpointer b)
{
  const ArcPost *one = (*(const ArcShareBrief *const *) a)->posted->post;
  const ArcPost *two = (*(const ArcShareBrief *const *) b)->posted->post;
  int order = strcmp (one->id, two->id);

  return order != 0 ? order : strcmp (one->revision, two->revision);
}

static gboolean
find_circle (ArcJournal *journal, const Filter *given, ArcTeam **team, ArcMember **author,
             GError **error)
{
  if (given->team != NULL || given->author != NULL) {
    *team = arc_journal_find_team (journal, given->team, error);
    if (*team == NULL)
      return FALSE;
  }
  if (given->author != NULL)
    *author = arc_journal_find_member (journal, (*team)->id, given->author, error);
  return given->author == NULL || *author != NULL;
}

static int
run_list (ArcCli *cli, char ***argv)
{
  g_auto (Filter) given = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &given.team, N_ ("Of this team"), N_ ("NAME")},
      {"author", 0, 0, G_OPTION_ARG_STRING, &given.author, N_ ("By this member"), N_ ("NAME")},
      {"topic", 0, 0, G_OPTION_ARG_STRING, &given.topic, N_ ("On this topic"), N_ ("TOPIC")},
      {"outcome", 0, 0, G_OPTION_ARG_STRING, &given.outcome, N_ ("achieved, partly or missed"),
       N_ ("OUTCOME")},
      {"since", 0, 0, G_OPTION_ARG_STRING, &given.since, N_ ("From this day on"), N_ ("DAY")},
      {"until", 0, 0, G_OPTION_ARG_STRING, &given.until, N_ ("Up to this day"), N_ ("DAY")},
      {"unread", 0, 0, G_OPTION_ARG_NONE, &given.unread, N_ ("Those not reviewed yet"), NULL},
      {"mine", 0, 0, G_OPTION_ARG_NONE, &given.mine, N_ ("Your own"), NULL},
      {"format", 0, 0, G_OPTION_ARG_STRING, &given.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  ArcShareFilter filter = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcMember) author = NULL;
  g_autoptr (GPtrArray) briefs = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, given.format, &is_jsonl, &status) ||
      !read_filter (cli, &given, &filter, &status))
    return status;
  journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal == NULL || !find_circle (journal, &given, &team, &author, &error))
    return arc_cli_fail (cli, error);
  filter.team_id = team != NULL ? team->id : NULL;
  filter.author = author != NULL ? author->id : NULL;
  briefs = arc_journal_list_shares (journal, &filter, &error);
  if (briefs == NULL)
    return arc_cli_fail (cli, error);
  g_ptr_array_sort (briefs, by_id);
  for (guint i = 0; i < briefs->len && cli->out_failed == 0; i++) {
    const ArcShareBrief *brief = briefs->pdata[i];
    if (is_jsonl)
      print_json (cli, brief->posted);
    else
      print_brief (cli, journal, brief->posted, NULL);
  }
  return ARC_CLI_DONE;
}

/* ---- show ---- */

static void
print_answers (ArcCli *cli, const GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++) {
    const ArcPosted *posted = answers->pdata[i];
    g_autoptr (ArcAnswer) answer = arc_body_to_answer (posted->post->body, NULL);

    if (answer == NULL)
      continue;
    arc_cli_print (cli, "\n");
    arc_cli_print_text (cli, posted->author_name);
    arc_cli_print (cli, " · %s\n", arc_answer_kind_to_label (answer->kind));
    if (*answer->text != '\0') {
      arc_cli_print_text (cli, answer->text);
      arc_cli_print (cli, "\n");
    }
  }
}

static void
print_share (ArcCli *cli, const ArcPosted *posted)
{
  arc_cli_print_share (cli, posted->share);
  arc_cli_print (cli, "\n");
  arc_cli_print_text (cli, posted->author_name);
  arc_cli_print (cli, " · ");
  arc_cli_print_text (cli, posted->team_name);
  arc_cli_print (cli, " · %s", arc_audience_to_label (posted->post->audience));
  if (posted->share->quotable)
    arc_cli_print (cli, " · %s", _ ("May be quoted outside the team"));
  arc_cli_print (cli, "\n%s\n", posted->post->id);
}

static int
run_show (ArcCli *cli, char ***argv)
{
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autofree char *id = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  if (journal != NULL)
    id = arc_journal_resolve_post (journal, ARC_POST_SHARE, (*argv)[0], &error);
  if (id != NULL)
    latest = arc_journal_load_post (journal, id, &error);
  if (latest != NULL)
    answers = arc_journal_list_posts (journal, NULL, ARC_POST_ANSWER, id, &error);
  if (answers == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < latest->len; i++)
    if (is_jsonl)
      print_json (cli, latest->pdata[i]);
    else
      print_share (cli, latest->pdata[i]);
  if (!is_jsonl)
    print_answers (cli, answers);
  return ARC_CLI_DONE;
}

int
arc_cli_shares (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"shares list",
       "[--team T] [--author NAME] [--topic T] [--outcome O] [--since D] [--until D] [--unread] "
       "[--mine] [--format text|jsonl]",
       N_ ("List what is shared in your teams"), run_list},
      {"shares show", "SHARE [--format text|jsonl]", N_ ("Show one share, with the answers to it"),
       run_show},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}

/* ---- suggest ---- */

int
arc_cli_suggest (ArcCli *cli, char ***argv)
{
  gboolean thanks = FALSE, will_try = FALSE, ask = FALSE;
  const GOptionEntry table[] = {
      {"thanks", 0, 0, G_OPTION_ARG_NONE, &thanks, N_ ("Say thank you"), NULL},
      {"try", 0, 0, G_OPTION_ARG_NONE, &will_try, N_ ("Say that you will try it"), NULL},
      {"ask", 0, 0, G_OPTION_ARG_NONE, &ask, N_ ("Ask the writer to look back at it"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcAnswer) answer = NULL;
  g_autofree char *share_id = NULL;
  g_autofree char *id = NULL;
  const ArcTeamModule *module;
  ArcAnswerKind kind = ARC_ANSWER_SUGGESTION;
  const char *text;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 2, &status))
    return status;
  text = (*argv)[1];
  if (thanks + will_try + ask > 1)
    return arc_cli_usage (cli, _ ("Only one of --thanks, --try and --ask can be meant."));
  if (thanks + will_try + ask == 0 && text == NULL)
    return arc_cli_usage (cli, _ ("A suggestion needs a text."));
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return arc_cli_usage (cli, _ ("An argument is not valid UTF-8 text."));
  if (thanks)
    kind = ARC_ANSWER_THANKS;
  else if (will_try)
    kind = ARC_ANSWER_WILL_TRY;
  else if (ask)
    kind = ARC_ANSWER_ASK_LOOK_BACK;
  module = arc_team_module_get (&error);
  journal = module != NULL ? arc_cli_open (cli, ARC_CLI_CHANGE, &error) : NULL;
  if (journal != NULL)
    share_id = arc_journal_resolve_post (journal, ARC_POST_SHARE, (*argv)[0], &error);
  answer = arc_answer_new (kind, text != NULL ? text : "");
  if (share_id != NULL)
    id = module->answer (journal, share_id, answer, &error);
  if (id == NULL)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* ---- search ---- */

int
arc_cli_search_shares (ArcCli *cli, ArcJournal *journal, const ArcQuery *query, guint64 limit,
                       gboolean is_jsonl)
{
  const ArcShareFilter filter = {
      .query = query, .others_only = TRUE, .limit = (guint) MIN (limit, G_MAXUINT)};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) briefs = arc_journal_list_shares (journal, &filter, &error);

  if (briefs == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < briefs->len; i++) {
    const ArcShareBrief *brief = briefs->pdata[i];
    if (is_jsonl)
      print_json (cli, brief->posted);
    else
      print_brief (cli, journal, brief->posted, brief->excerpt);
  }
  return ARC_CLI_DONE;
}

int
arc_cli_search_everywhere (ArcCli *cli, ArcJournal *journal, const ArcQuery *query, guint64 limit)
{
  gint64 before = G_MAXINT64;

  while (limit > 0 && cli->out_failed == 0) {
    guint wanted = MIN (limit, PAGE);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) found =
        arc_journal_search_together (journal, query, before, wanted, &error);

    if (found == NULL)
      return arc_cli_fail (cli, error);
    for (guint i = 0; i < found->len; i++) {
      const ArcFoundEither *one = found->pdata[i];
      if (one->entry != NULL)
        arc_cli_print_brief (cli, journal, one->entry, TRUE);
      else
        print_brief (cli, journal, one->share->posted, one->share->excerpt);
      before = one->entry != NULL ? one->entry->position : one->share->position;
    }
    if (found->len < wanted)
      break;
    limit -= MIN (limit, found->len);
  }
  return ARC_CLI_DONE;
}
