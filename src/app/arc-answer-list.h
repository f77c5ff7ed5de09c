/* What others answered to a share, or what one answered oneself. */
#pragma once

#include "arc-journal-service.h"
#include "arc-share-reading.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_ANSWER_LIST (arc_answer_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcAnswerList, arc_answer_list, ARC, ANSWER_LIST, AdwBin)

GtkWidget *arc_answer_list_new (void);
void arc_answer_list_set_service (ArcAnswerList *self, ArcJournalService *service);
/* Answers get a button that dismisses them: for the entry itself, where they are shown as news. */
void arc_answer_list_set_dismissable (ArcAnswerList *self, gboolean dismissable);

/**
 * arc_answer_list_show:
 * @answers: (element-type ArcShareAnswer): hidden if there is none
 * @entry_id: (nullable): my entry that they are about: a suggestion can become a commitment of it
 */
void arc_answer_list_show (ArcAnswerList *self, const GPtrArray *answers, const char *entry_id);

G_END_DECLS
