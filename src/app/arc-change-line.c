/* One line of the Change: a row that wraps, with room in front for what kind of change it is.
 *
 * Keys are not handled here by themselves: what they do to the text is, so that input methods, key
 * themes, pasting and assistive technologies all come the same way. */
#include "arc-change-line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-change-lines.h"
#include "arc-focus.h"
#include "arc-line-view.h"

/* In UTF-8. */
#define MAX_BYTES_A_CHARACTER 4

struct _ArcChangeLine {
  AdwBin parent_instance;

  GtkTextView *text_view;
  GtkLabel *placeholder_label;
  GtkMenuButton *kind_button;
  GtkLabel *kind_label;
  ArcLinePlan *plan;
  GtkTextBuffer *buffer;
  gboolean has_return; /* a carriage return before the line feed, not shown */
  gboolean grew;       /* what happened last */
  gboolean quiet;      /* while the program sets the text */
};

enum {
  PROP_0,
  PROP_KIND,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_PLANNED,
  SIGNAL_BROKEN,
  SIGNAL_JOIN,
  SIGNAL_LEAVE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcChangeLine, arc_change_line, ADW_TYPE_BIN)

static void
get_cursor_iter (ArcChangeLine *self, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, iter, gtk_text_buffer_get_insert (self->buffer));
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length,
                ArcChangeLine *self)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GString) joined = NULL;
  GtkTextIter start;
  GtkTextIter end;
  int offset;
  gboolean breaks = memchr (text, '\n', bytes) != NULL;
  gboolean fits = (gsize) gtk_text_buffer_get_char_count (buffer) * MAX_BYTES_A_CHARACTER + bytes <=
                  ARC_CHANGE_LINES_MAX_BYTES;

  self->grew = TRUE;
  if (self->quiet || (fits && !breaks))
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, at, TRUE);
  after = gtk_text_buffer_get_text (buffer, at, &end, TRUE);
  joined = g_string_new (before);
  g_string_append_len (joined, text, (gssize) bytes);
  offset = (int) g_utf8_strlen (joined->str, -1);
  g_string_append (joined, after);
  if (!breaks && joined->len <= ARC_CHANGE_LINES_MAX_BYTES)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_signal_emit (self, signals[SIGNAL_BROKEN], 0, joined->str, offset);
  /* Whoever inserted expects a valid place behind what it inserted. */
  get_cursor_iter (self, at);
}

static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, ArcChangeLine *self)
{
  self->grew = FALSE;
}

static void
update_placeholder (ArcChangeLine *self, gboolean composing)
{
  gboolean empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder_label), empty && !composing);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, ArcChangeLine *self)
{
  g_autofree char *body = arc_change_line_dup_body (self);

  update_placeholder (self, FALSE);
  arc_line_plan_set_line (self->plan, body);
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->grew);
}

static void
preedit_changed_cb (GtkTextView *view, const char *preedit, ArcChangeLine *self)
{
  update_placeholder (self, *preedit != '\0');
}

static void
backspace_cb (GtkTextView *view, ArcChangeLine *self)
{
  GtkTextIter at;

  get_cursor_iter (self, &at);
  if (!gtk_text_iter_is_start (&at) || gtk_text_buffer_get_has_selection (self->buffer))
    return;
  g_signal_stop_emission_by_name (view, "backspace");
  g_signal_emit (self, signals[SIGNAL_JOIN], 0, -1);
}

static void
delete_from_cursor_cb (GtkTextView *view, GtkDeleteType type, int count, ArcChangeLine *self)
{
  GtkTextIter at;

  get_cursor_iter (self, &at);
  if (type != GTK_DELETE_CHARS || count <= 0 || !gtk_text_iter_is_end (&at) ||
      gtk_text_buffer_get_has_selection (self->buffer))
    return;
  g_signal_stop_emission_by_name (view, "delete-from-cursor");
  g_signal_emit (self, signals[SIGNAL_JOIN], 0, 1);
}

