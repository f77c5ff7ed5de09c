/* The window: sidebar and pages, the composer above them, and the actions that connect them. Pages
 * are built when they are first looked at, so that starting costs no more than what is seen. */
#include "arc-commitments-page.h"
#include "arc-window.h"

#include "arc-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-application.h"
#include "arc-history-dialog.h"
#include "arc-insights-page.h"
#include "arc-journal-page.h"
#include "arc-page-rows.h"
#include "arc-practices-page.h"
#include "arc-problem-page.h"
#include "arc-share-dialog.h"
#include "arc-summaries-page.h"
#include "arc-team-members-dialog.h"
#include "arc-team-page.h"
#include "arc-team-rows.h"
#include "arc-team-start-page.h"
#include "arc-today-page.h"
#include "arc-trash-page.h"
#include "arc-undo-delete.h"
#include "arc-welcome.h"
#include "arc-window-teams.h"
#include "arc-writing.h"

/* How long closing waits for the disk before it asks. */
#define FLUSH_MS 2000

struct _ArcWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkStack *root_stack; /* starting, main, problem; composer and welcome when first needed */
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *separator;
  GtkMenuButton *menu_button;
  GtkListBox *page_list;
  GtkStack *page_stack;
  GtkRevealer *read_only_bar;
  ArcProblemPage *problem_page;

  ArcJournalService *service;
  GSettings *settings;
  GCancellable *cancellable; /* cancelled when the window goes */
  ArcUndoDelete *undo_delete;
  ArcWriting *writing;
  gboolean may_lose_text; /* the person knows, and closes the window anyway */
  gboolean is_ready;      /* the journal is open and its first page is shown */
  gboolean write_pending; /* write as soon as it is */
};

G_DEFINE_FINAL_TYPE (ArcWindow, arc_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- pages ----------------------------------------------------------------------------- */

static const struct {
  const char *name;
  GtkWidget *(*create) (ArcJournalService *service);
} pages[] = {
    {"today", arc_today_page_new},
    {"journal", arc_journal_page_new},
    {"commitments", arc_commitments_page_new},
    {"insights", arc_insights_page_new},
    {"team", arc_team_start_page_new},
    {"trash", arc_trash_page_new},
};

/* Each team has these, with its id behind the prefix. */
static const struct {
  const char *prefix;
  GtkWidget *(*create) (ArcJournalService *service, const char *team_id);
} team_pages[] = {
    {ARC_TEAM_PAGE_PREFIX, arc_team_page_new},
    {ARC_SUMMARIES_PAGE_PREFIX, arc_summaries_page_new},
    {ARC_PRACTICES_PAGE_PREFIX, arc_practices_page_new},
};

static void
add_page (ArcWindow *self, GtkWidget *page, const char *name)
{
  g_object_bind_property (self->leaflet, "folded", page, "folded", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->page_stack, page, name);
}

static GtkWidget *
ensure_page (ArcWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->page_stack, name);

  for (gsize i = 0; page == NULL && i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name)) {
      page = pages[i].create (self->service);
      add_page (self, page, name);
    }
  for (gsize i = 0; page == NULL && i < G_N_ELEMENTS (team_pages); i++)
    if (g_str_has_prefix (name, team_pages[i].prefix)) {
      page = team_pages[i].create (self->service, name + strlen (team_pages[i].prefix));
      add_page (self, page, name);
    }

  return page;
}

static GtkListBoxRow *
find_row (ArcWindow *self, const char *name)
{
  for (int i = 0;; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, i);

    if (row == NULL || g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), name))
      return row;
  }
}

static GtkWidget *
show_page (ArcWindow *self, const char *name)
{
  const char *team = g_str_equal (name, "team") ? arc_team_rows_get_first (self->page_list) : NULL;
  g_autofree char *own_name = g_strdup (team != NULL ? team : name);
  GtkWidget *page = ensure_page (self, own_name);

  if (page == NULL)
    return NULL;

  gtk_stack_set_visible_child (self->page_stack, page);
  gtk_list_box_select_row (self->page_list, find_row (self, own_name));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page_stack));
  gtk_stack_set_visible_child_name (self->root_stack, "main");

  return page;
}

