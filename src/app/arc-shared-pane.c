/* What a team shares: the list, the reader beside it, and a review that steps through what is new.
 */
#include "arc-shared-pane.h"

#include "arc-answer-bar.h"
#include "arc-share-filter-bar.h"
#include "arc-share-list.h"
#include "arc-share-reader.h"
#include "arc-share-review.h"
#include "arc-share-row.h"

#include <glib/gi18n.h>

/* A search begins when typing pauses for so long. */
#define SEARCH_DELAY_MS 150

struct _ArcSharedPane {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkSearchEntry *search_entry;
  GtkWidget *filters_box;
  ArcShareFilterBar *filter_bar;
  GtkWidget *first_card;
  GtkButton *review_button;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *error_page;
  GtkWidget *reader_pane;
  ArcShareReader *reader;
  GtkWidget *review_bar;
  GtkLabel *review_label;
  GtkButton *next_button;
  GtkWidget *private_bar;

  ArcJournalService *service;
  GCancellable *cancellable;
  char *team_id;
  ArcShareList *list;
  GtkSingleSelection *selection;
  ArcShareReview *review; /* NULL while there is none */
  guint unread;
  gboolean told_private;
  ArcDay today;
  guint search_id;
  gboolean is_set_up;
  gboolean selecting; /* the pane itself selects, not the person */
  gboolean filtered;
  gboolean first_dismissed;
  gboolean focus_pending; /* the list is to have the focus as soon as there is something in it */
};

enum {
  PROP_READING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcSharedPane, arc_shared_pane, ADW_TYPE_BIN)

/* ---- what is shown ------------------------------------------------------------------------ */

static void
show_state (ArcSharedPane *self)
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
    page = self->filtered ? "nothing" : "empty";
  }
  gtk_stack_set_visible_child_name (self->stack, page);
  /* Nothing to filter, and nothing that a filter hides. */
  gtk_widget_set_visible (self->filters_box, self->filtered || !empty);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), self->filtered || !empty);
}

static void
select_row (ArcSharedPane *self, guint index)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, index);
  self->selecting = FALSE;
}

/* Selects what the reader shows, where the list has it. */
static void
select_shown (ArcSharedPane *self)
{
  guint index = arc_share_list_find (self->list, arc_share_reader_get_post_id (self->reader));

  if (index == gtk_single_selection_get_selected (self->selection))
    return;
  select_row (self, index);
  if (index != G_MAXUINT && gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", index);
}

static void
show_reader (ArcSharedPane *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reader_pane);
}

/* Once, where something is read for the first time. */
static void
tell_private (ArcSharedPane *self)
{
  gtk_widget_set_visible (self->private_bar, !self->told_private);
}

static void
show_share (ArcSharedPane *self, const char *post_id)
{
  arc_share_reader_show (self->reader, post_id);
  tell_private (self);
  select_shown (self);
}

/* ---- the review --------------------------------------------------------------------------- */

static void
show_review (ArcSharedPane *self)
{
  guint number = self->review != NULL ? arc_share_review_get_number (self->review) : 0;
  g_autofree char *place = NULL;

  gtk_widget_set_visible (self->review_bar, number > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->review_button),
                          self->review == NULL && self->unread > 0);
  if (number == 0)
    return;
  /* Those that are left count what is read now, as its mark comes later. */
  place = g_strdup_printf (ngettext ("%u new", "%u new", self->unread), self->unread);
  gtk_label_set_text (self->review_label, self->unread > 0 ? place : _ ("The last one"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shared.previous",
                                 arc_share_review_has_previous (self->review));
}

static void
end_review (ArcSharedPane *self)
{
  g_clear_object (&self->review);
  show_review (self);
}

