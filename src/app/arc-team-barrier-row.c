/* A barrier that somebody shared. The form below it is made when it is first opened: a team can
 * have many barriers. */
#include "arc-team-barrier-row.h"

#include "arc-day-row.h"
#include "arc-team-jobs.h"
#include "arc-team-undo.h"
#include "arc-text-label.h"
#include "arc-undo-toast.h"
#include "arc-when.h"
#include "arc-wrap-layout.h"

#include <glib/gi18n.h>

struct _ArcTeamBarrierRow {
  GtkListBoxRow parent_instance;

  GtkLabel *text_label;
  GtkLabel *meta_label;
  GtkBox *turns_box;
  GtkWidget *own_button;
  GtkToggleButton *edit_button;
  GtkRevealer *revealer;
  /* NULL until it is opened */
  AdwComboRow *state_row;
  AdwComboRow *owner_row;
  GtkEditable *step_row;
  ArcDayRow *by_row;
  GtkEditable *why_row;
  GtkWidget *save_button;

  ArcJournalService *service;
  ArcTeamBarrier *barrier;
  GPtrArray *members;
  GPtrArray *owners; /* of ids, as in owner_row; "" for nobody */
  char *me;
  ArcDay today;
};

G_DEFINE_FINAL_TYPE (ArcTeamBarrierRow, arc_team_barrier_row, GTK_TYPE_LIST_BOX_ROW)

/* ---- showing ------------------------------------------------------------------------------ */

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_by (ArcTeamBarrierRow *self, GString *text, ArcDay day)
{
  g_autofree char *date = NULL;
  g_autofree char *by = NULL;

  if (!arc_day_is_set (day))
    return;
  date = arc_when_date (day, self->today);
  /* Translators: %s is a day: “by Friday, 27 November”. */
  by = g_strdup_printf (_ ("by %s"), date);
  append_part (text, by);
}

/* "Ben owns this: ask for the export, by Friday · Being removed" */
static char *
describe_turn (ArcTeamBarrierRow *self, const ArcTeamTurn *turn)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *owner = NULL;

  if (turn->owner_is_me)
    owner = g_strdup (_ ("You own this"));
  else if (*turn->owner_name != '\0')
    /* Translators: %s is a person. */
    owner = g_strdup_printf (_ ("%s owns this"), turn->owner_name);
  else
    owner = g_strdup (_ ("Nobody owns this yet"));
  append_part (text, owner);
  append_part (text, arc_barrier_state_to_label (turn->turn->state));
  append_part (text, turn->turn->next_step);
  append_by (self, text, turn->turn->next_by);
  append_part (text, turn->turn->why);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Before anybody took a turn: what its writer said of it. */
