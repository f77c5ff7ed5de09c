/* What comes out of a team's folder: rosters, cards, words of leaving, manifests, segments, sealed
 * posts. Whatever the bytes, a reader ends without a fault, and what it takes can be written again.
 *
 * The first byte says which reader. A signature would keep every change out, so most of what
 * follows is signed here, with keys that are always the same. */
#include <string.h>

#include "arc-folder-format.h"
#include "arc-folder-source.h"
#include "arc-roster-turn.h"
#include "fuzz-engine.h"

#define TEAM_ID "11111111-1111-4111-8111-111111111111"
#define PERSON_ID "22222222-2222-4222-8222-222222222222"
#define DEVICE_ID "33333333-3333-4333-8333-333333333333"

const char *const arc_fuzz_words[] = {"ARCT\001\001",
                                      "ARCT\001\002",
                                      "ARCT\001\003",
                                      "ARCT\001\004",
                                      "ARCT\001\005",
                                      "ARCT\001\006",
                                      "ARCR\001",
                                      "ARCC\001",
                                      "ARCL\001",
                                      "ARCM\001",
                                      "ARCS\001",
                                      "ARCP\001",
                                      "ARCV\001",
                                      "ARCP\002",
                                      "share",
                                      "managers",
                                      "team",
                                      "named",
                                      "\377\377\377\377",
                                      "Ada",
                                      "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"",
                                      NULL};

static ArcKeys *keys;
static ArcPerson *person;
static ArcDevice *device;
static ArcRoster *roster;

static void
begin (void)
{
  guint8 seed[crypto_sign_SEEDBYTES] = {7};

  keys = arc_keys_new ();
  g_free (keys->person_id);
  g_free (keys->device_id);
  keys->person_id = g_strdup (PERSON_ID);
  keys->device_id = g_strdup (DEVICE_ID);
  crypto_sign_seed_keypair (keys->sign_public, keys->sign_secret, seed);
  seed[0] = 8;
  crypto_sign_seed_keypair (keys->device_public, keys->device_secret, seed);
  seed[0] = 9;
  crypto_box_seed_keypair (keys->box_public, keys->box_secret, seed);
  person = arc_person_new (PERSON_ID, "Ada");
  memcpy (person->sign_public, keys->sign_public, sizeof person->sign_public);
  memcpy (person->box_public, keys->box_public, sizeof person->box_public);
  roster = arc_roster_create (keys, "Sales", "Ada", 1);
  device = g_new0 (ArcDevice, 1);
  device->team_id = g_strdup (arc_roster_get_team_id (roster));
  device->person_id = g_strdup (PERSON_ID);
  device->device_id = g_strdup (DEVICE_ID);
  memcpy (device->public, keys->device_public, sizeof device->public);
}

/* @data with its signature. */
static GBytes *
sign (const guint8 *data, gsize size, const char *domain, const char *device_id)
{
  const ArcPlace place = {TEAM_ID, PERSON_ID, device_id};
  GByteArray *out = g_byte_array_new ();

  arc_pack_raw (out, data, size);
  arc_pack_sign (out, domain, &place, device_id != NULL ? keys->device_secret : keys->sign_secret);
  return g_byte_array_free_to_bytes (out);
}

/* Turns without signatures and without the hash of the one before. */
static void
try_turns (const guint8 *data, gsize size)
{
  g_autoptr (ArcRoster) made = arc_roster_new_empty ();
  const ArcPlace nowhere = {NULL};
  ArcUnpack in;

  arc_unpack_init (&in, data, size);
  while (in.left > 0 && !in.failed) {
    gsize length;
    const guint8 *body = arc_unpack_block (&in, size, &length);
    g_autoptr (GByteArray) turn = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    if (body == NULL || length < 6 + ARC_HASH_BYTES)
      break;
    arc_pack_raw (turn, body, length);
    if (made->turns->len > 0)
      memcpy (turn->data + 6, arc_roster_get_head (made), ARC_HASH_BYTES);
    arc_pack_sign (turn, "ARC Journal turn of a roster", &nowhere, keys->sign_secret);
    g_autoptr (GBytes) bytes = g_bytes_new (turn->data, turn->len);
    if (!arc_roster_add_turn (made, bytes, TRUE, &error)) {
      g_assert_nonnull (error);
      return;
    }
  }
  if (made->turns->len == 0)
    return;
  g_autoptr (GBytes) whole = arc_roster_to_bytes (made);
  g_autoptr (ArcRoster) again = arc_roster_parse (whole, NULL);
  guint8 key[crypto_secretbox_KEYBYTES];
  g_assert_nonnull (again);
  for (guint i = 1; i <= arc_roster_get_epoch (again); i++)
    arc_roster_open_key (again, keys, i, key);
  g_assert_true (arc_roster_choose (again, roster) == arc_roster_choose (roster, again));
}

