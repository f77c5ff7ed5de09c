/* Calls of the daemon's interface. The standard journal's daemon is started by the bus; another
 * journal's as a program. */
#include "arc-config.h"
#include "arc-reminders-client.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "arc-error.h"
#include "arc-names.h"

#define PROGRAM "arc-journal-reminders"
#define AUTOSTART ARC_APP_ID ".Reminders.desktop"
#define CALL_MS 10000
#define START_MS 10000

/* One call, and what it needs until then. */
typedef struct {
  char *journal_path;
  char *name;
  char *method;
  GVariant *parameters;
  gboolean may_start;
  gboolean is_starting; /* this call has started the program, which has not appeared yet */
  guint watch;
  guint timeout;
} Call;

/* The names whose program was started and has not appeared yet: on the main thread, once each,
 * whoever asks meanwhile. */
static GHashTable *starting;

static void
set_starting (Call *call, gboolean is_starting)
{
  if (!starting)
    starting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (is_starting)
    g_hash_table_add (starting, g_strdup (call->name));
  else if (call->is_starting)
    g_hash_table_remove (starting, call->name);
  call->is_starting = is_starting;
}

static gboolean
is_being_started (const Call *call)
{
  return starting && g_hash_table_contains (starting, call->name);
}

static void
call_free (Call *call)
{
  set_starting (call, FALSE);
  if (call->watch)
    g_bus_unwatch_name (call->watch);
  g_clear_handle_id (&call->timeout, g_source_remove);
  g_clear_pointer (&call->parameters, g_variant_unref);
  g_free (call->journal_path);
  g_free (call->name);
  g_free (call->method);
  g_free (call);
}

void
arc_reminders_status_free (ArcRemindersStatus *status)
{
  if (!status)
    return;
  g_free (status->next_what);
  g_free (status->next_kind);
  g_free (status->problem);
  g_free (status);
}

/* ---- calling ---- */

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER);
}

/* It was there, and left before it answered. */
static gboolean
has_left (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
}

static void send_call (GTask *task, GDBusConnection *connection);

static void
on_started (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);

  g_clear_handle_id (&call->watch, g_bus_unwatch_name);
  g_clear_handle_id (&call->timeout, g_source_remove);
  set_starting (call, FALSE);
  send_call (task, connection);
}

static gboolean
on_not_started (gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);

  call->timeout = 0;
  g_clear_handle_id (&call->watch, g_bus_unwatch_name);
  g_task_return_new_error (task, ARC_ERROR, ARC_ERROR_FAILED,
                           _ ("The reminders did not start. Sign out and in again, then try once "
                              "more."));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
spawn (Call *call, GError **error)
{
  g_autofree char *installed = g_build_filename (ARC_BINDIR, PROGRAM, NULL);
  g_autofree char *found = g_find_program_in_path (PROGRAM);
  g_autofree char *option =
      call->journal_path ? g_strconcat ("--journal=", call->journal_path, NULL) : NULL;
  const char *argv[] = {found ? found : installed, option, NULL};

  call->may_start = FALSE;
  if (!g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, error))
    return FALSE;
  set_starting (call, TRUE);
  return TRUE;
}

/* Starts it, unless somebody has just done so, and waits until it is there. */
static void
start_program (GTask *task, GDBusConnection *connection)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!is_being_started (call) && !spawn (call, &error)) {
    g_task_return_new_error (task, ARC_ERROR, ARC_ERROR_FAILED,
                             _ ("The reminders cannot be started: %s."), error->message);
    g_object_unref (task);
    return;
  }
  call->timeout = g_timeout_add (START_MS, on_not_started, task);
  call->watch = g_bus_watch_name_on_connection (
      connection, call->name, G_BUS_NAME_WATCHER_FLAGS_NONE, on_started, NULL, task, NULL);
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply) {
    g_task_return_pointer (task, reply, (GDestroyNotify) g_variant_unref);
  } else if ((is_absent (error) || has_left (error)) && call->may_start) {
    start_program (g_steal_pointer (&task), G_DBUS_CONNECTION (source));
  } else {
    g_dbus_error_strip_remote_error (error);
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static void
send_call (GTask *task, GDBusConnection *connection)
{
  Call *call = g_task_get_task_data (task);

  g_dbus_connection_call (connection, call->name, ARC_REMINDERS_PATH, ARC_REMINDERS_INTERFACE,
                          call->method, call->parameters, NULL,
                          call->may_start ? G_DBUS_CALL_FLAGS_NONE
                                          : G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          CALL_MS, g_task_get_cancellable (task), on_reply, task);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection) {
    send_call (task, connection);
    return;
  }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
begin (const char *journal_path, const char *method, GVariant *parameters, gboolean may_start,
       GTask *task)
{
  Call *call = g_new0 (Call, 1);

  call->journal_path = g_strdup (journal_path);
  call->name = arc_names_dup_reminders (journal_path);
  call->method = g_strdup (method);
  call->parameters = parameters ? g_variant_ref_sink (parameters) : NULL;
  call->may_start = may_start;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), on_bus, task);
}

