/* What people answer in a notification, and what comes of it. */
#include "arc-config.h"
#include "arc-engine-private.h"

#include <glib/gi18n-lib.h>

#define HOUR_US (3600 * ARC_US_PER_SECOND)
/* Nobody puts something off for longer. */
#define SNOOZE_MAX_US (366 * ARC_US_PER_DAY)

static gboolean
record_all (ArcEngine *engine, const GPtrArray *list, ArcFiringState state, gint64 until_us,
            GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!arc_engine_record (engine, list->pdata[i], state, until_us, 0, error))
      return FALSE;
  return TRUE;
}

/* ---- look-backs ---- */

static ArcLookBack *
new_look_back (ArcEngine *engine, const ArcDue *due, GError **error)
{
  g_autoptr (ArcCommitment) commitment = NULL;
  ArcLookBack *look_back;

  if (due->kind != ARC_DUE_COMMITMENT)
    return arc_look_back_new (due->subject_id);
  commitment = arc_journal_load_commitment (engine->journal, due->subject_id, error);
  if (!commitment)
    return NULL;
  look_back = arc_look_back_new (commitment->entry_id);
  look_back->commitment_id = g_strdup (due->subject_id);
  return look_back;
}

/* "Did it help?" is asked at the next reflection. */
static gboolean
answer (ArcEngine *engine, const ArcDue *due, ArcDid did, GError **error)
{
  g_autoptr (ArcGathered) gathered = arc_engine_gather (engine, error);
  g_autoptr (ArcLookBack) look_back = NULL;

  if (!gathered)
    return FALSE;
  /* Answered in the window meanwhile. */
  if (!arc_gathered_find_due (gathered, due->subject_id, due->wall_s))
    return TRUE;
  look_back = new_look_back (engine, due, error);
  if (!look_back)
    return FALSE;
  look_back->did = did;
  return arc_journal_answer (engine->journal, look_back, gathered->ask_again, error) &&
         arc_engine_record (engine, due, ARC_FIRING_DONE, 0, 0, error);
}

/* ---- actions ---- */

static gint64
tomorrow_morning (ArcEngine *engine)
{
  g_autofree char *zone = engine->world->dup_zone (engine->data);

  return arc_tomorrow_morning (engine->world->now_us (engine->data), zone);
}

static gboolean
carry_out (ArcEngine *engine, const GPtrArray *list, const char *action, GError **error)
{
  gint64 now_us = engine->world->now_us (engine->data);
  ArcDid did;

  if (!arc_engine_ensure_open (engine, error))
    return FALSE;
  if (g_str_equal (action, ARC_ACTION_HOUR))
    return record_all (engine, list, ARC_FIRING_SNOOZED, now_us + HOUR_US, error);
  if (g_str_equal (action, ARC_ACTION_TOMORROW))
    return record_all (engine, list, ARC_FIRING_SNOOZED, tomorrow_morning (engine), error);
  if (g_str_equal (action, ARC_ACTION_SKIP))
    return record_all (engine, list, ARC_FIRING_DONE, 0, error);
  if (arc_did_from_word (action, &did))
    return answer (engine, list->pdata[0], did, error);
  /* The window was opened: the rest is done there. */
  return record_all (engine, list, ARC_FIRING_SHOWN, 0, error);
}

static void
open_window (ArcEngine *engine, const char *action, const char *token)
{
  if (g_str_equal (action, ARC_ACTION_WRITE))
    engine->world->open (ARC_OPEN_WRITE, NULL, token, engine->data);
  else if (g_str_equal (action, ARC_ACTION_OPEN) || g_str_equal (action, ARC_ACTION_LOOK_BACK))
    engine->world->open (ARC_OPEN_WAITING, NULL, token, engine->data);
}

