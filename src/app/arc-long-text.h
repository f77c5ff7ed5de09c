/* Shows a text with a line too long for a text view: in pieces, for reading. The text itself stays
 * whole. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Bytes of the longest line that GtkTextView shows without stalling. */
#define ARC_LONG_LINE_BYTES (64 * 1024)

#define ARC_TYPE_LONG_TEXT (arc_long_text_get_type ())
G_DECLARE_FINAL_TYPE (ArcLongText, arc_long_text, ARC, LONG_TEXT, AdwBin)

/**
 * arc_long_text_needed:
 * @text: valid UTF-8
 *
 * Returns: whether @text has a line above %ARC_LONG_LINE_BYTES, so that it has to be shown here
 */
gboolean arc_long_text_needed (const char *text);

GtkWidget *arc_long_text_new (void);

/**
 * arc_long_text_set_text:
 * @text: (nullable): valid UTF-8
 *
 * The beginning is there at once, the rest follows while the program is idle.
 */
void arc_long_text_set_text (ArcLongText *self, const char *text);
/* (not nullable): the whole text, exactly as it was set. */
const char *arc_long_text_get_text (ArcLongText *self);

G_END_DECLS
