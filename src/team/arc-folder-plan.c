/* What my files are to hold: posts that are no longer as they were go out of their segments, new
 * ones go into the last. What does not change is left alone. */
#include "arc-config.h"

#include "arc-folder-own.h"

#include <string.h>

/**
 * Plan:
 * @readers: (element-type id): hashes of readers that are good for what is sealed to the team
 * @live: (element-type ArcPost): by id and revision; each goes when an entry has it
 * @asked: (element-type id) (nullable): posts of which all revisions are in @live; NULL: all are
 * @gone: (element-type id)
 */
typedef struct {
  ArcFolderRun *run;
  ArcOwn *own;
  int dir;
  ArcOutbox *outbox;
  guint revoked;
  GHashTable *readers;
  GHashTable *live;
  GHashTable *asked;
  GHashTable *gone;
} Plan;

static void
clear_plan (Plan *plan)
{
  g_clear_pointer (&plan->readers, g_hash_table_unref);
  g_clear_pointer (&plan->live, g_hash_table_unref);
  g_clear_pointer (&plan->asked, g_hash_table_unref);
  g_clear_pointer (&plan->gone, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

static void
pack_id (const char *id, guint8 *raw)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  arc_pack_id (out, id);
  memcpy (raw, out->data, ARC_PACK_ID_BYTES);
}

static void
hash_readers (const char *readers, guint8 *raw)
{
  guint8 hash[ARC_HASH_BYTES];

  arc_pack_hash ("ARC Journal readers", readers, strlen (readers), hash);
  memcpy (raw, hash, ARC_PACK_ID_BYTES);
}

/* Every team key of this roster is good for a post that is sealed already: who had it has read it.
 * One of a branch that was not chosen is not. */
static void
list_good_readers (Plan *plan)
{
  ArcRoster *roster = plan->run->roster;

  plan->readers = g_hash_table_new_full (arc_raw_hash, arc_raw_equal_16, g_free, NULL);
  for (guint epoch = 1; epoch <= arc_roster_get_epoch (roster); epoch++) {
    char hex[2 * ARC_KEY_ID_BYTES + 1];
    guint8 *raw = g_malloc (ARC_PACK_ID_BYTES);
    sodium_bin2hex (hex, sizeof hex, arc_roster_get_key_id (roster, epoch), ARC_KEY_ID_BYTES);
    g_autofree char *readers = g_strconcat ("team ", hex, NULL);
    hash_readers (readers, raw);
    g_hash_table_add (plan->readers, raw);
  }
}

static gboolean
is_sealed_right (Plan *plan, const ArcPost *post, const ArcOwnEntry *entry)
{
  g_autofree char *readers = NULL;
  guint8 raw[ARC_PACK_ID_BYTES];

  if (post->audience == ARC_AUDIENCE_TEAM)
    return g_hash_table_contains (plan->readers, entry->readers);
  readers = arc_seal_readers (post, plan->run->roster);
  hash_readers (readers, raw);
  return memcmp (raw, entry->readers, sizeof raw) == 0;
}

/* Takes an entry out of its segment. FALSE if the segment's file is not what it was. */
static gboolean
drop_entry (Plan *plan, ArcOwnSegment *segment, guint i)
{
  if (!arc_own_segment_load (segment, plan->dir))
    return FALSE;
  g_array_remove_index (segment->entries, i);
  g_ptr_array_remove_index (segment->records, i);
  return TRUE;
}

static guint8 *
dup_pair (const ArcPost *post)
{
  guint8 *pair = g_malloc (2 * ARC_PACK_ID_BYTES);

  pack_id (post->id, pair);
  pack_id (post->revision, pair + ARC_PACK_ID_BYTES);
  return pair;
}

static GHashTable *
pack_ids (const GPtrArray *ids)
{
  GHashTable *set = g_hash_table_new_full (arc_raw_hash, arc_raw_equal_16, g_free, NULL);

  for (guint i = 0; i < ids->len; i++) {
    guint8 *raw = g_malloc (ARC_PACK_ID_BYTES);
    pack_id (ids->pdata[i], raw);
    g_hash_table_add (set, raw);
  }
  return set;
}

static void
fill (Plan *plan, gboolean is_all)
{
  list_good_readers (plan);
  plan->live = g_hash_table_new_full (arc_raw_hash, arc_raw_equal_32, g_free, NULL);
  for (guint i = 0; i < plan->outbox->live->len; i++)
    g_hash_table_insert (plan->live, dup_pair (plan->outbox->live->pdata[i]),
                         plan->outbox->live->pdata[i]);
  plan->asked = is_all ? NULL : pack_ids (plan->outbox->changed);
  plan->gone = pack_ids (plan->outbox->gone);
}

/* Goes through what is there: what is no longer wanted goes out, what is wanted and there need not
 * be added. FALSE if a file is not what it was. */
static gboolean
sift (Plan *plan)
{
  for (guint i = 0; i < plan->own->segments->len; i++) {
    ArcOwnSegment *segment = plan->own->segments->pdata[i];
    for (guint j = 0; j < segment->entries->len;) {
      const ArcOwnEntry *entry = &g_array_index (segment->entries, ArcOwnEntry, j);
      gboolean is_gone = g_hash_table_contains (plan->gone, entry->id);
      gboolean is_asked = plan->asked == NULL || g_hash_table_contains (plan->asked, entry->id);
      const ArcPost *post = is_asked ? g_hash_table_lookup (plan->live, entry->id) : NULL;
      if (!is_gone && (!is_asked || (post != NULL && is_sealed_right (plan, post, entry)))) {
        if (post != NULL)
          g_hash_table_remove (plan->live, entry->id);
        j++;
        continue;
      }
      plan->revoked += is_gone;
      if (!drop_entry (plan, segment, j))
        return FALSE;
    }
  }
  return TRUE;
}

static gsize
count_bytes (const ArcOwnSegment *segment)
{
  gsize bytes = ARC_PACK_HEADER_BYTES;

  for (guint i = 0; i < segment->records->len; i++)
    bytes += ARC_SEGMENT_RECORD_BYTES (g_bytes_get_size (segment->records->pdata[i]));
  return bytes;
}

/* Seals @post into the last segment, or into a new one where that is full. */
static gboolean
append (Plan *plan, const ArcPost *post, GBytes *record)
{
  GPtrArray *segments = plan->own->segments;
  ArcOwnSegment *last = segments->len > 0 ? segments->pdata[segments->len - 1] : NULL;
  gsize more = ARC_SEGMENT_RECORD_BYTES (g_bytes_get_size (record));
  gsize bytes = last == NULL            ? ARC_SEGMENT_BYTES
                : last->records != NULL ? count_bytes (last)
                                        : last->ref.size;
  g_autofree char *readers = arc_seal_readers (post, plan->run->roster);
  ArcOwnEntry entry;

  if (bytes + more > ARC_SEGMENT_BYTES) {
    last = arc_own_segment_new ();
    last->records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_ptr_array_add (segments, last);
  } else if (!arc_own_segment_load (last, plan->dir)) {
    return FALSE;
  }
  pack_id (post->id, entry.id);
  pack_id (post->revision, entry.revision);
  hash_readers (readers, entry.readers);
  g_array_append_val (last->entries, entry);
  g_ptr_array_add (last->records, g_bytes_ref (record));
  return TRUE;
}

/* In the order of the outbox, which stays the same. A post that nobody can be found for waits. */
static gboolean
add_missing (Plan *plan, gboolean *is_torn, GError **error)
{
  for (guint i = 0; i < plan->outbox->live->len;) {
    const ArcPost *post = plan->outbox->live->pdata[i];
    g_autofree guint8 *pair = dup_pair (post);
    g_autoptr (GBytes) record = NULL;
    g_autoptr (GError) local = NULL;
    if (g_hash_table_contains (plan->live, pair) && !g_hash_table_contains (plan->gone, pair)) {
      record = arc_seal_post (post, plan->run->roster, plan->run->folder->keys, &local);
      if (record == NULL) {
        g_debug ("A post waits: %s", local->message);
        g_hash_table_remove (plan->live, pair);
        g_ptr_array_remove_index (plan->outbox->live, i);
        continue;
      }
      if (!append (plan, post, record)) {
        *is_torn = TRUE;
        return FALSE;
      }
    }
    if (i % 64 == 0 && arc_folder_run_is_cancelled (plan->run, error))
      return FALSE;
    i++;
  }
  return TRUE;
}

/* Segments that changed get a new name; those that became empty go. */
static void
finish_segments (Plan *plan)
{
  GPtrArray *segments = plan->own->segments;

  for (guint i = 0; i < segments->len;) {
    ArcOwnSegment *segment = segments->pdata[i];
    if (segment->entries->len == 0) {
      g_ptr_array_remove_index (segments, i);
      continue;
    }
    if (segment->records != NULL) {
      g_clear_pointer (&segment->bytes, g_bytes_unref);
      segment->bytes = arc_segment_make (segment->records);
      segment->ref.size = g_bytes_get_size (segment->bytes);
      arc_segment_hash (segment->bytes, segment->ref.hash);
    }
    i++;
  }
}

gboolean
arc_own_plan (ArcOwn *own, ArcFolderRun *run, int dir, ArcOutbox *outbox, gboolean is_all,
              guint *revoked, gboolean *is_torn, GError **error)
{
  g_auto (Plan) plan = {.run = run, .own = own, .dir = dir, .outbox = outbox};

  fill (&plan, is_all);
  if (!sift (&plan)) {
    *is_torn = TRUE;
    return FALSE;
  }
  if (!add_missing (&plan, is_torn, error))
    return FALSE;
  finish_segments (&plan);
  *revoked = plan.revoked;
  return TRUE;
}
