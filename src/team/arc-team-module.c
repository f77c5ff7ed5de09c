/* Teams as a module: what programs that do not link libsodium and libsecret get of them. */
#include "arc-team-module.h"

#include <gmodule.h>

extern const ArcTeamModule arc_team_module;

G_MODULE_EXPORT const ArcTeamModule arc_team_module = {
    .version = ARC_TEAM_MODULE_VERSION,
    .create = arc_team_create,
    .join = arc_team_join,
    .accept = arc_team_accept,
    .set_roles = arc_team_set_roles,
    .remove = arc_team_remove,
    .set_group_size = arc_team_set_group_size,
    .leave = arc_team_leave,
    .sync = arc_team_sync,
    .sync_report_new = arc_sync_report_new,
    .sync_report_free = arc_sync_report_free,
    .preview = arc_team_preview,
    .share = arc_team_share,
    .unshare = arc_team_unshare,
    .answer = arc_team_answer,
    .turn_barrier = arc_team_turn_barrier,
    .set_focus = arc_team_set_focus,
    .reply_focus = arc_team_reply_focus,
    .share_file_write = arc_share_file_write,
    .share_file_read = arc_share_file_read,
    .look = arc_team_look,
    .forget = arc_team_forget,
};
