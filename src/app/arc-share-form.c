/* The choices of a share. Rows are made from the entry: what is empty cannot be shared. */
#include "arc-share-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-reading.h"
#include "arc-text.h"
#include "arc-when.h"

/* Characters of a section that its row shows. */
#define EXCERPT_CHARS 80
/* Names that a row lists. */
#define NAMES_SHOWN 12

struct _ArcShareForm {
  AdwBin parent_instance;

  AdwPreferencesGroup *state_group;
  AdwActionRow *state_row;
  AdwPreferencesGroup *team_group;
  AdwComboRow *team_row;
  AdwPreferencesGroup *sections_group;
  AdwPreferencesGroup *lines_group;
  AdwPreferencesGroup *about_group;
  AdwActionRow *managers_row;
  GtkCheckButton *managers_button;
  AdwActionRow *whole_row;
  GtkCheckButton *whole_button;
  AdwActionRow *named_row;
  GtkCheckButton *named_button;
  AdwPreferencesGroup *people_group;
  GtkSwitch *quotable_switch;
  GtkWidget *anonymous_row;
  GtkWidget *file_row;
  AdwPreferencesGroup *stop_group;
  GtkWidget *stop_button;

  const ArcShareDraft *draft; /* the dialog's */
  char *team_id;              /* of the team that is chosen */
  GPtrArray *parts;           /* of GtkSwitch, with "arc-part" */
  GPtrArray *lines;           /* of GtkSwitch, with "arc-id" */
  GPtrArray *people;          /* of GtkCheckButton, with "arc-id" */
  gboolean quiet;             /* while the program sets the rows */
};

enum {
  CHANGED,
  SAVE_FILE,
  STOP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcShareForm, arc_share_form, ADW_TYPE_BIN)

static void
changed_cb (ArcShareForm *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- rows ------------------------------------------------------------------------------ */

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *control,
         gboolean at_start)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  if (at_start)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), control);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
  return row;
}

/* Takes the rows of @controls out of @group. */
static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *controls)
{
  for (guint i = 0; i < controls->len; i++) {
    GtkWidget *row = gtk_widget_get_ancestor (controls->pdata[i], ADW_TYPE_ACTION_ROW);

    adw_preferences_group_remove (group, row);
  }
  g_ptr_array_set_size (controls, 0);
}

static GtkWidget *
add_switch (ArcShareForm *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *control = gtk_switch_new ();

  add_row (group, title, subtitle, control, FALSE);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return control;
}

static void
add_part (ArcShareForm *self, AdwPreferencesGroup *group, ArcParts part, const char *title,
          const char *text)
{
  g_autofree char *excerpt = NULL;
  GtkWidget *control;

  if (text == NULL || *text == '\0')
    return;
  excerpt = arc_text_first_line (text, EXCERPT_CHARS);
  control = add_switch (self, group, title, excerpt);
  g_object_set_data (G_OBJECT (control), "arc-part", GUINT_TO_POINTER (part));
  g_object_set_data (G_OBJECT (control), "arc-group", group);
  g_ptr_array_add (self->parts, control);
}

static void
add_line (ArcShareForm *self, const char *id, const char *kind, const char *text)
{
  GtkWidget *control = add_switch (self, self->lines_group, text, kind);

  g_object_set_data_full (G_OBJECT (control), "arc-id", g_strdup (id), g_free);
  g_ptr_array_add (self->lines, control);
}

