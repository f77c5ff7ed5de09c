/* Two states of an entry, as one text: what went is struck through, what came is underlined, both
 * in colour and in words as well, so that nobody has to see the colour or the line. */
#include "arc-difference-view.h"

#include <glib/gi18n.h>

#include "arc-day.h"
#include "arc-diff.h"

/* Text parts of an entry: its title and sections. */
#define N_TEXTS (ARC_N_SECTIONS + 1)

struct _ArcDifferenceView {
  AdwBin parent_instance;

  GtkTextView *text_view;
  GtkTextTag *heading_tag;
  GtkTextTag *note_tag;
  GtkTextTag *added_tag;
  GtkTextTag *removed_tag;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ArcDifferenceView, arc_difference_view, ADW_TYPE_BIN)

/* What the thread compares. */
typedef struct {
  ArcEntry *before; /* or NULL */
  ArcEntry *after;
  GArray *pieces[N_TEXTS];
} Comparison;

static void
comparison_free (gpointer data)
{
  Comparison *comparison = data;

  g_clear_pointer (&comparison->before, arc_entry_free);
  g_clear_pointer (&comparison->after, arc_entry_free);
  for (int i = 0; i < N_TEXTS; i++)
    g_clear_pointer (&comparison->pieces[i], g_array_unref);
  g_free (comparison);
}

static const char *
text_of (const ArcEntry *entry, int part)
{
  if (entry == NULL)
    return "";

  return part == 0 ? entry->title : entry->section[part - 1];
}

static const char *
name_of (int part)
{
  return part == 0 ? _ ("Title") : arc_section_to_label (part - 1);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Comparison *comparison = data;

  for (int i = 0; i < N_TEXTS && !g_cancellable_is_cancelled (cancellable); i++)
    comparison->pieces[i] = arc_diff_texts (
        text_of (comparison->before != NULL ? comparison->before : comparison->after, i),
        text_of (comparison->after, i));
  g_task_return_boolean (task, TRUE);
}

/* ---- showing --------------------------------------------------------------------------- */

static void
append (ArcDifferenceView *self, const char *text, gsize length, GtkTextTag *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags (buffer, &end, text, (int) length, tag, NULL);
}

static void
append_line (ArcDifferenceView *self, const char *text, GtkTextTag *tag)
{
  append (self, text, strlen (text), tag);
  append (self, "\n", 1, tag);
}

/* “3 words added, 1 word removed”: the same as the marks, for those who do not see them. */
static void
append_words (ArcDifferenceView *self, guint64 added, guint64 removed)
{
  g_autofree char *came =
      g_strdup_printf (ngettext ("%u word added", "%u words added", (gulong) added), (guint) added);
  g_autofree char *went = g_strdup_printf (
      ngettext ("%u word removed", "%u words removed", (gulong) removed), (guint) removed);
  g_autofree char *both = NULL;

  if (added > 0 && removed > 0)
    /* Translators: “3 words added, 1 word removed” */
    both = g_strdup_printf (C_ ("changes", "%s, %s"), came, went);
  if (added > 0 || removed > 0)
    append_line (self, both != NULL ? both : added > 0 ? came : went, self->note_tag);
}

static void
append_text (ArcDifferenceView *self, const Comparison *comparison, int part)
{
  const char *before = text_of (comparison->before, part);
  const char *after = text_of (comparison->after, part);
  const GArray *pieces = comparison->pieces[part];
  guint64 added = 0, removed = 0;

  if (pieces == NULL || pieces->len == 0)
    return;

  append_line (self, name_of (part), self->heading_tag);
  arc_diff_count_words (pieces, before, after, &added, &removed);
  append_words (self, added, removed);
  for (guint i = 0; i < pieces->len; i++) {
    const ArcDiffPiece *piece = &g_array_index (pieces, ArcDiffPiece, i);
    const char *text = piece->kind == ARC_DIFF_REMOVED ? before : after;
    GtkTextTag *tag = piece->kind == ARC_DIFF_REMOVED ? self->removed_tag
                      : piece->kind == ARC_DIFF_ADDED ? self->added_tag
                                                      : NULL;

    append (self, text + piece->start, piece->end - piece->start, tag);
  }
  append (self, "\n\n", 2, NULL);
}

static char *
dup_tags (const ArcEntry *entry)
{
  g_autofree char *lines = arc_entry_dup_tags_text (entry);
  g_auto (GStrv) tags = g_strsplit (lines, "\n", -1);

  return g_strjoinv (", ", tags);
}

/* “Outcome: partly → achieved” */
static void
append_field (ArcDifferenceView *self, const char *name, const char *before, const char *after)
{
  g_autofree char *heading = NULL;

  if (g_strcmp0 (before, after) == 0)
    return;

  heading = g_strdup_printf ("%s: ", name);
  append (self, heading, strlen (heading), self->note_tag);
  append (self, before, strlen (before), self->removed_tag);
  if (*before != '\0' && *after != '\0')
    append (self, " → ", strlen (" → "), NULL);
  append (self, after, strlen (after), self->added_tag);
  append (self, "\n", 1, NULL);
}

