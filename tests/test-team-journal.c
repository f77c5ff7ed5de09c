/* What a journal holds of teams: posts that come in any order, shares, news, what waits. */
#include <glib/gstdio.h>
#include <string.h>

#include "arc-day.h"
#include "arc-id.h"
#include "arc-journal-loop.h"
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

/* What is refused says why. */
static void
test_bad_team (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = {"", "team", "../../etc/passwd"};
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (ArcTeam) team = arc_team_new (ids[i], "Sales");

    g_assert_false (arc_journal_save_team (fixture->journal, team, &error));
    g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
    g_clear_error (&error);
  }
}

/* A suggestion that is being typed is private to the journal, and goes with its team. */
static void
test_suggestion_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *share = arc_id_new (1);
  g_autofree char *none = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *forgotten = NULL;
  g_autoptr (GError) error = NULL;

  none = arc_journal_dup_suggestion (fixture->journal, fixture->team, share);
  g_assert_cmpstr (none, ==, "");
  g_assert_true (arc_journal_keep_suggestion (fixture->journal, fixture->team, share, "half",
                                              &error));
  typed = arc_journal_dup_suggestion (fixture->journal, fixture->team, share);
  g_assert_cmpstr (typed, ==, "half");
  g_assert_cmpuint (arc_journal_count_outbox (fixture->journal), ==, 0);
  g_assert_true (arc_journal_keep_suggestion (fixture->journal, fixture->team, share, "", &error));
  sent = arc_journal_dup_suggestion (fixture->journal, fixture->team, share);
  g_assert_cmpstr (sent, ==, "");
  g_assert_true (arc_journal_keep_suggestion (fixture->journal, fixture->team, share, "x", &error));
  g_assert_true (arc_journal_forget_team (fixture->journal, fixture->team, &error));
  forgotten = arc_journal_dup_suggestion (fixture->journal, fixture->team, share);
  g_assert_cmpstr (forgotten, ==, "");
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

/* ---- whatever the order ---- */

static const char *
pick (GRand *rand, const GPtrArray *strings)
{
  return strings->pdata[g_rand_int_range (rand, 0, strings->len)];
}

static char *
id_from (GRand *rand)
{
  guint32 words[4];

  for (guint i = 0; i < 4; i++)
    words[i] = g_rand_int (rand);
  return arc_id_for_content (words, sizeof words);
}

static GPtrArray *
ids_from (GRand *rand, guint n)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, id_from (rand));
  return ids;
}

/* One thing that comes: a post, or a revocation. */
typedef struct {
  ArcPost *post;
  ArcShare *share;
  ArcGone *gone;
} Thing;

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  arc_post_free (thing->post);
  arc_share_free (thing->share);
  arc_gone_free (thing->gone);
  g_free (thing);
}

/* Few ids, authors and revisions, so that all that can meet does: revisions that replace each
 * other in part, in a circle, in two branches; the same name for two states; two authors of one
 * id; revocations by one who is not the author. */
static GPtrArray *
make_things (GRand *rand)
{
  g_autoptr (GPtrArray) ids = ids_from (rand, 4);
  g_autoptr (GPtrArray) authors = ids_from (rand, 2);
  g_autoptr (GPtrArray) revisions = ids_from (rand, 6);
  GPtrArray *things = g_ptr_array_new_with_free_func (thing_free);
  guint n = g_rand_int_range (rand, 5, 40);

  for (guint i = 0; i < n; i++) {
    Thing *thing = g_new0 (Thing, 1);

    g_ptr_array_add (things, thing);
    if (g_rand_int_range (rand, 0, 12) == 0) {
      thing->gone = arc_gone_new (pick (rand, ids), pick (rand, authors));
      continue;
    }
    thing->post = arc_post_new (g_rand_boolean (rand) ? ARC_POST_SHARE : ARC_POST_ANSWER,
                                pick (rand, authors));
    g_free (thing->post->id);
    thing->post->id = g_strdup (pick (rand, ids));
    g_free (thing->post->revision);
    thing->post->revision = g_strdup (pick (rand, revisions));
    for (guint j = 0; j < revisions->len; j++)
      if (g_rand_int_range (rand, 0, 5) == 0 &&
          !g_str_equal (revisions->pdata[j], thing->post->revision))
        g_ptr_array_add (thing->post->replaces, g_strdup (revisions->pdata[j]));
    thing->post->at_us = g_rand_int_range (rand, 0, 1000) * ARC_US_PER_SECOND;
    g_free (thing->post->body);
    thing->post->body = g_strdup_printf ("{\"text\":\"word%u\"}", i);
    if (thing->post->kind == ARC_POST_SHARE) {
      g_autofree char *text = g_strdup_printf ("word%u", i);

      thing->share = share_of (text, "");
    }
  }
  return things;
}

static void
add_thing (ArcPostBatch *batch, const Thing *thing)
{
  if (thing->gone) {
    g_ptr_array_add (batch->gone, arc_gone_new (thing->gone->id, thing->gone->author));
    return;
  }
  g_ptr_array_add (batch->posts, arc_post_copy (thing->post));
  g_ptr_array_add (batch->shares, thing->share ? arc_share_copy (thing->share) : NULL);
}

