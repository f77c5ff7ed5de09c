/* One pull or push: what is open, what is set aside, what is remembered. */
#include "arc-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "arc-error.h"
#include "arc-folder-private.h"

/* ---- the folder ---- */

/* Which directory it is. A drive that is not connected leaves an empty one in its place. */
static GBytes *
identify (int root)
{
  struct stat info;
  guint64 place[2] = {0};

  if (fstat (root, &info) == 0) {
    place[0] = info.st_dev;
    place[1] = info.st_ino;
  }
  return g_bytes_new (place, sizeof place);
}

static gboolean
check_place (ArcFolderRun *run, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) now = identify (run->root);
  g_autoptr (GBytes) before = arc_folder_run_get_state (run, ARC_STATE_FOLDER_PLACE, NULL, &local);
  ArcStamp stamp;
  gboolean is_empty = run->members < 0 && !arc_file_stat_at (run->root, "team.arc", &stamp);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (before != NULL && g_bytes_equal (before, now))
    return TRUE;
  if (is_empty) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("There is nothing of the team in its folder. Connect its drive, or "
                            "start the program that synchronises it; what waits is sent then."));
    return FALSE;
  }
  return arc_folder_run_set_state (run, ARC_STATE_FOLDER_PLACE, now, error);
}

static gboolean
load_roster (ArcFolderRun *run, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = arc_folder_run_get_state (run, ARC_STATE_FOLDER_ROSTER, NULL, &local);

  if (local == NULL && bytes != NULL)
    run->roster = arc_roster_parse (bytes, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_aside (ArcFolderRun *run, GError **error)
{
  g_autoptr (GPtrArray) list =
      arc_journal_list_set_aside (run->journal, run->folder->team_id, error);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const ArcSetAside *one = list->pdata[i];
    g_hash_table_insert (run->aside, g_strdup (one->place), g_strdup (one->message));
  }
  return list != NULL;
}

ArcFolderRun *
arc_folder_run_new (ArcFolder *folder, ArcJournal *journal, ArcSyncReport *report,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (ArcFolderRun) run = g_new0 (ArcFolderRun, 1);

  run->folder = folder;
  run->journal = journal;
  run->report = report;
  run->cancellable = cancellable;
  run->members = -1;
  run->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->root = arc_dir_open (folder->dir, error);
  if (run->root < 0)
    return NULL;
  run->members = arc_dir_open_at (run->root, "members");
  if (run->members < 0 && errno != ENOENT) {
    arc_folder_fail (errno, error);
    return NULL;
  }
  if (!load_roster (run, error) || !load_aside (run, error) || !check_place (run, error))
    return NULL;
  return g_steal_pointer (&run);
}

void
arc_folder_run_free (ArcFolderRun *run)
{
  if (run == NULL)
    return;
  arc_close (&run->root);
  arc_close (&run->members);
  g_clear_pointer (&run->roster, arc_roster_unref);
  g_hash_table_unref (run->aside);
  g_hash_table_unref (run->kept);
  g_free (run);
}

gboolean
arc_folder_run_need_members (ArcFolderRun *run, GError **error)
{
  if (run->members < 0)
    run->members = arc_dir_make_at (run->root, "members", TRUE, error);
  return run->members >= 0;
}

gboolean
arc_folder_run_is_cancelled (ArcFolderRun *run, GError **error)
{
  if (!g_cancellable_is_cancelled (run->cancellable))
    return FALSE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("The sync was cancelled."));
  return TRUE;
}

const ArcPerson *
arc_folder_run_get_me (ArcFolderRun *run)
{
  const ArcPerson *me =
      run->roster != NULL ? arc_roster_find (run->roster, run->folder->keys->person_id) : NULL;

  return me != NULL && me->member.state == ARC_MEMBER_IN ? me : NULL;
}

GHashTable *
arc_folder_run_list_states (ArcFolderRun *run, GError **error)
{
  g_autoptr (GPtrArray) members =
      arc_journal_list_members (run->journal, run->folder->team_id, error);
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const ArcMember *member = members->pdata[i];
    g_hash_table_insert (states, g_strdup (member->id), GUINT_TO_POINTER (member->state + 1));
  }
  if (members == NULL)
    g_clear_pointer (&states, g_hash_table_unref);
  return states;
}

/* ---- set aside ---- */

gboolean
arc_folder_run_set_aside (ArcFolderRun *run, const char *place, const char *message, GError **error)
{
  ArcSetAside *one;
  gboolean is_new = FALSE;

  g_hash_table_add (run->kept, g_strdup (place));
  if (g_strcmp0 (g_hash_table_lookup (run->aside, place), message) == 0)
    return TRUE;
  one = g_new0 (ArcSetAside, 1);
  one->team_id = g_strdup (run->folder->team_id);
  one->place = g_strdup (place);
  one->message = g_strdup (message);
  one->at_us = arc_journal_now (run->journal);
  if (!arc_journal_set_aside (run->journal, one, &is_new, error)) {
    arc_set_aside_free (one);
    return FALSE;
  }
  g_hash_table_insert (run->aside, g_strdup (place), g_strdup (message));
  if (is_new)
    g_ptr_array_add (run->report->set_aside, one);
  else
    arc_set_aside_free (one);
  return TRUE;
}

gboolean
arc_folder_run_clear (ArcFolderRun *run, const char *place, GError **error)
{
  return !g_hash_table_remove (run->aside, place) ||
         arc_journal_clear_set_aside (run->journal, run->folder->team_id, place, error);
}

gboolean
arc_folder_run_sweep (ArcFolderRun *run, GError **error)
{
  g_autofree char **places = (char **) g_hash_table_get_keys_as_array (run->aside, NULL);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  ArcStamp stamp;

  for (guint i = 0; places[i] != NULL; i++)
    if (!g_hash_table_contains (run->kept, places[i]) &&
        !arc_file_stat_at (run->root, places[i], &stamp))
      g_ptr_array_add (gone, g_strdup (places[i]));
  for (guint i = 0; i < gone->len; i++)
    if (!arc_folder_run_clear (run, gone->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* ---- state ---- */

GBytes *
arc_folder_run_get_state (ArcFolderRun *run, const char *key, const char *key2, GError **error)
{
  g_autofree char *whole = g_strconcat (key, key2, NULL);

  return arc_journal_get_sync_state (run->journal, run->folder->team_id, whole, error);
}

gboolean
arc_folder_run_set_state (ArcFolderRun *run, const char *key, GBytes *value, GError **error)
{
  return arc_journal_set_sync_state (run->journal, run->folder->team_id, key, value, error);
}
