/* The roster: who may turn it, which of two branches holds, who has the team's key. */
#include <string.h>

#include "arc-id.h"
#include "arc-roster.h"
#include "arc-test.h"

#define NOW ARC_TEST_NOW

/* People of a test. */
typedef enum {
  ADA, /* makes the team */
  BEN,
  CLEO,
  DAN,
  N_PEOPLE,
} Who;

static const char *const names[N_PEOPLE] = {"Ada Weber", "Ben Kim", "Cleo Ortiz", "Dan Novak"};

typedef struct {
  ArcKeys *keys[N_PEOPLE];
  ArcRoster *roster;
} Fixture;

static ArcPerson *
make_person (const ArcKeys *keys, const char *name)
{
  ArcPerson *person = arc_person_new (keys->person_id, name);

  memcpy (person->sign_public, keys->sign_public, sizeof person->sign_public);
  memcpy (person->box_public, keys->box_public, sizeof person->box_public);
  randombytes_buf (person->asked, sizeof person->asked);
  return person;
}

/* Asserts that it worked, and that what came out can be read back. (transfer full) */
static ArcRoster *
check (ArcRoster *roster, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ArcRoster) again = NULL;

  g_assert_no_error (*error);
  bytes = arc_roster_to_bytes (roster);
  again = arc_roster_parse (bytes, error);
  g_assert_no_error (*error);
  g_assert_cmpmem (arc_roster_get_head (again), 32, arc_roster_get_head (roster), 32);
  g_assert_cmpstr (arc_roster_get_team_id (again), ==, arc_roster_get_team_id (roster));
  return roster;
}

static ArcRoster *
accept (Fixture *fixture, ArcRoster *roster, Who admin, Who whom)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPerson) person = make_person (fixture->keys[whom], names[whom]);

  return check (arc_roster_accept (roster, fixture->keys[admin], person, NOW, &error), &error);
}

static ArcRoster *
give (Fixture *fixture, ArcRoster *roster, Who admin, Who whom, ArcRoles roles)
{
  g_autoptr (GError) error = NULL;

  return check (arc_roster_set_roles (roster, fixture->keys[admin], fixture->keys[whom]->person_id,
                                      roles, NOW, &error),
                &error);
}

static ArcRoster *
take_out (Fixture *fixture, ArcRoster *roster, Who admin, Who whom)
{
  g_autoptr (GError) error = NULL;

  return check (
      arc_roster_remove (roster, fixture->keys[admin], fixture->keys[whom]->person_id, NOW, &error),
      &error);
}

/* Replaces *@roster. */
static void
move (ArcRoster **roster, ArcRoster *next)
{
  arc_roster_unref (*roster);
  *roster = next;
}

/* Ada made the team, and Ben and Cleo are in; Ben is an admin too. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    fixture->keys[i] = arc_keys_new ();
  fixture->roster = arc_roster_create (fixture->keys[ADA], "Sales", names[ADA], NOW);
  move (&fixture->roster, accept (fixture, fixture->roster, ADA, BEN));
  move (&fixture->roster, accept (fixture, fixture->roster, ADA, CLEO));
  move (&fixture->roster, give (fixture, fixture->roster, ADA, BEN, ARC_ROLE_ADMIN));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_roster_unref (fixture->roster);
  for (guint i = 0; i < N_PEOPLE; i++)
    arc_keys_free (fixture->keys[i]);
}

static const ArcPerson *
find (Fixture *fixture, ArcRoster *roster, Who who)
{
  return arc_roster_find (roster, fixture->keys[who]->person_id);
}

/* Both ways round. */
static void
assert_chosen (ArcRoster *expected, ArcRoster *other)
{
  g_assert_true (arc_roster_choose (expected, other) == expected);
  g_assert_true (arc_roster_choose (other, expected) == expected);
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) first = arc_roster_create (fixture->keys[ADA], "Sales", names[ADA], NOW);
  g_autoptr (ArcRoster) other = arc_roster_create (fixture->keys[ADA], "Sales", names[ADA], NOW);
  const ArcPerson *ada = find (fixture, first, ADA);

  g_assert_true (arc_id_is_valid (arc_roster_get_team_id (first)));
  g_assert_cmpstr (arc_roster_get_team_id (first), !=, arc_roster_get_team_id (other));
  g_assert_cmpstr (arc_roster_get_name (first), ==, "Sales");
  g_assert_cmpuint (arc_roster_get_group_size (first), ==, ARC_GROUP_SIZE_DEFAULT);
  g_assert_cmpuint (arc_roster_get_length (first), ==, 1);
  g_assert_cmpint (ada->member.roles, ==, ARC_ROLE_ADMIN | ARC_ROLE_MANAGER);
  g_assert_cmpint (ada->member.state, ==, ARC_MEMBER_IN);
  g_assert_true (arc_roster_choose (first, other) == arc_roster_choose (other, first));
}

