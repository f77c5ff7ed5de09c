/* The Journal page: search and filters, the list of entries, and the entry that is read. */
#include "arc-journal-page.h"

#include <glib/gi18n.h>

#include "arc-entry-list.h"
#include "arc-entry-row.h"
#include "arc-filter-bar.h"
#include "arc-found-view.h"
#include "arc-reader.h"
#include "arc-share-reader.h"
#include "arc-team-sync.h"

/* A search begins when typing pauses for so long. */
#define SEARCH_DELAY_MS 150

struct _ArcJournalPage {
  ArcFoldable parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkSearchEntry *search_entry;
  GtkWidget *filters_box;
  ArcFilterBar *filter_bar;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *error_page;
  GtkStack *reader_stack;
  ArcReader *reader;
  GtkWidget *share_pane;
  ArcShareReader *share_reader;
  ArcFoundView *found_view; /* built when what others shared is first searched */

  ArcJournalService *service;
  GCancellable *cancellable;
  ArcEntryList *list;
  GtkSingleSelection *selection;
  ArcQuery *query; /* what the list shows; NULL before the first */
  int day_start_h;
  ArcDay today;
  guint search_id;
  gboolean has_teams;
  gboolean focus_pending; /* the list is to have the focus as soon as it has a row */
  gboolean selecting;     /* the page itself selects, not the person */
};

G_DEFINE_FINAL_TYPE (ArcJournalPage, arc_journal_page, ARC_TYPE_FOLDABLE)

/* ---- what is shown --------------------------------------------------------------------- */

static gboolean
is_filtered (ArcJournalPage *self)
{
  return self->query != NULL && !arc_query_is_empty (self->query);
}

/* Whether the list is that of what others shared. */
static gboolean
shows_found (ArcJournalPage *self)
{
  return self->found_view != NULL && arc_filter_bar_get_whose (self->filter_bar) != ARC_WHOSE_MINE;
}

static void
show_state (ArcJournalPage *self)
{
  gboolean filtered = is_filtered (self);
  const GError *error = arc_entry_list_get_error (self->list);
  gboolean empty = arc_entry_list_get_n_entries (self->list) == 0;
  const char *page = "list";

  if (shows_found (self)) {
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->found_view));
    gtk_widget_set_visible (self->filters_box, TRUE);
    return;
  }
  if (empty && error != NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    page = "error";
  } else if (empty && arc_entry_list_is_loading (self->list)) {
    page = "loading";
  } else if (empty) {
    page = filtered ? "nothing" : "empty";
  }
  gtk_stack_set_visible_child_name (self->stack, page);
  /* Nothing to filter, and nothing that a filter hides. */
  gtk_widget_set_visible (self->filters_box, filtered || !empty || self->has_teams);
}

static void
show_selected (ArcJournalPage *self)
{
  ArcEntryItem *item = gtk_single_selection_get_selected_item (self->selection);
  const ArcBrief *brief = item != NULL ? arc_entry_item_get_brief (item) : NULL;

  gtk_stack_set_visible_child (self->reader_stack, GTK_WIDGET (self->reader));
  if (brief != NULL && g_strcmp0 (brief->id, arc_reader_get_entry_id (self->reader)) != 0)
    arc_reader_show (self->reader, brief->id, self->query);
}

static void
selected_item_filled (ArcJournalPage *self, GParamSpec *pspec, ArcEntryItem *item)
{
  g_signal_handlers_disconnect_by_func (item, selected_item_filled, self);
  if (gtk_single_selection_get_selected_item (self->selection) == item)
    show_selected (self);
}

static void
selection_changed (ArcJournalPage *self)
{
  ArcEntryItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || self->selecting || arc_entry_item_is_heading (item))
    return;

  if (arc_entry_item_get_brief (item) != NULL)
    show_selected (self);
  else
    g_signal_connect_object (item, "notify::brief", G_CALLBACK (selected_item_filled), self,
                             G_CONNECT_SWAPPED);
}

static void
select_row (ArcJournalPage *self, guint index)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, index);
  self->selecting = FALSE;
}

static void
scroll_to (ArcJournalPage *self, guint index)
{
  /* The topmost entry brings its heading. */
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u",
                              index == 1 ? 0 : index);
}

