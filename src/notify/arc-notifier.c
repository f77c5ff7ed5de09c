/* What an earlier process showed is known by the server's ids, and these mean something only to the
 * same server: a file in the runtime folder, which goes when the session ends, says which it was.
 */
#include "arc-config.h"
#include "arc-notifier.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libnotify/notify.h>

#include "arc-error.h"

#define SERVER "org.freedesktop.Notifications"
#define CALL_MS 2000
#define START_MS 5000
/* Reasons of NotificationClosed. */
#define CLOSED_BY_PERSON 2
/* Ids of our own, where the desktop gives none (portals). */
#define OWN_ID 0x80000000u

/* Of our own, since not every libnotify has this for its type. */
typedef NotifyNotification Notification;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Notification, g_object_unref)

struct _ArcNotifier {
  GDBusConnection *connection;
  const ArcNotifierEvents *events;
  gpointer data;
  char *name;
  char *server_file;
  char *owner;       /* the server's unique name, or NULL */
  GHashTable *shown; /* id → NotifyNotification */
  guint own_ids;
  guint watch;
};

/* ---- which server ---- */

static char *
describe_server (ArcNotifier *notifier)
{
  return g_strdup_printf ("%s %s\n", g_dbus_connection_get_guid (notifier->connection),
                          notifier->owner ? notifier->owner : "");
}

static void
learn_owner (ArcNotifier *notifier)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      notifier->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetNameOwner", g_variant_new ("(s)", SERVER), G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE,
      CALL_MS, NULL, NULL);

  g_clear_pointer (&notifier->owner, g_free);
  if (reply)
    g_variant_get (reply, "(s)", &notifier->owner);
}

/* Some servers run only when something is to be shown. */
static gboolean
start_server (ArcNotifier *notifier)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      notifier->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "StartServiceByName", g_variant_new ("(su)", SERVER, 0), NULL, G_DBUS_CALL_FLAGS_NONE,
      START_MS, NULL, NULL);

  learn_owner (notifier);
  return notifier->owner != NULL;
}

/* In a sandbox libnotify asks the desktop's portal instead. */
static gboolean
has_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
note_server (ArcNotifier *notifier)
{
  g_autofree char *folder = g_path_get_dirname (notifier->server_file);
  g_autofree char *text = describe_server (notifier);
  g_autoptr (GError) error = NULL;

  if (arc_notifier_is_same_server (notifier))
    return;
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (notifier->server_file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, &error))
    g_message ("%s", error->message);
}

static void
on_server_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  ArcNotifier *notifier = data;

  if (g_strcmp0 (owner, notifier->owner) == 0)
    return;
  g_free (notifier->owner);
  notifier->owner = g_strdup (owner);
  notifier->events->server_changed (notifier->data);
}

static void
on_server_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  ArcNotifier *notifier = data;

  g_clear_pointer (&notifier->owner, g_free);
}

gboolean
arc_notifier_is_same_server (ArcNotifier *notifier)
{
  g_autofree char *then = NULL;
  g_autofree char *now = describe_server (notifier);

  return notifier->owner && g_file_get_contents (notifier->server_file, &then, NULL, NULL) &&
         g_str_equal (then, now);
}

gboolean
arc_notifier_probe (ArcNotifier *notifier, ArcServerFeatures *features)
{
  GList *caps;

  *features = 0;
  learn_owner (notifier);
  if (!notifier->owner && !has_portal () && !start_server (notifier))
    return FALSE;
  caps = notify_get_server_caps ();
  for (GList *link = caps; link; link = link->next) {
    if (g_str_equal (link->data, "actions"))
      *features |= ARC_SERVER_ACTIONS;
    else if (g_str_equal (link->data, "body-markup"))
      *features |= ARC_SERVER_MARKUP;
  }
  g_list_free_full (caps, g_free);
  return caps != NULL;
}

/* ---- what comes back ---- */

static guint
find_id (ArcNotifier *notifier, NotifyNotification *notification)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, notifier->shown);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (value == notification)
      return GPOINTER_TO_UINT (id);
  return 0;
}

static void
on_action (NotifyNotification *notification, char *action, gpointer data)
{
  ArcNotifier *notifier = data;
  g_autoptr (Notification) held = g_object_ref (notification);
  guint id = find_id (notifier, held);

  if (id)
    notifier->events->act (id, action, notify_notification_get_activation_token (held),
                           notifier->data);
}

static void
on_closed (NotifyNotification *notification, gpointer data)
{
  ArcNotifier *notifier = data;
  guint id = find_id (notifier, notification);

  if (id && notify_notification_get_closed_reason (notification) == CLOSED_BY_PERSON)
    notifier->events->dismissed (id, notifier->data);
}

