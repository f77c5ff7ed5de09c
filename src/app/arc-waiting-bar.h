/* Above the first question: what waits to be looked back at, one after the other, then it is gone.
 * It can be dismissed. While it is shown, Alt with a letter answers: Y, P, N, L, and T. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_WAITING_BAR (arc_waiting_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcWaitingBar, arc_waiting_bar, ARC, WAITING_BAR, AdwBin)

/**
 * ArcWaitingBar::looked-back:
 * @entry_id: (nullable): the first entry that was looked back at; %NULL where every answer was
 *   taken back
 */

/**
 * ArcWaitingBar::finished:
 *
 * Everything was answered, or the person dismissed it.
 */

GtkWidget *arc_waiting_bar_new (void);

/* Asks the journal what waits, and shows it; nothing is shown while nothing waits. */
void arc_waiting_bar_load (ArcWaitingBar *self, ArcJournalService *service);
/* Nothing is asked, also not what is still being read; what was answered is no longer followed. */
void arc_waiting_bar_clear (ArcWaitingBar *self);

G_END_DECLS
