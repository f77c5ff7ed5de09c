/* Reminders as events of a calendar (VEVENT), and back: only those that we have written. As with
 * entries, what is seen in another calendar counts where it was changed there. */
#pragma once

#include "arc-calendar.h"
#include "arc-item.h"

G_BEGIN_DECLS

/**
 * arc_icalendar_append_reminder:
 * @item: a reminder
 * @here: IANA zone of the person
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID if the reminder breaks a rule
 */
gboolean arc_icalendar_append_reminder (ArcCalendarWriter *writer, GString *out,
                                        const ArcItem *item, const char *here, GError **error);

/* (transfer full): the reminder of @event, which is changed; %NULL with %ARC_ERROR_INVALID or
 * %ARC_ERROR_NEWER. */
ArcItem *arc_icalendar_to_reminder (ArcCalendarEvent *event, const char *here, GError **error);

G_END_DECLS
