/* The composer: one entry, written in three guided steps or all at once. No word of it is lost.
 *
 * The widgets hold what is written; ArcDraftKeeper asks for a snapshot of it whenever it writes,
 * and ArcEntryWatch tells when the entry was changed elsewhere. Here they meet. */
#include "arc-composer.h"

#include "arc-config.h"

#include <glib/gi18n.h>

#include "arc-day.h"
#include "arc-distance-hint.h"
#include "arc-draft-keeper.h"
#include "arc-entry-editor.h"
#include "arc-entry-watch.h"
#include "arc-focus.h"
#include "arc-quiet-timer.h"
#include "arc-step-bar.h"
#include "arc-waiting-bar.h"
#include "arc-wrap-layout.h"

struct _ArcComposer {
  AdwBin parent_instance;

  GtkStack *title_stack; /* steps, or a title */
  AdwSqueezer *steps_squeezer;
  ArcStepBar *step_bar;
  ArcStepBar *compact_step_bar;
  AdwWindowTitle *window_title;
  AdwSqueezer *state_squeezer;
  GtkLabel *state_label;
  GtkLabel *narrow_state_label;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GtkWidget *error_buttons_box;
  GtkInfoBar *elsewhere_bar;
  GtkLabel *elsewhere_label;
  ArcWaitingBar *waiting_bar;
  ArcDistanceHint *distance_hint;
  ArcEntryEditor *editor;
  ArcQuietTimer *timer;
  GtkWidget *back_button;
  GtkWidget *next_button;
  GtkLabel *next_label;
  GtkWidget *next_image;

  GSettings *settings;
  ArcJournalService *service;
  ArcDraftKeeper *keeper;
  ArcEntryWatch *watch;
  char *entry_id;     /* NULL for a new entry */
  guint focus_id;     /* the text gets the focus soon */
  gboolean was_saved; /* since it began */
  gboolean finishing; /* a save is under way, after which the composer closes */
  gboolean closing;   /* a draft is being written, after which the composer closes */
};

enum {
  PROP_0,
  PROP_ALL_AT_ONCE,
  N_PROPS,
};

enum {
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArcComposer, arc_composer, ADW_TYPE_BIN)

/* ---- steps ----------------------------------------------------------------------------- */

static ArcDraftSnapshot *
take_snapshot (gpointer user_data)
{
  return arc_entry_editor_take_snapshot (ARC_COMPOSER (user_data)->editor);
}

static void
changed_cb (ArcComposer *self)
{
  arc_draft_keeper_touch (self->keeper);
}

static void
left_cb (ArcComposer *self)
{
  if (self->keeper != NULL)
    arc_draft_keeper_flush (self->keeper, FALSE);
}

static gboolean
is_last_step (ArcComposer *self)
{
  return arc_entry_editor_get_all_at_once (self->editor) ||
         arc_entry_editor_get_step (self->editor) == ARC_SECTION_CHANGE;
}

static void
update_steps (ArcComposer *self)
{
  gboolean all_at_once = arc_entry_editor_get_all_at_once (self->editor);
  ArcSection step = arc_entry_editor_get_step (self->editor);
  gboolean last = is_last_step (self);
  const char *next = last ? _ ("Done") : arc_section_to_label ((ArcSection) (step + 1));

  arc_step_bar_set_step (self->step_bar, step);
  arc_step_bar_set_step (self->compact_step_bar, step);
  gtk_stack_set_visible_child_name (self->title_stack, all_at_once ? "title" : "steps");
  gtk_widget_set_visible (self->back_button, !all_at_once && step != ARC_SECTION_ACTION);
  gtk_label_set_label (self->next_label, next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  next, -1);
  gtk_widget_set_visible (self->next_image, !last);
  gtk_widget_set_tooltip_text (self->next_button,
                               last ? _ ("Save and close (Ctrl+Enter)") : _ ("Go on (Ctrl+Enter)"));
}

