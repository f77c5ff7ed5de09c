/* One row of the Journal's list: a month heading, or an entry with its day, title, a line of its
 * text and its outcome. An entry that is still being read keeps its height. */
#include "arc-entry-row.h"

#include <glib/gi18n.h>

#include "arc-day.h"
#include "arc-highlight.h"

struct _ArcEntryRow {
  AdwBin parent_instance;

  GtkWidget *heading_box;
  GtkLabel *month_label;
  GtkLabel *count_label;
  GtkWidget *entry_box;
  GtkLabel *day_label;
  GtkLabel *title_label;
  GtkLabel *excerpt_label;
  GtkWidget *shared_image;
  GtkLabel *outcome_label;
  GtkLabel *topic_label;

  GtkListItem *list_item; /* unowned: it owns the row */
  ArcEntryItem *item;
  ArcSharedEntries *shared; /* NULL: rows have no mark */
  int day_start_h;
};

G_DEFINE_FINAL_TYPE (ArcEntryRow, arc_entry_row, ADW_TYPE_BIN)

static void
set_accessible_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_heading (ArcEntryRow *self)
{
  int month = arc_entry_item_get_month (self->item);
  guint count = arc_entry_item_get_count (self->item);
  g_autoptr (GDateTime) first = g_date_time_new_utc (month / 100, month % 100, 1, 0, 0, 0);
  /* Translators: a month heading, as for g_date_time_format(): “November 2026” */
  g_autofree char *name = g_date_time_format (first, _ ("%OB %Y"));
  g_autofree char *number = count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
  g_autofree char *label = NULL;

  gtk_label_set_text (self->month_label, name);
  gtk_label_set_text (self->count_label, number);
  label = count > 0
              ? g_strdup_printf (ngettext ("%s, %u entry", "%s, %u entries", count), name, count)
              : g_strdup (name);
  set_accessible_label (GTK_WIDGET (self), label);
}

static void
show_outcome (ArcEntryRow *self, const ArcBrief *brief)
{
  const char *mark = arc_outcome_to_mark (brief->outcome);
  const char *word = *mark != '\0' ? arc_outcome_to_label (brief->outcome) : NULL;

  gtk_label_set_text (self->outcome_label, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome_label), word != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->outcome_label), word);
  set_accessible_label (GTK_WIDGET (self->outcome_label), word != NULL ? word : "");
}

/* (transfer full) (nullable): what the mark says. */
static char *
show_shared (ArcEntryRow *self, const ArcBrief *brief)
{
  char *note = self->shared != NULL ? arc_shared_entries_dup_note (self->shared, brief->id) : NULL;

  gtk_widget_set_visible (self->shared_image, note != NULL);
  gtk_widget_set_tooltip_text (self->shared_image, note);
  set_accessible_label (self->shared_image, note != NULL ? note : "");
  return note;
}

static void
describe (ArcEntryRow *self, const ArcBrief *brief, const char *shared)
{
  /* Translators: the day of an entry as a screen reader says it, as for g_date_time_format() */
  g_autofree char *date =
      arc_instant_format_local (brief->occurred_us, brief->zone, _ ("%-d %B %Y"));
  GString *label = g_string_new (brief->title);

  g_string_append_printf (label, ", %s", date);
  if (brief->outcome != ARC_OUTCOME_NOT_SAID)
    g_string_append_printf (label, ", %s", arc_outcome_to_label (brief->outcome));
  if (*brief->topic != '\0')
    g_string_append_printf (label, ", %s", brief->topic);
  if (shared != NULL)
    g_string_append_printf (label, ", %s", shared);
  set_accessible_label (GTK_WIDGET (self), label->str);
  g_string_free (label, TRUE);
}

