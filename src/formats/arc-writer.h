/* Records into a stream, in any format. */
#pragma once

#include <gio/gio.h>

#include "arc-calendar.h"
#include "arc-format.h"
#include "arc-item.h"

G_BEGIN_DECLS

typedef struct _ArcWriter ArcWriter;

/**
 * arc_writer_new:
 * @stream: stays open when the writer is freed
 * @is_terminal: whether the stream ends on a terminal: control characters are made visible, and
 *   %ARC_FORMAT_TEXT has bold headings
 */
ArcWriter *arc_writer_new (GOutputStream *stream, ArcFormat format, gboolean is_terminal);
void arc_writer_free (ArcWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcWriter, arc_writer_free)

/* Of %ARC_FORMAT_ICALENDAR: what to write of records and reminders; everything if not called. */
void arc_writer_set_parts (ArcWriter *writer, ArcCalendarParts parts);

/* To be called once, first: writes what stands before all records. */
gboolean arc_writer_begin (ArcWriter *writer, GCancellable *cancellable, GError **error);
gboolean arc_writer_record (ArcWriter *writer, const ArcRecord *record, GCancellable *cancellable,
                            GError **error);
/* An entry as above. Anything else is written in %ARC_FORMAT_JSONL, and left out of all others; but
 * reminders have their place in %ARC_FORMAT_ICALENDAR too. */
gboolean arc_writer_item (ArcWriter *writer, const ArcItem *item, GCancellable *cancellable,
                          GError **error);
/* To be called once, last: what was written so far may still be in memory before. */
gboolean arc_writer_end (ArcWriter *writer, GCancellable *cancellable, GError **error);

G_END_DECLS
