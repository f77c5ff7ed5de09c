/* One section of an entry, for reading: its heading and its text, matches of a search marked. */
#pragma once

#include <adwaita.h>

#include "arc-entry.h"

G_BEGIN_DECLS

#define ARC_TYPE_SECTION_VIEW (arc_section_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcSectionView, arc_section_view, ARC, SECTION_VIEW, AdwBin)

GtkWidget *arc_section_view_new (ArcSection section);

/**
 * arc_section_view_show:
 * @text: valid UTF-8; "" hides the section
 * @matches: (nullable) (element-type ArcRange): bytes of @text
 */
void arc_section_view_show (ArcSectionView *view, const char *text, const GArray *matches);

G_END_DECLS