void
arc_engine_act (ArcEngine *engine, guint id, const char *action, const char *token)
{
  GPtrArray *shown = g_hash_table_lookup (engine->shown, GUINT_TO_POINTER (id));
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (arc_engine_act_on_tidings (engine, id, token))
    return;
  open_window (engine, action, token);
  if (!shown || shown->len == 0)
    return;
  list = g_ptr_array_ref (shown);
  g_clear_pointer (&engine->opened, g_ptr_array_unref);
  engine->opened = g_ptr_array_ref (list);
  if (carry_out (engine, list, action, &error)) {
    arc_engine_forget (engine, id);
  } else {
    /* Nothing was written, so that the question comes again. */
    g_message ("%s", error->message);
    engine->resumed = FALSE;
  }
  arc_engine_reconcile (engine);
}

void
arc_engine_dismissed (ArcEngine *engine, guint id)
{
  GPtrArray *list = g_hash_table_lookup (engine->shown, GUINT_TO_POINTER (id));
  g_autoptr (GError) error = NULL;

  if (id == engine->tidings_id) {
    engine->tidings_id = 0;
    arc_engine_forget_tidings (engine);
  }
  if (!list)
    return;
  if (!arc_engine_ensure_open (engine, &error) ||
      !record_all (engine, list, ARC_FIRING_SHOWN, 0, &error))
    g_message ("%s", error->message);
  g_hash_table_remove (engine->shown, GUINT_TO_POINTER (id));
}

/* ---- putting off ---- */

static gboolean
check_until (ArcEngine *engine, gint64 until_us, GError **error)
{
  gint64 now_us = engine->world->now_us (engine->data);

  if (until_us > now_us && until_us - now_us <= SNOOZE_MAX_US)
    return TRUE;
  g_set_error_literal (error, ARC_ERROR, ARC_ERROR_INVALID,
                       _ ("A reminder can be put off to a time within the next year."));
  return FALSE;
}

static gboolean
is_among (const GPtrArray *list, const ArcDue *due)
{
  for (guint i = 0; list && i < list->len; i++) {
    const ArcDue *one = list->pdata[i];

    if (one->wall_s == due->wall_s && g_str_equal (one->subject_id, due->subject_id))
      return TRUE;
  }
  return FALSE;
}

/* Whether it is on the screen, or was until a click on it brought the window. */
static gboolean
is_at_hand (ArcEngine *engine, const ArcDue *due)
{
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, engine->shown);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    if (is_among (list, due))
      return TRUE;
  return is_among (engine->opened, due);
}

static gboolean
is_meant (ArcEngine *engine, const ArcGathered *gathered, const ArcDue *due, const char *subject_id,
          gint64 due_us)
{
  const ArcFiring *row = arc_firings_find (gathered->firings, due->subject_id, due->wall_s);

  if (subject_id)
    return g_str_equal (due->subject_id, subject_id) && due->wall_s * ARC_US_PER_SECOND == due_us;
  return row && row->state == ARC_FIRING_SHOWN && is_at_hand (engine, due);
}

int
arc_engine_snooze (ArcEngine *engine, const char *subject_id, gint64 due_us, gint64 until_us,
                   GError **error)
{
  g_autoptr (ArcGathered) gathered = NULL;
  int snoozed = 0;

  if (!check_until (engine, until_us, error))
    return -1;
  gathered = arc_engine_gather (engine, error);
  if (!gathered)
    return -1;
  for (guint i = 0; i < gathered->due->len; i++) {
    const ArcDue *due = gathered->due->pdata[i];

    if (!is_meant (engine, gathered, due, subject_id, due_us))
      continue;
    if (!arc_engine_record (engine, due, ARC_FIRING_SNOOZED, until_us, 0, error))
      return -1;
    snoozed++;
  }
  if (subject_id && !snoozed) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("This reminder is no longer there."));
    return -1;
  }
  arc_engine_reconcile (engine);
  return snoozed;
}

gboolean
arc_engine_show_test (ArcEngine *engine, GError **error)
{
  ArcServerFeatures features = 0;
  g_autoptr (ArcMessage) message = NULL;

  if (!engine->world->probe (&features, engine->data)) {
    g_set_error_literal (error, ARC_ERROR, ARC_ERROR_NOT_FOUND,
                         _ ("This desktop shows no notifications, so reminders wait in the "
                            "window."));
    return FALSE;
  }
  message = arc_message_new_test (features);
  return engine->world->show (message, 0, engine->data, error) != 0;
}
