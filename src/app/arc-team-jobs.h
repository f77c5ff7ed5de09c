/* What a person does with a team, without holding up the main loop.
 *
 * Each runs on the thread of ArcTeamSync with a journal of its own, before a sync that is under way
 * or waits, and is followed by one. Pairs of arc_team_job_…() and one of the
 * arc_team_job_finish_…() named with it. Failures are of ARC_ERROR, and can be shown. */
#pragma once

#include "arc-reply.h"
#include "arc-share.h"
#include "arc-team-sync.h"

G_BEGIN_DECLS

/* ---- arc_team_job_finish_team() ---- */

void arc_team_job_create (ArcTeamSync *sync, const char *dir, const char *name, const char *my_name,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
void arc_team_job_join (ArcTeamSync *sync, const char *dir, const char *my_name,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
/* (transfer full): the team; @keys_in_file tells whether the keys went to a file, since there is no
 * key ring. */
ArcTeam *arc_team_job_finish_team (ArcTeamSync *sync, GAsyncResult *result, gboolean *keys_in_file,
                                   GError **error);

/* ---- arc_team_job_finish() ---- */

void arc_team_job_accept (ArcTeamSync *sync, const char *team_id, const char *person_id,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
void arc_team_job_set_roles (ArcTeamSync *sync, const char *team_id, const char *person_id,
                             ArcRoles roles, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
void arc_team_job_remove (ArcTeamSync *sync, const char *team_id, const char *person_id,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
void arc_team_job_set_group_size (ArcTeamSync *sync, const char *team_id, guint people,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
void arc_team_job_leave (ArcTeamSync *sync, const char *team_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/* arc_team_forget(): for a folder that is gone for good. */
void arc_team_job_forget (ArcTeamSync *sync, const char *team_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/* @id: of an entry, all shares of it; or of one share */
void arc_team_job_unshare (ArcTeamSync *sync, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* @to: (element-type utf8): members' ids */
void arc_team_job_write_file (ArcTeamSync *sync, const char *share_id, const GPtrArray *to,
                              const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean arc_team_job_finish (ArcTeamSync *sync, GAsyncResult *result, GError **error);

/* ---- arc_team_job_finish_id() ---- */

/* @post_id: (nullable): the share to be changed */
void arc_team_job_share (ArcTeamSync *sync, const char *team_id, const char *entry_id,
                         const ArcShareChoice *choice, const char *post_id,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
void arc_team_job_answer (ArcTeamSync *sync, const char *share_id, ArcAnswerKind kind,
                          const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
void arc_team_job_turn_barrier (ArcTeamSync *sync, const char *share_id, const ArcBarrierTurn *turn,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* @post_id: (nullable): the focus to be changed */
void arc_team_job_set_focus (ArcTeamSync *sync, const char *team_id, const ArcTeamFocus *focus,
                             const char *post_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
void arc_team_job_reply_focus (ArcTeamSync *sync, const char *focus_id, gboolean yes,
                               const char *counter, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): the post's id */
char *arc_team_job_finish_id (ArcTeamSync *sync, GAsyncResult *result, GError **error);

/* ---- arc_team_job_finish_read_file() ---- */

/* Takes in a .arcshare file. */
void arc_team_job_read_file (ArcTeamSync *sync, const char *path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* @received: (out) (nullable): posts that it brought or changed; 0 if all were known */
gboolean arc_team_job_finish_read_file (ArcTeamSync *sync, GAsyncResult *result, guint *received,
                                        GError **error);

G_END_DECLS
