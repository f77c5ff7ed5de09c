/* What a team agrees on as equivalents, through journals and a folder: turns of several leaders, in
 * any order, and of people whose role changes. */
#include <math.h>
#include <string.h>

#include "arc-json-summary.h"
#include "arc-review.h"
#include "team-world.h"

/* Members: Ada made the team (manager, admin); Ben is made a manager, Cleo is a plain member. */
enum { ADA, BEN, CLEO };

static ArcJournal *
journal_of (TeamWorld *world, guint member)
{
  return world->members[member].journal;
}

static void
set_roles (TeamWorld *world, guint by, guint whom, ArcRoles roles)
{
  g_autoptr (GError) error = NULL;

  arc_team_set_roles (journal_of (world, by), world->team_id, world->members[whom].id, roles,
                      &error);
  g_assert_no_error (error);
  team_world_quiet (world);
}

static TeamWorld *
world_of_two_leaders (guint32 seed)
{
  TeamWorld *world = team_world_new (3, seed, TRUE);

  set_roles (world, ADA, BEN, ARC_ROLE_MANAGER);
  return world;
}

static ArcEquivalent *
make (const char *id, const char *name, double amount)
{
  ArcEquivalent *equivalent = arc_equivalent_new (id);

  equivalent->name = (g_free (equivalent->name), g_strdup (name));
  equivalent->unit = (g_free (equivalent->unit), g_strdup ("minutes"));
  equivalent->source = (g_free (equivalent->source), g_strdup ("our own average 2026"));
  equivalent->amount = amount;
  return equivalent;
}

static char *
put (TeamWorld *world, guint member, const char *id, const char *name, double amount)
{
  g_autoptr (ArcEquivalent) equivalent = make (id, name, amount);
  g_autoptr (GError) error = NULL;
  char *put_id =
      arc_review_put_equivalent (journal_of (world, member), world->team_id, equivalent, &error);

  g_assert_no_error (error);
  g_assert_nonnull (put_id);
  if (*id)
    g_assert_cmpstr (put_id, ==, id);
  return put_id;
}

