/* The place where one section is written: plain text that wraps, with a placeholder and limits. */
#include "arc-text-area.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-focus.h"
#include "arc-limits.h"
#include "arc-long-text.h"

/* What comes in larger steps was pasted or dropped, not typed. */
#define TYPED_BYTES 256
#define GROWS_TO_PX 360

struct _ArcTextArea {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkLabel *placeholder_label;
  GtkTextBuffer *buffer;
  gsize bytes;    /* of the text */
  gboolean quiet; /* while the program sets the text */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_OVERFLOWED,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcTextArea, arc_text_area, ADW_TYPE_BIN)

/* Bytes of the longest line of @text, when its first line is joined to a line of @before bytes and
 * its last to one of @after bytes. */
static gsize
longest_line (const char *text, gsize length, gsize before, gsize after)
{
  gsize longest = 0;
  gsize line = before;

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\n' || text[i] == '\r') {
      longest = MAX (longest, line);
      line = 0;
    } else {
      line++;
    }
  }
  return MAX (longest, line + after);
}

static char *
text_with (ArcTextArea *self, const GtkTextIter *at, const char *text, gsize length)
{
  GString *joined = g_string_sized_new (self->bytes + length);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  before = gtk_text_buffer_get_text (self->buffer, &start, at, TRUE);
  after = gtk_text_buffer_get_text (self->buffer, at, &end, TRUE);
  g_string_append (joined, before);
  g_string_append_len (joined, text, (gssize) length);
  g_string_append (joined, after);
  return g_string_free (joined, FALSE);
}

static void
stop_insertion (ArcTextArea *self, const char *sentence)
{
  g_signal_stop_emission_by_name (self->buffer, "insert-text");
  if (sentence != NULL)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, sentence);
}

/* Every way in passes here: typing, pasting, dropping, input methods, assistive technologies. */
static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length,
                ArcTextArea *self)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  gsize in_line = (gsize) gtk_text_iter_get_bytes_in_line (at);
  gsize before = (gsize) gtk_text_iter_get_line_index (at);
  g_autofree char *joined = NULL;

  if (!self->quiet && self->bytes + bytes > ARC_LIMIT_SECTION_BYTES) {
    g_autofree char *limit = g_format_size_full (ARC_LIMIT_SECTION_BYTES, G_FORMAT_SIZE_IEC_UNITS);
    /* Translators: %s is a size, such as “10.0 MiB” */
    g_autofree char *sentence = g_strdup_printf (
        _ ("That was not put in: a section holds up to %s. The rest is as it was."), limit);

    stop_insertion (self, sentence);
    return;
  }
  if (self->quiet || longest_line (text, bytes, before, in_line - before) <= ARC_LONG_LINE_BYTES) {
    self->bytes += bytes;
    return;
  }
  if (bytes <= TYPED_BYTES) {
    stop_insertion (self, _ ("This line is as long as a line can be here. Begin a new one."));
    return;
  }
  joined = text_with (self, at, text, bytes);
  stop_insertion (self, NULL);
  g_signal_emit (self, signals[SIGNAL_OVERFLOWED], 0, joined);
}

static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, ArcTextArea *self)
{
  g_autofree char *deleted = gtk_text_buffer_get_text (buffer, start, end, TRUE);

  self->bytes -= MIN (self->bytes, strlen (deleted));
}

static void
update_placeholder (ArcTextArea *self, gboolean composing)
{
  gboolean empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder_label), empty && !composing);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, ArcTextArea *self)
{
  update_placeholder (self, FALSE);
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
preedit_changed_cb (GtkTextView *view, const char *preedit, ArcTextArea *self)
{
  update_placeholder (self, *preedit != '\0');
}

static gboolean
arc_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_TEXT_AREA (widget)->text_view));
}

static void
arc_text_area_dispose (GObject *object)
{
  ArcTextArea *self = ARC_TEXT_AREA (object);

  /* The buffer goes with the view; its last changes are nobody's. */
  self->quiet = TRUE;
  G_OBJECT_CLASS (arc_text_area_parent_class)->dispose (object);
}

static void
arc_text_area_class_init (ArcTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_text_area_dispose;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_text_area_grab_focus;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OVERFLOWED] = g_signal_new ("overflowed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-text-area.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTextArea, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArcTextArea, text_view);
  gtk_widget_class_bind_template_child (widget_class, ArcTextArea, placeholder_label);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
}

static void
arc_text_area_init (ArcTextArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->text_view);
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (self->buffer, "delete-range", G_CALLBACK (delete_range_cb), self);
  g_signal_connect (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
}

GtkWidget *
arc_text_area_new (void)
{
  return g_object_new (ARC_TYPE_TEXT_AREA, NULL);
}

void
arc_text_area_set_text (ArcTextArea *self, const char *text)
{
  GtkTextIter end;

  g_return_if_fail (ARC_IS_TEXT_AREA (self));
  g_return_if_fail (text != NULL);

  self->quiet = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  /* Who comes back to a text goes on writing it. */
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  self->bytes = strlen (text);
  self->quiet = FALSE;
}

char *
arc_text_area_dup_text (ArcTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (ARC_IS_TEXT_AREA (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

void
arc_text_area_set_placeholder (ArcTextArea *self, const char *text)
{
  g_return_if_fail (ARC_IS_TEXT_AREA (self));

  gtk_label_set_label (self->placeholder_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text, -1);
}

void
arc_text_area_set_grows (ArcTextArea *self, gboolean grows)
{
  g_return_if_fail (ARC_IS_TEXT_AREA (self));

  gtk_scrolled_window_set_propagate_natural_height (self->scroller, grows);
  gtk_scrolled_window_set_max_content_height (self->scroller, grows ? GROWS_TO_PX : -1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), !grows);
}

void
arc_text_area_place_cursor (ArcTextArea *self, int offset)
{
  GtkTextIter at;

  g_return_if_fail (ARC_IS_TEXT_AREA (self));

  gtk_text_buffer_get_iter_at_offset (self->buffer, &at, offset);
  gtk_text_buffer_place_cursor (self->buffer, &at);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
}

GtkTextView *
arc_text_area_get_view (ArcTextArea *self)
{
  g_return_val_if_fail (ARC_IS_TEXT_AREA (self), NULL);

  return self->text_view;
}
