/* Welcome, Today, Trash and Preferences: real widgets over a real journal in a folder of its own.
 * Every wait has a condition and an end. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "arc-add-to-calendar.h"
#include "arc-config.h"
#include "arc-data-page.h"
#include "arc-id.h"
#include "arc-preferences.h"
#include "arc-schedule-dialog.h"
#include "arc-today-data.h"
#include "arc-today-page.h"
#include "arc-trash-page.h"
#include "arc-welcome.h"

#define WAIT_S 10
/* 2026-11-20T13:00:00Z, a Friday. */
#define NOON G_GINT64_CONSTANT (1795179600000000)

/* ---- waiting and finding ------------------------------------------------------------------ */

typedef gboolean (*Condition) (gpointer data);

static gboolean
timed_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

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

typedef gboolean (*Match) (GtkWidget *widget, const char *text);

static GtkWidget *
find (GtkWidget *widget, Match match, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (match (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, match, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_button (GtkWidget *widget, const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
is_named (GtkWidget *widget, const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

typedef struct {
  GtkWidget *root;
  Match match;
  const char *text;
} Search;

static gboolean
is_found (gpointer data)
{
  Search *search = data;
  GtkWidget *found = find (search->root, search->match, search->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static gboolean
is_gone (gpointer data)
{
  return !is_found (data);
}

static GtkWidget *
wait_for (GtkWidget *root, Match match, const char *text)
{
  Search search = {root, match, text};

  wait_until (is_found, &search, text);
  return find (root, match, text);
}

static void
wait_gone (GtkWidget *root, Match match, const char *text)
{
  Search search = {root, match, text};

  wait_until (is_gone, &search, text);
}

static void
click (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (wait_for (root, is_button, label), "clicked");
}

/* The button with this label below the row of this question. */
static GtkWidget *
find_answer (GtkWidget *root, const char *question, const char *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (wait_for (root, is_label, question),
                                            g_type_from_name ("ArcAnswerRow"));

  g_assert_nonnull (row);
  return wait_for (row, is_button, label);
}

/* ---- a journal and its window ------------------------------------------------------------- */

typedef struct {
  char *folder;
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  char *action; /* the last action of the window, "resume-draft 1234" */
} Fixture;

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->action);
  fixture->action =
      g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                       parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
}

static void
add_actions (Fixture *fixture)
{
  const GActionEntry entries[] = {
      {.name = "write", .activate = action_cb},
      {.name = "back", .activate = action_cb},
      {.name = "toast", .activate = action_cb, .parameter_type = "s"},
      {.name = "show-entry", .activate = action_cb, .parameter_type = "s"},
      {.name = "resume-draft", .activate = action_cb, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

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

static gboolean
is_done (gpointer data)
{
  return ((Call *) data)->done;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  arc_journal_service_open_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  ((Call *) user_data)->done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Call state = {FALSE, NULL};

  fixture->folder = g_dir_make_tmp ("arc-today-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->service = arc_journal_service_new (fixture->path);
  arc_journal_service_open_async (fixture->service, NULL, opened_cb, &state);
  wait_until (is_done, &state, "the journal");
}

/* Shows @page, as the window does, below a toast overlay. */
static GtkWidget *
show (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 700);
  add_actions (fixture);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  return page;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_journal_service_close (fixture->service);
  g_object_unref (fixture->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->action);
}

/* Runs @func on the writing thread and waits for its result. */
static gpointer
call (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  Call state = {FALSE, NULL};

  arc_journal_service_write_async (fixture->service, func, data, NULL, NULL, NULL, called_cb,
                                   &state);
  wait_until (is_done, &state, "a write");
  return state.result;
}

static gpointer
save_func (ArcJournal *journal, gpointer entry, GCancellable *cancellable, GError **error)
{
  arc_journal_save_entry (journal, entry, NULL, NULL, error);
  return NULL;
}

static gpointer
delete_func (ArcJournal *journal, gpointer id, GCancellable *cancellable, GError **error)
{
  arc_journal_delete_entry (journal, id, error);
  return NULL;
}

static gpointer
look_backs_func (ArcJournal *journal, gpointer id, GCancellable *cancellable, GError **error)
{
  return arc_journal_list_look_backs (journal, id, error);
}

static gpointer
count_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER ((int) arc_journal_count_entries (journal));
}

static ArcEntry *
make_entry (const char *action, const char *change, gint64 occurred_us)
{
  ArcEntry *entry = arc_entry_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  entry->occurred_us = occurred_us;
  return entry;
}

/* Returns: (transfer full): the id */
static char *
add_entry (Fixture *fixture, const char *action, const char *change, int days_ago)
{
  g_autoptr (ArcEntry) entry =
      make_entry (action, change, g_get_real_time () - days_ago * ARC_US_PER_DAY);

  call (fixture, save_func, entry);
  return g_strdup (entry->id);
}

/* ---- what Today reads --------------------------------------------------------------------- */

static gint64 clock_us;

static gint64
read_clock (gpointer data)
{
  return clock_us;
}

static void
open_journal (Fixture *fixture, ArcJournal **journal)
{
  ArcJournalOptions options = {.clock = read_clock};
  g_autofree char *path = g_build_filename (fixture->folder, "clock.db", NULL);
  g_autoptr (GError) error = NULL;

  clock_us = NOON;
  options.path = path;
  *journal = arc_journal_open (&options, &error);
  g_assert_no_error (error);
}

static char *
put (ArcJournal *journal, const char *action, const char *change, gint64 occurred_us)
{
  g_autoptr (ArcEntry) entry = make_entry (action, change, occurred_us);
  g_autoptr (GError) error = NULL;

  arc_journal_save_entry (journal, entry, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (entry->id);
}

static ArcTodayData *
read_today (ArcJournal *journal)
{
  g_autoptr (GError) error = NULL;
  ArcTodayData *data = arc_today_data_read (journal, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* The action texts of what is found from a week, a month, a year ago. */
static void
assert_ago (ArcJournal *journal, const char *week, const char *month, const char *year)
{
  g_autoptr (ArcTodayData) data = read_today (journal);
  const char *expected[ARC_N_AGO] = {week, month, year};

  for (int ago = 0; ago < ARC_N_AGO; ago++)
    g_assert_cmpstr (data->ago[ago] != NULL ? data->ago[ago]->section[ARC_SECTION_ACTION] : NULL,
                     ==, expected[ago]);
}

static void
test_ago_exact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;

  open_journal (fixture, &journal);
  assert_ago (journal, NULL, NULL, NULL);
  g_free (put (journal, "5 days", "", NOON - 5 * ARC_US_PER_DAY));
  g_free (put (journal, "9 days", "", NOON - 9 * ARC_US_PER_DAY));
  assert_ago (journal, NULL, NULL, NULL);
  g_free (put (journal, "6 days", "", NOON - 6 * ARC_US_PER_DAY));
  assert_ago (journal, "6 days", NULL, NULL);
  g_free (put (journal, "8 days", "", NOON - 8 * ARC_US_PER_DAY));
  assert_ago (journal, "8 days", NULL, NULL);
  g_free (put (journal, "7 days", "", NOON - 7 * ARC_US_PER_DAY));
  assert_ago (journal, "7 days", NULL, NULL);
  /* The newest of the day. */
  g_free (put (journal, "7 days later", "", NOON - 7 * ARC_US_PER_DAY + ARC_US_PER_SECOND));
  assert_ago (journal, "7 days later", NULL, NULL);
}

static void
test_ago_tolerance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;

  open_journal (fixture, &journal);
  /* 2026-11-20 less a month is 2026-10-20, 31 days; less a year is 365. */
  g_free (put (journal, "35 days", "", NOON - 35 * ARC_US_PER_DAY));
  g_free (put (journal, "373 days", "", NOON - 373 * ARC_US_PER_DAY));
  assert_ago (journal, NULL, NULL, NULL);
  g_free (put (journal, "34 days", "", NOON - 34 * ARC_US_PER_DAY));
  g_free (put (journal, "372 days", "", NOON - 372 * ARC_US_PER_DAY));
  assert_ago (journal, NULL, "34 days", "372 days");
  g_free (put (journal, "30 days", "", NOON - 30 * ARC_US_PER_DAY));
  g_free (put (journal, "364 days", "", NOON - 364 * ARC_US_PER_DAY));
  assert_ago (journal, NULL, "30 days", "364 days");
}

/* 2027-03-31 less a month is the 28th of February, not the 3rd of March. */
static void
test_ago_month_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;
  gint64 february = arc_day_start ((ArcDay){2027, 2, 25}, "Europe/Berlin", 0);
  gint64 march = arc_day_start ((ArcDay){2027, 3, 4}, "Europe/Berlin", 0);

  open_journal (fixture, &journal);
  clock_us = arc_day_start ((ArcDay){2027, 3, 31}, "Europe/Berlin", 0) + ARC_US_PER_SECOND;
  g_free (put (journal, "march", "", march));
  assert_ago (journal, NULL, NULL, NULL);
  g_free (put (journal, "february", "", february));
  assert_ago (journal, NULL, "february", NULL);
}

/* At 4, what is written at 03:00 belongs to the day before. */
static void
test_ago_day_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;
  gint64 night = arc_day_start ((ArcDay){2026, 11, 12}, "Europe/Berlin", 3);

  open_journal (fixture, &journal);
  g_free (put (journal, "night", "", night));
  /* 2026-11-12 is 8 days ago, 2026-11-11 is 9. */
  assert_ago (journal, "night", NULL, NULL);
  g_assert_true (arc_journal_set_day_start (journal, 4, NULL));
  assert_ago (journal, NULL, NULL, NULL);
}

static void
answer (ArcJournal *journal, const char *entry_id, ArcDid did)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (entry_id);
  g_autoptr (GError) error = NULL;

  look_back->did = did;
  arc_journal_save_look_back (journal, look_back, &error);
  g_assert_no_error (error);
}

static void
test_change_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcJournal) journal = NULL;
  g_autofree char *id = NULL;
  ArcTodayData *today;

  open_journal (fixture, &journal);
  id = put (journal, "did", "log the call", NOON);

  today = read_today (journal);
  g_assert_cmpstr (today->change->id, ==, id);
  g_assert_false (today->change_asks);
  arc_today_data_free (today);

  clock_us += ARC_US_PER_DAY;
  today = read_today (journal);
  g_assert_true (today->change_asks);
  g_assert_cmpint (today->change_days, ==, 1);
  arc_today_data_free (today);

  /* "Not yet" asks again, but not on the same day. */
  answer (journal, id, ARC_DID_NOT_YET);
  today = read_today (journal);
  g_assert_null (today->change);
  arc_today_data_free (today);
  clock_us += ARC_US_PER_DAY;
  today = read_today (journal);
  g_assert_true (today->change_asks);
  g_assert_cmpint (today->last_did, ==, ARC_DID_NOT_YET);
  arc_today_data_free (today);

  answer (journal, id, ARC_DID_YES);
  clock_us += ARC_US_PER_DAY;
  today = read_today (journal);
  g_assert_null (today->change);
  arc_today_data_free (today);
}

/* ---- the Today page ----------------------------------------------------------------------- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  wait_for (page, is_label, "Nothing here yet");
  click (page, "_Write now");
  g_assert_cmpstr (fixture->action, ==, "write ");
  /* An entry written meanwhile appears by itself. */
  g_free (add_entry (fixture, "wrote", "", 0));
  wait_gone (page, is_label, "Nothing here yet");
}

typedef struct {
  Fixture *fixture;
  const char *id;
  guint count;
  ArcDid did;
  ArcHelped helped;
} Expected;

static gboolean
is_stored (gpointer data)
{
  Expected *expected = data;
  g_autoptr (GPtrArray) list = call (expected->fixture, look_backs_func, (gpointer) expected->id);
  const ArcLookBack *last;

  if (list->len != expected->count)
    return FALSE;
  if (list->len == 0)
    return TRUE;
  last = g_ptr_array_index (list, list->len - 1);
  return last->did == expected->did && last->helped == expected->helped;
}

static void
assert_stored (Fixture *fixture, const char *id, guint count, ArcDid did, ArcHelped helped)
{
  Expected expected = {fixture, id, count, did, helped};

  wait_until (is_stored, &expected, "the look-back");
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "called", "- log the call\n- ask Mia", 7);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *yes;

  wait_for (page, is_label, "A week ago you decided");
  wait_for (page, is_label, "“log the call\nask Mia”");
  yes = find_answer (page, "Did you do it?", "Yes");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (yes), TRUE);
  assert_stored (fixture, id, 1, ARC_DID_YES, ARC_HELPED_NOT_SAID);

  /* The second answer belongs to the same look-back; the card stays meanwhile. */
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find_answer (page, "Did it help?", "Too early to say")), TRUE);
  assert_stored (fixture, id, 1, ARC_DID_YES, ARC_HELPED_TOO_EARLY);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));

  /* Another answer takes the place of the first. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_answer (page, "Did you do it?", "Partly")),
                                TRUE);
  assert_stored (fixture, id, 1, ARC_DID_PARTLY, ARC_HELPED_TOO_EARLY);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));

  /* Undo takes back the last answer, not one before it. */
  click (fixture->window, "Undo");
  assert_stored (fixture, id, 1, ARC_DID_YES, ARC_HELPED_TOO_EARLY);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));

  /* The next visit has nothing to ask. */
  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  wait_gone (page, is_label, "Did you do it?");
}

