/* The dialog of a reflection that recurs, and the offer of the first one: real widgets over a real
 * journal. Times are literal, in Europe/Berlin, around the end of summer time. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "arc-reflections.h"
#include "arc-reminder-offer.h"
#include "arc-rule-choice.h"
#include "arc-schedule-dialog.h"
#include "arc-schedule-form.h"
#include "arc-schedule-preview.h"

#define WAIT_S 10
#define BERLIN "Europe/Berlin"
/* 2026-10-20T13:33:00Z, a Tuesday: 15:33 in Berlin. Summer time ends on the 25th. */
#define NOW G_GINT64_CONSTANT (1792503180000000)

typedef struct {
  char *folder;
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

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

typedef struct {
  gboolean done;
  gpointer result;
} Call;

static gboolean
is_done (gpointer data)
{
  return ((Call *) data)->done;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->result = arc_journal_service_call_finish (ARC_JOURNAL_SERVICE (source), result, &error);
  g_assert_no_error (error);
  call->done = TRUE;
}

static gpointer
call (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  Call state = {FALSE, NULL};

  arc_journal_service_write_async (fixture->service, func, data, NULL, NULL, NULL, called_cb,
                                   &state);
  wait_until (is_done, &state, "a write");
  return state.result;
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
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->folder = g_dir_make_tmp ("arc-schedule-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->service = arc_journal_service_new (fixture->path);
  arc_journal_service_open_async (fixture->service, NULL, opened_cb, &state);
  wait_until (is_done, &state, "the journal");
  fixture->window = gtk_window_new ();
  fixture->page = adw_bin_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_journal_service_close (fixture->service);
  g_object_unref (fixture->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dir = g_dir_open (fixture->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gpointer
reflections_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_reflections_read (journal, error);
}

static gpointer
preview_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return arc_schedule_preview_read (journal, data, cancellable, error);
}

static ArcReminder *
make_reminder (const char *rule, ArcDay start)
{
  ArcReminder *reminder = arc_reminder_new ();

  g_free (reminder->rule);
  reminder->rule = g_strdup (rule);
  reminder->start = start;
  reminder->at_s = 15 * 3600 + 1800;
  return reminder;
}

/* ---- choices ---------------------------------------------------------------------------- */

static const struct {
  ArcRuleChoice choice;
  const char *rule;
  const char *times; /* the next five, UTC */
} table[] = {
    {{.repeat = ARC_REPEAT_DAILY},
     "FREQ=DAILY",
     "2026-10-21T13:30:00Z 2026-10-22T13:30:00Z 2026-10-23T13:30:00Z 2026-10-24T13:30:00Z "
     "2026-10-25T14:30:00Z"},
    {{.repeat = ARC_REPEAT_WORKDAYS},
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
     "2026-10-21T13:30:00Z 2026-10-22T13:30:00Z 2026-10-23T13:30:00Z 2026-10-26T14:30:00Z "
     "2026-10-27T14:30:00Z"},
    {{.repeat = ARC_REPEAT_WEEKLY, .weekdays = 1 << G_DATE_FRIDAY},
     "FREQ=WEEKLY;BYDAY=FR",
     "2026-10-23T13:30:00Z 2026-10-30T14:30:00Z 2026-11-06T14:30:00Z 2026-11-13T14:30:00Z "
     "2026-11-20T14:30:00Z"},
    {{.repeat = ARC_REPEAT_WEEKS, .interval = 2, .weekdays = 1 << G_DATE_TUESDAY},
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
     "2026-11-03T14:30:00Z 2026-11-17T14:30:00Z 2026-12-01T14:30:00Z 2026-12-15T14:30:00Z "
     "2026-12-29T14:30:00Z"},
    {{.repeat = ARC_REPEAT_MONTH_WEEKDAY, .nth = -1, .weekday = G_DATE_FRIDAY},
     "FREQ=MONTHLY;BYDAY=-1FR",
     "2026-10-30T14:30:00Z 2026-11-27T14:30:00Z 2026-12-25T14:30:00Z 2027-01-29T14:30:00Z "
     "2027-02-26T14:30:00Z"},
    {{.repeat = ARC_REPEAT_MONTH_DAY, .month_day = 31},
     "FREQ=MONTHLY;BYMONTHDAY=31",
     "2026-10-31T14:30:00Z 2026-12-31T14:30:00Z 2027-01-31T14:30:00Z 2027-03-31T13:30:00Z "
     "2027-05-31T13:30:00Z"},
};

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *rule = arc_rule_choice_to_rule (&table[i].choice);
    g_autoptr (ArcReminder) reminder = make_reminder (rule, (ArcDay){2026, 10, 20});
    ArcPreviewRequest *request = arc_preview_request_new (reminder, NOW, BERLIN);
    g_autoptr (ArcSchedulePreview) preview = call (fixture, preview_func, request);
    g_autoptr (GString) times = g_string_new (NULL);

    g_assert_cmpstr (rule, ==, table[i].rule);
    g_assert_null (preview->problem);
    for (guint n = 0; n < preview->n_times; n++) {
      g_autofree char *one = arc_instant_format (preview->times[n].utc_us);

      g_string_append_printf (times, "%s%s", n > 0 ? " " : "", one);
    }
    g_assert_cmpstr (times->str, ==, table[i].times);
    arc_preview_request_free (request);
  }
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    const ArcRuleChoice *expected = &table[i].choice;
    ArcRuleChoice choice;
    g_autofree char *rule = NULL;

    arc_rule_choice_read (&choice, table[i].rule, (ArcDay){2026, 10, 20});
    g_assert_cmpint (choice.repeat, ==, expected->repeat);
    rule = arc_rule_choice_to_rule (&choice);
    g_assert_cmpstr (rule, ==, table[i].rule);
  }
}

