/* Statements, evidence, summaries, offers, equivalents: the engine alone, without a journal. */
#include <cmark.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "arc-document-writer.h"
#include "arc-json-summary.h"
#include "arc-pdf.h"
#include "arc-summary-document.h"
#include "arc-text.h"

/* ---- making shares ---- */

static ArcShare *
make_share (ArcOutcome outcome, const char *action, const char *reflection, const char *change)
{
  ArcShare *share = arc_share_new ();
  const char *texts[ARC_N_SECTIONS] = {action, reflection, change};

  for (guint i = 0; i < ARC_N_SECTIONS; i++) {
    if (texts[i]) {
      share->parts |= 1u << i;
      arc_entry_set_section (share->entry, i, texts[i]);
    }
  }
  share->parts |= ARC_PART_OUTCOME | ARC_PART_TOPIC | ARC_PART_EVIDENCE;
  share->entry->outcome = outcome;
  share->day = (ArcDay){2026, 11, 20};
  return share;
}

/* Takes @share. */
static ArcSharedInput *
add_input (ArcSummaryInput *input, guint number, const char *author, ArcAudience audience,
           ArcShare *share)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  ArcSharedInput *one = arc_shared_input_new (id, author, author, audience, share);

  arc_share_free (share);
  g_ptr_array_add (input->inputs, one);
  return one;
}

static ArcSummaryInput *
new_input (void)
{
  ArcSummaryInput *input = arc_summary_input_new ();

  input->team_name = (g_free (input->team_name), g_strdup ("Sales"));
  input->today = (ArcDay){2026, 11, 22};
  input->members = 9;
  return input;
}

static char *
build_body (const ArcSummaryInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSummary) summary = arc_summary_build (input, NULL, NULL, &error);

  g_assert_no_error (error);
  return arc_body_from_summary (summary);
}

/* ---- statements ---- */

static void
assert_statements (const char *text, const char *const *expected)
{
  g_autoptr (ArcShare) share = make_share (ARC_OUTCOME_ACHIEVED, text, NULL, NULL);
  ArcSharedInput *input = arc_shared_input_new ("s", "a", "A", ARC_AUDIENCE_TEAM, share);
  g_autoptr (GPtrArray) list = arc_statements_of (input);
  guint i = 0;

  for (; expected[i]; i++) {
    g_assert_cmpuint (i, <, list->len);
    g_assert_cmpstr (((ArcStatement *) list->pdata[i])->text, ==, expected[i]);
  }
  g_assert_cmpuint (list->len, ==, i);
  arc_shared_input_free (input);
}

static void
test_statements (void)
{
  assert_statements (
      "I called Mia. She knew the filter! Why not before?",
      (const char *[]){"I called Mia.", "She knew the filter!", "Why not before?", NULL});
  assert_statements (
      "- asked Mia for the template\n* wrote it down\n• used it twice",
      (const char *[]){"asked Mia for the template", "wrote it down", "used it twice", NULL});
  assert_statements ("Wir nehmen z. B. den Export von Dr. Weber am 3. Mai. Das half sehr.",
                     (const char *[]){"Wir nehmen z. B. den Export von Dr. Weber am 3. Mai.",
                                      "Das half sehr.", NULL});
  assert_statements ("It took 3.5 hours, e.g. on Monday. Fine now.",
                     (const char *[]){"It took 3.5 hours, e.g. on Monday.", "Fine now.", NULL});
  assert_statements ("我打电话给客户。他们很高兴！",
                     (const char *[]){"我打电话给客户。", "他们很高兴！", NULL});
  assert_statements (
      "1. ask first, then call\n(b) write down what was said\niv) look again",
      (const char *[]){"ask first, then call", "write down what was said", "look again", NULL});
  /* Wrapped by hand; too short to say anything; said twice. */
  assert_statements (
      "a sentence that is long enough to be wrapped goes\non in the next line\n\nOk.\nOk then "
      "now\nOk then now",
      (const char *[]){"a sentence that is long enough to be wrapped goes on in the next line",
                       "Ok then now", NULL});
}

static void
test_statement_of_a_commitment_counts_once (void)
{
  g_autoptr (ArcShare) share =
      make_share (ARC_OUTCOME_NOT_SAID, NULL, NULL, "Log each call at once\nAsk for a printer");
  ArcCommitment *commitment = arc_commitment_new (ARC_KIND_START, "Log each call at once");
  ArcBarrier *barrier = arc_barrier_new ("Ask for a printer");
  ArcSharedInput *input;
  g_autoptr (GPtrArray) list = NULL;

  g_ptr_array_add (share->loop->commitments, commitment);
  g_ptr_array_add (share->loop->barriers, barrier);
  input = arc_shared_input_new ("s", "a", "A", ARC_AUDIENCE_TEAM, share);
  list = arc_statements_of (input);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((ArcStatement *) list->pdata[0])->kind, ==, ARC_STATEMENT_COMMITMENT);
  g_assert_cmpint (((ArcStatement *) list->pdata[1])->kind, ==, ARC_STATEMENT_BARRIER);
  arc_shared_input_free (input);
}

static void
test_hostile_statements (void)
{
  g_autofree char *word = g_strnfill (10000, 'x');
  g_autofree char *text = g_strconcat ("see ", word, " <b>&amp; \xe2\x80\xae", word, NULL);
  GString *many = g_string_new (NULL);
  g_autoptr (ArcShare) long_share = make_share (ARC_OUTCOME_MISSED, text, NULL, NULL);
  g_autoptr (ArcShare) many_share = NULL;
  ArcSharedInput *input = arc_shared_input_new ("s", "a", "A", ARC_AUDIENCE_TEAM, long_share);
  g_autoptr (GPtrArray) list = arc_statements_of (input);
  g_autoptr (GPtrArray) cut = NULL;

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (g_utf8_strlen (((ArcStatement *) list->pdata[0])->text, -1), <=,
                   ARC_STATEMENT_CHARS + 1);
  arc_shared_input_free (input);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (many, "line number %u of many\n", i);
  many_share = make_share (ARC_OUTCOME_MISSED, many->str, NULL, NULL);
  g_string_free (many, TRUE);
  input = arc_shared_input_new ("s", "a", "A", ARC_AUDIENCE_TEAM, many_share);
  cut = arc_statements_of (input);
  g_assert_cmpuint (cut->len, ==, ARC_STATEMENTS_PER_SHARE);
  arc_shared_input_free (input);
}

/* ---- evidence ---- */

static ArcEvidenceSum *
sum_of (guint yes, guint no)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);

  for (guint i = 0; i < yes + no; i++) {
    ArcTrial *trial = arc_trial_new ("00000000-0000-4000-8000-000000000000");

    trial->helped = i < yes ? ARC_HELPED_YES : ARC_HELPED_NO;
    g_ptr_array_add (trials, trial);
  }
  return arc_evidence_sum (nothing, trials);
}

