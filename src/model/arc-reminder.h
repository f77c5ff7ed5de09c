/* A reminder: a reflection that recurs; a goal: a number to reach each week. Plain values. */
#pragma once

#include <glib-object.h>

#include "arc-day.h"

G_BEGIN_DECLS

/**
 * ArcReminder:
 * @rule: an RFC 5545 RRULE value ("FREQ=WEEKLY;BYDAY=FR"), daily or coarser
 * @start: the first day it may fall on (DTSTART's date)
 * @at_s: wall-clock time, seconds since midnight, 0 to 86399
 * @zone: IANA zone, or "" for wherever the person is
 * @paused: silent until @paused_until, or until resumed if that is not set
 *
 * Strings are owned and never %NULL but for @id until given.
 */
typedef struct {
  char *id;
  char *title;
  char *rule;
  ArcDay start;
  int at_s;
  char *zone;
  gboolean paused;
  ArcDay paused_until;
  gint64 created_us;
  gint64 modified_us;
} ArcReminder;

#define ARC_TYPE_REMINDER (arc_reminder_get_type ())
GType arc_reminder_get_type (void);
ArcReminder *arc_reminder_new (void);
ArcReminder *arc_reminder_copy (const ArcReminder *reminder);
void arc_reminder_free (ArcReminder *reminder);
gboolean arc_reminder_equal (const ArcReminder *a, const ArcReminder *b);
/* Fields and limits; the rule itself is checked by arc_rule_check() of the schedule layer. */
gboolean arc_reminder_validate (const ArcReminder *reminder, GError **error);

/**
 * ArcGoal:
 * @unit: what is counted; "" means reflections, which the journal counts itself
 * @target: how many a week, > 0
 * @paused: not shown, keeps its history
 */
typedef struct {
  char *id;
  char *title;
  char *unit;
  int target;
  gboolean paused;
  gint64 created_us;
  gint64 modified_us;
} ArcGoal;

#define ARC_TYPE_GOAL (arc_goal_get_type ())
GType arc_goal_get_type (void);
ArcGoal *arc_goal_new (void);
ArcGoal *arc_goal_copy (const ArcGoal *goal);
void arc_goal_free (ArcGoal *goal);
gboolean arc_goal_validate (const ArcGoal *goal, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcReminder, arc_reminder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcGoal, arc_goal_free)

G_END_DECLS
