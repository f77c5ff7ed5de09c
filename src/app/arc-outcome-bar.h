/* "It worked · Partly · Not yet": what came of it, in one tap. */
#pragma once

#include <adwaita.h>

#include "arc-entry.h"

G_BEGIN_DECLS

#define ARC_TYPE_OUTCOME_BAR (arc_outcome_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcOutcomeBar, arc_outcome_bar, ARC, OUTCOME_BAR, AdwBin)

/**
 * ArcOutcomeBar::changed:
 *
 * The person chose an outcome, or took it back by tapping it again. Arrow keys move through the
 * choices as in any group of radio buttons.
 */

GtkWidget *arc_outcome_bar_new (void);

ArcOutcome arc_outcome_bar_get_outcome (ArcOutcomeBar *self);
/* Emits nothing. */
void arc_outcome_bar_set_outcome (ArcOutcomeBar *self, ArcOutcome outcome);

G_END_DECLS