/* In an order of its own, in batches of its own, some things twice. */
static void
apply_shuffled (Fixture *fixture, const char *team, const GPtrArray *things, GRand *rand)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < things->len; i++)
    for (int times = g_rand_int_range (rand, 1, 3); times > 0; times--)
      g_ptr_array_insert (order, g_rand_int_range (rand, 0, order->len + 1), things->pdata[i]);
  for (guint i = 0; i < order->len; i++) {
    add_thing (batch, order->pdata[i]);
    if (i + 1 < order->len && g_rand_int_range (rand, 0, 6) > 0)
      continue;
    arc_journal_apply_posts (fixture->journal, team, batch, NULL, &error);
    g_assert_no_error (error);
    arc_post_batch_free (batch);
    batch = arc_post_batch_new ();
  }
}

/* All that a person could see of a team, but for when it came. */
static char *
describe_team (Fixture *fixture, const char *team)
{
  static const ArcPostKind kinds[] = {ARC_POST_SHARE, ARC_POST_ANSWER};
  ArcShareFilter filter = {.team_id = team};
  g_autoptr (GPtrArray) shares = list (fixture, &filter);
  GString *out = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (GPtrArray) posts =
        arc_journal_list_posts (fixture->journal, team, kinds[k], NULL, NULL);

    for (guint i = 0; i < posts->len; i++) {
      const ArcPosted *posted = posts->pdata[i];

      g_string_append_printf (out, "%s %s %s %s %d %s\n", posted->post->id, posted->post->author,
                              posted->post->revision, posted->post->body, posted->is_latest,
                              posted->share ? posted->share->entry->section[0] : "");
    }
  }
  for (guint i = 0; i < shares->len; i++) {
    const ArcShareBrief *brief = shares->pdata[i];

    g_string_append_printf (out, "%s %s\n", brief->posted->post->revision, brief->excerpt);
  }
  return g_string_free (out, FALSE);
}

static char *
add_team (Fixture *fixture)
{
  g_autoptr (ArcTeam) team = arc_team_new (NULL, "Another");
  g_autoptr (GError) error = NULL;

  team->id = arc_id_new_random ();
  g_free (team->me);
  team->me = g_strdup (fixture->me);
  team->state = ARC_MEMBER_IN;
  arc_journal_save_team (fixture->journal, team, &error);
  g_assert_no_error (error);
  return g_strdup (team->id);
}

static void
test_converge (Fixture *fixture, gconstpointer data)
{
  const char *soak = g_getenv ("ARC_SOAK");
  guint runs = soak ? 5000 : 250;

  for (guint run = 0; run < runs; run++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (run);
    g_autoptr (GPtrArray) things = make_things (rand);
    g_autofree char *one = add_team (fixture);
    g_autofree char *other = add_team (fixture);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    apply_shuffled (fixture, one, things, rand);
    apply_shuffled (fixture, other, things, rand);
    first = describe_team (fixture, one);
    second = describe_team (fixture, other);
    if (!g_str_equal (first, second))
      g_error ("seed %u:\n%s\n%s", run, first, second);
  }
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) first = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPost) one = arc_post_copy (first);
  g_autoptr (ArcPost) other = arc_post_copy (first);
  g_autoptr (ArcPost) both = NULL;
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (ArcPostBatch) later = arc_post_batch_new ();
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GPtrArray) joined = NULL;
  ArcPostCounts counts = {0};

  arc_post_advance (one);
  arc_post_advance (other);
  add_share (batch, first, "first");
  add_share (batch, one, "at the desk");
  add_share (batch, other, "on the train");
  apply (fixture, batch, &counts);
  g_assert_cmpuint (counts.conflicts, ==, 1);
  standing = arc_journal_load_post (fixture->journal, first->id, NULL);
  g_assert_cmpuint (standing->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_false (((ArcPosted *) standing->pdata[i])->is_latest);

  both = arc_post_copy (one);
  arc_post_merge (both, other);
  arc_post_advance (both);
  add_share (later, both, "both");
  apply (fixture, later, &counts);
  joined = arc_journal_load_post (fixture->journal, first->id, NULL);
  g_assert_cmpuint (joined->len, ==, 1);
  g_assert_true (((ArcPosted *) joined->pdata[0])->is_latest);
  g_assert_cmpstr (((ArcPosted *) joined->pdata[0])->share->entry->section[0], ==, "both");
}

/* Somebody else posts, and revokes, under the id of Ben's share. */
static void
test_same_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPost) forged = arc_post_copy (post);
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (ArcPostBatch) attack = arc_post_batch_new ();
  g_autoptr (GPtrArray) standing = NULL;

  g_free (forged->author);
  forged->author = g_strdup (fixture->cleo);
  add_share (batch, post, "Ben's words");
  apply (fixture, batch, NULL);
  arc_post_advance (forged);
  add_share (attack, forged, "Cleo's words");
  g_ptr_array_add (attack->gone, arc_gone_new (post->id, fixture->cleo));
  apply (fixture, attack, NULL);
  standing = arc_journal_load_post (fixture->journal, post->id, NULL);
  g_assert_cmpuint (standing->len, ==, 1);
  g_assert_cmpstr (((ArcPosted *) standing->pdata[0])->author_name, ==, "Ben");
  g_assert_cmpstr (((ArcPosted *) standing->pdata[0])->share->entry->section[0], ==, "Ben's words");
}

