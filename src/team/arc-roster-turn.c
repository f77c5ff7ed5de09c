/* Turns of a roster: reading one, whether it may be made, and what it changes. */
#include "arc-config.h"

#include "arc-roster-turn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-id.h"

#define TURN_VERSION 1
#define TURN_DOMAIN "ARC Journal turn of a roster"
#define ALL_ROLES (ARC_ROLE_MANAGER | ARC_ROLE_FACILITATOR | ARC_ROLE_ADMIN)
#define NAME_BYTES 4096

/* ---- values ---- */

static void
free_turn (ArcTurn *turn)
{
  g_clear_pointer (&turn->bytes, g_bytes_unref);
  g_free (turn->signer);
  g_free (turn->about);
  g_free (turn);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTurn, free_turn)

static void
free_epoch (ArcEpoch *epoch)
{
  g_hash_table_unref (epoch->seals);
  g_clear_pointer (&epoch->previous, g_bytes_unref);
  g_free (epoch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcEpoch, free_epoch)

static ArcEpoch *
new_epoch (void)
{
  ArcEpoch *epoch = g_new0 (ArcEpoch, 1);

  epoch->seals =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return epoch;
}

static gboolean
fail_cut (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                       _ ("The list of members is damaged, or was cut."));
  return FALSE;
}

static gboolean
fail_rule (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("The list of members breaks a rule of its own."));
  return FALSE;
}

/* ---- reading ---- */

static ArcPerson *
unpack_person (ArcUnpack *in)
{
  g_autofree char *id = arc_unpack_id (in);
  g_autofree char *name = arc_unpack_text (in, NAME_BYTES);
  const guint8 *sign_public = arc_unpack_raw (in, crypto_sign_PUBLICKEYBYTES);
  const guint8 *box_public = arc_unpack_raw (in, crypto_box_PUBLICKEYBYTES);
  const guint8 *asked = arc_unpack_raw (in, ARC_ASKED_BYTES);

  if (in->failed)
    return NULL;
  ArcPerson *person = arc_person_new (id, name);
  memcpy (person->sign_public, sign_public, sizeof person->sign_public);
  memcpy (person->box_public, box_public, sizeof person->box_public);
  memcpy (person->asked, asked, sizeof person->asked);
  g_free (person->member.fingerprint);
  person->member.fingerprint = arc_fingerprint (sign_public, box_public);
  return person;
}

static void
unpack_seal (ArcUnpack *in, ArcEpoch *epoch, char *person_id)
{
  const guint8 *sealed = arc_unpack_raw (in, ARC_SEALED_KEY_BYTES);

  if (person_id != NULL && sealed != NULL)
    g_hash_table_insert (epoch->seals, person_id, g_bytes_new (sealed, ARC_SEALED_KEY_BYTES));
  else
    g_free (person_id);
}

/* A team key that comes after another one. */
static ArcEpoch *
unpack_epoch (ArcUnpack *in)
{
  g_autoptr (ArcEpoch) epoch = new_epoch ();
  const guint8 *key_id = arc_unpack_raw (in, ARC_KEY_ID_BYTES);
  const guint8 *previous = arc_unpack_raw (in, ARC_LOCKED_KEY_BYTES);
  guint32 seals = arc_unpack_count (in, ARC_PACK_ID_BYTES + ARC_SEALED_KEY_BYTES);

  for (guint32 i = 0; i < seals && !in->failed; i++)
    unpack_seal (in, epoch, arc_unpack_id (in));
  if (in->failed)
    return NULL;
  memcpy (epoch->key_id, key_id, sizeof epoch->key_id);
  epoch->previous = g_bytes_new (previous, ARC_LOCKED_KEY_BYTES);
  return g_steal_pointer (&epoch);
}

/* ---- what turns do ---- */

/* Somebody is an admin now, or no longer. */
static void
note_admin (ArcRoster *roster, const ArcPerson *person)
{
  gboolean is_admin =
      person->member.state == ARC_MEMBER_IN && (person->member.roles & ARC_ROLE_ADMIN) != 0;

  if (!is_admin)
    g_hash_table_remove (roster->admin_since, person->member.id);
  else if (!g_hash_table_contains (roster->admin_since, person->member.id))
    g_hash_table_insert (roster->admin_since, g_strdup (person->member.id),
                         GUINT_TO_POINTER (roster->turns->len + 1));
}

