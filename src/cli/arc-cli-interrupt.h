/* Ctrl+C and friends for work that must end tidily. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * arc_cli_interrupt_watch:
 *
 * From now on SIGINT, SIGTERM and SIGHUP cancel the returned object instead of ending the program;
 * a second signal ends it at once. To be called once, before any other thread exists.
 *
 * Returns: (transfer full)
 */
GCancellable *arc_cli_interrupt_watch (void);

G_END_DECLS
