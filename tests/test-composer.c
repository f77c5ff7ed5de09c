/* The composer over a real journal: what is typed is on disk within a second, what is saved is all
 * there, and what cannot be saved stays in the window. Every wait has a condition and an end. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "arc-change-lines.h"
#include "arc-composer.h"
#include "arc-draft-keeper.h"
#include "arc-entry-editor.h"
#include "arc-section-editor.h"
#include "window-helpers.h"

#define MS 1000

/* ---- a journal and its composer ----------------------------------------------------------- */

typedef struct {
  char *folder;
  char *path;
  ArcJournalService *service;
  ArcJournal *disk; /* a second program that looks at the same file */
  GtkWidget *window;
  GtkWidget *widget;
  ArcComposer *composer;
  guint closed;
  char *closed_id;
  gboolean beside;
  char *toast;
} Fixture;

static void
closed_cb (ArcComposer *composer, const char *id, gboolean beside, Fixture *fixture)
{
  fixture->closed++;
  g_free (fixture->closed_id);
  fixture->closed_id = g_strdup (id);
  fixture->beside = beside;
}

static void
toast_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->toast);
  fixture->toast = g_variant_dup_string (parameter, NULL);
}

static void
open_window (Fixture *fixture)
{
  const GActionEntry actions[] = {
      {.name = "toast", .activate = toast_cb, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  fixture->widget = arc_composer_new (fixture->service);
  fixture->composer = ARC_COMPOSER (fixture->widget);
  g_signal_connect (fixture->composer, "closed", G_CALLBACK (closed_cb), fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->widget);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ARC_TEST_WAIT_UNTIL (gtk_widget_get_mapped (fixture->widget));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ArcJournalOptions options = {.must_exist = TRUE, .read_only = TRUE};
  g_autoptr (GSettings) settings = g_settings_new ("io.github.arcjournal.ArcJournal");
  g_autoptr (GError) error = NULL;

  g_settings_reset (settings, "compose-all-at-once");
  fixture->folder = g_dir_make_tmp ("composer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "here", "journal.db", NULL);
  fixture->service = arc_test_service (fixture->path);
  options.path = fixture->path;
  fixture->disk = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  open_window (fixture);
}

static void
close_window (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* Writes that are still under way hold the keeper, which must not hold the composer. */
  g_assert_null (fixture->widget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture);
  g_clear_pointer (&fixture->disk, arc_journal_close);
  arc_journal_service_close (fixture->service);
  /* What was under way is told to the main loop, and holds the service until then. */
  arc_test_settle ();
  g_assert_finalize_object (fixture->service);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->closed_id);
  g_free (fixture->toast);
}

/* Runs everything that was asked of the journal and what follows from it. */
static void
settle (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++) {
    g_assert_true (arc_journal_service_flush (fixture->service, ARC_TEST_PATIENCE_S * 1000));
    arc_test_settle ();
  }
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->widget, action, NULL));
}

/* Long labels, as other languages have them, do not make a narrow window wider. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = arc_test_child (fixture->widget, ARC_TYPE_COMPOSER, "error_buttons_box");

  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_button_set_label (GTK_BUTTON (button), "Copy all of it to another place");
  g_assert_cmpint (arc_test_min_width (fixture->widget), <=, 360);
}

static void
wait_closed (Fixture *fixture)
{
  ARC_TEST_WAIT_UNTIL (fixture->closed > 0);
  g_assert_cmpuint (fixture->closed, ==, 1);
  fixture->closed = 0;
}

static void
wait_label (Fixture *fixture, const char *text)
{
  arc_test_wait_for (fixture->widget, arc_test_is_label, text);
}

static GtkTextBuffer *
text_buffer (Fixture *fixture)
{
  GtkWidget *view = arc_test_find (fixture->widget, arc_test_is_type, "GtkTextView");

  if (view == NULL)
    view = arc_test_find (fixture->widget, arc_test_is_type, "ArcLineView");
  g_assert_nonnull (view);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
type_text (Fixture *fixture, const char *text)
{
  GtkTextBuffer *buffer = text_buffer (fixture);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
}

static void
go_to (Fixture *fixture, int step)
{
  g_assert_true (gtk_widget_activate_action (fixture->widget, "composer.step", "i", step));
}

/* The drafts on disk, as another program sees them. */
static GPtrArray *
drafts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = arc_journal_list_drafts (fixture->disk, &error);

  g_assert_no_error (error);
  return list;
}