static void
append_fields (ArcDifferenceView *self, const ArcEntry *before, const ArcEntry *after)
{
  g_autofree char *tags_before = dup_tags (before);
  g_autofree char *tags_after = dup_tags (after);
  g_autofree char *date_before =
      arc_instant_format_local (before->occurred_us, before->zone, _ ("%-d %B %Y, %H:%M"));
  g_autofree char *date_after =
      arc_instant_format_local (after->occurred_us, after->zone, _ ("%-d %B %Y, %H:%M"));

  append_field (self, _ ("When"), date_before, date_after);
  append_field (self, _ ("Outcome"), arc_outcome_to_label (before->outcome),
                arc_outcome_to_label (after->outcome));
  append_field (self, _ ("Topic"), before->topic, after->topic);
  append_field (self, _ ("Tags"), tags_before, tags_after);
  append_field (self, _ ("Evidence"), arc_evidence_to_label (before->evidence),
                arc_evidence_to_label (after->evidence));
  append_field (self, _ ("Role"), arc_lens_to_label (before->lens),
                arc_lens_to_label (after->lens));
}

static void
compared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArcDifferenceView *self = ARC_DIFFERENCE_VIEW (source);
  const Comparison *comparison = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  for (int i = 0; i < N_TEXTS; i++)
    append_text (self, comparison, i);
  if (comparison->before != NULL)
    append_fields (self, comparison->before, comparison->after);
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
set_tag_color (ArcDifferenceView *self, GtkTextTag *tag, const char *name)
{
  GdkRGBA color = {0};

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name,
                                      &color))
    g_object_set (tag, "foreground-rgba", &color, NULL);
}

static void
arc_difference_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ArcDifferenceView *self = ARC_DIFFERENCE_VIEW (widget);

  GTK_WIDGET_CLASS (arc_difference_view_parent_class)->css_changed (widget, change);

  set_tag_color (self, self->added_tag, "success_color");
  set_tag_color (self, self->removed_tag, "error_color");
}

static void
arc_difference_view_dispose (GObject *object)
{
  ArcDifferenceView *self = ARC_DIFFERENCE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (arc_difference_view_parent_class)->dispose (object);
}

static void
arc_difference_view_class_init (ArcDifferenceViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_difference_view_dispose;
  GTK_WIDGET_CLASS (klass)->css_changed = arc_difference_view_css_changed;
}

static void
add_tags (ArcDifferenceView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  self->heading_tag = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->note_tag = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, NULL);
  self->added_tag =
      gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->removed_tag = gtk_text_buffer_create_tag (buffer, NULL, "strikethrough", TRUE, NULL);
}

static void
arc_difference_view_init (ArcDifferenceView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  self->text_view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_editable (self->text_view, FALSE);
  gtk_text_view_set_cursor_visible (self->text_view, FALSE);
  gtk_text_view_set_accepts_tab (self->text_view, FALSE);
  gtk_text_view_set_wrap_mode (self->text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text_view, 18);
  gtk_text_view_set_right_margin (self->text_view, 18);
  gtk_text_view_set_top_margin (self->text_view, 12);
  gtk_text_view_set_bottom_margin (self->text_view, 18);
  gtk_widget_add_css_class (view, "arc-reading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What changed"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
  add_tags (self);
}

GtkWidget *
arc_difference_view_new (void)
{
  return g_object_new (ARC_TYPE_DIFFERENCE_VIEW, NULL);
}

void
arc_difference_view_show (ArcDifferenceView *self, const ArcEntry *before, const ArcEntry *after)
{
  g_autoptr (GTask) task = NULL;
  Comparison *comparison = NULL;

  g_return_if_fail (ARC_IS_DIFFERENCE_VIEW (self));
  g_return_if_fail (after != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  comparison = g_new0 (Comparison, 1);
  comparison->before = before != NULL ? arc_entry_copy (before) : NULL;
  comparison->after = arc_entry_copy (after);
  task = g_task_new (self, self->cancellable, compared, NULL);
  g_task_set_source_tag (task, arc_difference_view_show);
  g_task_set_task_data (task, comparison, comparison_free);
  g_task_run_in_thread (task, compare_in_thread);
}

char *
arc_difference_dup_summary (const ArcEntry *before, const ArcEntry *after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *tags_before = arc_entry_dup_tags_text (before);
  g_autofree char *tags_after = arc_entry_dup_tags_text (after);

  for (int i = 0; i < N_TEXTS; i++)
    if (!g_str_equal (text_of (before, i), text_of (after, i)))
      g_ptr_array_add (names, (gpointer) name_of (i));
  if (before->occurred_us != after->occurred_us)
    g_ptr_array_add (names, (gpointer) _ ("When"));
  if (before->outcome != after->outcome)
    g_ptr_array_add (names, (gpointer) _ ("Outcome"));
  if (!g_str_equal (before->topic, after->topic))
    g_ptr_array_add (names, (gpointer) _ ("Topic"));
  if (!g_str_equal (tags_before, tags_after))
    g_ptr_array_add (names, (gpointer) _ ("Tags"));
  if (before->evidence != after->evidence || before->evidence_amount != after->evidence_amount ||
      before->evidence_per != after->evidence_per ||
      !g_str_equal (before->evidence_unit, after->evidence_unit))
    g_ptr_array_add (names, (gpointer) _ ("Evidence"));
  if (before->lens != after->lens)
    g_ptr_array_add (names, (gpointer) _ ("Role"));
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}
