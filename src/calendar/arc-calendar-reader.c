/* Journals and reminders of a calendar, read line by line in bounded memory.
 *
 * Physical lines are joined to content lines; BEGIN and END make a stack of components, of which
 * only VJOURNAL, VTIMEZONE and VEVENT are looked into, and of events those count that we have
 * written. A fault in a journal or a reminder rejects that alone; a file whose components do not
 * close as they open is not understood any further. */
#include "arc-config.h"

#include "arc-calendar-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-calendar-time.h"
#include "arc-calendar-zone.h"
#include "arc-content-line.h"
#include "arc-limits.h"
#include "arc-text.h"

/* Components within components; real files have four. */
#define MAX_DEPTH 32
/* Per file. */
#define MAX_ZONES 2000
#define MAX_RULES 500
/* More than an entry can have. */
#define MAX_CATEGORIES 1000
#define MAX_EXCEPTIONS 1000
#define NAME_BYTES 32

typedef enum {
  KIND_OTHER,
  KIND_CALENDAR,
  KIND_JOURNAL,
  KIND_EVENT,
  KIND_ZONE,
  KIND_ZONE_PART,
} Kind;

typedef struct {
  Kind kind;
  char name[NAME_BYTES];
  guint64 line;
} Level;

typedef struct {
  ArcCalendarJournal *journal;
  ArcCalendarEvent *event;
  guint64 line;
  char *fault;
} Found;

struct _ArcCalendarReader {
  char *here;
  GString *line; /* the content line so far */
  guint64 line_number;
  gboolean has_line;
  gboolean is_too_long;

  Level levels[MAX_DEPTH];
  guint depth;
  gboolean is_over; /* a fault of the whole file: nothing more is read */
  guint n_others;
  guint n_ours;

  /* The journal or the event that is open, if any. */
  ArcCalendarJournal *journal;
  ArcCalendarEvent *event;
  GArray *exceptions; /* of ArcCalendarTime, of the event */
  guint64 part_line;
  gsize part_bytes;
  gint64 stamp_us;
  GString *description;
  char *recurrence;
  char *fault;
  guint64 fault_line;

  /* The zone that is open, if any, and those that are known by name. */
  ArcCalendarZone *zone;
  char *zone_name;
  char *zone_location;
  GHashTable *zones;     /* name to ArcCalendarZone */
  GHashTable *locations; /* name to IANA name */
  guint budget;

  GQueue found;
};

static void
found_free (gpointer data)
{
  Found *found = data;

  arc_calendar_journal_free (found->journal);
  arc_calendar_event_free (found->event);
  g_free (found->fault);
  g_free (found);
}

ArcCalendarReader *
arc_calendar_module_reader_new (const char *zone)
{
  ArcCalendarReader *reader = g_new0 (ArcCalendarReader, 1);

  reader->here = g_strdup (zone != NULL ? zone : "UTC");
  reader->line = g_string_new (NULL);
  reader->description = g_string_new (NULL);
  reader->exceptions = g_array_new (FALSE, FALSE, sizeof (ArcCalendarTime));
  reader->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) arc_calendar_zone_free);
  reader->locations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->budget = MAX_RULES;
  g_queue_init (&reader->found);
  return reader;
}

static void
close_zone (ArcCalendarReader *reader)
{
  g_clear_pointer (&reader->zone, arc_calendar_zone_free);
  g_clear_pointer (&reader->zone_name, g_free);
  g_clear_pointer (&reader->zone_location, g_free);
}

static void
close_part (ArcCalendarReader *reader)
{
  g_clear_pointer (&reader->journal, arc_calendar_journal_free);
  g_clear_pointer (&reader->event, arc_calendar_event_free);
  g_array_set_size (reader->exceptions, 0);
  g_clear_pointer (&reader->recurrence, g_free);
  g_clear_pointer (&reader->fault, g_free);
}

void
arc_calendar_module_reader_free (ArcCalendarReader *reader)
{
  close_part (reader);
  close_zone (reader);
  g_queue_clear_full (&reader->found, found_free);
  g_hash_table_unref (reader->zones);
  g_hash_table_unref (reader->locations);
  g_string_free (reader->line, TRUE);
  g_string_free (reader->description, TRUE);
  g_array_unref (reader->exceptions);
  g_free (reader->here);
  g_free (reader);
}

