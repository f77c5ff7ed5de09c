/* Undo for a text in lines: remembers states as a whole, and brings typing together into steps. */
#include "arc-text-history.h"

#define MAX_STEPS 100
#define PAUSE_US G_GINT64_CONSTANT (2000000)

struct _ArcTextHistory {
  ArcTextState *now; /* the state that is shown */
  GQueue undo;       /* of ArcTextState, newest first */
  GQueue redo;
  gconstpointer typed_in; /* of the last change; for comparison only */
  gboolean typed_grew;
  gint64 typed_us;
};

static void
state_free (gpointer data)
{
  ArcTextState *state = data;

  if (state == NULL)
    return;
  g_free (state->text);
  g_free (state);
}

static void
clear (ArcTextHistory *history)
{
  g_queue_clear_full (&history->undo, state_free);
  g_queue_clear_full (&history->redo, state_free);
  g_clear_pointer (&history->now, state_free);
  history->typed_in = NULL;
}

/* Moves what is shown from one pile to the other and shows the top of @from. */
static const ArcTextState *
step (ArcTextHistory *history, GQueue *from, GQueue *to)
{
  ArcTextState *target = g_queue_pop_head (from);

  if (target == NULL)
    return NULL;
  g_queue_push_head (to, history->now);
  history->now = target;
  history->typed_in = NULL;
  return target;
}

ArcTextState *
arc_text_state_new (char *text, guint line, int offset)
{
  ArcTextState *state = g_new (ArcTextState, 1);

  state->text = text;
  state->line = line;
  state->offset = offset;
  return state;
}

ArcTextHistory *
arc_text_history_new (void)
{
  ArcTextHistory *history = g_new0 (ArcTextHistory, 1);

  g_queue_init (&history->undo);
  g_queue_init (&history->redo);
  history->now = arc_text_state_new (g_strdup (""), 0, 0);
  return history;
}

void
arc_text_history_free (ArcTextHistory *history)
{
  if (history == NULL)
    return;
  clear (history);
  g_free (history);
}

void
arc_text_history_reset (ArcTextHistory *history, ArcTextState *now)
{
  g_return_if_fail (history != NULL);
  g_return_if_fail (now != NULL);

  clear (history);
  history->now = now;
}

void
arc_text_history_record (ArcTextHistory *history, ArcTextState *now, gconstpointer where,
                         gboolean grew, gint64 now_us)
{
  gboolean goes_on;

  g_return_if_fail (history != NULL);
  g_return_if_fail (now != NULL);

  goes_on = where != NULL && where == history->typed_in && grew == history->typed_grew &&
            now_us - history->typed_us < PAUSE_US;
  if (goes_on)
    state_free (history->now);
  else
    g_queue_push_head (&history->undo, history->now);
  if (history->undo.length > MAX_STEPS)
    state_free (g_queue_pop_tail (&history->undo));
  g_queue_clear_full (&history->redo, state_free);
  history->now = now;
  history->typed_in = where;
  history->typed_grew = grew;
  history->typed_us = now_us;
}

const ArcTextState *
arc_text_history_undo (ArcTextHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return step (history, &history->undo, &history->redo);
}

const ArcTextState *
arc_text_history_redo (ArcTextHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return step (history, &history->redo, &history->undo);
}
