/* Summaries in two languages: what is kept is the same bytes whoever made it, and everybody reads
 * it in their own words. */
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "arc-document-writer.h"
#include "arc-json-summary.h"
#include "arc-summary-document.h"

/* Every locale that summaries are made and read in; those that are not installed are left out, but
 * for the first two, which every system has. */
static const struct {
  const char *locale;
  const char *language;
} places[] = {{"C.UTF-8", ""},
              {"C.UTF-8", "de"},
              {"de_DE.UTF-8", "de"},
              {"tr_TR.UTF-8", "tr"},
              {"ar_SA.UTF-8", "ar"}};

static gboolean
go_to (guint place)
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("ARC_TEST_BUILD"), "po", NULL);

  g_setenv ("LANGUAGE", places[place].language, TRUE);
  if (!setlocale (LC_ALL, places[place].locale))
    return FALSE;
  /* A changed folder makes gettext look at the language again. */
  g_assert_nonnull (bindtextdomain ("arc-journal", "/"));
  g_assert_nonnull (bindtextdomain ("arc-journal", catalogues));
  bind_textdomain_codeset ("arc-journal", "UTF-8");
  return TRUE;
}

static void
go_home (void)
{
  g_assert_true (go_to (0));
}

static ArcShare *
make_share (ArcOutcome outcome, const char *action, const char *topic)
{
  ArcShare *share = arc_share_new ();

  arc_entry_set_section (share->entry, ARC_SECTION_ACTION, action);
  arc_entry_set_topic (share->entry, topic);
  share->parts =
      ARC_PART_ACTION | ARC_PART_OUTCOME | ARC_PART_TOPIC | ARC_PART_EVIDENCE | ARC_PART_CHANGE;
  share->entry->outcome = outcome;
  share->day = (ArcDay){2026, 11, 20};
  return share;
}

static void
add_share (ArcSummaryInput *input, guint number, const char *author, ArcShare *share)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);

  share->quotable = number % 2;
  g_ptr_array_add (input->inputs,
                   arc_shared_input_new (id, author, author, ARC_AUDIENCE_TEAM, share));
  arc_share_free (share);
}

static void
add_lines (ArcShare *share)
{
  ArcCommitment *commitment =
      arc_commitment_new (ARC_KIND_CONTINUE, "Log the call before I stand up");
  ArcBarrier *barrier = arc_barrier_new ("The form takes no umlauts");

  commitment->id = g_strdup ("00000000-0000-4000-8000-00000000c001");
  commitment->due = (ArcDay){2026, 11, 1};
  barrier->id = g_strdup ("00000000-0000-4000-8000-00000000b001");
  g_ptr_array_add (share->loop->commitments, commitment);
  g_ptr_array_add (share->loop->barriers, barrier);
}

static void
add_practice (ArcSummaryInput *input, guint number, guint trials)
{
  ArcPracticeInput *practice = g_new0 (ArcPracticeInput, 1);

  practice->id = g_strdup_printf ("00000000-0000-4000-8000-0000000009%02u", number);
  practice->turn = arc_practice_turn_new ();
  practice->turn->state = ARC_PRACTICE_ENDORSED;
  practice->turn->recheck_on = (ArcDay){2026, 11, 2};
  practice->turn->when = (g_free (practice->turn->when), g_strdup ("a call ends"));
  practice->turn->doing = (g_free (practice->turn->doing), g_strdup ("log it at once"));
  practice->turn->so_that = (g_free (practice->turn->so_that), g_strdup ("nothing is lost"));
  practice->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
  practice->authors = g_ptr_array_new_with_free_func (g_free);
  practice->finder_name = g_strdup ("");
  for (guint i = 0; i < trials; i++) {
    ArcTrial *trial = arc_trial_new (practice->id);

    trial->helped = i % 4 ? ARC_HELPED_YES : ARC_HELPED_PARTLY;
    trial->tried_on = (ArcDay){2026, 11, 10};
    g_ptr_array_add (practice->trials, trial);
    g_ptr_array_add (practice->authors, g_strdup_printf ("person-%u", i));
  }
  g_ptr_array_add (input->practices, practice);
}

