/* The dialog for one reflection that recurs: how often, when, and its next five times. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

#define ARC_TYPE_SCHEDULE_DIALOG (arc_schedule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcScheduleDialog, arc_schedule_dialog, ARC, SCHEDULE_DIALOG, AdwWindow)

/**
 * arc_schedule_dialog_new:
 * @opener: the dialog belongs to its window, and toasts with a way back appear around it
 * @reminder: a stored one, or one without an id, which is made when the person saves it
 * @now_us: what the next times are counted from
 * @here: zone in which the person is
 *
 * Returns: (transfer none): to be presented
 */
GtkWidget *arc_schedule_dialog_new (GtkWidget *opener, ArcJournalService *service,
                                    const ArcReminder *reminder, gint64 now_us, const char *here);

G_END_DECLS