static void
row_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcJournalPage) self = user_data;
  guint index = arc_entry_list_find_finish (ARC_ENTRY_LIST (source), result, NULL);

  if (self->service == NULL || index == G_MAXUINT ||
      index == gtk_single_selection_get_selected (self->selection))
    return;

  select_row (self, index);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    scroll_to (self, index);
}

/* Selects what the reader shows, where the list has it. */
static void
find_shown (ArcJournalPage *self)
{
  const char *id = arc_reader_get_entry_id (self->reader);

  if (id != NULL)
    arc_entry_list_find_async (self->list, id, self->cancellable, row_found, g_object_ref (self));
}

static void
rows_changed (ArcJournalPage *self)
{
  show_state (self);
  /* The selected row went, for instance because its entry got another date. */
  if (!arc_entry_list_is_loading (self->list) &&
      gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    find_shown (self);
}

/* The widget of a row, where there is one at the moment. */
static GtkWidget *
find_row_widget (ArcJournalPage *self, guint index)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *row = gtk_widget_get_first_child (child);

    if (ARC_IS_ENTRY_ROW (row) && arc_entry_row_get_index (ARC_ENTRY_ROW (row)) == index)
      return child;
  }

  return NULL;
}

/* To the selected row, or the first. */
static void
focus_list (ArcJournalPage *self)
{
  guint index = gtk_single_selection_get_selected (self->selection);
  GtkWidget *row = NULL;

  if (shows_found (self)) {
    arc_found_view_focus (self->found_view);
    return;
  }
  self->focus_pending = arc_entry_list_get_n_entries (self->list) == 0;
  if (self->focus_pending)
    return;
  if (index == GTK_INVALID_LIST_POSITION) {
    index = 1;
    gtk_single_selection_set_selected (self->selection, index);
  }
  row = find_row_widget (self, index);
  gtk_widget_grab_focus (row != NULL ? row : GTK_WIDGET (self->list_view));
}

static void
loading_changed (ArcJournalPage *self)
{
  if (arc_entry_list_is_loading (self->list))
    return;

  /* What another query found is read from its beginning, or from the entry that is being read. */
  scroll_to (self, 0);
  find_shown (self);
  if (self->focus_pending)
    focus_list (self);
}

/* ---- what others shared ---------------------------------------------------------------- */

static void show_reader (ArcJournalPage *self);

static void
found_chosen (ArcJournalPage *self, const char *id, gboolean is_mine, gboolean opened)
{
  if (is_mine)
    arc_reader_show (self->reader, id, self->query);
  else
    arc_share_reader_show (self->share_reader, id);
  gtk_stack_set_visible_child (self->reader_stack,
                               is_mine ? GTK_WIDGET (self->reader) : self->share_pane);
  if (opened)
    show_reader (self);
}

static void
search_found (ArcJournalPage *self)
{
  ArcWhose whose = arc_filter_bar_get_whose (self->filter_bar);

  if (whose == ARC_WHOSE_MINE)
    return;
  if (self->found_view == NULL) {
    self->found_view = ARC_FOUND_VIEW (arc_found_view_new (self->service));
    g_signal_connect_object (self->found_view, "chosen", G_CALLBACK (found_chosen), self,
                             G_CONNECT_SWAPPED);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->found_view), "found");
  }
  arc_found_view_search (self->found_view, self->query, whose == ARC_WHOSE_BOTH, self->today);
}

static void
has_teams_changed (ArcJournalPage *self)
{
  self->has_teams = arc_team_sync_get_has_teams (arc_team_sync_get (self->service));
  arc_filter_bar_set_has_teams (self->filter_bar, self->has_teams);
  show_state (self);
}

/* ---- searching ------------------------------------------------------------------------- */

static void
run_query (ArcJournalPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_pointer (&self->query, arc_query_free);
  self->query = arc_query_parse (text, self->today);
  arc_filter_bar_apply (self->filter_bar, self->query);
  arc_entry_list_set_query (self->list, self->query);
  search_found (self);
  show_state (self);
  /* Marks what matches now. */
  if (arc_reader_get_entry_id (self->reader) != NULL)
    arc_reader_show (self->reader, arc_reader_get_entry_id (self->reader), self->query);
}

