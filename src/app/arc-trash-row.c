/* One entry in the trash: bring it back, or delete it for good. */
#include "arc-trash-row.h"

#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcTrashRow {
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *when_label;
  GtkActionable *restore_button;
  GtkActionable *purge_button;
};

G_DEFINE_FINAL_TYPE (ArcTrashRow, arc_trash_row, GTK_TYPE_LIST_BOX_ROW)

void
arc_trash_brief_free (ArcTrashBrief *brief)
{
  if (brief == NULL)
    return;
  g_free (brief->id);
  g_free (brief->title);
  g_free (brief);
}

static void
arc_trash_row_class_init (ArcTrashRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-trash-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTrashRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTrashRow, purge_button);
}

static void
arc_trash_row_init (ArcTrashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
make_when (const ArcTrashBrief *brief)
{
  g_autofree char *deleted = arc_when_ago (brief->deleted_days);
  g_autofree char *left = NULL;

  if (brief->days_left > 0)
    left = g_strdup_printf (ngettext ("%d day left", "%d days left", brief->days_left),
                            brief->days_left);
  else
    left = g_strdup (_ ("goes today"));
  /* Translators: of an entry in the trash: “Deleted 3 days ago · 27 days left”. */
  return g_strdup_printf (_ ("Deleted %s · %s"), deleted, left);
}

GtkWidget *
arc_trash_row_new (const ArcTrashBrief *brief)
{
  ArcTrashRow *self = g_object_new (ARC_TYPE_TRASH_ROW, NULL);
  g_autofree char *when = make_when (brief);

  gtk_label_set_label (self->title_label, brief->title);
  gtk_label_set_label (self->when_label, when);
  gtk_actionable_set_action_target (self->restore_button, "s", brief->id);
  gtk_actionable_set_action_target (self->purge_button, "s", brief->id);
  return GTK_WIDGET (self);
}