static void
test_readers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = arc_roster_list_readers (fixture->roster, FALSE);
  g_autoptr (GPtrArray) managers = arc_roster_list_readers (fixture->roster, TRUE);

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (managers->len, ==, 1);
  g_assert_true (managers->pdata[0] == find (fixture, fixture->roster, ADA));
}

/* Doing what is already so makes no turn. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) again = accept (fixture, fixture->roster, ADA, BEN);
  g_autoptr (ArcRoster) role = give (fixture, fixture->roster, ADA, BEN, ARC_ROLE_ADMIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcRoster) team = arc_roster_set_team (fixture->roster, fixture->keys[ADA], "Sales",
                                                    ARC_GROUP_SIZE_DEFAULT, NOW, &error);

  g_assert_true (again == fixture->roster);
  g_assert_true (role == fixture->roster);
  g_assert_true (team == fixture->roster);
}

static void
test_rights (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPerson) dan = make_person (fixture->keys[DAN], names[DAN]);
  g_autoptr (ArcPerson) thief = make_person (fixture->keys[DAN], names[CLEO]);
  g_autoptr (ArcRoster) alone = NULL;

  g_assert_null (arc_roster_accept (fixture->roster, fixture->keys[CLEO], dan, NOW, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_roster_set_roles (fixture->roster, fixture->keys[CLEO],
                                       fixture->keys[CLEO]->person_id, ARC_ROLE_ADMIN, NOW,
                                       &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_roster_remove (fixture->roster, fixture->keys[DAN],
                                    fixture->keys[ADA]->person_id, NOW, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  /* Somebody who is not in. */
  g_assert_null (arc_roster_set_roles (fixture->roster, fixture->keys[ADA],
                                       fixture->keys[DAN]->person_id, ARC_ROLE_MANAGER, NOW,
                                       &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  /* Another one's id with keys of one's own. */
  g_free (thief->member.id);
  thief->member.id = g_strdup (fixture->keys[CLEO]->person_id);
  g_assert_null (arc_roster_accept (fixture->roster, fixture->keys[ADA], thief, NOW, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  /* The last admin stays. */
  alone = take_out (fixture, fixture->roster, ADA, BEN);
  g_assert_null (
      arc_roster_remove (alone, fixture->keys[ADA], fixture->keys[ADA]->person_id, NOW, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  g_assert_null (arc_roster_set_roles (alone, fixture->keys[ADA], fixture->keys[ADA]->person_id, 0,
                                       NOW, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
}

static gboolean
has_key (Fixture *fixture, ArcRoster *roster, Who who, guint epoch)
{
  guint8 key[crypto_secretbox_KEYBYTES];

  return arc_roster_open_key (roster, fixture->keys[who], epoch, key);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) removed = take_out (fixture, fixture->roster, ADA, CLEO);
  g_autoptr (ArcRoster) joined = accept (fixture, removed, BEN, DAN);
  g_autoptr (ArcRoster) back = accept (fixture, joined, BEN, CLEO);
  guint8 before[32], after[32];

  g_assert_cmpuint (arc_roster_get_epoch (fixture->roster), ==, 1);
  g_assert_cmpuint (arc_roster_get_epoch (removed), ==, 2);
  for (Who who = ADA; who <= CLEO; who++)
    g_assert_true (has_key (fixture, fixture->roster, who, 1));
  g_assert_false (has_key (fixture, fixture->roster, DAN, 1));
  /* Who was removed has the key that they had, and not the new one. */
  g_assert_true (has_key (fixture, removed, CLEO, 1));
  g_assert_false (has_key (fixture, removed, CLEO, 2));
  g_assert_cmpint (find (fixture, removed, CLEO)->member.state, ==, ARC_MEMBER_REMOVED);
  /* A newcomer reads what was shared before; an outsider nothing. */
  g_assert_false (has_key (fixture, removed, DAN, 1));
  g_assert_true (has_key (fixture, joined, DAN, 1));
  g_assert_true (has_key (fixture, joined, DAN, 2));
  g_assert_false (has_key (fixture, joined, DAN, 3));
  g_assert_false (has_key (fixture, joined, DAN, 0));
  g_assert_true (has_key (fixture, back, CLEO, 2));
  /* All have the same one, and each has its own name. */
  g_assert_true (arc_roster_open_key (joined, fixture->keys[DAN], 1, before));
  g_assert_true (arc_roster_open_key (joined, fixture->keys[ADA], 1, after));
  g_assert_cmpmem (before, 32, after, 32);
  g_assert_cmpuint (arc_roster_find_key (joined, arc_roster_get_key_id (joined, 2)), ==, 2);
  g_assert_cmpuint (arc_roster_find_key (fixture->roster, arc_roster_get_key_id (joined, 2)), ==,
                    0);
}

/* ---- forged and damaged ---- */

static void
test_bits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (fixture->roster);
  gsize size;
  const guint8 *whole = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (whole, size);
    g_autoptr (GBytes) altered = NULL;
    g_autoptr (GBytes) cut = g_bytes_new (whole, i);
    g_autoptr (GError) error = NULL;
    copy[i] ^= 1 << (i % 8);
    altered = g_bytes_new (copy, size);
    g_assert_null (arc_roster_parse (altered, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    g_assert_null (arc_roster_parse (cut, &error));
    arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
  }
}

/* A turn by Cleo, who is no admin, after a roster in which she was one. */
static void
test_not_admin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) admin = give (fixture, fixture->roster, ADA, CLEO, ARC_ROLE_ADMIN);
  g_autoptr (ArcRoster) plain = give (fixture, admin, ADA, CLEO, 0);
  g_autoptr (ArcRoster) hers = accept (fixture, admin, CLEO, DAN);
  g_autoptr (GBytes) good = arc_roster_to_bytes (plain);
  g_autoptr (GBytes) forged = arc_roster_to_bytes (hers);
  g_autoptr (GByteArray) mixed = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize prefix, size;
  guint32 turns;
  const guint8 *data_good = g_bytes_get_data (good, &prefix);
  g_autoptr (GBytes) before = arc_roster_to_bytes (admin);
  const guint8 *data_forged = g_bytes_get_data (forged, &size);
  gsize common = g_bytes_get_size (before);

  /* Her turn, taken from where she might make it, put behind the one that took the right. */
  g_byte_array_append (mixed, data_good, prefix);
  g_byte_array_append (mixed, data_forged + common, size - common);
  memcpy (&turns, mixed->data + 5, sizeof turns);
  turns = GUINT32_FROM_BE (turns) + 1;
  turns = GUINT32_TO_BE (turns);
  memcpy (mixed->data + 5, &turns, sizeof turns);
  bytes = g_bytes_new (mixed->data, mixed->len);
  g_assert_null (arc_roster_parse (bytes, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
}

/* ---- branches ---- */

static void
test_continues (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) longer = accept (fixture, fixture->roster, BEN, DAN);

  assert_chosen (longer, fixture->roster);
}

static void
test_longer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) one = accept (fixture, fixture->roster, BEN, DAN);
  g_autoptr (ArcRoster) two = give (fixture, fixture->roster, ADA, CLEO, ARC_ROLE_MANAGER);
  g_autoptr (ArcRoster) longer = give (fixture, two, ADA, CLEO, ARC_ROLE_FACILITATOR);

  assert_chosen (longer, one);
  g_assert_true (arc_roster_choose (one, two) == arc_roster_choose (two, one));
}

/* However much the removed admin adds, before they knew or after. */
static void
test_removed_admin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) removed = take_out (fixture, fixture->roster, ADA, BEN);
  g_autoptr (ArcRoster) his = accept (fixture, fixture->roster, BEN, DAN);

  for (guint i = 0; i < 8; i++)
    move (&his, give (fixture, his, BEN, DAN, i % 2 ? 0 : ARC_ROLE_MANAGER));
  assert_chosen (removed, his);
  /* A demotion does the same. */
  {
    g_autoptr (ArcRoster) demoted = give (fixture, fixture->roster, ADA, BEN, ARC_ROLE_MANAGER);
    assert_chosen (demoted, his);
  }
}

/* Each removes the other: who has been an admin for longer, not who adds more turns. */
static void
test_mutual (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) hers = take_out (fixture, fixture->roster, ADA, BEN);
  g_autoptr (ArcRoster) his = take_out (fixture, fixture->roster, BEN, ADA);

  assert_chosen (hers, his);
  for (guint i = 0; i < 5; i++)
    move (&his, give (fixture, his, BEN, CLEO, i % 2 ? 0 : ARC_ROLE_MANAGER));
  assert_chosen (hers, his);
}

