/* What waits goes out: posts into segments, a manifest that names them.
 *
 * Before anything is written, the journal notes what will be; new segments come before the
 * manifest, old ones go after it. Killed at any moment, the next push finds in the folder the state
 * before or the state after, and knows both. Sealing is never the same twice, so a segment that
 * does not change is left alone: what others have read they need not read again. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-folder-own.h"

/**
 * Writing:
 * @dir: my device's directory; -1 while there is none
 * @own: what was written; then what is to be
 * @is_adopted: the last push ended before it could note that it was done
 * @is_moved: the files are right, though not those that were seen the last time
 * @is_new: everything is written anew
 * @outbox: with every post of mine if @is_all
 */
typedef struct {
  ArcFolderRun *run;
  int dir;
  GPtrArray *names;
  ArcOwn *own;
  guint64 sequence;
  gboolean is_adopted;
  gboolean is_moved;
  gboolean is_new;
  gboolean is_all;
  ArcOutbox *outbox;
  guint sent;
  guint revoked;
} Writing;

static void
clear_writing (Writing *writing)
{
  arc_close (&writing->dir);
  g_clear_pointer (&writing->names, g_ptr_array_unref);
  g_clear_pointer (&writing->own, arc_own_free);
  g_clear_pointer (&writing->outbox, arc_outbox_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

/* ---- what is there ---- */

static gboolean
open_own (Writing *writing, gboolean make, GError **error)
{
  const ArcKeys *keys = writing->run->folder->keys;
  ARC_AUTO_FD person = -1;

  if (writing->dir >= 0)
    return TRUE;
  if (make && !arc_folder_run_need_members (writing->run, error))
    return FALSE;
  if (writing->run->members < 0)
    return TRUE;
  person = make ? arc_dir_make_at (writing->run->members, keys->person_id, FALSE, error)
                : arc_dir_open_at (writing->run->members, keys->person_id);
  if (person < 0)
    return !make;
  writing->dir = make ? arc_dir_make_at (person, keys->device_id, FALSE, error)
                      : arc_dir_open_at (person, keys->device_id);
  return writing->dir >= 0 || !make;
}

/* Hash of the stamps of all that I wrote. */
static void
hash_files (Writing *writing, const GPtrArray *segments, guint8 *hash)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  ArcStamp stamp;

  for (guint i = 0; i <= segments->len; i++) {
    const ArcOwnSegment *segment = i < segments->len ? segments->pdata[i] : NULL;
    g_autofree char *name = segment != NULL ? arc_segment_dup_name (segment->ref.hash) : NULL;
    memset (&stamp, 0, sizeof stamp);
    if (writing->dir >= 0)
      arc_file_stat_at (writing->dir, name != NULL ? name : "manifest.arc", &stamp);
    arc_pack_raw (all, &stamp, sizeof stamp);
  }
  arc_pack_hash ("ARC Journal files", all->data, all->len, hash);
}

/* Whether every file is what I wrote. */
static gboolean
is_intact (Writing *writing, ArcOwn *own)
{
  guint8 hash[ARC_HASH_BYTES];
  g_autoptr (GBytes) manifest = NULL;

  hash_files (writing, own->segments, hash);
  if (memcmp (hash, own->files_hash, sizeof hash) == 0)
    return TRUE;
  if (writing->dir < 0)
    return FALSE;
  manifest = arc_file_read_at (writing->dir, "manifest.arc", ARC_FOLDER_FILE_BYTES, NULL, NULL);
  if (manifest == NULL)
    return FALSE;
  arc_manifest_hash (manifest, hash);
  if (memcmp (hash, own->manifest_hash, sizeof hash) != 0)
    return FALSE;
  for (guint i = 0; i < own->segments->len; i++) {
    const ArcOwnSegment *segment = own->segments->pdata[i];
    g_autofree char *name = arc_segment_dup_name (segment->ref.hash);
    g_autoptr (GBytes) bytes =
        arc_file_read_at (writing->dir, name, ARC_FOLDER_FILE_BYTES, NULL, NULL);
    if (bytes == NULL)
      return FALSE;
    arc_segment_hash (bytes, hash);
    if (memcmp (hash, segment->ref.hash, sizeof hash) != 0)
      return FALSE;
  }
  writing->is_moved = TRUE;
  hash_files (writing, own->segments, own->files_hash);
  return TRUE;
}

/* The highest sequence of mine in the folder, whatever wrote it. */
static guint64
find_sequence (Writing *writing)
{
  ArcFolder *folder = writing->run->folder;
  const ArcPerson *me = arc_folder_run_get_me (writing->run);
  guint64 highest = 0;

  for (guint i = 0; writing->names != NULL && i < writing->names->len; i++) {
    const char *name = writing->names->pdata[i];
    g_autoptr (GBytes) bytes =
        arc_name_is_of (name, "manifest")
            ? arc_file_read_at (writing->dir, name, ARC_FOLDER_FILE_BYTES, NULL, NULL)
            : NULL;
    g_autoptr (ArcManifest) manifest =
        bytes != NULL
            ? arc_manifest_read (bytes, folder->team_id, me, folder->keys->device_id, NULL, NULL)
            : NULL;
    if (manifest != NULL)
      highest = MAX (highest, manifest->sequence);
  }
  return highest;
}

static ArcOwn *
load_own (Writing *writing, const char *key, GError **error)
{
  g_autoptr (GBytes) bytes = arc_folder_run_get_state (writing->run, key, NULL, error);

  return arc_own_from_bytes (bytes);
}

/* What the folder holds of mine: the state that was noted, the one that was about to be, or
 * neither.
 */
static gboolean
look (Writing *writing, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ArcOwn) own = NULL;
  g_autoptr (ArcOwn) next = NULL;

  if (!open_own (writing, FALSE, error))
    return FALSE;
  if (writing->dir >= 0) {
    writing->names = arc_dir_list (writing->dir, TRUE, error);
    if (writing->names == NULL)
      return FALSE;
  }
  own = load_own (writing, ARC_STATE_FOLDER_OWN, &local);
  if (local == NULL)
    next = load_own (writing, ARC_STATE_FOLDER_NEXT, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  writing->sequence = MAX (own != NULL ? own->sequence : 0, next != NULL ? next->sequence : 0);
  if (own != NULL && is_intact (writing, own)) {
    writing->own = g_steal_pointer (&own);
  } else if (next != NULL && is_intact (writing, next)) {
    writing->own = g_steal_pointer (&next);
    writing->is_adopted = TRUE;
  } else {
    writing->own = arc_own_new ();
    writing->is_new = TRUE;
    writing->sequence = MAX (writing->sequence, find_sequence (writing));
  }
  return TRUE;
}

/* ---- what is to be ---- */

static void
hash_gone (const GPtrArray *gone, guint8 *hash)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (guint i = 0; i < gone->len; i++)
    arc_pack_id (all, gone->pdata[i]);
  arc_pack_hash ("ARC Journal gone", all->data, all->len, hash);
}

