/* iCalendar (RFC 5545): journal entries, commitments, look-back days and reminders for other
 * calendars, and journal entries from them.
 *
 * The work is done by a module that is loaded on the first use, so that a program which never meets
 * a calendar does not map libical and what that needs. Functions that load it fail with
 * %ARC_ERROR_FAILED where it is not installed. */
#pragma once

#include "arc-firing.h"
#include "arc-record.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

/**
 * ArcCalendarJournal:
 * @uid: (nullable): what names it in its calendar
 * @summary: "" if there is none; so are the texts below
 * @description: lines end with "\n"
 * @categories: (element-type utf8)
 * @has_start: whether @start_us and @zone are given
 * @start_us: microseconds UTC, in whole seconds
 * @zone: the IANA zone it was written with; "" if that has no such name
 * @created_us: 0 if not said
 * @modified_us: 0 if not said
 * @is_cancelled: it was deleted; only written
 * @exact: what other calendars keep, but do not show: whatever the rest cannot say
 *
 * A VJOURNAL as a plain value.
 */
typedef struct {
  char *uid;
  char *summary;
  char *description;
  GPtrArray *categories;
  gboolean has_start;
  gint64 start_us;
  char *zone;
  gint64 created_us;
  gint64 modified_us;
  gboolean is_cancelled;
  char *exact;
} ArcCalendarJournal;

ArcCalendarJournal *arc_calendar_journal_new (void);
void arc_calendar_journal_free (ArcCalendarJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCalendarJournal, arc_calendar_journal_free)

/**
 * ArcCalendarEvent:
 * @uid: (nullable): what names it in its calendar
 * @summary: "" if there is none; so are the texts below
 * @comment: only written
 * @rule: the value of its RRULE
 * @has_start: whether @day and what follows is given
 * @day: of its first occurrence, as the wall clock in @zone shows it
 * @at_s: seconds after midnight there
 * @zone: (nullable): an IANA zone; "" is the same time everywhere, %NULL a zone that is not known
 * @is_utc: @day and @at_s are UTC, and @zone says nothing
 * @excepted: (element-type gint64): occurrences that are left out, as arc_wall_seconds()
 * @is_cancelled: it does not take place
 * @created_us: 0 if not said
 * @modified_us: 0 if not said
 * @exact: what other calendars keep, but do not show
 *
 * A VEVENT that recurs, as a plain value: a reminder.
 */
typedef struct {
  char *uid;
  char *summary;
  char *comment;
  char *rule;
  gboolean has_start;
  ArcDay day;
  int at_s;
  char *zone;
  gboolean is_utc;
  GArray *excepted;
  gboolean is_cancelled;
  gint64 created_us;
  gint64 modified_us;
  char *exact;
} ArcCalendarEvent;

ArcCalendarEvent *arc_calendar_event_new (void);
void arc_calendar_event_free (ArcCalendarEvent *event);
gboolean arc_calendar_event_is_excepted (const ArcCalendarEvent *event, gint64 wall_s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCalendarEvent, arc_calendar_event_free)

/**
 * arc_calendar_event_from_reminder:
 * @firings: (nullable) (element-type ArcFiring): of @reminder; what was skipped beforehand is left
 *   out
 * @here: IANA zone of the person, which tells when a reminder ends that has no zone of its own
 *
 * What other calendars show of @reminder. One without a zone is at that time wherever the calendar
 * is. One that is paused begins after its pause; if that has no end, it is cancelled.
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_INVALID or %ARC_ERROR_FAILED
 */
ArcCalendarEvent *arc_calendar_event_from_reminder (const ArcReminder *reminder,
                                                    const GPtrArray *firings, const char *here,
                                                    GError **error);

/**
 * arc_calendar_dup_plain:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text as it is after it was written and read: line ends are "\n", and
 *   other control characters than the tab are U+FFFD, since iCalendar has no place for them
 */
char *arc_calendar_dup_plain (const char *text);

/* ---- writing ---- */

