/* Cuts a text into words and reduces these to stems. GLib's tables of Unicode only, which do not
 * depend on the locale. */
#include "arc-tokens.h"

#include <libstemmer.h>
#include <string.h>

#include "arc-language.h"
#include "arc-text.h"

typedef enum {
  KIND_NONE,
  KIND_WORD,     /* letters and digits, up to what is neither */
  KIND_UNSPACED, /* written without spaces: two characters each */
  KIND_JOINER,   /* an apostrophe: part of a word between two letters */
  KIND_IGNORED,  /* format characters */
} Kind;

struct _ArcTokens {
  struct sb_stemmer *stemmers[ARC_N_LANGUAGES];
  GArray *tokens;   /* ArcToken */
  GArray *spans;    /* Span: the words of the text being split */
  GPtrArray *words; /* pointers into pool, for the language */
  GStringChunk *pool;
  GString *word;
};

/* A word as it was found: folded, not stemmed. */
typedef struct {
  const char *folded;
  guint start;
  guint end;
  gboolean is_unspaced;
} Span;

ArcTokens *
arc_tokens_new (void)
{
  ArcTokens *tokenizer = g_new0 (ArcTokens, 1);

  tokenizer->tokens = g_array_new (FALSE, FALSE, sizeof (ArcToken));
  tokenizer->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  tokenizer->words = g_ptr_array_new ();
  tokenizer->pool = g_string_chunk_new (4096);
  tokenizer->word = g_string_new (NULL);
  return tokenizer;
}

void
arc_tokens_free (ArcTokens *tokenizer)
{
  if (tokenizer == NULL)
    return;
  for (guint i = 0; i < ARC_N_LANGUAGES; i++)
    if (tokenizer->stemmers[i] != NULL)
      sb_stemmer_delete (tokenizer->stemmers[i]);
  g_array_unref (tokenizer->tokens);
  g_array_unref (tokenizer->spans);
  g_ptr_array_unref (tokenizer->words);
  g_string_chunk_free (tokenizer->pool);
  g_string_free (tokenizer->word, TRUE);
  g_free (tokenizer);
}

static gboolean
is_unspaced (gunichar character)
{
  if (arc_text_is_cjk (character))
    return TRUE;
  switch (g_unichar_get_script (character)) {
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
    return TRUE;
  default:
    return FALSE;
  }
}

static Kind
kind_of (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isalnum (character) ? KIND_WORD : character == '\'' ? KIND_JOINER : KIND_NONE;
  if (character == 0x2019 || character == 0x02bc)
    return KIND_JOINER;
  switch (g_unichar_type (character)) {
  case G_UNICODE_FORMAT:
    return KIND_IGNORED;
  case G_UNICODE_LOWERCASE_LETTER:
  case G_UNICODE_MODIFIER_LETTER:
  case G_UNICODE_OTHER_LETTER:
  case G_UNICODE_TITLECASE_LETTER:
  case G_UNICODE_UPPERCASE_LETTER:
  case G_UNICODE_SPACING_MARK:
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_DECIMAL_NUMBER:
  case G_UNICODE_LETTER_NUMBER:
    return is_unspaced (character) ? KIND_UNSPACED : KIND_WORD;
  default:
    return KIND_NONE;
  }
}

/* The character at @at and its length; what is not UTF-8 counts as one byte of nothing. */
static gunichar
read_character (const char *at, const char *end, guint *length)
{
  gunichar character = (guchar) *at;

  if (character < 0x80) {
    *length = 1;
    return character;
  }
  character = g_utf8_get_char_validated (at, end - at);
  if (character == (gunichar) -1 || character == (gunichar) -2) {
    *length = 1;
    return 0;
  }
  *length = g_utf8_next_char (at) - at;
  return character;
}

/* Case-folded and composed, so that full-width and decomposed forms are the same word. */
static const char *
fold (ArcTokens *tokenizer)
{
  GString *word = tokenizer->word;
  gboolean is_ascii = TRUE;

  for (gsize i = 0; i < word->len && is_ascii; i++)
    is_ascii = (guchar) word->str[i] < 0x80;
  if (is_ascii) {
    g_string_ascii_down (word);
  } else {
    g_autofree char *cased = g_utf8_casefold (word->str, word->len);
    g_autofree char *composed = g_utf8_normalize (cased, -1, G_NORMALIZE_ALL_COMPOSE);

    /* A ligature can unfold to several letters, yet never without bound. */
    g_string_assign (word, composed != NULL ? composed : cased);
  }
  return g_string_chunk_insert_len (tokenizer->pool, word->str, word->len);
}

