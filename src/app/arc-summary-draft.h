/* A draft of a summary, which is made again when what it rests on has changed. */
#pragma once

#include "arc-summary-jobs.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals, on the main thread:
 * "made" (const ArcSummary *): it reads otherwise than before
 * "failed" (const GError *): it was not made; NULL where that was wanted
 */
#define ARC_TYPE_SUMMARY_DRAFT (arc_summary_draft_get_type ())
G_DECLARE_FINAL_TYPE (ArcSummaryDraft, arc_summary_draft, ARC, SUMMARY_DRAFT, GObject)

/**
 * arc_summary_draft_new:
 * @replaces_id: (nullable): the published summary whose next version it becomes
 */
ArcSummaryDraft *arc_summary_draft_new (ArcJournalService *service, ArcSummaryStore *store,
                                        const ArcSummaryScope *scope, const char *replaces_id);
const char *arc_summary_draft_get_replaces (ArcSummaryDraft *self);

/**
 * arc_summary_draft_make:
 * @over: (nullable): shows over it how far it is, with a way to cancel; until it was made once
 *
 * While one is made already: once more after it.
 */
void arc_summary_draft_make (ArcSummaryDraft *self, GtkWindow *over);
/* Nobody wants it any more: nothing is said after this. */
void arc_summary_draft_close (ArcSummaryDraft *self);

G_END_DECLS