static char *
describe_barrier (ArcTeamBarrierRow *self)
{
  const ArcBarrier *barrier = self->barrier->barrier;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *owner = NULL;

  if (*barrier->owner != '\0')
    /* Translators: %s is a person, as the writer of a barrier named them. */
    owner = g_strdup_printf (_ ("Could be removed by: %s"), barrier->owner);
  append_part (text, owner != NULL ? owner : _ ("Nobody owns this yet"));
  append_part (text, arc_barrier_state_to_label (barrier->state));
  append_part (text, barrier->next_step);
  append_by (self, text, barrier->next_by);
  append_part (text, barrier->why);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_turns (ArcTeamBarrierRow *self)
{
  const GPtrArray *latest = self->barrier->latest;

  arc_box_clear (self->turns_box);
  if (latest->len == 0) {
    g_autofree char *text = describe_barrier (self);

    gtk_box_append (self->turns_box, arc_text_label_new (text, NULL));
  }
  for (guint i = 0; i < latest->len; i++) {
    g_autofree char *text = describe_turn (self, latest->pdata[i]);

    gtk_box_append (self->turns_box, arc_text_label_new (text, NULL));
  }
  if (latest->len > 1)
    gtk_box_append (self->turns_box,
                    arc_text_label_new (_ ("This was taken on twice at the same time. Settle who "
                                           "goes on, and change it here."),
                                        "warning"));
}

static void
show_barrier (ArcTeamBarrierRow *self)
{
  const ArcTeamBarrier *barrier = self->barrier;
  g_autofree char *date =
      arc_day_is_set (barrier->day) ? arc_when_date (barrier->day, self->today) : g_strdup ("");
  g_autoptr (GString) meta = g_string_new (barrier->is_mine ? _ ("You") : barrier->author_name);
  g_autofree char *label = NULL;

  append_part (meta, date);
  gtk_label_set_text (self->text_label, barrier->barrier->text);
  gtk_label_set_text (self->meta_label, meta->str);
  show_turns (self);
  gtk_widget_set_visible (self->own_button, !arc_team_barrier_is_owned_by_me (barrier) &&
                                                !arc_team_barrier_is_closed (barrier));
  /* Translators: a barrier and who shared it, for a screen reader. */
  label = g_strdup_printf (_ ("%s, from %s"), barrier->barrier->text, meta->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* ---- a turn ------------------------------------------------------------------------------- */

/* (transfer full): as it stands now, to be changed: the one of the latest turns that is mine, or
 * else the first. It builds on all of them. */
static ArcBarrierTurn *
turn_new (ArcTeamBarrierRow *self)
{
  const ArcTeamBarrier *barrier = self->barrier;
  ArcBarrierTurn *turn = arc_barrier_turn_new (barrier->barrier->id);
  const ArcBarrierTurn *from = NULL;

  for (guint i = 0; i < barrier->latest->len; i++) {
    const ArcTeamTurn *latest = barrier->latest->pdata[i];

    g_ptr_array_add (turn->builds_on, g_strdup (latest->post_id));
    if (from == NULL || latest->owner_is_me)
      from = latest->turn;
  }
  g_free (turn->next_step);
  g_free (turn->why);
  g_free (turn->owner);
  turn->owner = g_strdup (from != NULL ? from->owner : "");
  turn->next_step = g_strdup (from != NULL ? from->next_step : barrier->barrier->next_step);
  turn->why = g_strdup (from != NULL ? from->why : barrier->barrier->why);
  turn->next_by = from != NULL ? from->next_by : barrier->barrier->next_by;
  turn->state = from != NULL ? from->state : barrier->barrier->state;
  return turn;
}

static void
close_form (ArcTeamBarrierRow *self)
{
  gtk_toggle_button_set_active (self->edit_button, FALSE);
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcTeamBarrierRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *post_id = arc_team_job_finish_id (ARC_TEAM_SYNC (source), result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL) {
    arc_toast_error (GTK_WIDGET (self), error);
    return;
  }
  close_form (self);
  if (self->service != NULL)
    arc_team_undo_offer (GTK_WIDGET (self), self->service, post_id,
                         _ ("The team is told how this barrier stands"));
}

/* Takes @turn. */
static void
send_turn (ArcTeamBarrierRow *self, ArcBarrierTurn *turn)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  arc_team_job_turn_barrier (arc_team_sync_get (self->service), self->barrier->share_id, turn, NULL,
                             turned_cb, g_object_ref (self));
  arc_barrier_turn_free (turn);
}

static void
own_clicked_cb (ArcTeamBarrierRow *self)
{
  ArcBarrierTurn *turn = turn_new (self);

  g_free (turn->owner);
  turn->owner = g_strdup (self->me);
  if (turn->state == ARC_BARRIER_OPEN)
    turn->state = ARC_BARRIER_BEING_REMOVED;
  send_turn (self, turn);
}

static void
replace (char **field, GtkEditable *row)
{
  g_free (*field);
  *field = g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
save_clicked_cb (ArcTeamBarrierRow *self)
{
  ArcBarrierTurn *turn = turn_new (self);
  guint owner = adw_combo_row_get_selected (self->owner_row);

  turn->state = adw_combo_row_get_selected (self->state_row);
  g_free (turn->owner);
  turn->owner = g_strdup (owner < self->owners->len ? self->owners->pdata[owner] : "");
  replace (&turn->next_step, self->step_row);
  replace (&turn->why, self->why_row);
  turn->next_by = arc_day_row_get_day (self->by_row);
  send_turn (self, turn);
}

/* ---- the form ----------------------------------------------------------------------------- */

static void
show_why (ArcTeamBarrierRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->why_row),
                          adw_combo_row_get_selected (self->state_row) == ARC_BARRIER_STAYS);
}

static GtkWidget *
state_row_new (void)
{
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (ArcBarrierState state = ARC_BARRIER_OPEN; state < ARC_N_BARRIER_STATES; state++)
    gtk_string_list_append (states, arc_barrier_state_to_label (state));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("State"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (states));
  return row;
}

static void
add_owner (ArcTeamBarrierRow *self, GtkStringList *names, const char *id, const char *name)
{
  g_ptr_array_add (self->owners, g_strdup (id));
  gtk_string_list_append (names, name);
}

static GtkWidget *
owner_row_new (ArcTeamBarrierRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  add_owner (self, names, "", _ ("Nobody yet"));
  add_owner (self, names, self->me, _ ("I own this"));
  for (guint i = 0; i < self->members->len; i++) {
    const ArcMember *member = self->members->pdata[i];

    if (member->state == ARC_MEMBER_IN && g_strcmp0 (member->id, self->me) != 0)
      add_owner (self, names, member->id, member->name);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Owner"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  return row;
}

static GtkEditable *
add_entry_row (GtkListBox *list, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (list, row);
  return GTK_EDITABLE (row);
}

static void
build_form (ArcTeamBarrierRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->state_row = ADW_COMBO_ROW (state_row_new ());
  g_signal_connect_swapped (self->state_row, "notify::selected", G_CALLBACK (show_why), self);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->state_row));
  self->owner_row = ADW_COMBO_ROW (owner_row_new (self));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->owner_row));
  self->step_row = add_entry_row (GTK_LIST_BOX (list), _ ("Next step"));
  self->by_row = ARC_DAY_ROW (arc_day_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->by_row), _ ("By"));
  g_object_set (self->by_row, "none", _ ("No date"), NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->by_row));
  self->why_row = add_entry_row (GTK_LIST_BOX (list), _ ("Why it stays"));
  gtk_box_append (GTK_BOX (box), list);
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Tell the Team"));
  gtk_widget_set_halign (self->save_button, GTK_ALIGN_END);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->save_button);
  gtk_revealer_set_child (self->revealer, box);
}

