/* What the journal remembers of my own files in the folder. */
#include "arc-config.h"

#include "arc-folder-own.h"

#include <string.h>

#define OWN_VERSION 1

/* ---- segments ---- */

ArcOwnSegment *
arc_own_segment_new (void)
{
  ArcOwnSegment *segment = g_new0 (ArcOwnSegment, 1);

  segment->entries = g_array_new (FALSE, TRUE, sizeof (ArcOwnEntry));
  return segment;
}

void
arc_own_segment_free (ArcOwnSegment *segment)
{
  g_array_unref (segment->entries);
  g_clear_pointer (&segment->records, g_ptr_array_unref);
  g_clear_pointer (&segment->bytes, g_bytes_unref);
  g_free (segment);
}

GBytes *
arc_own_segment_to_bytes (const ArcOwnSegment *segment)
{
  /* Bytes only: there is nothing between them. */
  return g_bytes_new (segment->entries->data, segment->entries->len * sizeof (ArcOwnEntry));
}

static gboolean
segment_from_bytes (ArcOwnSegment *segment, GBytes *bytes)
{
  gsize size;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || size == 0 || size % sizeof (ArcOwnEntry) != 0)
    return FALSE;
  g_array_append_vals (segment->entries, data, size / sizeof (ArcOwnEntry));
  return TRUE;
}

gboolean
arc_own_segment_load (ArcOwnSegment *segment, int dir)
{
  g_autofree char *name = arc_segment_dup_name (segment->ref.hash);
  g_autoptr (GBytes) bytes = NULL;
  guint8 hash[ARC_HASH_BYTES];

  if (segment->records != NULL)
    return TRUE;
  bytes = arc_file_read_at (dir, name, ARC_FOLDER_FILE_BYTES, NULL, NULL);
  if (bytes == NULL)
    return FALSE;
  arc_segment_hash (bytes, hash);
  if (memcmp (hash, segment->ref.hash, sizeof hash) != 0)
    return FALSE;
  segment->records = arc_segment_read (bytes, NULL);
  return segment->records != NULL && segment->records->len == segment->entries->len;
}

/* ---- the whole ---- */

ArcOwn *
arc_own_new (void)
{
  ArcOwn *own = g_new0 (ArcOwn, 1);

  own->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_own_segment_free);
  return own;
}

void
arc_own_free (ArcOwn *own)
{
  if (own == NULL)
    return;
  g_ptr_array_unref (own->segments);
  g_free (own);
}

GBytes *
arc_own_to_bytes (const ArcOwn *own)
{
  GByteArray *out = g_byte_array_new ();

  arc_pack_u8 (out, OWN_VERSION);
  arc_pack_u64 (out, own->sequence);
  arc_pack_raw (out, own->manifest_hash, ARC_HASH_BYTES);
  arc_pack_raw (out, own->files_hash, ARC_HASH_BYTES);
  arc_pack_raw (out, own->roster_head, ARC_HASH_BYTES);
  arc_pack_raw (out, own->gone_hash, ARC_HASH_BYTES);
  arc_pack_u32 (out, own->segments->len);
  for (guint i = 0; i < own->segments->len; i++) {
    const ArcOwnSegment *segment = own->segments->pdata[i];
    arc_pack_raw (out, segment->ref.hash, ARC_HASH_BYTES);
    arc_pack_u32 (out, segment->ref.size);
  }
  return g_byte_array_free_to_bytes (out);
}

static void
unpack_hash (ArcUnpack *in, guint8 *hash)
{
  const guint8 *data = arc_unpack_raw (in, ARC_HASH_BYTES);

  if (data != NULL)
    memcpy (hash, data, ARC_HASH_BYTES);
}

ArcOwn *
arc_own_from_bytes (GBytes *bytes)
{
  g_autoptr (ArcOwn) own = NULL;
  ArcUnpack in;

  if (bytes == NULL)
    return NULL;
  own = arc_own_new ();
  arc_unpack_init_bytes (&in, bytes);
  if (arc_unpack_u8 (&in) != OWN_VERSION)
    return NULL;
  own->sequence = arc_unpack_u64 (&in);
  unpack_hash (&in, own->manifest_hash);
  unpack_hash (&in, own->files_hash);
  unpack_hash (&in, own->roster_head);
  unpack_hash (&in, own->gone_hash);
  guint32 count = arc_unpack_count (&in, ARC_HASH_BYTES + 4);
  for (guint32 i = 0; i < count; i++) {
    ArcOwnSegment *segment = arc_own_segment_new ();
    unpack_hash (&in, segment->ref.hash);
    segment->ref.size = arc_unpack_u32 (&in);
    g_ptr_array_add (own->segments, segment);
  }
  return arc_unpack_done (&in) ? g_steal_pointer (&own) : NULL;
}

char *
arc_own_dup_key (const ArcSegmentRef *ref)
{
  g_autofree char *name = arc_segment_dup_name (ref->hash);

  return g_strconcat (ARC_STATE_FOLDER_SEGMENT, name, NULL);
}

gboolean
arc_own_load_entries (ArcOwn *own, ArcFolderRun *run, GError **error)
{
  g_autoptr (GHashTable) states = arc_journal_list_sync_state (run->journal, run->folder->team_id,
                                                               ARC_STATE_FOLDER_SEGMENT, error);

  if (states == NULL)
    return FALSE;
  for (guint i = 0; i < own->segments->len; i++) {
    ArcOwnSegment *segment = own->segments->pdata[i];
    g_autofree char *key = arc_own_dup_key (&segment->ref);
    if (!segment_from_bytes (segment, g_hash_table_lookup (states, key)))
      return FALSE;
  }
  return TRUE;
}

void
arc_manifest_hash (GBytes *manifest, guint8 *hash)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (manifest, &size);

  arc_pack_hash ("ARC Journal manifest as a file", data, size, hash);
}

gboolean
arc_folder_is_own_manifest (ArcFolderRun *run, GBytes *manifest)
{
  static const char *const keys[] = {ARC_STATE_FOLDER_OWN, ARC_STATE_FOLDER_NEXT};
  guint8 hash[ARC_HASH_BYTES];

  arc_manifest_hash (manifest, hash);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GBytes) bytes = arc_folder_run_get_state (run, keys[i], NULL, NULL);
    g_autoptr (ArcOwn) own = arc_own_from_bytes (bytes);
    if (own != NULL && memcmp (own->manifest_hash, hash, sizeof hash) == 0)
      return TRUE;
  }
  return FALSE;
}