/* A team of @people with something in every part. "I." and "İ" are where languages fold apart. */
static ArcSummaryInput *
make_input (guint people, const ArcSummary *previous)
{
  static const char *const topics[] = {"CRM", "", "İSTANBUL II", "crm"};
  ArcSummaryInput *input = arc_summary_input_new ();

  input->team_name = (g_free (input->team_name), g_strdup ("Straße & Söhne"));
  input->audience = ARC_AUDIENCE_TEAM;
  input->today = (ArcDay){2026, 11, 23};
  input->members = people;
  input->group_size = 3;
  input->previous = previous;
  for (guint i = 0; i < people; i++) {
    g_autofree char *author = g_strdup_printf ("person-%u", i);
    g_autofree char *action = g_strdup_printf (
        "I wrote the call down at once, I.E. APPROX. %u times. It is IN the list.", i % 5);
    ArcShare *share = make_share (previous ? ARC_OUTCOME_ACHIEVED : 1 + i % (ARC_N_OUTCOMES - 1),
                                  action, topics[i % G_N_ELEMENTS (topics)]);

    arc_entry_set_evidence (share->entry, ARC_EVIDENCE_MEASURED, 90.5 + i * 20, "Minuten");
    share->entry->evidence_per = i % 3 ? ARC_PER_WEEK : ARC_PER_TIME;
    if (i == 0)
      add_lines (share);
    add_share (input, i + 1, author, share);
  }
  g_ptr_array_unref (input->equivalents);
  input->equivalents = arc_equivalent_list_examples ();
  add_practice (input, 1, 0);
  add_practice (input, 2, 6);
  return input;
}

static ArcSummary *
make_summary (guint people)
{
  g_autoptr (ArcSummaryInput) before = make_input (people, NULL);
  g_autoptr (ArcSummary) previous = arc_summary_build (before, NULL, NULL, NULL);
  g_autoptr (ArcSummaryInput) input = make_input (people, previous);

  return arc_summary_build (input, NULL, NULL, NULL);
}

/* (transfer full): what a file of it holds, with what may leave the team after it. */
static char *
make_bytes (guint people)
{
  g_autoptr (ArcSummary) summary = make_summary (people);
  g_autoptr (ArcSummary) outside = arc_summary_outside (summary, NULL);
  g_autoptr (ArcSummary) withdrawn = arc_summary_copy (summary);
  g_autofree char *inner = arc_body_from_summary (summary);
  g_autofree char *outer = arc_body_from_summary (outside);
  g_autofree char *less = NULL;

  for (guint i = 0; i < people; i++) {
    g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i + 1);

    arc_summary_withdraw (withdrawn, id);
  }
  less = arc_body_from_summary (withdrawn);
  return g_strconcat (inner, "\n", outer, "\n", less, NULL);
}

static void
test_same_bytes_in_every_language (void)
{
  static const guint sizes[] = {2, 9, 60};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autofree char *here = make_bytes (sizes[s]);
    guint compared = 0;

    for (guint place = 1; place < G_N_ELEMENTS (places); place++) {
      if (go_to (place)) {
        const ArcSaying saying = {ARC_SAY_NO_TOPIC};
        g_autofree char *said = arc_saying_to_text (&saying);
        g_autofree char *there = make_bytes (sizes[s]);

        g_assert_cmpstr (said, ==,
                         g_str_equal (places[place].language, "de") ? "Ohne Thema"
                                                                    : "Without a topic");
        g_assert_cmpstr (there, ==, here);
        compared++;
      }
      go_home ();
    }
    g_assert_cmpuint (compared, >, 0);
  }
}

static char *
to_text (const ArcSummary *summary)
{
  g_autoptr (ArcDocument) document = arc_summary_to_document (summary, FALSE);

  return arc_document_to_text (document, 80);
}