static GTask *
new_task (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  return task;
}

/* ---- status ---- */

void
arc_reminders_get_status_async (const char *journal_path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  begin (journal_path, "GetStatus", NULL, FALSE,
         new_task (arc_reminders_get_status_async, cancellable, callback, data));
}

ArcRemindersStatus *
arc_reminders_get_status_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), &local);
  g_autoptr (GVariant) values = NULL;
  g_autoptr (ArcRemindersStatus) status = g_new0 (ArcRemindersStatus, 1);

  if (!reply && !is_absent (local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (reply) {
    status->running = TRUE;
    g_variant_get (reply, "(@a{sv})", &values);
    g_variant_lookup (values, "next", "x", &status->next_us);
    g_variant_lookup (values, "what", "s", &status->next_what);
    g_variant_lookup (values, "kind", "s", &status->next_kind);
    g_variant_lookup (values, "open", "u", &status->open);
    g_variant_lookup (values, "server", "b", &status->has_server);
    g_variant_lookup (values, "problem", "s", &status->problem);
  }
  if (!status->next_what)
    status->next_what = g_strdup ("");
  if (!status->next_kind)
    status->next_kind = g_strdup ("");
  return g_steal_pointer (&status);
}

/* ---- test, snooze ---- */

void
arc_reminders_send_test_async (const char *journal_path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  begin (journal_path, "SendTest", NULL, TRUE,
         new_task (arc_reminders_send_test_async, cancellable, callback, data));
}

gboolean
arc_reminders_send_test_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), error);

  return reply != NULL;
}

void
arc_reminders_snooze_async (const char *journal_path, gint64 until_us, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  begin (journal_path, "SnoozeOpen", g_variant_new ("(x)", until_us), FALSE,
         new_task (arc_reminders_snooze_async, cancellable, callback, data));
}

int
arc_reminders_snooze_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), error);
  guint snoozed = 0;

  if (!reply)
    return -1;
  g_variant_get (reply, "(u)", &snoozed);
  return snoozed;
}

/* ---- with every session ---- */

/* The installed file starts the daemon; one of the same name in the person's own folder hides it.
 */
static gboolean
set_autostart (gboolean enabled, GError **error)
{
  static const char hidden[] = "[Desktop Entry]\nType=Application\nName=ARC Journal\n"
                               "Exec=" PROGRAM "\nHidden=true\n";
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autofree char *file = g_build_filename (folder, AUTOSTART, NULL);

  if (enabled) {
    g_unlink (file);
    return TRUE;
  }
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents (file, hidden, -1, error);
}

/* In a sandbox the desktop is asked instead. It answers by itself, perhaps after a question. */
static void
ask_portal (GDBusConnection *connection, gboolean enabled)
{
  const char *const command[] = {PROGRAM, NULL};
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "reason", "s",
                         _ ("Reminders arrive also while the window is closed."));
  g_variant_dict_insert (&options, "autostart", "b", enabled);
  g_variant_dict_insert_value (&options, "commandline", g_variant_new_strv (command, -1));
  g_variant_dict_insert (&options, "dbus-activatable", "b", FALSE);
  g_dbus_connection_call (connection, "org.freedesktop.portal.Desktop",
                          "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Background",
                          "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options)), NULL,
                          G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, NULL, NULL);
}

static void
on_bus_for_portal (GObject *source, GAsyncResult *result, gpointer enabled)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection)
    ask_portal (connection, GPOINTER_TO_INT (enabled));
}

void
arc_reminders_set_enabled_async (const char *journal_path, gboolean enabled,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data)
{
  GTask *task = new_task (arc_reminders_set_enabled_async, cancellable, callback, data);
  GError *error = NULL;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)) {
    g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_for_portal, GINT_TO_POINTER (enabled));
  } else if (!set_autostart (enabled, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  begin (journal_path, enabled ? "Reload" : "Quit", NULL, enabled, task);
}

gboolean
arc_reminders_set_enabled_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), &local);
  Call *call = g_task_get_task_data (G_TASK (result));

  if (reply)
    return TRUE;
  /* Nothing has to be stopped where nothing runs. */
  if (call && g_str_equal (call->method, "Quit") && is_absent (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- watching ---- */

typedef struct {
  ArcRemindersFunc func;
  gpointer data;
} Watch;

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  Watch *watch = data;

  watch->func (TRUE, watch->data);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  Watch *watch = data;

  watch->func (FALSE, watch->data);
}

guint
arc_reminders_watch (const char *journal_path, ArcRemindersFunc func, gpointer data)
{
  g_autofree char *name = arc_names_dup_reminders (journal_path);
  Watch *watch = g_new0 (Watch, 1);

  *watch = (Watch){func, data};
  return g_bus_watch_name (G_BUS_TYPE_SESSION, name, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared,
                           on_vanished, watch, g_free);
}
