/* Opening and closing the journal, its errors and transactions. */
#include "arc-config.h"
#include "arc-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "arc-day.h"

#define BUSY_MS 5000
/* A WAL that an import has blown up is cut back to this. */
#define JOURNAL_SIZE_LIMIT "16777216"
#define SQLITE_HEADER_BYTES 100

/* ---- errors ---- */

static void
set_write_error (const char *path, GError **error)
{
  g_set_error (error, ARC_ERROR, ARC_ERROR_READ_ONLY,
               _ ("The journal “%s” cannot be written. Check the permissions of the file and its "
                  "folder."),
               path);
}

static void
set_full_error (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NO_SPACE,
                       _ ("The disk is full, so nothing was saved. Make room and try again."));
}

void
arc_set_sqlite_error (const char *path, int code, int system_errno, GError **error)
{
  if (system_errno == ENOSPC || system_errno == EDQUOT) {
    set_full_error (error);
    return;
  }
  switch (code & 0xff) {
  case SQLITE_FULL:
    set_full_error (error);
    break;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    set_write_error (path, error);
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, ARC_ERROR, ARC_ERROR_BUSY,
                 _ ("Another program is using the journal “%s”. Wait until it is done, then try "
                    "again."),
                 path);
    break;
  case SQLITE_CORRUPT:
    g_set_error (error, ARC_ERROR, ARC_ERROR_DAMAGED,
                 _ ("The journal “%s” is damaged. “arcj recover” brings back what can be read."),
                 path);
    break;
  case SQLITE_NOTADB:
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_A_JOURNAL,
                 _ ("“%s” is not an ARC Journal file. It was left as it is."), path);
    break;
  case SQLITE_INTERRUPT:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INTERRUPTED, _ ("Stopped."));
    break;
  case SQLITE_CANTOPEN:
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO,
                 _ ("The journal “%s” cannot be opened. Check that its folder is there and may be "
                    "read."),
                 path);
    break;
  case SQLITE_TOOBIG:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_TOO_LARGE,
                         _ ("The entry is too long to be saved. Split it into several."));
    break;
  case SQLITE_NOMEM:
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_FAILED,
                         _ ("There is not enough memory. Close other programs and try again."));
    break;
  case SQLITE_IOERR:
    g_set_error (error, ARC_ERROR, ARC_ERROR_IO,
                 _ ("The disk failed to read or write the journal “%s”. Check the disk and try "
                    "again."),
                 path);
    break;
  default:
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
                 _ ("The journal “%s” did not accept this (code %d). Nothing was changed."), path,
                 code);
    break;
  }
}

void
arc_journal_set_error (ArcJournal *journal, GError **error)
{
  int code = sqlite3_extended_errcode (journal->db);

  /* sqlite3_system_errno() keeps an older failure's value, so it counts for I/O alone. */
  arc_set_sqlite_error (journal->path, code,
                        (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno (journal->db) : 0,
                        error);
}

/* ---- transactions ---- */

/* A file that was deleted or replaced under an open connection would swallow what is written. */
static gboolean
is_still_there (ArcJournal *journal, GError **error)
{
  struct stat now;

  if (stat (journal->path, &now) == 0 && now.st_dev == journal->device &&
      now.st_ino == journal->inode)
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_IO,
               _ ("The journal “%s” is no longer where it was. Put the file or its folder back, "
                  "then try again."),
               journal->path);
  return FALSE;
}

gboolean
arc_journal_begin (ArcJournal *journal, GError **error)
{
  if (journal->read_only) {
    set_write_error (journal->path, error);
    return FALSE;
  }
  journal->content_changed = FALSE;
  return is_still_there (journal, error) && arc_journal_exec (journal, "BEGIN IMMEDIATE", error);
}

void
arc_journal_mark_changed (ArcJournal *journal)
{
  journal->content_changed = TRUE;
}

