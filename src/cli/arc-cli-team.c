/* team: create, join, requests, accept, members, role, remove, leave, list. */
#include "arc-config.h"

#include "arc-cli-team.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-cli-loop.h"

#define TEAM_OPTION(variable)                                                                      \
  {                                                                                                \
    "team", 0, 0, G_OPTION_ARG_STRING, variable, N_ ("Which team, where there are several"),       \
        N_ ("NAME")                                                                                \
  }

/* ---- what the commands share ---- */

ArcJournal *
arc_cli_open_team (ArcCli *cli, ArcCliOpen how, const char *name, ArcTeam **team, GError **error)
{
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, how, error);

  if (journal == NULL)
    return NULL;
  *team = arc_journal_find_team (journal, name, error);
  return *team != NULL ? g_steal_pointer (&journal) : NULL;
}

void
arc_cli_print_post_id (ArcCli *cli, ArcJournal *journal, const char *id)
{
  static const gsize lengths[] = {8, 13, 18};

  for (gsize i = 0; cli->is_terminal && i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *prefix = g_strndup (id, lengths[i]);
    g_autofree char *found = arc_journal_resolve_post (journal, -1, prefix, NULL);
    if (found != NULL) {
      arc_cli_print (cli, "%s", prefix);
      return;
    }
  }
  arc_cli_print (cli, "%s", id);
}

static gboolean
find_one (ArcJournal *journal, const ArcTeam *team, const char *name, GPtrArray *ids,
          GError **error)
{
  g_autoptr (ArcMember) member = arc_journal_find_member (journal, team->id, name, error);

  if (member == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (ids, member->id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (member->id));
  return TRUE;
}

gboolean
arc_cli_find_members (ArcJournal *journal, const ArcTeam *team, char **names, GPtrArray *ids,
                      GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_auto (GStrv) parts = NULL;

    /* A name may have a comma in it. */
    if (find_one (journal, team, names[i], ids, NULL))
      continue;
    parts = g_strsplit (names[i], ",", -1);
    for (guint j = 0; parts[j] != NULL; j++)
      if (!find_one (journal, team, g_strstrip (parts[j]), ids, error))
        return FALSE;
  }
  return TRUE;
}

void
arc_cli_print_report (ArcCli *cli, const ArcSyncReport *report)
{
  const ArcPostCounts *received = &report->received;
  gboolean has_sent = report->sent + report->revoked > 0;
  gboolean has_received = received->added + received->changed + received->removed > 0;

  if (has_sent)
    arc_cli_print (cli, _ ("Sent: %u, taken back: %u."), report->sent, report->revoked);
  if (has_sent && has_received)
    arc_cli_print (cli, "\n");
  if (has_received)
    arc_cli_print (cli, _ ("Received: %u new, %u changed, %u gone."), received->added,
                   received->changed, received->removed);
  if (!has_sent && !has_received)
    arc_cli_print (cli, "%s", _ ("Nothing new."));
  arc_cli_print (cli, "\n");
  if (report->members_new > 0)
    arc_cli_print (cli,
                   ngettext ("%u person has joined or asks to; see “arcj team members”.\n",
                             "%u people have joined or ask to; see “arcj team members”.\n",
                             report->members_new),
                   report->members_new);
  if (received->conflicts > 0)
    arc_cli_print (cli,
                   ngettext ("%u share has two versions; both are kept.\n",
                             "%u shares have two versions; both are kept.\n", received->conflicts),
                   received->conflicts);
  for (guint i = 0; i < report->set_aside->len; i++) {
    const ArcSetAside *one = report->set_aside->pdata[i];
    /* Translators: a file in the team's folder, and why it could not be read. */
    arc_cli_note (_ ("Set aside: “%s”: %s"), one->place, one->message);
  }
}

/* Runs one function of the module on a member of the team. */
typedef gboolean (*MemberFunc) (const ArcTeamModule *module, ArcJournal *journal,
                                const ArcTeam *team, const ArcMember *member, ArcRoles roles,
                                GError **error);

