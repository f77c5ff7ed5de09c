/* What the window asks the daemon, and tells it. */
#include "arc-config.h"
#include "arc-reminders-bus.h"

#include "arc-names.h"

static const char introspection[] =
    "<node><interface name='" ARC_REMINDERS_INTERFACE "'>"
    "<method name='GetStatus'><arg name='status' type='a{sv}' direction='out'/></method>"
    "<method name='SendTest'/>"
    "<method name='Snooze'>"
    "<arg name='subject' type='s' direction='in'/>"
    "<arg name='due' type='x' direction='in'/>"
    "<arg name='until' type='x' direction='in'/>"
    "<arg name='snoozed' type='u' direction='out'/>"
    "</method>"
    "<method name='SnoozeOpen'>"
    "<arg name='until' type='x' direction='in'/>"
    "<arg name='snoozed' type='u' direction='out'/>"
    "</method>"
    "<method name='Reload'/>"
    "<method name='Quit'/>"
    "</interface></node>";

typedef struct {
  ArcEngine *engine;
  ArcQuitFunc quit;
  gpointer data;
} Bus;

static GVariant *
make_status (ArcEngine *engine)
{
  static const char *const kinds[] = {"reflection", "look-back", "commitment"};
  ArcEngineStatus status;
  GVariantDict dict;

  arc_engine_get_status (engine, &status);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "journal", "s", arc_engine_get_path (engine));
  g_variant_dict_insert (&dict, "next", "x", status.next_us);
  g_variant_dict_insert (&dict, "what", "s", status.next_what);
  g_variant_dict_insert (&dict, "kind", "s", kinds[status.next_kind]);
  g_variant_dict_insert (&dict, "open", "u", status.open);
  g_variant_dict_insert (&dict, "server", "b", status.has_server);
  if (status.problem)
    g_variant_dict_insert (&dict, "problem", "s", status.problem);
  return g_variant_new ("(@a{sv})", g_variant_dict_end (&dict));
}

static void
return_snoozed (GDBusMethodInvocation *invocation, int snoozed, GError *error)
{
  if (snoozed < 0)
    g_dbus_method_invocation_return_gerror (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", (guint) snoozed));
}

static void
snooze (Bus *bus, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  const char *subject;
  gint64 due_us, until_us;

  g_variant_get (parameters, "(&sxx)", &subject, &due_us, &until_us);
  return_snoozed (invocation, arc_engine_snooze (bus->engine, subject, due_us, until_us, &error),
                  error);
}

static void
snooze_open (Bus *bus, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  gint64 until_us;

  g_variant_get (parameters, "(x)", &until_us);
  return_snoozed (invocation, arc_engine_snooze (bus->engine, NULL, 0, until_us, &error), error);
}

static void
send_test (Bus *bus, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;

  if (arc_engine_show_test (bus->engine, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Bus *bus = data;

  if (g_str_equal (method, "GetStatus")) {
    g_dbus_method_invocation_return_value (invocation, make_status (bus->engine));
  } else if (g_str_equal (method, "SendTest")) {
    send_test (bus, invocation);
  } else if (g_str_equal (method, "Snooze")) {
    snooze (bus, parameters, invocation);
  } else if (g_str_equal (method, "SnoozeOpen")) {
    snooze_open (bus, parameters, invocation);
  } else if (g_str_equal (method, "Reload")) {
    arc_engine_reconcile (bus->engine);
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else {
    g_dbus_method_invocation_return_value (invocation, NULL);
    bus->quit (bus->data);
  }
}

guint
arc_reminders_bus_export (GDBusConnection *connection, ArcEngine *engine, ArcQuitFunc quit,
                          gpointer data, GError **error)
{
  static const GDBusInterfaceVTable table = {.method_call = on_call};
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);
  Bus *bus;
  guint registration;

  if (!node)
    return 0;
  bus = g_new0 (Bus, 1);
  *bus = (Bus){engine, quit, data};
  registration = g_dbus_connection_register_object (
      connection, ARC_REMINDERS_PATH, node->interfaces[0], &table, bus, g_free, error);
  return registration;
}
