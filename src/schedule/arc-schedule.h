/* When something falls due: recurrence, zones, quiet hours, snooze, catch-up. Pure functions: what
 * time it is comes in as an argument, nothing is read or written. */
#pragma once

#include "arc-firing.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

/* ---- recurrence ---- */

/* One time at which a reminder falls. */
typedef struct {
  ArcDay day; /* as the wall clock there shows it */
  int at_s;
  gint64 utc_us;
} ArcOccurrence;

/**
 * arc_rule_check:
 * @rule: an RRULE value
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID if it cannot be read, is finer than daily, or never
 *   falls on any day, whatever day it starts on
 */
gboolean arc_rule_check (const char *rule, GError **error);

/**
 * arc_reminder_check:
 *
 * Fields, limits, the rule, and whether it falls on a day at all from its start on. Pauses and
 * what the time is now do not matter.
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID
 */
gboolean arc_reminder_check (const ArcReminder *reminder, GError **error);

/**
 * arc_rule_describe:
 *
 * Returns: (transfer full): the rule in words, translated: "every Friday", "the last Friday of
 *   every month", or the rule itself where there are no simpler words
 */
char *arc_rule_describe (const char *rule);

/**
 * arc_reminder_expand:
 * @here: zone of a reminder that has none
 * @from_us: the first instant that counts
 * @limit: at most so many; fewer if there are no more within 400 years
 *
 * The occurrences from @from_us on, in order. A wall-clock time that a clock change skips is read
 * with the offset before the gap; a repeated one means the first (RFC 5545, 3.3.5). Nothing falls
 * on the days of a pause, which COUNT counts all the same. The work is bounded by itself: every
 * day is looked at once, so that a hostile rule costs some milliseconds.
 *
 * Returns: (transfer full) (element-type ArcOccurrence): %NULL with %ARC_ERROR_INVALID
 */
GArray *arc_reminder_expand (const ArcReminder *reminder, const char *here, gint64 from_us,
                             guint limit, GError **error);

/* ---- quiet hours ---- */

/* Seconds of the day; equal means none. They may span midnight. */
typedef struct {
  int from_s;
  int to_s;
} ArcQuietHours;

/* @instant_us, or the end of the quiet hours it falls into in @zone. */
gint64 arc_quiet_hours_after (ArcQuietHours quiet, gint64 instant_us, const char *zone);

/* ---- the agenda: what is to be shown now, and when to look again ---- */

/* What was due longer ago is not shown any more. */
#define ARC_AGENDA_OLDEST_US (14 * ARC_US_PER_DAY)
/* What comes later than this was missed; up to it, the computer was just slow. */
#define ARC_AGENDA_LATE_US (5 * 60 * ARC_US_PER_SECOND)
/* For so long the one who claimed something has the time to show it. */
#define ARC_AGENDA_CLAIM_US (30 * ARC_US_PER_SECOND)

typedef enum {
  ARC_DUE_REFLECTION, /* an occurrence of a reminder */
  ARC_DUE_LOOK_BACK,  /* an entry whose look-back day has come */
  ARC_DUE_COMMITMENT, /* a commitment with a due day of its own */
} ArcDueKind;

/**
 * ArcDue:
 * @subject_id: reminder, entry or commitment
 * @wall_s: which occurrence it is: arc_wall_seconds() of its day and time. It stays the same when
 *   the person travels, so that Friday 15:30 that came in Berlin does not come again in New York
 * @due_us: the instant of it in the zone where it holds; of what has a day only, the time of day
 *   at which it comes when there is no reflection that day
 * @topic: what a notification may name by default; may be ""
 * @quote: the person's own words, shown only if they allowed it; may be ""
 *
 * Something that falls due.
 */
typedef struct {
  ArcDueKind kind;
  char *subject_id;
  gint64 wall_s;
  gint64 due_us;
  char *topic;
  char *quote;
} ArcDue;
ArcDue *arc_due_copy (const ArcDue *due);
void arc_due_free (ArcDue *due);

typedef struct {
  const char *zone; /* where the person is */
  ArcQuietHours quiet;
  int day_start_h;
} ArcAgendaRules;

/* What one notification brings. */
typedef struct {
  GPtrArray *due; /* of ArcDue; the first one leads: reflections, the newest first; then the rest,
                     the oldest first */
  gboolean late;  /* at least one was missed while nothing ran */
} ArcNotice;
void arc_notice_free (ArcNotice *notice);

/* ---- the next reflection ---- */

/* Whether the person said beforehand that this one is left out: a firing that is done already. */
gboolean arc_occurrence_is_skipped (const ArcReminder *reminder, const ArcOccurrence *occurrence,
                                    const GPtrArray *firings);

/**
 * arc_next_reflection:
 * @reminders: (element-type ArcReminder)
 * @firings: (nullable) (element-type ArcFiring): those that are done were skipped
 * @here: zone of reminders that have none
 * @from_us: the first instant that counts
 * @next: (out): when
 *
 * Returns: (nullable): which of @reminders falls first; %NULL if none does
 */
const ArcReminder *arc_next_reflection (const GPtrArray *reminders, const GPtrArray *firings,
                                        const char *here, gint64 from_us, ArcOccurrence *next);

/**
 * arc_next_reflection_day:
 * @day_start_h: hour at which a day begins
 *
 * Returns: the day of the next reflection strictly after the day @after; seven days on where there
 *   is none: when to look back, and when "not yet" is asked again
 */
ArcDay arc_next_reflection_day (const GPtrArray *reminders, const GPtrArray *firings,
                                const char *here, int day_start_h, ArcDay after);

/**
 * arc_agenda_reconcile:
 * @due: (element-type ArcDue): everything from a fortnight ago on, and of every reminder at least
 *   the next occurrence
 * @firings: (element-type ArcFiring): what has been claimed, shown, snoozed, done
 * @now_us: by the wall clock
 * @next_us: (out): when to look again, provided that the notice is recorded as shown; %G_MAXINT64
 *   for "when something changes"
 *
 * Idempotent: the same inputs give the same notice, and once its firings are recorded, none.
 *
 * - One appointment, not three: what falls on a day with a reflection (a day that begins at the
 *   day-start hour) comes with the first reflection of that day that is not done, earlier or later
 *   than its own time.
 * - What was missed comes in one notice, and nothing that is older than a fortnight.
 * - What was claimed and not shown comes again after ARC_AGENDA_CLAIM_US, at once if the claim
 *   lies in the future: the one who claimed it may have died before showing it.
 * - Quiet hours hold everything back, snoozed and missed things too.
 * - A clock that is set back or forward, or a journey, changes no key: nothing comes twice.
 *
 * Returns: (transfer full) (nullable): what to show now, or %NULL
 */
ArcNotice *arc_agenda_reconcile (const GPtrArray *due, const GPtrArray *firings,
                                 const ArcAgendaRules *rules, gint64 now_us, gint64 *next_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcDue, arc_due_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcNotice, arc_notice_free)

G_END_DECLS
