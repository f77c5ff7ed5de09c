/* Weeks as the person's region has them, and the names of their days. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The day with which a week begins where the person lives. */
GDateWeekday arc_week_first_day (void);
/* (transfer full): "Friday", or "Fri" if @is_short. */
char *arc_week_day_name (GDateWeekday weekday, gboolean is_short);

G_END_DECLS
