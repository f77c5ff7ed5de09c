/* The widgets that the composer is made of, each by itself: texts come out as they went in,
 * whatever is done to them. What is put in passes through the buffers, as typing, pasting and input
 * methods do; keys act through the action signals that they are bound to. */
#include <adwaita.h>
#include <string.h>

#include "arc-change-line.h"
#include "arc-change-lines.h"
#include "arc-limits.h"
#include "arc-long-text.h"
#include "arc-number.h"
#include "arc-outcome-bar.h"
#include "arc-quiet-timer.h"
#include "arc-section-editor.h"
#include "arc-step-bar.h"
#include "arc-tag-field.h"
#include "arc-text-area.h"
#include "arc-text-history.h"
#include "arc-when-row.h"
#include "window-helpers.h"

/* ---- finding ------------------------------------------------------------------------------ */

/* The @number-th widget of this type that is shown, in the order of the tree. */
static GtkWidget *
find (GtkWidget *widget, const char *type, guint number)
{
  GtkWidget *found = arc_test_find_nth (widget, arc_test_is_type, type, number);

  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 600, 500);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_mapped (widget));
  return window;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static GtkTextView *
view_of (GtkWidget *widget, guint number)
{
  return GTK_TEXT_VIEW (find (widget, "ArcLineView", number));
}

static void
put (GtkTextView *view, int offset, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (buffer, &at, offset);
  gtk_text_buffer_place_cursor (buffer, &at);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
}

static void
place (GtkTextView *view, int offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (buffer, &at, offset);
  gtk_text_buffer_place_cursor (buffer, &at);
}

static void
press_shortcut (GtkWidget *widget, const char *trigger)
{
  g_assert_true (arc_test_press (widget, trigger));
}

/* ---- numbers ------------------------------------------------------------------------------ */

static void
test_number (void)
{
  static const struct {
    const char *text;
    double value;
  } good[] = {
      {"25", 25},
      {"2.5", 2.5},
      {"2,5", 2.5},
      {"1 250", 1250},
      {"1,250", 1250},
      {"1.250,5", 1250.5},
      {"1,250.5", 1250.5},
      {"1.250.000", 1250000},
      {"1'250", 1250},
      {" -3 ", -3},
      {"\xe2\x88\x92"
       "3",
       -3},
      {"+4", 4},
      {"1e3", 1000},
      {"0.001", 0.001},
      {"12,25", 12.25},
      {"\xd9\xa2\xd9\xa5", 25}, /* Arabic-Indic digits */
      {"1\xe2\x80\xaf"
       "250",
       1250},
  };
  static const char *bad[] = {"", " ", "a", "1a", "--1", "1-2", ".", "1 + 1", "12 %", "1e999"};
  static const double values[] = {0, 1, -1, 25, 25.5, 0.1, 1.0 / 3, 1e21, 123456789.25, 1e-7};
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (arc_number_parse (good[i].text, &value));
    g_assert_cmpfloat (value, ==, good[i].value);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (arc_number_parse (bad[i], &value));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = arc_number_format (values[i]);

    g_assert_true (arc_number_parse (text, &value));
    g_assert_cmpfloat (value, ==, values[i]);
  }
}

/* ---- undo --------------------------------------------------------------------------------- */

static void
record (ArcTextHistory *history, const char *text, gconstpointer where, gint64 now_us)
{
  arc_text_history_record (history, arc_text_state_new (g_strdup (text), 0, 0), where, TRUE,
                           now_us);
}

static void
test_history (void)
{
  g_autoptr (ArcTextHistory) history = arc_text_history_new ();
  int line = 0;

  g_assert_null (arc_text_history_undo (history));
  record (history, "a", &line, 1000);
  record (history, "ab", &line, 2000);
  record (history, "ab\n", NULL, 3000);
  record (history, "ab\nc", &line, 4000);
  record (history, "ab\ncd", &line, 9000000); /* after a pause */
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "ab\nc");
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "ab\n");
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "ab");
  g_assert_cmpstr (arc_text_history_redo (history)->text, ==, "ab\n");
  record (history, "ab!", NULL, 9000001);
  g_assert_null (arc_text_history_redo (history));
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "ab\n");
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "ab");
  g_assert_cmpstr (arc_text_history_undo (history)->text, ==, "");
  g_assert_null (arc_text_history_undo (history));
}

/* ---- lines of the change ------------------------------------------------------------------ */

static const char *nasty_texts[] = {
    "",
    "\n",
    "\n\n\n",
    "one",
    "one\n",
    "one\ntwo",
    "one\r\ntwo\r\n",
    "one\r\ntwo",
    "\r\n",
    "\r",
    "one\rtwo",
    "one\r\r\ntwo\r",
    "  indented\n\ttab\n",
    "\n\nleading and trailing blank lines\n\n",
    "\xe2\x80\xa9 paragraph \xe2\x80\xa8 separators",
    "\xef\xbf\xbc the object character, and \xef\xbb\xbf the byte order mark",
    "\x01\x02\x1f control \x7f characters\v\f",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 e\xcc\x81",
    "\xd8\xb5\xd8\xaf\xd9\x91\xd8\xb1\xd8\xaa \xe2\x80\xae rtl\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "- bullet\n* bullet\n1. number",
};

