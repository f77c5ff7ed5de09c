/* share, unshare, sync, and what “import” does with a share in a file. */
#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-loop.h"
#include "arc-cli-output.h"
#include "arc-cli-team.h"
#include "arc-json-team.h"

/* As given; NULL or FALSE where an option was not. */
typedef struct {
  char *team;
  char *sections;
  char *commitments;
  char *audience;
  char **to;
  char *output;
  gboolean quotable;
  gboolean no_outcome;
  gboolean preview;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->team);
  g_free (options->sections);
  g_free (options->commitments);
  g_free (options->audience);
  g_strfreev (options->to);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- what is chosen ---- */

/* What can be told without the journal; FALSE with @status of wrong usage. */
static gboolean
choose (ArcCli *cli, const Options *options, ArcShareChoice *choice, int *status)
{
  g_autoptr (GError) error = NULL;

  if (options->sections == NULL && options->commitments == NULL) {
    *status = arc_cli_usage (cli, _ ("Say what to share: --sections or --commitments."));
    return FALSE;
  }
  if (options->sections != NULL &&
      !arc_parts_from_text (options->sections, &choice->parts, &error)) {
    *status = arc_cli_usage (cli, "%s", error->message);
    return FALSE;
  }
  if ((options->to != NULL) != (options->output != NULL)) {
    *status = arc_cli_usage (cli, _ ("A file needs both --output and --to."));
    return FALSE;
  }
  if (options->audience == NULL && options->to == NULL) {
    *status = arc_cli_usage (cli, _ ("Say by --audience who can see it: team or managers."));
    return FALSE;
  }
  choice->audience = ARC_AUDIENCE_NAMED;
  if (options->audience != NULL &&
      (!arc_audience_from_word (options->audience, &choice->audience) ||
       choice->audience == ARC_AUDIENCE_NAMED)) {
    *status =
        arc_cli_usage (cli, _ ("“%s” is not an audience: team or managers."), options->audience);
    return FALSE;
  }
  if ((choice->parts & ARC_PART_SECTIONS) != 0 && !options->no_outcome)
    choice->parts |= ARC_PART_OUTCOME;
  choice->quotable = options->quotable;
  return TRUE;
}

static gboolean
choose_commitments (ArcJournal *journal, const char *text, ArcShareChoice *choice, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  if (g_strcmp0 (text, "all") == 0) {
    choice->all_commitments = TRUE;
    return TRUE;
  }
  for (guint i = 0; parts[i] != NULL; i++) {
    const char *prefix = g_strstrip (parts[i]);
    g_autofree char *id = arc_journal_resolve (journal, ARC_ID_BARRIER, prefix, NULL);

    if (id == NULL)
      id = arc_journal_resolve (journal, ARC_ID_COMMITMENT, prefix, error);
    if (id == NULL)
      return FALSE;
    g_ptr_array_add (choice->commitments, g_steal_pointer (&id));
  }
  return TRUE;
}

static gboolean
is_same_circle (const ArcShareChoice *a, const ArcShareChoice *b)
{
  if (a->audience != b->audience || a->to->len != b->to->len)
    return FALSE;
  for (guint i = 0; i < a->to->len; i++)
    if (!g_ptr_array_find_with_equal_func (b->to, a->to->pdata[i], g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

/* (nullable): the share of this entry with the same readers, which is then changed. */
static char *
find_earlier (ArcJournal *journal, const ArcTeam *team, const char *entry_id,
              const ArcShareChoice *choice)
{
  g_autoptr (GPtrArray) shares = arc_journal_list_entry_shares (journal, entry_id, NULL);

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const ArcEntryShare *share = shares->pdata[i];
    if (g_str_equal (share->team_id, team->id) && is_same_circle (share->choice, choice))
      return g_strdup (share->post_id);
  }
  return NULL;
}

/* ---- preview ---- */

/* Who would be able to read it, by name. */
static char *
dup_readers (const ArcTeam *team, const GPtrArray *members, const ArcShareChoice *choice)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    gboolean is_named =
        g_ptr_array_find_with_equal_func (choice->to, member->id, g_str_equal, NULL);
    gboolean is_meant =
        choice->audience == ARC_AUDIENCE_TEAM ||
        (choice->audience == ARC_AUDIENCE_MANAGERS && (member->roles & ARC_ROLE_MANAGER) != 0);
    if (member->state == ARC_MEMBER_IN && (is_named || is_meant) &&
        !g_str_equal (member->id, team->me))
      g_ptr_array_add (names, member->name);
  }
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : g_strdup (_ ("nobody yet"));
}

