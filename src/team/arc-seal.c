/* Sealing a post to its readers and opening it.
 *
 * A sealed post is: "ARCP", version, how the key is had (the name of a team key; or seals of a key
 * of its own, one for each reader, that do not say whose they are), nonce, the post encrypted with
 * XChaCha20-Poly1305, and the device's signature over all of it, its place included. */
#include "arc-config.h"

#include "arc-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-pack.h"

#define POST_VERSION 1
#define DEVICE_VERSION 1
#define POST_DOMAIN "ARC Journal post"
#define DEVICE_DOMAIN "ARC Journal device"
#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define MAC_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEAL_BYTES (crypto_box_SEALBYTES + KEY_BYTES)
#define WORD_BYTES 64

typedef enum {
  FOR_TEAM = 1,
  FOR_SOME,
} Readers;

G_STATIC_ASSERT (KEY_BYTES == crypto_secretbox_KEYBYTES);

static gboolean
fail (GError **error, ArcError code, const char *sentence)
{
  g_set_error_literal (error, ARC_ERROR, code, sentence);
  return FALSE;
}

static gboolean
fail_altered (GError **error)
{
  return fail (error, ARC_ERROR_DAMAGED,
               _ ("What was shared is not as its author signed it: it was altered, or cut."));
}

/* ---- devices ---- */

void
arc_device_free (ArcDevice *device)
{
  if (device == NULL)
    return;
  g_free (device->team_id);
  g_free (device->person_id);
  g_free (device->device_id);
  g_free (device);
}

GBytes *
arc_device_vouch (const ArcKeys *keys, const char *team_id)
{
  const ArcPlace place = {team_id, keys->person_id, keys->device_id};
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'V', DEVICE_VERSION);
  arc_pack_id (out, team_id);
  arc_pack_id (out, keys->person_id);
  arc_pack_id (out, keys->device_id);
  arc_pack_raw (out, keys->device_public, sizeof keys->device_public);
  arc_pack_sign (out, DEVICE_DOMAIN, &place, keys->sign_secret);
  return g_byte_array_free_to_bytes (out);
}

ArcDevice *
arc_device_open (GBytes *bytes, const ArcPerson *person, GError **error)
{
  g_autoptr (ArcDevice) device = g_new0 (ArcDevice, 1);
  ArcUnpack in;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  arc_unpack_init (&in, data, size);
  if (arc_unpack_header (&in, 'V') > DEVICE_VERSION) {
    fail (error, ARC_ERROR_NEWER,
          _ ("This device has a newer version of ARC Journal. Update this one to read it."));
    return NULL;
  }
  device->team_id = arc_unpack_id (&in);
  device->person_id = arc_unpack_id (&in);
  device->device_id = arc_unpack_id (&in);
  const guint8 *public = arc_unpack_raw (&in, sizeof device->public);
  arc_unpack_raw (&in, ARC_SIGNATURE_BYTES);
  if (!arc_unpack_done (&in) || !g_str_equal (device->person_id, person->member.id)) {
    fail_altered (error);
    return NULL;
  }
  const ArcPlace place = {device->team_id, device->person_id, device->device_id};
  memcpy (device->public, public, sizeof device->public);
  if (!arc_unpack_is_signed (data, size, DEVICE_DOMAIN, &place, person->sign_public)) {
    fail_altered (error);
    return NULL;
  }
  return g_steal_pointer (&device);
}

/* ---- readers ---- */

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const ArcPerson *const *first = a, *const *second = b;

  return strcmp ((*first)->member.id, (*second)->member.id);
}

