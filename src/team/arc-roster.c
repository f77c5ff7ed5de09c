/* Who belongs to a team: a chain of signed turns, read as a whole and never half. */
#include "arc-config.h"

#include "arc-roster.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-roster-turn.h"

#define ROSTER_VERSION 1
/* A roster of so many turns is read in some seconds. */
#define MOST_TURNS 20000
/* One that renews the key of some thousand people. */
#define TURN_BYTES (1024 * 1024)

/* ---- people ---- */

ArcPerson *
arc_person_new (const char *id, const char *name)
{
  ArcPerson *person = g_new0 (ArcPerson, 1);

  person->member.id = g_strdup (id);
  person->member.name = g_strdup (name);
  person->member.fingerprint = g_strdup ("");
  return person;
}

void
arc_person_free (ArcPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->member.id);
  g_free (person->member.name);
  g_free (person->member.fingerprint);
  g_free (person);
}

/* ---- the whole ---- */

ArcRoster *
arc_roster_parse (GBytes *bytes, GError **error)
{
  g_autoptr (ArcRoster) roster = arc_roster_new_empty ();
  ArcUnpack in;
  guint8 version;
  guint32 turns;

  arc_unpack_init_bytes (&in, bytes);
  version = arc_unpack_header (&in, 'R');
  if (version > ROSTER_VERSION) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NEWER,
                         _ ("The list of members was made by a newer version of ARC Journal. "
                            "Update this one to read it."));
    return NULL;
  }
  turns = arc_unpack_count (&in, ARC_SIGNATURE_BYTES);
  if (turns > MOST_TURNS)
    in.failed = TRUE;
  for (guint32 i = 0; i < turns && !in.failed; i++) {
    gsize length;
    const guint8 *data = arc_unpack_block (&in, TURN_BYTES, &length);
    g_autoptr (GBytes) turn = g_bytes_new (data, length);
    if (data != NULL && !arc_roster_add_turn (roster, turn, TRUE, error))
      return NULL;
  }
  if (!arc_unpack_done (&in) || roster->turns->len == 0) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                         _ ("The list of members is damaged, or was cut."));
    return NULL;
  }
  return g_steal_pointer (&roster);
}

GBytes *
arc_roster_to_bytes (ArcRoster *roster)
{
  GByteArray *out = g_byte_array_new ();

  arc_pack_header (out, 'R', ROSTER_VERSION);
  arc_pack_u32 (out, roster->turns->len);
  for (guint i = 0; i < roster->turns->len; i++) {
    gsize size;
    gconstpointer data = g_bytes_get_data (((ArcTurn *) roster->turns->pdata[i])->bytes, &size);
    arc_pack_block (out, data, size);
  }
  return g_byte_array_free_to_bytes (out);
}

ArcRoster *
arc_roster_ref (ArcRoster *roster)
{
  g_atomic_ref_count_inc (&roster->refs);
  return roster;
}

void
arc_roster_unref (ArcRoster *roster)
{
  if (roster == NULL || !g_atomic_ref_count_dec (&roster->refs))
    return;
  g_ptr_array_unref (roster->turns);
  g_hash_table_unref (roster->by_id);
  g_hash_table_unref (roster->admin_since);
  g_ptr_array_unref (roster->people);
  g_ptr_array_unref (roster->epochs);
  if (roster->opened != NULL)
    sodium_free (roster->opened);
  g_free (roster->is_opened);
  g_free (roster->opened_by);
  g_free (roster->team_id);
  g_free (roster->name);
  g_free (roster);
}

const char *
arc_roster_get_team_id (ArcRoster *roster)
{
  return roster->team_id;
}

const char *
arc_roster_get_name (ArcRoster *roster)
{
  return roster->name;
}

guint
arc_roster_get_group_size (ArcRoster *roster)
{
  return roster->group_size;
}

guint
arc_roster_get_length (ArcRoster *roster)
{
  return roster->turns->len;
}

const guint8 *
arc_roster_get_head (ArcRoster *roster)
{
  g_assert (roster->turns->len > 0);
  return ((ArcTurn *) roster->turns->pdata[roster->turns->len - 1])->hash;
}

const GPtrArray *
arc_roster_get_people (ArcRoster *roster)
{
  return roster->people;
}

const ArcPerson *
arc_roster_find (ArcRoster *roster, const char *person_id)
{
  return g_hash_table_lookup (roster->by_id, person_id);
}

GPtrArray *
arc_roster_list_readers (ArcRoster *roster, gboolean managers_only)
{
  GPtrArray *readers = g_ptr_array_new ();

  for (guint i = 0; i < roster->people->len; i++) {
    ArcPerson *person = roster->people->pdata[i];
    if (person->member.state == ARC_MEMBER_IN &&
        (!managers_only || (person->member.roles & ARC_ROLE_MANAGER) != 0))
      g_ptr_array_add (readers, person);
  }
  return readers;
}

