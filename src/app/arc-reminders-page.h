/* Preferences, Reminders: whether they arrive, when they keep quiet, and the schedules. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_REMINDERS_PAGE (arc_reminders_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcRemindersPage, arc_reminders_page, ARC, REMINDERS_PAGE, AdwPreferencesPage)

GtkWidget *arc_reminders_page_new (ArcJournalService *service);

G_END_DECLS
