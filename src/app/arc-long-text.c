/* Shows a text with a line too long for a text view: in pieces, for reading. */
#include "arc-long-text.h"

#include <string.h>

/* A piece becomes one line of the view: small enough that laying it out takes a few milliseconds.
 */
#define PIECE_BYTES 4096
/* Inserted in one go; the rest waits until the program is idle. */
#define BATCH_BYTES (128 * 1024)
/* After input and drawing, but before the view lays out what it has already: that takes long, and
 * would hold up the rest. */
#define FILL_PRIORITY (GDK_PRIORITY_REDRAW + 1)

struct _ArcLongText {
  AdwBin parent_instance;

  GtkTextView *text_view;
  char *text;
  const char *rest; /* what the view lacks yet, within text */
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (ArcLongText, arc_long_text, ADW_TYPE_BIN)

static gboolean
is_line_end (char character)
{
  return character == '\n' || character == '\r';
}

/* The end of the piece that begins at @start: behind its line end, else behind a space near the
 * limit, else between two characters. */
static const char *
piece_end (const char *start)
{
  const char *limit = start + strnlen (start, PIECE_BYTES);
  const char *space = NULL;

  for (const char *at = start; at < limit; at++) {
    if (is_line_end (*at))
      return at[0] == '\r' && at[1] == '\n' ? at + 2 : at + 1;
    if (*at == ' ')
      space = at + 1;
  }
  if (*limit == '\0')
    return limit;
  if (space != NULL && space - start > PIECE_BYTES / 2)
    return space;
  /* A character may begin before the limit and end behind it. */
  while ((*limit & 0xc0) == 0x80)
    limit--;
  return limit;
}

static void
append_batch (ArcLongText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autoptr (GString) batch = g_string_sized_new (BATCH_BYTES + PIECE_BYTES);
  GtkTextIter end;

  while (*self->rest != '\0' && batch->len < BATCH_BYTES) {
    const char *next = piece_end (self->rest);

    g_string_append_len (batch, self->rest, next - self->rest);
    if (*next != '\0' && !is_line_end (next[-1]))
      g_string_append_c (batch, '\n');
    self->rest = next;
  }
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, batch->str, (int) batch->len);
}

static gboolean
fill_cb (gpointer user_data)
{
  ArcLongText *self = user_data;

  append_batch (self);
  if (*self->rest != '\0')
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

static void
copy_clicked_cb (GtkButton *button, ArcLongText *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
arc_long_text_dispose (GObject *object)
{
  ArcLongText *self = ARC_LONG_TEXT (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  G_OBJECT_CLASS (arc_long_text_parent_class)->dispose (object);
}

static void
arc_long_text_finalize (GObject *object)
{
  ArcLongText *self = ARC_LONG_TEXT (object);

  g_free (self->text);
  G_OBJECT_CLASS (arc_long_text_parent_class)->finalize (object);
}

static void
arc_long_text_class_init (ArcLongTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_long_text_dispose;
  object_class->finalize = arc_long_text_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-long-text.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcLongText, text_view);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
arc_long_text_init (ArcLongText *self)
{
  self->text = g_strdup ("");
  self->rest = self->text;
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
arc_long_text_needed (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  while (*text != '\0') {
    gsize length = strcspn (text, "\r\n");

    if (length > ARC_LONG_LINE_BYTES)
      return TRUE;
    text += length;
    text += strspn (text, "\r\n");
  }
  return FALSE;
}

GtkWidget *
arc_long_text_new (void)
{
  return g_object_new (ARC_TYPE_LONG_TEXT, NULL);
}

void
arc_long_text_set_text (ArcLongText *self, const char *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_if_fail (ARC_IS_LONG_TEXT (self));

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  self->rest = self->text;

  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_set_text (buffer, "", 0);
  append_batch (self);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (*self->rest != '\0')
    self->fill_id = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
}

const char *
arc_long_text_get_text (ArcLongText *self)
{
  g_return_val_if_fail (ARC_IS_LONG_TEXT (self), NULL);

  return self->text;
}
