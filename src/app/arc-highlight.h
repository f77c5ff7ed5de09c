/* Where a search matched, made visible. */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * arc_highlight_split:
 * @marked: text with matches between %ARC_MATCH_START and %ARC_MATCH_END
 * @attributes: (out) (transfer full): bold where it matched
 *
 * Never goes through markup, so that no text can be taken for it.
 *
 * Returns: (transfer full): the text without the marks
 */
char *arc_highlight_split (const char *marked, PangoAttrList **attributes);

G_END_DECLS
