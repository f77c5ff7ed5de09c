/* What the composer has under More: topic, tags, evidence, when it happened, role and title. */
#include "arc-entry-details.h"

#include <glib/gi18n.h>

#include "arc-focus.h"
#include "arc-label-completion.h"
#include "arc-number.h"
#include "arc-tag-field.h"
#include "arc-when-row.h"

struct _ArcEntryDetails {
  AdwBin parent_instance;

  AdwEntryRow *topic_row;
  ArcTagField *tag_field;
  AdwComboRow *evidence_row;
  AdwEntryRow *amount_row;
  AdwEntryRow *unit_row;
  AdwComboRow *per_row;
  ArcWhenRow *when_row;
  AdwComboRow *lens_row;
  AdwEntryRow *title_row;

  ArcLabelCompletion *topic_completion;
  double amount;  /* the last number that was understood */
  gboolean quiet; /* while the program fills the rows */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_LENS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcEntryDetails, arc_entry_details, ADW_TYPE_BIN)

static void
changed_cb (ArcEntryDetails *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
lens_changed_cb (ArcEntryDetails *self)
{
  if (self->quiet)
    return;
  g_signal_emit (self, signals[SIGNAL_LENS_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_measured (ArcEntryDetails *self)
{
  return adw_combo_row_get_selected (self->evidence_row) == ARC_EVIDENCE_MEASURED;
}

static void
evidence_changed_cb (ArcEntryDetails *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->amount_row), is_measured (self));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_row), is_measured (self));
  gtk_widget_set_visible (GTK_WIDGET (self->per_row), is_measured (self));
  changed_cb (self);
}

/* An amount that is not there yet is no mistake. */
static gboolean
read_amount (ArcEntryDetails *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->amount_row));

  if (*text != '\0')
    return arc_number_parse (text, &self->amount);
  self->amount = 0;
  return TRUE;
}

static void
amount_changed_cb (ArcEntryDetails *self)
{
  gboolean understood = read_amount (self);

  if (understood)
    gtk_widget_remove_css_class (GTK_WIDGET (self->amount_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->amount_row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->amount_row),
                               understood ? NULL : _ ("Type a number, such as 25."));
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->amount_row), GTK_ACCESSIBLE_STATE_INVALID,
      understood ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  changed_cb (self);
}

static void
topic_chosen_cb (ArcLabelCompletion *completion, const char *topic, ArcEntryDetails *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->topic_row), topic);
  gtk_editable_set_position (GTK_EDITABLE (self->topic_row), -1);
  arc_label_completion_hide (completion);
}

static GListModel *
labels_model (const char *(*label_of) (guint value), guint n)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, label_of (i));
  return G_LIST_MODEL (list);
}

static const char *
evidence_label (guint value)
{
  return arc_evidence_to_label ((ArcEvidence) value);
}

static const char *
per_label (guint value)
{
  return arc_per_to_label ((ArcPer) value);
}

static const char *
lens_label (guint value)
{
  return arc_lens_to_label ((ArcLens) value);
}

static void
fill_combo_rows (ArcEntryDetails *self)
{
  g_autoptr (GListModel) evidence = labels_model (evidence_label, ARC_N_EVIDENCE);
  g_autoptr (GListModel) pers = labels_model (per_label, ARC_N_PER);
  g_autoptr (GListModel) lenses = labels_model (lens_label, ARC_N_LENSES);

  adw_combo_row_set_model (self->evidence_row, evidence);
  adw_combo_row_set_model (self->per_row, pers);
  adw_combo_row_set_model (self->lens_row, lenses);
}

static gboolean
arc_entry_details_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_ENTRY_DETAILS (widget)->topic_row));
}