static void
test_lines_round_trip (void)
{
  g_autoptr (ArcChangeLines) lines = ARC_CHANGE_LINES (g_object_ref_sink (arc_change_lines_new ()));
  guint changes = 0;

  g_signal_connect_swapped (lines, "changed", G_CALLBACK (count_cb), &changes);
  for (gsize i = 0; i < G_N_ELEMENTS (nasty_texts); i++) {
    g_autofree char *text = NULL;

    arc_change_lines_set_text (lines, nasty_texts[i]);
    text = arc_change_lines_dup_text (lines);
    g_assert_cmpstr (text, ==, nasty_texts[i]);
  }
  g_assert_cmpuint (changes, ==, 0);
}

static void
assert_lines (ArcChangeLines *lines, const char *expected)
{
  g_autofree char *text = arc_change_lines_dup_text (lines);

  g_assert_cmpstr (text, ==, expected);
}

typedef struct {
  GtkWidget *window;
  GtkWidget *widget;
  ArcChangeLines *lines;
  guint changes;
} Lines;

static void
lines_set_up (Lines *fixture, gconstpointer data)
{
  fixture->widget = arc_change_lines_new ();
  fixture->lines = ARC_CHANGE_LINES (fixture->widget);
  fixture->window = show (fixture->widget);
  g_signal_connect_swapped (fixture->lines, "changed", G_CALLBACK (count_cb), &fixture->changes);
}

static void
lines_tear_down (Lines *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->widget);
}

static void
assert_focus (Lines *fixture, guint line, int offset)
{
  GtkWidget *row = find (fixture->widget, "ArcChangeLine", line);

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (view_of (row, 0)));
  g_assert_cmpint (arc_change_line_get_cursor (ARC_CHANGE_LINE (row)), ==, offset);
}

static void
test_lines_split (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one two");
  put (view_of (fixture->widget, 0), 3, "\n");
  assert_lines (fixture->lines, "one\n two");
  g_assert_cmpuint (arc_change_lines_get_n_lines (fixture->lines), ==, 2);
  g_assert_cmpuint (fixture->changes, ==, 1);
  assert_focus (fixture, 1, 0);

  /* Enter at the end and at the start of a line. */
  put (view_of (fixture->widget, 1), 4, "\n");
  put (view_of (fixture->widget, 0), 0, "\n");
  assert_lines (fixture->lines, "\none\n two\n");
  assert_focus (fixture, 1, 0);
}

static void
test_lines_split_keeps_returns (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one two\r\nthree");
  put (view_of (fixture->widget, 0), 3, "\n");
  assert_lines (fixture->lines, "one\r\n two\r\nthree");
  put (view_of (fixture->widget, 2), 5, "\n");
  assert_lines (fixture->lines, "one\r\n two\r\nthree\r\n");
}

static void
test_lines_paste (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "start end\nlast");
  put (view_of (fixture->widget, 0), 6, "a\nb\r\n\nc ");
  assert_lines (fixture->lines, "start a\nb\r\n\nc end\nlast");
  g_assert_cmpuint (arc_change_lines_get_n_lines (fixture->lines), ==, 5);
  assert_focus (fixture, 3, 2);
}

static void
test_lines_join (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one\r\ntwo\nthree");
  gtk_widget_grab_focus (GTK_WIDGET (view_of (fixture->widget, 1)));
  place (view_of (fixture->widget, 1), 0);
  g_signal_emit_by_name (view_of (fixture->widget, 1), "backspace");
  assert_lines (fixture->lines, "onetwo\nthree");
  assert_focus (fixture, 0, 3);

  place (view_of (fixture->widget, 0), 6);
  g_signal_emit_by_name (view_of (fixture->widget, 0), "delete-from-cursor", GTK_DELETE_CHARS, 1);
  assert_lines (fixture->lines, "onetwothree");
  assert_focus (fixture, 0, 6);

  /* Nothing before, nothing behind, and within the text nothing is joined. */
  place (view_of (fixture->widget, 0), 0);
  g_signal_emit_by_name (view_of (fixture->widget, 0), "backspace");
  place (view_of (fixture->widget, 0), 11);
  g_signal_emit_by_name (view_of (fixture->widget, 0), "delete-from-cursor", GTK_DELETE_CHARS, 1);
  g_signal_emit_by_name (view_of (fixture->widget, 0), "backspace");
  assert_lines (fixture->lines, "onetwothre");
}

