/* What the module of the schedule gives to arc-cli-schedule.c; for these two only. */
#pragma once

#include "arc-schedule.h"

G_BEGIN_DECLS

/* Grows with each change of this struct or of a value that passes through it. */
#define ARC_SCHEDULE_MODULE_VERSION 1
#define ARC_SCHEDULE_MODULE_SYMBOL "arc_schedule_module"

typedef struct {
  guint version;
  gboolean (*reminder_check) (const ArcReminder *reminder, GError **error);
  char *(*rule_describe) (const char *rule);
  GArray *(*reminder_expand) (const ArcReminder *reminder, const char *here, gint64 from_us,
                              guint limit, GError **error);
  ArcDay (*next_reflection_day) (const GPtrArray *reminders, const GPtrArray *firings,
                                 const char *here, int day_start_h, ArcDay after);
} ArcScheduleModule;

extern const ArcScheduleModule arc_schedule_module;

G_END_DECLS
