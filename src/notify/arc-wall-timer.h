/* One timer on the wall clock that notices suspend and a clock that was set. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ArcWallTimer ArcWallTimer;

/* Called when the time has come and when the wall clock was set, perhaps for nothing. */
typedef void (*ArcWallTimerFunc) (gpointer data);

/* On the default main context. NULL with G_FILE_ERROR. */
ArcWallTimer *arc_wall_timer_new (ArcWallTimerFunc func, gpointer data, GError **error);
void arc_wall_timer_free (ArcWallTimer *timer);

/* @at_us: microseconds UTC; %G_MAXINT64 waits for the clock to be set alone. */
void arc_wall_timer_arm (ArcWallTimer *timer, gint64 at_us);

G_END_DECLS
