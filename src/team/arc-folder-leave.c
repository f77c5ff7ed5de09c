/* What else is mine in the folder: the roster that I publish; and all of it going. */
#include "arc-config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "arc-folder-private.h"

gboolean
arc_folder_write_roster (int members, ArcRoster *roster, const ArcKeys *keys, GError **error)
{
  ARC_AUTO_FD dir = arc_dir_make_at (members, keys->person_id, FALSE, error);
  g_autoptr (GBytes) bytes = arc_roster_to_bytes (roster);

  return dir >= 0 && arc_file_write_at (dir, "roster.arc", bytes, FALSE, error) &&
         arc_dir_sync (dir, error);
}

static gboolean
empty_device (int person, const char *name, GError **error)
{
  g_autofree char *device_id = arc_name_dup_id (name);
  ARC_AUTO_FD dir = device_id != NULL ? arc_dir_open_at (person, name) : -1;
  g_autoptr (GPtrArray) names = NULL;

  if (dir < 0)
    return TRUE;
  names = arc_dir_list (dir, TRUE, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!arc_file_remove_at (dir, names->pdata[i], error))
      return FALSE;
  if (names == NULL)
    return FALSE;
  return unlinkat (person, name, AT_REMOVEDIR) == 0 || errno == ENOENT ||
         arc_folder_fail (errno, error);
}

gboolean
arc_folder_remove_own (ArcFolderRun *run, GError **error)
{
  ArcFolder *folder = run->folder;
  const ArcPerson *me =
      run->roster != NULL ? arc_roster_find (run->roster, folder->keys->person_id) : NULL;
  ARC_AUTO_FD dir =
      run->members >= 0 ? arc_dir_open_at (run->members, folder->keys->person_id) : -1;
  g_autoptr (GPtrArray) names = NULL;

  if (dir < 0)
    return TRUE;
  names = arc_dir_list (dir, TRUE, error);
  /* The word first: killed in between, the next attempt does the rest. The roster stays: it is the
   * team's, and nobody else may have its last turns. */
  if (names == NULL)
    return FALSE;
  if (me != NULL) {
    g_autoptr (GBytes) left = arc_left_make (folder->keys, folder->team_id, me->asked);
    if (!arc_file_write_at (dir, "left.arc", left, FALSE, error))
      return FALSE;
  }
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    if (!empty_device (dir, name, error))
      return FALSE;
    if ((arc_name_is_of (name, "card") || g_str_has_prefix (name, ARC_FOLDER_PARTIAL)) &&
        !arc_file_remove_at (dir, name, error))
      return FALSE;
  }
  if (!arc_dir_sync (dir, error))
    return FALSE;
  if (me == NULL && unlinkat (run->members, folder->keys->person_id, AT_REMOVEDIR) != 0)
    g_debug ("My folder stays: %s", g_strerror (errno));
  return TRUE;
}
