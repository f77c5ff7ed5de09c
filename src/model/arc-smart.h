/* A gentle question beside a line of the Change: by when? what would someone see you do? */
#pragma once

#include <glib.h>

#include "arc-commitment.h"

G_BEGIN_DECLS

/* The rules, read once. */
typedef struct _ArcSmart ArcSmart;

/**
 * arc_smart_new:
 * @rules: the text of data/smart/rules.ini
 * @locale: (nullable): whose words and questions; %NULL for the current one
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID, naming the group that is wrong
 */
ArcSmart *arc_smart_new (const char *rules, const char *locale, GError **error);
void arc_smart_free (ArcSmart *smart);

/**
 * arc_smart_ask:
 *
 * Returns: (nullable) (transfer none): the one question to show beside @commitment, or %NULL where
 * it is fine as it is. Never a verdict, and nothing that could keep one from saving.
 */
const char *arc_smart_ask (ArcSmart *smart, const ArcCommitment *commitment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSmart, arc_smart_free)

G_END_DECLS
