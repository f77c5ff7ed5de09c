/* Preferences, Data: where the journal is, copies of it, entries in and out. */
#pragma once

#include "arc-journal-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define ARC_TYPE_DATA_PAGE (arc_data_page_get_type ())
G_DECLARE_FINAL_TYPE (ArcDataPage, arc_data_page, ARC, DATA_PAGE, AdwPreferencesPage)

GtkWidget *arc_data_page_new (ArcJournalService *service);

/* What the file choosers lead to; also for tests, which cannot choose. */
void arc_data_page_backup_to (ArcDataPage *self, const char *path);
void arc_data_page_import_from (ArcDataPage *self, const char *path);
void arc_data_page_export_to (ArcDataPage *self, const char *path);

G_END_DECLS
