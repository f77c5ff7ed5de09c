/* What devices put into the folder: manifests, then the segments they name.
 *
 * A directory whose manifests are as they were is passed over after looking at its names. Copies
 * that a program made where two computers wrote the same file count too: the latest wins wherever
 * it lies, posts carry what they replace, and what any of them revokes stays so. */
#include "arc-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-folder-source.h"

/* Posts in one transaction. */
#define BATCH_POSTS 500
#define PAIR_BYTES (2 * ARC_PACK_ID_BYTES)
/* After so long, what is missing is told: by then it should have been synchronised. */
#define PATIENCE_US (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)

/**
 * Reading:
 * @place: of the directory, below the team's
 * @is_own: this device is mine, and this journal's
 * @gone: (element-type utf8): all that its manifests say is revoked
 * @took_manifest: there was one that is not what this journal wrote itself
 * @took_latest: one of them is the latest that was ever read
 *
 * One device's directory that is being read.
 */
typedef struct {
  ArcFolderRun *run;
  const ArcPerson *person;
  int dir;
  char *place;
  char *key;
  char *device_id;
  gboolean is_own;
  GPtrArray *names;
  ArcSource *source;
  GBytes *before;
  ArcDevice *device;
  GHashTable *gone;
  gboolean took_manifest;
  gboolean took_latest;
  ArcPostBatch *batch;
} Reading;

static void
clear_reading (Reading *reading)
{
  arc_close (&reading->dir);
  g_free (reading->place);
  g_free (reading->key);
  g_free (reading->device_id);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_clear_pointer (&reading->source, arc_source_free);
  g_clear_pointer (&reading->before, g_bytes_unref);
  g_clear_pointer (&reading->device, arc_device_free);
  g_clear_pointer (&reading->gone, g_hash_table_unref);
  g_clear_pointer (&reading->batch, arc_post_batch_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static guint
hash_bytes (gconstpointer key)
{
  guint number;

  memcpy (&number, key, sizeof number);
  return number;
}

static gboolean
equal_hashes (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, ARC_HASH_BYTES) == 0;
}

/* An id and a revision, one after the other. */
static gboolean
equal_pairs (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, PAIR_BYTES) == 0;
}

static char *
dup_place (const Reading *reading, const char *name)
{
  return g_strconcat (reading->place, "/", name, NULL);
}

static gboolean
tell (Reading *reading, const char *name, const char *message, GError **error)
{
  g_autofree char *place = dup_place (reading, name);

  return arc_folder_run_set_aside (reading->run, place, message, error);
}

static gboolean
is_well (Reading *reading, const char *name, GError **error)
{
  g_autofree char *place = dup_place (reading, name);

  return arc_folder_run_clear (reading->run, place, error);
}

/* ---- taking in ---- */

