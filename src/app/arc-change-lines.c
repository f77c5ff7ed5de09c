/* The Change as a list of lines, each ready to become a commitment.
 *
 * The rows are the text: one for each line, however empty. Undo is kept for the list as a whole,
 * since a step may touch several rows. */
#include "arc-change-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-change-line.h"
#include "arc-focus.h"
#include "arc-limits.h"
#include "arc-reveal.h"
#include "arc-text-history.h"

#define GROWS_TO_PX 360

struct _ArcChangeLines {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *rows_box;
  char *placeholder;

  ArcReveal *reveal;
  ArcTextHistory *history;
  ArcLoop *dropped; /* what hung on lines that undo took away */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_OVERFLOWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcChangeLines, arc_change_lines, ADW_TYPE_BIN)

static ArcChangeLine *
first_row (ArcChangeLines *self)
{
  return ARC_CHANGE_LINE (gtk_widget_get_first_child (self->rows_box));
}

static ArcChangeLine *
last_row (ArcChangeLines *self)
{
  return ARC_CHANGE_LINE (gtk_widget_get_last_child (self->rows_box));
}

static ArcChangeLine *
neighbour (ArcChangeLine *row, int by)
{
  GtkWidget *widget = GTK_WIDGET (row);

  widget = by < 0 ? gtk_widget_get_prev_sibling (widget) : gtk_widget_get_next_sibling (widget);
  return widget != NULL ? ARC_CHANGE_LINE (widget) : NULL;
}

static ArcChangeLine *
row_at (ArcChangeLines *self, guint number)
{
  ArcChangeLine *row = first_row (self);

  while (number-- > 0 && neighbour (row, 1) != NULL)
    row = neighbour (row, 1);
  return row;
}

static ArcChangeLine *
focused_row (ArcChangeLines *self)
{
  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1))
    if (gtk_widget_get_focus_child (self->rows_box) == GTK_WIDGET (row))
      return row;
  return NULL;
}

/* The text in @row replaced by @instead (unless NULL). @offset, characters in the row, becomes
 * characters in the whole. */
static char *
text_with (ArcChangeLines *self, ArcChangeLine *row, const char *instead, int *offset)
{
  GString *text = g_string_new (NULL);

  for (ArcChangeLine *at = first_row (self); at != NULL; at = neighbour (at, 1)) {
    g_autofree char *line = arc_change_line_dup_text (at);

    if (at != first_row (self))
      g_string_append_c (text, '\n');
    if (at == row && offset != NULL)
      *offset += (int) g_utf8_strlen (text->str, -1);
    if (at == row && instead != NULL) {
      g_string_append (text, instead);
      if (arc_change_line_get_has_return (at))
        g_string_append_c (text, '\r');
    } else {
      g_string_append (text, line);
    }
  }
  return g_string_free (text, FALSE);
}

static ArcTextState *
get_state (ArcChangeLines *self)
{
  ArcChangeLine *focused = focused_row (self);
  ArcChangeLine *row = first_row (self);
  guint line = 0;

  if (focused == NULL)
    return arc_text_state_new (arc_change_lines_dup_text (self), 0, 0);
  for (; row != focused; row = neighbour (row, 1))
    line++;
  return arc_text_state_new (arc_change_lines_dup_text (self), line,
                             arc_change_line_get_cursor (focused));
}

static void
renumber (ArcChangeLines *self)
{
  gboolean alone = first_row (self) == last_row (self);
  guint number = 1;

  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1)) {
    arc_change_line_set_number (row, number++);
    arc_change_line_set_placeholder (row, alone && self->placeholder ? self->placeholder : "");
  }
}

