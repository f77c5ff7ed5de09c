/* Options, output and errors of arcj. */
#include "arc-config.h"

#include "arc-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "arc-plain.h"

#define PIECE ((gsize) 64 * 1024)

/* ---- output ---- */

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize written = write (fd, data, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    data += written;
    length -= written;
  }
  return TRUE;
}

gboolean
arc_cli_flush (ArcCli *cli)
{
  if (cli->out_failed == 0 && !write_all (STDOUT_FILENO, cli->out->str, cli->out->len))
    cli->out_failed = errno;
  g_string_truncate (cli->out, 0);
  return cli->out_failed == 0;
}

static void
flush_if_full (ArcCli *cli)
{
  if (cli->out->len > PIECE)
    arc_cli_flush (cli);
}

void
arc_cli_print (ArcCli *cli, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (cli->out, format, args);
  va_end (args);
  flush_if_full (cli);
}

void
arc_cli_print_text (ArcCli *cli, const char *text)
{
  if (cli->is_terminal)
    arc_plain_append_harmless (cli->out, text);
  else
    g_string_append (cli->out, text);
  flush_if_full (cli);
}

void
arc_cli_print_raw (ArcCli *cli, const char *text, gsize length)
{
  g_string_append_len (cli->out, text, length);
  flush_if_full (cli);
}

/* ---- errors ---- */

/* One line whatever the text holds, since scripts read it as one. */
static void
say (const char *prefix, const char *text)
{
  g_autoptr (GString) line = g_string_new (prefix);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  arc_plain_append_harmless (line, valid);
  g_strdelimit (line->str, "\n\t", ' ');
  g_string_append_c (line, '\n');
  write_all (STDERR_FILENO, line->str, line->len);
}

void
arc_cli_note (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  say ("", text);
}

int
arc_cli_usage (ArcCli *cli, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  say ("arcj: ", text);
  if (cli->command != NULL)
    arc_cli_note (_ ("See “arcj %s --help”."), cli->command->name);
  else
    arc_cli_note (_ ("See “arcj --help”."));
  return ARC_CLI_USAGE;
}

int
arc_cli_fail (ArcCli *cli, const GError *error)
{
  g_return_val_if_fail (error != NULL, ARC_CLI_FAILED);

  return arc_cli_fail_text (cli, "%s", error->message);
}

int
arc_cli_fail_text (ArcCli *cli, const char *format, ...)
{
  va_list args;

  /* What was printed so far comes first where both go to one place. */
  arc_cli_flush (cli);
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  say ("arcj: ", text);
  return ARC_CLI_FAILED;
}

/* ---- options ---- */

/* The command's --help. GOption's own begins with "Usage: arcj [OPTION…]", without the command. */
static void
print_help (ArcCli *cli, GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  const char *options = strstr (help, "\n\n");

  arc_cli_print (cli, _ ("Usage: arcj %s %s"), cli->command->name, cli->command->usage);
  arc_cli_print (cli, "\n\n%s.", _ (cli->command->summary));
  arc_cli_print (cli, "%s", options != NULL ? options : "\n");
}

static gboolean
is_utf8 (const GOptionEntry *entries)
{
  for (guint i = 0; entries != NULL && entries[i].long_name != NULL; i++) {
    if (entries[i].arg == G_OPTION_ARG_STRING) {
      const char *value = *(char **) entries[i].arg_data;
      if (value != NULL && !g_utf8_validate (value, -1, NULL))
        return FALSE;
    } else if (entries[i].arg == G_OPTION_ARG_STRING_ARRAY) {
      char **values = *(char ***) entries[i].arg_data;
      for (guint j = 0; values != NULL && values[j] != NULL; j++)
        if (!g_utf8_validate (values[j], -1, NULL))
          return FALSE;
    }
  }
  return TRUE;
}

/* (nullable): an option that none of the tables knew. */
static const char *
find_unknown (char **argv, ArcCliParse flags)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++) {
    gboolean is_long = g_str_has_prefix (argv[i], "--");
    if (argv[i][0] == '-' && argv[i][1] != '\0' && (is_long || !(flags & ARC_CLI_PARSE_DASHES)))
      return argv[i];
  }
  return NULL;
}

/* Takes the command's name and the first "--" away. */
static void
take_arguments (char **argv)
{
  gboolean has_dashes = FALSE;
  guint to = 0;

  for (guint i = 0; argv[i] != NULL; i++) {
    gboolean is_dashes = !has_dashes && g_str_equal (argv[i], "--");
    has_dashes |= is_dashes;
    if (i == 0 || is_dashes)
      g_free (argv[i]);
    else
      argv[to++] = argv[i];
  }
  argv[to] = NULL;
}

