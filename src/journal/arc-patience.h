/* Waiting for another program's write. */
#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/* How long to wait, and since when that is done; lives as long as its connection. */
typedef struct {
  guint wait_ms;
  gint64 since_us;
} ArcPatience;

/**
 * arc_patience_set_up:
 *
 * Makes @db wait for locks for @patience->wait_ms, on the thread that needs them.
 *
 * SQLite's own waiting (sqlite3_busy_timeout()) soon looks only every 100 ms, and so finds the lock
 * taken again and again where others write without a pause: whoever has waited longest is the least
 * likely to get it. This one keeps looking at short, uneven intervals.
 */
void arc_patience_set_up (ArcPatience *patience, sqlite3 *db);

G_END_DECLS
