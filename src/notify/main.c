/* arc-journal-reminders: the engine in the real world. It sleeps until something is due, the clock
 * or the zone is changed, or the journal changes. */
#include "arc-config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

#include "arc-engine.h"
#include "arc-file-watch.h"
#include "arc-names.h"
#include "arc-notifier.h"
#include "arc-reminders-bus.h"
#include "arc-team-watch.h"
#include "arc-wall-timer.h"
#include "arc-window-opener.h"

#define ZONE_FILE "/etc/localtime"

typedef struct {
  GMainLoop *loop;
  GDBusConnection *connection;
  ArcEngine *engine;
  ArcNotifier *notifier;
  ArcWallTimer *timer;
  ArcFileWatch *journal_watch;
  ArcFileWatch *zone_watch;
  ArcTeamWatch *team_watch;
  char *name;
  guint registration;
  int status;
} Daemon;

/* ---- the world ---- */

static gint64
now (gpointer data)
{
  return g_get_real_time ();
}

static char *
dup_zone (gpointer data)
{
  return arc_zone_local ();
}

static void
arm (gint64 at_us, gpointer data)
{
  Daemon *self = data;

  arc_wall_timer_arm (self->timer, at_us);
}

static gboolean
probe (ArcServerFeatures *features, gpointer data)
{
  Daemon *self = data;

  return arc_notifier_probe (self->notifier, features);
}

static guint
show (const ArcMessage *message, guint replaces, gpointer data, GError **error)
{
  Daemon *self = data;

  return arc_notifier_show (self->notifier, message, replaces, error);
}

static void
withdraw (guint id, gpointer data)
{
  Daemon *self = data;

  arc_notifier_withdraw (self->notifier, id);
}

static gboolean
is_same_server (gpointer data)
{
  Daemon *self = data;

  return arc_notifier_is_same_server (self->notifier);
}

static void
open_window (ArcOpen what, const char *id, const char *token, gpointer data)
{
  static const char *const actions[] = {
      [ARC_OPEN_WRITE] = "write",
      [ARC_OPEN_WAITING] = "show-waiting",
      [ARC_OPEN_ENTRY] = "show-entry",
      [ARC_OPEN_TEAM] = "show-team",
  };
  Daemon *self = data;

  arc_window_open (self->connection, arc_engine_get_path (self->engine), actions[what], id, token);
}

static void
watch_teams (const GPtrArray *teams, gpointer data)
{
  Daemon *self = data;

  arc_team_watch_set_teams (self->team_watch, teams);
}

static void
settled (gboolean off, gpointer data)
{
  Daemon *self = data;

  if (off)
    g_main_loop_quit (self->loop);
  /* What a reconciliation needed is not needed for days. */
  malloc_trim (0);
}

static const ArcWorld world = {.now_us = now,
                               .dup_zone = dup_zone,
                               .arm = arm,
                               .probe = probe,
                               .show = show,
                               .withdraw = withdraw,
                               .is_same_server = is_same_server,
                               .open = open_window,
                               .watch = watch_teams,
                               .settled = settled};

/* ---- what happens ---- */

static void
on_time (gpointer data)
{
  Daemon *self = data;

  arc_engine_reconcile (self->engine);
}

static void
on_journal (gpointer data)
{
  Daemon *self = data;

  arc_engine_journal_touched (self->engine);
}

static void
on_act (guint id, const char *action, const char *token, gpointer data)
{
  Daemon *self = data;

  arc_engine_act (self->engine, id, action, token);
}

static void
on_dismissed (guint id, gpointer data)
{
  Daemon *self = data;

  arc_engine_dismissed (self->engine, id);
}

static void
on_server_changed (gpointer data)
{
  Daemon *self = data;

  arc_engine_server_appeared (self->engine);
}

static const ArcNotifierEvents events = {
    .act = on_act, .dismissed = on_dismissed, .server_changed = on_server_changed};

static void
quit (gpointer data)
{
  Daemon *self = data;

  g_dbus_connection_flush_sync (self->connection, NULL, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
on_signal (gpointer data)
{
  quit (data);
  return G_SOURCE_CONTINUE;
}

/* The name is ours: now nobody else reminds in this session. */
static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer data)
{
  Daemon *self = data;

  if (self->journal_watch)
    return;
  self->journal_watch =
      arc_file_watch_new (arc_engine_get_path (self->engine), TRUE, on_journal, self);
  self->zone_watch = arc_file_watch_new (ZONE_FILE, FALSE, on_time, self);
  arc_engine_reconcile (self->engine);
}

static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer data)
{
  Daemon *self = data;

  /* Also when the session ends and its bus goes. */
  if (connection && !self->journal_watch)
    g_message (_ ("Reminders of this journal run already."));
  g_main_loop_quit (self->loop);
}

/* ---- start and end ---- */

static gboolean
set_up (Daemon *self, const char *path, GError **error)
{
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  if (!self->connection)
    return FALSE;
  self->timer = arc_wall_timer_new (on_time, self, error);
  if (!self->timer)
    return FALSE;
  self->engine = arc_engine_new (path, &world, self);
  self->name = arc_names_dup_reminders (arc_engine_get_path (self->engine));
  self->team_watch = arc_team_watch_new (arc_engine_get_path (self->engine));
  self->notifier = arc_notifier_new (self->connection, self->name, &events, self);
  self->registration = arc_reminders_bus_export (self->connection, self->engine, quit, self, error);
  return self->registration != 0;
}

static void
run (Daemon *self)
{
  guint owned = g_bus_own_name_on_connection (self->connection, self->name,
                                              G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, on_name_acquired,
                                              on_name_lost, self, NULL);

  g_unix_signal_add (SIGTERM, on_signal, self);
  g_unix_signal_add (SIGINT, on_signal, self);
  g_unix_signal_add (SIGHUP, on_signal, self);
  g_main_loop_run (self->loop);
  g_bus_unown_name (owned);
}

static void
tear_down (Daemon *self)
{
  if (self->registration)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  g_clear_pointer (&self->journal_watch, arc_file_watch_free);
  g_clear_pointer (&self->zone_watch, arc_file_watch_free);
  g_clear_pointer (&self->team_watch, arc_team_watch_free);
  g_clear_pointer (&self->notifier, arc_notifier_free);
  g_clear_pointer (&self->engine, arc_engine_free);
  g_clear_pointer (&self->timer, arc_wall_timer_free);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_free (self->name);
}

static gboolean
parse (int *argc, char ***argv, char **path, gboolean *version, GError **error)
{
  const GOptionEntry entries[] = {
      {"journal", 0, 0, G_OPTION_ARG_FILENAME, path, N_ ("Use another journal"), N_ ("FILE")},
      {"version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version and leave"), NULL},
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _ ("Shows the reminders of ARC Journal."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

int
main (int argc, char *argv[])
{
  Daemon self = {0};
  g_autofree char *path = NULL;
  g_autofree char *absolute = NULL;
  g_autoptr (GError) error = NULL;
  gboolean version = FALSE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ARC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse (&argc, &argv, &path, &version, &error)) {
    g_printerr ("arc-journal-reminders: %s\n", error->message);
    return 2;
  }
  if (version) {
    g_print ("arc-journal-reminders %s\n", ARC_VERSION);
    return 0;
  }
  absolute = path ? g_canonicalize_filename (path, NULL) : NULL;
  self.loop = g_main_loop_new (NULL, FALSE);
  if (set_up (&self, absolute, &error)) {
    run (&self);
  } else {
    g_printerr ("arc-journal-reminders: %s\n", error->message);
    self.status = 1;
  }
  tear_down (&self);
  return self.status;
}
