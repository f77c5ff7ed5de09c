/* The Change as a list of lines, each ready to become a commitment. */
#pragma once

#include "arc-loop.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Beyond these a plain text is the better place. */
#define ARC_CHANGE_LINES_MAX 300
#define ARC_CHANGE_LINES_MAX_BYTES (64 * 1024)

#define ARC_TYPE_CHANGE_LINES (arc_change_lines_get_type ())
G_DECLARE_FINAL_TYPE (ArcChangeLines, arc_change_lines, ARC, CHANGE_LINES, AdwBin)

/**
 * ArcChangeLines::changed:
 *
 * The person changed the text.
 */

/**
 * ArcChangeLines::overflowed:
 * @lines: the list
 * @text: what the whole text would have become
 * @offset: characters of @text before the cursor
 *
 * The text does not fit a list any more (arc_change_lines_fits()). The list was left as it is.
 */

/* Whether @text is small enough for a list of lines. */
gboolean arc_change_lines_fits (const char *text);

GtkWidget *arc_change_lines_new (void);

/**
 * arc_change_lines_set_text:
 * @text: that fits; lines end with line feeds, carriage returns before them are kept
 *
 * Emits nothing, and cannot be undone by the person.
 */
void arc_change_lines_set_text (ArcChangeLines *self, const char *text);
/* (transfer full): the lines joined by line feeds: what was set, exactly, if nothing was edited. */
char *arc_change_lines_dup_text (ArcChangeLines *self);
/* Shows which lines are commitments or barriers of @loop: those with its texts. Emits nothing. */
void arc_change_lines_set_loop (ArcChangeLines *self, const ArcLoop *loop);
/* Adds the lines that are commitments or barriers to @loop, in their order. */
void arc_change_lines_add_to_loop (ArcChangeLines *self, ArcLoop *loop);
/**
 * arc_change_lines_add_commitment:
 * @commitment: of one line
 *
 * Puts it behind the last line, or where that is empty into it, as one step for undo. Emits
 * #ArcChangeLines::changed, and does not take the focus.
 *
 * Returns: %FALSE where there is no room for it; then nothing happened
 */
gboolean arc_change_lines_add_commitment (ArcChangeLines *self, const ArcCommitment *commitment);
guint arc_change_lines_get_n_lines (ArcChangeLines *self);

/* Shown while there is no text. */
void arc_change_lines_set_placeholder (ArcChangeLines *self, const char *text);
/* Whether it grows with its lines, up to some, rather than filling the space it is given. */
void arc_change_lines_set_grows (ArcChangeLines *self, gboolean grows);

G_END_DECLS
