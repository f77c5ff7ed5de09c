/* Measured figures in words. */
#pragma once

#include "arc-entry.h"

G_BEGIN_DECLS

/**
 * arc_measure_text:
 *
 * Returns: (transfer full): "25 minutes saved each week"
 */
char *arc_measure_text (double amount, const char *unit, ArcPer per);

G_END_DECLS
