/* The writing half of the module; see arc-calendar.h for what the functions do. */
#pragma once

#include "arc-calendar.h"

G_BEGIN_DECLS

ArcCalendarWriter *arc_calendar_module_writer_new (void);
void arc_calendar_module_writer_free (ArcCalendarWriter *writer);
void arc_calendar_module_begin (ArcCalendarWriter *writer, GString *out);
void arc_calendar_module_end (ArcCalendarWriter *writer, GString *out);
void arc_calendar_module_journal (ArcCalendarWriter *writer, const ArcCalendarJournal *journal,
                                  GString *out);
void arc_calendar_module_loop (ArcCalendarWriter *writer, const ArcRecord *record,
                               ArcCalendarParts parts, GString *out);
void arc_calendar_module_event (ArcCalendarWriter *writer, const ArcCalendarEvent *event,
                                GString *out);
ArcCalendarEvent *arc_calendar_module_event_from_reminder (const ArcReminder *reminder,
                                                           const GPtrArray *firings,
                                                           const char *here, GError **error);

/**
 * arc_calendar_rule:
 * @reminder: whose rule it is
 * @zone: IANA zone in which it holds
 * @first: the first occurrence that is written
 *
 * Its rule as it holds from @first on: the end is an instant where the reminder has a zone and a
 * wall-clock time where it has none (RFC 5545, 3.3.10), and occurrences before @first no longer
 * count.
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID
 */
char *arc_calendar_rule (const ArcReminder *reminder, const char *zone, ArcDay first,
                         GError **error);

G_END_DECLS
