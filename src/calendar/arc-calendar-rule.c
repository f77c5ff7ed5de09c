/* The rule of a reminder, as other calendars expect it. */
#include <string.h>

#include "arc-calendar-time.h"
#include "arc-calendar-writer.h"
#include "arc-rule-parts.h"
#include "arc-schedule.h"

/* How many occurrences come before @first. */
static guint
count_before (const ArcReminder *reminder, const char *zone, ArcDay first, guint limit)
{
  g_autoptr (ArcReminder) resumed = arc_reminder_copy (reminder);
  g_autoptr (GArray) all = NULL;
  guint n = 0;

  resumed->paused = FALSE;
  all = arc_reminder_expand (resumed, zone, G_MININT64, limit, NULL);
  while (all != NULL && n < all->len &&
         arc_day_compare (g_array_index (all, ArcOccurrence, n).day, first) < 0)
    n++;
  return n;
}

static char *
dup_until (const ArcReminder *reminder, const ArcRuleParts *parts, const char *zone)
{
  gboolean is_floating = *reminder->zone == '\0';
  int at_s = parts->until == ARC_UNTIL_DAY ? reminder->at_s : parts->until_s;
  gint64 instant_us;

  if (parts->until == ARC_UNTIL_INSTANT) {
    instant_us = arc_wall_to_instant (parts->until_day, parts->until_s, "UTC");
    return is_floating ? arc_instant_format_local (instant_us, zone, "%Y%m%dT%H%M%S")
                       : arc_calendar_format_utc (instant_us);
  }
  if (is_floating)
    return arc_calendar_format_wall (parts->until_day, at_s);
  return arc_calendar_format_utc (arc_wall_to_instant (parts->until_day, at_s, zone));
}

/* (transfer full): @rule in upper case, and of what a rule may be made of only. */
static char *
dup_clean (const char *rule)
{
  GString *out = g_string_new (NULL);

  for (; *rule != '\0'; rule++)
    if (g_ascii_isalnum (*rule) || strchr ("=;,+-", *rule) != NULL)
      g_string_append_c (out, g_ascii_toupper (*rule));
  return g_string_free (out, FALSE);
}

char *
arc_calendar_rule (const ArcReminder *reminder, const char *zone, ArcDay first, GError **error)
{
  g_autofree char *clean = dup_clean (reminder->rule);
  g_auto (GStrv) words = g_strsplit (clean, ";", -1);
  g_autoptr (GString) rule = g_string_new (NULL);
  ArcRuleParts parts;

  if (!arc_rule_parts_read (reminder->rule, &parts, error))
    return NULL;
  for (guint i = 0; words[i] != NULL; i++) {
    const char *word = words[i];

    if (*word == '\0' || g_str_has_prefix (word, "UNTIL=") || g_str_has_prefix (word, "COUNT="))
      continue;
    g_string_append_printf (rule, "%s%s", rule->len > 0 ? ";" : "", word);
  }
  if (parts.count > 0)
    g_string_append_printf (rule, ";COUNT=%d",
                            parts.count - (int) count_before (reminder, zone, first, parts.count));
  if (parts.until != ARC_UNTIL_NEVER) {
    g_autofree char *until = dup_until (reminder, &parts, zone);

    g_string_append_printf (rule, ";UNTIL=%s", until);
  }
  return g_string_free (g_steal_pointer (&rule), FALSE);
}
