/* One thing that a journal holds, as the interchange format carries it line by line: an entry with
 * all that hangs on it, a reminder, a goal with its weeks, or a setting. */
#pragma once

#include "arc-record.h"
#include "arc-reminder.h"

G_BEGIN_DECLS

typedef enum {
  ARC_ITEM_ENTRY,
  ARC_ITEM_REMINDER,
  ARC_ITEM_GOAL,
  ARC_ITEM_SETTING,
  ARC_N_ITEM_KINDS,
} ArcItemKind;

/* How far a goal got in the week that begins on @monday. */
typedef struct {
  ArcDay monday;
  int count;
} ArcGoalWeek;

/**
 * ArcItem:
 * @record: of an entry
 * @reminder: of a reminder
 * @firings: (element-type ArcFiring): of a reminder: what was skipped, answered or put off, as in
 *   #ArcRecord
 * @goal: of a goal
 * @weeks: (element-type ArcGoalWeek): of a goal, in order
 * @key: of a setting
 * @value: of a setting
 *
 * What does not belong to @kind is %NULL.
 */
typedef struct {
  ArcItemKind kind;
  ArcRecord *record;
  ArcReminder *reminder;
  GPtrArray *firings;
  ArcGoal *goal;
  GArray *weeks;
  char *key;
  char *value;
} ArcItem;

/* Take what they are given. */
ArcItem *arc_item_new_entry (ArcRecord *record);
ArcItem *arc_item_new_reminder (ArcReminder *reminder);
ArcItem *arc_item_new_goal (ArcGoal *goal);
/* Copies both. */
ArcItem *arc_item_new_setting (const char *key, const char *value);
void arc_item_free (ArcItem *item);

/**
 * arc_item_validate:
 *
 * Every rule and limit, but for a reminder's recurrence, which the schedule layer knows.
 *
 * Returns: %FALSE with %ARC_ERROR_INVALID or %ARC_ERROR_TOO_LARGE, naming the field
 */
gboolean arc_item_validate (const ArcItem *item, GError **error);

/* The words of the interchange format: entry, reminder, goal, setting. */
const char *arc_item_kind_to_word (ArcItemKind kind);
gboolean arc_item_kind_from_word (const char *word, ArcItemKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcItem, arc_item_free)

G_END_DECLS
