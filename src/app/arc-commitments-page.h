/* All commitments by when they are due, and the barriers. */
#pragma once

#include "arc-page.h"

G_BEGIN_DECLS

#define ARC_TYPE_COMMITMENTS_PAGE (arc_commitments_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcCommitmentsPage, arc_commitments_page, ARC, COMMITMENTS_PAGE, ArcPage)

GtkWidget *arc_commitments_page_new (ArcJournalService *service);

G_END_DECLS
