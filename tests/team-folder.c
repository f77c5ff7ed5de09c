/* A folder of a team for tests: its files, and what members do with it. */
#include "team-folder.h"

#include <glib/gstdio.h>
#include <string.h>

#include "arc-folder-format.h"

void
folder_set_up (FolderFixture *fixture, gconstpointer data)
{
  fixture->world = team_world_new (N_MEMBERS, 1, TRUE);
  fixture->dir = g_strdup (fixture->world->members[ADA].folder);
}

void
folder_tear_down (FolderFixture *fixture, gconstpointer data)
{
  team_world_free (fixture->world);
  g_free (fixture->dir);
}

/* ---- the folder's files ---- */

void
folder_each_file (const char *path, FolderFileFunc func, gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      folder_each_file (child, func, data);
    else
      func (child, data);
  }
}

char *
folder_person_dir (FolderFixture *fixture, guint member)
{
  return g_build_filename (fixture->dir, "members", fixture->world->members[member].id, NULL);
}

ArcKeys *
folder_keys_of (FolderFixture *fixture, guint member)
{
  g_autoptr (GError) error = NULL;
  ArcKeys *keys =
      arc_keys_load (fixture->world->members[member].path, fixture->world->team_id, NULL, &error);

  g_assert_no_error (error);
  return keys;
}

/* (transfer full): a file in a member's device's directory; the directory if @name is NULL. */
char *
folder_device_file (FolderFixture *fixture, guint member, const char *name)
{
  g_autoptr (ArcKeys) keys = folder_keys_of (fixture, member);
  g_autofree char *person = folder_person_dir (fixture, member);

  return g_build_filename (person, keys->device_id, name, NULL);
}

static void
add_segment (const char *path, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strlen (name) == 2 * ARC_HASH_BYTES + strlen (".arc"))
    g_ptr_array_add (data, g_strdup (path));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (element-type utf8): paths. */
GPtrArray *
folder_list_segments (FolderFixture *fixture, guint member)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *dir = folder_device_file (fixture, member, NULL);

  folder_each_file (dir, add_segment, paths);
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}

char *
folder_only_segment (FolderFixture *fixture, guint member)
{
  g_autoptr (GPtrArray) paths = folder_list_segments (fixture, member);

  g_assert_cmpuint (paths->len, ==, 1);
  return g_strdup (paths->pdata[0]);
}

GBytes *
folder_read_file (const char *path)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

void
folder_write_bytes (const char *path, gconstpointer data, gsize length)
{
  arc_test_write_in_place (path, data, length);
}

void
folder_write_file (const char *path, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  folder_write_bytes (path, data, length);
}

void
folder_flip (const char *path, gsize at)
{
  g_autoptr (GBytes) bytes = folder_read_file (path);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);

  copy[at % length] ^= 1;
  folder_write_bytes (path, copy, length);
}

static void
add_stamp (const char *path, gpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_ptr_array_add (data,
                   g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %ld.%09ld",
                                    path, (guint64) info.st_size, (guint64) info.st_ino,
                                    (long) info.st_mtim.tv_sec, info.st_mtim.tv_nsec));
}

/* (transfer full): every file with its size, inode and time. */
char *
folder_stamp_all (FolderFixture *fixture)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  folder_each_file (fixture->dir, add_stamp, lines);
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* ---- what members do ---- */

char *
folder_share (FolderFixture *fixture, guint member, const char *text, ArcAudience audience)
{
  g_autofree char *entry_id = team_world_write (fixture->world, member, text);

  return team_world_share (fixture->world, member, entry_id, ARC_PART_ACTION, audience, NULL);
}

void
folder_sync_all (FolderFixture *fixture)
{
  team_world_quiet (fixture->world);
}

/* How many shares of @author @reader has. */
guint
folder_count_shares (FolderFixture *fixture, guint reader, guint author)
{
  ArcShareFilter filter = {.team_id = fixture->world->team_id,
                           .author = fixture->world->members[author].id};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares =
      arc_journal_list_shares (fixture->world->members[reader].journal, &filter, &error);

  g_assert_no_error (error);
  return shares->len;
}

static guint
count_aside (FolderFixture *fixture, guint member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = arc_journal_list_set_aside (fixture->world->members[member].journal,
                                                           fixture->world->team_id, &error);

  g_assert_no_error (error);
  return list->len;
}

/* Ada syncs twice: @told files are new the first time, none the second, and @aside stay. */
void
folder_assert_told (FolderFixture *fixture, guint told, guint aside)
{
  g_autoptr (ArcSyncReport) first = team_world_sync (fixture->world, ADA);
  g_autoptr (ArcSyncReport) second = team_world_sync (fixture->world, ADA);

  for (guint i = 0; i < first->set_aside->len; i++) {
    const ArcSetAside *one = first->set_aside->pdata[i];
    g_test_message ("%s: %s", one->place, one->message);
    g_assert_true (g_str_has_suffix (one->message, ".") || g_str_has_suffix (one->message, "?"));
  }
  g_assert_cmpuint (first->set_aside->len, ==, told);
  g_assert_cmpuint (second->set_aside->len, ==, 0);
  g_assert_cmpuint (count_aside (fixture, ADA), ==, aside);
}
