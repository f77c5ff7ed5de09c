/* What a journal holds of teams: posts that come in any order, shares, news, what waits. */
#include <glib/gstdio.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-journal-team.h"
#include "arc-test.h"

#define DAY ((ArcDay){2026, 11, 20})

/* ---- a team of three, seen by one of them ---- */

typedef struct {
  char *path;
  ArcJournal *journal;
  char *team;
  char *me;
  char *ben;
  char *cleo;
} Fixture;

static void
add_member (GPtrArray *members, const char *id, const char *name, ArcMemberState state)
{
  ArcMember *member = arc_member_new (id, name);

  member->state = state;
  g_ptr_array_add (members, member);
}

static GPtrArray *
members_of (Fixture *fixture, ArcMemberState ben)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_member_free);

  add_member (members, fixture->me, "Ada Weber", ARC_MEMBER_IN);
  add_member (members, fixture->ben, "Ben", ben);
  add_member (members, fixture->cleo, "Cleo", ARC_MEMBER_IN);
  return members;
}

static void
put_team (Fixture *fixture, ArcJournal *journal)
{
  g_autoptr (ArcTeam) team = arc_team_new (fixture->team, "Sales");
  g_autoptr (GPtrArray) members = members_of (fixture, ARC_MEMBER_IN);
  g_autoptr (GError) error = NULL;

  g_free (team->me);
  team->me = g_strdup (fixture->me);
  team->state = ARC_MEMBER_IN;
  arc_journal_save_team (journal, team, &error);
  g_assert_no_error (error);
  arc_journal_set_members (journal, fixture->team, members, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = arc_test_path ("journal.db");
  fixture->journal = arc_test_open (fixture->path, NULL);
  fixture->team = arc_id_new_random ();
  fixture->me = arc_id_new_random ();
  fixture->ben = arc_id_new_random ();
  fixture->cleo = arc_id_new_random ();
  put_team (fixture, fixture->journal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->journal)
    arc_test_assert_sound (fixture->journal);
  arc_journal_close (fixture->journal);
  g_free (fixture->path);
  g_free (fixture->team);
  g_free (fixture->me);
  g_free (fixture->ben);
  g_free (fixture->cleo);
}

/* ---- posts ---- */

static ArcShare *
share_of (const char *action, const char *change)
{
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_set_section (entry, ARC_SECTION_CHANGE, change);
  choice->parts = ARC_PART_SECTIONS;
  return arc_share_make (entry, NULL, NULL, DAY, NULL, choice);
}

static void
add_share (ArcPostBatch *batch, const ArcPost *post, const char *action)
{
  g_ptr_array_add (batch->posts, arc_post_copy (post));
  g_ptr_array_add (batch->shares, share_of (action, ""));
}

static void
apply (Fixture *fixture, ArcPostBatch *batch, ArcPostCounts *counts)
{
  g_autoptr (GError) error = NULL;

  arc_journal_apply_posts (fixture->journal, fixture->team, batch, counts, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture, const ArcShareFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *shares = arc_journal_list_shares (fixture->journal, filter, &error);

  g_assert_no_error (error);
  return shares;
}

static void
test_receive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  ArcPostCounts counts = {0};
  ArcShareFilter filter = {0};
  g_autoptr (GPtrArray) shares = NULL;
  ArcShareBrief *brief;

  add_share (batch, post, "Called the customer first");
  apply (fixture, batch, &counts);
  apply (fixture, batch, &counts);
  g_assert_cmpuint (counts.added, ==, 1);
  g_assert_cmpuint (counts.changed, ==, 0);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, NULL), ==, 1);
  shares = list (fixture, &filter);
  g_assert_cmpuint (shares->len, ==, 1);
  brief = shares->pdata[0];
  g_assert_cmpstr (brief->excerpt, ==, "Called the customer first");
  g_assert_cmpstr (brief->posted->author_name, ==, "Ben");
  g_assert_cmpstr (brief->posted->team_name, ==, "Sales");
  g_assert_cmpstr (brief->posted->share->entry->section[0], ==, "Called the customer first");
  g_assert_true (brief->posted->is_latest);
  g_assert_false (brief->posted->is_mine);
}

#define ADD(path, test) g_test_add ("/team-journal/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("receive", test_receive);
  return g_test_run ();
}
