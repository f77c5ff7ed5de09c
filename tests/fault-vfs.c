/* An SQLite VFS over the default one that fails at the n-th operation.
 *
 * Counted are opening for writing, writing, truncating, syncing, deleting and mapping shared
 * memory: all by which something can be lost. */
#include "fault-vfs.h"

#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  sqlite3_file *real;
} FaultFile;

static struct {
  sqlite3_vfs *real;
  FaultKind kind;
  guint at;
  guint count;
  gboolean for_good;
  gboolean happened;
} fault;

/* Whether the operation that is about to run fails. */
static gboolean
fails (void)
{
  if (fault.at == 0)
    return FALSE;
  fault.count++;
  if (fault.count < fault.at || (fault.count > fault.at && !fault.for_good))
    return FALSE;
  fault.happened = TRUE;
  return TRUE;
}

static sqlite3_file *
real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static int
fault_close (sqlite3_file *file)
{
  return real (file)->pMethods->xClose (real (file));
}

static int
fault_read (sqlite3_file *file, void *data, int length, sqlite3_int64 from)
{
  return real (file)->pMethods->xRead (real (file), data, length, from);
}

static int
fault_write (sqlite3_file *file, const void *data, int length, sqlite3_int64 from)
{
  if (fails ()) {
    if (fault.kind == FAULT_TORN)
      real (file)->pMethods->xWrite (real (file), data, length / 2, from);
    return fault.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  return real (file)->pMethods->xWrite (real (file), data, length, from);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (fails ())
    return SQLITE_IOERR_TRUNCATE;
  return real (file)->pMethods->xTruncate (real (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  if (fails ())
    return SQLITE_IOERR_FSYNC;
  return real (file)->pMethods->xSync (real (file), flags);
}

static int
fault_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real (file)->pMethods->xFileSize (real (file), size);
}

static int
fault_lock (sqlite3_file *file, int level)
{
  return real (file)->pMethods->xLock (real (file), level);
}

static int
fault_unlock (sqlite3_file *file, int level)
{
  return real (file)->pMethods->xUnlock (real (file), level);
}

static int
fault_check_lock (sqlite3_file *file, int *reserved)
{
  return real (file)->pMethods->xCheckReservedLock (real (file), reserved);
}

static int
fault_control (sqlite3_file *file, int operation, void *argument)
{
  return real (file)->pMethods->xFileControl (real (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return real (file)->pMethods->xSectorSize (real (file));
}

static int
fault_characteristics (sqlite3_file *file)
{
  return real (file)->pMethods->xDeviceCharacteristics (real (file));
}

static int
fault_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  if (extend && fails ())
    return fault.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_SHMSIZE;
  return real (file)->pMethods->xShmMap (real (file), page, size, extend, out);
}

static int
fault_shm_lock (sqlite3_file *file, int from, int n, int flags)
{
  return real (file)->pMethods->xShmLock (real (file), from, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  real (file)->pMethods->xShmBarrier (real (file));
}

static int
fault_shm_unmap (sqlite3_file *file, int delete_it)
{
  return real (file)->pMethods->xShmUnmap (real (file), delete_it);
}

/* Version 2: without xFetch, so that nothing is written around xWrite. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_check_lock,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector_size,
    .xDeviceCharacteristics = fault_characteristics,
    .xShmMap = fault_shm_map,
    .xShmLock = fault_shm_lock,
    .xShmBarrier = fault_shm_barrier,
    .xShmUnmap = fault_shm_unmap,
};

static int
fault_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int code;

  memset (self, 0, sizeof *self);
  if ((flags & SQLITE_OPEN_READWRITE) && fails ())
    return SQLITE_CANTOPEN;
  self->real = (sqlite3_file *) (self + 1);
  code = fault.real->xOpen (fault.real, name, self->real, flags, out_flags);
  if (self->real->pMethods)
    self->base.pMethods = &methods;
  return code;
}

static int
fault_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  if (fails ())
    return SQLITE_IOERR_DELETE;
  return fault.real->xDelete (fault.real, name, sync_folder);
}

void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  fault.real = sqlite3_vfs_find (NULL);
  vfs = *fault.real;
  vfs.pNext = NULL;
  vfs.zName = FAULT_VFS_NAME;
  vfs.szOsFile = (int) sizeof (FaultFile) + fault.real->szOsFile;
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  sqlite3_vfs_register (&vfs, 0);
}

void
fault_vfs_arm (FaultKind kind, guint at, gboolean for_good)
{
  fault.kind = kind;
  fault.at = at;
  fault.count = 0;
  fault.for_good = for_good;
  fault.happened = FALSE;
}

gboolean
fault_vfs_disarm (void)
{
  fault.at = 0;
  return fault.happened;
}
