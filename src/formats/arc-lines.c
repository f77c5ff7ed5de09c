/* Cuts a stream into lines with one growing buffer. */
#include "arc-lines.h"

#include <string.h>

#define CHUNK ((gsize) 64 * 1024)

struct _ArcLines {
  GInputStream *stream;
  GByteArray *buffer; /* what was read and not yet returned, from @start on */
  gsize start;
  gsize searched; /* bytes from @start that hold no line end */
  gboolean ended;
  gboolean begun;
  guint64 number;
  guint64 bytes;
};

static gboolean
fill (ArcLines *lines, GCancellable *cancellable, GError **error)
{
  /* Moving only when the returned part outweighs the rest keeps long lines linear. */
  if (lines->start > 0 && lines->start >= lines->buffer->len - lines->start) {
    g_byte_array_remove_range (lines->buffer, 0, lines->start);
    lines->start = 0;
  }

  guint old = lines->buffer->len;
  gsize want = MAX (CHUNK, MIN ((old - lines->start) / 2, CHUNK * 64));
  g_byte_array_set_size (lines->buffer, old + want);
  gssize got =
      g_input_stream_read (lines->stream, lines->buffer->data + old, want, cancellable, error);
  g_byte_array_set_size (lines->buffer, old + MAX (got, 0));
  if (got < 0)
    return FALSE;
  lines->ended = got == 0;
  lines->bytes += got;
  return TRUE;
}

static gboolean
begin (ArcLines *lines, GCancellable *cancellable, GError **error)
{
  if (lines->begun)
    return TRUE;
  while (!lines->ended && lines->buffer->len < CHUNK)
    if (!fill (lines, cancellable, error))
      return FALSE;
  if (lines->buffer->len >= 3 && memcmp (lines->buffer->data, "\xef\xbb\xbf", 3) == 0)
    lines->start = 3;
  lines->begun = TRUE;
  return TRUE;
}

/* Returns the line of @length bytes at the start of the buffer and steps over it and its end. */
static char *
take (ArcLines *lines, gsize length, gsize step)
{
  if (lines->start + length == lines->buffer->len) {
    g_byte_array_append (lines->buffer, (const guint8 *) "", 1);
    lines->buffer->len--;
  }
  char *text = (char *) lines->buffer->data + lines->start;
  text[length] = '\0';
  lines->start += step;
  lines->searched = 0;
  lines->number++;
  return text;
}

/* Drops the rest of a line that is too long, up to its end. */
static gboolean
skip_line (ArcLines *lines, GCancellable *cancellable, GError **error)
{
  for (;;) {
    guint8 *from = lines->buffer->data + lines->start;
    guint8 *end = memchr (from, '\n', lines->buffer->len - lines->start);
    if (end != NULL) {
      lines->start += end - from + 1;
      return TRUE;
    }
    g_byte_array_set_size (lines->buffer, 0);
    lines->start = 0;
    if (lines->ended)
      return TRUE;
    if (!fill (lines, cancellable, error))
      return FALSE;
  }
}

ArcLines *
arc_lines_new (GInputStream *stream)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  ArcLines *lines = g_new0 (ArcLines, 1);
  lines->stream = g_object_ref (stream);
  lines->buffer = g_byte_array_sized_new (CHUNK);
  return lines;
}

void
arc_lines_free (ArcLines *lines)
{
  if (lines == NULL)
    return;
  g_object_unref (lines->stream);
  g_byte_array_unref (lines->buffer);
  g_free (lines);
}

gboolean
arc_lines_peek (ArcLines *lines, const char **head, gsize *length, GCancellable *cancellable,
                GError **error)
{
  if (!begin (lines, cancellable, error))
    return FALSE;
  *head = (const char *) lines->buffer->data + lines->start;
  *length = lines->buffer->len - lines->start;
  return TRUE;
}

gboolean
arc_lines_next (ArcLines *lines, char **text, gsize *length, gboolean *too_long,
                GCancellable *cancellable, GError **error)
{
  *text = NULL;
  *length = 0;
  *too_long = FALSE;
  if (!begin (lines, cancellable, error))
    return FALSE;

  for (;;) {
    guint8 *from = lines->buffer->data + lines->start;
    gsize held = lines->buffer->len - lines->start;
    guint8 *end = held > lines->searched
                      ? memchr (from + lines->searched, '\n', held - lines->searched)
                      : NULL;
    gsize size = end != NULL ? (gsize) (end - from) : held;

    if (size > ARC_LINES_LIMIT) {
      *too_long = TRUE;
      lines->number++;
      lines->searched = 0;
      if (!skip_line (lines, cancellable, error))
        return FALSE;
      *text = (char *) "";
      return TRUE;
    }
    if (end != NULL || (lines->ended && held > 0)) {
      *text = take (lines, size, end != NULL ? size + 1 : size);
      *length = size;
      return TRUE;
    }
    if (lines->ended)
      return TRUE;
    lines->searched = held;
    if (!fill (lines, cancellable, error))
      return FALSE;
  }
}

guint64
arc_lines_get_number (ArcLines *lines)
{
  return lines->number;
}

guint64
arc_lines_get_bytes (ArcLines *lines)
{
  return lines->bytes;
}