static gboolean
load_outbox (Writing *writing, GError **error)
{
  g_clear_pointer (&writing->outbox, arc_outbox_free);
  writing->outbox = arc_journal_load_outbox (writing->run->journal, writing->run->folder->team_id,
                                             writing->is_all, error);
  if (writing->outbox == NULL)
    return FALSE;
  writing->sent = writing->outbox->changed->len;
  return TRUE;
}

/* The state to be, in @own. FALSE with an error, or without one where a file is not what it was. */
static gboolean
plan (Writing *writing, gboolean *is_torn, GError **error)
{
  if (!load_outbox (writing, error))
    return FALSE;
  if (!writing->is_new) {
    g_autoptr (GError) local = NULL;
    if (!arc_own_load_entries (writing->own, writing->run, &local)) {
      *is_torn = local == NULL;
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  return arc_own_plan (writing->own, writing->run, writing->dir, writing->outbox, writing->is_all,
                       &writing->revoked, is_torn, error);
}

/* ---- the way there ---- */

/* Notes what will be: should this be cut short, the next push recognises it. */
static gboolean
note_next (Writing *writing, const ArcOwn *next, GError **error)
{
  g_autoptr (ArcPostBatch) batch = arc_post_batch_new ();

  g_hash_table_insert (batch->state, g_strdup (ARC_STATE_FOLDER_NEXT), arc_own_to_bytes (next));
  for (guint i = 0; i < next->segments->len; i++) {
    const ArcOwnSegment *segment = next->segments->pdata[i];
    if (segment->bytes != NULL)
      g_hash_table_insert (batch->state, arc_own_dup_key (&segment->ref),
                           arc_own_segment_to_bytes (segment));
  }
  return arc_journal_apply_posts (writing->run->journal, writing->run->folder->team_id, batch, NULL,
                                  error);
}

static gboolean
write_segments (Writing *writing, GError **error)
{
  gboolean wrote = FALSE;

  for (guint i = 0; i < writing->own->segments->len; i++) {
    const ArcOwnSegment *segment = writing->own->segments->pdata[i];
    g_autofree char *name = arc_segment_dup_name (segment->ref.hash);
    if (segment->bytes == NULL)
      continue;
    if (!arc_file_write_at (writing->dir, name, segment->bytes, FALSE, error) ||
        arc_folder_run_is_cancelled (writing->run, error))
      return FALSE;
    wrote = TRUE;
  }
  return !wrote || arc_dir_sync (writing->dir, error);
}

static GBytes *
make_manifest (Writing *writing)
{
  g_autoptr (ArcManifest) manifest = arc_manifest_new ();

  manifest->sequence = writing->own->sequence;
  for (guint i = 0; i < writing->own->segments->len; i++)
    g_array_append_val (manifest->segments,
                        ((ArcOwnSegment *) writing->own->segments->pdata[i])->ref);
  for (guint i = 0; i < writing->outbox->gone->len; i++)
    g_ptr_array_add (manifest->gone, g_strdup (writing->outbox->gone->pdata[i]));
  return arc_manifest_make (manifest, writing->run->folder->keys, writing->run->folder->team_id);
}

static gboolean
write_files (Writing *writing, GError **error)
{
  ArcOwn *own = writing->own;
  g_autoptr (GBytes) manifest = NULL;

  own->sequence = writing->sequence + 1;
  manifest = make_manifest (writing);
  if (g_bytes_get_size (manifest) > ARC_FOLDER_FILE_BYTES) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                         _ ("You have shared more than one team’s folder can hold."));
    return FALSE;
  }
  arc_manifest_hash (manifest, own->manifest_hash);
  if (!open_own (writing, TRUE, error) || !note_next (writing, own, error) ||
      !write_segments (writing, error) ||
      !arc_file_write_at (writing->dir, "manifest.arc", manifest, FALSE, error) ||
      !arc_dir_sync (writing->dir, error))
    return FALSE;
  writing->run->report->wrote = TRUE;
  return TRUE;
}