static void
test_many_beat_one (void)
{
  g_autoptr (ArcEvidenceSum) many = sum_of (18, 2);
  g_autoptr (ArcEvidenceSum) one = sum_of (1, 0);
  g_autoptr (ArcEvidenceSum) none = sum_of (0, 3);

  g_assert_cmpfloat (many->bound, >, one->bound);
  g_assert_cmpfloat (one->bound, >, none->bound);
  /* Wilson of 19 of 22, by hand. */
  g_assert_cmpfloat_with_epsilon (many->bound, 0.6666, 0.001);
}

static void
add_look_back (ArcShare *share, ArcHelped helped)
{
  ArcLookBack *look_back = arc_look_back_new ("e");

  look_back->helped = helped;
  g_ptr_array_add (share->look_backs, look_back);
}

static void
test_evidence_counts_people (void)
{
  g_autoptr (ArcSummaryInput) input = new_input ();
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (ArcEvidenceSum) sum = NULL;
  g_autofree char *words = NULL;
  ArcShare *share;

  /* Ada says it twice: her last word counts, and a look-back before an outcome. */
  share = make_share (ARC_OUTCOME_MISSED, "I log each call at once.", NULL, NULL);
  add_look_back (share, ARC_HELPED_YES);
  add_input (input, 1, "ada", ARC_AUDIENCE_TEAM, share);
  share = make_share (ARC_OUTCOME_MISSED, "I log each call at once today.", NULL, NULL);
  share->day = (ArcDay){2026, 11, 21};
  add_input (input, 2, "ada", ARC_AUDIENCE_TEAM, share);
  share = make_share (ARC_OUTCOME_ACHIEVED, "Logged each call at once.", NULL, NULL);
  add_look_back (share, ARC_HELPED_YES);
  add_input (input, 3, "ben", ARC_AUDIENCE_TEAM, share);
  for (guint i = 0; i < input->inputs->len; i++) {
    GPtrArray *list = arc_statements_of (input->inputs->pdata[i]);

    g_ptr_array_add (owned, list);
    g_ptr_array_add (statements, list->pdata[0]);
  }
  sum = arc_evidence_sum (statements, NULL);
  g_assert_cmpuint (sum->people, ==, 2);
  g_assert_cmpuint (sum->shares, ==, 3);
  g_assert_cmpuint (sum->helped[ARC_HELPED_YES], ==, 2);
  g_assert_cmpfloat (sum->for_it, ==, 2);
  g_assert_cmpfloat (sum->against, ==, 0);
  words = arc_evidence_describe (sum, 5);
  g_assert_cmpstr (words, ==, "two people, both say it helped");
  for (guint i = 0; i < owned->len; i++)
    g_ptr_array_set_free_func (owned->pdata[i], (GDestroyNotify) arc_statement_free);
}

/* One who says no is not “some, with mixed results”. */
static void
test_trials_in_words (void)
{
  static const struct {
    ArcHelped helped[3];
    const char *words;
  } cases[] = {
      {{ARC_HELPED_NO}, "one person says it did not help"},
      {{ARC_HELPED_NO, ARC_HELPED_NO}, "two people, both say it did not help"},
      {{ARC_HELPED_NO, ARC_HELPED_YES}, "some tried it, with mixed results"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
    g_autoptr (GPtrArray) trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
    g_autoptr (ArcEvidenceSum) sum = NULL;
    g_autofree char *words = NULL;

    for (guint k = 0; k < G_N_ELEMENTS (cases[i].helped); k++) {
      ArcTrial *trial = arc_trial_new ("00000000-0000-4000-8000-000000000999");

      trial->helped = cases[i].helped[k];
      g_ptr_array_add (trials, trial);
    }
    sum = arc_evidence_sum (nothing, trials);
    words = arc_evidence_describe (sum, 5);
    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static void
test_figures_about_people (void)
{
  g_assert_true (arc_figure_allowed (5, 10, 5));
  g_assert_true (arc_figure_allowed (9, 9, 5));
  g_assert_true (arc_figure_allowed (0, 9, 5));
  g_assert_false (arc_figure_allowed (4, 10, 5));
  g_assert_false (arc_figure_allowed (8, 9, 5)); /* the one that is left */
  g_assert_false (arc_figure_allowed (3, 3, 5));
}

static void
measure (ArcSharedInput *one, double amount, const char *unit, const char *chain, int day)
{
  arc_entry_set_evidence (one->share->entry, ARC_EVIDENCE_MEASURED, amount, unit);
  one->share->entry->evidence_per = ARC_PER_WEEK;
  g_free (one->share->chain);
  one->share->chain = g_strdup (chain);
  one->share->day.day = day;
}

static void
test_measured_once_a_loop (void)
{
  g_autoptr (ArcSummaryInput) input = new_input ();
  g_autoptr (GPtrArray) measured = NULL;
  g_autoptr (ArcEquivalent) calls = arc_equivalent_new ("x");
  g_autofree char *text = NULL;
  g_autofree char *why = NULL;
  ArcMeasured *one;

  for (guint i = 1; i <= 4; i++)
    add_input (input, i, i == 4 ? "ben" : "ada", ARC_AUDIENCE_TEAM,
               make_share (ARC_OUTCOME_ACHIEVED, "Saved some time.", NULL, NULL));
  measure (input->inputs->pdata[0], 100, "minutes", "loop", 1);
  measure (input->inputs->pdata[1], 12, "min", "loop", 5); /* the latest of the loop */
  measure (input->inputs->pdata[2], 1, "hour", "", 2);
  measure (input->inputs->pdata[3], 240, "Minuten", "loop", 3); /* another person's */
  measured = arc_evidence_measure (input->inputs);
  g_assert_cmpuint (measured->len, ==, 1);
  one = measured->pdata[0];
  g_assert_cmpfloat (one->amount, ==, 312);
  g_assert_cmpuint (one->loops, ==, 3);
  g_assert_cmpuint (one->people, ==, 2);
  g_assert_cmpint (one->per, ==, ARC_PER_WEEK);
  calls->name = (g_free (calls->name), g_strdup ("client call"));
  calls->plural = (g_free (calls->plural), g_strdup ("client calls"));
  calls->unit = (g_free (calls->unit), g_strdup ("minutes"));
  calls->source = (g_free (calls->source), g_strdup ("our own average 2026"));
  calls->amount = 8;
  text = arc_equivalent_describe (calls, one);
  g_assert_cmpstr (text, ==, "312 minutes a week = 39 client calls");
  why = arc_equivalent_explain (calls, one);
  g_assert_nonnull (strstr (why, "our own average 2026"));
  g_assert_nonnull (strstr (why, "39"));
}

/* ---- summaries ---- */

/* Words of some trades, so that there is something to group. */
static const char *const subjects[] = {"the printer",  "the weekly report", "client calls",
                                       "the filter",   "the export",        "the new form",
                                       "the calendar", "the price list"};
static const char *const deeds[] = {"checked %s before the meeting", "asked Mia about %s",
                                    "wrote a note on %s", "explained %s to the team",
                                    "forgot %s until Friday"};

static ArcSummaryInput *
make_team (guint n_shares, guint seed)
{
  ArcSummaryInput *input = new_input ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_shares; i++) {
    guint subject = g_rand_int_range (rand, 0, G_N_ELEMENTS (subjects));
    guint deed = g_rand_int_range (rand, 0, G_N_ELEMENTS (deeds));
    g_auto (GStrv) around = g_strsplit (deeds[deed], "%s", 2);
    g_autofree char *action =
        g_strdup_printf ("I %s%s%s, case %u.", around[0], subjects[subject], around[1], i % 7);
    g_autofree char *change =
        g_strdup_printf ("Always look at %s first\nmore of it", subjects[subject]);
    g_autofree char *author = g_strdup_printf ("person-%u", g_rand_int_range (rand, 0, 9));
    ArcShare *share = make_share (g_rand_int_range (rand, 1, ARC_N_OUTCOMES), action, NULL, change);

    arc_entry_set_topic (share->entry, subject % 2 ? "CRM" : "Office");
    if (g_rand_boolean (rand))
      add_look_back (share, g_rand_int_range (rand, 1, ARC_HELPED_TOO_EARLY));
    share->quotable = g_rand_boolean (rand);
    add_input (input, i + 1, author,
               g_rand_int_range (rand, 0, 5) ? ARC_AUDIENCE_TEAM : ARC_AUDIENCE_MANAGERS, share);
  }
  return input;
}

static void
shuffle (GPtrArray *array, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = array->len; i > 1; i--) {
    guint k = g_rand_int_range (rand, 0, i);
    gpointer kept = array->pdata[i - 1];

    array->pdata[i - 1] = array->pdata[k];
    array->pdata[k] = kept;
  }
}

static gpointer
build_elsewhere (gpointer input)
{
  return build_body (input);
}

static void
test_same_whatever_the_order (void)
{
  static const guint sizes[] = {12, 150};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autoptr (ArcSummaryInput) input = make_team (sizes[s], 7);
    g_autofree char *first = build_body (input);
    g_autofree char *locale = g_strdup (setlocale (LC_ALL, NULL));
    g_autofree char *elsewhere = NULL;

    for (guint i = 0; i < 3; i++) {
      g_autofree char *again = NULL;

      shuffle (input->inputs, i);
      again = build_body (input);
      g_assert_cmpstr (again, ==, first);
    }
    elsewhere = g_thread_join (g_thread_new ("elsewhere", build_elsewhere, input));
    g_assert_cmpstr (elsewhere, ==, first);
    if (setlocale (LC_COLLATE, "C.UTF-8") && setlocale (LC_NUMERIC, "C")) {
      g_autofree char *again = build_body (input);

      g_assert_cmpstr (again, ==, first);
    }
    setlocale (LC_ALL, locale);
  }
}

