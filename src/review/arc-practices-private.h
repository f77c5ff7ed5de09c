/* For the sources of this folder only. */
#pragma once

#include "arc-review.h"

G_BEGIN_DECLS

/* Tells the team of look-backs at practices that I try. */
gboolean arc_practices_refresh (ArcJournal *journal, const ArcTeam *team, GError **error);

G_END_DECLS