static void
fill_form (ArcTeamBarrierRow *self)
{
  ArcBarrierTurn *turn = turn_new (self);
  guint owner = 0;

  for (guint i = 0; i < self->owners->len; i++)
    if (g_str_equal (self->owners->pdata[i], turn->owner))
      owner = i;
  adw_combo_row_set_selected (self->state_row, turn->state);
  adw_combo_row_set_selected (self->owner_row, owner);
  gtk_editable_set_text (self->step_row, turn->next_step);
  gtk_editable_set_text (self->why_row, turn->why);
  arc_day_row_set_day (self->by_row, turn->next_by);
  show_why (self);
  arc_barrier_turn_free (turn);
}

static void
edit_toggled_cb (ArcTeamBarrierRow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->edit_button);

  if (open && self->state_row == NULL)
    build_form (self);
  if (open)
    fill_form (self);
  gtk_revealer_set_reveal_child (self->revealer, open);
}

static void
show_share_cb (ArcTeamBarrierRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shared.show", "s", self->barrier->share_id);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_team_barrier_row_dispose (GObject *object)
{
  ArcTeamBarrierRow *self = ARC_TEAM_BARRIER_ROW (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  G_OBJECT_CLASS (arc_team_barrier_row_parent_class)->dispose (object);
}

static void
arc_team_barrier_row_finalize (GObject *object)
{
  ArcTeamBarrierRow *self = ARC_TEAM_BARRIER_ROW (object);

  g_clear_pointer (&self->barrier, arc_team_barrier_free);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_free (self->me);
  G_OBJECT_CLASS (arc_team_barrier_row_parent_class)->finalize (object);
}

static void
arc_team_barrier_row_class_init (ArcTeamBarrierRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = arc_team_barrier_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = arc_team_barrier_row_finalize;
}

static void
arc_team_barrier_row_init (ArcTeamBarrierRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *edit = gtk_toggle_button_new_with_mnemonic (_ ("_Next Step and State"));
  GtkWidget *revealer = gtk_revealer_new ();

  self->owners = g_ptr_array_new_with_free_func (g_free);
  self->text_label = GTK_LABEL (arc_text_label_new ("", NULL));
  self->meta_label = GTK_LABEL (arc_text_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->meta_label), "dim-label");
  self->turns_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->own_button = gtk_button_new_with_mnemonic (_ ("I’ll _Own This"));
  self->edit_button = GTK_TOGGLE_BUTTON (edit);
  self->revealer = GTK_REVEALER (revealer);
  gtk_widget_set_layout_manager (buttons, arc_wrap_layout_new (6));
  gtk_box_append (GTK_BOX (buttons), self->own_button);
  gtk_box_append (GTK_BOX (buttons), edit);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->meta_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->turns_box));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), revealer);
  gtk_widget_add_css_class (box, "arc-block");
  g_signal_connect_swapped (self->own_button, "clicked", G_CALLBACK (own_clicked_cb), self);
  g_signal_connect_swapped (edit, "toggled", G_CALLBACK (edit_toggled_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

static void
add_link (ArcTeamBarrierRow *self)
{
  GtkWidget *buttons = gtk_widget_get_parent (self->own_button);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Read the Entry"));

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_share_cb), self);
  gtk_box_append (GTK_BOX (buttons), button);
}