static ArcDraft *
only_draft (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = drafts (fixture);

  g_assert_cmpuint (list->len, ==, 1);
  return arc_draft_copy (g_ptr_array_index (list, 0));
}

static void
assert_no_draft (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = drafts (fixture);

  g_assert_cmpuint (list->len, ==, 0);
}

static ArcEntry *
load (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  ArcEntry *entry = arc_journal_load_entry (fixture->disk, id, &error);

  g_assert_no_error (error);
  return entry;
}

/* An entry with something in every field, saved by another program. */
static ArcEntry *
add_full_entry (Fixture *fixture)
{
  ArcJournalOptions options = {.path = fixture->path};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) other = arc_journal_open (&options, &error);
  ArcEntry *entry = arc_entry_new ();

  g_assert_no_error (error);
  arc_entry_set_title (entry, "Reports for the client meeting");
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "I exported\r\nby hand.\n");
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, "Late.\xe2\x80\xa9 \tStill right.");
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "log the call\r\n\nask Mia\r\n");
  arc_entry_set_zone (entry, "America/New_York");
  arc_entry_set_topic (entry, "CRM");
  arc_entry_add_tag (entry, "reports");
  arc_entry_add_tag (entry, "client meeting");
  arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, 25.5, "minutes");
  entry->evidence_per = ARC_PER_WEEK;
  entry->occurred_us = G_GINT64_CONSTANT (1795183391123456);
  entry->outcome = ARC_OUTCOME_PARTLY;
  entry->lens = ARC_LENS_MANAGER;
  arc_journal_save_entry (other, entry, NULL, NULL, &error);
  g_assert_no_error (error);
  return entry;
}

static void
change_elsewhere (Fixture *fixture, const ArcEntry *entry, const char *action)
{
  ArcJournalOptions options = {.path = fixture->path};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcJournal) other = arc_journal_open (&options, &error);
  g_autoptr (ArcEntry) changed = arc_entry_copy (entry);

  arc_entry_set_section (changed, ARC_SECTION_ACTION, action);
  arc_journal_save_entry (other, changed, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- a new entry -------------------------------------------------------------------------- */

static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  arc_composer_begin_new (fixture->composer, "CRM", ARC_LENS_INDIVIDUAL);
  go_to (fixture, 1);
  go_to (fixture, 2);
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  g_assert_null (fixture->closed_id);
  g_assert_null (fixture->toast);
  settle (fixture);
  assert_no_draft (fixture);
}

static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "x");
  wait_label (fixture, "Draft kept");
  gtk_text_buffer_set_text (text_buffer (fixture), "", 0);
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  assert_no_draft (fixture);
}

static void
test_write_and_finish (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = NULL;

  arc_composer_begin_new (fixture->composer, "CRM", ARC_LENS_MANAGER);
  type_text (fixture, "I did it.");
  wait_label (fixture, "Saving…");
  activate (fixture, "composer.next");
  type_text (fixture, "It helped.");
  g_signal_emit_by_name (
      arc_test_find (arc_test_find (fixture->widget, arc_test_is_type, "ArcOutcomeBar"),
                     arc_test_is_type, "GtkToggleButton"),
      "clicked");
  activate (fixture, "composer.next");
  type_text (fixture, "again");
  type_text (fixture, "\nand more");
  wait_label (fixture, "Draft kept");
  activate (fixture, "composer.next");
  wait_closed (fixture);
  g_assert_false (fixture->beside);

  entry = load (fixture, fixture->closed_id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "I did it.");
  g_assert_cmpstr (entry->section[ARC_SECTION_REFLECTION], ==, "It helped.");
  g_assert_cmpstr (entry->section[ARC_SECTION_CHANGE], ==, "again\nand more");
  g_assert_cmpstr (entry->topic, ==, "CRM");
  g_assert_cmpint (entry->lens, ==, ARC_LENS_MANAGER);
  g_assert_cmpint (entry->outcome, ==, ARC_OUTCOME_ACHIEVED);
  g_assert_cmpint (ABS (entry->occurred_us - g_get_real_time ()), <,
                   G_GINT64_CONSTANT (3600) * 1000 * MS);
  assert_no_draft (fixture);
}

static void
test_finish_empty (Fixture *fixture, gconstpointer data)
{
  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  wait_closed (fixture);
  g_assert_null (fixture->closed_id);
  assert_no_draft (fixture);
}

