/* One entry, for reading: title, when and how it went, its sections, what hangs on it. */
#include "arc-reader.h"

#include <glib/gi18n.h>

#include "arc-answer-list.h"
#include "arc-loop-view.h"
#include "arc-reading.h"
#include "arc-section-view.h"
#include "arc-shared-note.h"
#include "arc-team-sync.h"
#include "arc-undo-toast.h"
#include "arc-wrap-layout.h"

struct _ArcReader {
  ArcFoldable parent_instance;

  GtkStack *stack;
  GtkWidget *edit_button;
  GtkWidget *share_button;
  GtkWidget *menu_button;
  GtkScrolledWindow *scroller;
  GtkLabel *title_label;
  GtkLabel *meta_label;
  GtkBox *sections_box;
  GtkWidget *tags_box;
  GtkLabel *evidence_label;
  GtkBox *look_backs_box;
  GtkButton *stale_button;
  ArcAnswerList *answer_list;
  GtkButton *edits_button;
  AdwStatusPage *problem_page;
  ArcSectionView *sections[ARC_N_SECTIONS];
  ArcLoopView *loop_view;
  ArcSharedNote *notes[ARC_N_SECTIONS]; /* below the sections: who sees them */

  ArcJournalService *service;
  GCancellable *cancellable; /* of the reading under way */
  char *id;
  ArcQuery *query;
  ArcReading *reading; /* what is shown, or NULL */
};

enum {
  PROP_ENTRY_ID = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ArcReader, arc_reader, ARC_TYPE_FOLDABLE)

/* ---- showing --------------------------------------------------------------------------- */

static void
clear_children (GtkWidget *widget)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static void
show_meta (ArcReader *self)
{
  const ArcEntry *entry = self->reading->entry;
  g_autofree char *date = arc_reading_dup_date (self->reading);
  GString *text = g_string_new (date);

  if (*entry->topic != '\0')
    g_string_append_printf (text, " · %s", entry->topic);
  if (entry->outcome != ARC_OUTCOME_NOT_SAID)
    g_string_append_printf (text, " · %s", arc_outcome_to_label (entry->outcome));
  gtk_label_set_text (self->meta_label, text->str);
  g_string_free (text, TRUE);
}

static GtkWidget *
tag_button_new (const char *tag)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (tag);
  /* Quoted, so that tags of several words are one; a quote inside cannot be searched for. */
  g_auto (GStrv) parts = g_strsplit (tag, "\"", -1);
  g_autofree char *joined = g_strjoinv (" ", parts);
  g_autofree char *query = g_strdup_printf ("tag:\"%s\"", joined);
  g_autofree char *tooltip = g_strdup_printf (_ ("Entries tagged “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "arc-tag");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.search");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_string (query));

  return button;
}

static void
show_tags (ArcReader *self)
{
  const GPtrArray *tags = self->reading->entry->tags;

  clear_children (self->tags_box);
  for (guint i = 0; i < tags->len; i++)
    gtk_widget_set_parent (tag_button_new (tags->pdata[i]), self->tags_box);
  gtk_widget_set_visible (self->tags_box, tags->len > 0);
}

static void
append_line (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

/* The line that a look-back is about, where it is about one. */
static const char *
line_of (ArcReader *self, const ArcLookBack *look_back)
{
  const GPtrArray *commitments = self->reading->loop->commitments;

  for (guint i = 0; i < commitments->len; i++) {
    const ArcCommitment *commitment = commitments->pdata[i];

    if (g_strcmp0 (commitment->id, look_back->commitment_id) == 0)
      return commitment->text;
  }
  return NULL;
}

static void
show_look_backs (ArcReader *self)
{
  const GPtrArray *look_backs = self->reading->look_backs;

  clear_children (GTK_WIDGET (self->look_backs_box));
  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];
    g_autofree char *text = arc_reading_dup_look_back (self->reading, look_back);
    g_autofree char *line = g_strconcat ("⟲ ", text, NULL);
    const char *about = line_of (self, look_back);

    append_line (self->look_backs_box, line, "body");
    if (about != NULL) {
      /* Translators: a text in quotation marks. */
      g_autofree char *quote = g_strdup_printf (_ ("“%s”"), about);

      append_line (self->look_backs_box, quote, "dim-label");
    }
    if (*look_back->note != '\0')
      append_line (self->look_backs_box, look_back->note, "dim-label");
  }
  gtk_widget_set_visible (GTK_WIDGET (self->look_backs_box), look_backs->len > 0);
}