static void
test_answer_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "called", "log the call", 1);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *no = find_answer (page, "Did it help?", "No");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (no), TRUE);
  assert_stored (fixture, id, 1, ARC_DID_NOT_SAID, ARC_HELPED_NO);
  click (fixture->window, "Undo");
  assert_stored (fixture, id, 0, ARC_DID_NOT_SAID, ARC_HELPED_NOT_SAID);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (no)));
}

static gpointer
save_draft_func (ArcJournal *journal, gpointer draft, GCancellable *cancellable, GError **error)
{
  if (arc_journal_save_draft (journal, draft, error))
    arc_journal_release_draft (journal, ((ArcDraft *) draft)->id, error);
  return NULL;
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDraft) draft = arc_draft_new ();
  g_autofree char *expected = NULL;
  GtkWidget *page;

  arc_entry_set_section (draft->entry, ARC_SECTION_ACTION, "Half a thought");
  call (fixture, save_draft_func, draft);
  page = show (fixture, arc_today_page_new (fixture->service));
  wait_for (page, is_label, "You were writing “Half a thought”");
  click (page, "_Continue");
  expected = g_strdup_printf ("resume-draft %s", draft->id);
  g_assert_cmpstr (fixture->action, ==, expected);

  click (page, "_Discard");
  wait_gone (page, is_label, "You were writing “Half a thought”");
  click (fixture->window, "Undo");
  wait_for (page, is_label, "You were writing “Half a thought”");
}

