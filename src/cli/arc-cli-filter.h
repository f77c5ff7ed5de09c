/* The filters of "list" and "export". */
#pragma once

#include "arc-cli.h"

G_BEGIN_DECLS

/* As given; NULL or 0 where an option was not. */
typedef struct {
  char *since;
  char *until;
  char **tags;
  char **topics;
  char **outcomes;
  char *limit;
} ArcCliFilter;

#define ARC_CLI_N_FILTER_OPTIONS 6

void arc_cli_filter_clear (ArcCliFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcCliFilter, arc_cli_filter_clear)

/* Whether anything was given. */
gboolean arc_cli_filter_is_set (const ArcCliFilter *filter);

/* Fills the next ARC_CLI_N_FILTER_OPTIONS of @table, without a closing NULL. */
void arc_cli_filter_describe (ArcCliFilter *filter, GOptionEntry *table);

/* A --limit; @limit stays as it is where @text is NULL. FALSE with @status of wrong usage. */
gboolean arc_cli_parse_limit (ArcCli *cli, const char *text, guint64 *limit, int *status);

/**
 * arc_cli_filter_apply:
 * @today: what "today" means
 *
 * Adds what was given to @query. Both days are included.
 *
 * Returns: whether to go on; else @status is that of wrong usage
 */
gboolean arc_cli_filter_apply (ArcCli *cli, const ArcCliFilter *filter, ArcDay today,
                               ArcQuery *query, int *status);

G_END_DECLS
