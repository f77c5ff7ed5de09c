/* Making, joining and leaving a team, and an admin's turns. */
#include "arc-config.h"

#include "arc-team-actions.h"

#include <glib/gi18n-lib.h>

#include "arc-folder.h"
#include "arc-team-work.h"

/* ---- in and out ---- */

static gboolean
check_known (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    if (!g_str_equal (team->id, team_id))
      continue;
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 team->state == ARC_MEMBER_ASKING
                     ? _ ("You have asked to join “%s” already; an admin has to accept you.")
                     : _ ("You belong to “%s” already."),
                 team->name);
    return FALSE;
  }
  return teams != NULL;
}

/* The journal learns of the team; what the folder holds comes with it. */
static ArcTeam *
enter (ArcJournal *journal, const char *dir, ArcRoster *roster, const ArcKeys *keys,
       const char *my_name, ArcMemberState state, GError **error)
{
  g_autoptr (ArcTeam) team =
      arc_team_new (arc_roster_get_team_id (roster), arc_roster_get_name (roster));
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (roster);
  g_autoptr (ArcTeamWork) work = NULL;
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();

  g_free (team->location);
  g_free (team->me);
  team->location = g_strdup (dir);
  team->me = g_strdup (keys->person_id);
  team->state = state;
  team->group_size = arc_roster_get_group_size (roster);
  if (!arc_journal_save_team (journal, team, error) ||
      !arc_journal_set_sync_state (journal, team->id, ARC_STATE_ROSTER, bytes, error))
    return NULL;
  work = arc_team_work_new (journal, team->id, -1, error);
  if (work == NULL || !arc_team_work_pull (work, report, NULL, error))
    return NULL;
  return arc_team_copy (work->team);
}

ArcTeam *
arc_team_create (ArcJournal *journal, const char *dir, const char *name, const char *my_name,
                 ArcKeyStore *store, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (dir, NULL);
  g_autoptr (ArcKeys) keys = NULL;
  g_autoptr (ArcRoster) roster = NULL;
  ArcTeam *team = NULL;
  int lock;

  if (!arc_team_check_name (name, error) || !arc_team_check_name (my_name, error))
    return NULL;
  lock = arc_team_lock (journal, NULL, error);
  if (lock < 0)
    return NULL;
  keys = arc_keys_new ();
  roster = arc_roster_create (keys, name, my_name, arc_journal_now (journal));
  if (arc_keys_save (keys, arc_journal_get_path (journal), arc_roster_get_team_id (roster), store,
                     error)) {
    if (arc_folder_create (path, roster, keys, my_name, error))
      team = enter (journal, path, roster, keys, my_name, ARC_MEMBER_IN, error);
    else
      arc_keys_delete (arc_journal_get_path (journal), arc_roster_get_team_id (roster), NULL);
  }
  arc_team_unlock (lock);
  return team;
}

ArcTeam *
arc_team_join (ArcJournal *journal, const char *dir, const char *my_name, ArcKeyStore *store,
               GError **error)
{
  g_autofree char *path = g_canonicalize_filename (dir, NULL);
  g_autoptr (ArcRoster) roster = NULL;
  g_autoptr (ArcKeys) keys = NULL;
  ArcTeam *team = NULL;
  const char *team_id;
  int lock;

  if (!arc_team_check_name (my_name, error))
    return NULL;
  roster = arc_folder_peek (path, error);
  if (roster == NULL || !check_known (journal, arc_roster_get_team_id (roster), error))
    return NULL;
  lock = arc_team_lock (journal, NULL, error);
  if (lock < 0)
    return NULL;
  team_id = arc_roster_get_team_id (roster);
  keys = arc_keys_new ();
  if (arc_keys_save (keys, arc_journal_get_path (journal), team_id, store, error)) {
    if (arc_folder_ask (path, roster, keys, my_name, arc_journal_now (journal), error))
      team = enter (journal, path, roster, keys, my_name, ARC_MEMBER_ASKING, error);
    else
      arc_keys_delete (arc_journal_get_path (journal), team_id, NULL);
  }
  arc_team_unlock (lock);
  return team;
}

/* Whether others would be left with nobody who can accept, remove and give roles. */
static gboolean
is_last_admin (const ArcTeamWork *work)
{
  const GPtrArray *people = work->roster != NULL ? arc_roster_get_people (work->roster) : NULL;
  gboolean has_others = FALSE;

  if ((work->team->roles & ARC_ROLE_ADMIN) == 0)
    return FALSE;
  for (guint i = 0; people != NULL && i < people->len; i++) {
    const ArcMember *member = &((const ArcPerson *) people->pdata[i])->member;
    if (member->state != ARC_MEMBER_IN || g_str_equal (member->id, work->team->me))
      continue;
    has_others = TRUE;
    if ((member->roles & ARC_ROLE_ADMIN) != 0)
      return FALSE;
  }
  return has_others;
}