/* What teams have to do with the entry. */
static void
show_team (ArcReader *self)
{
  const ArcEntryTeam *team = self->reading->team;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (int i = 0; i < ARC_N_SECTIONS; i++) {
    g_autofree char *note = arc_entry_team_dup_part_note (team, 1 << i);

    arc_shared_note_show (self->notes[i], note);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->stale_button), arc_entry_team_is_stale (team));
  arc_answer_list_show (self->answer_list, team != NULL ? team->answers : none,
                        self->reading->entry->id);
}

static void
show_edits (ArcReader *self)
{
  guint n_edits = self->reading->n_edits;
  g_autofree char *label =
      g_strdup_printf (ngettext ("Edited once", "Edited %u times", n_edits), n_edits);

  gtk_button_set_label (self->edits_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->edits_button), n_edits > 0);
}

static void
show_reading (ArcReader *self)
{
  const ArcEntry *entry = self->reading->entry;
  g_autofree char *title = arc_entry_dup_display_title (entry);
  g_autofree char *evidence = arc_reading_dup_evidence (self->reading);
  gboolean read_only = arc_journal_service_is_read_only (self->service);

  gtk_label_set_text (self->title_label, title);
  show_meta (self);
  for (int i = 0; i < ARC_N_SECTIONS; i++)
    arc_section_view_show (self->sections[i], entry->section[i], self->reading->matches[i]);
  if (arc_loop_view_show (self->loop_view, self->reading))
    arc_section_view_show (self->sections[ARC_SECTION_CHANGE], "", NULL);
  show_tags (self);
  gtk_label_set_text (self->evidence_label, evidence != NULL ? evidence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->evidence_label), evidence != NULL);
  show_look_backs (self);
  show_team (self);
  show_edits (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.edit", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.delete", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.share", !read_only);
  gtk_stack_set_visible_child_name (self->stack, "entry");
}

static void
show_page (ArcReader *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update_header (ArcReader *self)
{
  gboolean shown = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "entry") == 0;

  gtk_widget_set_visible (self->edit_button, shown);
  /* In a narrow header there is no room for it; the menu has it too. */
  gtk_widget_set_visible (self->share_button,
                          shown && !arc_foldable_get_folded (ARC_FOLDABLE (self)) &&
                              self->service != NULL &&
                              arc_team_sync_get_has_teams (arc_team_sync_get (self->service)));
  gtk_widget_set_visible (self->menu_button, shown);
}