/* Revocations that were not read before, and all of them to be remembered. */
static gboolean
add_gone (Reading *reading, GError **error)
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
flush (Reading *reading, const char *name, GError **error)
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
take_records (Reading *reading, ArcSegmentRead *segment, const char *name, const GPtrArray *records,
              GError **error)
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
  return fault != NULL ? tell (reading, name, fault->message, error)
                       : is_well (reading, name, error);
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
try_file (Reading *reading, const ArcSegmentRead *segment, const char *name, ArcStamp *stamp,
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
find_segment (Reading *reading, ArcSegmentRead *segment, const char *name, GPtrArray **records,
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
tell_missing (Reading *reading, const char *name, GError **error)
{
  gint64 now_us = arc_journal_now (reading->run->journal);

  if (reading->source->missing_us == 0)
    reading->source->missing_us = now_us;
  if (now_us - reading->source->missing_us < PATIENCE_US)
    return TRUE;
  return tell (
      reading, name,
      _ ("A part of what this device shared has not arrived for a day. Is the folder being "
         "synchronised?"),
      error);
}

static gboolean
read_segment (Reading *reading, ArcSegmentRead *segment, const char *name, gboolean *is_missing,
              GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (segment->ref.size > ARC_FOLDER_FILE_BYTES) {
    segment->state = ARC_SEGMENT_BAD;
    return tell (reading, name,
                 _ ("This file is larger than any that ARC Journal writes: it was not read."),
                 error);
  }
  switch (find_segment (reading, segment, name, &records, &fault)) {
  case FOUND_GOOD:
    return take_records (reading, segment, name, records, error);
  case FOUND_BAD:
    segment->state = ARC_SEGMENT_BAD;
    return tell (reading, name, fault->message, error);
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
add_lost (Reading *reading, const guint8 *pair)
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
drop_lost (Reading *reading, GError **error)
{
  ArcFolderRun *run = reading->run;
  g_autofree char *prefix = g_strconcat (ARC_STATE_FOLDER_POSTS, reading->person->member.id, NULL);
  g_autofree char *here = g_strconcat (ARC_STATE_FOLDER_POSTS, reading->key, "/", NULL);
  g_autoptr (GHashTable) rows =
      arc_journal_list_sync_state (run->journal, run->folder->team_id, prefix, error);
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) present = g_hash_table_new (hash_bytes, equal_pairs);
  g_autoptr (GHashTable) retired = g_hash_table_new (hash_bytes, equal_pairs);
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

static gboolean
read_segments (Reading *reading, GError **error)
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

/* ---- manifests ---- */

typedef struct {
  char *name;
  GBytes *bytes;
  ArcManifest *manifest;
} Named;

static void
free_named (Named *named)
{
  g_free (named->name);
  g_bytes_unref (named->bytes);
  arc_manifest_free (named->manifest);
  g_free (named);
}

/* One manifest; NULL without error if it was set aside, is mine or went meanwhile. */
static Named *
read_manifest (Reading *reading, const char *name, GError **error)
{
  ArcFolderRun *run = reading->run;
  g_autoptr (GError) fault = NULL;
  g_autoptr (ArcDevice) device = NULL;
  g_autoptr (ArcManifest) manifest = NULL;
  g_autoptr (GBytes) bytes =
      arc_file_read_at (reading->dir, name, ARC_FOLDER_FILE_BYTES, NULL, &fault);
  Named *named;

  if (g_error_matches (fault, ARC_ERROR, ARC_ERROR_NOT_FOUND))
    return NULL;
  if (bytes != NULL && reading->is_own && arc_folder_is_own_manifest (run, bytes)) {
    is_well (reading, name, error);
    return NULL;
  }
  if (bytes != NULL)
    manifest = arc_manifest_read (bytes, run->folder->team_id, reading->person, reading->device_id,
                                  &device, &fault);
  if (manifest != NULL && reading->device != NULL &&
      memcmp (device->public, reading->device->public, sizeof device->public) != 0) {
    g_clear_pointer (&manifest, arc_manifest_free);
    g_set_error_literal (&fault, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("This device signs with two keys: only one of them was read."));
  }
  if (manifest == NULL) {
    tell (reading, name, fault->message, error);
    return NULL;
  }
  if (reading->device == NULL)
    reading->device = g_steal_pointer (&device);
  named = g_new0 (Named, 1);
  named->name = g_strdup (name);
  named->bytes = g_steal_pointer (&bytes);
  named->manifest = g_steal_pointer (&manifest);
  return named;
}

/* The device again, as it was vouched for when its manifest was read. */
static gboolean
recall_device (Reading *reading)
{
  if (reading->device == NULL && reading->source->vouch != NULL)
    reading->device = arc_device_open (reading->source->vouch, reading->person, NULL);
  return reading->device != NULL;
}

static void
remember_device (Reading *reading, GBytes *manifest)
{
  ArcUnpack in;
  gsize length;

  arc_unpack_init_bytes (&in, manifest);
  arc_unpack_header (&in, 'M');
  const guint8 *vouch = arc_unpack_block (&in, g_bytes_get_size (manifest), &length);
  g_clear_pointer (&reading->source->vouch, g_bytes_unref);
  if (vouch != NULL)
    reading->source->vouch = g_bytes_new (vouch, length);
}

/* What the manifests say together: all of them what is revoked, the latest what there is. An older
 * one names what its author may have given to fewer readers since; only where I am the author every
 * one counts, since what another journal with my keys has shared is to be kept. */
static void
unite (Reading *reading, const GPtrArray *manifests)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, TRUE, sizeof (ArcSegmentRef));
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_bytes, equal_hashes);
  guint64 *highest = &reading->source->highest;

  for (guint i = 0; i < manifests->len; i++)
    *highest = MAX (*highest, ((const Named *) manifests->pdata[i])->manifest->sequence);
  for (guint i = 0; i < manifests->len; i++) {
    const ArcManifest *manifest = ((const Named *) manifests->pdata[i])->manifest;
    gboolean counts = reading->is_own || manifest->sequence == *highest;
    for (guint j = 0; counts && j < manifest->segments->len; j++) {
      ArcSegmentRef *ref = &g_array_index (manifest->segments, ArcSegmentRef, j);
      if (g_hash_table_add (seen, ref->hash))
        g_array_append_val (refs, *ref);
    }
    for (guint j = 0; j < manifest->gone->len; j++)
      g_hash_table_add (reading->gone, g_strdup (manifest->gone->pdata[j]));
    reading->took_latest |= counts;
  }
  if (reading->took_latest)
    arc_source_set_segments (reading->source, refs);
}

/* The one under the usual name is older than what was read before, and nothing newer lies beside
 * it: somebody put an old one back. */
static gboolean
drop_replayed (Reading *reading, GPtrArray *manifests, GError **error)
{
  guint at = G_MAXUINT;

  for (guint i = 0; i < manifests->len; i++) {
    const Named *named = manifests->pdata[i];
    if (reading->is_own || named->manifest->sequence >= reading->source->highest)
      return TRUE;
    if (g_str_equal (named->name, "manifest.arc"))
      at = i;
  }
  if (at == G_MAXUINT)
    return TRUE;
  g_ptr_array_remove_index (manifests, at);
  return tell (reading, "manifest.arc",
               _ ("An older state of this device was put back into the folder. It was not used; "
                  "what you have is newer."),
               error);
}

static gboolean
read_manifests (Reading *reading, const GPtrArray *names, GError **error)
{
  g_autoptr (GPtrArray) manifests = g_ptr_array_new_with_free_func ((GDestroyNotify) free_named);
  GError *local = NULL;

  recall_device (reading);
  for (guint i = 0; i < names->len; i++) {
    Named *named = read_manifest (reading, names->pdata[i], &local);
    if (local != NULL) {
      g_propagate_error (error, local);
      return FALSE;
    }
    if (named != NULL)
      g_ptr_array_add (manifests, named);
  }
  for (guint i = 0; i < manifests->len; i++)
    if (!is_well (reading, ((const Named *) manifests->pdata[i])->name, error))
      return FALSE;
  if (!drop_replayed (reading, manifests, error))
    return FALSE;
  if (manifests->len == 0)
    return TRUE;
  reading->took_manifest = TRUE;
  remember_device (reading, ((const Named *) manifests->pdata[0])->bytes);
  unite (reading, manifests);
  return TRUE;
}

/* ---- one device ---- */

static GPtrArray *
list_manifests (const Reading *reading, guint8 *hash)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GByteArray) all = g_byte_array_new ();
  ArcStamp stamp;

  for (guint i = 0; i < reading->names->len; i++) {
    const char *name = reading->names->pdata[i];
    if (!arc_name_is_of (name, "manifest") || !arc_file_stat_at (reading->dir, name, &stamp))
      continue;
    g_ptr_array_add (names, (gpointer) name);
    arc_pack_text (all, name);
    arc_pack_raw (all, &stamp, sizeof stamp);
  }
  arc_pack_hash ("ARC Journal names", all->data, all->len, hash);
  return names;
}

