/* The window: sidebar and pages, the composer above them, and the actions that connect them. */
#pragma once

#include <adwaita.h>

#include "arc-journal-service.h"

G_BEGIN_DECLS

#define ARC_TYPE_WINDOW (arc_window_get_type ())
G_DECLARE_FINAL_TYPE (ArcWindow, arc_window, ARC, WINDOW, AdwApplicationWindow)

/**
 * arc_window_new:
 * @service: of the journal to show; opened if it is not yet
 *
 * Widgets inside reach it by actions: win.write, win.edit (s: entry id), win.resume-draft (s: draft
 * id), win.show-entry (s: entry id), win.search (s: query), win.show-page (s: today, journal,
 * trash, team, or team/ and a team's id), win.history (s: entry id), win.share (s: entry id), win.team-members (s: team id),
 * win.delete (s: entry id), win.toast (s: text), win.back.
 *
 * Returns: (transfer floating)
 */
GtkWidget *arc_window_new (GtkApplication *application, ArcJournalService *service);

/* Opens the composer for a new entry, once the journal is open. */
void arc_window_write (ArcWindow *window);

G_END_DECLS
