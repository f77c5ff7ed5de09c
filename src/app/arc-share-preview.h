/* What readers would see of a share, before it goes out. */
#pragma once

#include "arc-share-draft.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_SHARE_PREVIEW (arc_share_preview_get_type ())
G_DECLARE_FINAL_TYPE (ArcSharePreview, arc_share_preview, ARC, SHARE_PREVIEW, AdwBin)

/* @draft and @team must live until the next ones. */
void arc_share_preview_show (ArcSharePreview *preview, const ArcShareDraft *draft,
                             const ArcShareTeam *team, const ArcShareChoice *choice);
/* Looks with the eyes of a manager, or of a teammate who is none. */
void arc_share_preview_set_as_manager (ArcSharePreview *preview, gboolean as_manager);

G_END_DECLS
