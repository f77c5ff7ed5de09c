/* Components of a calendar, as text. */
#include "arc-config.h"

#include "arc-calendar-writer.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "arc-calendar-time.h"
#include "arc-content-line.h"

/* How much of a calendar a reflection takes. */
#define REFLECTION_DURATION "PT15M"

struct _ArcCalendarWriter {
  GHashTable *zones; /* names of those that are written, and NULL, or that cannot be */
};

ArcCalendarWriter *
arc_calendar_module_writer_new (void)
{
  ArcCalendarWriter *writer = g_new0 (ArcCalendarWriter, 1);

  writer->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return writer;
}

void
arc_calendar_module_writer_free (ArcCalendarWriter *writer)
{
  g_hash_table_unref (writer->zones);
  g_free (writer);
}

void
arc_calendar_module_begin (ArcCalendarWriter *writer, GString *out)
{
  g_string_append (out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                        "PRODID:-//ARC Journal//ARC Journal " ARC_VERSION "//EN\r\n"
                        "CALSCALE:GREGORIAN\r\n");
}

void
arc_calendar_module_end (ArcCalendarWriter *writer, GString *out)
{
  g_string_append (out, "END:VCALENDAR\r\n");
}

/* ---- times ---- */

/* Appends the rules of @zone as libical has them from the system. Returns whether it has them. */
static gboolean
append_zone (const char *zone, GString *out)
{
  icaltimezone *known = arc_zone_is_valid (zone) ? icaltimezone_get_builtin_timezone (zone) : NULL;
  icalcomponent *rules = known != NULL ? icaltimezone_get_component (known) : NULL;
  icalproperty *name, *private;
  char *text;

  if (rules == NULL || icalcomponent_isa (rules) != ICAL_VTIMEZONE_COMPONENT)
    return FALSE;
  rules = icalcomponent_new_clone (rules);
  name = icalcomponent_get_first_property (rules, ICAL_TZID_PROPERTY);
  if (name != NULL)
    icalproperty_set_tzid (name, zone);
  /* libical's own, over which other parsers stumble. */
  while ((private = icalcomponent_get_first_property (rules, ICAL_X_PROPERTY)) != NULL) {
    icalcomponent_remove_property (rules, private);
    icalproperty_free (private);
  }
  text = icalcomponent_as_ical_string_r (rules);
  if (name != NULL && text != NULL)
    g_string_append (out, text);
  icalmemory_free_buffer (text);
  icalcomponent_free (rules);
  return name != NULL;
}

/* Whether times can be written as of @zone; its rules stand before what needs them. */
static gboolean
use_zone (ArcCalendarWriter *writer, const char *zone, GString *out)
{
  gpointer has_rules;

  if (g_hash_table_lookup_extended (writer->zones, zone, NULL, &has_rules))
    return GPOINTER_TO_INT (has_rules);
  has_rules = GINT_TO_POINTER (!g_str_equal (zone, "UTC") && append_zone (zone, out));
  g_hash_table_insert (writer->zones, g_strdup (zone), has_rules);
  return GPOINTER_TO_INT (has_rules);
}

static void
append_utc (GString *out, const char *name, gint64 instant_us)
{
  g_autofree char *text = arc_calendar_format_utc (instant_us);

  arc_content_line_append (out, name, text);
}

static void
append_day (GString *out, const char *name, ArcDay day)
{
  g_autofree char *with_type = g_strconcat (name, ";VALUE=DATE", NULL);
  g_autofree char *text = arc_calendar_format_day (day);

  arc_content_line_append (out, with_type, text);
}

/* What the wall clock shows: where that could mean another instant too, UTC says which. */
static void
append_start (GString *out, gint64 instant_us, const char *zone, gboolean has_zone)
{
  g_autofree char *name = g_strconcat ("DTSTART;TZID=", zone, NULL);
  g_autofree char *wall = arc_instant_format_local (instant_us, zone, "%Y%m%dT%H%M%S");
  ArcCalendarTime time;

  if (has_zone && arc_calendar_time_parse (wall, &time) &&
      arc_wall_to_instant (time.day, time.at_s, zone) / ARC_US_PER_SECOND ==
          instant_us / ARC_US_PER_SECOND)
    arc_content_line_append (out, name, wall);
  else
    append_utc (out, "DTSTART", instant_us);
}

