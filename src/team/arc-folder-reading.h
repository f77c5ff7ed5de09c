/* One device's directory that is being read. For the reading side. */
#pragma once

#include "arc-folder-source.h"

G_BEGIN_DECLS

/**
 * ArcReading:
 * @place: of the directory, below the team's
 * @is_own: this device is mine, and this journal's
 * @gone: (element-type utf8): all that its manifests say is revoked
 * @took_manifest: there was one that is not what this journal wrote itself
 * @took_latest: one of them is the latest that was ever read
 *
 * One device's directory that is being read.
 */
typedef struct {
  ArcFolderRun *run;
  const ArcPerson *person;
  int dir;
  char *place;
  char *key;
  char *device_id;
  gboolean is_own;
  GPtrArray *names;
  ArcSource *source;
  GBytes *before;
  ArcDevice *device;
  GHashTable *gone;
  gboolean took_manifest;
  gboolean took_latest;
  ArcPostBatch *batch;
} ArcReading;

/* The file @name in it is wrong: told once; or it is right. FALSE only where the journal failed. */
gboolean arc_reading_tell (ArcReading *reading, const char *name, const char *message,
                           GError **error);
gboolean arc_reading_clear (ArcReading *reading, const char *name, GError **error);
/* Reads the segments that are still to be read, and takes in what is in them. */
gboolean arc_reading_read_segments (ArcReading *reading, GError **error);

G_END_DECLS