static void
page_row_selected (ArcWindow *self, GtkListBoxRow *row)
{
  /* While folded, moving through the rows must not leave the sidebar: activating does. */
  if (row != NULL && self->is_ready && !adw_leaflet_get_folded (self->leaflet))
    show_page (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
page_row_activated (ArcWindow *self, GtkListBoxRow *row)
{
  show_page (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* ---- focus ----------------------------------------------------------------------------- */

static gboolean
is_in_header (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL;
}

/* What the page is about, not the way back: an early Return must not lead away from it. A page
 * that is not read yet has nothing but its header; it takes the focus when it has more. */
static void
focus_page (ArcWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);
  GtkWidget *focus;

  if (page == NULL)
    return;
  gtk_root_set_focus (GTK_ROOT (self), NULL);
  do {
    if (!gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD)) {
      gtk_root_set_focus (GTK_ROOT (self), NULL);
      return;
    }
    focus = gtk_root_get_focus (GTK_ROOT (self));
  } while (focus != NULL && is_in_header (focus));
}

static gboolean
is_focus_in (ArcWindow *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
folded_changed (ArcWindow *self)
{
  /* A hidden sidebar would leave a folded window without a way to the pages. */
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_set_visible (self->sidebar, TRUE);
  gtk_widget_set_visible (self->separator, gtk_widget_get_visible (self->sidebar));
  /* Left to itself, the focus would go from what is covered now to the way back. */
  if (adw_leaflet_get_folded (self->leaflet) && is_focus_in (self, self->sidebar) &&
      adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->page_stack))
    focus_page (self);
}

/* ---- starting -------------------------------------------------------------------------- */

/* What decides about the first page. */
static gpointer
is_first_start (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *welcome = NULL;
  g_autofree char *topic = NULL;

  if (arc_journal_count_entries (journal) > 0)
    return GINT_TO_POINTER (FALSE);

  welcome = arc_journal_dup_setting (journal, ARC_SETTING_WELCOME);
  topic = arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
  if ((welcome != NULL && *welcome != '\0') || (topic != NULL && *topic != '\0'))
    return GINT_TO_POINTER (FALSE);

  drafts = arc_journal_list_drafts (journal, error);

  return GINT_TO_POINTER (drafts != NULL && drafts->len == 0);
}

static void
show_problem (ArcWindow *self, const GError *error)
{
  gtk_stack_set_visible_child_name (self->root_stack, "problem");
  arc_problem_page_show (self->problem_page, error);
}

static void
become_ready (ArcWindow *self)
{
  gboolean read_only = arc_journal_service_is_read_only (self->service);

  self->is_ready = TRUE;
  gtk_revealer_set_reveal_child (self->read_only_bar, read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.write", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.resume-draft", !read_only);
}

static void
welcome_done (ArcWindow *self, const char *topic, gboolean write, GtkWidget *welcome)
{
  g_autofree char *own_topic = g_strdup (topic);

  show_page (self, "today");
  if (write)
    arc_writing_begin (self->writing, own_topic);
}

static void
show_welcome (ArcWindow *self)
{
  GtkWidget *welcome = arc_welcome_new (self->service);

  g_signal_connect_object (welcome, "done", G_CALLBACK (welcome_done), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->root_stack, welcome, "welcome");
  gtk_stack_set_visible_child (self->root_stack, welcome);
}

/* Somebody quick may be writing already: that stays. */
static void
show_first_page (ArcWindow *self, gboolean is_first_start)
{
  if (arc_writing_is_open (self->writing))
    return;

  if (is_first_start && !arc_journal_service_is_read_only (self->service))
    show_welcome (self);
  else if (gtk_stack_get_visible_child (self->page_stack) == NULL)
    show_page (self, "today");
  else
    gtk_stack_set_visible_child_name (self->root_stack, "main");
}

static void
first_start_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean first = GPOINTER_TO_INT (
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error));

  /* The window may be gone by now. */
  if (self->service == NULL)
    return;
  if (error != NULL) {
    show_problem (self, error);
    return;
  }

  become_ready (self);
  show_first_page (self, first);
  /* The first page is there at once; from now on they fade. */
  gtk_stack_set_transition_type (self->root_stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  arc_page_rows_watch (self->page_list, self->service, self->cancellable);
  arc_team_rows_watch (self->page_list, self->service, self->cancellable);
  arc_window_teams_start (GTK_WINDOW (self), self->service);
  if (self->write_pending)
    arc_window_write (self);
}

static void
journal_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error)) {
    if (self->service != NULL)
      show_problem (self, error);
    return;
  }
  if (self->service == NULL)
    return;

  arc_journal_service_read_async (self->service, is_first_start, NULL, NULL, NULL,
                                  self->cancellable, first_start_known, g_object_ref (self));
}

static void
open_journal (ArcWindow *self)
{
  arc_journal_service_open_async (self->service, self->cancellable, journal_opened,
                                  g_object_ref (self));
}

static void
open_other_journal (ArcWindow *self, const char *path)
{
  arc_application_open_journal (ARC_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                path);
}