/* ---- bytes ---- */

static gboolean
file_holds (const char *path, const char *suffix, const char *marker)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (name, &bytes, &length, NULL) &&
         memmem (bytes, length, marker, strlen (marker)) != NULL;
}

static gboolean
journal_holds (Fixture *fixture, const char *marker)
{
  return file_holds (fixture->path, "", marker) || file_holds (fixture->path, "-wal", marker) ||
         file_holds (fixture->path, "-journal", marker);
}

/* Some hundred shares among which one is about a marker. */
static void
receive_many (Fixture *fixture, ArcPost *marked, const char *marker)
{
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  for (guint i = 0; i < 300; i++) {
    g_autofree char *text = g_strdup_printf ("share number%u of many words", i);
    g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->cleo);

    add_share (batch, i == 150 ? marked : post, i == 150 ? marker : text);
  }
  g_free (((ArcPost *) batch->posts->pdata[150])->body);
  ((ArcPost *) batch->posts->pdata[150])->body = g_strdup (marker);
  apply (fixture, batch, NULL);
}

#define MARKER "xylographicmarker"

static void
scrub (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  arc_journal_scrub (fixture->journal, &error);
  g_assert_no_error (error);
}

static void
test_scrub_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  receive_many (fixture, post, MARKER " was here");
  g_assert_true (journal_holds (fixture, MARKER));
  g_ptr_array_add (batch->gone, arc_gone_new (post->id, fixture->ben));
  apply (fixture, batch, NULL);
  scrub (fixture);
  g_assert_false (journal_holds (fixture, MARKER));
  arc_test_assert_sound (fixture->journal);
}

static void
test_scrub_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  receive_many (fixture, post, MARKER " was here");
  arc_post_advance (post);
  add_share (batch, post, "something else");
  apply (fixture, batch, NULL);
  scrub (fixture);
  g_assert_false (journal_holds (fixture, MARKER));
}

static void
test_scrub_removed_member (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (GPtrArray) members = members_of (fixture, ARC_MEMBER_REMOVED);
  g_autoptr (ArcPostBatch) again = arc_post_batch_new ();
  ArcShareFilter filter = {.author = fixture->ben};
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GError) error = NULL;

  receive_many (fixture, post, MARKER " was here");
  arc_journal_set_members (fixture->journal, fixture->team, members, &error);
  g_assert_no_error (error);
  scrub (fixture);
  g_assert_false (journal_holds (fixture, MARKER));

  /* What comes late from somebody who is out stays out. */
  add_share (again, post, MARKER " again");
  apply (fixture, again, NULL);
  shares = list (fixture, &filter);
  g_assert_cmpuint (shares->len, ==, 0);
  g_assert_false (journal_holds (fixture, MARKER));
}

static void
test_scrub_forgotten_team (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (GError) error = NULL;

  receive_many (fixture, post, MARKER " was here");
  arc_journal_forget_team (fixture->journal, fixture->team, &error);
  g_assert_no_error (error);
  g_assert_false (journal_holds (fixture, MARKER));
  g_assert_false (journal_holds (fixture, "Cleo"));
  g_assert_false (arc_journal_has_teams (fixture->journal));
}

/* Takes back while someone reads. */
static gboolean
revoke_meanwhile (ArcRecord *record, gpointer data, GError **error)
{
  Fixture *fixture = data;

  arc_journal_revoke_post (fixture->journal, fixture->team, record->entry->title, error);
  /* Whoever reads sees what was there when they began: the log has to be kept for them. */
  g_assert_true (journal_holds (fixture, MARKER));
  return FALSE;
}

/* The log cannot be emptied while someone reads, and is by the next scrub. */
static void
test_scrub_later (Fixture *fixture, gconstpointer data)
{
  ArcJournalOptions options = {.path = fixture->path, .must_exist = TRUE, .busy_ms = 1};
  g_autoptr (ArcJournal) reader = arc_test_open (fixture->path, NULL);
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->me);
  g_autoptr (ArcShare) share = share_of (MARKER " was here", "");
  g_autoptr (ArcEntry) entry = arc_test_entry ("An entry", NULL, NULL);
  g_autoptr (ArcQuery) all = arc_query_new ();
  g_autoptr (GError) error = NULL;

  arc_entry_set_title (entry, post->id);
  arc_test_save (fixture->journal, entry, ARC_SAVED_NEW);
  arc_journal_close (fixture->journal);
  fixture->journal = arc_journal_open (&options, &error);
  g_assert_no_error (error);
  arc_journal_put_post (fixture->journal, fixture->team, post, share, &error);
  g_assert_no_error (error);
  arc_journal_foreach (reader, all, 0, TRUE, FALSE, revoke_meanwhile, fixture, NULL, &error);
  g_assert_no_error (error);
  scrub (fixture);
  g_assert_false (journal_holds (fixture, MARKER));
}

