/* A reflection that has fallen due and was not written: it can be put off or skipped here as by its
 * notification. Writing is what the page's own button is for. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-today-data.h"

G_BEGIN_DECLS

#define ARC_TYPE_REFLECTION_CARD (arc_reflection_card_get_type ())
G_DECLARE_FINAL_TYPE (ArcReflectionCard, arc_reflection_card, ARC, REFLECTION_CARD, AdwBin)

GtkWidget *arc_reflection_card_new (ArcJournalService *service);
/* Hides where nothing is due, or nothing can be written. */
void arc_reflection_card_show (ArcReflectionCard *self, const ArcTodayData *data);

G_END_DECLS
