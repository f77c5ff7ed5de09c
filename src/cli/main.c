/* arcj: the journal on the command line. Finds the command and runs it. */
#include "arc-config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "arc-cli.h"

#define ENTRY_USAGE                                                                                \
  "[--title T] [--action T] [--reflection T] [--change T] [--date WHEN] [--outcome OUTCOME] "      \
  "[--tag T]… [--topic T] [--lens LENS] [--evidence KIND] [--amount N] [--unit T]"
#define FILTER_USAGE "[--since D] [--until D] [--tag T]… [--topic T] [--outcome O] [--limit N]"

static const ArcCliCommand commands[] = {
    {"add", ENTRY_USAGE, N_ ("Write an entry"), arc_cli_add},
    {"list", FILTER_USAGE " [--format text|jsonl]", N_ ("List entries, the newest first"),
     arc_cli_list},
    {"search", "QUERY… [--shared|--everywhere] [--limit N] [--format text|jsonl]",
     N_ ("Find entries, the newest first"), arc_cli_search},
    {"show", "ID [--format text|markdown|jsonl]", N_ ("Show one entry"), arc_cli_show},
    {"edit", "ID " ENTRY_USAGE, N_ ("Change an entry"), arc_cli_edit},
    {"delete", "ID", N_ ("Move an entry to the trash"), arc_cli_delete},
    {"undelete", "ID", N_ ("Take an entry out of the trash"), arc_cli_undelete},
    {"history", "ID [--format text|jsonl]", N_ ("Show earlier versions of an entry"),
     arc_cli_history},
    {"import", "FILE|- [--from jsonl|csv|markdown|ics] [--map FIELD=SECTION,…]",
     N_ ("Bring in entries from a file"), arc_cli_import},
    {"export",
     "[--to jsonl|markdown|csv|ics] [--output FILE|-] [--with-history] "
     "[--only journals|todos|events] " FILTER_USAGE,
     N_ ("Write entries to a file, the oldest first"), arc_cli_export},
    {"commitments", "add|list|set|remove …", N_ ("What you will do from now on"),
     arc_cli_commitments},
    {"look-back",
     "ID --did yes|partly|not-yet|no-longer [--helped yes|partly|no|too-early] [--note T]",
     N_ ("Answer whether you did it, and whether it helped"), arc_cli_look_back},
    {"barriers", "add|list|own|set …", N_ ("What is in the way, and who can remove it"),
     arc_cli_barriers},
    {"reminders", "add|list|next|pause|resume|skip|remove …", N_ ("Reflections that recur"),
     arc_cli_reminders},
    {"goals", "add|list|set|count|pause|resume|remove …", N_ ("What to reach each week"),
     arc_cli_goals},
    {"team", "create|join|requests|accept|members|role|remove|leave|list|focus …",
     N_ ("Who you share with"), arc_cli_team},
    {"share",
     "ID --sections LIST [--commitments all|ID,…] --audience team|managers [--quotable] "
     "[--no-outcome] [--team T] [--preview] [--output FILE.arcshare --to MEMBER…]",
     N_ ("Share parts of an entry with a team"), arc_cli_share},
    {"unshare", "ID", N_ ("Take back a share, or all of an entry"), arc_cli_unshare},
    {"sync", "[--team T] [--quiet]", N_ ("Send what is shared, bring what others share"),
     arc_cli_sync},
    {"shares", "list|show …", N_ ("What is shared in your teams"), arc_cli_shares},
    {"suggest", "SHARE TEXT|--thanks|--try|--ask", N_ ("Answer the writer of a share"),
     arc_cli_suggest},
    {"summary",
     "[publish|list|show] [--team T] [--since D] [--until D] [--topic T] "
     "[--audience team|managers] [--format text|markdown|html|pdf|json] [--output FILE] [--inside]",
     N_ ("What the team’s shares say, each line with its evidence"), arc_cli_summary},
    {"practices", "list|show|propose|endorse|retire|try|credit|offer|export …",
     N_ ("What works for the team"), arc_cli_practices},
    {"equivalents", "list|set|remove|restore …",
     N_ ("What measured figures come to, in the team’s own terms"), arc_cli_equivalents},
    {"group", "FILE|-", N_ ("Find out which statements are about the same thing"), arc_cli_group},
    {"check", "", N_ ("Look whether the journal is sound"), arc_cli_check},
    {"backup", "FILE", N_ ("Make a consistent copy of the journal"), arc_cli_backup},
    {"recover", "FILE", N_ ("Save what a damaged journal or a backup still holds"),
     arc_cli_recover},
    {"stats", "[--format text|json]", N_ ("Count what is in the journal"), arc_cli_stats},
};