/* (element-type ArcPerson): whose seals are needed beside the author's own; NULL with an error. */
static GPtrArray *
list_sealed_to (const ArcPost *post, ArcRoster *roster, GError **error)
{
  g_autoptr (GPtrArray) readers = post->audience == ARC_AUDIENCE_MANAGERS
                                      ? arc_roster_list_readers (roster, TRUE)
                                      : g_ptr_array_new ();

  for (guint i = 0; i < post->to->len; i++) {
    const ArcPerson *person = arc_roster_find (roster, post->to->pdata[i]);
    if (person == NULL) {
      fail (error, ARC_ERROR_INVALID,
            _ ("Somebody to whom this is addressed was never in the team."));
      return NULL;
    }
    /* Who was in once gets nothing new. */
    if (person->member.state == ARC_MEMBER_IN && !g_ptr_array_find (readers, person, NULL))
      g_ptr_array_add (readers, (gpointer) person);
  }
  for (guint i = readers->len; i > 0; i--) {
    const ArcPerson *person = readers->pdata[i - 1];
    if (g_str_equal (person->member.id, post->author))
      g_ptr_array_remove_index (readers, i - 1);
  }
  g_ptr_array_sort (readers, compare_people);
  return g_steal_pointer (&readers);
}

char *
arc_seal_readers (const ArcPost *post, ArcRoster *roster)
{
  GString *text = g_string_new (NULL);

  if (post->audience == ARC_AUDIENCE_TEAM) {
    char key_id[2 * ARC_KEY_ID_BYTES + 1];
    sodium_bin2hex (key_id, sizeof key_id,
                    arc_roster_get_key_id (roster, arc_roster_get_epoch (roster)),
                    ARC_KEY_ID_BYTES);
    g_string_append_printf (text, "team %s", key_id);
    return g_string_free (text, FALSE);
  }
  g_autoptr (GPtrArray) readers = list_sealed_to (post, roster, NULL);
  g_string_append (text, "some");
  for (guint i = 0; readers != NULL && i < readers->len; i++)
    g_string_append_printf (text, " %s", ((const ArcPerson *) readers->pdata[i])->member.id);
  return g_string_free (text, FALSE);
}

/* ---- a post as bytes ---- */

static void
pack_ids (GByteArray *out, const GPtrArray *ids)
{
  arc_pack_u32 (out, ids->len);
  for (guint i = 0; i < ids->len; i++)
    arc_pack_id (out, ids->pdata[i]);
}

static void
unpack_ids (ArcUnpack *in, GPtrArray *ids)
{
  guint32 count = arc_unpack_count (in, ARC_PACK_ID_BYTES);

  for (guint32 i = 0; i < count && !in->failed; i++) {
    char *id = arc_unpack_id (in);
    if (id != NULL)
      g_ptr_array_add (ids, id);
  }
}