/* ---- recovering ---- */

static void
assert_recovered (Fixture *fixture, const char *source, gboolean with_state)
{
  g_autofree char *before = describe_team (fixture, fixture->team);
  Fixture other = {.path = arc_test_path ("new.db"), .team = fixture->team};
  ArcJournalOptions options = {.path = other.path};
  ArcRecovered recovered = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GBytes) state = NULL;

  arc_journal_recover (&options, source, &recovered, NULL, &error);
  g_assert_no_error (error);
  arc_recovered_clear (&recovered);
  other.journal = arc_test_open (other.path, NULL);
  after = describe_team (&other, fixture->team);
  g_assert_cmpstr (after, ==, before);
  members = arc_journal_list_members (other.journal, fixture->team, &error);
  g_assert_cmpuint (members->len, ==, 3);
  g_assert_cmpuint (arc_journal_count_outbox (other.journal), ==,
                    arc_journal_count_outbox (fixture->journal));
  g_assert_cmpuint (arc_journal_count_unread_shares (other.journal, NULL), ==,
                    arc_journal_count_unread_shares (fixture->journal, NULL));
  state = arc_journal_get_sync_state (other.journal, fixture->team, "read", &error);
  g_assert_cmpint (state != NULL, ==, with_state);
  arc_test_assert_sound (other.journal);
  arc_journal_close (other.journal);
  g_free (other.path);
}

/* From a backup all comes back; where something cannot be read, the transport begins anew. */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = arc_test_add (fixture->journal, "Mine", 0);
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPost) mine = arc_post_new (ARC_POST_SHARE, fixture->me);
  g_autoptr (ArcShare) share = share_of ("My words", "");
  g_autoptr (GBytes) state = g_bytes_new ("x", 1);
  g_autofree char *backup = arc_test_path ("backup.db");
  g_autoptr (GError) error = NULL;

  receive_many (fixture, post, MARKER);
  arc_journal_set_share_read (fixture->journal, post->id, TRUE, &error);
  arc_journal_put_post (fixture->journal, fixture->team, mine, share, &error);
  arc_journal_set_sync_state (fixture->journal, fixture->team, "read", state, &error);
  g_assert_no_error (error);
  arc_journal_backup (fixture->journal, backup, NULL, &error);
  g_assert_no_error (error);
  assert_recovered (fixture, backup, TRUE);
  arc_test_sql (backup, "DROP TABLE news");
  assert_recovered (fixture, backup, FALSE);
}

/* ---- my shares ---- */

static char *
share_entry (Fixture *fixture, const char *entry_id, ArcShareChoice *choice, const char *post_id)
{
  g_autoptr (ArcEntry) entry = arc_journal_load_entry (fixture->journal, entry_id, NULL);
  g_autoptr (ArcLoop) loop = arc_journal_load_loop (fixture->journal, entry_id, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *chain =
      arc_journal_dup_chain (fixture->journal, fixture->team, entry_id, &error);
  g_autoptr (ArcShare) share = NULL;
  char *id;

  g_assert_no_error (error);
  share = arc_share_make (
      entry, loop, NULL,
      arc_day_of (entry->occurred_us, entry->zone, arc_journal_get_day_start (fixture->journal)),
      chain, choice);
  id = arc_journal_share_entry (fixture->journal, fixture->team, entry_id, choice, share, "{}",
                                post_id, &error);
  g_assert_no_error (error);
  return id;
}

static GPtrArray *
entry_shares (Fixture *fixture, const char *entry_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *shares = arc_journal_list_entry_shares (fixture->journal, entry_id, &error);

  g_assert_no_error (error);
  return shares;
}

static void
test_share_entry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_add (fixture->journal, "What I did", 0);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autofree char *post_id = NULL;
  g_autofree char *again = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GPtrArray) stale = NULL;
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (ArcEntry) entry = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  const ArcEntryShare *share;

  choice->parts = ARC_PART_ACTION | ARC_PART_REFLECTION;
  choice->quotable = TRUE;
  post_id = share_entry (fixture, entry_id, choice, NULL);
  shares = entry_shares (fixture, entry_id);
  g_assert_cmpuint (shares->len, ==, 1);
  share = shares->pdata[0];
  g_assert_cmpstr (share->post_id, ==, post_id);
  g_assert_cmpstr (share->team_name, ==, "Sales");
  g_assert_cmpuint (share->choice->parts, ==, choice->parts);
  g_assert_true (share->choice->quotable);
  g_assert_false (share->is_sent);
  g_assert_false (share->is_stale);
  parts = arc_journal_list_shared_entries (fixture->journal, NULL);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (parts, entry_id)), ==, ARC_PART_ACTION);
  found = arc_journal_find_shared_entry (fixture->journal, post_id, NULL);
  g_assert_cmpstr (found, ==, entry_id);

  /* A reflection is written later: readers do not have it yet. */
  entry = arc_journal_load_entry (fixture->journal, entry_id, NULL);
  arc_entry_set_section (entry, ARC_SECTION_REFLECTION, "Why it worked");
  arc_test_save (fixture->journal, entry, ARC_SAVED_CHANGED);
  stale = entry_shares (fixture, entry_id);
  g_assert_true (((ArcEntryShare *) stale->pdata[0])->is_stale);

  again = share_entry (fixture, entry_id, choice, post_id);
  g_assert_cmpstr (again, ==, post_id);
  standing = arc_journal_load_post (fixture->journal, post_id, NULL);
  g_assert_cmpuint (standing->len, ==, 1);
  g_assert_cmpstr (((ArcPosted *) standing->pdata[0])->share->entry->section[1], ==,
                   "Why it worked");
  g_assert_cmpuint (((ArcPosted *) standing->pdata[0])->post->replaces->len, ==, 1);
}

