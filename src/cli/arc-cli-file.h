/* Files that commands read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * arc_cli_open_file:
 * @path: "-" is stdin
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_NOT_FOUND or %ARC_ERROR_IO
 */
GInputStream *arc_cli_open_file (const char *path, GError **error);

G_END_DECLS
