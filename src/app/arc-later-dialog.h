/* "Be asked again at …": a day and a time to put something off to. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_LATER_DIALOG (arc_later_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcLaterDialog, arc_later_dialog, ARC, LATER_DIALOG, AdwMessageDialog)

/**
 * ArcLaterDialog::chosen:
 * @until_us: (gint64) microseconds UTC, after now and within a year
 */

/* The dialog of the window that @origin is in. */
GtkWidget *arc_later_dialog_new (GtkWidget *origin, gint64 now_us);

G_END_DECLS
