/* Looking back in the window: what waits on Today and above the first question, and the chain that
 * the reader shows. Real widgets over a real journal; every wait has a condition and an end. */
#include <adwaita.h>

#include "arc-composer.h"
#include "arc-day-row.h"
#include "arc-journal-loop.h"
#include "arc-reader.h"
#include "arc-today-page.h"
#include "window-helpers.h"

typedef struct {
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  char *id;     /* an entry with two commitments that are due */
  char *later;  /* one that continues it */
  char *opened; /* the entry that win.show-entry asked for */
} Fixture;

/* ---- the journal ---- */

/* Runs @func on the writing thread, after what was asked for before, and waits for its result. */
static gpointer
call (Fixture *fixture, ArcJournalFunc func)
{
  return arc_test_call (fixture->service, func, fixture);
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
  fixture->path = arc_test_journal_path ();
  fixture->service = arc_test_service (fixture->path);
  call (fixture, fill_func);
}

static void
nothing_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
}

static void
show_entry_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->opened);
  fixture->opened = g_variant_dup_string (parameter, NULL);
}

static GtkWidget *
show (Fixture *fixture, GtkWidget *page)
{
  static const GActionEntry entries[] = {
      {.name = "write", .activate = nothing_cb},
      {.name = "back", .activate = nothing_cb},
      {.name = "toast", .activate = nothing_cb, .parameter_type = "s"},
      {.name = "show-entry", .activate = show_entry_cb, .parameter_type = "s"},
      {.name = "show-page", .activate = nothing_cb, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->window = arc_test_show (page, 600, 900);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  return page;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_service_end (fixture->service);
  g_free (fixture->path);
  g_free (fixture->id);
  g_free (fixture->later);
  g_free (fixture->opened);
}

static GtkWidget *
card_of (GtkWidget *root, const char *quote)
{
  GtkWidget *label = arc_test_wait_for (root, arc_test_is_label, quote);

  return gtk_widget_get_ancestor (label, g_type_from_name ("ArcWaitingCard"));
}

/* ---- Today ---- */

static void
test_today (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = card_of (page, "“Start: Log the call.”");

  /* What is due, not what will be; that stands in the list of the week. */
  arc_test_wait_for (page, arc_test_is_label, "“Stop: Keep two lists.”");
  arc_test_wait_for (page, arc_test_is_label, "More: Ask Mia.");
  g_assert_null (arc_test_find (page, arc_test_is_label, "“More: Ask Mia.”"));
  g_assert_null (arc_test_find (card, arc_test_is_label, "Did it help?"));
  arc_test_click (card, "Yes");
  assert_journal (fixture, "start done; stop open; more open; yes -; ");
  arc_test_wait_for (card, arc_test_is_label, "Did it help?");
  arc_test_click (
      gtk_widget_get_ancestor (arc_test_wait_for (card, arc_test_is_label, "Did it help?"),
                               g_type_from_name ("ArcAnswerRow")),
      "Partly");
  assert_journal (fixture, "start done; stop open; more open; yes partly; ");
  /* The answered card stays until the visit is over. */
  g_assert_true (card == card_of (page, "“Start: Log the call.”"));
  arc_test_click (fixture->window, "Undo");
  assert_journal (fixture, "start open; stop open; more open; ");
  arc_test_wait_gone (page, arc_test_is_label, "Did it help?");
  arc_test_wait_for (page, arc_test_is_label, "“Start: Log the call.”");
}

static void
test_today_ends (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  arc_test_click (card_of (page, "“Start: Log the call.”"), "Habit now");
  assert_journal (fixture, "start habit; stop open; more open; ");
  arc_test_click (card_of (page, "“Stop: Keep two lists.”"), "Let it go");
  assert_journal (fixture, "start habit; stop let-go; more open; ");
}

/* What became of the one firing there is: "snoozed", or "none". */
static gpointer
firing_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) firings =
      arc_journal_list_firings (journal, arc_day_add (arc_journal_today (journal), -30), error);
  const ArcFiring *firing = firings != NULL && firings->len == 1 ? firings->pdata[0] : NULL;

  if (firing == NULL)
    return g_strdup (firings != NULL && firings->len == 0 ? "none" : "several");
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, arc_firing_state_to_word (firing->state),
                          (firing->snooze_until_us - arc_journal_now (journal) + 30000000) /
                              60000000);
}