/* What every component has. */
static void
begin (GString *out, const char *kind, const char *uid, gint64 created_us, gint64 modified_us)
{
  arc_content_line_append (out, "BEGIN", kind);
  arc_content_line_append_text (out, "UID", uid);
  append_utc (out, "DTSTAMP", modified_us);
  append_utc (out, "CREATED", created_us);
  append_utc (out, "LAST-MODIFIED", modified_us);
}

static void
append_unless_empty (GString *out, const char *name, const char *text)
{
  if (*text != '\0')
    arc_content_line_append_text (out, name, text);
}

/* ---- entries ---- */

void
arc_calendar_module_journal (ArcCalendarWriter *writer, const ArcCalendarJournal *journal,
                             GString *out)
{
  gboolean has_zone = use_zone (writer, journal->zone, out);

  begin (out, "VJOURNAL", journal->uid, journal->created_us, journal->modified_us);
  append_start (out, journal->start_us, journal->zone, has_zone);
  append_unless_empty (out, "SUMMARY", journal->summary);
  append_unless_empty (out, "DESCRIPTION", journal->description);
  arc_content_line_append_texts (out, "CATEGORIES", journal->categories);
  arc_content_line_append (out, "CLASS", "PRIVATE");
  arc_content_line_append (out, "STATUS", journal->is_cancelled ? "CANCELLED" : "FINAL");
  append_unless_empty (out, "X-ARC-RECORD", journal->exact);
  arc_content_line_append (out, "END", "VJOURNAL");
}

/* ---- commitments and days to look back ---- */

/* The latest look-back at a commitment, or NULL. */
static const ArcLookBack *
find_look_back (const ArcRecord *record, const char *commitment_id)
{
  for (guint i = record->look_backs->len; i > 0; i--) {
    const ArcLookBack *look_back = record->look_backs->pdata[i - 1];

    if (g_strcmp0 (look_back->commitment_id, commitment_id) == 0)
      return look_back;
  }
  return NULL;
}

static void
append_state (GString *out, const ArcCommitment *commitment, const ArcLookBack *look_back)
{
  gboolean is_begun = look_back != NULL && look_back->did == ARC_DID_PARTLY;

  switch (commitment->state) {
  case ARC_COMMITMENT_OPEN:
    arc_content_line_append (out, "STATUS", is_begun ? "IN-PROCESS" : "NEEDS-ACTION");
    arc_content_line_append (out, "PERCENT-COMPLETE", is_begun ? "50" : "0");
    break;
  case ARC_COMMITMENT_DONE:
  case ARC_COMMITMENT_HABIT:
    arc_content_line_append (out, "STATUS", "COMPLETED");
    arc_content_line_append (out, "PERCENT-COMPLETE", "100");
    append_utc (out, "COMPLETED", look_back != NULL ? look_back->at_us : commitment->modified_us);
    break;
  case ARC_COMMITMENT_LET_GO:
  case ARC_N_COMMITMENT_STATES:
    arc_content_line_append (out, "STATUS", "CANCELLED");
    break;
  }
}

/* If–then, the measure, and the entry that it comes from. */
static void
append_details (GString *out, const ArcCommitment *commitment, const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*commitment->if_text != '\0' || *commitment->then_text != '\0') {
    /* Translators: a plan in two parts: “If the phone rings, then I note where I was.” */
    g_string_append_printf (text, _ ("If %s, then %s"), commitment->if_text, commitment->then_text);
    g_string_append_c (text, '\n');
  }
  if (*commitment->measure != '\0') {
    g_string_append_printf (text, _ ("Measure: %s"), commitment->measure);
    g_string_append_c (text, '\n');
  }
  /* Translators: the title of the entry in which a commitment was made. */
  g_string_append_printf (text, _ ("From: %s"), title);
  arc_content_line_append_text (out, "DESCRIPTION", text->str);
}

static void
append_commitment (GString *out, const ArcRecord *record, const ArcCommitment *commitment,
                   const char *title)
{
  ArcDay due = arc_day_is_set (commitment->due) ? commitment->due : record->loop->look_back_on;
  g_autoptr (GPtrArray) categories = g_ptr_array_new ();

  begin (out, "VTODO", commitment->id, commitment->created_us, commitment->modified_us);
  arc_content_line_append_text (out, "SUMMARY", commitment->text);
  append_details (out, commitment, title);
  if (arc_day_is_set (due))
    append_day (out, "DUE", due);
  append_state (out, commitment, find_look_back (record, commitment->id));
  g_ptr_array_add (categories, (gpointer) arc_kind_to_label (commitment->kind));
  if (*record->entry->topic != '\0')
    g_ptr_array_add (categories, record->entry->topic);
  arc_content_line_append_texts (out, "CATEGORIES", categories);
  arc_content_line_append_text (out, "RELATED-TO", record->entry->id);
  arc_content_line_append (out, "CLASS", "PRIVATE");
  arc_content_line_append (out, "END", "VTODO");
}

