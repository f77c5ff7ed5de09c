/* Opens what a command is to read. */
#include "arc-config.h"

#include "arc-cli-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-error.h"

GInputStream *
arc_cli_open_file (const char *path, GError **error)
{
  struct stat info;
  int fd;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd >= 0 && fstat (fd, &info) == 0 && S_ISDIR (info.st_mode)) {
    close (fd);
    fd = -1;
    errno = EISDIR;
  }
  if (fd < 0) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, ARC_ERROR, errno == ENOENT ? ARC_ERROR_NOT_FOUND : ARC_ERROR_IO,
                 _ ("Cannot read “%s”: %s"), shown, g_strerror (errno));
    return NULL;
  }
  return g_unix_input_stream_new (fd, TRUE);
}
