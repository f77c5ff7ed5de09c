/* Teams from a backup or a damaged journal. Inside src/journal only. */
#pragma once

#include "arc-journal-private.h"

G_BEGIN_DECLS

/* Brings in the teams of the file @source that @journal does not have, with all that can be read of
 * them, after the entries. Where @source holds none, nothing happens. */
gboolean arc_recover_teams (ArcJournal *journal, const char *source, GError **error);

G_END_DECLS
