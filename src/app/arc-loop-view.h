/* What hangs on an entry, for reading: the lines of its change that were given a kind, and the
 * chain of entries that it is part of. */
#pragma once

#include <adwaita.h>

#include "arc-reading.h"

G_BEGIN_DECLS

#define ARC_TYPE_LOOP_VIEW (arc_loop_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcLoopView, arc_loop_view, ARC, LOOP_VIEW, AdwBin)

GtkWidget *arc_loop_view_new (void);

/**
 * arc_loop_view_show:
 *
 * Returns: whether the view shows the whole change, line by line, so that its section need not be
 *   shown; %FALSE where nothing hangs on it, while matches of a search are shown, and for long
 * texts
 */
gboolean arc_loop_view_show (ArcLoopView *self, const ArcReading *reading);

G_END_DECLS
