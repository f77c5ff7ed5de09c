/* One line of the Change: a row that wraps, with room in front for what kind of change it is. */
#pragma once

#include "arc-line-plan.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_CHANGE_LINE (arc_change_line_get_type ())
G_DECLARE_FINAL_TYPE (ArcChangeLine, arc_change_line, ARC, CHANGE_LINE, AdwBin)

/**
 * ArcChangeLine::changed:
 * @grew: whether text was put in rather than taken out
 *
 * The person changed the text.
 */

/**
 * ArcChangeLine::planned:
 *
 * The person changed the kind of the line, or what is said about it; its text is as before.
 */

/* Property "kind" (string): as arc_line_plan_get_kind(). */

/**
 * ArcChangeLine::broken:
 * @text: what the line would have become, with line feeds in it or too long for a list
 * @offset: characters of @text before the cursor
 *
 * Enter was pressed, or much was put in. The line was left as it is.
 */

/**
 * ArcChangeLine::join:
 * @by: -1 at the start of the line with Backspace, 1 at its end with Delete
 */

/**
 * ArcChangeLine::leave:
 * @by: -1 upwards, 1 downwards
 * @x_px: horizontal place to arrive at, or -1 for the end (upwards) or start (downwards)
 *
 * The cursor wants to go to a neighbouring line.
 */

GtkWidget *arc_change_line_new (void);

/* The text without its line feed; a carriage return at the end is kept out of sight. */
void arc_change_line_set_text (ArcChangeLine *self, const char *text);
/* (transfer full): exactly as set or typed. */
char *arc_change_line_dup_text (ArcChangeLine *self);
/* What is on display: without the carriage return. (transfer full) */
char *arc_change_line_dup_body (ArcChangeLine *self);
gboolean arc_change_line_get_has_return (ArcChangeLine *self);
void arc_change_line_set_has_return (ArcChangeLine *self, gboolean has_return);

/* What makes it a commitment. */
ArcLinePlan *arc_change_line_get_plan (ArcChangeLine *self);
/* To be called when the plan was set by the program. */
void arc_change_line_refresh_kind (ArcChangeLine *self);

void arc_change_line_set_number (ArcChangeLine *self, guint number);
void arc_change_line_set_placeholder (ArcChangeLine *self, const char *text);

/* Characters before the cursor. */
int arc_change_line_get_cursor (ArcChangeLine *self);
/* Takes the focus; -1 is the end. */
void arc_change_line_focus_at (ArcChangeLine *self, int offset);
/* Takes the focus on the first display line (@by 1) or the last (@by -1), near @x_px. */
void arc_change_line_focus_near (ArcChangeLine *self, int by, int x_px);

G_END_DECLS
