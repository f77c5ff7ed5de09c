/* What the share dialog is about, read in one go: the entry as it is stored, the teams it may be
 * shared with, and what of it is shared there already. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-journal-team.h"

G_BEGIN_DECLS

/**
 * ArcShareTeam:
 * @mates: (element-type ArcMember): who is in, without the writer
 * @my_name: the writer's, as the team knows them
 * @chain: see ArcShare
 * @share: (nullable): what of the entry this team sees now
 */
typedef struct {
  ArcTeam *team;
  GPtrArray *mates;
  char *my_name;
  char *chain;
  ArcEntryShare *share;
} ArcShareTeam;

/**
 * ArcShareDraft:
 * @teams: (element-type ArcShareTeam): those the writer is in, by name
 * @asking: (nullable): name of a team that has not accepted the writer yet
 */
typedef struct {
  ArcEntry *entry;
  ArcLoop *loop;
  GPtrArray *look_backs;
  ArcDay day;
  ArcDay today;
  GPtrArray *teams;
  char *asking;
} ArcShareDraft;

void arc_share_draft_free (ArcShareDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcShareDraft, arc_share_draft_free)

/* An ArcJournalFunc for the id of an entry. Returns: (transfer full): an ArcShareDraft */
gpointer arc_share_draft_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                               GError **error);

/* (transfer full): what readers in @team would get. */
ArcShare *arc_share_draft_make (const ArcShareDraft *draft, const ArcShareTeam *team,
                                const ArcShareChoice *choice);
/* (transfer container) (element-type ArcMember): of whom @choice makes readers. */
GPtrArray *arc_share_team_list_readers (const ArcShareTeam *team, const ArcShareChoice *choice);
/* Whether @choice is what @team sees already, in the words that it would get now. */
gboolean arc_share_team_has_choice (const ArcShareDraft *draft, const ArcShareTeam *team,
                                    const ArcShareChoice *choice);
/* (transfer full) (element-type utf8): the names of the writer's teammates. */
GPtrArray *arc_share_team_list_names (const ArcShareTeam *team);
/* (transfer full) (element-type utf8): those of @names that stand in what @share holds. */
GPtrArray *arc_share_list_named (const ArcShare *share, const GPtrArray *names);
/* (transfer full): "Ben Ito, Mia Rossi and 3 others". */
char *arc_share_join_names (const GPtrArray *members, guint at_most);

G_END_DECLS
