/* One commitment and its answers. */
#include "arc-commitment-row.h"

#include "arc-answer-row.h"
#include "arc-when.h"

#include <glib/gi18n.h>

struct _ArcCommitmentRow {
  GtkListBoxRow parent_instance;

  GtkLabel *text_label;
  GtkLabel *plan_label;
  GtkLabel *when_label;
  GtkWidget *did_box;
  GtkRevealer *helped_revealer;
  ArcAnswerRow *helped_row;

  ArcCommitment *commitment;
};

enum {
  ANSWERED,
  HELPED,
  STATE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcCommitmentRow, arc_commitment_row, GTK_TYPE_LIST_BOX_ROW)

/* ---- what it says ------------------------------------------------------------------------- */

static char *
make_due (ArcDay due, ArcDay today)
{
  g_autofree char *date = NULL;
  int days;

  if (!arc_day_is_set (due))
    return g_strdup (_ ("no day set"));
  days = arc_day_between (today, due);
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  date = arc_when_date (due, today);
  /* Translators: when a commitment was due: “since Friday, 20 November”. */
  return days < 0 ? g_strdup_printf (_ ("since %s"), date) : g_steal_pointer (&date);
}

static char *
make_when (const ArcCommitmentBrief *brief, ArcDay today)
{
  g_autofree char *due = brief->commitment->state == ARC_COMMITMENT_OPEN
                             ? make_due (brief->due, today)
                             : g_strdup (arc_commitment_state_to_label (brief->commitment->state));
  const char *from = *brief->topic != '\0' ? brief->topic : brief->entry_title;
  g_autoptr (GString) text = g_string_new (due);

  if (*from != '\0')
    g_string_append_printf (text, " · %s", from);
  if (brief->answered_us != 0 && brief->did != ARC_DID_NOT_SAID &&
      brief->commitment->state == ARC_COMMITMENT_OPEN)
    /* Translators: the answer that was given the last time, in lower or upper case. */
    g_string_append_printf (text, _ (" · last time: %s"), arc_did_to_label (brief->did));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_plan (const ArcCommitment *commitment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*commitment->if_text != '\0' && *commitment->then_text != '\0')
    /* Translators: a plan: “If it is Monday 9:00, then I open the report.” */
    g_string_append_printf (text, _ ("If %s, then %s"), commitment->if_text, commitment->then_text);
  else if (*commitment->if_text != '\0')
    g_string_append_printf (text, _ ("If %s"), commitment->if_text);
  if (*commitment->measure != '\0')
    g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", commitment->measure);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- answers ------------------------------------------------------------------------------ */

static void
did_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcDid did;

  if (arc_did_from_word (g_variant_get_string (parameter, NULL), &did))
    g_signal_emit (widget, signals[ANSWERED], 0, did);
}

static void
state_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcCommitmentState state;

  if (arc_commitment_state_from_word (g_variant_get_string (parameter, NULL), &state))
    g_signal_emit (widget, signals[STATE_CHOSEN], 0, state);
}

static void
show_entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcCommitmentRow *self = ARC_COMMITMENT_ROW (widget);

  gtk_widget_activate_action (widget, "win.show-entry", "s", self->commitment->entry_id);
}

static void
helped_cb (ArcCommitmentRow *self)
{
  g_signal_emit (self, signals[HELPED], 0, arc_answer_row_get_value (self->helped_row));
}

/* ---- the widget itself -------------------------------------------------------------------- */

static void
arc_commitment_row_dispose (GObject *object)
{
  ArcCommitmentRow *self = ARC_COMMITMENT_ROW (object);

  g_clear_pointer (&self->commitment, arc_commitment_free);
  G_OBJECT_CLASS (arc_commitment_row_parent_class)->dispose (object);
}

static void
add_key (GtkWidgetClass *klass, guint key, const char *did)
{
  gtk_widget_class_add_binding_action (klass, key, 0, "commitment.did", "s", did);
}

static void
arc_commitment_row_class_init (ArcCommitmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = arc_commitment_row_dispose;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HELPED] = g_signal_new ("helped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[STATE_CHOSEN] =
      g_signal_new ("state-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (ARC_TYPE_ANSWER_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-commitment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, plan_label);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, did_box);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, helped_revealer);
  gtk_widget_class_bind_template_child (widget_class, ArcCommitmentRow, helped_row);
  gtk_widget_class_bind_template_callback (widget_class, helped_cb);
  gtk_widget_class_install_action (widget_class, "commitment.did", "s", did_action);
  gtk_widget_class_install_action (widget_class, "commitment.state", "s", state_action);
  gtk_widget_class_install_action (widget_class, "commitment.show-entry", NULL, show_entry_action);
  add_key (widget_class, GDK_KEY_y, "yes");
  add_key (widget_class, GDK_KEY_p, "partly");
  add_key (widget_class, GDK_KEY_n, "not-yet");
  add_key (widget_class, GDK_KEY_l, "no-longer");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "commitment.show-entry",
                                       NULL);
}

static void
arc_commitment_row_init (ArcCommitmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (ArcHelped helped = ARC_HELPED_YES; helped <= ARC_HELPED_TOO_EARLY; helped++)
    arc_answer_row_add (self->helped_row, helped, arc_helped_to_label (helped));
}

GtkWidget *
arc_commitment_row_new (const ArcCommitmentBrief *brief, ArcDay today, gboolean may_answer)
{
  ArcCommitmentRow *self = g_object_new (ARC_TYPE_COMMITMENT_ROW, NULL);
  gboolean is_open = brief->commitment->state == ARC_COMMITMENT_OPEN;
  g_autofree char *when = make_when (brief, today);
  g_autofree char *plan = make_plan (brief->commitment);
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;

  self->commitment = arc_commitment_copy (brief->commitment);
  /* Translators: a commitment: its kind and its line: “Start: log the call”. */
  line = g_strdup_printf (_ ("%s: %s"), arc_kind_to_label (brief->commitment->kind),
                          brief->commitment->text);
  gtk_label_set_label (self->text_label, line);
  gtk_label_set_label (self->plan_label, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_label), *plan != '\0');
  gtk_label_set_label (self->when_label, when);
  gtk_widget_set_visible (self->did_box, is_open && may_answer);
  name = g_strdup_printf ("%s, %s", line, when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

const ArcCommitment *
arc_commitment_row_get_commitment (ArcCommitmentRow *self)
{
  g_return_val_if_fail (ARC_IS_COMMITMENT_ROW (self), NULL);

  return self->commitment;
}

void
arc_commitment_row_show_answer (ArcCommitmentRow *self, ArcDid did, ArcHelped helped)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ARC_IS_COMMITMENT_ROW (self));

  gtk_widget_set_visible (self->did_box, did == ARC_DID_NOT_SAID);
  if (did != ARC_DID_NOT_SAID) {
    /* Translators: what a person answered to “did you do it?”. */
    text = g_strdup_printf (_ ("Noted: %s"), arc_did_to_label (did));
    gtk_label_set_label (self->when_label, text);
  }
  arc_answer_row_set_value (self->helped_row, helped);
  gtk_revealer_set_reveal_child (self->helped_revealer,
                                 did != ARC_DID_NOT_SAID && did != ARC_DID_NOT_YET);
}
