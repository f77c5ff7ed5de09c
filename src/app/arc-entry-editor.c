/* Everything of an entry that is written: three sections, outcome, and what is under More. */
#include "arc-entry-editor.h"

#include "arc-entry-details.h"
#include "arc-focus.h"
#include "arc-look-back-choice.h"
#include "arc-outcome-bar.h"
#include "arc-practice-hint.h"
#include "arc-section-editor.h"

struct _ArcEntryEditor {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  ArcSectionEditor *action_editor;
  ArcSectionEditor *reflection_editor;
  ArcSectionEditor *change_editor;
  ArcSectionEditor *editors[ARC_N_SECTIONS];
  ArcPracticeHint *practice_hint;
  ArcOutcomeBar *outcome_bar;
  ArcLookBackChoice *look_back;
  GtkToggleButton *more_button;
  GtkImage *more_image;
  GtkLabel *more_label;
  ArcEntryDetails *details;

  ArcLoop *loop;  /* what is not shown, such as the earlier entry */
  ArcEntry *base; /* what is not shown, such as the zone; without sections */
  ArcSection step;
  gboolean all_at_once;
  gboolean quiet; /* while the program fills the widgets */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcEntryEditor, arc_entry_editor, ADW_TYPE_BIN)

/* A practice is offered while the change is thought about, never while the action is. */
static void
update_practice_hint (ArcEntryEditor *self)
{
  if (self->practice_hint != NULL)
    arc_practice_hint_set_asking (self->practice_hint,
                                  self->step == ARC_SECTION_CHANGE &&
                                      arc_section_editor_has_lines (self->change_editor));
}

static void
changed_cb (ArcEntryEditor *self)
{
  if (self->quiet)
    return;
  update_practice_hint (self);
  arc_practice_hint_touch (self->practice_hint);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static ArcDraftSnapshot *
take_snapshot (gpointer self)
{
  return arc_entry_editor_take_snapshot (ARC_ENTRY_EDITOR (self));
}

/* A commitment without any day would never be asked about. */
static gboolean
practice_taken_cb (ArcEntryEditor *self, const ArcPracticeOffer *offer)
{
  g_autoptr (ArcCommitment) commitment = arc_commitment_copy (offer->commitment);

  if (!arc_day_is_set (arc_look_back_choice_get_day (self->look_back)))
    commitment->due = offer->ask_on;
  return arc_section_editor_add_commitment (self->change_editor, commitment);
}

static void
practice_left_cb (ArcEntryEditor *self)
{
  if (!self->quiet)
    gtk_widget_grab_focus (GTK_WIDGET (self->change_editor));
}

/* What is set without being looked for: the topic is often filled in already. */
static void
update_more_label (ArcEntryEditor *self)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  arc_entry_details_apply (self->details, entry);
  gtk_label_set_label (self->more_label, entry->topic);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), *entry->topic != '\0');
}

static void
details_changed_cb (ArcEntryEditor *self)
{
  update_more_label (self);
  changed_cb (self);
}

static void
ask_by_lens (ArcEntryEditor *self)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    arc_section_editor_set_lens (self->editors[i], arc_entry_details_get_lens (self->details));
}

static void
show_sections (ArcEntryEditor *self)
{
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    gtk_widget_set_visible (GTK_WIDGET (self->editors[i]), self->all_at_once || i == self->step);
    arc_section_editor_set_grows (self->editors[i], self->all_at_once);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->look_back),
                          self->all_at_once || self->step == ARC_SECTION_CHANGE);
  update_practice_hint (self);
}

static void
section_entered_cb (GtkEventControllerFocus *controller, ArcEntryEditor *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (GTK_WIDGET (self->editors[i]) == widget)
      self->step = (ArcSection) i;
  update_practice_hint (self);
}

