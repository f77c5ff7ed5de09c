/* bench-window RUNS PROGRAM...: starts the window of each program in turn on the X display, RUNS
 * times.
 *
 * Prints medians, a line for each: "FIRST_US SETTLED_US PRIVATE_DIRTY_KIB PSS_KIB": until something
 * is painted in the window, until the picture does not change any more, and the memory of the
 * process then. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define GIVE_UP_US (30 * G_USEC_PER_SEC)
#define CALM_US (700 * 1000)
#define LOOK_EVERY_MS 4
/* The part of the window that is looked at: below the header bar. */
#define STRIP_HEIGHT 300

typedef struct {
  double first_us;
  double settled_us;
  double dirty_kib;
  double pss_kib;
} Run;

/* The largest viewable top-level window, or None. */
static Window
find_window (Display *display, XWindowAttributes *attributes)
{
  Window root, parent, *children = NULL, found = None;
  unsigned int n = 0;
  int area = 100 * 100;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n))
    return None;
  for (unsigned int i = 0; i < n; i++) {
    XWindowAttributes now;

    if (XGetWindowAttributes (display, children[i], &now) && now.map_state == IsViewable &&
        now.width * now.height > area) {
      area = now.width * now.height;
      *attributes = now;
      found = children[i];
    }
  }
  if (children)
    XFree (children);
  return found;
}

/* A number for the picture; 0 while nothing is painted or there is no window. */
static guint64
look (Display *display)
{
  XWindowAttributes attributes = {0};
  Window window = find_window (display, &attributes);
  XImage *image;
  guint64 sum = 0;
  gboolean varied = FALSE;
  int y = attributes.height / 8;

  if (window == None)
    return 0;
  image = XGetImage (display, window, 0, y, attributes.width,
                     MIN (STRIP_HEIGHT, attributes.height - y), AllPlanes, ZPixmap);
  if (!image)
    return 0;
  for (int i = 0; i + 8 <= image->bytes_per_line * image->height; i += 8) {
    guint64 piece;

    memcpy (&piece, image->data + i, 8);
    varied |= sum != 0 && (piece & G_GUINT64_CONSTANT (0xffffff00ffffff)) != 0;
    sum = sum * 31 + piece;
  }
  XDestroyImage (image);
  return varied ? sum | 1 : 0;
}

static void
read_memory (pid_t pid, Run *run)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  if ((line = strstr (text, "Private_Dirty:")))
    run->dirty_kib = atof (line + strlen ("Private_Dirty:"));
  if ((line = strstr (text, "Pss:")))
    run->pss_kib = atof (line + strlen ("Pss:"));
}

static Run
run_once (Display *display, const char *program)
{
  Run run = {0};
  gint64 start_us = g_get_monotonic_time ();
  guint64 last = 0;
  pid_t pid = fork ();

  if (pid == 0) {
    execlp (program, program, NULL);
    _exit (127);
  }
  for (;;) {
    guint64 now = look (display);
    gint64 passed_us = g_get_monotonic_time () - start_us;

    if (now != 0 && run.first_us == 0)
      run.first_us = passed_us;
    if (now != last)
      run.settled_us = passed_us;
    last = now;
    if (run.first_us > 0 && passed_us - run.settled_us > CALM_US)
      break;
    if (passed_us > GIVE_UP_US || waitpid (pid, NULL, WNOHANG) == pid)
      g_error ("%s showed no window that came to rest", program);
    poll (NULL, 0, LOOK_EVERY_MS);
  }
  read_memory (pid, &run);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  while (look (display) != 0)
    poll (NULL, 0, LOOK_EVERY_MS);
  return run;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median (const Run *runs, guint n, gsize offset)
{
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    values[i] = G_STRUCT_MEMBER (double, &runs[i], offset);
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

static int
ignore_error (Display *display, XErrorEvent *event)
{
  /* A window may go between being found and being looked at. */
  return 0;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  guint n = argc > 2 ? (guint) atoi (argv[1]) : 0;
  guint n_programs = MAX (argc, 2) - 2;
  g_autofree Run *runs = g_new0 (Run, n * n_programs + 1);

  if (!display || n == 0) {
    g_printerr ("Usage: bench-window RUNS PROGRAM... on an X display\n");
    return 2;
  }
  XSetErrorHandler (ignore_error);
  for (guint p = 0; p < n_programs; p++)
    run_once (display, argv[2 + p]); /* warms the caches */
  for (guint i = 0; i < n; i++)
    for (guint p = 0; p < n_programs; p++)
      runs[p * n + i] = run_once (display, argv[2 + p]);
  for (guint p = 0; p < n_programs; p++) {
    const Run *own = runs + p * n;

    printf ("%.0f %.0f %.0f %.0f\n", median (own, n, G_STRUCT_OFFSET (Run, first_us)),
            median (own, n, G_STRUCT_OFFSET (Run, settled_us)),
            median (own, n, G_STRUCT_OFFSET (Run, dirty_kib)),
            median (own, n, G_STRUCT_OFFSET (Run, pss_kib)));
  }
  XCloseDisplay (display);
  return 0;
}
