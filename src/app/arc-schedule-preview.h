/* What a schedule would do: in words, and its next five times. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-schedule.h"

G_BEGIN_DECLS

#define ARC_PREVIEW_TIMES 5

typedef struct {
  ArcReminder *reminder;
  gint64 now_us;
  char *here;
} ArcPreviewRequest;
ArcPreviewRequest *arc_preview_request_new (const ArcReminder *reminder, gint64 now_us,
                                            const char *here);
void arc_preview_request_free (ArcPreviewRequest *request);

/**
 * ArcSchedulePreview:
 * @sentence: "every Friday at 15:30"
 * @problem: (nullable): why it cannot be saved, a sentence; there are no times then
 * @skipped: which of @times the person said to leave out
 */
typedef struct {
  char *sentence;
  char *problem;
  ArcOccurrence times[ARC_PREVIEW_TIMES];
  gboolean skipped[ARC_PREVIEW_TIMES];
  guint n_times;
} ArcSchedulePreview;
void arc_schedule_preview_free (ArcSchedulePreview *preview);

/* (transfer full): "every Friday at 15:30", with the zone where it is not the person's own. */
char *arc_schedule_sentence (const ArcReminder *reminder);

/* An #ArcJournalFunc: @data is an ArcPreviewRequest. Returns: (transfer full): a preview. */
gpointer arc_schedule_preview_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSchedulePreview, arc_schedule_preview_free)

G_END_DECLS
