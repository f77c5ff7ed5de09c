/* A person words a practice: When … do … so that …. */
#pragma once

#include "arc-journal-service.h"
#include "arc-practice.h"
#include "arc-summary.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PRACTICE_DIALOG (arc_practice_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticeDialog, arc_practice_dialog, ARC, PRACTICE_DIALOG, AdwWindow)

/**
 * arc_practice_dialog_new:
 * @origin: below a toast overlay, for what is said afterwards
 * @turn: copied: what is known already; its state is what it is to become
 */
GtkWidget *arc_practice_dialog_new (GtkWidget *origin, ArcJournalService *service,
                                    const char *team_id, const ArcPracticeTurn *turn);

/* Endorses what a line of a summary says; whoever said it is its finder. */
void arc_practice_dialog_show_for_line (GtkWidget *origin, ArcJournalService *service,
                                        const char *team_id, const ArcSummaryLine *line,
                                        const char *topic, ArcDay today);

G_END_DECLS
