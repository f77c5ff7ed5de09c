/* One round of syncing, on the worker's thread. */
#include "arc-team-round.h"

#include <glib/gi18n.h>

#include "arc-team-module.h"

/* A team's folder has one for each member in it, and in that one for each of their devices. */
#define FOLDER_DEPTH 3
/* Each costs a watch of the kernel; what lies beyond is found by the next round. */
#define FOLDERS_MAX 400

void
arc_team_round_free (ArcTeamRound *round)
{
  g_clear_pointer (&round->folders, g_ptr_array_unref);
  g_free (round->result.message);
  g_free (round->result.problem);
  g_free (round);
}

static void
add_folders (GPtrArray *folders, const char *path, guint depth)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (folders->len >= FOLDERS_MAX)
    return;
  dir = g_dir_open (path, 0, NULL);
  if (dir == NULL)
    return;
  g_ptr_array_add (folders, g_strdup (path));
  while (depth > 0 && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (path, name, NULL);

    if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
      add_folders (folders, inner, depth - 1);
  }
}

static void
find_folders (ArcTeamRound *round, const GPtrArray *teams)
{
  for (guint i = 0; teams != NULL && i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];

    if (g_path_is_absolute (team->location))
      add_folders (round->folders, team->location, FOLDER_DEPTH);
  }
}

static char *
dup_message (const GPtrArray *set_aside)
{
  const ArcSetAside *first;

  if (set_aside == NULL || set_aside->len == 0)
    return NULL;
  first = set_aside->pdata[0];
  if (set_aside->len == 1)
    return g_strdup (first->message);
  return g_strdup_printf (
      ngettext ("%u file of the team was set aside, since it could not be read safely. The rest is "
                "here.",
                "%u files of the team were set aside, since they could not be read safely. The "
                "rest is here.",
                set_aside->len),
      set_aside->len);
}

static void
take_report (ArcTeamSyncResult *result, const ArcSyncReport *report)
{
  result->sent = report->sent;
  result->revoked = report->revoked;
  result->received = report->received.added + report->received.changed + report->received.removed;
  result->members_new = report->members_new;
  result->set_aside = report->set_aside != NULL ? report->set_aside->len : 0;
  result->message = dup_message (report->set_aside);
}

static gboolean
sync_all (ArcJournal *journal, ArcTeamSyncResult *result, GCancellable *cancellable, GError **error)
{
  const ArcTeamModule *module = arc_team_module_get (error);
  ArcSyncReport *report = NULL;
  gboolean ok = FALSE;

  if (module == NULL)
    return FALSE;
  report = module->sync_report_new ();
  ok = module->sync (journal, NULL, report, cancellable, error);
  take_report (result, report);
  module->sync_report_free (report);
  return ok;
}

gpointer
arc_team_round_run (ArcJournal *journal, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcTeamRound) round = g_new0 (ArcTeamRound, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) teams = NULL;

  round->folders = g_ptr_array_new_with_free_func (g_free);
  round->has_teams = arc_journal_has_teams (journal);
  if (round->has_teams && !arc_journal_is_read_only (journal) &&
      !sync_all (journal, &round->result, cancellable, &problem)) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    round->result.problem = g_strdup (problem->message);
  }
  round->result.ended_us = g_get_real_time ();
  teams = arc_journal_list_teams (journal, FALSE, NULL);
  find_folders (round, teams);
  round->unsent = arc_journal_count_outbox (journal);
  return g_steal_pointer (&round);
}
