/* By D-Bus activation for the standard journal. Another one has no service file: its window is
 * started as a program, and asked when it has come. */
#include "arc-config.h"
#include "arc-window-opener.h"

#include "arc-names.h"

#define PROGRAM "arc-journal"
#define START_MS 20000

typedef struct {
  GDBusConnection *connection;
  char *path; /* of the journal */
  char *name;
  char *action;
  char *parameter;
  char *token;
  guint watch;
  guint timeout;
  gboolean started;
} Opening;

static void
opening_free (Opening *opening)
{
  if (opening->watch)
    g_bus_unwatch_name (opening->watch);
  g_clear_handle_id (&opening->timeout, g_source_remove);
  g_clear_object (&opening->connection);
  g_free (opening->path);
  g_free (opening->name);
  g_free (opening->action);
  g_free (opening->parameter);
  g_free (opening->token);
  g_free (opening);
}

static gboolean
give_up (gpointer data)
{
  Opening *opening = data;

  g_message ("%s did not start", opening->name);
  opening->timeout = 0;
  opening_free (opening);
  return G_SOURCE_REMOVE;
}

static void activate (Opening *opening);

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  Opening *opening = data;

  g_clear_handle_id (&opening->watch, g_bus_unwatch_name);
  g_clear_handle_id (&opening->timeout, g_source_remove);
  activate (opening);
}

static void
start (Opening *opening)
{
  g_autofree char *installed = g_build_filename (ARC_BINDIR, PROGRAM, NULL);
  g_autofree char *found = g_find_program_in_path (PROGRAM);
  g_autofree char *option = g_strconcat ("--journal=", opening->path, NULL);
  const char *argv[] = {found ? found : installed, option, NULL};
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;

  opening->started = TRUE;
  if (opening->token)
    environment = g_environ_setenv (environment, "XDG_ACTIVATION_TOKEN", opening->token, TRUE);
  if (!g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                      &error)) {
    g_message ("%s", error->message);
    opening_free (opening);
    return;
  }
  opening->timeout = g_timeout_add (START_MS, give_up, opening);
  opening->watch = g_bus_watch_name_on_connection (opening->connection, opening->name,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, NULL,
                                                   opening, NULL);
}

static void
on_activated (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!reply && !opening->started) {
    start (opening);
    return;
  }
  if (!reply)
    g_message ("%s", error->message);
  opening_free (opening);
}

static void
activate (Opening *opening)
{
  g_autofree char *object = arc_names_dup_object_path (opening->name);
  GVariantBuilder parameters, platform;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (opening->parameter)
    g_variant_builder_add (&parameters, "v", g_variant_new_string (opening->parameter));
  g_variant_builder_init (&platform, G_VARIANT_TYPE_VARDICT);
  if (opening->token) {
    g_variant_builder_add (&platform, "{sv}", "desktop-startup-id",
                           g_variant_new_string (opening->token));
    g_variant_builder_add (&platform, "{sv}", "activation-token",
                           g_variant_new_string (opening->token));
  }
  g_dbus_connection_call (opening->connection, opening->name, object, "org.freedesktop.Application",
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", opening->action, &parameters, &platform),
                          NULL, G_DBUS_CALL_FLAGS_NONE, START_MS, NULL, on_activated, opening);
}

void
arc_window_open (GDBusConnection *connection, const char *journal_path, const char *action,
                 const char *parameter, const char *token)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->connection = g_object_ref (connection);
  opening->path = g_strdup (journal_path);
  opening->name = arc_names_dup_application (journal_path);
  opening->action = g_strdup (action);
  opening->parameter = g_strdup (parameter);
  opening->token = g_strdup (token);
  activate (opening);
}