static void
add_person (ArcRoster *roster, ArcPerson *person)
{
  g_ptr_array_add (roster->people, person);
  g_hash_table_insert (roster->by_id, person->member.id, person);
}

static gboolean
read_team (ArcRoster *roster, ArcUnpack *in, GError **error)
{
  g_autofree char *name = arc_unpack_text (in, NAME_BYTES);
  guint group_size = arc_unpack_u8 (in);

  if (in->failed)
    return fail_cut (error);
  if (!arc_team_check_name (name, NULL) || group_size < ARC_GROUP_SIZE_MIN ||
      group_size > ARC_GROUP_SIZE_MAX)
    return fail_rule (error);
  g_free (roster->name);
  roster->name = g_steal_pointer (&name);
  roster->group_size = group_size;
  return TRUE;
}

static gboolean
do_first (ArcRoster *roster, ArcTurn *turn, ArcUnpack *in, gint64 at_us, GError **error)
{
  g_autoptr (ArcPerson) person = NULL;
  g_autoptr (ArcEpoch) epoch = new_epoch ();
  const guint8 *key_id;

  if (!read_team (roster, in, error))
    return FALSE;
  person = unpack_person (in);
  key_id = arc_unpack_raw (in, ARC_KEY_ID_BYTES);
  if (person == NULL || key_id == NULL)
    return fail_cut (error);
  memcpy (epoch->key_id, key_id, sizeof epoch->key_id);
  unpack_seal (in, epoch, g_strdup (person->member.id));
  if (!arc_unpack_done (in))
    return fail_cut (error);
  if (!arc_team_check_name (person->member.name, NULL) ||
      !g_str_equal (person->member.id, turn->signer))
    return fail_rule (error);
  person->member.state = ARC_MEMBER_IN;
  person->member.roles = ARC_ROLE_ADMIN | ARC_ROLE_MANAGER;
  person->member.since_us = at_us;
  note_admin (roster, person);
  add_person (roster, g_steal_pointer (&person));
  g_ptr_array_add (roster->epochs, g_steal_pointer (&epoch));
  return TRUE;
}

static gboolean
do_accept (ArcRoster *roster, ArcTurn *turn, ArcUnpack *in, gint64 at_us, GError **error)
{
  g_autoptr (ArcPerson) person = unpack_person (in);
  ArcEpoch *epoch = roster->epochs->pdata[roster->epochs->len - 1];
  ArcPerson *known;

  if (person == NULL)
    return fail_cut (error);
  turn->about = g_strdup (person->member.id);
  unpack_seal (in, epoch, g_strdup (turn->about));
  if (!arc_unpack_done (in))
    return fail_cut (error);
  if (!arc_team_check_name (person->member.name, NULL))
    return fail_rule (error);
  person->member.state = ARC_MEMBER_IN;
  person->member.since_us = at_us;
  known = g_hash_table_lookup (roster->by_id, turn->about);
  if (known == NULL) {
    add_person (roster, g_steal_pointer (&person));
    return TRUE;
  }
  /* Who was in before comes back as the same person, with the same keys. */
  if (known->member.state == ARC_MEMBER_IN ||
      memcmp (known->sign_public, person->sign_public, sizeof known->sign_public) != 0 ||
      memcmp (known->box_public, person->box_public, sizeof known->box_public) != 0)
    return fail_rule (error);
  memcpy (known->asked, person->asked, sizeof known->asked);
  g_free (known->member.name);
  known->member.name = g_strdup (person->member.name);
  known->member.state = ARC_MEMBER_IN;
  known->member.roles = 0;
  known->member.since_us = at_us;
  return TRUE;
}

/* A team always has an admin: nobody else could give it one. */
static gboolean
keeps_an_admin (ArcRoster *roster, ArcTurn *turn, gboolean was_admin, GError **error)
{
  turn->unmade = was_admin && !g_hash_table_contains (roster->admin_since, turn->about);
  return g_hash_table_size (roster->admin_since) > 0 || fail_rule (error);
}

static gboolean
do_roles (ArcRoster *roster, ArcTurn *turn, ArcUnpack *in, GError **error)
{
  turn->about = arc_unpack_id (in);
  guint8 roles = arc_unpack_u8 (in);
  ArcPerson *person;
  gboolean was_admin;

  if (!arc_unpack_done (in))
    return fail_cut (error);
  person = g_hash_table_lookup (roster->by_id, turn->about);
  if (person == NULL || person->member.state != ARC_MEMBER_IN || (roles & ~ALL_ROLES) != 0)
    return fail_rule (error);
  was_admin = (person->member.roles & ARC_ROLE_ADMIN) != 0;
  person->member.roles = roles;
  note_admin (roster, person);
  return keeps_an_admin (roster, turn, was_admin, error);
}

