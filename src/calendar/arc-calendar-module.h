/* What the module gives to arc-calendar.c; for these two only. */
#pragma once

#include "arc-calendar.h"

G_BEGIN_DECLS

/* Grows with each change of this struct or of a value that passes through it. */
#define ARC_CALENDAR_MODULE_VERSION 2
#define ARC_CALENDAR_MODULE_SYMBOL "arc_calendar_module"

typedef struct {
  guint version;
  ArcCalendarWriter *(*writer_new) (void);
  void (*writer_free) (ArcCalendarWriter *writer);
  void (*writer_begin) (ArcCalendarWriter *writer, GString *out);
  void (*writer_end) (ArcCalendarWriter *writer, GString *out);
  void (*writer_journal) (ArcCalendarWriter *writer, const ArcCalendarJournal *journal,
                          GString *out);
  void (*writer_loop) (ArcCalendarWriter *writer, const ArcRecord *record, ArcCalendarParts parts,
                       GString *out);
  void (*writer_event) (ArcCalendarWriter *writer, const ArcCalendarEvent *event, GString *out);
  ArcCalendarEvent *(*event_from_reminder) (const ArcReminder *reminder, const GPtrArray *firings,
                                            const char *here, GError **error);
  ArcCalendarReader *(*reader_new) (const char *zone);
  void (*reader_free) (ArcCalendarReader *reader);
  void (*reader_push) (ArcCalendarReader *reader, const char *line, gsize length, gboolean too_long,
                       guint64 number);
  gboolean (*reader_pop) (ArcCalendarReader *reader, ArcCalendarJournal **journal,
                          ArcCalendarEvent **event, guint64 *line, char **fault);
} ArcCalendarModule;

extern const ArcCalendarModule arc_calendar_module;

G_END_DECLS