/* ---- repeating ---- */

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) his = accept (fixture, fixture->roster, BEN, DAN);
  g_autoptr (ArcRoster) hers = give (fixture, fixture->roster, ADA, CLEO, ARC_ROLE_MANAGER);
  g_autoptr (ArcRoster) longer = NULL, both = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  move (&his, give (fixture, his, BEN, DAN, ARC_ROLE_FACILITATOR));
  longer = arc_roster_set_team (hers, fixture->keys[ADA], "Sales", 7, NOW, &error);
  g_assert_no_error (error);
  move (&longer, give (fixture, longer, ADA, CLEO, 0));
  assert_chosen (longer, his);
  both = arc_roster_repeat (longer, his, fixture->keys[BEN], NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find (fixture, both, DAN)->member.state, ==, ARC_MEMBER_IN);
  g_assert_cmpint (find (fixture, both, DAN)->member.roles, ==, ARC_ROLE_FACILITATOR);
  g_assert_cmpuint (arc_roster_get_group_size (both), ==, 7);
  g_assert_cmpint (find (fixture, both, CLEO)->member.roles, ==, 0);
  assert_chosen (both, his);
  assert_chosen (both, longer);
  again = arc_roster_repeat (both, his, fixture->keys[BEN], NOW, &error);
  g_assert_true (again == both);
  /* Hers are not his to repeat. */
  {
    g_autoptr (ArcRoster) none = arc_roster_repeat (his, longer, fixture->keys[BEN], NOW, &error);
    g_assert_true (none == his);
  }
}

