/* Looking back in the window: what waits on Today and above the first question, and the chain that
 * the reader shows. Real widgets over a real journal; every wait has a condition and an end. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "arc-composer.h"
#include "arc-journal-loop.h"
#include "arc-reader.h"
#include "arc-today-page.h"

#define WAIT_S 20

typedef struct {
  char *folder;
  ArcJournalService *service;
  GtkWidget *window;
  char *id;    /* an entry with two commitments that are due */
  char *later; /* one that continues it */
} Fixture;

/* ---- waiting and finding ---- */

static gboolean
timed_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

typedef gboolean (*Condition) (gpointer data);

static void
wait_until (Condition condition, gpointer data, const char *what)
{
  gboolean timed_out = FALSE;
  guint id = g_timeout_add_seconds (WAIT_S, timed_out_cb, &timed_out);

  while (!condition (data) && !timed_out)
    g_main_context_iteration (NULL, TRUE);
  if (timed_out)
    g_error ("waited in vain: %s", what);
  g_source_remove (id);
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

/* The first widget of @type that says @text, among those that are visible. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (text == NULL || g_strcmp0 (text_of (widget), text) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

typedef struct {
  GtkWidget *root;
  GType type;
  const char *text;
  gboolean there;
} Search;

static gboolean
search_is_over (gpointer data)
{
  Search *search = data;
  GtkWidget *found = find (search->root, search->type, search->text);

  return (found != NULL && gtk_widget_get_mapped (found)) == search->there;
}

static GtkWidget *
wait_for (GtkWidget *root, GType type, const char *text)
{
  Search search = {root, type, text, TRUE};

  wait_until (search_is_over, &search, text != NULL ? text : g_type_name (type));
  return find (root, type, text);
}

static void
wait_gone (GtkWidget *root, GType type, const char *text)
{
  Search search = {root, type, text, FALSE};

  wait_until (search_is_over, &search, text != NULL ? text : g_type_name (type));
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = wait_for (root, GTK_TYPE_BUTTON, label);

  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

/* ---- the journal ---- */

typedef struct {
  gboolean done;
  gpointer result;
} Call;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->result = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  call->done = TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  ((Call *) user_data)->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Call *) data)->done;
}

/* Runs @func on the writing thread, after what was asked for before, and waits for its result. */
static gpointer
call (Fixture *fixture, ArcJournalFunc func)
{
  Call state = {FALSE, NULL};

  arc_journal_service_write_async (fixture->service, func, fixture, NULL, NULL, NULL, called_cb,
                                   &state);
  wait_until (is_done, &state, "a write");
  return state.result;
}

static void
commit (ArcLoop *loop, ArcKind kind, const char *text, ArcDay due)
{
  ArcCommitment *commitment = arc_commitment_new (kind, text);

  commitment->due = due;
  g_ptr_array_add (loop->commitments, commitment);
}

static gpointer
fill_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  ArcDay today = arc_journal_today (journal);

  entry->occurred_us = arc_journal_now (journal) - 7 * ARC_US_PER_DAY;
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Typed the report.");
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, "Log the call.\nKeep two lists.\nAsk Mia.");
  commit (loop, ARC_KIND_START, "Log the call.", arc_day_add (today, -1));
  commit (loop, ARC_KIND_STOP, "Keep two lists.", today);
  commit (loop, ARC_KIND_MORE, "Ask Mia.", arc_day_add (today, 1));
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, error);
  fixture->id = g_strdup (entry->id);
  return NULL;
}

static gpointer
continue_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcLoop) loop = arc_loop_new ();

  entry->occurred_us = arc_journal_now (journal);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Logged five calls.");
  loop->continues = g_strdup (fixture->id);
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, error);
  fixture->later = g_strdup (entry->id);
  return NULL;
}

/* (transfer full): "start done; stop open; more open, 1 look-back". */
static gpointer
describe_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (journal, fixture->id, error);
  g_autoptr (GPtrArray) look_backs = arc_journal_list_look_backs (journal, fixture->id, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    g_string_append_printf (text, "%s %s; ", arc_kind_to_word (commitment->kind),
                            arc_commitment_state_to_word (commitment->state));
  }
  for (guint i = 0; i < look_backs->len; i++) {
    const ArcLookBack *look_back = look_backs->pdata[i];

    g_string_append_printf (
        text, "%s %s; ", arc_did_to_word (look_back->did),
        look_back->helped != ARC_HELPED_NOT_SAID ? arc_helped_to_word (look_back->helped) : "-");
  }
  return g_string_free (text, FALSE);
}

static void
assert_journal (Fixture *fixture, const char *expected)
{
  g_autofree char *text = call (fixture, describe_func);

  g_assert_cmpstr (text, ==, expected);
}

/* (transfer full) (nullable): what the newest draft or entry continues. */
static gpointer
continues_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = arc_journal_list_drafts (journal, error);

  if (drafts == NULL || drafts->len == 0)
    return NULL;
  return g_strdup (((ArcDraft *) drafts->pdata[0])->loop->continues);
}

