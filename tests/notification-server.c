/* A notification server that a test plays. */
#include "notification-server.h"

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

static const char server_xml[] =
    "<node><interface name='" SERVER "'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='Notify'>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "</method>"
    "</interface></node>";

static guint
take_notify (ArcTestServer *server, GVariant *parameters)
{
  g_free (server->title);
  g_free (server->body);
  g_strfreev (server->actions);
  g_variant_get (parameters, "(&su&sss^asa{sv}i)", NULL, &server->replaces, NULL, &server->title,
                 &server->body, &server->actions, NULL, NULL);
  server->shown++;
  return server->replaces ? server->replaces : ++server->ids;
}

static void
on_server_call (GDBusConnection *connection, const char *sender, const char *path,
                const char *interface, const char *method, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer data)
{
  static const char *const caps[] = {"actions", "body", "body-markup", NULL};
  ArcTestServer *server = data;
  GVariant *reply = NULL;

  if (g_str_equal (method, "GetCapabilities"))
    reply = g_variant_new ("(^as)", caps);
  else if (g_str_equal (method, "Notify"))
    reply = g_variant_new ("(u)", take_notify (server, parameters));
  else if (g_str_equal (method, "CloseNotification"))
    g_variant_get (parameters, "(u)", &server->closed);
  else
    reply = g_variant_new ("(ssss)", "test", "test", "1", "1.2");
  g_dbus_method_invocation_return_value (invocation, reply);
}

guint
arc_test_export (GDBusConnection *connection, const char *xml, const char *path,
                 const GDBusInterfaceVTable *table, gpointer data)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  guint id = g_dbus_connection_register_object (connection, path, node->interfaces[0], table, data,
                                                NULL, NULL);

  g_assert_cmpuint (id, !=, 0);
  return id;
}

void
arc_test_server_start (ArcTestServer *server, GDBusConnection *connection)
{
  static const GDBusInterfaceVTable table = {.method_call = on_server_call};

  server->connection = connection;
  server->object = arc_test_export (connection, server_xml, SERVER_PATH, &table, server);
  server->name = g_bus_own_name_on_connection (connection, SERVER, G_BUS_NAME_OWNER_FLAGS_NONE,
                                               NULL, NULL, NULL, NULL);
}

void
arc_test_server_stop (ArcTestServer *server)
{
  g_clear_handle_id (&server->name, g_bus_unown_name);
  if (server->object)
    g_dbus_connection_unregister_object (server->connection, server->object);
  server->object = 0;
}

void
arc_test_server_clear (ArcTestServer *server)
{
  arc_test_server_stop (server);
  g_free (server->title);
  g_free (server->body);
  g_strfreev (server->actions);
  *server = (ArcTestServer){0};
}

void
arc_test_server_press (ArcTestServer *server, const char *action)
{
  g_dbus_connection_emit_signal (server->connection, NULL, SERVER_PATH, SERVER, "ActionInvoked",
                                 g_variant_new ("(us)", server->ids, action), NULL);
}
