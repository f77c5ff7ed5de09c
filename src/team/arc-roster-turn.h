/* Turns of a roster: how they look, what each needs, what each does. For the sources of the roster.
 *
 * A turn is: "ARCT", version, kind, hash of the turn before, who makes it, when, what, signature.
 */
#pragma once

#include "arc-pack.h"
#include "arc-roster.h"

G_BEGIN_DECLS

typedef enum {
  ARC_TURN_FIRST = 1, /* name, group size, person, team key */
  ARC_TURN_ACCEPT,    /* person, the team key sealed to them */
  ARC_TURN_ROLES,     /* person's id, roles */
  ARC_TURN_REMOVE,    /* person's id, a new team key */
  ARC_TURN_TEAM,      /* name, group size */
  ARC_TURN_RENEW,     /* a new team key */
} ArcTurnKind;

#define ARC_SEALED_KEY_BYTES (crypto_box_SEALBYTES + crypto_secretbox_KEYBYTES)
/* The key before, locked with the new one. */
#define ARC_LOCKED_KEY_BYTES                                                                       \
  (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + crypto_secretbox_KEYBYTES)

/**
 * ArcTurn:
 * @signer: who made it
 * @about: (nullable): whom it is about
 * @unmade: whether it takes the right to make turns from @about
 */
typedef struct {
  GBytes *bytes;
  guint8 hash[ARC_HASH_BYTES];
  ArcTurnKind kind;
  char *signer;
  char *about;
  gboolean unmade;
} ArcTurn;

/**
 * ArcEpoch:
 * @seals: (element-type utf8 GBytes): person's id -> the key sealed to them
 * @previous: (nullable): the key before, locked with this one
 *
 * One team key.
 */
typedef struct {
  guint8 key_id[ARC_KEY_ID_BYTES];
  GHashTable *seals;
  GBytes *previous;
} ArcEpoch;

/**
 * ArcRoster:
 * @admin_since: (element-type utf8 guint): admin's id -> the number of the turn that made them one,
 *   from 1
 * @opened: (nullable): the keys that were opened already, one after the other, for @opened_by
 */
struct _ArcRoster {
  gatomicrefcount refs;
  GPtrArray *turns;
  char *team_id;
  char *name;
  guint group_size;
  GPtrArray *people;
  GHashTable *by_id;
  GHashTable *admin_since;
  GPtrArray *epochs;
  guint8 *opened;
  gboolean *is_opened;
  char *opened_by;
};

/* Without a turn. */
ArcRoster *arc_roster_new_empty (void);
/* Checks and adds a turn. Not @verify: it was verified before. ARC_ERROR_DAMAGED, _INVALID or
 * _NEWER. */
gboolean arc_roster_add_turn (ArcRoster *roster, GBytes *bytes, gboolean verify, GError **error);
/* A roster of the first @length turns. */
ArcRoster *arc_roster_cut (ArcRoster *roster, guint length);

/* What every turn begins with; @roster is NULL for the first. */
GByteArray *arc_turn_begin (ArcTurnKind kind, ArcRoster *roster, const ArcKeys *keys, gint64 at_us);
void arc_turn_pack_person (GByteArray *out, const ArcPerson *person);
/* The name of a team key. */
void arc_turn_name_key (const guint8 *key, guint8 *key_id);
/* Signs; a new roster with it. */
ArcRoster *arc_turn_end (GByteArray *turn, ArcRoster *roster, const ArcKeys *keys, GError **error);

G_END_DECLS
