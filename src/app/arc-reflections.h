/* When reflections fall, as the window shows it: read and changed on the journal's threads. */
#pragma once

#include "arc-journal-loop.h"
#include "arc-schedule.h"

G_BEGIN_DECLS

/**
 * ArcReflections:
 * @reminders: (element-type ArcReminder)
 * @firings: (element-type ArcFiring): what was skipped beforehand, among others
 * @zone: where the person is
 * @now_us: when this was read
 * @day_start_h: hour at which a day begins
 * @may_offer: no reminder was ever made here, and a first one was not refused
 * @next: (nullable): the reminder that falls next, at @next_at; one of @reminders
 */
typedef struct {
  GPtrArray *reminders;
  GPtrArray *firings;
  char *zone;
  gint64 now_us;
  int day_start_h;
  gboolean may_offer;
  const ArcReminder *next;
  ArcOccurrence next_at;
} ArcReflections;

ArcReflections *arc_reflections_read (ArcJournal *journal, GError **error);
/* (transfer full) (element-type ArcFiring): from a fortnight before @today on. */
GPtrArray *arc_reflections_read_firings (ArcJournal *journal, ArcDay today, GError **error);
void arc_reflections_free (ArcReflections *reflections);

/**
 * arc_reflections_next_day:
 * @after: usually arc_journal_today()
 * @day: (out): of the next reflection strictly after @after, or a week on where there is none
 *
 * For the worker: the day to look back on, and to ask "not yet" again.
 */
gboolean arc_reflections_next_day (ArcJournal *journal, ArcDay after, ArcDay *day, GError **error);

/* ---- for arc_journal_service_write_async() ---- */

/* @data is an ArcReminder, which gets an id. Checks and saves it. Returns: whether
 * (GINT_TO_POINTER) it was saved and reminders are wanted. */
gpointer arc_reflections_save (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                               GError **error);

/* A reminder that was removed, with what became of its occurrences. */
typedef struct {
  ArcReminder *reminder;
  GPtrArray *firings; /* of ArcFiring */
} ArcRemoved;
void arc_removed_free (ArcRemoved *removed);
/* @data is an id. Returns: (transfer full): an ArcRemoved. */
gpointer arc_reflections_remove (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                 GError **error);
/* @data is an ArcRemoved, which comes back. Returns NULL. */
gpointer arc_reflections_restore (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                                  GError **error);

/* One occurrence that is skipped, or no longer. */
typedef struct {
  char *reminder_id;
  ArcOccurrence at;
  gboolean skip;
} ArcSkip;
ArcSkip *arc_skip_new (const char *reminder_id, const ArcOccurrence *at, gboolean skip);
void arc_skip_free (ArcSkip *skip);
/* @data is an ArcSkip. Returns NULL. */
gpointer arc_reflections_skip (ArcJournal *journal, gpointer data, GCancellable *cancellable,
                               GError **error);

/* ---- the first one ---- */

/* (transfer full): every week on this weekday at this time (to the quarter of an hour), from next
 * week on. */
ArcReminder *arc_reflections_first (gint64 now_us, const char *zone);
/* Remembers that the person does not want it. @data is unused. Returns NULL. */
gpointer arc_reflections_refuse_offer (ArcJournal *journal, gpointer data,
                                       GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcReflections, arc_reflections_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcRemoved, arc_removed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcSkip, arc_skip_free)

G_END_DECLS