static gboolean
has_statement (const ArcSummaryInput *input, const ArcQuote *quote, ArcAudience audience)
{
  for (guint i = 0; i < input->inputs->len; i++) {
    const ArcSharedInput *one = input->inputs->pdata[i];
    g_autoptr (GPtrArray) list = NULL;
    gboolean found = FALSE;

    if (!g_str_equal (one->id, quote->share_id))
      continue;
    g_assert_cmpint (one->audience, <=, audience);
    list = arc_statements_of (one);
    g_ptr_array_set_free_func (list, (GDestroyNotify) arc_statement_free);
    for (guint k = 0; k < list->len; k++)
      found = found || g_str_equal (((ArcStatement *) list->pdata[k])->text, quote->text);
    return found;
  }
  return FALSE;
}

/* What heads a line is somebody's statement or topic, for this audience, or no words of theirs. */
static gboolean
is_heading_shared (const ArcSummaryInput *input, const char *text, ArcAudience audience)
{
  for (guint i = 0; i < input->inputs->len; i++) {
    const ArcSharedInput *one = input->inputs->pdata[i];
    g_autoptr (GPtrArray) list = NULL;

    if (one->audience > audience)
      continue;
    if (g_str_equal (one->share->entry->topic, text))
      return TRUE;
    list = arc_statements_of (one);
    g_ptr_array_set_free_func (list, (GDestroyNotify) arc_statement_free);
    for (guint k = 0; k < list->len; k++)
      if (g_str_equal (((ArcStatement *) list->pdata[k])->text, text))
        return TRUE;
  }
  return FALSE;
}

static void
assert_headings_are_shared (const ArcSummaryInput *input, const ArcSummary *summary)
{
  for (guint part = 0; part <= ARC_SUMMARY_TOPICS; part++)
    for (guint i = 0; i < summary->parts[part]->len; i++) {
      const ArcSummaryLine *line = summary->parts[part]->pdata[i];

      g_assert_true (line->text_says != ARC_SAY_NOTHING ||
                     is_heading_shared (input, line->text, input->audience));
    }
  g_assert_true (!*summary->focus || is_heading_shared (input, summary->focus, input->audience));
}

/* Nothing in a summary that is not in a share, and nothing of a smaller audience. */
static void
test_nothing_that_is_in_no_share (void)
{
  for (guint seed = 0; seed < 12; seed++) {
    g_autoptr (ArcSummaryInput) input = make_team (seed % 2 ? 90 : 20, seed);

    for (guint audience = ARC_AUDIENCE_TEAM; audience <= ARC_AUDIENCE_MANAGERS; audience++) {
      g_autoptr (ArcSummary) summary = NULL;
      g_autoptr (GPtrArray) quotes = NULL;

      input->audience = audience;
      summary = arc_summary_build (input, NULL, NULL, NULL);
      quotes = arc_summary_list_quotes (summary);
      g_assert_cmpuint (quotes->len, >, 0);
      for (guint i = 0; i < quotes->len; i++)
        g_assert_true (has_statement (input, quotes->pdata[i], audience));
      assert_headings_are_shared (input, summary);
    }
  }
}

static void
test_small_teams_have_no_headings (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (20, 3);
  g_autoptr (ArcSummary) summary = arc_summary_build (input, NULL, NULL, NULL);

  g_assert_false (summary->is_grouped);
  g_assert_cmpuint (summary->parts[ARC_SUMMARY_WORKED]->len, >, 0);
  for (guint i = 0; i < summary->parts[ARC_SUMMARY_WORKED]->len; i++) {
    const ArcSummaryLine *line = summary->parts[ARC_SUMMARY_WORKED]->pdata[i];

    g_assert_true (g_str_equal (line->text, "CRM") || g_str_equal (line->text, "Office"));
  }
}

static void
test_large_teams_are_grouped (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (200, 5);
  g_autoptr (ArcSummary) summary = arc_summary_build (input, NULL, NULL, NULL);

  g_assert_true (summary->is_grouped);
  g_assert_cmpuint (summary->parts[ARC_SUMMARY_WORKED]->len, >, 0);
  g_assert_cmpuint (summary->parts[ARC_SUMMARY_WORKED]->len, <=, 20);
}