static void
finish_change (ArcChangeLines *self, ArcChangeLine *row, gboolean grew)
{
  arc_text_history_record (self->history, get_state (self), row, grew, g_get_monotonic_time ());
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
row_changed (ArcChangeLine *row, gboolean grew, ArcChangeLines *self)
{
  int offset = arc_change_line_get_cursor (row);
  g_autofree char *text = text_with (self, row, NULL, &offset);

  if (!arc_change_lines_fits (text)) {
    g_signal_emit (self, signals[SIGNAL_OVERFLOWED], 0, text, offset);
    return;
  }
  if (row == focused_row (self))
    arc_reveal_show (self->reveal, GTK_WIDGET (row));
  finish_change (self, row, grew);
}

/* Not a step of its own for undo, which concerns the text. */
static void
row_planned (ArcChangeLine *row, ArcChangeLines *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void row_broken (ArcChangeLine *row, const char *text, int offset, ArcChangeLines *self);
static void row_join (ArcChangeLine *row, int by, ArcChangeLines *self);
static void row_leave (ArcChangeLine *row, int by, int x_px, ArcChangeLines *self);

static ArcChangeLine *
add_row (ArcChangeLines *self, ArcChangeLine *after, const char *text)
{
  GtkWidget *row = arc_change_line_new ();

  arc_change_line_set_text (ARC_CHANGE_LINE (row), text);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed), self);
  g_signal_connect (row, "planned", G_CALLBACK (row_planned), self);
  g_signal_connect (row, "broken", G_CALLBACK (row_broken), self);
  g_signal_connect (row, "join", G_CALLBACK (row_join), self);
  g_signal_connect (row, "leave", G_CALLBACK (row_leave), self);
  gtk_box_insert_child_after (GTK_BOX (self->rows_box), row, GTK_WIDGET (after));
  return ARC_CHANGE_LINE (row);
}

static void
focus_row (ArcChangeLines *self, ArcChangeLine *row, int offset)
{
  arc_change_line_focus_at (row, offset);
  arc_reveal_show (self->reveal, GTK_WIDGET (row));
}

/* Whether the lines of this text end with carriage returns before the line feeds. */
static gboolean
uses_returns (ArcChangeLines *self, ArcChangeLine *row)
{
  ArcChangeLine *previous = neighbour (row, -1);

  if (arc_change_line_get_has_return (row))
    return TRUE;
  return neighbour (row, 1) == NULL && previous != NULL &&
         arc_change_line_get_has_return (previous);
}

/* Puts @text, which has line feeds in it, where @row is: its first line stays in @row. */
static void
row_broken (ArcChangeLine *row, const char *text, int offset, ArcChangeLines *self)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean had_return = arc_change_line_get_has_return (row);
  gboolean returns = uses_returns (self, row);
  gboolean one_break = g_strv_length (lines) == 2;
  int whole_offset = offset;
  g_autofree char *whole = text_with (self, row, text, &whole_offset);
  ArcChangeLine *at = row;
  ArcChangeLine *target = row;
  int rest = offset;

  if (!arc_change_lines_fits (whole)) {
    g_signal_emit (self, signals[SIGNAL_OVERFLOWED], 0, whole, whole_offset);
    return;
  }
  for (guint i = 0; lines[i] != NULL; i++) {
    if (i == 0)
      arc_change_line_set_text (row, lines[0]);
    else
      at = add_row (self, at, lines[i]);
    /* The cursor is in the line at which the characters before it run out. */
    if (rest >= 0) {
      target = at;
      offset = rest;
    }
    rest -= (int) g_utf8_strlen (lines[i], -1) + 1;
  }
  /* A new line made by Enter ends as the lines around it do. */
  if (one_break && returns)
    arc_change_line_set_has_return (row, TRUE);
  if (had_return)
    arc_change_line_set_has_return (at, TRUE);
  renumber (self);
  focus_row (self, target, offset);
  finish_change (self, NULL, TRUE);
}

/* A line that takes in a commitment becomes it, unless it is one already. */
static void
keep_plan (ArcChangeLine *row, ArcChangeLine *other)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autofree char *body = arc_change_line_dup_body (other);

  if (*arc_line_plan_get_kind (arc_change_line_get_plan (row)) != '\0')
    return;
  arc_line_plan_add_to_loop (arc_change_line_get_plan (other), body, loop);
  arc_line_plan_set (arc_change_line_get_plan (row),
                     loop->commitments->len > 0 ? loop->commitments->pdata[0] : NULL,
                     loop->barriers->len > 0 ? loop->barriers->pdata[0] : NULL);
  arc_change_line_refresh_kind (row);
}

/* The row with the cursor stays, its neighbour goes: a row must not vanish while it handles a key.
 */
