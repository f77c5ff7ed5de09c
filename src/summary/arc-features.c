/* Words, pairs and pieces. A feature is known by a hash of 64 bits, so that equal words are the
 * same feature in every index without a shared dictionary. */
#include "arc-features.h"

#include <math.h>
#include <string.h>

/* Pairs say what words are about ("data plan", "time off"), pieces find compounds and misspellings;
 * both count less than words, being many. */
#define PAIR_UNIT 102
#define PIECE_UNIT 51
#define PIECE_CHARS 4
#define EDGE 0x9e3779b97f4a7c15u

/* FNV-1a, then mixed, since its low bits are weak. */
static guint64
hash (const char *bytes, gsize length, guint64 seed)
{
  guint64 value = 0xcbf29ce484222325u ^ seed;

  for (gsize i = 0; i < length; i++)
    value = (value ^ (guchar) bytes[i]) * 0x100000001b3u;
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93u;
  return value ^ value >> 32;
}

static guint64
hash_pair (guint64 first, guint64 second)
{
  const guint64 both[] = {first, second};

  return hash ((const char *) both, sizeof both, 2);
}

static void
add (GArray *counts, guint64 key, guint32 unit)
{
  const ArcFeatureCount count = {key, unit};

  g_array_append_val (counts, count);
}

/* Runs of PIECE_CHARS characters of the word between its edges. */
static void
add_pieces (GArray *counts, const char *word)
{
  char edged[ARC_TOKEN_MAX_CHARS * 6 + 3];
  gsize length = strlen (word);
  const char *starts[ARC_TOKEN_MAX_CHARS + 3];
  guint n_chars = 0;

  if (g_utf8_strlen (word, length) < PIECE_CHARS)
    return;
  length = MIN (length, sizeof edged - 3);
  edged[0] = '<';
  memcpy (edged + 1, word, length);
  edged[length + 1] = '>';
  edged[length + 2] = '\0';
  for (const char *at = edged; *at != '\0' && n_chars < G_N_ELEMENTS (starts) - 1;
       at = g_utf8_next_char (at))
    starts[n_chars++] = at;
  starts[n_chars] = edged + length + 2;
  for (guint i = 0; i + PIECE_CHARS <= n_chars; i++)
    add (counts, hash (starts[i], starts[i + PIECE_CHARS] - starts[i], 3), PIECE_UNIT);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint64 first = ((const ArcFeatureCount *) a)->key;
  guint64 second = ((const ArcFeatureCount *) b)->key;

  return first < second ? -1 : first > second;
}

/* The second occurrence says less than the first, the tenth next to nothing. */
static guint32
dampen (guint32 unit, guint times)
{
  return times == 1 ? unit : (guint32) lround (unit * (1.0 + log ((double) times)));
}

/* Equal keys become one. */
static void
merge (GArray *counts)
{
  guint kept = 0;

  g_array_sort (counts, compare);
  for (guint i = 0; i < counts->len;) {
    ArcFeatureCount first = g_array_index (counts, ArcFeatureCount, i);
    guint times = 0;

    while (i < counts->len && g_array_index (counts, ArcFeatureCount, i).key == first.key) {
      times++;
      i++;
    }
    first.count = dampen (first.count, times);
    g_array_index (counts, ArcFeatureCount, kept++) = first;
  }
  g_array_set_size (counts, kept);
}

guint64
arc_features_word_key (const char *term)
{
  return hash (term, strlen (term), 1);
}

GArray *
arc_features_count (ArcTokens *tokenizer, const char *text, ArcLanguage language)
{
  const GArray *tokens = arc_tokens_split (tokenizer, text, language);
  guint n_words = MIN (tokens->len, ARC_FEATURES_MAX_WORDS);
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (ArcFeatureCount));
  guint64 before = EDGE;

  for (guint i = 0; i < n_words; i++) {
    const char *term = g_array_index (tokens, ArcToken, i).term;
    guint64 key = arc_features_word_key (term);

    add (counts, key, ARC_FEATURE_UNIT);
    add (counts, hash_pair (before, key), PAIR_UNIT);
    add_pieces (counts, term);
    before = key;
  }
  if (n_words > 0)
    add (counts, hash_pair (before, EDGE), PAIR_UNIT);
  merge (counts);
  return counts;
}
