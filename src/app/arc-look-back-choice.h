/* “Look back: Friday, 4 December”: the day on which the writer asks to be asked. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_LOOK_BACK_CHOICE (arc_look_back_choice_get_type ())
G_DECLARE_FINAL_TYPE (ArcLookBackChoice, arc_look_back_choice, ARC, LOOK_BACK_CHOICE, AdwBin)

/* ArcLookBackChoice::changed: the person chose another day, or none. */

GtkWidget *arc_look_back_choice_new (void);

/**
 * arc_look_back_choice_set:
 * @day: what was chosen before, year 0 for nothing
 * @by_default: the day of the next reflection, taken where nothing was chosen; year 0 for none
 *
 * Emits nothing.
 */
void arc_look_back_choice_set (ArcLookBackChoice *self, ArcDay day, ArcDay by_default);
/* The day of the next reflection becomes the default, unless something else is set until it is
 * known. Emits nothing. */
void arc_look_back_choice_find_default (ArcLookBackChoice *self, ArcJournalService *service);
/* Year 0 for no day. */
ArcDay arc_look_back_choice_get_day (ArcLookBackChoice *self);

G_END_DECLS