/* ---- what is found ---- */

/* Takes what it is given; either @fault or one of the others. */
static void
give (ArcCalendarReader *reader, ArcCalendarJournal *journal, ArcCalendarEvent *event, guint64 line,
      char *fault)
{
  Found *found = g_new0 (Found, 1);

  found->journal = journal;
  found->event = event;
  found->line = line;
  found->fault = fault;
  g_queue_push_tail (&reader->found, found);
}

/* Takes @fault. */
static void
end_file (ArcCalendarReader *reader, guint64 line, char *fault)
{
  reader->is_over = TRUE;
  close_part (reader);
  close_zone (reader);
  give (reader, NULL, NULL, line, fault);
}

/* Takes @fault; the first one of a journal or an event counts. */
static void
reject (ArcCalendarReader *reader, char *fault)
{
  if (reader->fault != NULL) {
    g_free (fault);
    return;
  }
  reader->fault = fault;
  reader->fault_line = reader->line_number;
}

/* ---- times ---- */

/* (transfer full) (nullable): the IANA name of the zone in which @line has its wall-clock time. */
static char *
find_zone (ArcCalendarReader *reader, const ArcContentLine *line)
{
  const char *location = g_hash_table_lookup (reader->locations, line->tzid);

  return location != NULL ? g_strdup (location) : arc_calendar_zone_find (line->tzid);
}

static gboolean
to_instant (ArcCalendarReader *reader, const ArcContentLine *line, gint64 *instant_us,
            char **zone_name)
{
  ArcCalendarTime time;
  ArcCalendarZone *zone;

  if (!arc_calendar_time_parse (line->value, &time)) {
    reject (reader,
            g_strdup_printf (_ ("“%s” is not a date of a calendar."), ARC_SHORT (line->value)));
    return FALSE;
  }
  /* A day alone means its noon, as everywhere. */
  if (time.is_date)
    time.at_s = 12 * 3600;
  *zone_name = NULL;
  if (time.is_utc)
    *zone_name = g_strdup ("");
  else if (time.is_date || line->tzid == NULL)
    *zone_name = g_strdup (reader->here);
  else
    *zone_name = find_zone (reader, line);
  if (*zone_name != NULL) {
    *instant_us = arc_wall_to_instant (time.day, time.at_s, time.is_utc ? "UTC" : *zone_name);
    return TRUE;
  }
  zone = g_hash_table_lookup (reader->zones, line->tzid);
  if (zone == NULL || !arc_calendar_zone_to_instant (zone, &time, &reader->budget, instant_us)) {
    reject (reader,
            g_strdup_printf (_ ("The time zone “%s” is not known."), ARC_SHORT (line->tzid)));
    return FALSE;
  }
  *zone_name = g_strdup ("");
  return TRUE;
}

/* Times that only say when it was written: what cannot be read is left out. */
static gint64
read_stamp (const ArcContentLine *line)
{
  ArcCalendarTime time;

  /* Outlook says 1601 where it does not know. */
  if (!arc_calendar_time_parse (line->value, &time) || !time.is_utc ||
      time.day.year < ARC_LIMIT_FIRST_YEAR || time.day.year > ARC_LIMIT_LAST_YEAR)
    return 0;
  return arc_wall_to_instant (time.day, time.at_s, "UTC");
}

/* ---- journals ---- */

static void
replace (char **text, char *with)
{
  g_free (*text);
  *text = with;
}

static void
take_categories (ArcCalendarReader *reader, const char *value)
{
  GPtrArray *categories = reader->journal->categories;

  while (value != NULL && categories->len < MAX_CATEGORIES)
    g_ptr_array_add (categories, arc_content_line_next_text (&value));
}

/* A journal may have several descriptions. */
static void
take_description (ArcCalendarReader *reader, const char *value)
{
  g_autofree char *text = arc_content_line_dup_text (value);

  if (reader->description->len > 0)
    g_string_append (reader->description, "\n\n");
  g_string_append (reader->description, text);
}

