/* Lines of a stream, one at a time, however long the stream: bounded memory, any bytes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No line (or CSV row, or Markdown entry) may be longer, in bytes. */
#define ARC_LINES_LIMIT ((gsize) 64 * 1024 * 1024)

typedef struct _ArcLines ArcLines;

ArcLines *arc_lines_new (GInputStream *stream);
void arc_lines_free (ArcLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcLines, arc_lines_free)

/**
 * arc_lines_peek:
 * @head: (out) (transfer none): what the stream begins with, up to 64 KiB
 *
 * To be called before the first arc_lines_next(). A byte order mark of UTF-8 is left out.
 */
gboolean arc_lines_peek (ArcLines *lines, const char **head, gsize *length,
                         GCancellable *cancellable, GError **error);

/**
 * arc_lines_next:
 * @text: (out) (transfer none): the line without its "\n" (a "\r" before that stays), closed by a
 *   NUL for convenience; %NULL at the end; valid until the next call
 * @too_long: (out): whether the line is over %ARC_LINES_LIMIT; @text is then empty
 *
 * Returns: %FALSE with an error of reading
 */
gboolean arc_lines_next (ArcLines *lines, char **text, gsize *length, gboolean *too_long,
                         GCancellable *cancellable, GError **error);

/* The number of the line last returned; the first is 1. */
guint64 arc_lines_get_number (ArcLines *lines);
/* Bytes read from the stream so far. */
guint64 arc_lines_get_bytes (ArcLines *lines);

G_END_DECLS