static void
scroll_to_top (ArcReader *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* ---- reading --------------------------------------------------------------------------- */

static gboolean
same_entry (const ArcEntry *a, const ArcEntry *b)
{
  return a == b || (a != NULL && b != NULL && g_strcmp0 (a->revision, b->revision) == 0);
}

static gboolean
same_team (const ArcEntryTeam *a, const ArcEntryTeam *b)
{
  return a == b || (a != NULL && b != NULL && g_str_equal (a->digest, b->digest));
}

static gboolean
same_reading (const ArcReading *a, const ArcReading *b)
{
  if (a == NULL || g_strcmp0 (a->entry->revision, b->entry->revision) != 0 ||
      a->n_edits != b->n_edits || a->look_backs->len != b->look_backs->len ||
      a->day_start_h != b->day_start_h || !same_team (a->team, b->team) ||
      !arc_loop_equal (a->loop, b->loop) || !same_entry (a->earlier, b->earlier) ||
      !same_entry (a->later, b->later))
    return FALSE;

  for (guint i = 0; i < a->look_backs->len; i++)
    if (!arc_look_back_equal (a->look_backs->pdata[i], b->look_backs->pdata[i]))
      return FALSE;

  return TRUE;
}

static void
show_failure (ArcReader *self, const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  g_clear_pointer (&self->reading, arc_reading_free);
  adw_status_page_set_description (self->problem_page, message);
  show_page (self, "problem");
}

/* Most likely it was deleted just now. It comes back by itself when that is undone. */
static void
show_gone (ArcReader *self)
{
  g_clear_pointer (&self->reading, arc_reading_free);
  show_page (self, "none");
  if (arc_foldable_get_folded (ARC_FOLDABLE (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "journal.back", NULL);
}

static void
entry_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArcReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcReading) reading =
      arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  gboolean other = FALSE;

  /* An answer to an earlier question, or to one that was taken back. */
  if (self->id == NULL || self->service == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, ARC_ERROR, ARC_ERROR_INTERRUPTED))
    return;
  if (g_error_matches (error, ARC_ERROR, ARC_ERROR_NOT_FOUND)) {
    show_gone (self);
    return;
  }
  if (error != NULL) {
    show_failure (self, error);
    return;
  }
  if (g_strcmp0 (reading->entry->id, self->id) != 0)
    return;

  other = self->reading == NULL || g_strcmp0 (self->reading->entry->id, self->id) != 0;
  if (!other && self->query == NULL && same_reading (self->reading, reading))
    return;
  g_clear_pointer (&self->reading, arc_reading_free);
  self->reading = g_steal_pointer (&reading);
  show_reading (self);
  if (other)
    scroll_to_top (self);
}

static void
read_entry (ArcReader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL || self->service == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  arc_journal_service_read_async (self->service, arc_reading_read,
                                  arc_reading_request_new (self->id, self->query),
                                  arc_reading_request_free, (GDestroyNotify) arc_reading_free,
                                  self->cancellable, entry_read, g_object_ref (self));
}

/* ---- actions --------------------------------------------------------------------------- */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcReader *self = ARC_READER (widget);

  if (self->reading != NULL)
    gtk_widget_activate_action (widget, "win.edit", "s", self->reading->entry->id);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcReader *self = ARC_READER (widget);

  if (self->reading != NULL)
    gtk_widget_activate_action (widget, "win.history", "s", self->reading->entry->id);
}

static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcReader *self = ARC_READER (widget);

  if (self->reading != NULL)
    gtk_widget_activate_action (widget, "win.share", "s", self->reading->entry->id);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcReader *self = ARC_READER (widget);

  if (self->reading != NULL)
    gtk_widget_activate_action (widget, "win.delete", "s", self->reading->entry->id);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArcReader *self = ARC_READER (widget);
  g_autofree char *text = NULL;

  if (self->reading == NULL)
    return;

  text = arc_reading_to_text (self->reading);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

/* Before the text views, which take the key although nothing can be deleted in them. */
static gboolean
key_pressed (ArcReader *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete))
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "reader.delete", NULL);
}

/* ---- the widget ------------------------------------------------------------------------ */

static void
arc_reader_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArcReader *self = ARC_READER (object);

  switch (property_id) {
  case PROP_ENTRY_ID:
    g_value_set_string (value, self->id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
arc_reader_folded_changed (ArcFoldable *self)
{
  update_header (ARC_READER (self));
}

static void
arc_reader_dispose (GObject *object)
{
  ArcReader *self = ARC_READER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->query, arc_query_free);
  g_clear_pointer (&self->reading, arc_reading_free);
  if (self->tags_box != NULL)
    clear_children (self->tags_box);

  G_OBJECT_CLASS (arc_reader_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/arcjournal/ArcJournal/ui/arc-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, ArcReader, stack);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, edit_button);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, share_button);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, title_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, meta_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, sections_box);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, tags_box);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, evidence_label);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, look_backs_box);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, stale_button);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, answer_list);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, edits_button);
  gtk_widget_class_bind_template_child (widget_class, ArcReader, problem_page);
  gtk_widget_class_bind_template_callback (widget_class, update_header);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
}

