/* What was measured this month, in equivalents: a quiet line or two on Today. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_GAINED_LIST (arc_gained_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcGainedList, arc_gained_list, ARC, GAINED_LIST, AdwBin)

GtkWidget *arc_gained_list_new (void);

/**
 * arc_gained_list_show:
 * @measured: (element-type ArcMeasured): the most telling first
 * @equivalents: (element-type ArcEquivalent) (nullable)
 *
 * Hides itself where there is nothing to say.
 */
void arc_gained_list_show (ArcGainedList *self, const GPtrArray *measured,
                           const GPtrArray *equivalents);

G_END_DECLS