/* What an admin who was removed did meanwhile is not done again; nor is somebody let in again whom
 * another admin removed. */
static void
test_repeat_in_vain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcRoster) removed = take_out (fixture, fixture->roster, ADA, BEN);
  g_autoptr (ArcRoster) his = accept (fixture, fixture->roster, BEN, DAN);
  g_autoptr (ArcRoster) hers = accept (fixture, fixture->roster, ADA, DAN);
  g_autoptr (ArcRoster) nothing = NULL, still = NULL;
  g_autoptr (GError) error = NULL;

  nothing = arc_roster_repeat (removed, his, fixture->keys[BEN], NOW, &error);
  g_assert_no_error (error);
  g_assert_true (nothing == removed);
  move (&hers, take_out (fixture, hers, ADA, DAN));
  still = arc_roster_repeat (hers, his, fixture->keys[BEN], NOW, &error);
  g_assert_no_error (error);
  g_assert_true (still == hers);
}

#define ADD(name, func) g_test_add ("/team/roster/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first", test_first);
  ADD ("readers", test_readers);
  ADD ("nothing", test_nothing);
  ADD ("rights", test_rights);
  ADD ("keys", test_keys);
  ADD ("bits", test_bits);
  ADD ("not-admin", test_not_admin);
  ADD ("continues", test_continues);
  ADD ("longer", test_longer);
  ADD ("removed-admin", test_removed_admin);
  ADD ("mutual", test_mutual);
  ADD ("repeat", test_repeat);
  ADD ("repeat-in-vain", test_repeat_in_vain);
  return g_test_run ();
}