static void
test_read_in_ones_own_language (void)
{
  g_autoptr (ArcSummary) summary = make_summary (9);
  g_autofree char *body = arc_body_from_summary (summary);
  g_autofree char *english = to_text (summary);
  g_autoptr (ArcSummary) read = NULL;
  g_autoptr (ArcSummary) again = NULL;
  g_autofree char *german = NULL;
  g_autofree char *back = NULL;
  g_autofree char *back_body = NULL;

  g_assert_nonnull (strstr (english, "Without a topic"));
  g_assert_nonnull (strstr (english, "Nobody owns it yet"));
  g_assert_nonnull (strstr (english, "Overdue"));
  g_assert_nonnull (strstr (english, "nobody has tried it yet"));
  g_assert_nonnull (strstr (english, "When a call ends"));
  g_assert_nonnull (strstr (english, "It was to be looked at again by now."));
  g_assert_true (go_to (1));
  read = arc_body_to_summary (body, NULL);
  g_assert_nonnull (read);
  german = to_text (read);
  g_assert_null (strstr (german, "Without a topic"));
  g_assert_nonnull (strstr (german, "Ohne Thema"));
  g_assert_null (strstr (german, "Nobody owns it yet"));
  g_assert_null (strstr (german, "Overdue"));
  g_assert_null (strstr (german, "nobody has tried it yet"));
  g_assert_null (strstr (german, "When a call ends"));
  g_assert_null (strstr (german, "It was to be looked at again by now."));
  /* What people wrote is theirs. */
  g_assert_nonnull (strstr (german, "log it at once"));
  go_home ();
  /* Kept by somebody who reads German, read by somebody who does not. */
  back_body = arc_body_from_summary (read);
  g_assert_cmpstr (back_body, ==, body);
  again = arc_body_to_summary (back_body, NULL);
  back = to_text (again);
  g_assert_cmpstr (back, ==, english);
}

/* Numbers are written as the reader's country writes them. */
static void
test_numbers_of_the_country (void)
{
  g_autoptr (ArcEquivalent) equivalent = arc_equivalent_new ("x");
  ArcMeasured measured = {(char *) "pages", ARC_PER_ONCE, 5000, 1, 1};
  g_autofree char *here = NULL;

  equivalent->name = (g_free (equivalent->name), g_strdup ("book"));
  equivalent->plural = (g_free (equivalent->plural), g_strdup ("books"));
  equivalent->unit = (g_free (equivalent->unit), g_strdup ("pages"));
  equivalent->amount = 2000;
  here = arc_equivalent_say (equivalent, &measured);
  g_assert_cmpstr (here, ==, "5000 pages = 2.5 books");
  if (go_to (2)) {
    g_autofree char *there = arc_equivalent_say (equivalent, &measured);

    g_assert_cmpstr (there, ==, "5.000 pages = 2,5 books");
  }
  go_home ();
}

/* What was published when summaries kept sentences stays as it was written. */
static void
test_sentences_of_old_summaries (void)
{
  static const char old[] =
      "{\"title\":\"Vertrieb\",\"team\":\"Vertrieb\",\"audience\":\"team\",\"version\":1,"
      "\"worked\":[{\"key\":\"a\",\"text\":\"Ohne Thema\",\"evidence\":\"zwei Personen sagen "
      "das\"}],"
      "\"commitments\":[{\"key\":\"b\",\"text\":\"Log it\",\"evidence\":\"Anfangen\","
      "\"note\":\"Überfällig\"}],"
      "\"equivalents\":[{\"key\":\"c\",\"text\":\"312 Minuten = 39 Kundengespräche\","
      "\"note\":\"Ein Kundengespräch = 8 Minuten\"},{\"key\":\"d\",\"text\":\"vier\"},"
      "{\"key\":\"e\",\"text\":\"fünf\"}],"
      "\"practices\":[{\"key\":\"practice/1\",\"text\":\"Wenn es klingelt: abheben\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSummary) summary = arc_body_to_summary (old, &error);
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  g_autoptr (ArcSummary) again = NULL;
  g_autofree char *once_more = NULL;

  g_assert_no_error (error);
  text = to_text (summary);
  g_assert_nonnull (strstr (text, "Ohne Thema"));
  g_assert_nonnull (strstr (text, "zwei Personen sagen das"));
  g_assert_nonnull (strstr (text, "Überfällig"));
  g_assert_nonnull (strstr (text, "39 Kundengespräche"));
  g_assert_nonnull (strstr (text, "fünf"));
  g_assert_nonnull (strstr (text, "Wenn es klingelt"));
  body = arc_body_from_summary (summary);
  again = arc_body_to_summary (body, &error);
  g_assert_no_error (error);
  once_more = arc_body_from_summary (again);
  g_assert_cmpstr (once_more, ==, body);
}