static void
assert_firing (Fixture *fixture, const char *expected)
{
  g_autofree char *text = call (fixture, firing_func);

  g_assert_cmpstr (text, ==, expected);
}

/* Does what the item with this label does. The menu stays closed: GTK 4.8 fails a check of its own
 * when a tooltip would come up in a popover that is gone by then. */
static void
choose_later (Fixture *fixture, GtkWidget *card, const char *label)
{
  GtkWidget *button = arc_test_wait_for (card, arc_test_is_button, "Later");
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_autoptr (GMenuModel) items = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  g_assert_true (gtk_widget_get_focusable (gtk_widget_get_first_child (button)));
  for (int i = 0; i < g_menu_model_get_n_items (items); i++) {
    g_autofree char *own = NULL, *action = NULL;
    g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (items, i, "target", NULL);

    g_menu_model_get_item_attribute (items, i, "label", "s", &own);
    g_menu_model_get_item_attribute (items, i, "action", "s", &action);
    if (g_str_equal (own, label)) {
      g_assert_true (gtk_widget_activate_action_variant (button, action, target));
      return;
    }
  }
  g_error ("there is no “%s”", label);
}

/* Put off: out of sight until then, and the daemon knows. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = card_of (page, "“Start: Log the call.”");

  choose_later (fixture, card, "In _15 minutes");
  arc_test_wait_for (fixture->window, arc_test_is_button, "Undo");
  assert_firing (fixture, "snoozed 15");
  /* It says so, asks no more, and stays until the visit is over. */
  g_assert_null (arc_test_find (card, arc_test_is_label, "Did you do it?"));
  g_assert_nonnull (arc_test_find (card, arc_test_shows_text, "Put off until "));
  assert_journal (fixture, "start open; stop open; more open; ");

  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  arc_test_wait_for (page, arc_test_is_label, "“Stop: Keep two lists.”");
  g_assert_null (arc_test_find (page, arc_test_is_label, "“Start: Log the call.”"));

  arc_test_click (fixture->window, "Undo");
  card = card_of (page, "“Start: Log the call.”");
  assert_firing (fixture, "none");
  choose_later (fixture, card, "In an _hour");
  ARC_TEST_WAIT_UNTIL (arc_test_find (card, arc_test_shows_text, "Put off until ") != NULL);
  assert_firing (fixture, "snoozed 60");
}

static void
test_later_at (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = card_of (page, "“Start: Log the call.”");
  GtkWidget *dialog = NULL;
  ArcDayRow *day_row = NULL;
  g_autofree char *zone = arc_zone_local ();
  ArcDay today = arc_day_of (g_get_real_time (), zone, 0);

  choose_later (fixture, card, "At a _time…");
  dialog = arc_test_wait_window ("ArcLaterDialog");
  day_row = ARC_DAY_ROW (arc_test_wait_for (dialog, arc_test_is_type, "ArcDayRow"));
  g_assert_cmpint (arc_day_between (today, arc_day_row_get_day (day_row)), ==, 1);

  /* What has passed, and what nobody waits for, cannot be chosen. */
  arc_day_row_set_day (day_row, arc_day_add (today, -1));
  g_signal_emit_by_name (day_row, "changed");
  arc_test_wait_for (dialog, arc_test_is_label, "Choose a time to come, within a year.");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "later"));
  arc_day_row_set_day (day_row, arc_day_add (today, 400));
  g_signal_emit_by_name (day_row, "changed");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "later"));

  arc_day_row_set_day (day_row, arc_day_add (today, 40));
  g_signal_emit_by_name (day_row, "changed");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "later"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "later");
  gtk_window_destroy (GTK_WINDOW (dialog));
  ARC_TEST_WAIT_UNTIL (arc_test_find (card, arc_test_shows_text, "Put off until ") != NULL);
}

/* ---- a reflection that is due ---- */

static gint64
three_days_ago (gpointer data)
{
  return g_get_real_time () - 3 * ARC_US_PER_DAY;
}