static void
test_save_and_go_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = NULL;
  g_autoptr (ArcEntry) entry = NULL;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "one");
  activate (fixture, "composer.save");
  wait_label (fixture, "Saved");
  assert_no_draft (fixture);
  type_text (fixture, " two");
  wait_label (fixture, "Draft kept");
  draft = only_draft (fixture);
  /* It belongs to the entry that was saved: going on with it must not make a second one. */
  g_assert_nonnull (draft->entry->id);
  entry = load (fixture, draft->entry->id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "one");
  g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "one two");
  activate (fixture, "composer.save");
  wait_label (fixture, "Saved");
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  g_assert_cmpstr (fixture->closed_id, ==, draft->entry->id);
  assert_no_draft (fixture);
  g_assert_cmpuint (arc_journal_count_entries (fixture->disk), ==, 1);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "never mind");
  wait_label (fixture, "Draft kept");
  activate (fixture, "composer.discard");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window)) {
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "discard");
      gtk_window_destroy (GTK_WINDOW (window));
    }
  }
  wait_closed (fixture);
  settle (fixture);
  assert_no_draft (fixture);
}

/* ---- drafts ------------------------------------------------------------------------------- */

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = NULL;
  g_autoptr (ArcDraft) again = NULL;
  g_autoptr (ArcEntry) entry = NULL;

  arc_composer_begin_new (fixture->composer, "CRM", ARC_LENS_INDIVIDUAL);
  type_text (fixture, "begun");
  go_to (fixture, 1);
  type_text (fixture, "half");
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  g_assert_null (fixture->closed_id);
  g_assert_cmpstr (fixture->toast, ==, "Your draft is kept.");

  draft = only_draft (fixture);
  g_assert_false (draft->is_open);
  g_assert_cmpint (draft->step, ==, 1);
  g_assert_null (draft->entry->id);
  arc_composer_resume (fixture->composer, draft);
  settle (fixture);
  again = only_draft (fixture);
  g_assert_cmpstr (again->id, ==, draft->id);
  g_assert_true (again->is_open);
  g_assert_true (arc_entry_same_content (again->entry, draft->entry));

  type_text (fixture, " and whole");
  activate (fixture, "composer.next");
  activate (fixture, "composer.next");
  wait_closed (fixture);
  entry = load (fixture, fixture->closed_id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "begun");
  g_assert_cmpstr (entry->section[ARC_SECTION_REFLECTION], ==, "half and whole");
  g_assert_cmpint (entry->occurred_us, ==, draft->entry->occurred_us);
  assert_no_draft (fixture);
}

typedef struct {
  Fixture *fixture;
  GArray *typed_us; /* when the n-th character was typed */
  gint64 end_us;
  gint64 worst_us;
} Typist;

static gboolean
keystroke_cb (gpointer data)
{
  Typist *typist = data;
  gint64 now_us = g_get_monotonic_time ();

  if (now_us > typist->end_us)
    return G_SOURCE_CONTINUE;
  type_text (typist->fixture, "x");
  g_array_append_val (typist->typed_us, now_us);
  return G_SOURCE_CONTINUE;
}

/* The oldest keystroke that is not on disk yet: how long ago? */
static void
look_at_disk (Typist *typist)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GPtrArray) list = drafts (typist->fixture);
  gsize kept = 0;

  if (list->len > 0) {
    ArcDraft *draft = g_ptr_array_index (list, 0);

    kept = strlen (draft->entry->section[ARC_SECTION_ACTION]);
  }
  if (kept < typist->typed_us->len)
    typist->worst_us =
        MAX (typist->worst_us, now_us - g_array_index (typist->typed_us, gint64, kept));
}

/* Someone who never pauses, for some seconds, while somebody else looks at the disk. */
static void
test_steady_typist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) typed_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  Typist typist = {fixture, typed_us, g_get_monotonic_time () + 3500 * MS, 0};
  guint id;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  id = g_timeout_add (40, keystroke_cb, &typist);
  while (g_get_monotonic_time () < typist.end_us) {
    g_main_context_iteration (NULL, TRUE);
    look_at_disk (&typist);
  }
  g_source_remove (id);
  g_test_message ("%u keystrokes, the longest wait was %d ms", typed_us->len,
                  (int) (typist.worst_us / MS));
  g_assert_cmpuint (typed_us->len, >, 20);
  g_assert_cmpint (typist.worst_us, <=, 1000 * MS);
  wait_label (fixture, "Draft kept");
  look_at_disk (&typist);
  {
    g_autoptr (ArcDraft) draft = only_draft (fixture);

    g_assert_cmpuint (strlen (draft->entry->section[ARC_SECTION_ACTION]), ==, typed_us->len);
  }
}

