/* Cards, words of leaving, manifests, segments: making and reading, with no file in sight. */
#include "arc-config.h"

#include "arc-folder-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-id.h"

#define CARD_VERSION 1
#define LEFT_VERSION 1
#define MANIFEST_VERSION 1
#define SEGMENT_VERSION 1
#define CARD_DOMAIN "ARC Journal card"
#define LEFT_DOMAIN "ARC Journal word of leaving"
#define MANIFEST_DOMAIN "ARC Journal manifest"
#define SEGMENT_DOMAIN "ARC Journal segment"
#define NAME_BYTES 4096
#define VOUCH_BYTES 4096
#define RECORD_BYTES (8 * 1024 * 1024)

static gboolean
fail_altered (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                       _ ("This file is not as its author signed it: it was altered, or cut."));
  return FALSE;
}

static gboolean
fail_newer (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NEWER,
                       _ ("This file was written by a newer version of ARC Journal. Update this "
                          "one to read it."));
  return FALSE;
}

static gboolean
fail_place (GError **error)
{
  g_set_error_literal (
      error, ARC_ERROR, ARC_ERROR_INVALID,
      _ ("This file belongs to another team, person or device than where it lies."));
  return FALSE;
}

/* Header, then what is signed without the signature. FALSE with an error. */
static gboolean
begin (ArcUnpack *in, GBytes *bytes, char kind, guint8 version, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  arc_unpack_init (in, data, size > ARC_SIGNATURE_BYTES ? size - ARC_SIGNATURE_BYTES : 0);
  if (arc_unpack_header (in, kind) > version)
    return fail_newer (error);
  return !in->failed || fail_altered (error);
}

static gboolean
is_signed (GBytes *bytes, const char *domain, const ArcPlace *place, const guint8 *public)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return arc_unpack_is_signed (data, size, domain, place, public);
}

/* ---- cards ---- */

GBytes *
arc_card_make (const ArcKeys *keys, const char *team_id, const char *name, const guint8 *asked,
               gint64 now_us)
{
  const ArcPlace place = {team_id, keys->person_id, NULL};
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'C', CARD_VERSION);
  arc_pack_id (out, team_id);
  arc_pack_id (out, keys->person_id);
  arc_pack_text (out, name);
  arc_pack_raw (out, keys->sign_public, sizeof keys->sign_public);
  arc_pack_raw (out, keys->box_public, sizeof keys->box_public);
  arc_pack_raw (out, asked, ARC_ASKED_BYTES);
  arc_pack_u64 (out, (guint64) now_us);
  arc_pack_sign (out, CARD_DOMAIN, &place, keys->sign_secret);
  return g_byte_array_free_to_bytes (out);
}

ArcPerson *
arc_card_read (GBytes *bytes, const char *team_id, const char *person_id, GError **error)
{
  const ArcPlace place = {team_id, person_id, NULL};
  ArcUnpack in;

  if (!begin (&in, bytes, 'C', CARD_VERSION, error))
    return NULL;
  g_autofree char *team = arc_unpack_id (&in);
  g_autofree char *id = arc_unpack_id (&in);
  g_autofree char *name = arc_unpack_text (&in, NAME_BYTES);
  const guint8 *sign_public = arc_unpack_raw (&in, crypto_sign_PUBLICKEYBYTES);
  const guint8 *box_public = arc_unpack_raw (&in, crypto_box_PUBLICKEYBYTES);
  const guint8 *asked = arc_unpack_raw (&in, ARC_ASKED_BYTES);
  gint64 since_us = (gint64) arc_unpack_u64 (&in);
  if (!arc_unpack_done (&in)) {
    fail_altered (error);
    return NULL;
  }
  if (!g_str_equal (team, team_id) || !g_str_equal (id, person_id)) {
    fail_place (error);
    return NULL;
  }
  if (!is_signed (bytes, CARD_DOMAIN, &place, sign_public)) {
    fail_altered (error);
    return NULL;
  }
  if (!arc_team_check_name (name, error))
    return NULL;
  ArcPerson *person = arc_person_new (id, name);
  memcpy (person->sign_public, sign_public, sizeof person->sign_public);
  memcpy (person->box_public, box_public, sizeof person->box_public);
  memcpy (person->asked, asked, sizeof person->asked);
  person->member.state = ARC_MEMBER_ASKING;
  person->member.since_us = since_us;
  g_free (person->member.fingerprint);
  person->member.fingerprint = arc_fingerprint (sign_public, box_public);
  return person;
}