static void
move (GtkTextView *view, GtkMovementStep step, int count)
{
  g_signal_emit_by_name (view, "move-cursor", step, count, FALSE);
}

static void
test_lines_walk (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one\n\nthree");
  gtk_widget_grab_focus (GTK_WIDGET (view_of (fixture->widget, 0)));
  place (view_of (fixture->widget, 0), 1);
  move (view_of (fixture->widget, 0), GTK_MOVEMENT_DISPLAY_LINES, 1);
  assert_focus (fixture, 1, 0);
  move (view_of (fixture->widget, 1), GTK_MOVEMENT_DISPLAY_LINES, 1);
  assert_focus (fixture, 2, 0);
  move (view_of (fixture->widget, 2), GTK_MOVEMENT_VISUAL_POSITIONS, -1);
  assert_focus (fixture, 1, 0);
  move (view_of (fixture->widget, 1), GTK_MOVEMENT_VISUAL_POSITIONS, -1);
  assert_focus (fixture, 0, 3);
  move (view_of (fixture->widget, 0), GTK_MOVEMENT_VISUAL_POSITIONS, 1);
  assert_focus (fixture, 1, 0);
  move (view_of (fixture->widget, 1), GTK_MOVEMENT_DISPLAY_LINES, -1);
  /* At the edge the cursor stays. */
  move (view_of (fixture->widget, 0), GTK_MOVEMENT_DISPLAY_LINES, -1);
  assert_focus (fixture, 0, 0);
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
test_lines_move (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one\r\ntwo\r\nthree");
  gtk_widget_grab_focus (GTK_WIDGET (view_of (fixture->widget, 2)));
  press_shortcut (fixture->widget, "<Alt>Up");
  assert_lines (fixture->lines, "one\r\nthree\r\ntwo");
  press_shortcut (fixture->widget, "<Alt>Up");
  press_shortcut (fixture->widget, "<Alt>Up");
  assert_lines (fixture->lines, "three\r\none\r\ntwo");
  press_shortcut (fixture->widget, "<Alt>Down");
  assert_lines (fixture->lines, "one\r\nthree\r\ntwo");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (view_of (fixture->widget, 1)));
}

static void
test_lines_undo (Lines *fixture, gconstpointer data)
{
  arc_change_lines_set_text (fixture->lines, "one");
  gtk_widget_grab_focus (fixture->widget);
  press_shortcut (fixture->widget, "<Control>z");
  assert_lines (fixture->lines, "one");
  put (view_of (fixture->widget, 0), 3, "!");
  put (view_of (fixture->widget, 0), 4, "\n");
  put (view_of (fixture->widget, 1), 0, "t");
  put (view_of (fixture->widget, 1), 1, "w");
  assert_lines (fixture->lines, "one!\ntw");
  press_shortcut (fixture->widget, "<Control>z");
  assert_lines (fixture->lines, "one!\n");
  assert_focus (fixture, 1, 0);
  press_shortcut (fixture->widget, "<Control>z");
  press_shortcut (fixture->widget, "<Control>z");
  assert_lines (fixture->lines, "one");
  press_shortcut (fixture->widget, "<Control>z");
  assert_lines (fixture->lines, "one");
  press_shortcut (fixture->widget, "<Shift><Control>z");
  press_shortcut (fixture->widget, "<Shift><Control>z");
  press_shortcut (fixture->widget, "<Shift><Control>z");
  assert_lines (fixture->lines, "one!\ntw");
}

typedef struct {
  char *text;
  int offset;
} Overflow;

static void
overflowed_cb (ArcChangeLines *lines, const char *text, int offset, Overflow *overflow)
{
  g_free (overflow->text);
  overflow->text = g_strdup (text);
  overflow->offset = offset;
}

static void
test_lines_overflow (Lines *fixture, gconstpointer data)
{
  Overflow overflow = {NULL, 0};
  g_autofree char *many = g_strnfill (ARC_CHANGE_LINES_MAX, '\n');
  g_autofree char *wide = g_strnfill (ARC_CHANGE_LINES_MAX_BYTES + 1, 'x');

  g_signal_connect (fixture->lines, "overflowed", G_CALLBACK (overflowed_cb), &overflow);
  g_assert_false (arc_change_lines_fits (many));
  g_assert_false (arc_change_lines_fits (wide));
  g_assert_true (arc_change_lines_fits (many + 1));
  g_assert_true (arc_change_lines_fits (wide + 1));

  arc_change_lines_set_text (fixture->lines, "first\nsecond");
  put (view_of (fixture->widget, 1), 2, many);
  assert_lines (fixture->lines, "first\nsecond");
  g_assert_true (g_str_has_prefix (overflow.text, "first\nse\n\n"));
  g_assert_true (g_str_has_suffix (overflow.text, "\n\ncond"));
  g_assert_cmpint (overflow.offset, ==, 8 + ARC_CHANGE_LINES_MAX);

  /* A text view never gets to see a line that it would stall on. */
  put (view_of (fixture->widget, 0), 5, wide);
  assert_lines (fixture->lines, "first\nsecond");
  g_assert_cmpuint (strlen (overflow.text), ==, strlen (wide) + 12);
  g_free (overflow.text);
}

