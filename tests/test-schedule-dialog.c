/* The dialog of a reflection that recurs, and the offer of the first one: real widgets over a real
 * journal. Times are literal, in Europe/Berlin, around the end of summer time. */
#include <adwaita.h>

#include "arc-reflections.h"
#include "arc-reminder-offer.h"
#include "arc-rule-choice.h"
#include "arc-schedule-dialog.h"
#include "arc-schedule-form.h"
#include "arc-schedule-preview.h"
#include "window-helpers.h"

#define BERLIN "Europe/Berlin"
/* 2026-10-20T13:33:00Z, a Tuesday: 15:33 in Berlin. Summer time ends on the 25th. */
#define NOW G_GINT64_CONSTANT (1792503180000000)

typedef struct {
  char *path;
  ArcJournalService *service;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static gpointer
call (Fixture *fixture, ArcJournalFunc func, gpointer data)
{
  return arc_test_call (fixture->service, func, data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_journal_path ();
  fixture->service = arc_test_service (fixture->path);
  fixture->page = adw_bin_new ();
  fixture->window = arc_test_show (fixture->page, 600, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  arc_test_service_end (fixture->service);
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

static gboolean
has_reminders (Fixture *fixture, guint reminders)
{
  g_autoptr (ArcReflections) reflections = call (fixture, reflections_func, NULL);

  return reflections->reminders->len == reminders;
}

static void
wait_reminders (Fixture *fixture, guint reminders)
{
  ARC_TEST_WAIT_UNTIL (has_reminders (fixture, reminders));
}

static void
test_dialog_saves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcReminder) first = arc_reflections_first (NOW, BERLIN);
  GtkWidget *dialog = arc_schedule_dialog_new (fixture->page, fixture->service, first, NOW, BERLIN);
  g_autoptr (ArcReflections) reflections = NULL;
  const ArcReminder *saved;

  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_click (dialog, "_Save");
  wait_reminders (fixture, 1);
  reflections = call (fixture, reflections_func, NULL);
  saved = g_ptr_array_index (reflections->reminders, 0);
  g_assert_cmpstr (saved->rule, ==, "FREQ=WEEKLY;BYDAY=TU");
  g_assert_cmpint (saved->at_s, ==, 15 * 3600 + 1800);
  g_assert_cmpint (arc_day_compare (saved->start, (ArcDay){2026, 10, 27}), ==, 0);
  g_assert_cmpstr (saved->zone, ==, "");

  dialog = arc_schedule_dialog_new (fixture->page, fixture->service, saved, NOW, BERLIN);
  gtk_window_present (GTK_WINDOW (dialog));
  arc_test_click (dialog, "S_kip");
  arc_test_click (dialog, "Do not s_kip");
  arc_test_click (dialog, "_Remove");
  wait_reminders (fixture, 0);
  arc_test_click (fixture->window, "Undo");
  wait_reminders (fixture, 1);
}

/* Every kind of rule fits the narrowest window, with text of any size. */
static void
test_dialog_narrow (Fixture *fixture, gconstpointer double_size)
{
  static const char *const rules[] = {"FREQ=DAILY",
                                      "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
                                      "FREQ=WEEKLY;BYDAY=WE",
                                      "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,FR",
                                      "FREQ=MONTHLY;BYDAY=-1FR",
                                      "FREQ=YEARLY;BYMONTH=2"};

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (double_size != NULL ? 192 : 96) * 1024,
                NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (ArcReminder) reminder = make_reminder (rules[i], (ArcDay){2026, 10, 27});
    GtkWidget *dialog =
        arc_schedule_dialog_new (fixture->page, fixture->service, reminder, NOW, BERLIN);

    gtk_window_present (GTK_WINDOW (dialog));
    ARC_TEST_WAIT_UNTIL (gtk_widget_get_mapped (dialog));
    g_test_message ("%s: %d px", rules[i], arc_test_min_width (dialog));
    g_assert_cmpint (arc_test_min_width (dialog), <=, 360);
    gtk_window_destroy (GTK_WINDOW (dialog));
  }
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
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
  arc_test_click (offer, "_Yes, ask me");
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
  arc_test_init (&argc, &argv);
  g_test_add_func ("/schedule/next-day", test_next_day);
  ADD ("choices", test_choices);
  ADD ("round-trip", test_round_trip);
  ADD ("form-keeps", test_form_keeps);
  ADD ("skip-and-pause", test_skip_and_pause);
  ADD ("dialog", test_dialog_saves);
  ADD ("dialog-narrow", test_dialog_narrow);
  g_test_add ("/schedule/dialog-narrow-large", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_dialog_narrow, tear_down);
  ADD ("offer", test_offer);
  ADD ("offer-refused", test_offer_refused);

  return g_test_run ();
}
