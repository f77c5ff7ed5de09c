/* Takes apart what a person typed into search. */
#include "arc-query.h"

#include <string.h>

#include "arc-limits.h"
#include "arc-text.h"

static void
term_free (ArcQueryTerm *term)
{
  g_free (term->text);
  g_free (term);
}

ArcQuery *
arc_query_new (void)
{
  ArcQuery *query = g_new0 (ArcQuery, 1);

  query->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  query->tags = g_ptr_array_new_with_free_func (g_free);
  query->not_tags = g_ptr_array_new_with_free_func (g_free);
  query->topics = g_ptr_array_new_with_free_func (g_free);
  query->not_topics = g_ptr_array_new_with_free_func (g_free);
  return query;
}

void
arc_query_free (ArcQuery *query)
{
  if (!query)
    return;
  g_ptr_array_unref (query->terms);
  g_ptr_array_unref (query->tags);
  g_ptr_array_unref (query->not_tags);
  g_ptr_array_unref (query->topics);
  g_ptr_array_unref (query->not_topics);
  g_free (query);
}

static void
copy_strings (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

ArcQuery *
arc_query_copy (const ArcQuery *query)
{
  ArcQuery *copy = arc_query_new ();

  for (guint i = 0; i < query->terms->len; i++) {
    ArcQueryTerm *term = g_memdup2 (query->terms->pdata[i], sizeof *term);

    term->text = g_strdup (term->text);
    g_ptr_array_add (copy->terms, term);
  }
  copy_strings (copy->tags, query->tags);
  copy_strings (copy->not_tags, query->not_tags);
  copy_strings (copy->topics, query->topics);
  copy_strings (copy->not_topics, query->not_topics);
  copy->outcomes = query->outcomes;
  copy->not_outcomes = query->not_outcomes;
  copy->has_after = query->has_after;
  copy->after = query->after;
  copy->has_before = query->has_before;
  copy->before = query->before;
  return copy;
}

gboolean
arc_query_is_empty (const ArcQuery *query)
{
  return query->terms->len == 0 && query->tags->len == 0 && query->not_tags->len == 0 &&
         query->topics->len == 0 && query->not_topics->len == 0 && query->outcomes == 0 &&
         query->not_outcomes == 0 && !query->has_after && !query->has_before;
}

static gboolean
add_label (GPtrArray *labels, const char *label)
{
  g_autofree char *folded = arc_text_fold (label);

  if (!*folded)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (labels, folded, g_str_equal, NULL))
    g_ptr_array_add (labels, g_steal_pointer (&folded));
  return TRUE;
}

void
arc_query_add_tag (ArcQuery *query, const char *tag)
{
  add_label (query->tags, tag);
}

void
arc_query_add_topic (ArcQuery *query, const char *topic)
{
  add_label (query->topics, topic);
}

void
arc_query_add_outcome (ArcQuery *query, ArcOutcome outcome)
{
  query->outcomes |= 1u << outcome;
}

void
arc_query_set_after (ArcQuery *query, ArcDay first)
{
  if (query->has_after && arc_day_compare (query->after, first) > 0)
    return;
  query->has_after = TRUE;
  query->after = first;
}

void
arc_query_set_before (ArcQuery *query, ArcDay day)
{
  if (query->has_before && arc_day_compare (query->before, day) < 0)
    return;
  query->has_before = TRUE;
  query->before = day;
}

/* ---- parsing ---- */

/* One piece of the input: [-][key:]value, value quoted or not. */
typedef struct {
  gboolean negated;
  char *key;   /* NULL if none */
  char *value; /* without quotes */
  char *whole; /* key:value as typed, for taking it literally */
  gboolean quoted;
  gboolean star;
} Piece;

static void
piece_clear (Piece *piece)
{
  g_clear_pointer (&piece->key, g_free);
  g_clear_pointer (&piece->value, g_free);
  g_clear_pointer (&piece->whole, g_free);
}

static const char *const keys[] = {"tag", "topic", "outcome", "before", "after"};

