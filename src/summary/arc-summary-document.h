/* Summaries and playbooks as documents. Pure. */
#pragma once

#include "arc-document.h"
#include "arc-summarise.h"

G_BEGIN_DECLS

/**
 * arc_summary_to_document:
 * @is_outside: made by arc_summary_outside(): the footer says so
 *
 * Returns: (transfer full)
 */
ArcDocument *arc_summary_to_document (const ArcSummary *summary, gboolean is_outside);

/**
 * arc_playbook_to_document:
 * @practices: (element-type ArcPracticeInput): endorsed ones are taken, the best-proven first
 *
 * Returns: (transfer full)
 */
ArcDocument *arc_playbook_to_document (const GPtrArray *practices, const char *team_name,
                                       guint group_size, ArcDay today);

G_END_DECLS