/* The window closes: no main loop runs any more. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = NULL;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "just typed");
  g_assert_true (arc_composer_flush (fixture->composer));
  g_assert_true (arc_journal_service_flush (fixture->service, ARC_TEST_PATIENCE_S * 1000));
  draft = only_draft (fixture);
  g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "just typed");
  g_assert_false (draft->is_open);
}

/* The same while a save is still under way: the draft has to follow the entry that it makes. */
static void
test_flush_during_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = NULL;
  g_autoptr (ArcEntry) entry = NULL;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "saved");
  activate (fixture, "composer.save");
  type_text (fixture, ", and more");
  g_assert_true (arc_composer_flush (fixture->composer));
  g_assert_true (arc_journal_service_flush (fixture->service, ARC_TEST_PATIENCE_S * 1000));
  draft = only_draft (fixture);
  g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "saved, and more");
  entry = load (fixture, draft->entry->id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "saved");
  g_assert_cmpstr (entry->revision, ==, draft->entry->revision);
}

static void
test_step_is_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = NULL;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "first");
  go_to (fixture, 1);
  g_assert_true (arc_journal_service_flush (fixture->service, ARC_TEST_PATIENCE_S * 1000));
  draft = only_draft (fixture);
  g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "first");
  g_assert_true (draft->is_open);
  /* The focus went along. */
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
}

/* ---- an entry that exists ----------------------------------------------------------------- */

static void
test_edit_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);
  g_autoptr (ArcEntry) after = NULL;

  arc_composer_edit (fixture->composer, entry, NULL);
  go_to (fixture, 1);
  go_to (fixture, 2);
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  g_assert_null (fixture->closed_id);
  assert_no_draft (fixture);

  arc_composer_edit (fixture->composer, entry, NULL);
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  wait_closed (fixture);
  after = load (fixture, entry->id);
  g_assert_cmpstr (after->revision, ==, entry->revision);
  g_assert_true (arc_entry_same_content (after, entry));
}

static void
test_edit_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);

  arc_composer_edit (fixture->composer, entry, NULL);
  type_text (fixture, "x");
  wait_label (fixture, "Draft kept");
  g_signal_emit_by_name (arc_test_find (fixture->widget, arc_test_is_type, "GtkTextView"),
                         "backspace");
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  assert_no_draft (fixture);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);
  g_autoptr (ArcEntry) after = NULL;
  g_autoptr (ArcEntry) expected = arc_entry_copy (entry);

  arc_composer_edit (fixture->composer, entry, NULL);
  type_text (fixture, "More.");
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  wait_closed (fixture);
  g_assert_false (fixture->beside);
  g_assert_cmpstr (fixture->closed_id, ==, entry->id);
  after = load (fixture, entry->id);
  arc_entry_set_section (expected, ARC_SECTION_ACTION, "I exported\r\nby hand.\nMore.");
  g_assert_true (arc_entry_same_content (after, expected));
  g_assert_cmpstr (after->parent, ==, entry->revision);
}

/* A draft of an entry, gone on with: taking the change back leaves nothing behind either. */
static void
test_resume_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);
  g_autoptr (ArcDraft) draft = NULL;

  arc_composer_edit (fixture->composer, entry, NULL);
  type_text (fixture, "x");
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  draft = only_draft (fixture);
  g_assert_cmpstr (draft->entry->id, ==, entry->id);
  arc_composer_resume (fixture->composer, draft);
  g_signal_emit_by_name (arc_test_find (fixture->widget, arc_test_is_type, "GtkTextView"),
                         "backspace");
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  assert_no_draft (fixture);
}

static void
test_changed_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);
  g_autoptr (ArcEntry) mine = NULL;
  g_autoptr (ArcEntry) theirs = NULL;

  arc_composer_edit (fixture->composer, entry, NULL);
  type_text (fixture, "Mine.");
  change_elsewhere (fixture, entry, "Theirs.");
  wait_label (fixture, "This entry was changed elsewhere. Saving will keep both.");
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  wait_closed (fixture);
  g_assert_true (fixture->beside);
  g_assert_cmpstr (fixture->closed_id, !=, entry->id);
  mine = load (fixture, fixture->closed_id);
  theirs = load (fixture, entry->id);
  g_assert_cmpstr (mine->section[ARC_SECTION_ACTION], ==, "I exported\r\nby hand.\nMine.");
  g_assert_cmpstr (theirs->section[ARC_SECTION_ACTION], ==, "Theirs.");
}

