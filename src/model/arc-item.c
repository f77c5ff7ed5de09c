/* Items, as plain values. */
#include "arc-config.h"
#include "arc-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arc-error.h"
#include "arc-limits.h"
#include "arc-text.h"

#define MAX_KEY_BYTES 64

static const char *const words[ARC_N_ITEM_KINDS] = {"entry", "reminder", "goal", "setting"};

ArcItem *
arc_item_new_entry (ArcRecord *record)
{
  ArcItem *item = g_new0 (ArcItem, 1);

  item->kind = ARC_ITEM_ENTRY;
  item->record = record;
  return item;
}

ArcItem *
arc_item_new_reminder (ArcReminder *reminder)
{
  ArcItem *item = g_new0 (ArcItem, 1);

  item->kind = ARC_ITEM_REMINDER;
  item->reminder = reminder;
  item->firings = arc_firings_new ();
  return item;
}

ArcItem *
arc_item_new_goal (ArcGoal *goal)
{
  ArcItem *item = g_new0 (ArcItem, 1);

  item->kind = ARC_ITEM_GOAL;
  item->goal = goal;
  item->weeks = g_array_new (FALSE, TRUE, sizeof (ArcGoalWeek));
  return item;
}

ArcItem *
arc_item_new_setting (const char *key, const char *value)
{
  ArcItem *item = g_new0 (ArcItem, 1);

  item->kind = ARC_ITEM_SETTING;
  item->key = g_strdup (key);
  item->value = g_strdup (value);
  return item;
}

void
arc_item_free (ArcItem *item)
{
  if (!item)
    return;
  arc_record_free (item->record);
  arc_reminder_free (item->reminder);
  g_clear_pointer (&item->firings, g_ptr_array_unref);
  arc_goal_free (item->goal);
  g_clear_pointer (&item->weeks, g_array_unref);
  g_free (item->key);
  g_free (item->value);
  g_free (item);
}

static gboolean
validate_firings (const GPtrArray *firings, GError **error)
{
  for (guint i = 0; i < firings->len; i++)
    if (!arc_firing_validate (firings->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
validate_record (const ArcRecord *record, GError **error)
{
  if (arc_entry_is_empty (record->entry)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("There is no text in it."));
    return FALSE;
  }
  if (!arc_entry_validate (record->entry, error) || !arc_loop_validate (record->loop, error) ||
      !validate_firings (record->firings, error))
    return FALSE;
  for (guint i = 0; i < record->revisions->len; i++)
    if (!arc_entry_validate (record->revisions->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
validate_weeks (const GArray *weeks, GError **error)
{
  for (guint i = 0; i < weeks->len; i++)
    if (g_array_index (weeks, ArcGoalWeek, i).count < 0) {
      g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                           _ ("The count of a goal's week is not below 0."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
validate_setting (const ArcItem *item, GError **error)
{
  gsize length = strlen (item->key);

  if (length < 1 || length > MAX_KEY_BYTES ||
      strspn (item->key, "abcdefghijklmnopqrstuvwxyz0123456789-.") != length) {
    g_set_error (error, ARC_ERROR, ARC_ERROR_INVALID, _ ("“%s” is not the name of a setting."),
                 ARC_SHORT (item->key));
    return FALSE;
  }
  return arc_text_validate (item->value, _ ("The value"), ARC_LIMIT_NOTE_CHARS, error);
}

gboolean
arc_item_validate (const ArcItem *item, GError **error)
{
  switch (item->kind) {
  case ARC_ITEM_ENTRY:
    return validate_record (item->record, error);
  case ARC_ITEM_REMINDER:
    return arc_reminder_validate (item->reminder, error) && validate_firings (item->firings, error);
  case ARC_ITEM_GOAL:
    return arc_goal_validate (item->goal, error) && validate_weeks (item->weeks, error);
  case ARC_ITEM_SETTING:
    return validate_setting (item, error);
  case ARC_N_ITEM_KINDS:
    break;
  }
  g_return_val_if_reached (FALSE);
}

const char *
arc_item_kind_to_word (ArcItemKind kind)
{
  return kind < ARC_N_ITEM_KINDS ? words[kind] : NULL;
}

gboolean
arc_item_kind_from_word (const char *word, ArcItemKind *kind)
{
  for (guint i = 0; i < ARC_N_ITEM_KINDS; i++)
    if (g_str_equal (words[i], word)) {
      *kind = i;
      return TRUE;
    }
  return FALSE;
}
