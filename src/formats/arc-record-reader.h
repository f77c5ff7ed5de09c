/* What a journal holds from a file, one at a time, whatever its format; what cannot be read is
 * reported by line.
 */
#pragma once

#include <gio/gio.h>

#include "arc-format.h"
#include "arc-item.h"
#include "arc-mapping.h"

G_BEGIN_DECLS

/**
 * ArcReadFunc:
 * @item: (transfer none): valid until the function returns, and its to change
 * @line: number of the line on which it begins
 *
 * Takes one record: mostly an entry, see #ArcItem. An error of %ARC_ERROR_INVALID or
 * %ARC_ERROR_TOO_LARGE rejects the record, with any other the reader stops.
 */
typedef gboolean (*ArcReadFunc) (ArcItem *item, guint64 line, gpointer user_data, GError **error);

/**
 * ArcRejectFunc:
 * @why: a sentence
 */
typedef void (*ArcRejectFunc) (guint64 line, const char *why, gpointer user_data);

/**
 * ArcReadOptions:
 * @name: (nullable): the file's name, which helps to tell the format
 * @has_format: whether @format is given
 * @mapping: (nullable): for foreign records
 * @zone: (nullable): of foreign records; UTC if %NULL
 * @now_us: what "now" means in foreign dates
 */
typedef struct {
  const char *name;
  gboolean has_format;
  ArcFormat format;
  ArcMapping *mapping;
  const char *zone;
  gint64 now_us;
} ArcReadOptions;

/**
 * arc_record_reader_run:
 *
 * Reads @stream to its end; JSON Lines and CSV are never held in memory as a whole. A record
 * without any text is rejected. With an error nothing that was read should be kept.
 *
 * Returns: %FALSE if reading failed, @func stopped, or the file as a whole is not understood
 * (%ARC_ERROR_INVALID); rejected records alone leave it %TRUE
 */
gboolean arc_record_reader_run (GInputStream *stream, const ArcReadOptions *options,
                                ArcReadFunc func, ArcRejectFunc reject, gpointer user_data,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