static void
test_ago_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "The first call", "", 7);
  g_autofree char *expected = g_strdup_printf ("show-entry %s", id);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  wait_for (page, is_label, "A week ago");
  gtk_widget_activate (wait_for (page, is_named, "ArcAgoRow"));
  g_assert_cmpstr (fixture->action, ==, expected);
}

/* ---- trash -------------------------------------------------------------------------------- */

static gpointer
trash_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) trash = arc_journal_list_trash (journal, error);
  guint count = trash->len;

  g_ptr_array_foreach (trash, (GFunc) (void (*) (void)) arc_trashed_free, NULL);
  g_ptr_array_set_free_func (trash, NULL);
  return GUINT_TO_POINTER (count);
}

static void
put_in_trash (Fixture *fixture, const char *text)
{
  g_autofree char *id = add_entry (fixture, text, "", 1);

  call (fixture, delete_func, id);
}

/* Answers the dialog that has come up above the window. */
static void
respond (const char *response)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

    if (ADW_IS_MESSAGE_DIALOG (window)) {
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
      gtk_window_destroy (window);
      return;
    }
  }
  g_error ("no dialog to answer");
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  put_in_trash (fixture, "Sunk");
  put_in_trash (fixture, "Saved");
  page = show (fixture, arc_trash_page_new (fixture->service));
  wait_for (page, is_label, "Sunk");
  wait_for (page, is_label, "Deleted today · 30 days left");

  /* The last deleted is first. */
  click (page, "_Restore");
  wait_gone (page, is_label, "Saved");
  g_assert_cmpint (GPOINTER_TO_INT (call (fixture, count_func, NULL)), ==, 1);

  click (page, "_Empty trash…");
  respond ("cancel");
  g_assert_cmpuint (GPOINTER_TO_UINT (call (fixture, trash_func, NULL)), ==, 1);
  click (page, "_Empty trash…");
  respond ("delete");
  wait_for (page, is_label, "The trash is empty");
  g_assert_cmpuint (GPOINTER_TO_UINT (call (fixture, trash_func, NULL)), ==, 0);
}