static void
test_withdrawn_words_are_gone (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (20, 9);
  ArcSharedInput *one = input->inputs->pdata[0];
  g_autoptr (ArcSummary) summary = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  one->audience = ARC_AUDIENCE_TEAM;
  arc_entry_set_section (one->share->entry, ARC_SECTION_ACTION,
                         "I asked Mia about the printer, marmalade.");
  summary = arc_summary_build (input, NULL, NULL, NULL);
  before = arc_body_from_summary (summary);
  g_assert_nonnull (strstr (before, "marmalade"));
  g_assert_true (arc_summary_withdraw (summary, one->id));
  after = arc_body_from_summary (summary);
  g_assert_null (strstr (after, "marmalade"));
  g_assert_nonnull (strstr (after, "withdrawn"));
  g_assert_false (arc_summary_withdraw (summary, one->id));
}

/* In every paper: the words are not there, and that they were is said. */
static void
test_withdrawn_in_every_paper (void)
{
  for (guint outside = 0; outside < 2; outside++) {
    g_autoptr (ArcSummaryInput) input = make_team (20, 9);
    ArcSharedInput *one = input->inputs->pdata[0];
    g_autoptr (ArcSummary) whole = NULL;
    g_autoptr (ArcSummary) shown = NULL;
    g_autoptr (ArcDocument) document = NULL;
    char *papers[4] = {NULL};
    const char *name = one->author_name;

    one->audience = ARC_AUDIENCE_TEAM;
    one->share->quotable = TRUE;
    arc_entry_set_section (one->share->entry, ARC_SECTION_ACTION,
                           "I asked Mia about the printer, marmalade.");
    whole = arc_summary_build (input, NULL, NULL, NULL);
    g_assert_true (arc_summary_withdraw (whole, one->id));
    shown = outside ? arc_summary_outside (whole, NULL) : arc_summary_copy (whole);
    document = arc_summary_to_document (shown, outside);
    papers[0] = arc_document_to_text (document, 200);
    papers[1] = arc_document_to_markdown (document);
    papers[2] = arc_document_to_html (document, "en", FALSE);
    papers[3] = arc_body_from_summary (shown);
    for (guint i = 0; i < G_N_ELEMENTS (papers); i++) {
      g_assert_null (strstr (papers[i], "marmalade"));
      g_assert_nonnull (strcasestr (papers[i], "withdrawn"));
      if (outside)
        g_assert_null (strstr (papers[i], name));
      g_free (papers[i]);
    }
    /* PDF is made of the same blocks. */
    for (guint i = 0; i < document->blocks->len; i++)
      g_assert_null (strstr (((ArcBlock *) document->blocks->pdata[i])->text, "marmalade"));
  }
}

static void
test_outside_the_team (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (120, 11);
  g_autoptr (ArcSummary) summary = arc_summary_build (input, NULL, NULL, NULL);
  g_autoptr (ArcSummary) outside = arc_summary_outside (summary, NULL);
  g_autofree char *body = arc_body_from_summary (outside);
  g_autoptr (GPtrArray) quotes = arc_summary_list_quotes (outside);
  g_autoptr (ArcDocument) document = arc_summary_to_document (outside, TRUE);
  g_autofree char *text = arc_document_to_text (document, 80);

  g_assert_null (strstr (body, "person-"));
  g_assert_null (strstr (text, "person-"));
  for (guint i = 0; i < quotes->len; i++)
    g_assert_true (((ArcQuote *) quotes->pdata[i])->quotable);
  for (guint i = 0; i < input->inputs->len; i++) {
    const ArcSharedInput *one = input->inputs->pdata[i];
    g_autofree char *words = arc_text_excerpt (one->share->entry->section[0], 500);

    /* Others may have said the same, and released it. */
    if (!one->share->quotable && strstr (body, words)) {
      gboolean released = FALSE;

      for (guint k = 0; k < quotes->len; k++)
        released = released || g_str_equal (((ArcQuote *) quotes->pdata[k])->text, words);
      g_assert_true (released);
    }
  }
}

/* A team of nine, few of whom say the same: outside no figure tells of fewer than five people, no
 * id ties statements to each other, and no practice says what its source did not release. */
static void
test_outside_tells_of_nobody (void)
{
  g_autoptr (ArcSummaryInput) input = new_input ();
  ArcPracticeInput *practice = g_new0 (ArcPracticeInput, 1);
  g_autoptr (ArcSummary) summary = NULL;
  g_autoptr (ArcSummary) outside = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *body = NULL;
  ArcSharedInput *source = NULL;

  for (guint i = 0; i < 3; i++) {
    static const char *const texts[] = {"I asked Mia for the template first",
                                        "I wrote every call down at once",
                                        "I looked at the quicksilver list before lunch"};
    g_autofree char *author = g_strdup_printf ("person-%u", i);
    ArcShare *share = make_share (ARC_OUTCOME_ACHIEVED, texts[i], NULL, NULL);

    arc_entry_set_topic (share->entry, i == 2 ? "Orinoco" : "Calls");
    arc_entry_set_evidence (share->entry, ARC_EVIDENCE_MEASURED, 120, "minutes");
    share->quotable = i == 0;
    source = add_input (input, i + 1, author, ARC_AUDIENCE_TEAM, share);
  }
  g_ptr_array_unref (input->equivalents);
  input->equivalents = arc_equivalent_list_examples ();
  practice->id = g_strdup ("00000000-0000-4000-8000-000000000999");
  practice->turn = arc_practice_turn_new ();
  practice->turn->state = ARC_PRACTICE_ENDORSED;
  practice->turn->when = (g_free (practice->turn->when), g_strdup ("lunch is near"));
  practice->turn->doing =
      (g_free (practice->turn->doing), g_strdup ("looked at the quicksilver list"));
  g_ptr_array_add (practice->turn->shares, g_strdup (source->id));
  practice->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
  practice->authors = g_ptr_array_new_with_free_func (g_free);
  practice->finder_name = g_strdup ("");
  g_ptr_array_add (input->practices, practice);
  summary = arc_summary_build (input, NULL, NULL, NULL);
  inside = arc_body_from_summary (summary);
  g_assert_nonnull (strstr (inside, "quicksilver"));
  g_assert_nonnull (strstr (inside, "\"people\":3"));
  outside = arc_summary_outside (summary, NULL);
  body = arc_body_from_summary (outside);
  g_assert_nonnull (strstr (body, "asked Mia for the template"));
  g_assert_null (strstr (body, "quicksilver"));
  g_assert_null (strstr (body, "orinoco"));
  g_assert_null (strstr (body, "people"));
  g_assert_null (strstr (body, "person"));
  g_assert_null (strstr (body, source->id));
  for (guint part = 0; part < ARC_N_SUMMARY_PARTS; part++) {
    for (guint i = 0; i < outside->parts[part]->len; i++) {
      const ArcSummaryLine *line = outside->parts[part]->pdata[i];

      g_assert_cmpuint (line->people, ==, 0);
      g_assert_cmpfloat (line->for_it + line->against + line->bound, ==, 0);
    }
  }
}

