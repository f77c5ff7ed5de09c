/* JSON text to and from json-glib's tree, strictly by RFC 8259.
 *
 * json-glib 1.6 by itself reads comments, single quotes and octal numbers, cuts a string at
 * \u0000, makes invalid UTF-8 of half a surrogate pair and recurses without bound; and it writes
 * U+001F raw and 0.1 as 0.10000000000000001. Hence the check before it, and the writer here. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * arc_json_text_parse:
 * @text: one JSON value and nothing else
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID
 */
JsonNode *arc_json_text_parse (const char *text, gsize length, GError **error);

/**
 * arc_json_text_append:
 *
 * Appends @node as compact JSON: UTF-8 as it is, only what JSON demands escaped, numbers as short
 * as reads back the same, members in the order in which they were added.
 */
void arc_json_text_append (GString *out, JsonNode *node);

/**
 * arc_json_text_append_number:
 *
 * Appends the shortest decimal form that reads back as @number; whole numbers without decimals.
 */
void arc_json_text_append_number (GString *out, double number);

G_END_DECLS
