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
#include "window-helpers.h"

/* 2026-11-20T13:00:00Z, a Friday. */
#define NOON G_GINT64_CONSTANT (1795179600000000)

/* The button with this label below the row of this question. */
static GtkWidget *
find_answer (GtkWidget *root, const char *question, const char *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (arc_test_wait_for (root, arc_test_is_label, question),
                                            g_type_from_name ("ArcAnswerRow"));

  g_assert_nonnull (row);
  return arc_test_wait_for (row, arc_test_is_button, label);
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

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_journal_path ();
  fixture->folder = g_path_get_dirname (fixture->path);
  fixture->service = arc_test_service (fixture->path);
}

/* Shows @page, as the window does, below a toast overlay. */
static GtkWidget *
show (Fixture *fixture, GtkWidget *page)
{
  fixture->window = arc_test_show (page, 600, 700);
  add_actions (fixture);
  return page;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_service_end (fixture->service);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->action);
}

/* Runs @func on the writing thread and waits for its result. */
static gpointer
call (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  return arc_test_call (fixture->service, func, data);
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

  arc_test_wait_for (page, arc_test_is_label, "Nothing here yet");
  arc_test_click (page, "_Write now");
  g_assert_cmpstr (fixture->action, ==, "write ");
  /* An entry written meanwhile appears by itself. */
  g_free (add_entry (fixture, "wrote", "", 0));
  arc_test_wait_gone (page, arc_test_is_label, "Nothing here yet");
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

  ARC_TEST_WAIT_UNTIL (is_stored (&expected));
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "called", "- log the call\n- ask Mia", 7);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *yes;

  arc_test_wait_for (page, arc_test_is_label, "A week ago you decided");
  arc_test_wait_for (page, arc_test_is_label, "“log the call\nask Mia”");
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
  arc_test_click (fixture->window, "Undo");
  assert_stored (fixture, id, 1, ARC_DID_YES, ARC_HELPED_TOO_EARLY);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (yes)));

  /* The next visit has nothing to ask. */
  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  arc_test_wait_gone (page, arc_test_is_label, "Did you do it?");
}

static void
test_answer_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "called", "log the call", 1);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *no = find_answer (page, "Did it help?", "No");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (no), TRUE);
  assert_stored (fixture, id, 1, ARC_DID_NOT_SAID, ARC_HELPED_NO);
  arc_test_click (fixture->window, "Undo");
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
  arc_test_wait_for (page, arc_test_is_label, "You were writing “Half a thought”");
  arc_test_click (page, "_Continue");
  expected = g_strdup_printf ("resume-draft %s", draft->id);
  g_assert_cmpstr (fixture->action, ==, expected);

  arc_test_click (page, "_Discard");
  arc_test_wait_gone (page, arc_test_is_label, "You were writing “Half a thought”");
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_for (page, arc_test_is_label, "You were writing “Half a thought”");
}