static void
focus_text (ArcComposer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* Where the last entries on this topic found no change either, one question helps to find one. */
static void
update_distance (ArcComposer *self)
{
  g_autoptr (ArcDraftSnapshot) snapshot = NULL;

  if (self->entry_id != NULL || arc_entry_editor_get_step (self->editor) != ARC_SECTION_CHANGE) {
    arc_distance_hint_show (self->distance_hint, NULL);
    return;
  }
  snapshot = take_snapshot (self);
  arc_distance_hint_check (self->distance_hint, snapshot->entry->topic);
}

/* The first entry that was looked back at is the one that this one continues. */
static void
looked_back_cb (ArcComposer *self, const char *entry_id)
{
  arc_entry_editor_set_continues (self->editor, entry_id);
  if (arc_entry_editor_has_text (self->editor))
    arc_draft_keeper_touch (self->keeper);
}

static void
go_to_step (ArcComposer *self, ArcSection step)
{
  arc_entry_editor_set_step (self->editor, step);
  update_steps (self);
  update_distance (self);
  arc_draft_keeper_flush (self->keeper, FALSE);
  focus_text (self);
}

static void
step_chosen_cb (ArcStepBar *bar, guint step, ArcComposer *self)
{
  go_to_step (self, (ArcSection) step);
}

/* ---- what is told ---------------------------------------------------------------------- */

static void
show_toast (ArcComposer *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static const char *
state_text (ArcComposer *self)
{
  if (self->finishing)
    return _ ("Saving…");
  switch (arc_draft_keeper_get_state (self->keeper)) {
  case ARC_DRAFT_SAVING:
    return _ ("Saving…");
  case ARC_DRAFT_KEPT:
    return _ ("Draft kept");
  case ARC_DRAFT_SAVED:
    return _ ("Saved");
  case ARC_DRAFT_FAILED:
    return _ ("Not saved");
  case ARC_DRAFT_CLEAN:
    break;
  }
  return "";
}

static void
update_state (ArcComposer *self)
{
  const GError *error = arc_draft_keeper_get_error (self->keeper);
  const char *text = state_text (self);

  gtk_label_set_label (self->state_label, text);
  gtk_label_set_label (self->narrow_state_label, text);
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_NO_SPACE))
    gtk_label_set_label (self->error_label,
                         _ ("The disk is full, so this entry is not saved yet. It stays here until "
                            "there is room."));
  else if (error != NULL)
    gtk_label_set_label (self->error_label, error->message);
  gtk_info_bar_set_revealed (self->error_bar, error != NULL);
}

/* The header has no room for the state on a narrow window; the footer has. */
static void
state_squeezed_cb (ArcComposer *self)
{
  gboolean squeezed = adw_squeezer_get_visible_child (self->state_squeezer) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->narrow_state_label), squeezed);
}

static void
changed_elsewhere_cb (ArcEntryWatch *watch, gboolean deleted, ArcComposer *self)
{
  gtk_label_set_label (
      self->elsewhere_label,
      deleted ? _ ("This entry was deleted elsewhere. Saving keeps what is here, as a new entry.")
              : _ ("This entry was changed elsewhere. Saving will keep both."));
  gtk_info_bar_set_revealed (self->elsewhere_bar, TRUE);
}

/* ---- leaving --------------------------------------------------------------------------- */

static void
emit_closed (ArcComposer *self, gboolean beside)
{
  g_autofree char *id = self->was_saved ? g_strdup (self->entry_id) : NULL;

  self->closing = FALSE;
  self->finishing = FALSE;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, id, beside);
}

