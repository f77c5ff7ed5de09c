/* The fields of one equivalent, with a sentence that shows what it will say. */
#include "arc-equivalent-form.h"

#include "arc-limits.h"
#include "arc-number.h"

#include <glib/gi18n.h>
#include <math.h>

/* So many of one the sentence speaks of. */
#define PREVIEW_COUNT 10

struct _ArcEquivalentForm {
  AdwBin parent_instance;

  GtkEditable *name_row;
  GtkEditable *plural_row;
  GtkEditable *amount_row;
  GtkEditable *unit_row;
  GtkEditable *source_row;
  AdwComboRow *kind_row;
  GtkLabel *preview_label;
  GtkLabel *rate_label;
  GtkLabel *error_label;

  ArcEquivalent *shown; /* as it was filled in */
  gboolean is_filling;
  gboolean is_changed;
  gboolean says_errors; /* once somebody tried to save */
};

G_DEFINE_FINAL_TYPE (ArcEquivalentForm, arc_equivalent_form, ADW_TYPE_BIN)

/* ---- reading the fields ------------------------------------------------------------------- */

static void
take_row (char **text, GtkEditable *row)
{
  g_free (*text);
  *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static ArcEquivalent *
read_fields (ArcEquivalentForm *self)
{
  ArcEquivalent *equivalent = arc_equivalent_copy (self->shown);

  equivalent->is_shipped = FALSE;
  equivalent->state = ARC_EQUIVALENT_HOLDS;
  take_row (&equivalent->name, self->name_row);
  take_row (&equivalent->plural, self->plural_row);
  take_row (&equivalent->unit, self->unit_row);
  take_row (&equivalent->source, self->source_row);
  equivalent->kind = adw_combo_row_get_selected (self->kind_row);
  if (!arc_number_parse (gtk_editable_get_text (self->amount_row), &equivalent->amount))
    equivalent->amount = NAN;
  return equivalent;
}

static gboolean
is_wrong (const char *text, glong limit)
{
  return *text == '\0' || g_utf8_strlen (text, -1) > limit;
}

/* The field that an error is about: the first that is wrong. */
static GtkEditable *
find_wrong (ArcEquivalentForm *self, const ArcEquivalent *equivalent)
{
  if (is_wrong (equivalent->name, ARC_LIMIT_TAG_CHARS))
    return self->name_row;
  if (g_utf8_strlen (equivalent->plural, -1) > ARC_LIMIT_TAG_CHARS)
    return self->plural_row;
  if (is_wrong (equivalent->unit, ARC_LIMIT_UNIT_CHARS))
    return self->unit_row;
  if (!(equivalent->amount > 0 && equivalent->amount <= ARC_EQUIVALENT_AMOUNT_MAX))
    return self->amount_row;
  return self->source_row;
}

/* ---- what it will say --------------------------------------------------------------------- */

static void
say_preview (ArcEquivalentForm *self, const ArcEquivalent *equivalent)
{
  double factor = 1;
  g_autofree char *unit = arc_unit_find (equivalent->unit, &factor);
  const ArcMeasured measured = {
      .unit = unit, .per = ARC_PER_WEEK, .amount = equivalent->amount * factor * PREVIEW_COUNT};
  g_autofree char *said = arc_equivalent_say (equivalent, &measured);
  g_autofree char *rate = arc_equivalent_say_rate (equivalent);

  gtk_label_set_label (self->preview_label, said != NULL ? said : "");
  gtk_label_set_label (self->rate_label, rate);
}

static void
mark_wrong (ArcEquivalentForm *self, GtkEditable *wrong)
{
  GtkEditable *rows[] = {self->name_row, self->plural_row, self->unit_row, self->amount_row,
                         self->source_row};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (rows[i] == wrong)
      gtk_widget_add_css_class (GTK_WIDGET (rows[i]), "error");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
  }
}