/* A whole day that does not make the person busy. */
static void
append_look_back_day (GString *out, const ArcRecord *record, const char *title)
{
  const ArcEntry *entry = record->entry;
  g_autofree char *uid = g_strconcat (entry->id, "-look-back", NULL);
  /* Translators: what a calendar shows on the day to look back; the title of the entry. */
  g_autofree char *summary = g_strdup_printf (_ ("Look back: %s"), title);

  begin (out, "VEVENT", uid, entry->created_us, entry->modified_us);
  append_day (out, "DTSTART", record->loop->look_back_on);
  arc_content_line_append_text (out, "SUMMARY", summary);
  append_unless_empty (out, "DESCRIPTION", entry->section[ARC_SECTION_CHANGE]);
  append_unless_empty (out, "CATEGORIES", entry->topic);
  arc_content_line_append_text (out, "RELATED-TO", entry->id);
  arc_content_line_append (out, "CLASS", "PRIVATE");
  arc_content_line_append (out, "TRANSP", "TRANSPARENT");
  arc_content_line_append (out, "END", "VEVENT");
}

void
arc_calendar_module_loop (ArcCalendarWriter *writer, const ArcRecord *record,
                          ArcCalendarParts parts, GString *out)
{
  g_autofree char *title = arc_entry_dup_display_title (record->entry);

  for (guint i = 0; i < record->loop->commitments->len && (parts & ARC_CALENDAR_TODOS); i++) {
    const ArcCommitment *commitment = record->loop->commitments->pdata[i];

    if (commitment->id != NULL)
      append_commitment (out, record, commitment, title);
  }
  if ((parts & ARC_CALENDAR_EVENTS) && arc_day_is_set (record->loop->look_back_on))
    append_look_back_day (out, record, title);
}

/* ---- reminders ---- */

static void
append_alarm (GString *out, const char *summary)
{
  arc_content_line_append (out, "BEGIN", "VALARM");
  arc_content_line_append (out, "ACTION", "DISPLAY");
  arc_content_line_append (out, "TRIGGER", "PT0S");
  arc_content_line_append_text (out, "DESCRIPTION", summary);
  arc_content_line_append (out, "END", "VALARM");
}

/* A property of the name @name: the same time everywhere (no zone), a time there, or an instant
 * where no rules of the zone are known. */
static void
append_wall (GString *out, const char *name, const ArcCalendarEvent *event, gint64 wall_s,
             gboolean has_zone)
{
  ArcDay day = arc_day_of (wall_s * ARC_US_PER_SECOND, "UTC", 0);
  int at_s = wall_s - arc_wall_seconds (day, 0);
  g_autofree char *wall = arc_calendar_format_wall (day, at_s);
  g_autofree char *with_zone = g_strconcat (name, ";TZID=", event->zone, NULL);

  if (*event->zone == '\0')
    arc_content_line_append (out, name, wall);
  else if (has_zone)
    arc_content_line_append (out, with_zone, wall);
  else
    append_utc (out, name, arc_wall_to_instant (day, at_s, event->zone));
}

void
arc_calendar_module_event (ArcCalendarWriter *writer, const ArcCalendarEvent *event, GString *out)
{
  gboolean has_zone = *event->zone != '\0' && use_zone (writer, event->zone, out);

  begin (out, "VEVENT", event->uid, event->created_us, event->modified_us);
  append_wall (out, "DTSTART", event, arc_wall_seconds (event->day, event->at_s), has_zone);
  arc_content_line_append (out, "DURATION", REFLECTION_DURATION);
  arc_content_line_append (out, "RRULE", event->rule);
  for (guint i = 0; i < event->excepted->len; i++)
    append_wall (out, "EXDATE", event, g_array_index (event->excepted, gint64, i), has_zone);
  arc_content_line_append_text (out, "SUMMARY", event->summary);
  append_unless_empty (out, "COMMENT", event->comment);
  if (event->is_cancelled)
    arc_content_line_append (out, "STATUS", "CANCELLED");
  append_unless_empty (out, "X-ARC-REMINDER", event->exact);
  if (!event->is_cancelled)
    append_alarm (out, event->summary);
  arc_content_line_append (out, "END", "VEVENT");
}