/* The rows of the form, untouched, keep what they were given, a rule from elsewhere too. */
static void
test_form_keeps (Fixture *fixture, gconstpointer data)
{
  const char *const rules[] = {"FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY;BYDAY=-1FR",
                               "FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR", "FREQ=WEEKLY;COUNT=10;BYDAY=MO"};

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    GtkWidget *form = g_object_ref_sink (g_object_new (ARC_TYPE_SCHEDULE_FORM, NULL));
    g_autoptr (ArcReminder) reminder = make_reminder (rules[i], (ArcDay){2026, 10, 23});
    g_autoptr (ArcReminder) kept = NULL;

    arc_schedule_form_set_reminder (ARC_SCHEDULE_FORM (form), reminder, BERLIN);
    kept = arc_schedule_form_dup_reminder (ARC_SCHEDULE_FORM (form));
    g_assert_true (arc_reminder_equal (kept, reminder));
    g_object_unref (form);
  }
}

/* ---- what holds in the journal ---------------------------------------------------------- */

static char *
next_day (Fixture *fixture, gint64 from_us)
{
  g_autoptr (ArcReflections) reflections = call (fixture, reflections_func, NULL);
  ArcOccurrence next;

  if (arc_next_reflection (reflections->reminders, reflections->firings, BERLIN, from_us, &next) ==
      NULL)
    return g_strdup ("never");
  return arc_instant_format (next.utc_us);
}

static void
assert_next (Fixture *fixture, const char *expected)
{
  g_autofree char *next = next_day (fixture, NOW);

  g_assert_cmpstr (next, ==, expected);
}

static void
test_skip_and_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcReminder) reminder = make_reminder ("FREQ=WEEKLY;BYDAY=FR", (ArcDay){2099, 1, 2});
  ArcOccurrence at = {.day = {2099, 1, 2}, .at_s = 15 * 3600 + 1800};
  g_autoptr (ArcSkip) skip = NULL;
  g_autoptr (ArcSkip) unskip = NULL;
  g_autoptr (ArcRemoved) removed = NULL;

  call (fixture, arc_reflections_save, reminder);
  assert_next (fixture, "2099-01-02T14:30:00Z");
  skip = arc_skip_new (reminder->id, &at, TRUE);
  unskip = arc_skip_new (reminder->id, &at, FALSE);
  call (fixture, arc_reflections_skip, skip);
  assert_next (fixture, "2099-01-09T14:30:00Z");

  /* What is removed comes back with what was skipped. */
  removed = call (fixture, arc_reflections_remove, reminder->id);
  assert_next (fixture, "never");
  call (fixture, arc_reflections_restore, removed);
  assert_next (fixture, "2099-01-09T14:30:00Z");
  call (fixture, arc_reflections_skip, unskip);
  assert_next (fixture, "2099-01-02T14:30:00Z");

  reminder->paused = TRUE;
  reminder->paused_until = (ArcDay){2099, 1, 20};
  call (fixture, arc_reflections_save, reminder);
  assert_next (fixture, "2099-01-23T14:30:00Z");
  reminder->paused_until = (ArcDay){0};
  call (fixture, arc_reflections_save, reminder);
  assert_next (fixture, "never");
}

