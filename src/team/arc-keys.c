/* A person's keys in one team: making, keeping, finding and forgetting them.
 *
 * What is kept is a line of text: version, person, device, and the three secrets in hexadecimal
 * digits; the public keys follow from them. */
#include "arc-config.h"

#include "arc-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-id.h"
#include "arc-key-store.h"
#include "arc-pack.h"

#define SEEDS_BYTES (2 * crypto_sign_SEEDBYTES + crypto_box_SECRETKEYBYTES)
#define KEYS_VERSION "1"

static gboolean
is_file_chosen (void)
{
  return g_strcmp0 (g_getenv ("ARC_KEYS"), "file") == 0;
}

static ArcKeys *
allocate_keys (void)
{
  ArcKeys *keys = g_new0 (ArcKeys, 1);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this computer.");
  keys->sign_secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  keys->box_secret = sodium_malloc (crypto_box_SECRETKEYBYTES);
  keys->device_secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  return keys;
}

/* The secrets as a line. Free with sodium_free(). */
static char *
keys_to_text (const ArcKeys *keys)
{
  char *text = sodium_malloc (ARC_KEY_TEXT_BYTES);
  guint8 *seeds = sodium_malloc (SEEDS_BYTES);
  gsize used;

  crypto_sign_ed25519_sk_to_seed (seeds, keys->sign_secret);
  memcpy (seeds + crypto_sign_SEEDBYTES, keys->box_secret, crypto_box_SECRETKEYBYTES);
  crypto_sign_ed25519_sk_to_seed (seeds + crypto_sign_SEEDBYTES + crypto_box_SECRETKEYBYTES,
                                  keys->device_secret);
  g_snprintf (text, ARC_KEY_TEXT_BYTES, KEYS_VERSION " %s %s ", keys->person_id, keys->device_id);
  used = strlen (text);
  sodium_bin2hex (text + used, ARC_KEY_TEXT_BYTES - used, seeds, SEEDS_BYTES);
  sodium_free (seeds);
  return text;
}

static ArcKeys *
keys_from_text (const char *text)
{
  const gsize person_at = strlen (KEYS_VERSION " ");
  const gsize device_at = person_at + ARC_ID_LENGTH + 1;
  const gsize seeds_at = device_at + ARC_ID_LENGTH + 1;

  if (strlen (text) != seeds_at + 2 * SEEDS_BYTES || !g_str_has_prefix (text, KEYS_VERSION " ") ||
      text[device_at - 1] != ' ' || text[seeds_at - 1] != ' ')
    return NULL;
  g_autofree char *person = g_strndup (text + person_at, ARC_ID_LENGTH);
  g_autofree char *device = g_strndup (text + device_at, ARC_ID_LENGTH);
  if (!arc_id_is_valid (person) || !arc_id_is_valid (device))
    return NULL;

  guint8 *seeds = sodium_malloc (SEEDS_BYTES);
  ArcKeys *keys = NULL;
  gsize length = 0;
  if (sodium_hex2bin (seeds, SEEDS_BYTES, text + seeds_at, 2 * SEEDS_BYTES, NULL, &length, NULL) ==
          0 &&
      length == SEEDS_BYTES) {
    keys = allocate_keys ();
    keys->person_id = g_steal_pointer (&person);
    keys->device_id = g_steal_pointer (&device);
    crypto_sign_seed_keypair (keys->sign_public, keys->sign_secret, seeds);
    memcpy (keys->box_secret, seeds + crypto_sign_SEEDBYTES, crypto_box_SECRETKEYBYTES);
    crypto_scalarmult_base (keys->box_public, keys->box_secret);
    crypto_sign_seed_keypair (keys->device_public, keys->device_secret,
                              seeds + crypto_sign_SEEDBYTES + crypto_box_SECRETKEYBYTES);
  }
  sodium_free (seeds);
  return keys;
}

static ArcKeys *
take_text (char *text, ArcKeyStore found, ArcKeyStore *store, GError **error)
{
  ArcKeys *keys = keys_from_text (text);

  sodium_free (text);
  if (keys == NULL)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("The keys of this team cannot be read: they are damaged, or were made "
                            "by a newer version of ARC Journal."));
  else if (store != NULL)
    *store = found;
  return keys;
}

static void
set_locked_error (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                       _ ("The key ring is locked. Unlock it (logging in with your password does), "
                          "or set ARC_KEYS=file to keep the keys of teams in a file, then try "
                          "again."));
}

ArcKeys *
arc_keys_new (void)
{
  ArcKeys *keys = allocate_keys ();

  keys->person_id = arc_id_new_random ();
  keys->device_id = arc_id_new_random ();
  crypto_sign_keypair (keys->sign_public, keys->sign_secret);
  crypto_box_keypair (keys->box_public, keys->box_secret);
  crypto_sign_keypair (keys->device_public, keys->device_secret);
  return keys;
}

