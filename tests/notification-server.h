/* A notification server that a test plays: it keeps what it was asked for last. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  GDBusConnection *connection; /* not owned */
  guint name;
  guint object;
  /* What it was asked for. */
  guint ids;
  guint shown;
  guint replaces;
  char *title;
  char *body;
  char **actions;
  guint closed; /* the last id taken back */
} ArcTestServer;

/* Exports an object of @xml, and asserts that it worked. */
guint arc_test_export (GDBusConnection *connection, const char *xml, const char *path,
                       const GDBusInterfaceVTable *table, gpointer data);

/* Owns org.freedesktop.Notifications on @connection until it is stopped. */
void arc_test_server_start (ArcTestServer *server, GDBusConnection *connection);
void arc_test_server_stop (ArcTestServer *server);
/* Stops it and forgets what it was asked for. */
void arc_test_server_clear (ArcTestServer *server);
/* The person presses a button of the last notification. */
void arc_test_server_press (ArcTestServer *server, const char *action);

G_END_DECLS