static void
print_help (ArcCli *cli)
{
  arc_cli_print (cli, "%s\n\n", _ ("Usage: arcj [--journal FILE] COMMAND …"));
  arc_cli_print (cli, "%s\n\n", _ ("Write, find and keep Action–Reflection–Change entries."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    arc_cli_print (cli, "  %-11s %s\n", commands[i].name, _ (commands[i].summary));
  arc_cli_print (cli, "\n%s\n",
                 _ ("“arcj COMMAND --help” tells more. Where a text or a file is asked for, “-” "
                    "reads standard input.\nExit status: 0 done, 1 failed, 2 wrong usage."));
}

/* Reads what stands before the command; returns its index, or 0 when it is over. */
static guint
read_leading_options (ArcCli *cli, char **argv, int *status)
{
  guint i = 1;

  for (; argv[i] != NULL && argv[i][0] == '-'; i++) {
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h")) {
      print_help (cli);
      *status = ARC_CLI_DONE;
      return 0;
    }
    if (g_str_equal (argv[i], "--version")) {
      arc_cli_print (cli, "arcj (ARC Journal) %s\n", ARC_VERSION);
      *status = ARC_CLI_DONE;
      return 0;
    }
    if (g_str_equal (argv[i], "--journal") && argv[i + 1] != NULL) {
      g_free (cli->journal_path);
      cli->journal_path = g_strdup (argv[++i]);
    } else if (g_str_has_prefix (argv[i], "--journal=")) {
      g_free (cli->journal_path);
      cli->journal_path = g_strdup (argv[i] + strlen ("--journal="));
    } else {
      *status = g_str_equal (argv[i], "--journal")
                    ? arc_cli_usage (cli, _ ("--journal needs a file."))
                    : arc_cli_usage (cli, _ ("There is no option “%s”."), argv[i]);
      return 0;
    }
  }
  if (argv[i] != NULL)
    return i;
  *status = arc_cli_usage (cli, _ ("A command is missing."));
  return 0;
}

static int
run (ArcCli *cli, char **argv)
{
  int status = ARC_CLI_USAGE;
  guint at = read_leading_options (cli, argv, &status);

  if (at == 0)
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[at])) {
      g_auto (GStrv) rest = g_strdupv (argv + at);
      cli->command = &commands[i];
      return commands[i].run (cli, &rest);
    }
  return arc_cli_usage (cli, _ ("There is no command “%s”."), argv[at]);
}

/* Exit status 1 where stdout did not take everything; a reader that had enough is no news. */
static int
finish (ArcCli *cli, int status)
{
  if (arc_cli_flush (cli))
    return status;
  if (cli->out_failed != EPIPE && status == ARC_CLI_DONE)
    arc_cli_fail_text (cli, _ ("Cannot write the output: %s"), g_strerror (cli->out_failed));
  return ARC_CLI_FAILED;
}

/* Everything in and out is UTF-8, also where cron runs us in the "C" locale. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (g_ascii_strcasecmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, ARC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  ArcCli cli = {0};

  set_locale ();
  signal (SIGPIPE, SIG_IGN);

  const char *term = g_getenv ("TERM");
  const char *no_colour = g_getenv ("NO_COLOR");
  cli.is_terminal = isatty (STDOUT_FILENO);
  cli.has_bold =
      cli.is_terminal && g_strcmp0 (term, "dumb") != 0 && (no_colour == NULL || *no_colour == '\0');
  cli.out = g_string_new (NULL);

  int status = finish (&cli, run (&cli, argv));
  g_string_free (cli.out, TRUE);
  g_free (cli.journal_path);
  return status;
}