/* Notes that it is done, with all that is known of it now. */
static gboolean
note_done (Writing *writing, GError **error)
{
  ArcFolderRun *run = writing->run;
  g_autoptr (GHashTable) state = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) known = arc_journal_list_sync_state (run->journal, run->folder->team_id,
                                                              ARC_STATE_FOLDER_SEGMENT, error);
  GHashTableIter iter;
  gpointer key;

  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < writing->own->segments->len; i++) {
    g_autofree char *mine =
        arc_own_dup_key (&((ArcOwnSegment *) writing->own->segments->pdata[i])->ref);
    g_hash_table_remove (known, mine);
  }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_insert (state, key, NULL);
  hash_files (writing, writing->own->segments, writing->own->files_hash);
  g_autoptr (GBytes) own = arc_own_to_bytes (writing->own);
  g_hash_table_insert (state, (gpointer) ARC_STATE_FOLDER_OWN, own);
  g_hash_table_insert (state, (gpointer) ARC_STATE_FOLDER_NEXT, NULL);
  return arc_journal_mark_sent (run->journal, run->folder->team_id, writing->outbox, state, error);
}

/* Names of mine that nothing needs any more: segments, copies made by conflicts, what was cut off
 * while being written. */
static gboolean
clean (Writing *writing, GError **error)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean removed = FALSE;

  if (writing->dir < 0)
    return TRUE;
  for (guint i = 0; i < writing->own->segments->len; i++)
    g_hash_table_add (needed, arc_segment_dup_name (
                                  ((ArcOwnSegment *) writing->own->segments->pdata[i])->ref.hash));
  g_hash_table_add (needed, g_strdup ("manifest.arc"));
  for (guint i = 0; writing->names != NULL && i < writing->names->len; i++) {
    const char *name = writing->names->pdata[i];
    if (g_hash_table_contains (needed, name) ||
        !(g_str_has_suffix (name, ".arc") || g_str_has_prefix (name, ARC_FOLDER_PARTIAL) ||
          arc_name_is_of (name, "manifest")))
      continue;
    if (!arc_file_remove_at (writing->dir, name, error))
      return FALSE;
    removed = TRUE;
  }
  return !removed || arc_dir_sync (writing->dir, error);
}

