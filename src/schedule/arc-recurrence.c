/* The occurrences of a reminder: the days of its rule, at its time, where it is. */
#include "arc-config.h"
#include "arc-schedule.h"

#include <glib/gi18n-lib.h>

#include "arc-commitment.h"
#include "arc-error.h"
#include "arc-limits.h"
#include "arc-rule-days.h"

typedef struct {
  const ArcReminder *reminder;
  const ArcRuleParts *parts;
  const char *zone;
  gint64 from_us;
  gint64 until_us; /* where the rule ends at an instant */
  guint limit;
  GArray *found;
} Expansion;

static gboolean
is_past_end (const Expansion *expansion, const ArcOccurrence *occurrence)
{
  const ArcRuleParts *parts = expansion->parts;
  int order;

  switch (parts->until) {
  case ARC_UNTIL_NEVER:
    return FALSE;
  case ARC_UNTIL_DAY:
    return arc_day_compare (occurrence->day, parts->until_day) > 0;
  case ARC_UNTIL_WALL:
    order = arc_day_compare (occurrence->day, parts->until_day);
    return order > 0 || (order == 0 && occurrence->at_s > parts->until_s);
  case ARC_UNTIL_INSTANT:
    return occurrence->utc_us > expansion->until_us;
  }
  g_assert_not_reached ();
}

/* Where a zone skipped a whole day, that day's occurrence and the next day's are one instant. */
static gboolean
is_repeated (const Expansion *expansion, gint64 utc_us)
{
  const GArray *found = expansion->found;

  return found->len > 0 && g_array_index (found, ArcOccurrence, found->len - 1).utc_us == utc_us;
}

static gboolean
take_day (ArcDay day, gpointer data)
{
  Expansion *expansion = data;
  const ArcReminder *reminder = expansion->reminder;
  ArcOccurrence occurrence = {.day = day, .at_s = reminder->at_s};

  occurrence.utc_us = arc_wall_to_instant (day, reminder->at_s, expansion->zone);
  if (is_past_end (expansion, &occurrence))
    return FALSE;
  if (occurrence.utc_us < expansion->from_us ||
      (reminder->paused && arc_day_compare (day, reminder->paused_until) < 0) ||
      is_repeated (expansion, occurrence.utc_us))
    return TRUE;
  g_array_append_val (expansion->found, occurrence);
  return expansion->found->len < expansion->limit;
}

/* A day on which, or shortly before which, nothing that counts has fallen yet. */
static ArcDay
first_day (const Expansion *expansion)
{
  const ArcReminder *reminder = expansion->reminder;
  const ArcDay earliest = {ARC_LIMIT_FIRST_YEAR, 1, 1};
  const ArcDay latest = {ARC_LIMIT_LAST_YEAR, 12, 31};
  ArcDay day;

  if (expansion->from_us <= arc_day_start (earliest, "UTC", 0))
    day = earliest;
  else if (expansion->from_us >= arc_day_start (latest, "UTC", 0))
    day = latest;
  else
    day = arc_day_of (expansion->from_us, expansion->zone, 0);
  /* A skipped time lies later than the wall says: in the gap of a whole day, one day. */
  day = arc_day_add (day, -2);
  if (reminder->paused && arc_day_compare (day, reminder->paused_until) < 0)
    day = reminder->paused_until;
  return day;
}

static gboolean
is_day (ArcDay day)
{
  return day.year >= ARC_LIMIT_FIRST_YEAR && day.year <= ARC_LIMIT_LAST_YEAR && day.month >= 1 &&
         day.month <= 12 && day.day >= 1 && g_date_valid_dmy (day.day, day.month, day.year);
}

static gboolean
check_days (const ArcReminder *reminder, GError **error)
{
  if (is_day (reminder->start) && (!reminder->paused || !arc_day_is_set (reminder->paused_until) ||
                                   is_day (reminder->paused_until)))
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("The days of a reminder lie between the years %d and %d."), ARC_LIMIT_FIRST_YEAR,
               ARC_LIMIT_LAST_YEAR);
  return FALSE;
}

GArray *
arc_reminder_expand (const ArcReminder *reminder, const char *here, gint64 from_us, guint limit,
                     GError **error)
{
  ArcRuleParts parts;
  Expansion expansion = {.reminder = reminder, .parts = &parts, .from_us = from_us, .limit = limit};

  g_return_val_if_fail (reminder != NULL, NULL);
  if (!arc_reminder_validate (reminder, error) || !check_days (reminder, error) ||
      !arc_rule_parts_read (reminder->rule, &parts, error))
    return NULL;
  expansion.found = g_array_new (FALSE, FALSE, sizeof (ArcOccurrence));
  if (limit == 0 || (reminder->paused && !arc_day_is_set (reminder->paused_until)))
    return expansion.found;
  expansion.zone = *reminder->zone ? reminder->zone : here;
  if (parts.until == ARC_UNTIL_INSTANT)
    expansion.until_us = arc_wall_to_instant (parts.until_day, parts.until_s, "UTC");
  arc_rule_days_walk (&parts, reminder->start, first_day (&expansion), take_day, &expansion);
  return expansion.found;
}
