/* The page of one team. What it knows of the team is read in one go, and given to its parts. */
#include "arc-team-page.h"

#include "arc-focus-card.h"
#include "arc-focus-dialog.h"
#include "arc-shared-pane.h"
#include "arc-team-barriers.h"
#include "arc-team-commitments.h"
#include "arc-team-info.h"
#include "arc-team-state-bar.h"
#include "arc-team-sync.h"

#include <glib/gi18n.h>

struct _ArcTeamPage {
  ArcFoldable parent_instance;

  GtkWidget *back_button;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  GtkStack *stack; /* loading, team, asking, gone, error */
  AdwStatusPage *asking_page;
  AdwStatusPage *error_page;
  GtkWidget *asking_bar;
  GtkLabel *asking_label;
  AdwViewStack *view_stack;
  AdwBin *shared_bin;
  AdwBin *commitments_bin;
  AdwBin *barriers_bin;
  GtkBox *focus_box;
  GtkStack *focus_stack;
  GtkWidget *focus_ask_box;
  ArcTeamStateBar *state_bar;

  ArcJournalService *service;
  ArcTeamSync *sync;
  GCancellable *cancellable;
  char *team_id;
  ArcSharedPane *pane;
  ArcTeamScan *scan;
  ArcDay today;
  gboolean reading;
  gboolean read_again;
  gboolean somebody_asks; /* to join, and I can let them in */
};

G_DEFINE_FINAL_TYPE (ArcTeamPage, arc_team_page, ARC_TYPE_FOLDABLE)

/* ---- what is shown ------------------------------------------------------------------------ */

static gboolean
is_at (ArcTeamPage *self, const char *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), view) == 0;
}

static gboolean
is_reading_share (ArcTeamPage *self)
{
  return is_at (self, "shared") && arc_shared_pane_is_reading (self->pane);
}

static void
update_header (ArcTeamPage *self)
{
  gboolean at_team = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "team") == 0;
  gboolean reading = at_team && is_reading_share (self);

  gtk_widget_set_visible (self->back_button,
                          arc_foldable_get_folded (ARC_FOLDABLE (self)) || reading);
  gtk_widget_set_tooltip_text (self->back_button, reading ? _ ("Back to the list") : _ ("Back"));
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, at_team);
  /* Where there is little room, what is read has all of it. */
  adw_view_switcher_bar_set_reveal (
      self->switcher_bar,
      at_team && !reading && adw_view_switcher_title_get_title_visible (self->switcher_title));
  gtk_widget_set_visible (GTK_WIDGET (self->state_bar), at_team && !reading);
  gtk_widget_set_visible (self->asking_bar, self->somebody_asks && !reading);
}

static void
view_changed (ArcTeamPage *self)
{
  if (self->scan == NULL)
    return;
  arc_team_scan_set_active (self->scan,
                            gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                                (is_at (self, "commitments") || is_at (self, "barriers")));
  update_header (self);
}

static void
set_badge (ArcTeamPage *self, GtkWidget *child, guint number)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->view_stack, child);

  adw_view_stack_page_set_badge_number (page, number);
  adw_view_stack_page_set_needs_attention (page, number > 0);
}

static gboolean
waits_for_me (const ArcTeamInfo *info)
{
  for (guint i = 0; i < info->aims->len; i++) {
    const ArcTeamAim *aim = info->aims->pdata[i];

    if (!aim->is_mine && arc_team_aim_find_mine (aim) == NULL)
      return TRUE;
  }
  return FALSE;
}

static void
show_focus (ArcTeamPage *self, const ArcTeamInfo *info)
{
  gboolean is_manager = arc_team_info_is_manager (info);

  arc_focus_cards_show (self->focus_box, info->aims, self->service, info->today, is_manager, TRUE);
  gtk_stack_set_visible_child_name (self->focus_stack, info->aims->len > 0 ? "cards" : "empty");
  gtk_widget_set_visible (self->focus_ask_box, is_manager);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.focus", is_manager);
  adw_view_stack_page_set_needs_attention (
      adw_view_stack_get_page (self->view_stack, GTK_WIDGET (self->focus_stack)),
      waits_for_me (info));
}

/* "Ben wants to join", for admins. */
static void
show_asking (ArcTeamPage *self, const ArcTeamInfo *info)
{
  g_autofree char *text = NULL;
  const char *name = "";

  for (guint i = 0; i < info->members->len; i++) {
    const ArcMember *member = info->members->pdata[i];

    if (member->state == ARC_MEMBER_ASKING)
      name = member->name;
  }
  if (info->asking == 1)
    /* Translators: %s is a person. */
    text = g_strdup_printf (_ ("%s wants to join"), name);
  else
    text = g_strdup_printf (
        ngettext ("%u person wants to join", "%u people want to join", info->asking), info->asking);
  gtk_label_set_text (self->asking_label, text);
  self->somebody_asks = info->asking > 0 && arc_team_info_is_admin (info);
}

static void
show_waiting_to_join (ArcTeamPage *self, const ArcTeamInfo *info)
{
  g_autofree char *text = g_markup_printf_escaped (
      /* Translators: %s is a team. */
      _ ("You asked to join “%s”. An admin of the team has to let you in; what is shared comes "
         "here by itself then."),
      info->team->name);

  adw_status_page_set_description (self->asking_page, text);
}