static void
row_join (ArcChangeLine *row, int by, ArcChangeLines *self)
{
  ArcChangeLine *other = neighbour (row, by);
  g_autofree char *mine = arc_change_line_dup_body (row);
  g_autofree char *theirs = NULL;
  g_autofree char *joined = NULL;
  gboolean has_return;
  int offset;

  if (other == NULL)
    return;
  theirs = arc_change_line_dup_body (other);
  has_return = arc_change_line_get_has_return (by < 0 ? row : other);
  joined = by < 0 ? g_strconcat (theirs, mine, NULL) : g_strconcat (mine, theirs, NULL);
  offset = (int) g_utf8_strlen (by < 0 ? theirs : mine, -1);

  keep_plan (row, other);
  gtk_box_remove (GTK_BOX (self->rows_box), GTK_WIDGET (other));
  arc_change_line_set_text (row, joined);
  arc_change_line_set_has_return (row, has_return);
  renumber (self);
  focus_row (self, row, offset);
  finish_change (self, NULL, FALSE);
}

static void
row_leave (ArcChangeLine *row, int by, int x_px, ArcChangeLines *self)
{
  ArcChangeLine *target = neighbour (row, by);

  if (target == NULL)
    return;
  arc_change_line_focus_near (target, by, x_px);
  arc_reveal_show (self->reveal, GTK_WIDGET (target));
}

static gboolean
move_line_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ArcChangeLines *self = user_data;
  ArcChangeLine *row = focused_row (self);
  int by = g_variant_get_int32 (args);
  ArcChangeLine *other = row != NULL ? neighbour (row, by) : NULL;
  gboolean has_return;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  if (other == NULL)
    return GDK_EVENT_STOP;
  /* Line ends belong to the places, not to the lines. */
  has_return = arc_change_line_get_has_return (row);
  arc_change_line_set_has_return (row, arc_change_line_get_has_return (other));
  arc_change_line_set_has_return (other, has_return);
  /* The neighbour moves, so that the row keeps the focus. */
  gtk_box_reorder_child_after (GTK_BOX (self->rows_box), GTK_WIDGET (other),
                               by < 0 ? GTK_WIDGET (row)
                                      : gtk_widget_get_prev_sibling (GTK_WIDGET (row)));
  renumber (self);
  arc_reveal_show (self->reveal, GTK_WIDGET (row));
  finish_change (self, NULL, TRUE);
  return GDK_EVENT_STOP;
}

/* What hangs on the lines finds them again by their texts. */
static void
attach (ArcChangeLines *self, const ArcLoop *loop)
{
  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1)) {
    g_autofree char *body = arc_change_line_dup_body (row);
    gboolean is_empty = *g_strstrip (body) == '\0';

    arc_line_plan_set (arc_change_line_get_plan (row),
                       is_empty ? NULL : arc_loop_find_commitment (loop, body),
                       is_empty ? NULL : arc_loop_find_barrier (loop, body));
    arc_change_line_refresh_kind (row);
  }
}

static gboolean
has_line (ArcChangeLines *self, const char *line)
{
  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1)) {
    g_autofree char *body = arc_change_line_dup_body (row);

    if (g_str_equal (g_strstrip (body), line))
      return TRUE;
  }
  return FALSE;
}

/* A line that comes back by undo or redo is again what it was. */
static void
keep_dropped (ArcChangeLines *self, const ArcLoop *loop)
{
  ArcLoop *dropped = arc_loop_new ();

  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    if (!has_line (self, commitment->text) &&
        arc_loop_find_commitment (dropped, commitment->text) == NULL)
      g_ptr_array_add (dropped->commitments, arc_commitment_copy (commitment));
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];

    if (!has_line (self, barrier->text) && arc_loop_find_barrier (dropped, barrier->text) == NULL)
      g_ptr_array_add (dropped->barriers, arc_barrier_copy (barrier));
  }
  arc_loop_free (self->dropped);
  self->dropped = dropped;
}

static void
append_dropped (ArcChangeLines *self, ArcLoop *loop)
{
  for (guint i = 0; i < self->dropped->commitments->len; i++)
    g_ptr_array_add (loop->commitments, arc_commitment_copy (self->dropped->commitments->pdata[i]));
  for (guint i = 0; i < self->dropped->barriers->len; i++)
    g_ptr_array_add (loop->barriers, arc_barrier_copy (self->dropped->barriers->pdata[i]));
}