static char *
dup_tags (const GPtrArray *tags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) tags->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
build_parts (ArcShareForm *self)
{
  const ArcEntry *entry = self->draft->entry;
  ArcReading reading = {.entry = (ArcEntry *) entry};
  g_autofree char *tags = dup_tags (entry->tags);
  g_autofree char *evidence = arc_reading_dup_evidence (&reading);

  for (guint i = 0; i < self->parts->len; i++) {
    GtkWidget *row = gtk_widget_get_ancestor (self->parts->pdata[i], ADW_TYPE_ACTION_ROW);

    adw_preferences_group_remove (g_object_get_data (self->parts->pdata[i], "arc-group"), row);
  }
  g_ptr_array_set_size (self->parts, 0);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    add_part (self, self->sections_group, 1 << i, arc_section_to_label (i), entry->section[i]);
  add_part (self, self->about_group, ARC_PART_TITLE, _ ("Title"), entry->title);
  add_part (self, self->about_group, ARC_PART_TOPIC, _ ("Topic"), entry->topic);
  add_part (self, self->about_group, ARC_PART_TAGS, _ ("Tags"), tags);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    add_part (self, self->about_group, ARC_PART_OUTCOME, _ ("Outcome"),
              arc_outcome_to_label (entry->outcome));
  add_part (self, self->about_group, ARC_PART_EVIDENCE, _ ("Evidence"), evidence);
  gtk_widget_set_visible (GTK_WIDGET (self->about_group),
                          *entry->title != '\0' || *entry->topic != '\0' || *tags != '\0' ||
                              entry->outcome != ARC_OUTCOME_NOT_SAID || evidence != NULL);
}

static void
build_lines (ArcShareForm *self)
{
  const ArcLoop *loop = self->draft->loop;

  clear_rows (self->lines_group, self->lines);
  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    add_line (self, commitment->id, arc_kind_to_label (commitment->kind), commitment->text);
  }
  for (guint i = 0; i < loop->barriers->len; i++) {
    const ArcBarrier *barrier = loop->barriers->pdata[i];

    add_line (self, barrier->id, _ ("Outside my control"), barrier->text);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->lines_group), self->lines->len > 0);
}

static void
build_people (ArcShareForm *self, const ArcShareTeam *team)
{
  clear_rows (self->people_group, self->people);
  for (guint i = 0; i < team->mates->len; i++) {
    const ArcMember *mate = team->mates->pdata[i];
    g_autofree char *roles = arc_roles_to_label (mate->roles);
    GtkWidget *control = gtk_check_button_new ();

    add_row (self->people_group, mate->name, roles, control, TRUE);
    g_object_set_data_full (G_OBJECT (control), "arc-id", g_strdup (mate->id), g_free);
    g_signal_connect_object (control, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (self->people, control);
  }
}

/* ---- who can see it -------------------------------------------------------------------- */

static ArcAudience
get_audience (ArcShareForm *self)
{
  if (gtk_check_button_get_active (self->named_button))
    return ARC_AUDIENCE_NAMED;
  return gtk_check_button_get_active (self->managers_button) ? ARC_AUDIENCE_MANAGERS
                                                             : ARC_AUDIENCE_TEAM;
}

static void
show_people (ArcShareForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->people_group),
                          get_audience (self) == ARC_AUDIENCE_NAMED);
}

static void
audience_toggled_cb (ArcShareForm *self, GtkCheckButton *button)
{
  /* Each choice toggles two of them. */
  if (!gtk_check_button_get_active (button))
    return;
  show_people (self);
  changed_cb (self);
}

static GPtrArray *
list_readers (const ArcShareTeam *team, ArcAudience audience)
{
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();

  choice->audience = audience;
  return arc_share_team_list_readers (team, choice);
}

static void
show_audiences (ArcShareForm *self, const ArcShareTeam *team)
{
  g_autoptr (GPtrArray) managers = list_readers (team, ARC_AUDIENCE_MANAGERS);
  g_autoptr (GPtrArray) everyone = list_readers (team, ARC_AUDIENCE_TEAM);
  g_autofree char *manager_names = arc_share_join_names (managers, NAMES_SHOWN);
  g_autofree char *names = arc_share_join_names (everyone, NAMES_SHOWN);
  g_autofree char *title = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->managers_row), managers->len > 0);
  adw_action_row_set_subtitle (self->managers_row,
                               managers->len > 0 ? manager_names
                                                 : _ ("This team has no manager beside you yet"));
  title = g_strdup_printf (
      ngettext ("The whole team: %u person", "The whole team: %u people", everyone->len),
      everyone->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->whole_row), title);
  adw_action_row_set_subtitle (self->whole_row,
                               everyone->len > 0 ? names
                                                 : _ ("Nobody else is in it yet; who joins later "
                                                      "can read it too"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->named_row), everyone->len > 0);
  if (managers->len == 0 && gtk_check_button_get_active (self->managers_button))
    gtk_check_button_set_active (self->whole_button, TRUE);
}

