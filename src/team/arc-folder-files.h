/* Files of a team's folder: foreign ones are read with distrust, own ones replaced and never
 * written in place. For the sources of the folder. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* What tells that a file is still the same one without reading it. */
typedef struct {
  guint64 size;
  guint64 inode;
  gint64 changed_ns;
  gint64 status_ns;
  guint32 mode;
} ArcStamp;

/* A file name that readers pass over, and that a writer finds again. */
#define ARC_FOLDER_PARTIAL ".partial-"

/* A directory; -1 with ARC_ERROR_NOT_FOUND, _READ_ONLY or _IO. */
int arc_dir_open (const char *path, GError **error);
/* A directory in another one, never through a symbolic link; -1 with errno. */
int arc_dir_open_at (int dir, const char *name);
/* As above, made if it is not there. Others have to read it: its permissions follow the umask, and
 * where @shared those of @dir, so that a folder in which a group writes stays one. */
int arc_dir_make_at (int dir, const char *name, gboolean shared, GError **error);
/* (element-type utf8): names in it, in order, without those that begin with a dot unless @hidden;
 * NULL with an error. */
GPtrArray *arc_dir_list (int dir, gboolean hidden, GError **error);

/* FALSE if there is nothing of this name. Symbolic links are not followed. */
gboolean arc_file_stat_at (int dir, const char *name, ArcStamp *stamp);
/**
 * arc_file_read_at:
 * @max: larger files are not read
 * @stamp: (out) (nullable)
 *
 * Returns: (transfer full): NULL with ARC_ERROR_NOT_FOUND, _INVALID (a symbolic link, a device, a
 *   pipe, a folder), _TOO_LARGE or _IO
 */
GBytes *arc_file_read_at (int dir, const char *name, gsize max, ArcStamp *stamp, GError **error);
/* Replaces the file at once: afterwards it is on the disk, after arc_dir_sync() its name too.
 * @exclusive: ARC_ERROR_INVALID if there is one already. */
gboolean arc_file_write_at (int dir, const char *name, GBytes *bytes, gboolean exclusive,
                            GError **error);
gboolean arc_file_remove_at (int dir, const char *name, GError **error);
gboolean arc_dir_sync (int dir, GError **error);

/* Sets an error of the system's @code that stopped work in the folder. FALSE. */
gboolean arc_folder_fail (int code, GError **error);

/* Closes what is open. */
static inline void
arc_close (int *fd)
{
  if (*fd >= 0)
    g_close (*fd, NULL);
  *fd = -1;
}
#define ARC_AUTO_FD __attribute__ ((cleanup (arc_close))) int

G_END_DECLS