static void
test_trash_one (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;

  put_in_trash (fixture, "First");
  put_in_trash (fixture, "Second");
  page = show (fixture, arc_trash_page_new (fixture->service));
  row = gtk_widget_get_ancestor (wait_for (page, is_label, "First"), GTK_TYPE_LIST_BOX_ROW);
  g_object_ref (row);
  g_signal_emit_by_name (
      gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), "clicked");
  g_object_unref (row);
  respond ("delete");
  wait_gone (page, is_label, "First");
  wait_for (page, is_label, "Second");
}

/* ---- welcome ------------------------------------------------------------------------------ */

static void
done_cb (ArcWelcome *welcome, const char *topic, gboolean write, char **said)
{
  g_free (*said);
  *said = g_strdup_printf ("%s|%d", topic, write);
}

static gboolean
is_said (gpointer data)
{
  return *(char **) data != NULL;
}

static gpointer
topic_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_journal_dup_setting (journal, ARC_SETTING_FIRST_TOPIC);
}

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  GtkWidget *welcome = show (fixture, arc_welcome_new (fixture->service));
  g_autofree char *said = NULL;
  g_autofree char *topic = NULL;

  g_signal_connect (welcome, "done", G_CALLBACK (done_cb), &said);
  click (welcome, "Leading a team");
  click (welcome, "_Write the first entry");
  wait_until (is_said, &said, "the answer");
  g_assert_cmpstr (said, ==, "Leading a team|1");
  topic = call (fixture, topic_func, NULL);
  g_assert_cmpstr (topic, ==, "Leading a team");
}

