/* Preferences: writing, appearance, and where the data is. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_PREFERENCES (arc_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ArcPreferences, arc_preferences, ARC, PREFERENCES, AdwPreferencesWindow)

/* What is changed here holds at once; there is nothing to confirm. */
GtkWidget *arc_preferences_new (ArcJournalService *service);

G_END_DECLS
