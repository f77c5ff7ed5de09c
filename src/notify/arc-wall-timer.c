/* timerfd on CLOCK_REALTIME: sleeps until the moment, however long, without waking in between. */
#include "arc-wall-timer.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "arc-day.h"

/* The kernel's clock ends in 2262; an instant that never comes. */
#define NEVER_S G_GINT64_CONSTANT (9000000000)
#define NS_PER_US 1000

struct _ArcWallTimer {
  ArcWallTimerFunc func;
  gpointer data;
  int fd;
  guint source;
  guint again;
};

static gboolean
on_ready (gint fd, GIOCondition condition, gpointer data)
{
  ArcWallTimer *timer = data;
  guint64 expirations;

  /* ECANCELED: the clock was set, or the computer slept. */
  if (read (fd, &expirations, sizeof expirations) == sizeof expirations || errno == ECANCELED)
    timer->func (timer->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_again (gpointer data)
{
  ArcWallTimer *timer = data;

  timer->again = 0;
  timer->func (timer->data);
  return G_SOURCE_REMOVE;
}

ArcWallTimer *
arc_wall_timer_new (ArcWallTimerFunc func, gpointer data, GError **error)
{
  int fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  ArcWallTimer *timer;

  if (fd < 0) {
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  timer = g_new0 (ArcWallTimer, 1);
  timer->func = func;
  timer->data = data;
  timer->fd = fd;
  timer->source = g_unix_fd_add (fd, G_IO_IN, on_ready, timer);
  return timer;
}

void
arc_wall_timer_free (ArcWallTimer *timer)
{
  if (!timer)
    return;
  g_source_remove (timer->source);
  if (timer->again)
    g_source_remove (timer->again);
  close (timer->fd);
  g_free (timer);
}

void
arc_wall_timer_arm (ArcWallTimer *timer, gint64 at_us)
{
  gint64 at_s = MIN (at_us / ARC_US_PER_SECOND, NEVER_S);
  struct itimerspec when = {.it_value = {.tv_sec = MAX (at_s, 1),
                                         .tv_nsec = at_us < NEVER_S * ARC_US_PER_SECOND && at_s > 0
                                                        ? at_us % ARC_US_PER_SECOND * NS_PER_US
                                                        : 0}};

  /* The clock was set since it was last looked at: what was reckoned may be wrong already. */
  if (timerfd_settime (timer->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) != 0 &&
      errno == ECANCELED && !timer->again)
    timer->again = g_idle_add (on_again, timer);
}
