/* Summaries and playbooks as files. */
#pragma once

#include "arc-practices.h"
#include "arc-summary-paper.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Asks what a file of @summary is to be and who may read it, then where to put it, over the window
 * of @widget, and writes it. Outside the team by default: no names, no words but those that may be
 * quoted. @members: (nullable) (element-type ArcMember): of the team. */
void arc_summary_export_ask (GtkWidget *widget, const ArcSummary *summary, GPtrArray *members);
/* @practices: (element-type ArcPractice): the playbook of a team, with no name but those of finders
 * who agreed. */
void arc_playbook_export_ask (GtkWidget *widget, const GPtrArray *practices, const char *team_name,
                              guint group_size, ArcDay today);

/**
 * arc_summary_export_write:
 * @inside: keep names and words: the file stays in the team
 *
 * On a thread of its own. The file is replaced only when complete.
 */
void arc_summary_export_write (const ArcSummary *summary, ArcPaper paper, gboolean inside,
                               const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean arc_summary_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
