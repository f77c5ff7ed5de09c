/* Summaries and practices of a team, through the journal and a folder. */
#include <string.h>

#include "arc-journal-loop.h"
#include "arc-json-summary.h"
#include "arc-practices.h"
#include "arc-review.h"
#include "team-world.h"

/* Members: Ada made the team (manager, admin), Ben and Cleo are plain members. */
enum { ADA, BEN, CLEO };

static ArcJournal *
journal_of (TeamWorld *world, guint member)
{
  return world->members[member].journal;
}

/* An entry with this action, shared: (transfer full): the share's id. */
static char *
share_text (TeamWorld *world, guint member, const char *text, ArcAudience audience)
{
  g_autofree char *entry_id = team_world_write (world, member, text);

  return team_world_share (world, member, entry_id, ARC_PART_SECTIONS | ARC_PART_OUTCOME, audience,
                           NULL);
}

static ArcSummary *
make_summary (TeamWorld *world, guint member, ArcAudience audience)
{
  ArcReviewScope scope = {.team_id = world->team_id, .audience = audience};
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcSummary) previous = NULL;
  g_autoptr (ArcSummaryInput) input =
      arc_review_gather (journal_of (world, member), &scope, &previous, &error);
  ArcSummary *summary;

  g_assert_no_error (error);
  summary = arc_summary_build (input, NULL, NULL, &error);
  g_assert_no_error (error);
  return summary;
}

static char *
publish (TeamWorld *world, guint member, const char *post_id)
{
  g_autoptr (ArcSummary) summary = make_summary (world, member, ARC_AUDIENCE_TEAM);
  g_autoptr (GError) error = NULL;
  char *id =
      arc_review_publish (journal_of (world, member), world->team_id, summary, post_id, &error);

  g_assert_no_error (error);
  return id;
}

static ArcPublished *
load (TeamWorld *world, guint member, const char *id)
{
  g_autoptr (GError) error = NULL;
  ArcPublished *published = arc_review_load_published (journal_of (world, member), id, &error);

  g_assert_no_error (error);
  return published;
}

static gboolean
has_words (const ArcSummary *summary, const char *words)
{
  g_autofree char *body = arc_body_from_summary (summary);

  return strstr (body, words) != NULL;
}