static void
show_brief (ArcEntryRow *self, const ArcBrief *brief)
{
  ArcDay day = arc_day_of (brief->occurred_us, brief->zone, self->day_start_h);
  g_autofree char *number = g_strdup_printf ("%d", day.day);
  g_autoptr (PangoAttrList) bold = NULL;
  g_autofree char *excerpt = arc_highlight_split (brief->excerpt, &bold);
  g_autofree char *shared = show_shared (self, brief);

  gtk_label_set_text (self->day_label, number);
  gtk_label_set_text (self->title_label, brief->title);
  /* A text of one line is its own title. */
  gtk_label_set_text (self->excerpt_label, g_str_equal (excerpt, brief->title) ? "" : excerpt);
  gtk_label_set_attributes (self->excerpt_label, bold);
  gtk_label_set_text (self->topic_label, brief->topic);
  gtk_widget_set_visible (GTK_WIDGET (self->topic_label), *brief->topic != '\0');
  show_outcome (self, brief);
  describe (self, brief, shared);
}

static void
show_nothing (ArcEntryRow *self)
{
  gtk_label_set_text (self->day_label, "");
  gtk_label_set_text (self->title_label, "…");
  gtk_label_set_text (self->excerpt_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->topic_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome_label), FALSE);
  gtk_widget_set_visible (self->shared_image, FALSE);
  set_accessible_label (GTK_WIDGET (self), _ ("Being read"));
}

static void
update (ArcEntryRow *self)
{
  gboolean heading = arc_entry_item_is_heading (self->item);
  const ArcBrief *brief = arc_entry_item_get_brief (self->item);

  gtk_widget_set_visible (self->heading_box, heading);
  gtk_widget_set_visible (self->entry_box, !heading);
  if (heading)
    show_heading (self);
  else if (brief != NULL)
    show_brief (self, brief);
  else
    show_nothing (self);
}

static void
released (ArcEntryRow *self)
{
  if (self->item != NULL && !arc_entry_item_is_heading (self->item))
    gtk_widget_activate_action (GTK_WIDGET (self), "journal.open", NULL);
}

static void
arc_entry_row_dispose (GObject *object)
{
  ArcEntryRow *self = ARC_ENTRY_ROW (object);

  arc_entry_row_bind (self, NULL, 0);
  g_clear_object (&self->shared);

  G_OBJECT_CLASS (arc_entry_row_parent_class)->dispose (object);
}

static void
arc_entry_row_class_init (ArcEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_entry_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, heading_box);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, month_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, entry_box);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, shared_image);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryRow, topic_label);
  gtk_widget_class_bind_template_callback (widget_class, released);
}

static void
arc_entry_row_init (ArcEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_entry_row_new (void)
{
  return g_object_new (ARC_TYPE_ENTRY_ROW, NULL);
}

void
arc_entry_row_bind (ArcEntryRow *self, GtkListItem *list_item, int day_start_h)
{
  ArcEntryItem *item = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;

  g_return_if_fail (ARC_IS_ENTRY_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  self->list_item = list_item;
  self->day_start_h = day_start_h;
  if (item == NULL)
    return;

  g_signal_connect_swapped (item, "notify", G_CALLBACK (update), self);
  update (self);
}

static void
shared_changed (ArcEntryRow *self)
{
  if (self->item != NULL)
    update (self);
}

void
arc_entry_row_set_shared (ArcEntryRow *self, ArcSharedEntries *shared)
{
  g_return_if_fail (ARC_IS_ENTRY_ROW (self));
  g_return_if_fail (self->shared == NULL);

  self->shared = g_object_ref (shared);
  g_signal_connect_object (shared, "changed", G_CALLBACK (shared_changed), self, G_CONNECT_SWAPPED);
}

guint
arc_entry_row_get_index (ArcEntryRow *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->list_item != NULL ? gtk_list_item_get_position (self->list_item)
                                 : GTK_INVALID_LIST_POSITION;
}

const char *
arc_outcome_to_mark (ArcOutcome outcome)
{
  switch (outcome) {
  case ARC_OUTCOME_ACHIEVED:
    return "●";
  case ARC_OUTCOME_PARTLY:
    return "◐";
  case ARC_OUTCOME_MISSED:
    return "○";
  case ARC_OUTCOME_NOT_SAID:
  case ARC_N_OUTCOMES:
  default:
    return "";
  }
}
