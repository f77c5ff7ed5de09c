/* A barrier that somebody shared: who owns it, the next step, how it stands; and taking it on. */
#pragma once

#include "arc-journal-service.h"
#include "arc-team-barrier.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEAM_BARRIER_ROW (arc_team_barrier_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcTeamBarrierRow, arc_team_barrier_row, ARC, TEAM_BARRIER_ROW, GtkListBoxRow)

/**
 * arc_team_barrier_row_new:
 * @members: (element-type ArcMember): of the team, who can own it
 * @me: my id in it
 * @with_link: whether it offers to show the share that it stands in (action shared.show)
 */
GtkWidget *arc_team_barrier_row_new (ArcJournalService *service, const ArcTeamBarrier *barrier,
                                     GPtrArray *members, const char *me, ArcDay today,
                                     gboolean with_link);
const ArcTeamBarrier *arc_team_barrier_row_get_barrier (ArcTeamBarrierRow *self);
/* It has become another; what is being typed stays. */
void arc_team_barrier_row_update (ArcTeamBarrierRow *self, const ArcTeamBarrier *barrier);
/* Whether something is being typed. */
gboolean arc_team_barrier_row_is_editing (ArcTeamBarrierRow *self);

/**
 * arc_team_barrier_rows_show:
 * @list: holds nothing but such rows
 * @barriers: (element-type ArcTeamBarrier)
 *
 * Brings the rows of @list in line with @barriers; a row in which something is being typed stays.
 */
void arc_team_barrier_rows_show (GtkListBox *list, const GPtrArray *barriers,
                                 ArcJournalService *service, GPtrArray *members, const char *me,
                                 ArcDay today, gboolean with_link);

G_END_DECLS
