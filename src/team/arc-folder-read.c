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
#include "arc-folder-reading.h"

static void
clear_reading (ArcReading *reading)
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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArcReading, clear_reading)

/* ---- manifests ---- */

/* Times of files are no finer than this. */
#define TICK_NS G_GINT64_CONSTANT (50000000)

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
read_manifest (ArcReading *reading, const char *name, GError **error)
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
    arc_reading_clear (reading, name, error);
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
    arc_reading_tell (reading, name, fault->message, error);
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
recall_device (ArcReading *reading)
{
  if (reading->device == NULL && reading->source->vouch != NULL)
    reading->device = arc_device_open (reading->source->vouch, reading->person, NULL);
  return reading->device != NULL;
}

static void
remember_device (ArcReading *reading, GBytes *manifest)
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
unite (ArcReading *reading, const GPtrArray *manifests)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, TRUE, sizeof (ArcSegmentRef));
  g_autoptr (GHashTable) seen = g_hash_table_new (arc_raw_hash, arc_raw_equal_32);
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
drop_replayed (ArcReading *reading, GPtrArray *manifests, GError **error)
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
  return arc_reading_tell (
      reading, "manifest.arc",
      _ ("An older state of this device was put back into the folder. It was not used; "
         "what you have is newer."),
      error);
}

static gboolean
read_manifests (ArcReading *reading, const GPtrArray *names, GError **error)
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
  /* What is told of a replayed one stays told: it is not right. */
  if (!drop_replayed (reading, manifests, error))
    return FALSE;
  for (guint i = 0; i < manifests->len; i++)
    if (!arc_reading_clear (reading, ((const Named *) manifests->pdata[i])->name, error))
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
list_manifests (const ArcReading *reading, guint8 *hash)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gint64 now_ns = g_get_real_time () * 1000;
  ArcStamp stamp;

  for (guint i = 0; i < reading->names->len; i++) {
    const char *name = reading->names->pdata[i];
    if (!arc_name_is_of (name, "manifest") || !arc_file_stat_at (reading->dir, name, &stamp))
      continue;
    g_ptr_array_add (names, (gpointer) name);
    arc_pack_text (all, name);
    arc_pack_raw (all, &stamp, sizeof stamp);
    /* It may change again within one tick of the file system's clock, and look the same: later on
     * it looks different in any case. */
    arc_pack_u8 (all, ABS (now_ns - stamp.status_ns) < TICK_NS);
  }
  arc_pack_hash ("ARC Journal names", all->data, all->len, hash);
  return names;
}

static gboolean
read_device (ArcFolderRun *run, const ArcPerson *person, int parent, const char *folder,
             const char *name, GError **error)
{
  g_auto (ArcReading) reading = {.run = run, .person = person, .dir = -1};
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
  return arc_reading_read_segments (&reading, error);
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
