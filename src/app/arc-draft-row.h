/* A draft that waits: go on with it, or let it go. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_DRAFT_ROW (arc_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (ArcDraftRow, arc_draft_row, ARC, DRAFT_ROW, AdwBin)

/**
 * arc_draft_row_new:
 * @when: translated: when it was last written, "yesterday"
 */
GtkWidget *arc_draft_row_new (ArcJournalService *service, const ArcDraft *draft, const char *when);

G_END_DECLS
