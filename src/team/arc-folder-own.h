/* My own files in the folder: what is in them, what is to be, and the way from one to the other. */
#pragma once

#include "arc-folder-private.h"

G_BEGIN_DECLS

/* A post in a segment of mine; @readers is a hash of arc_seal_readers(). */
typedef struct {
  guint8 id[ARC_PACK_ID_BYTES];
  guint8 revision[ARC_PACK_ID_BYTES];
  guint8 readers[ARC_PACK_ID_BYTES];
} ArcOwnEntry;

/**
 * ArcOwnSegment:
 * @entries: (element-type ArcOwnEntry): the posts in it, in its order
 * @records: (element-type GBytes) (nullable): the same, sealed; only where it is being changed
 * @bytes: (nullable): of a new one
 */
typedef struct {
  ArcSegmentRef ref;
  GArray *entries;
  GPtrArray *records;
  GBytes *bytes;
} ArcOwnSegment;
ArcOwnSegment *arc_own_segment_new (void);
void arc_own_segment_free (ArcOwnSegment *segment);
GBytes *arc_own_segment_to_bytes (const ArcOwnSegment *segment);
/* Reads the records of a segment that was written before; FALSE if the file is not what it was. */
gboolean arc_own_segment_load (ArcOwnSegment *segment, int dir);

/**
 * ArcOwn:
 * @manifest_hash: of the manifest's bytes
 * @files_hash: of the stamps of all my files, when they were last seen to be right
 * @roster_head: of the roster that the posts are sealed by
 * @gone_hash: of the ids that the manifest says are gone
 * @segments: (element-type ArcOwnSegment)
 */
typedef struct {
  guint64 sequence;
  guint8 manifest_hash[ARC_HASH_BYTES];
  guint8 files_hash[ARC_HASH_BYTES];
  guint8 roster_head[ARC_HASH_BYTES];
  guint8 gone_hash[ARC_HASH_BYTES];
  GPtrArray *segments;
} ArcOwn;
ArcOwn *arc_own_new (void);
void arc_own_free (ArcOwn *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcOwn, arc_own_free)
/* Without the entries, which are kept segment by segment. */
GBytes *arc_own_to_bytes (const ArcOwn *own);
/* NULL if @bytes are NULL or not sound. */
ArcOwn *arc_own_from_bytes (GBytes *bytes);
/* What is in the segments. FALSE with an error, or without one if something is not known. */
gboolean arc_own_load_entries (ArcOwn *own, ArcFolderRun *run, GError **error);

/**
 * arc_own_plan:
 * @own: with its entries; becomes what is to be
 * @dir: where its files are; -1 if there are none
 * @outbox: what nobody can be found for is taken out of it: it waits
 * @is_all: @outbox has all posts of mine
 * @revoked: (out): posts that were there and go
 * @is_torn: (out): a file of mine is not what it was
 *
 * Which segments there are to be; new ones have their bytes. FALSE with @is_torn or an error.
 */
gboolean arc_own_plan (ArcOwn *own, ArcFolderRun *run, int dir, ArcOutbox *outbox, gboolean is_all,
                       guint *revoked, gboolean *is_torn, GError **error);

void arc_manifest_hash (GBytes *manifest, guint8 *hash);
/* (transfer full): the key of the sync state for a segment. */
char *arc_own_dup_key (const ArcSegmentRef *ref);

G_END_DECLS
