/* What falls due in the next days. */
#include "arc-due-list.h"

#include "arc-text.h"
#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcDueList {
  AdwBin parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ArcDueList, arc_due_list, ADW_TYPE_BIN)

static char *
make_title (const ArcWaiting *waiting)
{
  if (waiting->commitment_id == NULL)
    return arc_text_excerpt (waiting->quote, ARC_EXCERPT_CHARS);
  /* Translators: a commitment: its kind and its line: “Start: log the call”. */
  return g_strdup_printf (_ ("%s: %s"), arc_kind_to_label (waiting->kind), waiting->quote);
}

static GtkWidget *
row_new (const ArcWaiting *waiting, ArcDay today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (waiting);
  g_autofree char *date = arc_day_between (today, waiting->due) == 1
                              ? g_strdup (_ ("Tomorrow"))
                              : arc_when_date (waiting->due, today);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* An entry as a whole stands on no list of commitments. */
  if (waiting->commitment_id != NULL) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "commitments");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-page");
  } else {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", waiting->entry_id);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-entry");
  }
  return row;
}

static void
arc_due_list_class_init (ArcDueListClass *klass)
{
}

static void
arc_due_list_init (ArcDueList *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Due this week"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Due this week"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_due_list_new (void)
{
  return g_object_new (ARC_TYPE_DUE_LIST, NULL);
}

void
arc_due_list_show (ArcDueList *self, const GPtrArray *due, ArcDay today)
{
  GtkListBoxRow *row;

  g_return_if_fail (ARC_IS_DUE_LIST (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < due->len; i++)
    gtk_list_box_append (self->list, row_new (due->pdata[i], today));
  gtk_widget_set_visible (GTK_WIDGET (self), due->len > 0);
}
