/* Content lines of iCalendar (RFC 5545, 3.1): folding, escaping, names, parameters, values.
 *
 * Why not libical's: its parser takes 11 s for one line of 8 MB and 4 s for 340 KB of dates that
 * are none, leaves out empty values and blanks at the front of a text, and knows no line numbers;
 * its writer puts control characters into the file and the comma of a category as it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ---- writing ---- */

/**
 * arc_content_line_append:
 * @name: with its parameters: "DTSTART;VALUE=DATE"
 * @value: encoded already
 *
 * Appends one line, folded so that no piece is over 75 bytes and no character is cut.
 */
void arc_content_line_append (GString *out, const char *name, const char *value);
/* Appends @text (valid UTF-8), escaped. */
void arc_content_line_append_text (GString *out, const char *name, const char *text);
/* (element-type utf8): several texts in one line; nothing if there are none. */
void arc_content_line_append_texts (GString *out, const char *name, const GPtrArray *texts);

/* ---- reading ---- */

/* Parts of the text that it was read from. @tzid and @value_type are %NULL where not given. */
typedef struct {
  const char *name; /* in upper case */
  const char *tzid;
  const char *value_type; /* of VALUE=, as it stands */
  char *value;            /* still encoded */
} ArcContentLine;

/* Takes @text apart, in its own memory. Returns whether it is a content line. */
gboolean arc_content_line_parse (char *text, ArcContentLine *line);

/* (transfer full): the text that @value stands for. */
char *arc_content_line_dup_text (const char *value);

/**
 * arc_content_line_next_text:
 * @value: (inout): where to begin; afterwards what follows the separator, %NULL after the last
 *
 * Returns: (transfer full): the next of several texts, which commas separate
 */
char *arc_content_line_next_text (const char **value);

G_END_DECLS