GtkWidget *
arc_team_barrier_row_new (ArcJournalService *service, const ArcTeamBarrier *barrier,
                          GPtrArray *members, const char *me, ArcDay today, gboolean with_link)
{
  ArcTeamBarrierRow *self = g_object_new (ARC_TYPE_TEAM_BARRIER_ROW, NULL);

  self->service = g_object_ref (service);
  self->barrier = arc_team_barrier_copy (barrier);
  self->members = g_ptr_array_ref (members);
  self->me = g_strdup (me);
  self->today = today;
  if (with_link)
    add_link (self);
  show_barrier (self);
  return GTK_WIDGET (self);
}

const ArcTeamBarrier *
arc_team_barrier_row_get_barrier (ArcTeamBarrierRow *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_BARRIER_ROW (self), NULL);

  return self->barrier;
}

void
arc_team_barrier_row_update (ArcTeamBarrierRow *self, const ArcTeamBarrier *barrier)
{
  g_return_if_fail (ARC_IS_TEAM_BARRIER_ROW (self));

  if (arc_team_barrier_equal (self->barrier, barrier))
    return;
  arc_team_barrier_free (self->barrier);
  self->barrier = arc_team_barrier_copy (barrier);
  show_barrier (self);
}

gboolean
arc_team_barrier_row_is_editing (ArcTeamBarrierRow *self)
{
  g_return_val_if_fail (ARC_IS_TEAM_BARRIER_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->edit_button);
}

/* ---- a list of them ----------------------------------------------------------------------- */

static gboolean
is_of (const ArcTeamBarrier *a, const ArcTeamBarrier *b)
{
  return g_str_equal (a->share_id, b->share_id) && g_str_equal (a->barrier->id, b->barrier->id);
}

static ArcTeamBarrierRow *
find_row (GtkListBox *list, const ArcTeamBarrier *barrier)
{
  for (int i = 0;; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, i);

    if (row == NULL || is_of (ARC_TEAM_BARRIER_ROW (row)->barrier, barrier))
      return row != NULL ? ARC_TEAM_BARRIER_ROW (row) : NULL;
  }
}

static gboolean
is_among (const GPtrArray *barriers, const ArcTeamBarrier *barrier)
{
  for (guint i = 0; i < barriers->len; i++)
    if (is_of (barriers->pdata[i], barrier))
      return TRUE;
  return FALSE;
}

void
arc_team_barrier_rows_show (GtkListBox *list, const GPtrArray *barriers, ArcJournalService *service,
                            GPtrArray *members, const char *me, ArcDay today, gboolean with_link)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL;) {
    ArcTeamBarrierRow *barrier_row = ARC_TEAM_BARRIER_ROW (row);

    if (is_among (barriers, barrier_row->barrier) || arc_team_barrier_row_is_editing (barrier_row))
      i++;
    else
      gtk_list_box_remove (list, GTK_WIDGET (row));
  }
  for (guint i = 0; i < barriers->len; i++) {
    ArcTeamBarrierRow *found = find_row (list, barriers->pdata[i]);

    if (found != NULL)
      arc_team_barrier_row_update (found, barriers->pdata[i]);
    else
      gtk_list_box_insert (
          list,
          arc_team_barrier_row_new (service, barriers->pdata[i], members, me, today, with_link),
          (int) i);
  }
}