static int
run_on_member (ArcCli *cli, const char *team_name, const char *name, ArcRoles roles,
               MemberFunc func)
{
  g_autoptr (GError) error = NULL;
  const ArcTeamModule *module = arc_team_module_get (&error);
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcMember) member = NULL;

  if (module != NULL)
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, team_name, &team, &error);
  if (journal != NULL)
    member = arc_journal_find_member (journal, team->id, name, &error);
  if (member == NULL || !func (module, journal, team, member, roles, &error))
    return arc_cli_fail (cli, error);
  return ARC_CLI_DONE;
}

/* ---- create, join, leave ---- */

static void
note_store (ArcKeyStore store)
{
  if (store == ARC_KEY_STORE_FILE)
    arc_cli_note (_ ("There is no key ring, so your keys for this team are in a file beside the "
                     "journal: whoever can read it can read and sign as you."));
}

static int
run_enter (ArcCli *cli, char ***argv, gboolean is_new)
{
  g_autofree char *name = NULL;
  g_autofree char *as = NULL;
  const GOptionEntry table[] = {
      {"as", 0, 0, G_OPTION_ARG_STRING, &as, N_ ("Your name in the team"), N_ ("NAME")},
      {is_new ? "name" : NULL, 0, 0, G_OPTION_ARG_STRING, &name, N_ ("The team's name"),
       N_ ("NAME")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (ArcTeam) team = NULL;
  const ArcTeamModule *module;
  ArcKeyStore store;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  if (as == NULL || (is_new && name == NULL))
    return arc_cli_usage (cli, is_new ? _ ("A team needs --name and, for you, --as.")
                                      : _ ("Say by --as who you are."));
  module = arc_team_module_get (&error);
  journal = module != NULL ? arc_cli_open (cli, ARC_CLI_CREATE, &error) : NULL;
  if (journal != NULL)
    team = is_new ? module->create (journal, (*argv)[0], name, as, &store, &error)
                  : module->join (journal, (*argv)[0], as, &store, &error);
  if (team == NULL)
    return arc_cli_fail (cli, error);
  arc_cli_print (cli, "%s\n", team->id);
  if (!is_new && team->state == ARC_MEMBER_ASKING)
    arc_cli_note (_ ("“%s” knows that you ask to join. Once an admin has accepted you, “arcj "
                     "sync” brings what is shared."),
                  team->name);
  note_store (store);
  return ARC_CLI_DONE;
}

static int
run_create (ArcCli *cli, char ***argv)
{
  return run_enter (cli, argv, TRUE);
}

static int
run_join (ArcCli *cli, char ***argv)
{
  return run_enter (cli, argv, FALSE);
}

static int
run_leave (ArcCli *cli, char ***argv)
{
  g_autofree char *name = NULL;
  gboolean forget = FALSE;
  const GOptionEntry table[] = {
      TEAM_OPTION (&name),
      {"forget", 0, 0, G_OPTION_ARG_NONE, &forget,
       N_ ("Forget the team here and leave its folder as it is"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  const ArcTeamModule *module;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 1, &status))
    return status;
  module = arc_team_module_get (&error);
  if (module != NULL)
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, (*argv)[0] != NULL ? (*argv)[0] : name, &team,
                                 &error);
  if (journal == NULL || !(forget ? module->forget (journal, team->id, &error)
                                  : module->leave (journal, team->id, &error)))
    return arc_cli_fail (cli, error);
  if (forget)
    arc_cli_note (_ ("“%s” is forgotten here. What you shared is still in “%s”, for whoever can "
                     "read that folder."),
                  team->name, team->location);
  return ARC_CLI_DONE;
}

/* ---- who is in ---- */

static void
print_member (ArcCli *cli, const ArcTeam *team, const ArcMember *member, gboolean is_jsonl)
{
  g_autofree char *since = arc_instant_format (member->since_us);
  g_autofree char *roles = arc_roles_to_text (member->roles);
  g_autofree char *label = arc_roles_to_label (member->roles);

  if (is_jsonl) {
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "id", member->id);
    json_object_set_string_member (object, "name", member->name);
    json_object_set_string_member (object, "roles", roles);
    json_object_set_string_member (object, "state", arc_member_state_to_word (member->state));
    json_object_set_string_member (object, "fingerprint", member->fingerprint);
    json_object_set_string_member (object, "since", since);
    if (g_str_equal (member->id, team->me))
      json_object_set_boolean_member (object, "me", TRUE);
    arc_cli_print_object (cli, object);
    return;
  }
  arc_cli_print_text (cli, member->name);
  arc_cli_print (cli, " · %s",
                 member->state == ARC_MEMBER_IN ? label
                                                : arc_member_state_to_label (member->state));
  if (g_str_equal (member->id, team->me))
    arc_cli_print (cli, " · %s", _ ("you"));
  arc_cli_print (cli, " · %s\n", member->fingerprint);
}

static int
print_members (ArcCli *cli, char ***argv, gboolean asking_only)
{
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  const GOptionEntry table[] = {
      TEAM_OPTION (&name),
      {"format", 0, 0, G_OPTION_ARG_STRING, &word, N_ ("text or jsonl"), N_ ("FORMAT")},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (GPtrArray) members = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  journal =
      arc_cli_open_team (cli, asking_only ? ARC_CLI_CHANGE : ARC_CLI_READ, name, &team, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  if (asking_only) {
    const ArcTeamModule *module = arc_team_module_get (&error);
    ArcSyncReport *report = module != NULL ? module->sync_report_new () : NULL;
    gboolean ok = report != NULL && module->look (journal, team->id, report, &error);
    if (report != NULL)
      module->sync_report_free (report);
    if (!ok)
      return arc_cli_fail (cli, error);
  }
  members = arc_journal_list_members (journal, team->id, &error);
  if (members == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    if (!asking_only || member->state == ARC_MEMBER_ASKING)
      print_member (cli, team, member, is_jsonl);
  }
  return ARC_CLI_DONE;
}

static int
run_members (ArcCli *cli, char ***argv)
{
  return print_members (cli, argv, FALSE);
}

static int
run_requests (ArcCli *cli, char ***argv)
{
  return print_members (cli, argv, TRUE);
}

/* ---- what an admin does ---- */

/* Those who ask and are meant: all, or one by a name among those who ask. */
static gboolean
accept (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team, const char *name,
        GError **error)
{
  g_autoptr (GPtrArray) members = NULL;

  if (name != NULL) {
    g_autoptr (ArcMember) member = arc_journal_find_member (journal, team->id, name, error);
    return member != NULL && module->accept (journal, team->id, member->id, error);
  }
  members = arc_journal_list_members (journal, team->id, error);
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    if (member->state == ARC_MEMBER_ASKING &&
        !module->accept (journal, team->id, member->id, error))
      return FALSE;
  }
  return members != NULL;
}

static int
run_accept (ArcCli *cli, char ***argv)
{
  g_autofree char *name = NULL;
  gboolean all = FALSE;
  const GOptionEntry table[] = {
      TEAM_OPTION (&name),
      {"all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Everybody who asks"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeam) team = NULL;
  g_autoptr (ArcJournal) journal = NULL;
  const ArcTeamModule *module;
  ArcSyncReport *report;
  gboolean ok;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 1, &status))
    return status;
  if (all == ((*argv)[0] != NULL))
    return arc_cli_usage (cli, _ ("Say whom to accept: a name, or --all."));
  module = arc_team_module_get (&error);
  if (module != NULL)
    journal = arc_cli_open_team (cli, ARC_CLI_CHANGE, name, &team, &error);
  if (journal == NULL)
    return arc_cli_fail (cli, error);
  report = module->sync_report_new ();
  ok = module->look (journal, team->id, report, &error) &&
       accept (module, journal, team, (*argv)[0], &error);
  module->sync_report_free (report);
  return ok ? ARC_CLI_DONE : arc_cli_fail (cli, error);
}

static gboolean
set_roles (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team,
           const ArcMember *member, ArcRoles roles, GError **error)
{
  return module->set_roles (journal, team->id, member->id, roles, error);
}

static int
run_role (ArcCli *cli, char ***argv)
{
  g_autofree char *name = NULL;
  const GOptionEntry table[] = {TEAM_OPTION (&name), G_OPTION_ENTRY_NULL};
  ArcRoles roles;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 2, 2, &status))
    return status;
  if (!arc_roles_from_text ((*argv)[1], &roles))
    return arc_cli_usage (
        cli, _ ("“%s” is not a role: member, or some of manager, facilitator and admin."),
        (*argv)[1]);
  return run_on_member (cli, name, (*argv)[0], roles, set_roles);
}

