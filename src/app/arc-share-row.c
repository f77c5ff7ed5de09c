/* One row of the list of shares: who, what, when, and whether it is new to the reader. */
#include "arc-share-row.h"

#include "arc-entry-row.h"
#include "arc-highlight.h"
#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcShareRow {
  AdwBin parent_instance;

  GtkWidget *new_dot;
  GtkLabel *author_label;
  GtkLabel *date_label;
  GtkLabel *title_label;
  GtkLabel *outcome_label;
  GtkLabel *excerpt_label;
  GtkLabel *topic_label;

  GtkListItem *list_item; /* unowned: it owns the row */
  ArcShareItem *item;
  ArcDay today;
};

G_DEFINE_FINAL_TYPE (ArcShareRow, arc_share_row, ADW_TYPE_BIN)

static char *
dup_short_date (ArcDay day, ArcDay today)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (day.year, day.month, day.day, 12, 0, 0);

  if (noon == NULL)
    return g_strdup ("");
  if (day.year == today.year)
    /* Translators: a short date of this year, as for g_date_time_format(): “3 Nov” */
    return g_date_time_format (noon, _ ("%-d %b"));
  /* Translators: a short date, as for g_date_time_format(): “3 Nov 2026” */
  return g_date_time_format (noon, _ ("%-d %b %Y"));
}

static void
append_part (GString *text, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, ", %s", part);
}

static void
describe (ArcShareRow *self, const ArcShareHead *head, const char *author)
{
  g_autoptr (GString) label = g_string_new (author);
  g_autofree char *date = arc_when_date (head->day, self->today);

  append_part (label, head->title);
  append_part (label, date);
  if (head->outcome != ARC_OUTCOME_NOT_SAID)
    append_part (label, arc_outcome_to_label (head->outcome));
  append_part (label, head->topic);
  if (!head->is_read && !head->is_mine)
    append_part (label, _ ("new"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
}

static void
update (ArcShareRow *self)
{
  const ArcShareHead *head = arc_share_item_get_head (self->item);
  const char *mark = arc_outcome_to_mark (head->outcome);
  const char *author = head->is_mine ? _ ("You") : head->author_name;
  g_autoptr (PangoAttrList) bold = NULL;
  g_autofree char *excerpt = arc_highlight_split (head->excerpt, &bold);
  g_autofree char *date = dup_short_date (head->day, self->today);
  gboolean is_new = !head->is_read && !head->is_mine;

  gtk_label_set_text (self->author_label, author);
  gtk_label_set_text (self->date_label, date);
  gtk_label_set_text (self->title_label, head->title);
  /* A text of one line is its own title. */
  gtk_label_set_text (self->excerpt_label, g_str_equal (excerpt, head->title) ? "" : excerpt);
  gtk_label_set_attributes (self->excerpt_label, bold);
  gtk_label_set_text (self->topic_label, head->topic);
  gtk_widget_set_visible (GTK_WIDGET (self->topic_label), *head->topic != '\0');
  gtk_label_set_text (self->outcome_label, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome_label), *mark != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->outcome_label),
                               arc_outcome_to_label (head->outcome));
  gtk_widget_set_opacity (self->new_dot, is_new ? 1 : 0);
  if (is_new)
    gtk_widget_add_css_class (GTK_WIDGET (self->author_label), "arc-unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->author_label), "arc-unread");
  describe (self, head, author);
}

static void
released (ArcShareRow *self)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shared.open", NULL);
}

static void
arc_share_row_dispose (GObject *object)
{
  arc_share_row_bind (ARC_SHARE_ROW (object), NULL, (ArcDay){0});
  G_OBJECT_CLASS (arc_share_row_parent_class)->dispose (object);
}

static void
arc_share_row_class_init (ArcShareRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_share_row_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-share-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, new_dot);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, author_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, ArcShareRow, topic_label);
  gtk_widget_class_bind_template_callback (widget_class, released);
}

static void
arc_share_row_init (ArcShareRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_share_row_new (void)
{
  return g_object_new (ARC_TYPE_SHARE_ROW, NULL);
}

void
arc_share_row_bind (ArcShareRow *self, GtkListItem *list_item, ArcDay today)
{
  ArcShareItem *item = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;

  g_return_if_fail (ARC_IS_SHARE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  self->list_item = list_item;
  self->today = today;
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "notify", G_CALLBACK (update), self);
  update (self);
}

guint
arc_share_row_get_index (ArcShareRow *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->list_item != NULL ? gtk_list_item_get_position (self->list_item)
                                 : GTK_INVALID_LIST_POSITION;
}
