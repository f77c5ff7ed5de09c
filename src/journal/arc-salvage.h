/* Rows of a damaged SQLite file, read page by page, without its b-trees. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One value of a row. Text and blobs belong to the row. */
typedef struct {
  enum { ARC_VALUE_NULL, ARC_VALUE_INT, ARC_VALUE_REAL, ARC_VALUE_TEXT, ARC_VALUE_BLOB } kind;
  gint64 integer;
  double real;
  char *text; /* valid UTF-8, repaired where need be */
} ArcValue;

typedef struct {
  guint n_values;
  ArcValue *values;
  gboolean partial;  /* its end could not be read; what is missing is "" or 0 */
  gboolean in_index; /* of an index, or of a table WITHOUT ROWID */
} ArcRow;

typedef void (*ArcRowFunc) (const ArcRow *row, gpointer data);

/**
 * arc_salvage:
 * @path: an SQLite file, or what is left of one; its "-wal" is read as well
 * @func: called for each row that any leaf of a table or an index holds, also on pages no longer in
 *   use; long rows of indexes are left out
 *
 * The format is that of https://www.sqlite.org/fileformat2.html. All lengths are checked: the
 * file may hold anything.
 *
 * Returns: %FALSE with %ARC_ERROR_IO if the file cannot be read at all
 */
gboolean arc_salvage (const char *path, ArcRowFunc func, gpointer data, GError **error);

G_END_DECLS
