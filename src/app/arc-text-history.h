/* Undo for a text in lines: remembers states as a whole, and brings typing together into steps. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArcTextState:
 * @text: the whole text
 * @line: where the cursor is, counted from 0
 * @offset: characters before it in the line
 */
typedef struct {
  char *text;
  guint line;
  int offset;
} ArcTextState;

/* Takes @text. (transfer full) */
ArcTextState *arc_text_state_new (char *text, guint line, int offset);

typedef struct _ArcTextHistory ArcTextHistory;

ArcTextHistory *arc_text_history_new (void);
void arc_text_history_free (ArcTextHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTextHistory, arc_text_history_free)

/* Forgets all steps; @now (transfer full) is what is shown. */
void arc_text_history_reset (ArcTextHistory *history, ArcTextState *now);

/**
 * arc_text_history_record:
 * @now: (transfer full): what is shown after a change
 * @where: (nullable): the line that was typed in; %NULL for what is a step by itself
 * @grew: whether text was put in rather than taken out
 * @now_us: monotonic time
 *
 * What was shown before becomes a step, unless typing simply goes on: in the same place, in the
 * same sense, without a pause.
 */
void arc_text_history_record (ArcTextHistory *history, ArcTextState *now, gconstpointer where,
                              gboolean grew, gint64 now_us);

/* One step back or forth: what is to be shown, or NULL. (transfer none) */
const ArcTextState *arc_text_history_undo (ArcTextHistory *history);
const ArcTextState *arc_text_history_redo (ArcTextHistory *history);

G_END_DECLS