static gboolean
leave (ArcTeamWork *work, GError **error)
{
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();

  /* Who the others are is to be known as of now. */
  if (!arc_team_work_pull (work, report, NULL, error))
    return FALSE;
  if (is_last_admin (work)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("You are the only admin of “%s”. Make somebody else an admin first."),
                 work->team->name);
    return FALSE;
  }
  return work->transport->klass->leave (work->transport, work->journal, error) &&
         arc_journal_forget_team (work->journal, work->team->id, error) &&
         arc_keys_delete (arc_journal_get_path (work->journal), work->team->id, error);
}

gboolean
arc_team_leave (ArcJournal *journal, const char *team_id, GError **error)
{
  int lock = arc_team_lock (journal, NULL, error);
  g_autoptr (ArcTeamWork) work =
      lock >= 0 ? arc_team_work_new (journal, team_id, lock, error) : NULL;

  return work != NULL && leave (work, error);
}

gboolean
arc_team_forget (ArcJournal *journal, const char *team_id, GError **error)
{
  int lock = arc_team_lock (journal, NULL, error);
  g_autoptr (ArcTeam) team = lock >= 0 ? arc_team_load (journal, team_id, error) : NULL;
  /* The keys first: without them it can be tried again, without the team it cannot. */
  gboolean done = team != NULL &&
                  arc_keys_delete (arc_journal_get_path (journal), team_id, error) &&
                  arc_journal_forget_team (journal, team_id, error);

  arc_team_unlock (lock);
  return done;
}

/* ---- an admin's turns ---- */

/* What a turn is about. */
typedef struct {
  const char *person_id;
  ArcRoles roles;
  guint group_size;
} Turn;

/* (transfer full): the roster after it. */
typedef ArcRoster *(*TurnFunc) (ArcTeamWork *work, const Turn *turn, GError **error);

static gboolean
take_turn (ArcTeamWork *work, TurnFunc func, const Turn *turn, GError **error)
{
  g_autoptr (ArcSyncReport) report = arc_sync_report_new ();
  g_autoptr (ArcRoster) roster = NULL;

  if (!arc_team_work_pull (work, report, NULL, error))
    return FALSE;
  if (work->roster == NULL || (work->team->roles & ARC_ROLE_ADMIN) == 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("Only an admin of “%s” can do this."),
                 work->team->name);
    return FALSE;
  }
  roster = func (work, turn, error);
  if (roster == NULL)
    return FALSE;
  if (roster == work->roster)
    return TRUE;
  return arc_team_work_put_roster (work, roster, error) &&
         arc_team_work_pull (work, report, NULL, error);
}

static gboolean
with_turn (ArcJournal *journal, const char *team_id, TurnFunc func, const Turn *turn,
           GError **error)
{
  int lock = arc_team_lock (journal, NULL, error);
  g_autoptr (ArcTeamWork) work =
      lock >= 0 ? arc_team_work_new (journal, team_id, lock, error) : NULL;

  return work != NULL && take_turn (work, func, turn, error);
}

static ArcRoster *
turn_accept (ArcTeamWork *work, const Turn *turn, GError **error)
{
  g_autoptr (GPtrArray) asking = arc_folder_list_asking (work->team->location, work->roster, error);

  for (guint i = 0; asking != NULL && i < asking->len; i++) {
    const ArcPerson *person = asking->pdata[i];
    if (g_str_equal (person->member.id, turn->person_id))
      return arc_roster_accept (work->roster, work->keys, person, arc_journal_now (work->journal),
                                error);
  }
  if (asking != NULL)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("Nobody by that name asks to join."));
  return NULL;
}

gboolean
arc_team_accept (ArcJournal *journal, const char *team_id, const char *person_id, GError **error)
{
  const Turn turn = {.person_id = person_id};

  return with_turn (journal, team_id, turn_accept, &turn, error);
}

static ArcRoster *
turn_roles (ArcTeamWork *work, const Turn *turn, GError **error)
{
  return arc_roster_set_roles (work->roster, work->keys, turn->person_id, turn->roles,
                               arc_journal_now (work->journal), error);
}

gboolean
arc_team_set_roles (ArcJournal *journal, const char *team_id, const char *person_id, ArcRoles roles,
                    GError **error)
{
  const Turn turn = {.person_id = person_id, .roles = roles};

  return with_turn (journal, team_id, turn_roles, &turn, error);
}

static ArcRoster *
turn_remove (ArcTeamWork *work, const Turn *turn, GError **error)
{
  return arc_roster_remove (work->roster, work->keys, turn->person_id,
                            arc_journal_now (work->journal), error);
}

gboolean
arc_team_remove (ArcJournal *journal, const char *team_id, const char *person_id, GError **error)
{
  const Turn turn = {.person_id = person_id};

  return with_turn (journal, team_id, turn_remove, &turn, error) &&
         arc_journal_scrub (journal, error);
}

static ArcRoster *
turn_group_size (ArcTeamWork *work, const Turn *turn, GError **error)
{
  return arc_roster_set_team (work->roster, work->keys, work->team->name, turn->group_size,
                              arc_journal_now (work->journal), error);
}

gboolean
arc_team_set_group_size (ArcJournal *journal, const char *team_id, guint people, GError **error)
{
  const Turn turn = {.group_size = people};

  return with_turn (journal, team_id, turn_group_size, &turn, error);
}
