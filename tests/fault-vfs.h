/* An SQLite VFS over the default one that fails at the n-th operation. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FAULT_VFS_NAME "arc-fault"

typedef enum {
  FAULT_IO,   /* SQLITE_IOERR_…, SQLITE_CANTOPEN */
  FAULT_FULL, /* SQLITE_FULL where a write can say so */
  FAULT_TORN, /* half of a write reaches the disk, then SQLITE_IOERR_WRITE */
} FaultKind;

/* Register; once. */
void fault_vfs_register (void);
/* From now on the @at-th operation (1 is the next) fails; all later ones too if @for_good. */
void fault_vfs_arm (FaultKind kind, guint at, gboolean for_good);
/* No more faults. Returns: whether one happened since arming. */
gboolean fault_vfs_disarm (void);

G_END_DECLS