static void
test_lines_add (Lines *fixture, gconstpointer data)
{
  GtkWidget *button = find (fixture->widget, "GtkButton", 0);

  arc_change_lines_set_text (fixture->lines, "one");
  g_signal_emit_by_name (button, "clicked");
  assert_lines (fixture->lines, "one\n");
  assert_focus (fixture, 1, 0);
  g_signal_emit_by_name (button, "clicked");
  assert_lines (fixture->lines, "one\n");
}

/* Whether the whole row stands in what is shown of the list. */
static gboolean
is_in_sight (Lines *fixture, guint number)
{
  GtkWidget *scroller = find (fixture->widget, "GtkScrolledWindow", 0);
  GtkWidget *row = arc_test_find_nth (fixture->widget, arc_test_is_type, "ArcChangeLine", number);
  graphene_rect_t area;

  return row != NULL && gtk_widget_compute_bounds (row, scroller, &area) && area.size.height > 0 &&
         area.origin.y >= 0 &&
         area.origin.y + area.size.height <= (float) gtk_widget_get_height (scroller);
}

/* The line that is written in is in sight, also where it was made just now and where something
 * below the list takes room away. */
static void
test_lines_in_sight (Lines *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *below = gtk_label_new ("below");
  int height_px;

  /* As people have it: what moves step by step can be stopped on the way. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_object_ref (fixture->widget);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  gtk_widget_set_size_request (below, -1, 250);
  gtk_widget_set_visible (below, FALSE);
  gtk_box_append (GTK_BOX (box), fixture->widget);
  gtk_box_append (GTK_BOX (box), below);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  g_object_unref (fixture->widget);
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_mapped (fixture->widget));
  gtk_widget_grab_focus (fixture->widget);
  for (guint i = 0; i < 40; i++)
    put (view_of (fixture->widget, i), 0, "line\n");
  ARC_TEST_WAIT_UNTIL (is_in_sight (fixture, 40));
  /* From a place that the smaller list has not. */
  g_assert_false (is_in_sight (fixture, 0));
  gtk_widget_set_visible (below, TRUE);
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_height (below) > 0);
  ARC_TEST_WAIT_UNTIL (is_in_sight (fixture, 40));
  height_px = gtk_widget_get_height (find (fixture->widget, "ArcChangeLine", 40));
  for (guint i = 0; i < 30; i++)
    put (view_of (fixture->widget, 40), 0, "a line that wraps ");
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_height (find (fixture->widget, "ArcChangeLine", 40)) >
                           2 * height_px &&
                       is_in_sight (fixture, 40));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* What the program puts in goes where a person would have put it, and undo knows it. */
static void
test_lines_add_commitment (Lines *fixture, gconstpointer data)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_new (ARC_KIND_START, "log the call");
  g_autoptr (ArcLoop) none = arc_loop_new ();
  g_autoptr (ArcLoop) once = arc_loop_new ();
  g_autoptr (ArcLoop) again = arc_loop_new ();
  GString *many = g_string_new (NULL);

  g_assert_true (arc_change_lines_add_commitment (fixture->lines, commitment));
  assert_lines (fixture->lines, "log the call");
  g_assert_cmpuint (fixture->changes, ==, 1);

  arc_change_lines_set_text (fixture->lines, "one\r\ntwo\r\n");
  g_assert_true (arc_change_lines_add_commitment (fixture->lines, commitment));
  assert_lines (fixture->lines, "one\r\ntwo\r\nlog the call");

  arc_change_lines_set_text (fixture->lines, "one\r\ntwo");
  g_assert_true (arc_change_lines_add_commitment (fixture->lines, commitment));
  assert_lines (fixture->lines, "one\r\ntwo\r\nlog the call");
  arc_change_lines_add_to_loop (fixture->lines, once);
  g_assert_cmpuint (once->commitments->len, ==, 1);

  press_shortcut (fixture->widget, "<Control>z");
  assert_lines (fixture->lines, "one\r\ntwo");
  arc_change_lines_add_to_loop (fixture->lines, none);
  g_assert_cmpuint (none->commitments->len, ==, 0);
  press_shortcut (fixture->widget, "<Control>y");
  assert_lines (fixture->lines, "one\r\ntwo\r\nlog the call");
  arc_change_lines_add_to_loop (fixture->lines, again);
  g_assert_true (arc_loop_equal (again, once));

  /* Where there is no room for it nothing happens. */
  for (guint i = 0; i < ARC_CHANGE_LINES_MAX; i++)
    g_string_append_printf (many, "%s%u", i > 0 ? "\n" : "", i);
  arc_change_lines_set_text (fixture->lines, many->str);
  fixture->changes = 0;
  g_assert_false (arc_change_lines_add_commitment (fixture->lines, commitment));
  assert_lines (fixture->lines, many->str);
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_string_free (many, TRUE);
}