gboolean
arc_cli_parse (ArcCli *cli, char ***argv, const GOptionEntry *entries, ArcCliParse flags,
               guint min_args, guint max_args, int *status)
{
  gboolean wants_help = FALSE;
  const GOptionEntry shared[] = {
      {"journal", 0, 0, G_OPTION_ARG_FILENAME, &cli->journal_path, N_ ("Use this journal"),
       N_ ("FILE")},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autofree char *usage = g_strdup_printf ("%s %s", cli->command->name, cli->command->usage);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *unknown;

  g_set_prgname ("arcj");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared, GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, argv, &error)) {
    *status =
        arc_cli_usage (cli, "%s",
                       error->domain == G_CONVERT_ERROR ? _ ("An argument is not valid UTF-8 text.")
                                                        : error->message);
    return FALSE;
  }
  if (wants_help) {
    print_help (cli, context);
    *status = ARC_CLI_DONE;
    return FALSE;
  }
  unknown = find_unknown (*argv, flags);
  if (unknown != NULL) {
    *status = arc_cli_usage (cli, _ ("There is no option “%s”."), unknown);
    return FALSE;
  }
  take_arguments (*argv);
  if (!is_utf8 (entries)) {
    *status = arc_cli_usage (cli, _ ("An argument is not valid UTF-8 text."));
    return FALSE;
  }
  guint n = g_strv_length (*argv);
  if (n < min_args)
    *status = arc_cli_usage (cli, _ ("An argument is missing: arcj %s"), usage);
  else if (n > max_args)
    *status = arc_cli_usage (cli, _ ("“%s” is one argument too many."), (*argv)[max_args]);
  return n >= min_args && n <= max_args;
}

/* ---- commands of commands ---- */

static void
print_sub_help (ArcCli *cli, const ArcCliCommand *commands, guint n_commands)
{
  arc_cli_print (cli, _ ("Usage: arcj %s %s"), cli->command->name, cli->command->usage);
  arc_cli_print (cli, "\n\n%s.\n\n", _ (cli->command->summary));
  for (guint i = 0; i < n_commands; i++)
    arc_cli_print (cli, "  %-18s  %s\n", commands[i].name, _ (commands[i].summary));
}

int
arc_cli_run_sub (ArcCli *cli, char ***argv, const ArcCliCommand *commands, guint n_commands)
{
  const char *word = (*argv)[1];

  if (word != NULL && (g_str_equal (word, "--help") || g_str_equal (word, "-h"))) {
    print_sub_help (cli, commands, n_commands);
    return ARC_CLI_DONE;
  }
  if (word == NULL)
    return arc_cli_usage (cli, _ ("An argument is missing: arcj %s %s"), cli->command->name,
                          cli->command->usage);
  for (guint i = 0; i < n_commands; i++) {
    const char *space = strchr (commands[i].name, ' ');
    g_assert (space != NULL);
    if (!g_str_equal (space + 1, word))
      continue;
    g_auto (GStrv) rest = g_strdupv (*argv + 1);
    cli->command = &commands[i];
    return commands[i].run (cli, &rest);
  }
  return arc_cli_usage (cli, _ ("There is no command “%s %s”."), cli->command->name, word);
}

/* ---- the journal ---- */

char *
arc_cli_dup_journal_path (ArcCli *cli)
{
  return cli->journal_path != NULL ? g_strdup (cli->journal_path) : arc_journal_default_path ();
}

ArcJournal *
arc_cli_open (ArcCli *cli, ArcCliOpen how, GError **error)
{
  ArcJournalOptions options = {
      .path = cli->journal_path,
      .must_exist = how != ARC_CLI_CREATE,
      .read_only = how == ARC_CLI_READ,
      .busy_ms = ARC_PATIENT_MS,
  };

  return arc_journal_open (&options, error);
}

ArcJournal *
arc_cli_open_with_id (ArcCli *cli, ArcCliOpen how, const char *prefix, ArcAmong among, char **id,
                      GError **error)
{
  g_autoptr (ArcJournal) journal = arc_cli_open (cli, how, error);

  if (journal == NULL)
    return NULL;
  *id = arc_journal_resolve_id (journal, prefix, among, error);
  return *id != NULL ? g_steal_pointer (&journal) : NULL;
}
