/* Rules for the texts a person types: validity, first lines, folding for comparison. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * arc_text_validate:
 * @text: any bytes up to the NUL
 * @field: the translated name of the field, for the message
 * @max_chars: characters allowed, or 0 for a section, whose limit counts bytes
 *
 * Checks UTF-8 and length. Control characters are the person's own and pass.
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID or %ARC_ERROR_TOO_LARGE
 */
gboolean arc_text_validate (const char *text, const char *field, gsize max_chars, GError **error);

/**
 * arc_text_excerpt:
 * @text: (nullable): valid UTF-8
 * @max_chars: at most so many characters
 *
 * The beginning of @text on one line: white space and control characters become single
 * spaces, list marks at the front go, "…" closes what was cut (between words where possible).
 *
 * Returns: (transfer full): never %NULL
 */
char *arc_text_excerpt (const char *text, gsize max_chars);

/**
 * arc_text_first_line:
 * @text: (nullable): valid UTF-8
 * @max_chars: at most so many characters
 *
 * As arc_text_excerpt(), of the first line that holds more than white space.
 */
char *arc_text_first_line (const char *text, gsize max_chars);

/* Room for what arc_text_cut() leaves of a text. */
#define ARC_CUT_CHARS 60
#define ARC_CUT_BYTES (ARC_CUT_CHARS * 4 + 8)

/**
 * arc_text_cut:
 * @buffer: ARC_CUT_BYTES long
 *
 * A foreign text as messages quote it: on one line, at most ARC_CUT_CHARS characters, repaired
 * where it is not UTF-8.
 *
 * Returns: @buffer
 */
const char *arc_text_cut (const char *text, char *buffer);

/* arc_text_cut() into a buffer that lives as long as the block around it. */
#define ARC_SHORT(text) arc_text_cut ((text), (char[ARC_CUT_BYTES]){0})

/**
 * arc_text_fold:
 * @text: valid UTF-8
 *
 * What two labels are compared by: trimmed, inner white space single, NFKC, case-folded.
 *
 * Returns: (transfer full)
 */
char *arc_text_fold (const char *text);

/**
 * arc_text_tidy_label:
 * @text: valid UTF-8
 *
 * A tag or topic as it is kept: trimmed, white space and control characters as single spaces.
 *
 * Returns: (transfer full): may be empty
 */
char *arc_text_tidy_label (const char *text);

/**
 * arc_text_clean:
 * @text: valid UTF-8
 *
 * A foreign text as it can stand in a document of ours: on one line, without control characters
 * and without those that turn the direction of what follows (U+202A–U+202E, U+2066–U+2069).
 *
 * Returns: (transfer full)
 */
char *arc_text_clean (const char *text);

/**
 * arc_text_isolate:
 * @text: valid UTF-8
 *
 * A foreign text as a piece of a line of ours: as arc_text_clean() has it, and where it is written
 * from right to left, so that it turns nothing but itself.
 *
 * Returns: (transfer full)
 */
char *arc_text_isolate (const char *text);

/**
 * arc_text_join_pieces:
 * @pieces: (element-type utf8): of a line of ours; foreign ones isolated (arc_text_isolate())
 * @own: some words of ours: the line is read in their direction, whatever stands first in it
 *
 * Returns: (transfer full): "one · two"
 */
char *arc_text_join_pieces (const GPtrArray *pieces, const char *own);

/**
 * arc_text_count_words:
 *
 * Returns: words separated by white space; each Chinese, Japanese or Korean character counts one
 */
guint64 arc_text_count_words (const char *text);

/**
 * arc_text_is_cjk:
 *
 * Returns: whether @character is written without spaces between words (Han, kana, Hangul,
 * bopomofo), so that search takes it by itself
 */
gboolean arc_text_is_cjk (gunichar character);

G_END_DECLS