static void
try_manifest (GBytes *bytes)
{
  g_autoptr (ArcManifest) manifest =
      arc_manifest_read (bytes, TEAM_ID, person, DEVICE_ID, NULL, NULL);

  if (manifest == NULL)
    return;
  g_autoptr (GBytes) again = arc_manifest_make (manifest, keys, TEAM_ID);
  g_autoptr (ArcManifest) read = arc_manifest_read (again, TEAM_ID, person, DEVICE_ID, NULL, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->segments->len, ==, manifest->segments->len);
  g_assert_cmpuint (read->gone->len, ==, manifest->gone->len);
}

static void
try_post (GBytes *bytes)
{
  g_autoptr (ArcPost) post = NULL;
  g_autoptr (GError) error = NULL;
  ArcOpened opened;

  if (!arc_open_post (bytes, device, roster, keys, &opened, &post, &error)) {
    g_assert_nonnull (error);
    g_assert_null (post);
  } else if (post != NULL) {
    g_assert_true (arc_post_validate (post, NULL));
    g_assert_cmpstr (post->author, ==, PERSON_ID);
  }
}

/* What is inside a sealed post. */
static void
try_plain (const guint8 *data, gsize size)
{
  const ArcPlace place = {device->team_id, PERSON_ID, DEVICE_ID};
  guint8 key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  guint8 nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {0};
  g_autofree guint8 *cipher = g_malloc (size + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  GByteArray *out = g_byte_array_new ();
  unsigned long long length;

  g_assert_true (arc_roster_open_key (roster, keys, 1, key));
  arc_pack_header (out, 'P', 1);
  arc_pack_u8 (out, 1);
  arc_pack_raw (out, arc_roster_get_key_id (roster, 1), ARC_KEY_ID_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (cipher, &length, data, size, out->data, out->len,
                                              NULL, nonce, key);
  arc_pack_raw (out, nonce, sizeof nonce);
  arc_pack_block (out, cipher, length);
  arc_pack_sign (out, "ARC Journal post", &place, keys->device_secret);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out);
  try_post (bytes);
}

/* The frame of a sealed post, signed. */
static void
try_frame (const guint8 *data, gsize size)
{
  const ArcPlace place = {device->team_id, PERSON_ID, DEVICE_ID};
  GByteArray *out = g_byte_array_new ();

  arc_pack_raw (out, data, size);
  arc_pack_sign (out, "ARC Journal post", &place, keys->device_secret);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out);
  try_post (bytes);
}

static void
try_segment (GBytes *bytes)
{
  g_autoptr (GPtrArray) records = arc_segment_read (bytes, NULL);

  if (records == NULL)
    return;
  g_autoptr (GBytes) again = arc_segment_make (records);
  g_assert_true (g_bytes_equal (again, bytes));
}

static void
try_name (const guint8 *data, gsize size)
{
  g_autofree char *name = g_strndup ((const char *) data, size);
  g_autofree char *id = arc_name_dup_id (name);

  g_assert_true (id == NULL || g_str_has_prefix (name, id));
  arc_name_is_of (name, "manifest");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (keys == NULL)
    begin ();
  if (size == 0)
    return 0;
  const guint8 *body = data + 1;
  gsize length = size - 1;
  g_autoptr (GBytes) raw = g_bytes_new (body, length);
  g_autoptr (GBytes) card = sign (body, length, "ARC Journal card", NULL);
  g_autoptr (GBytes) left = sign (body, length, "ARC Journal word of leaving", NULL);
  g_autoptr (GBytes) manifest = sign (body, length, "ARC Journal manifest", DEVICE_ID);
  gboolean has_left;

  switch (data[0]) {
  case 'R':
    arc_roster_unref (arc_roster_parse (raw, NULL));
    break;
  case 'T':
    try_turns (body, length);
    break;
  case 'C':
    arc_person_free (arc_card_read (card, TEAM_ID, PERSON_ID, NULL));
    break;
  case 'L':
    arc_left_read (left, TEAM_ID, person, &has_left, NULL);
    break;
  case 'M':
    try_manifest (manifest);
    break;
  case 'N':
    try_manifest (raw);
    break;
  case 'S':
    try_segment (raw);
    break;
  case 'P':
    try_post (raw);
    break;
  case 'F':
    try_frame (body, length);
    break;
  case 'Q':
    try_plain (body, length);
    break;
  case 'V':
    arc_device_free (arc_device_open (raw, person, NULL));
    break;
  case 'D':
    try_name (body, length);
    break;
  default:
    arc_source_free (arc_source_from_bytes (raw));
  }
  return 0;
}