/* ---- actions --------------------------------------------------------------------------- */

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_window_write (ARC_WINDOW (widget));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_writing_edit (ARC_WINDOW (widget)->writing, g_variant_get_string (parameter, NULL));
}

static void
resume_draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_writing_resume (ARC_WINDOW (widget)->writing, g_variant_get_string (parameter, NULL));
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcWindow *self = ARC_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (arc_history_dialog_new (GTK_WINDOW (self), self->service,
                                                          g_variant_get_string (parameter, NULL))));
}

static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcWindow *self = ARC_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (arc_share_dialog_new (
      GTK_WIDGET (self->root_stack), self->service, g_variant_get_string (parameter, NULL))));
}

static void
team_members_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcWindow *self = ARC_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (arc_team_members_dialog_new (
      GTK_WINDOW (self), self->service, g_variant_get_string (parameter, NULL))));
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (ARC_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* By key: the focus goes along. */
static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = show_page (ARC_WINDOW (widget), g_variant_get_string (parameter, NULL));

  if (ARC_IS_JOURNAL_PAGE (page))
    arc_journal_page_focus_list (ARC_JOURNAL_PAGE (page));
  else if (ARC_IS_TEAM_PAGE (page))
    arc_team_page_focus (ARC_TEAM_PAGE (page));
  else if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* The first team, or how to begin with one. */
static void
show_team_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (ARC_WINDOW (widget), "team");
}

static void
show_entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = show_page (ARC_WINDOW (widget), "journal");

  arc_journal_page_show_entry (ARC_JOURNAL_PAGE (page), g_variant_get_string (parameter, NULL));
}

static void
show_share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *team_id = NULL, *share_id = NULL;
  g_autofree char *own_name = NULL;
  GtkWidget *page = NULL;

  g_variant_get (parameter, "(&s&s)", &team_id, &share_id);
  own_name = g_strconcat (ARC_TEAM_PAGE_PREFIX, team_id, NULL);
  page = show_page (ARC_WINDOW (widget), own_name);
  gtk_widget_activate_action (page, "shared.show", "s", share_id);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = show_page (ARC_WINDOW (widget), "journal");

  arc_journal_page_search (ARC_JOURNAL_PAGE (page), g_variant_get_string (parameter, NULL));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = show_page (ARC_WINDOW (widget), "journal");

  arc_journal_page_focus_search (ARC_JOURNAL_PAGE (page));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_undo_delete_run (ARC_WINDOW (widget)->undo_delete, g_variant_get_string (parameter, NULL));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_undo_delete_undo (ARC_WINDOW (widget)->undo_delete);
}

static void
toast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *title = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_toast_overlay_add_toast (ARC_WINDOW (widget)->toast_overlay, adw_toast_new (title));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_navigate (ARC_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcWindow *self = ARC_WINDOW (widget);

  if (adw_leaflet_get_folded (self->leaflet)) {
    gboolean at_sidebar = adw_leaflet_get_visible_child (self->leaflet) == self->sidebar;

    adw_leaflet_navigate (self->leaflet, at_sidebar ? ADW_NAVIGATION_DIRECTION_FORWARD
                                                    : ADW_NAVIGATION_DIRECTION_BACK);
    return;
  }

  gtk_widget_set_visible (self->sidebar, !gtk_widget_get_visible (self->sidebar));
  folded_changed (self);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcWindow *self = ARC_WINDOW (widget);

  gtk_widget_set_visible (self->sidebar, TRUE);
  folded_changed (self);
  adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
  gtk_menu_button_popup (self->menu_button);
}

/* Somewhere to start from with the keyboard, and where a screen reader begins. */
static void
ensure_focus (ArcWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->page_list);

  if (focus != NULL && focus != GTK_WIDGET (self->menu_button) && gtk_widget_get_mapped (focus))
    return;

  if (row != NULL && !adw_leaflet_get_folded (self->leaflet))
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    focus_page (self);
}

/* The keys that belong to the pages are off while something else covers them. */
static void
update_keys (ArcWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->root_stack);
  gboolean at_pages = g_strcmp0 (name, "main") == 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.go", at_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.find", at_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.toggle-sidebar", at_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.menu", at_pages);
  /* In the composer Ctrl+Z is about what is typed. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 at_pages && self->undo_delete != NULL &&
                                     arc_undo_delete_can_undo (self->undo_delete));
}

static void
root_child_changed (ArcWindow *self)
{
  update_keys (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->root_stack), "main") != 0)
    return;
  /* Whoever wrote before any page was shown comes from the composer to Today, not to a window
   * without a page. */
  if (gtk_stack_get_visible_child (self->page_stack) == NULL)
    show_page (self, "today");
  ensure_focus (self);
}

