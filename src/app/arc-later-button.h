/* "Later": in 15 minutes, in an hour, tomorrow morning, or at a time that the person chooses. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_LATER_BUTTON (arc_later_button_get_type ())
G_DECLARE_FINAL_TYPE (ArcLaterButton, arc_later_button, ARC, LATER_BUTTON, AdwBin)

/**
 * ArcLaterButton::chosen:
 * @until_us: (gint64) microseconds UTC, after now and within a year
 */

G_END_DECLS