/* ---- tags --------------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *window;
  GtkWidget *widget;
  ArcTagField *field;
  GtkEditable *entry;
  guint changes;
} Tags;

static void
tags_set_up (Tags *fixture, gconstpointer data)
{
  fixture->widget = arc_tag_field_new ();
  fixture->field = ARC_TAG_FIELD (fixture->widget);
  fixture->window = show (fixture->widget);
  fixture->entry = GTK_EDITABLE (find (fixture->widget, "GtkEntry", 0));
  g_signal_connect_swapped (fixture->field, "changed", G_CALLBACK (count_cb), &fixture->changes);
}

static void
tags_tear_down (Tags *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->widget);
}

static void
assert_tags (Tags *fixture, const char *expected)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autofree char *text = NULL;

  arc_tag_field_apply (fixture->field, entry);
  text = arc_entry_dup_tags_text (entry);
  g_strdelimit (text, "\n", '|');
  g_assert_cmpstr (text, ==, expected);
}

static void
type_tag (Tags *fixture, const char *text)
{
  int position = -1;

  gtk_editable_insert_text (fixture->entry, text, -1, &position);
  gtk_editable_set_position (fixture->entry, -1);
}

static void
test_tags_add (Tags *fixture, gconstpointer data)
{
  type_tag (fixture, "reports");
  /* Not added yet, and still not lost. */
  assert_tags (fixture, "reports");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "");
  type_tag (fixture, "CRM, client  meeting,REPORTS,,ex");
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "ex");
  type_tag (fixture, "port\xef\xbc\x8c");
  assert_tags (fixture, "reports|CRM|client meeting|export");
  g_assert_cmpuint (fixture->changes, >, 0);
  gtk_test_accessible_assert_property (find (fixture->widget, "GtkButton", 1),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove tag “CRM”");
}

