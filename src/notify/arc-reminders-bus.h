/* The daemon's own interface on the session bus. */
#pragma once

#include <gio/gio.h>

#include "arc-engine.h"

G_BEGIN_DECLS

/* Called for the method Quit. */
typedef void (*ArcQuitFunc) (gpointer data);

/**
 * arc_reminders_bus_export:
 *
 * GetStatus () → a{sv}: "journal" s, "next" x (microseconds UTC, 0 for never), "what" s, "kind" s
 * ("reflection", "look-back", "commitment"), "open" u, "server" b, "problem" s (only if there is
 * one) · SendTest () · Snooze (subject s, due x, until x) → u · SnoozeOpen (until x) → u ·
 * Reload () · Quit ()
 *
 * Returns: the registration, or 0 with an error
 */
guint arc_reminders_bus_export (GDBusConnection *connection, ArcEngine *engine, ArcQuitFunc quit,
                                gpointer data, GError **error);

G_END_DECLS
