/* Telling what teammates said: one notification, which grows until somebody looks. */
#include "arc-engine-private.h"

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) arc_tiding_free);
}

static const ArcTiding *
find (const GPtrArray *tidings, const char *id)
{
  for (guint i = 0; tidings && i < tidings->len; i++) {
    const ArcTiding *tiding = tidings->pdata[i];

    if (g_str_equal (tiding->id, id))
      return tiding;
  }
  return NULL;
}

void
arc_engine_forget_tidings (ArcEngine *engine)
{
  if (engine->tidings_id)
    engine->world->withdraw (engine->tidings_id, engine->data);
  engine->tidings_id = 0;
  g_ptr_array_set_size (engine->tidings, 0);
}

/* What was seen to in the window meanwhile is no longer on the screen. */
static void
withdraw_seen (ArcEngine *engine, const ArcGathered *gathered)
{
  for (guint i = 0; i < engine->tidings->len; i++)
    if (find (gathered->tidings, ((ArcTiding *) engine->tidings->pdata[i])->id))
      return;
  if (engine->tidings_id)
    arc_engine_forget_tidings (engine);
}

/* What is on the screen and still open, then what is new; NULL if nothing is new. */
static GPtrArray *
list_to_show (ArcEngine *engine, const ArcGathered *gathered)
{
  g_autoptr (GPtrArray) list = new_list ();
  gboolean has_new = FALSE;

  for (guint i = 0; i < gathered->tidings->len; i++) {
    const ArcTiding *tiding = gathered->tidings->pdata[i];

    if (tiding->is_told && !find (engine->tidings, tiding->id))
      continue;
    has_new |= !tiding->is_told;
    g_ptr_array_add (list, arc_tiding_copy (tiding));
  }
  return has_new ? g_steal_pointer (&list) : NULL;
}

static void
set_told (ArcEngine *engine)
{
  for (guint i = 0; i < engine->tidings->len; i++) {
    ArcTiding *tiding = engine->tidings->pdata[i];
    g_autoptr (GError) error = NULL;

    if (tiding->is_told)
      continue;
    tiding->is_told = TRUE;
    if (!arc_tiding_set_told (engine->journal, tiding, &error))
      g_message ("%s", error->message);
  }
}

gint64
arc_engine_tell (ArcEngine *engine, const ArcGathered *gathered, gint64 now_us)
{
  gint64 awake_us = arc_quiet_hours_after (gathered->rules.quiet, now_us, gathered->rules.zone);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (ArcMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  ArcServerFeatures features = 0;
  guint id;

  withdraw_seen (engine, gathered);
  list = list_to_show (engine, gathered);
  if (!list)
    return G_MAXINT64;
  if (awake_us > now_us)
    return awake_us;
  /* Without a server nothing is told: it stays new until one appears. */
  engine->has_server = engine->world->probe (&features, engine->data);
  if (!engine->has_server)
    return G_MAXINT64;
  message = arc_message_new_tidings (list, gathered->quote, features);
  id = engine->world->show (message, engine->tidings_id, engine->data, &error);
  if (!id) {
    g_message ("%s", error->message);
    return now_us + ARC_ENGINE_RETRY_US;
  }
  engine->tidings_id = id;
  g_ptr_array_unref (engine->tidings);
  engine->tidings = g_steal_pointer (&list);
  set_told (engine);
  return G_MAXINT64;
}

gboolean
arc_engine_act_on_tidings (ArcEngine *engine, guint id, const char *token)
{
  const char *entry_id = NULL;

  if (id == 0 || id != engine->tidings_id)
    return FALSE;
  /* Their one entry, or the page where all of it is. */
  for (guint i = 0; i < engine->tidings->len; i++) {
    const ArcTiding *tiding = engine->tidings->pdata[i];

    if (!tiding->entry_id || (entry_id && !g_str_equal (entry_id, tiding->entry_id))) {
      entry_id = NULL;
      break;
    }
    entry_id = tiding->entry_id;
  }
  engine->world->open (entry_id ? ARC_OPEN_ENTRY : ARC_OPEN_TEAM, entry_id, token, engine->data);
  arc_engine_forget_tidings (engine);
  return TRUE;
}