static void
close_word (ArcTokens *tokenizer, gsize start, gsize end)
{
  Span span = {.start = start, .end = end};

  if (tokenizer->word->len == 0)
    return;
  span.folded = fold (tokenizer);
  if (*span.folded != '\0')
    g_array_append_val (tokenizer->spans, span);
  g_string_truncate (tokenizer->word, 0);
}

/* A run without spaces as pairs of characters; a single one by itself. */
static gsize
take_unspaced (ArcTokens *tokenizer, const char *text, const char *at, const char *end)
{
  gsize before = 0;
  guint count = 0;

  while (at < end) {
    guint length;
    gunichar character = read_character (at, end, &length);
    gsize here = at - text;
    gboolean goes_on;

    if (kind_of (character) == KIND_IGNORED) {
      at += length;
      continue;
    }
    goes_on = kind_of (character) == KIND_UNSPACED;
    if (goes_on && count > 0) {
      Span span = {.start = before, .end = here + length, .is_unspaced = TRUE};

      g_string_truncate (tokenizer->word, 0);
      g_string_append_len (tokenizer->word, text + before,
                           g_utf8_next_char (text + before) - (text + before));
      g_string_append_len (tokenizer->word, at, length);
      span.folded = fold (tokenizer);
      g_array_append_val (tokenizer->spans, span);
    }
    if (!goes_on)
      break;
    before = here;
    count++;
    at += length;
  }
  if (count == 1) {
    Span span = {.start = before, .end = at - text, .is_unspaced = TRUE};

    g_string_truncate (tokenizer->word, 0);
    g_string_append_len (tokenizer->word, text + before,
                         g_utf8_next_char (text + before) - (text + before));
    span.folded = fold (tokenizer);
    g_array_append_val (tokenizer->spans, span);
  }
  g_string_truncate (tokenizer->word, 0);
  return at - text;
}

/* Whether a word goes on after an apostrophe. */
static gboolean
goes_on (const char *at, const char *end)
{
  guint length;

  return at < end && kind_of (read_character (at, end, &length)) == KIND_WORD;
}

/* Fills spans. */
static void
find_words (ArcTokens *tokenizer, const char *text)
{
  gsize size = strnlen (text, ARC_TOKENS_MAX_BYTES);
  const char *end = text + size;
  gsize start = 0;
  guint n_chars = 0;

  g_array_set_size (tokenizer->spans, 0);
  g_string_chunk_clear (tokenizer->pool);
  g_string_truncate (tokenizer->word, 0);
  for (const char *at = text; at < end;) {
    guint length;
    gunichar character = read_character (at, end, &length);
    Kind kind = kind_of (character);

    if (kind == KIND_JOINER && (n_chars == 0 || !goes_on (at + length, end)))
      kind = KIND_NONE;
    if (kind == KIND_UNSPACED) {
      close_word (tokenizer, start, at - text);
      n_chars = 0;
      at = text + take_unspaced (tokenizer, text, at, end);
      continue;
    }
    if (kind == KIND_WORD || kind == KIND_JOINER) {
      if (n_chars == 0)
        start = at - text;
      n_chars++;
      if (n_chars <= ARC_TOKEN_MAX_CHARS) {
        if (kind == KIND_JOINER)
          g_string_append_c (tokenizer->word, '\'');
        else
          g_string_append_len (tokenizer->word, at, length);
      }
    } else if (kind == KIND_NONE) {
      close_word (tokenizer, start, at - text);
      n_chars = 0;
    }
    at += length;
  }
  close_word (tokenizer, start, size);
}

static ArcLanguage
detect_found (ArcTokens *tokenizer)
{
  g_ptr_array_set_size (tokenizer->words, 0);
  for (guint i = 0; i < tokenizer->spans->len; i++) {
    const Span *span = &g_array_index (tokenizer->spans, Span, i);
    if (!span->is_unspaced)
      g_ptr_array_add (tokenizer->words, (gpointer) span->folded);
  }
  return arc_language_of_words ((const char *const *) tokenizer->words->pdata,
                                tokenizer->words->len);
}