gboolean
arc_journal_commit (ArcJournal *journal, GError **error)
{
  if (journal->content_changed &&
      !arc_journal_exec (journal, "UPDATE version SET content = content + 1", error)) {
    arc_journal_rollback (journal);
    return FALSE;
  }
  if (arc_journal_exec (journal, "COMMIT", error))
    return TRUE;
  arc_journal_rollback (journal);
  return FALSE;
}

void
arc_journal_rollback (ArcJournal *journal)
{
  if (!sqlite3_get_autocommit (journal->db))
    arc_journal_exec (journal, "ROLLBACK", NULL);
}

gboolean
arc_journal_transact (ArcJournal *journal, ArcTransactionFunc func, gpointer data, GError **error)
{
  if (!arc_journal_begin (journal, error))
    return FALSE;
  if (!func (journal, data, error)) {
    arc_journal_rollback (journal);
    return FALSE;
  }
  return arc_journal_commit (journal, error);
}

/* ---- before opening ---- */

char *
arc_journal_default_path (void)
{
  const char *chosen = g_getenv ("ARC_JOURNAL");

  if (chosen && *chosen)
    return g_strdup (chosen);
  return g_build_filename (g_get_user_data_dir (), "arc-journal", "journal.db", NULL);
}

/* WAL needs shared memory, which no network file system gives to two machines. */
static gboolean
is_on_network (const char *path)
{
  static const guint32 types[] = {
      0x6969,     /* NFS */
      0x517b,     /* SMB */
      0xff534d42, /* CIFS */
      0xfe534d42, /* SMB2 */
      0x01021997, /* 9P */
      0x5346414f, /* AFS */
      0x73757245, /* Coda */
      0x00c36400, /* Ceph */
      0x0bd00bd0, /* Lustre */
      0x47504653, /* GPFS */
      0x19830326, /* BeeGFS */
      0x20030528, /* OrangeFS */
      0x61756673, /* aufs over whatever */
  };
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs info;

  if (statfs (path, &info) != 0 && statfs (folder, &info) != 0)
    return FALSE;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (types); i++)
    if ((guint32) info.f_type == types[i])
      return TRUE;
  return FALSE;
}

static guint32
read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static void
set_newer_error (const char *path, GError **error)
{
  g_set_error (error, ARC_ERROR, ARC_ERROR_NEWER,
               _ ("“%s” was written by a newer version of ARC Journal. Update this program; the "
                  "file was left as it is."),
               path);
}

/* The first bytes of a file; -1 if it cannot be read. Through SQLite's own layer: closing any other
 * descriptor would drop the POSIX locks that this process's connections hold on the file, and
 * another process would then take away the WAL under their feet. */
static gssize
read_header (const char *path, guint8 *header)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 (vfs->szOsFile);
  /* A name is followed by its parameters, of which there are none. */
  g_autofree char *name = g_malloc0 (strlen (path) + 4);
  struct stat info;
  gssize size = -1;

  strcpy (name, path);
  /* SQLite itself takes a file of one byte for an empty one. */
  if (stat (path, &info) == 0 &&
      vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL) == SQLITE_OK) {
    size = MIN (info.st_size, SQLITE_HEADER_BYTES);
    if (size > 0 && file->pMethods->xRead (file, header, size, 0) != SQLITE_OK)
      size = -1;
  }
  if (file->pMethods)
    file->pMethods->xClose (file);
  return size;
}

/* Looks at the bytes before SQLite does: opening alone could change a foreign file. */
static gboolean
check_header (const char *path, GError **error)
{
  g_autofree char *rollback = g_strconcat (path, "-journal", NULL);
  guint8 header[SQLITE_HEADER_BYTES] = {0};
  gssize got = read_header (path, header);

  if (got < 0) {
    arc_set_sqlite_error (
        path, g_access (path, R_OK) != 0 && errno == EACCES ? SQLITE_PERM : SQLITE_CANTOPEN, 0,
        error);
    return FALSE;
  }
  /* Empty, or its making was interrupted: SQLite itself will put that right. */
  if (got == 0 || g_file_test (rollback, G_FILE_TEST_EXISTS))
    return TRUE;
  if (got != sizeof header || memcmp (header, "SQLite format 3", 16) != 0 ||
      read_u32 (header + 68) != ARC_APPLICATION_ID) {
    arc_set_sqlite_error (path, SQLITE_NOTADB, 0, error);
    return FALSE;
  }
  if (read_u32 (header + 60) > ARC_FORMAT) {
    set_newer_error (path, error);
    return FALSE;
  }
  return TRUE;
}

