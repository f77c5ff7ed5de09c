/* Packing and unpacking what is signed and sealed. */
#include "arc-pack.h"

#include <sodium.h>
#include <string.h>

#include "arc-id.h"

void
arc_pack_raw (GByteArray *out, gconstpointer data, gsize length)
{
  g_byte_array_append (out, data, length);
}

void
arc_pack_header (GByteArray *out, char kind, guint8 version)
{
  guint8 header[ARC_PACK_HEADER_BYTES] = {'A', 'R', 'C', kind, version};

  arc_pack_raw (out, header, sizeof header);
}

void
arc_pack_u8 (GByteArray *out, guint8 number)
{
  arc_pack_raw (out, &number, 1);
}

void
arc_pack_u32 (GByteArray *out, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  arc_pack_raw (out, &big, sizeof big);
}

void
arc_pack_u64 (GByteArray *out, guint64 number)
{
  guint64 big = GUINT64_TO_BE (number);

  arc_pack_raw (out, &big, sizeof big);
}

void
arc_pack_block (GByteArray *out, gconstpointer data, gsize length)
{
  arc_pack_u32 (out, length);
  arc_pack_raw (out, data, length);
}

void
arc_pack_text (GByteArray *out, const char *text)
{
  arc_pack_block (out, text, strlen (text));
}

void
arc_pack_id (GByteArray *out, const char *id)
{
  guint8 raw[ARC_PACK_ID_BYTES];
  gsize length = 0;

  g_assert (arc_id_is_valid (id));
  sodium_hex2bin (raw, sizeof raw, id, ARC_ID_LENGTH, "-", &length, NULL);
  g_assert (length == sizeof raw);
  arc_pack_raw (out, raw, sizeof raw);
}

void
arc_unpack_init (ArcUnpack *in, gconstpointer data, gsize length)
{
  *in = (ArcUnpack){.at = data, .left = length};
}

void
arc_unpack_init_bytes (ArcUnpack *in, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  arc_unpack_init (in, data, length);
}

const guint8 *
arc_unpack_raw (ArcUnpack *in, gsize length)
{
  const guint8 *data = in->at;

  if (in->failed || length > in->left) {
    in->failed = TRUE;
    return NULL;
  }
  in->at += length;
  in->left -= length;
  return data;
}

guint8
arc_unpack_header (ArcUnpack *in, char kind)
{
  const guint8 *header = arc_unpack_raw (in, ARC_PACK_HEADER_BYTES);

  if (header == NULL || memcmp (header, "ARC", 3) != 0 || header[3] != (guint8) kind ||
      header[4] == 0) {
    in->failed = TRUE;
    return 0;
  }
  return header[4];
}

guint8
arc_unpack_u8 (ArcUnpack *in)
{
  const guint8 *data = arc_unpack_raw (in, 1);

  return data != NULL ? *data : 0;
}

guint32
arc_unpack_u32 (ArcUnpack *in)
{
  const guint8 *data = arc_unpack_raw (in, sizeof (guint32));
  guint32 big = 0;

  if (data != NULL)
    memcpy (&big, data, sizeof big);
  return GUINT32_FROM_BE (big);
}

guint64
arc_unpack_u64 (ArcUnpack *in)
{
  const guint8 *data = arc_unpack_raw (in, sizeof (guint64));
  guint64 big = 0;

  if (data != NULL)
    memcpy (&big, data, sizeof big);
  return GUINT64_FROM_BE (big);
}

const guint8 *
arc_unpack_block (ArcUnpack *in, gsize max, gsize *length)
{
  guint32 announced = arc_unpack_u32 (in);

  *length = 0;
  if (announced > max) {
    in->failed = TRUE;
    return NULL;
  }
  const guint8 *data = arc_unpack_raw (in, announced);
  if (data != NULL)
    *length = announced;
  return data;
}

