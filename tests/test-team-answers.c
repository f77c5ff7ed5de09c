/* What changes at a commitment, a barrier or with a look-back reaches those who see it shared; and
 * only shares at which something changed are looked at for that. */
#include "arc-journal-loop.h"
#include "arc-journal-team.h"
#include "team-world.h"

enum { ADA, BEN, N_MEMBERS };

typedef struct {
  TeamWorld *world;
  ArcJournal *ada;
  char *entry_id;
  char *commitment_id;
  char *barrier_id;
  char *post_id;
  char *other_id; /* of an entry that is shared too */
} Fixture;

static char *
share_all (Fixture *fixture, const char *entry_id)
{
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  choice->parts = ARC_PART_ALL;
  choice->all_commitments = TRUE;
  id = arc_team_share (fixture->ada, fixture->world->team_id, entry_id, choice, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcCommitment) commitment =
      arc_commitment_new (ARC_KIND_START, "Ask before the meeting");
  g_autoptr (ArcBarrier) barrier = arc_barrier_new ("Nobody has the key");
  g_autoptr (GError) error = NULL;
  g_autofree char *other_post = NULL;

  fixture->world = team_world_new (N_MEMBERS, 1, TRUE);
  fixture->ada = fixture->world->members[ADA].journal;
  fixture->entry_id = team_world_write (fixture->world, ADA, "The answered entry");
  fixture->other_id = team_world_write (fixture->world, ADA, "Another one");
  commitment->entry_id = g_strdup (fixture->entry_id);
  arc_journal_save_commitment (fixture->ada, commitment, &error);
  g_assert_no_error (error);
  fixture->commitment_id = g_strdup (commitment->id);
  barrier->entry_id = g_strdup (fixture->entry_id);
  arc_journal_save_barrier (fixture->ada, barrier, &error);
  g_assert_no_error (error);
  fixture->barrier_id = g_strdup (barrier->id);
  fixture->post_id = share_all (fixture, fixture->entry_id);
  other_post = share_all (fixture, fixture->other_id);
  team_world_quiet (fixture->world);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  team_world_free (fixture->world);
  g_free (fixture->entry_id);
  g_free (fixture->commitment_id);
  g_free (fixture->barrier_id);
  g_free (fixture->post_id);
  g_free (fixture->other_id);
}

