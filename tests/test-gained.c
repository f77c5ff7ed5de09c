/* What was measured this month, in equivalents, on Today. */
#include "arc-equivalent-row.h"
#include "arc-gained-list.h"
#include "arc-journal-insights.h"
#include "arc-today-data.h"
#include "arc-today-page.h"
#include "window-helpers.h"

/* 2026-11-20T13:00:00Z, a Friday. */
#define NOON G_GINT64_CONSTANT (1795179600000000)

static gint64
read_clock (gpointer data)
{
  return NOON;
}

static ArcJournal *
open_journal (void)
{
  ArcJournalOptions options = {.clock = read_clock};
  g_autofree char *path = arc_test_journal_path ();
  g_autoptr (GError) error = NULL;
  ArcJournal *journal;

  options.path = path;
  journal = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  return journal;
}

/* (transfer full): the id of an entry that measured so much. */
static char *
measure (ArcJournal *journal, gint64 at_us, double amount, const char *unit, ArcPer per,
         const char *continues)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autoptr (GError) error = NULL;

  arc_entry_set_section (entry, ARC_SECTION_ACTION, "Wrote the notes at once");
  entry->occurred_us = at_us;
  if (unit != NULL) {
    arc_entry_set_evidence (entry, ARC_EVIDENCE_MEASURED, amount, unit);
    entry->evidence_per = per;
  }
  loop->continues = g_strdup (continues);
  arc_journal_save_entry_with_loop (journal, entry, loop, NULL, NULL, &error);
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

static const ArcMeasured *
get (const ArcTodayData *data, guint index)
{
  g_assert_cmpuint (index, <, data->measured->len);
  return data->measured->pdata[index];
}

/* Of this month alone; of a loop the latest; times are one unit, each frequency by itself. */
static void
test_this_month (void)
{
  g_autoptr (ArcJournal) journal = open_journal ();
  g_autofree char *first =
      measure (journal, NOON - 10 * ARC_US_PER_DAY, 100, "minutes", ARC_PER_WEEK, NULL);
  g_autofree char *second =
      measure (journal, NOON - 5 * ARC_US_PER_DAY, 40, "min", ARC_PER_WEEK, first);
  g_autofree char *other = measure (journal, NOON - ARC_US_PER_DAY, 2, "hours", ARC_PER_WEEK, NULL);
  g_autofree char *once =
      measure (journal, NOON - ARC_US_PER_DAY, 7, "pages", ARC_PER_NOT_SAID, NULL);
  /* 31 October and 1 December. */
  g_autofree char *before =
      measure (journal, NOON - 20 * ARC_US_PER_DAY, 1000, "minutes", ARC_PER_WEEK, NULL);
  g_autofree char *after =
      measure (journal, NOON + 11 * ARC_US_PER_DAY, 1000, "minutes", ARC_PER_WEEK, NULL);
  ArcTodayData *data = read_today (journal);

  g_assert_cmpuint (data->measured->len, ==, 2);
  g_assert_cmpstr (get (data, 0)->unit, ==, "minutes");
  g_assert_cmpint (get (data, 0)->per, ==, ARC_PER_WEEK);
  g_assert_cmpfloat (get (data, 0)->amount, ==, 160);
  g_assert_cmpuint (get (data, 0)->loops, ==, 2);
  g_assert_cmpstr (get (data, 1)->unit, ==, "pages");
  g_assert_cmpint (get (data, 1)->per, ==, ARC_PER_ONCE);
  g_assert_nonnull (data->equivalents);
  arc_today_data_free (data);
}

/* Whoever measures nothing is asked for nothing, and no post is read. */
static void
test_nothing_measured (void)
{
  g_autoptr (ArcJournal) journal = open_journal ();
  g_autofree char *plain = measure (journal, NOON - ARC_US_PER_DAY, 0, NULL, ARC_PER_ONCE, NULL);
  ArcTodayData *data = read_today (journal);

  g_assert_cmpuint (data->measured->len, ==, 0);
  g_assert_null (data->equivalents);
  arc_today_data_free (data);
}

