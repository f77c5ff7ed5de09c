/* When reminders fall. The work is done by a module that is loaded on the first use: linking
 * libical costs 2 ms before main(), as much as all the rest of the program. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-schedule.h"

G_BEGIN_DECLS

/* As the functions of arc-schedule.h; ARC_ERROR_FAILED where the module is not installed. */
gboolean arc_cli_schedule_check (const ArcReminder *reminder, GError **error);
GArray *arc_cli_schedule_expand (const ArcReminder *reminder, const char *here, gint64 from_us,
                                 guint limit, GError **error);
/* The rule in words; the rule itself where the module is not installed. */
char *arc_cli_schedule_describe (const char *rule);

/**
 * arc_cli_schedule_next_day:
 *
 * Returns: the day of the next reflection after today; seven days on where none is scheduled
 */
ArcDay arc_cli_schedule_next_day (ArcJournal *journal);

G_END_DECLS