static void
arc_entry_details_dispose (GObject *object)
{
  ArcEntryDetails *self = ARC_ENTRY_DETAILS (object);

  self->quiet = TRUE;
  if (self->topic_completion != NULL)
    arc_label_completion_stop (self->topic_completion);
  g_clear_object (&self->topic_completion);
  G_OBJECT_CLASS (arc_entry_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ARC_TYPE_TAG_FIELD);
  g_type_ensure (ARC_TYPE_WHEN_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-entry-details.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, topic_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, tag_field);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, evidence_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, amount_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, unit_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, per_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, when_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, lens_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryDetails, title_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lens_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
}

static void
arc_entry_details_class_init (ArcEntryDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_entry_details_dispose;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_entry_details_grab_focus;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LENS_CHANGED] =
      g_signal_new ("lens-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
arc_entry_details_init (ArcEntryDetails *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_combo_rows (self);
  self->topic_completion = arc_label_completion_new (GTK_WIDGET (self->topic_row), ARC_LABEL_TOPIC);
  g_signal_connect (self->topic_completion, "chosen", G_CALLBACK (topic_chosen_cb), self);
  self->quiet = FALSE;
}

GtkWidget *
arc_entry_details_new (void)
{
  return g_object_new (ARC_TYPE_ENTRY_DETAILS, NULL);
}

void
arc_entry_details_set_service (ArcEntryDetails *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_ENTRY_DETAILS (self));

  arc_label_completion_set_service (self->topic_completion, service);
  arc_tag_field_set_service (self->tag_field, service);
}

void
arc_entry_details_set_entry (ArcEntryDetails *self, const ArcEntry *entry)
{
  gboolean measured;
  g_autofree char *amount = NULL;

  g_return_if_fail (ARC_IS_ENTRY_DETAILS (self));
  g_return_if_fail (entry != NULL);

  measured = entry->evidence == ARC_EVIDENCE_MEASURED;
  amount = measured ? arc_number_format (entry->evidence_amount) : g_strdup ("");
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->topic_row), entry->topic);
  arc_tag_field_set_tags (self->tag_field, entry);
  adw_combo_row_set_selected (self->evidence_row, entry->evidence);
  gtk_editable_set_text (GTK_EDITABLE (self->amount_row), amount);
  gtk_editable_set_text (GTK_EDITABLE (self->unit_row), entry->evidence_unit);
  adw_combo_row_set_selected (self->per_row, entry->evidence_per);
  self->amount = entry->evidence_amount;
  arc_when_row_set_instant (self->when_row, entry->occurred_us, entry->zone);
  adw_combo_row_set_selected (self->lens_row, entry->lens);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), entry->title);
  evidence_changed_cb (self);
  self->quiet = FALSE;
}

void
arc_entry_details_apply (ArcEntryDetails *self, ArcEntry *entry)
{
  g_return_if_fail (ARC_IS_ENTRY_DETAILS (self));
  g_return_if_fail (entry != NULL);

  arc_entry_set_topic (entry, gtk_editable_get_text (GTK_EDITABLE (self->topic_row)));
  arc_tag_field_apply (self->tag_field, entry);
  arc_entry_set_evidence (entry, (ArcEvidence) adw_combo_row_get_selected (self->evidence_row),
                          self->amount, gtk_editable_get_text (GTK_EDITABLE (self->unit_row)));
  if (is_measured (self))
    entry->evidence_per = (ArcPer) adw_combo_row_get_selected (self->per_row);
  entry->occurred_us = arc_when_row_get_instant (self->when_row);
  entry->lens = arc_entry_details_get_lens (self);
  arc_entry_set_title (entry, gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
}

ArcLens
arc_entry_details_get_lens (ArcEntryDetails *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_DETAILS (self), ARC_LENS_INDIVIDUAL);

  return (ArcLens) adw_combo_row_get_selected (self->lens_row);
}

gboolean
arc_entry_details_check (ArcEntryDetails *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_DETAILS (self), FALSE);

  arc_tag_field_commit (self->tag_field);
  if (!is_measured (self) || read_amount (self))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->amount_row));
  return FALSE;
}
