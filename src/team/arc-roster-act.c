/* What an admin does to a roster, and the team keys in it. */
#include "arc-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-roster-turn.h"

#define KEY_BYTES crypto_secretbox_KEYBYTES

/* ---- team keys ---- */

/* FALSE if @person's public key is none. */
static gboolean
pack_seal (GByteArray *turn, const guint8 *key, const ArcPerson *person)
{
  guint8 sealed[ARC_SEALED_KEY_BYTES];

  if (crypto_box_seal (sealed, key, KEY_BYTES, person->box_public) != 0)
    return FALSE;
  arc_pack_raw (turn, sealed, sizeof sealed);
  return TRUE;
}

/* A new team key for all who are in, but for @without, with the key before locked in it. */
static gboolean
pack_new_key (GByteArray *turn, ArcRoster *roster, const ArcKeys *keys, const char *without,
              GError **error)
{
  g_autoptr (GPtrArray) readers = arc_roster_list_readers (roster, FALSE);
  guint8 *both = sodium_malloc (2 * KEY_BYTES);
  guint8 *old = both, *new = both + KEY_BYTES;
  guint8 key_id[ARC_KEY_ID_BYTES];
  guint8 locked[ARC_LOCKED_KEY_BYTES];

  if (!arc_roster_open_key (roster, keys, arc_roster_get_epoch (roster), old)) {
    sodium_free (both);
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("The team’s present key cannot be opened with your keys."));
    return FALSE;
  }
  randombytes_buf (new, KEY_BYTES);
  arc_turn_name_key (new, key_id);
  arc_pack_raw (turn, key_id, sizeof key_id);
  randombytes_buf (locked, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (locked + crypto_secretbox_NONCEBYTES, old, KEY_BYTES, locked, new);
  arc_pack_raw (turn, locked, sizeof locked);

  guint count_at = turn->len;
  guint32 count = 0;
  arc_pack_u32 (turn, 0);
  for (guint i = 0; i < readers->len; i++) {
    const ArcPerson *person = readers->pdata[i];
    guint before = turn->len;
    if (g_strcmp0 (person->member.id, without) == 0)
      continue;
    arc_pack_id (turn, person->member.id);
    if (pack_seal (turn, new, person))
      count++;
    else
      g_byte_array_set_size (turn, before);
  }
  count = GUINT32_TO_BE (count);
  memcpy (turn->data + count_at, &count, sizeof count);
  sodium_free (both);
  return TRUE;
}

guint
arc_roster_get_epoch (ArcRoster *roster)
{
  return roster->epochs->len;
}

static const ArcEpoch *
get_epoch (ArcRoster *roster, guint number)
{
  return roster->epochs->pdata[number - 1];
}

const guint8 *
arc_roster_get_key_id (ArcRoster *roster, guint epoch)
{
  g_return_val_if_fail (epoch >= 1 && epoch <= roster->epochs->len, NULL);
  return get_epoch (roster, epoch)->key_id;
}

guint
arc_roster_find_key (ArcRoster *roster, const guint8 *key_id)
{
  for (guint i = roster->epochs->len; i > 0; i--)
    if (memcmp (get_epoch (roster, i)->key_id, key_id, ARC_KEY_ID_BYTES) == 0)
      return i;
  return 0;
}

static guint8 *
opened_key (ArcRoster *roster, guint number)
{
  return roster->opened + (gsize) (number - 1) * KEY_BYTES;
}

/* Takes an opened key if it is the one that the turn named: an admin who gives different people
 * different keys gets nowhere. */
static gboolean
keep_opened (ArcRoster *roster, guint number, gboolean opened)
{
  guint8 key_id[ARC_KEY_ID_BYTES];

  if (!opened)
    return FALSE;
  arc_turn_name_key (opened_key (roster, number), key_id);
  if (memcmp (key_id, get_epoch (roster, number)->key_id, sizeof key_id) != 0)
    return FALSE;
  roster->is_opened[number - 1] = TRUE;
  return TRUE;
}

static gboolean
open_seal (ArcRoster *roster, const ArcKeys *keys, guint number)
{
  GBytes *sealed = g_hash_table_lookup (get_epoch (roster, number)->seals, keys->person_id);

  return sealed != NULL &&
         keep_opened (roster, number,
                      crypto_box_seal_open (opened_key (roster, number),
                                            g_bytes_get_data (sealed, NULL), ARC_SEALED_KEY_BYTES,
                                            keys->box_public, keys->box_secret) == 0);
}

