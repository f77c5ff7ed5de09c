/* How long the window stands still while somebody makes, corrects, publishes and reads a summary of
 * many shares: bench-review SHARES, on an X display.
 *
 * Prints lines of "name stall_us took_us": the longest time for which the main loop did not come to
 * a timer of 10 ms, and how long it was until what was asked for is shown. */
#include <stdlib.h>

#include "../window-helpers.h"
#include "arc-id.h"
#include "arc-journal-team.h"
#include "arc-json-team.h"
#include "arc-summaries-page.h"
#include "arc-summary-export.h"

#define PEOPLE 60
#define TICK_MS 10
#define BATCH 1000

/* ---- a team -------------------------------------------------------------------------------- */

static char *team_id, *people[PEOPLE];

static ArcTeam *
make_team (GPtrArray *members)
{
  ArcTeam *team = NULL;

  team_id = arc_id_new_random ();
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *name = g_strdup_printf ("Person %u", i + 1);
    ArcMember *member = NULL;

    people[i] = arc_id_new_random ();
    member = arc_member_new (people[i], name);
    member->state = ARC_MEMBER_IN;
    member->roles = i == 0 ? ARC_ROLE_MANAGER : 0;
    g_ptr_array_add (members, member);
  }
  team = arc_team_new (team_id, "Sales");
  g_free (team->me);
  team->me = g_strdup (people[0]);
  team->state = ARC_MEMBER_IN;
  team->roles = ARC_ROLE_MANAGER;
  return team;
}

/* Of what people say, with enough that comes again. */
static char *
make_sentence (GRand *rand)
{
  static const char *const verbs[] = {"Logged", "Forgot", "Asked Mia for", "Called about",
                                      "Sent",   "Moved",  "Checked",       "Lost"};
  static const char *const things[] = {
      "the client report", "the quote",        "the price list",   "the visit notes",
      "the export filter", "the board",        "the sample box",   "the contract",
      "the travel plan",   "the order form",   "the phone list",   "the invoice",
      "the template",      "the demo machine", "the second sheet", "the reminder"};
  static const char *const ends[] = {
      "before I stood up",       "after the call",     "in the car park", "while the client waited",
      "for the third time",      "with a colleague",   "from the tablet", "on Friday afternoon",
      "before the team meeting", "without being asked"};

  return g_strdup_printf ("%s %s %s.", verbs[g_rand_int_range (rand, 0, G_N_ELEMENTS (verbs))],
                          things[g_rand_int_range (rand, 0, G_N_ELEMENTS (things))],
                          ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]);
}

static void
write_section (GRand *rand, ArcEntry *entry, ArcSection section)
{
  g_autofree char *first = make_sentence (rand);
  g_autofree char *second = make_sentence (rand);
  g_autofree char *text = g_strconcat (first, " ", second, NULL);

  arc_entry_set_section (entry, section, text);
}

static void
add_share (ArcPostBatch *batch, GRand *rand)
{
  static const char *const topics[] = {"CRM", "Quotes", "Client meetings", "Onboarding", "Reports"};
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  ArcPost *post = arc_post_new (ARC_POST_SHARE, people[g_rand_int_range (rand, 1, PEOPLE)]);
  ArcShare *share = NULL;

  write_section (rand, entry, ARC_SECTION_ACTION);
  write_section (rand, entry, ARC_SECTION_REFLECTION);
  arc_entry_set_topic (entry, topics[g_rand_int_range (rand, 0, G_N_ELEMENTS (topics))]);
  entry->outcome = ARC_OUTCOME_ACHIEVED + g_rand_int_range (rand, 0, 3);
  choice->parts = ARC_PART_ALL;
  share = arc_share_make (entry, NULL, NULL, (ArcDay){2026, 11, 1 + g_rand_int_range (rand, 0, 20)},
                          "", choice);
  g_free (post->body);
  post->body = arc_body_from_share (share);
  post->audience = ARC_AUDIENCE_TEAM;
  g_ptr_array_add (batch->posts, post);
  g_ptr_array_add (batch->shares, share);
}

static gpointer
fill_func (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  guint shares = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);
  g_autoptr (ArcTeam) team = make_team (members);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gboolean ok = arc_journal_save_team (journal, team, error) &&
                arc_journal_set_members (journal, team->id, members, error);

  for (guint done = 0; ok && done < shares;) {
    g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

    for (guint i = 0; i < BATCH && done < shares; i++, done++)
      add_share (batch, rand);
    ok = arc_journal_apply_posts (journal, team->id, batch, NULL, error);
  }
  return GINT_TO_POINTER (ok);
}

