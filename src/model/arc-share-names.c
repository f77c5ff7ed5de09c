/* Where teammates are named in a text that is about to be shared. */
#include "arc-config.h"
#include "arc-share.h"

#include <string.h>

#include "arc-text.h"

/* Words of a name that are shorter are looked for in the whole name only: "Al", "de". */
#define LEAST_LETTERS 3

typedef struct {
  char *folded;
  gsize start;
  gsize end;
} Word;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->folded);
}

/* Without marks and case, so that "Jose" is José. */
static char *
fold_word (const char *word, gsize length)
{
  g_autofree char *apart = g_utf8_normalize (word, length, G_NORMALIZE_ALL);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = apart ? apart : ""; *p; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  return g_utf8_casefold (bare->str, bare->len);
}

static gboolean
is_inside_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* (element-type Word): runs of letters; characters that are written without spaces stand alone. */
static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *p = text;

  g_array_set_clear_func (words, clear_word);
  while (*p) {
    const char *start = p;
    gboolean alone = arc_text_is_cjk (g_utf8_get_char (p));
    Word word;

    if (!is_inside_word (g_utf8_get_char (p))) {
      p = g_utf8_next_char (p);
      continue;
    }
    do
      p = g_utf8_next_char (p);
    while (!alone && *p && is_inside_word (g_utf8_get_char (p)) &&
           !arc_text_is_cjk (g_utf8_get_char (p)));
    word = (Word){fold_word (start, p - start), start - text, p - text};
    g_array_append_val (words, word);
  }
  return words;
}

static gboolean
is_worth_finding (const GArray *words)
{
  glong letters = 0;
  gboolean is_cjk = FALSE;

  for (guint i = 0; i < words->len; i++) {
    const char *folded = g_array_index (words, Word, i).folded;

    letters += g_utf8_strlen (folded, -1);
    is_cjk |= *folded && arc_text_is_cjk (g_utf8_get_char (folded));
  }
  return letters >= LEAST_LETTERS || (is_cjk && words->len > 1);
}

/* Adds @words to what is looked for, under its first word. */
static void
add_pattern (GHashTable *patterns, GArray *words)
{
  const char *first = words->len > 0 ? g_array_index (words, Word, 0).folded : NULL;
  GPtrArray *list;

  if (!first) {
    g_array_unref (words);
    return;
  }
  list = g_hash_table_lookup (patterns, first);
  if (!list) {
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_hash_table_insert (patterns, g_strdup (first), list);
  }
  g_ptr_array_add (list, words);
}

static void
add_name_part (GHashTable *patterns, const char *part)
{
  GArray *words = split_words (part);

  if (is_worth_finding (words))
    add_pattern (patterns, words);
  else
    g_array_unref (words);
}

static void
add_name_parts (GHashTable *patterns, const char *name, const char *separators)
{
  g_auto (GStrv) parts = g_strsplit_set (name, separators, -1);

  for (guint i = 0; parts[i]; i++)
    add_name_part (patterns, parts[i]);
}

static void
add_name (GHashTable *patterns, const char *name)
{
  add_name_parts (patterns, name, " \t");
  add_name_parts (patterns, name, " \t-");
  add_pattern (patterns, split_words (name));
}

static gboolean
stands_at (const GArray *text, guint at, const GArray *pattern)
{
  if (at + pattern->len > text->len)
    return FALSE;
  for (guint i = 0; i < pattern->len; i++)
    if (!g_str_equal (g_array_index (text, Word, at + i).folded,
                      g_array_index (pattern, Word, i).folded))
      return FALSE;
  return TRUE;
}

/* How many words from @at on are the longest name, or part of one, that begins there. */
static guint
match_at (GHashTable *patterns, const GArray *text, guint at)
{
  const GPtrArray *list = g_hash_table_lookup (patterns, g_array_index (text, Word, at).folded);
  guint longest = 0;

  for (guint i = 0; list && i < list->len; i++) {
    const GArray *pattern = list->pdata[i];

    if (pattern->len > longest && stands_at (text, at, pattern))
      longest = pattern->len;
  }
  return longest;
}

GHashTable *
arc_share_prepare_names (const GPtrArray *names)
{
  GHashTable *patterns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < names->len; i++)
    add_name (patterns, names->pdata[i]);
  return patterns;
}

static GArray *
find_names (const char *text, GHashTable *patterns)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) words = split_words (text);

  for (guint i = 0; i < words->len;) {
    guint length = match_at (patterns, words, i);
    guint range[2];

    if (length == 0) {
      i++;
      continue;
    }
    range[0] = g_array_index (words, Word, i).start;
    range[1] = g_array_index (words, Word, i + length - 1).end;
    g_array_append_vals (found, range, 2);
    i += length;
  }
  return found;
}

GArray *
arc_share_find_names (const char *text, const GPtrArray *names)
{
  g_autoptr (GHashTable) patterns = arc_share_prepare_names (names);

  return find_names (text, patterns);
}

char *
arc_share_hide_names (const char *text, GHashTable *prepared)
{
  g_autoptr (GArray) found = find_names (text, prepared);
  GString *hidden = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i + 1 < found->len; i += 2) {
    guint start = g_array_index (found, guint, i), end = g_array_index (found, guint, i + 1);

    /* "will", "mark". */
    if (g_unichar_islower (g_utf8_get_char (text + start)))
      continue;
    g_string_append_len (hidden, text + at, start - at);
    g_string_append (hidden, "…");
    at = end;
  }
  g_string_append (hidden, text + at);
  return g_string_free (hidden, FALSE);
}
