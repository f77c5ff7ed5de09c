/* The equivalents of a team: who leads it changes them, the others see what was agreed on. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_EQUIVALENTS_DIALOG (arc_equivalents_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArcEquivalentsDialog, arc_equivalents_dialog, ARC, EQUIVALENTS_DIALOG,
                      AdwWindow)

/* (transfer none): to be presented. @parent: (nullable) */
GtkWidget *arc_equivalents_dialog_new (GtkWindow *parent, ArcJournalService *service,
                                       const char *team_id);

G_END_DECLS
