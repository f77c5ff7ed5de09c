/* A question and its few answers, each one tap: buttons of which at most one is pressed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_ANSWER_ROW (arc_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcAnswerRow, arc_answer_row, ARC, ANSWER_ROW, AdwBin)

/* Property "question" (string) is the text above the answers, and the name of their group. */

/**
 * ArcAnswerRow::answered:
 * @value: (guint): of the answer
 *
 * A person chose an answer; not emitted for arc_answer_row_set_value().
 */

/**
 * arc_answer_row_add:
 * @value: above 0
 * @label: translated
 */
void arc_answer_row_add (ArcAnswerRow *self, guint value, const char *label);

/* The value of the pressed answer, 0 for none. */
guint arc_answer_row_get_value (ArcAnswerRow *self);
void arc_answer_row_set_value (ArcAnswerRow *self, guint value);

G_END_DECLS