/* ---- the window itself ----------------------------------------------------------------- */

static void
save_size (ArcWindow *self)
{
  int width = 0, height = 0;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (self->settings, "window-height", CLAMP (height, 294, 16384));
}

static void
close_anyway_answered (ArcWindow *self, const char *response)
{
  if (!g_str_equal (response, "close"))
    return;

  self->may_lose_text = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_before_losing_text (ArcWindow *self)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Not everything is saved"),
                              _ ("The journal could not be written just now. What you typed last "
                                 "is still here, and would be lost with the window."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Keep It Open"),
                                    "close", _ ("_Close Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
arc_window_close_request (GtkWindow *window)
{
  ArcWindow *self = ARC_WINDOW (window);
  gboolean handed_over = arc_writing_flush (self->writing);
  gboolean on_disk = arc_journal_service_flush (self->service, FLUSH_MS);

  save_size (self);
  if ((!handed_over || !on_disk) && !self->may_lose_text) {
    ask_before_losing_text (self);
    return GDK_EVENT_STOP;
  }

  return GTK_WINDOW_CLASS (arc_window_parent_class)->close_request (window);
}

static void
arc_window_dispose (GObject *object)
{
  ArcWindow *self = ARC_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* They may outlive the window with what is under way, but must not reach for it any more. */
  if (self->undo_delete != NULL)
    g_object_run_dispose (G_OBJECT (self->undo_delete));
  g_clear_object (&self->undo_delete);
  if (self->writing != NULL)
    g_object_run_dispose (G_OBJECT (self->writing));
  g_clear_object (&self->writing);
  g_clear_object (&self->settings);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (arc_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.write", NULL, write_action);
  gtk_widget_class_install_action (klass, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (klass, "win.go", "s", go_action);
  gtk_widget_class_install_action (klass, "win.show-team", NULL, show_team_action);
  gtk_widget_class_install_action (klass, "win.show-entry", "s", show_entry_action);
  gtk_widget_class_install_action (klass, "win.show-share", "(ss)", show_share_action);
  gtk_widget_class_install_action (klass, "win.search", "s", search_action);
  gtk_widget_class_install_action (klass, "win.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "win.edit", "s", edit_action);
  gtk_widget_class_install_action (klass, "win.resume-draft", "s", resume_draft_action);
  gtk_widget_class_install_action (klass, "win.history", "s", history_action);
  gtk_widget_class_install_action (klass, "win.share", "s", share_action);
  gtk_widget_class_install_action (klass, "win.team-members", "s", team_members_action);
  gtk_widget_class_install_action (klass, "win.delete", "s", delete_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (klass, "win.menu", NULL, menu_action);
}

static void
arc_window_class_init (ArcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = arc_window_close_request;

  g_type_ensure (ARC_TYPE_PROBLEM_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/arcjournal/ArcJournal/ui/arc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, separator);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcWindow, problem_page);
  gtk_widget_class_bind_template_callback (widget_class, page_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, page_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, open_journal);
  gtk_widget_class_bind_template_callback (widget_class, open_other_journal);
  install_actions (widget_class);
}

static void
arc_window_init (ArcWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (ARC_APP_ID);
  self->cancellable = g_cancellable_new ();
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (self->root_stack, "notify::visible-child",
                           G_CALLBACK (root_child_changed), self, G_CONNECT_SWAPPED);
  update_keys (self);
}

GtkWidget *
arc_window_new (GtkApplication *application, ArcJournalService *service)
{
  ArcWindow *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self = g_object_new (ARC_TYPE_WINDOW, "application", application, NULL);
  self->service = g_object_ref (service);
  self->undo_delete = arc_undo_delete_new (service, self->toast_overlay);
  self->writing = arc_writing_new (service, self->root_stack);
  g_signal_connect_object (self->undo_delete, "notify::can-undo", G_CALLBACK (update_keys), self,
                           G_CONNECT_SWAPPED);
  /* Where there is a journal, its first page is what will be shown: it asks for its content while
   * the journal is still being opened, and both are there with the first frame. */
  if (g_file_test (arc_journal_service_get_path (service), G_FILE_TEST_EXISTS))
    show_page (self, "today");
  open_journal (self);

  return GTK_WIDGET (self);
}

void
arc_window_write (ArcWindow *self)
{
  g_return_if_fail (ARC_IS_WINDOW (self));

  self->write_pending = !self->is_ready;
  if (self->is_ready && !arc_journal_service_is_read_only (self->service))
    arc_writing_begin (self->writing, NULL);
}
