/* Whole summaries of many shares.
 *
 *   bench-summary FILE SHARES    FILE has a statement a line; the first SHARES make one share each
 *
 * Prints lines of "name microseconds": a summary from nothing, the next one after one more share
 * (what is kept between the two is the index and the summary), and memory in KiB:
 *
 *   fresh  next  inputs  peak
 *
 * Every part of a summary has its share of work: outcomes, measured figures, commitments, barriers
 * that are owned, corrections, equivalents, practices, look-backs. All of it follows from the
 * number of the line, so that two runs do the same. */
#include <stdlib.h>
#include <string.h>

#include "arc-summarise.h"

/* One in so many shares. */
#define MEASURED_EVERY 7
#define COMMITTED_EVERY 4
#define BARRED_EVERY 10
#define CORRECTED_EVERY 100
/* Shares that a person writes. */
#define SHARES_EACH 20
#define PRACTICES 30

static gpointer
replace_text (char **place, const char *text)
{
  g_free (*place);
  return *place = g_strdup (text);
}

static ArcDay
day_of (guint number)
{
  return arc_day_add ((ArcDay){2026, 1, 1}, number % 300);
}

/* ---- what is summarised ---- */

static void
put_answers (ArcShare *share, const char *id, const char *text, guint number)
{
  if (number % COMMITTED_EVERY == 0) {
    ArcCommitment *commitment = arc_commitment_new (number % ARC_N_KINDS, text);
    ArcLookBack *look_back = arc_look_back_new (NULL);

    commitment->id = g_strconcat (id, "-commitment", NULL);
    commitment->state = number % ARC_N_COMMITMENT_STATES;
    commitment->due = day_of (number + 30);
    g_ptr_array_add (share->loop->commitments, commitment);
    look_back->commitment_id = g_strdup (commitment->id);
    look_back->helped = number / COMMITTED_EVERY % (ARC_HELPED_TOO_EARLY + 1);
    g_ptr_array_add (share->look_backs, look_back);
  }
  if (number % BARRED_EVERY == 0) {
    ArcBarrier *barrier = arc_barrier_new (text);

    barrier->id = g_strconcat (id, "-barrier", NULL);
    g_ptr_array_add (share->loop->barriers, barrier);
  }
}

static ArcSharedInput *
make_input (const char *text, guint number, guint people)
{
  g_autoptr (ArcShare) share = arc_share_new ();
  g_autofree char *id = g_strdup_printf ("share-%07u", number);
  g_autofree char *author = g_strdup_printf ("person-%u", number % people);

  share->day = day_of (number);
  share->parts = ARC_PART_ALL;
  share->quotable = number % 2;
  arc_entry_set_section (share->entry, ARC_SECTION_ACTION, text);
  share->entry->outcome = number / 3 % ARC_N_OUTCOMES;
  if (number % MEASURED_EVERY == 0) {
    share->entry->evidence = ARC_EVIDENCE_MEASURED;
    share->entry->evidence_amount = number % 50;
    share->entry->evidence_per = ARC_PER_WEEK;
    replace_text (&share->entry->evidence_unit, "minutes");
  }
  put_answers (share, id, text, number);
  return arc_shared_input_new (id, author, author, ARC_AUDIENCE_TEAM, share);
}

/* Every kind in turn, about statements of this share and of the one before. */
static void
put_correction (ArcSummaryInput *input, guint number)
{
  ArcCorrection *correction = arc_correction_new (number / CORRECTED_EVERY % ARC_N_CORRECTIONS);

  for (guint i = number - 1; i <= number; i++) {
    g_autoptr (GPtrArray) statements = arc_statements_of (input->inputs->pdata[i]);

    if (statements->len > 0)
      g_ptr_array_add (correction->statements,
                       g_strdup (((const ArcStatement *) statements->pdata[0])->id));
  }
  replace_text (&correction->text, "What a person calls it");
  g_ptr_array_add (input->corrections, correction);
}