static void
test_outbox (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_add (fixture->journal, "What I did", 0);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autofree char *post_id = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  ArcOutbox *outbox;

  choice->parts = ARC_PART_ACTION;
  post_id = share_entry (fixture, entry_id, choice, NULL);
  g_assert_cmpuint (arc_journal_count_outbox (fixture->journal), ==, 1);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outbox->live->len, ==, 1);
  g_assert_cmpuint (outbox->changed->len, ==, 1);
  g_assert_false (outbox->gone_changed);

  /* Changed while it is being sent: that state still waits. */
  choice->quotable = TRUE;
  again = share_entry (fixture, entry_id, choice, post_id);
  arc_journal_mark_sent (fixture->journal, fixture->team, outbox, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (arc_journal_count_outbox (fixture->journal), ==, 1);
  arc_outbox_free (outbox);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, FALSE, &error);
  arc_journal_mark_sent (fixture->journal, fixture->team, outbox, NULL, &error);
  g_assert_no_error (error);
  arc_outbox_free (outbox);
  g_assert_cmpuint (arc_journal_count_outbox (fixture->journal), ==, 0);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, FALSE, &error);
  g_assert_cmpuint (outbox->live->len, ==, 0);
  arc_outbox_free (outbox);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, TRUE, &error);
  g_assert_cmpuint (outbox->live->len, ==, 1);
  g_assert_cmpuint (outbox->changed->len, ==, 0);
  arc_outbox_free (outbox);

  arc_journal_revoke_post (fixture->journal, fixture->team, post_id, &error);
  g_assert_no_error (error);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, TRUE, &error);
  g_assert_cmpuint (outbox->live->len, ==, 0);
  g_assert_cmpuint (outbox->gone->len, ==, 1);
  g_assert_true (outbox->gone_changed);
  arc_journal_mark_sent (fixture->journal, fixture->team, outbox, NULL, &error);
  arc_outbox_free (outbox);
  outbox = arc_journal_load_outbox (fixture->journal, fixture->team, TRUE, &error);
  g_assert_cmpuint (outbox->gone->len, ==, 1);
  g_assert_false (outbox->gone_changed);
  arc_outbox_free (outbox);
  g_assert_false (arc_journal_revoke_post (fixture->journal, fixture->team, post_id, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
}

/* Thrown away: the others stop reading it, and bringing it back does not share it again. */
static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_add (fixture->journal, "What I did", 0);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autofree char *post_id = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GError) error = NULL;

  choice->parts = ARC_PART_ACTION;
  post_id = share_entry (fixture, entry_id, choice, NULL);
  arc_journal_delete_entry (fixture->journal, entry_id, &error);
  g_assert_no_error (error);
  standing = arc_journal_load_post (fixture->journal, post_id, NULL);
  g_assert_cmpuint (standing->len, ==, 0);
  arc_journal_undelete_entry (fixture->journal, entry_id, &error);
  g_assert_no_error (error);
  shares = entry_shares (fixture, entry_id);
  g_assert_cmpuint (shares->len, ==, 0);
  g_assert_cmpuint (arc_journal_count_outbox (fixture->journal), ==, 1);
  arc_journal_delete_entry (fixture->journal, entry_id, &error);
  arc_journal_purge_entry (fixture->journal, entry_id, &error);
  g_assert_no_error (error);
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = arc_test_add (fixture->journal, "First", 0);
  g_autofree char *other = arc_test_add (fixture->journal, "Other", 0);
  g_autoptr (ArcEntry) later = arc_test_entry ("Later", NULL, NULL);
  g_autoptr (ArcLoop) loop = arc_loop_new ();
  g_autofree char *of_first = NULL;
  g_autofree char *of_later = NULL;
  g_autofree char *of_other = NULL;
  g_autoptr (GError) error = NULL;

  loop->continues = g_strdup (first);
  arc_journal_save_entry_with_loop (fixture->journal, later, loop, NULL, NULL, &error);
  g_assert_no_error (error);
  of_first = arc_journal_dup_chain (fixture->journal, fixture->team, first, &error);
  of_later = arc_journal_dup_chain (fixture->journal, fixture->team, later->id, &error);
  of_other = arc_journal_dup_chain (fixture->journal, fixture->team, other, &error);
  g_assert_no_error (error);
  g_assert_true (arc_id_is_valid (of_first));
  g_assert_cmpstr (of_first, ==, of_later);
  g_assert_cmpstr (of_first, !=, of_other);
  g_assert_null (strstr (of_first, first));
}

