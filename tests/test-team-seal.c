/* Sealed posts: who can open them, and what happens to those that were touched. */
#include <string.h>

#include "arc-seal.h"
#include "arc-test.h"

#define NOW ARC_TEST_NOW

typedef enum {
  ADA, /* admin and manager */
  BEN,
  CLEO,
  EVE, /* not in the team */
  N_PEOPLE,
} Who;

static const char *const names[N_PEOPLE] = {"Ada Weber", "Ben Kim", "Cleo Ortiz", "Eve Moreau"};

typedef struct {
  ArcKeys *keys[N_PEOPLE];
  ArcRoster *roster;
} Fixture;

static void
accept (Fixture *fixture, Who whom)
{
  const ArcKeys *keys = fixture->keys[whom];
  g_autoptr (ArcPerson) person = arc_person_new (keys->person_id, names[whom]);
  g_autoptr (GError) error = NULL;
  ArcRoster *next;

  memcpy (person->sign_public, keys->sign_public, sizeof person->sign_public);
  memcpy (person->box_public, keys->box_public, sizeof person->box_public);
  next = arc_roster_accept (fixture->roster, fixture->keys[ADA], person, NOW, &error);
  g_assert_no_error (error);
  arc_roster_unref (fixture->roster);
  fixture->roster = next;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    fixture->keys[i] = arc_keys_new ();
  fixture->roster = arc_roster_create (fixture->keys[ADA], "Sales", names[ADA], NOW);
  accept (fixture, BEN);
  accept (fixture, CLEO);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  arc_roster_unref (fixture->roster);
  for (guint i = 0; i < N_PEOPLE; i++)
    arc_keys_free (fixture->keys[i]);
}

static ArcPost *
make_post (Fixture *fixture, Who author, ArcAudience audience)
{
  ArcPost *post = arc_post_new (ARC_POST_SHARE, fixture->keys[author]->person_id);

  post->audience = audience;
  post->at_us = NOW;
  g_free (post->body);
  post->body = g_strdup ("{\"action\":\"Called the marker-7d1f clients\"}");
  return post;
}

static GBytes *
seal (Fixture *fixture, Who author, const ArcPost *post)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = arc_seal_post (post, fixture->roster, fixture->keys[author], &error);

  g_assert_no_error (error);
  return bytes;
}

static ArcDevice *
device_of (Fixture *fixture, Who who)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) vouch =
      arc_device_vouch (fixture->keys[who], arc_roster_get_team_id (fixture->roster));
  ArcDevice *device = arc_device_open (
      vouch, arc_roster_find (fixture->roster, fixture->keys[who]->person_id), &error);

  g_assert_no_error (error);
  return device;
}

/* Whether @reader can open what @author sealed. */
static gboolean
opens (Fixture *fixture, GBytes *sealed, Who author, Who reader, const ArcPost *expected)
{
  g_autoptr (ArcDevice) device = device_of (fixture, author);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArcPost) post = NULL;
  ArcOpened opened;

  arc_open_post (sealed, device, fixture->roster, fixture->keys[reader], &opened, &post, &error);
  g_assert_no_error (error);
  if (opened == ARC_NOT_FOR_ME) {
    g_assert_null (post);
    return FALSE;
  }
  g_assert_cmpstr (post->id, ==, expected->id);
  g_assert_cmpstr (post->author, ==, expected->author);
  g_assert_cmpstr (post->revision, ==, expected->revision);
  g_assert_cmpuint (post->replaces->len, ==, expected->replaces->len);
  g_assert_cmpint (post->kind, ==, expected->kind);
  g_assert_cmpint (post->audience, ==, expected->audience);
  g_assert_cmpstr (post->subject, ==, expected->subject);
  g_assert_cmpint (post->at_us, ==, expected->at_us);
  g_assert_cmpstr (post->body, ==, expected->body);
  return TRUE;
}

static void
assert_readers (Fixture *fixture, const ArcPost *post, Who author, guint readers)
{
  g_autoptr (GBytes) sealed = seal (fixture, author, post);

  for (Who who = ADA; who < N_PEOPLE; who++)
    g_assert_cmpint (opens (fixture, sealed, author, who, post), ==, (readers & 1u << who) != 0);
}