/* Whether the cursor stands on the display line of @edge. */
static gboolean
is_beside (ArcChangeLine *self, const GtkTextIter *edge, GdkRectangle *cursor)
{
  GdkRectangle edge_area;
  GtkTextIter at;

  get_cursor_iter (self, &at);
  gtk_text_view_get_iter_location (self->text_view, &at, cursor);
  gtk_text_view_get_iter_location (self->text_view, edge, &edge_area);
  return cursor->y == edge_area.y;
}

/* Sideways at the very start or end of the line: whether the cursor leaves it. */
static int
leaves_sideways (ArcChangeLine *self, int count)
{
  gboolean mirrored;
  GtkTextIter at;

  get_cursor_iter (self, &at);
  if (gtk_text_iter_is_start (&at) && gtk_text_iter_is_end (&at)) {
    mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
    return mirrored ? -count : count;
  }
  if (!gtk_text_iter_is_start (&at) && !gtk_text_iter_is_end (&at))
    return 0;
  {
    GtkTextIter moved = at;

    gtk_text_view_move_visually (self->text_view, &moved, count);
    if (!gtk_text_iter_equal (&moved, &at))
      return 0;
  }
  return gtk_text_iter_is_start (&at) ? -1 : 1;
}

static void
move_cursor_cb (GtkTextView *view, GtkMovementStep step, int count, gboolean extend,
                ArcChangeLine *self)
{
  GdkRectangle cursor = {-1, 0, 0, 0};
  GtkTextIter edge;
  int by = 0;

  if (extend || ABS (count) != 1 || gtk_text_buffer_get_has_selection (self->buffer))
    return;
  if (step == GTK_MOVEMENT_DISPLAY_LINES) {
    if (count < 0)
      gtk_text_buffer_get_start_iter (self->buffer, &edge);
    else
      gtk_text_buffer_get_end_iter (self->buffer, &edge);
    by = is_beside (self, &edge, &cursor) ? count : 0;
  } else if (step == GTK_MOVEMENT_VISUAL_POSITIONS) {
    by = leaves_sideways (self, count);
  }
  if (by == 0)
    return;
  g_signal_stop_emission_by_name (view, "move-cursor");
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, by, cursor.x);
}

/* ---- the kind -------------------------------------------------------------------------- */

static void
show_kind (ArcChangeLine *self)
{
  const char *label = arc_line_plan_get_kind_label (self->plan);

  gtk_label_set_label (self->kind_label, *label != '\0' ? label : "•");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *label != '\0' ? label : _ ("A plain line"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
}

static void
plan_changed_cb (ArcChangeLine *self)
{
  show_kind (self);
  g_signal_emit (self, signals[SIGNAL_PLANNED], 0);
}

static void
arc_change_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcChangeLine *self = ARC_CHANGE_LINE (object);

  switch (id) {
  case PROP_KIND:
    g_value_set_string (value, arc_line_plan_get_kind (self->plan));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_change_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcChangeLine *self = ARC_CHANGE_LINE (object);

  switch (id) {
  case PROP_KIND:
    arc_line_plan_set_kind (self->plan, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static gboolean
arc_change_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_CHANGE_LINE (widget)->text_view));
}

static void
arc_change_line_dispose (GObject *object)
{
  ArcChangeLine *self = ARC_CHANGE_LINE (object);

  self->quiet = TRUE;
  G_OBJECT_CLASS (arc_change_line_parent_class)->dispose (object);
}

static void
arc_change_line_class_init (ArcChangeLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_change_line_dispose;
  object_class->get_property = arc_change_line_get_property;
  object_class->set_property = arc_change_line_set_property;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_change_line_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_BROKEN] = g_signal_new ("broken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_JOIN] = g_signal_new ("join", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  props[PROP_KIND] = g_param_spec_string (
      "kind", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_PLANNED] =
      g_signal_new ("planned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_property_action (widget_class, "line.kind", "kind");
  g_type_ensure (ARC_TYPE_LINE_PLAN);
  g_type_ensure (ARC_TYPE_LINE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-change-line.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLine, text_view);
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLine, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLine, kind_button);
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLine, kind_label);
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLine, plan);
  gtk_widget_class_bind_template_callback (widget_class, plan_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, backspace_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_from_cursor_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cursor_cb);
}

