/* A reflection that recurs, for the person's own calendar. */
#pragma once

#include <gtk/gtk.h>

#include "arc-reminder.h"

G_BEGIN_DECLS

/**
 * arc_add_to_calendar:
 * @widget: toasts appear around it, and the dialog belongs to its window
 *
 * Asks where to write @reminder as an .ics file, writes it, and offers to open it: every calendar
 * takes such a file.
 */
void arc_add_to_calendar (GtkWidget *widget, const ArcReminder *reminder);

/* The same, to @path, without asking. */
void arc_add_to_calendar_at (GtkWidget *widget, const ArcReminder *reminder, const char *path);

G_END_DECLS