static void
test_published_is_read_by_all (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 1, TRUE);
  g_autofree char *ben =
      share_text (world, BEN, "asked Mia about the marmalade", ARC_AUDIENCE_TEAM);
  g_autofree char *cleo =
      share_text (world, CLEO, "whispered about quicksilver", ARC_AUDIENCE_MANAGERS);
  g_autofree char *id = NULL;
  g_autofree char *next = NULL;
  g_autoptr (ArcPublished) read = NULL;
  g_autoptr (ArcPublished) other = NULL;
  g_autoptr (ArcPublished) corrected = NULL;
  g_autoptr (GPtrArray) list = NULL;

  team_world_quiet (world);
  id = publish (world, ADA, NULL);
  team_world_quiet (world);
  read = load (world, BEN, id);
  g_assert_true (has_words (read->summary, "marmalade"));
  g_assert_false (has_words (read->summary, "quicksilver"));
  g_assert_true (read->quotes_me);
  g_assert_cmpuint (read->summary->version, ==, 1);
  g_assert_cmpstr (read->author_name, ==, "Ada Weber");
  other = load (world, CLEO, id);
  g_assert_false (other->quotes_me);
  next = publish (world, ADA, id);
  g_assert_cmpstr (next, ==, id);
  team_world_quiet (world);
  corrected = load (world, BEN, id);
  g_assert_cmpuint (corrected->summary->version, ==, 2);
  list = arc_review_list_published (journal_of (world, CLEO), NULL, NULL);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_wider_than_its_words_is_refused (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 2, TRUE);
  g_autofree char *cleo =
      share_text (world, CLEO, "whispered about quicksilver", ARC_AUDIENCE_MANAGERS);
  g_autoptr (ArcSummary) summary = NULL;
  g_autoptr (ArcSummary) own = NULL;
  g_autoptr (GError) error = NULL;

  team_world_quiet (world);
  summary = make_summary (world, ADA, ARC_AUDIENCE_MANAGERS);
  g_assert_true (has_words (summary, "quicksilver"));
  summary->audience = ARC_AUDIENCE_TEAM;
  g_assert_null (
      arc_review_publish (journal_of (world, ADA), world->team_id, summary, NULL, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  g_clear_error (&error);
  /* A plain member publishes nothing. */
  own = make_summary (world, BEN, ARC_AUDIENCE_TEAM);
  g_assert_null (arc_review_publish (journal_of (world, BEN), world->team_id, own, NULL, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
}

static void
assert_nowhere (TeamWorld *world, const char *words)
{
  for (guint i = 0; i < world->n_members; i++) {
    g_autofree char *wal = g_strconcat (world->members[i].path, "-wal", NULL);
    const char *files[] = {world->members[i].path, wal};

    for (guint f = 0; f < G_N_ELEMENTS (files); f++) {
      g_autofree char *content = NULL;
      gsize length;

      /* What its writer has in an entry of their own stays. */
      if (i != BEN && g_file_get_contents (files[f], &content, &length, NULL))
        g_assert_null (memmem (content, length, words, strlen (words)));
    }
  }
}

static void
test_revoked_words_go (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 3, TRUE);
  g_autofree char *share =
      share_text (world, BEN, "asked Mia about the zanzibarmarker", ARC_AUDIENCE_TEAM);
  g_autofree char *id = NULL;
  g_autoptr (ArcPublished) at_once = NULL;
  g_autoptr (ArcPublished) later = NULL;

  team_world_quiet (world);
  id = publish (world, ADA, NULL);
  team_world_quiet (world);
  g_assert_true (arc_journal_revoke_post (journal_of (world, BEN), world->team_id, share, NULL));
  team_world_sync_only (world, BEN);
  team_world_sync_only (world, CLEO);
  /* Before Ada, who published it, has heard of it. */
  at_once = load (world, CLEO, id);
  g_assert_false (has_words (at_once->summary, "zanzibarmarker"));
  team_world_quiet (world);
  later = load (world, CLEO, id);
  g_assert_false (has_words (later->summary, "zanzibarmarker"));
  g_assert_true (has_words (later->summary, "withdrawn"));
  assert_nowhere (world, "zanzibarmarker");
}

/* A part that its writer stops sharing is taken back as well, and so is what is given to fewer. */
static void
test_narrowed_words_go (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 8, TRUE);
  g_autofree char *entry = team_world_write (world, BEN, "asked Mia about the zanzibarmarker");
  g_autofree char *share =
      team_world_share (world, BEN, entry, ARC_PART_SECTIONS, ARC_AUDIENCE_TEAM, NULL);
  g_autofree char *again = NULL;
  g_autofree char *id = NULL;
  g_autoptr (ArcPublished) later = NULL;

  team_world_quiet (world);
  id = publish (world, ADA, NULL);
  g_clear_pointer (&later, arc_published_free);
  later = load (world, ADA, id);
  g_assert_true (has_words (later->summary, "On reflection"));
  g_clear_pointer (&later, arc_published_free);
  team_world_quiet (world);
  again = team_world_share (world, BEN, entry, ARC_PART_ACTION, ARC_AUDIENCE_TEAM, share);
  team_world_quiet (world);
  later = load (world, CLEO, id);
  g_assert_false (has_words (later->summary, "On reflection"));
  g_assert_true (has_words (later->summary, "zanzibarmarker"));
  assert_nowhere (world, "On reflection: asked");
}

/* A share that has not arrived is not taken back: nobody blanks for good what quotes it. */
static void
test_late_share_is_not_withdrawn (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 9, TRUE);
  g_autofree char *share =
      share_text (world, BEN, "asked Mia about the marmalade", ARC_AUDIENCE_TEAM);
  g_autofree char *id = NULL;
  g_autoptr (ArcPublished) read = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (GError) error = NULL;
  const ArcPosted *posted;

  team_world_quiet (world);
  id = publish (world, ADA, NULL);
  team_world_quiet (world);
  latest = arc_journal_load_post (journal_of (world, ADA), share, &error);
  g_assert_no_error (error);
  posted = latest->pdata[0];
  g_ptr_array_add (batch->lost, arc_lost_new (share, posted->post->author, posted->post->revision));
  g_assert_true (
      arc_journal_apply_posts (journal_of (world, ADA), world->team_id, batch, NULL, &error));
  g_assert_true (arc_review_refresh (journal_of (world, ADA), world->team_id, &error));
  g_assert_no_error (error);
  /* Nothing was put out anew, and it is whole when the share is back. */
  g_assert_cmpuint (arc_journal_count_outbox (journal_of (world, ADA)), ==, 0);
  g_ptr_array_set_size (batch->lost, 0);
  g_ptr_array_add (batch->posts, arc_post_copy (posted->post));
  g_ptr_array_add (batch->shares, arc_share_copy (posted->share));
  g_assert_true (
      arc_journal_apply_posts (journal_of (world, ADA), world->team_id, batch, NULL, &error));
  read = load (world, ADA, id);
  g_assert_true (has_words (read->summary, "marmalade"));
}

