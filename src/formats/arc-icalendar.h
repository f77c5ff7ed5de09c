/* Entries as journals of a calendar (VJOURNAL), and back; reminders are arc-icalendar-reminder.h.
 *
 * Other calendars see the title, the time, the tags, and the texts under the headings "## Action",
 * "## Reflection" and "## Change". What these cannot say exactly is kept beside them, as JSON.
 * Where a person changed something in another calendar, what is seen counts. */
#pragma once

#include "arc-calendar.h"
#include "arc-item.h"
#include "arc-lines.h"

G_BEGIN_DECLS

/* Appends the @parts of @record. */
void arc_icalendar_append_record (ArcCalendarWriter *writer, GString *out, const ArcRecord *record,
                                  ArcCalendarParts parts);

typedef struct _ArcIcalendarReader ArcIcalendarReader;

/**
 * arc_icalendar_reader_new:
 * @lines: must outlive the reader
 * @zone: (nullable): of times without one
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_FAILED where calendars cannot be read
 */
ArcIcalendarReader *arc_icalendar_reader_new (ArcLines *lines, const char *zone, GError **error);
void arc_icalendar_reader_free (ArcIcalendarReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcIcalendarReader, arc_icalendar_reader_free)

/**
 * arc_icalendar_reader_next:
 * @item: (out) (transfer full): the next entry or reminder; %NULL at the end or with a fault
 * @line: (out): where it or the fault stands; 0 at the end
 * @fault: (out) (transfer full): why it cannot be read
 *
 * Returns: %FALSE with an error of reading
 */
gboolean arc_icalendar_reader_next (ArcIcalendarReader *reader, ArcItem **item, guint64 *line,
                                    GError **fault, GCancellable *cancellable, GError **error);

G_END_DECLS
