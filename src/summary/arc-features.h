/* What of a statement is counted: its words, pairs of neighbouring words, pieces of words. For the
 * sources of this folder only. */
#pragma once

#include "arc-tokens.h"

G_BEGIN_DECLS

/* A statement has no more words than this for counting; a longer text is counted by its beginning.
 */
#define ARC_FEATURES_MAX_WORDS 256
/* One occurrence of a word counts so much. */
#define ARC_FEATURE_UNIT 256

/* @key: names the feature, the same everywhere; @count: how much it counts, by ARC_FEATURE_UNIT. */
typedef struct {
  guint64 key;
  guint32 count;
} ArcFeatureCount;

/* The key of a word by its term. */
guint64 arc_features_word_key (const char *term);

/* (transfer full) (element-type ArcFeatureCount): by key, each key once. */
GArray *arc_features_count (ArcTokens *tokenizer, const char *text, ArcLanguage language);

G_END_DECLS
