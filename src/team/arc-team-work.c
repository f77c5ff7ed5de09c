/* A team that is being worked on: the lock, the keys, the roster. */
#include "arc-config.h"

#include "arc-team-work.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "arc-folder.h"

/* A first pull of a large team takes its time. */
#define LOCK_WAIT_US (120 * G_USEC_PER_SEC)
#define LOCK_STEP_US 20000

/* ---- one at a time ---- */

int
arc_team_lock (ArcJournal *journal, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (arc_journal_get_path (journal), "-sync", NULL);
  gint64 until_us = g_get_monotonic_time () + LOCK_WAIT_US;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO, _ ("Cannot write “%s”: %s"), path,
                 g_strerror (errno));
    return -1;
  }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("The sync was cancelled."));
    } else if (g_get_monotonic_time () > until_us) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_BUSY,
                           _ ("Another program has been syncing this journal for minutes. Try "
                              "again when it is done."));
    } else {
      g_usleep (LOCK_STEP_US);
      continue;
    }
    close (fd);
    return -1;
  }
  return fd;
}

void
arc_team_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

/* ---- the team ---- */

ArcTeam *
arc_team_load (ArcJournal *journal, const char *team_id, GError **error)
{
  g_autoptr (GPtrArray) teams = arc_journal_list_teams (journal, FALSE, error);

  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    if (g_str_equal (team->id, team_id))
      return arc_team_copy (team);
  }
  if (teams != NULL)
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND, _ ("There is no such team."));
  return NULL;
}

static gboolean
read_roster (ArcTeamWork *work, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes =
      arc_journal_get_sync_state (work->journal, work->team->id, ARC_STATE_ROSTER, &local);

  g_clear_pointer (&work->roster, arc_roster_unref);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (bytes == NULL)
    return TRUE;
  work->roster = arc_roster_parse (bytes, error);
  return work->roster != NULL;
}

/* What managers can read comes when I become one, and goes when I am none any more, so that what I
 * have follows from what I am. */
static gboolean
see_to_managing (ArcTeamWork *work, gboolean is_manager, GError **error)
{
  gboolean was_manager = (work->team->roles & ARC_ROLE_MANAGER) != 0;

  if (is_manager == was_manager)
    return TRUE;
  if (!is_manager)
    return arc_journal_forget_for_managers (work->journal, work->team->id, error);
  work->read_anew = TRUE;
  return arc_folder_forget_reading (work->journal, work->team->id, error);
}

static gboolean
adopt_roster (ArcTeamWork *work, GError **error)
{
  ArcTeam *team = work->team;
  const ArcPerson *me = arc_roster_find (work->roster, team->me);
  ArcMemberState state = me != NULL ? me->member.state : ARC_MEMBER_ASKING;
  ArcRoles roles = me != NULL && state == ARC_MEMBER_IN ? me->member.roles : 0;
  const char *name = arc_roster_get_name (work->roster);
  guint group_size = arc_roster_get_group_size (work->roster);

  if (team->state == state && team->roles == roles && team->group_size == group_size &&
      g_str_equal (team->name, name))
    return TRUE;
  if (!see_to_managing (work, (roles & ARC_ROLE_MANAGER) != 0, error))
    return FALSE;
  team->state = state;
  team->roles = roles;
  team->group_size = group_size;
  g_free (team->name);
  team->name = g_strdup (name);
  return arc_journal_save_team (work->journal, team, error);
}

gboolean
arc_team_work_reload (ArcTeamWork *work, GError **error)
{
  g_autofree char *id = g_strdup (work->team->id);

  g_clear_pointer (&work->team, arc_team_free);
  work->team = arc_team_load (work->journal, id, error);
  if (work->team == NULL)
    return FALSE;
  return read_roster (work, error) && (work->roster == NULL || adopt_roster (work, error));
}

ArcTeamWork *
arc_team_work_new (ArcJournal *journal, const char *team_id, int lock, GError **error)
{
  ArcTeamWork *work = g_new0 (ArcTeamWork, 1);

  work->journal = journal;
  work->lock = lock;
  work->team = arc_team_load (journal, team_id, error);
  if (work->team != NULL && read_roster (work, error))
    work->keys = arc_keys_load (arc_journal_get_path (journal), team_id, NULL, error);
  if (work->keys == NULL)
    g_clear_pointer (&work, arc_team_work_free);
  return work;
}

void
arc_team_work_free (ArcTeamWork *work)
{
  if (work == NULL)
    return;
  if (work->transport != NULL) /* which owns the keys */
    arc_transport_free (work->transport);
  else
    g_clear_pointer (&work->keys, arc_keys_free);
  g_clear_pointer (&work->roster, arc_roster_unref);
  g_clear_pointer (&work->team, arc_team_free);
  arc_team_unlock (work->lock);
  g_free (work);
}

static ArcTransport *
get_transport (ArcTeamWork *work)
{
  if (work->transport == NULL)
    work->transport = arc_folder_new (work->team->location, work->team->id, work->keys);
  return work->transport;
}

gboolean
arc_team_work_pull (ArcTeamWork *work, ArcSyncReport *report, GCancellable *cancellable,
                    GError **error)
{
  ArcTransport *transport = get_transport (work);

  do {
    work->read_anew = FALSE;
    if (!transport->klass->pull (transport, work->journal, report, cancellable, error) ||
        !arc_team_work_reload (work, error))
      return FALSE;
  } while (work->read_anew);
  return TRUE;
}

gboolean
arc_team_work_put_roster (ArcTeamWork *work, ArcRoster *roster, GError **error)
{
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (roster);

  return arc_journal_set_sync_state (work->journal, work->team->id, ARC_STATE_MY_ROSTER, bytes,
                                     error) &&
         arc_folder_put_roster (work->team->location, roster, work->keys, error);
}
