/* For the time being: pages that are still being written. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

GtkWidget *arc_today_page_new (ArcJournalService *service);
GtkWidget *arc_trash_page_new (ArcJournalService *service);
GtkWidget *arc_preferences_new (ArcJournalService *service);