ArcLanguage
arc_tokens_detect (ArcTokens *tokenizer, const char *text)
{
  g_return_val_if_fail (tokenizer != NULL && text != NULL, ARC_LANGUAGE_UNKNOWN);

  find_words (tokenizer, text);
  return detect_found (tokenizer);
}

/* ---- stems ---- */

/* "l'été", "dell'anno": an article and a word. */
static gboolean
elides (ArcLanguage language)
{
  return language == ARC_LANGUAGE_FRENCH || language == ARC_LANGUAGE_ITALIAN ||
         language == ARC_LANGUAGE_CATALAN;
}

/* Accents are often left out by people who type in a hurry; in other scripts marks are vowels. */
static const char *
strip_accents (ArcTokens *tokenizer, const char *stem)
{
  g_autofree char *apart = NULL;
  GString *word = tokenizer->word;
  gboolean has_accents = FALSE;

  for (const char *at = stem; *at != '\0' && !has_accents; at++)
    has_accents = (guchar) *at >= 0x80;
  if (!has_accents)
    return stem;
  switch (g_unichar_get_script (g_utf8_get_char (stem))) {
  case G_UNICODE_SCRIPT_LATIN:
  case G_UNICODE_SCRIPT_GREEK:
    break;
  default:
    return stem;
  }
  apart = g_utf8_normalize (stem, -1, G_NORMALIZE_ALL);
  if (apart == NULL)
    return stem;
  g_string_truncate (word, 0);
  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_len (word, at, g_utf8_next_char (at) - at);
  return word->len > 0 ? g_string_chunk_insert_len (tokenizer->pool, word->str, word->len) : stem;
}

static struct sb_stemmer *
get_stemmer (ArcTokens *tokenizer, ArcLanguage language)
{
  const char *name = arc_language_get_name (language);

  if (name != NULL && tokenizer->stemmers[language] == NULL)
    tokenizer->stemmers[language] = sb_stemmer_new (name, "UTF_8");
  return tokenizer->stemmers[language];
}

static const char *
stem_word (ArcTokens *tokenizer, struct sb_stemmer *stemmer, const char *word)
{
  const sb_symbol *stem = NULL;
  const char *kept = word;

  if (stemmer != NULL)
    stem = sb_stemmer_stem (stemmer, (const sb_symbol *) word, (int) strlen (word));
  if (stem != NULL && sb_stemmer_length (stemmer) > 0) {
    gsize length = sb_stemmer_length (stemmer);

    /* A stem that cuts a character in two would be a fault of the algorithm; the word is safe. */
    if (g_utf8_validate ((const char *) stem, length, NULL))
      kept = g_string_chunk_insert_len (tokenizer->pool, (const char *) stem, length);
  }
  return strip_accents (tokenizer, kept);
}

const GArray *
arc_tokens_split (ArcTokens *tokenizer, const char *text, ArcLanguage language)
{
  struct sb_stemmer *stemmer;

  g_return_val_if_fail (tokenizer != NULL && text != NULL, NULL);
  g_return_val_if_fail ((guint) language < ARC_N_LANGUAGES, NULL);

  stemmer = get_stemmer (tokenizer, language);
  find_words (tokenizer, text);
  g_array_set_size (tokenizer->tokens, 0);
  for (guint i = 0; i < tokenizer->spans->len; i++) {
    const Span *span = &g_array_index (tokenizer->spans, Span, i);
    ArcToken token = {.term = span->folded, .start = span->start, .end = span->end};

    if (!span->is_unspaced) {
      const char *word = span->folded;
      const char *apostrophe = elides (language) ? strchr (word, '\'') : NULL;

      if (apostrophe != NULL && apostrophe[1] != '\0')
        word = apostrophe + 1;
      token.is_function_word = arc_language_is_function_word (language, word);
      token.term = stem_word (tokenizer, stemmer, word);
    }
    g_array_append_val (tokenizer->tokens, token);
  }
  return tokenizer->tokens;
}
