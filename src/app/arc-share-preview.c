/* What readers would see of a share: the widget in which they will read it, over the copy that they
 * would get. */
#include "arc-share-preview.h"

#include <glib/gi18n.h>

#include "arc-share-view.h"

/* Names that the line of readers lists. */
#define NAMES_SHOWN 8

enum { EYES_MANAGER, EYES_TEAMMATE };

struct _ArcSharePreview {
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkDropDown *eyes_choice;
  GtkLabel *readers_label;
  GtkWidget *names_box;
  GtkLabel *names_label;
  GtkStack *stack;
  GtkLabel *nothing_label;
  AdwBin *card;
  ArcShareView *view;

  const ArcShareDraft *draft; /* the dialog's */
  const ArcShareTeam *team;
  ArcShareChoice *choice;
};

G_DEFINE_FINAL_TYPE (ArcSharePreview, arc_share_preview, ADW_TYPE_BIN)

static gboolean
has_manager (const GPtrArray *readers, gboolean manager)
{
  for (guint i = 0; i < readers->len; i++) {
    const ArcMember *reader = readers->pdata[i];

    if (((reader->roles & ARC_ROLE_MANAGER) != 0) == manager)
      return TRUE;
  }
  return FALSE;
}

static void
show_nothing (ArcSharePreview *self, const char *text)
{
  gtk_label_set_text (self->nothing_label, text);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
show_readers (ArcSharePreview *self, const GPtrArray *readers)
{
  g_autofree char *names = arc_share_join_names (readers, NAMES_SHOWN);
  g_autofree char *text = NULL;

  if (readers->len > 0)
    /* Translators: names of people */
    text = g_strdup_printf (_ ("Can read it: %s."), names);
  gtk_label_set_text (self->readers_label, text != NULL ? text : _ ("Nobody can read it yet."));
}

static void
show_names (ArcSharePreview *self, const ArcShare *share, const GPtrArray *names)
{
  g_autoptr (GPtrArray) named = arc_share_list_named (share, names);
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->names_box, named->len > 0);
  if (named->len == 0)
    return;
  g_ptr_array_add (named, NULL);
  joined = g_strjoinv (", ", (GStrv) named->pdata);
  /* Translators: names of people */
  text = g_strdup_printf (_ ("This speaks of %s: would they mind?"), joined);
  gtk_label_set_text (self->names_label, text);
}

static void
update_cb (ArcSharePreview *self)
{
  gboolean as_manager = gtk_drop_down_get_selected (self->eyes_choice) == EYES_MANAGER;
  g_autoptr (GPtrArray) readers = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (ArcShare) share = NULL;

  if (self->draft == NULL)
    return;
  readers = arc_share_team_list_readers (self->team, self->choice);
  names = arc_share_team_list_names (self->team);
  share = arc_share_draft_make (self->draft, self->team, self->choice);
  show_readers (self, readers);
  show_names (self, share, names);
  if (arc_share_choice_is_empty (self->choice)) {
    gtk_label_set_text (self->readers_label, "");
    show_nothing (self, _ ("Nothing is switched on, so nobody sees anything of this entry."));
  } else if (readers->len > 0 && !has_manager (readers, as_manager)) {
    show_nothing (self, as_manager
                            ? _ ("A manager sees nothing of this: only that there is something, "
                                 "how large it is, and when it changed.")
                            : _ ("A teammate sees nothing of this: only that there is something, "
                                 "how large it is, and when it changed."));
  } else {
    arc_share_view_show (self->view, share, self->team->my_name, self->draft->today, names);
    gtk_stack_set_visible_child_name (self->stack, "share");
  }
}

static void
arc_share_preview_finalize (GObject *object)
{
  ArcSharePreview *self = ARC_SHARE_PREVIEW (object);

  g_clear_pointer (&self->choice, arc_share_choice_free);

  G_OBJECT_CLASS (arc_share_preview_parent_class)->finalize (object);
}

static void
arc_share_preview_class_init (ArcSharePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_share_preview_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-share-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, eyes_choice);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, readers_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, names_box);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, names_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSharePreview, card);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
arc_share_preview_init (ArcSharePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eyes_choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->heading_label), -1);
  self->view = ARC_SHARE_VIEW (arc_share_view_new ());
  adw_bin_set_child (self->card, GTK_WIDGET (self->view));
}

void
arc_share_preview_show (ArcSharePreview *self, const ArcShareDraft *draft, const ArcShareTeam *team,
                        const ArcShareChoice *choice)
{
  g_return_if_fail (ARC_IS_SHARE_PREVIEW (self));

  self->draft = draft;
  self->team = team;
  g_clear_pointer (&self->choice, arc_share_choice_free);
  self->choice = arc_share_choice_copy (choice);
  update_cb (self);
}

void
arc_share_preview_set_as_manager (ArcSharePreview *self, gboolean as_manager)
{
  g_return_if_fail (ARC_IS_SHARE_PREVIEW (self));

  gtk_drop_down_set_selected (self->eyes_choice, as_manager ? EYES_MANAGER : EYES_TEAMMATE);
}