static void
take (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

static GByteArray *
pack_post (const ArcPost *post)
{
  GByteArray *out = g_byte_array_new ();

  arc_pack_u8 (out, POST_VERSION);
  arc_pack_id (out, post->id);
  arc_pack_id (out, post->author);
  arc_pack_id (out, post->revision);
  pack_ids (out, post->replaces);
  arc_pack_text (out, arc_post_kind_to_word (post->kind));
  arc_pack_text (out, arc_audience_to_word (post->audience));
  pack_ids (out, post->to);
  arc_pack_u8 (out, post->subject != NULL);
  if (post->subject != NULL)
    arc_pack_id (out, post->subject);
  arc_pack_u64 (out, (guint64) post->at_us);
  arc_pack_text (out, post->body);
  return out;
}

static ArcPost *
unpack_post (const guint8 *data, gsize length, const ArcDevice *device, GError **error)
{
  g_autoptr (ArcPost) post = arc_post_new (ARC_POST_OTHER, device->person_id);
  ArcUnpack in;

  arc_unpack_init (&in, data, length);
  if (arc_unpack_u8 (&in) > POST_VERSION) {
    fail (error, ARC_ERROR_NEWER,
          _ ("This was shared by a newer version of ARC Journal. Update this one to read it."));
    return NULL;
  }
  take (&post->id, arc_unpack_id (&in));
  take (&post->author, arc_unpack_id (&in));
  take (&post->revision, arc_unpack_id (&in));
  g_ptr_array_set_size (post->replaces, 0);
  unpack_ids (&in, post->replaces);
  g_autofree char *kind = arc_unpack_text (&in, WORD_BYTES);
  g_autofree char *audience = arc_unpack_text (&in, WORD_BYTES);
  unpack_ids (&in, post->to);
  if (arc_unpack_u8 (&in) != 0)
    take (&post->subject, arc_unpack_id (&in));
  post->at_us = (gint64) arc_unpack_u64 (&in);
  take (&post->body, arc_unpack_text (&in, ARC_LIMIT_POST_BYTES));
  if (!arc_unpack_done (&in) || !arc_audience_from_word (audience, &post->audience)) {
    fail (error, ARC_ERROR_INVALID, _ ("What was shared breaks the rules of its own format."));
    return NULL;
  }
  /* Who has the key could seal another one's words anew; only their author signs them. */
  if (!g_str_equal (post->author, device->person_id)) {
    fail_altered (error);
    return NULL;
  }
  post->kind = arc_post_kind_from_word (kind);
  if (!arc_post_validate (post, error))
    return NULL;
  return g_steal_pointer (&post);
}

/* ---- sealing ---- */

static gboolean
pack_team_key (GByteArray *out, ArcRoster *roster, const ArcKeys *keys, guint8 *key, GError **error)
{
  guint epoch = arc_roster_get_epoch (roster);

  if (!arc_roster_open_key (roster, keys, epoch, key))
    return fail (error, ARC_ERROR_INVALID,
                 _ ("The team’s present key cannot be opened with your keys."));
  arc_pack_u8 (out, FOR_TEAM);
  arc_pack_raw (out, arc_roster_get_key_id (roster, epoch), ARC_KEY_ID_BYTES);
  return TRUE;
}

static void
pack_seal (GByteArray *out, const guint8 *key, const guint8 *box_public)
{
  guint8 sealed[SEAL_BYTES];

  /* Whose public key is none can read nothing; the others can. */
  if (crypto_box_seal (sealed, key, KEY_BYTES, box_public) != 0)
    randombytes_buf (sealed, sizeof sealed);
  arc_pack_raw (out, sealed, sizeof sealed);
}

static gboolean
pack_own_key (GByteArray *out, const ArcPost *post, ArcRoster *roster, const ArcKeys *keys,
              guint8 *key, GError **error)
{
  g_autoptr (GPtrArray) readers = list_sealed_to (post, roster, error);

  if (readers == NULL)
    return FALSE;
  randombytes_buf (key, KEY_BYTES);
  arc_pack_u8 (out, FOR_SOME);
  arc_pack_u32 (out, readers->len + 1);
  for (guint i = 0; i < readers->len; i++)
    pack_seal (out, key, ((const ArcPerson *) readers->pdata[i])->box_public);
  pack_seal (out, key, keys->box_public);
  return TRUE;
}

/* What was packed so far is authenticated with it. */
static void
encrypt (GByteArray *out, const ArcPost *post, const guint8 *key)
{
  g_autoptr (GByteArray) plain = pack_post (post);
  g_autofree guint8 *cipher = g_malloc (plain->len + MAC_BYTES);
  guint8 nonce[NONCE_BYTES];
  unsigned long long length;

  randombytes_buf (nonce, sizeof nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (cipher, &length, plain->data, plain->len, out->data,
                                              out->len, NULL, nonce, key);
  arc_pack_raw (out, nonce, sizeof nonce);
  arc_pack_block (out, cipher, length);
}

GBytes *
arc_seal_post (const ArcPost *post, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  const ArcPlace place = {arc_roster_get_team_id (roster), keys->person_id, keys->device_id};
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 *key;
  gboolean done;

  if (!g_str_equal (post->author, keys->person_id)) {
    fail (error, ARC_ERROR_INVALID, _ ("Only its author can share this."));
    return NULL;
  }
  if (!arc_post_validate (post, error))
    return NULL;
  key = sodium_malloc (KEY_BYTES);
  arc_pack_header (out, 'P', POST_VERSION);
  done = post->audience == ARC_AUDIENCE_TEAM ? pack_team_key (out, roster, keys, key, error)
                                             : pack_own_key (out, post, roster, keys, key, error);
  if (done)
    encrypt (out, post, key);
  sodium_free (key);
  if (!done)
    return NULL;
  arc_pack_sign (out, POST_DOMAIN, &place, keys->device_secret);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* ---- opening ---- */

/* Any of the seals: they do not say whose they are. */
static gboolean
open_a_seal (ArcUnpack *in, const ArcKeys *keys, guint8 *key)
{
  guint32 seals = arc_unpack_count (in, SEAL_BYTES);
  gboolean opened = FALSE;

  for (guint32 i = 0; i < seals; i++) {
    const guint8 *sealed = arc_unpack_raw (in, SEAL_BYTES);
    if (!opened)
      opened =
          crypto_box_seal_open (key, sealed, SEAL_BYTES, keys->box_public, keys->box_secret) == 0;
  }
  return opened;
}

/* The key, if I have it; afterwards @in is at the nonce. */
static gboolean
find_key (ArcUnpack *in, ArcRoster *roster, const ArcKeys *keys, guint8 *key)
{
  const guint8 *key_id;
  guint epoch;

  switch (arc_unpack_u8 (in)) {
  case FOR_TEAM:
    key_id = arc_unpack_raw (in, ARC_KEY_ID_BYTES);
    epoch = key_id != NULL ? arc_roster_find_key (roster, key_id) : 0;
    return epoch > 0 && arc_roster_open_key (roster, keys, epoch, key);
  case FOR_SOME:
    return open_a_seal (in, keys, key);
  default:
    in->failed = TRUE;
    return FALSE;
  }
}

static ArcPost *
decrypt (ArcUnpack *in, const guint8 *start, const guint8 *key, const ArcDevice *device,
         GError **error)
{
  gsize before = in->at - start;
  const guint8 *nonce = arc_unpack_raw (in, NONCE_BYTES);
  gsize length;
  const guint8 *cipher = arc_unpack_block (in, in->left, &length);

  if (!arc_unpack_done (in) || length < MAC_BYTES) {
    fail_altered (error);
    return NULL;
  }
  g_autofree guint8 *plain = g_malloc (length);
  unsigned long long plain_length;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, &plain_length, NULL, cipher, length, start,
                                                  before, nonce, key) != 0) {
    fail_altered (error);
    return NULL;
  }
  return unpack_post (plain, plain_length, device, error);
}

gboolean
arc_open_post (GBytes *sealed, const ArcDevice *device, ArcRoster *roster, const ArcKeys *keys,
               ArcOpened *opened, ArcPost **post, GError **error)
{
  const ArcPlace place = {device->team_id, device->person_id, device->device_id};
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  ArcUnpack in;
  guint8 *key;

  *post = NULL;
  if (size < ARC_SIGNATURE_BYTES)
    return fail_altered (error);
  arc_unpack_init (&in, data, size - ARC_SIGNATURE_BYTES);
  if (arc_unpack_header (&in, 'P') > POST_VERSION)
    return fail (error, ARC_ERROR_NEWER,
                 _ ("This was shared by a newer version of ARC Journal. Update this one to read "
                    "it."));
  if (in.failed || !g_str_equal (device->team_id, arc_roster_get_team_id (roster)) ||
      !arc_unpack_is_signed (data, size, POST_DOMAIN, &place, device->public))
    return fail_altered (error);

  key = sodium_malloc (KEY_BYTES);
  if (find_key (&in, roster, keys, key)) {
    *opened = ARC_OPENED;
    *post = decrypt (&in, data, key, device, error);
  } else if (in.failed) {
    fail_altered (error);
  } else {
    *opened = ARC_NOT_FOR_ME;
  }
  sodium_free (key);
  return *post != NULL || (!in.failed && *opened == ARC_NOT_FOR_ME);
}