/* Goes on with closing once the draft is on disk; gives up if that failed. */
static void
continue_closing (ArcComposer *self)
{
  if (!self->closing || arc_draft_keeper_is_busy (self->keeper))
    return;
  switch (arc_draft_keeper_get_state (self->keeper)) {
  case ARC_DRAFT_SAVING:
    arc_draft_keeper_flush (self->keeper, TRUE);
    break;
  case ARC_DRAFT_FAILED:
    self->closing = FALSE;
    focus_text (self);
    break;
  case ARC_DRAFT_KEPT:
    show_toast (self, _ ("Your draft is kept."));
    emit_closed (self, FALSE);
    break;
  case ARC_DRAFT_SAVED:
  case ARC_DRAFT_CLEAN:
    emit_closed (self, FALSE);
    break;
  }
}

static void
keeper_changed_cb (ArcComposer *self)
{
  if (!arc_draft_keeper_is_busy (self->keeper) && arc_draft_keeper_get_error (self->keeper) != NULL)
    self->finishing = FALSE;
  arc_entry_watch_set_paused (self->watch, arc_draft_keeper_is_busy (self->keeper));
  update_state (self);
  continue_closing (self);
}

static void
saved_cb (ArcDraftKeeper *keeper, ArcEntry *stored, ArcSaved saved, ArcComposer *self)
{
  g_autoptr (ArcComposer) guard = g_object_ref (self);
  gboolean finished = self->finishing && arc_draft_keeper_get_state (keeper) == ARC_DRAFT_SAVED;

  g_free (self->entry_id);
  self->entry_id = g_strdup (stored->id);
  self->was_saved = TRUE;
  arc_entry_watch_set_entry (self->watch, stored->id, stored->revision);
  gtk_info_bar_set_revealed (self->elsewhere_bar, FALSE);
  arc_entry_editor_text_saved (self->editor, stored->id,
                               arc_draft_keeper_get_state (keeper) == ARC_DRAFT_SAVED);
  if (finished)
    emit_closed (self, saved == ARC_SAVED_BESIDE);
  else if (saved == ARC_SAVED_BESIDE)
    show_toast (self, _ ("This entry was changed elsewhere. Both texts are kept."));
  /* Something was typed meanwhile: it belongs to what is being finished. */
  if (!finished && self->finishing)
    arc_draft_keeper_save (keeper);
}

static gboolean
check (ArcComposer *self)
{
  if (arc_entry_editor_check (self->editor))
    return TRUE;
  show_toast (self, _ ("What was measured needs a number, such as 25."));
  return FALSE;
}

static void
finish (ArcComposer *self)
{
  if (self->finishing || self->closing || !check (self))
    return;
  /* Nothing to save; what else was chosen is kept as a draft. */
  if (!arc_entry_editor_has_text (self->editor)) {
    arc_composer_close (self);
    return;
  }
  self->finishing = TRUE;
  arc_draft_keeper_save (self->keeper);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcComposer *self = ARC_COMPOSER (widget);

  if (is_last_step (self))
    finish (self);
  else
    go_to_step (self, (ArcSection) (arc_entry_editor_get_step (self->editor) + 1));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcComposer *self = ARC_COMPOSER (widget);

  ArcSection step = arc_entry_editor_get_step (self->editor);

  if (step > ARC_SECTION_ACTION)
    go_to_step (self, (ArcSection) (step - 1));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to_step (ARC_COMPOSER (widget), (ArcSection) g_variant_get_int32 (parameter));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcComposer *self = ARC_COMPOSER (widget);

  if (check (self) && !self->closing)
    arc_draft_keeper_save (self->keeper);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_composer_close (ARC_COMPOSER (widget));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  arc_draft_keeper_retry (ARC_COMPOSER (widget)->keeper);
}

static void
copy_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcComposer *self = ARC_COMPOSER (widget);
  g_autoptr (ArcDraftSnapshot) snapshot = take_snapshot (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ARC_N_SECTIONS; i++)
    if (*snapshot->section[i] != '\0')
      g_string_append_printf (text, "%s%s\n\n%s\n", text->len > 0 ? "\n" : "",
                              arc_section_to_label ((ArcSection) i), snapshot->section[i]);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  show_toast (self, _ ("The text of all three steps is in the clipboard."));
}

