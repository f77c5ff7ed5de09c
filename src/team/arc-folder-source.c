/* What was read of one device's directory. */
#include "arc-folder-source.h"

#include <string.h>

#define SOURCE_VERSION 1
#define VOUCH_BYTES 4096
#define SEGMENT_READ_BYTES (ARC_HASH_BYTES + 4 + 1 + 8)

static ArcSource *
new_source (void)
{
  ArcSource *source = g_new0 (ArcSource, 1);

  source->segments = g_array_new (FALSE, TRUE, sizeof (ArcSegmentRead));
  return source;
}

void
arc_source_free (ArcSource *source)
{
  if (source == NULL)
    return;
  g_clear_pointer (&source->vouch, g_bytes_unref);
  g_array_unref (source->segments);
  g_free (source);
}

static void
unpack_hash (ArcUnpack *in, guint8 *hash)
{
  const guint8 *data = arc_unpack_raw (in, ARC_HASH_BYTES);

  if (data != NULL)
    memcpy (hash, data, ARC_HASH_BYTES);
}

ArcSource *
arc_source_from_bytes (GBytes *bytes)
{
  g_autoptr (ArcSource) source = new_source ();
  ArcUnpack in;
  gsize length;

  if (bytes == NULL)
    return g_steal_pointer (&source);
  arc_unpack_init_bytes (&in, bytes);
  if (arc_unpack_u8 (&in) != SOURCE_VERSION)
    in.failed = TRUE;
  unpack_hash (&in, source->names_hash);
  source->highest = arc_unpack_u64 (&in);
  unpack_hash (&in, source->tried);
  source->missing_us = (gint64) arc_unpack_u64 (&in);
  const guint8 *vouch = arc_unpack_block (&in, VOUCH_BYTES, &length);
  if (length > 0)
    source->vouch = g_bytes_new (vouch, length);
  guint32 count = arc_unpack_count (&in, SEGMENT_READ_BYTES);
  for (guint32 i = 0; i < count; i++) {
    ArcSegmentRead one = {0};
    unpack_hash (&in, one.ref.hash);
    one.ref.size = arc_unpack_u32 (&in);
    one.state = arc_unpack_u8 (&in);
    one.stamp_hash = arc_unpack_u64 (&in);
    g_array_append_val (source->segments, one);
  }
  /* Not understood: everything is read anew, which changes nothing. */
  return arc_unpack_done (&in) ? g_steal_pointer (&source) : new_source ();
}

GBytes *
arc_source_to_bytes (const ArcSource *source)
{
  GByteArray *out = g_byte_array_new ();

  arc_pack_u8 (out, SOURCE_VERSION);
  arc_pack_raw (out, source->names_hash, ARC_HASH_BYTES);
  arc_pack_u64 (out, source->highest);
  arc_pack_raw (out, source->tried, ARC_HASH_BYTES);
  arc_pack_u64 (out, (guint64) source->missing_us);
  if (source->vouch != NULL)
    arc_pack_block (out, g_bytes_get_data (source->vouch, NULL), g_bytes_get_size (source->vouch));
  else
    arc_pack_u32 (out, 0);
  arc_pack_u32 (out, source->segments->len);
  for (guint i = 0; i < source->segments->len; i++) {
    const ArcSegmentRead *one = &g_array_index (source->segments, ArcSegmentRead, i);
    arc_pack_raw (out, one->ref.hash, ARC_HASH_BYTES);
    arc_pack_u32 (out, one->ref.size);
    arc_pack_u8 (out, one->state);
    arc_pack_u64 (out, one->stamp_hash);
  }
  return g_byte_array_free_to_bytes (out);
}

gboolean
arc_source_is_whole (const ArcSource *source)
{
  for (guint i = 0; i < source->segments->len; i++) {
    guint8 state = g_array_index (source->segments, ArcSegmentRead, i).state;
    if (state != ARC_SEGMENT_DONE && state != ARC_SEGMENT_HELD)
      return FALSE;
  }
  return TRUE;
}

gboolean
arc_source_has_open (const ArcSource *source, const guint8 *head)
{
  gboolean is_new_roster = memcmp (source->tried, head, ARC_HASH_BYTES) != 0;

  for (guint i = 0; i < source->segments->len; i++) {
    guint8 state = g_array_index (source->segments, ArcSegmentRead, i).state;
    if (state == ARC_SEGMENT_PENDING || state == ARC_SEGMENT_BAD ||
        (state == ARC_SEGMENT_HELD && is_new_roster))
      return TRUE;
  }
  return FALSE;
}

void
arc_source_set_segments (ArcSource *source, const GArray *refs)
{
  g_autoptr (GArray) old = source->segments;
  g_autoptr (GHashTable) known = g_hash_table_new (arc_raw_hash, arc_raw_equal_32);

  for (guint i = 0; i < old->len; i++) {
    ArcSegmentRead *one = &g_array_index (old, ArcSegmentRead, i);
    g_hash_table_insert (known, one->ref.hash, one);
  }
  source->segments = g_array_new (FALSE, TRUE, sizeof (ArcSegmentRead));
  for (guint i = 0; i < refs->len; i++) {
    ArcSegmentRead one = {.ref = g_array_index (refs, ArcSegmentRef, i)};
    const ArcSegmentRead *before = g_hash_table_lookup (known, one.ref.hash);
    if (before != NULL) {
      one.state = before->state;
      one.stamp_hash = before->stamp_hash;
    }
    g_array_append_val (source->segments, one);
  }
}