/* A turn that is about no share, from another program, stops nobody's sync. */
static void
test_turn_of_nothing (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 10, TRUE);
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_BARRIER, world->members[BEN].id);
  g_autoptr (GPtrArray) arrived = NULL;
  g_autoptr (GError) error = NULL;

  post->audience = ARC_AUDIENCE_TEAM;
  post->body =
      (g_free (post->body), g_strdup ("{\"barrier\":\"00000000-0000-4000-8000-000000000001\"}"));
  g_assert_true (
      arc_journal_put_post (journal_of (world, BEN), world->team_id, post, NULL, &error));
  g_assert_no_error (error);
  team_world_quiet (world);
  arrived = arc_journal_load_post (journal_of (world, ADA), post->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (arrived->len, ==, 1);
}

/* ---- practices ---- */

/* What only managers may read does not become the team's by way of a practice. */
static void
test_practice_keeps_sources_private (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 11, TRUE);
  g_autofree char *share =
      share_text (world, CLEO, "whispered about the quicksilver early on", ARC_AUDIENCE_MANAGERS);
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  team_world_quiet (world);
  turn->when = (g_free (turn->when), g_strdup ("a call ends"));
  turn->doing = (g_free (turn->doing), g_strdup ("Whispered about the quicksilver early on."));
  turn->finder = (g_free (turn->finder), g_strdup (world->members[CLEO].id));
  g_ptr_array_add (turn->shares, g_strdup (share));
  g_assert_null (arc_practices_put_turn (journal_of (world, ADA), world->team_id, turn, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  g_clear_error (&error);
  turn->doing = (g_free (turn->doing), g_strdup ("say it quietly, and soon"));
  id = arc_practices_put_turn (journal_of (world, ADA), world->team_id, turn, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GPtrArray) posts = arc_journal_load_post (journal_of (world, ADA), id, &error);
    const ArcPosted *posted = posts->pdata[0];

    g_assert_null (strstr (posted->post->body, share));
    g_assert_null (strstr (posted->post->body, world->members[CLEO].id));
  }
}

/* The team may be told in somebody's words; outside, only if they were released. */
static void
test_practice_in_words_of_the_team (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 12, TRUE);
  g_autofree char *share =
      share_text (world, BEN, "asked Mia about the quicksilver early on", ARC_AUDIENCE_TEAM);
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  g_autoptr (GPtrArray) practices = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  team_world_quiet (world);
  turn->doing = (g_free (turn->doing), g_strdup ("asked Mia about the quicksilver"));
  g_ptr_array_add (turn->shares, g_strdup (share));
  id = arc_practices_put_turn (journal_of (world, ADA), world->team_id, turn, &error);
  g_assert_no_error (error);
  practices = arc_practices_list (journal_of (world, ADA), NULL, &error);
  g_assert_true (arc_practices_mark_inside (journal_of (world, ADA), practices, &error));
  g_assert_true (((ArcPractice *) practices->pdata[0])->input->is_inside);
  turn->practice_id = (g_free (turn->practice_id), g_strdup (id));
  turn->doing = (g_free (turn->doing), g_strdup ("ask whoever knows before lunch"));
  g_free (id);
  id = arc_practices_put_turn (journal_of (world, ADA), world->team_id, turn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&practices, g_ptr_array_unref);
  practices = arc_practices_list (journal_of (world, ADA), NULL, &error);
  g_assert_true (arc_practices_mark_inside (journal_of (world, ADA), practices, &error));
  g_assert_false (((ArcPractice *) practices->pdata[0])->input->is_inside);
}