static void
print_names (ArcCli *cli, const ArcTeam *team, const GPtrArray *members, const ArcShare *share)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *list = NULL;
  g_autofree char **words = NULL;

  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    if (!g_str_equal (member->id, team->me))
      g_ptr_array_add (names, member->name);
  }
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    const char *text = share->entry->section[i];
    g_autoptr (GArray) places = arc_share_find_names (text, names);
    for (guint j = 0; j + 1 < places->len; j += 2) {
      guint start = g_array_index (places, guint, j), end = g_array_index (places, guint, j + 1);
      g_hash_table_add (found, g_strndup (text + start, end - start));
    }
  }
  if (g_hash_table_size (found) == 0)
    return;
  words = (char **) g_hash_table_get_keys_as_array (found, NULL);
  list = g_strjoinv (", ", words);
  arc_cli_print (cli, "\n");
  /* Translators: names of teammates that stand in a text. */
  g_autofree char *line = g_strdup_printf (_ ("It names teammates: %s"), list);
  arc_cli_print_text (cli, line);
  arc_cli_print (cli, "\n");
}

static int
preview (ArcCli *cli, const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team,
         const char *entry_id, const ArcShareChoice *choice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcShare) share = module->preview (journal, team->id, entry_id, choice, &error);
  g_autoptr (GPtrArray) members =
      share != NULL ? arc_journal_list_members (journal, team->id, &error) : NULL;
  g_autofree char *readers = NULL;
  g_autofree char *line = NULL;

  if (members == NULL)
    return arc_cli_fail (cli, error);
  readers = dup_readers (team, members, choice);
  line = g_strdup_printf (_ ("Readers: %s"), readers);
  arc_cli_print_share (cli, share);
  arc_cli_print (cli, "\n");
  arc_cli_print_text (cli, line);
  arc_cli_print (cli, "\n%s\n",
                 choice->quotable ? _ ("May be quoted outside the team.")
                                  : _ ("May not be quoted outside the team."));
  print_names (cli, team, members, share);
  return ARC_CLI_DONE;
}

/* ---- share ---- */