static void
test_welcome_skip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *welcome = show (fixture, arc_welcome_new (fixture->service));
  g_autofree char *said = NULL;

  g_signal_connect (welcome, "done", G_CALLBACK (done_cb), &said);
  click (welcome, "_Skip for now");
  wait_until (is_said, &said, "the answer");
  g_assert_cmpstr (said, ==, "|0");
}

/* ---- preferences -------------------------------------------------------------------------- */

static gpointer
day_start_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (arc_journal_get_day_start (journal));
}

static GtkWidget *
find_row (GtkWidget *window, const char *title)
{
  return gtk_widget_get_ancestor (wait_for (window, is_label, title), ADW_TYPE_PREFERENCES_ROW);
}

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_get_sensitive (widget);
}

static gboolean
is_four (gpointer fixture)
{
  return GPOINTER_TO_INT (call (fixture, day_start_func, NULL)) == 4;
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (ARC_APP_ID);
  g_autofree char *lens = NULL;
  g_autofree char *scheme = NULL;
  GtkWidget *row;

  fixture->window = arc_preferences_new (fixture->service);
  gtk_window_present (GTK_WINDOW (fixture->window));
  row = find_row (fixture->window, "A day starts at");
  wait_until (is_sensitive, row, "the day start");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 4);
  wait_until (is_four, fixture, "the new day start");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Role")), ARC_LENS_MANAGER);
  lens = g_settings_get_string (settings, "default-lens");
  g_assert_cmpstr (lens, ==, "manager");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Timer")), 1);
  g_assert_cmpint (g_settings_get_int (settings, "timer-min"), ==, 10);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Style")), 2);
  scheme = g_settings_get_string (settings, "color-scheme");
  g_assert_cmpstr (scheme, ==, "dark");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (wait_for (fixture->window, is_named, "GtkSpinButton")), 150);
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (settings, "text-scale"), 1.5, 0.001);
  for (const char *const *key =
           (const char *[]){"default-lens", "timer-min", "color-scheme", "text-scale", NULL};
       *key != NULL; key++)
    g_settings_reset (settings, *key);
}

