/* All that the Today page shows, read from the journal in one go. */
#pragma once

#include "arc-journal.h"
#include "arc-reflections.h"
#include "arc-waiting-data.h"

G_BEGIN_DECLS

/* Entries from about this long ago. */
typedef enum {
  ARC_AGO_WEEK,
  ARC_AGO_MONTH,
  ARC_AGO_YEAR,
  ARC_N_AGO,
} ArcAgo;

/**
 * ArcTodayData:
 * @today: the day it is, by the journal's day start
 * @day_start_h: the hour at which a day begins
 * @now_us: when this was read
 * @next_day_us: when it stops being @today
 * @entries: how many there are in the journal
 * @drafts: (element-type ArcDraft): those that wait, last touched first
 * @change: (nullable): the last change that no look-back has ended
 * @change_days: how many days ago that was
 * @change_asks: whether to ask about it: not on the day it was decided
 * @last_did: the answer of an earlier look-back at it
 * @waiting: (element-type ArcWaitingItem): what is asked about today
 * @due: (element-type ArcWaiting): what falls due in the week after today
 * @circling: (nullable): the topic of the last entries, if they all found no change
 * @reflections: when the person is asked to reflect
 * @due_reflection: (nullable): the newest that has fallen due and was not written
 * @put_off_us: when the next of those comes that were put off, 0 for none
 * @measured: (element-type ArcMeasured): what entries of this month measured
 * @equivalents: (element-type ArcEquivalent) (nullable): NULL where nothing was measured
 * @ago: (nullable): entries from a week, a month, a year ago
 */
typedef struct {
  ArcDay today;
  int day_start_h;
  gint64 now_us;
  gint64 next_day_us;
  guint64 entries;
  GPtrArray *drafts;
  ArcEntry *change;
  int change_days;
  gboolean change_asks;
  ArcDid last_did;
  GPtrArray *waiting;
  GPtrArray *due;
  char *circling;
  ArcReflections *reflections;
  ArcDue *due_reflection;
  gint64 put_off_us;
  GPtrArray *measured;
  GPtrArray *equivalents;
  ArcEntry *ago[ARC_N_AGO];
} ArcTodayData;

/**
 * arc_today_data_read:
 *
 * An #ArcJournalFunc without data.
 *
 * Returns: (transfer full): a new #ArcTodayData, or %NULL with an error
 */
gpointer arc_today_data_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                              GError **error);
void arc_today_data_free (ArcTodayData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTodayData, arc_today_data_free)

G_END_DECLS
