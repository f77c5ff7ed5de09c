/* Lines of statements to be grouped, and of what became of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * arc_json_statement_parse:
 * @line: a JSON object with "id", text or a whole number, and "text"; other members are passed over
 * @id: (out) (transfer full): what names the statement; never empty
 * @id_json: (out) (transfer full): the same as JSON, as it was written
 * @text: (out) (transfer full)
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID
 */
gboolean arc_json_statement_parse (const char *line, gsize length, char **id, char **id_json,
                                   char **text, GError **error);

/* Appends a line that says in which group a statement is. */
void arc_json_statement_append_cluster (GString *out, const char *id_json, const char *cluster);

G_END_DECLS
