/* "Shared with Sales", below what is shared. */
#include "arc-shared-note.h"

#include "arc-text-label.h"

struct _ArcSharedNote {
  AdwBin parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (ArcSharedNote, arc_shared_note, ADW_TYPE_BIN)

static void
arc_shared_note_class_init (ArcSharedNoteClass *klass)
{
}

static void
arc_shared_note_init (ArcSharedNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", "emblem-shared-symbolic", "pixel-size", 12,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->label = GTK_LABEL (arc_text_label_new ("", "caption"));
  gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "arc-shared-note");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_shared_note_new (void)
{
  return g_object_new (ARC_TYPE_SHARED_NOTE, NULL);
}

void
arc_shared_note_show (ArcSharedNote *self, const char *text)
{
  g_return_if_fail (ARC_IS_SHARED_NOTE (self));

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}
