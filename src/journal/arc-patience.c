/* Waiting for another program's write. */
#include "arc-patience.h"

#define SHORT_US 1000
#define LONG_US 4000
/* Who holds the lock for as long as this works at something large: no need to look so often. */
#define LARGE_US (2 * G_USEC_PER_SEC)
#define LARGE_FACTOR 4

static int
wait_a_little (void *data, int n_before)
{
  ArcPatience *patience = data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 left_us;
  gulong pause_us = g_random_int_range (SHORT_US, LONG_US);

  if (n_before == 0)
    patience->since_us = now_us;
  left_us = patience->since_us + patience->wait_ms * G_GINT64_CONSTANT (1000) - now_us;
  if (left_us <= 0)
    return 0;
  if (now_us - patience->since_us > LARGE_US)
    pause_us *= LARGE_FACTOR;
  g_usleep (MIN (pause_us, (gulong) left_us));
  return 1;
}

void
arc_patience_set_up (ArcPatience *patience, sqlite3 *db)
{
  sqlite3_busy_handler (db, wait_a_little, patience);
}
