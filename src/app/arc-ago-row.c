/* An entry from a week, a month or a year ago, as a row that opens it. */
#include "arc-ago-row.h"

#include "arc-text.h"

#include <glib/gi18n.h>

struct _ArcAgoRow {
  GtkListBoxRow parent_instance;

  GtkLabel *when_label;
  GtkLabel *title_label;
  GtkLabel *excerpt_label;
};

G_DEFINE_FINAL_TYPE (ArcAgoRow, arc_ago_row, GTK_TYPE_LIST_BOX_ROW)

static void
arc_ago_row_class_init (ArcAgoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-ago-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcAgoRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ArcAgoRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcAgoRow, excerpt_label);
}

static void
arc_ago_row_init (ArcAgoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Two labels, which a .ui file cannot say. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->when_label, self->title_label, NULL, -1);
}

static const char *
ago_to_label (ArcAgo ago)
{
  switch (ago) {
  case ARC_AGO_WEEK:
    return _ ("A week ago");
  case ARC_AGO_MONTH:
    return _ ("A month ago");
  case ARC_AGO_YEAR:
  default:
    return _ ("A year ago");
  }
}

/* The section to quote: what came of it tells most; else what was done, else the change. */
static const char *
find_section (const ArcEntry *entry)
{
  const ArcSection order[] = {ARC_SECTION_REFLECTION, ARC_SECTION_ACTION, ARC_SECTION_CHANGE};

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    if (*entry->section[order[i]] != '\0')
      return entry->section[order[i]];
  }
  return "";
}

GtkWidget *
arc_ago_row_new (ArcAgo ago, const ArcEntry *entry)
{
  ArcAgoRow *self = g_object_new (ARC_TYPE_AGO_ROW, NULL);
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *excerpt = arc_text_excerpt (find_section (entry), ARC_EXCERPT_CHARS);
  /* Translators: a text in quotation marks. */
  g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), excerpt);

  gtk_label_set_label (self->when_label, ago_to_label (ago));
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->excerpt_label, quoted);
  /* A title that is its text's first line need not be read twice. */
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt_label),
                          *excerpt != '\0' && !g_str_equal (excerpt, title));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", entry->id);
  return GTK_WIDGET (self);
}
