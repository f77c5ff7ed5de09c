/* Reading what others put into a folder, and writing what is mine. */
#include "arc-config.h"

#include "arc-folder-files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arc-error.h"

/* What a folder may hold before something is wrong with it. */
#define MOST_NAMES 200000

gboolean
arc_folder_fail (int code, GError **error)
{
  switch (code) {
  case ENOSPC:
  case EDQUOT:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NO_SPACE,
                         _ ("There is no room left in the team’s folder. Nothing is lost: what "
                            "waits is sent when there is room again."));
    break;
  case EROFS:
  case EACCES:
  case EPERM:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_READ_ONLY,
                         _ ("The team’s folder cannot be written or read by you. Nothing is lost: "
                            "what waits is sent when its permissions allow it."));
    break;
  case ENOENT:
  case ENOTDIR:
  case ENODEV:
  case ENXIO:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("The team’s folder is not there. Connect its drive, or start the "
                            "program that synchronises it; what waits is sent then."));
    break;
  default:
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO,
                 _ ("Working in the team’s folder failed: %s. Nothing is lost; try again later."),
                 g_strerror (code));
  }
  return FALSE;
}

/* ---- directories ---- */

int
arc_dir_open (const char *path, GError **error)
{
  /* The folder itself may well be a link: its owner chose it. */
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    arc_folder_fail (errno, error);
  return fd;
}

int
arc_dir_open_at (int dir, const char *name)
{
  return openat (dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int
arc_dir_make_at (int dir, const char *name, gboolean shared, GError **error)
{
  gboolean made = mkdirat (dir, name, 0777) == 0;
  int code = errno;
  int fd = arc_dir_open_at (dir, name);
  struct stat info;

  /* Where there is none, why it could not be made says more than that it is not there. */
  if (fd < 0) {
    arc_folder_fail (made || code == EEXIST || errno != ENOENT ? errno : code, error);
    return -1;
  }
  if (made && shared && fstat (dir, &info) == 0 && fchmod (fd, info.st_mode & 07777) != 0)
    g_debug ("A folder keeps its own permissions: %s", g_strerror (errno));
  if (made && !arc_dir_sync (dir, error)) {
    close (fd);
    return -1;
  }
  return fd;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
arc_dir_list (int dir, gboolean hidden, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int copy = openat (dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = copy >= 0 ? fdopendir (copy) : NULL;
  struct dirent *entry;

  if (stream == NULL) {
    arc_folder_fail (errno, error);
    if (copy >= 0)
      close (copy);
    return NULL;
  }
  errno = 0;
  while (names->len < MOST_NAMES && (entry = readdir (stream)) != NULL)
    if (hidden ? strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0
               : entry->d_name[0] != '.')
      g_ptr_array_add (names, g_strdup (entry->d_name));
  int code = errno;
  closedir (stream);
  if (code != 0) {
    arc_folder_fail (code, error);
    return NULL;
  }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

gboolean
arc_dir_sync (int dir, GError **error)
{
  /* Some network file systems cannot do this, and need not. */
  if (fsync (dir) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EBADF)
    return TRUE;
  return arc_folder_fail (errno, error);
}

/* ---- reading ---- */

static void
fill_stamp (ArcStamp *stamp, const struct stat *info)
{
  /* Whole, since stamps are compared and hashed as bytes. */
  memset (stamp, 0, sizeof *stamp);
  stamp->size = info->st_size;
  stamp->inode = info->st_ino;
  stamp->changed_ns = info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
  stamp->status_ns = info->st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_ctim.tv_nsec;
  stamp->mode = info->st_mode & S_IFMT;
}

gboolean
arc_file_stat_at (int dir, const char *name, ArcStamp *stamp)
{
  struct stat info;

  if (fstatat (dir, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
    return FALSE;
  fill_stamp (stamp, &info);
  return TRUE;
}

static gboolean
fail_kind (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("This is no ordinary file: it was not read."));
  return FALSE;
}

static GBytes *
read_all (int fd, gsize size, GError **error)
{
  g_autofree guint8 *data = g_malloc (MAX (size, 1));
  gsize got = 0;

  while (got < size) {
    gssize n = read (fd, data + got, size - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      arc_folder_fail (errno, error);
      return NULL;
    }
    if (n == 0)
      break;
    got += n;
  }
  return g_bytes_new_take (g_steal_pointer (&data), got);
}

GBytes *
arc_file_read_at (int dir, const char *name, gsize max, ArcStamp *stamp, GError **error)
{
  /* Not to wait for the other end of a pipe. */
  ARC_AUTO_FD fd = openat (dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (fd < 0 && (errno == ELOOP || errno == ENXIO || errno == ENODEV)) {
    fail_kind (error);
    return NULL;
  }
  if (fd < 0 || fstat (fd, &info) != 0) {
    arc_folder_fail (errno, error);
    return NULL;
  }
  if (!S_ISREG (info.st_mode)) {
    fail_kind (error);
    return NULL;
  }
  if ((guint64) info.st_size > max) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                         _ ("This file is larger than any that ARC Journal writes: it was not "
                            "read."));
    return NULL;
  }
  if (stamp != NULL)
    fill_stamp (stamp, &info);
  return read_all (fd, info.st_size, error);
}

/* ---- writing ---- */

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (length > 0) {
    gssize n = write (fd, data, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= n;
  }
  return fsync (fd) == 0;
}

static gboolean
give_name (int dir, const char *partial, const char *name, gboolean exclusive)
{
  if (!exclusive)
    return renameat (dir, partial, dir, name) == 0;
  if (linkat (dir, partial, dir, name, 0) == 0) {
    unlinkat (dir, partial, 0);
    return TRUE;
  }
  if (errno == EEXIST)
    return FALSE;
  /* A file system without links. */
  return renameat2 (dir, partial, dir, name, RENAME_NOREPLACE) == 0 ||
         (errno == EINVAL && faccessat (dir, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 &&
          renameat (dir, partial, dir, name) == 0);
}

gboolean
arc_file_write_at (int dir, const char *name, GBytes *bytes, gboolean exclusive, GError **error)
{
  g_autofree char *partial =
      g_strdup_printf (ARC_FOLDER_PARTIAL "%08x%08x", g_random_int (), g_random_int ());
  /* Others have to read it, so the umask decides; what is private in it is sealed. */
  ARC_AUTO_FD fd =
      openat (dir, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  int code;

  if (fd < 0)
    return arc_folder_fail (errno, error);
  if (write_all (fd, bytes) && give_name (dir, partial, name, exclusive))
    return TRUE;
  code = errno;
  unlinkat (dir, partial, 0);
  if (exclusive && code == EEXIST) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("There is such a file already."));
    return FALSE;
  }
  return arc_folder_fail (code, error);
}

gboolean
arc_file_remove_at (int dir, const char *name, GError **error)
{
  if (unlinkat (dir, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  return arc_folder_fail (errno, error);
}