static char *
put_practice (TeamWorld *world, guint member, const char *practice_id, ArcPracticeState state,
              GError **error)
{
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();

  turn->practice_id = (g_free (turn->practice_id), g_strdup (practice_id));
  turn->state = state;
  turn->when = (g_free (turn->when), g_strdup ("a call ends"));
  turn->doing = (g_free (turn->doing), g_strdup ("log it before standing up"));
  if (world->n_members > CLEO)
    turn->finder = (g_free (turn->finder), g_strdup (world->members[CLEO].id));
  return arc_practices_put_turn (journal_of (world, member), world->team_id, turn, error);
}

static ArcPractice *
load_practice (TeamWorld *world, guint member, const char *id)
{
  g_autoptr (GError) error = NULL;
  ArcPractice *practice = arc_practices_load (journal_of (world, member), id, &error);

  g_assert_no_error (error);
  return practice;
}

static void
test_practice_is_tried (void)
{
  g_autoptr (TeamWorld) world = team_world_new (3, 4, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = put_practice (world, BEN, "", ARC_PRACTICE_CANDIDATE, &error);
  g_autofree char *refused = NULL;
  g_autofree char *endorsed = NULL;
  g_autofree char *commitment_id = NULL;
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autoptr (ArcLookBack) look_back = NULL;
  g_autoptr (ArcPractice) practice = NULL;

  g_assert_no_error (error);
  refused = put_practice (world, BEN, id, ARC_PRACTICE_ENDORSED, &error);
  g_assert_null (refused);
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  g_clear_error (&error);
  team_world_quiet (world);
  endorsed = put_practice (world, ADA, id, ARC_PRACTICE_ENDORSED, &error);
  g_assert_cmpstr (endorsed, ==, id);
  team_world_quiet (world);
  practice = load_practice (world, CLEO, id);
  g_assert_cmpint (practice->input->turn->state, ==, ARC_PRACTICE_ENDORSED);
  g_assert_cmpuint (practice->history->len, ==, 2);
  g_assert_true (practice->asks_credit);
  g_assert_cmpstr (practice->input->finder_name, ==, "");
  g_assert_true (arc_day_is_set (practice->input->turn->recheck_on));
  /* Ben tries it; Cleo wants to be named. */
  g_assert_true (arc_practices_set_credit (journal_of (world, CLEO), id, TRUE, &error));
  g_assert_true (arc_practices_try (journal_of (world, BEN), id, NULL, (ArcDay){2026, 12, 1},
                                    &commitment_id, &error));
  commitment = arc_journal_load_commitment (journal_of (world, BEN), commitment_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (commitment->text, ==, "log it before standing up");
  look_back = arc_look_back_new (commitment->entry_id);
  look_back->commitment_id = g_strdup (commitment_id);
  look_back->did = ARC_DID_YES;
  look_back->helped = ARC_HELPED_YES;
  g_assert_true (
      arc_journal_answer (journal_of (world, BEN), look_back, (ArcDay){2026, 12, 8}, &error));
  team_world_quiet (world);
  g_clear_pointer (&practice, arc_practice_free);
  practice = load_practice (world, ADA, id);
  g_assert_cmpuint (practice->input->trials->len, ==, 2);
  g_assert_cmpstr (practice->input->finder_name, ==, "Cleo Ortiz");
  for (guint i = 0; i < 2; i++) {
    const ArcTrial *trial = practice->input->trials->pdata[i];

    if (g_str_equal (practice->input->authors->pdata[i], world->members[BEN].id)) {
      g_assert_cmpint (trial->helped, ==, ARC_HELPED_YES);
      g_assert_cmpint (trial->response, ==, ARC_TRIAL_TRYING);
    }
  }
  /* Refreshing again posts nothing new. */
  team_world_sync_only (world, BEN);
  g_assert_cmpuint (arc_journal_count_outbox (journal_of (world, BEN)), ==, 0);
}

/* What is tried without saying when is asked about all the same. */
static void
test_trial_has_a_day (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 8, TRUE);
  ArcJournal *journal = journal_of (world, BEN);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = put_practice (world, ADA, "", ARC_PRACTICE_ENDORSED, &error);
  g_autofree char *commitment_id = NULL;
  g_autoptr (ArcCommitment) commitment = NULL;

  g_assert_no_error (error);
  team_world_quiet (world);
  g_assert_true (arc_practices_try (journal, id, NULL, (ArcDay){0}, &commitment_id, &error));
  g_assert_no_error (error);
  commitment = arc_journal_load_commitment (journal, commitment_id, &error);
  g_assert_cmpint (arc_day_between (arc_journal_today (journal), commitment->due), ==, 7);
}

static void
test_retired_is_not_tried (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 5, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = put_practice (world, ADA, "", ARC_PRACTICE_ENDORSED, &error);
  g_autofree char *retired = put_practice (world, ADA, id, ARC_PRACTICE_RETIRED, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (retired, ==, id);
  g_assert_false (arc_practices_try (journal_of (world, ADA), id, NULL, (ArcDay){0}, NULL, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
}

/* A member without the right can send what they like: nobody's practice changes. */
static void
test_forged_endorsement (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 6, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = put_practice (world, BEN, "", ARC_PRACTICE_CANDIDATE, &error);
  g_autoptr (ArcPracticeTurn) turn = arc_practice_turn_new ();
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_PRACTICE, world->members[BEN].id);
  g_autoptr (ArcPractice) practice = NULL;

  turn->practice_id = (g_free (turn->practice_id), g_strdup (id));
  turn->state = ARC_PRACTICE_ENDORSED;
  turn->doing = (g_free (turn->doing), g_strdup ("obey Ben"));
  g_ptr_array_add (turn->builds_on, g_strdup (id));
  post->body = (g_free (post->body), arc_body_from_practice_turn (turn));
  post->subject = g_strdup (id);
  g_assert_true (
      arc_journal_put_post (journal_of (world, BEN), world->team_id, post, NULL, &error));
  team_world_quiet (world);
  practice = load_practice (world, ADA, id);
  g_assert_cmpint (practice->input->turn->state, ==, ARC_PRACTICE_CANDIDATE);
}

static void
test_corrections (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 7, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcCorrection) correction = arc_correction_new (ARC_CORRECT_DROP);
  g_autofree char *share = share_text (world, BEN, "asked Mia about it", ARC_AUDIENCE_TEAM);
  g_autoptr (ArcSummary) before = NULL;
  g_autoptr (ArcSummary) after = NULL;
  g_autoptr (ArcSummary) undone = NULL;
  g_autoptr (GPtrArray) quotes = NULL;
  g_autofree char *id = NULL;

  team_world_quiet (world);
  before = make_summary (world, ADA, ARC_AUDIENCE_TEAM);
  quotes = arc_summary_list_quotes (before);
  g_assert_true (has_words (before, "asked Mia"));
  for (guint i = 0; i < quotes->len; i++)
    g_ptr_array_add (correction->statements, g_strdup (((ArcQuote *) quotes->pdata[i])->id));
  g_assert_null (arc_review_correct (journal_of (world, BEN), world->team_id, correction, &error));
  g_clear_error (&error);
  id = arc_review_correct (journal_of (world, ADA), world->team_id, correction, &error);
  g_assert_no_error (error);
  after = make_summary (world, ADA, ARC_AUDIENCE_TEAM);
  g_assert_false (has_words (after, "asked Mia"));
  g_assert_true (arc_journal_revoke_post (journal_of (world, ADA), world->team_id, id, NULL));
  undone = make_summary (world, ADA, ARC_AUDIENCE_TEAM);
  g_assert_true (has_words (undone, "asked Mia"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/published", test_published_is_read_by_all);
  g_test_add_func ("/review/wider", test_wider_than_its_words_is_refused);
  g_test_add_func ("/review/revoked", test_revoked_words_go);
  g_test_add_func ("/review/narrowed", test_narrowed_words_go);
  g_test_add_func ("/review/late", test_late_share_is_not_withdrawn);
  g_test_add_func ("/review/turn-of-nothing", test_turn_of_nothing);
  g_test_add_func ("/practices/private-sources", test_practice_keeps_sources_private);
  g_test_add_func ("/practices/words-of-the-team", test_practice_in_words_of_the_team);
  g_test_add_func ("/review/corrections", test_corrections);
  g_test_add_func ("/practices/tried", test_practice_is_tried);
  g_test_add_func ("/practices/trial-has-a-day", test_trial_has_a_day);
  g_test_add_func ("/practices/retired", test_retired_is_not_tried);
  g_test_add_func ("/practices/forged", test_forged_endorsement);
  return g_test_run ();
}
