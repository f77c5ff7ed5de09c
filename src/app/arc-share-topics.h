/* The topics of what a team shares. */
#pragma once

#include "arc-journal-service.h"

G_BEGIN_DECLS

/* An ArcJournalFunc for a team's id. Returns: (transfer full) (element-type utf8): of the newest
 * shares, each once */
gpointer arc_share_topics_read (ArcJournal *journal, gpointer team_id, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