static gboolean
read_device (ArcFolderRun *run, const ArcPerson *person, int parent, const char *folder,
             const char *name, GError **error)
{
  g_auto (Reading) reading = {.run = run, .person = person, .dir = -1};
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) manifests = NULL;
  guint8 hash[ARC_HASH_BYTES];

  reading.device_id = arc_name_dup_id (name);
  if (reading.device_id == NULL)
    return TRUE;
  reading.place = g_strdup_printf ("members/%s/%s", folder, name);
  reading.key = g_strdup_printf ("%s/%s", folder, name);
  reading.is_own = g_str_equal (person->member.id, run->folder->keys->person_id) &&
                   g_str_equal (reading.device_id, run->folder->keys->device_id);
  reading.dir = arc_dir_open_at (parent, name);
  if (reading.dir < 0)
    return errno == ENOENT ||
           arc_folder_run_set_aside (run, reading.place,
                                     _ ("This is no ordinary folder: it was not read."), error);
  if (!arc_folder_run_clear (run, reading.place, error))
    return FALSE;
  reading.names = arc_dir_list (reading.dir, FALSE, error);
  if (reading.names == NULL)
    return FALSE;
  manifests = list_manifests (&reading, hash);
  reading.before = arc_folder_run_get_state (run, ARC_STATE_FOLDER_IN, reading.key, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  reading.source = arc_source_from_bytes (reading.before);
  reading.gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.batch = arc_post_batch_new ();
  gboolean is_changed =
      manifests->len > 0 && memcmp (hash, reading.source->names_hash, sizeof hash) != 0;
  if (!is_changed && !arc_source_has_open (reading.source, arc_roster_get_head (run->roster)))
    return TRUE;
  if (is_changed && !read_manifests (&reading, manifests, error))
    return FALSE;
  /* Mine, as I wrote it: nothing to be remembered. */
  if (reading.is_own && is_changed && !reading.took_manifest) {
    if (reading.source->segments->len == 0)
      return TRUE;
    g_array_set_size (reading.source->segments, 0);
  }
  memcpy (reading.source->names_hash, hash, sizeof hash);
  /* Nothing of it was ever good. */
  if (!recall_device (&reading))
    g_array_set_size (reading.source->segments, 0);
  return read_segments (&reading, error);
}

