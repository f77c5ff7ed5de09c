/* One barrier: what stands in the way, who owns it, the next step by a date, and its state. */
#pragma once

#include "arc-journal-loop.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_BARRIER_ROW (arc_barrier_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcBarrierRow, arc_barrier_row, ARC, BARRIER_ROW, AdwExpanderRow)

/**
 * ArcBarrierRow::changed:
 *
 * The person changed something: arc_barrier_row_get_barrier() is to be saved.
 */

GtkWidget *arc_barrier_row_new (const ArcBarrierBrief *brief, ArcDay today);
const ArcBarrier *arc_barrier_row_get_barrier (ArcBarrierRow *self);

G_END_DECLS