static void
discard_answered (AdwMessageDialog *dialog, const char *response, ArcComposer *self)
{
  if (!g_str_equal (response, "discard"))
    return;
  arc_draft_keeper_discard (self->keeper);
  arc_entry_editor_text_discarded (self->editor);
  arc_draft_keeper_stop (self->keeper);
  emit_closed (self, FALSE);
}

/* The one thing here that cannot be undone, so it is asked. */
static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcComposer *self = ARC_COMPOSER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean exists = self->entry_id != NULL;
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (root), exists ? _ ("Discard the changes?") : _ ("Discard this text?"),
      exists ? _ ("The entry stays as it was last saved.")
             : _ ("It is not kept as a draft either."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep writing"),
                                    "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
update_timer (ArcComposer *self)
{
  gboolean shown = g_settings_get_boolean (self->settings, "show-timer");
  int minutes = g_settings_get_int (self->settings, "timer-min");

  arc_quiet_timer_set_minutes (self->timer, shown ? (guint) minutes : 0);
}

static void
window_active_changed (GtkWindow *window, GParamSpec *pspec, ArcComposer *self)
{
  if (!gtk_window_is_active (window))
    arc_draft_keeper_flush (self->keeper, FALSE);
}

static void
arc_composer_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (arc_composer_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect (root, "notify::is-active", G_CALLBACK (window_active_changed), widget);
}

static void
arc_composer_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), window_active_changed,
                                        widget);
  GTK_WIDGET_CLASS (arc_composer_parent_class)->unroot (widget);
}

static gboolean
focus_cb (gpointer user_data)
{
  ArcComposer *self = user_data;

  self->focus_id = 0;
  focus_text (self);
  return G_SOURCE_REMOVE;
}

/* The text gets the focus last, whatever the container around it moves the focus to when it shows
 * a page. */
static void
arc_composer_map (GtkWidget *widget)
{
  ArcComposer *self = ARC_COMPOSER (widget);

  GTK_WIDGET_CLASS (arc_composer_parent_class)->map (widget);
  if (self->focus_id == 0)
    self->focus_id = g_idle_add (focus_cb, self);
}

static void
arc_composer_unmap (GtkWidget *widget)
{
  ArcComposer *self = ARC_COMPOSER (widget);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  GTK_WIDGET_CLASS (arc_composer_parent_class)->unmap (widget);
}

static gboolean
arc_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARC_COMPOSER (widget)->editor));
}