/* A playbook leaves the team too. */
static void
test_playbook_tells_of_nobody (void)
{
  for (guint people = 2; people <= 6; people += 4) {
    ArcPracticeInput *practice = g_new0 (ArcPracticeInput, 1);
    g_autoptr (GPtrArray) practices = g_ptr_array_new ();
    g_autoptr (ArcDocument) document = NULL;
    g_autoptr (ArcDocument) kept = NULL;
    g_autofree char *text = NULL;
    g_autofree char *without = NULL;

    practice->id = g_strdup ("00000000-0000-4000-8000-000000000999");
    practice->turn = arc_practice_turn_new ();
    practice->turn->state = ARC_PRACTICE_ENDORSED;
    practice->turn->doing = (g_free (practice->turn->doing), g_strdup ("log the quicksilver"));
    practice->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
    practice->authors = g_ptr_array_new_with_free_func (g_free);
    practice->finder_name = g_strdup ("");
    for (guint i = 0; i < people; i++) {
      ArcTrial *trial = arc_trial_new (practice->id);

      trial->helped = ARC_HELPED_YES;
      g_ptr_array_add (practice->trials, trial);
      g_ptr_array_add (practice->authors, g_strdup_printf ("a%u", i));
    }
    g_ptr_array_add (practices, practice);
    document = arc_playbook_to_document (practices, "Sales", 5, (ArcDay){2026, 11, 22});
    text = arc_document_to_text (document, 80);
    g_assert_nonnull (strstr (text, "quicksilver"));
    g_assert_true ((strstr (text, "people") != NULL) == (people >= 5));
    practice->is_inside = TRUE;
    kept = arc_playbook_to_document (practices, "Sales", 5, (ArcDay){2026, 11, 22});
    without = arc_document_to_text (kept, 80);
    g_assert_null (strstr (without, "quicksilver"));
    arc_practice_input_free (practice);
  }
}

/* What heads a line in a small team is a topic, which was shared too; and a barrier that is gone
 * stands in no line but in what changed. */
static void
test_withdrawn_topics_and_barriers (void)
{
  g_autoptr (ArcSummaryInput) input = new_input ();
  ArcShare *share = make_share (ARC_OUTCOME_ACHIEVED, "I asked Mia for it early", NULL,
                                "No key for the quicksilver room");
  ArcBarrier *barrier = arc_barrier_new ("No key for the quicksilver room");
  ArcBarrierInput *turn;
  ArcSharedInput *one;
  g_autoptr (ArcSummary) before = NULL;
  g_autoptr (ArcSummary) summary = NULL;
  g_autofree char *told = NULL;
  g_autofree char *after = NULL;

  barrier->id = g_strdup ("00000000-0000-4000-8000-000000000777");
  g_ptr_array_add (share->loop->barriers, barrier);
  arc_entry_set_topic (share->entry, "Orinoco");
  one = add_input (input, 1, "a", ARC_AUDIENCE_TEAM, share);
  before = arc_summary_build (input, NULL, NULL, NULL);
  turn = g_new0 (ArcBarrierInput, 1);
  turn->share_id = g_strdup (one->id);
  turn->barrier_id = g_strdup ("00000000-0000-4000-8000-000000000777");
  turn->owner_name = g_strdup ("");
  turn->next_step = g_strdup ("");
  turn->state = ARC_BARRIER_REMOVED;
  g_ptr_array_add (input->barriers, turn);
  input->previous = before;
  summary = arc_summary_build (input, NULL, NULL, NULL);
  /* Only the barrier's own line in what changed is left of it. */
  g_ptr_array_set_size (summary->parts[ARC_SUMMARY_WORKED], 1);
  told = arc_body_from_summary (summary);
  g_assert_nonnull (strstr (told, "quicksilver"));
  g_assert_nonnull (strstr (told, "Orinoco"));
  g_assert_nonnull (strstr (told, "orinoco"));
  g_assert_true (arc_summary_withdraw (summary, one->id));
  after = arc_body_from_summary (summary);
  g_assert_null (strstr (after, "quicksilver"));
  g_assert_null (strstr (after, "Orinoco"));
  g_assert_null (strstr (after, "orinoco"));
  /* Nothing but that line: it goes too. */
  g_clear_pointer (&summary, arc_summary_free);
  summary = arc_summary_build (input, NULL, NULL, NULL);
  for (guint part = 0; part < ARC_SUMMARY_CHANGED; part++)
    g_ptr_array_set_size (summary->parts[part], 0);
  g_assert_cmpuint (summary->parts[ARC_SUMMARY_CHANGED]->len, ==, 1);
  g_assert_true (arc_summary_withdraw (summary, one->id));
  g_assert_cmpuint (summary->parts[ARC_SUMMARY_CHANGED]->len, ==, 0);
}

static void
test_impossible_figures (void)
{
  static const char *const bodies[] = {"{\"worked\":[{\"for\":1e999}]}",
                                       "{\"worked\":[{\"against\":-1}]}",
                                       "{\"worked\":[{\"bound\":1e300}]}"};

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (arc_body_to_summary (bodies[i], &error));
    g_assert_nonnull (error);
  }
}

/* A correction holds in the next summary, and its undoing too. */
static void
test_corrections_hold (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (150, 13);
  g_autoptr (ArcSummary) before = arc_summary_build (input, NULL, NULL, NULL);
  const ArcSummaryLine *line = before->parts[ARC_SUMMARY_WORKED]->pdata[0];
  const ArcQuote *quote = line->quotes->pdata[0];
  ArcCorrection *rename = arc_correction_new (ARC_CORRECT_RENAME);
  ArcCorrection *drop = arc_correction_new (ARC_CORRECT_DROP);
  const ArcQuote *dropped = line->quotes->pdata[line->quotes->len - 1];
  g_autofree char *untouched = arc_body_from_summary (before);
  g_autofree char *undone = NULL;
  g_autoptr (ArcSummary) after = NULL;
  g_autoptr (GPtrArray) quotes = NULL;
  gboolean renamed = FALSE;

  rename->text = (g_free (rename->text), g_strdup ("Ask before the meeting"));
  g_ptr_array_add (rename->statements, g_strdup (quote->id));
  g_ptr_array_add (drop->statements, g_strdup (dropped->id));
  g_ptr_array_add (input->corrections, rename);
  g_ptr_array_add (input->corrections, drop);
  after = arc_summary_build (input, NULL, NULL, NULL);
  for (guint part = 0; part < ARC_N_SUMMARY_PARTS; part++)
    for (guint i = 0; i < after->parts[part]->len; i++)
      renamed = renamed || g_str_equal (((ArcSummaryLine *) after->parts[part]->pdata[i])->text,
                                        "Ask before the meeting");
  g_assert_true (renamed);
  quotes = arc_summary_list_quotes (after);
  for (guint i = 0; i < quotes->len; i++)
    g_assert_cmpstr (((ArcQuote *) quotes->pdata[i])->id, !=, dropped->id);
  g_ptr_array_set_size (input->corrections, 0);
  undone = build_body (input);
  g_assert_cmpstr (undone, ==, untouched);
}