static gboolean
search_due (gpointer user_data)
{
  ArcJournalPage *self = user_data;

  self->search_id = 0;
  run_query (self);

  return G_SOURCE_REMOVE;
}

static void
search_changed (ArcJournalPage *self)
{
  g_clear_handle_id (&self->search_id, g_source_remove);
  if (self->query != NULL)
    self->search_id = g_timeout_add (SEARCH_DELAY_MS, search_due, self);
}

static void
filters_changed (ArcJournalPage *self)
{
  if (self->query != NULL)
    run_query (self);
}

static void
set_search_text (ArcJournalPage *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

static void
clear_filters (ArcJournalPage *self)
{
  arc_filter_bar_clear (self->filter_bar);
  set_search_text (self, "");
  filters_changed (self);
}

static void
search_stopped (ArcJournalPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    set_search_text (self, "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* ---- what day it is, by this journal --------------------------------------------------- */

typedef struct {
  int day_start_h;
  ArcDay today;
} Days;

static gpointer
read_days (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Days *days = g_new0 (Days, 1);

  days->day_start_h = arc_journal_get_day_start (journal);
  days->today = arc_journal_today (journal);

  return days;
}

static void
days_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcJournalPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Days *days =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  gboolean other = FALSE;

  if (days == NULL || self->service == NULL)
    return;

  other = self->query == NULL || days->day_start_h != self->day_start_h;
  self->day_start_h = days->day_start_h;
  self->today = days->today;
  arc_filter_bar_set_today (self->filter_bar, days->today);
  if (other)
    run_query (self);
}

static void
ask_days (ArcJournalPage *self)
{
  arc_journal_service_read_async (self->service, read_days, NULL, NULL, g_free, self->cancellable,
                                  days_read, g_object_ref (self));
}

/* ---- moving about ---------------------------------------------------------------------- */

static gboolean
is_heading (ArcJournalPage *self, guint index)
{
  g_autoptr (ArcEntryItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), index);

  return item != NULL && arc_entry_item_is_heading (item);
}

/* Headings are no place to stop: the arrow keys go on to the entry behind. */
static gboolean
move_over_heading (ArcJournalPage *self, int direction)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint next = 0, target = 0;
  GtkWidget *row = NULL;

  if (selected == GTK_INVALID_LIST_POSITION || (direction < 0 && selected < 1))
    return FALSE;
  next = selected + (guint) direction;
  if (next >= n_rows || !is_heading (self, next))
    return FALSE;

  /* The topmost heading has nothing above it. */
  target = next + (guint) direction;
  if (next == 0 || target >= n_rows)
    return TRUE;
  gtk_single_selection_set_selected (self->selection, target);
  row = find_row_widget (self, target);
  if (row != NULL)
    gtk_widget_grab_focus (row);
  else
    scroll_to (self, target);

  return TRUE;
}

static gboolean
list_key_pressed (ArcJournalPage *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return move_over_heading (self, 1);
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return move_over_heading (self, -1);
  case GDK_KEY_Delete:
  case GDK_KEY_KP_Delete:
    return gtk_widget_activate_action (GTK_WIDGET (self->reader), "reader.delete", NULL);
  default:
    return FALSE;
  }
}

static gboolean
search_key_pressed (ArcJournalPage *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;

  focus_list (self);

  return TRUE;
}

static void
show_reader (ArcJournalPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->reader_stack));
}

/* Enter: read it. */
static void
row_activated (ArcJournalPage *self, guint index)
{
  if (is_heading (self, index))
    return;

  show_selected (self);
  show_reader (self);
  arc_reader_focus (self->reader);
}

static void
search_activated (ArcJournalPage *self)
{
  if (self->search_id != 0)
    run_query (self);
  focus_list (self);
}

/* A click selects; where there is room for one pane only, it opens too. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcJournalPage *self = ARC_JOURNAL_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    show_reader (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcJournalPage *self = ARC_JOURNAL_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  focus_list (self);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ARC_JOURNAL_PAGE (widget)->reader), "reader.edit", NULL);
}

static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ARC_JOURNAL_PAGE (widget)->reader), "reader.share", NULL);
}

/* ---- rows ------------------------------------------------------------------------------ */

