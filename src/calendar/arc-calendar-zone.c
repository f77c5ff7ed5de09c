/* Time zones of other calendars.
 *
 * Why not libical's: for a rule that falls every second it would follow all of them. */
#include "arc-calendar-zone.h"

#include <string.h>

#include "arc-limits.h"
#include "arc-rule-parts.h"
#include "arc-schedule.h"

/* More than any real zone has. */
#define MAX_PARTS 60
#define MAX_DATES 1000
/* Once a year, as long as a journal lasts. */
#define MAX_ONSETS (ARC_LIMIT_LAST_YEAR - ARC_LIMIT_FIRST_YEAR + 1)
#define NO_OFFSET G_MAXINT

/* STANDARD or DAYLIGHT. */
typedef struct {
  gboolean has_start;
  ArcCalendarTime start;
  GArray *dates; /* of gint64, wall seconds */
  char *rule;
  int from_s; /* offsets, seconds east of UTC */
  int to_s;
} Part;

/* From @wall_s on, as the new wall clock shows it, @offset_s holds; before, @before_s did. */
typedef struct {
  gint64 wall_s;
  int offset_s;
  int before_s;
} Onset;

struct _ArcCalendarZone {
  GPtrArray *parts;
  Part *open;
  GArray *onsets; /* in order; NULL until asked for */
  gboolean is_broken;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_array_unref (part->dates);
  g_free (part->rule);
  g_free (part);
}

ArcCalendarZone *
arc_calendar_zone_new (void)
{
  ArcCalendarZone *zone = g_new0 (ArcCalendarZone, 1);

  zone->parts = g_ptr_array_new_with_free_func (part_free);
  return zone;
}

void
arc_calendar_zone_free (ArcCalendarZone *zone)
{
  if (zone == NULL)
    return;
  g_ptr_array_unref (zone->parts);
  g_clear_pointer (&zone->onsets, g_array_unref);
  g_free (zone);
}

/* ---- lines ---- */

void
arc_calendar_zone_begin_part (ArcCalendarZone *zone)
{
  zone->is_broken |= zone->parts->len >= MAX_PARTS;
  if (zone->is_broken)
    return;
  zone->open = g_new0 (Part, 1);
  zone->open->dates = g_array_new (FALSE, FALSE, sizeof (gint64));
  zone->open->from_s = zone->open->to_s = NO_OFFSET;
  g_ptr_array_add (zone->parts, zone->open);
}

/* "+0100", "-023000" */
static int
parse_offset (const char *text)
{
  gsize length = strlen (text);
  int fields[3] = {0, 0, 0};

  if ((length != 5 && length != 7) || (*text != '+' && *text != '-'))
    return NO_OFFSET;
  for (gsize i = 1; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return NO_OFFSET;
    fields[(i - 1) / 2] = fields[(i - 1) / 2] * 10 + (text[i] - '0');
  }
  if (fields[0] > 23 || fields[1] > 59 || fields[2] > 59)
    return NO_OFFSET;
  return (*text == '-' ? -1 : 1) * (fields[0] * 3600 + fields[1] * 60 + fields[2]);
}

static gboolean
take_dates (Part *part, const char *value)
{
  g_auto (GStrv) texts = g_strsplit (value, ",", MAX_DATES + 1);

  for (guint i = 0; texts[i] != NULL; i++) {
    ArcCalendarTime time;
    gint64 wall_s;

    if (!arc_calendar_time_parse (texts[i], &time) || part->dates->len >= MAX_DATES)
      return FALSE;
    wall_s = arc_wall_seconds (time.day, time.at_s);
    g_array_append_val (part->dates, wall_s);
  }
  return TRUE;
}

void
arc_calendar_zone_take (ArcCalendarZone *zone, const char *name, const char *value)
{
  Part *part = zone->open;

  if (part == NULL || zone->is_broken)
    return;
  if (g_str_equal (name, "DTSTART")) {
    part->has_start = arc_calendar_time_parse (value, &part->start);
  } else if (g_str_equal (name, "TZOFFSETFROM")) {
    part->from_s = parse_offset (value);
  } else if (g_str_equal (name, "TZOFFSETTO")) {
    part->to_s = parse_offset (value);
  } else if (g_str_equal (name, "RDATE")) {
    zone->is_broken |= !take_dates (part, value);
  } else if (g_str_equal (name, "RRULE")) {
    zone->is_broken |= strlen (value) > ARC_LIMIT_RULE_CHARS;
    g_free (part->rule);
    part->rule = g_strndup (value, ARC_LIMIT_RULE_CHARS);
  }
}

void
arc_calendar_zone_end_part (ArcCalendarZone *zone)
{
  Part *part = zone->open;

  if (part != NULL)
    zone->is_broken |= !part->has_start || part->from_s == NO_OFFSET || part->to_s == NO_OFFSET;
  zone->open = NULL;
}

/* ---- when which offset holds ---- */

