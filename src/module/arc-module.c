/* Finds and loads modules. */
#include "arc-config.h"

#include "arc-module.h"

#include <gmodule.h>
#include <glib/gi18n-lib.h>

#include "arc-error.h"

/* In the order in which they are tried. */
static GPtrArray *
list_paths (const ArcModule *module)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *file = g_strconcat (module->file, "." G_MODULE_SUFFIX, NULL);
  const char *chosen = g_getenv (ARC_MODULES_VARIABLE);
  g_auto (GStrv) folders = g_strsplit (chosen != NULL ? chosen : "", G_SEARCHPATH_SEPARATOR_S, -1);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    if (*folders[i] != '\0')
      g_ptr_array_add (paths, g_build_filename (folders[i], file, NULL));
  if (program != NULL) {
    g_autofree char *folder = g_path_get_dirname (program);
    g_autofree char *above = g_path_get_dirname (folder);
    g_autofree char *name = g_path_get_basename (above);

    /* In a build tree: src/cli/arcj and src/calendar. */
    if (g_str_equal (name, "src"))
      g_ptr_array_add (paths, g_build_filename (above, module->folder, file, NULL));
  }
  g_ptr_array_add (paths, g_build_filename (ARC_MODULEDIR, file, NULL));
  return paths;
}

static gconstpointer
open_module (const ArcModule *module, const char *path, GError **error)
{
  GModule *opened = g_module_open (path, G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (opened == NULL) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
                 _ ("A part of ARC Journal cannot be loaded: %s"), g_module_error ());
    return NULL;
  }
  /* What it registered with GLib must not go again. */
  g_module_make_resident (opened);
  if (g_module_symbol (opened, module->symbol, &symbol) && symbol != NULL &&
      *(const guint *) symbol == module->version)
    return symbol;
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
               _ ("“%s” belongs to another version of ARC Journal. Install it anew."), path);
  return NULL;
}

static gconstpointer
find (const ArcModule *module, GError **error)
{
  g_autoptr (GPtrArray) paths = list_paths (module);

  for (guint i = 0; i < paths->len; i++)
    if (g_file_test (paths->pdata[i], G_FILE_TEST_EXISTS))
      return open_module (module, paths->pdata[i], error);
  g_set_error (error, ARC_ERROR, ARC_ERROR_FAILED,
               _ ("A part of ARC Journal is missing: “%s” is not installed."),
               (const char *) paths->pdata[paths->len - 1]);
  return NULL;
}

gconstpointer
arc_module_get (const ArcModule *module, GError **error)
{
  static GMutex mutex;
  static GHashTable *loaded; /* file -> what it exports */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gconstpointer exported;

  if (loaded == NULL)
    loaded = g_hash_table_new (g_str_hash, g_str_equal);
  exported = g_hash_table_lookup (loaded, module->file);
  if (exported != NULL)
    return exported;
  exported = find (module, error);
  if (exported != NULL)
    g_hash_table_insert (loaded, (gpointer) module->file, (gpointer) exported);
  return exported;
}