/* An empty file of 0600 in a folder of 0700: SQLite gives its WAL the same permissions. */
static gboolean
create_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, ARC_ERROR, errno == ENOSPC ? ARC_ERROR_NO_SPACE : ARC_ERROR_READ_ONLY,
                 _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
    return FALSE;
  }
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    if (errno == ENOSPC || errno == EDQUOT)
      set_full_error (error);
    else
      g_set_error (error, ARC_ERROR, ARC_ERROR_READ_ONLY,
                   _ ("The journal “%s” cannot be made: %s."), path, g_strerror (errno));
    return FALSE;
  }
  fsync (fd);
  close (fd);
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
  return TRUE;
}

static gboolean
prepare_file (const ArcJournalOptions *options, const char *path, GError **error)
{
  if (is_on_network (path)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NETWORK,
                 _ ("The journal “%s” is on a network drive, where two programs could damage it. "
                    "Move it to this computer's own disk."),
                 path);
    return FALSE;
  }
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_A_JOURNAL,
                 _ ("“%s” is a folder. Name the journal file in it."), path);
    return FALSE;
  }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return check_header (path, error);
  if (g_access (path, F_OK) != 0 && errno == EACCES) {
    arc_set_sqlite_error (path, SQLITE_CANTOPEN, 0, error);
    return FALSE;
  }
  if (options->must_exist || options->read_only) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                 _ ("There is no journal at “%s” yet. Write a first entry to make one."), path);
    return FALSE;
  }
  return create_file (path, error);
}

/* ---- opening ---- */

static gint64
system_clock (gpointer data)
{
  return g_get_real_time ();
}

sqlite3 *
arc_open_database (const char *path, int flags, const char *vfs, GError **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs);

  if (code == SQLITE_OK)
    return db;
  arc_set_sqlite_error (path, code, db ? sqlite3_system_errno (db) : 0, error);
  sqlite3_close (db);
  return NULL;
}

static gboolean
configure (ArcJournal *journal, GError **error)
{
  /* Not SQLITE_DBCONFIG_TRUSTED_SCHEMA = 0 as well: FTS5 may not be written by a trigger then. */
  sqlite3_db_config (journal->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (journal->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (journal->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  journal->tokenizer = arc_tokenizer_register (journal->db);
  if (!journal->tokenizer) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_FAILED,
                         _ ("This computer's SQLite has no full-text search (FTS5). Install one "
                            "that has."));
    return FALSE;
  }
  return arc_journal_exec (journal, "PRAGMA synchronous = FULL", error) &&
         arc_journal_exec (journal, "PRAGMA foreign_keys = ON", error) &&
         arc_journal_exec (journal, "PRAGMA temp_store = MEMORY", error) &&
         /* Always: what was edited or deleted long before it is purged must not linger either. */
         arc_journal_exec (journal, "PRAGMA secure_delete = ON", error) &&
         arc_journal_exec (journal, "PRAGMA journal_size_limit = " JOURNAL_SIZE_LIMIT, error);
}

static gboolean
is_wal (ArcJournal *journal, const char *sql)
{
  g_autoptr (ArcStatement) statement = arc_statement_get (journal, sql, NULL);
  gboolean row;

  return statement && arc_statement_step (journal, statement, &row, NULL) && row &&
         g_ascii_strcasecmp (arc_column_text (statement, 0), "wal") == 0;
}

/* Switching to WAL takes a lock for which SQLite does not wait: when a second process opens at the
 * same moment, try again. */
static gboolean
switch_to_wal (ArcJournal *journal, guint busy_ms, GError **error)
{
  gint64 deadline_us = g_get_monotonic_time () + busy_ms * G_GINT64_CONSTANT (1000);

  while (!is_wal (journal, "PRAGMA journal_mode = WAL")) {
    int code = sqlite3_errcode (journal->db) & 0xff;

    if ((code != SQLITE_BUSY && code != SQLITE_LOCKED) || g_get_monotonic_time () > deadline_us) {
      arc_journal_set_error (journal, error);
      return FALSE;
    }
    g_usleep (5000);
  }
  return TRUE;
}

/* A pragma that did not take is a promise broken silently. */
static gboolean
read_back (ArcJournal *journal, GError **error)
{
  if (arc_journal_get_int (journal, "PRAGMA synchronous", -1) == 2 &&
      arc_journal_get_int (journal, "PRAGMA foreign_keys", -1) == 1 &&
      (journal->read_only || is_wal (journal, "PRAGMA journal_mode")))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_IO,
               _ ("The journal “%s” cannot be kept safely on this disk: it refuses a write-ahead "
                  "log."),
               journal->path);
  return FALSE;
}