static void
section_left_cb (ArcEntryEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* Not a GtkExpander: its own way of moving the focus reaches for a child that is folded away. */
static void
more_toggled_cb (ArcEntryEditor *self)
{
  gboolean unfolded = gtk_toggle_button_get_active (self->more_button);

  gtk_widget_set_visible (GTK_WIDGET (self->details), unfolded);
  gtk_image_set_from_icon_name (self->more_image,
                                unfolded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               unfolded, -1);
  /* What unfolds below the edge of the window is brought up: the focus takes it there. */
  if (unfolded && !self->quiet)
    gtk_widget_grab_focus (GTK_WIDGET (self->details));
}

static gboolean
arc_entry_editor_grab_focus (GtkWidget *widget)
{
  ArcEntryEditor *self = ARC_ENTRY_EDITOR (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->editors[self->step]));
}

static void
arc_entry_editor_dispose (GObject *object)
{
  ArcEntryEditor *self = ARC_ENTRY_EDITOR (object);

  self->quiet = TRUE;
  /* A question that is under way holds it, and it must not ask for the text any more. */
  if (self->practice_hint != NULL)
    arc_practice_hint_set_service (self->practice_hint, NULL);
  self->practice_hint = NULL;
  G_OBJECT_CLASS (arc_entry_editor_parent_class)->dispose (object);
}

static void
arc_entry_editor_finalize (GObject *object)
{
  arc_entry_free (ARC_ENTRY_EDITOR (object)->base);
  arc_loop_free (ARC_ENTRY_EDITOR (object)->loop);
  G_OBJECT_CLASS (arc_entry_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ARC_TYPE_ENTRY_DETAILS);
  g_type_ensure (ARC_TYPE_LOOK_BACK_CHOICE);
  g_type_ensure (ARC_TYPE_PRACTICE_HINT);
  g_type_ensure (ARC_TYPE_SECTION_EDITOR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-entry-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, action_editor);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, reflection_editor);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, change_editor);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, practice_hint);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, look_back);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, more_button);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, more_image);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, more_label);
  gtk_widget_class_bind_template_child (widget_class, ArcEntryEditor, details);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_by_lens);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, practice_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, practice_left_cb);
}

static void
arc_entry_editor_class_init (ArcEntryEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = arc_entry_editor_dispose;
  object_class->finalize = arc_entry_editor_finalize;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_entry_editor_grab_focus;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
arc_entry_editor_init (ArcEntryEditor *self)
{
  self->quiet = TRUE;
  self->base = arc_entry_new ();
  self->loop = arc_loop_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editors[ARC_SECTION_ACTION] = self->action_editor;
  self->editors[ARC_SECTION_REFLECTION] = self->reflection_editor;
  self->editors[ARC_SECTION_CHANGE] = self->change_editor;
  arc_practice_hint_set_source (self->practice_hint, take_snapshot, self);
  self->outcome_bar = ARC_OUTCOME_BAR (arc_outcome_bar_new ());
  g_signal_connect_swapped (self->outcome_bar, "changed", G_CALLBACK (changed_cb), self);
  arc_section_editor_set_extra (self->reflection_editor, GTK_WIDGET (self->outcome_bar));
  show_sections (self);
  self->quiet = FALSE;
}

GtkWidget *
arc_entry_editor_new (void)
{
  return g_object_new (ARC_TYPE_ENTRY_EDITOR, NULL);
}

void
arc_entry_editor_set_service (ArcEntryEditor *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  arc_entry_details_set_service (self->details, service);
  arc_practice_hint_set_service (self->practice_hint, service);
}

void
arc_entry_editor_begin_text (ArcEntryEditor *self, const char *text_id, gboolean is_resumed)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));
  g_return_if_fail (text_id != NULL);

  arc_practice_hint_begin (self->practice_hint, text_id, is_resumed);
  update_practice_hint (self);
}

void
arc_entry_editor_text_saved (ArcEntryEditor *self, const char *entry_id, gboolean is_done)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  arc_practice_hint_saved (self->practice_hint, entry_id, is_done);
}

void
arc_entry_editor_text_discarded (ArcEntryEditor *self)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  arc_practice_hint_discarded (self->practice_hint);
}

