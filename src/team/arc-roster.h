/* Who belongs to a team: a chain of turns, each signed by an admin and naming the one before.
 *
 * The team keys travel in it, sealed to each member: a new one when somebody leaves or is removed;
 * each new key carries the one before, so that a newcomer can read what was shared earlier. Of two
 * branches all choose the same (arc_roster_choose()); an admin whose turn was left out makes it
 * again on the chosen one. */
#pragma once

#include "arc-keys.h"
#include "arc-team.h"

G_BEGIN_DECLS

typedef struct _ArcRoster ArcRoster;

#define ARC_ASKED_BYTES 16

/**
 * ArcPerson:
 * @asked: random, from the card with which they asked: tells one joining from another, so that an
 *   old card, or an old word of having left, says nothing about the present one
 *
 * A person as the roster has them.
 */
typedef struct {
  ArcMember member;
  guint8 sign_public[crypto_sign_PUBLICKEYBYTES];
  guint8 box_public[crypto_box_PUBLICKEYBYTES];
  guint8 asked[ARC_ASKED_BYTES];
} ArcPerson;
ArcPerson *arc_person_new (const char *id, const char *name);
void arc_person_free (ArcPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPerson, arc_person_free)

/* The first roster: its maker is admin and manager. */
ArcRoster *arc_roster_create (const ArcKeys *keys, const char *team_name, const char *my_name,
                              gint64 now_us);
/* Verifies every turn. NULL with ARC_ERROR_DAMAGED, _INVALID or _NEWER. */
ArcRoster *arc_roster_parse (GBytes *bytes, GError **error);
GBytes *arc_roster_to_bytes (ArcRoster *roster);
ArcRoster *arc_roster_ref (ArcRoster *roster);
void arc_roster_unref (ArcRoster *roster);

const char *arc_roster_get_team_id (ArcRoster *roster);
const char *arc_roster_get_name (ArcRoster *roster);
guint arc_roster_get_group_size (ArcRoster *roster);
/* Turns so far, and the hash of the last (32 bytes). */
guint arc_roster_get_length (ArcRoster *roster);
const guint8 *arc_roster_get_head (ArcRoster *roster);
/* (element-type ArcPerson): everybody who ever was in, with their state. */
const GPtrArray *arc_roster_get_people (ArcRoster *roster);
const ArcPerson *arc_roster_find (ArcRoster *roster, const char *person_id);
/* (element-type ArcPerson): who can read an audience now; owned by the caller, elements are not. */
GPtrArray *arc_roster_list_readers (ArcRoster *roster, gboolean managers_only);

/**
 * arc_roster_choose:
 *
 * Which of two rosters of one team holds, the same whoever asks and in whatever order: one that
 * continues the other; else, after the turn where they part, a branch does not count if the other
 * takes away the right to make it; if each does that to the other, the one begun by who has been an
 * admin for longer (were it the longer, who was removed could win by adding turns); else the
 * longer, else the smaller hash.
 *
 * Returns: (transfer none): @a or @b
 */
ArcRoster *arc_roster_choose (ArcRoster *a, ArcRoster *b);

/* Turns: each needs an admin's @keys, and gives a new roster. ARC_ERROR_INVALID says why not (the
 * last admin cannot go). Doing what is already so returns a reference to @roster. */
ArcRoster *arc_roster_accept (ArcRoster *roster, const ArcKeys *keys, const ArcPerson *person,
                              gint64 now_us, GError **error);
ArcRoster *arc_roster_set_roles (ArcRoster *roster, const ArcKeys *keys, const char *person_id,
                                 ArcRoles roles, gint64 now_us, GError **error);
ArcRoster *arc_roster_remove (ArcRoster *roster, const ArcKeys *keys, const char *person_id,
                              gint64 now_us, GError **error);
ArcRoster *arc_roster_set_team (ArcRoster *roster, const ArcKeys *keys, const char *name,
                                guint group_size, gint64 now_us, GError **error);
/* After somebody left by themselves: an admin gives the rest a new team key. */
ArcRoster *arc_roster_renew_key (ArcRoster *roster, const ArcKeys *keys, gint64 now_us,
                                 GError **error);
/* Makes on @chosen those turns of mine in @mine that it does not have (see above). */
ArcRoster *arc_roster_repeat (ArcRoster *chosen, ArcRoster *mine, const ArcKeys *keys,
                              gint64 now_us, GError **error);

/* The number of the present team key, from 1. */
guint arc_roster_get_epoch (ArcRoster *roster);
/* Names a team key and tells nothing about it; 16 bytes. Two branches have different keys of one
 * number. */
#define ARC_KEY_ID_BYTES 16
const guint8 *arc_roster_get_key_id (ArcRoster *roster, guint epoch);
/* The number of the team key with this name; 0 if this roster has none. */
guint arc_roster_find_key (ArcRoster *roster, const guint8 *key_id);
/* Opens the team key @epoch with a member's keys: 32 bytes into @key; FALSE if they do not open. */
gboolean arc_roster_open_key (ArcRoster *roster, const ArcKeys *keys, guint epoch, guint8 *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcRoster, arc_roster_unref)

G_END_DECLS