static void
take_journal_line (ArcCalendarReader *reader, const ArcContentLine *line)
{
  ArcCalendarJournal *journal = reader->journal;
  const char *name = line->name;

  if (g_str_equal (name, "UID"))
    replace (&journal->uid, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "SUMMARY"))
    replace (&journal->summary, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "DESCRIPTION"))
    take_description (reader, line->value);
  else if (g_str_equal (name, "CATEGORIES"))
    take_categories (reader, line->value);
  else if (g_str_equal (name, "X-ARC-RECORD"))
    replace (&journal->exact, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "CREATED"))
    journal->created_us = read_stamp (line);
  else if (g_str_equal (name, "LAST-MODIFIED"))
    journal->modified_us = read_stamp (line);
  else if (g_str_equal (name, "DTSTAMP"))
    reader->stamp_us = read_stamp (line);
  else if (g_str_equal (name, "RECURRENCE-ID"))
    replace (&reader->recurrence, g_strdup (line->value));
  else if (g_str_equal (name, "DTSTART") && !journal->has_start) {
    char *zone = NULL;
    journal->has_start = to_instant (reader, line, &journal->start_us, &zone);
    replace (&journal->zone, zone != NULL ? zone : g_strdup (""));
  }
}

static void
finish_journal (ArcCalendarReader *reader)
{
  ArcCalendarJournal *journal = g_steal_pointer (&reader->journal);

  if (reader->fault != NULL) {
    give (reader, NULL, NULL, reader->fault_line, g_steal_pointer (&reader->fault));
    arc_calendar_journal_free (journal);
  } else {
    if (journal->created_us == 0)
      journal->created_us = reader->stamp_us;
    if (journal->modified_us == 0)
      journal->modified_us = reader->stamp_us;
    if (!journal->has_start && journal->created_us != 0) {
      journal->has_start = TRUE;
      journal->start_us = journal->created_us;
    }
    /* One day of several that share a name. */
    if (reader->recurrence != NULL && journal->uid != NULL)
      replace (&journal->uid, g_strconcat (journal->uid, " ", reader->recurrence, NULL));
    replace (&journal->description, g_string_free (g_steal_pointer (&reader->description), FALSE));
    reader->description = g_string_new (NULL);
    give (reader, journal, NULL, reader->part_line, NULL);
  }
  close_part (reader);
}

/* ---- reminders ---- */

/* Where the event begins; FALSE if @line says nothing that could be understood. */
static gboolean
read_event_start (ArcCalendarReader *reader, const ArcContentLine *line)
{
  ArcCalendarEvent *event = reader->event;
  ArcCalendarTime time;
  ArcCalendarZone *zone;
  gint64 instant_us;

  if (!arc_calendar_time_parse (line->value, &time))
    return FALSE;
  event->day = time.day;
  /* A day alone means its noon, as everywhere. */
  event->at_s = time.is_date ? 12 * 3600 : time.at_s;
  event->is_utc = time.is_utc;
  if (time.is_utc || line->tzid == NULL)
    return TRUE;
  replace (&event->zone, find_zone (reader, line));
  zone = g_hash_table_lookup (reader->zones, line->tzid);
  if (event->zone != NULL || zone == NULL ||
      !arc_calendar_zone_to_instant (zone, &time, &reader->budget, &instant_us))
    return TRUE;
  event->is_utc = TRUE;
  event->day = arc_day_of (instant_us, "UTC", 0);
  event->at_s = instant_us / ARC_US_PER_SECOND - arc_wall_seconds (event->day, 0);
  return TRUE;
}

static void
take_event_start (ArcCalendarReader *reader, const ArcContentLine *line)
{
  ArcCalendarEvent *event = reader->event;

  event->has_start = read_event_start (reader, line) && event->day.year > ARC_LIMIT_FIRST_YEAR &&
                     event->day.year < ARC_LIMIT_LAST_YEAR;
  if (!event->has_start)
    reject (reader,
            g_strdup_printf (_ ("“%s” is not a date of a calendar."), ARC_SHORT (line->value)));
}