static gboolean
is_count (gpointer data)
{
  Expected *expected = data;

  return GPOINTER_TO_UINT (call (expected->fixture, count_func, NULL)) == expected->count;
}

static gboolean
is_file (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
has_dialog (gpointer heading)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

    if (ADW_IS_MESSAGE_DIALOG (window) &&
        g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
      return TRUE;
  }
  return FALSE;
}

static GtkWidget *
show_data_page (Fixture *fixture)
{
  GtkWidget *page = arc_data_page_new (fixture->service);

  fixture->window = adw_preferences_window_new ();
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (fixture->window),
                              ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (page, is_label, fixture->path);
  return page;
}

static void
test_data_out_and_in (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_build_filename (fixture->folder, "out.jsonl", NULL);
  g_autofree char *id = add_entry (fixture, "Carried over", "keep it", 3);
  Expected expected = {.fixture = fixture, .count = 1};
  GtkWidget *page = show_data_page (fixture);

  arc_data_page_export_to (ARC_DATA_PAGE (page), out);
  wait_for (fixture->window, is_label, "1 entry exported");
  g_assert_true (is_file (out));

  call (fixture, delete_func, id);
  expected.count = 0;
  wait_until (is_count, &expected, "the deletion");
  arc_data_page_import_from (ARC_DATA_PAGE (page), out);
  wait_until (has_dialog, (gpointer) "Imported", "the report");
  respond ("close");
}

/* What stands in a file that is a calendar. */
static char *
read_calendar_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  return text;
}

static void
test_data_calendar (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_build_filename (fixture->folder, "out.ics", NULL);
  g_autofree char *id = add_entry (fixture, "Carried over", "keep it", 3);
  g_autofree char *text = NULL;
  Expected expected = {.fixture = fixture, .count = 1};
  GtkWidget *page = show_data_page (fixture);

  adw_combo_row_set_selected (ADW_COMBO_ROW (wait_for (page, is_named, "AdwComboRow")), 3);
  arc_data_page_export_to (ARC_DATA_PAGE (page), out);
  wait_for (fixture->window, is_label, "1 entry exported");
  text = read_calendar_file (out);
  g_assert_nonnull (strstr (text, "BEGIN:VJOURNAL\r\n"));

  call (fixture, delete_func, id);
  expected.count = 0;
  wait_until (is_count, &expected, "the deletion");
  arc_data_page_import_from (ARC_DATA_PAGE (page), out);
  wait_until (has_dialog, (gpointer) "Imported", "the report");
  respond ("close");
}

