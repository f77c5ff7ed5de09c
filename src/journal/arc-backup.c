/* A consistent copy of the journal, also while it is in use. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PAGES_A_STEP 1024
#define BUSY_WAIT_US 20000

static void
set_path_error (const char *path, GError **error)
{
  int saved = errno;

  g_set_error (error, ARC_ERROR,
               saved == ENOSPC || saved == EDQUOT ? ARC_ERROR_NO_SPACE : ARC_ERROR_IO,
               _ ("The backup “%s” cannot be written: %s."), path, g_strerror (saved));
}

static gboolean
copy_pages (ArcJournal *journal, sqlite3 *target, const char *path, GCancellable *cancellable,
            GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", journal->db, "main");
  int code = SQLITE_OK;

  if (!backup) {
    arc_set_sqlite_error (path, sqlite3_errcode (target), sqlite3_system_errno (target), error);
    return FALSE;
  }
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    if (g_cancellable_is_cancelled (cancellable)) {
      code = SQLITE_INTERRUPT;
      break;
    }
    if (code != SQLITE_OK)
      g_usleep (BUSY_WAIT_US);
    code = sqlite3_backup_step (backup, PAGES_A_STEP);
  }
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  arc_set_sqlite_error (path, code, code == SQLITE_IOERR ? sqlite3_system_errno (target) : 0,
                        error);
  return FALSE;
}

/* The copy is one file that opens anywhere, so it keeps no WAL. */
static gboolean
write_copy (ArcJournal *journal, const char *path, GCancellable *cancellable, GError **error)
{
  sqlite3 *target = arc_open_database (path, SQLITE_OPEN_READWRITE, NULL, error);
  gboolean done;

  if (!target)
    return FALSE;
  done = copy_pages (journal, target, path, cancellable, error);
  if (done &&
      sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK) {
    arc_set_sqlite_error (path, sqlite3_errcode (target), sqlite3_system_errno (target), error);
    done = FALSE;
  }
  sqlite3_close (target);
  return done;
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
arc_journal_backup (ArcJournal *journal, const char *path, GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *template = g_strconcat (path, ".XXXXXX", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf own, other;
  int fd;

  ARC_JOURNAL_ASSERT_OWNER (journal);
  if (g_stat (journal->path, &own) == 0 && g_stat (path, &other) == 0 &&
      own.st_ino == other.st_ino && own.st_dev == other.st_dev) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("That is the journal itself. Choose another name for the backup."));
    return FALSE;
  }
  fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {
    set_path_error (path, error);
    return FALSE;
  }
  close (fd);
  if (!write_copy (journal, template, cancellable, error)) {
    g_unlink (template);
    return FALSE;
  }
  if (!sync_path (template, O_RDONLY) || g_rename (template, path) != 0) {
    set_path_error (path, error);
    g_unlink (template);
    return FALSE;
  }
  sync_path (folder, O_RDONLY | O_DIRECTORY);
  return TRUE;
}