static void
show_info (ArcTeamPage *self, const ArcTeamInfo *info)
{
  const char *name = "team";

  self->today = info->today;
  if (info->team == NULL || info->team->state == ARC_MEMBER_REMOVED)
    name = "gone";
  else if (info->team->state == ARC_MEMBER_ASKING)
    name = "asking";
  if (info->team != NULL) {
    adw_view_switcher_title_set_title (self->switcher_title, info->team->name);
    arc_team_state_bar_show (self->state_bar, info);
  }
  if (g_str_equal (name, "asking"))
    show_waiting_to_join (self, info);
  if (!g_str_equal (name, "team"))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.focus", FALSE);
  if (g_str_equal (name, "team")) {
    arc_shared_pane_show_info (self->pane, info);
    show_focus (self, info);
    show_asking (self, info);
    set_badge (self, GTK_WIDGET (self->shared_bin), info->unread);
  }
  gtk_stack_set_visible_child_name (self->stack, name);
  update_header (self);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void refresh (ArcTeamPage *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcTeamInfo) info =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);

  self->reading = FALSE;
  if (self->service == NULL)
    return;
  if (self->read_again) {
    refresh (self);
  } else if (error != NULL) {
    g_autofree char *message = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->error_page, message);
    gtk_stack_set_visible_child_name (self->stack, "error");
    update_header (self);
  } else {
    show_info (self, info);
  }
}

static void
refresh (ArcTeamPage *self)
{
  if (self->service == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  arc_journal_service_read_async (self->service, arc_team_info_read, g_strdup (self->team_id),
                                  g_free, (GDestroyNotify) arc_team_info_free, self->cancellable,
                                  read_cb, g_object_ref (self));
}

static void
sync_state_changed (ArcTeamPage *self)
{
  arc_team_state_bar_set_syncing (self->state_bar,
                                  arc_team_sync_get_state (self->sync) == ARC_TEAM_SYNC_RUNNING);
}

/* ---- actions ------------------------------------------------------------------------------ */

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_team_sync_request (ARC_TEAM_PAGE (widget)->sync);
}

static void
members_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.team-members", "s", ARC_TEAM_PAGE (widget)->team_id);
}

static void
focus_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcTeamPage *self = ARC_TEAM_PAGE (widget);

  gtk_window_present (
      GTK_WINDOW (arc_focus_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->service,
                                        widget, self->team_id, NULL, NULL, self->today)));
}

static void
show_share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcTeamPage *self = ARC_TEAM_PAGE (widget);

  adw_view_stack_set_visible_child_name (self->view_stack, "shared");
  arc_shared_pane_show_share (self->pane, g_variant_get_string (parameter, NULL));
}

static void
back_clicked_cb (ArcTeamPage *self)
{
  if (is_reading_share (self))
    arc_shared_pane_go_back (self->pane);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_team_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_team_page_parent_class)->map (widget);
  view_changed (ARC_TEAM_PAGE (widget));
  refresh (ARC_TEAM_PAGE (widget));
}

static void
arc_team_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (arc_team_page_parent_class)->unmap (widget);
  if (ARC_TEAM_PAGE (widget)->scan != NULL)
    arc_team_scan_set_active (ARC_TEAM_PAGE (widget)->scan, FALSE);
}

static void
arc_team_page_folded_changed (ArcFoldable *self)
{
  /* Also while the template is being built. */
  if (ARC_TEAM_PAGE (self)->pane != NULL)
    update_header (ARC_TEAM_PAGE (self));
}

static void
arc_team_page_dispose (GObject *object)
{
  ArcTeamPage *self = ARC_TEAM_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->scan);
  g_clear_object (&self->sync);
  g_clear_object (&self->service);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (arc_team_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, asking_page);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, asking_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, asking_label);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, shared_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, commitments_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, barriers_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, focus_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, focus_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, focus_ask_box);
  gtk_widget_class_bind_template_child (widget_class, ArcTeamPage, state_bar);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
arc_team_page_class_init (ArcTeamPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_team_page_dispose;
  ARC_FOLDABLE_CLASS (klass)->folded_changed = arc_team_page_folded_changed;
  widget_class->map = arc_team_page_map;
  widget_class->unmap = arc_team_page_unmap;
  g_type_ensure (ARC_TYPE_TEAM_STATE_BAR);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "team.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "team.members", NULL, members_action);
  gtk_widget_class_install_action (widget_class, "team.focus", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "shared.show", "s", show_share_action);
}

static void
arc_team_page_init (ArcTeamPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_team_page_new (ArcJournalService *service, const char *team_id)
{
  ArcTeamPage *self = NULL;

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);
  g_return_val_if_fail (team_id != NULL, NULL);

  self = g_object_new (ARC_TYPE_TEAM_PAGE, NULL);
  self->service = g_object_ref (service);
  self->sync = g_object_ref (arc_team_sync_get (service));
  self->team_id = g_strdup (team_id);
  self->pane = ARC_SHARED_PANE (arc_shared_pane_new (service, team_id));
  self->scan = arc_team_scan_new (service, team_id);
  adw_bin_set_child (self->shared_bin, GTK_WIDGET (self->pane));
  adw_bin_set_child (self->commitments_bin, arc_team_commitments_new (self->scan));
  adw_bin_set_child (self->barriers_bin, arc_team_barriers_new (service, self->scan));
  g_signal_connect_object (self->pane, "notify::reading", G_CALLBACK (update_header), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->switcher_title, "notify::title-visible",
                           G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::state", G_CALLBACK (sync_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "synced", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  sync_state_changed (self);
  update_header (self);
  return GTK_WIDGET (self);
}

void
arc_team_page_focus (ArcTeamPage *self)
{
  g_return_if_fail (ARC_IS_TEAM_PAGE (self));

  if (is_at (self, "shared") && !arc_shared_pane_is_reading (self->pane))
    arc_shared_pane_focus_list (self->pane);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
