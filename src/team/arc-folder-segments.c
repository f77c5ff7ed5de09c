/* Segments: records that are opened and taken in, some hundred posts at a time; and what was read
 * in segments that are no more. */
#include "arc-config.h"

#include "arc-folder-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"

/* Posts in one transaction. */
#define BATCH_POSTS 500
#define PAIR_BYTES (2 * ARC_PACK_ID_BYTES)
/* After so long, what is missing is told: by then it should have been synchronised. */
#define PATIENCE_US (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)

static char *
dup_place (const ArcReading *reading, const char *name)
{
  return g_strconcat (reading->place, "/", name, NULL);
}

gboolean
arc_reading_tell (ArcReading *reading, const char *name, const char *message, GError **error)
{
  g_autofree char *place = dup_place (reading, name);

  return arc_folder_run_set_aside (reading->run, place, message, error);
}

gboolean
arc_reading_clear (ArcReading *reading, const char *name, GError **error)
{
  g_autofree char *place = dup_place (reading, name);

  return arc_folder_run_clear (reading->run, place, error);
}

/* ---- taking in ---- */

/* Revocations that were not read before, and all of them to be remembered. */
static gboolean
add_gone (ArcReading *reading, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) before =
      arc_folder_run_get_state (reading->run, ARC_STATE_FOLDER_GONE, reading->key, &local);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GByteArray *all = g_byte_array_new ();
  GHashTableIter iter;
  gpointer id;
  ArcUnpack in;

  if (before != NULL) {
    arc_unpack_init_bytes (&in, before);
    while (in.left > 0 && !in.failed) {
      char *one = arc_unpack_id (&in);
      if (one != NULL)
        g_hash_table_add (known, one);
    }
    arc_pack_raw (all, g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  }
  g_hash_table_iter_init (&iter, reading->gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (known, id)) {
      g_ptr_array_add (reading->batch->gone, arc_gone_new (id, reading->person->member.id));
      arc_pack_id (all, id);
    }
  g_autoptr (GBytes) after = g_byte_array_free_to_bytes (all);
  g_hash_table_remove_all (reading->gone);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (reading->batch->gone->len > 0)
    g_hash_table_insert (reading->batch->state,
                         g_strconcat (ARC_STATE_FOLDER_GONE, reading->key, NULL),
                         g_steal_pointer (&after));
  return TRUE;
}

static gboolean
flush (ArcReading *reading, const char *name, GError **error)
{
  ArcFolderRun *run = reading->run;
  g_autoptr (GBytes) now = arc_source_to_bytes (reading->source);
  g_autofree char *place = dup_place (reading, name);

  if (g_hash_table_size (reading->gone) > 0 && !add_gone (reading, error))
    return FALSE;
  if (reading->batch->posts->len == 0 && reading->batch->gone->len == 0 &&
      reading->before != NULL && g_bytes_equal (reading->before, now))
    return TRUE;
  g_hash_table_insert (reading->batch->state, g_strconcat (ARC_STATE_FOLDER_IN, reading->key, NULL),
                       g_bytes_ref (now));
  /* Of another journal with my keys: what I write has to hold both. */
  if (reading->is_own && reading->took_manifest)
    g_hash_table_insert (reading->batch->state, g_strdup (ARC_STATE_FOLDER_OWN), NULL);
  if (!arc_team_take_in (run->journal, run->folder->team_id, reading->batch, place, run->report,
                         error))
    return FALSE;
  g_clear_pointer (&reading->batch, arc_post_batch_free);
  reading->batch = arc_post_batch_new ();
  g_clear_pointer (&reading->before, g_bytes_unref);
  reading->before = g_steal_pointer (&now);
  return TRUE;
}

/* ---- segments ---- */

/* Records of one segment into the batch. A wrong one is told of, and does not hold up the others.
 */
