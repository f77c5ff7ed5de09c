/* The options of "add" and "edit" that say what an entry holds. */
#pragma once

#include "arc-cli.h"

G_BEGIN_DECLS

/* Strings as given; NULL where an option was not. */
typedef struct {
  char *title;
  char *section[ARC_N_SECTIONS];
  char *date;
  char *outcome;
  char **tags;
  char *topic;
  char *lens;
  char *evidence;
  char *amount;
  char *unit;
} ArcCliEntry;

#define ARC_CLI_N_ENTRY_OPTIONS 12

void arc_cli_entry_clear (ArcCliEntry *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcCliEntry, arc_cli_entry_clear)

/* Fills @table, which has room for ARC_CLI_N_ENTRY_OPTIONS and the closing NULL. */
void arc_cli_entry_describe (ArcCliEntry *options, GOptionEntry *table);

/* Whether title or any section was given. */
gboolean arc_cli_entry_has_text (const ArcCliEntry *options);
/* Whether anything was given. */
gboolean arc_cli_entry_has_any (const ArcCliEntry *options);

/**
 * arc_cli_entry_read_stdin:
 *
 * Replaces the one text given as "-" by what stdin holds, without its last line end.
 *
 * Returns: whether to go on; else @status is the exit status
 */
gboolean arc_cli_entry_read_stdin (ArcCli *cli, ArcCliEntry *options, int *status);

/**
 * arc_cli_entry_apply:
 *
 * Puts what was given into @entry. An empty value empties.
 *
 * Returns: whether to go on; else @status is that of wrong usage
 */
gboolean arc_cli_entry_apply (ArcCli *cli, const ArcCliEntry *options, ArcEntry *entry,
                              gint64 now_us, int *status);

G_END_DECLS