/* ---- a window ---- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Call state = {FALSE, NULL};
  g_autofree char *path = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->folder = g_dir_make_tmp ("arc-look-back-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->service = arc_journal_service_new (path);
  arc_journal_service_open_async (fixture->service, NULL, opened_cb, &state);
  wait_until (is_done, &state, "the journal");
  call (fixture, fill_func);
}

static void
nothing_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
}

static GtkWidget *
show (Fixture *fixture, GtkWidget *page)
{
  static const GActionEntry entries[] = {
      {.name = "write", .activate = nothing_cb},
      {.name = "back", .activate = nothing_cb},
      {.name = "toast", .activate = nothing_cb, .parameter_type = "s"},
      {.name = "show-entry", .activate = nothing_cb, .parameter_type = "s"},
      {.name = "show-page", .activate = nothing_cb, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 900);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  return page;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {"journal.db", "journal.db-wal", "journal.db-shm"};

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_journal_service_close (fixture->service);
  g_object_unref (fixture->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->id);
  g_free (fixture->later);
}

static GtkWidget *
card_of (GtkWidget *root, const char *quote)
{
  GtkWidget *label = wait_for (root, GTK_TYPE_LABEL, quote);

  return gtk_widget_get_ancestor (label, g_type_from_name ("ArcWaitingCard"));
}

/* ---- Today ---- */

static void
test_today (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = card_of (page, "“Start: Log the call.”");

  /* What is due, not what will be; that stands in the list of the week. */
  wait_for (page, GTK_TYPE_LABEL, "“Stop: Keep two lists.”");
  wait_for (page, GTK_TYPE_LABEL, "More: Ask Mia.");
  g_assert_null (find (page, GTK_TYPE_LABEL, "“More: Ask Mia.”"));
  g_assert_null (find (card, GTK_TYPE_LABEL, "Did it help?"));
  click (card, "Yes");
  assert_journal (fixture, "start done; stop open; more open; yes -; ");
  wait_for (card, GTK_TYPE_LABEL, "Did it help?");
  click (gtk_widget_get_ancestor (wait_for (card, GTK_TYPE_LABEL, "Did it help?"),
                                  g_type_from_name ("ArcAnswerRow")),
         "Partly");
  assert_journal (fixture, "start done; stop open; more open; yes partly; ");
  /* The answered card stays until the visit is over. */
  g_assert_true (card == card_of (page, "“Start: Log the call.”"));
  click (fixture->window, "Undo");
  assert_journal (fixture, "start open; stop open; more open; ");
  wait_gone (page, GTK_TYPE_LABEL, "Did it help?");
  wait_for (page, GTK_TYPE_LABEL, "“Start: Log the call.”");
}

static void
test_today_ends (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  click (card_of (page, "“Start: Log the call.”"), "Habit now");
  assert_journal (fixture, "start habit; stop open; more open; ");
  click (card_of (page, "“Stop: Keep two lists.”"), "Let it go");
  assert_journal (fixture, "start habit; stop let-go; more open; ");
}

/* ---- the composer ---- */

static void
test_composer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));
  GtkWidget *text;
  g_autofree char *continues = NULL;

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  wait_for (composer, GTK_TYPE_LABEL, "Look back: 1 of 2");
  click (card_of (composer, "“Start: Log the call.”"), "Not yet");
  /* Nothing more to say about it: the next one, and then the bar is gone. */
  wait_for (composer, GTK_TYPE_LABEL, "Look back: 2 of 2");
  click (card_of (composer, "“Stop: Keep two lists.”"), "Yes");
  click (gtk_widget_get_ancestor (wait_for (composer, GTK_TYPE_LABEL, "Did it help?"),
                                  g_type_from_name ("ArcAnswerRow")),
         "Yes");
  wait_gone (composer, g_type_from_name ("ArcWaitingBar"), NULL);
  assert_journal (fixture, "start open; stop done; more open; not-yet -; yes yes; ");

  /* What is written now continues that entry. */
  text = wait_for (composer, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Logged five.", -1);
  arc_composer_flush (ARC_COMPOSER (composer));
  continues = call (fixture, continues_func);
  g_assert_cmpstr (continues, ==, fixture->id);
}

static void
test_composer_skip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  click (composer, "Skip");
  wait_for (composer, GTK_TYPE_LABEL, "Look back: 2 of 2");
  click (composer, "Later");
  wait_gone (composer, g_type_from_name ("ArcWaitingBar"), NULL);
  assert_journal (fixture, "start open; stop open; more open; ");
}

/* ---- the reader ---- */

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  GtkWidget *reader = show (fixture, arc_reader_new ());

  call (fixture, continue_func);
  arc_reader_set_service (ARC_READER (reader), fixture->service);
  arc_reader_show (ARC_READER (reader), fixture->id, NULL);
  wait_for (reader, GTK_TYPE_LABEL, "Start: Log the call.");
  wait_for (reader, GTK_TYPE_LABEL, "Stop: Keep two lists.");
  /* Nothing stands there twice. */
  g_assert_null (find (reader, GTK_TYPE_LABEL, "Log the call.\nKeep two lists.\nAsk Mia."));
  arc_reader_show (ARC_READER (reader), fixture->later, NULL);
  wait_for (reader, GTK_TYPE_LABEL, "Logged five calls.");
  wait_gone (reader, GTK_TYPE_LABEL, "Start: Log the call.");
  g_assert_nonnull (find (reader, g_type_from_name ("ArcLoopView"), NULL));
}

#define ADD(name, func) g_test_add ("/look-back/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("today", test_today);
  ADD ("today-ends", test_today_ends);
  ADD ("composer", test_composer);
  ADD ("composer-skip", test_composer_skip);
  ADD ("reader", test_reader);
  return g_test_run ();
}
