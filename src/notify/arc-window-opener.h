/* Brings the window to the front, started if need be. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * arc_window_open:
 * @journal_path: which journal's window
 * @action: an action of the application, such as "write"
 * @parameter: (nullable): its parameter, if it takes one: a text
 * @token: (nullable): activation token of the click, so that the window may come forward
 *
 * Does not wait. A failure is logged.
 */
void arc_window_open (GDBusConnection *connection, const char *journal_path, const char *action,
                      const char *parameter, const char *token);

G_END_DECLS