/* ---- people ---- */

static gboolean
read_person (ArcFolderRun *run, const ArcPerson *person, const char *folder, GError **error)
{
  ARC_AUTO_FD dir = arc_dir_open_at (run->members, folder);
  g_autoptr (GPtrArray) names = NULL;

  if (dir < 0)
    return TRUE;
  names = arc_dir_list (dir, FALSE, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!read_device (run, person, dir, folder, names->pdata[i], error))
      return FALSE;
  return names != NULL;
}

/* Somebody whom no list names and who does not ask has put something there. */
static gboolean
is_by_stranger (ArcFolderRun *run, const char *folder)
{
  ARC_AUTO_FD dir = arc_dir_open_at (run->members, folder);
  g_autoptr (GPtrArray) names = dir >= 0 ? arc_dir_list (dir, FALSE, NULL) : NULL;

  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *device_id = arc_name_dup_id (names->pdata[i]);
    if (device_id != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_folder (ArcFolderRun *run, GHashTable *states, const char *folder, GError **error)
{
  g_autofree char *person_id = arc_name_dup_id (folder);
  g_autofree char *place = g_strconcat ("members/", folder, NULL);
  const ArcPerson *person;
  guint state;

  /* What is no ordinary folder was told when cards were looked for. */
  if (person_id == NULL || g_hash_table_contains (run->kept, place))
    return TRUE;
  state = GPOINTER_TO_UINT (g_hash_table_lookup (states, person_id));
  if (state == 0 && is_by_stranger (run, folder))
    return arc_folder_run_set_aside (
        run, place,
        _ ("This is by somebody who is not in the team and does not ask to join. It was not read."),
        error);
  person = arc_roster_find (run->roster, person_id);
  return arc_folder_run_clear (run, place, error) &&
         (person == NULL || state != ARC_MEMBER_IN + 1 || read_person (run, person, folder, error));
}

gboolean
arc_folder_pull_posts (ArcFolderRun *run, GError **error)
{
  g_autoptr (GHashTable) states = arc_folder_run_list_states (run, error);
  g_autoptr (GPtrArray) folders = NULL;

  if (states == NULL)
    return FALSE;
  /* Who is not in reads nothing. */
  if (arc_folder_run_get_me (run) == NULL || run->members < 0)
    return TRUE;
  folders = arc_dir_list (run->members, FALSE, error);
  for (guint i = 0; folders != NULL && i < folders->len; i++) {
    if (!read_folder (run, states, folders->pdata[i], error))
      return FALSE;
    if (arc_folder_run_is_cancelled (run, error))
      return FALSE;
  }
  return folders != NULL;
}