/* Which parts of a record to write. */
typedef enum {
  ARC_CALENDAR_JOURNALS = 1 << 0, /* entries (VJOURNAL) */
  ARC_CALENDAR_TODOS = 1 << 1,    /* commitments (VTODO) */
  ARC_CALENDAR_EVENTS = 1 << 2,   /* reminders and look-back days (VEVENT) */
  ARC_CALENDAR_ALL = ARC_CALENDAR_JOURNALS | ARC_CALENDAR_TODOS | ARC_CALENDAR_EVENTS,
} ArcCalendarParts;

typedef struct _ArcCalendarWriter ArcCalendarWriter;

/* (transfer full): %NULL with %ARC_ERROR_FAILED. */
ArcCalendarWriter *arc_calendar_writer_new (GError **error);
void arc_calendar_writer_free (ArcCalendarWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCalendarWriter, arc_calendar_writer_free)

/* Append to @out what stands before everything, and after it. */
void arc_calendar_writer_begin (ArcCalendarWriter *writer, GString *out);
void arc_calendar_writer_end (ArcCalendarWriter *writer, GString *out);
/* Appends a VJOURNAL, and before it the time zone that it needs, unless that was written before. */
void arc_calendar_writer_journal (ArcCalendarWriter *writer, const ArcCalendarJournal *journal,
                                  GString *out);
/**
 * arc_calendar_writer_loop:
 * @parts: what to write of it
 *
 * Appends a VTODO for each commitment of @record, and a VEVENT for the day to look back.
 */
void arc_calendar_writer_loop (ArcCalendarWriter *writer, const ArcRecord *record,
                               ArcCalendarParts parts, GString *out);
/* Appends a VEVENT that recurs, with an alarm unless it is cancelled, and before it the time zone
 * that it needs. */
void arc_calendar_writer_event (ArcCalendarWriter *writer, const ArcCalendarEvent *event,
                                GString *out);

/**
 * arc_calendar_write_reminder:
 * @out: gets a whole calendar with this reminder only, as arc_calendar_event_from_reminder() has it
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID or %ARC_ERROR_FAILED
 */
gboolean arc_calendar_write_reminder (const ArcReminder *reminder, const char *here, GString *out,
                                      GError **error);

/* ---- reading ---- */

/* No journal of a calendar, and no line of it, may be longer, in bytes. */
#define ARC_CALENDAR_LIMIT ((gsize) 64 * 1024 * 1024)

typedef struct _ArcCalendarReader ArcCalendarReader;

/**
 * arc_calendar_reader_new:
 * @zone: (nullable): IANA zone of times without one; UTC if %NULL
 *
 * Returns: (transfer full): %NULL with %ARC_ERROR_FAILED
 */
ArcCalendarReader *arc_calendar_reader_new (const char *zone, GError **error);
void arc_calendar_reader_free (ArcCalendarReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcCalendarReader, arc_calendar_reader_free)

/**
 * arc_calendar_reader_push:
 * @line: (nullable): the next line of the file, as it stands there, without its "\n"; %NULL at the
 *   end
 * @too_long: the line was over the limit and @line is empty
 * @number: of the line
 *
 * Takes the file line by line. What it makes of them waits for arc_calendar_reader_pop().
 */
void arc_calendar_reader_push (ArcCalendarReader *reader, const char *line, gsize length,
                               gboolean too_long, guint64 number);

/**
 * arc_calendar_reader_pop:
 * @journal: (out) (transfer full) (nullable): a VJOURNAL
 * @event: (out) (transfer full) (nullable): or a VEVENT that we have written: others are passed
 * over
 * @line: (out): where it begins, or where the fault is
 * @fault: (out) (transfer full) (nullable): a sentence
 *
 * Returns: %FALSE if nothing waits
 */
gboolean arc_calendar_reader_pop (ArcCalendarReader *reader, ArcCalendarJournal **journal,
                                  ArcCalendarEvent **event, guint64 *line, char **fault);

G_END_DECLS