void
arc_entry_editor_set_entry (ArcEntryEditor *self, const ArcEntry *entry)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));
  g_return_if_fail (entry != NULL);

  self->quiet = TRUE;
  arc_entry_free (self->base);
  self->base = arc_entry_copy (entry);
  arc_entry_details_set_entry (self->details, entry);
  arc_outcome_bar_set_outcome (self->outcome_bar, entry->outcome);
  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    /* The editors have the texts; a second copy would only be carried along. */
    arc_section_editor_set_text (self->editors[i], entry->section[i]);
    arc_entry_set_section (self->base, (ArcSection) i, NULL);
  }
  ask_by_lens (self);
  update_more_label (self);
  gtk_toggle_button_set_active (self->more_button, FALSE);
  self->quiet = FALSE;
}

void
arc_entry_editor_set_loop (ArcEntryEditor *self, const ArcLoop *loop, ArcDay ask_on)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  self->quiet = TRUE;
  arc_loop_free (self->loop);
  self->loop = arc_loop_copy (loop);
  arc_section_editor_set_loop (self->change_editor, loop);
  arc_look_back_choice_set (self->look_back, loop->look_back_on, ask_on);
  self->quiet = FALSE;
}

void
arc_entry_editor_find_ask_on (ArcEntryEditor *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  arc_look_back_choice_find_default (self->look_back, service);
}

void
arc_entry_editor_set_continues (ArcEntryEditor *self, const char *entry_id)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  g_free (self->loop->continues);
  self->loop->continues = g_strdup (entry_id);
}

static ArcLoop *
make_loop (ArcEntryEditor *self)
{
  ArcLoop *loop = arc_loop_new ();

  loop->continues = g_strdup (self->loop->continues);
  loop->look_back_on = arc_look_back_choice_get_day (self->look_back);
  arc_section_editor_add_to_loop (self->change_editor, loop);
  return loop;
}

ArcDraftSnapshot *
arc_entry_editor_take_snapshot (ArcEntryEditor *self)
{
  ArcDraftSnapshot *snapshot = g_new0 (ArcDraftSnapshot, 1);

  g_return_val_if_fail (ARC_IS_ENTRY_EDITOR (self), snapshot);

  snapshot->entry = arc_entry_copy (self->base);
  arc_entry_details_apply (self->details, snapshot->entry);
  snapshot->entry->outcome = arc_outcome_bar_get_outcome (self->outcome_bar);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    snapshot->section[i] = arc_section_editor_ref_text (self->editors[i]);
  snapshot->loop = make_loop (self);
  snapshot->step = (int) self->step;
  return snapshot;
}

gboolean
arc_entry_editor_has_text (ArcEntryEditor *self)
{
  g_autoptr (ArcDraftSnapshot) snapshot = NULL;

  g_return_val_if_fail (ARC_IS_ENTRY_EDITOR (self), FALSE);

  snapshot = arc_entry_editor_take_snapshot (self);
  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (*snapshot->section[i] != '\0')
      return TRUE;
  return *snapshot->entry->title != '\0';
}

gboolean
arc_entry_editor_check (ArcEntryEditor *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_EDITOR (self), FALSE);

  if (arc_entry_details_check (self->details))
    return TRUE;
  /* Unfolding moves the focus; the check puts it where it is needed. */
  gtk_toggle_button_set_active (self->more_button, TRUE);
  return arc_entry_details_check (self->details);
}

ArcSection
arc_entry_editor_get_step (ArcEntryEditor *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_EDITOR (self), ARC_SECTION_ACTION);

  return self->step;
}

void
arc_entry_editor_set_step (ArcEntryEditor *self, ArcSection step)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));
  g_return_if_fail (step < ARC_N_SECTIONS);

  if (step != self->step && !self->all_at_once)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->step = step;
  show_sections (self);
}

gboolean
arc_entry_editor_get_all_at_once (ArcEntryEditor *self)
{
  g_return_val_if_fail (ARC_IS_ENTRY_EDITOR (self), FALSE);

  return self->all_at_once;
}

void
arc_entry_editor_set_all_at_once (ArcEntryEditor *self, gboolean all_at_once)
{
  g_return_if_fail (ARC_IS_ENTRY_EDITOR (self));

  self->all_at_once = all_at_once;
  show_sections (self);
}
