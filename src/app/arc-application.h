/* The application: one per journal, with its windows, its actions and its keys. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_APPLICATION (arc_application_get_type ())
G_DECLARE_FINAL_TYPE (ArcApplication, arc_application, ARC, APPLICATION, AdwApplication)

/**
 * arc_application_new:
 *
 * Returns: (transfer full): for the journal that the command line or ARC_JOURNAL names, which is
 * known once it runs
 */
ArcApplication *arc_application_new (void);

/**
 * arc_application_open_journal:
 * @path: another journal
 *
 * Replaces the windows by one that shows the journal at @path.
 */
void arc_application_open_journal (ArcApplication *application, const char *path);

G_END_DECLS
