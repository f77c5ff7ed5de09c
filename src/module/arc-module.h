/* Modules: parts of the program that are loaded when they are first used, since linking what they
 * need would make every start slower. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of folders in which modules are looked for first, as in $PATH. */
#define ARC_MODULES_VARIABLE "ARC_JOURNAL_MODULES"

/**
 * ArcModule:
 * @file: the file's name without its ending: "arc-team"
 * @folder: in which folder of src it lies in a build tree
 * @symbol: the name of what it exports: a struct that begins with a guint, its version
 * @version: which the program was built for
 *
 * A description; what was found is kept by arc_module_get().
 */
typedef struct {
  const char *file;
  const char *folder;
  const char *symbol;
  guint version;
} ArcModule;

/**
 * arc_module_get:
 *
 * Loads the module, once per process. It stays loaded. From any thread.
 *
 * Returns: (transfer none): what it exports; %NULL with %ARC_ERROR_FAILED where it is not
 * installed, cannot be loaded or belongs to another version
 */
gconstpointer arc_module_get (const ArcModule *module, GError **error);

G_END_DECLS
