/* “Next reflection: Fri 15:30 ✎”: a quiet button that opens its schedule. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-reflections.h"

G_BEGIN_DECLS

#define ARC_TYPE_NEXT_REFLECTION (arc_next_reflection_get_type ())
G_DECLARE_FINAL_TYPE (ArcNextReflection, arc_next_reflection, ARC, NEXT_REFLECTION, AdwBin)

GtkWidget *arc_next_reflection_new (ArcJournalService *service);
/* Takes what it needs from @reflections. @put_off_us is when one comes that was put off, 0 for
 * none. */
void arc_next_reflection_show (ArcNextReflection *self, const ArcReflections *reflections,
                               gint64 put_off_us);

G_END_DECLS
