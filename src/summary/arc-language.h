/* Languages by their words; for the sources of this folder only. */
#pragma once

#include "arc-tokens.h"

G_BEGIN_DECLS

/* @words: case-folded. */
ArcLanguage arc_language_of_words (const char *const *words, guint n_words);
gboolean arc_language_is_function_word (ArcLanguage language, const char *word);

G_END_DECLS
