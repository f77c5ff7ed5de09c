/* How a team's folder and this journal are in step. */
#include "arc-team-state-bar.h"

#include "arc-day.h"
#include "arc-text-label.h"

#include <glib/gi18n.h>

/* Files listed by name; the number tells of the others. */
#define FILES_LISTED 20

struct _ArcTeamStateBar {
  AdwBin parent_instance;

  GtkLabel *label;
  GtkMenuButton *aside_button;
  GtkBox *aside_box;
  GtkWidget *spinner;
  GtkWidget *sync_button;

  char *text; /* while nothing is under way */
};

G_DEFINE_FINAL_TYPE (ArcTeamStateBar, arc_team_state_bar, ADW_TYPE_BIN)

static char *
describe_time (const ArcTeamInfo *info)
{
  g_autofree char *zone = arc_zone_local ();
  ArcDay day;

  if (info->team->synced_us == 0)
    return g_strdup (_ ("Not synced yet"));
  day = arc_day_of (info->team->synced_us, zone, 0);
  if (arc_day_compare (day, arc_day_of (info->now_us, zone, 0)) == 0)
    /* Translators: a time today, as for g_date_time_format() */
    return arc_instant_format_local (info->team->synced_us, zone, _ ("Synced today at %H:%M"));
  /* Translators: a day and a time, as for g_date_time_format() */
  return arc_instant_format_local (info->team->synced_us, zone, _ ("Synced on %-d %B at %H:%M"));
}

static void
show_aside (ArcTeamStateBar *self, const GPtrArray *files)
{
  g_autofree char *label = g_strdup_printf (
      ngettext ("%u file set aside", "%u files set aside", files->len), files->len);

  gtk_menu_button_set_label (self->aside_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->aside_button), files->len > 0);
  arc_box_clear (self->aside_box);
  gtk_box_append (
      self->aside_box,
      arc_text_label_new (_ ("These files in the team’s folder are not what they should be. They "
                             "were left out; everything else came in."),
                          NULL));
  for (guint i = 0; i < MIN (files->len, FILES_LISTED); i++) {
    const ArcSetAside *file = files->pdata[i];
    GtkWidget *place = arc_text_label_new (file->place, "caption-heading");

    gtk_label_set_selectable (GTK_LABEL (place), TRUE);
    gtk_box_append (self->aside_box, place);
    gtk_box_append (self->aside_box, arc_text_label_new (file->message, "caption"));
  }
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_team_state_bar_finalize (GObject *object)
{
  g_free (ARC_TEAM_STATE_BAR (object)->text);
  G_OBJECT_CLASS (arc_team_state_bar_parent_class)->finalize (object);
}

static void
arc_team_state_bar_class_init (ArcTeamStateBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_team_state_bar_finalize;
}

static GtkWidget *
aside_popover_new (ArcTeamStateBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->aside_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->aside_box), "arc-block");
  gtk_widget_set_size_request (GTK_WIDGET (self->aside_box), 280, -1);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", 320, "child", self->aside_box, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}

static void
arc_team_state_bar_init (ArcTeamStateBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (arc_text_label_new ("", "caption"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  self->aside_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->aside_button, aside_popover_new (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->aside_button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->aside_button), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->aside_button), FALSE);
  self->sync_button = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_set_tooltip_text (self->sync_button, _ ("Sync now"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sync now"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sync_button), "team.sync");
  gtk_widget_add_css_class (self->sync_button, "flat");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->aside_button));
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->sync_button);
  gtk_widget_add_css_class (box, "arc-state-bar");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
arc_team_state_bar_new (void)
{
  return g_object_new (ARC_TYPE_TEAM_STATE_BAR, NULL);
}

void
arc_team_state_bar_show (ArcTeamStateBar *self, const ArcTeamInfo *info)
{
  gboolean is_problem = FALSE;

  g_return_if_fail (ARC_IS_TEAM_STATE_BAR (self));
  g_return_if_fail (info->team != NULL);

  is_problem = *info->team->problem != '\0';
  g_free (self->text);
  self->text = is_problem ? g_strdup (info->team->problem) : describe_time (info);
  gtk_label_set_text (self->label, self->text);
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->label),
      (const char *[]){"caption", is_problem ? "warning" : "dim-label", NULL});
  show_aside (self, info->set_aside);
}

void
arc_team_state_bar_set_syncing (ArcTeamStateBar *self, gboolean syncing)
{
  g_return_if_fail (ARC_IS_TEAM_STATE_BAR (self));

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), syncing);
  gtk_widget_set_visible (self->spinner, syncing);
  gtk_widget_set_visible (self->sync_button, !syncing);
}
