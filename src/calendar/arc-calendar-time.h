/* Dates and times as iCalendar writes them. For this folder only. */
#pragma once

#include "arc-day.h"

G_BEGIN_DECLS

/* A date, with a time of day or without. */
typedef struct {
  ArcDay day;
  int at_s;
  gboolean is_date;
  gboolean is_utc;
} ArcCalendarTime;

/* "20261120", "20261120T140311", "20261120T130311Z"; FALSE if @text is none of these. */
gboolean arc_calendar_time_parse (const char *text, ArcCalendarTime *time);

/* (transfer full): "20261120". */
char *arc_calendar_format_day (ArcDay day);
/* (transfer full): "20261120T140311". */
char *arc_calendar_format_wall (ArcDay day, int at_s);
/* (transfer full): "20261120T130311Z". */
char *arc_calendar_format_utc (gint64 instant_us);

G_END_DECLS