static void
rebuild (ArcChangeLines *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  ArcChangeLine *row = NULL;

  arc_change_lines_add_to_loop (self, loop);
  append_dropped (self, loop);
  arc_reveal_forget (self->reveal);
  /* g_strsplit() has no piece for an empty text, which is one empty line. */
  for (guint i = 0; i == 0 || lines[i] != NULL; i++) {
    const char *line = lines[i] != NULL ? lines[i] : "";
    ArcChangeLine *next = row == NULL ? first_row (self) : neighbour (row, 1);

    if (next != NULL)
      arc_change_line_set_text (next, line);
    row = next != NULL ? next : add_row (self, row, line);
    if (lines[i] == NULL)
      break;
  }
  while (neighbour (row, 1) != NULL)
    gtk_box_remove (GTK_BOX (self->rows_box), GTK_WIDGET (neighbour (row, 1)));
  renumber (self);
  attach (self, loop);
  keep_dropped (self, loop);
}

static void
show_state (ArcChangeLines *self, const ArcTextState *state)
{
  if (state == NULL)
    return;
  rebuild (self, state->text);
  focus_row (self, row_at (self, state->line), state->offset);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ArcChangeLines *self = user_data;

  show_state (self, arc_text_history_undo (self->history));
  return GDK_EVENT_STOP;
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ArcChangeLines *self = user_data;

  show_state (self, arc_text_history_redo (self->history));
  return GDK_EVENT_STOP;
}

static void
add_clicked_cb (GtkButton *button, ArcChangeLines *self)
{
  ArcChangeLine *row = last_row (self);
  g_autofree char *body = arc_change_line_dup_body (row);
  g_autofree char *broken = NULL;

  if (*body == '\0') {
    focus_row (self, row, 0);
    return;
  }
  broken = g_strconcat (body, "\n", NULL);
  row_broken (row, broken, (int) g_utf8_strlen (broken, -1), self);
}

/* A click below the rows means the last one. */
static void
background_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                       ArcChangeLines *self)
{
  focus_row (self, last_row (self), -1);
}

static void
add_shortcut (ArcChangeLines *self, GtkEventController *controller, const char *trigger,
              GtkShortcutFunc func, int argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (func, self, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (argument));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Before the text views see the keys: undo concerns the list, and Alt moves lines. */
static void
add_shortcuts (ArcChangeLines *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_shortcut (self, controller, "<Control>z", undo_cb, 0);
  add_shortcut (self, controller, "<Control><Shift>z", redo_cb, 0);
  add_shortcut (self, controller, "<Control>y", redo_cb, 0);
  add_shortcut (self, controller, "<Alt>Up|<Alt>KP_Up", move_line_cb, -1);
  add_shortcut (self, controller, "<Alt>Down|<Alt>KP_Down", move_line_cb, 1);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static gboolean
arc_change_lines_grab_focus (GtkWidget *widget)
{
  ArcChangeLines *self = ARC_CHANGE_LINES (widget);
  ArcChangeLine *row = focused_row (self);

  return gtk_widget_grab_focus (GTK_WIDGET (row != NULL ? row : last_row (self)));
}

static void
arc_change_lines_dispose (GObject *object)
{
  ArcChangeLines *self = ARC_CHANGE_LINES (object);

  g_clear_pointer (&self->reveal, arc_reveal_free);
  G_OBJECT_CLASS (arc_change_lines_parent_class)->dispose (object);
}

static void
arc_change_lines_finalize (GObject *object)
{
  ArcChangeLines *self = ARC_CHANGE_LINES (object);

  arc_text_history_free (self->history);
  arc_loop_free (self->dropped);
  g_free (self->placeholder);
  G_OBJECT_CLASS (arc_change_lines_parent_class)->finalize (object);
}

static void
arc_change_lines_class_init (ArcChangeLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_change_lines_dispose;
  object_class->finalize = arc_change_lines_finalize;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_change_lines_grab_focus;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OVERFLOWED] = g_signal_new ("overflowed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-change-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLines, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArcChangeLines, rows_box);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, background_pressed_cb);
}

static void
arc_change_lines_init (ArcChangeLines *self)
{
  self->history = arc_text_history_new ();
  self->dropped = arc_loop_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reveal = arc_reveal_new (self->scroller, self->rows_box);
  add_shortcuts (self);
  rebuild (self, "");
}

gboolean
arc_change_lines_fits (const char *text)
{
  gsize length;
  guint breaks = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strnlen (text, ARC_CHANGE_LINES_MAX_BYTES + 1);
  if (length > ARC_CHANGE_LINES_MAX_BYTES)
    return FALSE;
  for (const char *at = strchr (text, '\n'); at != NULL; at = strchr (at + 1, '\n'))
    breaks++;
  return breaks < ARC_CHANGE_LINES_MAX;
}

GtkWidget *
arc_change_lines_new (void)
{
  return g_object_new (ARC_TYPE_CHANGE_LINES, NULL);
}

void
arc_change_lines_set_text (ArcChangeLines *self, const char *text)
{
  g_return_if_fail (ARC_IS_CHANGE_LINES (self));
  g_return_if_fail (text != NULL);

  rebuild (self, text);
  g_ptr_array_set_size (self->dropped->commitments, 0);
  g_ptr_array_set_size (self->dropped->barriers, 0);
  arc_text_history_reset (self->history, get_state (self));
}

char *
arc_change_lines_dup_text (ArcChangeLines *self)
{
  g_return_val_if_fail (ARC_IS_CHANGE_LINES (self), NULL);

  return text_with (self, NULL, NULL, NULL);
}

void
arc_change_lines_set_loop (ArcChangeLines *self, const ArcLoop *loop)
{
  g_return_if_fail (ARC_IS_CHANGE_LINES (self));

  attach (self, loop);
}

void
arc_change_lines_add_to_loop (ArcChangeLines *self, ArcLoop *loop)
{
  g_return_if_fail (ARC_IS_CHANGE_LINES (self));

  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1)) {
    g_autofree char *body = arc_change_line_dup_body (row);

    arc_line_plan_add_to_loop (arc_change_line_get_plan (row), body, loop);
  }
}

