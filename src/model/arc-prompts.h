/* The questions that each role lens asks in each step (METHOD.md). */
#pragma once

#include "arc-entry.h"

G_BEGIN_DECLS

/* The question of a step: "What did you do?". Translated. */
const char *arc_prompt_question (ArcLens lens, ArcSection section);
/* The line below it, which says what a good answer holds. Translated. */
const char *arc_prompt_hint (ArcLens lens, ArcSection section);

/**
 * arc_prompt_others:
 *
 * Returns: (transfer none) (array zero-terminated=1): other ways to ask; untranslated msgids, to be
 * passed through gettext where shown
 */
const char *const *arc_prompt_others (ArcLens lens, ArcSection section);

G_END_DECLS