static void
arc_composer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArcComposer *self = ARC_COMPOSER (object);

  switch (id) {
  case PROP_ALL_AT_ONCE:
    g_value_set_boolean (value, arc_entry_editor_get_all_at_once (self->editor));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_composer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArcComposer *self = ARC_COMPOSER (object);

  switch (id) {
  case PROP_ALL_AT_ONCE:
    if (arc_entry_editor_get_all_at_once (self->editor) == g_value_get_boolean (value))
      return;
    arc_entry_editor_set_all_at_once (self->editor, g_value_get_boolean (value));
    update_steps (self);
    if (gtk_widget_get_mapped (GTK_WIDGET (self)))
      focus_text (self);
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
arc_composer_dispose (GObject *object)
{
  ArcComposer *self = ARC_COMPOSER (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->keeper != NULL)
    arc_draft_keeper_stop (self->keeper);
  g_clear_object (&self->service);
  g_clear_object (&self->keeper);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (arc_composer_parent_class)->dispose (object);
}

static void
arc_composer_finalize (GObject *object)
{
  g_free (ARC_COMPOSER (object)->entry_id);
  G_OBJECT_CLASS (arc_composer_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "composer.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "composer.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "composer.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "composer.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "composer.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "composer.copy-all", NULL, copy_all_action);
  gtk_widget_class_install_action (widget_class, "composer.discard", NULL, discard_action);
  gtk_widget_class_install_property_action (widget_class, "composer.all-at-once", "all-at-once");
  /* After popovers, lists of suggestions and input methods had their chance. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "composer.close", NULL);
}

static void
bind_template_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, title_stack);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, steps_squeezer);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, step_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, compact_step_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, window_title);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, state_squeezer);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, state_label);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, narrow_state_label);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, error_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, error_label);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, error_buttons_box);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, elsewhere_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, elsewhere_label);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, waiting_bar);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, distance_hint);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, editor);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, timer);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, back_button);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, next_button);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, next_label);
  gtk_widget_class_bind_template_child (widget_class, ArcComposer, next_image);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ARC_TYPE_DISTANCE_HINT);
  g_type_ensure (ARC_TYPE_ENTRY_EDITOR);
  g_type_ensure (ARC_TYPE_QUIET_TIMER);
  g_type_ensure (ARC_TYPE_STEP_BAR);
  g_type_ensure (ARC_TYPE_WAITING_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/arcjournal/ArcJournal/ui/arc-composer.ui");
  bind_template_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_text);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_squeezed_cb);
}

static void
arc_composer_class_init (ArcComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = arc_composer_dispose;
  object_class->finalize = arc_composer_finalize;
  object_class->get_property = arc_composer_get_property;
  object_class->set_property = arc_composer_set_property;
  widget_class->root = arc_composer_root;
  widget_class->unroot = arc_composer_unroot;
  widget_class->map = arc_composer_map;
  widget_class->unmap = arc_composer_unmap;
  widget_class->focus = arc_focus_through;
  widget_class->grab_focus = arc_composer_grab_focus;

  props[PROP_ALL_AT_ONCE] =
      g_param_spec_boolean ("all-at-once", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
add_shortcut (GtkEventController *controller, const char *trigger, const char *action,
              GVariant *argument)
{
  GtkShortcut *shortcut =
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action));

  if (argument != NULL)
    gtk_shortcut_set_arguments (shortcut, argument);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Before the text views see them: to those, Ctrl+Enter is Enter. */
static void
add_shortcuts (ArcComposer *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_shortcut (controller, "<Control>Return|<Control>KP_Enter", "composer.next", NULL);
  add_shortcut (controller, "<Control>s", "composer.save", NULL);
  add_shortcut (controller, "<Alt>1|<Alt>KP_1", "composer.step", g_variant_new_int32 (0));
  add_shortcut (controller, "<Alt>2|<Alt>KP_2", "composer.step", g_variant_new_int32 (1));
  add_shortcut (controller, "<Alt>3|<Alt>KP_3", "composer.step", g_variant_new_int32 (2));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
arc_composer_init (ArcComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* In long languages they go below one another, also while they are hidden. */
  gtk_widget_set_layout_manager (self->error_buttons_box, arc_wrap_layout_new (6));
  add_shortcuts (self);

  self->settings = g_settings_new (ARC_APP_ID);
  g_settings_bind (self->settings, "compose-all-at-once", self, "all-at-once",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::timer-min", G_CALLBACK (update_timer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-timer", G_CALLBACK (update_timer), self,
                           G_CONNECT_SWAPPED);
  update_timer (self);
  update_steps (self);
}

/* ---- public ---------------------------------------------------------------------------- */

GtkWidget *
arc_composer_new (ArcJournalService *service)
{
  ArcComposer *self = g_object_new (ARC_TYPE_COMPOSER, NULL);

  g_return_val_if_fail (ARC_IS_JOURNAL_SERVICE (service), NULL);

  self->service = g_object_ref (service);
  self->keeper = arc_draft_keeper_new (service, take_snapshot, self);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "saved", G_CALLBACK (saved_cb), self, 0);
  self->watch = arc_entry_watch_new (service);
  g_signal_connect_object (self->watch, "elsewhere", G_CALLBACK (changed_elsewhere_cb), self, 0);
  arc_entry_editor_set_service (self->editor, service);
  arc_distance_hint_set_service (self->distance_hint, service);
  return GTK_WIDGET (self);
}

static void
begin (ArcComposer *self, const ArcEntry *entry, const ArcLoop *loop, const char *draft_id,
       ArcSection step)
{
  static const ArcDay unknown = {0, 0, 0};

  /* Whatever was here before has been closed; if not, its draft is. */
  arc_draft_keeper_flush (self->keeper, TRUE);
  arc_draft_keeper_stop (self->keeper);
  self->was_saved = FALSE;
  self->finishing = FALSE;
  self->closing = FALSE;
  g_free (self->entry_id);
  self->entry_id = g_strdup (entry->id);
  arc_entry_editor_set_entry (self->editor, entry);
  arc_entry_editor_set_loop (self->editor, loop, unknown);
  arc_entry_editor_set_step (self->editor, step);
  arc_draft_keeper_begin (self->keeper, entry, draft_id);
  arc_entry_editor_begin_text (self->editor, arc_draft_keeper_get_text_id (self->keeper),
                               draft_id != NULL);
  if (draft_id == NULL)
    arc_draft_keeper_set_loop (self->keeper, loop);
  if (entry->id == NULL)
    arc_entry_editor_find_ask_on (self->editor, self->service);
  arc_entry_watch_set_entry (self->watch, entry->id, entry->revision);
  gtk_info_bar_set_revealed (self->elsewhere_bar, FALSE);
  adw_window_title_set_title (self->window_title,
                              entry->id != NULL ? _ ("Edit entry") : _ ("New entry"));
  arc_quiet_timer_restart (self->timer, 0);
  arc_waiting_bar_clear (self->waiting_bar);
  update_steps (self);
  update_distance (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_text (self);
}

void
arc_composer_begin_new (ArcComposer *self, const char *topic, ArcLens lens)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcLoop) nothing = arc_loop_new ();
  g_autofree char *zone = arc_zone_local ();

  g_return_if_fail (ARC_IS_COMPOSER (self));
  g_return_if_fail (lens < ARC_N_LENSES);

  entry->occurred_us = g_get_real_time ();
  entry->lens = lens;
  arc_entry_set_zone (entry, zone);
  arc_entry_set_topic (entry, topic);
  begin (self, entry, nothing, NULL, ARC_SECTION_ACTION);
  arc_waiting_bar_load (self->waiting_bar, self->service);
}

void
arc_composer_edit (ArcComposer *self, const ArcEntry *entry, const ArcLoop *loop)
{
  g_autoptr (ArcLoop) nothing = arc_loop_new ();

  g_return_if_fail (ARC_IS_COMPOSER (self));
  g_return_if_fail (entry != NULL);
  g_return_if_fail (entry->id != NULL);

  begin (self, entry, loop != NULL ? loop : nothing, NULL, ARC_SECTION_ACTION);
}

void
arc_composer_resume (ArcComposer *self, const ArcDraft *draft)
{
  g_return_if_fail (ARC_IS_COMPOSER (self));
  g_return_if_fail (draft != NULL);
  g_return_if_fail (draft->id != NULL);

  begin (self, draft->entry, draft->loop, draft->id,
         (ArcSection) CLAMP (draft->step, ARC_SECTION_ACTION, ARC_SECTION_CHANGE));
}

void
arc_composer_close (ArcComposer *self)
{
  g_return_if_fail (ARC_IS_COMPOSER (self));

  if (self->closing || self->finishing)
    return;
  self->closing = TRUE;
  arc_draft_keeper_flush (self->keeper, TRUE);
  continue_closing (self);
}

gboolean
arc_composer_flush (ArcComposer *self)
{
  gboolean sound;

  g_return_val_if_fail (ARC_IS_COMPOSER (self), FALSE);

  sound = arc_draft_keeper_get_state (self->keeper) != ARC_DRAFT_FAILED;
  arc_draft_keeper_flush (self->keeper, TRUE);
  return sound;
}
