/* What the commands about teams and shares have in common. */
#pragma once

#include "arc-cli.h"
#include "arc-journal-team.h"
#include "arc-team-module.h"

G_BEGIN_DECLS

/* Opens the journal and finds the team that @name means, or the only one; NULL with an error. */
ArcJournal *arc_cli_open_team (ArcCli *cli, ArcCliOpen how, const char *name, ArcTeam **team,
                               GError **error);

/* The id, or on a terminal as much of it as finds the post again. */
void arc_cli_print_post_id (ArcCli *cli, ArcJournal *journal, const char *id);

/* Adds the ids of the members that @names mean, each a name or several with commas between them;
 * FALSE with an error. */
gboolean arc_cli_find_members (ArcJournal *journal, const ArcTeam *team, char **names,
                               GPtrArray *ids, GError **error);

/* What a sync did: one line, or a few. */
void arc_cli_print_report (ArcCli *cli, const ArcSyncReport *report);

/* team focus */
int arc_cli_team_focus (ArcCli *cli, char ***argv);

/* Opens FILE.arcshare. */
int arc_cli_import_share (ArcCli *cli, const char *path);
/* Whether @path is to be opened so. */
gboolean arc_cli_is_share_file (const char *path);

/* What others share that @query finds, as “search” prints it. */
int arc_cli_search_shares (ArcCli *cli, ArcJournal *journal, const ArcQuery *query, guint64 limit,
                           gboolean is_jsonl);
/* The same together with one's own entries, in the order of time. */
int arc_cli_search_everywhere (ArcCli *cli, ArcJournal *journal, const ArcQuery *query,
                               guint64 limit);

G_END_DECLS