static void
review_moved_cb (ArcSharedPane *self)
{
  const char *post_id = arc_share_review_get_post_id (self->review);

  if (post_id != NULL) {
    show_share (self, post_id);
    show_review (self);
    show_reader (self);
    return;
  }
  arc_share_reader_show_all_read (self->reader);
  select_row (self, GTK_INVALID_LIST_POSITION);
  end_review (self);
  show_reader (self);
  arc_share_reader_focus (self->reader);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSharedPane *self = ARC_SHARED_PANE (widget);

  if (self->review != NULL)
    return;
  self->review = arc_share_review_new (self->service, self->team_id);
  g_signal_connect_object (self->review, "moved", G_CALLBACK (review_moved_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->review_button), FALSE);
  arc_share_review_next (self->review);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shared.previous", FALSE);
  /* Enter goes on from here. */
  gtk_widget_set_visible (self->review_bar, TRUE);
  show_reader (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

/* In a review to the next that is new; without one to the next row. */
static void
move (ArcSharedPane *self, int direction)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint target = 0;

  if (self->review != NULL) {
    if (direction > 0)
      arc_share_review_next (self->review);
    else
      arc_share_review_previous (self->review);
    return;
  }
  if (n_rows == 0 || arc_share_reader_shows_all_read (self->reader))
    return;
  if (selected == GTK_INVALID_LIST_POSITION)
    target = 0;
  else if ((direction < 0 && selected == 0) || (direction > 0 && selected + 1 >= n_rows))
    return;
  else
    target = selected + (guint) direction;
  gtk_single_selection_set_selected (self->selection, target);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", target);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ARC_SHARED_PANE (widget), 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ARC_SHARED_PANE (widget), -1);
}

/* What was typed goes out, then the next. */
static void
send_and_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSharedPane *self = ARC_SHARED_PANE (widget);
  gboolean sent = arc_share_reader_send (self->reader);

  if (self->review == NULL && sent)
    return;
  move (self, 1);
  if (self->review != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
end_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSharedPane *self = ARC_SHARED_PANE (widget);

  end_review (self);
  if (arc_share_reader_shows_all_read (self->reader))
    arc_share_reader_show (self->reader, NULL);
  arc_shared_pane_go_back (self);
}

/* ---- the list ----------------------------------------------------------------------------- */

static void
selection_changed (ArcSharedPane *self)
{
  ArcShareItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || self->selecting)
    return;
  end_review (self);
  arc_share_reader_show (self->reader, arc_share_item_get_head (item)->post_id);
  tell_private (self);
}

static void
rows_changed (ArcSharedPane *self)
{
  show_state (self);
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    select_shown (self);
}

static void
loading_changed (ArcSharedPane *self)
{
  if (self->focus_pending && !arc_share_list_is_loading (self->list))
    arc_shared_pane_focus_list (self);
}

/* Enter: read it. */
static void
row_activated (ArcSharedPane *self, guint index)
{
  gtk_single_selection_set_selected (self->selection, index);
  show_reader (self);
  arc_share_reader_focus (self->reader);
}

/* A click selects; where there is room for one of both only, it opens too. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcSharedPane *self = ARC_SHARED_PANE (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    show_reader (self);
}

static void
run_query (ArcSharedPane *self)
{
  g_autoptr (ArcShareQuery) query = arc_share_query_new (self->team_id);

  g_clear_handle_id (&self->search_id, g_source_remove);
  arc_share_filter_bar_apply (self->filter_bar, query);
  query->query =
      arc_query_parse (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), self->today);
  self->filtered = arc_share_query_is_filtered (query);
  if (arc_query_is_empty (query->query))
    g_clear_pointer (&query->query, arc_query_free);
  arc_share_list_set_query (self->list, query);
}

static gboolean
search_due (gpointer user_data)
{
  ArcSharedPane *self = user_data;

  self->search_id = 0;
  run_query (self);
  return G_SOURCE_REMOVE;
}

static void
search_changed (ArcSharedPane *self)
{
  g_clear_handle_id (&self->search_id, g_source_remove);
  if (self->is_set_up)
    self->search_id = g_timeout_add (SEARCH_DELAY_MS, search_due, self);
}

static void
search_stopped (ArcSharedPane *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    arc_shared_pane_focus_list (self);
}

static void
filters_changed (ArcSharedPane *self)
{
  if (self->is_set_up)
    run_query (self);
}

static void
clear_filters (ArcSharedPane *self)
{
  arc_share_filter_bar_clear (self->filter_bar);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  filters_changed (self);
}

static void
setup_row (ArcSharedPane *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, arc_share_row_new ());
}

static void
bind_row (ArcSharedPane *self, GtkListItem *list_item)
{
  arc_share_row_bind (ARC_SHARE_ROW (gtk_list_item_get_child (list_item)), list_item, self->today);
}

static void
unbind_row (ArcSharedPane *self, GtkListItem *list_item)
{
  arc_share_row_bind (ARC_SHARE_ROW (gtk_list_item_get_child (list_item)), NULL, self->today);
}

static void
build_list (ArcSharedPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (rows_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (loading_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/* ---- cards -------------------------------------------------------------------------------- */

static void
first_dismissed_cb (ArcSharedPane *self)
{
  self->first_dismissed = TRUE;
  gtk_widget_set_visible (self->first_card, FALSE);
  arc_journal_service_write_async (self->service, arc_team_info_dismiss_going_first,
                                   g_strdup (self->team_id), g_free, NULL, NULL, NULL, NULL);
}