static void
add (GPtrArray *measured, const char *unit, ArcPer per, double amount)
{
  const ArcMeasured one = {(char *) unit, per, amount, 1, 0};

  g_ptr_array_add (measured, arc_measured_copy (&one));
}

/* Two lines at most: the best two of one figure, or the best of each of two. */
static void
test_lines (void)
{
  GtkWidget *list = arc_gained_list_new ();
  GtkWidget *window = arc_test_show (list, 360, 400);
  g_autoptr (GPtrArray) equivalents = arc_equivalent_list_examples ();
  g_autoptr (GPtrArray) measured =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_measured_free);

  arc_gained_list_show (ARC_GAINED_LIST (list), measured, NULL);
  g_assert_false (gtk_widget_get_visible (list));
  add (measured, "pages", ARC_PER_ONCE, 300);
  arc_gained_list_show (ARC_GAINED_LIST (list), measured, equivalents);
  g_assert_false (gtk_widget_get_visible (list));
  add (measured, "minutes", ARC_PER_WEEK, 312);
  arc_gained_list_show (ARC_GAINED_LIST (list), measured, equivalents);
  arc_test_wait_for (window, arc_test_is_label, "312 minutes a week = 10 lunch breaks");
  arc_test_wait_for (window, arc_test_is_label, "312 minutes a week = 26 reflections");
  g_assert_null (arc_test_find_nth (window, arc_test_is_type, "AdwActionRow", 2));
  g_assert_cmpint (arc_test_min_width (list), <=, 336);
  add (measured, "minutes", ARC_PER_TIME, 80);
  arc_gained_list_show (ARC_GAINED_LIST (list), measured, equivalents);
  arc_test_wait_for (window, arc_test_is_label, "80 minutes each time = 10 client calls");
  arc_test_wait_gone (window, arc_test_is_label, "312 minutes a week = 26 reflections");
  g_assert_null (arc_test_find_nth (window, arc_test_is_type, "AdwActionRow", 2));
  gtk_menu_button_popup (GTK_MENU_BUTTON (
      arc_test_find_nth (window, arc_test_is_button, "How is this calculated?", 1)));
  arc_test_wait_for (window, arc_test_shows_text, "80 minutes each time ÷ 8 = 10.");
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
}

static gpointer
measure_now_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  return measure (journal, g_get_real_time (), 240, "minutes", ARC_PER_WEEK, NULL);
}

/* On the page, below what waits, as soon as something was measured. */
static void
test_page (void)
{
  g_autofree char *path = arc_test_journal_path ();
  ArcJournalService *service = arc_test_service (path);
  GtkWidget *page = arc_today_page_new (service);
  GtkWidget *window = arc_test_show (page, 360, 700);
  /* Where a month ends, what was measured a moment ago is the last month’s. */
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) soon = g_date_time_add_minutes (now, 5);

  arc_test_wait_for (page, arc_test_is_label, "Nothing here yet");
  g_assert_null (arc_test_find (page, arc_test_is_label, "What you measured this month"));
  if (g_date_time_get_day_of_month (soon) > 1 || g_date_time_get_hour (soon) > 5) {
    g_free (arc_test_call (service, measure_now_func, NULL));
    arc_test_wait_for (page, arc_test_is_label, "What you measured this month");
    arc_test_wait_for (page, arc_test_is_label, "4 hours a week = 8 lunch breaks");
    g_assert_cmpint (arc_test_min_width (page), <=, 360);
  } else {
    g_test_skip ("a month ends about now");
  }
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  arc_test_service_end (service);
}

int
main (int argc, char **argv)
{
  arc_test_init (&argc, &argv);
  g_test_add_func ("/gained/this-month", test_this_month);
  g_test_add_func ("/gained/nothing", test_nothing_measured);
  g_test_add_func ("/gained/lines", test_lines);
  g_test_add_func ("/gained/page", test_page);
  return g_test_run ();
}