/* ---- showing ---- */

static void
free_notification (gpointer notification)
{
  g_signal_handlers_disconnect_matched (notification, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_closed,
                                        NULL);
  notify_notification_clear_actions (notification);
  g_object_unref (notification);
}

static NotifyNotification *
new_notification (guint id, const char *title, const char *body)
{
  return g_object_new (NOTIFY_TYPE_NOTIFICATION, "summary", title, "body", body, "icon-name",
                       ARC_APP_ID, "id", (int) id, NULL);
}

static void
add_hints (ArcNotifier *notifier, NotifyNotification *notification)
{
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (ARC_APP_ID));
  /* Servers that know it replace by it even where a killed process could not keep the id. */
  notify_notification_set_hint (notification, "x-dunst-stack-tag",
                                g_variant_new_string (notifier->name));
  /* It waits for an answer, as an alarm of a calendar does. */
  notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
}

static void
add_actions (ArcNotifier *notifier, NotifyNotification *notification, const ArcMessage *message)
{
  notify_notification_add_action (notification, ARC_ACTION_OPEN, _ ("Open"), on_action, notifier,
                                  NULL);
  for (guint i = 0; i < message->n_actions; i++)
    notify_notification_add_action (notification, message->actions[i].key,
                                    message->actions[i].label, on_action, notifier, NULL);
}

guint
arc_notifier_show (ArcNotifier *notifier, const ArcMessage *message, guint replaces, GError **error)
{
  g_autoptr (Notification) notification = NULL;
  int id = 0;

  notification = new_notification (replaces & OWN_ID ? 0 : replaces, message->title, message->body);
  add_hints (notifier, notification);
  if (message->n_actions)
    add_actions (notifier, notification, message);
  if (!notify_notification_show (notification, error))
    return 0;
  g_object_get (notification, "id", &id, NULL);
  if (id <= 0)
    id = OWN_ID | ++notifier->own_ids;
  if (replaces)
    g_hash_table_remove (notifier->shown, GUINT_TO_POINTER (replaces));
  g_signal_connect (notification, "closed", G_CALLBACK (on_closed), notifier);
  g_hash_table_insert (notifier->shown, GUINT_TO_POINTER ((guint) id),
                       g_steal_pointer (&notification));
  learn_owner (notifier);
  note_server (notifier);
  return id;
}

void
arc_notifier_withdraw (ArcNotifier *notifier, guint id)
{
  NotifyNotification *known = g_hash_table_lookup (notifier->shown, GUINT_TO_POINTER (id));
  g_autoptr (Notification) notification =
      known ? g_object_ref (known) : new_notification (id & OWN_ID ? 0 : id, "", "");

  /* Gone already where the server closes what was answered. */
  notify_notification_close (notification, NULL);
  g_hash_table_remove (notifier->shown, GUINT_TO_POINTER (id));
}

/* ---- life ---- */

ArcNotifier *
arc_notifier_new (GDBusConnection *connection, const char *name, const ArcNotifierEvents *events,
                  gpointer data)
{
  ArcNotifier *notifier = g_new0 (ArcNotifier, 1);
  g_autofree char *file = g_strconcat (name, ".server", NULL);

  notify_init (_ ("ARC Journal"));
  notifier->connection = g_object_ref (connection);
  notifier->events = events;
  notifier->data = data;
  notifier->name = g_strdup (name);
  notifier->server_file = g_build_filename (g_get_user_runtime_dir (), "arc-journal", file, NULL);
  notifier->shown = g_hash_table_new_full (NULL, NULL, NULL, free_notification);
  notifier->watch =
      g_bus_watch_name_on_connection (connection, SERVER, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      on_server_appeared, on_server_vanished, notifier, NULL);
  return notifier;
}

/* What nobody listens to any more; it is shown anew at the next start. */
static void
take_back_all (ArcNotifier *notifier)
{
  GHashTableIter iter;
  gpointer notification;

  g_hash_table_iter_init (&iter, notifier->shown);
  while (g_hash_table_iter_next (&iter, NULL, &notification))
    notify_notification_close (notification, NULL);
}

void
arc_notifier_free (ArcNotifier *notifier)
{
  if (!notifier)
    return;
  g_bus_unwatch_name (notifier->watch);
  take_back_all (notifier);
  g_hash_table_unref (notifier->shown);
  notify_uninit ();
  g_clear_object (&notifier->connection);
  g_free (notifier->owner);
  g_free (notifier->server_file);
  g_free (notifier->name);
  g_free (notifier);
}
