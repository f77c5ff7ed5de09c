/* One section of an entry, for reading. A label shows the usual text: it is laid out at once, where
 * a text view takes some turns of the main loop and makes the page jump. A text view shows the long
 * one, which would hold up a label for seconds. */
#include "arc-section-view.h"

#include <glib/gi18n.h>

#include <string.h>

#include "arc-journal.h"
#include "arc-long-text.h"

/* Bytes of the longest text that a label shows. */
#define LABEL_BYTES (32 * 1024)
/* Height of a line, in parts of the font's own. */
#define LINE_HEIGHT 1.3

struct _ArcSectionView {
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkLabel *text_label;
  GtkTextView *text_view;
  AdwBin *long_bin;
  GtkTextTag *match_tag;
  GdkRGBA match_color;
};

G_DEFINE_FINAL_TYPE (ArcSectionView, arc_section_view, ADW_TYPE_BIN)

static PangoAttribute *
over (PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;

  return attribute;
}

/* Weight as well as colour, for those who do not see the colour. */
static void
add_match (PangoAttrList *attributes, const GdkRGBA *color, const ArcRange *range)
{
  pango_attr_list_insert (
      attributes, over (pango_attr_weight_new (PANGO_WEIGHT_BOLD), range->start, range->end));
  pango_attr_list_insert (attributes,
                          over (pango_attr_background_new ((guint16) (color->red * G_MAXUINT16),
                                                           (guint16) (color->green * G_MAXUINT16),
                                                           (guint16) (color->blue * G_MAXUINT16)),
                                range->start, range->end));
  pango_attr_list_insert (
      attributes, over (pango_attr_background_alpha_new ((guint16) (color->alpha * G_MAXUINT16)),
                        range->start, range->end));
}

static void
show_in_label (ArcSectionView *self, const char *text, const GArray *matches)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_line_height_new (LINE_HEIGHT));
  for (guint i = 0; matches != NULL && i < matches->len; i++)
    add_match (attributes, &self->match_color, &g_array_index (matches, ArcRange, i));
  gtk_label_set_text (self->text_label, text);
  gtk_label_set_attributes (self->text_label, attributes);
}

/* Attributes of text take no named colours; this one suits light and dark. */
static void
update_match_color (ArcSectionView *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &self->match_color))
    return;

  self->match_color.alpha = 0.3f;
  g_object_set (self->match_tag, "background-rgba", &self->match_color, NULL);
}

static void
arc_section_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (arc_section_view_parent_class)->css_changed (widget, change);

  update_match_color (ARC_SECTION_VIEW (widget));
}

static void
mark_matches (ArcSectionView *self, const char *text, const GArray *matches)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  glong characters = 0;
  gsize bytes = 0;

  for (guint i = 0; matches != NULL && i < matches->len; i++) {
    const ArcRange *range = &g_array_index (matches, ArcRange, i);
    GtkTextIter start, end;
    glong length = 0;

    characters += g_utf8_strlen (text + bytes, (gssize) (range->start - bytes));
    length = g_utf8_strlen (text + range->start, (gssize) (range->end - range->start));
    bytes = range->start;
    gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) characters);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (characters + length));
    gtk_text_buffer_apply_tag (buffer, self->match_tag, &start, &end);
  }
}

static void
show_long (ArcSectionView *self, const char *text)
{
  GtkWidget *view = arc_long_text_new ();

  arc_long_text_set_text (ARC_LONG_TEXT (view), text);
  gtk_widget_set_size_request (view, -1, 360);
  adw_bin_set_child (self->long_bin, view);
}

static void
arc_section_view_class_init (ArcSectionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->css_changed = arc_section_view_css_changed;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-section-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcSectionView, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionView, text_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionView, text_view);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionView, long_bin);
}

static void
arc_section_view_init (ArcSectionView *self)
{
  GtkTextBuffer *buffer = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  self->match_tag = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  update_match_color (self);
}

GtkWidget *
arc_section_view_new (ArcSection section)
{
  ArcSectionView *self = g_object_new (ARC_TYPE_SECTION_VIEW, NULL);
  const char *label = arc_section_to_label (section);
  g_autofree char *upper = g_utf8_strup (label, -1);

  gtk_label_set_text (self->heading_label, upper);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading_label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);

  return GTK_WIDGET (self);
}

void
arc_section_view_show (ArcSectionView *self, const char *text, const GArray *matches)
{
  gboolean long_lines = FALSE, in_label = FALSE;

  g_return_if_fail (ARC_IS_SECTION_VIEW (self));
  g_return_if_fail (text != NULL);

  in_label = strlen (text) <= LABEL_BYTES;
  long_lines = !in_label && arc_long_text_needed (text);
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), in_label);
  gtk_widget_set_visible (GTK_WIDGET (self->text_view), !in_label && !long_lines);
  show_in_label (self, in_label ? text : "", in_label ? matches : NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                            in_label || long_lines ? "" : text, -1);
  adw_bin_set_child (self->long_bin, NULL);
  if (long_lines)
    show_long (self, text);
  else if (!in_label)
    mark_matches (self, text, matches);
}
