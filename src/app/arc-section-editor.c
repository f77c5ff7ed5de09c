/* One question of the composer and the place to answer it.
 *
 * The text is at one of three places: a text area; a list of lines, for the Change; or, when a line
 * is too long for either, a view for reading. In the last case the place before it still holds the
 * text from before the long line came, so that putting it in can be taken back. */
#include "arc-section-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "arc-change-lines.h"
#include "arc-focus.h"
#include "arc-limits.h"
#include "arc-long-text.h"
#include "arc-prompts.h"
#include "arc-text-area.h"

struct _ArcSectionEditor {
  AdwBin parent_instance;

  GtkLabel *question_label;
  GtkLabel *hint_label;
  AdwBin *extra_bin;
  GtkWidget *places_box; /* of which one child is shown */
  ArcTextArea *text_area;
  ArcChangeLines *change_lines; /* of the Change only */
  ArcLongText *long_text;
  GtkWidget *long_box;
  GtkWidget *take_back_button;
  GtkLabel *notice_label;
  GtkMenuButton *others_button;
  GtkWidget *others_box;

  ArcSection section;
  GtkWidget *place;        /* where the text is */
  GtkWidget *place_before; /* what the long text took the place of, or NULL */
  GRefString *text;        /* NULL: to be asked for anew */
  ArcLoop *loop;           /* what hangs on lines that are not shown as lines */
};

enum {
  PROP_0,
  PROP_SECTION,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcSectionEditor, arc_section_editor, ADW_TYPE_BIN)

/* ---- the text -------------------------------------------------------------------------- */

static void
set_notice (ArcSectionEditor *self, const char *sentence)
{
  gtk_label_set_label (self->notice_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), sentence != NULL);
}