static void
test_audiences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) team = make_post (fixture, BEN, ARC_AUDIENCE_TEAM);
  g_autoptr (ArcPost) managers = make_post (fixture, BEN, ARC_AUDIENCE_MANAGERS);
  g_autoptr (ArcPost) named = make_post (fixture, ADA, ARC_AUDIENCE_NAMED);

  assert_readers (fixture, team, BEN, 1u << ADA | 1u << BEN | 1u << CLEO);
  assert_readers (fixture, managers, BEN, 1u << ADA | 1u << BEN);
  g_ptr_array_add (managers->to, g_strdup (fixture->keys[CLEO]->person_id));
  managers->subject = g_strdup (team->id);
  arc_post_advance (managers);
  assert_readers (fixture, managers, BEN, 1u << ADA | 1u << BEN | 1u << CLEO);
  g_ptr_array_add (named->to, g_strdup (fixture->keys[CLEO]->person_id));
  assert_readers (fixture, named, ADA, 1u << ADA | 1u << CLEO);
}

/* Somebody to whom nothing could be sealed. */
static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) named = make_post (fixture, ADA, ARC_AUDIENCE_NAMED);
  g_autoptr (ArcPost) other = make_post (fixture, BEN, ARC_AUDIENCE_TEAM);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (named->to, g_strdup (fixture->keys[EVE]->person_id));
  g_assert_null (arc_seal_post (named, fixture->roster, fixture->keys[ADA], &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
  /* In another one's name. */
  g_assert_null (arc_seal_post (other, fixture->roster, fixture->keys[ADA], &error));
  arc_test_assert_sentence (&error, ARC_ERROR_INVALID);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) before = make_post (fixture, BEN, ARC_AUDIENCE_TEAM);
  g_autoptr (ArcPost) after = make_post (fixture, BEN, ARC_AUDIENCE_TEAM);
  g_autoptr (GBytes) old = seal (fixture, BEN, before);
  g_autofree char *readers = arc_seal_readers (before, fixture->roster);
  g_autofree char *readers_now = NULL;
  g_autoptr (GError) error = NULL;
  ArcRoster *next = arc_roster_remove (fixture->roster, fixture->keys[ADA],
                                       fixture->keys[CLEO]->person_id, NOW, &error);

  g_assert_no_error (error);
  arc_roster_unref (fixture->roster);
  fixture->roster = next;
  readers_now = arc_seal_readers (before, fixture->roster);
  g_assert_cmpstr (readers, !=, readers_now);
  assert_readers (fixture, after, BEN, 1u << ADA | 1u << BEN);
  g_assert_true (opens (fixture, old, BEN, ADA, before));
  /* Who joins later reads it too. */
  accept (fixture, EVE);
  g_assert_true (opens (fixture, old, BEN, EVE, before));
}

static void
test_manager_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = make_post (fixture, BEN, ARC_AUDIENCE_MANAGERS);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *with = NULL, *without = NULL;
  ArcRoster *next;

  before = arc_seal_readers (post, fixture->roster);
  next = arc_roster_set_roles (fixture->roster, fixture->keys[ADA], fixture->keys[CLEO]->person_id,
                               ARC_ROLE_MANAGER, NOW, &error);
  g_assert_no_error (error);
  arc_roster_unref (fixture->roster);
  fixture->roster = next;
  with = arc_seal_readers (post, fixture->roster);
  g_assert_cmpstr (with, !=, before);
  assert_readers (fixture, post, BEN, 1u << ADA | 1u << BEN | 1u << CLEO);
  next = arc_roster_remove (fixture->roster, fixture->keys[ADA], fixture->keys[CLEO]->person_id,
                            NOW, &error);
  g_assert_no_error (error);
  arc_roster_unref (fixture->roster);
  fixture->roster = next;
  without = arc_seal_readers (post, fixture->roster);
  g_assert_cmpstr (without, ==, before);
  assert_readers (fixture, post, BEN, 1u << ADA | 1u << BEN);
}