static gboolean
take_records (ArcReading *reading, ArcSegmentRead *segment, const char *name,
              const GPtrArray *records, GError **error)
{
  ArcFolderRun *run = reading->run;
  g_autoptr (GError) fault = NULL;

  GByteArray *read = g_byte_array_new ();

  segment->state = ARC_SEGMENT_DONE;
  for (guint i = 0; i < records->len; i++) {
    ArcOpened opened = ARC_OPENED;
    ArcPost *post = NULL;
    g_autoptr (GError) local = NULL;
    if (!arc_open_post (records->pdata[i], reading->device, run->roster, run->folder->keys, &opened,
                        &post, &local)) {
      if (fault == NULL)
        fault = g_steal_pointer (&local);
    } else if (opened == ARC_NOT_FOR_ME) {
      segment->state = ARC_SEGMENT_HELD;
    } else {
      arc_pack_id (read, post->id);
      arc_pack_id (read, post->revision);
      g_ptr_array_add (reading->batch->posts, post);
    }
  }
  g_hash_table_insert (reading->batch->state,
                       g_strconcat (ARC_STATE_FOLDER_POSTS, reading->key, "/", name, NULL),
                       g_byte_array_free_to_bytes (read));
  return fault != NULL ? arc_reading_tell (reading, name, fault->message, error)
                       : arc_reading_clear (reading, name, error);
}

static guint64
hash_stamp (const ArcStamp *stamp)
{
  guint8 hash[ARC_HASH_BYTES];
  guint64 number;

  arc_pack_hash ("ARC Journal stamp", stamp, sizeof *stamp, hash);
  memcpy (&number, hash, sizeof number);
  return number;
}

typedef enum {
  FOUND_NOTHING,
  FOUND_SHORT,
  FOUND_KNOWN_BAD,
  FOUND_BAD,
  FOUND_GOOD,
} Found;

/* One file that may be the segment. */
static Found
try_file (ArcReading *reading, const ArcSegmentRead *segment, const char *name, ArcStamp *stamp,
          GPtrArray **records, GError **fault)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 hash[ARC_HASH_BYTES];

  if (!arc_file_stat_at (reading->dir, name, stamp))
    return FOUND_NOTHING;
  if (segment->state == ARC_SEGMENT_BAD && segment->stamp_hash == hash_stamp (stamp))
    return FOUND_KNOWN_BAD;
  /* Still on its way. */
  if (S_ISREG (stamp->mode) && stamp->size < segment->ref.size)
    return FOUND_SHORT;
  bytes = arc_file_read_at (reading->dir, name, ARC_FOLDER_FILE_BYTES, NULL, fault);
  if (bytes == NULL)
    return g_error_matches (*fault, ARC_ERROR, ARC_ERROR_NOT_FOUND)
               ? (g_clear_error (fault), FOUND_NOTHING)
               : FOUND_BAD;
  arc_segment_hash (bytes, hash);
  if (memcmp (hash, segment->ref.hash, sizeof hash) != 0) {
    g_set_error_literal (fault, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("This file is not what its author wrote: it was altered on the way."));
    return FOUND_BAD;
  }
  *records = arc_segment_read (bytes, fault);
  return *records != NULL ? FOUND_GOOD : FOUND_BAD;
}

/* The segment, or a copy of it under another name. */
static Found
find_segment (ArcReading *reading, ArcSegmentRead *segment, const char *name, GPtrArray **records,
              GError **fault)
{
  ArcStamp stamp;
  Found found = try_file (reading, segment, name, &stamp, records, fault);

  if (found == FOUND_BAD)
    segment->stamp_hash = hash_stamp (&stamp);
  if (found == FOUND_GOOD)
    return found;
  g_autofree char *stem = g_strndup (name, 2 * ARC_HASH_BYTES);
  for (guint i = 0; i < reading->names->len; i++) {
    const char *other = reading->names->pdata[i];
    g_autoptr (GError) ignored = NULL;
    if (!arc_name_is_of (other, stem) || g_str_equal (other, name))
      continue;
    if (try_file (reading, segment, other, &stamp, records, &ignored) == FOUND_GOOD) {
      g_clear_error (fault);
      return FOUND_GOOD;
    }
  }
  return found;
}

static gboolean
tell_missing (ArcReading *reading, const char *name, GError **error)
{
  gint64 now_us = arc_journal_now (reading->run->journal);

  if (reading->source->missing_us == 0)
    reading->source->missing_us = now_us;
  if (now_us - reading->source->missing_us < PATIENCE_US)
    return TRUE;
  return arc_reading_tell (
      reading, name,
      _ ("A part of what this device shared has not arrived for a day. Is the folder being "
         "synchronised?"),
      error);
}