static void
put_barrier (ArcSummaryInput *input, const ArcSharedInput *of)
{
  ArcBarrierInput *barrier = g_new0 (ArcBarrierInput, 1);

  barrier->share_id = g_strdup (of->id);
  barrier->barrier_id = g_strconcat (of->id, "-barrier", NULL);
  barrier->owner_name = g_strdup ("Ada Weber");
  barrier->next_step = g_strdup ("Ask for a key");
  barrier->state = ARC_BARRIER_BEING_REMOVED;
  g_ptr_array_add (input->barriers, barrier);
}

static void
put_practices (ArcSummaryInput *input)
{
  for (guint i = 0; i < PRACTICES; i++) {
    ArcPracticeInput *practice = g_new0 (ArcPracticeInput, 1);

    practice->id = g_strdup_printf ("practice-%02u", i);
    practice->turn = arc_practice_turn_new ();
    practice->turn->state = ARC_PRACTICE_ENDORSED;
    practice->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
    practice->authors = g_ptr_array_new_with_free_func (g_free);
    practice->finder_name = g_strdup ("");
    g_ptr_array_add (input->practices, practice);
  }
}

/* The first lines of @file, and one more. */
static char **
read_lines (const char *file, guint shares)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  char **lines;

  if (!g_file_get_contents (file, &content, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (content, "\n", -1);
  if (g_strv_length (lines) < shares + 1)
    g_error ("%s has fewer than %u statements", file, shares + 1);
  return lines;
}

static ArcSummaryInput *
make_all (char **lines, guint shares)
{
  ArcSummaryInput *input = arc_summary_input_new ();
  guint people = MAX (shares / SHARES_EACH, 5);

  replace_text (&input->team_name, "Everybody");
  input->audience = ARC_AUDIENCE_TEAM;
  input->today = (ArcDay){2026, 11, 1};
  input->members = people;
  for (guint i = 0; i < shares; i++) {
    g_ptr_array_add (input->inputs, make_input (lines[i], i, people));
    if (i % CORRECTED_EVERY == CORRECTED_EVERY - 1)
      put_correction (input, i);
    if (i % (2 * BARRED_EVERY) == 0)
      put_barrier (input, input->inputs->pdata[i]);
  }
  put_practices (input);
  g_ptr_array_unref (input->equivalents);
  input->equivalents = arc_equivalent_list_examples ();
  return input;
}

/* ---- measuring ---- */

/* Of this program alone: what getrusage() says is counted from its parent's memory on. */
static long
peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "\nVmHWM:");
  return line ? strtol (line + strlen ("\nVmHWM:"), NULL, 10) : 0;
}

static ArcSummary *
build (const ArcSummaryInput *input, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();
  ArcSummary *summary = arc_summary_build (input, NULL, NULL, &error);

  g_assert_no_error (error);
  g_print ("%s %" G_GINT64_FORMAT "\n", name, g_get_monotonic_time () - begin_us);
  return summary;
}

int
main (int argc, char **argv)
{
  guint shares = argc == 3 ? (guint) atoi (argv[2]) : 0;
  g_auto (GStrv) lines = NULL;
  g_autoptr (ArcSummaryInput) input = NULL;
  g_autoptr (ArcSummary) fresh = NULL;
  g_autoptr (ArcSummary) next = NULL;
  ArcStatementIndex *index;

  if (shares == 0)
    return 2;
  lines = read_lines (argv[1], shares);
  input = make_all (lines, shares);
  g_print ("inputs %ld\n", peak_kib ());
  index = arc_statement_index_new ();
  input->index = index;
  fresh = build (input, "fresh");
  g_print ("peak %ld\n", peak_kib ());
  g_assert_cmpuint (fresh->shares, ==, shares);
  g_ptr_array_add (input->inputs, make_input (lines[shares], shares, input->members));
  input->previous = fresh;
  next = build (input, "next");
  g_assert_cmpuint (next->shares, ==, shares + 1);
  arc_statement_index_free (index);
  return 0;
}