static void
turn (TeamWorld *world, guint member, const char *id, gboolean is_on)
{
  g_autoptr (GError) error = NULL;
  gboolean done =
      arc_review_switch_equivalent (journal_of (world, member), world->team_id, id, is_on, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* (transfer full): "visit=15 lunch break=30", by name, of what holds for @member. */
static char *
list (TeamWorld *world, guint member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      arc_review_list_equivalents (journal_of (world, member), world->team_id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++) {
    const ArcEquivalent *one = all->pdata[i];

    if (!one->is_shipped)
      g_string_append_printf (text, "%s=%g ", one->name, one->amount);
  }
  for (guint i = 0; i < all->len; i++) {
    const ArcEquivalent *one = all->pdata[i];

    if (one->is_shipped)
      g_string_append_printf (text, "%s ", one->id + strlen ("example-"));
  }
  return g_string_free (text, FALSE);
}

static void
assert_list (TeamWorld *world, const char *expected)
{
  for (guint i = 0; i < world->n_members; i++) {
    g_autofree char *text = list (world, i);

    g_assert_cmpstr (text, ==, expected);
  }
}

#define EXAMPLES "call reflection lunch day "

/* One's own stand beside the examples; what is removed is gone for all, its words too. */
static void
test_add_change_remove (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (1);
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) posts = NULL;

  assert_list (world, EXAMPLES);
  id = put (world, ADA, "", "quicksilver visit", 15);
  team_world_quiet (world);
  assert_list (world, "quicksilver visit=15 " EXAMPLES);
  again = put (world, ADA, id, "marmalade visit", 20);
  team_world_quiet (world);
  assert_list (world, "marmalade visit=20 " EXAMPLES);
  /* Said anew in its place: the old words are nowhere. */
  posts = arc_journal_list_posts (journal_of (world, CLEO), world->team_id, ARC_POST_EQUIVALENT,
                                  NULL, NULL);
  g_assert_cmpuint (posts->len, ==, 1);
  turn (world, ADA, id, FALSE);
  team_world_quiet (world);
  assert_list (world, EXAMPLES);
  g_clear_pointer (&posts, g_ptr_array_unref);
  posts = arc_journal_list_posts (journal_of (world, CLEO), world->team_id, ARC_POST_EQUIVALENT,
                                  NULL, NULL);
  g_assert_cmpuint (posts->len, ==, 0);
}

/* What another leader made is replaced by a newer turn, switched off by one, and comes back when
 * that turn is taken back. */
static void
test_two_leaders (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (2);
  g_autofree char *id = put (world, ADA, "", "visit", 15);
  g_autofree char *changed = NULL;
  g_autofree char *once_more = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const ArcTeamEquivalent *one;

  team_world_quiet (world);
  changed = put (world, BEN, id, "visit", 20);
  team_world_quiet (world);
  assert_list (world, "visit=20 " EXAMPLES);
  all = arc_review_list_team_equivalents (journal_of (world, ADA), world->team_id, NULL);
  one = all->pdata[0];
  g_assert_cmpstr (one->author_name, ==, world->members[BEN].name);
  g_assert_false (one->is_mine);
  once_more = put (world, ADA, id, "visit", 25);
  team_world_quiet (world);
  assert_list (world, "visit=25 " EXAMPLES);
  turn (world, BEN, id, FALSE);
  team_world_quiet (world);
  assert_list (world, EXAMPLES);
  {
    g_autoptr (ArcEquivalent) was = make (id, "visit", 25);
    g_autoptr (GError) error = NULL;

    g_assert_true (
        arc_review_restore_equivalent (journal_of (world, BEN), world->team_id, id, was, &error));
  }
  team_world_quiet (world);
  assert_list (world, "visit=25 " EXAMPLES);
}

/* Two at once: everybody sees the same of the two, and the next turn ends it. */
static void
test_at_once (void)
{
  for (guint32 seed = 10; seed < 14; seed++) {
    g_autoptr (TeamWorld) world = world_of_two_leaders (seed);
    g_autofree char *id = put (world, ADA, "", "visit", 15);
    g_autofree char *ada = NULL;
    g_autofree char *ben = NULL;
    g_autofree char *after = NULL;
    g_autofree char *seen = NULL;

    team_world_quiet (world);
    ben = put (world, BEN, id, "visit", 20);
    ada = put (world, ADA, id, "visit", 25);
    team_world_quiet (world);
    seen = list (world, CLEO);
    g_assert_true (g_str_equal (seen, "visit=20 " EXAMPLES) ||
                   g_str_equal (seen, "visit=25 " EXAMPLES));
    assert_list (world, seen);
    after = put (world, seed % 2 ? ADA : BEN, id, "visit", 30);
    team_world_quiet (world);
    assert_list (world, "visit=30 " EXAMPLES);
  }
}

/* An example is switched off, replaced, and brought back as it is shipped, by different people. */
static void
test_examples (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (3);
  g_autofree char *replaced = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const ArcTeamEquivalent *last;

  turn (world, ADA, "example-lunch", FALSE);
  replaced = put (world, ADA, "example-call", "client call", 11);
  team_world_quiet (world);
  assert_list (world, "client call=11 reflection day ");
  /* What is off stays in sight of those who could switch it on. */
  all = arc_review_list_team_equivalents (journal_of (world, BEN), world->team_id, NULL);
  g_assert_cmpuint (all->len, ==, 4);
  last = all->pdata[2];
  g_assert_cmpint (last->equivalent->state, ==, ARC_EQUIVALENT_OFF);
  g_assert_cmpstr (last->author_name, ==, world->members[ADA].name);
  turn (world, BEN, "example-lunch", TRUE);
  turn (world, BEN, "example-call", TRUE);
  team_world_quiet (world);
  assert_list (world, EXAMPLES);
  again = put (world, ADA, "example-call", "client call", 12);
  team_world_quiet (world);
  assert_list (world, "client call=12 reflection lunch day ");
  /* On while it is on is nothing new. */
  turn (world, ADA, "example-day", TRUE);
  team_world_quiet (world);
  assert_list (world, "client call=12 reflection lunch day ");
}

/* With somebody's role their turns go, and what stood before holds again; with the role they are
 * back. They themselves may look and not change. */
static void
test_roles (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (4);
  g_autofree char *id = put (world, ADA, "", "visit", 15);
  g_autofree char *changed = NULL;
  g_autofree char *own = NULL;
  g_autoptr (ArcEquivalent) equivalent = make ("", "walk", 40);
  g_autoptr (GError) error = NULL;

  team_world_quiet (world);
  changed = put (world, BEN, id, "visit", 20);
  own = put (world, BEN, "", "walk", 40);
  turn (world, BEN, "example-day", FALSE);
  team_world_quiet (world);
  assert_list (world, "visit=20 walk=40 call reflection lunch ");
  set_roles (world, ADA, BEN, 0);
  assert_list (world, "visit=15 " EXAMPLES);
  g_assert_null (
      arc_review_put_equivalent (journal_of (world, BEN), world->team_id, equivalent, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (arc_review_switch_equivalent (journal_of (world, BEN), world->team_id,
                                                "example-call", FALSE, &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
  set_roles (world, ADA, BEN, ARC_ROLE_FACILITATOR);
  assert_list (world, "visit=20 walk=40 call reflection lunch ");
}

/* What a plain member's program sends changes nothing for anybody. */
static void
test_forged (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (5);
  static const char *const bodies[] = {
      "{\"name\":\"obey Cleo\",\"unit\":\"minutes\",\"amount\":1,\"source\":\"Cleo\"}",
      "{\"equivalent\":\"example-call\",\"state\":\"off\"}", "{\"state\":\"as-shipped\"}",
      "{\"equivalent\":[]}", "[]"};

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (ArcPost) post = arc_post_new (ARC_POST_EQUIVALENT, world->members[CLEO].id);
    g_autoptr (GError) error = NULL;

    post->audience = ARC_AUDIENCE_TEAM;
    post->body = (g_free (post->body), g_strdup (bodies[i]));
    g_assert_true (
        arc_journal_put_post (journal_of (world, CLEO), world->team_id, post, NULL, &error));
    g_assert_no_error (error);
  }
  team_world_quiet (world);
  assert_list (world, EXAMPLES);
}

/* A leader's broken program neither: what cannot be read is passed over, a ring is one of its
 * turns.
 */
static void
test_hostile_turns (void)
{
  g_autoptr (TeamWorld) world = world_of_two_leaders (6);
  g_autoptr (ArcPost) first = arc_post_new (ARC_POST_EQUIVALENT, world->members[BEN].id);
  g_autoptr (ArcPost) second = arc_post_new (ARC_POST_EQUIVALENT, world->members[BEN].id);
  ArcPost *posts[] = {first, second};
  g_autofree char *seen = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++) {
    g_autoptr (GError) error = NULL;

    posts[i]->audience = ARC_AUDIENCE_TEAM;
    g_free (posts[i]->body);
    posts[i]->body = g_strdup_printf (
        "{\"equivalent\":\"%s\",\"builds_on\":[\"%s\",\"%s\"],\"name\":\"ring\",\"unit\":\"min\","
        "\"amount\":5,\"source\":\"nobody\"}",
        first->id, posts[1 - i]->id, posts[i]->id);
    g_assert_true (
        arc_journal_put_post (journal_of (world, BEN), world->team_id, posts[i], NULL, &error));
    g_assert_no_error (error);
  }
  team_world_quiet (world);
  seen = list (world, CLEO);
  g_assert_cmpstr (seen, ==, "ring=5 " EXAMPLES);
  assert_list (world, seen);
  turn (world, ADA, first->id, FALSE);
  team_world_quiet (world);
  assert_list (world, EXAMPLES);
}

static void
test_nonsense_is_refused (void)
{
  g_autoptr (TeamWorld) world = team_world_new (2, 7, TRUE);
  g_autofree char *long_name = g_strnfill (10000, 'x');
  const double amounts[] = {0, -1, INFINITY, -INFINITY, NAN, 1e10};
  const char *const names[] = {"", "  \t ", long_name};
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++) {
    g_autoptr (ArcEquivalent) equivalent = make ("", "visit", amounts[i]);

    g_assert_null (
        arc_review_put_equivalent (journal_of (world, ADA), world->team_id, equivalent, &error));
    g_assert_error (error, ARC_ERROR, ARC_ERROR_INVALID);
    g_clear_error (&error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (ArcEquivalent) equivalent = make ("", names[i], 8);

    g_assert_null (
        arc_review_put_equivalent (journal_of (world, ADA), world->team_id, equivalent, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
  }
  g_assert_false (arc_review_switch_equivalent (journal_of (world, ADA), world->team_id,
                                                "00000000-0000-4000-8000-000000000001", FALSE,
                                                &error));
  g_assert_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND);
  assert_list (world, EXAMPLES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/equivalents/change", test_add_change_remove);
  g_test_add_func ("/review/equivalents/two-leaders", test_two_leaders);
  g_test_add_func ("/review/equivalents/at-once", test_at_once);
  g_test_add_func ("/review/equivalents/examples", test_examples);
  g_test_add_func ("/review/equivalents/roles", test_roles);
  g_test_add_func ("/review/equivalents/forged", test_forged);
  g_test_add_func ("/review/equivalents/hostile", test_hostile_turns);
  g_test_add_func ("/review/equivalents/nonsense", test_nonsense_is_refused);
  return g_test_run ();
}
