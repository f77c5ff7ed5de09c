/* team focus: one behaviour that a manager asks for, and what the members say. */
#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-cli-loop.h"
#include "arc-cli-team.h"
#include "arc-json-team.h"

/* As given; NULL or FALSE where an option was not. */
typedef struct {
  char *team;
  char *set;
  char *measure;
  char *by;
  gboolean yes;
  char *counter;
  gboolean end;
  char *format;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->team);
  g_free (options->set);
  g_free (options->measure);
  g_free (options->by);
  g_free (options->counter);
  g_free (options->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Asked for by someone who is a manager now, and not over. */
static gboolean
is_current (const ArcPosted *posted, const GPtrArray *members)
{
  g_autoptr (ArcTeamFocus) focus = arc_body_to_team_focus (posted->post->body, NULL);

  if (focus == NULL || focus->ended)
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    if (g_str_equal (member->id, posted->post->author))
      return member->state == ARC_MEMBER_IN && (member->roles & ARC_ROLE_MANAGER) != 0;
  }
  return FALSE;
}

/* (element-type ArcPosted): those that hold now; @mine: of mine only. */
static GPtrArray *
list_current (ArcJournal *journal, const ArcTeam *team, gboolean mine, GError **error)
{
  g_autoptr (GPtrArray) posts =
      arc_journal_list_posts (journal, team->id, ARC_POST_FOCUS, NULL, error);
  g_autoptr (GPtrArray) members =
      posts != NULL ? arc_journal_list_members (journal, team->id, error) : NULL;
  GPtrArray *current;

  if (members == NULL)
    return NULL;
  current = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_posted_free);
  for (guint i = 0; i < posts->len; i++) {
    const ArcPosted *posted = posts->pdata[i];
    if ((!mine || posted->is_mine) && is_current (posted, members))
      g_ptr_array_add (current, arc_posted_copy (posted));
  }
  return current;
}

/* ---- showing ---- */

static void
print_reply (ArcCli *cli, const ArcPosted *posted, JsonArray *array)
{
  g_autoptr (ArcFocusReply) reply = arc_body_to_focus_reply (posted->post->body, NULL);

  if (reply == NULL)
    return;
  if (array != NULL) {
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "author", posted->author_name);
    json_object_set_boolean_member (object, "yes", reply->yes);
    if (*reply->counter != '\0')
      json_object_set_string_member (object, "counter", reply->counter);
    json_array_add_object_element (array, object);
    return;
  }
  arc_cli_print (cli, "  ");
  arc_cli_print_text (cli, posted->author_name);
  arc_cli_print (cli, ": ");
  arc_cli_print_text (cli, reply->yes ? _ ("yes") : reply->counter);
  arc_cli_print (cli, "\n");
}

static gboolean
print_one (ArcCli *cli, ArcJournal *journal, const ArcPosted *posted, gboolean is_jsonl,
           GError **error)
{
  g_autoptr (ArcTeamFocus) focus = arc_body_to_team_focus (posted->post->body, NULL);
  g_autoptr (GPtrArray) replies = arc_journal_list_posts (
      journal, posted->team_id, ARC_POST_FOCUS_REPLY, posted->post->id, error);
  g_autofree char *by = arc_day_to_text (focus->by);
  JsonObject *object = NULL;
  JsonArray *array = NULL;

  if (replies == NULL)
    return FALSE;
  if (is_jsonl) {
    object = json_object_new ();
    array = json_array_new ();
    json_object_set_string_member (object, "id", posted->post->id);
    json_object_set_string_member (object, "team", posted->team_name);
    json_object_set_string_member (object, "author", posted->author_name);
    json_object_set_string_member (object, "behaviour", focus->behaviour);
    json_object_set_string_member (object, "measure", focus->measure);
    json_object_set_string_member (object, "by", by);
  } else {
    arc_cli_print_text (cli, focus->behaviour);
    arc_cli_print (cli, " · ");
    arc_cli_print_text (cli, focus->measure);
    arc_cli_print (cli, " · %s · ", by);
    arc_cli_print_text (cli, posted->author_name);
    arc_cli_print (cli, "\n");
  }
  for (guint i = 0; i < replies->len; i++)
    print_reply (cli, replies->pdata[i], array);
  if (object != NULL) {
    json_object_set_array_member (object, "replies", array);
    arc_cli_print_object (cli, object);
  }
  return TRUE;
}

