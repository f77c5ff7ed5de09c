/* Counts the time spent writing, quietly: it never rings, and stops nothing. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_QUIET_TIMER (arc_quiet_timer_get_type ())
G_DECLARE_FINAL_TYPE (ArcQuietTimer, arc_quiet_timer, ARC, QUIET_TIMER, AdwBin)

/**
 * arc_quiet_timer_new:
 *
 * Counts only while it is on the screen, and wakes the program up only then, once a second, until
 * the time is full.
 */
GtkWidget *arc_quiet_timer_new (void);

/* The minutes after which it says that this is a good moment to close; 0 hides it. */
void arc_quiet_timer_set_minutes (ArcQuietTimer *self, guint minutes);
/* Counts from @elapsed_s on. */
void arc_quiet_timer_restart (ArcQuietTimer *self, guint elapsed_s);
/* What it shows. */
const char *arc_quiet_timer_get_text (ArcQuietTimer *self);
/* Whether it wakes the program up. */
gboolean arc_quiet_timer_is_ticking (ArcQuietTimer *self);

G_END_DECLS