static gboolean
remove_member (const ArcTeamModule *module, ArcJournal *journal, const ArcTeam *team,
               const ArcMember *member, ArcRoles roles, GError **error)
{
  return module->remove (journal, team->id, member->id, error);
}

static int
run_remove (ArcCli *cli, char ***argv)
{
  g_autofree char *name = NULL;
  const GOptionEntry table[] = {TEAM_OPTION (&name), G_OPTION_ENTRY_NULL};
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 1, 1, &status))
    return status;
  return run_on_member (cli, name, (*argv)[0], 0, remove_member);
}

/* ---- list ---- */

static void
print_team (ArcCli *cli, const ArcTeam *team, gboolean is_jsonl)
{
  g_autofree char *roles = arc_roles_to_text (team->roles);
  g_autofree char *label = arc_roles_to_label (team->roles);

  if (is_jsonl) {
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "id", team->id);
    json_object_set_string_member (object, "name", team->name);
    json_object_set_string_member (object, "location", team->location);
    json_object_set_string_member (object, "me", team->me);
    json_object_set_string_member (object, "state", arc_member_state_to_word (team->state));
    json_object_set_string_member (object, "roles", roles);
    json_object_set_int_member (object, "group_size", team->group_size);
    if (team->synced_us > 0) {
      g_autofree char *synced = arc_instant_format (team->synced_us);
      json_object_set_string_member (object, "synced", synced);
    }
    if (*team->problem != '\0')
      json_object_set_string_member (object, "problem", team->problem);
    arc_cli_print_object (cli, object);
    return;
  }
  arc_cli_print_text (cli, team->name);
  arc_cli_print (cli, " · %s · ",
                 team->state == ARC_MEMBER_IN ? label : arc_member_state_to_label (team->state));
  arc_cli_print_text (cli, team->location);
  if (*team->problem != '\0') {
    arc_cli_print (cli, " · ");
    arc_cli_print_text (cli, team->problem);
  }
  arc_cli_print (cli, "\n");
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
  g_autoptr (ArcJournal) journal = NULL;
  g_autoptr (GPtrArray) teams = NULL;
  gboolean is_jsonl;
  int status;

  if (!arc_cli_parse (cli, argv, table, ARC_CLI_PARSE_DEFAULT, 0, 0, &status) ||
      !arc_cli_parse_lines (cli, word, &is_jsonl, &status))
    return status;
  journal = arc_cli_open (cli, ARC_CLI_READ, &error);
  teams = journal != NULL ? arc_journal_list_teams (journal, FALSE, &error) : NULL;
  if (teams == NULL)
    return arc_cli_fail (cli, error);
  for (guint i = 0; i < teams->len; i++)
    print_team (cli, teams->pdata[i], is_jsonl);
  return ARC_CLI_DONE;
}

