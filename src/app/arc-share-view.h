/* What readers see of a share: the same where it is read and where it is previewed. */
#pragma once

#include "arc-share.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_VIEW (arc_share_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcShareView, arc_share_view, ARC, SHARE_VIEW, AdwBin)

GtkWidget *arc_share_view_new (void);

/**
 * arc_share_view_show:
 * @author: (nullable): the writer's name
 * @today: for saying dates
 * @names: (nullable) (element-type utf8): of teammates, to be marked where the text has them
 *
 * Title, day, what was chosen of the entry, the commitments and barriers with their states.
 */
void arc_share_view_show (ArcShareView *self, const ArcShare *share, const char *author,
                          ArcDay today, const GPtrArray *names);

/* (transfer full): what a share is called: its title, or the beginning of what it shares. */
char *arc_share_dup_display_title (const ArcShare *share);

G_END_DECLS
