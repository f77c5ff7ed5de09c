/* Reminders and goals, as plain values. */
#include "arc-config.h"
#include "arc-reminder.h"

#include <glib/gi18n-lib.h>

#include "arc-commitment.h"
#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"

#define DAY_S 86400
#define MAX_TARGET 10000

G_DEFINE_BOXED_TYPE (ArcReminder, arc_reminder, arc_reminder_copy, arc_reminder_free)
G_DEFINE_BOXED_TYPE (ArcGoal, arc_goal, arc_goal_copy, arc_goal_free)

ArcReminder *
arc_reminder_new (void)
{
  ArcReminder *reminder = g_new0 (ArcReminder, 1);

  reminder->title = g_strdup ("");
  reminder->rule = g_strdup ("");
  reminder->zone = g_strdup ("");
  return reminder;
}

ArcReminder *
arc_reminder_copy (const ArcReminder *reminder)
{
  ArcReminder *copy = g_memdup2 (reminder, sizeof *reminder);

  copy->id = g_strdup (reminder->id);
  copy->title = g_strdup (reminder->title);
  copy->rule = g_strdup (reminder->rule);
  copy->zone = g_strdup (reminder->zone);
  return copy;
}

void
arc_reminder_free (ArcReminder *reminder)
{
  if (!reminder)
    return;
  g_free (reminder->id);
  g_free (reminder->title);
  g_free (reminder->rule);
  g_free (reminder->zone);
  g_free (reminder);
}

gboolean
arc_reminder_equal (const ArcReminder *a, const ArcReminder *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_str_equal (a->title, b->title) &&
         g_str_equal (a->rule, b->rule) && g_str_equal (a->zone, b->zone) &&
         arc_day_compare (a->start, b->start) == 0 && a->at_s == b->at_s &&
         a->paused == b->paused && arc_day_compare (a->paused_until, b->paused_until) == 0 &&
         a->created_us == b->created_us && a->modified_us == b->modified_us;
}

gboolean
arc_reminder_validate (const ArcReminder *reminder, GError **error)
{
  if (!arc_text_validate (reminder->title, _ ("The title"), ARC_LIMIT_TITLE_CHARS, error) ||
      !arc_text_validate (reminder->rule, _ ("The rule"), ARC_LIMIT_RULE_CHARS, error))
    return FALSE;
  if (*reminder->zone && !arc_zone_is_valid (reminder->zone)) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
                 _ ("“%s” is not a time zone. Use a name such as Europe/Berlin."),
                 ARC_SHORT (reminder->zone));
    return FALSE;
  }
  if (reminder->at_s < 0 || reminder->at_s >= DAY_S || !arc_day_is_set (reminder->start)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                         _ ("A reminder needs a first day and a time between 00:00 and 23:59."));
    return FALSE;
  }
  return TRUE;
}

ArcGoal *
arc_goal_new (void)
{
  ArcGoal *goal = g_new0 (ArcGoal, 1);

  goal->title = g_strdup ("");
  goal->unit = g_strdup ("");
  return goal;
}

ArcGoal *
arc_goal_copy (const ArcGoal *goal)
{
  ArcGoal *copy = g_memdup2 (goal, sizeof *goal);

  copy->id = g_strdup (goal->id);
  copy->title = g_strdup (goal->title);
  copy->unit = g_strdup (goal->unit);
  return copy;
}

void
arc_goal_free (ArcGoal *goal)
{
  if (!goal)
    return;
  g_free (goal->id);
  g_free (goal->title);
  g_free (goal->unit);
  g_free (goal);
}

gboolean
arc_goal_validate (const ArcGoal *goal, GError **error)
{
  if (!arc_text_validate (goal->title, _ ("The title"), ARC_LIMIT_TITLE_CHARS, error) ||
      !arc_text_validate (goal->unit, _ ("The unit"), ARC_LIMIT_UNIT_CHARS, error))
    return FALSE;
  if (goal->target >= 1 && goal->target <= MAX_TARGET)
    return TRUE;
  g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID,
               _ ("A weekly goal is a number between 1 and %d."), MAX_TARGET);
  return FALSE;
}