int
arc_cli_team (ArcCli *cli, char ***argv)
{
  static const ArcCliCommand commands[] = {
      {"team create", "DIR --name NAME --as YOU", N_ ("Begin a team in a folder"), run_create},
      {"team join", "DIR --as YOU", N_ ("Ask to join the team in a folder"), run_join},
      {"team requests", "[--team T] [--format text|jsonl]", N_ ("Show who asks to join"),
       run_requests},
      {"team accept", "NAME|--all [--team T]", N_ ("Let somebody in who asks"), run_accept},
      {"team members", "[--team T] [--format text|jsonl]", N_ ("Show who is in the team"),
       run_members},
      {"team role", "MEMBER ROLE[,ROLE…] [--team T]",
       N_ ("Give a member these roles and no others"), run_role},
      {"team remove", "MEMBER [--team T]", N_ ("Take a member out of the team"), run_remove},
      {"team leave", "[TEAM] [--forget]", N_ ("Leave, and take out of the folder what is yours"),
       run_leave},
      {"team list", "[--format text|jsonl]", N_ ("Show your teams"), run_list},
      {"team focus",
       "[--set T --measure T --by DAY | --yes | --counter T | --end] [--team T] "
       "[--format text|jsonl]",
       N_ ("Show or set what the team works on, or say what you think of it"), arc_cli_team_focus},
  };

  return arc_cli_run_sub (cli, argv, commands, G_N_ELEMENTS (commands));
}