/* (transfer full): what Ben has of the share. */
static ArcShare *
sync_and_read (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standing = NULL;

  team_world_sync_only (fixture->world, ADA);
  team_world_sync_only (fixture->world, BEN);
  standing = arc_journal_load_post (fixture->world->members[BEN].journal, fixture->post_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (standing->len, ==, 1);
  return arc_share_copy (((const ArcPosted *) standing->pdata[0])->share);
}

static GHashTable *
list_answered (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GHashTable *answered = arc_journal_list_answered (fixture->ada, fixture->world->team_id, &error);

  g_assert_no_error (error);
  return answered;
}

/* That just this share is looked at by the next sync. */
static void
assert_noted (Fixture *fixture)
{
  g_autoptr (GHashTable) answered = list_answered (fixture);

  g_assert_cmpuint (g_hash_table_size (answered), ==, 1);
  g_assert_true (g_hash_table_contains (answered, fixture->post_id));
}

static void
assert_none_noted (Fixture *fixture)
{
  g_autoptr (GHashTable) answered = list_answered (fixture);

  g_assert_cmpuint (g_hash_table_size (answered), ==, 0);
}

static ArcCommitmentState
state_of (const ArcShare *share)
{
  g_assert_cmpuint (share->loop->commitments->len, ==, 1);
  return ((const ArcCommitment *) share->loop->commitments->pdata[0])->state;
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcShare) before = sync_and_read (fixture);
  g_autoptr (ArcShare) after = NULL;
  g_autoptr (ArcShare) removed = NULL;
  g_autoptr (ArcBarrier) barrier = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (state_of (before), ==, ARC_COMMITMENT_OPEN);
  assert_none_noted (fixture);
  arc_journal_set_commitment_state (fixture->ada, fixture->commitment_id, ARC_COMMITMENT_HABIT,
                                    &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  after = sync_and_read (fixture);
  g_assert_cmpint (state_of (after), ==, ARC_COMMITMENT_HABIT);
  assert_none_noted (fixture);

  barrier = arc_journal_load_barrier (fixture->ada, fixture->barrier_id, &error);
  g_assert_no_error (error);
  barrier->state = ARC_BARRIER_REMOVED;
  arc_journal_save_barrier (fixture->ada, barrier, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  removed = sync_and_read (fixture);
  g_assert_cmpint (((const ArcBarrier *) removed->loop->barriers->pdata[0])->state, ==,
                   ARC_BARRIER_REMOVED);
  assert_none_noted (fixture);
}

/* Answered, answered differently, taken back, deleted. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  const ArcDay never = {0, 0, 0};
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (fixture->entry_id);
  g_autoptr (ArcLookBack) whole = arc_look_back_new (fixture->entry_id);
  g_autoptr (ArcCommitment) commitment = NULL;
  g_autoptr (ArcShare) answered = NULL;
  g_autoptr (ArcShare) taken_back = NULL;
  g_autoptr (ArcShare) with_whole = NULL;
  g_autoptr (ArcShare) without = NULL;
  g_autoptr (GError) error = NULL;

  commitment = arc_journal_load_commitment (fixture->ada, fixture->commitment_id, &error);
  g_assert_no_error (error);
  look_back->commitment_id = g_strdup (fixture->commitment_id);
  look_back->did = ARC_DID_YES;
  look_back->helped = ARC_HELPED_YES;
  arc_journal_answer (fixture->ada, look_back, never, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  answered = sync_and_read (fixture);
  g_assert_cmpint (state_of (answered), ==, ARC_COMMITMENT_DONE);
  g_assert_cmpuint (answered->look_backs->len, ==, 1);

  arc_journal_unanswer (fixture->ada, look_back->id, commitment, never, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  taken_back = sync_and_read (fixture);
  g_assert_cmpint (state_of (taken_back), ==, ARC_COMMITMENT_OPEN);
  g_assert_cmpuint (taken_back->look_backs->len, ==, 0);

  whole->helped = ARC_HELPED_PARTLY;
  arc_journal_save_look_back (fixture->ada, whole, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  with_whole = sync_and_read (fixture);
  g_assert_cmpuint (with_whole->look_backs->len, ==, 1);
  arc_journal_delete_look_back (fixture->ada, whole->id, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  without = sync_and_read (fixture);
  g_assert_cmpuint (without->look_backs->len, ==, 0);
  assert_none_noted (fixture);
}

/* A commitment that goes takes its answers with it. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (fixture->entry_id);
  g_autoptr (ArcShare) answered = NULL;
  g_autoptr (ArcShare) without = NULL;
  g_autoptr (GError) error = NULL;

  look_back->commitment_id = g_strdup (fixture->commitment_id);
  look_back->helped = ARC_HELPED_NO;
  arc_journal_save_look_back (fixture->ada, look_back, &error);
  g_assert_no_error (error);
  answered = sync_and_read (fixture);
  g_assert_cmpuint (answered->look_backs->len, ==, 1);
  arc_journal_delete_commitment (fixture->ada, fixture->commitment_id, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
  without = sync_and_read (fixture);
  g_assert_cmpuint (without->look_backs->len, ==, 0);
}

/* What changes while shares are looked at is looked at the next time. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GError) error = NULL;

  arc_journal_set_commitment_state (fixture->ada, fixture->commitment_id, ARC_COMMITMENT_DONE,
                                    &error);
  g_assert_no_error (error);
  seen = list_answered (fixture);
  arc_journal_set_commitment_state (fixture->ada, fixture->commitment_id, ARC_COMMITMENT_LET_GO,
                                    &error);
  g_assert_no_error (error);
  arc_journal_forget_answered (fixture->ada, fixture->world->team_id, seen, &error);
  g_assert_no_error (error);
  assert_noted (fixture);
}

/* Nothing is noted of an entry that nobody sees, or of one that was taken back. */
static void
test_not_shared (Fixture *fixture, gconstpointer data)
{
  g_autofree char *private_id = team_world_write (fixture->world, ADA, "For nobody");
  g_autoptr (ArcLookBack) look_back = arc_look_back_new (private_id);
  g_autoptr (GError) error = NULL;

  look_back->helped = ARC_HELPED_YES;
  arc_journal_save_look_back (fixture->ada, look_back, &error);
  g_assert_no_error (error);
  arc_team_unshare (fixture->ada, fixture->post_id, NULL, &error);
  g_assert_no_error (error);
  arc_journal_set_commitment_state (fixture->ada, fixture->commitment_id, ARC_COMMITMENT_DONE,
                                    &error);
  g_assert_no_error (error);
  assert_none_noted (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/team/answers/states", test_states);
  ADD ("/team/answers/answers", test_answers);
  ADD ("/team/answers/deleted", test_deleted);
  ADD ("/team/answers/meanwhile", test_meanwhile);
  ADD ("/team/answers/not-shared", test_not_shared);
  return g_test_run ();
}