static void
take_exceptions (ArcCalendarReader *reader, const char *value)
{
  g_auto (GStrv) texts = g_strsplit (value, ",", MAX_EXCEPTIONS);
  ArcCalendarTime time;

  for (guint i = 0; texts[i] != NULL && reader->exceptions->len < MAX_EXCEPTIONS; i++)
    if (arc_calendar_time_parse (texts[i], &time))
      g_array_append_val (reader->exceptions, time);
}

static void
take_event_line (ArcCalendarReader *reader, const ArcContentLine *line)
{
  ArcCalendarEvent *event = reader->event;
  const char *name = line->name;

  if (g_str_equal (name, "UID"))
    replace (&event->uid, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "SUMMARY"))
    replace (&event->summary, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "RRULE"))
    replace (&event->rule, g_strdup (line->value));
  else if (g_str_equal (name, "EXDATE"))
    take_exceptions (reader, line->value);
  else if (g_str_equal (name, "STATUS"))
    event->is_cancelled = g_ascii_strcasecmp (line->value, "CANCELLED") == 0;
  else if (g_str_equal (name, "X-ARC-REMINDER"))
    replace (&event->exact, arc_content_line_dup_text (line->value));
  else if (g_str_equal (name, "LAST-MODIFIED"))
    event->modified_us = read_stamp (line);
  else if (g_str_equal (name, "DTSTART") && !event->has_start)
    take_event_start (reader, line);
}

/* The wall clock that shows @time, where the event is. */
static gint64
to_wall (const ArcCalendarReader *reader, const ArcCalendarEvent *event,
         const ArcCalendarTime *time)
{
  const char *zone = event->zone != NULL && *event->zone != '\0' ? event->zone : reader->here;
  g_autofree char *text = NULL;
  ArcCalendarTime local;

  if (time->is_date)
    return arc_wall_seconds (time->day, event->at_s);
  if (!time->is_utc || event->is_utc)
    return arc_wall_seconds (time->day, time->at_s);
  text = arc_instant_format_local (arc_wall_to_instant (time->day, time->at_s, "UTC"), zone,
                                   "%Y%m%dT%H%M%S");
  return arc_calendar_time_parse (text, &local) ? arc_wall_seconds (local.day, local.at_s)
                                                : arc_wall_seconds (time->day, time->at_s);
}

/* Other people's events are theirs. */
static void
finish_event (ArcCalendarReader *reader)
{
  ArcCalendarEvent *event = g_steal_pointer (&reader->event);

  if (*event->exact == '\0') {
    reader->n_others++;
    arc_calendar_event_free (event);
  } else if (reader->fault != NULL) {
    reader->n_ours++;
    give (reader, NULL, NULL, reader->fault_line, g_steal_pointer (&reader->fault));
    arc_calendar_event_free (event);
  } else {
    reader->n_ours++;
    for (guint i = 0; i < reader->exceptions->len; i++) {
      gint64 wall_s =
          to_wall (reader, event, &g_array_index (reader->exceptions, ArcCalendarTime, i));

      if (!arc_calendar_event_is_excepted (event, wall_s))
        g_array_append_val (event->excepted, wall_s);
    }
    give (reader, NULL, event, reader->part_line, NULL);
  }
  close_part (reader);
}

/* ---- components ---- */

static Kind
find_kind (const ArcCalendarReader *reader, const char *name)
{
  Kind above = reader->depth > 0 ? reader->levels[reader->depth - 1].kind : KIND_OTHER;

  if (reader->depth == 0)
    return KIND_CALENDAR;
  if (above == KIND_CALENDAR && g_ascii_strcasecmp (name, "VJOURNAL") == 0)
    return KIND_JOURNAL;
  if (above == KIND_CALENDAR && g_ascii_strcasecmp (name, "VEVENT") == 0)
    return KIND_EVENT;
  if (above == KIND_CALENDAR && g_ascii_strcasecmp (name, "VTIMEZONE") == 0)
    return KIND_ZONE;
  if (above == KIND_ZONE &&
      (g_ascii_strcasecmp (name, "STANDARD") == 0 || g_ascii_strcasecmp (name, "DAYLIGHT") == 0))
    return KIND_ZONE_PART;
  return KIND_OTHER;
}