/* One's own saves are nobody else's changes. */
static void
test_own_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);

  arc_composer_edit (fixture->composer, entry, NULL);
  for (guint i = 0; i < 3; i++) {
    type_text (fixture, "x");
    activate (fixture, "composer.save");
    wait_label (fixture, "Saved");
    settle (fixture);
  }
  g_assert_null (arc_test_find (fixture->widget, arc_test_is_label,
                                "This entry was changed elsewhere. Saving will keep both."));
  g_assert_null (fixture->toast);
}

/* ---- when the disk refuses ---------------------------------------------------------------- */

static gboolean
error_is_shown (gpointer data)
{
  Fixture *fixture = data;

  return arc_test_find (fixture->widget, arc_test_is_label, "Not saved") != NULL;
}

/* The folder of the journal vanishes under it, and comes back. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *here = g_build_filename (fixture->folder, "here", NULL);
  g_autofree char *away = g_build_filename (fixture->folder, "away", NULL);
  g_autoptr (ArcEntry) entry = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "kept");
  wait_label (fixture, "Draft kept");
  g_assert_cmpint (g_rename (here, away), ==, 0);
  type_text (fixture, ", not kept");
  ARC_TEST_WAIT_UNTIL (error_is_shown (fixture));
  g_assert_true (gtk_info_bar_get_revealed (
      GTK_INFO_BAR (arc_test_find (fixture->widget, arc_test_is_type, "GtkInfoBar"))));

  /* Neither leaving nor finishing closes it, and the text is still there. */
  g_assert_false (arc_composer_flush (fixture->composer));
  arc_composer_close (fixture->composer);
  settle (fixture);
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  settle (fixture);
  g_assert_cmpuint (fixture->closed, ==, 0);
  go_to (fixture, 0);
  gtk_text_buffer_get_bounds (text_buffer (fixture), &start, &end);
  text = gtk_text_buffer_get_text (text_buffer (fixture), &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "kept, not kept");

  g_assert_cmpint (g_rename (away, here), ==, 0);
  activate (fixture, "composer.retry");
  /* What failed last was saving, so that is what is tried again; but nobody is sent away. */
  wait_label (fixture, "Saved");
  g_assert_cmpuint (fixture->closed, ==, 0);
  type_text (fixture, "!");
  wait_label (fixture, "Draft kept");
  activate (fixture, "composer.save");
  wait_label (fixture, "Saved");
  g_assert_false (gtk_info_bar_get_revealed (
      GTK_INFO_BAR (arc_test_find (fixture->widget, arc_test_is_type, "GtkInfoBar"))));
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  entry = load (fixture, fixture->closed_id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "kept, not kept!");
  assert_no_draft (fixture);
}

/* ---- large texts -------------------------------------------------------------------------- */

static void
test_paste_huge_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (10 * 1000 * 1000, 'x');
  g_autoptr (ArcEntry) entry = NULL;
  g_autofree char *whole = g_strconcat ("before ", huge, NULL);

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "before ");
  type_text (fixture, huge);
  g_assert_nonnull (arc_test_find (fixture->widget, arc_test_is_type, "ArcLongText"));
  go_to (fixture, 2);
  type_text (fixture, "after");
  activate (fixture, "composer.next");
  wait_closed (fixture);
  entry = load (fixture, fixture->closed_id);
  g_assert_true (g_str_equal (entry->section[ARC_SECTION_ACTION], whole));
  g_assert_cmpstr (entry->section[ARC_SECTION_CHANGE], ==, "after");

  /* And it can be opened again. */
  arc_composer_edit (fixture->composer, entry, NULL);
  g_assert_nonnull (arc_test_find (fixture->widget, arc_test_is_type, "ArcLongText"));
  arc_composer_close (fixture->composer);
  wait_closed (fixture);
  assert_no_draft (fixture);
}

/* ---- the page ----------------------------------------------------------------------------- */