/* ---- what is shared already ------------------------------------------------------------ */

static char *
dup_shared_when (ArcShareForm *self, const ArcEntryShare *share)
{
  g_autofree char *zone = arc_zone_local ();
  ArcDay day = arc_day_of (share->shared_us, zone, 0);

  return arc_when_date (day, self->draft->today);
}

static void
show_state (ArcShareForm *self, const ArcShareTeam *team)
{
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->state_group), team->share != NULL);
  gtk_widget_set_visible (self->stop_button, team->share != NULL);
  if (team->share == NULL)
    return;
  when = dup_shared_when (self, team->share);
  /* Translators: a team, and a day: “Shared with Sales on Friday, 20 November”. */
  title = g_strdup_printf (_ ("Shared with %s on %s"), team->team->name, when);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), title);
  if (team->share->is_stale)
    adw_action_row_set_subtitle (
        self->state_row, _ ("The entry has changed since. Update what others see, or leave it."));
  else if (!team->share->is_sent)
    adw_action_row_set_subtitle (self->state_row, _ ("It is on its way to the team."));
  else
    adw_action_row_set_subtitle (self->state_row, _ ("Others see it as it is."));
}

/* ---- what is chosen -------------------------------------------------------------------- */

static void
show_choice (ArcShareForm *self, const ArcShareChoice *choice)
{
  for (guint i = 0; i < self->parts->len; i++) {
    guint part = GPOINTER_TO_UINT (g_object_get_data (self->parts->pdata[i], "arc-part"));

    gtk_switch_set_active (self->parts->pdata[i], (choice->parts & part) != 0);
  }
  for (guint i = 0; i < self->lines->len; i++) {
    const char *id = g_object_get_data (self->lines->pdata[i], "arc-id");

    gtk_switch_set_active (
        self->lines->pdata[i],
        choice->all_commitments ||
            g_ptr_array_find_with_equal_func (choice->commitments, id, g_str_equal, NULL));
  }
  for (guint i = 0; i < self->people->len; i++) {
    const char *id = g_object_get_data (self->people->pdata[i], "arc-id");

    gtk_check_button_set_active (self->people->pdata[i], g_ptr_array_find_with_equal_func (
                                                             choice->to, id, g_str_equal, NULL));
  }
  gtk_check_button_set_active (self->managers_button, choice->audience == ARC_AUDIENCE_MANAGERS);
  gtk_check_button_set_active (self->whole_button, choice->audience == ARC_AUDIENCE_TEAM);
  gtk_check_button_set_active (self->named_button, choice->audience == ARC_AUDIENCE_NAMED);
  gtk_switch_set_active (self->quotable_switch, choice->quotable);
}

/* Rows of one team; with what it sees now, or nothing. */
static void
show_team (ArcShareForm *self, const ArcShareTeam *team, const ArcShareChoice *choice)
{
  g_autoptr (ArcShareChoice) none = NULL;

  self->quiet = TRUE;
  if (self->team_id != team->team->id) {
    g_free (self->team_id);
    self->team_id = g_strdup (team->team->id);
  }
  if (choice == NULL && team->share != NULL)
    choice = team->share->choice;
  if (choice == NULL) {
    none = arc_share_choice_new ();
    none->audience = ARC_AUDIENCE_MANAGERS;
    choice = none;
  }
  build_people (self, team);
  show_choice (self, choice);
  show_audiences (self, team);
  show_people (self);
  show_state (self, team);
  self->quiet = FALSE;
}

static void
team_selected_cb (ArcShareForm *self)
{
  if (self->quiet || self->draft == NULL)
    return;
  show_team (self, self->draft->teams->pdata[adw_combo_row_get_selected (self->team_row)], NULL);
  changed_cb (self);
}

static void
build_teams (ArcShareForm *self, guint selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->draft->teams->len; i++)
    gtk_string_list_append (names,
                            ((const ArcShareTeam *) self->draft->teams->pdata[i])->team->name);
  adw_combo_row_set_model (self->team_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->team_row, selected);
}