static void
test_add_to_calendar (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_build_filename (fixture->folder, "reflection.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  GtkWidget *row;

  reminder->id = arc_id_new (NOON);
  g_free (reminder->rule);
  reminder->rule = g_strdup ("FREQ=WEEKLY;BYDAY=FR");
  reminder->start = (ArcDay){2026, 11, 20};
  reminder->at_s = 15 * 3600;
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->window =
      arc_schedule_dialog_new (fixture->window, fixture->service, reminder, NOON, "Europe/Berlin");
  gtk_window_present (GTK_WINDOW (fixture->window));
  row = wait_for (fixture->window, is_label, "Add to calendar…");
  g_assert_true (gtk_widget_get_sensitive (row));
  arc_add_to_calendar_at (row, reminder, out);
  wait_for (fixture->window, is_label, "Written; open it with your calendar");
  text = read_calendar_file (out);
  g_assert_nonnull (strstr (text, "RRULE:FREQ=WEEKLY;BYDAY=FR\r\n"));
}

static void
test_data_rejected (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in = g_build_filename (fixture->folder, "in.jsonl", NULL);
  GtkWidget *page = show_data_page (fixture);

  g_assert_true (g_file_set_contents (in,
                                      "{\"action\":\"fine\"}\n"
                                      "{\"action\":\"not fine\",\"outcome\":\"perhaps\"}\n",
                                      -1, NULL));
  arc_data_page_import_from (ARC_DATA_PAGE (page), in);
  wait_until (has_dialog, (gpointer) "Nothing was imported", "the report");
  respond ("close");
  g_assert_cmpint (GPOINTER_TO_INT (call (fixture, count_func, NULL)), ==, 0);
}

/* The first journal is fine, the second is not, and the file is cut. */
static void
test_data_calendar_rejected (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in = g_build_filename (fixture->folder, "in.ics", NULL);
  GtkWidget *page = show_data_page (fixture);

  g_assert_true (
      g_file_set_contents (in,
                           "BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:fine\nEND:VJOURNAL\n"
                           "BEGIN:VJOURNAL\nSUMMARY:not fine\nDTSTART:20260230\n",
                           -1, NULL));
  arc_data_page_import_from (ARC_DATA_PAGE (page), in);
  wait_until (has_dialog, (gpointer) "Nothing was imported", "the report");
  respond ("close");
  g_assert_cmpint (GPOINTER_TO_INT (call (fixture, count_func, NULL)), ==, 0);
}

static void
test_data_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *id = add_entry (fixture, "Kept twice", "", 0);
  ArcJournalOptions options = {.path = path, .must_exist = TRUE};
  GtkWidget *page = show_data_page (fixture);
  g_autoptr (ArcJournal) copy = NULL;

  arc_data_page_backup_to (ARC_DATA_PAGE (page), path);
  wait_for (fixture->window, is_label, "Backup written");
  copy = arc_journal_open (&options, NULL);
  g_assert_nonnull (copy);
  g_assert_cmpuint (arc_journal_count_entries (copy), ==, 1);

  click (page, "C_heck");
  wait_until (has_dialog, (gpointer) "The journal is sound", "the report");
  respond ("close");
}

#define ADD(path, func) g_test_add ("/today/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Toasts of libadwaita 1.2 must not be destroyed in the middle of their movements. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("ago/exact", test_ago_exact);
  ADD ("ago/tolerance", test_ago_tolerance);
  ADD ("ago/month-end", test_ago_month_end);
  ADD ("ago/day-start", test_ago_day_start);
  ADD ("change/asks", test_change_asks);
  ADD ("page/empty", test_empty);
  ADD ("page/answers", test_answers);
  ADD ("page/answer-undo", test_answer_undo);
  ADD ("page/drafts", test_drafts);
  ADD ("page/ago-row", test_ago_row);
  ADD ("trash/all", test_trash);
  ADD ("trash/one", test_trash_one);
  ADD ("welcome/write", test_welcome);
  ADD ("welcome/skip", test_welcome_skip);
  ADD ("preferences/rows", test_preferences);
  ADD ("data/out-and-in", test_data_out_and_in);
  ADD ("data/calendar", test_data_calendar);
  ADD ("data/add-to-calendar", test_add_to_calendar);
  ADD ("data/rejected", test_data_rejected);
  ADD ("data/calendar-rejected", test_data_calendar_rejected);
  ADD ("data/backup", test_data_backup);

  return g_test_run ();
}
