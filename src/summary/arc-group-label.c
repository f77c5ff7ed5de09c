/* Finds the statement in the middle of a group, and the words that make the group. */
#include "arc-group-label.h"

#include <stdlib.h>
#include <string.h>

/* A heading is two lines at most. What is twice as long has to be twice as typical. */
#define HEADING_CHARS 160
#define KEYWORDS 5
/* Keywords are looked for in so many statements, the most typical ones. */
#define KEYWORD_STATEMENTS 20

/* ---- the middle ---- */

/* @closeness: to all others; @rating: less, if it is long */
typedef struct {
  ArcIndexed *statement;
  gint64 closeness;
  gint64 rating;
} Member;

static int
compare_members (const void *a, const void *b)
{
  const Member *first = a;
  const Member *second = b;

  if (first->rating != second->rating)
    return first->rating > second->rating ? -1 : 1;
  return first->statement->rank < second->statement->rank ? -1 : 1;
}

/* Also of what is not UTF-8. */
static gint64
count_characters (const char *text)
{
  gint64 n = 0;

  for (; *text != '\0'; text++)
    n += ((guchar) *text & 0xc0) != 0x80;
  return n;
}

/* The sum of all members' weights by term. */
static GHashTable *
add_up (const GPtrArray *statements)
{
  GHashTable *sums = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < statements->len; i++) {
    const ArcIndexed *statement = statements->pdata[i];

    for (guint f = 0; f < statement->n_features; f++) {
      gpointer term = GUINT_TO_POINTER (statement->features[f].term + 1);
      gsize sum = GPOINTER_TO_SIZE (g_hash_table_lookup (sums, term));
      g_hash_table_insert (sums, term, GSIZE_TO_POINTER (sum + statement->features[f].weight));
    }
  }
  return sums;
}

/* Sorts by closeness to the whole, the short before the long; returns the mean similarity of two
 * members. */
static double
sort_by_closeness (GPtrArray *statements)
{
  guint n = statements->len;
  g_autoptr (GHashTable) sums = add_up (statements);
  g_autofree Member *members = g_new0 (Member, n);
  gint64 all = 0;

  for (guint i = 0; i < n; i++) {
    ArcIndexed *statement = statements->pdata[i];

    members[i].statement = statement;
    for (guint f = 0; f < statement->n_features; f++) {
      gint64 weight = statement->features[f].weight;
      gpointer sum = g_hash_table_lookup (sums, GUINT_TO_POINTER (statement->features[f].term + 1));
      members[i].closeness += weight * ((gint64) GPOINTER_TO_SIZE (sum) - weight);
    }
    members[i].rating = members[i].closeness * HEADING_CHARS /
                        MAX (count_characters (statement->text), HEADING_CHARS);
    all += members[i].closeness;
  }
  qsort (members, n, sizeof *members, compare_members);
  for (guint i = 0; i < n; i++)
    statements->pdata[i] = members[i].statement;
  return n < 2 ? 1 : CLAMP ((double) all / n / (n - 1) / ARC_SIMILARITY_UNIT, 0, 1);
}

/* ---- words ---- */

typedef struct {
  char *term;
  char *surface;
  guint first;
  guint n_statements;
  guint last;
  guint64 score;
} Word;

static void
word_free (Word *word)
{
  g_free (word->term);
  g_free (word->surface);
  g_free (word);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *first = *(Word *const *) a;
  const Word *second = *(Word *const *) b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  return first->first < second->first ? -1 : 1;
}

/* The word as it stands, without marks that turn the direction of text. */
static char *
dup_surface (const char *text, const ArcToken *token)
{
  GString *surface = g_string_new (NULL);
  const char *end = text + token->end;

  for (const char *at = text + token->start; at < end; at = g_utf8_next_char (at))
    if (g_unichar_type (g_utf8_get_char (at)) != G_UNICODE_FORMAT)
      g_string_append_len (surface, at, g_utf8_next_char (at) - at);
  return g_string_free (surface, FALSE);
}

static gboolean
is_keyword (const ArcToken *token)
{
  gunichar first = g_utf8_get_char (token->term);

  return !token->is_function_word && g_unichar_isalpha (first) && token->term[1] != '\0' &&
         token->end - token->start <= ARC_TOKEN_MAX_CHARS;
}

static void
note_words (ArcStatementIndex *index, const ArcIndexed *statement, guint number,
            GHashTable *by_term, GPtrArray *words)
{
  const GArray *tokens = arc_tokens_split (
      index->tokenizer, statement->text,
      statement->language != ARC_LANGUAGE_UNKNOWN ? statement->language : index->default_language);

  for (guint i = 0; i < MIN (tokens->len, ARC_FEATURES_MAX_WORDS); i++) {
    const ArcToken *token = &g_array_index (tokens, ArcToken, i);
    Word *word;

    if (!is_keyword (token))
      continue;
    word = g_hash_table_lookup (by_term, token->term);
    if (word == NULL) {
      word = g_new0 (Word, 1);
      word->term = g_strdup (token->term);
      word->surface = dup_surface (statement->text, token);
      word->first = words->len;
      word->last = G_MAXUINT;
      g_ptr_array_add (words, word);
      g_hash_table_insert (by_term, word->term, word);
    }
    word->n_statements += word->last != number;
    word->last = number;
  }
}

static char **
choose_keywords (ArcStatementIndex *index, const GPtrArray *statements)
{
  g_autoptr (GHashTable) by_term = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) word_free);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < MIN (statements->len, KEYWORD_STATEMENTS); i++)
    note_words (index, statements->pdata[i], i, by_term, words);
  for (guint i = 0; i < words->len; i++) {
    Word *word = words->pdata[i];
    guint64 weight = arc_statement_index_weigh_key (index, arc_features_word_key (word->term));

    /* Twice by its rarity: what is said everywhere says nothing of this group. */
    word->score = word->n_statements * weight * weight;
  }
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len && chosen->len < KEYWORDS; i++) {
    Word *word = words->pdata[i];
    if (word->n_statements > 1 || statements->len == 1)
      g_ptr_array_add (chosen, g_steal_pointer (&word->surface));
  }
  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_free (chosen, FALSE);
}

void
arc_group_label (ArcStatementIndex *index, ArcGroup *group, GPtrArray *statements)
{
  group->cohesion = sort_by_closeness (statements);
  group->keywords = choose_keywords (index, statements);
}