static void
take_change (ArcSectionEditor *self)
{
  g_clear_pointer (&self->text, g_ref_string_release);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
text_changed_cb (ArcSectionEditor *self)
{
  set_notice (self, NULL);
  take_change (self);
}

static void
refused_cb (ArcTextArea *area, const char *sentence, ArcSectionEditor *self)
{
  set_notice (self, sentence);
}

static void
show_place (ArcSectionEditor *self, GtkWidget *place)
{
  gboolean had_focus =
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  self->place = place;
  for (GtkWidget *child = gtk_widget_get_first_child (self->places_box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == place);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_long_text (ArcSectionEditor *self, const char *text, GtkWidget *place_before)
{
  arc_long_text_set_text (self->long_text, text);
  self->place_before = place_before;
  gtk_widget_set_visible (self->take_back_button, place_before != NULL);
  show_place (self, self->long_box);
}

static void
area_overflowed_cb (ArcTextArea *area, const char *text, ArcSectionEditor *self)
{
  set_notice (self, NULL);
  show_long_text (self, text, GTK_WIDGET (area));
  take_change (self);
}

static void
lines_overflowed (ArcChangeLines *lines, const char *text, int offset, ArcSectionEditor *self)
{
  if (strlen (text) > ARC_LIMIT_SECTION_BYTES) {
    set_notice (self, _ ("That was not put in: it is more than a section holds."));
    return;
  }
  set_notice (self, NULL);
  if (arc_long_text_needed (text)) {
    show_long_text (self, text, GTK_WIDGET (lines));
  } else {
    arc_text_area_set_text (self->text_area, text);
    show_place (self, GTK_WIDGET (self->text_area));
    arc_text_area_place_cursor (self->text_area, offset);
  }
  take_change (self);
}

static void
take_back_clicked_cb (GtkButton *button, ArcSectionEditor *self)
{
  GtkWidget *place = g_steal_pointer (&self->place_before);

  g_return_if_fail (place != NULL);

  show_place (self, place);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  arc_long_text_set_text (self->long_text, NULL);
  take_change (self);
}

static char *
dup_text (ArcSectionEditor *self)
{
  if (self->place == self->long_box)
    return g_strdup (arc_long_text_get_text (self->long_text));
  if (self->place == GTK_WIDGET (self->text_area))
    return arc_text_area_dup_text (self->text_area);
  return arc_change_lines_dup_text (self->change_lines);
}

/* ---- the question ---------------------------------------------------------------------- */

static void
ask (ArcSectionEditor *self, const char *question)
{
  GtkAccessible *view = GTK_ACCESSIBLE (arc_text_area_get_view (self->text_area));

  gtk_label_set_label (self->question_label, question);
  gtk_accessible_update_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
}

static void
other_clicked (GtkButton *button, ArcSectionEditor *self)
{
  gtk_menu_button_popdown (self->others_button);
  ask (self, gtk_label_get_label (GTK_LABEL (gtk_button_get_child (button))));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
add_other (ArcSectionEditor *self, const char *question)
{
  GtkWidget *label = gtk_label_new (question);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "arc-prompt");
  g_signal_connect (button, "clicked", G_CALLBACK (other_clicked), self);
  gtk_box_append (GTK_BOX (self->others_box), button);
}

static void
fill_others (ArcSectionEditor *self, ArcLens lens)
{
  const char *const *others = arc_prompt_others (lens, self->section);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->others_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->others_box), child);
  add_other (self, arc_prompt_question (lens, self->section));
  for (; *others != NULL; others++)
    add_other (self, gettext (*others));
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
build_change_lines (ArcSectionEditor *self)
{
  GtkWidget *lines = arc_change_lines_new ();

  self->change_lines = ARC_CHANGE_LINES (lines);
  arc_change_lines_set_placeholder (self->change_lines, _ ("A line, then Enter for the next"));
  g_signal_connect_swapped (lines, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (lines, "overflowed", G_CALLBACK (lines_overflowed), self);
  gtk_box_append (GTK_BOX (self->places_box), lines);
}

static gboolean
arc_section_editor_grab_focus (GtkWidget *widget)
{
  ArcSectionEditor *self = ARC_SECTION_EDITOR (widget);

  return gtk_widget_grab_focus (self->place == self->long_box ? GTK_WIDGET (self->long_text)
                                                              : self->place);
}

static void
arc_section_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcSectionEditor *self = ARC_SECTION_EDITOR (object);

  switch (id) {
  case PROP_SECTION:
    self->section = (ArcSection) g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_section_editor_constructed (GObject *object)
{
  ArcSectionEditor *self = ARC_SECTION_EDITOR (object);

  G_OBJECT_CLASS (arc_section_editor_parent_class)->constructed (object);
  if (self->section == ARC_SECTION_ACTION)
    arc_text_area_set_placeholder (self->text_area,
                                   _ ("Short sentences will do: who, what, when."));
  else if (self->section == ARC_SECTION_REFLECTION)
    arc_text_area_set_placeholder (self->text_area,
                                   _ ("What worked counts as much as what did not."));
  else
    build_change_lines (self);
  arc_section_editor_set_lens (self, ARC_LENS_INDIVIDUAL);
  arc_section_editor_set_text (self, "");
}

static void
arc_section_editor_finalize (GObject *object)
{
  ArcSectionEditor *self = ARC_SECTION_EDITOR (object);

  g_clear_pointer (&self->text, g_ref_string_release);
  g_clear_pointer (&self->loop, arc_loop_free);
  G_OBJECT_CLASS (arc_section_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ARC_TYPE_TEXT_AREA);
  g_type_ensure (ARC_TYPE_LONG_TEXT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-section-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, question_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, extra_bin);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, places_box);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, text_area);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, long_text);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, long_box);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, take_back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, notice_label);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, others_button);
  gtk_widget_class_bind_template_child (widget_class, ArcSectionEditor, others_box);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, area_overflowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_clicked_cb);
}

