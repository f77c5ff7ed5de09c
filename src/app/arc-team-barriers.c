/* What stands in the team's way: what nobody owns yet, what is being removed, what is over. */
#include "arc-team-barriers.h"

#include "arc-team-barrier-row.h"
#include "arc-text-label.h"

#include <glib/gi18n.h>

/* Rows of a group before somebody asks for all. */
#define ROWS_SHOWN 50

typedef enum {
  GROUP_FREE,
  GROUP_OWNED,
  GROUP_CLOSED,
  N_GROUPS,
} Group;

struct _ArcTeamBarriers {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *groups[N_GROUPS];
  GtkListBox *lists[N_GROUPS];
  GtkWidget *more_buttons[N_GROUPS];
  GtkWidget *further_button;
  AdwStatusPage *error_page;

  ArcJournalService *service;
  ArcTeamScan *scan;
  gboolean shows_all[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (ArcTeamBarriers, arc_team_barriers, ADW_TYPE_BIN)

static Group
group_of (const ArcTeamBarrier *barrier)
{
  if (arc_team_barrier_is_closed (barrier))
    return GROUP_CLOSED;
  return arc_team_barrier_is_free (barrier) ? GROUP_FREE : GROUP_OWNED;
}

/* (transfer container): those of @group */
static GPtrArray *
pick (const GPtrArray *barriers, Group group, guint most, guint *hidden)
{
  GPtrArray *picked = g_ptr_array_new ();

  *hidden = 0;
  for (guint i = 0; i < barriers->len; i++) {
    if (group_of (barriers->pdata[i]) != group)
      continue;
    if (picked->len < most)
      g_ptr_array_add (picked, barriers->pdata[i]);
    else
      (*hidden)++;
  }
  return picked;
}

static void
show_group (ArcTeamBarriers *self, Group group)
{
  guint hidden = 0;
  g_autoptr (GPtrArray) picked = pick (arc_team_scan_get_barriers (self->scan), group,
                                       self->shows_all[group] ? G_MAXUINT : ROWS_SHOWN, &hidden);
  g_autofree char *label =
      g_strdup_printf (ngettext ("Show %u More", "Show %u More", hidden), hidden);

  arc_team_barrier_rows_show (
      self->lists[group], picked, self->service, arc_team_scan_get_members (self->scan),
      arc_team_scan_get_me (self->scan), arc_team_scan_get_today (self->scan), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->more_buttons[group]), label);
  gtk_widget_set_visible (self->more_buttons[group], hidden > 0);
  gtk_widget_set_visible (self->groups[group],
                          gtk_list_box_get_row_at_index (self->lists[group], 0) != NULL);
}

static void
scanned_cb (ArcTeamBarriers *self)
{
  const GError *error = arc_team_scan_get_error (self->scan);
  gboolean any = FALSE;

  if (!arc_team_scan_is_done (self->scan)) {
    if (error != NULL) {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, message);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
    return;
  }
  for (Group group = 0; group < N_GROUPS; group++) {
    show_group (self, group);
    any = any || gtk_widget_get_visible (self->groups[group]);
  }
  gtk_widget_set_visible (self->further_button, arc_team_scan_has_more (self->scan));
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
more_clicked_cb (GtkWidget *button, ArcTeamBarriers *self)
{
  for (Group group = 0; group < N_GROUPS; group++)
    if (self->more_buttons[group] == button) {
      self->shows_all[group] = TRUE;
      show_group (self, group);
    }
}

static void
further_clicked_cb (ArcTeamBarriers *self)
{
  arc_team_scan_look_further (self->scan);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
add_group (ArcTeamBarriers *self, GtkWidget *box, Group group, const char *title)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *more = gtk_button_new ();

  self->groups[group] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->lists[group] = GTK_LIST_BOX (list);
  self->more_buttons[group] = more;
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_widget_add_css_class (more, "flat");
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->groups[group]), arc_text_heading_new (title, "heading", 2));
  gtk_box_append (GTK_BOX (self->groups[group]), list);
  gtk_box_append (GTK_BOX (self->groups[group]), more);
  gtk_box_append (GTK_BOX (box), self->groups[group]);
}

static void
arc_team_barriers_dispose (GObject *object)
{
  ArcTeamBarriers *self = ARC_TEAM_BARRIERS (object);

  g_clear_object (&self->scan);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (arc_team_barriers_parent_class)->dispose (object);
}

static void
arc_team_barriers_class_init (ArcTeamBarriersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_team_barriers_dispose;
}

static GtkWidget *
status_page_new (const char *icon, const char *title, const char *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
build_content (ArcTeamBarriers *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  add_group (self, box, GROUP_FREE, _ ("Nobody owns these yet"));
  add_group (self, box, GROUP_OWNED, _ ("Being removed"));
  add_group (self, box, GROUP_CLOSED, _ ("Removed, or known to stay"));
  self->further_button = gtk_button_new_with_mnemonic (_ ("Look _Further Back"));
  gtk_widget_set_halign (self->further_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->further_button, "clicked", G_CALLBACK (further_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->further_button);
  g_object_set (box, "margin-top", 18, "margin-bottom", 24, "margin-start", 12, "margin-end", 12,
                NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "child", clamp, NULL);
  return scroller;
}

static void
arc_team_barriers_init (ArcTeamBarriers *self)
{
  GtkWidget *stack = gtk_stack_new ();

  self->stack = GTK_STACK (stack);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, adw_bin_new (), "loading");
  gtk_stack_add_named (self->stack, build_content (self), "list");
  gtk_stack_add_named (
      self->stack,
      status_page_new ("action-unavailable-symbolic", _ ("Nothing is in the way"),
                       _ ("A line of a Change that only somebody else can solve is marked as "
                          "outside one’s control. Shared with the team, it stands here until "
                          "somebody has taken it on.")),
      "empty");
  self->error_page = ADW_STATUS_PAGE (
      status_page_new ("dialog-warning-symbolic", _ ("The barriers could not be read"), ""));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->error_page), "error");
  adw_bin_set_child (ADW_BIN (self), stack);
}

GtkWidget *
arc_team_barriers_new (ArcJournalService *service, ArcTeamScan *scan)
{
  ArcTeamBarriers *self = NULL;

  g_return_val_if_fail (ARC_IS_TEAM_SCAN (scan), NULL);

  self = g_object_new (ARC_TYPE_TEAM_BARRIERS, NULL);
  self->service = g_object_ref (service);
  self->scan = g_object_ref (scan);
  g_signal_connect_object (scan, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  scanned_cb (self);
  return GTK_WIDGET (self);
}