static void
file_activated_cb (ArcShareForm *self)
{
  g_signal_emit (self, signals[SAVE_FILE], 0);
}

static void
stop_clicked_cb (ArcShareForm *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
arc_share_form_finalize (GObject *object)
{
  ArcShareForm *self = ARC_SHARE_FORM (object);

  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->people);
  g_free (self->team_id);

  G_OBJECT_CLASS (arc_share_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-share-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, state_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, state_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, team_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, team_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, sections_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, lines_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, about_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, managers_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, managers_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, whole_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, whole_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, named_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, named_button);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, people_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, quotable_switch);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, anonymous_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, file_row);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, stop_group);
  gtk_widget_class_bind_template_child (widget_class, ArcShareForm, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, team_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, audience_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
arc_share_form_class_init (ArcShareFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = arc_share_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", ARC_TYPE_SHARE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SAVE_FILE] = g_signal_new ("save-file", ARC_TYPE_SHARE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP] = g_signal_new ("stop", ARC_TYPE_SHARE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
arc_share_form_init (ArcShareForm *self)
{
  self->quiet = TRUE;
  self->parts = g_ptr_array_new ();
  self->lines = g_ptr_array_new ();
  self->people = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
arc_share_form_set_draft (ArcShareForm *self, const ArcShareDraft *draft)
{
  g_autoptr (ArcShareChoice) choice = NULL;
  guint selected = 0;

  g_return_if_fail (ARC_IS_SHARE_FORM (self));
  g_return_if_fail (draft != NULL && draft->teams->len > 0);

  self->quiet = TRUE;
  for (guint i = 0; self->team_id != NULL && i < draft->teams->len; i++) {
    const ArcShareTeam *team = draft->teams->pdata[i];

    if (g_str_equal (team->team->id, self->team_id)) {
      choice = arc_share_form_dup_choice (self);
      selected = i;
    }
  }
  self->draft = draft;
  build_teams (self, selected);
  build_parts (self);
  build_lines (self);
  gtk_widget_set_visible (GTK_WIDGET (self->team_group), draft->teams->len > 1);
  show_team (self, draft->teams->pdata[selected], choice);
  changed_cb (self);
}

const ArcShareTeam *
arc_share_form_get_team (ArcShareForm *self)
{
  g_return_val_if_fail (ARC_IS_SHARE_FORM (self), NULL);

  if (self->draft == NULL)
    return NULL;
  return self->draft->teams->pdata[adw_combo_row_get_selected (self->team_row)];
}

ArcShareChoice *
arc_share_form_dup_choice (ArcShareForm *self)
{
  ArcShareChoice *choice = NULL;

  g_return_val_if_fail (ARC_IS_SHARE_FORM (self), NULL);

  choice = arc_share_choice_new ();
  for (guint i = 0; i < self->parts->len; i++)
    if (gtk_switch_get_active (self->parts->pdata[i]))
      choice->parts |= GPOINTER_TO_UINT (g_object_get_data (self->parts->pdata[i], "arc-part"));
  for (guint i = 0; i < self->lines->len; i++)
    if (gtk_switch_get_active (self->lines->pdata[i]))
      g_ptr_array_add (choice->commitments,
                       g_strdup (g_object_get_data (self->lines->pdata[i], "arc-id")));
  choice->audience = get_audience (self);
  for (guint i = 0; choice->audience == ARC_AUDIENCE_NAMED && i < self->people->len; i++)
    if (gtk_check_button_get_active (self->people->pdata[i]))
      g_ptr_array_add (choice->to, g_strdup (g_object_get_data (self->people->pdata[i], "arc-id")));
  choice->quotable = gtk_switch_get_active (self->quotable_switch);
  return choice;
}

gboolean
arc_share_form_is_complete (ArcShareForm *self)
{
  g_autoptr (ArcShareChoice) choice = arc_share_form_dup_choice (self);

  return !arc_share_choice_is_empty (choice) &&
         (choice->audience != ARC_AUDIENCE_NAMED || choice->to->len > 0);
}
