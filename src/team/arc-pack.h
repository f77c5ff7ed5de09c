/* The bytes that signed and sealed things are made of: numbers big-endian, ids as 16 bytes, all
 * else with its length before it. Reading never goes past the end and never trusts a length. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARC_PACK_ID_BYTES 16

/* What a file begins with: "ARC", a letter for its kind, the version of its layout. */
#define ARC_PACK_HEADER_BYTES 5
void arc_pack_header (GByteArray *out, char kind, guint8 version);
void arc_pack_u8 (GByteArray *out, guint8 number);
void arc_pack_u32 (GByteArray *out, guint32 number);
void arc_pack_u64 (GByteArray *out, guint64 number);
/* As they are: the reader knows how many. */
void arc_pack_raw (GByteArray *out, gconstpointer data, gsize length);
/* With their length (at most G_MAXUINT32) before them. */
void arc_pack_block (GByteArray *out, gconstpointer data, gsize length);
void arc_pack_text (GByteArray *out, const char *text);
/* @id: a UUID in canonical form (arc_id_is_valid()). */
void arc_pack_id (GByteArray *out, const char *id);

/* What is left to read. After the first thing that does not fit, @failed is set, and everything
 * read is zero or NULL. */
typedef struct {
  const guint8 *at;
  gsize left;
  gboolean failed;
} ArcUnpack;

void arc_unpack_init (ArcUnpack *in, gconstpointer data, gsize length);
void arc_unpack_init_bytes (ArcUnpack *in, GBytes *bytes);
/* The version after "ARC" and @kind, and 0 with @failed if it is something else. */
guint8 arc_unpack_header (ArcUnpack *in, char kind);
guint8 arc_unpack_u8 (ArcUnpack *in);
guint32 arc_unpack_u32 (ArcUnpack *in);
guint64 arc_unpack_u64 (ArcUnpack *in);
/* (transfer none): lives as long as what is read. */
const guint8 *arc_unpack_raw (ArcUnpack *in, gsize length);
const guint8 *arc_unpack_block (ArcUnpack *in, gsize max, gsize *length);
/* (transfer full): valid UTF-8 without NUL, at most @max bytes. */
char *arc_unpack_text (ArcUnpack *in, gsize max);
/* (transfer full): a UUID in canonical form. */
char *arc_unpack_id (ArcUnpack *in);
/* A number of things of at least @bytes each that can still follow. */
guint32 arc_unpack_count (ArcUnpack *in, gsize bytes);
/* Nothing failed, and nothing is left. */
gboolean arc_unpack_done (ArcUnpack *in);

/* 32 bytes of BLAKE2b. @domain says what it is for: a hash made for one purpose fits no other. */
#define ARC_HASH_BYTES 32
void arc_pack_hash (const char *domain, gconstpointer data, gsize length, guint8 *hash);

/* For hash tables whose keys are random bytes: ids of 16, hashes and pairs of ids of 32. */
guint arc_raw_hash (gconstpointer key);
gboolean arc_raw_equal_16 (gconstpointer a, gconstpointer b);
gboolean arc_raw_equal_32 (gconstpointer a, gconstpointer b);

/* Where signed bytes belong: the same bytes elsewhere are not signed. Each nullable. */
typedef struct {
  const char *team_id;
  const char *person_id;
  const char *device_id;
} ArcPlace;

#define ARC_SIGNATURE_BYTES 64
/* Appends the signature of all that is in @out (Ed25519 over a hash of domain, place and bytes). */
void arc_pack_sign (GByteArray *out, const char *domain, const ArcPlace *place,
                    const guint8 *secret);
/* Whether the last bytes are the signature of those before. */
gboolean arc_unpack_is_signed (gconstpointer data, gsize length, const char *domain,
                               const ArcPlace *place, const guint8 *public);

G_END_DECLS
