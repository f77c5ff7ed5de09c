/* Notifications by libnotify, and which server they went to. */
#pragma once

#include <gio/gio.h>

#include "arc-message.h"

G_BEGIN_DECLS

/**
 * ArcNotifierEvents:
 * @act: a person chose @action in notification @id; @token is for the window that opens
 * @dismissed: a person waved it away
 * @server_changed: a server came that is not the one the last notification went to
 */
typedef struct {
  void (*act) (guint id, const char *action, const char *token, gpointer data);
  void (*dismissed) (guint id, gpointer data);
  void (*server_changed) (gpointer data);
} ArcNotifierEvents;

typedef struct _ArcNotifier ArcNotifier;

/**
 * arc_notifier_new:
 * @name: of this daemon, so that several of them keep their notifications apart
 */
ArcNotifier *arc_notifier_new (GDBusConnection *connection, const char *name,
                               const ArcNotifierEvents *events, gpointer data);
void arc_notifier_free (ArcNotifier *notifier);

/* Whether there is a server, or one that the bus can start, and what it can do. */
gboolean arc_notifier_probe (ArcNotifier *notifier, ArcServerFeatures *features);
/* Shows @message, in the place of @replaces unless 0. The server's id, or 0 with an error. */
guint arc_notifier_show (ArcNotifier *notifier, const ArcMessage *message, guint replaces,
                         GError **error);
void arc_notifier_withdraw (ArcNotifier *notifier, guint id);
/* Whether the server is the one that the last notification went to, even of an earlier process. */
gboolean arc_notifier_is_same_server (ArcNotifier *notifier);

G_END_DECLS