static void
add_onset (ArcCalendarZone *zone, const Part *part, gint64 wall_s)
{
  /* What a clock that is put forward skips is still read with the offset before (RFC 5545). */
  Onset onset = {wall_s + MAX (0, part->to_s - part->from_s), part->to_s, part->from_s};

  g_array_append_val (zone->onsets, onset);
}

/* The rule without its end, which is an instant, and without other ends than that. */
static char *
dup_endless (const char *rule)
{
  g_auto (GStrv) words = g_strsplit (rule, ";", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strncasecmp (words[i], "UNTIL=", 6) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ";" : "", words[i]);
  return g_string_free (out, FALSE);
}

static gint64
last_wall (const Part *part, const ArcRuleParts *rule)
{
  gint64 until_s;

  if (rule->until == ARC_UNTIL_NEVER)
    return G_MAXINT64;
  until_s = arc_wall_seconds (rule->until_day, rule->until_s);
  if (rule->until == ARC_UNTIL_DAY)
    return until_s + 86400;
  return rule->until == ARC_UNTIL_INSTANT ? until_s + part->from_s : until_s;
}

static gboolean
follow_rule (ArcCalendarZone *zone, const Part *part)
{
  g_autoptr (ArcReminder) reminder = arc_reminder_new ();
  g_autofree char *endless = dup_endless (part->rule);
  g_autoptr (GArray) found = NULL;
  ArcRuleParts rule;
  gint64 bound_s;

  if (!arc_rule_parts_read (part->rule, &rule, NULL))
    return FALSE;
  g_free (reminder->rule);
  reminder->rule = g_steal_pointer (&endless);
  reminder->start = part->start.day;
  reminder->at_s = part->start.at_s;
  g_free (reminder->zone);
  reminder->zone = g_strdup ("UTC");
  /* Outlook's zones begin in 1601. */
  if (reminder->start.year < ARC_LIMIT_FIRST_YEAR)
    reminder->start = (ArcDay){ARC_LIMIT_FIRST_YEAR, 1, 1};
  bound_s = last_wall (part, &rule);
  found = arc_reminder_expand (reminder, "UTC", G_MININT64, MAX_ONSETS, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const ArcOccurrence *occurrence = &g_array_index (found, ArcOccurrence, i);
    gint64 wall_s = arc_wall_seconds (occurrence->day, occurrence->at_s);

    if (wall_s <= bound_s)
      add_onset (zone, part, wall_s);
  }
  return found != NULL;
}

static int
compare_onsets (gconstpointer a, gconstpointer b)
{
  const Onset *left = a;
  const Onset *right = b;

  return (left->wall_s > right->wall_s) - (left->wall_s < right->wall_s);
}

static gboolean
find_onsets (ArcCalendarZone *zone, guint *budget)
{
  if (zone->onsets != NULL)
    return TRUE;
  zone->onsets = g_array_new (FALSE, FALSE, sizeof (Onset));
  for (guint i = 0; i < zone->parts->len; i++) {
    const Part *part = zone->parts->pdata[i];

    add_onset (zone, part, arc_wall_seconds (part->start.day, part->start.at_s));
    for (guint k = 0; k < part->dates->len; k++)
      add_onset (zone, part, g_array_index (part->dates, gint64, k));
    if (part->rule == NULL)
      continue;
    if (*budget == 0 || !follow_rule (zone, part))
      return FALSE;
    (*budget)--;
  }
  g_array_sort (zone->onsets, compare_onsets);
  return TRUE;
}

gboolean
arc_calendar_zone_to_instant (ArcCalendarZone *zone, const ArcCalendarTime *time, guint *budget,
                              gint64 *instant_us)
{
  gint64 wall_s = arc_wall_seconds (time->day, time->at_s);
  guint low = 0, high;
  int offset_s;

  zone->is_broken |= zone->parts->len == 0;
  if (!zone->is_broken)
    zone->is_broken = !find_onsets (zone, budget);
  if (zone->is_broken)
    return FALSE;
  /* How many begin at or before it. */
  high = zone->onsets->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (zone->onsets, Onset, middle).wall_s <= wall_s)
      low = middle + 1;
    else
      high = middle;
  }
  offset_s = low > 0 ? g_array_index (zone->onsets, Onset, low - 1).offset_s
                     : g_array_index (zone->onsets, Onset, 0).before_s;
  *instant_us = (wall_s - offset_s) * ARC_US_PER_SECOND;
  return TRUE;
}

/* ---- names ---- */

static gboolean
is_zone_name (const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("/_+-", name[i]) == NULL)
      return FALSE;
  /* "+01:00", "Z" and the like are no names that a journal keeps. */
  return length > 1 && length <= 64 && g_ascii_isalpha (*name) && arc_zone_is_valid (name);
}

char *
arc_calendar_zone_find (const char *name)
{
  if (strlen (name) > 200)
    return NULL;
  while (name != NULL) {
    if (is_zone_name (name))
      return g_strdup (name);
    name = strchr (name, '/');
    if (name != NULL)
      name++;
  }
  return NULL;
}