static void
arc_section_editor_class_init (ArcSectionEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = arc_section_editor_constructed;
  object_class->finalize = arc_section_editor_finalize;
  object_class->set_property = arc_section_editor_set_property;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_section_editor_grab_focus;

  props[PROP_SECTION] =
      g_param_spec_uint ("section", NULL, NULL, 0, ARC_N_SECTIONS - 1, 0,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
arc_section_editor_init (ArcSectionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
arc_section_editor_new (ArcSection section)
{
  return g_object_new (ARC_TYPE_SECTION_EDITOR, "section", section, NULL);
}

void
arc_section_editor_set_text (ArcSectionEditor *self, const char *text)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));
  g_return_if_fail (text != NULL);

  set_notice (self, NULL);
  g_clear_pointer (&self->text, g_ref_string_release);
  self->place_before = NULL;
  if (arc_long_text_needed (text)) {
    show_long_text (self, text, NULL);
    return;
  }
  arc_long_text_set_text (self->long_text, NULL);
  if (self->change_lines != NULL && arc_change_lines_fits (text)) {
    arc_change_lines_set_text (self->change_lines, text);
    show_place (self, GTK_WIDGET (self->change_lines));
  } else {
    arc_text_area_set_text (self->text_area, text);
    show_place (self, GTK_WIDGET (self->text_area));
  }
}

GRefString *
arc_section_editor_ref_text (ArcSectionEditor *self)
{
  g_return_val_if_fail (ARC_IS_SECTION_EDITOR (self), NULL);

  if (self->text == NULL) {
    g_autofree char *text = dup_text (self);

    self->text = g_ref_string_new (text);
  }
  return g_ref_string_acquire (self->text);
}

void
arc_section_editor_set_loop (ArcSectionEditor *self, const ArcLoop *loop)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));

  g_clear_pointer (&self->loop, arc_loop_free);
  self->loop = arc_loop_copy (loop);
  if (self->change_lines != NULL)
    arc_change_lines_set_loop (self->change_lines, loop);
}

void
arc_section_editor_add_to_loop (ArcSectionEditor *self, ArcLoop *loop)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));

  if (self->change_lines == NULL)
    return;
  if (self->place == GTK_WIDGET (self->change_lines)) {
    arc_change_lines_add_to_loop (self->change_lines, loop);
    return;
  }
  /* A text too long for a list of lines keeps its commitments as they were. */
  for (guint i = 0; self->loop != NULL && i < self->loop->commitments->len; i++)
    g_ptr_array_add (loop->commitments, arc_commitment_copy (self->loop->commitments->pdata[i]));
  for (guint i = 0; self->loop != NULL && i < self->loop->barriers->len; i++)
    g_ptr_array_add (loop->barriers, arc_barrier_copy (self->loop->barriers->pdata[i]));
}

gboolean
arc_section_editor_has_lines (ArcSectionEditor *self)
{
  g_return_val_if_fail (ARC_IS_SECTION_EDITOR (self), FALSE);

  return self->change_lines != NULL && self->place == GTK_WIDGET (self->change_lines);
}

gboolean
arc_section_editor_add_commitment (ArcSectionEditor *self, const ArcCommitment *commitment)
{
  g_return_val_if_fail (ARC_IS_SECTION_EDITOR (self), FALSE);

  return arc_section_editor_has_lines (self) &&
         arc_change_lines_add_commitment (self->change_lines, commitment);
}

void
arc_section_editor_set_lens (ArcSectionEditor *self, ArcLens lens)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));
  g_return_if_fail (lens < ARC_N_LENSES);

  ask (self, arc_prompt_question (lens, self->section));
  gtk_label_set_label (self->hint_label, arc_prompt_hint (lens, self->section));
  fill_others (self, lens);
}

void
arc_section_editor_set_grows (ArcSectionEditor *self, gboolean grows)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));

  arc_text_area_set_grows (self->text_area, grows);
  if (self->change_lines != NULL)
    arc_change_lines_set_grows (self->change_lines, grows);
  gtk_widget_set_vexpand (self->places_box, !grows);
  if (grows)
    gtk_widget_add_css_class (GTK_WIDGET (self->question_label), "title-4");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->question_label), "title-4");
}

void
arc_section_editor_set_extra (ArcSectionEditor *self, GtkWidget *extra)
{
  g_return_if_fail (ARC_IS_SECTION_EDITOR (self));

  adw_bin_set_child (self->extra_bin, extra);
  gtk_widget_set_visible (GTK_WIDGET (self->extra_bin), extra != NULL);
}