/* A line of more statements than stand under it goes as a whole. */
static void
test_long_line_is_dropped (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (900, 29);
  g_autoptr (ArcSummary) before = arc_summary_build (input, NULL, NULL, NULL);
  const ArcSummaryLine *line = NULL;
  ArcCorrection *drop = arc_correction_new (ARC_CORRECT_DROP);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (ArcSummary) after = NULL;

  for (guint i = 0; i < before->parts[ARC_SUMMARY_WORKED]->len && !line; i++) {
    const ArcSummaryLine *one = before->parts[ARC_SUMMARY_WORKED]->pdata[i];

    if (one->unquoted->len > 0)
      line = one;
  }
  g_assert_nonnull (line);
  for (guint i = 0; i < line->quotes->len; i++)
    g_ptr_array_add (drop->statements, g_strdup (((ArcQuote *) line->quotes->pdata[i])->id));
  for (guint i = 0; i < line->unquoted->len; i++)
    g_ptr_array_add (drop->statements, g_strdup (line->unquoted->pdata[i]));
  for (guint i = 0; i < drop->statements->len; i++)
    g_hash_table_add (gone, drop->statements->pdata[i]);
  g_ptr_array_add (input->corrections, drop);
  after = arc_summary_build (input, NULL, NULL, NULL);
  for (guint part = 0; part < ARC_N_SUMMARY_PARTS; part++)
    for (guint i = 0; i < after->parts[part]->len; i++) {
      const ArcSummaryLine *one = after->parts[part]->pdata[i];

      g_assert_cmpstr (one->text, !=, line->text);
      for (guint k = 0; k < one->quotes->len; k++)
        g_assert_false (g_hash_table_contains (gone, ((ArcQuote *) one->quotes->pdata[k])->id));
    }
}

static ArcCorrection *
add_correction (ArcSummaryInput *input, ArcCorrectionKind kind, const char *text, const char *first,
                const char *second)
{
  ArcCorrection *correction = arc_correction_new (kind);

  correction->text = (g_free (correction->text), g_strdup (text));
  g_ptr_array_add (correction->statements, g_strdup (first));
  g_ptr_array_add (correction->statements, g_strdup (second));
  g_ptr_array_add (input->corrections, correction);
  return correction;
}

/* In a small team people correct lines by topic; whatever the order of the shares. */
static void
test_topics_are_corrected (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (20, 31);
  g_autoptr (ArcSummary) before = arc_summary_build (input, NULL, NULL, NULL);
  const GPtrArray *lines = before->parts[ARC_SUMMARY_WORKED];
  const ArcSummaryLine *one = lines->pdata[0], *other = lines->pdata[1];
  const char *first = ((ArcQuote *) one->quotes->pdata[0])->id;
  const char *second = ((ArcQuote *) one->quotes->pdata[1])->id;
  const char *there = ((ArcQuote *) other->quotes->pdata[0])->id;
  g_autoptr (ArcSummary) after = NULL;
  const ArcSummaryLine *target = NULL;
  g_autofree char *body = NULL;
  g_autofree char *turned = NULL;

  g_assert_false (before->is_grouped);
  add_correction (input, ARC_CORRECT_SPLIT, ARC_CORRECTION_BY_TOPIC, first, second);
  add_correction (input, ARC_CORRECT_MERGE, ARC_CORRECTION_BY_TOPIC, first, there);
  after = arc_summary_build (input, NULL, NULL, NULL);
  for (guint i = 0; i < after->parts[ARC_SUMMARY_WORKED]->len; i++) {
    const ArcSummaryLine *line = after->parts[ARC_SUMMARY_WORKED]->pdata[i];

    if (g_str_equal (line->key, other->key))
      target = line;
  }
  g_assert_nonnull (target);
  g_assert_cmpuint (target->quotes->len, ==, other->quotes->len + 1);
  g_assert_cmpstr (target->text, ==, other->text);
  body = arc_body_from_summary (after);
  for (guint i = 0; i < input->inputs->len / 2; i++) {
    gpointer swap = input->inputs->pdata[i];

    input->inputs->pdata[i] = input->inputs->pdata[input->inputs->len - 1 - i];
    input->inputs->pdata[input->inputs->len - 1 - i] = swap;
  }
  turned = build_body (input);
  g_assert_cmpstr (turned, ==, body);
}

static void
test_index_is_kept (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (150, 17);
  g_autoptr (ArcStatementIndex) index = arc_statement_index_new ();
  g_autofree char *fresh = NULL;
  g_autofree char *kept = NULL;
  ArcSharedInput *last = g_ptr_array_steal_index (input->inputs, input->inputs->len - 1);
  g_autofree char *first = NULL;

  input->index = index;
  first = build_body (input);
  g_ptr_array_add (input->inputs, last);
  kept = build_body (input);
  input->index = NULL;
  fresh = build_body (input);
  g_assert_cmpstr (kept, ==, fresh);
  g_assert_cmpstr (first, !=, fresh);
}

static gboolean
stop_at_once (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (400, 19);
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_summary_build (input, stop_at_once, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_body_round_trip (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (120, 23);
  g_autofree char *body = build_body (input);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSummary) read = arc_body_to_summary (body, &error);
  g_autofree char *again = NULL;
  static const char *const hostile[] = {"",
                                        "[]",
                                        "{\"worked\":1}",
                                        "{\"worked\":[1]}",
                                        "{\"version\":-1}",
                                        "{\"audience\":\"all\"}",
                                        "{\"worked\":[{\"statements\":[{\"text\":7}]}]}"};

  g_assert_no_error (error);
  again = arc_body_from_summary (read);
  g_assert_cmpstr (again, ==, body);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    g_assert_null (arc_body_to_summary (hostile[i], NULL));
}

/* ---- documents ---- */

static void
test_documents_escape (void)
{
  g_autoptr (ArcSummaryInput) input = new_input ();
  g_autoptr (ArcSummary) summary = NULL;
  g_autoptr (ArcDocument) document = NULL;
  g_autofree char *html = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *word = g_strnfill (10000, 'W');
  g_autofree char *text = g_strdup_printf (
      "See <script>alert(1)</script> & [a](javascript:x) \xe2\x80\xae*bold* # no %s", word);
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  char *read;
  ArcShare *share = make_share (ARC_OUTCOME_ACHIEVED, text, "مرحبا بالعالم كله هنا", NULL);

  arc_entry_set_topic (share->entry, "<img src=x onerror=alert(1)>");
  add_input (input, 1, "<b>Eve</b>", ARC_AUDIENCE_TEAM, share);
  summary = arc_summary_build (input, NULL, NULL, NULL);
  document = arc_summary_to_document (summary, FALSE);
  html = arc_document_to_html (document, "en", FALSE);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "<b>Eve"));
  g_assert_null (strstr (html, "\xe2\x80\xae"));
  g_assert_null (strstr (html, "href"));
  g_assert_nonnull (strstr (html, "مرحبا"));
  markdown = arc_document_to_markdown (document);
  /* As whoever shows it would read it. */
  read = cmark_markdown_to_html (markdown, strlen (markdown), CMARK_OPT_UNSAFE);
  g_assert_null (strstr (read, "<script"));
  g_assert_null (strstr (read, "<img"));
  g_assert_null (strstr (read, "href"));
  g_assert_null (strstr (read, "<em>bold"));
  free (read);
  pdf = arc_document_to_pdf (document, "en", "2026-11-22", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  again = arc_document_to_pdf (document, "en", "2026-11-22", &error);
  g_assert_true (g_bytes_equal (pdf, again));
}

