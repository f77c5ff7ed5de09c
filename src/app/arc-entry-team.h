/* What teams have to do with one entry of mine: what of it they see, what they answered, who took
 * on its barriers. */
#pragma once

#include "arc-share-reading.h"

G_BEGIN_DECLS

/**
 * ArcEntryTeam:
 * @shares: (element-type ArcEntryShare)
 * @answers: (element-type ArcShareAnswer): those that were not dismissed, oldest first
 * @barriers: (element-type ArcTeamBarrier)
 * @digest: the same as long as nothing of it changes
 */
typedef struct {
  GPtrArray *shares;
  GPtrArray *answers;
  GPtrArray *barriers;
  ArcDay today;
  char *digest;
} ArcEntryTeam;

/* NULL without error where there are no teams. For the journal's threads. */
ArcEntryTeam *arc_entry_team_read (ArcJournal *journal, const char *entry_id, GError **error);
void arc_entry_team_free (ArcEntryTeam *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEntryTeam, arc_entry_team_free)

/* (transfer full) (nullable): "Shared with Sales (whole team)", of a section or another part. */
char *arc_entry_team_dup_part_note (const ArcEntryTeam *team, ArcParts part);
/* As above, of a commitment or barrier; %NULL also where it says the same as that of the Change. */
char *arc_entry_team_dup_line_note (const ArcEntryTeam *team, const char *id);
/* (transfer full) (nullable): "Ben Ito takes care of it · asks the vendor · by Friday, 4 December"
 */
char *arc_entry_team_dup_barrier_note (const ArcEntryTeam *team, const char *barrier_id);
/* Whether the entry reads differently from what some team sees. */
gboolean arc_entry_team_is_stale (const ArcEntryTeam *team);

G_END_DECLS