static void
arc_reader_class_init (ArcReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = arc_reader_get_property;
  object_class->dispose = arc_reader_dispose;
  ARC_FOLDABLE_CLASS (klass)->folded_changed = arc_reader_folded_changed;

  properties[PROP_ENTRY_ID] =
      g_param_spec_string ("entry-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ARC_TYPE_ANSWER_LIST);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "reader.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "reader.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "reader.share", NULL, share_action);
  gtk_widget_class_install_action (widget_class, "reader.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "reader.copy", NULL, copy_action);
}

/* Below each section; that of the change below its lines. */
static void
add_notes (ArcReader *self)
{
  for (int i = 0; i < ARC_N_SECTIONS; i++) {
    GtkWidget *above =
        i == ARC_SECTION_CHANGE ? GTK_WIDGET (self->loop_view) : GTK_WIDGET (self->sections[i]);

    self->notes[i] = ARC_SHARED_NOTE (arc_shared_note_new ());
    gtk_box_insert_child_after (self->sections_box, GTK_WIDGET (self->notes[i]), above);
  }
}

static void
arc_reader_init (ArcReader *self)
{
  g_autoptr (GtkLayoutManager) layout = arc_wrap_layout_new (6);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->tags_box, g_steal_pointer (&layout));
  for (int i = 0; i < ARC_N_SECTIONS; i++) {
    GtkWidget *section = arc_section_view_new (i);

    self->sections[i] = ARC_SECTION_VIEW (section);
    gtk_box_append (self->sections_box, section);
  }
  self->loop_view = ARC_LOOP_VIEW (arc_loop_view_new ());
  gtk_box_append (self->sections_box, GTK_WIDGET (self->loop_view));
  add_notes (self);
  update_header (self);
}

GtkWidget *
arc_reader_new (void)
{
  return g_object_new (ARC_TYPE_READER, NULL);
}

void
arc_reader_set_service (ArcReader *self, ArcJournalService *service)
{
  g_return_if_fail (ARC_IS_READER (self));
  g_return_if_fail (self->service == NULL);

  self->service = g_object_ref (service);
  arc_answer_list_set_service (self->answer_list, service);
  arc_answer_list_set_dismissable (self->answer_list, TRUE);
  g_signal_connect_object (service, "changed", G_CALLBACK (read_entry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (arc_team_sync_get (service), "notify::has-teams",
                           G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
}

void
arc_reader_show (ArcReader *self, const char *id, const ArcQuery *query)
{
  gboolean other = FALSE;
  g_autofree char *own_id = g_strdup (id); /* @id may be ours */

  g_return_if_fail (ARC_IS_READER (self));

  other = g_strcmp0 (self->id, id) != 0;
  g_free (self->id);
  self->id = g_steal_pointer (&own_id);
  g_clear_pointer (&self->query, arc_query_free);
  if (query != NULL && !arc_query_is_empty (query))
    self->query = arc_query_copy (query);
  /* Matches of the search before go, also where there is none any more. */
  if (!other && self->reading != NULL)
    g_clear_pointer (&self->reading->entry->revision, g_free);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY_ID]);

  if (self->id == NULL) {
    g_clear_pointer (&self->reading, arc_reading_free);
    show_page (self, "none");
  }
  read_entry (self);
}

const char *
arc_reader_get_entry_id (ArcReader *self)
{
  g_return_val_if_fail (ARC_IS_READER (self), NULL);

  return self->id;
}

void
arc_reader_focus (ArcReader *self)
{
  g_return_if_fail (ARC_IS_READER (self));

  for (int i = 0; i < ARC_N_SECTIONS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->sections[i])) &&
        gtk_widget_child_focus (GTK_WIDGET (self->sections[i]), GTK_DIR_TAB_FORWARD))
      return;
}
