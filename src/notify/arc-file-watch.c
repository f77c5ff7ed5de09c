/* GFileMonitor where there is something to monitor, else on the folder in which it would appear. */
#include "arc-file-watch.h"

#include <gio/gio.h>

/* A writer that saves every keystroke is looked at no more often than this. */
#define RATE_MS 2000

struct _ArcFileWatch {
  char *path;
  gboolean with_wal;
  ArcFileWatchFunc func;
  gpointer data;
  char *folder; /* that is watched now */
  GPtrArray *monitors;
};

static void arrange (ArcFileWatch *watch);

static void
on_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
            gpointer data)
{
  ArcFileWatch *watch = data;

  /* Follows the burst it belongs to, by a timer. */
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    return;
  arrange (watch);
  watch->func (watch->data);
}

static void
add_monitor (ArcFileWatch *watch, GFile *file, gboolean is_folder)
{
  g_autoptr (GError) error = NULL;
  GFileMonitor *monitor =
      is_folder ? g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error)
                : g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);

  if (!monitor) {
    g_message ("%s", error->message);
    return;
  }
  g_file_monitor_set_rate_limit (monitor, RATE_MS);
  g_signal_connect (monitor, "changed", G_CALLBACK (on_changed), watch);
  g_ptr_array_add (watch->monitors, monitor);
}

static char *
nearest_folder (const char *path)
{
  char *folder = g_path_get_dirname (path);

  while (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_autofree char *below = g_steal_pointer (&folder);

    folder = g_path_get_dirname (below);
    if (g_str_equal (folder, below))
      break;
  }
  return folder;
}

static void
arrange (ArcFileWatch *watch)
{
  g_autofree char *own = g_path_get_dirname (watch->path);
  g_autofree char *folder = nearest_folder (watch->path);
  g_autofree char *wal = g_strconcat (watch->path, "-wal", NULL);
  g_autoptr (GFile) above = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) log = NULL;

  if (g_strcmp0 (folder, watch->folder) == 0)
    return;
  g_free (watch->folder);
  watch->folder = g_steal_pointer (&folder);
  g_ptr_array_set_size (watch->monitors, 0);
  if (!g_str_equal (watch->folder, own)) {
    above = g_file_new_for_path (watch->folder);
    add_monitor (watch, above, TRUE);
    return;
  }
  file = g_file_new_for_path (watch->path);
  add_monitor (watch, file, FALSE);
  if (watch->with_wal) {
    log = g_file_new_for_path (wal);
    add_monitor (watch, log, FALSE);
  }
}

static void
free_monitor (gpointer monitor)
{
  g_signal_handlers_disconnect_matched (monitor, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_changed, NULL);
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

ArcFileWatch *
arc_file_watch_new (const char *path, gboolean with_wal, ArcFileWatchFunc func, gpointer data)
{
  ArcFileWatch *watch = g_new0 (ArcFileWatch, 1);

  watch->path = g_strdup (path);
  watch->with_wal = with_wal;
  watch->func = func;
  watch->data = data;
  watch->monitors = g_ptr_array_new_with_free_func (free_monitor);
  arrange (watch);
  return watch;
}

void
arc_file_watch_free (ArcFileWatch *watch)
{
  if (!watch)
    return;
  g_ptr_array_unref (watch->monitors);
  g_free (watch->folder);
  g_free (watch->path);
  g_free (watch);
}
