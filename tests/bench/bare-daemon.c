/* The limit to compare the reminder daemon with: GLib, libnotify, one SQLite file, asleep. */
#include <libnotify/notify.h>
#include <sqlite3.h>

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  sqlite3 *db = NULL;

  if (!notify_init ("bare-daemon") || argc < 2 ||
      sqlite3_open_v2 (argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_exec (db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK)
    return 1;
  g_bus_own_name (G_BUS_TYPE_SESSION, "io.github.arcjournal.BareDaemon", 0, NULL, NULL, NULL, NULL,
                  NULL);
  g_main_loop_run (loop);
  return 0;
}