static void
setup_row (ArcJournalPage *self, GtkListItem *list_item)
{
  GtkWidget *row = arc_entry_row_new ();

  arc_entry_row_set_shared (ARC_ENTRY_ROW (row), arc_shared_entries_get (self->service));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row (ArcJournalPage *self, GtkListItem *list_item)
{
  ArcEntryItem *item = gtk_list_item_get_item (list_item);
  gboolean heading = arc_entry_item_is_heading (item);

  gtk_list_item_set_selectable (list_item, !heading);
  gtk_list_item_set_activatable (list_item, !heading);
  arc_entry_row_bind (ARC_ENTRY_ROW (gtk_list_item_get_child (list_item)), list_item,
                      self->day_start_h);
}

static void
unbind_row (ArcJournalPage *self, GtkListItem *list_item)
{
  arc_entry_row_bind (ARC_ENTRY_ROW (gtk_list_item_get_child (list_item)), NULL, 0);
}

static void
build_list (ArcJournalPage *self)
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

/* ---- the widget ------------------------------------------------------------------------ */

static void
arc_journal_page_dispose (GObject *object)
{
  ArcJournalPage *self = ARC_JOURNAL_PAGE (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_journal_page_parent_class)->dispose (object);
}

static void
arc_journal_page_finalize (GObject *object)
{
  ArcJournalPage *self = ARC_JOURNAL_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, arc_query_free);

  G_OBJECT_CLASS (arc_journal_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, filters_box);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, reader_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, reader);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, share_pane);
  gtk_widget_class_bind_template_child (widget_class, ArcJournalPage, share_reader);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, list_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, run_query);
}

static void
arc_journal_page_class_init (ArcJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_journal_page_dispose;
  object_class->finalize = arc_journal_page_finalize;

  g_type_ensure (ARC_TYPE_FILTER_BAR);
  g_type_ensure (ARC_TYPE_READER);
  g_type_ensure (ARC_TYPE_SHARE_READER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "journal.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "journal.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "journal.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "journal.share", NULL, share_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "journal.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "journal.share", NULL);
}

static void
arc_journal_page_init (ArcJournalPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_journal_page_new (ArcJournalService *service)
{
  ArcJournalPage *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_JOURNAL_PAGE, NULL);
  self->service = g_object_ref (service);
  self->list = arc_entry_list_new (service);
  arc_filter_bar_set_service (self->filter_bar, service);
  arc_reader_set_service (self->reader, service);
  arc_share_reader_set_service (self->share_reader, service);
  build_list (self);
  g_signal_connect_object (arc_team_sync_get (service), "notify::has-teams",
                           G_CALLBACK (has_teams_changed), self, G_CONNECT_SWAPPED);
  has_teams_changed (self);
  g_signal_connect_object (service, "changed", G_CALLBACK (ask_days), self, G_CONNECT_SWAPPED);
  ask_days (self);

  return GTK_WIDGET (self);
}

void
arc_journal_page_show_entry (ArcJournalPage *self, const char *id)
{
  g_return_if_fail (ARC_IS_JOURNAL_PAGE (self));
  g_return_if_fail (id != NULL);

  gtk_stack_set_visible_child (self->reader_stack, GTK_WIDGET (self->reader));
  arc_reader_show (self->reader, id, self->query);
  show_reader (self);
  find_shown (self);
}

void
arc_journal_page_focus_list (ArcJournalPage *self)
{
  g_return_if_fail (ARC_IS_JOURNAL_PAGE (self));

  focus_list (self);
}

void
arc_journal_page_search (ArcJournalPage *self, const char *text)
{
  g_return_if_fail (ARC_IS_JOURNAL_PAGE (self));
  g_return_if_fail (text != NULL);

  arc_filter_bar_clear (self->filter_bar);
  set_search_text (self, text);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  filters_changed (self);
}

void
arc_journal_page_focus_search (ArcJournalPage *self)
{
  g_return_if_fail (ARC_IS_JOURNAL_PAGE (self));

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
