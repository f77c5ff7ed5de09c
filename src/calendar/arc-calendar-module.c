/* What the program finds in the module. */
#include "arc-calendar-module.h"

#include <gmodule.h>

#include "arc-calendar-reader.h"
#include "arc-calendar-writer.h"

G_MODULE_EXPORT const ArcCalendarModule arc_calendar_module = {
    .version = ARC_CALENDAR_MODULE_VERSION,
    .writer_new = arc_calendar_module_writer_new,
    .writer_free = arc_calendar_module_writer_free,
    .writer_begin = arc_calendar_module_begin,
    .writer_end = arc_calendar_module_end,
    .writer_journal = arc_calendar_module_journal,
    .writer_loop = arc_calendar_module_loop,
    .writer_event = arc_calendar_module_event,
    .event_from_reminder = arc_calendar_module_event_from_reminder,
    .reader_new = arc_calendar_module_reader_new,
    .reader_free = arc_calendar_module_reader_free,
    .reader_push = arc_calendar_module_push,
    .reader_pop = arc_calendar_module_pop,
};