/* ---- news ---- */

static ArcPost *
answer_to (const char *author, const char *subject, const char *body)
{
  ArcPost *post = arc_post_new (ARC_POST_ANSWER, author);

  post->subject = g_strdup (subject);
  post->audience = ARC_AUDIENCE_NAMED;
  g_free (post->body);
  post->body = g_strdup (body);
  return post;
}

static void
apply_post (Fixture *fixture, const ArcPost *post)
{
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  g_ptr_array_add (batch->posts, arc_post_copy (post));
  g_ptr_array_add (batch->shares, NULL);
  apply (fixture, batch, NULL);
}

static guint
count_news (Fixture *fixture, gboolean untold_only)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) news = arc_journal_list_news (fixture->journal, untold_only, &error);

  g_assert_no_error (error);
  return news->len;
}

static void
test_news (Fixture *fixture, gconstpointer data)
{
  g_autofree char *entry_id = arc_test_add (fixture->journal, "What I did", 0);
  g_autofree char *foreign = arc_id_new_random ();
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autofree char *post_id = NULL;
  g_autoptr (ArcPost) answer = NULL;
  g_autoptr (ArcPost) elsewhere = answer_to (fixture->ben, foreign, "{}");
  g_autoptr (GPtrArray) news = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  const ArcNews *first;

  choice->parts = ARC_PART_ACTION;
  post_id = share_entry (fixture, entry_id, choice, NULL);
  answer = answer_to (fixture->ben, post_id, "{\"text\":\"Try it\"}");
  apply_post (fixture, answer);
  apply_post (fixture, elsewhere);
  news = arc_journal_list_news (fixture->journal, TRUE, NULL);
  g_assert_cmpuint (news->len, ==, 1);
  first = news->pdata[0];
  g_assert_cmpstr (first->entry_id, ==, entry_id);
  g_assert_cmpstr (first->entry_title, ==, "What I did");
  g_assert_cmpstr (first->posted->author_name, ==, "Ben");
  g_assert_false (first->is_told);
  arc_journal_set_news_told (fixture->journal, answer->id, NULL);
  g_assert_cmpuint (count_news (fixture, TRUE), ==, 0);
  g_assert_cmpuint (count_news (fixture, FALSE), ==, 1);
  /* The same answer in a new wording is no news again. */
  arc_post_advance (answer);
  apply_post (fixture, answer);
  g_assert_cmpuint (count_news (fixture, TRUE), ==, 0);
  arc_journal_dismiss_news (fixture->journal, answer->id, NULL);
  g_assert_cmpuint (count_news (fixture, FALSE), ==, 0);

  /* What was said to a share stays at the entry when the share is taken back. */
  arc_journal_revoke_post (fixture->journal, fixture->team, post_id, NULL);
  answers = arc_journal_list_answers (fixture->journal, entry_id, NULL);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (((ArcPosted *) answers->pdata[0])->post->body, ==, "{\"text\":\"Try it\"}");
}

/* ---- lists ---- */

static void
receive_share (Fixture *fixture, const char *author, const char *action, const char *topic,
               ArcOutcome outcome, ArcDay day)
{
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (ArcEntry) entry = arc_entry_new ();
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();

  arc_entry_set_section (entry, ARC_SECTION_ACTION, action);
  arc_entry_set_topic (entry, topic);
  entry->outcome = outcome;
  choice->parts = ARC_PART_ALL;
  g_ptr_array_add (batch->posts, arc_post_new (ARC_POST_SHARE, author));
  g_ptr_array_add (batch->shares, arc_share_make (entry, NULL, NULL, day, NULL, choice));
  apply (fixture, batch, NULL);
}

/* What the filter finds, newest first, joined with "|". */
static char *
found_by (Fixture *fixture, const ArcShareFilter *filter)
{
  g_autoptr (GPtrArray) shares = list (fixture, filter);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < shares->len; i++) {
    const ArcShareBrief *brief = shares->pdata[i];

    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", brief->posted->share->entry->section[0]);
  }
  return g_string_free (out, FALSE);
}