static void
test_ago_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_entry (fixture, "The first call", "", 7);
  g_autofree char *expected = g_strdup_printf ("show-entry %s", id);
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  arc_test_wait_for (page, arc_test_is_label, "A week ago");
  gtk_widget_activate (arc_test_wait_for (page, arc_test_is_type, "ArcAgoRow"));
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
  arc_test_wait_for (page, arc_test_is_label, "Sunk");
  arc_test_wait_for (page, arc_test_is_label, "Deleted today · 30 days left");

  /* The last deleted is first. */
  arc_test_click (page, "_Restore");
  arc_test_wait_gone (page, arc_test_is_label, "Saved");
  g_assert_cmpint (GPOINTER_TO_INT (call (fixture, count_func, NULL)), ==, 1);

  arc_test_click (page, "_Empty trash…");
  respond ("cancel");
  g_assert_cmpuint (GPOINTER_TO_UINT (call (fixture, trash_func, NULL)), ==, 1);
  arc_test_click (page, "_Empty trash…");
  respond ("delete");
  arc_test_wait_for (page, arc_test_is_label, "The trash is empty");
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
  row = gtk_widget_get_ancestor (arc_test_wait_for (page, arc_test_is_label, "First"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_object_ref (row);
  g_signal_emit_by_name (
      gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), "clicked");
  g_object_unref (row);
  respond ("delete");
  arc_test_wait_gone (page, arc_test_is_label, "First");
  arc_test_wait_for (page, arc_test_is_label, "Second");
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
  arc_test_click (welcome, "Leading a team");
  arc_test_click (welcome, "_Write the first entry");
  ARC_TEST_WAIT_UNTIL (is_said (&said));
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
  arc_test_click (welcome, "_Skip for now");
  ARC_TEST_WAIT_UNTIL (is_said (&said));
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
  return gtk_widget_get_ancestor (arc_test_wait_for (window, arc_test_is_label, title),
                                  ADW_TYPE_PREFERENCES_ROW);
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
  ARC_TEST_WAIT_UNTIL (is_sensitive (row));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 4);
  ARC_TEST_WAIT_UNTIL (is_four (fixture));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Role")), ARC_LENS_MANAGER);
  lens = g_settings_get_string (settings, "default-lens");
  g_assert_cmpstr (lens, ==, "manager");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Timer")), 1);
  g_assert_cmpint (g_settings_get_int (settings, "timer-min"), ==, 10);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->window, "Style")), 2);
  scheme = g_settings_get_string (settings, "color-scheme");
  g_assert_cmpstr (scheme, ==, "dark");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (arc_test_wait_for (fixture->window, arc_test_is_type, "GtkSpinButton")),
      150);
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
  arc_test_wait_for (page, arc_test_is_label, fixture->path);
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
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 entry exported");
  g_assert_true (is_file (out));

  call (fixture, delete_func, id);
  expected.count = 0;
  ARC_TEST_WAIT_UNTIL (is_count (&expected));
  arc_data_page_import_from (ARC_DATA_PAGE (page), out);
  ARC_TEST_WAIT_UNTIL (has_dialog ((gpointer) "Imported"));
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

  adw_combo_row_set_selected (
      ADW_COMBO_ROW (arc_test_wait_for (page, arc_test_is_type, "AdwComboRow")), 3);
  arc_data_page_export_to (ARC_DATA_PAGE (page), out);
  arc_test_wait_for (fixture->window, arc_test_is_label, "1 entry exported");
  text = read_calendar_file (out);
  g_assert_nonnull (strstr (text, "BEGIN:VJOURNAL\r\n"));

  call (fixture, delete_func, id);
  expected.count = 0;
  ARC_TEST_WAIT_UNTIL (is_count (&expected));
  arc_data_page_import_from (ARC_DATA_PAGE (page), out);
  ARC_TEST_WAIT_UNTIL (has_dialog ((gpointer) "Imported"));
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
  row = arc_test_wait_for (fixture->window, arc_test_is_label, "Add to calendar…");
  g_assert_true (gtk_widget_get_sensitive (row));
  arc_add_to_calendar_at (row, reminder, out);
  arc_test_wait_for (fixture->window, arc_test_is_label, "Written; open it with your calendar");
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
  ARC_TEST_WAIT_UNTIL (has_dialog ((gpointer) "Nothing was imported"));
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
  ARC_TEST_WAIT_UNTIL (has_dialog ((gpointer) "Nothing was imported"));
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
  arc_test_wait_for (fixture->window, arc_test_is_label, "Backup written");
  copy = arc_journal_open (&options, NULL);
  g_assert_nonnull (copy);
  g_assert_cmpuint (arc_journal_count_entries (copy), ==, 1);

  arc_test_click (page, "C_heck");
  ARC_TEST_WAIT_UNTIL (has_dialog ((gpointer) "The journal is sound"));
  respond ("close");
}

#define ADD(path, func) g_test_add ("/today/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);

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
