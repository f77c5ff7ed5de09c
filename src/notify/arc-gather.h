/* What the journal knows about now: everything that falls due, and what became of it. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-schedule.h"
#include "arc-tidings.h"

G_BEGIN_DECLS

/* When what has a day only comes, on a day without a reflection; and "tomorrow morning". */
#define ARC_MORNING_S (9 * 3600)

/**
 * ArcGathered:
 * @due: (element-type ArcDue): what is not done: from a fortnight ago on, and what comes next
 * @firings: (element-type ArcFiring): what became of them
 * @rules: borrows @zone
 * @today: by the journal's day start
 * @ask_again: the day of the next reflection after today, or a week from now
 * @quote: the person's own words may be shown
 * @off: reminders are switched off
 * @teams: (element-type ArcTeam)
 * @tidings: (element-type ArcTiding): what teammates said and was not seen to
 * @next: (nullable): the earliest of @due that comes in the future, at @next_us
 */
typedef struct {
  GPtrArray *due;
  GPtrArray *firings;
  ArcAgendaRules rules;
  char *zone;
  ArcDay today;
  ArcDay ask_again;
  gboolean quote;
  gboolean off;
  GPtrArray *teams;
  GPtrArray *tidings;
  const ArcDue *next;
  gint64 next_us;
} ArcGathered;

/* (transfer full): reads only. @zone is where the person is. */
ArcGathered *arc_gather (ArcJournal *journal, gint64 now_us, const char *zone, GError **error);
void arc_gathered_free (ArcGathered *gathered);
/* The instant, microseconds UTC, to which "tomorrow morning" puts something off. */
gint64 arc_tomorrow_morning (gint64 now_us, const char *zone);
/* The open thing with this key, or NULL: there is none, or its work is done. */
const ArcDue *arc_gathered_find_due (const ArcGathered *gathered, const char *subject_id,
                                     gint64 wall_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGathered, arc_gathered_free)

G_END_DECLS