static void
private_dismissed_cb (ArcSharedPane *self)
{
  self->told_private = TRUE;
  gtk_widget_set_visible (self->private_bar, FALSE);
  arc_journal_service_write_async (self->service, arc_team_info_set_told, NULL, NULL, NULL, NULL,
                                   NULL, NULL);
}

/* ---- keys --------------------------------------------------------------------------------- */

/* Letters, where nothing is being typed. */
static gboolean
key_pressed (ArcSharedPane *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (focus != NULL &&
       (GTK_IS_EDITABLE (focus) ||
        (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus))))))
    return FALSE;
  switch (key) {
  case GDK_KEY_n:
  case GDK_KEY_j:
    move (self, 1);
    return TRUE;
  case GDK_KEY_p:
  case GDK_KEY_k:
    move (self, -1);
    return TRUE;
  default:
    return FALSE;
  }
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
leaflet_changed (ArcSharedPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

static void
arc_shared_pane_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_READING:
    g_value_set_boolean (value, arc_shared_pane_is_reading (ARC_SHARED_PANE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_shared_pane_dispose (GObject *object)
{
  ArcSharedPane *self = ARC_SHARED_PANE (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->review);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->service);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (arc_shared_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-shared-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, filters_box);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, first_card);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, review_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, reader_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, reader);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, review_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, review_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, next_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSharedPane, private_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, run_query);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, first_dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, private_dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaflet_changed);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
}

static void
arc_shared_pane_class_init (ArcSharedPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_shared_pane_get_property;
  object_class->dispose = arc_shared_pane_dispose;
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ARC_TYPE_SHARE_FILTER_BAR);
  g_type_ensure (ARC_TYPE_SHARE_READER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "shared.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "shared.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "shared.end-review", NULL, end_review_action);
  gtk_widget_class_install_action (widget_class, "shared.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "shared.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "shared.send-and-next", NULL,
                                   send_and_next_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "shared.send-and-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "shared.send-and-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shared.end-review", NULL);
}

static void
arc_shared_pane_init (ArcSharedPane *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_shared_pane_new (ArcJournalService *service, const char *team_id)
{
  ArcSharedPane *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_SHARED_PANE, NULL);
  self->service = g_object_ref (service);
  self->team_id = g_strdup (team_id);
  self->list = arc_share_list_new (service);
  arc_share_filter_bar_set_team (self->filter_bar, service, team_id);
  arc_share_reader_set_service (self->reader, service);
  build_list (self);
  return GTK_WIDGET (self);
}

void
arc_shared_pane_show_info (ArcSharedPane *self, const ArcTeamInfo *info)
{
  g_autofree char *label = NULL;

  g_return_if_fail (ARC_IS_SHARED_PANE (self));

  self->unread = info->unread;
  self->told_private = self->told_private || info->told_private;
  self->today = info->today;
  label =
      g_strdup_printf (ngettext ("_Review %u New", "_Review %u New", info->unread), info->unread);
  gtk_button_set_label (self->review_button, label);
  gtk_widget_set_visible (self->first_card, info->offers_to_go_first && !self->first_dismissed);
  arc_share_filter_bar_set_today (self->filter_bar, info->today);
  arc_share_filter_bar_set_members (self->filter_bar, info->members);
  show_review (self);
  if (!self->is_set_up) {
    self->is_set_up = TRUE;
    run_query (self);
  }
}

void
arc_shared_pane_show_share (ArcSharedPane *self, const char *post_id)
{
  g_return_if_fail (ARC_IS_SHARED_PANE (self));

  end_review (self);
  show_share (self, post_id);
  show_reader (self);
}

gboolean
arc_shared_pane_is_reading (ArcSharedPane *self)
{
  g_return_val_if_fail (ARC_IS_SHARED_PANE (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet) &&
         adw_leaflet_get_visible_child (self->leaflet) == self->reader_pane;
}

void
arc_shared_pane_go_back (ArcSharedPane *self)
{
  g_return_if_fail (ARC_IS_SHARED_PANE (self));

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  arc_shared_pane_focus_list (self);
}

void
arc_shared_pane_focus_list (ArcSharedPane *self)
{
  g_return_if_fail (ARC_IS_SHARED_PANE (self));

  self->focus_pending = !self->is_set_up || arc_share_list_is_loading (self->list);
  if (self->focus_pending)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->review_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->review_button));
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  else
    gtk_widget_child_focus (self->list_pane, GTK_DIR_TAB_FORWARD);
}
