/* A practice to read, and to answer. */
#pragma once

#include "arc-journal-service.h"
#include "arc-practice-jobs.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PRACTICE_VIEW (arc_practice_view_get_type ())
G_DECLARE_FINAL_TYPE (ArcPracticeView, arc_practice_view, ARC, PRACTICE_VIEW, AdwBin)

GtkWidget *arc_practice_view_new (ArcJournalService *service);
/* @line: of @info; nothing of either is kept. */
void arc_practice_view_show (ArcPracticeView *self, const ArcPracticesInfo *info,
                             const ArcPracticeLine *line);

/* It was said: not so where the person thought better of it. */
typedef void (*ArcPracticeSaid) (GtkWidget *widget);
/* Asks why a practice is not for me, over the window of @widget, and says so. @said: (nullable) */
void arc_practice_ask_why_not (GtkWidget *widget, ArcJournalService *service,
                               const char *practice_id, ArcPracticeSaid said);

G_END_DECLS