/* ---- standing still ------------------------------------------------------------------------ */

static struct {
  gint64 last_us;
  gint64 stall_us;
} watch;

static gboolean
tick_cb (gpointer data)
{
  gint64 now_us = g_get_monotonic_time ();

  watch.stall_us = MAX (watch.stall_us, now_us - watch.last_us - TICK_MS * 1000);
  watch.last_us = now_us;
  return G_SOURCE_CONTINUE;
}

static gint64
begin (void)
{
  watch.last_us = g_get_monotonic_time ();
  watch.stall_us = 0;
  return watch.last_us;
}

/* What is asked for is shown, and painted. */
static void
end (const char *name, gint64 begin_us)
{
  gint64 until_us = g_get_monotonic_time ();

  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", name, watch.stall_us,
           until_us - begin_us);
}

/* ---- what a person does -------------------------------------------------------------------- */

static GtkWidget *
wait_dialog (void)
{
  return arc_test_wait_window ("AdwMessageDialog");
}

static void
make_draft (GtkWidget *page)
{
  gint64 begin_us = 0;

  arc_test_click (page, "_Make a Summary");
  arc_test_click (wait_dialog (), "_Make");
  begin_us = begin ();
  arc_test_wait_for (page, arc_test_is_button, "_Publish…");
  end ("draft", begin_us);
}

static void
correct (GtkWidget *page)
{
  gint64 begin_us = begin ();

  gtk_widget_activate_action (page, "summary.merge", "(uu)", (guint) ARC_SUMMARY_WORKED, 0);
  wait_dialog ();
  end ("merge-dialog", begin_us);
  arc_test_click (wait_dialog (), "_Cancel");
  begin_us = begin ();
  gtk_widget_activate_action (page, "summary.drop", "(uu)", (guint) ARC_SUMMARY_WORKED, 0);
  arc_test_wait_for (gtk_widget_get_parent (page), arc_test_is_label, "Dropped");
  while (!gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);
  end ("drop", begin_us);
}

static void
open_evidence (GtkWidget *page)
{
  GtkExpander *expander = GTK_EXPANDER (arc_test_wait_for (page, arc_test_is_type, "GtkExpander"));
  gint64 begin_us = begin ();

  gtk_expander_set_expanded (expander, TRUE);
  end ("evidence", begin_us);
}

static void
publish (GtkWidget *page)
{
  gint64 begin_us = begin ();

  arc_test_click (page, "_Publish…");
  wait_dialog ();
  end ("publish-dialog", begin_us);
  begin_us = begin ();
  arc_test_click (wait_dialog (), "_Publish");
  arc_test_wait_for (page, arc_test_is_label, "Published");
  end ("publish", begin_us);
}

static void
read_published (GtkWidget *page)
{
  GtkWidget *list = arc_test_child (page, ARC_TYPE_SUMMARIES_PAGE, "published_list");
  gint64 begin_us = begin ();

  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  arc_test_wait_for (page, arc_test_is_type, "GtkExpander");
  end ("read", begin_us);
}

int
main (int argc, char **argv)
{
  guint shares = argc == 2 ? (guint) atoi (argv[1]) : 0;
  g_autofree char *path = NULL;
  ArcJournalService *service = NULL;
  GtkWidget *page = NULL, *window = NULL;
  gint64 begin_us = 0;

  if (shares == 0) {
    g_printerr ("Usage: bench-review SHARES on an X display\n");
    return 2;
  }
  arc_test_init (&(int){1}, &(char **){argv});
  path = arc_test_journal_path ();
  service = arc_test_service (path);
  g_assert_true (arc_test_call (service, fill_func, GUINT_TO_POINTER (shares)));
  g_timeout_add (TICK_MS, tick_cb, NULL);
  begin_us = begin ();
  page = arc_summaries_page_new (service, team_id);
  window = arc_test_show (page, 1000, 800);
  arc_test_wait_for (page, arc_test_is_label, "No summary yet");
  end ("open", begin_us);
  make_draft (page);
  open_evidence (page);
  correct (page);
  publish (page);
  read_published (page);
  gtk_window_destroy (GTK_WINDOW (window));
  arc_test_settle ();
  arc_test_service_end (service);
  return 0;
}