static void
test_tags_remove (Tags *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  arc_entry_add_tag (entry, "one");
  arc_entry_add_tag (entry, "two");
  arc_entry_add_tag (entry, "three");
  arc_tag_field_set_tags (fixture->field, entry);
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_signal_emit_by_name (find (fixture->widget, "GtkButton", 1), "clicked");
  assert_tags (fixture, "one|three");
  /* The focus must not fall into the void that the chip leaves. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (gtk_editable_get_delegate (fixture->entry)));
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->entry), "backspace");
  assert_tags (fixture, "one");
  type_tag (fixture, "x");
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->entry), "backspace");
  assert_tags (fixture, "one");
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->entry), "backspace");
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->entry), "backspace");
  assert_tags (fixture, "");
}

static void
test_tags_too_long (Tags *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (ARC_LIMIT_TAG_CHARS, 'x');
  g_autofree char *longer = g_strconcat (longest, "y", NULL);

  type_tag (fixture, longer);
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, longer);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->entry), "error"));
  gtk_editable_set_text (fixture->entry, longest);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->entry), "error"));
  g_signal_emit_by_name (fixture->entry, "activate");
  assert_tags (fixture, longest);
}

/* ---- outcome ------------------------------------------------------------------------------ */

static void
test_outcome (void)
{
  GtkWidget *bar = arc_outcome_bar_new ();
  GtkWidget *window = show (bar);
  GtkWidget *worked = find (bar, "GtkToggleButton", 0);
  GtkWidget *partly = find (bar, "GtkToggleButton", 1);
  GtkWidget *missed = find (bar, "GtkToggleButton", 2);
  guint changes = 0;

  g_signal_connect_swapped (bar, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_cmpint (arc_outcome_bar_get_outcome (ARC_OUTCOME_BAR (bar)), ==, ARC_OUTCOME_NOT_SAID);
  g_signal_emit_by_name (worked, "clicked");
  g_assert_cmpint (arc_outcome_bar_get_outcome (ARC_OUTCOME_BAR (bar)), ==, ARC_OUTCOME_ACHIEVED);
  g_signal_emit_by_name (missed, "clicked");
  g_assert_cmpint (arc_outcome_bar_get_outcome (ARC_OUTCOME_BAR (bar)), ==, ARC_OUTCOME_MISSED);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (worked)));
  g_signal_emit_by_name (missed, "clicked");
  g_assert_cmpint (arc_outcome_bar_get_outcome (ARC_OUTCOME_BAR (bar)), ==, ARC_OUTCOME_NOT_SAID);
  g_assert_cmpuint (changes, ==, 3);
  arc_outcome_bar_set_outcome (ARC_OUTCOME_BAR (bar), ARC_OUTCOME_PARTLY);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (partly)));
  g_assert_cmpuint (changes, ==, 3);

  gtk_test_accessible_assert_role (partly, GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_state (partly, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (worked, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  /* Tab enters at what is chosen. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (partly));
  g_assert_false (gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
chosen_cb (ArcStepBar *bar, guint step, guint *chosen)
{
  *chosen = step;
}

static void
test_steps (void)
{
  GtkWidget *bar = arc_step_bar_new ();
  GtkWidget *window = show (bar);
  guint chosen = 99;

  g_signal_connect (bar, "step-chosen", G_CALLBACK (chosen_cb), &chosen);
  arc_step_bar_set_step (ARC_STEP_BAR (bar), ARC_SECTION_REFLECTION);
  g_assert_cmpuint (chosen, ==, 99);
  gtk_test_accessible_assert_role (find (bar, "GtkToggleButton", 1), GTK_ACCESSIBLE_ROLE_TAB);
  gtk_test_accessible_assert_state (find (bar, "GtkToggleButton", 1), GTK_ACCESSIBLE_STATE_SELECTED,
                                    TRUE);
  g_signal_emit_by_name (find (bar, "GtkToggleButton", 2), "clicked");
  g_assert_cmpuint (chosen, ==, ARC_SECTION_CHANGE);
  /* The current one stays chosen when it is clicked again. */
  g_signal_emit_by_name (find (bar, "GtkToggleButton", 2), "clicked");
  g_assert_true (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find (bar, "GtkToggleButton", 2))));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- timer -------------------------------------------------------------------------------- */

static void
test_timer (void)
{
  GtkWidget *widget = arc_quiet_timer_new ();
  ArcQuietTimer *timer = ARC_QUIET_TIMER (widget);
  GtkWidget *window;

  arc_quiet_timer_set_minutes (timer, 15);
  arc_quiet_timer_restart (timer, 250);
  g_assert_cmpstr (arc_quiet_timer_get_text (timer), ==, "04:10");
  g_assert_false (arc_quiet_timer_is_ticking (timer));

  g_object_ref_sink (widget);
  window = show (widget);
  g_assert_true (arc_quiet_timer_is_ticking (timer));
  arc_quiet_timer_restart (timer, 15 * 60);
  g_assert_cmpstr (arc_quiet_timer_get_text (timer), ==, "15 minutes. A good moment to close.");
  g_assert_false (arc_quiet_timer_is_ticking (timer));
  arc_quiet_timer_restart (timer, 0);
  g_assert_true (arc_quiet_timer_is_ticking (timer));
  gtk_widget_set_visible (widget, FALSE);
  g_assert_false (arc_quiet_timer_is_ticking (timer));
  gtk_widget_set_visible (widget, TRUE);
  arc_quiet_timer_set_minutes (timer, 0);
  g_assert_false (gtk_widget_get_visible (widget));
  g_assert_false (arc_quiet_timer_is_ticking (timer));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (widget);
}

/* ---- when --------------------------------------------------------------------------------- */

static void
test_when (void)
{
  GtkWidget *row = g_object_ref_sink (arc_when_row_new ());
  guint changes = 0;

  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &changes);
  /* 2027-03-28T00:30:00.123456Z, an hour before the clocks change in Berlin. */
  arc_when_row_set_instant (ARC_WHEN_ROW (row), G_GINT64_CONSTANT (1806193800123456),
                            "Europe/Berlin");
  g_assert_cmpint (arc_when_row_get_instant (ARC_WHEN_ROW (row)), ==,
                   G_GINT64_CONSTANT (1806193800123456));
  g_assert_cmpuint (changes, ==, 0);
  g_object_unref (row);
}

/* ---- long texts --------------------------------------------------------------------------- */

static void
test_long_needed (void)
{
  g_autofree char *line = g_strnfill (ARC_LONG_LINE_BYTES, 'x');
  g_autofree char *longer = g_strconcat ("a\n", line, "y\r\nb", NULL);
  g_autofree char *broken = g_strconcat (line, "\n", line, "\r", line, NULL);

  g_assert_false (arc_long_text_needed (""));
  g_assert_false (arc_long_text_needed (line));
  g_assert_true (arc_long_text_needed (longer));
  g_assert_false (arc_long_text_needed (broken));
}

/* The text that is shown ends as the whole does. */
static gboolean
is_whole (gpointer widget)
{
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (widget, "GtkTextView", 0)));
  g_autofree char *tail = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_backward_chars (&start, 5);
  tail = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return g_str_has_suffix (arc_long_text_get_text (widget), tail);
}