gboolean
arc_change_lines_add_commitment (ArcChangeLines *self, const ArcCommitment *commitment)
{
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autofree char *body = NULL;
  g_autofree char *together = NULL;
  g_autofree char *whole = NULL;
  ArcChangeLine *row = NULL;
  gboolean is_free;

  g_return_val_if_fail (ARC_IS_CHANGE_LINES (self), FALSE);
  g_return_val_if_fail (commitment != NULL, FALSE);

  row = last_row (self);
  body = arc_change_line_dup_body (row);
  is_free = *body == '\0';
  together =
      is_free ? g_strdup (commitment->text) : g_strconcat (body, "\n", commitment->text, NULL);
  whole = text_with (self, row, together, NULL);
  arc_change_lines_add_to_loop (self, loop);
  if (!arc_change_lines_fits (whole) || loop->commitments->len >= ARC_LIMIT_LOOP_LINES)
    return FALSE;
  if (is_free) {
    arc_change_line_set_text (row, commitment->text);
  } else {
    /* The line before it ends as the others do. */
    arc_change_line_set_has_return (row, uses_returns (self, row));
    row = add_row (self, row, commitment->text);
  }
  arc_line_plan_set (arc_change_line_get_plan (row), commitment, NULL);
  arc_change_line_refresh_kind (row);
  renumber (self);
  arc_reveal_show (self->reveal, GTK_WIDGET (row));
  finish_change (self, NULL, TRUE);
  return TRUE;
}

guint
arc_change_lines_get_n_lines (ArcChangeLines *self)
{
  guint n = 0;

  g_return_val_if_fail (ARC_IS_CHANGE_LINES (self), 0);

  for (ArcChangeLine *row = first_row (self); row != NULL; row = neighbour (row, 1))
    n++;
  return n;
}

void
arc_change_lines_set_placeholder (ArcChangeLines *self, const char *text)
{
  g_return_if_fail (ARC_IS_CHANGE_LINES (self));

  g_free (self->placeholder);
  self->placeholder = g_strdup (text);
  renumber (self);
}

void
arc_change_lines_set_grows (ArcChangeLines *self, gboolean grows)
{
  g_return_if_fail (ARC_IS_CHANGE_LINES (self));

  gtk_scrolled_window_set_propagate_natural_height (self->scroller, grows);
  gtk_scrolled_window_set_max_content_height (self->scroller, grows ? GROWS_TO_PX : -1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), !grows);
}
