/* What others shared, alone or among my own entries. */
#include "arc-found-view.h"

#include <glib/gi18n.h>

#include "arc-share-list.h"
#include "arc-share-row.h"

struct _ArcFoundView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *nothing_page;
  AdwStatusPage *error_page;

  ArcShareList *list;
  GtkSingleSelection *selection;
  ArcDay today;
  gboolean is_filtered;
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcFoundView, arc_found_view, ADW_TYPE_BIN)

static void
show_state (ArcFoundView *self)
{
  const GError *error = arc_share_list_get_error (self->list);
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  const char *page = "list";

  if (empty && error != NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    page = "error";
  } else if (empty && arc_share_list_is_loading (self->list)) {
    page = "loading";
  } else if (empty) {
    adw_status_page_set_title (self->nothing_page,
                               self->is_filtered ? _ ("Nothing found") : _ ("Nothing shared yet"));
    adw_status_page_set_description (
        self->nothing_page, self->is_filtered
                                ? _ ("Nothing fits all of this. Fewer words or filters find more.")
                                : _ ("What teammates share with you appears here."));
    page = "nothing";
  }
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
choose (ArcFoundView *self, gboolean opened)
{
  ArcShareItem *item = gtk_single_selection_get_selected_item (self->selection);
  const ArcShareHead *head = item != NULL ? arc_share_item_get_head (item) : NULL;

  if (head != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, head->post_id, head->is_mine, opened);
}

static void
selected_cb (ArcFoundView *self)
{
  choose (self, FALSE);
}

static void
activated_cb (ArcFoundView *self)
{
  choose (self, TRUE);
}

/* A click selects; where there is room for one pane only, it opens too. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (ARC_FOUND_VIEW (widget), TRUE);
}

static void
setup_cb (ArcFoundView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, arc_share_row_new ());
}

static void
bind_cb (ArcFoundView *self, GtkListItem *list_item)
{
  arc_share_row_bind (ARC_SHARE_ROW (gtk_list_item_get_child (list_item)), list_item, self->today);
}

static void
unbind_cb (ArcFoundView *self, GtkListItem *list_item)
{
  arc_share_row_bind (ARC_SHARE_ROW (gtk_list_item_get_child (list_item)), NULL, self->today);
}

static GtkWidget *
new_list (ArcFoundView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list_view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "arc-entries");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Shared with you"), -1);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list_view));
  return scroller;
}

static GtkWidget *
new_status (const char *icon, const char *title)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  if (title != NULL)
    adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
arc_found_view_dispose (GObject *object)
{
  ArcFoundView *self = ARC_FOUND_VIEW (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (arc_found_view_parent_class)->dispose (object);
}

static void
arc_found_view_class_init (ArcFoundViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_found_view_dispose;

  signals[CHOSEN] =
      g_signal_new ("chosen", ARC_TYPE_FOUND_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "shared.open", NULL, open_action);
}

static void
arc_found_view_init (ArcFoundView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->nothing_page = ADW_STATUS_PAGE (new_status ("edit-find-symbolic", NULL));
  self->error_page =
      ADW_STATUS_PAGE (new_status ("dialog-warning-symbolic", _ ("The shares cannot be read")));
  gtk_stack_add_named (self->stack, adw_bin_new (), "loading");
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->nothing_page), "nothing");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->error_page), "error");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
arc_found_view_new (ArcJournalService *service)
{
  ArcFoundView *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_FOUND_VIEW, NULL);
  self->list = arc_share_list_new (service);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}

void
arc_found_view_search (ArcFoundView *self, const ArcQuery *query, gboolean with_entries,
                       ArcDay today)
{
  g_autoptr (ArcShareQuery) shares = arc_share_query_new (NULL);

  g_return_if_fail (ARC_IS_FOUND_VIEW (self));

  self->today = today;
  self->is_filtered = query != NULL && !arc_query_is_empty (query);
  shares->others_only = TRUE;
  shares->with_entries = with_entries;
  shares->query = self->is_filtered ? arc_query_copy (query) : NULL;
  arc_share_list_set_query (self->list, shares);
  show_state (self);
}

void
arc_found_view_focus (ArcFoundView *self)
{
  g_return_if_fail (ARC_IS_FOUND_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}
