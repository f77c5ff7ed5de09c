/* Whether a recurrence rule can be followed. */
#include "arc-config.h"
#include "arc-schedule.h"

#include <glib/gi18n-lib.h>

#include "arc-error.h"
#include "arc-rule-days.h"

static gboolean
note_day (ArcDay day, gpointer data)
{
  gboolean *found = data;

  *found = TRUE;
  return FALSE;
}

static gboolean
refuse_empty (GError **error)
{
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("This rule never falls on any day. Choose days that exist."));
  return FALSE;
}

gboolean
arc_rule_check (const char *rule, GError **error)
{
  /* Whichever day a rule starts on, it falls on no more days than without steps and ends; and what
   * it takes from its start, a first of January has in every month and year. */
  const ArcDay start = {2000, 1, 1};
  ArcRuleParts parts;
  gboolean found = FALSE;

  g_return_val_if_fail (rule != NULL, FALSE);
  if (!arc_rule_parts_read (rule, &parts, error))
    return FALSE;
  parts.interval = 1;
  parts.count = 0;
  arc_rule_days_walk (&parts, start, start, note_day, &found);
  return found || refuse_empty (error);
}

gboolean
arc_reminder_check (const ArcReminder *reminder, GError **error)
{
  g_autoptr (ArcReminder) resumed = NULL;
  g_autoptr (GArray) first = NULL;

  g_return_val_if_fail (reminder != NULL, FALSE);
  if (!arc_reminder_validate (reminder, error) || !arc_rule_check (reminder->rule, error))
    return FALSE;
  resumed = arc_reminder_copy (reminder);
  resumed->paused = FALSE;
  first = arc_reminder_expand (resumed, "UTC", G_MININT64, 1, error);
  if (!first)
    return FALSE;
  return first->len > 0 || refuse_empty (error);
}