/* Asked every day at midnight since before yesterday, and nothing written since then. */
static void
set_up_due (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (GError) error = NULL;
  ArcJournalOptions options = {.clock = three_days_ago};
  ArcJournal *journal;

  fixture->path = arc_test_journal_path ();
  options.path = fixture->path;
  journal = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  g_free (reminder->rule);
  g_free (reminder->title);
  reminder->rule = g_strdup ("FREQ=DAILY");
  reminder->title = g_strdup ("Review");
  reminder->start = arc_journal_today (journal);
  g_assert_true (arc_journal_save_reminder (journal, reminder, NULL));
  entry->occurred_us = arc_journal_now (journal);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Typed the report.");
  g_assert_true (arc_journal_save_entry (journal, entry, NULL, NULL, NULL));
  fixture->id = g_strdup (reminder->id);
  arc_journal_close (journal);
  fixture->service = arc_test_service (fixture->path);
}

/* (transfer full): "done", "snoozed 60": what became of today's reflection. */
static gpointer
reflection_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  ArcDay today = arc_journal_today (journal);
  g_autoptr (GPtrArray) firings = arc_journal_list_firings (journal, today, error);
  const ArcFiring *firing = arc_firings_find (firings, fixture->id, arc_wall_seconds (today, 0));

  if (firing == NULL)
    return g_strdup ("none");
  if (firing->state != ARC_FIRING_SNOOZED)
    return g_strdup (arc_firing_state_to_word (firing->state));
  return g_strdup_printf ("snoozed %" G_GINT64_FORMAT,
                          (firing->snooze_until_us - arc_journal_now (journal) + 30000000) /
                              60000000);
}

static void
assert_reflection (Fixture *fixture, const char *expected)
{
  g_autofree char *text = call (fixture, reflection_func);

  g_assert_cmpstr (text, ==, expected);
}

/* What its notification offers, the window offers too; and all of it can be undone. */
static void
test_due_reflection (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = arc_test_wait_for (page, arc_test_is_type, "ArcReflectionCard");

  g_assert_nonnull (arc_test_find (card, arc_test_is_label, "Review"));
  g_assert_nonnull (arc_test_find (card, arc_test_is_label, "Due since today 00:00"));
  choose_later (fixture, card, "In an _hour");
  arc_test_wait_for (fixture->window, arc_test_is_button, "Undo");
  assert_reflection (fixture, "snoozed 60");
  arc_test_wait_gone (page, arc_test_is_label, "Due since today 00:00");
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_for (page, arc_test_is_label, "Due since today 00:00");
  assert_reflection (fixture, "none");

  arc_test_click (card, "Skip this one");
  arc_test_wait_for (fixture->window, arc_test_shows_text, "Skipped: ");
  assert_reflection (fixture, "done");
  arc_test_wait_gone (page, arc_test_is_type, "ArcReflectionCard");
}

static gpointer
write_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();

  entry->occurred_us = arc_journal_now (journal);
  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Typed the report again.");
  arc_journal_save_entry (journal, entry, NULL, NULL, error);
  return NULL;
}

static void
test_due_reflection_done (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  arc_test_wait_for (page, arc_test_is_type, "ArcReflectionCard");
  call (fixture, write_func);
  arc_test_wait_gone (page, arc_test_is_type, "ArcReflectionCard");
}

/* (transfer full): the days of the commitments, from today on: "-1 0 1". */
static gpointer
days_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (journal, fixture->id, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < loop->commitments->len; i++) {
    const ArcCommitment *commitment = loop->commitments->pdata[i];

    g_string_append_printf (text, "%s%d", i > 0 ? " " : "",
                            arc_day_between (arc_journal_today (journal), commitment->due));
  }
  return g_string_free (text, FALSE);
}

static void
assert_days (Fixture *fixture, const char *expected)
{
  g_autofree char *text = call (fixture, days_func);

  g_assert_cmpstr (text, ==, expected);
}

/* A second thought leaves no trace of the first: neither a moved day nor a second look-back. */
static void
test_today_change (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));
  GtkWidget *card = card_of (page, "“Start: Log the call.”");

  assert_days (fixture, "-1 0 1");
  arc_test_click (card, "Not yet");
  assert_journal (fixture, "start open; stop open; more open; not-yet -; ");
  assert_days (fixture, "7 0 1");
  arc_test_click (card, "Partly");
  assert_journal (fixture, "start open; stop open; more open; partly -; ");
  arc_test_click (card, "Yes");
  assert_journal (fixture, "start done; stop open; more open; yes -; ");
  assert_days (fixture, "-1 0 1");
}

