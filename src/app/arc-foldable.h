/* What a page or reader in a leaflet is: told by its property "folded" (gboolean) whether it stands
 * alone, and so has to show a way back. Whoever holds the leaflet binds it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_FOLDABLE (arc_foldable_get_type ())
G_DECLARE_DERIVABLE_TYPE (ArcFoldable, arc_foldable, ARC, FOLDABLE, AdwBin)

/**
 * ArcFoldableClass:
 * @folded_changed: (nullable): called before "folded" is notified
 */
struct _ArcFoldableClass {
  AdwBinClass parent_class;

  void (*folded_changed) (ArcFoldable *self);
};

gboolean arc_foldable_get_folded (ArcFoldable *self);

G_END_DECLS