void
arc_keys_free (ArcKeys *keys)
{
  if (keys == NULL)
    return;
  /* sodium_free() wipes. */
  sodium_free (keys->sign_secret);
  sodium_free (keys->box_secret);
  sodium_free (keys->device_secret);
  g_free (keys->person_id);
  g_free (keys->device_id);
  g_free (keys);
}

gboolean
arc_keys_save (const ArcKeys *keys, const char *journal_path, const char *team_id,
               ArcKeyStore *store, GError **error)
{
  g_return_val_if_fail (keys != NULL && arc_id_is_valid (team_id), FALSE);
  g_autofree char *journal = g_canonicalize_filename (journal_path, NULL);
  g_autofree char *path = arc_key_file_dup_path (journal);
  char *text = keys_to_text (keys);
  ArcKeyRing ring =
      is_file_chosen () ? ARC_KEY_RING_ABSENT : arc_key_ring_put (journal, team_id, text);
  gboolean done = FALSE;

  if (ring == ARC_KEY_RING_LOCKED)
    set_locked_error (error);
  else
    /* In one place only: what went into the key ring leaves the file. */
    done = arc_key_file_put (path, team_id, ring == ARC_KEY_RING_DONE ? NULL : text, error);
  sodium_free (text);
  if (done && store != NULL)
    *store = ring == ARC_KEY_RING_DONE ? ARC_KEY_STORE_SECRET_SERVICE : ARC_KEY_STORE_FILE;
  return done;
}

ArcKeys *
arc_keys_load (const char *journal_path, const char *team_id, ArcKeyStore *store, GError **error)
{
  g_return_val_if_fail (arc_id_is_valid (team_id), NULL);
  g_autofree char *journal = g_canonicalize_filename (journal_path, NULL);
  g_autofree char *path = arc_key_file_dup_path (journal);
  GError *local = NULL;
  ArcKeyRing ring = ARC_KEY_RING_ABSENT;

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this computer.");
  /* The file first: looking there costs nothing. */
  char *text = arc_key_file_get (path, team_id, &local);
  if (text != NULL)
    return take_text (text, ARC_KEY_STORE_FILE, store, error);
  if (local != NULL) {
    g_propagate_error (error, local);
    return NULL;
  }
  if (!is_file_chosen ())
    ring = arc_key_ring_get (journal, team_id, &text);
  if (text != NULL)
    return take_text (text, ARC_KEY_STORE_SECRET_SERVICE, store, error);
  if (ring == ARC_KEY_RING_LOCKED)
    set_locked_error (error);
  else if (ring == ARC_KEY_RING_ABSENT && !is_file_chosen ())
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("The keys of this team are not in “%s”, and there is no key ring here that "
                    "answers. Log in to the desktop where you joined, or join the team anew."),
                 path);
  else
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("The keys of this team are not on this computer: neither in the key ring nor "
                    "in “%s”. Bring them back from a backup, or join the team anew."),
                 path);
  return NULL;
}

gboolean
arc_keys_delete (const char *journal_path, const char *team_id, GError **error)
{
  g_return_val_if_fail (arc_id_is_valid (team_id), FALSE);
  g_autofree char *journal = g_canonicalize_filename (journal_path, NULL);
  g_autofree char *path = arc_key_file_dup_path (journal);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this computer.");
  /* A key ring that is not there cannot be told, and holds nothing that anybody could use. */
  if (!is_file_chosen () && arc_key_ring_delete (journal, team_id) == ARC_KEY_RING_LOCKED) {
    set_locked_error (error);
    return FALSE;
  }
  return arc_key_file_put (path, team_id, NULL, error);
}

char *
arc_fingerprint (const guint8 *sign_public, const guint8 *box_public)
{
  guint8 both[crypto_sign_PUBLICKEYBYTES + crypto_box_PUBLICKEYBYTES];
  guint8 hash[ARC_HASH_BYTES];
  GString *text = g_string_new (NULL);

  memcpy (both, sign_public, crypto_sign_PUBLICKEYBYTES);
  memcpy (both + crypto_sign_PUBLICKEYBYTES, box_public, crypto_box_PUBLICKEYBYTES);
  arc_pack_hash ("ARC Journal fingerprint", both, sizeof both, hash);
  /* Five bytes for five digits: no digit is noticeably more likely than another. */
  for (guint group = 0; group < 6; group++) {
    guint64 number = 0;
    for (guint i = 0; i < 5; i++)
      number = number << 8 | hash[5 * group + i];
    g_string_append_printf (text, "%s%05u", group > 0 ? " " : "", (guint) (number % 100000));
  }
  return g_string_free (text, FALSE);
}