/* From the key after it. */
static gboolean
open_previous (ArcRoster *roster, guint number)
{
  const guint8 *locked = g_bytes_get_data (get_epoch (roster, number + 1)->previous, NULL);

  return keep_opened (roster, number,
                      crypto_secretbox_open_easy (opened_key (roster, number),
                                                  locked + crypto_secretbox_NONCEBYTES,
                                                  crypto_secretbox_MACBYTES + KEY_BYTES, locked,
                                                  opened_key (roster, number + 1)) == 0);
}

/* Opens all that open, once: thousands of posts ask for the same few. */
static void
open_all (ArcRoster *roster, const ArcKeys *keys)
{
  if (g_strcmp0 (roster->opened_by, keys->person_id) == 0)
    return;
  if (roster->opened == NULL) {
    roster->opened = sodium_allocarray (roster->epochs->len, KEY_BYTES);
    roster->is_opened = g_new0 (gboolean, roster->epochs->len);
  }
  g_free (roster->opened_by);
  roster->opened_by = g_strdup (keys->person_id);
  memset (roster->is_opened, 0, roster->epochs->len * sizeof (gboolean));
  for (guint i = roster->epochs->len; i > 0; i--)
    if (i == roster->epochs->len || !roster->is_opened[i] || !open_previous (roster, i))
      open_seal (roster, keys, i);
}

gboolean
arc_roster_open_key (ArcRoster *roster, const ArcKeys *keys, guint epoch, guint8 *key)
{
  if (epoch == 0 || epoch > roster->epochs->len)
    return FALSE;
  open_all (roster, keys);
  if (!roster->is_opened[epoch - 1])
    return FALSE;
  memcpy (key, opened_key (roster, epoch), KEY_BYTES);
  return TRUE;
}

/* ---- rights ---- */

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
check_admin (ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  const ArcPerson *me = arc_roster_find (roster, keys->person_id);

  if (me == NULL || !g_hash_table_contains (roster->admin_since, keys->person_id))
    return fail (error, _ ("Only an admin of the team can do this."));
  if (memcmp (me->sign_public, keys->sign_public, sizeof me->sign_public) != 0)
    return fail (error, _ ("These are not the keys with which you belong to the team."));
  return TRUE;
}

/* A person who is in. */
static const ArcPerson *
find_in (ArcRoster *roster, const char *person_id, GError **error)
{
  const ArcPerson *person = arc_roster_find (roster, person_id);

  if (person != NULL && person->member.state == ARC_MEMBER_IN)
    return person;
  fail (error, _ ("This person is not in the team."));
  return NULL;
}

static gboolean
check_last_admin (ArcRoster *roster, const char *person_id, GError **error)
{
  if (g_hash_table_size (roster->admin_since) > 1 ||
      !g_hash_table_contains (roster->admin_since, person_id))
    return TRUE;
  return fail (error, _ ("The team’s last admin cannot go. Make somebody else an admin first."));
}

/* ---- turns ---- */

ArcRoster *
arc_roster_create (const ArcKeys *keys, const char *team_name, const char *my_name, gint64 now_us)
{
  g_return_val_if_fail (arc_team_check_name (team_name, NULL), NULL);
  g_return_val_if_fail (arc_team_check_name (my_name, NULL), NULL);
  GByteArray *turn = arc_turn_begin (ARC_TURN_FIRST, NULL, keys, now_us);
  g_autoptr (ArcPerson) me = arc_person_new (keys->person_id, my_name);
  guint8 *key = sodium_malloc (KEY_BYTES);
  guint8 key_id[ARC_KEY_ID_BYTES];
  ArcRoster *roster;

  memcpy (me->sign_public, keys->sign_public, sizeof me->sign_public);
  memcpy (me->box_public, keys->box_public, sizeof me->box_public);
  randombytes_buf (me->asked, sizeof me->asked);
  randombytes_buf (key, KEY_BYTES);
  arc_turn_name_key (key, key_id);
  arc_pack_text (turn, team_name);
  arc_pack_u8 (turn, ARC_GROUP_SIZE_DEFAULT);
  arc_turn_pack_person (turn, me);
  arc_pack_raw (turn, key_id, sizeof key_id);
  g_assert_true (pack_seal (turn, key, me));
  sodium_free (key);
  roster = arc_turn_end (turn, NULL, keys, NULL);
  g_assert (roster != NULL);
  return roster;
}