static void
test_document_of_many_pages (void)
{
  g_autoptr (ArcSummaryInput) input = make_team (300, 29);
  g_autoptr (ArcSummary) summary = arc_summary_build (input, NULL, NULL, NULL);
  g_autoptr (ArcDocument) document = arc_summary_to_document (summary, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = arc_document_to_pdf (document, "en", "2026-11-22", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 10000);
}

/* (transfer full): the text of each page, as another program reads it. */
static GStrv
read_pages (const ArcDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = arc_document_to_pdf (document, "en", "2026-11-22", &error);
  g_autofree char *text = NULL;
  gsize length;
  const char *data;
  int status = -1;

  g_assert_no_error (error);
  data = g_bytes_get_data (pdf, &length);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char *[]){"pdftotext", (char *) path, "-", NULL}, NULL, G_SPAWN_SEARCH_PATH,
                NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_strsplit (text, "\f", -1);
}

/* Wherever the page ends: what is said of the rest stands with the last statement. */
static void
test_page_breaks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("arc-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pages.pdf", NULL);
  gboolean breaks_before = FALSE;

  for (guint quotes = 20; quotes < 50; quotes++) {
    g_autoptr (ArcDocument) document = arc_document_new ("Sales");
    g_auto (GStrv) pages = NULL;

    arc_document_add (document, ARC_BLOCK_LINE, "What was said", "nine people");
    for (guint i = 0; i < quotes; i++)
      arc_document_add (document, ARC_BLOCK_QUOTE, "Logged the call.", "Mia Novak");
    arc_document_add (document, ARC_BLOCK_NOTE, "and 7 more statements", NULL);
    pages = read_pages (document, path);
    for (guint i = 0; pages[i] != NULL; i++)
      g_assert_false (g_str_has_prefix (g_strchug (pages[i]), "and 7 more"));
    breaks_before |= strstr (pages[0], "and 7 more") == NULL;
  }
  g_assert_true (breaks_before);
  g_remove (path);
  g_rmdir (folder);
}

/* ---- offers ---- */

static ArcPracticeInput *
make_practice (guint number, const char *when, const char *doing, const char *topic, guint helped)
{
  ArcPracticeInput *practice = g_new0 (ArcPracticeInput, 1);

  practice->id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  practice->turn = arc_practice_turn_new ();
  practice->turn->state = ARC_PRACTICE_ENDORSED;
  practice->turn->when = (g_free (practice->turn->when), g_strdup (when));
  practice->turn->doing = (g_free (practice->turn->doing), g_strdup (doing));
  practice->turn->topic = (g_free (practice->turn->topic), g_strdup (topic));
  practice->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_trial_free);
  practice->authors = g_ptr_array_new_with_free_func (g_free);
  practice->finder_name = g_strdup ("");
  practice->endorsed_us = arc_day_start ((ArcDay){2026, 11, 1}, "UTC", 0);
  for (guint i = 0; i < helped; i++) {
    ArcTrial *trial = arc_trial_new (practice->id);

    trial->response = ARC_TRIAL_TRYING;
    trial->helped = ARC_HELPED_YES;
    trial->tried_on = (ArcDay){2026, 11, 10};
    g_ptr_array_add (practice->trials, trial);
    g_ptr_array_add (practice->authors, g_strdup_printf ("person-%u", i));
  }
  return practice;
}

static void
test_offer_fits (void)
{
  g_autoptr (GPtrArray) practices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_input_free);
  const ArcPracticeInput *offered;
  g_autoptr (GPtrArray) best = NULL;

  g_ptr_array_add (practices,
                   make_practice (1, "a call ends", "log it before standing up", "CRM", 1));
  g_ptr_array_add (
      practices, make_practice (2, "a report is due", "take Mia's export template", "Reports", 4));
  offered = arc_practices_offer (practices, "I made the report with an export again", NULL, "me");
  g_assert_nonnull (offered);
  g_assert_cmpstr (offered->id, ==, ((ArcPracticeInput *) practices->pdata[1])->id);
  offered = arc_practices_offer (practices, "something", "crm", "me");
  g_assert_nonnull (offered);
  g_assert_cmpstr (offered->id, ==, ((ArcPracticeInput *) practices->pdata[0])->id);
  g_assert_null (arc_practices_offer (practices, "lunch was late", NULL, "me"));
  /* person-0 tries both already. */
  g_assert_null (arc_practices_offer (practices, "the report export", "CRM", "person-0"));
  best = arc_practices_best (practices, 1);
  g_assert_cmpuint (best->len, ==, 1);
  g_assert_true (best->pdata[0] == practices->pdata[1]);
}

/* One sentence that fits is found among many that are about something else. */
static void
test_offer_in_long_text (void)
{
  g_autoptr (GPtrArray) practices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_input_free);
  g_autoptr (GHashTable) skip = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new ("I logged the call before standing up this time.\n");
  g_autoptr (ArcPracticeOffers) offers = NULL;
  const ArcPracticeInput *offered;

  g_ptr_array_add (practices,
                   make_practice (1, "a call ends", "log it before standing up", "CRM", 1));
  g_ptr_array_add (
      practices, make_practice (2, "a report is due", "take Mia's export template", "Reports", 4));
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "Garden number %u has %u apple trees and a bench below them.\n",
                            i, i * 7);
  offers = arc_practice_offers_new (practices);
  offered = arc_practice_offers_find (offers, text->str, NULL, NULL);
  g_assert_nonnull (offered);
  g_assert_cmpstr (offered->id, ==, ((ArcPracticeInput *) practices->pdata[0])->id);
  g_hash_table_add (skip, offered->id);
  g_assert_null (arc_practice_offers_find (offers, text->str, NULL, skip));
  /* The same prepared practices answer again, and an empty text by its topic alone. */
  offered = arc_practice_offers_find (offers, "", "reports", skip);
  g_assert_nonnull (offered);
  g_assert_cmpstr (offered->id, ==, ((ArcPracticeInput *) practices->pdata[1])->id);
  g_assert_null (arc_practice_offers_find (offers, "", "", NULL));
}