/* Whether nothing is to be done: nothing waits, and nothing that posts are sealed by has changed.
 */
static gboolean
is_idle (Writing *writing)
{
  return !writing->is_new && !writing->is_adopted && writing->outbox->changed->len == 0 &&
         !writing->outbox->gone_changed &&
         memcmp (writing->own->roster_head, arc_roster_get_head (writing->run->roster),
                 ARC_HASH_BYTES) == 0;
}

static gboolean
is_changed (Writing *writing, const guint8 *gone_hash, guint n_before)
{
  if (writing->is_new || writing->own->segments->len != n_before ||
      memcmp (writing->own->gone_hash, gone_hash, ARC_HASH_BYTES) != 0)
    return TRUE;
  for (guint i = 0; i < writing->own->segments->len; i++)
    if (((ArcOwnSegment *) writing->own->segments->pdata[i])->bytes != NULL)
      return TRUE;
  return FALSE;
}

/* Once; FALSE without an error where a file of mine is not what it was. */
static gboolean
push_once (Writing *writing, gboolean *is_torn, GError **error)
{
  ArcOwn *own = writing->own;
  guint n_before = own->segments->len;
  guint8 gone_hash[ARC_HASH_BYTES];

  if (!load_outbox (writing, error))
    return FALSE;
  hash_gone (writing->outbox->gone, gone_hash);
  if (is_idle (writing) && memcmp (own->gone_hash, gone_hash, sizeof gone_hash) == 0) {
    g_autoptr (GBytes) seen = writing->is_moved ? arc_own_to_bytes (own) : NULL;
    return (seen == NULL ||
            arc_folder_run_set_state (writing->run, ARC_STATE_FOLDER_OWN, seen, error)) &&
           clean (writing, error);
  }
  writing->is_all =
      writing->is_new || writing->is_adopted ||
      memcmp (own->roster_head, arc_roster_get_head (writing->run->roster), ARC_HASH_BYTES) != 0;
  if (!plan (writing, is_torn, error))
    return FALSE;
  /* Nothing of mine was ever there, and nothing is to be. */
  gboolean is_nothing = writing->is_new && own->segments->len == 0 &&
                        writing->outbox->gone->len == 0 && writing->dir < 0;
  gboolean changed = !is_nothing && is_changed (writing, gone_hash, n_before);
  memcpy (own->roster_head, arc_roster_get_head (writing->run->roster), ARC_HASH_BYTES);
  memcpy (own->gone_hash, gone_hash, sizeof gone_hash);
  if (is_nothing)
    return TRUE;
  if (changed && !write_files (writing, error))
    return FALSE;
  if (!note_done (writing, error))
    return FALSE;
  writing->run->report->sent += writing->sent;
  writing->run->report->revoked += writing->revoked;
  return clean (writing, error);
}

gboolean
arc_folder_push (ArcFolderRun *run, GError **error)
{
  gboolean is_torn = FALSE;

  if (arc_folder_run_get_me (run) == NULL)
    return TRUE;
  {
    g_auto (Writing) writing = {.run = run, .dir = -1};
    if (!look (&writing, error))
      return FALSE;
    if (push_once (&writing, &is_torn, error))
      return TRUE;
    if (!is_torn)
      return FALSE;
  }
  /* A file changed under my hands: everything anew. */
  g_auto (Writing) anew = {.run = run, .dir = -1};
  if (!look (&anew, error))
    return FALSE;
  arc_own_free (anew.own);
  anew.own = arc_own_new ();
  anew.is_new = TRUE;
  anew.sequence = MAX (anew.sequence, find_sequence (&anew));
  is_torn = FALSE;
  return push_once (&anew, &is_torn, error);
}