char *
arc_unpack_text (ArcUnpack *in, gsize max)
{
  gsize length;
  const guint8 *data = arc_unpack_block (in, max, &length);

  if (data == NULL || !g_utf8_validate_len ((const char *) data, length, NULL)) {
    in->failed = TRUE;
    return NULL;
  }
  return g_strndup ((const char *) data, length);
}

char *
arc_unpack_id (ArcUnpack *in)
{
  const guint8 *raw = arc_unpack_raw (in, ARC_PACK_ID_BYTES);
  char hex[2 * ARC_PACK_ID_BYTES + 1];

  if (raw == NULL)
    return NULL;
  sodium_bin2hex (hex, sizeof hex, raw, ARC_PACK_ID_BYTES);
  char *id =
      g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
  if (!arc_id_is_valid (id)) {
    in->failed = TRUE;
    g_clear_pointer (&id, g_free);
  }
  return id;
}

guint32
arc_unpack_count (ArcUnpack *in, gsize bytes)
{
  guint32 count = arc_unpack_u32 (in);

  if (count > in->left / bytes) {
    in->failed = TRUE;
    return 0;
  }
  return count;
}

gboolean
arc_unpack_done (ArcUnpack *in)
{
  return !in->failed && in->left == 0;
}

static void
begin_hash (crypto_generichash_state *state, const char *domain)
{
  crypto_generichash_init (state, NULL, 0, ARC_HASH_BYTES);
  /* With its closing NUL, so that no domain is the beginning of another one with its data. */
  crypto_generichash_update (state, (const guint8 *) domain, strlen (domain) + 1);
}

void
arc_pack_hash (const char *domain, gconstpointer data, gsize length, guint8 *hash)
{
  crypto_generichash_state state;

  begin_hash (&state, domain);
  crypto_generichash_update (&state, data, length);
  crypto_generichash_final (&state, hash, ARC_HASH_BYTES);
}

guint
arc_raw_hash (gconstpointer key)
{
  guint number;

  memcpy (&number, key, sizeof number);
  return number;
}

gboolean
arc_raw_equal_16 (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 16) == 0;
}

gboolean
arc_raw_equal_32 (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 32) == 0;
}

static void
hash_for_signing (const char *domain, const ArcPlace *place, gconstpointer data, gsize length,
                  guint8 *hash)
{
  const char *ids[] = {place->team_id, place->person_id, place->device_id};
  crypto_generichash_state state;

  begin_hash (&state, domain);
  /* Always as long: an id, or as many zeros. */
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    char padded[ARC_ID_LENGTH] = {0};
    if (ids[i] != NULL)
      memcpy (padded, ids[i], MIN (strlen (ids[i]), sizeof padded));
    crypto_generichash_update (&state, (const guint8 *) padded, sizeof padded);
  }
  crypto_generichash_update (&state, data, length);
  crypto_generichash_final (&state, hash, ARC_HASH_BYTES);
}

void
arc_pack_sign (GByteArray *out, const char *domain, const ArcPlace *place, const guint8 *secret)
{
  guint8 hash[ARC_HASH_BYTES];
  guint8 signature[ARC_SIGNATURE_BYTES];

  hash_for_signing (domain, place, out->data, out->len, hash);
  crypto_sign_detached (signature, NULL, hash, sizeof hash, secret);
  arc_pack_raw (out, signature, sizeof signature);
}

gboolean
arc_unpack_is_signed (gconstpointer data, gsize length, const char *domain, const ArcPlace *place,
                      const guint8 *public)
{
  guint8 hash[ARC_HASH_BYTES];

  if (length < ARC_SIGNATURE_BYTES)
    return FALSE;
  hash_for_signing (domain, place, data, length - ARC_SIGNATURE_BYTES, hash);
  return crypto_sign_verify_detached ((const guint8 *) data + length - ARC_SIGNATURE_BYTES, hash,
                                      sizeof hash, public) == 0;
}
