/* What a team shares: the list, the reader beside it, and a review that steps through what is new.
 */
#pragma once

#include "arc-journal-service.h"
#include "arc-team-info.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARED_PANE (arc_shared_pane_get_type ())
G_DECLARE_FINAL_TYPE (ArcSharedPane, arc_shared_pane, ARC, SHARED_PANE, AdwBin)

/* Property "reading" (gboolean, read-only): where there is room for one of both, whether it is the
 * reader. */
GtkWidget *arc_shared_pane_new (ArcJournalService *service, const char *team_id);
void arc_shared_pane_show_info (ArcSharedPane *self, const ArcTeamInfo *info);
/* Reads one share. */
void arc_shared_pane_show_share (ArcSharedPane *self, const char *post_id);
gboolean arc_shared_pane_is_reading (ArcSharedPane *self);
/* From the reader to the list. */
void arc_shared_pane_go_back (ArcSharedPane *self);
void arc_shared_pane_focus_list (ArcSharedPane *self);

G_END_DECLS
