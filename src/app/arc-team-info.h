/* What the page of a team knows of it, read in one go. */
#pragma once

#include "arc-journal-team.h"

G_BEGIN_DECLS

/* A member's reply to a focus. */
typedef struct {
  char *post_id;
  char *name;
  gboolean is_mine;
  gboolean yes;
  char *counter;
} ArcTeamReply;

/**
 * ArcTeamAim:
 * @focus: what a manager asks for
 * @replies: (element-type ArcTeamReply): those that I can see, yes first
 * @asked: (element-type utf8): names of members who did not reply yet
 * @n_asked: members who are asked: all but the one who asks
 * @n_yes: of them, who said yes
 * @has_figures: whether so many are asked that figures about them may be shown
 */
typedef struct {
  char *post_id;
  char *team_id;
  char *team_name;
  char *author_name;
  gboolean is_mine;
  ArcTeamFocus *focus;
  GPtrArray *replies;
  GPtrArray *asked;
  guint n_asked;
  guint n_yes;
  gboolean has_figures;
} ArcTeamAim;

void arc_team_aim_free (ArcTeamAim *aim);
/* (transfer none) (nullable): what I said. */
const ArcTeamReply *arc_team_aim_find_mine (const ArcTeamAim *aim);
/* (element-type ArcTeamAim): the aims of @team that have not ended; usually one or none. */
GPtrArray *arc_team_aims_read (ArcJournal *journal, const ArcTeam *team, const GPtrArray *members,
                               GError **error);

/**
 * ArcTeamInfo:
 * @team: (nullable): NULL if I am not in it any more
 * @members: (element-type ArcMember)
 * @unread: shares that are new to me
 * @asking: members who ask to join
 * @offers_to_go_first: whether I am a manager who has shared nothing and has not said no to it
 * @told_private: whether I was told that what I read stays with me
 * @set_aside: (element-type ArcSetAside)
 * @aims: (element-type ArcTeamAim)
 */
typedef struct {
  ArcTeam *team;
  GPtrArray *members;
  guint unread;
  guint asking;
  gboolean offers_to_go_first;
  gboolean told_private;
  GPtrArray *set_aside;
  GPtrArray *aims;
  ArcDay today;
  gint64 now_us;
} ArcTeamInfo;

void arc_team_info_free (ArcTeamInfo *info);
/* An ArcJournalFunc for a team's id. Returns: (transfer full): an ArcTeamInfo */
gpointer arc_team_info_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                             GError **error);
gboolean arc_team_info_is_manager (const ArcTeamInfo *info);
gboolean arc_team_info_is_admin (const ArcTeamInfo *info);

/* ArcJournalFuncs for a team's id: remember a no to going first; that it was told what is private.
 */
gpointer arc_team_info_dismiss_going_first (ArcJournal *journal, gpointer team_id,
                                            GCancellable *cancellable, GError **error);
gpointer arc_team_info_set_told (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamAim, arc_team_aim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTeamInfo, arc_team_info_free)

G_END_DECLS
