/* What falls due in the next days: a short list, each row a way to the Commitments page. */
#pragma once

#include "arc-journal-loop.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_DUE_LIST (arc_due_list_get_type ())
G_DECLARE_FINAL_TYPE (ArcDueList, arc_due_list, ARC, DUE_LIST, AdwBin)

GtkWidget *arc_due_list_new (void);

/* @due: (element-type ArcWaiting): none hides the list. */
void arc_due_list_show (ArcDueList *self, const GPtrArray *due, ArcDay today);

G_END_DECLS
