/* Words of a statement, reduced to what statements are compared by. Pure: the same text gives the
 * same tokens in any locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word is cut after so many characters, a statement after so many bytes: whatever a foreign
 * text holds, its tokens stay few and small. */
#define ARC_TOKEN_MAX_CHARS 64
#define ARC_TOKENS_MAX_BYTES ((gsize) 16 * 1024)

/* The languages whose words can be reduced to stems. */
typedef enum {
  ARC_LANGUAGE_UNKNOWN,
  ARC_LANGUAGE_ARABIC,
  ARC_LANGUAGE_ARMENIAN,
  ARC_LANGUAGE_BASQUE,
  ARC_LANGUAGE_CATALAN,
  ARC_LANGUAGE_DANISH,
  ARC_LANGUAGE_DUTCH,
  ARC_LANGUAGE_ENGLISH,
  ARC_LANGUAGE_FINNISH,
  ARC_LANGUAGE_FRENCH,
  ARC_LANGUAGE_GERMAN,
  ARC_LANGUAGE_GREEK,
  ARC_LANGUAGE_HINDI,
  ARC_LANGUAGE_HUNGARIAN,
  ARC_LANGUAGE_INDONESIAN,
  ARC_LANGUAGE_IRISH,
  ARC_LANGUAGE_ITALIAN,
  ARC_LANGUAGE_LITHUANIAN,
  ARC_LANGUAGE_NEPALI,
  ARC_LANGUAGE_NORWEGIAN,
  ARC_LANGUAGE_PORTUGUESE,
  ARC_LANGUAGE_ROMANIAN,
  ARC_LANGUAGE_RUSSIAN,
  ARC_LANGUAGE_SERBIAN,
  ARC_LANGUAGE_SPANISH,
  ARC_LANGUAGE_SWEDISH,
  ARC_LANGUAGE_TAMIL,
  ARC_LANGUAGE_TURKISH,
  ARC_LANGUAGE_YIDDISH,
  ARC_N_LANGUAGES,
} ArcLanguage;

/**
 * ArcToken:
 * @term: (transfer none): the stem, case-folded; two characters of a text in Chinese, Japanese …
 * @start: where the word begins in the text, in bytes
 * @end: where it ends
 * @is_function_word: whether it is one of the words that say little by themselves ("the", "und")
 */
typedef struct {
  const char *term;
  guint start;
  guint end;
  gboolean is_function_word;
} ArcToken;

/* The stemmers, opened on use, and room to work in. One thread at a time. */
typedef struct _ArcTokens ArcTokens;

ArcTokens *arc_tokens_new (void);
void arc_tokens_free (ArcTokens *tokenizer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArcTokens, arc_tokens_free)

/**
 * arc_language_detect:
 * @text: any bytes up to the NUL; what is not UTF-8 is passed over
 *
 * Looks at the script and at function words; a few words are enough, none gives
 * %ARC_LANGUAGE_UNKNOWN. Ties go to the language that comes first.
 */
ArcLanguage arc_language_detect (const char *text);

/**
 * arc_language_get_name:
 *
 * Returns: (nullable): the name by which libstemmer knows it; %NULL for %ARC_LANGUAGE_UNKNOWN
 */
const char *arc_language_get_name (ArcLanguage language);

/* arc_language_detect() without making a tokenizer for it. */
ArcLanguage arc_tokens_detect (ArcTokens *tokenizer, const char *text);

/**
 * arc_tokens_split:
 * @text: any bytes up to the NUL; what is not UTF-8 separates words
 * @language: %ARC_LANGUAGE_UNKNOWN leaves words unstemmed
 *
 * Words in the order of the text. Control and format characters (bidirectional marks, joiners)
 * are no part of a word.
 *
 * Returns: (transfer none) (element-type ArcToken): valid until the next call
 */
const GArray *arc_tokens_split (ArcTokens *tokenizer, const char *text, ArcLanguage language);

G_END_DECLS
