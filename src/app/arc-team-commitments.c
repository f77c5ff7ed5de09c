/* The commitments that a team shares, by their dates: late, soon, later, without a date, done. */
#include "arc-team-commitments.h"

#include "arc-team-commitment-item.h"
#include "arc-text-label.h"

#include <glib/gi18n.h>

/* "Soon" is within so many days. */
#define SOON_DAYS 7

typedef enum {
  GROUP_OVERDUE,
  GROUP_SOON,
  GROUP_LATER,
  GROUP_NO_DATE,
  GROUP_DONE,
  N_GROUPS,
} Group;

struct _ArcTeamCommitments {
  AdwBin parent_instance;

  GtkStack *stack; /* loading, list, empty, error */
  GtkListView *list_view;
  GtkWidget *more_button;
  AdwStatusPage *error_page;

  ArcTeamScan *scan;
  GListStore *items;
};

G_DEFINE_FINAL_TYPE (ArcTeamCommitments, arc_team_commitments, ADW_TYPE_BIN)

static Group
group_of (const ArcTeamCommitment *shared, ArcDay today)
{
  const ArcCommitment *commitment = shared->commitment;

  if (commitment->state != ARC_COMMITMENT_OPEN)
    return GROUP_DONE;
  if (!arc_day_is_set (commitment->due))
    return GROUP_NO_DATE;
  if (arc_day_compare (commitment->due, today) < 0)
    return GROUP_OVERDUE;
  return arc_day_between (today, commitment->due) <= SOON_DAYS ? GROUP_SOON : GROUP_LATER;
}

/* (transfer full) (element-type ArcTeamCommitmentItem) */
static GPtrArray *
make_items (const GPtrArray *commitments, ArcDay today)
{
  const char *titles[N_GROUPS] = {_ ("Overdue"), _ ("Within a week"), _ ("Later"),
                                  _ ("Without a date"), _ ("Done or let go")};
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (Group group = 0; group < N_GROUPS; group++) {
    gboolean any = FALSE;

    for (guint i = 0; i < commitments->len; i++) {
      if (group_of (commitments->pdata[i], today) != group)
        continue;
      if (!any)
        g_ptr_array_add (items, arc_team_commitment_item_new_heading (titles[group]));
      any = TRUE;
      g_ptr_array_add (items, arc_team_commitment_item_new (commitments->pdata[i], today));
    }
  }
  return items;
}

/* Only what differs changes, so that the list stays where it is. */
static void
take_items (ArcTeamCommitments *self, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (self->items);
  guint before = g_list_model_get_n_items (model);
  guint start = 0, end = 0;

  for (;; start++) {
    g_autoptr (ArcTeamCommitmentItem) item = g_list_model_get_item (model, start);

    if (item == NULL || start >= items->len ||
        !arc_team_commitment_item_equal (item, items->pdata[start]))
      break;
  }
  for (; end < MIN (before, items->len) - start; end++) {
    g_autoptr (ArcTeamCommitmentItem) item = g_list_model_get_item (model, before - 1 - end);

    if (!arc_team_commitment_item_equal (item, items->pdata[items->len - 1 - end]))
      break;
  }
  if (before - start - end > 0 || items->len - start - end > 0)
    g_list_store_splice (self->items, start, before - start - end, items->pdata + start,
                         items->len - start - end);
}

static void
scanned_cb (ArcTeamCommitments *self)
{
  const GError *error = arc_team_scan_get_error (self->scan);
  g_autoptr (GPtrArray) items = NULL;

  if (error != NULL && !arc_team_scan_is_done (self->scan)) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  if (!arc_team_scan_is_done (self->scan))
    return;
  items =
      make_items (arc_team_scan_get_commitments (self->scan), arc_team_scan_get_today (self->scan));
  take_items (self, items);
  gtk_widget_set_visible (self->more_button, arc_team_scan_has_more (self->scan));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
}

/* ---- rows --------------------------------------------------------------------------------- */

static void
setup_row (ArcTeamCommitments *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "arc-entry");
  gtk_box_append (GTK_BOX (box), arc_text_label_new ("", NULL));
  gtk_box_append (GTK_BOX (box), arc_text_label_new ("", "caption"));
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row (ArcTeamCommitments *self, GtkListItem *list_item)
{
  ArcTeamCommitmentItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *details = gtk_widget_get_next_sibling (title);
  const char *heading = arc_team_commitment_item_get_heading (item);

  gtk_list_item_set_activatable (list_item, heading == NULL);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_label_set_text (GTK_LABEL (title),
                      heading != NULL ? heading : arc_team_commitment_item_get_title (item));
  gtk_widget_set_visible (details, heading == NULL);
  gtk_widget_set_css_classes (title, (const char *[]){heading != NULL ? "heading" : "body", NULL});
  gtk_label_set_text (GTK_LABEL (details),
                      heading != NULL ? "" : arc_team_commitment_item_get_details (item));
  gtk_widget_set_css_classes (
      details,
      (const char *[]){"caption",
                       arc_team_commitment_item_is_overdue (item) ? "warning" : "dim-label", NULL});
}

static void
row_activated (ArcTeamCommitments *self, guint index)
{
  g_autoptr (ArcTeamCommitmentItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->items), index);
  const char *share_id = item != NULL ? arc_team_commitment_item_get_share_id (item) : NULL;

  if (share_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shared.show", "s", share_id);
}

static void
more_clicked (ArcTeamCommitments *self)
{
  arc_team_scan_look_further (self->scan);
}

static void
retry_clicked (ArcTeamCommitments *self)
{
  arc_team_scan_look_further (self->scan);
}

static void
build_list (ArcTeamCommitments *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection =
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_team_commitments_dispose (GObject *object)
{
  ArcTeamCommitments *self = ARC_TEAM_COMMITMENTS (object);

  g_clear_object (&self->scan);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (arc_team_commitments_parent_class)->dispose (object);
}

static void
arc_team_commitments_class_init (ArcTeamCommitmentsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_team_commitments_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-team-commitments.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTeamCommitments, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamCommitments, list_view);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamCommitments, more_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamCommitments, error_page);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
}

static void
arc_team_commitments_init (ArcTeamCommitments *self)
{
  self->items = g_list_store_new (ARC_TYPE_TEAM_COMMITMENT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  build_list (self);
}

GtkWidget *
arc_team_commitments_new (ArcTeamScan *scan)
{
  ArcTeamCommitments *self = NULL;

  g_return_val_if_fail (ARC_IS_TEAM_SCAN (scan), NULL);

  self = g_object_new (ARC_TYPE_TEAM_COMMITMENTS, NULL);
  self->scan = g_object_ref (scan);
  g_signal_connect_object (scan, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  scanned_cb (self);
  return GTK_WIDGET (self);
}
