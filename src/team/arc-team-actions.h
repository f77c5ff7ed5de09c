/* What a person does with a team. Used by arcj and by the window; all block (files, key ring). */
#pragma once

#include "arc-transport.h"

G_BEGIN_DECLS

/* (transfer full): the team as the journal has it now. @store says where the keys went. */
ArcTeam *arc_team_create (ArcJournal *journal, const char *dir, const char *name,
                          const char *my_name, ArcKeyStore *store, GError **error);
ArcTeam *arc_team_join (ArcJournal *journal, const char *dir, const char *my_name,
                        ArcKeyStore *store, GError **error);
/* These need an admin. */
gboolean arc_team_accept (ArcJournal *journal, const char *team_id, const char *person_id,
                          GError **error);
gboolean arc_team_set_roles (ArcJournal *journal, const char *team_id, const char *person_id,
                             ArcRoles roles, GError **error);
gboolean arc_team_remove (ArcJournal *journal, const char *team_id, const char *person_id,
                          GError **error);
gboolean arc_team_set_group_size (ArcJournal *journal, const char *team_id, guint people,
                                  GError **error);
/* Takes all that is mine out of the folder, and the team out of the journal. */
gboolean arc_team_leave (ArcJournal *journal, const char *team_id, GError **error);
/* Takes the team, its keys and what its members shared out of this journal, and touches no folder:
 * what lies there stays. For a folder that is gone for good. */
gboolean arc_team_forget (ArcJournal *journal, const char *team_id, GError **error);

/* Pulls and sends nothing: who is there, who asks to join, what they share. */
gboolean arc_team_look (ArcJournal *journal, const char *team_id, ArcSyncReport *report,
                        GError **error);

/**
 * arc_team_sync:
 * @team_id: (nullable): all teams if NULL
 *
 * Pull, then push. Resumable, idempotent. What fails in one team does not hold up another; the
 * first error is returned, each is kept with its team.
 */
gboolean arc_team_sync (ArcJournal *journal, const char *team_id, ArcSyncReport *report,
                        GCancellable *cancellable, GError **error);

/* The copy of an entry that readers would get, of the stored entry. (transfer full) */
ArcShare *arc_team_preview (ArcJournal *journal, const char *team_id, const char *entry_id,
                            const ArcShareChoice *choice, GError **error);
/* Shares it (or changes the share @post_id; for other readers than before, that one is taken back
 * and a new one made). ARC_ERROR_INVALID if nothing is chosen. */
char *arc_team_share (ArcJournal *journal, const char *team_id, const char *entry_id,
                      const ArcShareChoice *choice, const char *post_id, GError **error);
/* All shares of an entry, or the one share, that @id names. */
gboolean arc_team_unshare (ArcJournal *journal, const char *id, guint *revoked, GError **error);
/* Brings the states and answers of shared commitments up to date; texts stay as they were. Of @all
 * my shares, or of those at which something changed since the last time. */
gboolean arc_team_refresh_shares (ArcJournal *journal, const char *team_id, gboolean all,
                                  GError **error);

/* Answers to a share, seen by its writer alone. (transfer full): the post's id */
char *arc_team_answer (ArcJournal *journal, const char *share_id, const ArcAnswer *answer,
                       GError **error);
/* A turn of a shared barrier, seen by the share's readers and its writer. */
char *arc_team_turn_barrier (ArcJournal *journal, const char *share_id, const ArcBarrierTurn *turn,
                             GError **error);
/* A manager's focus; @post_id changes one. Ends the one before. */
char *arc_team_set_focus (ArcJournal *journal, const char *team_id, const ArcTeamFocus *focus,
                          const char *post_id, GError **error);
char *arc_team_reply_focus (ArcJournal *journal, const char *focus_id, const ArcFocusReply *reply,
                            GError **error);

/* One share in a file, sealed to members of its team. */
gboolean arc_share_file_write (ArcJournal *journal, const char *share_id, const GPtrArray *to,
                               const char *path, GError **error);
/* Opens the file with the keys of whichever team it is for; what it holds is as if pulled. */
gboolean arc_share_file_read (ArcJournal *journal, const char *path, ArcSyncReport *report,
                              GError **error);

G_END_DECLS