static gboolean
do_renew (ArcRoster *roster, ArcUnpack *in, GError **error)
{
  ArcEpoch *epoch = unpack_epoch (in);

  if (epoch == NULL)
    return fail_cut (error);
  g_ptr_array_add (roster->epochs, epoch);
  return arc_unpack_done (in) || fail_cut (error);
}

static gboolean
do_remove (ArcRoster *roster, ArcTurn *turn, ArcUnpack *in, GError **error)
{
  turn->about = arc_unpack_id (in);
  ArcPerson *person = turn->about != NULL ? g_hash_table_lookup (roster->by_id, turn->about) : NULL;
  gboolean was_admin;

  if (turn->about == NULL || !do_renew (roster, in, error))
    return turn->about != NULL ? FALSE : fail_cut (error);
  if (person == NULL || person->member.state != ARC_MEMBER_IN)
    return fail_rule (error);
  was_admin = (person->member.roles & ARC_ROLE_ADMIN) != 0;
  person->member.state = ARC_MEMBER_REMOVED;
  person->member.roles = 0;
  note_admin (roster, person);
  return keeps_an_admin (roster, turn, was_admin, error);
}

static gboolean
do_team (ArcRoster *roster, ArcUnpack *in, GError **error)
{
  return read_team (roster, in, error) && (arc_unpack_done (in) || fail_cut (error));
}

static gboolean
do_turn (ArcRoster *roster, ArcTurn *turn, ArcUnpack *in, gint64 at_us, GError **error)
{
  if ((turn->kind == ARC_TURN_FIRST) != (roster->turns->len == 0))
    return fail_rule (error);
  switch (turn->kind) {
  case ARC_TURN_FIRST:
    return do_first (roster, turn, in, at_us, error);
  case ARC_TURN_ACCEPT:
    return do_accept (roster, turn, in, at_us, error);
  case ARC_TURN_ROLES:
    return do_roles (roster, turn, in, error);
  case ARC_TURN_REMOVE:
    return do_remove (roster, turn, in, error);
  case ARC_TURN_TEAM:
    return do_team (roster, in, error);
  case ARC_TURN_RENEW:
    return do_renew (roster, in, error);
  default:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NEWER,
                         _ ("The list of members was changed by a newer version of ARC Journal. "
                            "Update this one to read it."));
    return FALSE;
  }
}

/* ---- who may ---- */

/* The key that a turn has to be signed with. The first one brings its own. */
static gboolean
find_signer (ArcRoster *roster, const ArcTurn *turn, ArcUnpack in, guint8 *public, GError **error)
{
  if (roster->turns->len > 0) {
    const ArcPerson *person = g_hash_table_lookup (roster->by_id, turn->signer);
    if (person == NULL || !g_hash_table_contains (roster->admin_since, turn->signer)) {
      g_set_error_literal (
          error, ARC_ERROR, ARC_ERROR_INVALID,
          _ ("The list of members was changed by somebody who is not an admin of the team."));
      return FALSE;
    }
    memcpy (public, person->sign_public, crypto_sign_PUBLICKEYBYTES);
    return TRUE;
  }
  gsize length;
  arc_unpack_block (&in, NAME_BYTES, &length);
  arc_unpack_u8 (&in);
  g_autoptr (ArcPerson) person = unpack_person (&in);
  if (person == NULL)
    return fail_cut (error);
  memcpy (public, person->sign_public, crypto_sign_PUBLICKEYBYTES);
  return TRUE;
}

static gboolean
verify_turn (ArcRoster *roster, const ArcTurn *turn, const ArcUnpack *in, GError **error)
{
  guint8 public[crypto_sign_PUBLICKEYBYTES];
  const ArcPlace nowhere = {NULL};
  gsize size;
  const guint8 *data = g_bytes_get_data (turn->bytes, &size);

  if (!find_signer (roster, turn, *in, public, error))
    return FALSE;
  if (!arc_unpack_is_signed (data, size, TURN_DOMAIN, &nowhere, public)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("The list of members is not signed as it should be: it was altered."));
    return FALSE;
  }
  return TRUE;
}

/* ---- a roster and its turns ---- */

