/* What stands in the files of a team's folder beside rosters and sealed posts. */
#pragma once

#include "arc-pack.h"
#include "arc-seal.h"

G_BEGIN_DECLS

/* ---- card.arc: who asks ---- */

GBytes *arc_card_make (const ArcKeys *keys, const char *team_id, const char *name,
                       const guint8 *asked, gint64 now_us);
/* (transfer full): as asking; NULL with ARC_ERROR_DAMAGED, _INVALID or _NEWER. */
ArcPerson *arc_card_read (GBytes *bytes, const char *team_id, const char *person_id,
                          GError **error);

/* Whether a card asks to come in, rather than being left of a time in the team. @person:
 * (nullable): as the roster has them. */
gboolean arc_card_is_asking (const ArcPerson *card, const ArcPerson *person);

/* ---- left.arc: all that is mine is gone ---- */

GBytes *arc_left_make (const ArcKeys *keys, const char *team_id, const guint8 *asked);
/* Whether @person says so of their present membership; FALSE with an error only if the file is
 * wrong. */
gboolean arc_left_read (GBytes *bytes, const char *team_id, const ArcPerson *person,
                        gboolean *has_left, GError **error);

/* ---- manifest.arc ---- */

typedef struct {
  guint8 hash[ARC_HASH_BYTES];
  guint32 size;
} ArcSegmentRef;

/**
 * ArcManifest:
 * @sequence: grows with each manifest of a device
 * @segments: (element-type ArcSegmentRef)
 * @gone: (element-type utf8): ids of revoked posts
 */
typedef struct {
  guint64 sequence;
  GArray *segments;
  GPtrArray *gone;
} ArcManifest;
ArcManifest *arc_manifest_new (void);
void arc_manifest_free (ArcManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcManifest, arc_manifest_free)
GBytes *arc_manifest_make (const ArcManifest *manifest, const ArcKeys *keys, const char *team_id);
/**
 * arc_manifest_read:
 * @device_id: whose it should be
 * @device: (out) (optional): who signed it
 *
 * Returns: (transfer full): NULL with ARC_ERROR_DAMAGED, _INVALID or _NEWER
 */
ArcManifest *arc_manifest_read (GBytes *bytes, const char *team_id, const ArcPerson *person,
                                const char *device_id, ArcDevice **device, GError **error);

/* ---- segments ---- */

/* The bytes that a record of @length adds. */
#define ARC_SEGMENT_RECORD_BYTES(length) ((length) + 4)
GBytes *arc_segment_make (const GPtrArray *records);
/* (element-type GBytes): sealed posts; NULL with ARC_ERROR_DAMAGED or _NEWER. */
GPtrArray *arc_segment_read (GBytes *bytes, GError **error);
void arc_segment_hash (GBytes *bytes, guint8 *hash);
/* (transfer full): "HASH.arc" */
char *arc_segment_dup_name (const guint8 *hash);

/* ---- names ---- */

/* Whether @name is @stem + ".arc", or what a program that synchronises made of it where two
 * computers wrote the same file ("conflicted copy", ".sync-conflict-", "(1)", "~" …). What is in
 * it is signed, so the name may be guessed generously. */
gboolean arc_name_is_of (const char *name, const char *stem);
/* The id with which a directory's name begins, the rest being nothing or as above; NULL if none. */
char *arc_name_dup_id (const char *name);

G_END_DECLS
