/* Numbers as people type them: in their language's way, or in the one of programs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * arc_number_parse:
 * @text: "25", "2.5", "2,5", "1 250", "1.250,5", "−3", "٢٥"
 * @value: (out)
 *
 * Comma and point both mark the fraction where that is the only sense; where "1,250" could mean
 * two things, the locale decides.
 *
 * Returns: whether @text is one finite number
 */
gboolean arc_number_parse (const char *text, double *value);

/**
 * arc_number_format:
 *
 * Returns: (transfer full): the shortest text, in the locale's way, that arc_number_parse() reads
 * as @value again
 */
char *arc_number_format (double value);

G_END_DECLS