ArcRoster *
arc_roster_new_empty (void)
{
  ArcRoster *roster = g_new0 (ArcRoster, 1);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this computer.");
  g_atomic_ref_count_init (&roster->refs);
  roster->turns = g_ptr_array_new_with_free_func ((GDestroyNotify) free_turn);
  roster->people = g_ptr_array_new_with_free_func ((GDestroyNotify) arc_person_free);
  roster->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  roster->admin_since = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  roster->epochs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_epoch);
  return roster;
}

gboolean
arc_roster_add_turn (ArcRoster *roster, GBytes *bytes, gboolean verify, GError **error)
{
  g_autoptr (ArcTurn) turn = g_new0 (ArcTurn, 1);
  ArcUnpack in;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 version;
  gint64 at_us;
  const guint8 *before;

  if (size < ARC_SIGNATURE_BYTES)
    return fail_cut (error);
  turn->bytes = g_bytes_ref (bytes);
  arc_pack_hash (TURN_DOMAIN, data, size, turn->hash);
  arc_unpack_init (&in, data, size - ARC_SIGNATURE_BYTES);
  version = arc_unpack_header (&in, 'T');
  if (version > TURN_VERSION) {
    turn->kind = G_MAXUINT8;
    return do_turn (roster, turn, &in, 0, error);
  }
  turn->kind = arc_unpack_u8 (&in);
  before = arc_unpack_raw (&in, ARC_HASH_BYTES);
  turn->signer = arc_unpack_id (&in);
  at_us = (gint64) arc_unpack_u64 (&in);
  if (in.failed)
    return fail_cut (error);
  if (roster->turns->len > 0 && memcmp (before, arc_roster_get_head (roster), ARC_HASH_BYTES) != 0)
    return fail_rule (error);
  if (verify && !verify_turn (roster, turn, &in, error))
    return FALSE;
  if (!do_turn (roster, turn, &in, at_us, error))
    return FALSE;
  if (roster->turns->len == 0)
    roster->team_id = arc_id_for_content (turn->hash, sizeof turn->hash);
  g_ptr_array_add (roster->turns, g_steal_pointer (&turn));
  return TRUE;
}

ArcRoster *
arc_roster_cut (ArcRoster *roster, guint length)
{
  ArcRoster *cut = arc_roster_new_empty ();

  g_assert (length <= roster->turns->len);
  for (guint i = 0; i < length; i++)
    if (!arc_roster_add_turn (cut, ((ArcTurn *) roster->turns->pdata[i])->bytes, FALSE, NULL))
      g_assert_not_reached ();
  return cut;
}

/* ---- making one ---- */

GByteArray *
arc_turn_begin (ArcTurnKind kind, ArcRoster *roster, const ArcKeys *keys, gint64 at_us)
{
  static const guint8 nothing[ARC_HASH_BYTES];
  GByteArray *turn = g_byte_array_new ();

  arc_pack_header (turn, 'T', TURN_VERSION);
  arc_pack_u8 (turn, kind);
  arc_pack_raw (turn, roster != NULL ? arc_roster_get_head (roster) : nothing, ARC_HASH_BYTES);
  arc_pack_id (turn, keys->person_id);
  arc_pack_u64 (turn, (guint64) at_us);
  return turn;
}

void
arc_turn_pack_person (GByteArray *out, const ArcPerson *person)
{
  arc_pack_id (out, person->member.id);
  arc_pack_text (out, person->member.name);
  arc_pack_raw (out, person->sign_public, sizeof person->sign_public);
  arc_pack_raw (out, person->box_public, sizeof person->box_public);
  arc_pack_raw (out, person->asked, sizeof person->asked);
}

void
arc_turn_name_key (const guint8 *key, guint8 *key_id)
{
  guint8 hash[ARC_HASH_BYTES];

  arc_pack_hash ("ARC Journal name of a team key", key, crypto_secretbox_KEYBYTES, hash);
  memcpy (key_id, hash, ARC_KEY_ID_BYTES);
}

ArcRoster *
arc_turn_end (GByteArray *turn, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  const ArcPlace nowhere = {NULL};
  g_autoptr (ArcRoster) next =
      roster != NULL ? arc_roster_cut (roster, roster->turns->len) : arc_roster_new_empty ();

  arc_pack_sign (turn, TURN_DOMAIN, &nowhere, keys->sign_secret);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (turn);
  if (!arc_roster_add_turn (next, bytes, TRUE, error))
    return NULL;
  return g_steal_pointer (&next);
}
