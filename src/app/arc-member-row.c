/* One person of a team. What is seldom needed is inside the row. */
#include "arc-member-row.h"

#include <glib/gi18n.h>

struct _ArcMemberRow {
  AdwExpanderRow parent_instance;

  ArcMember *member;
  GtkSwitch *switches[3]; /* of the roles below; NULL where they cannot be changed */
};

enum {
  ACCEPT,
  ROLES_CHOSEN,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcMemberRow, arc_member_row, ADW_TYPE_EXPANDER_ROW)

static const struct {
  ArcRoles role;
  const char *title;
  const char *subtitle;
} roles[] = {
    {ARC_ROLE_MANAGER, N_ ("Manager"), N_ ("Sees what is shared with managers, asks for a focus")},
    {ARC_ROLE_FACILITATOR, N_ ("Facilitator"), N_ ("Leads sessions of the team")},
    {ARC_ROLE_ADMIN, N_ ("Admin"), N_ ("Accepts and removes members, gives roles")},
};

static void
role_switched_cb (ArcMemberRow *self)
{
  guint chosen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (gtk_switch_get_active (self->switches[i]))
      chosen |= roles[i].role;
  g_signal_emit (self, signals[ROLES_CHOSEN], 0, chosen);
}

static void
accept_clicked_cb (ArcMemberRow *self)
{
  g_signal_emit (self, signals[ACCEPT], 0);
}

static void
remove_clicked_cb (ArcMemberRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static GtkWidget *
add_row (ArcMemberRow *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_roles (ArcMemberRow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    GtkWidget *row = add_row (self, _ (roles[i].title), _ (roles[i].subtitle));
    GtkWidget *control = gtk_switch_new ();

    gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
    gtk_switch_set_active (GTK_SWITCH (control), (self->member->roles & roles[i].role) != 0);
    gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (roles[i].title), -1);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
    self->switches[i] = GTK_SWITCH (control);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    g_signal_connect_object (self->switches[i], "notify::active", G_CALLBACK (role_switched_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
add_fingerprint (ArcMemberRow *self)
{
  GtkWidget *row = add_row (self, self->member->fingerprint,
                            _ ("The fingerprint of their key. If you want to be sure who it is, "
                               "have it read to you by voice."));

  gtk_widget_add_css_class (row, "numeric");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
}

static GtkWidget *
new_button (ArcMemberRow *self, const char *label, const char *name, const char *css_class,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_accept (ArcMemberRow *self)
{
  /* Translators: the name of a person, for screen readers. */
  g_autofree char *name = g_strdup_printf (_ ("Accept %s"), self->member->name);

  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (self),
      new_button (self, _ ("_Accept"), name, "suggested-action", G_CALLBACK (accept_clicked_cb)));
}

static void
add_remove (ArcMemberRow *self)
{
  GtkWidget *row = add_row (self, _ ("Remove from the team"),
                            _ ("They cannot read what is shared from then on"));
  /* Translators: the name of a member, for screen readers. */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), self->member->name);
  GtkWidget *button =
      new_button (self, _ ("_Remove…"), name, "destructive-action", G_CALLBACK (remove_clicked_cb));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

static void
arc_member_row_finalize (GObject *object)
{
  ArcMemberRow *self = ARC_MEMBER_ROW (object);

  g_clear_pointer (&self->member, arc_member_free);

  G_OBJECT_CLASS (arc_member_row_parent_class)->finalize (object);
}

static void
arc_member_row_class_init (ArcMemberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_member_row_finalize;

  signals[ACCEPT] = g_signal_new ("accept", ARC_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ROLES_CHOSEN] = g_signal_new ("roles-chosen", ARC_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVE] = g_signal_new ("remove", ARC_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
arc_member_row_init (ArcMemberRow *self)
{
}

GtkWidget *
arc_member_row_new (const ArcMember *member, gboolean is_me, gboolean can_change)
{
  ArcMemberRow *self = g_object_new (ARC_TYPE_MEMBER_ROW, NULL);
  g_autofree char *title = NULL;
  g_autofree char *label = arc_roles_to_label (member->roles);

  self->member = arc_member_copy (member);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  if (is_me)
    /* Translators: the name of the person who looks at a list of members. */
    title = g_strdup_printf (_ ("%s (you)"), member->name);
  else if (member->state == ARC_MEMBER_ASKING)
    /* Translators: the name of a person. */
    title = g_strdup_printf (_ ("%s wants to join"), member->name);
  else
    title = g_strdup (member->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 member->state == ARC_MEMBER_IN ? label
                                 : member->state == ARC_MEMBER_ASKING
                                     ? _ ("Details show the fingerprint of their key")
                                     : arc_member_state_to_label (member->state));
  if (member->state == ARC_MEMBER_ASKING && can_change)
    add_accept (self);
  add_fingerprint (self);
  if (member->state == ARC_MEMBER_IN && can_change)
    add_roles (self);
  if (member->state == ARC_MEMBER_IN && can_change && !is_me)
    add_remove (self);
  return GTK_WIDGET (self);
}

const ArcMember *
arc_member_row_get_member (ArcMemberRow *self)
{
  g_return_val_if_fail (ARC_IS_MEMBER_ROW (self), NULL);

  return self->member;
}