/* What SQLite sees once it has looked at the WAL too. */
static gboolean
check_identity (ArcJournal *journal, GError **error)
{
  gint64 application, format;
  g_autoptr (ArcStatement) statement =
      arc_statement_get (journal, "SELECT count(*) FROM sqlite_schema", error);
  gboolean row;

  if (!statement || !arc_statement_step (journal, statement, &row, error))
    return FALSE;
  application = arc_journal_get_int (journal, "PRAGMA application_id", 0);
  format = arc_journal_get_int (journal, "PRAGMA user_version", 0);
  if (sqlite3_column_int64 (statement, 0) == 0 && application == 0 && format == 0)
    return TRUE;
  if (application != ARC_APPLICATION_ID) {
    arc_set_sqlite_error (journal->path, SQLITE_NOTADB, 0, error);
    return FALSE;
  }
  if (format > ARC_FORMAT) {
    set_newer_error (journal->path, error);
    return FALSE;
  }
  return TRUE;
}

static gboolean
set_up (ArcJournal *journal, const ArcJournalOptions *options, GError **error)
{
  guint busy_ms = options->busy_ms ? options->busy_ms : BUSY_MS;
  gint64 format;

  journal->patience.wait_ms = busy_ms;
  arc_patience_set_up (&journal->patience, journal->db);
  if (!configure (journal, error) || !check_identity (journal, error))
    return FALSE;
  format = arc_journal_get_int (journal, "PRAGMA user_version", -1);
  if (!journal->read_only) {
    /* Made in rollback mode first: the file's own header then always says what it is. */
    if (!arc_schema_migrate (journal, error) || !switch_to_wal (journal, busy_ms, error))
      return FALSE;
  } else if (format < ARC_FORMAT) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_READ_ONLY,
                 _ ("The journal “%s” is of an older version and has to be brought up to date "
                    "first. Open it in ARC Journal where it can be written."),
                 journal->path);
    return FALSE;
  }
  return read_back (journal, error);
}

static gboolean
remember_file (ArcJournal *journal, GError **error)
{
  struct stat info;

  if (stat (journal->path, &info) != 0) {
    arc_set_sqlite_error (journal->path, SQLITE_CANTOPEN, 0, error);
    return FALSE;
  }
  journal->device = info.st_dev;
  journal->inode = info.st_ino;
  /* Private words: a file that others may read is closed to them, where it is ours. */
  if ((info.st_mode & 077) != 0 && info.st_uid == geteuid () && !journal->read_only &&
      chmod (journal->path, 0600) != 0)
    g_debug ("cannot make %s private: %s", journal->path, g_strerror (errno));
  return TRUE;
}