#define assert_found(fixture, expected, ...)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    ArcShareFilter asked = {__VA_ARGS__};                                                          \
    g_autofree char *got = found_by (fixture, &asked);                                             \
    g_assert_cmpstr (got, ==, expected);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("phone", DAY);
  g_autoptr (ArcQuery) punctuation = arc_query_parse ("...", DAY);
  g_autofree char *entry_id = arc_test_add (fixture->journal, "mine by phone", 0);
  g_autoptr (ArcShareChoice) choice = arc_share_choice_new ();
  g_autofree char *mine = NULL;
  g_autofree char *read = NULL;
  g_autoptr (GPtrArray) page = NULL;
  ArcShareFilter filter = {.others_only = TRUE, .limit = 2};

  receive_share (fixture, fixture->ben, "one phone", "CRM", ARC_OUTCOME_ACHIEVED,
                 (ArcDay){2026, 11, 1});
  receive_share (fixture, fixture->ben, "two letter", "Mail", ARC_OUTCOME_MISSED,
                 (ArcDay){2026, 11, 2});
  receive_share (fixture, fixture->cleo, "three phone", "crm", ARC_OUTCOME_MISSED,
                 (ArcDay){2026, 11, 3});
  choice->parts = ARC_PART_ACTION;
  mine = share_entry (fixture, entry_id, choice, NULL);

  assert_found (fixture, "three phone|two letter|one phone", .others_only = TRUE);
  assert_found (fixture, "mine by phone", .mine_only = TRUE);
  assert_found (fixture, "two letter|one phone", .author = fixture->ben);
  assert_found (fixture, "three phone|one phone", .topic = "Crm");
  assert_found (fixture, "two letter", .author = fixture->ben, .outcome = ARC_OUTCOME_MISSED);
  assert_found (fixture, "two letter|one phone", .until = (ArcDay){2026, 11, 2});
  assert_found (fixture, "two letter", .since = (ArcDay){2026, 11, 2},
                .until = (ArcDay){2026, 11, 2});
  assert_found (fixture, "three phone|one phone", .query = query, .others_only = TRUE);
  assert_found (fixture, "three phone", .query = query, .author = fixture->cleo);
  assert_found (fixture, "", .query = punctuation);
  assert_found (fixture, "", .team_id = fixture->ben);
  assert_found (fixture, "three phone|two letter|one phone", .unread_only = TRUE,
                .team_id = fixture->team);

  page = list (fixture, &filter);
  g_assert_cmpuint (page->len, ==, 2);
  filter.before_position = ((ArcShareBrief *) page->pdata[1])->position;
  assert_found (fixture, "one phone", .others_only = TRUE, .limit = 2,
                .before_position = filter.before_position);

  read = g_strdup (((ArcShareBrief *) page->pdata[0])->posted->post->id);
  arc_journal_set_share_read (fixture->journal, read, TRUE, NULL);
  assert_found (fixture, "two letter|one phone", .unread_only = TRUE);
  assert_found (fixture, "one phone", .unread_only = TRUE, .query = query);
  assert_found (fixture, "", .unread_only = TRUE, .team_id = fixture->ben);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, fixture->team), ==, 2);
  arc_journal_set_share_read (fixture->journal, read, FALSE, NULL);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, NULL), ==, 3);
  arc_journal_set_all_read (fixture->journal, fixture->team, NULL);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, NULL), ==, 0);
}

/* Reviewed stays reviewed while the words are the same. */
static void
test_read_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_SHARE, fixture->ben);
  g_autoptr (ArcPostBatch) first = arc_post_batch_new ();
  g_autoptr (ArcPostBatch) same = arc_post_batch_new ();
  g_autoptr (ArcPostBatch) other = arc_post_batch_new ();

  add_share (first, post, "words");
  apply (fixture, first, NULL);
  arc_journal_set_share_read (fixture->journal, post->id, TRUE, NULL);
  arc_post_advance (post);
  add_share (same, post, "words");
  apply (fixture, same, NULL);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, NULL), ==, 0);
  arc_post_advance (post);
  add_share (other, post, "other words");
  apply (fixture, other, NULL);
  g_assert_cmpuint (arc_journal_count_unread_shares (fixture->journal, NULL), ==, 1);
}

static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcQuery) query = arc_query_parse ("phone", DAY);
  gint64 noon_us = arc_day_start ((ArcDay){2026, 11, 2}, "UTC", 0) + ARC_US_PER_DAY / 2;
  g_autofree char *id = arc_test_add (fixture->journal, "my phone", noon_us);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GError) error = NULL;
  const ArcFoundEither *second;

  receive_share (fixture, fixture->ben, "one phone", "", 0, (ArcDay){2026, 11, 1});
  receive_share (fixture, fixture->cleo, "three phone", "", 0, (ArcDay){2026, 11, 3});
  found = arc_journal_search_together (fixture->journal, query, G_MAXINT64, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_nonnull (((ArcFoundEither *) found->pdata[0])->share);
  second = found->pdata[1];
  g_assert_cmpstr (second->entry->id, ==, id);
  rest = arc_journal_search_together (fixture->journal, query, second->entry->position, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((ArcFoundEither *) rest->pdata[0])->share->posted->share->entry->section[0], ==,
                   "one phone");
}