static gboolean
read_segment (ArcReading *reading, ArcSegmentRead *segment, const char *name, gboolean *is_missing,
              GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (segment->ref.size > ARC_FOLDER_FILE_BYTES) {
    segment->state = ARC_SEGMENT_BAD;
    return arc_reading_tell (
        reading, name, _ ("This file is larger than any that ARC Journal writes: it was not read."),
        error);
  }
  switch (find_segment (reading, segment, name, &records, &fault)) {
  case FOUND_GOOD:
    return take_records (reading, segment, name, records, error);
  case FOUND_BAD:
    segment->state = ARC_SEGMENT_BAD;
    return arc_reading_tell (reading, name, fault->message, error);
  case FOUND_KNOWN_BAD:
    return TRUE;
  case FOUND_NOTHING:
  case FOUND_SHORT:
  default:
    segment->state = ARC_SEGMENT_PENDING;
    *is_missing = TRUE;
    return tell_missing (reading, name, error);
  }
}

/* Adds the posts that were read in a segment to a set of ids and revisions. */
static void
add_pairs (GHashTable *pairs, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at + PAIR_BYTES <= size; at += PAIR_BYTES)
    g_hash_table_add (pairs, (gpointer) (data + at));
}

static void
add_lost (ArcReading *reading, const guint8 *pair)
{
  ArcUnpack in;

  arc_unpack_init (&in, pair, PAIR_BYTES);
  g_autofree char *id = arc_unpack_id (&in);
  g_autofree char *revision = arc_unpack_id (&in);
  if (id != NULL && revision != NULL)
    g_ptr_array_add (reading->batch->lost, arc_lost_new (id, reading->person->member.id, revision));
}

/* What was read in segments that are no more, and is in none of those that are: edited for fewer
 * readers. Known once all there is was read. */
static gboolean
drop_lost (ArcReading *reading, GError **error)
{
  ArcFolderRun *run = reading->run;
  g_autofree char *prefix = g_strconcat (ARC_STATE_FOLDER_POSTS, reading->person->member.id, NULL);
  g_autofree char *here = g_strconcat (ARC_STATE_FOLDER_POSTS, reading->key, "/", NULL);
  g_autoptr (GHashTable) rows =
      arc_journal_list_sync_state (run->journal, run->folder->team_id, prefix, error);
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) present = g_hash_table_new (arc_raw_hash, arc_raw_equal_32);
  g_autoptr (GHashTable) retired = g_hash_table_new (arc_raw_hash, arc_raw_equal_32);
  GHashTableIter iter;
  gpointer key, value;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < reading->source->segments->len; i++) {
    g_autofree char *name = arc_segment_dup_name (
        g_array_index (reading->source->segments, ArcSegmentRead, i).ref.hash);
    g_hash_table_add (needed, g_strconcat (here, name, NULL));
  }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    gboolean is_retired = g_str_has_prefix (key, here) && !g_hash_table_contains (needed, key);
    add_pairs (is_retired ? retired : present, value);
    if (is_retired)
      g_hash_table_insert (reading->batch->state, g_strdup (key), NULL);
  }
  if (g_hash_table_size (reading->batch->state) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, retired);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (present, key))
      add_lost (reading, key);
  return arc_team_take_in (run->journal, run->folder->team_id, reading->batch, reading->place,
                           run->report, error);
}

gboolean
arc_reading_read_segments (ArcReading *reading, GError **error)
{
  ArcSource *source = reading->source;
  const guint8 *head = arc_roster_get_head (reading->run->roster);
  gboolean retry_held = memcmp (source->tried, head, ARC_HASH_BYTES) != 0;
  gboolean is_missing = FALSE;
  g_autofree char *last = g_strdup ("manifest.arc");

  for (guint i = 0; i < source->segments->len; i++) {
    ArcSegmentRead *segment = &g_array_index (source->segments, ArcSegmentRead, i);
    if (segment->state == ARC_SEGMENT_DONE || (segment->state == ARC_SEGMENT_HELD && !retry_held))
      continue;
    g_free (last);
    last = arc_segment_dup_name (segment->ref.hash);
    if (!read_segment (reading, segment, last, &is_missing, error))
      return FALSE;
    if (reading->batch->posts->len >= BATCH_POSTS && !flush (reading, last, error))
      return FALSE;
    if (arc_folder_run_is_cancelled (reading->run, error))
      return FALSE;
  }
  memcpy (source->tried, head, sizeof source->tried);
  if (!is_missing)
    source->missing_us = 0;
  if (!flush (reading, last, error))
    return FALSE;
  /* What is mine stays, whatever becomes of its files. */
  return !arc_source_is_whole (source) ||
         g_str_equal (reading->person->member.id, reading->run->folder->keys->person_id) ||
         drop_lost (reading, error);
}