/* ---- the distancing question ---- */

static gpointer
circle_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < ARC_CIRCLING_ENTRIES; i++) {
    g_autoptr (ArcEntry) entry = arc_entry_new ();

    entry->occurred_us = arc_journal_now (journal) - (i + 1) * ARC_US_PER_DAY;
    arc_entry_set_section (entry, ARC_SECTION_ACTION, "It went wrong again.");
    arc_entry_set_topic (entry, "CRM");
    arc_journal_save_entry (journal, entry, NULL, NULL, error);
  }
  return NULL;
}

static void
test_distance (Fixture *fixture, gconstpointer data)
{
  static const char question[] = "What would you tell a colleague who is in this situation?";
  GtkWidget *page = show (fixture, arc_today_page_new (fixture->service));

  card_of (page, "“Start: Log the call.”");
  g_assert_null (arc_test_find (page, arc_test_is_label, question));
  call (fixture, circle_func);
  arc_test_wait_for (page, arc_test_is_label, question);
  arc_test_wait_for (page, arc_test_is_label, "The last entries on “CRM” found no change yet.");

  /* Dismissed for good, unless that is taken back. */
  arc_test_click (page, "Do not ask about this topic again");
  arc_test_wait_gone (page, arc_test_is_label, question);
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_for (page, arc_test_is_label, question);
  arc_test_click (page, "Do not ask about this topic again");
  arc_test_wait_gone (page, arc_test_is_label, question);
  /* Written by now. */
  assert_days (fixture, "-1 0 1");
  gtk_widget_set_visible (page, FALSE);
  gtk_widget_set_visible (page, TRUE);
  card_of (page, "“Start: Log the call.”");
  g_assert_null (arc_test_find (page, arc_test_is_label, question));
}

/* ---- the composer ---- */

static void
test_composer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));
  GtkWidget *text;
  g_autofree char *continues = NULL;

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 1 of 2");
  arc_test_click (card_of (composer, "“Start: Log the call.”"), "Not yet");
  /* Nothing more to say about it: the next one, and then the bar is gone. */
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 2 of 2");
  arc_test_click (card_of (composer, "“Stop: Keep two lists.”"), "Yes");
  arc_test_click (
      gtk_widget_get_ancestor (arc_test_wait_for (composer, arc_test_is_label, "Did it help?"),
                               g_type_from_name ("ArcAnswerRow")),
      "Yes");
  arc_test_wait_gone (composer, arc_test_is_type, "ArcWaitingBar");
  assert_journal (fixture, "start open; stop done; more open; not-yet -; yes yes; ");

  /* What is written now continues that entry. */
  text = arc_test_wait_for (composer, arc_test_is_type, "GtkTextView");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Logged five.", -1);
  arc_composer_flush (ARC_COMPOSER (composer));
  continues = call (fixture, continues_func);
  g_assert_cmpstr (continues, ==, fixture->id);
}

static void
type_text (GtkWidget *composer, const char *text)
{
  GtkWidget *view = arc_test_wait_for (composer, arc_test_is_type, "GtkTextView");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
assert_continues (Fixture *fixture, GtkWidget *composer, const char *expected)
{
  g_autofree char *continues = NULL;

  arc_composer_flush (ARC_COMPOSER (composer));
  continues = call (fixture, continues_func);
  g_assert_cmpstr (continues, ==, expected);
}

/* An answer that is taken back was no look-back: nothing continues anything. */
static void
test_composer_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  type_text (composer, "Logged five.");
  arc_test_click (card_of (composer, "“Start: Log the call.”"), "Not yet");
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 2 of 2");
  assert_continues (fixture, composer, fixture->id);
  arc_test_click (fixture->window, "Undo");
  arc_test_wait_gone (fixture->window, arc_test_is_button, "Undo");
  assert_journal (fixture, "start open; stop open; more open; ");
  assert_continues (fixture, composer, NULL);

  /* Also when nothing more is asked. */
  arc_test_click (card_of (composer, "“Stop: Keep two lists.”"), "No longer");
  arc_test_wait_gone (composer, arc_test_is_type, "ArcWaitingBar");
  assert_continues (fixture, composer, fixture->id);
  arc_test_click (fixture->window, "Undo");
  assert_journal (fixture, "start open; stop open; more open; ");
  assert_continues (fixture, composer, NULL);
}