static int
show (ArcCli *cli, const Options *options, gboolean is_jsonl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal =
      arc_cli_open_team (cli, ARC_CLI_READ, options->team, &team, &error);
  g_autoptr (GPtrArray) current =
      journal != NULL ? list_current (journal, team, FALSE, &error) : NULL;

  if (current == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < current->len; i++)
    if (!print_one (cli, journal, current->pdata[i], is_jsonl, &error))
      return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- setting, answering ---- */

/* The one that holds; which one is meant must be clear. */
static ArcPosted *
find_current (ArcJournal *journal, const ArcTeam *team, gboolean mine, GError **error)
{
  g_autoptr (GPtrArray) current = list_current (journal, team, mine, error);

  if (current == NULL)
    return NULL;
  if (current->len == 1)
    return arc_posted_copy (current->pdata[0]);
  if (current->len == 0)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         mine ? _ ("You have set no focus that could end.")
                              : _ ("The team has no focus now."));
  else
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_AMBIGUOUS,
                         _ ("The team has more than one focus. Say which one by its id: “arcj "
                            "team focus --format jsonl” shows them."));
  return NULL;
}

/* (transfer full): the one that @id means, or the only one. */
static char *
find_id (ArcJournal *journal, const ArcTeam *team, const char *id, gboolean mine, GError **error)
{
  g_autoptr (ArcPosted) posted = NULL;

  if (id != NULL)
    return arc_journal_resolve_post (journal, ARC_POST_FOCUS, id, error);
  posted = find_current (journal, team, mine, error);
  return posted != NULL ? g_strdup (posted->post->id) : NULL;
}

static char *
set (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team, const Options *options,
     ArcDay by, GError **error)
{
  g_autoptr (ArcTeamFocus) focus = arc_team_focus_new (options->set);

  arc_cli_take_text (&focus->measure, options->measure);
  focus->by = by;
  return module->set_focus (journal, team->id, focus, NULL, error);
}

static char *
end (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team, const char *id,
     GError **error)
{
  g_autofree char *focus_id = find_id (journal, team, id, TRUE, error);
  g_autoptr (GPtrArray) posts =
      focus_id != NULL ? arc_journal_load_post (journal, focus_id, error) : NULL;
  g_autoptr (ArcTeamFocus) focus = NULL;

  if (posts == NULL || posts->len == 0)
    return NULL;
  focus = arc_body_to_team_focus (((const ArcPosted *) posts->pdata[0])->post->body, error);
  if (focus == NULL)
    return NULL;
  focus->ended = TRUE;
  return module->set_focus (journal, team->id, focus, focus_id, error);
}

static char *
reply (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team, const char *id,
       const Options *options, GError **error)
{
  g_autofree char *focus_id = find_id (journal, team, id, FALSE, error);
  g_autoptr (ArcFocusReply) answer = arc_focus_reply_new (options->yes, options->counter);

  return focus_id != NULL ? module->reply_focus (journal, focus_id, answer, error) : NULL;
}

static int
change (ArcCli *cli, const Options *options, const char *id, ArcDay by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *post_id = NULL;
  const ArcTeamModule *module = arc_team_module_get (&error);

  if (module != NULL)
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, options->team, &team, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (options->set != NULL)
    post_id = set (module, journal, team, options, by, &error);
  else if (options->end)
    post_id = end (module, journal, team, id, &error);
  else
    post_id = reply (module, journal, team, id, options, &error);
  if (post_id == NULL)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", post_id);
  return ARC_CLI_DONE;
}

int
arc_cli_team_focus (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Which team, where there are several"),
       N_ ("NAME")},
      {"set", 0, 0, G_OPTION_ARG_STRING, &options.set, N_ ("One behaviour that somebody could see"),
       N_ ("TEXT")},
      {"measure", 0, 0, G_OPTION_ARG_STRING, &options.measure, N_ ("How you will know"),
       N_ ("TEXT")},
      {"by", 0, 0, G_OPTION_ARG_STRING, &options.by, N_ ("By when"), N_ ("DAY")},
      {"yes", 0, 0, G_OPTION_ARG_NONE, &options.yes, N_ ("You will do it"), NULL},
      {"counter", 0, 0, G_OPTION_ARG_STRING, &options.counter, N_ ("What you would do instead"),
       N_ ("TEXT")},
      {"end", 0, 0, G_OPTION_ARG_NONE, &options.end, N_ ("It is over"), NULL},
      {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  gboolean is_jsonl;
  ArcDay by = {0};
  guint wanted;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 1, &status) ||
      !arc_cli_parse_lines (cli, options.format, &is_jsonl, &status) ||
      !arc_cli_parse_one_day (cli, options.by, &by, &status))
    return status;
  wanted = (options.set != NULL) + options.yes + (options.counter != NULL) + options.end;
  if (wanted > 1)
    return arc_cli_usage (cli, _ ("Only one of --set, --yes, --counter and --end can be meant."));
  if (options.set == NULL && (options.measure != NULL || options.by != NULL))
    return arc_cli_usage (cli, _ ("--measure and --by belong to --set."));
  if (options.set != NULL && (options.measure == NULL || options.by == NULL))
    return arc_cli_usage (cli, _ ("A focus needs --measure and --by."));
  if (wanted == 0)
    return show (cli, &options, is_jsonl);
  return change (cli, &options, (*argv)[0], by);
}