gboolean
arc_card_is_asking (const ArcPerson *card, const ArcPerson *person)
{
  return person == NULL ||
         (person->member.state != ARC_MEMBER_IN &&
          memcmp (card->asked, person->asked, sizeof card->asked) != 0 &&
          memcmp (card->sign_public, person->sign_public, sizeof card->sign_public) == 0);
}

/* ---- leaving ---- */

GBytes *
arc_left_make (const ArcKeys *keys, const char *team_id, const guint8 *asked)
{
  const ArcPlace place = {team_id, keys->person_id, NULL};
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'L', LEFT_VERSION);
  arc_pack_id (out, team_id);
  arc_pack_id (out, keys->person_id);
  arc_pack_raw (out, asked, ARC_ASKED_BYTES);
  arc_pack_sign (out, LEFT_DOMAIN, &place, keys->sign_secret);
  return g_byte_array_free_to_bytes (out);
}

gboolean
arc_left_read (GBytes *bytes, const char *team_id, const ArcPerson *person, gboolean *has_left,
               GError **error)
{
  const ArcPlace place = {team_id, person->member.id, NULL};
  ArcUnpack in;

  *has_left = FALSE;
  if (!begin (&in, bytes, 'L', LEFT_VERSION, error))
    return FALSE;
  g_autofree char *team = arc_unpack_id (&in);
  g_autofree char *id = arc_unpack_id (&in);
  const guint8 *asked = arc_unpack_raw (&in, ARC_ASKED_BYTES);
  if (!arc_unpack_done (&in))
    return fail_altered (error);
  if (!g_str_equal (team, team_id) || !g_str_equal (id, person->member.id))
    return fail_place (error);
  if (!is_signed (bytes, LEFT_DOMAIN, &place, person->sign_public))
    return fail_altered (error);
  *has_left = memcmp (asked, person->asked, sizeof person->asked) == 0;
  return TRUE;
}

/* ---- manifests ---- */

ArcManifest *
arc_manifest_new (void)
{
  ArcManifest *manifest = g_new0 (ArcManifest, 1);

  manifest->segments = g_array_new (FALSE, TRUE, sizeof (ArcSegmentRef));
  manifest->gone = g_ptr_array_new_with_free_func (g_free);
  return manifest;
}

void
arc_manifest_free (ArcManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_array_unref (manifest->segments);
  g_ptr_array_unref (manifest->gone);
  g_free (manifest);
}

GBytes *
arc_manifest_make (const ArcManifest *manifest, const ArcKeys *keys, const char *team_id)
{
  const ArcPlace place = {team_id, keys->person_id, keys->device_id};
  g_autoptr (GBytes) vouch = arc_device_vouch (keys, team_id);
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'M', MANIFEST_VERSION);
  arc_pack_block (out, g_bytes_get_data (vouch, NULL), g_bytes_get_size (vouch));
  arc_pack_u64 (out, manifest->sequence);
  arc_pack_u32 (out, manifest->segments->len);
  for (guint i = 0; i < manifest->segments->len; i++) {
    const ArcSegmentRef *ref = &g_array_index (manifest->segments, ArcSegmentRef, i);
    arc_pack_raw (out, ref->hash, sizeof ref->hash);
    arc_pack_u32 (out, ref->size);
  }
  arc_pack_u32 (out, manifest->gone->len);
  for (guint i = 0; i < manifest->gone->len; i++)
    arc_pack_id (out, manifest->gone->pdata[i]);
  arc_pack_sign (out, MANIFEST_DOMAIN, &place, keys->device_secret);
  return g_byte_array_free_to_bytes (out);
}

static ArcManifest *
unpack_manifest (ArcUnpack *in)
{
  g_autoptr (ArcManifest) manifest = arc_manifest_new ();

  manifest->sequence = arc_unpack_u64 (in);
  guint32 segments = arc_unpack_count (in, ARC_HASH_BYTES + 4);
  for (guint32 i = 0; i < segments && !in->failed; i++) {
    const guint8 *hash = arc_unpack_raw (in, ARC_HASH_BYTES);
    ArcSegmentRef ref = {.size = arc_unpack_u32 (in)};
    if (hash != NULL)
      memcpy (ref.hash, hash, sizeof ref.hash);
    g_array_append_val (manifest->segments, ref);
  }
  guint32 gone = arc_unpack_count (in, ARC_PACK_ID_BYTES);
  for (guint32 i = 0; i < gone && !in->failed; i++) {
    char *id = arc_unpack_id (in);
    if (id != NULL)
      g_ptr_array_add (manifest->gone, id);
  }
  return arc_unpack_done (in) ? g_steal_pointer (&manifest) : NULL;
}