static void
arc_change_line_init (ArcChangeLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->text_view);
  /* The list undoes: what a line remembers is not the whole of a step. */
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (self->buffer, "delete-range", G_CALLBACK (delete_range_cb), self);
  g_signal_connect (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
}

GtkWidget *
arc_change_line_new (void)
{
  return g_object_new (ARC_TYPE_CHANGE_LINE, NULL);
}

void
arc_change_line_set_text (ArcChangeLine *self, const char *text)
{
  gsize length;

  g_return_if_fail (ARC_IS_CHANGE_LINE (self));
  g_return_if_fail (text != NULL);

  length = strlen (text);
  self->has_return = length > 0 && text[length - 1] == '\r';
  self->quiet = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, (int) (self->has_return ? length - 1 : length));
  self->quiet = FALSE;
}

char *
arc_change_line_dup_text (ArcChangeLine *self)
{
  g_autofree char *body = arc_change_line_dup_body (self);

  return self->has_return ? g_strconcat (body, "\r", NULL) : g_steal_pointer (&body);
}

char *
arc_change_line_dup_body (ArcChangeLine *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (ARC_IS_CHANGE_LINE (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

gboolean
arc_change_line_get_has_return (ArcChangeLine *self)
{
  g_return_val_if_fail (ARC_IS_CHANGE_LINE (self), FALSE);

  return self->has_return;
}

void
arc_change_line_set_has_return (ArcChangeLine *self, gboolean has_return)
{
  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  self->has_return = has_return;
}

ArcLinePlan *
arc_change_line_get_plan (ArcChangeLine *self)
{
  g_return_val_if_fail (ARC_IS_CHANGE_LINE (self), NULL);

  return self->plan;
}

void
arc_change_line_refresh_kind (ArcChangeLine *self)
{
  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  show_kind (self);
}

void
arc_change_line_set_number (ArcChangeLine *self, guint number)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  /* Translators: the name of a line of the Change, for screen readers */
  name = g_strdup_printf (_ ("Change, line %u"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
arc_change_line_set_placeholder (ArcChangeLine *self, const char *text)
{
  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  gtk_label_set_label (self->placeholder_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text, -1);
}

int
arc_change_line_get_cursor (ArcChangeLine *self)
{
  GtkTextIter at;

  g_return_val_if_fail (ARC_IS_CHANGE_LINE (self), 0);

  get_cursor_iter (self, &at);
  return gtk_text_iter_get_offset (&at);
}

void
arc_change_line_focus_at (ArcChangeLine *self, int offset)
{
  GtkTextIter at;

  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &at, offset);
  gtk_text_buffer_place_cursor (self->buffer, &at);
}

void
arc_change_line_focus_near (ArcChangeLine *self, int by, int x_px)
{
  GdkRectangle area;
  GtkTextIter edge;
  GtkTextIter at;

  g_return_if_fail (ARC_IS_CHANGE_LINE (self));

  if (by > 0)
    gtk_text_buffer_get_start_iter (self->buffer, &edge);
  else
    gtk_text_buffer_get_end_iter (self->buffer, &edge);
  at = edge;
  if (x_px >= 0) {
    gtk_text_view_get_iter_location (self->text_view, &edge, &area);
    gtk_text_view_get_iter_at_location (self->text_view, &at, x_px, area.y);
  }
  arc_change_line_focus_at (self, gtk_text_iter_get_offset (&at));
}
