/* What all commands of arcj share: options, output, errors, the journal. */
#pragma once

#include "arc-journal.h"

G_BEGIN_DECLS

/* Exit statuses. */
#define ARC_CLI_DONE 0
#define ARC_CLI_FAILED 1
#define ARC_CLI_USAGE 2

typedef struct _ArcCli ArcCli;

/**
 * ArcCliCommand:
 * @usage: what follows the command's name in its usage line; untranslated
 * @summary: what it does, in a few words; a msgid
 * @run: (argv[0] is the command) returns the exit status
 */
typedef struct {
  const char *name;
  const char *usage;
  const char *summary;
  int (*run) (ArcCli *cli, char ***argv);
} ArcCliCommand;

/**
 * ArcCli:
 * @journal_path: (nullable): of --journal
 * @is_terminal: whether stdout is one, so that texts must be made harmless
 * @has_bold: whether stdout may be given bold text
 * @out_failed: errno of the first failure to write stdout
 */
struct _ArcCli {
  const ArcCliCommand *command;
  char *journal_path;
  gboolean is_terminal;
  gboolean has_bold;
  GString *out;
  int out_failed;
};

/* ---- options ---- */

typedef enum {
  ARC_CLI_PARSE_DEFAULT = 0,
  /* What looks like an option but is none is an argument ("-word" of a search). */
  ARC_CLI_PARSE_DASHES = 1 << 0,
} ArcCliParse;

/**
 * arc_cli_parse:
 * @argv: (inout): arguments with the command first; afterwards what is left, without it
 * @min_args: how many arguments there must be
 * @max_args: how many there may be
 * @status: (out): the exit status when it is over already: --help, or wrong usage
 *
 * Returns: whether to go on
 */
gboolean arc_cli_parse (ArcCli *cli, char ***argv, const GOptionEntry *entries, ArcCliParse flags,
                        guint min_args, guint max_args, int *status);

/**
 * arc_cli_run_sub:
 * @commands: named "COMMAND SUBCOMMAND"
 *
 * Runs the one that the first argument names.
 *
 * Returns: the exit status
 */
int arc_cli_run_sub (ArcCli *cli, char ***argv, const ArcCliCommand *commands, guint n_commands);

/* ---- errors: each says one line on stderr and returns the exit status ---- */

int arc_cli_usage (ArcCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
int arc_cli_fail (ArcCli *cli, const GError *error);
int arc_cli_fail_text (ArcCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* One line on stderr that is no error. */
void arc_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* ---- output ---- */

void arc_cli_print (ArcCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* What a person typed: on a terminal control characters are shown, not obeyed. */
void arc_cli_print_text (ArcCli *cli, const char *text);
/* As it is. */
void arc_cli_print_raw (ArcCli *cli, const char *text, gsize length);
/* Writes out what is buffered; FALSE once writing has failed. */
gboolean arc_cli_flush (ArcCli *cli);

/* ---- the journal ---- */

typedef enum {
  ARC_CLI_READ,   /* an existing journal, which is not written */
  ARC_CLI_CHANGE, /* an existing journal */
  ARC_CLI_CREATE, /* made if there is none */
} ArcCliOpen;

/* (transfer full): where the journal is, or will be. */
char *arc_cli_dup_journal_path (ArcCli *cli);
ArcJournal *arc_cli_open (ArcCli *cli, ArcCliOpen how, GError **error);

/**
 * arc_cli_open_with_id:
 *
 * Opens the journal and finds the one id that @prefix begins.
 *
 * Returns: (transfer full): the journal; %NULL with an error
 */
ArcJournal *arc_cli_open_with_id (ArcCli *cli, ArcCliOpen how, const char *prefix, ArcAmong among,
                                  char **id, GError **error);

/* ---- the commands ---- */

int arc_cli_add (ArcCli *cli, char ***argv);
int arc_cli_backup (ArcCli *cli, char ***argv);
int arc_cli_barriers (ArcCli *cli, char ***argv);
int arc_cli_check (ArcCli *cli, char ***argv);
int arc_cli_commitments (ArcCli *cli, char ***argv);
int arc_cli_delete (ArcCli *cli, char ***argv);
int arc_cli_edit (ArcCli *cli, char ***argv);
int arc_cli_equivalents (ArcCli *cli, char ***argv);
int arc_cli_export (ArcCli *cli, char ***argv);
int arc_cli_goals (ArcCli *cli, char ***argv);
int arc_cli_group (ArcCli *cli, char ***argv);
int arc_cli_history (ArcCli *cli, char ***argv);
int arc_cli_import (ArcCli *cli, char ***argv);
int arc_cli_list (ArcCli *cli, char ***argv);
int arc_cli_look_back (ArcCli *cli, char ***argv);
int arc_cli_practices (ArcCli *cli, char ***argv);
int arc_cli_recover (ArcCli *cli, char ***argv);
int arc_cli_reminders (ArcCli *cli, char ***argv);
int arc_cli_search (ArcCli *cli, char ***argv);
int arc_cli_share (ArcCli *cli, char ***argv);
int arc_cli_shares (ArcCli *cli, char ***argv);
int arc_cli_show (ArcCli *cli, char ***argv);
int arc_cli_stats (ArcCli *cli, char ***argv);
int arc_cli_suggest (ArcCli *cli, char ***argv);
int arc_cli_sync (ArcCli *cli, char ***argv);
int arc_cli_team (ArcCli *cli, char ***argv);
int arc_cli_summary (ArcCli *cli, char ***argv);
int arc_cli_undelete (ArcCli *cli, char ***argv);
int arc_cli_unshare (ArcCli *cli, char ***argv);

G_END_DECLS