/* ---- teams, members, state ---- */

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcTeam) only = arc_journal_find_team (fixture->journal, NULL, NULL);
  g_autoptr (ArcTeam) named = arc_journal_find_team (fixture->journal, "sAlEs", NULL);
  g_autoptr (ArcMember) ada =
      arc_journal_find_member (fixture->journal, fixture->team, "ada", NULL);
  g_autofree char *prefix = g_strndup (fixture->cleo, 20);
  g_autoptr (ArcMember) cleo =
      arc_journal_find_member (fixture->journal, fixture->team, prefix, NULL);
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (only->id, ==, fixture->team);
  g_assert_cmpstr (named->id, ==, fixture->team);
  g_assert_cmpstr (ada->name, ==, "Ada Weber");
  g_assert_cmpstr (cleo->name, ==, "Cleo");
  g_assert_null (arc_journal_find_member (fixture->journal, fixture->team, "Dora", &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  g_assert_null (arc_journal_find_team (fixture->journal, "Support", &error));
  arc_test_assert_sentence (&error, ARC_ERROR_NOT_FOUND);
  other = add_team (fixture);
  g_assert_null (arc_journal_find_team (fixture->journal, NULL, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_AMBIGUOUS);
}

/* An idle sync changes nothing that the window would load anew. */
static void
test_idle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcTeam) team = arc_journal_find_team (fixture->journal, NULL, NULL);
  g_autoptr (GPtrArray) members = members_of (fixture, ARC_MEMBER_IN);
  g_autoptr (ArcPostBatch) empty = arc_post_batch_new ();
  gint64 before = arc_journal_get_content_version (fixture->journal);

  team->synced_us = ARC_TEST_NOW;
  arc_journal_save_team (fixture->journal, team, NULL);
  arc_journal_set_members (fixture->journal, fixture->team, members, NULL);
  apply (fixture, empty, NULL);
  scrub (fixture);
  g_assert_cmpint (arc_journal_get_content_version (fixture->journal), ==, before);
  receive_share (fixture, fixture->ben, "news", "", 0, DAY);
  g_assert_cmpint (arc_journal_get_content_version (fixture->journal), >, before);
}

static void
test_sync_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) value = g_bytes_new ("a\0b", 3);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GHashTable) listed = NULL;
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();
  g_autoptr (GError) error = NULL;

  arc_journal_set_sync_state (fixture->journal, fixture->team, "file/a", value, &error);
  g_assert_no_error (error);
  g_hash_table_insert (batch->state, g_strdup ("file/b"), g_bytes_ref (nothing));
  g_hash_table_insert (batch->state, g_strdup ("filf"), g_bytes_ref (value));
  apply (fixture, batch, NULL);
  got = arc_journal_get_sync_state (fixture->journal, fixture->team, "file/a", &error);
  g_assert_true (g_bytes_equal (got, value));
  listed = arc_journal_list_sync_state (fixture->journal, fixture->team, "file/", &error);
  g_assert_cmpuint (g_hash_table_size (listed), ==, 2);
  g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (listed, "file/b")), ==, 0);
  arc_journal_set_sync_state (fixture->journal, fixture->team, "file/a", NULL, &error);
  none = arc_journal_get_sync_state (fixture->journal, fixture->team, "file/a", &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  ArcSetAside aside = {fixture->team, "members/x/card.arc", "The file is damaged.", 5};
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  arc_journal_set_aside (fixture->journal, &aside, &is_new, &error);
  g_assert_no_error (error);
  g_assert_true (is_new);
  arc_journal_set_aside (fixture->journal, &aside, &is_new, &error);
  g_assert_false (is_new);
  aside.message = "The file is newer.";
  arc_journal_set_aside (fixture->journal, &aside, &is_new, &error);
  g_assert_true (is_new);
  listed = arc_journal_list_set_aside (fixture->journal, fixture->team, &error);
  g_assert_cmpuint (listed->len, ==, 1);
  g_assert_cmpstr (((ArcSetAside *) listed->pdata[0])->message, ==, "The file is newer.");
  arc_journal_clear_set_aside (fixture->journal, fixture->team, aside.place, &error);
  g_ptr_array_unref (listed);
  listed = arc_journal_list_set_aside (fixture->journal, NULL, &error);
  g_assert_cmpuint (listed->len, ==, 0);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add ("/team-journal/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("bad-team", test_bad_team);
  ADD ("suggestion-kept", test_suggestion_kept);
  ADD ("receive", test_receive);
  ADD ("converge", test_converge);
  ADD ("conflict", test_conflict);
  ADD ("same-id", test_same_id);
  ADD ("scrub/revoked", test_scrub_revoked);
  ADD ("scrub/changed", test_scrub_changed);
  ADD ("scrub/removed-member", test_scrub_removed_member);
  ADD ("scrub/forgotten-team", test_scrub_forgotten_team);
  ADD ("scrub/later", test_scrub_later);
  ADD ("recover", test_recover);
  ADD ("share-entry", test_share_entry);
  ADD ("outbox", test_outbox);
  ADD ("trash", test_trash);
  ADD ("chain", test_chain);
  ADD ("news", test_news);
  ADD ("filters", test_filters);
  ADD ("read-again", test_read_again);
  ADD ("together", test_together);
  ADD ("find", test_find);
  ADD ("idle", test_idle);
  ADD ("sync-state", test_sync_state);
  ADD ("set-aside", test_set_aside);
  return g_test_run ();
}