static void
test_hostile_figures (void)
{
  static const char *const bodies[] = {
      "{\"worked\":[{\"text_says\":\"something-else\"}]}",
      "{\"worked\":[{\"text_says\":7}]}",
      "{\"worked\":[{\"evidence_says\":7}]}",
      "{\"worked\":[{\"evidence_says\":[{\"says\":\"helped-all\",\"people\":-1}]}]}",
      "{\"worked\":[{\"evidence_says\":[{},{},{}]}]}",
      "{\"practices\":[{\"practice\":{}}]}",
      "{\"practices\":[{\"practice\":[]}]}",
      "{\"equivalents\":[{\"equivalent\":{},\"measured\":{}}]}",
      "{\"equivalents\":[{\"equivalent\":{\"name\":\"a\",\"unit\":\"minutes\",\"source\":\"b\","
      "\"amount\":0},\"measured\":{\"unit\":\"minutes\",\"amount\":5}}]}",
      "{\"equivalents\":[{\"equivalent\":{\"name\":\"a\",\"unit\":\"pages\",\"source\":\"b\"},"
      "\"measured\":{\"unit\":\"minutes\",\"amount\":5}}]}",
      "{\"equivalents\":[{\"equivalent\":{\"name\":\"a\",\"unit\":\"minutes\",\"source\":\"b\"},"
      "\"measured\":{\"unit\":\"minutes\",\"amount\":-5}}]}",
      "{\"equivalents\":[{\"equivalent\":{\"name\":\"a\",\"unit\":\"minutes\",\"source\":\"b\"},"
      "\"measured\":{\"unit\":\"minutes\",\"amount\":1e300}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_null (arc_body_to_summary (bodies[i], NULL));
}

/* Nobody makes an example say something else than it says. */
static void
test_examples_are_the_programs_own (void)
{
  static const char forged[] =
      "{\"equivalents\":[{\"key\":\"a\",\"equivalent\":{\"example\":\"example-call\","
      "\"name\":\"insult\",\"unit\":\"minutes\",\"amount\":8,\"source\":\"nowhere\"},"
      "\"measured\":{\"unit\":\"minutes\",\"amount\":80}}]}";
  g_autoptr (ArcSummary) summary = arc_body_to_summary (forged, NULL);
  const ArcSummaryLine *line = summary->parts[ARC_SUMMARY_EQUIVALENTS]->pdata[0];

  g_assert_cmpstr (line->text, ==, "80 minutes = 10 client calls");
  g_assert_null (strstr (line->note, "nowhere"));
}

int
main (int argc, char **argv)
{
  go_home ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/language/bytes", test_same_bytes_in_every_language);
  g_test_add_func ("/summary/language/read", test_read_in_ones_own_language);
  g_test_add_func ("/summary/language/numbers", test_numbers_of_the_country);
  g_test_add_func ("/summary/language/old", test_sentences_of_old_summaries);
  g_test_add_func ("/summary/language/hostile", test_hostile_figures);
  g_test_add_func ("/summary/language/examples", test_examples_are_the_programs_own);
  return g_test_run ();
}
