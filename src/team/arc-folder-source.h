/* What was read of one device's directory, to be found again. For the reading side. */
#pragma once

#include "arc-folder-private.h"

G_BEGIN_DECLS

typedef enum {
  ARC_SEGMENT_PENDING, /* not there yet, or not whole */
  ARC_SEGMENT_DONE,
  ARC_SEGMENT_HELD, /* some of it is not for me, as far as the present roster goes */
  ARC_SEGMENT_BAD,
} ArcSegmentState;

/* @stamp_hash: of the file that was bad: another one is tried. */
typedef struct {
  ArcSegmentRef ref;
  guint8 state;
  guint64 stamp_hash;
} ArcSegmentRead;

/**
 * ArcSource:
 * @names_hash: of the names and stamps of its manifests
 * @highest: the highest sequence that was read
 * @tried: head of the roster with which the held ones were tried
 * @missing_us: since when a segment is missing; 0 if none is
 * @vouch: (nullable): the device
 * @segments: (element-type ArcSegmentRead)
 */
typedef struct {
  guint8 names_hash[ARC_HASH_BYTES];
  guint64 highest;
  guint8 tried[ARC_HASH_BYTES];
  gint64 missing_us;
  GBytes *vouch;
  GArray *segments;
} ArcSource;

/* NULL or unsound @bytes give an empty one. */
ArcSource *arc_source_from_bytes (GBytes *bytes);
GBytes *arc_source_to_bytes (const ArcSource *source);
void arc_source_free (ArcSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSource, arc_source_free)

/* Whether every segment was read, as far as it is for me. */
gboolean arc_source_is_whole (const ArcSource *source);
/* Whether something is to be done though no manifest changed. @head: of the present roster. */
gboolean arc_source_has_open (const ArcSource *source, const guint8 *head);
/* Makes @refs (element-type ArcSegmentRef, each once) its segments; how far they are stays. */
void arc_source_set_segments (ArcSource *source, const GArray *refs);

G_END_DECLS
