/* What was measured this month, in equivalents: a quiet line or two on Today. */
#include "arc-gained-list.h"

#include "arc-equivalent-row.h"

#include <glib/gi18n.h>

/* More than so many lines would be a page of figures. */
#define LINES_SHOWN 2

struct _ArcGainedList {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* not owned */
};

G_DEFINE_FINAL_TYPE (ArcGainedList, arc_gained_list, ADW_TYPE_BIN)

static void
clear_rows (ArcGainedList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* The best @rank of each figure, until there are enough. */
static void
add_rank (ArcGainedList *self, const GPtrArray *measured, const GPtrArray *equivalents, guint rank)
{
  for (guint i = 0; i < measured->len && self->rows->len < LINES_SHOWN; i++) {
    const ArcMeasured *one = measured->pdata[i];
    g_autoptr (GPtrArray) ranked = arc_equivalents_rank (equivalents, one);
    GtkWidget *row = NULL;

    if (rank >= ranked->len)
      continue;
    row = arc_equivalent_row_new (ranked->pdata[rank], one->unit, one->per, one->amount);
    if (row == NULL)
      continue;
    adw_preferences_group_add (self->group, row);
    g_ptr_array_add (self->rows, row);
  }
}

static void
arc_gained_list_finalize (GObject *object)
{
  g_ptr_array_unref (ARC_GAINED_LIST (object)->rows);
  G_OBJECT_CLASS (arc_gained_list_parent_class)->finalize (object);
}

static void
arc_gained_list_class_init (ArcGainedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_gained_list_finalize;
}

static void
arc_gained_list_init (ArcGainedList *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (group);
  adw_preferences_group_set_title (self->group, _ ("What you measured this month"));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
arc_gained_list_new (void)
{
  return g_object_new (ARC_TYPE_GAINED_LIST, NULL);
}

void
arc_gained_list_show (ArcGainedList *self, const GPtrArray *measured, const GPtrArray *equivalents)
{
  g_return_if_fail (ARC_IS_GAINED_LIST (self));

  clear_rows (self);
  for (guint rank = 0; equivalents != NULL && rank < LINES_SHOWN; rank++)
    add_rank (self, measured, equivalents, rank);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
