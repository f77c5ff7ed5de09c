/* The place where one section is written: plain text that wraps, with a placeholder and limits. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_TEXT_AREA (arc_text_area_get_type ())
G_DECLARE_FINAL_TYPE (ArcTextArea, arc_text_area, ARC, TEXT_AREA, AdwBin)

/**
 * ArcTextArea::changed:
 *
 * The person changed the text.
 */

/**
 * ArcTextArea::overflowed:
 * @area: the area
 * @text: what the whole text would have become
 *
 * Something was inserted that makes a line too long to be shown here (arc_long_text_needed()). The
 * area was left as it is.
 */

/**
 * ArcTextArea::refused:
 * @area: the area
 * @sentence: why, to be shown
 *
 * Something was not inserted, because a limit is reached.
 */

GtkWidget *arc_text_area_new (void);

/**
 * arc_text_area_set_text:
 * @text: not one that needs #ArcLongText
 *
 * Emits nothing, and cannot be undone by the person.
 */
void arc_text_area_set_text (ArcTextArea *self, const char *text);
/* (transfer full): the text, exactly. */
char *arc_text_area_dup_text (ArcTextArea *self);

/* Shown while there is no text. */
void arc_text_area_set_placeholder (ArcTextArea *self, const char *text);
/* Whether it grows with its text, up to some lines, rather than filling the space it is given. */
void arc_text_area_set_grows (ArcTextArea *self, gboolean grows);
/* Puts the cursor behind the character at @offset, counted from 0. */
void arc_text_area_place_cursor (ArcTextArea *self, int offset);
/* The view inside, for names and relations. */
GtkTextView *arc_text_area_get_view (ArcTextArea *self);

G_END_DECLS