static const char *
match_key (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    gsize length = strlen (keys[i]);

    if (g_ascii_strncasecmp (text, keys[i], length) == 0 && text[length] == ':')
      return keys[i];
  }
  return NULL;
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

/* Typographic quotes come from keyboards and copied text; they quote as well. */
static gsize
quote_length (const char *p)
{
  static const char *const quotes[] = {"\"", "“", "”", "„", "«", "»"};

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_prefix (p, quotes[i]))
      return strlen (quotes[i]);
  return 0;
}

/* Reads a value at @p, quoted or up to white space. Returns where it ends. */
static const char *
read_value (const char *p, Piece *piece)
{
  gsize quote = quote_length (p);
  const char *start = p + quote;

  p = start;
  piece->quoted = quote > 0;
  if (quote) {
    while (*p && !quote_length (p))
      p = g_utf8_next_char (p);
    piece->value = g_strndup (start, p - start);
    p += quote_length (p);
  } else {
    while (*p && !is_space (p) && !(*p == '"' && p > start))
      p = g_utf8_next_char (p);
    piece->value = g_strndup (start, p - start);
  }
  if (piece->quoted && *p == '*')
    p++, piece->star = TRUE;
  return p;
}

static const char *
read_piece (const char *p, Piece *piece)
{
  const char *start;
  const char *key;

  *piece = (Piece){0};
  if (*p == '-' && p[1] && !is_space (p + 1)) {
    piece->negated = TRUE;
    p++;
  }
  start = p;
  key = match_key (p);
  if (key) {
    piece->key = g_strdup (key);
    p += strlen (key) + 1;
  }
  p = read_value (p, piece);
  piece->whole = g_strndup (start, p - start);
  if (!piece->key && !piece->quoted && g_str_has_suffix (piece->value, "*")) {
    piece->value[strlen (piece->value) - 1] = '\0';
    piece->star = TRUE;
  }
  return p;
}

static gboolean
take_condition (ArcQuery *query, const Piece *piece, ArcDay today)
{
  ArcDay first;
  ArcOutcome outcome;
  g_autofree char *lower = NULL;

  if (!piece->key)
    return FALSE;
  if (g_str_equal (piece->key, "tag"))
    return add_label (piece->negated ? query->not_tags : query->tags, piece->value);
  if (g_str_equal (piece->key, "topic"))
    return add_label (piece->negated ? query->not_topics : query->topics, piece->value);
  lower = g_ascii_strdown (piece->value, -1);
  if (g_str_equal (piece->key, "outcome")) {
    if (!arc_outcome_from_word (lower, &outcome))
      return FALSE;
    *(piece->negated ? &query->not_outcomes : &query->outcomes) |= 1u << outcome;
    return TRUE;
  }
  if (piece->negated || !arc_day_parse (lower, today, &first, NULL))
    return FALSE;
  if (g_str_equal (piece->key, "before"))
    arc_query_set_before (query, first);
  else
    arc_query_set_after (query, first);
  return TRUE;
}

/* A prefix of one letter would match half the journal; one Chinese character is a word. */
static gboolean
is_long_enough (const char *text)
{
  return g_utf8_strlen (text, -1) >= 2 || (*text && arc_text_is_cjk (g_utf8_get_char (text)));
}

static void
take_words (ArcQuery *query, const Piece *piece)
{
  const char *text = piece->key ? piece->whole : piece->value;
  ArcQueryTerm *term;

  if (!*text || query->terms->len >= ARC_LIMIT_QUERY_TERMS)
    return;
  term = g_new0 (ArcQueryTerm, 1);
  term->text = g_strdup (text);
  term->negated = piece->negated;
  term->prefix = piece->star && is_long_enough (text);
  g_ptr_array_add (query->terms, term);
}

ArcQuery *
arc_query_parse (const char *text, ArcDay today)
{
  ArcQuery *query = arc_query_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p;) {
    Piece piece;

    if (is_space (p)) {
      p = g_utf8_next_char (p);
      continue;
    }
    p = read_piece (p, &piece);
    if (!take_condition (query, &piece, today))
      take_words (query, &piece);
    piece_clear (&piece);
  }
  return query;
}
