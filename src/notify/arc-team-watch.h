/* The folders of teams: when something happens there, “arcj sync” brings it into the journal. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ArcTeamWatch ArcTeamWatch;

/* @journal_path: which journal is synced. */
ArcTeamWatch *arc_team_watch_new (const char *journal_path);
void arc_team_watch_free (ArcTeamWatch *watch);

/**
 * arc_team_watch_set_teams:
 * @teams: (element-type ArcTeam)
 *
 * Watches the folders of these and no others. A team that was not watched before is synced. Cheap
 * where nothing changed.
 */
void arc_team_watch_set_teams (ArcTeamWatch *watch, const GPtrArray *teams);

G_END_DECLS