static int
share (ArcCli *cli, const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team,
       const char *entry_id, const ArcShareChoice *choice, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *earlier = find_earlier (journal, team, entry_id, choice);
  g_autofree char *id = module->share (journal, team->id, entry_id, choice, earlier, &error);

  if (id == NULL ||
      (output != NULL && !module->share_file_write (journal, id, choice->to, output, &error)))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

/* The file is for these; whom the share itself is for may be more. */
static int
share_file (ArcCli *cli, const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team,
            const char *entry_id, ArcShareChoice *choice, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *earlier = NULL;
  g_autofree char *id = NULL;

  if (!arc_cli_find_members (journal, team, options->to, to, &error))
    return arc_cli_fail (cli, error);
  for (guint i = 0; choice->audience == ARC_AUDIENCE_NAMED && i < to->len; i++)
    g_ptr_array_add (choice->to, g_strdup (to->pdata[i]));
  if (options->preview)
    return preview (cli, module, journal, team, entry_id, choice);
  if (choice->audience == ARC_AUDIENCE_NAMED)
    return share (cli, module, journal, team, entry_id, choice, options->output);
  earlier = find_earlier (journal, team, entry_id, choice);
  id = module->share (journal, team->id, entry_id, choice, earlier, &error);
  if (id == NULL || !module->share_file_write (journal, id, to, options->output, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", id);
  return ARC_CLI_DONE;
}

int
arc_cli_share (ArcCli *cli, char ***argv)
{
  g_auto (Options) options = {0};
  const GOptionEntry table[] = {
      {"sections", 0, 0, G_OPTION_ARG_STRING, &options.sections,
       N_ ("Of action, reflection, change, title, topic, tags, outcome, evidence"), N_ ("LIST")},
      {"commitments", 0, 0, G_OPTION_ARG_STRING, &options.commitments,
       N_ ("Ids of commitments and barriers, or all"), N_ ("LIST")},
      {"audience", 0, 0, G_OPTION_ARG_STRING, &options.audience, N_ ("team or managers"),
       N_ ("AUDIENCE")},
      {"quotable", 0, 0, G_OPTION_ARG_NONE, &options.quotable,
       N_ ("It may be quoted outside the team"), NULL},
      {"no-outcome", 0, 0, G_OPTION_ARG_NONE, &options.no_outcome, N_ ("Without the outcome"),
       NULL},
      {"team", 0, 0, G_OPTION_ARG_STRING, &options.team, N_ ("Which team, where there are several"),
       N_ ("NAME")},
      {"preview", 0, 0, G_OPTION_ARG_NONE, &options.preview,
       N_ ("Show what readers would see, and who they are; share nothing"), NULL},
      {"output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
       N_ ("Write it to a file that can be sent"), N_ ("FILE.arcshare")},
      {"to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.to, N_ ("Who can open the file"),
       N_ ("MEMBER")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *entry_id = NULL;
  const ArcTeamModule *module;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status) ||
      !choose (cli, &options, choice, &status))
    return status;
  module = arc_team_module_get (&error);
  if (module != NULL)
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, options.team, &team, &error);
  if (journal != NULL)
    entry_id = arc_journal_resolve_id (journal, (*argv)[0], ARC_AMONG_ENTRIES, &error);
  if (entry_id == NULL || !choose_commitments (journal, options.commitments, choice, &error))
    return arc_cli_fail (cli, error);
  if (options.to != NULL)
    return share_file (cli, module, journal, team, entry_id, choice, &options);
  return options.preview ? preview (cli, module, journal, team, entry_id, choice)
                         : share (cli, module, journal, team, entry_id, choice, NULL);
}

/* ---- unshare ---- */

int
arc_cli_unshare (ArcCli *cli, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  const ArcTeamModule *module;
  guint revoked = 0;
  int status;

  if (!arc_cli_parse (cli, argv, NULL, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  module = arc_team_module_get (&error);
  journal = module != NULL ? arc_cli_open (cli, ARC_CLI_CHANGE, &error) : NULL;
  if (journal == NULL || !module->unshare (journal, (*argv)[0], &revoked, &error))
    return arc_cli_fail (cli, error);
  arc_cli_print (cli,
                 ngettext ("%u share is taken back with the next sync.\n",
                           "%u shares are taken back with the next sync.\n", revoked),
                 revoked);
  return ARC_CLI_DONE;
}

/* ---- sync ---- */

/* Every team that failed; one line each. */
static void
note_problems (ArcJournal *journal, const GError *said)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, NULL);

  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    if (*team->problem != '\0' && !g_str_equal (team->problem, said->message))
      /* Translators: the name of a team, and what went wrong there. */
      arc_cli_note (_ ("%s: %s"), team->name, team->problem);
  }
}

int
arc_cli_sync (ArcCli *cli, char ***argv)
{
  g_autofree char *name = NULL;
  gboolean is_quiet = FALSE;
  const GOptionEntry table[] = {
      {"team", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("This team only"), N_ ("NAME")},
      {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, N_ ("Say nothing unless it fails"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  const ArcTeamModule *module;
  ArcSyncReport *report;
  gboolean ok;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status))
    return status;
  journal = name != NULL ? arc_cli_open_team (cli, ARC_CLI_CHANGE, name, &team, &error)
                         : arc_cli_open (cli, ARC_CLI_CHANGE, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (!arc_journal_has_teams (journal)) {
    if (!is_quiet)
      arc_cli_print (cli, "%s\n", _ ("There is no team to sync with."));
    return ARC_CLI_DONE;
  }
  module = arc_team_module_get (&error);
  if (module == NULL)
    return arc_cli_fail (cli, error);
  report = module->sync_report_new ();
  ok = module->sync (journal, team != NULL ? team->id : NULL, report, NULL, &error);
  if (!is_quiet)
    arc_cli_print_report (cli, report);
  module->sync_report_free (report);
  if (ok)
    return ARC_CLI_DONE;
  note_problems (journal, error);
  return arc_cli_fail (cli, error);
}

/* ---- a share in a file ---- */

gboolean
arc_cli_is_share_file (const char *path)
{
  return g_str_has_suffix (path, ".arcshare");
}

int
arc_cli_import_share (ArcCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  const ArcTeamModule *module = arc_team_module_get (&error);
  ArcSyncReport *report;
  gboolean ok;

  journal = module != NULL ? arc_cli_open (cli, ARC_CLI_CHANGE, &error) : NULL;
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  report = module->sync_report_new ();
  ok = module->share_file_read (journal, path, report, &error);
  if (ok)
    arc_cli_print_report (cli, report);
  module->sync_report_free (report);
  return ok ? ARC_CLI_DONE : arc_cli_fail (cli, error);
}
