/* GFileMonitor on the folders in which other members write. A burst of changes, as a file service
 * makes it, leads to one sync: in a child process, so that the daemon stays small. */
#include "arc-config.h"
#include "arc-team-watch.h"

#include <gio/gio.h>

#include "arc-team.h"

#define PROGRAM "arcj"
/* After the first change; later ones of the burst do not push it back. */
#define GATHER_MS 3000
/* How deep a team's folder goes: members, person, device. */
#define DEPTH 3
/* A folder with more than so many others in it is not a team's. */
#define FOLDERS_MAX 2000

/* One team's folder. */
typedef struct {
  char *location;
  char *own; /* where this person writes: not watched */
} Place;

struct _ArcTeamWatch {
  char *journal_path;
  GPtrArray *places;   /* of Place */
  GHashTable *folders; /* path → GFileMonitor */
  guint timeout;
  GSubprocess *child;
  GCancellable *cancellable;
  gboolean again; /* something happened while the child ran */
};

static void request (ArcTeamWatch *watch);

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->location);
  g_free (place->own);
  g_free (place);
}

/* ---- watching ---- */

static void
on_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
            gpointer data)
{
  /* Follows the burst it belongs to, by a timer. */
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    request (data);
}

static void
free_monitor (gpointer monitor)
{
  g_signal_handlers_disconnect_matched (monitor, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_changed, NULL);
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

/* Keeps the monitor of @path, or makes one; it moves from @old to the present folders. */
static void
keep (ArcTeamWatch *watch, GHashTable *old, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  gpointer monitor = NULL;

  if (g_hash_table_steal_extended (old, path, (gpointer *) &key, &monitor)) {
    g_hash_table_insert (watch->folders, g_steal_pointer (&key), monitor);
    return;
  }
  monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (!monitor) {
    g_message ("%s", error->message);
    return;
  }
  g_signal_connect (monitor, "changed", G_CALLBACK (on_changed), watch);
  g_hash_table_insert (watch->folders, g_strdup (path), monitor);
}

static void
keep_below (ArcTeamWatch *watch, GHashTable *old, const Place *place, const char *path, guint depth)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_str_equal (path, place->own) || g_hash_table_size (watch->folders) >= FOLDERS_MAX)
    return;
  keep (watch, old, path);
  dir = depth > 0 ? g_dir_open (path, 0, NULL) : NULL;
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *below = g_build_filename (path, name, NULL);

    if (*name != '.' && g_file_test (below, G_FILE_TEST_IS_DIR) &&
        !g_file_test (below, G_FILE_TEST_IS_SYMLINK))
      keep_below (watch, old, place, below, depth - 1);
  }
}

/* New members and devices have folders of their own. */
static void
arrange (ArcTeamWatch *watch)
{
  g_autoptr (GHashTable) old = watch->folders;

  watch->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_monitor);
  for (guint i = 0; i < watch->places->len; i++) {
    const Place *place = watch->places->pdata[i];

    if (g_file_test (place->location, G_FILE_TEST_IS_DIR))
      keep_below (watch, old, place, place->location, DEPTH);
  }
}

/* ---- syncing ---- */

/* Beside this program in a build tree, else as installed. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname (self) : g_strdup (ARC_BINDIR);
  g_autofree char *built = g_build_filename (folder, "..", "cli", PROGRAM, NULL);
  char *found;

  if (g_str_has_suffix (folder, "src" G_DIR_SEPARATOR_S "notify") &&
      g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  found = g_find_program_in_path (PROGRAM);
  return found ? found : g_build_filename (ARC_BINDIR, PROGRAM, NULL);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  ArcTeamWatch *watch = data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error);
  /* The watch is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&watch->child);
  arrange (watch);
  if (watch->again)
    request (watch);
}

static void
sync_now (ArcTeamWatch *watch)
{
  g_autofree char *program = find_program ();
  g_autoptr (GError) error = NULL;

  watch->again = FALSE;
  /* What goes wrong is kept with the team, and shown in the window. */
  watch->child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, program, "--journal", watch->journal_path, "sync", "--quiet", NULL);
  if (!watch->child) {
    g_message ("%s", error->message);
    return;
  }
  g_subprocess_wait_async (watch->child, watch->cancellable, on_ended, watch);
}

static gboolean
on_gathered (gpointer data)
{
  ArcTeamWatch *watch = data;

  watch->timeout = 0;
  sync_now (watch);
  return G_SOURCE_REMOVE;
}

static void
request (ArcTeamWatch *watch)
{
  if (watch->child)
    watch->again = TRUE;
  else if (!watch->timeout)
    watch->timeout = g_timeout_add (GATHER_MS, on_gathered, watch);
}

/* ---- public ---- */

static gboolean
has_place (const GPtrArray *places, const char *location)
{
  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (((const Place *) places->pdata[i])->location, location))
      return TRUE;
  return FALSE;
}

void
arc_team_watch_set_teams (ArcTeamWatch *watch, const GPtrArray *teams)
{
  g_autoptr (GPtrArray) old = watch->places;
  gboolean has_new = FALSE;

  watch->places = g_ptr_array_new_with_free_func (place_free);
  for (guint i = 0; i < teams->len; i++) {
    const ArcTeam *team = teams->pdata[i];
    Place *place = g_new0 (Place, 1);

    place->location = g_strdup (team->location);
    place->own = g_build_filename (team->location, "members", team->me, NULL);
    has_new |= !has_place (old, place->location);
    g_ptr_array_add (watch->places, place);
  }
  if (!has_new && old->len == watch->places->len)
    return;
  arrange (watch);
  if (has_new)
    request (watch);
}

ArcTeamWatch *
arc_team_watch_new (const char *journal_path)
{
  ArcTeamWatch *watch = g_new0 (ArcTeamWatch, 1);

  watch->journal_path = g_strdup (journal_path);
  watch->places = g_ptr_array_new_with_free_func (place_free);
  watch->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_monitor);
  watch->cancellable = g_cancellable_new ();
  return watch;
}

void
arc_team_watch_free (ArcTeamWatch *watch)
{
  if (!watch)
    return;
  g_cancellable_cancel (watch->cancellable);
  g_clear_object (&watch->cancellable);
  g_clear_object (&watch->child);
  g_clear_handle_id (&watch->timeout, g_source_remove);
  g_hash_table_unref (watch->folders);
  g_ptr_array_unref (watch->places);
  g_free (watch->journal_path);
  g_free (watch);
}