/* From the keyboard, while the focus stays in the text. */
static void
test_composer_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));
  GtkWidget *bar = NULL;

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 1 of 2");
  bar = arc_test_wait_for (composer, arc_test_is_type, "ArcWaitingBar");
  /* T answers the second question only. */
  g_assert_true (arc_test_press (bar, "<Alt>t"));
  assert_journal (fixture, "start open; stop open; more open; ");
  g_assert_true (arc_test_press (bar, "<Alt>p"));
  arc_test_wait_for (composer, arc_test_is_label, "Did it help?");
  g_assert_true (arc_test_press (bar, "<Alt>t"));
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 2 of 2");
  g_assert_true (arc_test_press (bar, "<Alt>l"));
  arc_test_wait_gone (composer, arc_test_is_type, "ArcWaitingBar");
  assert_journal (fixture, "start open; stop let-go; more open; partly too-early; no-longer -; ");
  /* Once nothing is asked, the keys mean nothing. */
  g_assert_true (arc_test_press (bar, "<Alt>y"));
  assert_journal (fixture, "start open; stop let-go; more open; partly too-early; no-longer -; ");
}

static void
test_composer_skip (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = show (fixture, arc_composer_new (fixture->service));

  arc_composer_begin_new (ARC_COMPOSER (composer), NULL, ARC_LENS_INDIVIDUAL);
  arc_test_click (composer, "Skip");
  arc_test_wait_for (composer, arc_test_is_label, "Look back: 2 of 2");
  arc_test_click (composer, "Later");
  arc_test_wait_gone (composer, arc_test_is_type, "ArcWaitingBar");
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
  arc_test_wait_for (reader, arc_test_is_label, "Start: Log the call.");
  arc_test_wait_for (reader, arc_test_is_label, "Stop: Keep two lists.");
  /* Nothing stands there twice. */
  g_assert_null (
      arc_test_find (reader, arc_test_is_label, "Log the call.\nKeep two lists.\nAsk Mia."));
  arc_reader_show (ARC_READER (reader), fixture->later, NULL);
  arc_test_wait_for (reader, arc_test_is_label, "Logged five calls.");
  arc_test_wait_gone (reader, arc_test_is_label, "Start: Log the call.");
  g_assert_nonnull (arc_test_find (reader, arc_test_is_type, "ArcLoopView"));
}

/* The button around the label that begins so. */
static GtkWidget *
link_of (GtkWidget *root, const char *text)
{
  GtkWidget *label = arc_test_wait_for (root, arc_test_shows_text, text);

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

/* The chain of entries can be walked both ways. */
static void
test_reader_chain (Fixture *fixture, gconstpointer data)
{
  GtkWidget *reader = show (fixture, arc_reader_new ());

  call (fixture, continue_func);
  arc_reader_set_service (ARC_READER (reader), fixture->service);
  arc_reader_show (ARC_READER (reader), fixture->later, NULL);
  g_signal_emit_by_name (link_of (reader, "Looks back at: Typed the report."), "clicked");
  g_assert_cmpstr (fixture->opened, ==, fixture->id);
  arc_reader_show (ARC_READER (reader), fixture->id, NULL);
  g_signal_emit_by_name (link_of (reader, "Looked back at in: Logged five calls."), "clicked");
  g_assert_cmpstr (fixture->opened, ==, fixture->later);
}

#define ADD(name, func) g_test_add ("/look-back/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
  ADD ("today", test_today);
  ADD ("today-ends", test_today_ends);
  ADD ("today-change", test_today_change);
  ADD ("distance", test_distance);
  ADD ("later", test_later);
  ADD ("later-at", test_later_at);
  g_test_add ("/look-back/due-reflection", Fixture, NULL, set_up_due, test_due_reflection,
              tear_down);
  g_test_add ("/look-back/due-reflection-done", Fixture, NULL, set_up_due, test_due_reflection_done,
              tear_down);
  ADD ("composer", test_composer);
  ADD ("composer-undo", test_composer_undo);
  ADD ("composer-keys", test_composer_keys);
  ADD ("composer-skip", test_composer_skip);
  ADD ("reader", test_reader);
  ADD ("reader-chain", test_reader_chain);
  return g_test_run ();
}