static void
begin (ArcCalendarReader *reader, const char *name)
{
  Level *level = &reader->levels[reader->depth];

  if (reader->depth == 0 && g_ascii_strcasecmp (name, "VCALENDAR") != 0) {
    end_file (reader, reader->line_number,
              g_strdup (_ ("A calendar begins with “BEGIN:VCALENDAR”.")));
    return;
  }
  if (reader->depth == MAX_DEPTH) {
    end_file (reader, reader->line_number,
              g_strdup_printf (_ ("More than %d parts stand within each other."), MAX_DEPTH));
    return;
  }
  level->kind = find_kind (reader, name);
  level->line = reader->line_number;
  g_strlcpy (level->name, name, sizeof level->name);
  reader->depth++;
  if (level->kind == KIND_JOURNAL || level->kind == KIND_EVENT) {
    reader->part_line = reader->line_number;
    reader->part_bytes = 0;
  }
  if (level->kind == KIND_JOURNAL) {
    reader->n_ours++;
    reader->journal = arc_calendar_journal_new ();
    g_string_truncate (reader->description, 0);
    reader->stamp_us = 0;
  } else if (level->kind == KIND_EVENT) {
    reader->event = arc_calendar_event_new ();
  } else if (level->kind == KIND_ZONE) {
    reader->zone = arc_calendar_zone_new ();
  } else if (level->kind == KIND_ZONE_PART) {
    arc_calendar_zone_begin_part (reader->zone);
  } else if (level->kind == KIND_OTHER && reader->depth == 2) {
    reader->n_others++;
  }
}

static void
finish_zone (ArcCalendarReader *reader)
{
  g_autofree char *location =
      reader->zone_location != NULL ? arc_calendar_zone_find (reader->zone_location) : NULL;

  if (reader->zone_name != NULL && g_hash_table_size (reader->zones) < MAX_ZONES) {
    if (location != NULL)
      g_hash_table_insert (reader->locations, g_strdup (reader->zone_name),
                           g_steal_pointer (&location));
    g_hash_table_insert (reader->zones, g_steal_pointer (&reader->zone_name),
                         g_steal_pointer (&reader->zone));
  }
  close_zone (reader);
}

static void
end (ArcCalendarReader *reader, const char *name)
{
  const Level *level = reader->depth > 0 ? &reader->levels[reader->depth - 1] : NULL;
  char start[NAME_BYTES];

  g_strlcpy (start, name, sizeof start);
  if (level == NULL || g_ascii_strcasecmp (level->name, start) != 0) {
    end_file (reader, reader->line_number,
              g_strdup_printf (_ ("“END:%s” ends nothing that has begun."), ARC_SHORT (name)));
    return;
  }
  reader->depth--;
  if (level->kind == KIND_JOURNAL)
    finish_journal (reader);
  else if (level->kind == KIND_EVENT)
    finish_event (reader);
  else if (level->kind == KIND_ZONE)
    finish_zone (reader);
  else if (level->kind == KIND_ZONE_PART)
    arc_calendar_zone_end_part (reader->zone);
}

/* ---- content lines ---- */

static void
take_line (ArcCalendarReader *reader, const ArcContentLine *line)
{
  Kind kind = reader->depth > 0 ? reader->levels[reader->depth - 1].kind : KIND_OTHER;

  if (g_str_equal (line->name, "BEGIN")) {
    begin (reader, line->value);
  } else if (g_str_equal (line->name, "END")) {
    end (reader, line->value);
  } else if (reader->depth == 0) {
    end_file (reader, reader->line_number,
              g_strdup (_ ("A calendar begins with “BEGIN:VCALENDAR”.")));
  } else if (kind == KIND_JOURNAL && reader->fault == NULL) {
    take_journal_line (reader, line);
  } else if (kind == KIND_EVENT) {
    /* With a fault too: what follows may say that it is ours. */
    take_event_line (reader, line);
  } else if (kind == KIND_ZONE_PART) {
    arc_calendar_zone_take (reader->zone, line->name, line->value);
  } else if (kind == KIND_ZONE && g_str_equal (line->name, "TZID")) {
    replace (&reader->zone_name, g_strdup (line->value));
  } else if (kind == KIND_ZONE && g_str_equal (line->name, "X-LIC-LOCATION")) {
    replace (&reader->zone_location, g_strdup (line->value));
  }
}

