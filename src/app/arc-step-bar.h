/* "1 Action — 2 Reflection — 3 Change": shows the step of the composer and leads to the others. */
#pragma once

#include <adwaita.h>

#include "arc-entry.h"

G_BEGIN_DECLS

#define ARC_TYPE_STEP_BAR (arc_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcStepBar, arc_step_bar, ARC, STEP_BAR, AdwBin)

/**
 * ArcStepBar::step-chosen:
 * @bar: the bar
 * @step: an #ArcSection
 *
 * The person chose a step.
 */

/**
 * ArcStepBar:compact:
 *
 * Whether the steps other than the current one show their number only.
 */

GtkWidget *arc_step_bar_new (void);

ArcSection arc_step_bar_get_step (ArcStepBar *self);
/* Emits nothing. */
void arc_step_bar_set_step (ArcStepBar *self, ArcSection step);

G_END_DECLS
