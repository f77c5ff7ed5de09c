/* The schedule as a module, so that arcj maps libical and what that needs only for reminders. */
#include "arc-cli-schedule-module.h"

#include <gmodule.h>

G_MODULE_EXPORT const ArcScheduleModule arc_schedule_module = {
    .version = ARC_SCHEDULE_MODULE_VERSION,
    .reminder_check = arc_reminder_check,
    .rule_describe = arc_rule_describe,
    .reminder_expand = arc_reminder_expand,
    .next_reflection_day = arc_next_reflection_day,
};
