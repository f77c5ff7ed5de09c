/* The reading half of the module; see arc-calendar.h for what the functions do. */
#pragma once

#include "arc-calendar.h"

G_BEGIN_DECLS

ArcCalendarReader *arc_calendar_module_reader_new (const char *zone);
void arc_calendar_module_reader_free (ArcCalendarReader *reader);
void arc_calendar_module_push (ArcCalendarReader *reader, const char *line, gsize length,
                               gboolean too_long, guint64 number);
gboolean arc_calendar_module_pop (ArcCalendarReader *reader, ArcCalendarJournal **journal,
                                  ArcCalendarEvent **event, guint64 *line, char **fault);

G_END_DECLS