/* Where there are few practices, words that every sentence has are no reason to offer one. */
static void
test_offer_needs_words (void)
{
  static const char *const texts[] = {
      "I picked the ripe pear.",
      "When the rain was over it was time to do the dishes.",
      "The call.",
      "When do so that, so that when, do the a.",
      "Before the end of it I was up.",
  };
  g_autoptr (GPtrArray) practices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_input_free);
  const ArcPracticeInput *offered;

  g_ptr_array_add (practices, make_practice (1, "the client call is over",
                                             "log the call before standing up", "", 1));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (arc_practices_offer (practices, texts[i], NULL, "me"))
      g_error ("“%s” gets a practice about calls", texts[i]);
  /* In another form, and in another language beside it. */
  g_ptr_array_add (practices, make_practice (2, "der Kunde angerufen hat",
                                             "das Gespräch sofort im System notieren", "", 1));
  offered = arc_practices_offer (practices, "Logging of calls was forgotten.", NULL, "me");
  g_assert_true (offered == practices->pdata[0]);
  offered = arc_practices_offer (
      practices, "Ich habe die Gespräche wieder nicht im System notiert.", NULL, "me");
  g_assert_true (offered == practices->pdata[1]);
}

/* Not judged here: what an offer costs is said for whoever asks with -m perf. */
static void
test_offer_time (void)
{
  static const char *const words[] = {"client", "report", "call",   "export",  "team",  "price",
                                      "ticket", "log",    "review", "meeting", "order", "mail"};
  static const guint sizes[] = {200, 2000};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autoptr (GPtrArray) practices =
        g_ptr_array_new_with_free_func ((GDestroyNotify) arc_practice_input_free);
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (ArcPracticeOffers) offers = NULL;
    double begun_s, built_s;

    for (guint i = 0; i < sizes[s]; i++) {
      g_autofree char *when =
          g_strdup_printf ("the %s of customer%u is %s", words[i % 12], i, words[i * 7 % 11]);
      g_autofree char *doing = g_strdup_printf ("write the %s to place%u before the %s",
                                                words[i * 5 % 12], i * 13 % 997, words[i * 3 % 11]);
      g_ptr_array_add (practices, make_practice (i, when, doing, "", i % 4));
    }
    for (guint i = 0; i < 40; i++)
      g_string_append_printf (text, "The %s of customer%u went to the %s before noon.\n",
                              words[i % 12], i * 17, words[i % 7]);
    g_test_timer_start ();
    offers = arc_practice_offers_new (practices);
    built_s = g_test_timer_elapsed ();
    g_test_timer_start ();
    for (guint i = 0; i < 10; i++)
      g_assert_nonnull (arc_practice_offers_find (offers, text->str, NULL, NULL));
    begun_s = g_test_timer_elapsed () / 10;
    g_test_minimized_result (begun_s, "%u practices: prepared once in %.1f ms, an offer %.2f ms",
                             sizes[s], built_s * 1000, begun_s * 1000);
  }
}

static void
test_recheck (void)
{
  ArcPracticeInput *practice = make_practice (1, "a", "b c", "", 1);

  g_assert_cmpint (arc_practice_recheck (practice, (ArcDay){2026, 12, 1}), ==, ARC_SAY_NOTHING);
  g_assert_cmpint (arc_practice_recheck (practice, (ArcDay){2027, 6, 1}), ==, ARC_SAY_RECHECK_IDLE);
  practice->turn->recheck_on = (ArcDay){2026, 11, 30};
  g_assert_cmpint (arc_practice_recheck (practice, (ArcDay){2026, 12, 1}), ==, ARC_SAY_RECHECK_DUE);
  for (guint i = 0; i < 3; i++) {
    ArcTrial *trial = arc_trial_new (practice->id);

    trial->helped = ARC_HELPED_NO;
    trial->tried_on = (ArcDay){2026, 11, 20 + i};
    g_ptr_array_add (practice->trials, trial);
    g_ptr_array_add (practice->authors, g_strdup ("x"));
  }
  g_assert_cmpint (arc_practice_recheck (practice, (ArcDay){2026, 11, 25}), ==,
                   ARC_SAY_RECHECK_TRIALS);
  arc_practice_input_free (practice);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/statements", test_statements);
  g_test_add_func ("/summary/statements/commitment", test_statement_of_a_commitment_counts_once);
  g_test_add_func ("/summary/statements/hostile", test_hostile_statements);
  g_test_add_func ("/summary/evidence/many-beat-one", test_many_beat_one);
  g_test_add_func ("/summary/evidence/people", test_evidence_counts_people);
  g_test_add_func ("/summary/evidence/figures", test_figures_about_people);
  g_test_add_func ("/summary/evidence/trials", test_trials_in_words);
  g_test_add_func ("/summary/evidence/measured", test_measured_once_a_loop);
  g_test_add_func ("/summary/order", test_same_whatever_the_order);
  g_test_add_func ("/summary/only-shares", test_nothing_that_is_in_no_share);
  g_test_add_func ("/summary/small", test_small_teams_have_no_headings);
  g_test_add_func ("/summary/large", test_large_teams_are_grouped);
  g_test_add_func ("/summary/withdraw", test_withdrawn_words_are_gone);
  g_test_add_func ("/summary/withdraw/papers", test_withdrawn_in_every_paper);
  g_test_add_func ("/summary/withdraw/all", test_withdrawn_topics_and_barriers);
  g_test_add_func ("/summary/figures", test_impossible_figures);
  g_test_add_func ("/summary/outside", test_outside_the_team);
  g_test_add_func ("/summary/outside/playbook", test_playbook_tells_of_nobody);
  g_test_add_func ("/summary/outside/few", test_outside_tells_of_nobody);
  g_test_add_func ("/summary/corrections", test_corrections_hold);
  g_test_add_func ("/summary/corrections/long", test_long_line_is_dropped);
  g_test_add_func ("/summary/corrections/topics", test_topics_are_corrected);
  g_test_add_func ("/summary/index", test_index_is_kept);
  g_test_add_func ("/summary/cancel", test_can_be_cancelled);
  g_test_add_func ("/summary/body", test_body_round_trip);
  g_test_add_func ("/summary/documents", test_documents_escape);
  g_test_add_func ("/summary/pages", test_document_of_many_pages);
  g_test_add_func ("/summary/document/page-breaks", test_page_breaks);
  g_test_add_func ("/practices/offer", test_offer_fits);
  g_test_add_func ("/practices/offer-in-long-text", test_offer_in_long_text);
  g_test_add_func ("/practices/offer-needs-words", test_offer_needs_words);
  if (g_test_perf ())
    g_test_add_func ("/practices/offer-time", test_offer_time);
  g_test_add_func ("/practices/recheck", test_recheck);
  return g_test_run ();
}
