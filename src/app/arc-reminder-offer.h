/* “Ask again next Friday at this time?”: the first reminder, one click. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"
#include "arc-reflections.h"

G_BEGIN_DECLS

#define ARC_TYPE_REMINDER_OFFER (arc_reminder_offer_get_type ())
G_DECLARE_FINAL_TYPE (ArcReminderOffer, arc_reminder_offer, ARC, REMINDER_OFFER, AdwBin)

GtkWidget *arc_reminder_offer_new (ArcJournalService *service);
/* Shown while @reflections may be offered one and something was written. */
void arc_reminder_offer_show (ArcReminderOffer *self, const ArcReflections *reflections,
                              gboolean has_entries);

G_END_DECLS
