/* Answering a share: thanks, I'll try it, a look-back, a suggestion. */
#pragma once

#include "arc-journal-service.h"
#include "arc-share-reading.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_ANSWER_BAR (arc_answer_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArcAnswerBar, arc_answer_bar, ARC, ANSWER_BAR, AdwBin)

GtkWidget *arc_answer_bar_new (void);
void arc_answer_bar_set_service (ArcAnswerBar *self, ArcJournalService *service);

/* (nullable): what is answered to. What was typed and not sent comes back with its share. */
void arc_answer_bar_show (ArcAnswerBar *self, const ArcShareReading *reading);
/* Sends the suggestion that was typed. Returns whether there was one. */
gboolean arc_answer_bar_send (ArcAnswerBar *self);

G_END_DECLS
