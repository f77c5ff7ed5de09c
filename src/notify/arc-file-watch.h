/* Notices that a file changes, comes or goes, without ever looking by itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ArcFileWatch ArcFileWatch;

typedef void (*ArcFileWatchFunc) (gpointer data);

/**
 * arc_file_watch_new:
 * @path: neither it nor its folder need exist
 * @with_wal: watch SQLite's write-ahead log beside it as well
 *
 * GLib polls for files in folders that do not exist; this watches the nearest folder that does.
 */
ArcFileWatch *arc_file_watch_new (const char *path, gboolean with_wal, ArcFileWatchFunc func,
                                  gpointer data);
void arc_file_watch_free (ArcFileWatch *watch);

G_END_DECLS