/* Whether it is one. */
static gboolean
update (ArcEquivalentForm *self, const ArcEquivalent *equivalent)
{
  g_autoptr (GError) error = NULL;
  gboolean valid = arc_equivalent_validate (equivalent, &error);

  gtk_widget_set_visible (GTK_WIDGET (self->preview_label), valid);
  gtk_widget_set_visible (GTK_WIDGET (self->rate_label), valid);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), !valid && self->says_errors);
  gtk_label_set_label (self->error_label, valid || !self->says_errors ? "" : error->message);
  mark_wrong (self, valid || !self->says_errors ? NULL : find_wrong (self, equivalent));
  if (valid)
    say_preview (self, equivalent);
  return valid;
}

static void
changed_cb (ArcEquivalentForm *self)
{
  g_autoptr (ArcEquivalent) equivalent = NULL;

  if (self->is_filling)
    return;
  self->is_changed = TRUE;
  equivalent = read_fields (self);
  update (self, equivalent);
}

/* ---- the widget --------------------------------------------------------------------------- */

static void
arc_equivalent_form_finalize (GObject *object)
{
  g_clear_pointer (&ARC_EQUIVALENT_FORM (object)->shown, arc_equivalent_free);
  G_OBJECT_CLASS (arc_equivalent_form_parent_class)->finalize (object);
}

static void
arc_equivalent_form_class_init (ArcEquivalentFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = arc_equivalent_form_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-equivalent-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, plural_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, amount_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, unit_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, source_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, preview_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, rate_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEquivalentForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
arc_equivalent_form_init (ArcEquivalentForm *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ARC_N_EQUIVALENT_KINDS; i++)
    gtk_string_list_append (kinds, arc_equivalent_kind_to_label (i));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  self->shown = arc_equivalent_new ("");
  self->is_filling = FALSE;
}

void
arc_equivalent_form_show (ArcEquivalentForm *self, const ArcEquivalent *equivalent)
{
  g_autoptr (ArcEquivalent) read = NULL;
  g_autofree char *amount = NULL;

  g_return_if_fail (ARC_IS_EQUIVALENT_FORM (self));
  g_return_if_fail (equivalent != NULL);

  if (!self->is_changed || !g_str_equal (self->shown->id, equivalent->id)) {
    arc_equivalent_free (self->shown);
    self->shown = arc_equivalent_copy (equivalent);
    amount = arc_number_format (equivalent->amount);
    self->is_filling = TRUE;
    gtk_editable_set_text (self->name_row, arc_equivalent_get_name (equivalent));
    gtk_editable_set_text (self->plural_row, arc_equivalent_get_plural (equivalent));
    gtk_editable_set_text (self->unit_row, *equivalent->unit != '\0'
                                               ? arc_equivalent_get_unit (equivalent)
                                               : _ ("minutes"));
    /* What an example takes for granted is what a team is to say for itself. */
    gtk_editable_set_text (self->source_row, equivalent->is_shipped ? "" : equivalent->source);
    gtk_editable_set_text (self->amount_row, *equivalent->name != '\0' ? amount : "");
    adw_combo_row_set_selected (self->kind_row, equivalent->kind);
    self->is_filling = FALSE;
    self->is_changed = FALSE;
    self->says_errors = FALSE;
  }
  read = read_fields (self);
  update (self, read);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

ArcEquivalent *
arc_equivalent_form_take (ArcEquivalentForm *self)
{
  g_autoptr (ArcEquivalent) equivalent = NULL;

  g_return_val_if_fail (ARC_IS_EQUIVALENT_FORM (self), NULL);

  equivalent = read_fields (self);
  self->says_errors = TRUE;
  if (update (self, equivalent))
    return g_steal_pointer (&equivalent);
  gtk_widget_grab_focus (GTK_WIDGET (find_wrong (self, equivalent)));
  return NULL;
}

void
arc_equivalent_form_forget (ArcEquivalentForm *self)
{
  g_return_if_fail (ARC_IS_EQUIVALENT_FORM (self));

  self->is_changed = FALSE;
}