/* What is shown is the text with line feeds between its pieces, none of them long. */
static void
assert_pieces (GtkWidget *widget)
{
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (widget, "GtkTextView", 0)));
  const char *text = arc_long_text_get_text (ARC_LONG_TEXT (widget));
  g_autofree char *shown = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_false (arc_long_text_needed (shown));
  for (const char *at = shown; *at != '\0'; at++) {
    if (*at == *text)
      text++;
    else
      g_assert_cmpint (*at, ==, '\n');
  }
  g_assert_cmpstr (text, ==, "");
}

static void
test_long_show (void)
{
  GtkWidget *widget = arc_long_text_new ();
  GtkWidget *window = show (widget);
  g_autoptr (GString) text = g_string_new ("short\r\n");

  while (text->len < 1024 * 1024)
    g_string_append (text, "w\xc3\xb6rter \xf0\x9f\x98\x80\xe6\x9c\xac");
  g_string_append (text, "\n\nfinis");
  arc_long_text_set_text (ARC_LONG_TEXT (widget), text->str);
  g_assert_cmpstr (arc_long_text_get_text (ARC_LONG_TEXT (widget)), ==, text->str);
  ARC_TEST_WAIT_UNTIL (is_whole (widget));
  assert_pieces (widget);
  arc_long_text_set_text (ARC_LONG_TEXT (widget), NULL);
  g_assert_cmpstr (arc_long_text_get_text (ARC_LONG_TEXT (widget)), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- a section ---------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *window;
  GtkWidget *widget;
  ArcSectionEditor *editor;
  guint changes;
} Section;

static void
section_set_up (Section *fixture, gconstpointer section)
{
  fixture->widget = arc_section_editor_new ((ArcSection) GPOINTER_TO_UINT (section));
  fixture->editor = ARC_SECTION_EDITOR (fixture->widget);
  fixture->window = show (fixture->widget);
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (count_cb), &fixture->changes);
}

static void
section_tear_down (Section *fixture, gconstpointer section)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->widget);
}

static void
assert_section (Section *fixture, const char *expected)
{
  g_autofree char *brief = g_strndup (expected, 60);
  GRefString *text = arc_section_editor_ref_text (fixture->editor);

  if (strcmp (text, expected) != 0)
    g_error ("the text is %.60s (%zu bytes), not %s (%zu bytes)", text, strlen (text), brief,
             strlen (expected));
  g_ref_string_release (text);
}

static void
test_section_round_trip (Section *fixture, gconstpointer section)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nasty_texts); i++) {
    arc_section_editor_set_text (fixture->editor, nasty_texts[i]);
    assert_section (fixture, nasty_texts[i]);
  }
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static GtkTextView *
section_view (Section *fixture)
{
  return GTK_TEXT_VIEW (find (fixture->widget, "GtkTextView", 0));
}

/* Text that is pasted: all at once, on one line of ten million characters. */
static void
test_section_huge_line (Section *fixture, gconstpointer section)
{
  gboolean in_lines = GPOINTER_TO_UINT (section) == ARC_SECTION_CHANGE;
  g_autofree char *huge = g_strnfill (10 * 1000 * 1000, 'x');
  g_autofree char *whole = g_strconcat ("before ", huge, " after", NULL);
  GtkWidget *take_back;

  arc_section_editor_set_text (fixture->editor, "before  after");
  put (in_lines ? view_of (fixture->widget, 0) : section_view (fixture), 7, huge);
  assert_section (fixture, whole);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_nonnull (find (fixture->widget, "ArcLongText", 0));

  take_back = find (fixture->widget, "GtkButton", 1);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (take_back)), ==, "Take it out again");
  g_signal_emit_by_name (take_back, "clicked");
  assert_section (fixture, "before  after");
  g_assert_cmpuint (fixture->changes, ==, 2);

  /* One that was so from the start cannot be taken out. */
  arc_section_editor_set_text (fixture->editor, whole);
  assert_section (fixture, whole);
  g_assert_false (gtk_widget_get_visible (take_back));
}

static void
test_section_limit (Section *fixture, gconstpointer section)
{
  g_autofree char *line = g_strnfill (ARC_LONG_LINE_BYTES - 1, 'x');
  g_autoptr (GString) text = g_string_sized_new (ARC_LIMIT_SECTION_BYTES);

  while (text->len < ARC_LIMIT_SECTION_BYTES)
    g_string_append_printf (text, "%s\n", line);
  arc_section_editor_set_text (fixture->editor, "kept");
  put (section_view (fixture), 4, text->str);
  assert_section (fixture, "kept");
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_assert_true (gtk_widget_get_visible (
      gtk_widget_get_prev_sibling (find (fixture->widget, "GtkMenuButton", 0))));

  /* Just what fits, fits; and after that not one character more. */
  g_string_truncate (text, ARC_LIMIT_SECTION_BYTES - 4);
  put (section_view (fixture), 4, text->str);
  g_assert_cmpuint (fixture->changes, ==, 1);
  put (section_view (fixture), 0, "x");
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_string_prepend (text, "kept");
  assert_section (fixture, text->str);
}