ArcManifest *
arc_manifest_read (GBytes *bytes, const char *team_id, const ArcPerson *person,
                   const char *device_id, ArcDevice **device, GError **error)
{
  const ArcPlace place = {team_id, person->member.id, device_id};
  g_autoptr (ArcManifest) manifest = NULL;
  g_autoptr (ArcDevice) by = NULL;
  ArcUnpack in;
  gsize length;

  if (!begin (&in, bytes, 'M', MANIFEST_VERSION, error))
    return NULL;
  const guint8 *data = arc_unpack_block (&in, VOUCH_BYTES, &length);
  if (data == NULL) {
    fail_altered (error);
    return NULL;
  }
  g_autoptr (GBytes) vouch = g_bytes_new (data, length);
  by = arc_device_open (vouch, person, error);
  if (by == NULL)
    return NULL;
  if (!g_str_equal (by->team_id, team_id) || !g_str_equal (by->device_id, device_id)) {
    fail_place (error);
    return NULL;
  }
  manifest = unpack_manifest (&in);
  if (manifest == NULL || !is_signed (bytes, MANIFEST_DOMAIN, &place, by->public)) {
    fail_altered (error);
    return NULL;
  }
  if (device != NULL)
    *device = g_steal_pointer (&by);
  return g_steal_pointer (&manifest);
}

/* ---- segments ---- */

GBytes *
arc_segment_make (const GPtrArray *records)
{
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'S', SEGMENT_VERSION);
  for (guint i = 0; i < records->len; i++) {
    gsize size;
    gconstpointer data = g_bytes_get_data (records->pdata[i], &size);
    arc_pack_block (out, data, size);
  }
  return g_byte_array_free_to_bytes (out);
}

GPtrArray *
arc_segment_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  ArcUnpack in;
  const guint8 *start = g_bytes_get_data (bytes, NULL);

  arc_unpack_init_bytes (&in, bytes);
  if (arc_unpack_header (&in, 'S') > SEGMENT_VERSION) {
    fail_newer (error);
    return NULL;
  }
  while (in.left > 0 && !in.failed) {
    gsize length;
    const guint8 *data = arc_unpack_block (&in, RECORD_BYTES, &length);
    if (data != NULL)
      g_ptr_array_add (records, g_bytes_new_from_bytes (bytes, data - start, length));
  }
  if (in.failed) {
    fail_altered (error);
    return NULL;
  }
  return g_steal_pointer (&records);
}

void
arc_segment_hash (GBytes *bytes, guint8 *hash)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  arc_pack_hash (SEGMENT_DOMAIN, data, size, hash);
}

char *
arc_segment_dup_name (const guint8 *hash)
{
  char hex[2 * ARC_HASH_BYTES + 1];

  sodium_bin2hex (hex, sizeof hex, hash, ARC_HASH_BYTES);
  return g_strconcat (hex, ".arc", NULL);
}

/* ---- names ---- */

/* What the programs that synchronise put behind a name. */
static gboolean
is_conflict (const char *rest)
{
  static const char *const unfinished[] = {".tmp", ".part", ".partial", ".filepart", ".crdownload"};
  g_autofree char *lower = NULL;

  if (g_ascii_isalnum (*rest))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (unfinished); i++)
    if (g_str_has_suffix (rest, unfinished[i]))
      return FALSE;
  lower = g_ascii_strdown (rest, -1);
  return strstr (lower, "conflict") != NULL || strpbrk (lower, "(~") != NULL;
}

gboolean
arc_name_is_of (const char *name, const char *stem)
{
  gsize length = strlen (stem);

  if (strncmp (name, stem, length) != 0)
    return FALSE;
  return g_str_equal (name + length, ".arc") || is_conflict (name + length);
}

char *
arc_name_dup_id (const char *name)
{
  g_autofree char *id = g_strndup (name, ARC_ID_LENGTH);

  if (!arc_id_is_valid (id) || (name[ARC_ID_LENGTH] != '\0' && !is_conflict (name + ARC_ID_LENGTH)))
    return NULL;
  return g_steal_pointer (&id);
}
