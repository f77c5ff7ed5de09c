/* Keys in a file beside the journal, for computers without a key ring.
 *
 * A first line that says what it is, then "TEAM TEXT" for each team. Replaced, never written in
 * place, so that a cut leaves the old one. */
#include "arc-config.h"

#include "arc-key-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arc-error.h"

#define FIRST_LINE                                                                                 \
  "# Keys of ARC Journal, version 1. Whoever can read this file can act in your name.\n"
/* Some thousand teams. */
#define FILE_BYTES (1024 * 1024)

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, ARC_ERROR,
               code == ENOSPC || code == EDQUOT                   ? ARC_ERROR_NO_SPACE
               : code == EROFS || code == EACCES || code == EPERM ? ARC_ERROR_READ_ONLY
                                                                  : ARC_ERROR_IO,
               _ ("The file of keys “%s” cannot be used: %s."), path, g_strerror (code));
  return FALSE;
}

/* The whole file as a secret text; NULL without error if there is none. */
static char *
read_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  struct stat info;
  gsize got = 0;
  char *text = NULL;

  if (fd < 0) {
    if (errno != ENOENT)
      fail (path, errno, error);
    return NULL;
  }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > FILE_BYTES) {
    fail (path, EINVAL, error);
    close (fd);
    return NULL;
  }
  /* A copy may have come back from a backup with other permissions. */
  if ((info.st_mode & 077) != 0 && fchmod (fd, 0600) != 0)
    g_warning ("The file of keys can be read by others.");
  text = sodium_malloc (info.st_size + 1);
  while (got < (gsize) info.st_size) {
    gssize n = read (fd, text + got, info.st_size - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    got += n;
  }
  text[got] = '\0';
  close (fd);
  if (strlen (text) != got || (got > 0 && !g_str_has_prefix (text, FIRST_LINE))) {
    fail (path, EINVAL, error);
    g_clear_pointer (&text, sodium_free);
  }
  return text;
}

/* The line of a team in @text, and where it ends. */
static const char *
find_line (const char *text, const char *team_id, const char **end)
{
  gsize length = strlen (team_id);

  for (const char *line = text; *line != '\0'; line = *end) {
    *end = strchrnul (line, '\n');
    if (**end == '\n')
      (*end)++;
    if (strncmp (line, team_id, length) == 0 && line[length] == ' ')
      return line;
  }
  return NULL;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, text, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    text += n;
    length -= n;
  }
  return TRUE;
}

static gboolean
replace_file (const char *path, int folder, const char *text, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  int fd;

  /* What a program that was killed left behind. */
  g_unlink (partial);
  fd = g_open (partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, errno, error);
  if (!write_all (fd, text, strlen (text)) || fsync (fd) != 0 || g_rename (partial, path) != 0) {
    int code = errno;
    close (fd);
    g_unlink (partial);
    return fail (path, code, error);
  }
  close (fd);
  fsync (folder);
  return TRUE;
}

static gboolean
put_locked (const char *path, int folder, const char *team_id, const char *line, GError **error)
{
  GError *local = NULL;
  char *old = read_file (path, &local);
  const char *head = old != NULL && *old != '\0' ? old : FIRST_LINE;
  const char *end = NULL;
  const char *found = find_line (head, team_id, &end);
  gsize before = found != NULL ? (gsize) (found - head) : strlen (head);
  gsize size = strlen (head) + (line != NULL ? strlen (line) : 0) + 1;
  gboolean done = FALSE;

  if (local != NULL) {
    g_propagate_error (error, local);
    return FALSE;
  }
  char *text = sodium_malloc (size);
  memcpy (text, head, before);
  g_strlcpy (text + before, found != NULL ? end : "", size - before);
  if (line != NULL)
    g_strlcat (text, line, size);
  if (line == NULL && found == NULL)
    done = TRUE;
  else if (strcmp (text, FIRST_LINE) == 0)
    done = g_unlink (path) == 0 || errno == ENOENT || fail (path, errno, error);
  else
    done = replace_file (path, folder, text, error);
  sodium_free (text);
  if (old != NULL)
    sodium_free (old);
  return done;
}

char *
arc_key_file_dup_path (const char *journal_path)
{
  return g_strconcat (journal_path, ".keys", NULL);
}

char *
arc_key_file_get (const char *path, const char *team_id, GError **error)
{
  char *text = read_file (path, error);
  const char *end = NULL;
  const char *line = text != NULL ? find_line (text, team_id, &end) : NULL;
  char *found = NULL;

  if (line != NULL) {
    const char *start = line + strlen (team_id) + 1;
    gsize length = strcspn (start, "\n");
    found = sodium_malloc (length + 1);
    memcpy (found, start, length);
    found[length] = '\0';
  }
  if (text != NULL)
    sodium_free (text);
  return found;
}

gboolean
arc_key_file_put (const char *path, const char *team_id, const char *text, GError **error)
{
  g_autofree char *name = g_path_get_dirname (path);
  gsize size = ARC_KEY_TEXT_BYTES + strlen (team_id) + 3;
  char *line = NULL;
  int folder = g_open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done;

  if (folder < 0)
    return text == NULL && errno == ENOENT ? TRUE : fail (path, errno, error);
  if (text != NULL) {
    line = sodium_malloc (size);
    g_snprintf (line, size, "%s %s\n", team_id, text);
  }
  /* Two programs that add a team each: one after the other. */
  flock (folder, LOCK_EX);
  done = put_locked (path, folder, team_id, line, error);
  close (folder);
  if (line != NULL)
    sodium_free (line);
  return done;
}