static ArcJournal *
open_once (const ArcJournalOptions *options, const char *path, gboolean read_only,
           gboolean immutable, GError **error)
{
  g_autoptr (ArcJournal) journal = g_new0 (ArcJournal, 1);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);

  journal->owner = g_thread_self ();
  journal->path = g_strdup (path);
  journal->read_only = read_only;
  journal->clock = options->clock ? options->clock : system_clock;
  journal->clock_data = options->clock_data;
  journal->statements =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) (void (*) (void)) sqlite3_finalize);
  journal->day_start_version = -1;
  journal->db = arc_open_database (immutable ? uri : path,
                                   (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                                       (immutable ? SQLITE_OPEN_URI : 0),
                                   options->vfs, error);
  if (!journal->db)
    return NULL;
  if (!read_only && sqlite3_db_readonly (journal->db, "main") == 1) {
    set_write_error (path, error);
    return NULL;
  }
  if (!remember_file (journal, error) || !set_up (journal, options, error)) {
    /* Leave a foreign file's WAL to its own program. */
    sqlite3_db_config (journal->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return NULL;
  }
  return g_steal_pointer (&journal);
}

/* Whether opening for reading could succeed where writing failed. */
static gboolean
is_about_writing (const GError *error)
{
  return g_error_matches (error, ARC_ERROR, ARC_ERROR_READ_ONLY) ||
         g_error_matches (error, ARC_ERROR, ARC_ERROR_IO) ||
         g_error_matches (error, ARC_ERROR, ARC_ERROR_NO_SPACE);
}

/* By the file's own header: enough, since a format changes in one transaction that is checkpointed
 * when the last program closes. */
static gboolean
is_older (const char *path)
{
  guint8 header[SQLITE_HEADER_BYTES] = {0};
  gssize got = read_header (path, header);

  return got == sizeof header && read_u32 (header + 60) < ARC_FORMAT;
}

ArcJournal *
arc_journal_open (const ArcJournalOptions *options, GError **error)
{
  g_autofree char *path = options->path ? g_strdup (options->path) : arc_journal_default_path ();
  g_autoptr (GError) first = NULL;
  ArcJournal *journal = NULL;

  if (!prepare_file (options, path, error))
    return NULL;
  /* Who only reads brings an older journal up to date as well, where that is possible. */
  if (!options->read_only || is_older (path))
    journal = open_once (options, path, FALSE, FALSE, &first);
  if (options->read_only) {
    g_clear_pointer (&journal, arc_journal_close);
    g_clear_error (&first);
  }
  /* Any failure to write may mean a read-only disk: show what can be shown. */
  if (!journal && (options->read_only || is_about_writing (first)))
    journal = open_once (options, path, TRUE, FALSE, first ? NULL : &first);
  if (!journal && is_about_writing (first) && access (path, W_OK) != 0)
    /* A WAL database on a read-only disk has no shared memory; nobody else can write it either. */
    journal = open_once (options, path, TRUE, TRUE, NULL);
  if (!journal)
    g_propagate_error (error, g_steal_pointer (&first));
  return journal;
}

void
arc_journal_close (ArcJournal *journal)
{
  if (!journal)
    return;
  ARC_JOURNAL_ASSERT_OWNER (journal);
  g_clear_pointer (&journal->statements, g_hash_table_unref);
  g_clear_pointer (&journal->counts, arc_counts_free);
  g_clear_pointer (&journal->tokenizer, arc_tokenizer_free);
  if (journal->db && sqlite3_close (journal->db) != SQLITE_OK)
    g_assert_not_reached ();
  g_free (journal->path);
  g_free (journal);
}

/* ---- properties ---- */

const char *
arc_journal_get_path (ArcJournal *journal)
{
  return journal->path;
}

gboolean
arc_journal_is_read_only (ArcJournal *journal)
{
  return journal->read_only;
}

gint64
arc_journal_now (ArcJournal *journal)
{
  return journal->clock (journal->clock_data);
}

gint64
arc_journal_get_data_version (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal, "PRAGMA data_version", -1);
}

gint64
arc_journal_get_content_version (ArcJournal *journal)
{
  ARC_JOURNAL_ASSERT_OWNER (journal);
  return arc_journal_get_int (journal, "SELECT content FROM version", -1);
}

void
arc_journal_interrupt (ArcJournal *journal)
{
  sqlite3_interrupt (journal->db);
}