/* Typing at the end of a line as long as can be says so, rather than make it unwritable. */
static void
test_section_line_limit (Section *fixture, gconstpointer section)
{
  g_autofree char *line = g_strnfill (ARC_LONG_LINE_BYTES, 'x');

  arc_section_editor_set_text (fixture->editor, line);
  put (section_view (fixture), 10, "y");
  assert_section (fixture, line);
  put (section_view (fixture), 10, "\ny");
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
test_section_many_lines (Section *fixture, gconstpointer section)
{
  g_autofree char *many = g_strnfill (ARC_CHANGE_LINES_MAX + 5, '\n');
  g_autofree char *whole = g_strconcat ("first", many, NULL);

  arc_section_editor_set_text (fixture->editor, "first");
  put (view_of (fixture->widget, 0), 5, many);
  assert_section (fixture, whole);
  g_assert_nonnull (section_view (fixture));
  arc_section_editor_set_text (fixture->editor, "short again");
  g_assert_nonnull (view_of (fixture->widget, 0));
}

static void
test_section_shares_text (Section *fixture, gconstpointer section)
{
  GRefString *first = arc_section_editor_ref_text (fixture->editor);
  GRefString *second = arc_section_editor_ref_text (fixture->editor);
  GRefString *third;

  g_assert_true (first == second);
  put (section_view (fixture), 0, "x");
  third = arc_section_editor_ref_text (fixture->editor);
  g_assert_cmpstr (first, ==, "");
  g_assert_cmpstr (third, ==, "x");
  g_ref_string_release (first);
  g_ref_string_release (second);
  g_ref_string_release (third);
}

static void
test_section_asks (Section *fixture, gconstpointer section)
{
  GtkWidget *view = GTK_WIDGET (section_view (fixture));

  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "What did you do?");
  arc_section_editor_set_lens (fixture->editor, ARC_LENS_EXECUTIVE);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Which policy, decision or conversation was it?");
}

#define ADD_LINES(path, func)                                                                      \
  g_test_add ("/lines/" path, Lines, NULL, lines_set_up, func, lines_tear_down)
#define ADD_TAGS(path, func)                                                                       \
  g_test_add ("/tags/" path, Tags, NULL, tags_set_up, func, tags_tear_down)
#define ADD_SECTION(path, section, func)                                                           \
  g_test_add ("/section/" path, Section, GUINT_TO_POINTER (section), section_set_up, func,         \
              section_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  arc_test_init (&argc, &argv);

  g_test_add_func ("/number", test_number);
  g_test_add_func ("/history", test_history);
  g_test_add_func ("/lines/round-trip", test_lines_round_trip);
  ADD_LINES ("split", test_lines_split);
  ADD_LINES ("split-keeps-returns", test_lines_split_keeps_returns);
  ADD_LINES ("paste", test_lines_paste);
  ADD_LINES ("join", test_lines_join);
  ADD_LINES ("walk", test_lines_walk);
  ADD_LINES ("move", test_lines_move);
  ADD_LINES ("undo", test_lines_undo);
  ADD_LINES ("overflow", test_lines_overflow);
  ADD_LINES ("add", test_lines_add);
  ADD_LINES ("add-commitment", test_lines_add_commitment);
  ADD_LINES ("in-sight", test_lines_in_sight);
  ADD_TAGS ("add", test_tags_add);
  ADD_TAGS ("remove", test_tags_remove);
  ADD_TAGS ("too-long", test_tags_too_long);
  g_test_add_func ("/outcome", test_outcome);
  g_test_add_func ("/steps", test_steps);
  g_test_add_func ("/timer", test_timer);
  g_test_add_func ("/when", test_when);
  g_test_add_func ("/long/needed", test_long_needed);
  g_test_add_func ("/long/show", test_long_show);
  ADD_SECTION ("action-round-trip", ARC_SECTION_ACTION, test_section_round_trip);
  ADD_SECTION ("change-round-trip", ARC_SECTION_CHANGE, test_section_round_trip);
  ADD_SECTION ("action-huge-line", ARC_SECTION_ACTION, test_section_huge_line);
  ADD_SECTION ("change-huge-line", ARC_SECTION_CHANGE, test_section_huge_line);
  ADD_SECTION ("limit", ARC_SECTION_ACTION, test_section_limit);
  ADD_SECTION ("line-limit", ARC_SECTION_ACTION, test_section_line_limit);
  ADD_SECTION ("many-lines", ARC_SECTION_CHANGE, test_section_many_lines);
  ADD_SECTION ("shares-text", ARC_SECTION_ACTION, test_section_shares_text);
  ADD_SECTION ("asks", ARC_SECTION_ACTION, test_section_asks);
  return g_test_run ();
}