static gboolean
is_in_part (const ArcCalendarReader *reader)
{
  return reader->journal != NULL || reader->event != NULL;
}

/* A line that is none: it spoils a journal or an event, or the file where it has not begun. */
static void
take_nonsense (ArcCalendarReader *reader, char *fault)
{
  if (reader->depth == 0)
    end_file (reader, reader->line_number, fault);
  else if (is_in_part (reader))
    reject (reader, fault);
  else
    g_free (fault);
}

/* What keeps the parts apart is read whatever stands between. */
static gboolean
is_frame (const ArcContentLine *line)
{
  return g_str_equal (line->name, "BEGIN") || g_str_equal (line->name, "END");
}

static void
finish_line (ArcCalendarReader *reader)
{
  ArcContentLine line;
  gsize length = reader->line->len;

  if (!reader->has_line || reader->is_over)
    return;
  reader->has_line = FALSE;
  reader->part_bytes += length;
  if (reader->is_too_long)
    take_nonsense (reader, g_strdup (_ ("The entry is longer than 64 MiB.")));
  else if (!g_utf8_validate_len (reader->line->str, length, NULL))
    take_nonsense (reader, g_strdup (_ ("This is not valid UTF-8 text without NUL characters.")));
  else if (!arc_content_line_parse (reader->line->str, &line))
    take_nonsense (reader,
                   g_strdup (reader->depth == 0 ? _ ("A calendar begins with “BEGIN:VCALENDAR”.")
                                                : _ ("This is not a line of a calendar.")));
  else if (reader->part_bytes > ARC_CALENDAR_LIMIT && is_in_part (reader) && !is_frame (&line))
    take_nonsense (reader, g_strdup (_ ("The entry is longer than 64 MiB.")));
  else
    take_line (reader, &line);
  /* A long text gives its memory back. */
  if (reader->line->allocated_len > 1024 * 1024) {
    g_string_free (reader->line, TRUE);
    reader->line = g_string_new (NULL);
  }
}

static void
finish_file (ArcCalendarReader *reader, guint64 number)
{
  const Level *level = reader->depth > 0 ? &reader->levels[reader->depth - 1] : NULL;

  if (reader->is_over)
    return;
  if (level != NULL)
    end_file (reader, level->line,
              g_strdup_printf (_ ("“BEGIN:%s” is not ended; the file is not whole."),
                               ARC_SHORT (level->name)));
  else if (reader->n_ours == 0 && reader->n_others > 0)
    end_file (reader, 1,
              g_strdup (_ ("This calendar has no journal entries (VJOURNAL). Events and tasks are "
                           "not imported.")));
  reader->is_over = TRUE;
}

void
arc_calendar_module_push (ArcCalendarReader *reader, const char *line, gsize length,
                          gboolean too_long, guint64 number)
{
  gboolean is_folded = !too_long && line != NULL && length > 0 && (*line == ' ' || *line == '\t');

  if (reader->is_over)
    return;
  if (!is_folded || !reader->has_line)
    finish_line (reader);
  if (line == NULL) {
    finish_file (reader, number);
    return;
  }
  if (!too_long && length > 0 && line[length - 1] == '\r')
    length--;
  if (length == 0 && !too_long)
    return;
  if (!is_folded || !reader->has_line) {
    g_string_truncate (reader->line, 0);
    reader->line_number = number;
    reader->has_line = TRUE;
    reader->is_too_long = FALSE;
    is_folded = FALSE;
  }
  reader->is_too_long |= too_long || reader->line->len + length > ARC_CALENDAR_LIMIT;
  if (!reader->is_too_long)
    g_string_append_len (reader->line, line + is_folded, length - is_folded);
}

gboolean
arc_calendar_module_pop (ArcCalendarReader *reader, ArcCalendarJournal **journal,
                         ArcCalendarEvent **event, guint64 *line, char **fault)
{
  Found *found = g_queue_pop_head (&reader->found);

  if (found == NULL)
    return FALSE;
  *journal = g_steal_pointer (&found->journal);
  *event = g_steal_pointer (&found->event);
  *line = found->line;
  *fault = g_steal_pointer (&found->fault);
  found_free (found);
  return TRUE;
}
