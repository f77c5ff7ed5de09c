/* Names on the session bus: the window's and the daemon's, one pair for each journal. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARC_REMINDERS_INTERFACE "io.github.arcjournal.ArcJournal.Reminders"
#define ARC_REMINDERS_PATH "/io/github/arcjournal/ArcJournal/Reminders"

/* (transfer full): the journal that is used unless another one is chosen. */
char *arc_names_dup_standard_path (void);
/**
 * arc_names_dup_application:
 * @path: (nullable): of the journal, absolute; NULL means arc_journal_default_path()
 *
 * Returns: (transfer full): the window's application id: the standard journal has the plain one,
 *   every other one its own, derived from its path
 */
char *arc_names_dup_application (const char *path);
/* (transfer full): the daemon's bus name for that journal. */
char *arc_names_dup_reminders (const char *path);
/* (transfer full): the object of a GApplication with this id. */
char *arc_names_dup_object_path (const char *application_id);

G_END_DECLS