/* The keyboard alone reaches the outcome from the text, and goes back. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar;
  GtkWidget *view;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  settle (fixture);
  go_to (fixture, 1);
  bar = arc_test_find (fixture->widget, arc_test_is_type, "ArcOutcomeBar");
  view = arc_test_find (fixture->widget, arc_test_is_type, "GtkTextView");
  g_assert_true (gtk_widget_is_focus (view));
  g_signal_emit_by_name (view, "move-focus", GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_focus (arc_test_find (bar, arc_test_is_type, "GtkToggleButton")));
  g_signal_emit_by_name (arc_test_find (bar, arc_test_is_type, "GtkToggleButton"), "move-focus",
                         GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (view));
}

static void
test_all_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.arcjournal.ArcJournal");
  g_autoptr (ArcEntry) entry = NULL;

  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  g_assert_null (arc_test_find (fixture->widget, arc_test_is_label, "What came of it?"));
  activate (fixture, "composer.all-at-once");
  g_assert_true (g_settings_get_boolean (settings, "compose-all-at-once"));
  settle (fixture);
  g_assert_nonnull (arc_test_find (fixture->widget, arc_test_is_label, "What did you do?"));
  g_assert_nonnull (arc_test_find (fixture->widget, arc_test_is_label, "What came of it?"));
  g_assert_nonnull (
      arc_test_find (fixture->widget, arc_test_is_label, "What will you do from now on?"));
  type_text (fixture, "all");
  activate (fixture, "composer.next");
  wait_closed (fixture);
  entry = load (fixture, fixture->closed_id);
  g_assert_cmpstr (entry->section[ARC_SECTION_ACTION], ==, "all");
}

static void
test_begin_forgets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcEntry) entry = add_full_entry (fixture);

  arc_composer_edit (fixture->composer, entry, NULL);
  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "new");
  go_to (fixture, 2);
  activate (fixture, "composer.next");
  wait_closed (fixture);
  g_assert_cmpstr (fixture->closed_id, !=, entry->id);
  {
    g_autoptr (ArcEntry) made = load (fixture, fixture->closed_id);

    g_assert_cmpstr (made->section[ARC_SECTION_REFLECTION], ==, "");
    g_assert_cmpstr (made->title, ==, "");
    g_assert_cmpuint (made->tags->len, ==, 0);
    g_assert_cmpint (made->outcome, ==, ARC_OUTCOME_NOT_SAID);
    g_assert_cmpint (made->evidence, ==, ARC_EVIDENCE_NONE);
  }
}

/* Destroyed while writes are under way: they go on, and reach the disk. */
static void
test_destroyed_while_writing (Fixture *fixture, gconstpointer data)
{
  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
  type_text (fixture, "written");
  arc_composer_flush (fixture->composer);
  close_window (fixture);
  settle (fixture);
  {
    g_autoptr (ArcDraft) draft = only_draft (fixture);

    g_assert_cmpstr (draft->entry->section[ARC_SECTION_ACTION], ==, "written");
  }
  open_window (fixture);
  arc_composer_begin_new (fixture->composer, NULL, ARC_LENS_INDIVIDUAL);
}

#define ADD(path, func) g_test_add ("/composer/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  arc_test_init (&argc, &argv);

  ADD ("new/untouched", test_untouched);
  ADD ("new/emptied", test_emptied);
  ADD ("new/write-and-finish", test_write_and_finish);
  ADD ("new/finish-empty", test_finish_empty);
  ADD ("new/save-and-go-on", test_save_and_go_on);
  ADD ("new/discard", test_discard);
  ADD ("draft/resume", test_resume);
  ADD ("draft/steady-typist", test_steady_typist);
  ADD ("draft/flush", test_flush);
  ADD ("draft/flush-during-save", test_flush_during_save);
  ADD ("draft/step-is-at-once", test_step_is_at_once);
  ADD ("edit/nothing", test_edit_nothing);
  ADD ("edit/and-back", test_edit_and_back);
  ADD ("edit/change", test_edit);
  ADD ("edit/resume", test_resume_edit);
  ADD ("edit/changed-elsewhere", test_changed_elsewhere);
  ADD ("edit/own-changes", test_own_changes);
  ADD ("failure", test_failure);
  ADD ("huge-line", test_paste_huge_line);
  ADD ("tab", test_tab);
  ADD ("all-at-once", test_all_at_once);
  ADD ("narrow", test_narrow);
  ADD ("begin-forgets", test_begin_forgets);
  ADD ("destroyed-while-writing", test_destroyed_while_writing);
  return g_test_run ();
}