/* ---- branches ---- */

static ArcTurn *
get_turn (ArcRoster *roster, guint i)
{
  return roster->turns->pdata[i];
}

/* How many turns two rosters have in common. */
static guint
count_common (ArcRoster *a, ArcRoster *b)
{
  guint shorter = MIN (a->turns->len, b->turns->len);
  guint i = 0;

  while (i < shorter && memcmp (get_turn (a, i)->hash, get_turn (b, i)->hash, ARC_HASH_BYTES) == 0)
    i++;
  return i;
}

/* Whether @by, after @common turns, takes the right to make turns from someone who made one there
 * in
 * @roster. */
static gboolean
is_denied (ArcRoster *roster, ArcRoster *by, guint common)
{
  for (guint i = common; i < by->turns->len; i++) {
    const ArcTurn *turn = get_turn (by, i);
    for (guint j = common; turn->unmade && j < roster->turns->len; j++)
      if (g_str_equal (turn->about, get_turn (roster, j)->signer))
        return TRUE;
  }
  return FALSE;
}

/* Below 0 if who began @a's branch has been an admin for longer. */
static int
compare_seniority (ArcRoster *a, ArcRoster *b, guint common)
{
  g_autoptr (ArcRoster) fork = arc_roster_cut (a, common);
  guint since_a =
      GPOINTER_TO_UINT (g_hash_table_lookup (fork->admin_since, get_turn (a, common)->signer));
  guint since_b =
      GPOINTER_TO_UINT (g_hash_table_lookup (fork->admin_since, get_turn (b, common)->signer));

  return (since_a > since_b) - (since_a < since_b);
}

ArcRoster *
arc_roster_choose (ArcRoster *a, ArcRoster *b)
{
  guint common = count_common (a, b);

  /* The first turns of two teams: not for us to choose, but the same for everybody. */
  if (common > 0) {
    if (common == a->turns->len)
      return b;
    if (common == b->turns->len)
      return a;
    gboolean a_denied = is_denied (a, b, common);
    gboolean b_denied = is_denied (b, a, common);
    if (a_denied != b_denied)
      return a_denied ? b : a;
    int seniority = a_denied ? compare_seniority (a, b, common) : 0;
    if (seniority != 0)
      return seniority < 0 ? a : b;
  }
  if (a->turns->len != b->turns->len)
    return a->turns->len > b->turns->len ? a : b;
  return memcmp (arc_roster_get_head (a), arc_roster_get_head (b), ARC_HASH_BYTES) <= 0 ? a : b;
}

/* Makes one turn of mine again. (transfer full) (nullable) */
static ArcRoster *
repeat_turn (ArcRoster *onto, ArcRoster *mine, guint i, const ArcKeys *keys, gint64 now_us)
{
  const ArcTurn *turn = get_turn (mine, i);
  /* As they were after my turn. */
  g_autoptr (ArcRoster) then = arc_roster_cut (mine, i + 1);
  const ArcPerson *person = turn->about != NULL ? arc_roster_find (then, turn->about) : NULL;
  const ArcPerson *now = turn->about != NULL ? arc_roster_find (onto, turn->about) : NULL;

  switch (turn->kind) {
  case ARC_TURN_ACCEPT:
    /* Whom somebody removed meanwhile stays out. */
    return now == NULL ? arc_roster_accept (onto, keys, person, now_us, NULL) : NULL;
  case ARC_TURN_ROLES:
    return arc_roster_set_roles (onto, keys, turn->about, person->member.roles, now_us, NULL);
  case ARC_TURN_REMOVE:
    return arc_roster_remove (onto, keys, turn->about, now_us, NULL);
  case ARC_TURN_TEAM:
    return arc_roster_set_team (onto, keys, then->name, then->group_size, now_us, NULL);
  case ARC_TURN_RENEW:
    return arc_roster_renew_key (onto, keys, now_us, NULL);
  case ARC_TURN_FIRST:
  default:
    return NULL;
  }
}

ArcRoster *
arc_roster_repeat (ArcRoster *chosen, ArcRoster *mine, const ArcKeys *keys, gint64 now_us,
                   GError **error)
{
  g_autoptr (ArcRoster) result = arc_roster_ref (chosen);
  guint common = count_common (chosen, mine);

  if (common == 0) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("These are the members of another team."));
    return NULL;
  }
  for (guint i = common; i < mine->turns->len; i++) {
    if (!g_str_equal (get_turn (mine, i)->signer, keys->person_id))
      continue;
    /* What cannot be done any more (I am no admin now, the person is gone) is left. */
    ArcRoster *next = repeat_turn (result, mine, i, keys, now_us);
    if (next != NULL) {
      arc_roster_unref (result);
      result = next;
    }
  }
  return g_steal_pointer (&result);
}