/* Every bit, every length. */
static void
test_bits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcDevice) device = device_of (fixture, BEN);

  for (guint audience = 0; audience < ARC_N_AUDIENCES; audience++) {
    g_autoptr (ArcPost) post = make_post (fixture, BEN, audience);
    g_autoptr (GBytes) sealed = seal (fixture, BEN, post);
    gsize size;
    const guint8 *whole = g_bytes_get_data (sealed, &size);
    g_assert_null (memmem (whole, size, "marker-7d1f", strlen ("marker-7d1f")));
    g_assert_null (memmem (whole, size, post->id, strlen (post->id)));
    for (gsize i = 0; i < size; i++) {
      g_autofree guint8 *copy = g_memdup2 (whole, size);
      ArcPost *opened_post = NULL;
      ArcOpened opened;
      g_autoptr (GError) error = NULL;
      copy[i] ^= 1 << (i % 8);
      g_autoptr (GBytes) altered = g_bytes_new (copy, size);
      g_autoptr (GBytes) cut = g_bytes_new (whole, i);
      g_assert_false (arc_open_post (altered, device, fixture->roster, fixture->keys[BEN], &opened,
                                     &opened_post, &error));
      g_assert_true (g_error_matches (error, ARC_ERROR, ARC_ERROR_DAMAGED) ||
                     g_error_matches (error, ARC_ERROR, ARC_ERROR_NEWER));
      g_clear_error (&error);
      g_assert_false (arc_open_post (cut, device, fixture->roster, fixture->keys[BEN], &opened,
                                     &opened_post, &error));
      arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
    }
  }
}

/* The same bytes as another device's, person's or team's. */
static void
test_replanted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArcPost) post = make_post (fixture, BEN, ARC_AUDIENCE_TEAM);
  g_autoptr (GBytes) sealed = seal (fixture, BEN, post);
  g_autoptr (ArcDevice) good = device_of (fixture, BEN);
  g_autoptr (ArcDevice) other = device_of (fixture, CLEO);
  char **places[] = {&good->device_id, &good->person_id, &good->team_id};
  ArcPost *opened_post = NULL;
  ArcOpened opened;
  g_autoptr (GError) error = NULL;

  g_assert_false (arc_open_post (sealed, other, fixture->roster, fixture->keys[ADA], &opened,
                                 &opened_post, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *was = g_strdup (*places[i]);
    (*places[i])[0] = was[0] == 'a' ? 'b' : 'a';
    g_assert_false (arc_open_post (sealed, good, fixture->roster, fixture->keys[ADA], &opened,
                                   &opened_post, &error));
    arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
    g_free (*places[i]);
    *places[i] = g_steal_pointer (&was);
  }
  g_assert_true (opens (fixture, sealed, BEN, ADA, post));
}

/* A device that somebody else vouches for. */
static void
test_devices (Fixture *fixture, gconstpointer data)
{
  const char *team_id = arc_roster_get_team_id (fixture->roster);
  g_autoptr (GBytes) vouch = arc_device_vouch (fixture->keys[BEN], team_id);
  const ArcPerson *ben = arc_roster_find (fixture->roster, fixture->keys[BEN]->person_id);
  const ArcPerson *cleo = arc_roster_find (fixture->roster, fixture->keys[CLEO]->person_id);
  gsize size;
  const guint8 *whole = g_bytes_get_data (vouch, &size);
  g_autoptr (GError) error = NULL;

  g_assert_null (arc_device_open (vouch, cleo, &error));
  arc_test_assert_sentence (&error, ARC_ERROR_DAMAGED);
  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (whole, size);
    copy[i] ^= 1 << (i % 8);
    g_autoptr (GBytes) altered = g_bytes_new (copy, size);
    g_assert_null (arc_device_open (altered, ben, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
  }
}

#define ADD(name, func) g_test_add ("/team/seal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("audiences", test_audiences);
  ADD ("strangers", test_strangers);
  ADD ("removed", test_removed);
  ADD ("manager-removed", test_manager_removed);
  ADD ("bits", test_bits);
  ADD ("replanted", test_replanted);
  ADD ("devices", test_devices);
  return g_test_run ();
}
