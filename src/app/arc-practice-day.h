/* The practice of a day: at most one, once a day. */
#pragma once

#include "arc-practice-finder.h"

G_BEGIN_DECLS

/* Entries that tell what somebody is busy with: so many, at most so old. */
#define ARC_PRACTICE_DAY_ENTRIES 8
#define ARC_PRACTICE_DAY_RECENT_DAYS 30
/* What was shown and not answered comes again after a while; what was dismissed after a longer one.
 */
#define ARC_PRACTICE_DAY_REST_DAYS 7
#define ARC_PRACTICE_DAY_LONG_REST_DAYS 28
/* Those who answered none yet start with so many. */
#define ARC_PRACTICE_DAY_BEST 3

/**
 * ArcPracticeDay:
 * @is_new: it was not shown today before, which is to be noted once it is
 * @is_start: it is one of those that newcomers start with
 */
typedef struct {
  ArcPracticeOffer *offer;
  gboolean is_new;
  gboolean is_start;
} ArcPracticeDay;
void arc_practice_day_free (ArcPracticeDay *day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcPracticeDay, arc_practice_day_free)

/**
 * arc_practice_day_read:
 *
 * An ArcJournalFunc without data. Costs one look at the teams where there are none.
 *
 * Returns: (transfer full) (nullable): an #ArcPracticeDay; %NULL without error where nothing is to
 *   be shown
 */
gpointer arc_practice_day_read (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