ArcRoster *
arc_roster_accept (ArcRoster *roster, const ArcKeys *keys, const ArcPerson *person, gint64 now_us,
                   GError **error)
{
  const ArcPerson *known = arc_roster_find (roster, person->member.id);
  guint8 *key;
  gboolean sealed;

  if (!check_admin (roster, keys, error) || !arc_team_check_name (person->member.name, error))
    return NULL;
  if (known != NULL &&
      (memcmp (known->sign_public, person->sign_public, sizeof known->sign_public) != 0 ||
       memcmp (known->box_public, person->box_public, sizeof known->box_public) != 0)) {
    fail (error, _ ("This person was in the team with other keys. Ask them to join anew."));
    return NULL;
  }
  if (known != NULL && known->member.state == ARC_MEMBER_IN)
    return arc_roster_ref (roster);

  g_autoptr (GByteArray) turn = arc_turn_begin (ARC_TURN_ACCEPT, roster, keys, now_us);
  arc_turn_pack_person (turn, person);
  key = sodium_malloc (KEY_BYTES);
  sealed = arc_roster_open_key (roster, keys, arc_roster_get_epoch (roster), key) &&
           pack_seal (turn, key, person);
  sodium_free (key);
  if (!sealed) {
    fail (error, _ ("The team’s key cannot be given to this person: their key is damaged."));
    return NULL;
  }
  return arc_turn_end (g_steal_pointer (&turn), roster, keys, error);
}

ArcRoster *
arc_roster_set_roles (ArcRoster *roster, const ArcKeys *keys, const char *person_id, ArcRoles roles,
                      gint64 now_us, GError **error)
{
  const ArcPerson *person;

  if (!check_admin (roster, keys, error))
    return NULL;
  person = find_in (roster, person_id, error);
  if (person == NULL)
    return NULL;
  if (person->member.roles == roles)
    return arc_roster_ref (roster);
  if ((roles & ARC_ROLE_ADMIN) == 0 && !check_last_admin (roster, person_id, error))
    return NULL;
  GByteArray *turn = arc_turn_begin (ARC_TURN_ROLES, roster, keys, now_us);
  arc_pack_id (turn, person_id);
  arc_pack_u8 (turn, roles);
  return arc_turn_end (turn, roster, keys, error);
}

ArcRoster *
arc_roster_remove (ArcRoster *roster, const ArcKeys *keys, const char *person_id, gint64 now_us,
                   GError **error)
{
  const ArcPerson *person = arc_roster_find (roster, person_id);

  if (!check_admin (roster, keys, error))
    return NULL;
  if (person != NULL && person->member.state != ARC_MEMBER_IN)
    return arc_roster_ref (roster);
  if (find_in (roster, person_id, error) == NULL || !check_last_admin (roster, person_id, error))
    return NULL;
  g_autoptr (GByteArray) turn = arc_turn_begin (ARC_TURN_REMOVE, roster, keys, now_us);
  arc_pack_id (turn, person_id);
  if (!pack_new_key (turn, roster, keys, person_id, error))
    return NULL;
  return arc_turn_end (g_steal_pointer (&turn), roster, keys, error);
}

ArcRoster *
arc_roster_set_team (ArcRoster *roster, const ArcKeys *keys, const char *name, guint group_size,
                     gint64 now_us, GError **error)
{
  if (!check_admin (roster, keys, error) || !arc_team_check_name (name, error))
    return NULL;
  if (group_size < ARC_GROUP_SIZE_MIN || group_size > ARC_GROUP_SIZE_MAX) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("The minimum group size is from %d to %d people."), ARC_GROUP_SIZE_MIN,
                 ARC_GROUP_SIZE_MAX);
    return NULL;
  }
  if (g_str_equal (name, roster->name) && group_size == roster->group_size)
    return arc_roster_ref (roster);
  GByteArray *turn = arc_turn_begin (ARC_TURN_TEAM, roster, keys, now_us);
  arc_pack_text (turn, name);
  arc_pack_u8 (turn, group_size);
  return arc_turn_end (turn, roster, keys, error);
}

ArcRoster *
arc_roster_renew_key (ArcRoster *roster, const ArcKeys *keys, gint64 now_us, GError **error)
{
  if (!check_admin (roster, keys, error))
    return NULL;
  g_autoptr (GByteArray) turn = arc_turn_begin (ARC_TURN_RENEW, roster, keys, now_us);
  if (!pack_new_key (turn, roster, keys, NULL, error))
    return NULL;
  return arc_turn_end (g_steal_pointer (&turn), roster, keys, error);
}
