/* Light or dark, and the size of text: the person's settings, applied as they change. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ARC_TYPE_APPEARANCE (arc_appearance_get_type ())
G_DECLARE_FINAL_TYPE (ArcAppearance, arc_appearance, ARC, APPEARANCE, GObject)

/**
 * arc_appearance_new:
 *
 * Needs a display.
 *
 * Returns: (transfer full)
 */
ArcAppearance *arc_appearance_new (void);

G_END_DECLS