static void
test_next_day (void)
{
  g_autoptr (GPtrArray) reminders = g_ptr_array_new ();
  g_autoptr (ArcReminder) reminder = make_reminder ("FREQ=WEEKLY;BYDAY=FR", (ArcDay){2026, 10, 1});
  ArcDay day = arc_next_reflection_day (reminders, NULL, BERLIN, 0, (ArcDay){2026, 10, 23});

  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 10, 30}), ==, 0);
  g_ptr_array_add (reminders, reminder);
  day = arc_next_reflection_day (reminders, NULL, BERLIN, 0, (ArcDay){2026, 10, 22});
  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 10, 23}), ==, 0);
  day = arc_next_reflection_day (reminders, NULL, BERLIN, 0, (ArcDay){2026, 10, 23});
  g_assert_cmpint (arc_day_compare (day, (ArcDay){2026, 10, 30}), ==, 0);
}

/* ---- the dialog and the offer ----------------------------------------------------------- */

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

typedef struct {
  Fixture *fixture;
  GtkWidget *root;
  const char *label;
  guint reminders;
} Expected;

static gboolean
is_clickable (gpointer data)
{
  const Expected *expected = data;
  GtkWidget *button = find_button (expected->root, expected->label);

  return button != NULL && gtk_widget_get_sensitive (button);
}

static gboolean
has_reminders (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (ArcReflections) reflections = call (expected->fixture, reflections_func, NULL);

  return reflections->reminders->len == expected->reminders;
}

static void
click (Fixture *fixture, GtkWidget *root, const char *label)
{
  Expected expected = {fixture, root, label, 0};

  wait_until (is_clickable, &expected, label);
  g_signal_emit_by_name (find_button (root, label), "clicked");
}

static void
wait_reminders (Fixture *fixture, guint reminders)
{
  Expected expected = {fixture, NULL, NULL, reminders};

  wait_until (has_reminders, &expected, "the reminders");
}

static void
test_dialog_saves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcReminder) first = arc_reflections_first (NOW, BERLIN);
  GtkWidget *dialog = arc_schedule_dialog_new (fixture->page, fixture->service, first, NOW, BERLIN);
  g_autoptr (ArcReflections) reflections = NULL;
  const ArcReminder *saved;

  gtk_window_present (GTK_WINDOW (dialog));
  click (fixture, dialog, "_Save");
  wait_reminders (fixture, 1);
  reflections = call (fixture, reflections_func, NULL);
  saved = g_ptr_array_index (reflections->reminders, 0);
  g_assert_cmpstr (saved->rule, ==, "FREQ=WEEKLY;BYDAY=TU");
  g_assert_cmpint (saved->at_s, ==, 15 * 3600 + 1800);
  g_assert_cmpint (arc_day_compare (saved->start, (ArcDay){2026, 10, 27}), ==, 0);
  g_assert_cmpstr (saved->zone, ==, "");

  dialog = arc_schedule_dialog_new (fixture->page, fixture->service, saved, NOW, BERLIN);
  gtk_window_present (GTK_WINDOW (dialog));
  click (fixture, dialog, "S_kip");
  click (fixture, dialog, "Do not s_kip");
  click (fixture, dialog, "_Remove");
  wait_reminders (fixture, 0);
  click (fixture, fixture->window, "Undo");
  wait_reminders (fixture, 1);
}

static void
test_offer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *offer = arc_reminder_offer_new (fixture->service);
  g_autoptr (ArcReflections) before = call (fixture, reflections_func, NULL);
  g_autoptr (ArcReflections) after = NULL;

  adw_bin_set_child (ADW_BIN (fixture->page), offer);
  arc_reminder_offer_show (ARC_REMINDER_OFFER (offer), before, FALSE);
  g_assert_false (gtk_widget_get_visible (offer));
  arc_reminder_offer_show (ARC_REMINDER_OFFER (offer), before, TRUE);
  g_assert_true (gtk_widget_get_visible (offer));
  click (fixture, offer, "_Yes, ask me");
  wait_reminders (fixture, 1);
  after = call (fixture, reflections_func, NULL);
  g_assert_false (after->may_offer);
  arc_reminder_offer_show (ARC_REMINDER_OFFER (offer), after, TRUE);
  g_assert_false (gtk_widget_get_visible (offer));
}

static void
test_offer_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcReflections) reflections = NULL;

  call (fixture, arc_reflections_refuse_offer, NULL);
  reflections = call (fixture, reflections_func, NULL);
  g_assert_false (reflections->may_offer);
}

#define ADD(path, func) g_test_add ("/schedule/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/schedule/next-day", test_next_day);
  ADD ("choices", test_choices);
  ADD ("round-trip", test_round_trip);
  ADD ("form-keeps", test_form_keeps);
  ADD ("skip-and-pause", test_skip_and_pause);
  ADD ("dialog", test_dialog_saves);
  ADD ("offer", test_offer);
  ADD ("offer-refused", test_offer_refused);

  return g_test_run ();
}
